"""How trouble reaches a person: a UserError calmly, anything else once, with a report that can be sent.

``install(folder)`` at the start; afterwards ``show(parent, error)`` anywhere. The log holds places in the code, never
what people typed: Chinese text, long numbers and folder names are blotted out before anything is written.
"""

import logging
import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPlainTextEdit, QWidget

from data.domain.errors import Cancelled, UserError
from ui import layouts
from ui.parts import button, hint, section
from ui.theme import TOKENS

LOG = logging.getLogger("zhenggaitong")


def install(folder: Path) -> None:
    """Write a rotating log into ``folder`` and catch every exception nobody else caught, on any thread."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "zhenggaitong.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    desk = _Desk(QCoreApplication.instance())
    sys.excepthook = desk.caught
    threading.excepthook = lambda args: desk.caught(args.exc_type, args.exc_value, args.exc_traceback)


def show(parent: QWidget | None, error: BaseException) -> None:
    """Show an error: title and advice if it is meant for people, else the crash window; Cancelled says nothing."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, UserError):
        tell(parent, error.title, error.advice)
        return
    report = describe(error)
    LOG.error(report)
    CrashWindow(parent or QApplication.activeWindow(), report).exec()


def tell(parent: QWidget | None, title: str, advice: str) -> None:
    """One calm message: what is wrong in bold, what to do below it."""
    box = QMessageBox(parent or QApplication.activeWindow())
    box.setWindowTitle("提示")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(advice)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(parent: QWidget | None, question: str, advice: str, yes: str, no: str = "取消") -> bool:
    """A question whose buttons say what they do: ``ask(self, "删除这份佐证材料？", "…", "删除")``."""
    box = QMessageBox(parent)
    box.setWindowTitle("请确认")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(advice)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreed


def describe(error: BaseException) -> str:
    """The report of an unexpected error: program, system, kind, blotted message, places, and its causes."""
    head = f"整改通 · Python {platform.python_version()} · {platform.system()} {platform.release()}"
    lines = [head]
    cause: BaseException | None = error
    for _ in range(5):
        if cause is None:
            break
        lines.append(f"{type(cause).__name__}: {blot(str(cause))}")
        lines += [
            f"  {Path(f.filename).name}:{f.lineno} {f.name}"
            for f in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def blot(text: str) -> str:
    """``text`` without what may be personal: Chinese runs, long digits and folders become marks."""
    text = re.sub(r"(?:[A-Za-z]:)?[\\/](?:[^\\/\s'\"]+[\\/])+", "…/", text)
    text = re.sub(r"[\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]+", "□", text)
    return re.sub(r"\d{5,}", "#", text)[:2000]


class CrashWindow(QDialog):
    """Something nobody foresaw: says that the data is safe, and offers copying, saving and going on."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("出现意外")
        self.resize(640, 420)
        self._report = report
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        go_on = button("继续", self.accept, kind="primary")
        go_on.setDefault(True)
        go_on.setFocus()
        buttons = layouts.row(
            button("复制详情", self.copy, "copy"), button("保存报告…", self.save, "save"), layouts.GROW, go_on
        )
        layouts.fill(
            self,
            layouts.column(
                section("刚才的操作没有完成"),
                hint(
                    "已保存的内容不受影响，可以继续使用。如果再次出现，请把下面的报告发给技术人员；报告里没有姓名、单位和正文。"
                ),
                layouts.grow(details),
                buttons,
                margin=TOKENS.gap_l,
            ),
        )

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QApplication.clipboard().setText(self._report)

    def save(self) -> None:
        """Save the report as a text file where the person says."""
        path, _ = QFileDialog.getSaveFileName(self, "保存报告", "整改通出错报告.txt", "文本文件 (*.txt)")
        if path:
            try:
                Path(path).write_text(self._report, encoding="utf-8")
            except OSError:
                tell(self, "报告没有保存成功。", "请换一个可以写入的文件夹再试，或使用“复制详情”。")


class _Desk(QObject):
    """Brings exceptions of any thread to the window's thread and shows one at a time."""

    _arrived = Signal(object)

    def __init__(
        self, parent: QObject | None, present: Callable[[QWidget | None, BaseException], None] = show
    ) -> None:
        super().__init__(parent)
        self._present = present
        self._showing = False
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def caught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The hook: leave on Ctrl+C, hand everything else over."""
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self._arrived.emit(error.with_traceback(trace))

    def _take(self, error: BaseException) -> None:
        if self._showing:
            LOG.error(describe(error))
            return
        self._showing = True
        try:
            self._present(None, error)
        finally:
            self._showing = False
