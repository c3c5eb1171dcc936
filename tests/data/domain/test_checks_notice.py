"""The checks of a public notice in full: its count, its outcome as noted, its objections, its screenshots, whom it names."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.checks import Case, check
from data.domain.model import Finding, Step
from data.domain.notice import Objection, outcome_text
from data.words import finding_text
from tests.data.domain.test_checks import codes, noted, notice_first, objected, with_notice
from tests.factory import TODAY


def found(case: Case, code: str) -> list[Finding]:
    return [finding for finding in check(case) if finding.code == code]


# ---------------------------------------------------------------- how long


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2026, 11, 18), None),
        (date(2026, 11, 19), None),  # counted from the next day
        (
            date(2026, 11, 20),
            "公示写的是10个工作日，实际有12个工作日，印出来的天数不对，请按实际改写，或核对末日。",
        ),
        (
            date(2026, 12, 24),
            "公示写的是10个工作日，实际有36个工作日，印出来的天数不对，请按实际改写，或核对末日。",
        ),
    ],
)
def test_a_printed_count_may_be_one_short_and_no_more(case: Case, end: date, said: str | None) -> None:
    longer = found(with_notice(case, end=end), "notice_longer_than_named")
    assert [finding_text(one) for one in longer] == ([said] if said else [])
    assert "notice_longer_than_named" not in codes(with_notice(case, end=end, length=36), "warning")


@pytest.mark.parametrize(
    ("start", "end", "real"),
    [
        (date(2027, 1, 4), date(2027, 1, 7), "最多只有4个"),
        (date(2027, 1, 4), date(2027, 1, 12), "最多只有9个"),
        (date(2026, 12, 28), date(2027, 1, 5), "最多只有9个"),
        (date(2027, 1, 4), date(2027, 1, 14), None),  # nine weekdays, and a weekend that may be swapped
    ],
)
def test_too_short_in_any_year_is_an_error_though_the_year_is_not_known(
    case: Case, start: date, end: date, real: str | None
) -> None:
    spoiled = with_notice(case, start=start, end=end)
    assert "notice_year_unknown" in codes(spoiled, "warning")
    assert [one.params["real"] for one in found(spoiled, "notice_too_short")] == ([real] if real else [])


def test_what_the_place_asks_for_is_compared_in_an_unknown_year_too(case: Case) -> None:
    week = {"start": date(2027, 1, 4), "end": date(2027, 1, 10), "length": 7, "in_workdays": False}
    [below] = found(with_notice(case, **week), "notice_below_rule")
    assert finding_text(below) == "现行规则要求公示10个工作日，这次公示最多只有7个工作日。"


@pytest.mark.parametrize(
    ("given", "what"),
    [({"start": None}, "首日"), ({"end": None}, "末日"), ({"start": None, "end": None}, "起止日期")],
)
def test_the_day_that_is_missing_is_named(case: Case, given: dict[str, None], what: str) -> None:
    [undated] = found(with_notice(case, **given), "notice_undated")
    assert finding_text(undated) == f"公示没有填{what}。"


def test_a_notice_begun_before_it_is_due_stops_nothing(case: Case) -> None:
    begun = replace(with_notice(case, start=None, end=None), steps=case.steps)
    assert "notice_undated" in codes(begun, "warning") and "notice_undated" not in codes(begun)
    assert "notice_undated" in codes(notice_first(begun))


# ---------------------------------------------------------------- its end, as noted


def ended(case: Case, **fields: object) -> Case:
    """A notice whose end was noted by the program, and that was changed afterwards."""
    as_noted = with_notice(case)
    assert as_noted.notice is not None
    step = Step("n", "noticed", date(2026, 11, 18), note=outcome_text(as_noted.notice))
    return replace(as_noted, notice=replace(as_noted.notice, **fields), steps=(*as_noted.steps, step))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"start": date(2026, 11, 4)},
        {"end": date(2026, 11, 19)},
        {"length": 9},
        {"objections": (Objection(date(2026, 11, 6), "群众", "没清完", date(2026, 11, 9), "已复核"),)},
    ],
)
def test_what_was_noted_of_the_notice_may_not_contradict_it(case: Case, changed: dict[str, object]) -> None:
    assert "notice_noted_otherwise" not in codes(ended(case)) | codes(ended(case, medium="县政府网"))
    [otherwise] = found(ended(case, **changed), "notice_noted_otherwise")
    assert (otherwise.severity, otherwise.where) == ("error", "notice/noted")


@pytest.mark.parametrize(
    ("on", "note", "wrong"),
    [
        (date(2026, 11, 20), "无异议", False),
        (date(2026, 11, 18), "", False),
        (date(2026, 11, 17), "", True),
    ],
)
def test_what_a_person_noted_in_own_words_is_contradicted_only_by_an_earlier_day(
    case: Case, on: date, note: str, wrong: bool
) -> None:
    assert bool(found(noted(with_notice(case), on, note), "notice_noted_otherwise")) == wrong
    objection = noted(objected(case, date(2026, 11, 6), date(2026, 11, 9)), on, note)
    assert bool(found(objection, "notice_noted_otherwise")) == (wrong or note == "无异议")


# ---------------------------------------------------------------- objections, screenshots


@pytest.mark.parametrize(
    ("on", "handled", "expected"),
    [
        (date(2026, 11, 6), date(2026, 11, 6), set()),
        (date(2026, 11, 6), date(2026, 11, 21), set()),
        (None, date(2026, 11, 9), {"notice_objection_open"}),
        (date(2026, 11, 6), None, {"notice_objection_open"}),
        (date(2026, 11, 6), date(2024, 1, 1), {"notice_objection_handled_early"}),
        (date(2025, 1, 1), date(2026, 11, 9), {"notice_objection_outside"}),
        (date(2026, 11, 6), date(2029, 1, 1), {"date_in_future"}),
        (date(2028, 1, 1), date(2029, 1, 1), {"date_in_future", "notice_objection_outside"}),
    ],
)
def test_the_dates_of_an_objection_are_looked_at(
    case: Case, on: date | None, handled: date | None, expected: set[str]
) -> None:
    spoiled = objected(case, on, handled)
    assert {one.code for one in check(spoiled) if one.where == "notice/objections:0"} == expected


def test_one_picture_is_not_the_proof_of_two_days(case: Case) -> None:
    twice = with_notice(case, last_shot="first")
    undated = replace(twice, evidence=tuple(replace(e, dated=None) for e in twice.evidence))
    assert "notice_one_screenshot" in codes(undated)
    copies = with_notice(case)
    copies = replace(copies, evidence=tuple(replace(e, sha256="3" * 64) for e in copies.evidence))
    assert "notice_one_screenshot" in codes(copies)
    one_day = with_notice(case, last_shot="first", end=date(2026, 11, 5), length=1)
    assert "notice_one_screenshot" not in codes(one_day)


# ---------------------------------------------------------------- whom it names


@pytest.mark.parametrize(
    ("listed_as", "named"),
    [
        ("青禾镇、各乡镇、柳塘村", []),
        ("县长 河长 党委书记 主要负责人", []),
        ("水利部、城管处、执法队、村委会、水务公司", []),
        ("王小明、县长", ["王小明"]),
    ],
)
def test_places_and_posts_in_the_column_of_persons_are_nobody(
    case: Case, listed_as: str, named: list[str]
) -> None:
    task = replace(case.task, listed=replace(case.task.listed, responsible_person=listed_as))
    spoiled = with_notice(replace(case, task=task), results=f"责任人：{listed_as}。")
    assert [one.params["name"] for one in found(spoiled, "notice_names_person")] == named


def test_a_notice_of_today_is_not_asked_for_its_last_screenshot(case: Case) -> None:
    running = with_notice(case, end=TODAY.replace(day=30), last_shot="")
    assert "notice_without_screenshot" not in codes(running)


@pytest.mark.parametrize(("rebounded", "asked"), [(date(2026, 12, 1), False), (date(2026, 11, 1), True)])
def test_a_notice_of_the_round_before_a_rebound_is_history(case: Case, rebounded: date, asked: bool) -> None:
    spoiled = replace(with_notice(case, first_shot=""), steps=(Step("r", "rebounded", rebounded),))
    assert ("notice_without_screenshot" in codes(spoiled)) is asked
