"""The public notice in the store: kept whole with its journal line, and ended only when its period is over."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import dossier, public_notice
from data.domain.errors import UserError
from data.domain.model import Step
from data.domain.notice import Notice, Objection
from data.store import evidence, journal, notices, settings, tasks, work
from data.store.workspace import Workspace
from tests.factory import files, listed, take_in

NOTICE = Notice(
    start=date(2026, 11, 5),
    end=date(2026, 11, 18),
    medium="县政府网站",
    address="https://example.invalid/notice",
    phone="0000-6600233",
    first_shot="a",
    objections=(Objection(date(2026, 11, 6), "村民", "仍有异味", date(2026, 11, 9), "已复查并答复"),),
)


@pytest.fixture
def task_id(desk: Workspace) -> str:
    take_in(desk, listed())
    return tasks.find(desk, "1").id


def accept(desk: Workspace, task_id: str) -> None:
    for kind, day in (("verified", 1), ("requested", 2), ("accepted", 3)):
        work.add_step(desk, task_id, Step("", kind, date(2026, 11, day)))


def test_a_notice_comes_back_as_it_was_kept(desk: Workspace, task_id: str) -> None:
    assert notices.of_task(desk, task_id) is None
    notices.save(desk, task_id, NOTICE)
    assert notices.of_task(desk, task_id) == NOTICE
    notices.save(desk, task_id, replace(NOTICE, end=None))
    assert notices.of_task(desk, task_id) == replace(NOTICE, end=None)


def test_saving_writes_one_journal_line_and_the_same_again_none(desk: Workspace, task_id: str) -> None:
    notices.save(desk, task_id, NOTICE)
    lines = [line for line in journal.lines(desk.db, task_id) if line.what == "notice"]
    notices.save(desk, task_id, NOTICE)
    again = [line for line in journal.lines(desk.db, task_id) if line.what == "notice"]
    assert len(lines) == len(again) == 1


def test_the_case_and_the_package_carry_the_notice(desk: Workspace, task_id: str) -> None:
    notices.save(desk, task_id, NOTICE)
    case = dossier.case_of(desk, task_id)
    assert case.notice == NOTICE and dossier.gather(desk, case).notice == NOTICE


def test_a_new_notice_begins_with_the_places_length_and_the_office(desk: Workspace) -> None:
    made = public_notice.new_notice(desk)
    assert (made.length, made.in_workdays, made.published_by) == (10, True, "青禾县整改办")


def test_a_notice_that_is_over_is_noted_with_its_period(desk: Workspace, task_id: str) -> None:
    accept(desk, task_id)
    notices.save(desk, task_id, replace(NOTICE, objections=()))
    step = public_notice.end_notice(desk, task_id)
    assert (step.kind, step.on) == ("noticed", date(2026, 11, 18))
    assert step.note == "公示时间：2026年11月5日至11月18日（共10个工作日），无异议"
    with pytest.raises(UserError, match="已经登记过"):
        public_notice.end_notice(desk, task_id)


def test_handled_objections_are_counted_in_the_step(desk: Workspace, task_id: str) -> None:
    accept(desk, task_id)
    notices.save(desk, task_id, NOTICE)
    assert public_notice.end_notice(desk, task_id).note.endswith("收到异议1条，均已办理")


def test_a_notice_changed_since_it_was_noted_is_noted_again_in_its_place(
    desk: Workspace, task_id: str
) -> None:
    accept(desk, task_id)
    notices.save(desk, task_id, replace(NOTICE, objections=()))
    first = public_notice.end_notice(desk, task_id)
    work.add_step(desk, task_id, Step("", "copied", date(2026, 11, 19)))
    notices.save(desk, task_id, replace(NOTICE, end=date(2026, 11, 19), medium="", address="县政府公开栏"))
    again = public_notice.end_notice(desk, task_id)
    steps = work.steps(desk, task_id)
    assert [step.kind for step in steps][-2:] == ["noticed", "copied"] and steps[-2] == again
    assert (again.id, again.on, again.document) == (first.id, date(2026, 11, 19), "县政府公开栏")
    assert again.note.endswith("收到异议1条，均已办理")
    with pytest.raises(UserError, match="已经登记过"):
        public_notice.end_notice(desk, task_id)


def test_what_was_sent_or_closed_on_the_noted_notice_is_not_noted_otherwise(
    desk: Workspace, task_id: str
) -> None:
    settings.put(desk, "profile", "notice_first")
    work.add_step(desk, task_id, Step("", "verified", date(2026, 11, 1)))
    notices.save(desk, task_id, replace(NOTICE, objections=()))
    public_notice.end_notice(desk, task_id)
    work.add_step(desk, task_id, Step("", "requested", date(2026, 11, 19)))
    notices.save(desk, task_id, NOTICE)
    before = work.steps(desk, task_id)
    with pytest.raises(UserError, match="已经按原来登记的公示结果报送"):
        public_notice.end_notice(desk, task_id)
    assert work.steps(desk, task_id) == before
    work.add_step(desk, task_id, Step("", "returned", date(2026, 11, 20)))
    public_notice.end_notice(desk, task_id)
    noted = [step.note for step in work.steps(desk, task_id) if step.kind == "noticed"]
    assert [note.rpartition("，")[2] for note in noted] == ["无异议", "均已办理"]
    for kind in ("requested", "accepted", "closed"):
        work.add_step(desk, task_id, Step("", kind, date(2026, 11, 21)))
    notices.save(desk, task_id, replace(NOTICE, end=date(2026, 11, 19)))
    with pytest.raises(UserError, match="销号"):
        public_notice.end_notice(desk, task_id)


def test_a_screenshot_carries_the_day_it_shows_and_no_other(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    notices.save(desk, task_id, NOTICE)
    silent, dated = files(tmp_path, "网页.txt", "网页_20261117.txt")
    assert public_notice.attach_screenshot(desk, task_id, silent, first=True).dated is None
    assert public_notice.attach_screenshot(desk, task_id, dated, first=False).dated == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("notice", "why"),
    [
        (None, "还没有填起止日期"),
        (replace(NOTICE, end=None), "还没有填起止日期"),
        (replace(NOTICE, end=date(2026, 11, 22)), "2026年11月22日才期满"),
        (replace(NOTICE, objections=(Objection(None, "", "有异味"),)), "还有1条异议"),
        (NOTICE, "还不能登记"),
    ],
)
def test_a_notice_cannot_end_early_open_or_out_of_order(
    desk: Workspace, task_id: str, notice: Notice | None, why: str
) -> None:
    if notice:
        notices.save(desk, task_id, notice)
    with pytest.raises(UserError, match=why):
        public_notice.end_notice(desk, task_id)
    assert work.steps(desk, task_id) == []


def test_a_screenshot_that_the_notice_cannot_note_is_not_kept_either(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    [shot] = files(tmp_path, "网页_20261105.txt")
    desk.db.execute("create trigger full before insert on notice begin select raise(abort, 'full'); end")
    with pytest.raises(sqlite3.IntegrityError):
        public_notice.attach_screenshot(desk, task_id, shot, first=True)
    assert evidence.of_task(desk, task_id) == [] and notices.of_task(desk, task_id) is None
    assert not [line for line in journal.lines(desk.db, task_id) if line.what == "attach"]
