"""Matching by dragging: the strip of fields no column holds yet, and the table whose columns take them."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QTableWidget

from data import words as wording

FIELD = "application/x-zhenggaitong-field"
_ONE_LINE, _IN_ONE_LINE = 40, 11


class FieldStrip(QListWidget):
    """The fields that no column stands for; each can be dragged onto its column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(2)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName("还没有用上的项目，可拖到列上")

    def show_fields(self, names: Sequence[str]) -> None:
        """Show these fields by their Chinese names."""
        self.clear()
        self.setFixedHeight(_ONE_LINE if len(names) <= _IN_ONE_LINE else 2 * _ONE_LINE)
        for name in names:
            item = QListWidgetItem(wording.FIELDS[name])
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.addItem(item)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """What is carried: the field's key."""
        made = QMimeData()
        if items:
            made.setData(FIELD, QByteArray(str(items[0].data(Qt.ItemDataRole.UserRole)).encode()))
        return made


class ColumnsTable(QTableWidget):
    """The sheet's rows. ``given(column, field)`` when a field is dropped; ``header_wanted`` on Enter over another row."""

    given = Signal(int, str)
    header_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.header: frozenset[int] = frozenset()
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)

    def chosen_rows(self) -> tuple[int, ...]:
        """The chosen rows of the sheet, 1-based."""
        return tuple(sorted({index.row() for index in self.selectedIndexes()} - {0}))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take fields only."""
        event.acceptProposedAction() if event.mimeData().hasFormat(FIELD) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere over a column is good."""
        over = self.columnAt(round(event.position().x())) >= 0
        event.acceptProposedAction() if over and event.mimeData().hasFormat(FIELD) else event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which column was given which field."""
        column = self.columnAt(round(event.position().x()))
        if column >= 0:
            event.acceptProposedAction()
            self.given.emit(column, bytes(event.mimeData().data(FIELD).data()).decode())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter over rows that are not the header makes them the header; else it is the page's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.chosen_rows() and frozenset(self.chosen_rows()) != self.header:
            self.header_wanted.emit()
        elif enter or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
