"""What can be told of a row from its own cells, the merged areas over it and the task read last, without deciding yet what it is."""

import itertools
from dataclasses import dataclass

from data.intake import row_kinds as kinds
from data.intake.headers import Header, looks_like_header
from data.intake.mapping import ColumnPlan
from data.intake.sheet import Sheet

Cells = list[tuple[int, str]]
_BESIDE_BAND = 12


@dataclass(slots=True)
class TaskRows:
    """The rows (0-based) of one task, and the section band it stands under."""

    rows: list[int]
    band: str | None = None
    band_row: int = -1


class RowFacts:
    """Facts about the rows of one table; ``current`` is the task the last rows belong to."""

    def __init__(self, sheet: Sheet, header: Header, plan: ColumnPlan) -> None:
        self.sheet = sheet
        self.header = header
        self.names = header.names()
        self.fields = plan.fields
        self.number = next(iter(plan.columns_of("number")), None)
        self.finding = next(iter(plan.columns_of("finding")), None)
        self.measures = next(iter(plan.columns_of("measures")), None)
        self.mapped = frozenset(plan.fields)
        self.last_column = max(self.mapped, default=0)
        self.first_column = min(header.levels, default=min(self.mapped, default=0))
        self.current: TaskRows | None = None
        self.numbered = self.is_numbered()

    def is_numbered(self) -> bool:
        """Whether the number column is kept at all: at least half the rows that hold a finding hold a number."""
        if self.number is None or self.finding is None:
            return self.number is not None
        start = self.header.data_start
        rows = range(start, min(self.sheet.height, start + 200))
        with_finding = [row for row in rows if self.sheet.text(row, self.finding)]
        return sum(bool(self.sheet.text(row, self.number)) for row in with_finding) * 2 >= len(with_finding)

    def last_row(self) -> int:
        """The last row that holds anything; -1 for an empty sheet."""
        for row in range(self.sheet.height - 1, -1, -1):
            if self.sheet.present(row):
                return row
        return -1

    def is_other_table(self, row: int, cells: Cells) -> bool:
        """Whether the row is the header of another table."""
        return looks_like_header(cells) and not kinds.same_header(cells, self.names)

    def is_inside_merge(self, row: int) -> bool:
        """A blank row inside a task's merged cells belongs to the task."""
        if self.current is None or row not in self.sheet.rows_under_merges or self.finding is None:
            return False
        return self.sheet.anchor(row, self.finding)[0] in self.current.rows

    def is_plain_task(self, row: int, cells: Cells) -> bool:
        """The common case, told quickly: an Arabic number, a finding, and more."""
        column, text = cells[0]
        if column != self.number or len(cells) < 3 or self.finding is None or not text.isdecimal():
            return False
        finding = self.sheet.texts[row][self.finding]
        return len(finding) > 3 and not finding.isdecimal()

    def is_mapped_twice(self, cells: Cells) -> bool:
        """Whether two cells stand in columns with a meaning."""
        return sum(column in self.mapped for column, _ in cells) >= 2

    def has_long_text(self, cells: Cells) -> bool:
        """Whether a cell is longer than any heading."""
        return any(len(text) > kinds.BAND_LIMIT for _, text in cells)

    def continues_measures(self, cells: Cells) -> bool:
        """Whether the row holds nothing but measures."""
        return all(column == self.measures for column, _ in cells)

    def own(self, row: int, column: int | None, after: int = -1) -> str:
        """The text of a column in this very row; "" where the column is missing or not right of ``after``."""
        return self.sheet.text(row, column) if column is not None and column > after else ""

    def is_column_numbers(self, row: int, cells: Cells) -> bool:
        """The row of column numbers (1 2 3 4, 甲 乙 1 2) directly below a header."""
        if row > self.header.data_start + 1 or len(cells) < 3 or self.current is not None:
            return False
        bare = [kinds.compact(text).strip("()（）①②③④⑤⑥⑦⑧⑨⑩") for _, text in cells]
        digits = [int(text) for text in bare if text.isdecimal()]
        rest = [text for text in bare if not text.isdecimal()]
        in_order = all(a + 1 == b for a, b in itertools.pairwise(digits))
        return all(text in "甲乙丙丁戊己" for text in rest) and in_order and (len(digits) >= 2 or not digits)

    def in_current_merge(self, row: int) -> bool:
        """Whether the finding of the current task is merged over this row."""
        return self.current is not None and self.under_current(row, self.finding)

    def is_wide(self, row: int, column: int) -> bool:
        """Whether the cell is merged over half the table at least."""
        area = self.sheet.area(row, column)
        span = area.right - area.left + 1
        return span >= 3 and span * 2 >= self.last_column - self.first_column + 1

    def band_text(self, row: int, cells: Cells) -> str | None:
        """The heading this row is (one wide text, or a numeral and a text); None where it is no band."""
        column, text = cells[0]
        if len(cells) == 1:
            return text if self.is_lone_band(row, column, text) else None
        second = cells[1][1]
        if len(cells) > 2:
            return None
        if column == self.number and kinds.is_numeral(text):
            return second if kinds.reads_as_band(second) and self.numbers_are_arabic() else None
        if not kinds.reads_as_band(text) or len(second) > _BESIDE_BAND:
            return None
        if self.is_wide(row, column):
            return text
        heads = column == self.number and kinds.is_heading(text) and len(kinds.compact(text)) > 4
        return text if heads and not self.own(row, self.finding) else None

    def numbers_are_arabic(self) -> bool:
        """Whether tasks are numbered 1, 2, 3, so that a Chinese numeral can only head a section."""
        if self.number is None:
            return False
        start = self.header.data_start
        texts = (
            self.sheet.text(row, self.number) for row in range(start, min(self.sheet.height, start + 60))
        )
        return any(any(ch.isdigit() for ch in text) for text in texts)

    def is_lone_band(self, row: int, column: int, text: str) -> bool:
        """Whether the only text of a row is a section heading."""
        if self.under_current(row, self.finding) and column != self.number:
            return False
        if not kinds.reads_as_band(text):
            return False
        if self.is_wide(row, column):
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

    def has_finding_above(self, row: int) -> bool:
        """Whether a merged finding covers the row."""
        return self.finding is not None and bool(self.sheet.filled(row, self.finding))

    def under_current(self, row: int, column: int | None) -> bool:
        """Whether the cell is covered by a merged area that began in the current task."""
        if column is None or self.current is None or row not in self.sheet.rows_under_merges:
            return False
        anchor = self.sheet.anchor(row, column)[0]
        return anchor != row and anchor >= self.current.rows[0]

    def first(self, column: int | None) -> str:
        """What the current task says in a column, in its first row."""
        if self.current is None or column is None:
            return ""
        return self.sheet.filled(self.current.rows[0], column)

    def is_same_number(self, number: str) -> bool:
        """Whether a number repeats the current task's."""
        return number == self.first(self.number)

    def is_same_finding(self, finding: str) -> bool:
        """Whether a finding repeats the current task's."""
        return finding == self.first(self.finding)

    def is_sub_number(self, number: str) -> bool:
        """1-2, 1.2, （2）, ② under task 1 count its measures; the same number again repeats it."""
        own = self.first(self.number)
        flat = kinds.compact(number)
        if not own or flat == kinds.compact(own):
            return bool(own)
        base = kinds.compact(own).rstrip("号项.、")
        if flat.startswith((f"{base}.", f"{base}-", f"{base}-", f"{base}—")):
            return True
        return flat[:1] in "(①②③④⑤⑥⑦⑧⑨⑩" and kinds.compact(own)[:1] not in "(①"
