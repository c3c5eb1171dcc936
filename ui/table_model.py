"""A list of columns over frozen values as Qt's table model, ordered as a list (never through a proxy)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

SORT = Qt.ItemDataRole.UserRole + 1
ITEM = Qt.ItemDataRole.UserRole + 2
LEFT, RIGHT, CENTER = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


# No slots: typing sets __orig_class__ on a generic's instance, which frozen slots break in 3.11.
@dataclass(frozen=True)
class Column(Generic[T]):
    """One column over values of type T.

    ``text`` what the cell says; ``sort`` the key it is ordered by (default: the text in pinyin order; None goes last);
    ``width`` in pixels, None takes the room left over; ``chip`` names the state whose coloured chip holds the text;
    ``ink`` a colour token for the text; ``tooltip`` what hovering says (default: nothing); ``spare`` lets the column go
    where the one that takes the room left over would have too little.
    """

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    width: int | None = None
    align: Qt.AlignmentFlag = LEFT
    chip: Callable[[T], str | None] | None = None
    ink: Callable[[T], str] | None = None
    tooltip: Callable[[T], str] | None = None
    spare: bool = False

    def key(self, item: T) -> Any:
        """The value this column orders ``item`` by."""
        return self.sort(item) if self.sort else pinyin_key(self.text(item))


def pinyin_key(text: str) -> bytes:
    """A sort key that puts the common characters in pinyin order, as GB 2312 lists them."""
    return text.encode("gb18030", "replace")


class TableModel(QAbstractTableModel, Generic[T]):
    """Frozen values as rows. ``show_items`` replaces them; ordering sorts the list and never asks a proxy."""

    def __init__(self, columns: Sequence[Column[T]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: tuple[T, ...] = ()
        self._rows: list[T] = []
        self._order = (-1, Qt.SortOrder.AscendingOrder)

    def show_items(self, items: Sequence[T]) -> None:
        """Show these values, in the order chosen by the person or else as given."""
        self.beginResetModel()
        self._given = tuple(items)
        self._rows = self._ordered()
        self.endResetModel()

    def items(self) -> tuple[T, ...]:
        """All values in the order shown."""
        return tuple(self._rows)

    def item(self, row: int) -> T:
        """The value behind a row."""
        return self._rows[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 goes back to the order given."""
        self._order = (column, order)
        self.beginResetModel()
        self._rows = self._ordered()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many values are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, alignment, the sort key (SORT) and the value itself (ITEM)."""
        if not index.isValid():
            return None
        column, item = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(item) if column.tooltip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        if role == SORT:
            return column.key(item)
        return item if role == ITEM else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def _ordered(self) -> list[T]:
        number, order = self._order
        if not 0 <= number < len(self.columns):
            return list(self._given)
        keyed = [(self.columns[number].key(item), item) for item in self._given]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [item for _, item in known] + [item for key, item in keyed if key is None]
