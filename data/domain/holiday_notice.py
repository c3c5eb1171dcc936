"""The State Council office's yearly notice (部分节假日安排的通知), read line by line into days off and swapped working days.

What the notice says twice is compared: the count of days with the span, the weekday in brackets with the calendar. A line
that disagrees with itself, or that is not understood, carries a doubt and gives no days: a person decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from data.domain.arrangement import (
    LONGEST_SPAN,
    Arrangement,
    OffSpan,
    belongs,
    combined,
    is_weekend,
    named_days,
    said,
    spans,
    with_days,
)
from data.domain.deadlines.festivals import festival_day
from data.domain.numerals import chinese_number, half_width
from data.domain.workdays import FIRST_WEEKEND_DAY, ONE_DAY

HOLIDAYS = {
    "元旦": "元旦",
    "春节": "春节",
    "清明节": "清明",
    "劳动节": "劳动|五一",
    "端午节": "端午",
    "中秋节": "中秋",
    "国庆节": "国庆",
}
"""The statutory holidays every yearly notice arranges, and how they are found in a name."""

_FESTIVALS = {
    "元旦": "元旦", "春节": "春节", "清明节": "清明", "劳动节": "劳动节", "端午节": "端午", "中秋节": "中秋", "国庆节": "国庆",
}  # fmt: skip

LONGEST_TEXT = 20_000
MOST_LINES = 40

_NAME = "元旦|春节|清明节?|(?:国际)?劳动节|“?五一”?|端午节?|中秋节?|国庆节?"
_NAMES = rf"(?:{_NAME})(?:[、和与及](?:{_NAME}))*"
_LISTED = rf"(?:\(?\d{{1,2}}\)?[、.,)]|[-*•·●■])(?={_NAMES})"
"""Lines as letters, web pages and notes number or dot them, right before a holiday's name."""
_NUMBER = rf"\(?(?:[一二三四五六七八九]|十[一二三]?)\)?[、.,]|{_LISTED}"
_START = re.compile(rf"{_NUMBER}|(?=(?:{_NAMES}):)")
_BEFORE_START = "。;:"
_BEFORE_NAME = re.compile(rf"^(?:{_NUMBER})")
_END = re.compile(r"节假日期间|国务院办公厅(?:20\d\d|二[〇○零])")
_HEAD = re.compile(r"([^:。;\d]{1,30}):")
_YEAR = re.compile(rf"(20\d\d)年(?:部分)?(?:节假日|(?:{_NAME}))")
_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_PART = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_SPAN = rf"{_DATE}(?:(?:至|到|-+|~){_DATE})?"
_SAID = re.compile(rf"({_SPAN}(?:[、,和]{_SPAN})*),?(放假|补休|调休放假|(?:起?(?:照常|正常)?)?上班)")
_EXTENDED = re.compile(rf"延长(?:\d{{4}}年)?({_NAME})假期至({_DATE})")
_COUNT = re.compile(r"(?:共|放假)([\d一二三四五六七八九十]{1,3})天")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_AMENDS = re.compile(r"关于(?:调整|延长)|现将(?:调整|延长)|一、延长")


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line: the official words as received, our reading, and why it is doubted; a doubted line gives no days."""

    text: str
    name: str
    off: tuple[OffSpan, ...] = ()
    work: tuple[date, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days off it was read as."""
        return sum(span.days for span in self.off)


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """The whole notice: the year it names (None where it names none), its lines, and what is doubted of the whole."""

    year: int | None
    lines: tuple[NoticeLine, ...] = ()
    doubts: tuple[str, ...] = ()
    amends: bool = False

    @property
    def doubtful(self) -> int:
        """How many doubts there are in all."""
        return len(self.doubts) + sum(len(line.doubts) for line in self.lines)


def read_notice(text: str, year: int, known: Arrangement | None = None) -> NoticeReading:
    """The reading of a pasted notice for ``year``; ``known`` is what an amendment (调整、延长) builds on.

    A text that names another year, or two of them, is not read at all.
    """
    shown = text[:LONGEST_TEXT]
    plain, _ = _plain(shown)
    named = list(dict.fromkeys(int(found[1]) for found in _YEAR.finditer(plain)))
    if len(named) > 1:
        years = "、".join(f"{each}年" for each in sorted(named))
        doubt = f"文字里有{years}的安排，分不清哪一条是哪一年的，请只粘贴一年的通知"
        return NoticeReading(year if year in named else named[0], (), (doubt,))
    said_year = named[0] if named else None
    if said_year not in (None, year):
        doubt = f"这份通知是{said_year}年的，现在选的是{year}年，请在左边改选{said_year}年"
        return NoticeReading(said_year, (), (doubt,))
    amends = bool(_AMENDS.search(plain))
    lines = tuple(islice(_lines(shown, year, known, amends), MOST_LINES + 1))
    reading = NoticeReading(said_year, lines[:MOST_LINES], (), amends)
    doubts = list(_doubts_of(reading, year, known)) if plain else []
    if len(text) > LONGEST_TEXT:
        doubts.append(f"文字太长，只读了前{LONGEST_TEXT}个字")
    if len(lines) > MOST_LINES:
        doubts.append(f"条目太多，不像一份放假通知，只读了前{MOST_LINES}条")
    return replace(reading, doubts=tuple(doubts))


