"""OpenDocument spreadsheets (.ods) as grids."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from python_calamine import SheetVisibleEnum, load_workbook

from data.domain.errors import UserError
from data.domain.model import Report, RowProblem
from data.intake.cells import MAX_COLUMNS, MAX_ROWS, calamine_rows
from data.intake.grid import Grid, Merge
from data.intake.sheet_marks import SheetMarks, grid_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d\.\d\d")
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
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def read_ods(data: bytes, report: Report) -> tuple[tuple[Grid, ...], tuple[RowProblem, ...]]:
    """All sheets in order, hidden ones marked; merges and hidden parts from the file's own XML."""
    _refuse_encrypted(data)
    book = load_workbook(io.BytesIO(data))
    seen = _gathered(data)
    grids: list[Grid] = []
    for at, sheet in enumerate(book.sheets_metadata):
        report(at, len(book.sheets_metadata), sheet.name)
        values = book.get_sheet_by_name(sheet.name)
        rows = calamine_rows(values)
        own = seen[at] if at < len(seen) else _Sheet()
        marks = SheetMarks(
            hidden_rows=frozenset(own.hidden_rows),
            hidden_columns=frozenset(own.hidden_columns),
            texts=own.texts,
        )
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(grid_of(sheet.name, rows, tuple(own.merges), hidden, marks))
    return tuple(grids), ()


def _refuse_encrypted(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
            raise UserError("这个文件设了打开密码。", "请打开后取消密码，另存为 .xlsx，再导入。")


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
                _take(sheets[-1], node)
                if node.tag == f"{_TABLE}table-row":
                    node.clear()
    return sheets


def _take(sheet: _Sheet, node: Element) -> None:
    tag, attributes = node.tag, node.attrib
    if tag in _CELLS:
        rows = _count(attributes, "number-rows-spanned")
        columns = _count(attributes, "number-columns-spanned")
        if tag == _CELLS[0] and (rows > 1 or columns > 1):
            bottom, right = sheet.row + rows - 1, sheet.column + columns - 1
            sheet.merges.append(Merge(sheet.row, sheet.column, bottom, right))
        if text := _shown(node):
            sheet.texts[sheet.row, sheet.column] = text
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


def _shown(cell: Element) -> str:
    """The text of a number that a person reads differently: 80%, or the year and month 2022.10."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind not in ("percentage", "float"):
        return ""
    text = "".join("".join(paragraph.itertext()) for paragraph in cell.iterfind(_PARAGRAPH))
    return text if kind == "percentage" or _YEAR_AND_MONTH.fullmatch(text) else ""


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
