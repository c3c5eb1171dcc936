"""Windows without a screen, with the real look, and settings that touch nobody's own."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factory import open_desk
from ui import errors, jobs, theme
from ui.answer_read import ReadAnswerDialog
from ui.desk import Desk
from ui.main_window import MainWindow


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in its real look."""
    theme.dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings in a folder of the test's own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def no_key_held_down(qapp: QApplication) -> Iterator[None]:
    """A simulated Ctrl+V leaves Ctrl held for good; a plain key lets go of it before the next test."""
    yield
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Escape)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window over an empty workspace of the test office."""
    with open_desk(tmp_path / "desk") as ws:
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made, before_close_func=lambda _: jobs.stop())  # closing asks while work is running
        made.show()
        yield made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window said in message boxes, which nobody is there to close."""
    said: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    monkeypatch.setattr(errors, "tell", lambda _parent, title, advice: said.append(title + advice))
    monkeypatch.setattr(errors, "ask", lambda *_args, **_more: said.append(str(_args[1])) or False)
    return said


@pytest.fixture
def agreeing(monkeypatch: pytest.MonkeyPatch) -> list[ReadAnswerDialog]:
    """Whoever is shown an answer as read agrees at once; gives the dialogs shown."""
    shown: list[ReadAnswerDialog] = []

    def agree(dialog: ReadAnswerDialog) -> bool:
        shown.append(dialog)
        dialog.confirm.click()
        return bool(dialog.result())

    monkeypatch.setattr(ReadAnswerDialog, "exec", agree)
    return shown
