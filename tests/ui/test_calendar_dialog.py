"""The holiday arrangements on the screen: a notice pasted, days clicked, taken back, kept, and a table that is wrong."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from data import calendars
from data.calendars import OWN_FILE, bundled, calendar_of
from data.domain.arrangement import Arrangement
from data.domain.notice import Notice
from data.store import notices, tasks
from data.store.workspace import Workspace
from tests.factory import listed, take_in
from ui import calendar_dialog, errors, task_notice
from ui.calendar_dialog import CalendarDialog
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.task_notice import NoticeTab

NOTICE = (Path(__file__).parents[1] / "files" / "holiday_notices" / "2026.txt").read_text(encoding="utf-8")
NEXT = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog with changes asks when the test closes it, and nobody is there to answer."""
    answer(monkeypatch, agreed=True)


@pytest.fixture
def dialog(qtbot: QtBot, desk: Workspace) -> Iterator[CalendarDialog]:
    yield opened(qtbot, desk, 2027)


def opened(qtbot: QtBot, ws: Workspace, year: int) -> CalendarDialog:
    made = CalendarDialog(None, Desk(ws), year)
    qtbot.addWidget(made)
    made.resize(1290, 700)
    made.show()
    return made


def click(qtbot: QtBot, dialog: CalendarDialog, day: date) -> None:
    place = dialog.days.day_area(day).center().toPoint()
    qtbot.mouseClick(dialog.days, Qt.MouseButton.LeftButton, pos=place)


def listed_years(dialog: CalendarDialog) -> list[str]:
    return [dialog.years.item(row).text() for row in range(dialog.years.count())]


def answer(monkeypatch: pytest.MonkeyPatch, agreed: bool) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *args, **_more: asked.append(str(args[1:3])) or agreed)
    return asked


def test_the_years_say_where_they_come_from(dialog: CalendarDialog) -> None:
    assert listed_years(dialog)[:2] == ["2027年　还不知道", "2026年　内置"]
    assert dialog.years.currentRow() == 0
    assert "已知2017—2026年" in dialog._known.text()


def test_a_pasted_notice_is_read_at_once_and_kept_with_its_text(
    dialog: CalendarDialog, desk: Workspace, told: list[str]
) -> None:
    dialog.text.setPlainText(NEXT)
    said = dialog.reading.accessibleDescription()
    assert "元旦 1月1日—3日 共3天" in said
    assert "春节 2月5日—12日 共8天\n上班 2月14日、2月20日" in said
    assert "没有读进日历" not in said
    assert dict(dialog.days.counts())["放假"] == 28
    dialog.accept()
    kept = calendars.own(desk)[2027]
    assert (kept.text, len(kept.off), len(kept.work)) == (NEXT, 28, 6)
    assert 2027 in calendar_of(desk).years and told == []


