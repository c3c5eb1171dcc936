"""Working days (工作日) by the statutory calendar: weekends, public holidays and swapped working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
FIRST_WEEKEND_DAY = 5


class UnknownYear(LookupError):
    """The holiday arrangement (节假日安排) of ``year`` is not in the calendar, so its working days cannot be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的节假日安排不在日历里，工作日算不准")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The State Council's yearly arrangement: days off, swapped working days (调休), and the years it is known for.

    ``left_aside`` says why an office's own table was not used; empty where nothing was left aside.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    left_aside: str = ""

    def knows(self, day: date) -> bool:
        """Whether the arrangement of that day's year is known."""
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        """Whether offices work on ``day``; ``UnknownYear`` where its year's arrangement is not known."""
        if day.year not in self.years:
            raise UnknownYear(day.year)
        if day in self.workdays:
            return True
        return day.weekday() < FIRST_WEEKEND_DAY and day not in self.holidays

    def add_workdays(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``, counted from the next day (R8: the first day is not counted).

        A count of 0 is ``start`` itself; a negative count goes back in the same way.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def end_of_notice(self, first: date, count: int) -> date:
        """The last day of a public notice (公示) of ``count`` working days whose first day is ``first``, that day included."""
        return self.add_workdays(first - ONE_DAY, count)


def days_between(start: date, end: date) -> Iterator[date]:
    """Every day from ``start`` to ``end``, both included."""
    return (start + timedelta(days=at) for at in range((end - start).days + 1))
