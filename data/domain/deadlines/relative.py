"""Times counted from an event (…后30个工作日内): the anchor's words, the length, and the day it ends on (R8)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from data.domain.deadlines.context import DeadlineContext
from data.domain.deadlines.points import add_months
from data.domain.workdays import UnknownYear

_LENGTH = (
    r"(?:(?P<{0}_n>\d{{1,3}})(?P<{0}_unit>个?工作日|个?自然日|日历日|日|天|个?星期|周|个月|年|个?小时)"
    r"|(?P<{0}_half>半年|半个?月))(?:的?时间)?"
)
WITHIN = _LENGTH.format("in") + r"(?:之内|以内|内(?![部容涝]))(?P<in_before>之?前)?"
SINCE = r"(?<=起)" + _LENGTH.format("since")
_ANCHOR = re.compile(
    r"(?:自|从|在|于|应|须|需|按照?)?(?P<what>[^,;。()]{0,40}?)(?:之日|当日|当天|之时)?(?:起|后|之后|以后)(?:的)?$"
)
_NO_ANCHOR_WORDS = re.compile(r"^(?:于|在|应|须|需|的|请|要求?|必须|务必|原则上|力争|确保|用)*$")
_ISSUE = re.compile(r"印发|下发|发布|公布|出台|发文|施行|实施|方案|本通知|文件")
_PROBABLY_ISSUE = re.compile(r"通知|接到|收到|交办|公开")


@dataclass(frozen=True, slots=True)
class Lapse:
    """A relative time: how it is worded, when it ends if that is known, and what a clerk must still say."""

    words: str
    due: date | None
    doubt: str


def lapse_of(
    found: re.Match[str], kind: str, before: str, start: date | None, context: DeadlineContext
) -> Lapse:
    """Read a match of ``WITHIN`` ("in") or ``SINCE`` ("since"); ``before`` is the clause up to it, ``start`` a written start."""
    count, unit = _length(found, kind)
    words = f"{before}{found[0]}".lstrip(",;。、()")
    if start is not None:
        anchor, doubt = start, ""
    else:
        anchor, doubt = _anchor(before, context)
    if unit == "小时":
        doubt = doubt or "按小时计的时限要核对起算的时刻"
    if anchor is None:
        return Lapse(words, None, doubt)
    due = _after(anchor, count, unit, context)
    if isinstance(due, str):
        return Lapse(words, None, due)
    if unit == "工作日" and context.calendar and context.calendar.left_aside:
        doubt = doubt or "本单位的节假日表写得不对，暂按内置的节假日表算"
    return Lapse(words, due, doubt)


def _length(found: re.Match[str], kind: str) -> tuple[int, str]:
    half = found[f"{kind}_half"]
    if half:
        return (6, "月") if half == "半年" else (15, "日")
    return int(found[f"{kind}_n"]), found[f"{kind}_unit"].removeprefix("个")


def _anchor(before: str, context: DeadlineContext) -> tuple[date | None, str]:
    """The day counted from, and the question left: none where the anchor is the plan's own issue or a known event."""
    clause = re.split(r"[,;。()]", before)[-1]
    found = _ANCHOR.search(clause)
    if found is None or not found["what"]:
        named = "" if _NO_ANCHOR_WORDS.match(clause) else f"“{clause}”"
        if context.issued:
            return context.issued, f"{named}没有写从哪天起算，暂从方案印发日算起"
        return None, f"{named}没有写从哪天起算，请填写起算日期"
    what = found["what"]
    for word, day in context.anchors.items():
        if word in what:
            return day, ""
    if context.issued and _ISSUE.search(what) and not _PROBABLY_ISSUE.search(what.replace("本通知", "")):
        return context.issued, ""
    if context.issued and _PROBABLY_ISSUE.search(what):
        return context.issued, f"从“{what}”起算，暂按方案印发日算"
    return None, f"从“{what}”起算，请填写起算日期"


def _after(anchor: date, count: int, unit: str, context: DeadlineContext) -> date | str:
    """The last day, counted from the day after ``anchor``; a sentence where it cannot be counted."""
    if unit == "月":
        return add_months(anchor, count)
    if unit == "年":
        return add_months(anchor, 12 * count)
    if unit == "工作日":
        return _workdays_after(anchor, count, context)
    days = {"周": 7 * count, "星期": 7 * count, "小时": -(-count // 24)}.get(unit, count)
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return "时间太长，算不出日期"


def _workdays_after(anchor: date, count: int, context: DeadlineContext) -> date | str:
    if context.calendar is None:
        return "要按工作日计算，但没有节假日表"
    try:
        return context.calendar.add_workdays(anchor, count)
    except UnknownYear as unknown:
        return f"要按工作日计算，但{unknown.year}年的节假日安排还没有录入（在设置里补）"
