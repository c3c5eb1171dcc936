"""The bundled statutory holiday table: read from resources/calendars and made a ``WorkCalendar``."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from data.domain.errors import UserError
from data.domain.workdays import WorkCalendar, days_between

BUNDLED = Path(__file__).resolve().parent.parent / "resources" / "calendars" / "cn.toml"


@cache
def load_calendar(path: Path = BUNDLED) -> WorkCalendar:
    """The calendar in ``path`` (the bundled table: every year the State Council has announced from 2017 to 2026)."""
    try:
        with path.open("rb") as file:
            return read_calendar(file.read().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"节假日表“{path.name}”打不开。", "请检查该文件是否存在、是否可读，或重新安装本程序。"
        ) from error


def read_calendar(text: str) -> WorkCalendar:
    """The calendar written in TOML ``text``; ``UserError`` names the year that is wrong."""
    try:
        years = tomllib.loads(text).get("year", [])
    except tomllib.TOMLDecodeError as error:
        raise UserError("节假日表的格式不对。", f"请改正后再试（{error}）。") from error
    if not isinstance(years, list):
        raise UserError("节假日表的格式不对。", "每一年请写成一段“[[year]]”。")
    off: set[date] = set()
    work: set[date] = set()
    known: set[int] = set()
    for entry in years:
        try:
            known.add(int(entry["year"]))
            off.update(_days(entry.get("off", [])))
            work.update(_days(entry.get("work", [])))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise UserError(
                f"节假日表里{entry.get('year', '某一') if isinstance(entry, dict) else '某一'}年的内容不对。",
                "日期请写成“2022-10-01”或“2022-10-01/2022-10-07”。",
            ) from error
    return WorkCalendar(frozenset(off), frozenset(work), frozenset(known))


def _days(spans: Iterable[str]) -> Iterable[date]:
    for span in spans:
        first, _, last = span.partition("/")
        start = date.fromisoformat(first)
        yield from days_between(start, date.fromisoformat(last) if last else start)
