"""Windows without a screen, with the real look, and settings that touch nobody's own."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factory import open_desk
from ui import errors, theme
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


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window over an empty workspace of the test office."""
    with open_desk(tmp_path / "desk") as ws:
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        yield made
        made.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window said in message boxes, which nobody is there to close."""
    said: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    monkeypatch.setattr(errors, "tell", lambda _parent, title, advice: said.append(title + advice))
    monkeypatch.setattr(errors, "ask", lambda *_args, **_more: said.append(str(_args[1])) or False)
    return said
