"""ui/errors.py: people get a sentence, technicians a report, and neither gets personal data."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from data.domain.errors import Cancelled, UserError
from ui import errors
from ui.errors import CrashWindow, blot, describe


def boom() -> ZeroDivisionError:
    try:
        int("王小明") / 0
    except ValueError as error:
        return error  # type: ignore[return-value]
    raise AssertionError


def in_window(kind: type, act) -> list:
    seen = []

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                seen.append(act(widget))
                widget.close()
                return
        QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)
    return seen


def test_an_error_for_people_shows_title_and_advice(qtbot: QtBot) -> None:
    seen = in_window(QMessageBox, lambda box: (box.text(), box.informativeText()))
    errors.show(None, UserError("文件打不开。", "请关闭 Excel 再试。"))
    assert seen == [("文件打不开。", "请关闭 Excel 再试。")]


def test_cancelling_says_nothing(qtbot: QtBot) -> None:
    errors.show(None, Cancelled())
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []


def test_anything_else_opens_one_crash_window_with_its_report(qtbot: QtBot, tmp_path: Path) -> None:
    def act(window: CrashWindow) -> str:
        window.copy()
        window.resize(640, 420)
        window.grab().save(str(Path(__file__).resolve().parents[2] / "build" / "screens" / "crash.png"))
        return QApplication.clipboard().text()

    seen = in_window(CrashWindow, act)
    errors.show(None, boom())
    assert "ValueError" in seen[0] and "test_errors.py" in seen[0] and "王小明" not in seen[0]


def test_reports_carry_no_personal_data() -> None:
    said = blot(r"no such file: C:\Users\王小明\桌面\渭河问题清单.xlsx 13893812345 /home/lihua/数据/a.db")
    for personal in ("王小明", "桌面", "渭河", "13893812345", "lihua"):
        assert personal not in said
    assert ".xlsx" in said


def test_the_description_names_the_places_in_the_code() -> None:
    report = describe(boom())
    assert "boom" in report and str(Path(__file__).parent) not in report


def test_the_description_names_the_cause() -> None:
    try:
        raise RuntimeError("outer") from boom()
    except RuntimeError as error:
        report = describe(error)
    assert "RuntimeError: outer" in report and "ValueError" in report


def test_every_exception_reaches_the_log_and_one_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    errors.install(tmp_path / "log")
    handler = errors.LOG.handlers[-1]
    try:
        seen = in_window(CrashWindow, lambda window: True)
        sys.excepthook(ValueError, boom(), boom().__traceback__)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(seen), timeout=3000)
        log = tmp_path / "log" / "zhenggaitong.log"
        qtbot.waitUntil(lambda: "ZeroDivisionError" in log.read_text("utf-8"), timeout=3000)
        assert "ValueError" in log.read_text("utf-8") and "王小明" not in log.read_text("utf-8")
    finally:
        errors.LOG.removeHandler(handler)
        handler.close()
        logging.getLogger("zhenggaitong").propagate = True
