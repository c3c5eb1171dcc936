"""The rows below a header: which of them make one task together, and what every other row is."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.domain.model import SkippedRow
from data.domain.numbers import read_number
from data.intake import row_kinds as kinds
from data.intake.headers import Header, looks_like_header
from data.intake.mapping import ColumnPlan
from data.intake.sheet import Sheet

Cells = list[tuple[int, str]]
_BESIDE_BAND = 12
_BAND = "分节行（作为类别）"


@dataclass(slots=True)
class TaskRows:
    """The rows (0-based) of one task, and the section band it stands under."""

    rows: list[int]
    band: str | None = None
    band_row: int = -1


@dataclass(frozen=True, slots=True)
class Total:
    """A total row: the counts it states and how many tasks were read above it."""

    row: int
    column: int
    stated: tuple[int, ...]
    found: int


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """A row whose place is not certain."""

    code: str
    severity: str
    row: int
    column: int
    message: str


@dataclass(slots=True)
class RowsReading:
    """All rows of one table, told apart. ``next_header`` is the row of another table's header further down."""

    tasks: list[TaskRows] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)
    next_header: int | None = None


def read_rows(sheet: Sheet, header: Header, plan: ColumnPlan, titles: tuple[str, ...] = ()) -> RowsReading:
    """Tell apart all rows below the header. Every row that is not part of a task is in ``skipped`` with why."""
    return _Scan(sheet, header, plan, titles).run()


