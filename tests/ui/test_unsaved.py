"""Nothing typed is lost: leaving a tab, a row, the task, the page or the window keeps it, and looking changes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from data.store import evidence, notices, settings, tasks, work
from data.store.workspace import Workspace
from tests.factory import TODAY, listed, take_in, worked
from ui import errors
from ui.desk import Changed, Desk
from ui.main_window import MainWindow
from ui.step_dialog import StepDialog
from ui.task_page import TABS


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window of every test, over two tasks."""
    take_in(window.desk.ws, listed(), listed("2"))
    window.desk.tell(Changed())
    return window


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window said in message boxes."""
    said: list[str] = []
    monkeypatch.setattr(errors, "tell", lambda _parent, title, _advice: said.append(title))
    return said


def lines(ws: Workspace) -> int:
    return next(iter(ws.db.query("select count(*) as n from journal")))["n"]


def test_merely_looking_at_every_tab_writes_nothing(window: MainWindow, tmp_path: Path) -> None:
    ws = window.desk.ws
    task = worked(ws, tmp_path / "in")
    before = lines(ws)
    for tab in TABS:
        window.open_task(task.id, tab)
    window.show_settings()
    window.show_tasks()
    QApplication.processEvents()
    assert lines(ws) == before


def test_what_was_typed_stays_when_tab_row_task_or_page_is_left(window: MainWindow) -> None:
    ws = window.desk.ws
    first, second = tasks.find(ws, "1").id, tasks.find(ws, "2").id
    window.open_task(first, "measures")
    page = window.task.measures
    page.reported.setPlainText("甲")
    page.table.selectRow(1)
    page.reported.setPlainText("乙")
    window.task.tabs.setCurrentWidget(window.task.overview)
    window.task.overview.note.setPlainText("备注")
    window.task.tabs.setCurrentWidget(window.task.verification)
    window.task.verification.boxes["summary"].setPlainText("小结")
    window.open_task(second, "signoff")
    window.task.signoff.chain.table.setItem(0, 1, QTableWidgetItem("李祎"))
    window.task.tabs.setCurrentWidget(window.task.notice)
    window.task.notice.place.medium.setText("县政府网站")
    before = lines(ws)
    window.show_tasks()
    assert lines(ws) == before + 1

    kept = tasks.get(ws, first)
    assert [m.reported for m in kept.measures] == ["甲", "乙"] and kept.local_note == "备注"
    assert work.verification(ws, first).summary == "小结" and not work.verification(ws, second).summary
    assert [sign.name for sign in work.signs(ws, second)] == ["李祎"]
    notice = notices.of_task(ws, second)
    assert notice is not None and notice.medium == "县政府网站"


def test_a_piece_described_without_saving_keeps_its_description(window: MainWindow, tmp_path: Path) -> None:
    ws = window.desk.ws
    task = worked(ws, tmp_path / "in")
    window.open_task(task.id, "evidence")
    tab = window.task.evidence
    tab.table.selectRow(0)
    tab.number.setText("青整改办〔2026〕1号")
    tab.table.selectRow(1)
    assert evidence.of_task(ws, task.id)[0].document_number == "青整改办〔2026〕1号"


def test_closing_the_window_keeps_text_and_the_begun_progress_line(window: MainWindow) -> None:
    ws = window.desk.ws
    task = tasks.find(ws, "1").id
    window.open_task(task, "measures")
    window.task.measures.reported.setPlainText("甲")
    window.task.measures.entry.setText("已完成一半")
    window.close()
    assert tasks.get(ws, task).measures[0].reported == "甲"
    assert [entry.text for entry in work.progress(ws, task)] == ["已完成一半"]


def test_a_begun_progress_line_never_goes_to_another_task(window: MainWindow) -> None:
    ws = window.desk.ws
    first, second = tasks.find(ws, "1").id, tasks.find(ws, "2").id
    window.open_task(first, "measures")
    window.task.measures.entry.setText("第一项的进展")
    window.open_task(second, "measures")
    assert not window.task.measures.entry.text() and not work.progress(ws, second)
    assert [entry.text for entry in work.progress(ws, first)] == ["第一项的进展"]


def test_a_date_to_come_is_told_and_left_out_and_the_text_kept(window: MainWindow, told: list[str]) -> None:
    ws = window.desk.ws
    task = tasks.find(ws, "1").id
    window.open_task(task, "measures")
    window.task.measures.reported.setPlainText("甲")
    window.task.measures.done_on.show_value(TODAY + timedelta(days=1))
    window.task.tabs.setCurrentWidget(window.task.verification)
    window.task.verification.on.show_value(TODAY + timedelta(days=1))
    window.task.verification.passed.setChecked(True)
    window.show_tasks()
    measure = tasks.get(ws, task).measures[0]
    assert (measure.reported, measure.done_on) == ("甲", None)
    assert work.verification(ws, task).on is None and work.steps(ws, task) == []
    assert told == ["完成日期晚于今天，没有保存。", "自验日期晚于今天，没有保存。"]


def test_the_conclusion_of_one_task_does_not_show_on_another(window: MainWindow, tmp_path: Path) -> None:
    ws = window.desk.ws
    window.open_task(worked(ws, tmp_path / "in").id, "verification")
    assert window.task.verification.value().conclusion == "pass"
    window.open_task(tasks.find(ws, "2").id, "verification")
    assert window.task.verification.value().conclusion == ""


@pytest.mark.parametrize("keep", [True, False])
def test_changed_settings_are_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, keep: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *said, **_more: asked.append(str(said[1])) or keep)
    window.show_settings()
    window.settings.edits["contact"].setText("王喆")
    window.show_tasks()
    assert asked == ["设置改了，还没有保存。"]
    assert settings.office(window.desk.ws).contact == ("王喆" if keep else "")


def test_no_part_of_a_page_shows_as_a_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append(type(watched).__name__)
            return False

    app = QApplication.instance()
    assert app is not None
    watch = Watch()
    app.installEventFilter(watch)
    with Workspace.open(tmp_path / "new", date(2026, 11, 22)) as ws:
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        for show in (made.show_settings, made.show_imports, made.show_register):
            show()
        made.close()
    app.removeEventFilter(watch)
    assert watch.seen == ["MainWindow"]


def test_a_corrected_verification_date_moves_its_step_and_keeps_the_order(
    window: MainWindow, tmp_path: Path
) -> None:
    ws = window.desk.ws
    task = worked(ws, tmp_path / "in")
    assert [step.kind for step in work.steps(ws, task.id)] == ["verified", "signed"]
    window.open_task(task.id, "verification")
    window.task.verification.on.show_value(date(2026, 10, 18))
    window.show_tasks()
    assert [(step.kind, step.on.day) for step in work.steps(ws, task.id)] == [
        ("verified", 18),
        ("signed", 21),
    ]


def said_below(dialog: StepDialog) -> str:
    """What stands below a field as wrong."""
    problems = [one.text() for one in dialog.findChildren(QLabel) if one.property("kind") == "problem"]
    return "".join(problems)


def test_a_step_dated_to_come_is_not_noted(window: MainWindow) -> None:
    rule = window.desk.profile.step("closed")
    assert rule is not None
    dialog = StepDialog(window, rule, TODAY)
    dialog.on.show_value(TODAY + timedelta(days=1))
    dialog.accept()
    assert not dialog.result() and said_below(dialog).startswith("日期晚于今天")
    dialog.on.setText("下周三")
    dialog.accept()
    assert not dialog.result() and said_below(dialog).startswith("请写成")


def test_a_date_that_cannot_be_read_is_not_saved_as_the_old_one(window: MainWindow, told: list[str]) -> None:
    ws = window.desk.ws
    first = tasks.find(ws, "1").id
    window.open_task(first, "measures")
    page = window.task.measures
    page.reported.setPlainText("甲")
    page.done_on.setText("下个月")
    page.save.click()
    assert tasks.measures(ws, first)[0].reported != "甲"
    assert page.done_on.text() == "下个月" and page.done_on.property("wrong")
    page.done_on.setText("2026-10-09")
    page.save.click()
    kept = tasks.measures(ws, first)[0]
    assert (kept.reported, kept.done_on) == ("甲", date(2026, 10, 9))
    window.task.tabs.setCurrentWidget(window.task.verification)
    window.task.verification.on.setText("哪天")
    window.task.verification.boxes["summary"].setPlainText("小结")
    window.task.verification.save.click()
    assert work.verification(ws, first).summary != "小结"
