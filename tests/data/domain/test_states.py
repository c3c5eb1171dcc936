"""Where a task stands: progress computed, warnings by the profile's days, procedure from steps under two profiles."""

from datetime import date, timedelta

import pytest

from data.domain.model import Step
from data.domain.states import (
    AHEAD,
    BEHIND,
    COMPLETE,
    NOT_STARTED,
    ON_TRACK,
    Work,
    next_steps,
    procedure_word,
    progress_state,
    standing,
    warning,
)
from data.profiles import load_profile

TODAY = date(2026, 11, 22)
DUE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("work", "due", "state"),
    [
        (Work(3, 0, 0), DUE, NOT_STARTED),
        (Work(3, 0, 0, reported=True), DUE, ON_TRACK),
        (Work(3, 1, 0), DUE, ON_TRACK),
        (Work(3, 2, 0), DUE, AHEAD),
        (Work(3, 1, 1), DUE, BEHIND),
        (Work(3, 2, 0), TODAY, BEHIND),
        (Work(3, 3, 0), date(2020, 1, 1), COMPLETE),
        (Work(0, 0, 0, percent=100), DUE, COMPLETE),
        (Work(0, 0, 0), None, NOT_STARTED),
    ],
)
def test_progress_is_what_the_stage_plan_asks_against_what_is_done(
    work: Work, due: date | None, state: str
) -> None:
    assert progress_state(work, due, TODAY) == state


def test_what_has_rebounded_is_not_complete() -> None:
    assert progress_state(Work(3, 3, 0), DUE, TODAY, "rebounded") == BEHIND
    assert progress_state(Work(3, 3, 0), DUE, TODAY, "verified") == COMPLETE


@pytest.mark.parametrize(
    ("over", "level"),
    [
        (-31, None),
        (-30, "soon"),
        (0, "soon"),
        (1, "yellow"),
        (9, "yellow"),
        (10, "orange"),
        (19, "orange"),
        (20, "red"),
    ],
)
def test_ten_days_and_more_includes_the_tenth(over: int, level: str | None) -> None:
    found = warning(TODAY - timedelta(days=over), False, TODAY, load_profile())
    assert (found.level if found else None) == level


def test_a_completed_task_carries_no_warning() -> None:
    assert warning(date(2020, 1, 1), True, TODAY, load_profile()) is None


def step(kind: str) -> Step:
    return Step("", kind, TODAY)


def test_the_order_of_notice_and_close_out_is_the_profiles() -> None:
    taken = [step("verified"), step("requested"), step("accepted"), step("accepted")]  # 市级、省级
    jiuquan = {rule.key for rule in next_steps(taken, load_profile("jiuquan2018"))}
    anhui = {rule.key for rule in next_steps(taken, load_profile("anhui"))}
    assert "closed" in jiuquan and "noticed" in jiuquan
    assert "closed" not in anhui and "noticed" in anhui


def test_a_return_takes_back_request_and_signatures() -> None:
    assert standing([step("verified"), step("signed"), step("requested"), step("returned")]) == {
        "verified",
        "returned",
    }


def test_the_state_word_is_the_profiles() -> None:
    assert procedure_word("", load_profile()) == "未申请"
    assert procedure_word("closed", load_profile()) == "已销号"


def test_a_first_step_is_no_longer_offered_once_a_later_one_stands() -> None:
    assert "started" in {rule.key for rule in next_steps([], load_profile())}
    assert "started" not in {rule.key for rule in next_steps([step("verified")], load_profile())}
