"""Plain workbooks (.xlsx): every cell is text, none can run as a formula, and the same rows give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from data.files import atomic_write, translate_os_errors

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_THIN = Side(style="thin", color="FFAEB9BC")
_EDGES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class SheetOfText:
    """One sheet: a name, a title line, the head with its widths in characters, and rows of text."""

    name: str
    title: str
    head: tuple[tuple[str, float], ...]
    rows: Sequence[Sequence[str]]


def write_workbook(path: Path, sheet: SheetOfText, made_on: date) -> None:
    """Write the sheet whole or not at all; dated ``made_on``, so that the same rows give the same bytes."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    _fill(page, sheet)
    book.properties.creator = "整改通"
    book.properties.created = book.properties.modified = datetime(made_on.year, made_on.month, made_on.day)
    raw = io.BytesIO()
    book.save(raw)
    with translate_os_errors("表格文件"), atomic_write(path) as target:
        target.write(_settled(raw.getvalue(), made_on))


def _fill(page: Worksheet, sheet: SheetOfText) -> None:
    page.title = re.sub(r"[\[\]:*?/\\']", "_", _ILLEGAL.sub("", sheet.name))[:31].strip() or "表"
    _put(page.cell(1, 1), sheet.title).font = Font(bold=True, size=14)
    if len(sheet.head) > 1:
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.head))
    for column, (name, width) in enumerate(sheet.head, 1):
        cell = _put(page.cell(2, column), name)
        cell.font, cell.border, cell.alignment = Font(bold=True), _EDGES, _WRAP
        cell.fill = PatternFill("solid", fgColor="FFE4F1EF")
        page.column_dimensions[cell.column_letter].width = width
    for at, row in enumerate(sheet.rows, 3):
        for column, text in enumerate(row, 1):
            cell = _put(page.cell(at, column), text)
            cell.border, cell.alignment = _EDGES, _WRAP
    page.freeze_panes = "A3"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    page.print_title_rows = "2:2"


def _put(cell, text: str) -> Cell:  # type: ignore[no-untyped-def]
    """Text that stays text: typed as such, and quoted where a spreadsheet would take it for a formula on editing."""
    cell.value = None
    clean = _ILLEGAL.sub("", text)[:_LONGEST]
    if clean:
        cell.value, cell.data_type = clean, "s"
        cell.number_format = "@"
        if clean.lstrip(" \u3000").startswith(_FORMULA):
            cell.quotePrefix = True
    return cell


def _settled(data: bytes, made_on: date) -> bytes:
    """The same archive with fixed times and no moment of saving in it."""
    out = io.BytesIO()
    stamp = f"{made_on:%Y-%m-%d}T00:00:00Z".encode()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, content)
    return out.getvalue()
