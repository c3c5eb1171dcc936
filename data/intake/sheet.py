"""One grid made easy to ask: merged areas resolved, cells as text, addresses as letters."""

from datetime import date, datetime
from functools import lru_cache

from data.domain.model import CellRef
from data.intake.grid import CellValue, Grid, Merge

_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA"})


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The column letters of a 0-based index: 0 -> A, 27 -> AB."""
    name = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


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


def is_error(value: CellValue) -> bool:
    """Whether the cell holds a formula error (#REF! …)."""
    return isinstance(value, str) and value.strip() in _ERRORS


class Sheet:
    """A grid with its merged areas at hand. All indexes are 0-based; cells outside are blank."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.name = grid.name
        self.rows = grid.rows
        self.height = len(grid.rows)
        self.width = max((len(row) for row in grid.rows), default=0)
        self._covered: dict[tuple[int, int], tuple[int, int]] = {}
        self._areas: dict[tuple[int, int], Merge] = {}
        self.rows_under_merges: set[int] = set()
        for merge in grid.merges:
            self._cover(merge)

    def _cover(self, merge: Merge) -> None:
        top, left = max(merge.top, 0), max(merge.left, 0)
        bottom, right = min(merge.bottom, self.height - 1), min(merge.right, self.width - 1)
        if bottom < top or right < left or (top, left) in self._covered:
            return
        if len(self._covered) > 4 * self.height * self.width:
            return
        anchor = (top, left)
        self._areas[anchor] = Merge(top, left, bottom, right)
        for row in range(top, bottom + 1):
            if row > top:
                self.rows_under_merges.add(row)
            for column in range(left, right + 1):
                if (row, column) != anchor:
                    self._covered.setdefault((row, column), anchor)

    def value(self, row: int, column: int) -> CellValue:
        """The cell's own value; a covered cell of a merged area is blank."""
        if not 0 <= row < self.height or column < 0:
            return None
        cells = self.rows[row]
        if column >= len(cells) or (row, column) in self._covered:
            return None
        return cells[column]

    def text(self, row: int, column: int) -> str:
        """The cell's own text."""
        return cell_text(self.value(row, column))

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
        found = []
        for column, value in enumerate(self.rows[row]):
            if value is None:
                continue
            text = cell_text(value)
            if text and (row, column) not in self._covered:
                found.append((column, text))
        return found

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell."""
        return CellRef(self.name, row + 1, letters(column))
