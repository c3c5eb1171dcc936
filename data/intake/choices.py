"""What a person has chosen for the reading of a list, and what the reading needs to know from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.intake.grid import Book, CellValue, Grid
from data.intake.sheet import column_index


@dataclass(frozen=True, slots=True)
class Choices:
    """A person's choices; None leaves it to the program.

    ``sheets`` are the sheets to read; ``header_rows`` 1-based rows of the header (empty: no header); ``columns`` column letters ->
    field ("" or "ignore" to leave out); ``remembered`` fingerprint -> such columns, from earlier imports;
    ``fixes`` cell texts put right, by (sheet, "F12").
    """

    sheets: tuple[str, ...] | None = None
    header_rows: tuple[int, ...] | None = None
    columns: Mapping[str, str] | None = None
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def header_rows_of(self, sheet: str) -> tuple[int, ...] | None:
        """The header rows chosen for this sheet."""
        if self.header_rows is None or (self.sheets is not None and sheet not in self.sheets):
            return None
        return tuple(sorted(row for row in self.header_rows if row > 0))

    def columns_for(self, fingerprint: str) -> Mapping[str, str] | None:
        """The column choice for a layout: what was chosen now, else what was learned of this layout before."""
        if self.columns is not None:
            return self.columns
        return self.remembered.get(fingerprint)


NO_CHOICES = Choices()


def with_fixes(book: Book, fixes: Mapping[tuple[str, str], str]) -> Book:
    """The book with the cells a person put right."""
    if not fixes:
        return book
    return replace(book, grids=tuple(_fixed(grid, fixes) for grid in book.grids))


def _fixed(grid: Grid, fixes: Mapping[tuple[str, str], str]) -> Grid:
    own = {address: text for (sheet, address), text in fixes.items() if sheet == grid.name}
    if not own:
        return grid
    rows: list[list[CellValue]] = [list(row) for row in grid.rows]
    for address, text in own.items():
        row, column = _position(address)
        if 0 <= row < len(rows) and column >= 0:
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = text or None
    return replace(grid, rows=tuple(map(tuple, rows)))


def _position(address: str) -> tuple[int, int]:
    head = address.rstrip("0123456789")
    digits = address[len(head) :]
    return (int(digits) - 1 if digits else -1), column_index(head)
