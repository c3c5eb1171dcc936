"""What a 1366×768 screen at 150 % leaves is enough: every page fits across, and what is lower can be scrolled to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QSplitter
from pytestqt.qtbot import QtBot

from data.store import tasks
from tests.factory import listed, take_in
from ui.drop import DropArea
from ui.main_window import MainWindow
from ui.parts import CutWords
from ui.task_page import TABS

SMALL = (911, 470)
LARGE = (1366, 700)


def pages_area(window: MainWindow) -> QScrollArea:
    """The area all pages stand in."""
    return next(area for area in window.findChildren(QScrollArea) if area.widget() is window.pages)


def shown(window: MainWindow, size: tuple[int, int]) -> QScrollArea:
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    return pages_area(window)


@pytest.mark.parametrize("page", ["tasks", "imports", "register", "settings", "verify", *TABS])
def test_every_page_fits_across_a_small_window(qtbot: QtBot, window: MainWindow, page: str) -> None:
    take_in(window.desk.ws, listed())
    task_id = tasks.find(window.desk.ws, "1").id
    if page in TABS:
        window.open_task(task_id, page)
    else:
        getattr(window, f"show_{page}")()
    area = shown(window, SMALL)
    assert (window.width(), window.height()) == SMALL
    assert area.horizontalScrollBar().maximum() == 0
    area = shown(window, LARGE)
    assert area.verticalScrollBar().maximum() == 0, "a window of the usual size does not scroll"


def test_parts_side_by_side_turn_when_there_is_no_room(qtbot: QtBot, window: MainWindow) -> None:
    take_in(window.desk.ws, listed())
    task_id = tasks.find(window.desk.ws, "1").id
    window.open_task(task_id, "evidence")
    split = window.task.evidence.findChild(QSplitter)
    assert isinstance(split, QSplitter)
    shown(window, LARGE)
    assert split.orientation() == Qt.Orientation.Horizontal
    shown(window, SMALL)
    assert split.orientation() == Qt.Orientation.Vertical
    assert min(split.sizes()) >= 250


def test_a_drop_area_without_room_ends_its_words_with_dots(qtbot: QtBot) -> None:
    area = DropArea("把佐证材料拖到这里，可一次放多个", "照片、PDF、Word、Excel、视频均可；也可以粘贴截图")
    qtbot.addWidget(area)
    area.resize(380, 80)
    area.show()
    call = next(label for label in area.findChildren(QLabel) if isinstance(label, CutWords))
    assert call.shown().endswith("…") and call.toolTip() == call.text()
    area.resize(900, 80)
    QApplication.processEvents()
    assert call.shown() == call.text() and not call.toolTip()
