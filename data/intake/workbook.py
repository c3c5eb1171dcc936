"""The one door for files from outside: a path in, a ``Book`` out, read in a child process that may die."""

import logging
import multiprocessing
import pickle
import time
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.intake import parse
from data.intake.grid import Book
from data.intake.sniff import check_path

TIME_LIMIT = 60.0
"""Seconds after which a file is given up; a list of 20,000 rows takes about one."""

_BEAT = 0.1
_SPAWN = multiprocessing.get_context("spawn")
_LOG = logging.getLogger(__name__)

_DAMAGED = "文件内部已损坏，读不出来。"
_SAVE_AGAIN = "请用 WPS 或 Excel 打开后“另存为 .xlsx”，再导入新文件。"


def read_book(path: Path, report: Report = no_report) -> Book:
    """Read a list file of any kind offices send (.xlsx .xlsm .xls .et .ods .csv .txt .docx).

    Ends in a Book or a UserError, whatever the bytes; ``Cancelled`` raised by ``report`` stops the reading at once.
    """
    told = check_path(path)
    book = _from_child(str(path.absolute()), report)
    return Book(book.file, book.sha256, book.grids, told + book.problems) if told else book


def _from_child(path: str, report: Report) -> Book:
    receiver, sender = _SPAWN.Pipe(duplex=False)
    child = _SPAWN.Process(target=parse.answer, args=(sender, path), daemon=True, name="read-book")
    try:
        _start(child)
        # Our copy is closed at once, so that the child's death is seen as the end of the pipe.
        sender.close()
        return _outcome(receiver, child, report)
    finally:
        if child.pid is not None:
            child.kill()
            child.join()
        receiver.close()
        sender.close()


def _start(child: SpawnProcess) -> None:
    try:
        child.start()
    except OSError as error:
        _LOG.info("reading process did not start: %s", error)
        raise _not_started() from None


def _not_started() -> UserError:
    """The child never got as far as the file: nothing can be said about the file."""
    return UserError(
        "读取文件的程序没有启动起来，文件本身还没有读。",
        "请关闭一些别的程序再试一次；如果还是这样，请重新安装本程序。",
    )


def _outcome(receiver: Connection, child: SpawnProcess, report: Report) -> Book:
    began, alive = time.monotonic(), False
    progress: tuple[int, int, str] = (0, 1, "")
    while time.monotonic() - began < TIME_LIMIT:
        report(*progress)
        if not wait([receiver], timeout=_BEAT):
            continue
        try:
            kind, *rest = pickle.loads(receiver.recv_bytes())
        except (EOFError, OSError):
            child.join(1)
            _LOG.info("reading process died with exit code %s", child.exitcode)
            raise (UserError(_DAMAGED, _SAVE_AGAIN) if alive else _not_started()) from None
        alive = True
        if kind == "book":
            return rest[0]
        if kind == "progress":
            progress = (rest[0], rest[1], rest[2])
        elif kind != "started":
            raise _refusal(kind, rest)
    raise UserError(f"这个文件读了 {TIME_LIMIT:.0f} 秒还没有读完，已停止。", f"内容可能异常。{_SAVE_AGAIN}")


def _refusal(kind: str, rest: list[str]) -> UserError:
    if kind == "refused":
        return UserError(*rest)
    if kind == "memory":
        return UserError("文件内容太大，电脑内存不够。", "请删去多余的空白行列和图片，或按年度拆开后再导入。")
    _LOG.info("reader gave up: %s", *rest)
    return UserError(_DAMAGED, _SAVE_AGAIN)
