"""One grid made easy to ask: merged areas resolved, cells as text, addresses as letters."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from data.domain.model import CellRef
from data.intake.grid import CellValue, Grid, Merge
from data.intake.sheet_marks import column_letters

_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA"}
)


letters = lru_cache(maxsize=1024)(column_letters)
"""The column letters of a 0-based index."""


def column_index(name: str) -> int:
    """The 0-based index of column letters; -1 where they are none."""
    index = 0
    for ch in name.strip().upper():
        if not "A" <= ch <= "Z":
            return -1
        index = index * 26 + ord(ch) - 64
    return index - 1


def cell_text(value: CellValue) -> str:
    """A cell as the words a person would read: dates as Chinese dates, whole floats without a fraction, errors as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.strip().strip("\ufeff\u200b")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "" if text in _ERRORS else text
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return str(value)


class Sheet:
    """A grid with its merged areas at hand. All indexes are 0-based; cells outside are blank.

    ``texts`` holds every row's cells as text, all rows of the same width; covered cells of merged areas are blank.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.name = grid.name
        self.height = len(grid.rows)
        self.width = max((len(row) for row in grid.rows), default=0)
        self.texts = [self._text_row(row) for row in grid.rows]
        self.rows_under_merges: set[int] = set()
        self._covered: dict[tuple[int, int], tuple[int, int]] = {}
        self._areas: dict[tuple[int, int], Merge] = {}
        for merge in grid.merges:
            self._cover(merge)

    def _text_row(self, row: tuple[CellValue, ...]) -> list[str]:
        texts = ["" if value is None else cell_text(value) for value in row]
        if len(texts) < self.width:
            texts += [""] * (self.width - len(texts))
        return texts

    def _cover(self, merge: Merge) -> None:
        top, left = max(merge.top, 0), max(merge.left, 0)
        bottom, right = min(merge.bottom, self.height - 1), min(merge.right, self.width - 1)
        if bottom < top or right < left or (top, left) in self._covered:
            return
        if len(self._covered) > 4 * self.height * self.width:
            return
        anchor = (top, left)
        self._areas[anchor] = Merge(top, left, bottom, right)
        self.rows_under_merges.update(range(top + 1, bottom + 1))
        for row in range(top, bottom + 1):
            texts = self.texts[row]
            for column in range(left, right + 1):
                if (row, column) != anchor and (row, column) not in self._covered:
                    self._covered[(row, column)] = anchor
                    texts[column] = ""

    def only(self, columns: range) -> "Sheet":
        """The same sheet with nothing but these columns; addresses stay."""
        rows = tuple(
            tuple(value if index in columns else None for index, value in enumerate(row))
            for row in self.grid.rows
        )
        return Sheet(replace(self.grid, rows=rows))

    def value(self, row: int, column: int) -> CellValue:
        """The cell's own value; None where it is blank or covered by a merged area."""
        if not self.text(row, column):
            return None
        value = self.grid.rows[row][column]
        return self.texts[row][column] if isinstance(value, str) else value

    def text(self, row: int, column: int) -> str:
        """The cell's own text."""
        if 0 <= row < self.height and 0 <= column < self.width:
            return self.texts[row][column]
        return ""

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value of this one: itself, or the corner of its merged area."""
        return self._covered.get((row, column), (row, column))

    def filled(self, row: int, column: int) -> str:
        """The text seen at this cell, through merged areas."""
        return self.text(*self.anchor(row, column))

    def area(self, row: int, column: int) -> Merge:
        """The merged area (or single cell) this cell belongs to."""
        anchor = self.anchor(row, column)
        return self._areas.get(anchor) or Merge(*anchor, *anchor)

    def present(self, row: int) -> list[tuple[int, str]]:
        """The cells of a row that hold something of their own: (column, text)."""
        if not 0 <= row < self.height:
            return []
        return [(column, text) for column, text in enumerate(self.texts[row]) if text]

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell."""
        return CellRef(self.name, row + 1, letters(column))
