"""The second step of the import: which sheet, which rows are the header, and which column is what; all can be changed."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidgetItem, QWidget

from data import words as wording
from data.domain.model import Listing, SheetReading
from data.intake.choices import Choices
from data.intake.grid import Book, Grid
from data.intake.sheet import cell_text, letters
from ui import layouts
from ui.import_fields import ColumnsTable, FieldStrip
from ui.parts import button, hint, words
from ui.theme import STATES, TOKENS, colour

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
        self.sheets.setMinimumWidth(180)
        self.sheets.activated.connect(lambda *_: self._choose_sheet())
        self.table = ColumnsTable()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.given.connect(self._give)
        self.table.header_wanted.connect(self._choose_header)
        self.strip = FieldStrip()
        self._said = words("", "hint")
        self.unmatched = hint("")
        self._build()

    def _build(self) -> None:
        label = words("还没用上的项目\n可拖到列上", "hint")
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
                    "列的上方写着程序把它当作什么，不对就改。深色的行是表头；单击别的行再按 Enter，就以那一行作表头。"
                ),
                layouts.grow(self.table),
                self.unmatched,
                layouts.row(label, layouts.grow(self.strip), gap=TOKENS.gap_m),
                gap=TOKENS.gap_s,
            ),
        )

    def start(self) -> None:
        """Begin at the header."""
        self.table.setFocus()
        self.table.setCurrentCell(min(self.table.header, default=1), 0)

    def show_draft(self, book: Book, listing: Listing, choices: Choices) -> None:
        """Show how this book is understood."""
        self._book, self._listing, self._choices = book, listing, choices
        shown = self.sheets.currentData()
        self.sheets.clear()
        for sheet in listing.sheets:
            self.sheets.addItem(f"{sheet.name}{'' if sheet.used else '（不导入）'}", sheet.name)
        used = [sheet.name for sheet in listing.sheets if sheet.used]
        name = shown if shown in used else next(iter(used), "")
        self.sheets.setCurrentIndex(max(0, self.sheets.findData(name)))
        self._fill()

    def _reading(self) -> SheetReading | None:
        name = self.sheets.currentData()
        return next((s for s in self._listing.sheets if s.name == name), None) if self._listing else None

    def _fill(self) -> None:
        reading = self._reading()
        grids = self._book.grids if self._book else ()
        grid = next((g for g in grids if reading and g.name == reading.name), None)
        if reading is None or grid is None or self._listing is None:
            return
        count = sum(task.at.sheet == reading.name for task in self._listing.tasks)
        self._said.setText(f"读到 {count} 项任务" if reading.used else f"不导入：{reading.why}")
        self._fill_table(grid, reading)
        self._say_unmatched(reading)
        taken = set(reading.columns.values())
        self.strip.show_fields([name for name in _FIELDS if name not in taken])

    def _say_unmatched(self, reading: SheetReading) -> None:
        named = [f"{at}“{reading.headers.get(at) or '没有表头'}”" for at in reading.unmatched]
        self.unmatched.setVisible(bool(named))
        self.unmatched.setText(f"没有认出的列：{'、'.join(named)}。不改的话，原样保留在任务的“其他列”里。")

    def _fill_table(self, grid: Grid, reading: SheetReading) -> None:
        width = max((len(row) for row in grid.rows[:_SHOWN_ROWS]), default=0)
        rows = grid.rows[:_SHOWN_ROWS]
        self.table.clear()
        self.table.setColumnCount(width)
        self.table.setRowCount(len(rows) + 1)
        self.table.setHorizontalHeaderLabels([letters(at) for at in range(width)])
        self.table.setVerticalHeaderLabels(["当作", *(str(at + 1) for at in range(len(rows)))])
        self.table.header = frozenset(reading.header_rows)
        self._combos = {}
        for column in range(width):
            letter = letters(column)
            combo = self._combo(reading.columns.get(letter, ""), letter in reading.unmatched)
            self._combos[letter] = combo
            self.table.setCellWidget(0, column, combo)
            self.table.setColumnWidth(column, 150)
        self.table.setRowHeight(0, 42)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                ground = _ground(at in self.table.header, letters(column) in reading.unmatched)
                self.table.setItem(at, column, _item(cell_text(value), at in self.table.header, ground))

    def _combo(self, field: str, unmatched: bool) -> QComboBox:
        made = QComboBox()
        made.addItem("没认出（原样保留）" if unmatched else "—", "")
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
        rows = self.table.chosen_rows()
        if rows:
            sheet = self.sheets.currentData()
            self.changed.emit(replace(self._choices, sheets=(sheet,), header_rows=rows, columns=None))

    def _give(self, column: int, field: str) -> None:
        combo = self._combos.get(letters(column))
        if combo is not None:
            combo.setCurrentIndex(max(0, combo.findData(field)))
            self._choose_columns()

    def _choose_columns(self) -> None:
        columns = {letter: combo.currentData() for letter, combo in self._combos.items()}
        sheet = self.sheets.currentData()
        self.changed.emit(replace(self._choices, sheets=(sheet,), columns=columns))

    def _reset(self) -> None:
        self.changed.emit(Choices(remembered={}, fixes=self._choices.fixes))


def _ground(header: bool, unmatched: bool) -> QColor | None:
    if header:
        return QColor(STATES["warning"].paper) if unmatched else colour("accent_soft")
    return None


def _item(text: str, header: bool, ground: QColor | None) -> QTableWidgetItem:
    made = QTableWidgetItem(text.replace("\n", " "))
    made.setToolTip(text)
    if ground is not None:
        made.setBackground(QBrush(ground))
    if header:
        font = made.font()
        font.setBold(True)
        made.setFont(font)
        made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
