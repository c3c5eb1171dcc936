"""Dates typed, pasted and chosen in a date field."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from ui.fields import DateField

DAY = date(2026, 11, 5)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(date(2025, 1, 31))
    qtbot.addWidget(made)
    made.show()
    made.selectAll()
    return made


@pytest.mark.parametrize("text", ["20261105", "2026-11-05", "2026.11.5"])
def test_typing_a_date_replaces_the_one_shown(field: DateField, text: str) -> None:
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == DAY and field.text() == "2026-11-05"


def test_a_whole_date_is_told_while_typing_and_an_unfinished_one_when_it_is_left(field: DateField) -> None:
    told: list[date | None] = []
    field.edited.connect(lambda: told.append(field.value()))
    QTest.keyClicks(field, "2026-11-05")
    assert told == [DAY]
    field.selectAll()
    QTest.keyClicks(field, "12-1")
    assert told == [DAY]
    field.editingFinished.emit()
    assert told == [DAY, date(2026, 12, 1)], "a day without a year is of the year shown"


def test_a_date_is_pasted_as_other_papers_write_it(qtbot: QtBot, field: DateField) -> None:
    QApplication.clipboard().setText("2026年11月5日")
    field.paste()
    field.editingFinished.emit()
    assert field.value() == DAY and field.text() == "2026-11-05"


def test_what_is_no_date_stays_in_sight_marked_and_is_not_taken(field: DateField) -> None:
    QTest.keyClicks(field, "2026-02-30")
    field.editingFinished.emit()
    assert field.text() == "2026-02-30" and field.property("wrong") is True
    assert not field.readable() and field.problem().startswith("请写成")
    assert field.value() == date(2025, 1, 31), "what was there is not lost to a slip"
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.value() is None and field.problem() == "请填日期。"


def test_the_keyboard_moves_by_days_and_opens_the_calendar(qtbot: QtBot, field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2025, 2, 1)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget) and calendar.selectedDate() == QDate(2025, 1, 31)
    calendar.activated.emit(QDate(2026, 11, 5))
    assert field.value() == DAY and isinstance(field, QLineEdit)
