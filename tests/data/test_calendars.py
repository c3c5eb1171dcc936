from datetime import date

import pytest

from data.calendars import load_calendar, read_calendar
from data.domain.deadlines.festivals import FIXED, LUNAR, festival_day
from data.domain.errors import UserError

CN = load_calendar()
HOLIDAYS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")


def test_the_years_2017_to_2026_are_known():
    assert CN.years == frozenset(range(2017, 2027))


def test_every_swapped_working_day_is_a_weekend_and_no_day_is_both():
    assert all(day.weekday() >= 5 for day in CN.workdays)
    assert not CN.workdays & CN.holidays
    assert {day.year for day in CN.workdays | CN.holidays} == CN.years


@pytest.mark.parametrize("year", sorted(CN.years))
@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_festival_is_a_day_off(year, name):
    day = festival_day(name, year)
    assert day is not None
    assert not CN.is_workday(day)


@pytest.mark.parametrize("year", sorted(CN.years))
def test_each_weekday_off_beyond_the_statutory_days_is_made_up_for(year):
    off = sum(day.weekday() < 5 for day in CN.holidays if day.year == year)
    made_up = sum(day.year == year for day in CN.workdays)
    assert 8 <= off - made_up <= 13


def test_a_festival_outside_the_table_is_not_guessed():
    assert festival_day("春节", 2050) is None
    assert festival_day("春节", 2022) == date(2022, 2, 1)
    assert festival_day("除夕", 2022) == date(2022, 1, 31)
    assert {*FIXED, *LUNAR}


@pytest.mark.parametrize(
    "text",
    [
        "year = [",
        "[[year]]\noff = []",
        '[[year]]\nyear = 2022\noff = ["2022-13-01"]',
        "year = 3",
        "[[year]]\nyear = 2022\noff = [1]",
        "year = [1]",
    ],
)
def test_a_wrong_table_is_refused_in_a_sentence(text):
    with pytest.raises(UserError):
        read_calendar(text)


def test_a_missing_table_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match="打不开"):
        load_calendar(tmp_path / "none.toml")
