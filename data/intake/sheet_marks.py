"""What a value reader leaves out of a sheet, and the grid made of its values together with that."""

from dataclasses import dataclass, field

from data.domain.model import RowProblem
from data.intake.cells import MAX_COLUMNS, MAX_ROWS, Row
from data.intake.grid import Grid, Merge


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Hidden parts, formulas without values, and ``texts`` to stand in cells; 0-based. ``rows`` and ``columns`` bound the cells."""

    rows: int = 0
    columns: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def column_index(letters: str) -> int:
    """The 0-based column: "A" -> 0, "Z" -> 25, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """The letters a spreadsheet user knows: 0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def grid_of(
    name: str, rows: tuple[Row, ...], merges: tuple[Merge, ...], hidden: bool, marks: SheetMarks
) -> Grid:
    """The sheet's grid: the values, with the marks' own texts in their cells."""
    rows = _with_texts(rows, marks)
    return Grid(
        name=name,
        rows=rows,
        merges=merges,
        hidden=hidden,
        hidden_rows=frozenset(row for row in marks.hidden_rows if row < len(rows)),
        hidden_columns=frozenset(column for column in marks.hidden_columns if column < MAX_COLUMNS),
        unvalued=frozenset(cell for cell in marks.unvalued if _in_reach(cell)),
    )


def formula_problems(sheet: str, marks: SheetMarks) -> list[RowProblem]:
    """One warning for all formulas of a sheet that were saved without their values."""
    if not marks.unvalued:
        return []
    row, column = min(marks.unvalued)
    message = (
        f"有 {len(marks.unvalued)} 个公式单元格没有保存计算结果，读到的是空白；"
        "请用 WPS 或 Excel 打开、保存一次，再导入。"
    )
    return [
        RowProblem("warning", "formula_without_value", sheet, f"{column_letters(column)}{row + 1}", message)
    ]


def _in_reach(cell: tuple[int, int]) -> bool:
    return cell[0] < MAX_ROWS and cell[1] < MAX_COLUMNS


def _with_texts(rows: tuple[Row, ...], marks: SheetMarks) -> tuple[Row, ...]:
    if not marks.texts:
        return rows
    grown = [list(row) for row in rows]
    for (row, column), text in marks.texts.items():
        if text and _in_reach((row, column)):
            grown += [[] for _ in range(row + 1 - len(grown))]
            grown[row] += [None] * (column + 1 - len(grown[row]))
            grown[row][column] = text
    return tuple(tuple(row) for row in grown)