def arranged(reading: NoticeReading, year: int, text: str, known: Arrangement | None = None) -> Arrangement:
    """The year as the reading has it; an amendment changes what was known, a whole notice replaces it."""
    made = known if reading.amends and known else Arrangement(year)
    for line in reading.lines:
        if not line.doubts:
            off = {
                day: name
                for span in line.off
                for day, name in named_days(span.first, span.last, span.name).items()
            }
            made = with_days(made, off, line.work, text)
    return with_days(made, {}, (), text)


def missing(names: Iterable[str]) -> list[str]:
    """The statutory holidays none of these names is of."""
    joined = "、".join(names)
    return [holiday for holiday, word in HOLIDAYS.items() if not re.search(word, joined)]


def festivals_worked(arrangement: Arrangement) -> list[str]:
    """The statutory holidays on whose very day offices would work: 端午节（2027年6月9日（周三））."""
    named = ((name, festival_day(key, arrangement.year)) for name, key in _FESTIVALS.items())
    calendar = combined([arrangement])
    return [f"{name}（{said(day)}）" for name, day in named if day and calendar.is_workday(day)]


# ---------------------------------------------------------------- the text, cut into lines


def _plain(text: str) -> tuple[str, list[int]]:
    """Half-width and without any space, so that a line broken by a PDF reads as one; with where each character stood."""
    chars = [(char, at) for at, raw in enumerate(text) for char in half_width(raw) if not char.isspace()]
    return "".join(char for char, _ in chars), [at for _, at in chars]


def _lines(text: str, year: int, known: Arrangement | None, amends: bool) -> Iterator[NoticeLine]:
    so_far: dict[date, str] = dict(known.off) if known and amends else {}
    worked: set[date] = set()
    names: set[str] = set()
    only = _only_name(_plain(text)[0])
    for piece, plain in _pieces(text):
        line = _Line(piece, plain, year, only, so_far).read()
        if line is None:
            continue
        off = {day for span in line.off for day in named_days(span.first, span.last, span.name)}
        clash = sorted((off & worked) | (so_far.keys() & set(line.work)))
        doubt = ""
        named = {holiday for holiday, word in HOLIDAYS.items() if re.search(word, line.name)}
        if named & names:
            doubt = f"前面已经有一条“{line.name}”，请只粘贴一份通知"
        elif clash:
            doubt = f"{said(clash[0])}在另一条里说的不一样"
        if doubt and not amends:
            line = replace(line, doubts=(*line.doubts, doubt))
        names |= named
        if not line.doubts:
            worked |= set(line.work)
            so_far |= {day: one.name for one in line.off for day in named_days(one.first, one.last, one.name)}
        yield line


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The official words of each line, from its number or its holiday's name to the next, and the same made plain."""
    plain, places = _plain(text)
    starts = [
        at
        for at in (found.start() for found in _START.finditer(plain))
        if _may_start(text, plain, places, at)
    ]
    for first, last in pairwise([*(starts or [0]), len(plain)]):
        end = _END.search(plain, first + 1, last)
        stop = end.start() if end else last
        if first < stop:
            yield text[places[first] : places[stop - 1] + 1], plain[first:stop]


def _may_start(text: str, plain: str, places: list[int], at: int) -> bool:
    """A line begins after a full stop or on a new line, and not within brackets (农历腊月二十八、周日)."""
    before = plain[:at]
    if before.count("(") > before.count(")"):
        return False
    return not before or before[-1] in _BEFORE_START or "\n" in text[places[at - 1] : places[at]]


def _only_name(plain: str) -> str:
    """The holiday of an amendment that speaks of one alone (关于调整2019年劳动节假期安排的通知)."""
    amendment = plain[max(plain.rfind("关于调整"), plain.rfind("关于延长"), 0) :]
    found = [name for name, word in HOLIDAYS.items() if re.search(word, amendment)]
    return found[0] if len(found) == 1 else ""


def _doubts_of(reading: NoticeReading, year: int, known: Arrangement | None) -> Iterator[str]:
    if not reading.lines:
        yield "没有读到放假的日期，请把通知全文粘贴进来"
        return
    if reading.year is None:
        yield f"文字里没有写是哪一年，按{year}年读"
    absent = missing(line.name for line in reading.lines)
    if absent and not (reading.amends and known):
        yield f"没有读到{'、'.join(absent)}的安排"


