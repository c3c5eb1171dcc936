"""Dates one after another: steps within a round, over a return and over levels, and what lies before the start."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.domain.checks import Case, check
from data.domain.model import Step
from data.profiles import load_profile
from data.words import finding_text
from tests.data.domain.test_checks import codes, started


def step(kind: str, month: int, day: int, level: str = "") -> Step:
    return Step(f"{kind}{level}{month}{day}", kind, date(2026, month, day), level=level)


def disorder(case: Case, *steps: Step) -> list[str]:
    """What is said of these steps."""
    checked = check(replace(case, steps=steps))
    return [finding_text(one) for one in checked if one.code == "steps_out_of_order"]


def test_a_request_made_again_follows_the_return(case: Case) -> None:
    asked = [step("verified", 10, 20), step("requested", 10, 25), step("returned", 11, 10)]
    assert disorder(case, *asked, step("requested", 11, 1)) == [
        "“申请验收销号”的日期2026年11月1日早于“退回补正”的2026年11月10日，先后颠倒。"
    ]
    assert disorder(case, *asked, step("requested", 11, 10), step("accepted", 11, 12)) == []


def test_the_next_level_is_asked_after_the_one_below_has_accepted(case: Case) -> None:
    levels = replace(case, profile=load_profile("anhui"))
    city = [step("requested", 10, 25, "city"), step("accepted", 11, 10, "city")]
    early = [*city, step("requested", 10, 30, "province"), step("accepted", 11, 12, "province")]
    assert disorder(levels, *early) == [
        "“申请省级验收”的日期2026年10月30日早于“市级验收同意”的2026年11月10日，先后颠倒。"
    ]
    late = [*city, step("requested", 11, 10, "province"), step("accepted", 11, 12, "province")]
    assert disorder(levels, *late) == []


def test_a_step_is_compared_with_the_nearest_that_was_noted(case: Case) -> None:
    assert disorder(case, step("verified", 10, 20), step("closed", 10, 1)) == [
        "“销号”的日期2026年10月1日早于“自验通过”的2026年10月20日，先后颠倒。"
    ]


def test_a_rebound_follows_the_closing_and_begins_a_new_round(case: Case) -> None:
    closed = [
        step("verified", 10, 20),
        step("requested", 10, 25),
        step("accepted", 11, 1),
        step("closed", 11, 5),
    ]
    assert len(disorder(case, *closed, step("rebounded", 11, 1))) == 1
    assert disorder(case, *closed, step("rebounded", 11, 8), step("verified", 11, 9)) == []


def test_what_was_done_before_the_start_is_found(case: Case) -> None:
    on_the_day = started(case, date(2026, 10, 1))
    assert not codes(on_the_day) & {"measure_before_start", "verification_before_start"}
    late = started(case, date(2026, 10, 21))
    assert codes(late) >= {"measure_before_start", "verification_before_start"}


@pytest.mark.parametrize(("days", "old"), [(365, False), (366, True)])
def test_proof_older_than_a_year_is_asked_about(case: Case, days: int, old: bool) -> None:
    done = case.measures[0].done_on
    assert done is not None
    pieces = tuple(
        replace(piece, dated=done - timedelta(days=days))
        if case.measures[0].id in piece.measure_ids
        else piece
        for piece in case.evidence
    )
    spoiled = replace(case, evidence=pieces)
    assert ("evidence_long_before" in codes(spoiled, "warning")) == old
    before = tuple(replace(piece, kind="photo_before") for piece in pieces)
    assert "evidence_long_before" not in codes(replace(case, evidence=before), "warning")
