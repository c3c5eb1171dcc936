"""The one table: a screen's list is a list of columns over frozen values, sorted as a list, drawn calmly.

table = DataTable(
    [
        Column("编号", lambda t: t.number, sort=lambda t: t.order, width=80),
        Column("问题", lambda t: t.finding),                                   # no width: takes the rest
        Column("状态", lambda t: words[t.state], chip=lambda t: colours[t.state], width=110),
    ],
    key=lambda t: t.id,
    name="tasks",                                                              # remembers widths and order
)
table.show_items(tasks)
table.opened.connect(open_task)                                                # Enter or double click
table.menu = lambda tasks, menu: menu.addAction("导出…")                        # right click
table.set_empty("还没有任务", "导入市里下发的清单即可开始。")
"""

import json
from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.cells import CellDelegate
from ui.table_model import CENTER, ITEM, LEFT, RIGHT, SORT, Column, T, TableModel, pinyin_key
from ui.theme import TOKENS, colour

__all__ = ["CENTER", "ITEM", "LEFT", "RIGHT", "SORT", "Column", "DataTable", "TableModel", "pinyin_key"]

_LEAST_WIDE = 200
"""What the column that takes the room left over should have at least: a finding of twelve characters a line."""


class DataTable(QTableView, Generic[T]):
    """The table of every page; see the module's example.

    ``lines`` 1 cuts text short, 2 or more wraps it; ``fit`` gives each row the height of its own text (short lists only).
    Signals: ``opened(value)``, ``chosen(list of values)`` when the selection changes.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], object] | None = None,
        name: str = "",
        lines: int = 1,
        fit: bool = False,
    ) -> None:
        super().__init__()
        self.hovered = -1
        self.menu: Callable[[list[T], QMenu], object] | None = None
        self._key = key
        self._name = name
        self._empty = ("没有内容", "")
        self._kept: set[object] = set()
        self._rows: TableModel[T] = TableModel(columns, self)
        self.setModel(self._rows)
        # After setModel: the view clears its choice first, then ours comes back.
        self._rows.modelAboutToBeReset.connect(self._keep_chosen)
        self._rows.modelReset.connect(self._choose_kept)
        self.setItemDelegate(CellDelegate(self, lines))
        self._set_up_view(TOKENS.row + (lines - 1) * 20, fit)
        self._set_up_header()
        self._remember_later = QTimer(self, singleShot=True, interval=400)
        self._remember_later.timeout.connect(self.remember_widths)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._remember_later.start())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_items()))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.item(index.row())))

    def model(self) -> TableModel[T]:
        """The model behind the table."""
        return self._rows

    def show_items(self, items: Sequence[T]) -> None:
        """Show these values; with a ``key`` the chosen rows stay chosen. The view stays where it was."""
        place = self.verticalScrollBar().value()
        self._rows.show_items(items)
        self.verticalScrollBar().setValue(place)

    def chosen_items(self) -> list[T]:
        """The values of the chosen rows, top to bottom."""
        return [
            self._rows.item(row) for row in sorted({i.row() for i in self.selectionModel().selectedRows()})
        ]

    def choose(self, key: object) -> bool:
        """Choose the row whose key is ``key`` and bring it into sight; False if it is not shown."""
        if self._key is None:
            return False
        for row, item in enumerate(self._rows.items()):
            if self._key(item) == key:
                self.choose_row(row)
                return True
        return False

    def choose_row(self, row: int) -> None:
        """Choose this row alone, whatever keys are held down, and bring it into sight."""
        flags = QItemSelectionModel.SelectionFlag
        index = self._rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def set_empty(self, heading: str, advice: str = "") -> None:
        """What the table says when it has no rows: what is missing, and what to do."""
        self._empty = (heading, advice)
        self.viewport().update()

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard, one line a row, tabs between cells: pastes into WPS and Excel."""
        lines = ["\t".join(c.text(item) for c in self._rows.columns) for item in self.chosen_items()]
        QGuiApplication.clipboard().setText("\n".join(line.replace("\n", " ") for line in lines))

    def remember_widths(self) -> None:
        """Keep the widths of the columns for the next start; they are kept by title, so columns may come and go."""
        if self._name:
            shown = {
                c.title: self.columnWidth(i)
                for i, c in enumerate(self._rows.columns)
                if c.width is not None and not self.isColumnHidden(i)
            }
            widths = self._remembered_widths() | shown
            QSettings().setValue(f"tables/{self._name}/widths", json.dumps(widths))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._rows.item(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask the owner for entries, add copying, show."""
        items = self.chosen_items()
        if not items:
            return
        menu = QMenu(self)
        if self.menu is not None:
            self.menu(items, menu)
            menu.addSeparator()
        menu.addAction("复制所选行", self.copy_rows)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the row under the mouse."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the spare columns go, the last first, until the widest has room to be read."""
        super().resizeEvent(event)
        fixed = [n for n, column in enumerate(self._rows.columns) if column.width is not None]
        spare = [n for n in fixed if self._rows.columns[n].spare]
        room = self.viewport().width() - _LEAST_WIDE
        taken = sum(self.columnWidth(n) or self._rows.columns[n].width or 0 for n in fixed)
        for number in reversed(spare):
            self.setColumnHidden(number, taken > room)
            if taken > room:
                taken -= self.columnWidth(number) or self._rows.columns[number].width or 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the empty state."""
        super().paintEvent(event)
        if self._rows.rowCount() == 0:
            self._paint_empty()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            before, self.hovered = self.hovered, row
            for changed in (before, row):
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(QRect(0, top, self.viewport().width(), height))

    def _keep_chosen(self) -> None:
        key = self._key or id
        self._kept = {key(item) for item in self.chosen_items()}

    def _choose_kept(self) -> None:
        """After the rows were replaced or sorted: choose again what was chosen, and say so if it is gone."""
        if not self._kept:
            return
        key, last = self._key or id, len(self._rows.columns) - 1
        found = [row for row, item in enumerate(self._rows.items()) if key(item) in self._kept]
        if not found:
            self.chosen.emit([])
            return
        again = QItemSelection()
        for row in found:
            again.select(self._rows.index(row, 0), self._rows.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._rows.index(found[0], 0), flags.NoUpdate)
        self.selectionModel().select(again, flags.ClearAndSelect | flags.Rows)

    def _set_up_view(self, height: int, fit: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(min(height, TOKENS.control))
        side.setDefaultSectionSize(height)
        modes = QHeaderView.ResizeMode
        side.setSectionResizeMode(modes.ResizeToContents if fit else modes.Fixed)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        widths = self._remembered_widths()
        for number, column in enumerate(self._rows.columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(number, widths.get(column.title, column.width))

    def _remembered_widths(self) -> dict[str, int]:
        kept = str(QSettings().value(f"tables/{self._name}/widths", "") or "{}") if self._name else "{}"
        try:
            return {str(title): int(width) for title, width in json.loads(kept).items()}
        except (ValueError, AttributeError, TypeError):
            return {}

    def _paint_empty(self) -> None:
        heading, advice = self._empty
        painter = QPainter(self.viewport())
        area = self.viewport().rect().adjusted(24, 24, -24, -24)
        font = painter.font()
        font.setPixelSize(TOKENS.text_section)
        painter.setFont(font)
        painter.setPen(colour("ink_soft"))
        middle = area.center().y()
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(area.left(), middle - 30, area.width(), 28), wrap, heading)
        font.setPixelSize(TOKENS.text_base)
        painter.setFont(font)
        painter.setPen(colour("ink_faint"))
        painter.drawText(QRect(area.left(), middle + 2, area.width(), 60), wrap, advice)
        painter.end()