# ---------------------------------------------------------------- one line


@dataclass(slots=True)
class _Line:
    """One line being read; ``so_far`` is what the lines before it said, which an extension (延长) builds on."""

    text: str
    plain: str
    year: int
    only_name: str
    so_far: Mapping[date, str]
    name: str = ""
    month: int = 0
    off: dict[date, str] = field(default_factory=dict)
    work: list[date] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def read(self) -> NoticeLine | None:
        """The line read; None where it speaks of no date (值班、安全)."""
        plain = _BEFORE_NAME.sub("", self.plain)
        head = _HEAD.match(plain)
        self.name = head[1] if head else self.only_name
        body = plain[head.end() :] if head else plain
        if not _PART.search(body):
            return None
        for sentence in re.split("[。;]", body):
            if (
                "鼓励" not in sentence
            ):  # advice, e.g. to rest on the eve of the festival: no day off by the notice
                self._sentence(sentence)
        self._compare(body)
        return NoticeLine(
            self.text, self.name, tuple(spans(self.off)), tuple(self.work), tuple(dict.fromkeys(self.doubts))
        )

    def _sentence(self, sentence: str) -> None:
        rest = _EXTENDED.sub(self._extend, sentence)
        rest = _SAID.sub(self._take, rest)
        if _PART.search(rest):
            self.doubts.append(f"“{rest.strip(',')}”没有读懂")

    def _extend(self, found: re.Match[str]) -> str:
        """延长春节假期至2月2日: on from the last day the holiday was given."""
        last = self._days(found[2])
        known = [day for day, name in self.so_far.items() if found[1][:2] in name]
        if not known or len(last) != 1:
            self.doubts.append(f"“{found[0]}”要接着原来的安排算，请先读入原通知")
            return ""
        self.name = self.so_far[max(known)]
        self._add_off(max(known) + ONE_DAY, last[0])
        return ""

    def _take(self, found: re.Match[str]) -> str:
        """One clause: days and what is said of them."""
        if (
            "起" in found[2] or "常" in found[2]
        ):  # 2月3日（星期一）起正常上班: after the holiday, nothing swapped
            self._days(found[1])
            return ""
        for part in re.findall(_SPAN, found[1]):
            days = self._days(part)
            if found[2].endswith("上班"):
                self._add_work(days)
            elif days:
                self._add_off(days[0], days[-1])
        return ""

    def _days(self, text: str) -> list[date]:
        """One date, or the first and last of a span; empty, with a doubt, where one of them does not exist."""
        days = [self._day(part) for part in _PART.finditer(text)]
        return [day for day in days if day] if all(days) else []

    def _day(self, part: re.Match[str]) -> date | None:
        self.month = int(part[2]) if part[2] else self.month
        before_new_year = self.month == 12 and "元旦" in self.name
        year = int(part[1]) if part[1] else self.year - before_new_year
        try:
            day = date(year, self.month, int(part[3]))
        except ValueError:
            self.doubts.append(f"没有“{part[0]}”这一天")
            return None
        weekday = _WEEKDAY.search(part[4] or "")
        if weekday and not said(day).endswith(f"{weekday[1].replace('天', '日')}）"):
            self.doubts.append(f"写的是周{weekday[1]}，可是{said(day)}")
        if not belongs(day, self.year):
            self.doubts.append(f"{said(day)}不是{self.year}年的日子")
            return None
        return day

    def _add_off(self, first: date, last: date) -> None:
        if last < first or (last - first) >= timedelta(days=LONGEST_SPAN):
            self.doubts.append(f"{said(first)}至{said(last)}不像一次放假")
            return
        self.off |= named_days(first, last, self.name)

    def _add_work(self, days: list[date]) -> None:
        for day in days:
            if not is_weekend(day):
                self.doubts.append(f"{said(day)}本来就上班")
        self.work += days

    def _compare(self, body: str) -> None:
        """What the line says twice, and what cannot both be so."""
        count = _COUNT.search(body)
        number = chinese_number(count[1]) if count else None
        if number is not None and self.off and number != len(self.off):
            self.doubts.append(f"写的是{number}天，日期数下来是{len(self.off)}天")
        if "周末连休" in body and not any(_beside_weekend(day) for day in self.off):
            self.doubts.append("写的是与周末连休，可是前后都不是周末")
        both = sorted(self.off.keys() & set(self.work))
        if both:
            self.doubts.append(f"{said(both[0])}既放假又上班")
        if not self.off and not self.doubts:
            self.doubts.append("没有读到哪一天放假")


def _beside_weekend(day: date) -> bool:
    return any(near.weekday() >= FIRST_WEEKEND_DAY for near in (day - ONE_DAY, day, day + ONE_DAY))
