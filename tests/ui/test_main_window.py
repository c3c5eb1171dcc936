"""The one window: it fits the screen, begins every page at its title, and closing never loses running work unasked."""

import threading

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from data.domain.model import ProgressEntry
from data.store import journal, tasks, work
from tests.factory import TODAY, listed, take_in
from ui import errors, jobs
from ui.desk import USER, Changed
from ui.main_window import MainWindow
from ui.opening import OpeningWindow


def test_the_first_window_is_no_larger_than_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    opening = OpeningWindow()
    qtbot.addWidget(opening)
    room = window.screen().availableGeometry()
    for shown in (window, opening):
        least = shown.minimumSize()  # a screen below that is not promised anything
        assert shown.width() <= max(room.width(), least.width()) and shown.height() < room.height()


def test_every_page_begins_at_its_title_on_a_low_screen(qtbot: QtBot, window: MainWindow) -> None:
    take_in(window.desk.ws, listed())
    window.desk.tell(Changed())
    window.resize(911, 440)
    bar = window._view.verticalScrollBar()
    shown = (
        window.show_settings,
        window.show_tasks,
        lambda: window.open_task(tasks.find(window.desk.ws, "1").id),
    )
    for show in shown:
        bar.setValue(bar.maximum())
        show()
        qtbot.waitUntil(lambda: bar.value() == 0)


@pytest.mark.parametrize("agreed", [False, True])
def test_closing_asks_while_work_is_running(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *said, **_: asked.append(str(said[1])) or agreed)
    going, free = threading.Event(), threading.Event()

    def slow(report) -> None:
        going.set()
        while not free.wait(0.01):
            report(0, 1, "")

    jobs.start(slow, "生成申请包")
    assert going.wait(5)
    assert window.close() is agreed and asked == ["“生成申请包”还没有做完。"]
    assert bool(jobs.worker().jobs()) is not agreed
    free.set()


def test_whoever_sits_at_this_pc_is_named_in_the_journal(window: MainWindow) -> None:
    ws = window.desk.ws
    take_in(ws, listed())
    window.show_settings()
    window.settings.user.setText("王喆")
    window.settings.save.click()
    assert QSettings().value(USER) == "王喆"
    work.add_progress(ws, ProgressEntry("", tasks.find(ws, "1").id, TODAY, "已开工"))
    assert next(iter(journal.lines(ws.db, tasks.find(ws, "1").id, 1))).by == "王喆"
