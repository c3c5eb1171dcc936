"""Reads a date as a clerk types or pastes it: 20261105, 2026-11-5, 2026.11.05, 2026年11月5日, 11-5."""

import re
import unicodedata
from datetime import date

_FIRST_YEAR, _LAST_YEAR = 1949, 2199

_SHAPES = (
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})\s*[-./年]\s*(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*日?"),
    re.compile(r"(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*日?"),
)
_TIME = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?$")  # a date copied from a sheet brings its midnight along


def typed_date(text: str, year: int) -> date | None:
    """The date ``text`` writes, without a year in it that of ``year``; None where it writes none that exists."""
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    for shape in _SHAPES:
        if found := shape.fullmatch(plain):
            parts = {name: int(digits) for name, digits in found.groupdict().items()}
            return _existing(parts.get("year", year), parts["month"], parts["day"])
    return None


def is_whole(text: str) -> bool:
    """Whether nothing can still follow: a year, and month and day with two digits each."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return len(digits) == 8


def _existing(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
