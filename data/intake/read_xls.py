"""Workbooks of Excel 97-2003 (.xls, and .et that is one) as grids."""

import io
import struct
from collections.abc import Iterator

import olefile
from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

from data.domain.model import Report, RowProblem
from data.intake.cells import calamine_rows
from data.intake.grid import Grid, Merge
from data.intake.sheet_marks import SheetMarks, grid_of

_EOF, _COLUMNS, _BOUNDSHEET, _BOOL_OR_ERROR, _ROW, _FORMULA = 0x0A, 0x7D, 0x85, 0x205, 0x208, 0x06
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_xls(data: bytes, report: Report) -> tuple[tuple[Grid, ...], tuple[RowProblem, ...]]:
    """All worksheets in workbook order, hidden ones marked."""
    book = load_workbook(io.BytesIO(data))
    marks = _marks_by_sheet(data)
    grids: list[Grid] = []
    for at, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        report(at, len(book.sheets_metadata), sheet.name)
        values = book.get_sheet_by_name(sheet.name)
        rows = calamine_rows(values)
        merges = tuple(Merge(*first, *last) for first, last in values.merged_cell_ranges or ())
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(
            grid_of(sheet.name, rows, merges, hidden, marks[at] if at < len(marks) else SheetMarks())
        )
    return tuple(grids), ()


def _marks_by_sheet(data: bytes) -> list[SheetMarks]:
    """Hidden rows and columns and error values, from the BIFF records of each sheet in turn ([MS-XLS] 2.4)."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if not ole.exists("Workbook"):
            return []
        stream = ole.openstream("Workbook").read()
    offsets = [
        struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == _BOUNDSHEET and len(body) >= 4
    ]
    return [_marks(stream, offset) for offset in offsets]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from ``at`` to the end of its substream."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _marks(stream: bytes, offset: int) -> SheetMarks:
    rows: set[int] = set()
    columns: set[int] = set()
    errors: dict[tuple[int, int], str] = {}
    for kind, body in _records(stream, offset):
        if kind == _ROW and len(body) >= 14:
            if body[12] & 0x20:
                rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and len(body) >= 10:
            first, last = struct.unpack_from("<HH", body)
            if body[8] & 1:
                columns.update(range(first, min(last, 255) + 1))
        elif (code := _error_code(kind, body)) is not None:
            errors[struct.unpack_from("<HH", body)] = _ERRORS.get(code, "#N/A")
    return SheetMarks(hidden_rows=frozenset(rows), hidden_columns=frozenset(columns), texts=errors)


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
        return body[6]
    if kind == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return body[8]
    return None
