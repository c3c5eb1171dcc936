"""Cell values as readers give them, turned into the few kinds a grid holds."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet

from data.domain.errors import UserError
from data.intake.grid import CellValue

MAX_ROWS = 200_000
MAX_COLUMNS = 200

_WHOLE_UP_TO = 1e15
"""Above this a float no longer holds every whole number exactly."""

Row = tuple[CellValue, ...]


def cell_value(value: object) -> CellValue:
    """One value: "" becomes None, whole floats become int, a time of day or a duration becomes its text."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _WHOLE_UP_TO else value
    if value is None or isinstance(value, (bool, int, date, datetime)):
        return value
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def row_of(values: Iterable[object]) -> Row:
    """A row without the blanks at its end."""
    row: list[CellValue] = [(value or None) if type(value) is str else cell_value(value) for value in values]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def trimmed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows up to the last one with content."""
    last = len(rows)
    while last and not rows[last - 1]:
        last -= 1
    return tuple(rows[:last])


def calamine_rows(sheet: CalamineSheet) -> tuple[Row, ...]:
    """All rows of a sheet from sheet row 1 on, refused before they are built where they are too many."""
    last_row, last_column = sheet.end or (-1, -1)
    check_extent(sheet.name, last_row + 1, last_column + 1)
    return trimmed([row_of(values) for values in sheet.to_python(skip_empty_area=False)])


def check_extent(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose content reaches further than any list does."""
    if rows > MAX_ROWS:
        raise UserError(
            f"工作表“{sheet}”的内容有 {rows} 行，超过 {MAX_ROWS} 行。",
            "请删去无关的行，或按年度、乡镇拆开后再导入。",
        )
    if columns > MAX_COLUMNS:
        raise UserError(
            f"工作表“{sheet}”的内容有 {columns} 列，超过 {MAX_COLUMNS} 列。",
            "请删去右边无关的列（有时很远的地方误填了一个字），另存后再导入。",
        )
