"""The table of objections (异议) to a notice: when, from whom, what, and how it was dealt with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from data.domain.notice import Objection
from ui import layouts
from ui.fields import DateField, cell_words
from ui.parts import button, hint, section
from ui.pointing import point_at, point_at_cell
from ui.theme import TOKENS

_TITLES = ("收到日期", "提出人", "异议内容", "办理日期", "办理结果")
_ON, _BY, _TEXT, _HANDLED, _RESULT = range(5)
_ROW, _WIDTH_OF_DATE = 40, 146
_EMPTY = "没有收到异议。收到一条登记一条；提出人写“群众”即可，不必写姓名。"


class Objections(QWidget):
    """``show_value(objections)`` fills it, ``value()`` reads it; empty rows are left out.

    ``edited`` at each change, ``added`` when a row was begun.
    """

    edited = Signal()
    added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setHorizontalHeaderLabels(list(_TITLES))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (_TEXT, _RESULT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_ON, _WIDTH_OF_DATE), (_BY, 96), (_HANDLED, _WIDTH_OF_DATE)):
            self.table.setColumnWidth(column, width)
        self.table.itemChanged.connect(lambda _item: self.edited.emit())
        self._hint = hint(_EMPTY)
        self._remove = button("移出这条", self._take_out, "trash-2", "quiet")
        self._begin = button("登记一条异议", self.add, "plus")
        head = layouts.row(section("异议登记"), layouts.GROW, self._remove, self._begin)
        layouts.fill(self, layouts.column(head, self._hint, self.table, gap=TOKENS.gap_s))

    def show_value(self, objections: tuple[Objection, ...]) -> None:
        """Show these objections."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for objection in objections:
            self._append(objection)
        self.table.blockSignals(False)
        self._fit()

    def value(self) -> tuple[Objection, ...]:
        """The objections as filled in."""
        rows = (self._objection(row) for row in range(self.table.rowCount()))
        return tuple(one for one in rows if one.text or one.by or one.result)

    def add(self) -> None:
        """Begin one more, ready to be typed."""
        self._append(Objection(None, "", ""))
        self._fit()
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _TEXT)
        self.table.setFocus()
        self.added.emit()

    def go_to(self, row: int | None) -> None:
        """Bring one objection into sight, ready for how it was dealt with; None for the newest, or where to begin one."""
        if self.table.rowCount():
            last = self.table.rowCount() - 1
            point_at_cell(self.table, *((last, _TEXT) if row is None else (row, _RESULT)))
        else:
            point_at(self._begin)

    def _append(self, objection: Objection) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setRowHeight(row, _ROW)
        for column, text in ((_BY, objection.by), (_TEXT, objection.text), (_RESULT, objection.result)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        for column, on in ((_ON, objection.on), (_HANDLED, objection.handled_on)):
            field = DateField(on)
            field.edited.connect(self.edited.emit)
            self.table.setCellWidget(row, column, field)

    def _objection(self, row: int) -> Objection:
        by, text, result = (cell_words(self.table, row, column) for column in (_BY, _TEXT, _RESULT))
        return Objection(self._date(row, _ON), by, text, self._date(row, _HANDLED), result)

    def _date(self, row: int, column: int):
        field = self.table.cellWidget(row, column)
        return field.value() if isinstance(field, DateField) else None

    def _take_out(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._fit()
            self.edited.emit()

    def _fit(self) -> None:
        rows = self.table.rowCount()
        self._hint.setVisible(not rows)
        self._remove.setVisible(bool(rows))
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(rows * _ROW + 42)
