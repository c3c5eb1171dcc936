"""Windows without a screen, with the real look, and settings that touch nobody's own."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui import theme


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
