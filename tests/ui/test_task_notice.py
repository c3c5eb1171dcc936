"""The notice tab: the period computed and explained, its text, screenshots and objections, kept, written and ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from data.calendars import load_calendar
from data.domain.model import Step
from data.domain.notice import Notice, Objection, span
from data.form_definitions import bundled_forms, save_own
from data.store import evidence, notices, tasks, work
from data.store.workspace import Workspace
from tests.factory import listed, take_in
from ui import errors
from ui.desk import Desk
from ui.notice_calendar import NoticeCalendar
from ui.task_notice import NoticeTab
from ui.task_page import TaskPage

NOTICE = Notice(
    start=date(2026, 11, 5),
    end=date(2026, 11, 18),
    medium="县政府网站",
    phone="0000-6600233",
    published_by="青禾县整改办",
)


@pytest.fixture
def task_id(desk: Workspace) -> str:
    take_in(desk, listed())
    return tasks.find(desk, "1").id


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: told.append(str(error)))
    return told


@pytest.fixture
def tab(qtbot: QtBot, desk: Workspace, task_id: str) -> Iterator[NoticeTab]:
    made = NoticeTab(Desk(desk))
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made._desk.changed.connect(lambda _changed: made.show_task(task_id))
    made.show()
    made.show_task(task_id)
    yield made


def click(qtbot: QtBot, tab: NoticeTab, text: str) -> None:
    found = next(b for b in tab.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_first_day_gives_the_last_one_by_the_working_day_calendar(tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 9, 24))
    assert tab.value().end == date(2026, 10, 14)
    assert dict(tab.period.calendar.counts()) == {"工作日": 9, "调休上班": 1, "放假": 10, "周末": 1}


def test_the_presets_and_an_own_length_move_the_last_day(qtbot: QtBot, tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    assert tab.value().end == date(2026, 11, 18)
    click(qtbot, tab, "7天")
    assert (tab.value().end, tab.value().in_workdays) == (date(2026, 11, 11), False)
    click(qtbot, tab, "自定")
    tab.period.length.setValue(15)
    assert tab.value().end == date(2026, 11, 19)
    tab.period.unit.setCurrentIndex(0)
    assert tab.value().end == date(2026, 11, 25)


def test_an_unknown_year_leaves_the_last_day_to_the_person(tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 12, 28))
    assert tab.value().end is None
    assert "2017—2026年" in tab.period._said.text() and "自己填末日" in tab.period._said.text()


def test_a_period_that_is_too_short_is_said_at_once(tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 9, 24))
    tab.period.end.show_value(date(2026, 10, 9))
    shown = [label.text() for label in tab.period.findChildren(type(tab.period._said))]
    assert "公示写的是10个工作日，实际只有6个。" in shown
    assert tab.period._said.text() == "按10个工作日算，应公示到2026年10月14日。"


def test_publishing_longer_than_named_is_no_fault(tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    tab.period.end.show_value(date(2026, 11, 19))
    assert "更久，可以" in tab.period._said.text()


def test_a_notice_much_longer_than_named_is_rewritten_by_a_button(qtbot: QtBot, tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 9, 24))
    assert tab.period.rewrite.isHidden()
    tab.period.end.show_value(date(2026, 12, 24))
    assert "可以" not in tab.period._said.text() and "实际是61个工作日" in tab.period._said.text()
    click(qtbot, tab, "按实际改写")
    assert (tab.value().length, tab.value().end) == (61, date(2026, 12, 24))
    assert tab.period.own.isChecked() and tab.period.rewrite.isHidden()
    assert "（共61个工作日）" in tab.text.preview.toPlainText()


def test_a_long_notice_is_shown_with_its_length_and_its_last_day(
    tab: NoticeTab, desk: Workspace, task_id: str
) -> None:
    long = replace(NOTICE, end=date(2027, 2, 2), length=90, in_workdays=False)
    notices.save(desk, task_id, long)
    tab.show_task(task_id)
    assert (tab.value().length, tab.keep()) == (90, False)
    assert tab.period.calendar._weeks()[-1] == date(2027, 2, 1)
    assert tab.period.calendar.left_out() == "……　12月14日至1月31日略去不画　……"
    assert len(tab.period.calendar._weeks()) == 8


def test_the_unit_of_an_own_length_is_not_cut(qtbot: QtBot, tab: NoticeTab) -> None:
    tab.resize(1200, 700)
    click(qtbot, tab, "自定")
    unit = tab.period.unit
    option = QStyleOptionComboBox()
    unit.initStyleOption(option)
    room = unit.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, unit
    )
    assert room.width() >= unit.fontMetrics().horizontalAdvance("个工作日")


def test_what_is_filled_in_is_kept_and_shown_again(
    qtbot: QtBot, tab: NoticeTab, desk: Workspace, task_id: str
) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    tab.place.medium.setText("县政府网站")
    tab.text.results.setPlainText("河面无垃圾。")
    tab.text.layout_choice.setCurrentIndex(tab.text.layout_choice.findData("seven"))
    tab.objections.add()
    tab.objections.table.item(0, 2).setText("仍有异味")
    click(qtbot, tab, "保存公示")
    kept = notices.of_task(desk, task_id)
    assert kept is not None and kept.objections == (Objection(None, "", "仍有异味"),)
    assert (kept.medium, kept.results, kept.layout) == ("县政府网站", "河面无垃圾。", "seven")
    assert tab.value() == kept


def test_the_offices_own_layouts_are_what_is_chosen_from(
    tab: NoticeTab, desk: Workspace, task_id: str
) -> None:
    bundled = bundled_forms()["notice"]
    own = replace(bundled.layouts[0], key="own", name="本县表式", title="{任务名称}公示")
    save_own(desk, replace(bundled, layouts=(own, bundled.layouts[1])))
    tab.show_task(task_id)
    choice = tab.text.layout_choice
    assert [choice.itemText(at) for at in range(choice.count())] == ["本县表式", "六项文字（一、二、三……）"]
    assert not tab.text.title.placeholderText().startswith("关于")
    choice.setCurrentIndex(1)
    assert (
        tab.text.title.placeholderText().startswith("关于")
        and "一、整改问题" in tab.text.preview.toPlainText()
    )


def test_the_text_follows_the_fields_and_is_copied(qtbot: QtBot, tab: NoticeTab) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    tab.text.title.setText("整改情况公示")
    click(qtbot, tab, "复制全文")
    copied = QGuiApplication.clipboard().text()
    assert copied == tab.text.preview.toPlainText() and copied.startswith("整改情况公示")
    assert "2026年11月5日至11月18日（共10个工作日）" in copied


def test_the_notice_is_written_for_word(tab: NoticeTab, tmp_path: Path, said: list[str]) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    tab.text.save_file(tmp_path / "公示.docx")
    document = docx.Document(str(tmp_path / "公示.docx"))
    assert len(document.tables[0].rows) == 6 and not said
    tab.text.save_file(tmp_path / "没有" / "公示.docx")
    assert len(said) == 1


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("公示", "PDF 文件 (*.pdf)", "公示.pdf"),
        ("公示", "Word 文档 (*.docx)", "公示.docx"),
        ("公示.pdf", "Word 文档 (*.docx)", "公示.pdf"),
        ("公示（第2.0稿）", "PDF 文件 (*.pdf)", "公示（第2.0稿）.pdf"),
    ],
)
def test_the_notice_is_saved_as_the_kind_that_was_chosen(
    qtbot: QtBot,
    tab: NoticeTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    kind: str,
    written: str,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / typed), kind))
    click(qtbot, tab, "另存为…")
    begins = (tmp_path / written).read_bytes()[:4]
    assert begins == (b"%PDF" if written.endswith("pdf") else b"PK\x03\x04")


def test_private_numbers_and_names_are_warned_of_at_once(tab: NoticeTab) -> None:
    tab.text.results.setPlainText("已赔付农户（620999199001011234），联系人18812345678。")
    tab.place.contact.setText("范书语")
    shown = " ".join(label.text() for label in tab.period.findChildren(QLabel))
    assert "身份证号码620999********1234" in shown and "个人手机号码188****5678" in shown
    assert "个人姓名“范书语”" in shown


def test_a_dropped_screenshot_becomes_evidence_of_its_day(
    qtbot: QtBot, tab: NoticeTab, desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    tab.period.start.show_value(date(2026, 11, 5))
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.save(str(tmp_path / "网页.png"))
    tab.first.given.emit(tmp_path / "网页.png")
    qtbot.waitUntil(lambda: bool(tab.first.value()), timeout=20_000)
    (piece,) = evidence.of_task(desk, task_id)
    assert (piece.kind, piece.dated, piece.title) == ("notice", None, "公示首日截图")
    kept = notices.of_task(desk, task_id)
    assert kept is not None and (kept.first_shot, kept.start) == (piece.id, date(2026, 11, 5))


def test_an_ended_notice_is_noted_as_a_step(
    qtbot: QtBot, tab: NoticeTab, desk: Workspace, task_id: str
) -> None:
    for kind, day in (("verified", 1), ("requested", 2), ("accepted", 3)):
        work.add_step(desk, task_id, Step("", kind, date(2026, 11, day)))
    notices.save(desk, task_id, NOTICE)
    tab.show_task(task_id)
    assert tab.state.text == "公示已期满，可以登记结果"
    click(qtbot, tab, "登记公示无异议")
    assert work.steps(desk, task_id)[-1].kind == "noticed"
    assert tab.state.text == "公示无异议，已登记" and not tab.ended.isEnabled()


def test_a_notice_changed_since_it_was_noted_is_noted_again(
    qtbot: QtBot, tab: NoticeTab, desk: Workspace, task_id: str
) -> None:
    for kind, day in (("verified", 1), ("requested", 2), ("accepted", 3)):
        work.add_step(desk, task_id, Step("", kind, date(2026, 11, day)))
    notices.save(desk, task_id, NOTICE)
    tab.show_task(task_id)
    click(qtbot, tab, "登记公示无异议")
    tab.period.end.show_value(date(2026, 11, 19))
    assert tab.state.text == "公示与已登记的结果对不上"
    shown = " ".join(label.text() for label in tab.period.findChildren(QLabel))
    assert "公示结果是按2026年11月18日期满登记的" in shown
    click(qtbot, tab, "重新登记公示结果")
    assert [step.on for step in work.steps(desk, task_id) if step.kind == "noticed"] == [date(2026, 11, 19)]
    assert tab.state.text == "公示无异议，已登记" and not tab.ended.isEnabled()


def test_out_of_order_it_is_refused_in_words(
    qtbot: QtBot, tab: NoticeTab, desk: Workspace, task_id: str, said: list[str]
) -> None:
    notices.save(desk, task_id, NOTICE)
    tab.show_task(task_id)
    click(qtbot, tab, "登记公示无异议")
    assert len(said) == 1 and "还不能登记" in said[0] and work.steps(desk, task_id) == []


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        (date(2026, 11, 25), date(2026, 12, 8), "11月25日开始公示"),
        (date(2026, 11, 16), date(2026, 11, 27), "公示中"),
        (None, None, "还没有定公示期"),
    ],
)
def test_the_state_says_where_the_notice_stands(
    tab: NoticeTab, start: date | None, end: date | None, word: str
) -> None:
    tab.period.start.show_value(start)
    tab.period.end.show_value(end)
    assert word in tab.state.text and not tab.ended.isEnabled()


def test_a_finding_leads_to_its_card(qtbot: QtBot, desk: Workspace, task_id: str) -> None:
    page = TaskPage(Desk(desk))
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    page.show_task(task_id)
    page.go_to("notice/objections")
    assert page.tabs.currentWidget() is page.notice
    qtbot.waitUntil(lambda: not page.notice._objections.visibleRegion().isEmpty())


@pytest.mark.parametrize("size", [(320, 200), (500, 400)])
def test_the_calendar_draws_every_kind_of_day_and_none(qtbot: QtBot, size: tuple[int, int]) -> None:
    made = NoticeCalendar()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    empty = made.grab().toImage()
    made.show_span(span(date(2026, 9, 17), date(2026, 10, 12), load_calendar()))
    assert {name for name, _ in made.counts()} == {"工作日", "调休上班", "放假", "周末"}
    assert "放假10天" in made.accessibleName()
    drawn = made.grab().toImage()
    made.show_span(span(date(2026, 12, 30), date(2027, 1, 5), load_calendar()))
    assert dict(made.counts())["未公布"] == 5
    assert empty != drawn != made.grab().toImage()
