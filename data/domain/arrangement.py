"""One year's holiday arrangement (节假日安排): its days off with their holiday's name, its swapped working days, its text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from data.domain.workdays import FIRST_WEEKEND_DAY, ONE_DAY, WorkCalendar, days_between

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST_SPAN = 20
LONGEST_NAME = 30
_OVERLAP_FROM = (12, 25)
"""A year's notice may begin in the last days of the year before (2022年12月31日至2023年1月2日放假)."""
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the notice for ``year`` says; ``off`` names each day's holiday ("" where nobody said), ``text`` is as received."""

    year: int
    off: Mapping[date, str] = field(default_factory=dict)
    work: frozenset[date] = frozenset()
    text: str = ""

    def mentions(self, day: date) -> bool:
        """Whether it says anything of that day."""
        return day in self.off or day in self.work


@dataclass(frozen=True, slots=True)
class OffSpan:
    """Days off in a row under one name."""

    first: date
    last: date
    name: str

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def combined(arrangements: Iterable[Arrangement]) -> WorkCalendar:
    """The calendar of these years; of a day that two years name (31 December), the later year's notice is the newer word."""
    off, work, years = set[date](), set[date](), set[int]()
    for each in sorted(arrangements, key=lambda one: one.year):
        off = (off - each.work) | each.off.keys()
        work = (work - each.off.keys()) | each.work
        years.add(each.year)
    return WorkCalendar(frozenset(off), frozenset(work), frozenset(years))


def spans(off: Mapping[date, str]) -> list[OffSpan]:
    """The days off in order, a run of days of one name as one."""
    found: list[OffSpan] = []
    for day in sorted(off):
        if found and found[-1].last + ONE_DAY == day and found[-1].name == off[day]:
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(OffSpan(day, day, off[day]))
    return found


def belongs(day: date, year: int) -> bool:
    """Whether the notice for ``year`` may speak of that day: its own days, and the last ones before its New Year."""
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= _OVERLAP_FROM)


def is_weekend(day: date) -> bool:
    """A Saturday or Sunday."""
    return day.weekday() >= FIRST_WEEKEND_DAY


def said(day: date) -> str:
    """A day with its weekday: 2026年2月14日（周六）."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def fault(arrangement: Arrangement) -> str:
    """The first thing that cannot be so, as a clause naming the day; empty where all is well."""
    off, work, year = arrangement.off, sorted(arrangement.work), arrangement.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"年份应在{FIRST_YEAR}到{LAST_YEAR}之间"
    if not off:
        return "没有写哪一天放假"
    stray = next((day for day in [*sorted(off), *work] if not belongs(day, year)), None)
    if stray:
        return f"{said(stray)}不是{year}年的日子"
    both = next((day for day in work if day in off), None)
    if both:
        return f"{said(both)}既写了放假，又写了上班"
    weekday = next((day for day in work if not is_weekend(day)), None)
    if weekday:
        return f"{said(weekday)}不是周六、周日，不用写调休上班"
    return _fault_of_spans(spans(off))


def _fault_of_spans(found: list[OffSpan]) -> str:
    for span in found:
        if span.days > LONGEST_SPAN:
            return f"{said(span.first)}起连着放假{span.days}天，超过了{LONGEST_SPAN}天"
        if len(span.name) > LONGEST_NAME or span.name != span.name.strip() or not span.name.isprintable():
            return f"{said(span.first)}的节日名称应在{LONGEST_NAME}个字以内，首尾不留空格，不换行"
    return ""


def toggled(arrangement: Arrangement, day: date) -> Arrangement:
    """The next thing a day can be: a weekday is off or not; a weekend day is plain, then off, then worked on.

    A day put next to days off takes their name.
    """
    off, work = dict(arrangement.off), set(arrangement.work)
    if day in work:
        work.discard(day)
    elif day not in off:
        off[day] = off.get(day - ONE_DAY) or off.get(day + ONE_DAY) or ""
    else:
        del off[day]
        if is_weekend(day):
            work.add(day)
    return replace(arrangement, off=off, work=frozenset(work))


def with_days(
    arrangement: Arrangement, off: Mapping[date, str], work: Iterable[date], text: str
) -> Arrangement:
    """The arrangement with more days, which are the newer word on those it knew already."""
    worked = frozenset(work)
    kept = {day: name for day, name in arrangement.off.items() if day not in worked}
    return replace(
        arrangement,
        off={**kept, **off},
        work=(arrangement.work - off.keys()) | worked,
        text=text,
    )


def named_days(first: date, last: date, name: str) -> dict[date, str]:
    """Every day from ``first`` to ``last`` under one name."""
    return dict.fromkeys(days_between(first, last), name)


def year_runs(years: Iterable[int]) -> str:
    """Years said plainly, a run of them as one: 2017—2019年、2021年; empty for none."""
    ordered = sorted(years)
    runs: list[list[int]] = [[ordered[0]]] if ordered else []
    for year, following in pairwise(ordered):
        if following == year + 1:
            runs[-1].append(following)
        else:
            runs.append([following])
    return "、".join(f"{run[0]}年" if len(run) == 1 else f"{run[0]}—{run[-1]}年" for run in runs)
