"""The reading of deadline phrases (整改时限): from the text of a cell to its dated track and its duty track, rules R1-R10."""

from datetime import date, datetime
from functools import lru_cache

from data.domain.deadlines.context import DEFAULT_SEASONS, DeadlineContext
from data.domain.deadlines.duties import NOTHING
from data.domain.deadlines.reading import read_phrase
from data.domain.deadlines.result import deadline_of, empty
from data.domain.deadlines.values import date_cell, number_cell
from data.domain.deadlines.wording import one_wording
from data.domain.model import Deadline

__all__ = ["DEFAULT_SEASONS", "DeadlineContext", "read_deadline", "read_deadline_value"]

LONGEST_CELL = 2000
NO_CONTEXT = DeadlineContext()


def read_deadline(text: str, context: DeadlineContext = NO_CONTEXT) -> Deadline:
    """The reading of a deadline cell's ``text``; never raises, and asks (``needs_review``) wherever a careful clerk would.

    ``long_term`` is set only where words say so (长期坚持, 常态化 …): a recurring quota alone sets ``recurring`` alone.
    """
    return _read(text, context)


def read_deadline_value(
    value: str | int | float | bool | date | datetime | None, context: DeadlineContext = NO_CONTEXT
) -> Deadline:
    """The reading of a cell of any kind: real dates, numbers like 2022.12 or 20221231, date serials, or text."""
    if isinstance(value, datetime):
        return date_cell(value.date())
    if isinstance(value, date):
        return date_cell(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
        return number_cell(value) or read_deadline(f"{value:.15g}", context)
    return read_deadline("" if value is None else str(value), context)


@lru_cache(maxsize=16384)
def _read(text: str, context: DeadlineContext) -> Deadline:
    stripped = text.strip()
    wording = one_wording(stripped[:LONGEST_CELL])
    if not wording.choices and wording.text.strip(" ;,。、") in NOTHING:
        return empty(text)
    if stripped.isascii() and stripped.replace(".", "", 1).isdigit():
        number = number_cell(float(stripped), text) if len(stripped) <= 8 else None
        if number:
            return number
    found = read_phrase(wording, context)
    if len(stripped) > LONGEST_CELL:
        found.doubt(f"文字太长，只读了前{LONGEST_CELL}个字")
    return deadline_of(text, found, wording)
