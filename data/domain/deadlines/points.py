"""Points in the calendar (时间点): one written date, month, quarter, half-year, year, plan period, festival or season."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from data.domain.deadlines.context import DeadlineContext
from data.domain.deadlines.festivals import PATTERN as FESTIVAL
from data.domain.deadlines.festivals import festival_day

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2060
PLAN_ENDS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
SEASONS = "(?:冬季|秋冬季?)?(?:采暖|供暖|取暖|供热)[期季]|主?汛期|汛|雨季|枯水期|丰水期|禁渔期|秋冬季|夏秋季|春夏季|冬春季|[春夏秋冬]季"

POINT = (
    r"(?=[\d今本当同明次翌后去上下前第年季岁元春除清端劳国中建十五七八采供取主汛雨枯丰禁秋夏冬全])"
    r"(?P<year>\d{4}年度?|今年|本年度?(?!.?内?不)|当年|同年|明年|次年|翌年|后年|去年|上年)?"
    r"(?P<core>"
    r"(?P<half>[上下]半年|年中)"
    r"|前?第?(?<!\d)(?P<quarter>[1-4])季度?(?!节)"
    r"|(?<!\d)(?P<month>\d{1,2})月份?(?!\d?[季度])(?:(?P<day>\d{1,2})(?:[日号](?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\d{1,2}(?:时|点|:)(?:\d{1,2}分?)?整?)?|(?=[前底之以起,;。)]|$))|(?P<third>[上中下]{1,2}旬|初|中(?![央心等小型间期])))?"
    r"|(?P<plan>十[一二三四五六]五)(?:规划|时期)*"
    rf"|(?P<festival>{FESTIVAL})(?:节日?|假期|小?长假|国际|劳动节|建军节|国庆节?|建党节)*"
    rf"|(?P<season>{SEASONS})(?:(?:开始|到来|来临)(?=之?前|以前))?(?P<over>结束)?"
    r"|(?P<bare>(?<![\dA-Za-z×*#_])年[底末终内初]|岁末|全年)"
    r")?"
    r"(?(year)|(?(core)|(?!)))"
    r"(?P<edge>月底|月末|年底|年末|期末|末期|底|末|终|岁末|年内|(?:期|时)?期?内(?![部容涝])|初期?|中期|中(?![央心等小型间])|期间|时期|期|全年)?"
    r"(?P<about>左右|前后|上下)?"
    r"(?:(?P<before>之前|以前|前(?![期后往述列提置端沿\d]))|(?P<until>为?止)|(?P<after>起|开始|以来|及?之后|及?以后|后(?![期续督])))?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days a point covers. ``doubt`` is why a clerk would ask, ``early`` and ``late`` the dates in question."""

    start: date
    end: date
    early: date | None = None
    late: date | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Impossible:
    """A date no calendar has (2月30日, 13月), with the one day it may stand for."""

    words: str
    instead: date | None = None


