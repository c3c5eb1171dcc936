"""The one door for files from outside: a path in, a ``Book`` out, read in a child process that may die."""

import time
from pathlib import Path

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.intake.grid import Book
from data.intake.parse import parse_alone
from data.intake.sniff import check_path

TIME_LIMIT = 60.0
"""Seconds after which a file is given up; a list of 20,000 rows takes about one."""

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
    began = time.monotonic()

    def watched(done: int, total: int, what: str) -> None:
        report(done, total, what)
        if time.monotonic() - began > TIME_LIMIT:  # however busily it tells of its progress
            raise Lost(apart.SLOW)

    try:
        with Apart() as child:
            return child.ask(parse_alone, path, report=watched, limit=TIME_LIMIT)
    except Lost as lost:
        raise _refusal(lost.why) from None


def _refusal(why: str) -> UserError:
    if why == apart.MEMORY:
        return UserError("文件内容太大，电脑内存不够。", "请删去多余的空白行列和图片，或按年度拆开后再导入。")
    if why == apart.SLOW:
        return UserError(
            f"这个文件读了 {TIME_LIMIT:.0f} 秒还没有读完，已停止。", f"内容可能异常。{_SAVE_AGAIN}"
        )
    return UserError(_DAMAGED, _SAVE_AGAIN)
