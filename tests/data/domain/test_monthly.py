"""The month's figures: they add up, count only what was dated by the cut-off, and leave other counties' tasks out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import actions
from data.domain.errors import UserError
from data.domain.model import ProgressEntry
from data.domain.monthly import last_day
from data.store import tasks, work
from data.store.workspace import Workspace
from tests.factory import listed, take_in, worked


@pytest.fixture
def busy(desk: Workspace, tmp_path: Path) -> Workspace:
    take_in(
        desk,
        listed("1"),
        listed("2", "污水处理厂超标排放。"),
        listed("3", "邻县砂场扬尘。", lead_unit="石梁县人民政府", responsible_units=("石梁县人民政府",)),
    )
    worked(desk, tmp_path)
    return desk


def test_the_states_add_up_to_all_tasks(busy: Workspace) -> None:
    month = actions.month(busy, date(2026, 11, 1))
    assert sum(count for _, count in month.states) == len(month.tasks) == 2


def test_another_countys_task_is_left_out(busy: Workspace) -> None:
    assert [one.task.listed.number for one in actions.month(busy, date(2026, 11, 1)).tasks] == ["1", "2"]


def test_a_past_month_counts_only_what_was_dated_by_then(busy: Workspace) -> None:
    september, october = (actions.month(busy, date(2026, at, 1)) for at in (9, 10))
    assert september.tasks[0].progress == "not_started" and october.tasks[0].progress == "complete"
    assert september.tasks[0].procedure == "未申请" and october.tasks[0].procedure == "审签完成"
    assert september.until == date(2026, 9, 30)


def test_progress_of_the_month_is_told_apart_from_earlier_progress(busy: Workspace) -> None:
    task = tasks.find(busy, "2")
    for day, text in ((date(2026, 9, 5), "九月已开工。"), (date(2026, 10, 5), "十月完成一半。")):
        work.add_progress(busy, ProgressEntry("", task.id, day, text))
    october, november = (actions.month(busy, date(2026, at, 1)).tasks[1] for at in (10, 11))
    assert october.this_month == ("十月完成一半。",)
    assert november.this_month == () and november.so_far == "十月完成一半。"


def test_a_month_to_come_is_refused(busy: Workspace) -> None:
    with pytest.raises(UserError, match="还没有到"):
        actions.month(busy, date(2026, 12, 1))


def test_a_running_month_ends_today(busy: Workspace) -> None:
    assert actions.month(busy, date(2026, 11, 1)).until == busy.today


def test_a_late_task_carries_the_warning_of_that_day(busy: Workspace) -> None:
    task = tasks.find(busy, "2")
    tasks.save_local(busy, replace(task, due_confirmed=date(2026, 10, 20)))
    october, november = (actions.month(busy, date(2026, at, 1)).tasks[1].warning for at in (10, 11))
    assert october and (october.level, october.days) == ("orange", 11)
    assert november and november.level == "red"


@pytest.mark.parametrize(("first", "last"), [("2024-02-01", "2024-02-29"), ("2026-12-01", "2026-12-31")])
def test_the_last_day_of_a_month(first: str, last: str) -> None:
    assert last_day(date.fromisoformat(first)) == date.fromisoformat(last)
