"""Writes a corpus workbook in the format its file name asks for, the same bytes every time."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from docx import Document
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.utils import get_column_letter

from .model import Sheet, Shown, Workbook

FIXED = (2026, 1, 15, 9, 0, 0)


def write(book: Workbook, folder: Path) -> None:
    """Write the file into the folder."""

    path = folder / book.name
    {
        ".xlsx": xlsx,
        ".xlsm": xlsm,
        ".et": xlsx,
        ".xls": xls,
        ".ods": ods,
        ".csv": text,
        ".txt": text,
        ".docx": docx,
    }[book.inside or path.suffix](book, path)


def columns(sheet: Sheet) -> int:
    """How wide the sheet is."""
    return max((len(row) for row in sheet.rows), default=0)


def fix_times(path: Path, extra: dict[str, bytes] | None = None, change: Any = None) -> None:
    """Write the zip again with fixed times, so that the same workbook gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | (extra or {})
    for name, content in parts.items():
        if name in ("docProps/core.xml", "meta.xml"):
            parts[name] = re.sub(
                rb"(<(?:dcterms:(?:modified|created)|meta:creation-date|dc:date)[^>]*>)[^<]*",
                rb"\g<1>2026-01-15T09:00:00Z",
                content,
            )
        elif change:
            parts[name] = change(name, content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(parts, key=lambda one: (one != "mimetype", one)):
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, parts[name])


def xlsx(book: Workbook, path: Path) -> None:
    """Write .xlsx (and .et, which is the same inside)."""
    wanted = openpyxl.Workbook()
    wanted.remove(wanted.worksheets[0])
    for sheet in book.sheets:
        page = wanted.create_sheet(sheet.name)
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    cell = page.cell(row, column, None if isinstance(value, Shown) else value)
                    if isinstance(value, Shown):
                        cell.value, cell.number_format = value.value, value.shape
                    elif isinstance(value, date):
                        cell.number_format = "yyyy/m/d"
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column)].hidden = True
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    wanted.active = next(index for index, sheet in enumerate(book.sheets) if not sheet.hidden)
    wanted.save(path)
    fix_times(path)


def xlsm(book: Workbook, path: Path) -> None:
    """Write a workbook with a (meaningless) macro part."""
    xlsx(book, path)
    plain, macro = (
        f'ContentType="application/vnd.{kind}.main+xml"'.encode()
        for kind in ("openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled")
    )

    def change(name: str, content: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return content
        override = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        return content.replace(plain, macro).replace(b"</Types>", override)

    fix_times(path, {"xl/vbaProject.bin": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)}, change)


def xls(book: Workbook, path: Path) -> None:
    """Write the old binary format."""
    wanted = xlwt.Workbook(encoding="utf-8")
    dated = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for sheet in book.sheets:
        page = wanted.add_sheet(sheet.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                style = dated if isinstance(value, date) else xlwt.Style.default_style
                if (row, column) in corners:
                    bottom, right = corners[row, column]
                    page.write_merge(row - 1, bottom - 1, column - 1, right - 1, value, style)
                elif value is not None:
                    page.write(row - 1, column - 1, value, style)
        page.visibility = 1 if sheet.hidden else 0
    wanted.save(str(path))


def ods(book: Workbook, path: Path) -> None:
    """Write an OpenDocument spreadsheet."""
    wanted = OpenDocumentSpreadsheet()
    style = Style(name="wide", family="table-column")
    style.addElement(TableColumnProperties(columnwidth="4cm"))
    wanted.automaticstyles.addElement(style)
    for sheet in book.sheets:
        table = Table(name=sheet.name)
        table.addElement(TableColumn(stylename=style, numbercolumnsrepeated=columns(sheet)))
        corners = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        covered = {
            (r, c)
            for t, left, b, right in sheet.merges
            for r in range(t, b + 1)
            for c in range(left, right + 1)
        } - set(corners)
        for row, values in enumerate(sheet.rows, 1):
            line = TableRow()
            for column in range(1, columns(sheet) + 1):
                value = values[column - 1] if column <= len(values) else None
                line.addElement(
                    CoveredTableCell()
                    if (row, column) in covered
                    else ods_cell(value, (row, column), corners)
                )
            table.addElement(line)
        wanted.spreadsheet.addElement(table)  # pyright: ignore[reportAttributeAccessIssue]
    wanted.save(str(path))
    fix_times(path)


def ods_cell(value: Any, place: tuple[int, int], corners: dict[tuple[int, int], tuple[int, int]]) -> Element:
    """One OpenDocument cell with its span."""
    span: dict[str, Any] = {}
    if place in corners:
        bottom, right = corners[place]
        span = {"numberrowsspanned": bottom - place[0] + 1, "numbercolumnsspanned": right - place[1] + 1}
    if value is None:
        return TableCell(**span)
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat()[:10], **span)
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=str(value), **span)
    else:
        cell = TableCell(valuetype="string", **span)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def text(book: Workbook, path: Path) -> None:
    """Write separated text in the encoding asked for."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=book.separator)
    for values in book.sheets[0].rows:
        writer.writerow(["" if value is None else value for value in values])
    path.write_bytes(lines.getvalue().encode(book.encoding))


def docx(book: Workbook, path: Path) -> None:
    """Write each sheet as a Word table, with its lines above."""
    wanted = Document()
    for sheet in book.sheets:
        for line in sheet.lines_above:
            wanted.add_paragraph(line)
        table = wanted.add_table(rows=len(sheet.rows), cols=columns(sheet))
        table.style = "Table Grid"
        grid = [list(row.cells) for row in table.rows]
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if value is not None:
                    grid[row][column].text = str(value)
        for top, left, bottom, right in sheet.merges:
            kept = grid[top - 1][left - 1].text
            grid[top - 1][left - 1].merge(grid[bottom - 1][right - 1]).text = kept
    wanted.core_properties.created = wanted.core_properties.modified = datetime(2026, 1, 15, 9, 0)
    wanted.save(str(path))
    fix_times(path)
