"""The rows below a header: which of them make one task together, and what every other row is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.domain.model import SkippedRow
from data.domain.numbers import read_number
from data.intake import row_kinds as kinds
from data.intake.headers import Header
from data.intake.mapping import ColumnPlan
from data.intake.row_facts import Cells, RowFacts, TaskRows
from data.intake.sheet import Sheet

_BAND = "分节行（作为类别）"


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


class _Scan(RowFacts):
    """One pass down the rows with what is known so far: current task, bands, last total, notes begun."""

    def __init__(self, sheet: Sheet, header: Header, plan: ColumnPlan, titles: tuple[str, ...]) -> None:
        super().__init__(sheet, header, plan)
        self.titles = frozenset(kinds.compact(text) for text in titles)
        self.reading = RowsReading()
        self.bands: list[tuple[int, str]] = []
        self.band_row = -1
        self.since_subtotal = 0
        self.in_notes = False
        self.opened: list[tuple[int, int, str, int]] = []

    def _band_above_header(self) -> None:
        """A numbered heading directly above the header (一、省督察反馈问题) opens the first section."""
        above = self.header.rows[0] - 1 if self.header.rows else -1
        cells = self.sheet.present(above)
        if len(cells) == 1 and kinds.is_section_title(cells[0][1]):
            self._open_band(above, cells[0][1])

    def run(self) -> RowsReading:
        self._band_above_header()
        row = self.header.data_start
        last = self.last_row()
        while row <= last:
            cells = self.sheet.present(row)
            if self.is_other_table(row, cells):
                self.reading.next_header = row
                break
            self._take(row, cells)
            row += 1
        self._settle_totals_on_top()
        self._settle_texts_below()
        self._compare_band_counts()
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

    def _take(self, row: int, cells: Cells) -> None:
        if not cells:
            if not self.is_inside_merge(row):
                self._skip(row, "空行")
            return
        why = self._why_no_task(row, cells)
        if why:
            self._skip(row, why)
        else:
            self._content(row, cells)

    def _skip(self, row: int, why: str) -> None:
        self.reading.skipped.append(SkippedRow(self.sheet.name, row + 1, why))

    def _why_no_task(self, row: int, cells: Cells) -> str:
        column, first = cells[0]
        if self.is_plain_task(row, cells):
            self.in_notes = False
            return ""
        if kinds.same_header(cells, self.names):
            return "重复的表头"
        if self.is_column_numbers(row, cells):
            return "栏次行"
        if kinds.is_total(first) and not self.has_long_text(cells):
            self._total(row, column, cells)
            return "合计行"
        if kinds.is_note(first) and not self.own(row, self.finding, after=column):
            self.in_notes = True
            return "说明行（注、备注）"
        if kinds.is_sign_off([text for _, text in cells]) and not self.continues_measures(cells):
            return "落款行（审核人、填表人等）"
        if self.current is None and row <= self.header.data_start + 1 and kinds.is_hint_row(cells):
            return "填写提示行"
        if kinds.compact(first) in ("示例", "例", "样例", "填写示例", "例如"):
            return "填写示例"
        if (
            self.in_notes
            and len(cells) <= 2
            and not self.is_mapped_twice(cells)
            and not kinds.is_signature(first)
        ):
            return "说明行（注、备注）"
        return self._why_lone(row, cells)

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
            if column == self.number and read_number(text).number and not self.is_wide(row, column):
                return "" if self.in_current_merge(row) else "只有编号、没有内容的行"
            if column not in self.mapped and not self.is_wide(row, column) and column > self.last_column:
                return "表外的文字"
        band = self.band_text(row, cells)
        if band is None:
            return ""
        self._open_band(row, band)
        return _BAND

    def _open_band(self, row: int, text: str) -> None:
        level = kinds.band_level(text)
        level = 0 if level is None else level
        self.bands = [(depth, name) for depth, name in self.bands if depth < level]
        self.bands.append((level, text.strip()))
        self.opened.append((row, level, text, len(self.reading.tasks)))
        self.band_row = row
        self.current = None
        self.since_subtotal = 0 if level == 0 or len(self.bands) == 1 else self.since_subtotal
        self.in_notes = False

    def _compare_band_counts(self) -> None:
        """水污染防治方面（共3个）: the count a heading states against the tasks under it."""
        for place, (row, level, text, before) in enumerate(self.opened):
            stated = kinds.band_counts(text)
            below = (start for _, other, _, start in self.opened[place + 1 :] if other <= level)
            found = next(below, len(self.reading.tasks)) - before
            if stated and found and found not in stated:
                message = f"这一节标题写的是{'、'.join(map(str, stated))}，下面读到的任务是{found}项，数目不一致；请核对有没有漏行。"
                column = self.sheet.present(row)[0][0]
                self.reading.doubts.append(RowDoubt("total_differs", "warning", row, column, message))

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
        if self.own(row, self.finding) or self.own(row, self.number) or self.has_finding_above(row):
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

    def _continues(self, row: int, cells: Cells) -> bool:
        """Whether the row goes on with the current task."""
        number, finding = self.own(row, self.number), self.own(row, self.finding)
        if self.under_current(row, self.number):
            if finding:
                self._doubt_shared_number(row)
            return True
        if self.under_current(row, self.finding):
            return not number or self.is_same_number(number)
        if number:
            if finding:
                return self.is_same_number(number) and self.is_same_finding(finding)
            return self.is_sub_number(number)
        if finding:
            return self.is_same_finding(finding) or self._is_rest_of_finding(row, cells)
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
