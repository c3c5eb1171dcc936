"""What somebody is typing while other things are noted, and on leaving: by real keys, nothing scrambled, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from data.domain.deadline import read_deadline
from data.store import evidence, notices, tasks, work
from tests.factory import TODAY, files, listed, take_in, worked
from ui import errors, layouts
from ui.answer_dialog import Answerable, AnswerDialog
from ui.desk import Changed
from ui.main_window import MainWindow
from ui.parts import CutWords

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def window(told: list[str], window: MainWindow) -> MainWindow:
    """The window of every test, over two tasks; what it says is in ``told``."""
    read = read_deadline("2026年9月底前")
    take_in(window.desk.ws, listed(deadline=read), listed("2"))
    window.desk.tell(Changed())
    window.activateWindow()
    return window


@pytest.fixture
def first(window: MainWindow) -> str:
    return tasks.find(window.desk.ws, "1").id


@pytest.fixture
def second(window: MainWindow) -> str:
    return tasks.find(window.desk.ws, "2").id


@pytest.fixture
def agreeing_to_all(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Iterator[list[str]]:
    """Whoever is asked agrees; gives the questions."""
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda _parent, question, *_more: asked.append(question) or True)
    yield asked


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    committed = QInputMethodEvent()  # as an input method writes Chinese
    committed.setCommitString(text)
    QApplication.sendEvent(field, committed)


def open_cell(table: QTableWidget, row: int, column: int) -> QLineEdit:
    """Begin to type in a cell, as a person does."""
    table.setFocus()
    table.setCurrentCell(row, column)
    editor = table.indexWidget(table.model().index(row, column))
    assert isinstance(editor, QLineEdit)
    return editor


def something_is_noted(window: MainWindow) -> None:
    """A job ended, F5 was pressed, the day turned."""
    window.desk.tell(Changed())
    QApplication.processEvents()


# ------------------------------------------------------------ the wheel


def turn_wheel(over: QWidget) -> None:
    window = over.window()
    QTest.wheelEvent(window.windowHandle(), over.mapTo(window, over.rect().center()), QPoint(0, -240))
    QApplication.processEvents()


@pytest.mark.usefixtures("window")
def test_the_wheel_over_a_closed_list_or_a_number_scrolls_the_page_and_changes_nothing(qtbot: QtBot) -> None:
    choice, number = QComboBox(), QSpinBox()
    choice.addItems(["县级", "市级", "省级"])
    area = layouts.scroll(layouts.column(choice, number, layouts.space(900)))
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    for field in (choice, number, number.findChild(QLineEdit)):
        assert isinstance(field, QWidget)
        field.setFocus()
        area.verticalScrollBar().setValue(0)
        turn_wheel(field)
        assert area.verticalScrollBar().value() > 0
    assert (choice.currentText(), number.value()) == ("县级", 0)


# ------------------------------------------------------------ typing while something is noted


def test_a_sentence_is_typed_to_its_end_whatever_is_noted_meanwhile(window: MainWindow, first: str) -> None:
    page = window.task
    fields = {
        "verification": [page.verification.boxes["summary"], page.verification.place],
        "notice": [page.notice.text.results, page.notice.text.title, page.notice.place.medium],
        "measures": [page.measures.reported, page.measures.entry],
        "overview": [page.overview.note],
    }
    for tab, boxes in fields.items():
        window.open_task(first, tab)
        for box in boxes:
            type_into(box, "abc ")
            something_is_noted(window)
            assert window.focusWidget() is box
            QTest.keyClicks(box, "def")
            text = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
            assert text == "abc def", tab


def test_a_screenshot_that_arrives_leaves_the_words_being_typed(
    qtbot: QtBot, window: MainWindow, first: str, tmp_path: Path
) -> None:
    window.open_task(first, "notice")
    tab = window.task.notice
    type_into(tab.text.results, "abc")
    tab.take_screenshot(files(tmp_path, "首日.txt")[0], True)
    QTest.keyClicks(tab.text.results, "de")
    qtbot.waitUntil(lambda: tab.first.value() != "")
    QTest.keyClicks(tab.text.results, "fg")
    assert tab.text.results.toPlainText() == "abcdefg"
    window.show_tasks()
    kept = notices.of_task(window.desk.ws, first)
    assert kept is not None and kept.results == "abcdefg" and kept.first_shot


def test_an_open_cell_stays_open_with_what_is_in_it(window: MainWindow, first: str) -> None:
    window.open_task(first, "verification")
    tab = window.task.verification
    for table, column in ((tab.persons, 0), (tab.verdicts, 3)):
        editor = open_cell(table, 1, column)
        QTest.keyClicks(editor, "ab")
        something_is_noted(window)
        assert editor.isVisible() and editor.text() == "ab"
        QTest.keyClicks(editor, "c")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        item = table.item(1, column)
        assert item is not None and item.text() == "abc"


def test_half_a_date_waits_for_its_other_half(window: MainWindow, first: str, told: list[str]) -> None:
    window.open_task(first, "measures")
    page = window.task
    for tab, field in (("measures", page.measures.done_on), ("verification", page.verification.on)):
        window.open_task(first, tab)
        type_into(field, "2026-1-1")
        something_is_noted(window)
        assert field.text() == "2026-1-1"
        QTest.keyClicks(field, "5")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.value() == date(2026, 1, 15)
        field.selectAll()
        QTest.keyClicks(field, "20261231")
        something_is_noted(window)
        assert field.text() == "20261231" and not told, "nobody is interrupted while typing"
        field.show_value(None)


def test_the_overview_keeps_cursor_and_cards_until_their_data_changes(window: MainWindow, first: str) -> None:
    window.open_task(first, "overview")
    tab = window.task.overview
    steps, correct = tab.steps, tab.correct
    something_is_noted(window)
    assert (tab.steps, tab.correct) == (steps, correct)
    type_into(tab.note, "ab")
    worked(window.desk.ws, window.desk.ws.folder / "in")
    something_is_noted(window)
    assert tab.steps is not steps and tab.correct is correct
    QTest.keyClicks(tab.note, "c")
    assert tab.note.toPlainText() == "abc" and window.focusWidget() is tab.note


def test_a_piece_being_described_stays_as_typed(window: MainWindow, first: str, tmp_path: Path) -> None:
    worked(window.desk.ws, tmp_path / "in")
    window.open_task(first, "evidence")
    tab = window.task.evidence
    type_into(tab.number, "No.")
    type_into(tab.dated, "")
    tab.dated.selectAll()
    QTest.keyClicks(tab.dated, "2026-9")
    something_is_noted(window)
    assert (tab.number.text(), tab.dated.text()) == ("No.", "2026-9")
    assert evidence.of_task(window.desk.ws, first)[0].document_number == "No."


# ------------------------------------------------------------ the begun progress line


@pytest.mark.parametrize("on", ["", "2026年3月35日", TOMORROW.isoformat()])
def test_a_line_without_a_usable_date_waits_for_its_own_task(
    window: MainWindow, first: str, second: str, told: list[str], on: str
) -> None:
    window.open_task(first, "measures")
    tab = window.task.measures
    type_into(tab.entry, "half done")
    tab.entry_on.setText(on)
    window.open_task(second, "measures")
    QApplication.processEvents()
    assert tab.entry.text() == "" and tab.entry_on.value() == TODAY
    assert work.progress(window.desk.ws, second) == [] and "已经为那项任务留着" in "".join(told)
    window.open_task(first, "measures")
    assert (tab.entry.text(), tab.entry_on.text()) == ("half done", on)
    tab.entry_on.show_value(TODAY)
    QTest.keyClick(tab.entry, Qt.Key.Key_Return)
    assert [entry.text for entry in work.progress(window.desk.ws, first)] == ["half done"]


def test_on_closing_a_line_without_a_date_is_asked_about(
    agreeing_to_all: list[str], window: MainWindow, first: str, second: str
) -> None:
    window.open_task(first, "measures")
    tab = window.task.measures
    type_into(tab.entry, "half done")
    tab.entry_on.show_value(None)
    window.open_task(second, "measures")
    window.close()
    assert agreeing_to_all == ["进展“half done”还没有登记，按今天的日期登记吗？"]
    assert [(one.text, one.on) for one in work.progress(window.desk.ws, first)] == [("half done", TODAY)]


@pytest.mark.parametrize(
    ("on", "said"),
    [(TOMORROW.isoformat(), "晚于今天"), ("", "还没有填日期"), ("2026年3月35日", "没有读出来")],
)
def test_a_line_is_entered_only_with_a_day_that_has_come(
    window: MainWindow, first: str, told: list[str], on: str, said: str
) -> None:
    window.open_task(first, "measures")
    tab = window.task.measures
    tab.entry_on.setText(on)
    type_into(tab.entry, "done")
    QTest.keyClick(tab.entry, Qt.Key.Key_Return)
    assert len(told) == 1 and said in told[0]
    assert tab.entry.text() == "done" and work.progress(window.desk.ws, first) == []
    assert window.focusWidget() is tab.entry_on


# ------------------------------------------------------------ half rows, unread dates


def test_a_person_begun_with_the_post_is_kept_and_the_missing_name_said(
    window: MainWindow, first: str
) -> None:
    window.open_task(first, "verification")
    tab = window.task.verification
    assert tab.persons_hint(0, 0) == "点这里填姓名"
    editor = open_cell(tab.persons, 0, 1)
    QTest.keyClicks(editor, "zhuren")
    window.task.tabs.setCurrentWidget(window.task.notice)
    window.task.tabs.setCurrentWidget(tab)
    item = tab.persons.item(0, 1)
    assert item is not None and item.text() == "zhuren"
    assert tab.persons_hint(0, 0) == "还没有填姓名" and tab.persons_hint(1, 0) == "点这里填姓名"
    window.show_tasks()
    [kept] = work.verification(window.desk.ws, first).persons
    assert (kept.name, kept.post) == ("", "zhuren") and work.verification(window.desk.ws, first).named == ()


def test_a_date_that_cannot_be_read_is_told_on_leaving_and_stands_there_again(
    window: MainWindow, first: str, second: str, told: list[str]
) -> None:
    window.open_task(first, "measures")
    page = window.task
    type_into(page.measures.done_on, "2026年3月35日")
    page.measures.table.choose_row(1)
    QApplication.processEvents()
    assert told == [
        "完成日期“2026年3月35日”没有读出来，没有保存。写的还留在那里，请回去改成 2026-11-05 或 20261105 这样的日期。"
    ]
    assert page.measures.done_on.text() == ""
    page.measures.table.choose_row(0)
    assert page.measures.done_on.text() == "2026年3月35日" and page.measures.done_on.property("wrong")
    told.clear()

    page.tabs.setCurrentWidget(page.verification)
    assert told == []
    type_into(page.verification.on, "2026年2月30日")
    page.tabs.setCurrentWidget(page.notice)
    assert len(told) == 1 and told[0].startswith("自验日期“2026年2月30日”没有读出来")
    window.open_task(second, "verification")
    assert page.verification.on.text() == ""
    window.open_task(first, "verification")
    assert page.verification.on.text() == "2026年2月30日" and len(told) == 1
    for field in (page.verification.on, page.measures.done_on):
        field.show_value(None)


# ------------------------------------------------------------ the deadline


def confirm(window: MainWindow, text: str) -> None:
    """Type a date and press 确认这个日期 by keyboard."""
    tab = window.task.overview
    assert tab.due is not None
    tab.due.setFocus()
    tab.due.selectAll()
    QTest.keyClick(tab.due, Qt.Key.Key_Delete)
    type_into(tab.due, text)
    tab.confirm.setFocus()
    QTest.keyClick(tab.confirm, Qt.Key.Key_Space)
    QApplication.processEvents()


@pytest.fixture
def to_confirm(window: MainWindow, first: str) -> str:
    ws = window.desk.ws
    tasks.save_local(ws, replace(tasks.get(ws, first), due_confirmed=date(2026, 9, 30)))
    window.open_task(first, "overview")
    return first


def test_a_deadline_later_than_its_reading_is_asked_about(
    window: MainWindow, to_confirm: str, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = window.desk.ws
    confirm(window, "2099-12-31")
    assert told == ["确认按2099年12月31日管理？"]
    assert tasks.get(ws, to_confirm).due_confirmed == date(2026, 9, 30)
    assert window.focusWidget() is window.task.overview.due
    monkeypatch.setattr(errors, "ask", lambda *_args: True)
    confirm(window, "2099-12-31")
    assert tasks.get(ws, to_confirm).due_confirmed == date(2099, 12, 31)
    assert window.focusWidget() is window.task.overview.confirm, (
        "the new card's button, not the head of the page"
    )
    told.clear()
    confirm(window, "2026-08-31")
    assert tasks.get(ws, to_confirm).due_confirmed == date(2026, 8, 31) and not told


def test_no_date_takes_nothing_back_unasked(window: MainWindow, to_confirm: str, told: list[str]) -> None:
    ws = window.desk.ws
    confirm(window, "2026年9月31日")
    assert told[-1].startswith("“2026年9月31日”没有读出日期")
    confirm(window, "")
    assert told[-1] == "撤销已确认的时限（2026年9月30日）？"
    assert tasks.get(ws, to_confirm).due_confirmed == date(2026, 9, 30)
    due = window.task.overview.due
    assert due is not None and due.value() == date(2026, 9, 30)


# ------------------------------------------------------------ by keyboard


def test_ctrl_s_saves_every_tab_with_what_is_being_typed(window: MainWindow, first: str) -> None:
    ws, page = window.desk.ws, window.task

    def press_save() -> None:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    window.open_task(first, "overview")
    type_into(page.overview.note, "note")
    press_save()
    assert tasks.get(ws, first).local_note == "note" and window.focusWidget() is page.overview.note
    window.open_task(first, "measures")
    type_into(page.measures.done_on, "2026-9-1")
    press_save()
    assert tasks.get(ws, first).measures[0].done_on == date(2026, 9, 1)
    window.open_task(first, "verification")
    QTest.keyClicks(open_cell(page.verification.persons, 0, 0), "li")
    press_save()
    assert work.verification(ws, first).persons[0].name == "li"
    assert window.focusWidget() is page.verification.persons
    window.open_task(first, "notice")
    type_into(page.notice.place.phone, "0000")
    press_save()
    kept = notices.of_task(ws, first)
    assert kept is not None and kept.phone == "0000"
    window.open_task(first, "signoff")
    page.signoff.chain.table.setItem(0, 1, QTableWidgetItem("wang"))
    press_save()
    assert [sign.name for sign in work.signs(ws, first)] == ["wang"]


@pytest.mark.parametrize("tab", ["measures", "verification", "notice"])
def test_tab_goes_from_the_titles_to_the_first_field(window: MainWindow, first: str, tab: str) -> None:
    window.open_task(first, tab)
    QTest.keyClick(window.task.tabs.tabBar(), Qt.Key.Key_Tab)
    focus = window.focusWidget()
    assert focus is not None and not isinstance(focus, QScrollArea), focus


def test_the_answer_dialog_begins_in_a_field_and_shows_its_reasons_with_every_problem(qtbot: QtBot) -> None:
    dialog = AnswerDialog(None, Answerable(()), TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.focusNextChild()
    assert not isinstance(dialog.focusWidget(), QScrollArea)
    dialog.refused.setChecked(True)
    dialog.unit.setText("市水利局")
    dialog.accept()
    dialog.resize(dialog.width(), 668)  # what an office screen of 1366×728 leaves
    QApplication.processEvents()
    assert dialog.reasons.visibleRegion().boundingRect().height() >= 40 + 2 * 40


def test_the_task_of_the_number_looked_for_comes_first(window: MainWindow) -> None:
    ws = window.desk.ws
    take_in(ws, listed("17", upper_number="18"), listed("18", upper_number="19"))
    window.desk.tell(Changed())
    window.show_tasks()
    type_into(window.tasks.search, "18")
    assert [row.line.number for row in window.tasks.table.model().items()] == ["18", "17"]


def test_the_advice_where_files_are_dropped_is_read_whole(window: MainWindow, first: str) -> None:
    window.resize(1366, 728)
    window.open_task(first, "evidence")
    QApplication.processEvents()
    cut = [
        one.text() for one in window.task.evidence.drop.findChildren(CutWords) if one.shown() != one.text()
    ]
    assert cut == []