class _Scan:
    """One pass down the rows with what is known so far: current task, bands, last total, notes begun."""

    def __init__(self, sheet: Sheet, header: Header, plan: ColumnPlan, titles: tuple[str, ...]) -> None:
        self.sheet = sheet
        self.header = header
        self.names = header.names()
        self.titles = frozenset(kinds.compact(text) for text in titles)
        self.fields = plan.fields
        self.reading = RowsReading()
        self.number = next(iter(plan.columns_of("number")), None)
        self.finding = next(iter(plan.columns_of("finding")), None)
        self.measures = next(iter(plan.columns_of("measures")), None)
        self.mapped = frozenset(plan.fields)
        self.last_column = max(self.mapped, default=0)
        self.first_column = min(header.levels, default=min(self.mapped, default=0))
        self.current: TaskRows | None = None
        self.bands: list[tuple[int, str]] = []
        self.band_row = -1
        self.since_subtotal = 0
        self.in_notes = False
        self.numbered = self._is_numbered()

    def _is_numbered(self) -> bool:
        """Whether the number column is kept at all: at least half the rows that hold a finding hold a number."""
        if self.number is None or self.finding is None:
            return self.number is not None
        start = self.header.data_start
        rows = range(start, min(self.sheet.height, start + 200))
        with_finding = [row for row in rows if self.sheet.text(row, self.finding)]
        return sum(bool(self.sheet.text(row, self.number)) for row in with_finding) * 2 >= len(with_finding)

    def _band_above_header(self) -> None:
        """A numbered heading directly above the header (一、省督察反馈问题) opens the first section."""
        above = self.header.rows[0] - 1 if self.header.rows else -1
        cells = self.sheet.present(above)
        if len(cells) == 1 and kinds.is_section_title(cells[0][1]):
            self._open_band(above, cells[0][1])

    def run(self) -> RowsReading:
        self._band_above_header()
        row = self.header.data_start
        last = self._last_row()
        while row <= last:
            cells = self.sheet.present(row)
            if self._is_other_table(row, cells):
                self.reading.next_header = row
                break
            self._take(row, cells)
            row += 1
        self._settle_totals_on_top()
        self._settle_texts_below()
        return self.reading

    def _settle_texts_below(self) -> None:
        """A heading with no task under it, after the last task, is only text below the table."""
        if self.reading.next_header is not None or not self.reading.tasks:
            return
        last = self.reading.tasks[-1].rows[-1] + 1
        self.reading.skipped = [
            SkippedRow(skip.sheet, skip.row, "表后的文字") if skip.why == _BAND and skip.row > last else skip
            for skip in self.reading.skipped
        ]

    def _settle_totals_on_top(self) -> None:
        """A total directly under the header counts the rows below it."""
        count = len(self.reading.tasks)
        self.reading.totals = [
            Total(total.row, total.column, total.stated, total.found or count)
            for total in self.reading.totals
        ]

    def _last_row(self) -> int:
        for row in range(self.sheet.height - 1, -1, -1):
            if self.sheet.present(row):
                return row
        return -1

    def _is_other_table(self, row: int, cells: Cells) -> bool:
        return looks_like_header(cells) and not kinds.same_header(cells, self.names)

    def _take(self, row: int, cells: Cells) -> None:
        if not cells:
            if not self._is_inside_merge(row):
                self._skip(row, "空行")
            return
        why = self._why_no_task(row, cells)
        if why:
            self._skip(row, why)
        else:
            self._content(row, cells)

    def _is_inside_merge(self, row: int) -> bool:
        """A blank row inside a task's merged cells belongs to the task."""
        if self.current is None or row not in self.sheet.rows_under_merges or self.finding is None:
            return False
        return self.sheet.anchor(row, self.finding)[0] in self.current.rows

    def _skip(self, row: int, why: str) -> None:
        self.reading.skipped.append(SkippedRow(self.sheet.name, row + 1, why))

    def _why_no_task(self, row: int, cells: Cells) -> str:
        column, first = cells[0]
        if self._is_plain_task(row, cells):
            self.in_notes = False
            return ""
        if kinds.same_header(cells, self.names):
            return "重复的表头"
        if self._is_column_numbers(row, cells):
            return "栏次行"
        if kinds.is_total(first) and not self._has_long_text(cells):
            self._total(row, column, cells)
            return "合计行"
        if kinds.is_note(first) and not self._own(row, self.finding, after=column):
            self.in_notes = True
            return "说明行（注、备注）"
        if kinds.is_sign_off([text for _, text in cells]) and not self._continues_measures(cells):
            return "落款行（审核人、填表人等）"
        if self.current is None and row <= self.header.data_start + 1 and kinds.is_hint_row(cells):
            return "填写提示行"
        if kinds.compact(first) in ("示例", "例", "样例", "填写示例", "例如"):
            return "填写示例"
        if (
            self.in_notes
            and len(cells) <= 2
            and not self._is_mapped_twice(cells)
            and not kinds.is_signature(first)
        ):
            return "说明行（注、备注）"
        return self._why_lone(row, cells)

    def _is_plain_task(self, row: int, cells: Cells) -> bool:
        """The common case, told quickly: an Arabic number, a finding, and more."""
        column, text = cells[0]
        if column != self.number or len(cells) < 3 or self.finding is None or not text.isdecimal():
            return False
        finding = self.sheet.texts[row][self.finding]
        return len(finding) > 3 and not finding.isdecimal()

    def _is_mapped_twice(self, cells: Cells) -> bool:
        return sum(column in self.mapped for column, _ in cells) >= 2

    def _has_long_text(self, cells: Cells) -> bool:
        return any(len(text) > kinds.BAND_LIMIT for _, text in cells)

    def _continues_measures(self, cells: Cells) -> bool:
        return all(column == self.measures for column, _ in cells)

    def _own(self, row: int, column: int | None, after: int = -1) -> str:
        return self.sheet.text(row, column) if column is not None and column > after else ""

    def _is_column_numbers(self, row: int, cells: Cells) -> bool:
        """The row of column numbers (1 2 3 4, 甲 乙 1 2) directly below a header."""
        if row > self.header.data_start + 1 or len(cells) < 3 or self.current is not None:
            return False
        bare = [kinds.compact(text).strip("()（）①②③④⑤⑥⑦⑧⑨⑩") for _, text in cells]
        digits = [int(text) for text in bare if text.isdecimal()]
        rest = [text for text in bare if not text.isdecimal()]
        in_order = all(a + 1 == b for a, b in itertools.pairwise(digits))
        return all(text in "甲乙丙丁戊己" for text in rest) and in_order and (len(digits) >= 2 or not digits)

    def _why_lone(self, row: int, cells: Cells) -> str:
        """Rows with one text (or a numbered heading in two cells): title again, page mark, band."""
        column, text = cells[0]
        if len(cells) == 1:
            if kinds.compact(text) in self.titles:
                return "重复的标题行"
            if kinds.is_page_mark(text):
                return "页码或续表行"
            if kinds.is_signature(text) and column not in (self.finding, self.measures):
                return "落款行（审核人、填表人等）"
            if column == self.number and read_number(text).number and not self._is_wide(row, column):
                return "" if self._in_current_merge(row) else "只有编号、没有内容的行"
            if column not in self.mapped and not self._is_wide(row, column) and column > self.last_column:
                return "表外的文字"
        band = self._band_text(row, cells)
        if band is None:
            return ""
        self._open_band(row, band)
        return _BAND

    def _in_current_merge(self, row: int) -> bool:
        return self.current is not None and self._under_current(row, self.finding)

    def _is_wide(self, row: int, column: int) -> bool:
        area = self.sheet.area(row, column)
        span = area.right - area.left + 1
        return span >= 3 and span * 2 >= self.last_column - self.first_column + 1

    def _band_text(self, row: int, cells: Cells) -> str | None:
        column, text = cells[0]
        if len(cells) == 1:
            return text if self._is_lone_band(row, column, text) else None
        second = cells[1][1]
        if len(cells) > 2:
            return None
        if column == self.number and kinds.is_numeral(text):
            return second if kinds.reads_as_band(second) and self._numbers_are_arabic() else None
        if not kinds.reads_as_band(text) or len(second) > _BESIDE_BAND:
            return None
        if self._is_wide(row, column):
            return text
        heads = column == self.number and kinds.is_heading(text) and len(kinds.compact(text)) > 4
        return text if heads and not self._own(row, self.finding) else None

    def _numbers_are_arabic(self) -> bool:
        if self.number is None:
            return False
        start = self.header.data_start
        texts = (
            self.sheet.text(row, self.number) for row in range(start, min(self.sheet.height, start + 60))
        )
        return any(any(ch.isdigit() for ch in text) for text in texts)

    def _is_lone_band(self, row: int, column: int, text: str) -> bool:
        if self._under_current(row, self.finding) and column != self.number:
            return False
        if not kinds.reads_as_band(text):
            return False
        if self._is_wide(row, column):
            return True
        if column == self.finding:
            return kinds.is_heading(text) and (self.numbered or kinds.band_level(text) is not None)
        field = self.fields.get(column, "number")
        if field == "measures" and column > self.first_column:
            return False
        if field not in ("number", "category") and self.current is not None:
            return column <= self.first_column and kinds.is_heading(text)
        before = column < (self.finding or 0) and kinds.is_heading(text) and field != "category"
        return column <= self.first_column or column == self.number or before

    def _open_band(self, row: int, text: str) -> None:
        level = kinds.band_level(text)
        level = 0 if level is None else level
        self.bands = [(depth, name) for depth, name in self.bands if depth < level]
        self.bands.append((level, text.strip()))
        self.band_row = row
        self.current = None
        self.since_subtotal = 0 if level == 0 or len(self.bands) == 1 else self.since_subtotal
        self.in_notes = False

    def _total(self, row: int, column: int, cells: Cells) -> None:
        stated = kinds.counted([text for _, text in cells])
        subtotal = kinds.is_subtotal(cells[0][1])
        found = self.since_subtotal if subtotal else len(self.reading.tasks)
        self.reading.totals.append(Total(row, column, stated, found))
        if subtotal:
            self.since_subtotal = 0
        self.current = None

    def _content(self, row: int, cells: Cells) -> None:
        if not any(column in self.mapped for column, _ in cells):
            self._skip(row, "没有落在任何已识别的列中的行")
            return
        if self.current is not None and self._continues(row, cells):
            self.current.rows.append(row)
            return
        if self._own(row, self.finding) or self._own(row, self.number) or self._has_finding_above(row):
            self._new_task(row)
            return
        self._orphan(row, cells)

    def _orphan(self, row: int, cells: Cells) -> None:
        column = cells[0][0]
        message = "这一行没有编号也没有问题，前面也没有可以归属的任务，未导入；请核对原表。"
        self.reading.doubts.append(RowDoubt("missing_finding", "error", row, column, message))
        self._skip(row, "没有编号和问题，无法归属的行")

    def _new_task(self, row: int) -> None:
        if self.numbered and self.number is not None and not self.sheet.filled(row, self.number):
            message = (
                "这一行有问题、没有编号，已作为单独一项任务读取；如果它属于上一项，请在原表合并或补上编号。"
            )
            self.reading.doubts.append(RowDoubt("number_doubt", "warning", row, self.number, message))
        band = "/".join(name for _, name in self.bands) or None
        self.current = TaskRows([row], band, self.band_row)
        self.reading.tasks.append(self.current)
        self.since_subtotal += 1

    def _has_finding_above(self, row: int) -> bool:
        return self.finding is not None and bool(self.sheet.filled(row, self.finding))

    def _under_current(self, row: int, column: int | None) -> bool:
        """Whether the cell is covered by a merged area that began in the current task."""
        if column is None or self.current is None or row not in self.sheet.rows_under_merges:
            return False
        anchor = self.sheet.anchor(row, column)[0]
        return anchor != row and anchor >= self.current.rows[0]

    def _continues(self, row: int, cells: Cells) -> bool:
        """Whether the row goes on with the current task."""
        number, finding = self._own(row, self.number), self._own(row, self.finding)
        if self._under_current(row, self.number):
            if finding:
                self._doubt_shared_number(row)
            return True
        if self._under_current(row, self.finding):
            return not number or self._is_same_number(number)
        if number:
            if finding:
                return self._is_same_number(number) and self._is_same_finding(finding)
            return self._is_sub_number(number)
        if finding:
            return self._is_same_finding(finding) or self._is_rest_of_finding(row, cells)
        return True

    def _is_rest_of_finding(self, row: int, cells: Cells) -> bool:
        """A finding running on in the next row of a numbered list: no number, and nothing else in the row."""
        if not self.numbered or len(cells) > 1 or self.current is None:
            return False
        message = "这一行只有问题、没有编号，已接在上一项问题之后；请核对。"
        self.reading.doubts.append(RowDoubt("number_doubt", "warning", row, cells[0][0], message))
        return True

    def _doubt_shared_number(self, row: int) -> None:
        message = "一个编号下有几个问题，已按一项任务读取、问题合在一起；如应分开，请在原表补上编号。"
        self.reading.doubts.append(RowDoubt("number_doubt", "warning", row, self.finding or 0, message))

    def _first(self, column: int | None) -> str:
        if self.current is None or column is None:
            return ""
        return self.sheet.filled(self.current.rows[0], column)

    def _is_same_number(self, number: str) -> bool:
        return number == self._first(self.number)

    def _is_same_finding(self, finding: str) -> bool:
        return finding == self._first(self.finding)

    def _is_sub_number(self, number: str) -> bool:
        """1-2, 1.2, （2）, ② under task 1 count its measures; the same number again repeats it."""
        own = self._first(self.number)
        flat = kinds.compact(number)
        if not own or flat == kinds.compact(own):
            return bool(own)
        base = kinds.compact(own).rstrip("号项.、")
        if flat.startswith((f"{base}.", f"{base}-", f"{base}-", f"{base}—")):
            return True
        return flat[:1] in "(①②③④⑤⑥⑦⑧⑨⑩" and kinds.compact(own)[:1] not in "(①"


def column_texts(sheet: Sheet, rows: list[int], column: int) -> Iterator[tuple[int, str]]:
    """The own texts of a column in these rows; for the first row also what a merged area from above says."""
    for row in rows:
        text = sheet.texts[row][column]
        if not text and row == rows[0] and row in sheet.rows_under_merges:
            above, left = sheet.anchor(row, column)
            if left == column:
                row, text = above, sheet.texts[above][left]
        if text:
            yield row, text
