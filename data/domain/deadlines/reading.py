"""One pass over a deadline phrase: every part found in its order, judged by what stands around it, and gathered."""

import re
from datetime import date

from data.domain.deadlines import duties
from data.domain.deadlines.context import DeadlineContext
from data.domain.deadlines.findings import Findings
from data.domain.deadlines.leftover import unread_parts
from data.domain.deadlines.points import POINT, Impossible, Span, in_words, shifted_year, span_of
from data.domain.deadlines.quotas import QUOTA, quota_of
from data.domain.deadlines.relative import SINCE, WITHIN, lapse_of
from data.domain.deadlines.wording import Wording
from data.domain.deadlines.years import YearReader

_PARTS = re.compile(
    rf"(?P<quota>{QUOTA})|(?P<within>{WITHIN})|(?P<since>{SINCE})|(?P<done>{duties.DONE})|(?P<point>{POINT})"
    rf"|(?P<immediate>{duties.IMMEDIATE})|(?P<loose>{duties.LOOSE})|(?P<vague>{duties.VAGUE})|(?P<long>{duties.LONG_TERM})"
)
_RANGE = re.compile(r"(?:开始|起)?(?:-+|~+|直?至|直?到)")
_OR = re.compile(r"或者?|/")
_CUT_OFF = re.compile(r"截至到?$")
_COMPARED = re.compile(r"(?:比|较|以|与|超过|高于|低于)$")
_DONE_BEFORE = re.compile(r"已经?[于在]?$")
_DONE_AFTER = re.compile(
    r"[就均都]?已经?(?:全部|基本|按[期时]|如期|整改|验收|通过)*"
    r"(?:完成(?!\d)|到位|完毕|销号|办结|关停|拆除|关闭|落实|取缔|整改|验收)"
)
_CONDITION = re.compile(r"视[^,;。()]{0,8}(?:情况|而定|进度|到位)")
_UPPER = re.compile(r"(?:国家|中央|省|市|上级)级?(?:方案|清单)?(?:要求|规定|明确|时限)[^\d,;。()]{0,6}$")
_MENTIONED = re.compile(r"\S{0,4}?(?:印发|下发|反馈|交办|督察|检查发现|通报)(?!.*[底末前])")


def read_phrase(wording: Wording, context: DeadlineContext) -> Findings:
    """Everything the phrase says, and the questions its parts raise."""
    return _Reader(wording, context).read()


