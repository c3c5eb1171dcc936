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
from data.store import evidence, journal, notices, tasks, work
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
