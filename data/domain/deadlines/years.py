"""Which year a point without one belongs to (R4): the year before it in the phrase, the plan's, else this year, asked."""

import re

from data.domain.deadlines.context import DeadlineContext

_SHIFTS = {
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "同年": 0,
    "明年": 1,
    "次年": 1,
    "翌年": 1,
    "后年": 2,
    "去年": -1,
    "上年": -1,
}
_FOLLOWING = {"次年", "翌年", "当年", "同年"}
_WRITTEN = re.compile(r"(?<!\d)(20\d\d)年")


class YearReader:
    """Follows the years of one phrase from left to right."""

    def __init__(self, text: str, context: DeadlineContext) -> None:
        self.text, self.context = text, context
        self.written: int | None = None

    def year_of(self, part: re.Match[str]) -> tuple[int | None, str]:
        """The year of a point and, where it is only supposed, the question to ask."""
        words = (part["year"] or "").removesuffix("度")
        if words[:1].isdigit():
            self.written = int(words[:4])
            return self.written, ""
        shift = _SHIFTS.get(words, 0)
        if self.written is not None and (not words or words in _FOLLOWING):
            self.written += shift
            return self.written, ""
        if self.context.plan_year:
            return self.context.plan_year + shift, ""
        if part["plan"]:
            return self._this_year() or 2000, ""
        return self._supposed(part, words, shift)

    def _supposed(self, part: re.Match[str], words: str, shift: int) -> tuple[int | None, str]:
        later = None if words else _WRITTEN.search(self.text, part.end())
        year = int(later[1]) if later else self._this_year()
        if year is None:
            return None, ""
        if later and later.start() == part.end() + 1 and self.text[part.end()] == "(":
            return year, ""
        return year + shift, f"“{part[0]}”没有写年份，暂按{year + shift}年算"

    def _this_year(self) -> int | None:
        return self.context.today.year if self.context.today else None
