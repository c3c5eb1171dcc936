"""Deadline cells that hold no text: real dates, numbers like 2022.12 or 20221231, and date serials."""

from datetime import date, timedelta

from data.domain.deadlines.points import FIRST_YEAR, LAST_YEAR, in_words, month_end
from data.domain.model import Deadline

SERIAL_START = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36526, 58804
"""2000-01-01 and 2060-12-29 as spreadsheets count days."""


def date_cell(day: date) -> Deadline:
    """A real date. The first of a month is asked about: spreadsheets store "2022年12月" as 1 December."""
    text = day.isoformat()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _asked(text, None, (), f"日期“{in_words(day)}”不合常理，请核对")
    if day.day == 1:
        last = month_end(day.year, day.month)
        why = f"单元格存的是{in_words(day)}，原文也可能只写了“{day.year}年{day.month}月”"
        return _asked(text, last, (day, last), why)
    return Deadline(text, due=day, milestones=(day,), reading=in_words(day))


def number_cell(number: float, text: str | None = None) -> Deadline | None:
    """A number that stands for a date; None where it is no date of any known kind."""
    shown = text if text is not None else f"{number:.15g}"
    plain = f"{number:.15g}"
    whole, _, part = plain.partition(".")
    if not part and len(whole) == 5 and FIRST_SERIAL <= int(whole) <= LAST_SERIAL:
        day = SERIAL_START + timedelta(days=int(whole))
        return _asked(shown, day, (day,), f"单元格里是日期序号{plain}，换算为{in_words(day)}")
    if len(whole) == 5 and part and FIRST_SERIAL <= int(whole) <= LAST_SERIAL:
        return number_cell(float(whole), shown)
    if plain.endswith(".1") and len(plain) == 6 and whole.isdigit() and FIRST_YEAR <= int(whole) <= LAST_YEAR:
        if text is not None and text.strip() != plain:
            return None
        year = int(whole)
        ends = (month_end(year, 1), month_end(year, 10))
        return _asked(shown, ends[1], ends, f"“{plain}”可能是{year}年1月，也可能是{year}年10月丢了末尾的0")
    return None


def _asked(text: str, due: date | None, candidates: tuple[date, ...], why: str) -> Deadline:
    reading = f"暂读作{in_words(due)}（待确认）" if due else "没有读出时限"
    return Deadline(
        text, due=due, needs_review=True, reason=f"{why}。", reading=reading, candidates=candidates
    )
