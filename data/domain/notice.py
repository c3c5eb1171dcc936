"""The public notice (公示) of a finished rectification: what is published, for how long, where, and what was objected.

How the period is counted: the day of publication is its first day. So do eight of eight published notices that were
looked at (宿马园区 2023-07-27 to 08-09, 濮阳 2023-01-09 to 01-20, 东丽 2025-01-21 to 02-08, 通辽 2025-12-29 to 2026-01-12:
exactly ten working days with the first one; 四平 2019-12-13 to 12-19 "共7天", 和布克赛尔 2020-03-27 to 04-02: seven days with
the first one). An office that counts from the next day only publishes a day longer, which no rule forbids.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from data.domain.arrangement import year_runs
from data.domain.model import Step
from data.domain.workdays import FIRST_WEEKEND_DAY, UnknownYear, WorkCalendar, days_between

WORKDAY, WEEKEND, HOLIDAY, SWAPPED, UNKNOWN = "workday", "weekend", "holiday", "swapped", "unknown"
WORKING = (WORKDAY, SWAPPED)
PRESETS = ((10, True), (7, False))
"""Lengths in use: 10个工作日 (安徽, 濮阳, 通辽, 东丽) and 7天 (四平, 和布克赛尔); everything else is 自定."""

BLANK_DATE = "　　年　　月　　日"
LONGEST = 366  # days looked at one by one; a longer period is a slip of the year
_SWAPPED_A_MONTH = 3  # 2021-09-18, 09-26, 10-09: the most there have been
_MONTH = 31
_OUTCOME = "公示时间："


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection (异议) received during the notice, and how it was dealt with; open while ``result`` is empty."""

    on: date | None
    by: str
    text: str
    handled_on: date | None = None
    result: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not yet written when it came, when it was dealt with, and how."""
        return self.on is None or self.handled_on is None or not self.result.strip()


@dataclass(frozen=True, slots=True)
class Notice:
    """One public notice. ``length`` with ``in_workdays`` is what it says of itself (共10个工作日); ``end`` its printed last day.

    ``medium`` and ``address`` say where it is published (网站栏目、网址); ``first_shot`` and ``last_shot`` are the evidence ids
    of the screenshots of its first and last day; ``results`` replaces the measures' own words where the office words
    them anew; ``layout`` is a key of the tables in use.
    """

    start: date | None = None
    end: date | None = None
    length: int = 10
    in_workdays: bool = True
    title: str = ""
    published_by: str = ""
    medium: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    results: str = ""
    layout: str = "six"
    first_shot: str = ""
    last_shot: str = ""
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a period and what it is: workday, weekend, holiday, swapped (调休上班), or unknown."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period, counted: ``days`` in all, ``workdays`` None where a year's holidays are not known, every day explained."""

    days: int
    workdays: int | None
    each: tuple[Day, ...]
    unknown_years: tuple[int, ...] = ()

    def counted(self, in_workdays: bool) -> int | None:
        """The count a notice names: working days or calendar days."""
        return self.workdays if in_workdays else self.days

    def at_most(self, in_workdays: bool) -> int:
        """The same, and where a year's holidays are not known, the most it can be however they fall."""
        counted = self.counted(in_workdays)
        if counted is not None:
            return counted
        open_days = [day.on.weekday() for day in self.each if day.kind == UNKNOWN]
        weekdays = sum(at < FIRST_WEEKEND_DAY for at in open_days)
        swapped = min(len(open_days) - weekdays, _SWAPPED_A_MONTH * (1 + len(open_days) // _MONTH))
        return sum(day.kind in WORKING for day in self.each) + weekdays + swapped


def notice_end(start: date, length: int, in_workdays: bool, calendar: WorkCalendar) -> date:
    """The last day of a notice published on ``start``, that day being the first (see above); ``UnknownYear`` where uncertain.

    A notice in working days put out on a day off begins to count on the next working day.
    """
    if length < 1:
        raise ValueError(f"a notice lasts at least one day, not {length}")
    if in_workdays:
        return calendar.end_of_notice(start, length)
    return start + timedelta(days=length - 1)


def proposed_end(notice: Notice, calendar: WorkCalendar) -> date | None:
    """The last day the notice's own length asks for; None without a first day or where the calendar does not reach."""
    if notice.start is None or notice.length < 1:
        return None
    try:
        return notice_end(notice.start, notice.length, notice.in_workdays, calendar)
    except UnknownYear:
        return None


def span(start: date, end: date, calendar: WorkCalendar) -> Span:
    """What really lies between two days, both included; empty where ``end`` is earlier."""
    last = min(end, start + timedelta(days=LONGEST))
    each = tuple(Day(day, kind_of(day, calendar)) for day in days_between(start, last))
    unknown = tuple(sorted({day.on.year for day in each if day.kind == UNKNOWN}))
    workdays = None if unknown else sum(day.kind in WORKING for day in each)
    return Span(max((end - start).days + 1, 0), workdays, each, unknown)


def longer_than_named(notice: Notice, calendar: WorkCalendar) -> int | None:
    """How long the notice runs where that makes its printed count (共10个工作日) false; None where the count holds.

    One more than it names is what an office publishes that counts from the next day, and no fault.
    """
    if notice.start is None or notice.end is None:
        return None
    real = span(notice.start, notice.end, calendar).counted(notice.in_workdays)
    return real if real is not None and real > notice.length + 1 else None


def kind_of(day: date, calendar: WorkCalendar) -> str:
    """What a day is to an office."""
    if not calendar.knows(day):
        return UNKNOWN
    if day in calendar.workdays:
        return SWAPPED
    if day in calendar.holidays:
        return HOLIDAY
    return WEEKEND if day.weekday() >= FIRST_WEEKEND_DAY else WORKDAY


def length_text(length: int, in_workdays: bool) -> str:
    """A length as notices word it: 10个工作日, 7天."""
    return f"{length}个工作日" if in_workdays else f"{length}天"


def day_text(day: date, after: date | None = None) -> str:
    """A date as papers write it, without the year where ``after`` has named it (2026年11月5日至11月18日)."""
    year = "" if after and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def period_text(notice: Notice) -> str:
    """The period as the notice prints it: 2026年11月5日至11月18日（共10个工作日）; a day not yet known is left to be written."""
    start = day_text(notice.start) if notice.start else BLANK_DATE
    end = day_text(notice.end, notice.start) if notice.end else BLANK_DATE
    return f"{start}至{end}（共{length_text(notice.length, notice.in_workdays)}）"


def outcome_text(notice: Notice) -> str:
    """The statement of a notice that ended (公示结果): its period, and that nobody objected or each objection was dealt with."""
    handled = len(notice.objections)
    said = f"收到异议{handled}条，均已办理" if handled else "无异议"
    return f"{_OUTCOME}{period_text(notice)}，{said}"


def says_otherwise(noted: Step, notice: Notice) -> bool:
    """Whether the end of the notice as it was noted (公示无异议) contradicts the notice as it reads now.

    What a person noted in own words may be of a later day; it only may not be of an earlier one, nor deny an objection.
    """
    if noted.note.startswith(_OUTCOME):
        return noted.on != notice.end or noted.note != outcome_text(notice)
    early = notice.end is not None and noted.on < notice.end
    return early or ("无异议" in noted.note and bool(notice.objections))


def known_years(calendar: WorkCalendar) -> str:
    """For which years holidays are known, said plainly: 2017—2026年."""
    return year_runs(calendar.years) or "没有任何一年"
