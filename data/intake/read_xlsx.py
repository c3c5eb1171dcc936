"""Workbooks in Office Open XML (.xlsx, .xlsm, and .et that is one) as grids."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum, load_workbook

from data.domain.errors import UserError
from data.domain.model import Report, RowProblem
from data.intake.cell_styles import ShownStyles, shown_styles
from data.intake.cells import MAX_COLUMNS, MAX_ROWS, Row, calamine_rows, check_extent, row_of, trimmed
from data.intake.grid import Grid, Merge
from data.intake.sheet_marks import SheetMarks, column_letters, formula_problems, grid_of
from data.intake.sheet_xml import filled_cells, marks_of, merges_of
from data.intake.sniff import part_name

MAX_STRAYS = 20
"""So many cells far outside the list are taken for slips of the hand and named; more are refused."""

Grids = tuple[tuple[Grid, ...], tuple[RowProblem, ...]]


def read_xlsx(data: bytes, report: Report) -> Grids:
    """All worksheets in workbook order, hidden ones marked; with what to know about formulas and stray cells."""
    grids: list[Grid] = []
    problems: list[RowProblem] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {part_name(name): name for name in archive.namelist()}
        parts = _sheet_parts(archive, entries)
        styles = entries.get("xl/styles.xml")
        shown = shown_styles(archive.read(styles)) if styles else ShownStyles()
        book = load_workbook(io.BytesIO(data))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        for done, sheet in enumerate(sheets):
            report(done, len(sheets), sheet.name)
            part = parts.get(sheet.name)
            xml = _checked(archive.read(part), sheet.name) if part else b""
            marks = marks_of(xml, shown)
            reach = _reach(sheet.name, xml, marks)
            if reach.strays:
                rows, merges = _sparse_rows(data, sheet.name, reach), merges_of(xml)
            else:
                rows, merges = _dense_rows(book.get_sheet_by_name(sheet.name))
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            grids.append(grid_of(sheet.name, rows, merges, hidden, marks))
            problems += _stray_problems(sheet.name, reach.strays) + formula_problems(sheet.name, marks)
    return tuple(grids), tuple(problems)


def _sheet_parts(archive: zipfile.ZipFile, entries: dict[str, str]) -> dict[str, str]:
    """Sheet name -> the archive's entry that holds it; empty where the workbook part cannot be followed."""
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


def _checked(xml: bytes, name: str) -> bytes:
    # calamine takes a sheet in UTF-16 for an empty one; no office program writes that, some exporters might.
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        title = f"工作表“{name}”的编码很少见，读不出来。"
        raise UserError(title, "请用 WPS 或 Excel 打开后“另存为 .xlsx”，再导入新文件。")
    return xml


def _relation_id(node: Element) -> str:
    return next((value for key, value in node.attrib.items() if key.endswith("}id")), "")


@dataclass(slots=True)
class _Reach:
    """Where a sheet's filled cells lie: the rows and columns of the list, and strays beyond what a list may span."""

    rows: int = 0
    columns: int = 0
    strays: list[tuple[int, int]] = field(default_factory=list)


def _reach(name: str, xml: bytes, marks: SheetMarks) -> _Reach:
    """Look for strays; calamine's rectangle up to one of them would not fit any memory."""
    reach = _Reach()
    if marks.rows <= MAX_ROWS and marks.columns <= MAX_COLUMNS:
        return reach
    for row, column in filled_cells(xml):
        if row < MAX_ROWS and column < MAX_COLUMNS:
            reach.rows, reach.columns = max(reach.rows, row + 1), max(reach.columns, column + 1)
        else:
            reach.strays.append((row, column))
    if len(reach.strays) > MAX_STRAYS:
        furthest = max(row for row, _ in reach.strays), max(column for _, column in reach.strays)
        check_extent(name, furthest[0] + 1, furthest[1] + 1)
    return reach


def _dense_rows(sheet: CalamineSheet) -> tuple[tuple[Row, ...], tuple[Merge, ...]]:
    rows = calamine_rows(sheet)
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return rows, merges


def _sparse_rows(data: bytes, name: str, reach: _Reach) -> tuple[Row, ...]:
    """The rows and columns of the list alone, read cell by cell."""
    if not reach.rows:
        return ()
    # Imported here: it takes longer to load than a small file to read, and is hardly ever needed.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book[name]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=reach.rows, max_col=reach.columns, values_only=True)
    return trimmed([row_of(values) for values in rows])


def _stray_problems(sheet: str, strays: list[tuple[int, int]]) -> list[RowProblem]:
    message = "这个单元格离清单太远，多半是误填，没有读取；请在表格里核对。"
    return [
        RowProblem("warning", "stray_cell", sheet, f"{column_letters(column)}{row + 1}", message)
        for row, column in strays
    ]
