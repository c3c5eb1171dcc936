from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendars import load_calendar
from data.domain.workdays import UnknownYear, days_between

CN = load_calendar()


def test_a_public_holiday_is_no_working_day_and_a_swapped_sunday_is_one():
    assert not CN.is_workday(date(2022, 10, 3))
    assert CN.is_workday(date(2022, 10, 9))
    assert not CN.is_workday(date(2022, 10, 15))
    assert CN.is_workday(date(2022, 10, 14))


def test_working_days_are_counted_from_the_next_day():
    assert CN.add_workdays(date(2022, 5, 10), 7) == date(2022, 5, 19)
    assert CN.add_workdays(date(2022, 9, 30), 1) == date(2022, 10, 8)
    assert CN.add_workdays(date(2022, 9, 30), 0) == date(2022, 9, 30)
    assert CN.add_workdays(date(2022, 10, 8), -1) == date(2022, 9, 30)


def worked(start: date, end: date) -> int:
    return sum(CN.is_workday(day) for day in days_between(start, end))


def test_a_notice_of_ten_working_days_ends_on_the_tenth_its_first_day_included():
    assert CN.end_of_notice(date(2024, 9, 29), 10) == date(2024, 10, 16)
    assert worked(date(2024, 9, 29), date(2024, 10, 16)) == 10


def test_a_year_without_an_arrangement_is_refused_by_name():
    with pytest.raises(UnknownYear, match="2027年"):
        CN.add_workdays(date(2026, 12, 31), 1)
    assert not CN.knows(date(2027, 1, 1))


def test_an_empty_span_holds_no_day():
    assert list(days_between(date(2022, 1, 2), date(2022, 1, 1))) == []


@given(st.dates(date(2017, 1, 10), date(2026, 6, 1)), st.integers(1, 60))
def test_adding_and_counting_agree(start, count):
    end = CN.add_workdays(start, count)
    assert CN.is_workday(end)
    assert worked(start + timedelta(days=1), end) == count
