"""Grids drawn as text: ``|`` between cells, ``^`` merged with the cell above, ``<`` with the cell to the left, ``\\n`` a line break."""

from data.intake.grid import Book, CellValue, Grid, Merge


def grid(
    text: str, name: str = "清单", hidden: bool = False, hidden_rows: frozenset[int] = frozenset()
) -> Grid:
    drawn = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, drawn))
    drawn = [row + [""] * (width - len(row)) for row in drawn]
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(drawn):
        for column, cell in enumerate(cells):
            if cell in ("^", "<"):
                near = (row - 1, column) if cell == "^" else (row, column - 1)
                anchors[row, column] = anchors.get(near, near)
    rows = tuple(tuple(map(_value, cells)) for cells in drawn)
    return Grid(name, rows, _merges(anchors), hidden, hidden_rows)


def _merges(anchors: dict[tuple[int, int], tuple[int, int]]) -> tuple[Merge, ...]:
    corners: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), anchor in anchors.items():
        bottom, right = corners.get(anchor, anchor)
        corners[anchor] = (max(bottom, row), max(right, column))
    return tuple(Merge(*anchor, *corner) for anchor, corner in corners.items())


def _value(cell: str) -> CellValue:
    if cell in ("", "^", "<"):
        return None
    return int(cell) if cell.isascii() and cell.isdecimal() else cell.replace("\\n", "\n")


def book(*grids: Grid, file: str = "清单.xlsx") -> Book:
    return Book(file, "0" * 64, grids)
