"""A year's arrangement: its days as spans, years put together, what cannot be so, and a day made the next thing."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.arrangement import (
    Arrangement,
    OffSpan,
    combined,
    fault,
    is_weekend,
    named_days,
    spans,
    toggled,
    with_days,
    year_runs,
)

NEW_YEAR = date(2027, 1, 1)
GOOD = Arrangement(
    2027, named_days(NEW_YEAR, date(2027, 1, 3), "元旦"), frozenset({date(2027, 2, 20)}), "原文"
)


def test_days_off_in_a_row_of_one_name_are_one_span() -> None:
    off = {
        **named_days(NEW_YEAR, date(2027, 1, 3), "元旦"),
        date(2027, 1, 4): "",
        date(2027, 1, 6): "元旦",
    }
    assert spans(off) == [
        OffSpan(NEW_YEAR, date(2027, 1, 3), "元旦"),
        OffSpan(date(2027, 1, 4), date(2027, 1, 4), ""),
        OffSpan(date(2027, 1, 6), date(2027, 1, 6), "元旦"),
    ]
    assert spans(off)[0].days == 3


def test_of_a_day_two_years_name_the_later_notice_counts() -> None:
    last = date(2026, 12, 26)
    before = Arrangement(2026, {date(2026, 10, 1): "国庆节"}, frozenset({last}))
    after = Arrangement(2027, {last: "元旦", NEW_YEAR: "元旦"})
    for both in ([before, after], [after, before]):
        calendar = combined(both)
        assert not calendar.is_workday(last)
        assert calendar.years == {2026, 2027}
    worked = combined(
        [replace(before, off={last: ""}, work=frozenset()), replace(after, off={}, work={last})]
    )
    assert worked.is_workday(last)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"off": {}}, "没有写哪一天放假"),
        ({"year": 1999}, "年份应在2000到2099之间"),
        ({"off": {date(2028, 1, 1): ""}}, "2028年1月1日（周六）不是2027年的日子"),
        ({"off": {date(2026, 12, 24): ""}}, "2026年12月24日（周四）不是2027年的日子"),
        ({"work": frozenset({date(2026, 6, 6)})}, "2026年6月6日（周六）不是2027年的日子"),
        ({"work": frozenset({date(2027, 1, 2)})}, "2027年1月2日（周六）既写了放假，又写了上班"),
        ({"work": frozenset({date(2027, 1, 4)})}, "2027年1月4日（周一）不是周六、周日"),
        ({"off": named_days(date(2027, 10, 1), date(2027, 10, 21), "")}, "连着放假21天，超过了20天"),
        ({"off": {NEW_YEAR: "元旦\n假"}}, "2027年1月1日（周五）的节日名称"),
        ({"off": {NEW_YEAR: " 元旦"}}, "的节日名称"),
        ({"off": {NEW_YEAR: "节" * 31}}, "的节日名称"),
    ],
)
def test_what_cannot_be_so_is_said_with_its_day(changed: dict[str, object], said: str) -> None:
    assert fault(GOOD) == ""
    assert said in fault(replace(GOOD, **changed))  # type: ignore[arg-type]


def test_the_days_before_new_year_and_twenty_days_in_a_row_are_well() -> None:
    assert fault(Arrangement(2027, {date(2026, 12, 31): "元旦"}, frozenset({date(2026, 12, 26)}))) == ""
    assert fault(Arrangement(2027, named_days(date(2027, 10, 1), date(2027, 10, 20), "国庆节"))) == ""


def test_a_weekday_is_off_or_not_and_a_weekend_day_is_worked_as_well() -> None:
    friday, saturday = date(2027, 3, 5), date(2027, 3, 6)
    made = toggled(GOOD, friday)
    assert made.off[friday] == ""
    assert toggled(made, friday) == GOOD
    off = toggled(made, saturday)
    assert saturday in off.off
    work = toggled(off, saturday)
    assert saturday not in work.off and saturday in work.work
    assert toggled(work, saturday) == made


def test_a_day_put_next_to_days_off_takes_their_name() -> None:
    assert toggled(GOOD, date(2027, 1, 4)).off[date(2027, 1, 4)] == "元旦"


def test_later_days_are_the_newer_word_on_the_ones_known() -> None:
    saturday = date(2027, 2, 20)
    made = with_days(GOOD, {saturday: "春节"}, [date(2027, 1, 2)], "新")
    assert saturday in made.off and saturday not in made.work
    assert date(2027, 1, 2) in made.work and date(2027, 1, 2) not in made.off
    assert made.text == "新"


def test_years_are_said_as_runs() -> None:
    assert year_runs([2021, 2017, 2019, 2018]) == "2017—2019年、2021年"
    assert year_runs([2027]) == "2027年"
    assert year_runs([]) == ""


days = st.dates(date(2027, 1, 1), date(2027, 12, 31))


@given(st.lists(days, max_size=40))
def test_clicking_never_makes_a_day_off_and_worked_or_a_weekday_swapped(clicked: list[date]) -> None:
    made = Arrangement(2027)
    for day in clicked:
        made = toggled(made, day)
    assert not made.off.keys() & made.work
    assert all(is_weekend(day) for day in made.work)


@given(days)
def test_clicking_goes_round(day: date) -> None:
    made = Arrangement(2027)
    for _ in range(3 if is_weekend(day) else 2):
        made = toggled(made, day)
    assert made == Arrangement(2027)


@given(st.dictionaries(days, st.sampled_from(["", "春节", "国庆节"]), max_size=60))
def test_the_spans_hold_exactly_the_days_and_never_touch_under_one_name(off: dict[date, str]) -> None:
    found = spans(off)
    again: dict[date, str] = {}
    for span in found:
        again |= named_days(span.first, span.last, span.name)
    assert again == off
    for one, following in pairwise(found):
        assert one.last + timedelta(days=1) < following.first or one.name != following.name