def month_end(year: int, month: int) -> date:
    """The last day of a month (R1)."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """``day`` moved by whole months; a day the month lacks becomes its last (31 January + 1 month = 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted_year(day: date, years: int) -> date:
    """The same day of another year."""
    return add_months(day, 12 * years)


def span_of(found: re.Match[str], year: int, context: DeadlineContext) -> Span | Impossible | None:
    """The days ``found`` covers in ``year``; None where the place or the year has no date for it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Impossible(f"{year}年")
    if found["plan"]:
        return _plan(found)
    if found["festival"]:
        return _festival(found, year)
    if found["season"]:
        return _season(found, year, context)
    span = _calendar_span(found, year)
    return _with_edge(found, span) if isinstance(span, Span) else span


def _calendar_span(found: re.Match[str], year: int) -> Span | Impossible:
    if found["half"] == "年中":
        return Span(date(year, 6, 1), date(year, 6, 30))
    if found["half"]:
        first = 1 if found["half"] == "上半年" else 7
        return Span(date(year, first, 1), month_end(year, first + 5))
    if found["quarter"]:
        last = int(found["quarter"]) * 3
        return Span(date(year, last - 2, 1), month_end(year, last))
    if found["month"]:
        return _month_span(found, year, int(found["month"]))
    return Span(date(year, 1, 1), date(year, 12, 31))


def _month_span(found: re.Match[str], year: int, month: int) -> Span | Impossible:
    if not 1 <= month <= 12:
        return Impossible(f"{year}年{month}月")
    last = month_end(year, month)
    if found["day"]:
        day = int(found["day"])
        if not 1 <= day <= last.day:
            return Impossible(f"{year}年{month}月{day}日", last if 28 < day <= 31 else None)
        return Span(date(year, month, day), date(year, month, day))
    third = found["third"]
    if not third:
        return Span(date(year, month, 1), last)
    if third == "初":
        return Span(date(year, month, 1), date(year, month, 10), doubt="“月初”没有写明到哪一天")
    if third == "中":
        return Span(
            date(year, month, 11),
            date(year, month, 20),
            date(year, month, 15),
            doubt="“月中”没有写明是15日还是20日",
        )
    firsts = {"上": 1, "中": 11, "下": 21}
    lasts = {"上": 10, "中": 20, "下": last.day}
    return Span(date(year, month, firsts[third[0]]), date(year, month, lasts[third[-2]]))


def _with_edge(found: re.Match[str], span: Span) -> Span:
    """R1 and R3: 底 and 末 fix the end; 前 without them leaves two readings."""
    edge = found["edge"] or found["bare"] or ""
    if edge.endswith(("底", "末", "终", "内", "期间", "全年")) or edge in ("期末", "末期"):
        return span
    words = found[0]
    if edge in ("初", "初期", "年初"):
        end = (
            date(span.start.year, 3, 31)
            if not found["core"] or found["bare"]
            else span.start + timedelta(days=9)
        )
        return Span(
            span.start, end, month_end(span.start.year, span.start.month), doubt=f"“{words}”没有写明到哪一天"
        )
    if edge == "中" and not found["core"]:
        return Span(date(span.start.year, 6, 1), date(span.start.year, 6, 30))
    if edge in ("中", "中期"):
        middle = span.start + (span.end - span.start) / 2
        return Span(span.start, span.end, middle, doubt=f"“{words}”没有写明到哪一天")
    if found["before"] and not found["day"] and found["half"] != "年中" and not span.doubt:
        early = span.start - ONE_DAY
        return Span(
            span.start,
            span.end,
            early,
            doubt=f"“{words}”没有写“底”，可能指{in_words(early)}，也可能指{in_words(span.end)}",
        )
    return span


def _plan(found: re.Match[str]) -> Span:
    last = PLAN_ENDS[found["plan"]]
    return _with_edge(found, Span(date(last - 4, 1, 1), date(last, 12, 31)))


def _festival(found: re.Match[str], year: int) -> Span | None:
    day = festival_day(found["festival"], year)
    if day is None:
        return None
    if found["before"]:
        return Span(day - ONE_DAY, day - ONE_DAY)
    return Span(day, day, doubt=f"“{found[0]}”没有写明到哪一天")


def _season(found: re.Match[str], year: int, context: DeadlineContext) -> Span | None:
    key = season_key(found["season"])
    if found["over"]:
        return _season_end(found, key, year, context)
    first = context.seasons.get(key)
    day = safe_date(year, first) if first else None
    if day is None:
        return None
    doubt = "" if context.knows_seasons else f"本地{key}从哪天开始没有设置，暂按{first_words(first)}算"
    if found["before"]:
        return Span(day - ONE_DAY, day - ONE_DAY, doubt=doubt)
    over = context.seasons.get(f"{key}结束")
    end = safe_date(year, over) if over else None
    if end is None:
        return Span(day, day, doubt=f"“{found[0]}”没有写明到哪一天")
    if end < day:
        end = shifted_year(end, 1)
    return Span(day, end, day - ONE_DAY, doubt=f"“{found[0]}”没有写明是期前还是期末")


def _season_end(found: re.Match[str], key: str, year: int, context: DeadlineContext) -> Span | None:
    over = context.seasons.get(f"{key}结束")
    day = safe_date(year, over) if over else None
    if day is None:
        return None
    doubt = "" if context.knows_seasons else f"本地{key}到哪天结束没有设置，暂按{first_words(over)}算"
    return Span(day, day, doubt=doubt)


def season_key(words: str) -> str:
    """The name a season is set under: 供暖季, 取暖期 and 冬季采暖期 are 采暖期."""
    if words[-2:-1] in ("暖", "热"):
        return "采暖期"
    return "汛期" if words == "汛" else words


def safe_date(year: int, month_day: tuple[int, int] | None) -> date | None:
    """The date, or None where there is none."""
    try:
        return date(year, *month_day) if month_day else None
    except ValueError:
        return None


def first_words(month_day: tuple[int, int] | None) -> str:
    """11月15日."""
    return f"{month_day[0]}月{month_day[1]}日" if month_day else ""


def in_words(day: date) -> str:
    """2022年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
