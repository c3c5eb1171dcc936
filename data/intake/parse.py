"""The child process's side of reading a file: bytes in, a book or a refusal out, whatever the bytes do."""

import gc
import hashlib
import os
import pickle
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report, RowProblem
from data.intake.grid import Book, Grid
from data.intake.sniff import Kind, kind_of, notes_on

MEMORY_LIMIT = 2 * 2**30
"""Address space of the child: ten times what the largest sensible list needs."""

Grids = tuple[tuple[Grid, ...], tuple[RowProblem, ...]]


def answer(connection: Connection, path: str) -> None:
    """Read ``path`` and send it: ("started",) first, ("progress", done, total, what) as often as wanted, then one of
    ("book", Book), ("refused", title, advice), ("memory",) or ("broken", kind of error)."""
    confine()
    _send(connection, ("started",))

    def report(done: int, total: int, what: str) -> None:
        _send(connection, ("progress", done, total, what))

    try:
        outcome: tuple[object, ...] = ("book", parse(Path(path), report))
    except UserError as error:
        outcome = ("refused", error.title, error.advice)
    except MemoryError:
        outcome = ("memory",)
    except BaseException as error:
        # Readers raise whatever hostile bytes make them trip over, panics of compiled code included.
        outcome = ("broken", type(error).__name__)
    try:
        _send(connection, outcome)
    except MemoryError:
        _send(connection, ("memory",))


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


def _send(connection: Connection, message: tuple[object, ...]) -> None:
    connection.send_bytes(pickle.dumps(message, protocol=5))


def confine() -> None:
    """Bound the memory, keep crash noise off the terminal, and leave out work a short life does not need."""
    gc.disable()
    with suppress(OSError, ValueError):
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
