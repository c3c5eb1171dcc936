"""The second step of the import: which sheet, which rows are the header, and which column is what; all can be changed."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from data import words as wording
from data.domain.model import Listing, SheetReading
from data.intake.choices import Choices
from data.intake.grid import Book, Grid
from data.intake.sheet import cell_text, letters
from ui import layouts
from ui.parts import button, hint, words
from ui.theme import TOKENS, colour

_SHOWN_ROWS = 40
_FIELDS = [
    name for name in wording.FIELDS if name not in ("extra", "measures_text", "responsible_units", "ignore")
]


class ColumnsStep(QWidget):
    """Shows the sheet's own rows with a field above each column. Emits ``changed(choices)``."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._book: Book | None = None
        self._listing: Listing | None = None
        self._choices = Choices()
        self._combos: dict[str, QComboBox] = {}
        self.sheets = QComboBox()
        self.sheets.setMinimumWidth(260)
        self.sheets.activated.connect(lambda *_: self._choose_sheet())
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._said = words("", "hint")
        layouts.fill(
            self,
            layouts.column(
                layouts.row(
                    words("工作表", "label"),
                    self.sheets,
                    button("把选中的行作表头", self._choose_header, "table-2"),
                    button("按程序的判断", self._reset, "rotate-ccw", "quiet"),
                    layouts.GROW,
                    self._said,
                ),
                hint(
                    "每一列上面写着程序把它当作什么；不对就改。深色的行是表头。标“不认识”的列会原样保留在任务里。"
                ),
                layouts.grow(self.table),
                gap=TOKENS.gap_s,
            ),
        )

    def show_draft(self, book: Book, listing: Listing, choices: Choices) -> None:
        """Show how this book is understood."""
        self._book, self._listing, self._choices = book, listing, choices
        used = next((sheet.name for sheet in listing.sheets if sheet.used), "")
        shown = (
            self.sheets.currentText()
            if self.sheets.currentText() in {s.name for s in listing.sheets}
            else used
        )
        self.sheets.clear()
        for sheet in listing.sheets:
            self.sheets.addItem(f"{sheet.name}{'' if sheet.used else '（不导入）'}", sheet.name)
        at = next(
            (i for i, sheet in enumerate(listing.sheets) if sheet.name in (shown, used) and sheet.used), 0
        )
        self.sheets.setCurrentIndex(at)
        self._fill()

    def _reading(self) -> SheetReading | None:
        name = self.sheets.currentData()
        return next((s for s in self._listing.sheets if s.name == name), None) if self._listing else None

    def _fill(self) -> None:
        reading = self._reading()
        grid = (
            next((g for g in self._book.grids if reading and g.name == reading.name), None)
            if self._book
            else None
        )
        if reading is None or grid is None:
            return
        count = (
            len([task for task in self._listing.tasks if task.at.sheet == reading.name])
            if self._listing
            else 0
        )
        self._said.setText(f"读到 {count} 项任务" if reading.used else f"不导入：{reading.why}")
        self._fill_table(grid, reading)

    def _fill_table(self, grid: Grid, reading: SheetReading) -> None:
        width = max((len(row) for row in grid.rows[:_SHOWN_ROWS]), default=0)
        rows = grid.rows[:_SHOWN_ROWS]
        self.table.clear()
        self.table.setColumnCount(width)
        self.table.setRowCount(len(rows) + 1)
        self.table.setHorizontalHeaderLabels([letters(at) for at in range(width)])
        self.table.setVerticalHeaderLabels(["当作", *(str(at + 1) for at in range(len(rows)))])
        self._combos = {}
        for column in range(width):
            letter = letters(column)
            combo = self._combo(reading.columns.get(letter, ""), letter in reading.unmatched)
            self._combos[letter] = combo
            self.table.setCellWidget(0, column, combo)
            self.table.setColumnWidth(column, 150)
        self.table.setRowHeight(0, 42)
        header = {row - 1 for row in reading.header_rows}
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                self.table.setItem(at + 1, column, _item(cell_text(value), at in header))

    def _combo(self, field: str, unmatched: bool) -> QComboBox:
        made = QComboBox()
        made.addItem("不认识（原样保留）" if unmatched else "—", "")
        for name in _FIELDS:
            made.addItem(wording.FIELDS[name], name)
        made.addItem("不导入", "ignore")
        made.setCurrentIndex(max(0, made.findData(field)))
        made.activated.connect(lambda *_: self._choose_columns())
        return made

    # ------------------------------------------------------------ choosing

    def _choose_sheet(self) -> None:
        name = self.sheets.currentData()
        reading = self._reading()
        if reading is not None and reading.used:
            self._fill()
            return
        self.changed.emit(replace(self._choices, sheets=(name,), header_rows=None, columns=None))

    def _choose_header(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()} - {0})
        if rows:
            sheet = self.sheets.currentData()
            self.changed.emit(replace(self._choices, sheets=(sheet,), header_rows=tuple(rows), columns=None))

    def _choose_columns(self) -> None:
        columns = {letter: combo.currentData() for letter, combo in self._combos.items()}
        sheet = self.sheets.currentData()
        self.changed.emit(replace(self._choices, sheets=(sheet,), columns=columns))

    def _reset(self) -> None:
        self.changed.emit(Choices(remembered={}, fixes=self._choices.fixes))


def _item(text: str, header: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(text.replace("\n", " "))
    made.setToolTip(text)
    if header:
        made.setBackground(QBrush(colour("accent_soft")))
        font = made.font()
        font.setBold(True)
        made.setFont(font)
        made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
