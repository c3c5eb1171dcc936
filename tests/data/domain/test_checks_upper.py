"""Nothing laxer than the plan above: whichever way its column words the limit, and the place its own deadline."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.checks import Case, check
from data.words import finding_text
from tests.data.domain.test_checks import codes, confirmed, with_extra, with_measures

LAXER = {"laxer_than_upper", "maybe_laxer_than_upper", "measure_after_upper"}


def laxer(case: Case, column: str, text: str, own: str) -> dict[str, str]:
    """How the plan above in this column judges the own words: code and severity of each finding."""
    checked = check(with_extra(confirmed(case, own, None), column, text))
    return {one.code: one.severity for one in checked if one.code in LAXER}


@pytest.mark.parametrize(
    ("text", "own", "code", "severity"),
    [
        ("2025年底前", "2026年底前", "laxer_than_upper", "error"),
        ("2025年底前", "长期坚持", "laxer_than_upper", "error"),
        ("2025年底前，并长期坚持", "长期坚持", "laxer_than_upper", "error"),
        ("2025年前", "2026年底前", "maybe_laxer_than_upper", "warning"),
        ("立行立改", "2026年底前", "maybe_laxer_than_upper", "warning"),
        ("立行立改", "长期坚持", "maybe_laxer_than_upper", "warning"),
    ],
)
def test_a_later_day_or_none_is_laxer(case: Case, text: str, own: str, code: str, severity: str) -> None:
    assert laxer(case, "省级整改时限", text, own) == {code: severity}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("2026年底前", "2026年底前"),
        ("2026年前", "2026年底前"),  # at its widest the same day
        ("2025年底前", "立行立改"),
        ("立行立改", "立行立改"),
        ("立行立改", "立行立改，2026年底前"),
        ("长期坚持", "2026年底前"),
        ("尽快完成", "2026年底前"),
        ("", "2026年底前"),
        ("2025年底前", "按时序推进"),  # asked about by itself
    ],
)
def test_as_strict_or_not_comparable_is_not(case: Case, text: str, own: str) -> None:
    assert laxer(case, "省级整改时限", text, own) == {}


@pytest.mark.parametrize(
    "column",
    ["市级验收完成时间", "市级实际完成时间", "方案备案完成时间", "省级销号时限", "市上报时限"],
)
def test_a_column_of_what_was_done_is_no_limit(case: Case, column: str) -> None:
    assert laxer(case, column, "2025年3月1日", "2026年底前") == {}


def test_a_measure_later_than_the_plan_above_is_found_where_the_task_has_no_date(case: Case) -> None:
    spoiled = confirmed(with_measures(case, due=date(2026, 12, 31)), "长期坚持", None)
    texts = [finding_text(one) for one in check(with_extra(spoiled, "省级整改时限", "2025年底前"))]
    assert "整改时限“长期坚持”没有写明日期，宽于“省级整改时限”的2025年12月31日，不能比上级方案放宽。" in texts
    assert "第1条措施的时限2026年12月31日晚于“省级整改时限”的2025年12月31日，不能比上级方案放宽。" in texts
    doubtful = check(with_extra(spoiled, "省级整改时限", "2025年前"))
    assert {one.severity for one in doubtful if one.code == "measure_after_upper"} == {"warning"}


@pytest.mark.parametrize(
    ("text", "on", "wrong"),
    [
        ("立行立改", date(2030, 1, 1), True),
        ("立行立改", date(2026, 12, 22), False),
        ("立行立改并长期坚持", date(2030, 1, 1), False),
        ("长期坚持", date(2030, 1, 1), False),
    ],
)
def test_at_once_is_not_confirmed_as_a_far_off_day(case: Case, text: str, on: date, wrong: bool) -> None:
    assert ("immediate_put_off" in codes(confirmed(case, text, on))) == wrong


def test_a_confirmed_day_mends_what_had_none(case: Case) -> None:
    spoiled = with_extra(confirmed(case, "长期坚持", None), "省级整改时限", "2026年底前")
    assert "laxer_than_upper" in codes(spoiled)
    mended = replace(spoiled, task=replace(spoiled.task, due_confirmed=date(2026, 12, 31)))
    assert not codes(mended) & LAXER