def test_a_doubted_line_is_marked_left_out_and_asked_about(
    dialog: CalendarDialog, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.text.setPlainText(NEXT.replace("9日（周三）放假1天", "9日（周四）放假1天"))
    said = dialog.reading.accessibleDescription()
    assert "写的是周四，可是2027年6月9日（周三）。这一条没有读进日历" in said
    assert date(2027, 6, 9) not in dialog.draft.of(2027).off
    asked = answer(monkeypatch, agreed=False)
    dialog.accept()
    assert "2 处疑问" in asked[0] and "端午节（2027年6月9日（周三））没有放假" in asked[0]
    assert not (desk.folder / OWN_FILE).exists() and dialog.isVisible()
    answer(monkeypatch, agreed=True)
    dialog.accept()
    assert (desk.folder / OWN_FILE).exists()


def test_a_notice_of_another_year_is_shown_as_that_years(dialog: CalendarDialog) -> None:
    dialog.text.setPlainText(NOTICE)
    assert dialog.year == 2026
    assert dialog.draft.of(2026).text == NOTICE
    assert dialog.draft.standing(2027) == "还不知道"
    assert dialog.text.toPlainText() == NOTICE


def test_a_click_makes_a_day_off_worked_and_plain_and_undo_takes_it_back(
    qtbot: QtBot, dialog: CalendarDialog
) -> None:
    saturday, monday = date(2027, 3, 6), date(2027, 3, 8)
    click(qtbot, dialog, saturday)
    click(qtbot, dialog, saturday)
    click(qtbot, dialog, monday)
    made = dialog.draft.of(2027)
    assert (set(made.off), set(made.work)) == ({monday}, {saturday})
    assert listed_years(dialog)[0] == "2027年　改了未保存"
    for left in ({saturday}, set(), set()):
        qtbot.keyClick(dialog.days, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert set(dialog.draft.of(2027).work) == left or set(dialog.draft.of(2027).off) == {saturday}
    assert dialog.draft.of(2027) == Arrangement(2027)
    assert listed_years(dialog)[0] == "2027年　还不知道"
    assert dialog.draft.undo() is None


def test_undo_after_a_paste_brings_text_and_days_back(dialog: CalendarDialog) -> None:
    dialog.text.setPlainText(NEXT)
    dialog.text.setPlainText(NEXT + "\n")
    dialog.undo()
    assert dialog.text.toPlainText() == ""
    assert not dialog.draft.of(2027).off


def test_the_days_are_reached_and_changed_by_keyboard(qtbot: QtBot, dialog: CalendarDialog) -> None:
    dialog.days.setFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(dialog.days, key)
    assert list(dialog.draft.of(2027).off) == [date(2027, 2, 9)]
    assert dialog.days.accessibleDescription() == "2月9日 周二 放假"
    qtbot.keyClick(dialog.days, Qt.Key.Key_Up)
    assert dialog.days.accessibleDescription() == "2月2日 周二 工作日"


def test_a_bundled_day_is_named_and_the_last_days_belong_to_the_later_notice(
    qtbot: QtBot, desk: Workspace
) -> None:
    dialog = opened(qtbot, desk, 2018)
    last = date(2018, 12, 31)
    assert dialog.days.told(last) == "12月31日 周一 元旦放假"
    click(qtbot, dialog, last)
    assert list(dialog.changes()) == [2019]
    click(qtbot, dialog, last)
    click(qtbot, dialog, date(2018, 6, 18))
    assert 2018 in dialog.changes()


def test_a_click_made_and_unmade_on_a_bundled_year_changes_nothing(qtbot: QtBot, desk: Workspace) -> None:
    dialog = opened(qtbot, desk, 2026)
    monday = date(2026, 3, 9)
    click(qtbot, dialog, monday)
    assert dialog.changes()[2026] != bundled()[2026]
    click(qtbot, dialog, monday)
    assert dialog.changes() == {}


def test_leaving_with_changes_asks_and_without_does_not(
    qtbot: QtBot, dialog: CalendarDialog, monkeypatch: pytest.MonkeyPatch, desk: Workspace
) -> None:
    click(qtbot, dialog, date(2027, 3, 8))
    asked = answer(monkeypatch, agreed=False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "2027年的安排改了" in asked[0] and dialog.isVisible()
    answer(monkeypatch, agreed=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and not (desk.folder / OWN_FILE).exists()
    asked = answer(monkeypatch, agreed=False)
    other = opened(qtbot, desk, 2027)
    qtbot.keyClick(other, Qt.Key.Key_Escape)
    assert not other.isVisible() and asked == []


def test_a_year_that_cannot_be_so_is_refused_and_the_dialog_stays(
    qtbot: QtBot, dialog: CalendarDialog, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, agreed=True)
    click(qtbot, dialog, date(2027, 3, 6))
    click(qtbot, dialog, date(2027, 3, 6))
    dialog.accept()
    assert told == ["2027年：没有写哪一天放假。请改正后再保存。"]
    assert dialog.isVisible()


def test_an_own_year_says_who_changed_it_and_can_be_taken_out(
    qtbot: QtBot, desk: Workspace, told: list[str]
) -> None:
    calendars.save(desk, {2026: Arrangement(2026, {date(2026, 1, 1): "元旦"})})
    dialog = opened(qtbot, desk, 2026)
    assert dialog._title.text() == "2026年（本单位补充）"
    assert dialog._by.text() == "测试员 2026年11月22日改"
    dialog.remove.click()
    assert dict(dialog.days.counts())["放假"] == 33
    dialog.accept()
    assert calendars.own(desk) == {} and told == []


def test_a_wrong_table_is_said_and_put_aside_on_asking(qtbot: QtBot, desk: Workspace) -> None:
    (desk.folder / OWN_FILE).write_text("[[year]]\nyear = 2027\n", "utf-8")
    dialog = opened(qtbot, desk, 2027)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
    assert any("2027年：没有写哪一天放假" in text and "只用内置的安排" in text for text in said)
    aside = next(b for b in dialog.findChildren(QPushButton) if b.text() == "停用这张表")
    aside.click()
    assert calendar_of(desk).left_aside == ""
    assert [path.read_text("utf-8") for path in desk.folder.glob("calendar-*.toml")] == [
        "[[year]]\nyear = 2027\n"
    ]
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
    assert not any("只用内置的安排" in text for text in said)


def test_everything_fits_an_office_screen(dialog: CalendarDialog) -> None:
    assert dialog.width() <= 1366 and dialog.height() <= 728
    shown = dialog.days.visibleRegion().boundingRect()
    assert shown.width() == dialog.days.width() and shown.height() == dialog.days.height()


@pytest.mark.parametrize("wide", [700, 900, 1100, 1290])
def test_in_a_narrow_window_no_month_is_cut(qtbot: QtBot, dialog: CalendarDialog, wide: int) -> None:
    dialog.resize(wide, 600)
    qtbot.waitUntil(lambda: dialog.width() == wide)
    shown = dialog.days.visibleRegion().boundingRect()
    assert shown.width() == dialog.days.width()
    for month in range(1, 13):
        area = dialog.days.day_area(date(2027, month, 28))
        assert round(area.right()) <= dialog.days.width() and round(area.bottom()) <= dialog.days.height()
        assert area.width() >= 20 and area.height() >= 17


# ---------------------------------------------------------------- where it is opened from


def test_the_settings_page_says_what_is_known_and_what_is_wrong(window: MainWindow) -> None:
    ws, card = window.desk.ws, window.settings.calendar
    calendars.save(ws, {2027: Arrangement(2027, {date(2027, 1, 1): "元旦"})})
    window.show_settings()
    assert "已知2017—2027年的放假安排，其中2027年由本单位补充" in card._said.text()
    assert not card._problem.isVisible()
    (ws.folder / OWN_FILE).write_text("year = 1", "utf-8")
    window.show_setting("calendar")
    assert "年份的写法不对" in card._problem.text() and card._problem.isVisible()


def test_the_settings_page_opens_the_first_year_not_known(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(CalendarDialog, "exec", lambda self: shown.append(self.year) or 0)
    window.show_settings()
    window.settings.calendar.edit.click()
    assert shown == [2027]


def test_a_notice_past_the_known_years_offers_to_fill_them_in(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(desk, listed())
    task_id = tasks.find(desk, "1").id
    notices.save(desk, task_id, Notice(start=date(2026, 12, 28)))
    tab = NoticeTab(Desk(desk))
    qtbot.addWidget(tab)
    tab.show()
    tab.show_task(task_id)
    assert tab.period.fill_in.text() == "补上2027年的放假安排…"
    assert tab.period.fill_in.isVisibleTo(tab)

    def fill(_parent: object, _desk: Desk, year: int) -> bool:
        dialog = opened(qtbot, desk, year)
        dialog.text.setPlainText(NEXT)
        dialog.accept()
        return True

    monkeypatch.setattr(task_notice, "edit_calendar", fill)
    tab.period.fill_in.click()
    assert tab.value().end == date(2027, 1, 11)
    assert not tab.period.fill_in.isVisibleTo(tab)


def test_a_known_year_offers_nothing(qtbot: QtBot, desk: Workspace) -> None:
    take_in(desk, listed())
    task_id = tasks.find(desk, "1").id
    notices.save(desk, task_id, Notice(start=date(2026, 11, 5), end=date(2026, 11, 18)))
    tab = NoticeTab(Desk(desk))
    qtbot.addWidget(tab)
    tab.show()
    tab.show_task(task_id)
    assert not tab.period.fill_in.isVisibleTo(tab)


def test_the_notice_says_that_the_own_table_was_left_aside(qtbot: QtBot, desk: Workspace) -> None:
    take_in(desk, listed())
    (desk.folder / OWN_FILE).write_text("year = 1", "utf-8")
    tab = NoticeTab(Desk(desk))
    qtbot.addWidget(tab)
    tab.show_task(tasks.find(desk, "1").id)
    tab.period.start.show_value(date(2026, 11, 5))
    assert tab.value().end == date(2026, 11, 18)
    assert "年份的写法不对。现在只用内置的安排" in tab.period._said.text()


def test_kept_years_are_told_to_every_page(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def paste(self: CalendarDialog) -> int:
        self.text.setPlainText(NEXT)
        self.accept()
        return 1

    monkeypatch.setattr(CalendarDialog, "exec", paste)
    here = Desk(desk)
    with qtbot.waitSignal(here.changed) as told:
        assert calendar_dialog.edit_calendar(None, here)
    assert told.args is not None and told.args[0].settings
    assert 2027 in calendar_of(desk).years