class _Reader:
    """Reads one phrase left to right; each part's method returns where the part's words end."""

    def __init__(self, wording: Wording, context: DeadlineContext) -> None:
        self.text, self.repairs, self.context = wording.text, wording.repairs, context
        self.found = Findings()
        self.years = YearReader(wording.text, context)
        self.claimed: list[tuple[int, int]] = []
        self.last_point: tuple[int, date, date] | None = None
        self.open_start: tuple[int, date] | None = None

    def read(self) -> Findings:
        judges = {
            "quota": self._quota, "within": self._within, "since": self._since, "done": self._done, "point": self._point,
            "immediate": self._immediate, "loose": self._loose, "vague": self._vague, "long": self._long,
        }  # fmt: skip
        position = 0
        while part := _PARTS.search(self.text, position):
            end = judges[part.lastgroup or "long"](part)
            self.claimed.append((part.start(), end))
            position = max(end, part.start() + 1)
        if condition := _CONDITION.search(self.text):
            self.found.doubt(f"“{condition[0]}”是附带的条件")
        for words in unread_parts(self.text, self.claimed, self.found.settled):
            self.found.doubt(f"“{words}”没有读懂")
        return self.found

    def _quota(self, part: re.Match[str]) -> int:
        quota, end = quota_of(part)
        if quota is None:
            self.found.doubt(f"“{part[0]}”的周期请按实际安排确认")
        elif all(quota != known for known, _ in self.found.quotas):
            self.found.quotas.append((quota, part["on"] or ""))
        return end

    def _immediate(self, part: re.Match[str]) -> int:
        self.found.immediate = True
        return part.end()

    def _long(self, part: re.Match[str]) -> int:
        self.found.long_term = True
        return part.end()

    def _loose(self, part: re.Match[str]) -> int:
        self.found.loose = True
        return part.end()

    def _vague(self, part: re.Match[str]) -> int:
        self.found.vague.append(part[0])
        return part.end()

    def _done(self, part: re.Match[str]) -> int:
        self.found.done = True
        return part.end()

    def _within(self, part: re.Match[str]) -> int:
        return self._lapse(part, "in")

    def _since(self, part: re.Match[str]) -> int:
        return self._lapse(part, "since")

    def _lapse(self, part: re.Match[str], kind: str) -> int:
        """R8: counted from a date written just before (自2022年3月1日起3个月内), or from the event its clause names."""
        start = self.open_start[1] if self.open_start and self.open_start[0] == part.start() else None
        if start is not None:
            self.found.starts.remove(start)
        clause = max((end for _, end in self.claimed), default=0)
        before = self.text[clause : part.start()]
        lapse = lapse_of(part, kind, before, start, self.context)
        self.found.lapses.append(lapse.words)
        self.found.doubt(lapse.doubt)
        if lapse.due and lapse.doubt:
            self.found.propose(lapse.due)
        elif lapse.due:
            self.found.dates.append(lapse.due)
        self.claimed.append((clause, part.start()))
        return part.end()

    # ------------------------------------------------------------ points in the calendar

    def _point(self, part: re.Match[str]) -> int:
        year, doubt = self.years.year_of(part)
        if year is None:
            self.found.doubt(f"“{part[0]}”没有写年份，请补上")
            return part.end()
        if self._only_names(part):
            return part.end()
        if part["season"] and self.last_point and self._ends_a_range(part):
            year = self.last_point[1].year
        span = span_of(part, year, self.context)
        if span is None:
            self.found.doubt(f"“{part[0]}”是哪一天请按本地情况确认")
        elif isinstance(span, Impossible):
            self.found.doubt(f"没有“{span.words}”这个日期")
            if span.instead:
                self.found.propose(span.instead)
        else:
            self._place(part, span, doubt)
        return part.end()

    def _only_names(self, part: re.Match[str]) -> bool:
        """A season or festival right after its own date (2022年9月30日国庆节前) adds no date of its own."""
        named = part["season"] or part["festival"]
        return bool(named and not part["year"] and self.last_point and self.last_point[0] == part.start())

    def _place(self, part: re.Match[str], span: Span, doubt: str) -> None:
        """Decide what the point is: a deadline, a start, the cut-off of statistics, a completion or a mere mention."""
        before, after = self.text[: part.start()], self.text[part.end() :]
        if self._ends_a_range(part):
            self._close_range(span)
        if self.last_point and _OR.fullmatch(self.text, self.last_point[0], part.start()):
            self.found.doubt("写了两个可选的时间，请确认以哪个为准")
            self.found.candidates += [self.last_point[2], span.end]
        if _CUT_OFF.search(before) and not part["before"]:
            self.found.cut_offs.append(span.end)
        elif part["after"]:
            self._start(part, span)
        elif _DONE_BEFORE.search(before) or _DONE_AFTER.match(after):
            self.found.finished.append(span.end)
            self.found.done = True
        elif not (part["before"] or part["edge"]) and (_COMPARED.search(before) or _MENTIONED.match(after)):
            self.found.mentioned.append(span.end)
        else:
            self._due(part, span, doubt)
        self.last_point = (part.end(), span.start, span.end)

    def _start(self, part: re.Match[str], span: Span) -> None:
        self.found.starts.append(span.start)
        if span.start == span.end:
            self.open_start = (part.end(), span.start)

    def _ends_a_range(self, part: re.Match[str]) -> bool:
        return self.last_point is not None and bool(
            _RANGE.fullmatch(self.text, self.last_point[0], part.start())
        )

    def _close_range(self, span: Span) -> None:
        """The first half of a range is no milestone: the range ends with its second half."""
        first = self.last_point[1] if self.last_point else span.start
        for kept in (self.found.starts, self.found.dates, self.found.proposals):
            if kept and first <= kept[-1]:
                kept.pop()
                break
        if span.end < first:
            self.found.doubt(f"起止时间前后颠倒（{in_words(first)}起，{in_words(span.end)}止）")
        self.found.starts.append(first)

    def _due(self, part: re.Match[str], span: Span, doubt: str) -> None:
        past = self._past_doubt(part, span.end)
        doubts = [why for why in (span.doubt, doubt, past) if why]
        doubts += [
            f"原文疑有错字，读作“{repair}”"
            for repair in self.repairs
            if repair in part[0] or part[0] in repair
        ]
        if self.text.startswith("?", part.end()):
            doubts.append(f"“{part[0]}”后面带着问号")
        if self.last_point and _UPPER.search(self.text[: part.start()]):
            doubts.append("上级要求的时限和本级时限都写了，应按较早的执行")
        if "年月" in part[0]:
            doubts.append(f"“{part[0]}”的月份空着")
        if part["about"]:
            doubts.append(f"“{part[0]}”只是大概的时间")
        if not doubts:
            self.found.dates.append(span.end)
            return
        for why in doubts:
            self.found.doubt(why)
        if past:
            self.found.candidates.append(shifted_year(span.end, 1))
        self.found.propose(*([span.early] if span.early else []), span.end)

    def _past_doubt(self, part: re.Match[str], late: date) -> str:
        """R4: a date whose year is the plan's, and which is already past or before the plan itself, is asked about."""
        limits = [day for day in (self.context.issued, self.context.today) if day]
        if part["plan"] or part["year"] or self.years.written or not any(late < day for day in limits):
            return ""
        return f"“{part[0]}”没有写年份，按{late.year}年算已经过去"
