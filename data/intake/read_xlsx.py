"""Workbooks in Office Open XML (.xlsx, .xlsm, and .et that is one) as grids."""

import io
import posixpath
import zipfile
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum, load_workbook

from data.domain.model import Report, RowProblem
from data.intake.cells import MAX_COLUMNS, MAX_ROWS, Row, check_extent, row_of, trimmed
from data.intake.grid import Grid, Merge
from data.intake.sheet_marks import SheetMarks, column_letters, formula_problems, grid_of
from data.intake.sheet_xml import filled_cells, marks_of, merges_of
from data.intake.sniff import part_name

MAX_STRAYS = 20
"""So many cells far outside the list are taken for slips of the hand and named; more are refused."""

_DENSE = 5_000_000
"""Up to so many cells between the first and the last, calamine's full rectangle is cheap."""

Grids = tuple[tuple[Grid, ...], tuple[RowProblem, ...]]


def read_xlsx(data: bytes, report: Report) -> Grids:
    """All worksheets in workbook order, hidden ones marked; with what to know about formulas and stray cells."""
    grids: list[Grid] = []
    problems: list[RowProblem] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = _sheet_parts(archive)
        book = load_workbook(io.BytesIO(data))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        for done, sheet in enumerate(sheets):
            report(done, len(sheets), sheet.name)
            part = parts.get(sheet.name)
            xml = archive.read(part) if part else b""
            marks = marks_of(xml)
            strays = _strays(sheet.name, xml, marks)
            if strays:
                rows, merges = _sparse_rows(data, sheet.name), merges_of(xml)
            else:
                rows, merges = _dense_rows(book.get_sheet_by_name(sheet.name))
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            grids.append(grid_of(sheet.name, rows, merges, hidden, marks))
            problems += _stray_problems(sheet.name, strays) + formula_problems(sheet.name, marks)
    return tuple(grids), tuple(problems)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> the archive's entry that holds it; empty where the workbook part cannot be followed."""
    entries = {part_name(name): name for name in archive.namelist()}
    relations = entries.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    targets = {
        node.get("Id", ""): part_name(posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))))
        for node in fromstring(archive.read(relations), forbid_dtd=True)
    }
    book = fromstring(archive.read(entries["xl/workbook.xml"]), forbid_dtd=True)
    sheets = [node for node in book.iter() if node.tag.endswith("}sheet")]
    found = {node.get("name", ""): entries.get(targets.get(_relation_id(node), "")) for node in sheets}
    return {name: entry for name, entry in found.items() if entry}


def _relation_id(node: Element) -> str:
    return next((value for key, value in node.attrib.items() if key.endswith("}id")), "")


def _strays(name: str, xml: bytes, marks: SheetMarks) -> list[tuple[int, int]]:
    """Filled cells beyond what a list may span; calamine's rectangle up to them would not fit any memory."""
    within = marks.rows <= MAX_ROWS and marks.columns <= MAX_COLUMNS
    if within or marks.rows * marks.columns <= _DENSE:
        return []
    rows = columns = 0
    strays: list[tuple[int, int]] = []
    for row, column in filled_cells(xml):
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            strays.append((row, column))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if len(strays) > MAX_STRAYS and (
                row > MAX_ROWS + MAX_STRAYS or column > MAX_COLUMNS + MAX_STRAYS
            ):
                check_extent(name, rows, columns)
    if len(strays) > MAX_STRAYS:
        check_extent(name, rows, columns)
    return strays


def _dense_rows(sheet: CalamineSheet) -> tuple[tuple[Row, ...], tuple[Merge, ...]]:
    check_extent(sheet.name, sheet.total_height, sheet.total_width)
    rows = trimmed([row_of(values) for values in sheet.to_python(skip_empty_area=False)])
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return rows, merges


def _sparse_rows(data: bytes, name: str) -> tuple[Row, ...]:
    """The rows and columns a list may span, read cell by cell."""
    # Imported here: it takes longer to load than a small file to read, and is hardly ever needed.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book[name]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    return trimmed([row_of(values) for values in rows])


def _stray_problems(sheet: str, strays: list[tuple[int, int]]) -> list[RowProblem]:
    message = "这个单元格离清单太远，多半是误填，没有读取；请在表格里核对。"
    return [
        RowProblem("warning", "stray_cell", sheet, f"{column_letters(column)}{row + 1}", message)
        for row, column in strays
    ]
