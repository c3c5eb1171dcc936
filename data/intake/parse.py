"""The child process's side of reading a list: bytes in, a book or a refusal out, whatever the bytes do."""

import gc
import hashlib
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report, RowProblem
from data.intake.grid import Book, Grid
from data.intake.sniff import Kind, kind_of, notes_on

Grids = tuple[tuple[Grid, ...], tuple[RowProblem, ...]]


def parse_alone(path: str, report: Report) -> Book:
    """Read ``path`` in a child that lives for this one file: no time is lost looking for garbage."""
    gc.disable()
    return parse(Path(path), report)


def parse(path: Path, report: Report) -> Book:
    """Read a file in this very process; ``read_book`` is the door for everybody else."""
    try:
        data = path.read_bytes()
    except OSError:
        raise UserError(
            f"文件“{path.name}”读到一半断开了。", "请检查U盘或网络盘是否连好，再重新选择文件。"
        ) from None
    kind = kind_of(data, path.name)
    grids, problems = _grids(kind, data, report)
    if not any(grid.rows for grid in grids):
        raise UserError(
            f"文件“{path.name}”里没有内容。", "请打开文件核对：内容可能在图片里，或者存错了文件。"
        )
    notes = notes_on(data) if kind in (Kind.XLSX, Kind.DOCX) else ()
    told = tuple(RowProblem("info", code, "", "", message) for code, message in notes)
    return Book(path.name, hashlib.sha256(data).hexdigest(), grids, told + problems)


def _grids(kind: Kind, data: bytes, report: Report) -> Grids:
    # Each reader is imported only when its format is met: the child lives for one file.
    if kind is Kind.XLSX:
        from data.intake.read_xlsx import read_xlsx

        return read_xlsx(data, report)
    if kind is Kind.XLS:
        from data.intake.read_xls import read_xls

        return read_xls(data, report)
    if kind is Kind.ODS:
        from data.intake.read_ods import read_ods

        return read_ods(data, report)
    if kind is Kind.DOCX:
        from data.intake.read_docx import read_docx

        return read_docx(data), ()
    from data.intake.read_text import read_text

    return read_text(data), ()
