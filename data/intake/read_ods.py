"""OpenDocument spreadsheets (.ods) as grids."""

import io
import zipfile
from dataclasses import dataclass, field

from defusedxml.ElementTree import iterparse
from python_calamine import PasswordError, SheetVisibleEnum, load_workbook

from data.domain.errors import UserError
from data.domain.model import Report, RowProblem
from data.intake.cells import MAX_COLUMNS, MAX_ROWS, check_extent, row_of, trimmed
from data.intake.grid import Grid, Merge
from data.intake.sheet_marks import SheetMarks, grid_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NOT_SHOWN = ("collapse", "filter")


@dataclass(slots=True)
class _Sheet:
    """What is gathered of one table while its XML goes by."""

    row: int = 0
    column: int = 0
    described: int = 0
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_ods(data: bytes, report: Report) -> tuple[tuple[Grid, ...], tuple[RowProblem, ...]]:
    """All sheets in order, hidden ones marked; merges and hidden parts from the file's own XML."""
    try:
        book = load_workbook(io.BytesIO(data))
    except PasswordError:
        raise UserError("这个文件设了打开密码。", "请打开后取消密码，另存为 .xlsx，再导入。") from None
    seen = _gathered(data)
    grids: list[Grid] = []
    for at, sheet in enumerate(book.sheets_metadata):
        report(at, len(book.sheets_metadata), sheet.name)
        values = book.get_sheet_by_name(sheet.name)
        check_extent(sheet.name, values.total_height, values.total_width)
        rows = trimmed([row_of(row) for row in values.to_python(skip_empty_area=False)])
        own = seen[at] if at < len(seen) else _Sheet()
        marks = SheetMarks(
            hidden_rows=frozenset(own.hidden_rows), hidden_columns=frozenset(own.hidden_columns)
        )
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(grid_of(sheet.name, rows, tuple(own.merges), hidden, marks))
    return tuple(grids), ()


def _gathered(data: bytes) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    depth = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        for event, node in iterparse(content, events=("start", "end"), forbid_dtd=True):
            if node.tag == f"{_TABLE}table":
                # A table within a cell is no sheet.
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    sheets.append(_Sheet())
            elif event == "end" and depth == 1:
                _take(sheets[-1], node.tag, node.attrib)
                if node.tag == f"{_TABLE}table-row":
                    node.clear()
    return sheets


def _take(sheet: _Sheet, tag: str, attributes: dict[str, str]) -> None:
    if tag in _CELLS:
        rows = _count(attributes, "number-rows-spanned")
        columns = _count(attributes, "number-columns-spanned")
        if tag == _CELLS[0] and (rows > 1 or columns > 1):
            bottom, right = sheet.row + rows - 1, sheet.column + columns - 1
            sheet.merges.append(Merge(sheet.row, sheet.column, bottom, right))
        sheet.column += _count(attributes, "number-columns-repeated")
    elif tag == f"{_TABLE}table-row":
        after = sheet.row + _count(attributes, "number-rows-repeated")
        if attributes.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            sheet.hidden_rows.update(range(sheet.row, min(after, MAX_ROWS)))
        sheet.row, sheet.column = after, 0
    elif tag == f"{_TABLE}table-column":
        after = sheet.described + _count(attributes, "number-columns-repeated")
        if attributes.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            sheet.hidden_columns.update(range(sheet.described, min(after, MAX_COLUMNS)))
        sheet.described = after


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
