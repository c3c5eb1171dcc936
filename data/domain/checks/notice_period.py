"""Findings on the period of a public notice (公示期): dated, as long as it says, and as long as the place asks for."""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error, warning
from data.domain.model import Finding
from data.domain.notice import Notice, Span, known_years, length_text, longer_than_named, span
from data.domain.states import accepted_on, notice_before_request


def period_findings(case: Case, notice: Notice) -> Iterator[Finding]:
    """The period as printed against the calendar; what the notice says of itself, then what the place asks for."""
    if notice.start is None or notice.end is None:
        yield _undated(case, notice)
        return
    if notice.end < notice.start:
        said = {"start": day(notice.start), "end": day(notice.end)}
        yield error("notice_end_before_start", "notice/end", **said)
        return
    found = span(notice.start, notice.end, case.calendar)
    if found.unknown_years and (notice.in_workdays or case.profile.notice_in_workdays):
        years = "、".join(f"{year}年" for year in found.unknown_years)
        yield warning("notice_year_unknown", "notice/end", years=years, known=known_years(case.calendar))
    yield from _length(case, notice, found)


def _undated(case: Case, notice: Notice) -> Finding:
    """An error as soon as the notice is due; one begun long before stops nothing."""
    due = notice_before_request(case.profile) or accepted_on(case.steps, case.profile)
    missing = "末日" if notice.start else "首日" if notice.end else "起止日期"
    make = error if due else warning
    return make("notice_undated", "notice/end" if notice.start else "notice/start", what=missing)


def _length(case: Case, notice: Notice, found: Span) -> Iterator[Finding]:
    """What is too short is so in any year: where holidays are not known, the most it can be is compared."""
    if found.at_most(notice.in_workdays) < notice.length:
        said = length_text(notice.length, notice.in_workdays)
        real = _only(found, notice.in_workdays, "个" if notice.in_workdays else "天")
        yield error("notice_too_short", "notice/end", said=said, real=real)
        return
    longer = longer_than_named(notice, case.calendar)
    if longer is not None:
        said, real = (length_text(many, notice.in_workdays) for many in (notice.length, longer))
        yield warning("notice_longer_than_named", "notice/real_length", said=said, real=real)
    days, in_workdays = case.profile.notice_days, case.profile.notice_in_workdays
    if found.at_most(in_workdays) < days:
        real = _only(found, in_workdays, "个工作日" if in_workdays else "天")
        rule = length_text(days, in_workdays)
        yield error("notice_below_rule", "notice/end", rule=rule, real=real)


def _only(found: Span, in_workdays: bool, unit: str) -> str:
    known = found.counted(in_workdays) is not None
    return f"{'只有' if known else '最多只有'}{found.at_most(in_workdays)}{unit}"
