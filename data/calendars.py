"""The statutory holiday tables: the bundled one, the office's own beside it (本单位节假日表), and the calendar both make."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import tomli_w

from data import own_files
from data.domain.arrangement import Arrangement, combined, fault, named_days, spans
from data.domain.errors import UserError
from data.domain.workdays import WorkCalendar
from data.files import translate_os_errors
from data.store import journal
from data.store.journal import JournalLine
from data.store.workspace import Workspace
from data.toml_files import entries_of

BUNDLED = Path(__file__).resolve().parent.parent / "resources" / "calendars" / "cn.toml"
OWN_FILE = "calendar.toml"
"""Where an office's own years lie in its workspace."""
ASIDE_FILE = "calendar-写得不对的.toml"
OWN_NAME = f"本单位节假日表“{OWN_FILE}”"

_TITLE = "本单位补充的节假日安排"
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?(?: (.*))?", re.DOTALL)
_HOW = "日期请写成“2027-10-01 国庆节”或“2027-10-01/2027-10-07 国庆节”。"
_MOST_DAYS = 366


# ---------------------------------------------------------------- the calendars


@cache
def bundled() -> Mapping[int, Arrangement]:
    """The program's own years."""
    return read_table(BUNDLED, "内置的节假日表")


@cache
def load_calendar() -> WorkCalendar:
    """The calendar of the bundled table alone: for where there is no workspace."""
    return combined(bundled().values())


def own(ws: Workspace) -> Mapping[int, Arrangement]:
    """The office's own years, none where it has no table; ``UserError`` names what is wrong in it."""
    return _own(*_seen(ws))


def _seen(ws: Workspace) -> tuple[Path, int, int]:
    """The own table with what tells whether it was changed meanwhile; a size of -1 where there is none."""
    path = ws.folder / OWN_FILE
    with translate_os_errors(OWN_NAME):
        try:
            found = path.stat()
        except FileNotFoundError:
            return path, 0, -1
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _own(path: Path, _changed: int, size: int) -> Mapping[int, Arrangement]:
    return {} if size < 0 else read_table(path, OWN_NAME)


def calendar_of(ws: Workspace) -> WorkCalendar:
    """The calendar a desk works with: the bundled years, and the office's own added or in their place.

    A wrong own table locks nothing: the bundled one is used alone and says so (``left_aside``).
    """
    try:
        return _calendar(*_seen(ws))
    except UserError as error:
        return replace(load_calendar(), left_aside=error.title)


@lru_cache(maxsize=8)
def _calendar(path: Path, changed: int, size: int) -> WorkCalendar:
    return combined({**bundled(), **_own(path, changed, size)}.values())


# ---------------------------------------------------------------- reading a table


def read_table(path: Path, name: str) -> dict[int, Arrangement]:
    """The years of a table file, checked whole; ``name`` is what errors call it."""
    with translate_os_errors(name):
        data = path.read_bytes()
    return read_years(data, name)


def read_years(data: bytes, name: str = OWN_NAME) -> dict[int, Arrangement]:
    """The years written in TOML; ``UserError`` names the year and the entry that is wrong."""
    return _Table(name).years(entries_of(data, name))


class _Table:
    """One table being checked: every refusal names it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def years(self, raw: Mapping[str, object]) -> dict[int, Arrangement]:
        strange = next((key for key in raw if key not in ("title", "year")), None)
        if strange is not None:
            raise self._wrong(f"没有“{strange}”这一项", "只能写 title 和一段段的“[[year]]”。")
        entries = raw.get("year", [])
        if not isinstance(entries, list):
            raise self._wrong("年份的写法不对", "每一年请写成一段“[[year]]”。")
        found: dict[int, Arrangement] = {}
        for entry in entries:
            made = self._year(entry)
            if made.year in found:
                raise self._wrong(f"{made.year}年写了两遍", "一年只能写一段，请合成一段或删去一段。")
            found[made.year] = made
        return found

    def _year(self, entry: object) -> Arrangement:
        if not isinstance(entry, dict):
            raise self._wrong("年份的写法不对", "每一年请写成一段“[[year]]”。")
        year, text = entry.get("year"), entry.get("text", "")
        if not isinstance(year, int) or isinstance(year, bool):
            raise self._wrong("有一段没有写年份", "每段请先写年份，如“year = 2027”。")
        strange = next((key for key in entry if key not in ("year", "off", "work", "text")), None)
        if strange is not None:
            raise self._wrong(f"{year}年：没有“{strange}”这一项", "可以写 year、off、work、text。")
        if not isinstance(text, str):
            raise self._wrong(f"{year}年：text 不是文字", "请把通知原文放在双引号里。")
        off: dict[date, str] = {}
        for value in self._list(year, entry, "off"):
            self._add(off, year, *self._span(year, value))
        work = self._work(year, entry)
        made = Arrangement(year, off, frozenset(work), text)
        if said := fault(made):
            raise self._wrong(f"{year}年：{said}", "请对照通知改正。")
        return made

    def _work(self, year: int, entry: Mapping[str, object]) -> dict[date, str]:
        work: dict[date, str] = {}
        for value in self._list(year, entry, "work"):
            first, last, name = self._span(year, value)
            if first != last or name:
                raise self._wrong(f"{year}年：“{value}”不能这样写", "调休上班请一天一天写，如“2027-10-09”。")
            self._add(work, year, first, last, name)
        return work

    def _list(self, year: int, entry: Mapping[str, object], key: str) -> list[object]:
        value = entry.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(f"{year}年：{key} 要写成方括号里的一串", _HOW)
        return value

    def _span(self, year: int, value: object) -> tuple[date, date, str]:
        found = _SPAN.fullmatch(value) if isinstance(value, str) else None
        if found:
            with suppress(ValueError):  # 2027-02-30
                first = date.fromisoformat(found[1])
                last = date.fromisoformat(found[2] or found[1])
                if first <= last and (last - first).days < _MOST_DAYS:
                    return first, last, found[3] or ""
        raise self._wrong(f"{year}年：“{value}”不是日期", _HOW)

    def _add(self, days: dict[date, str], year: int, first: date, last: date, name: str) -> None:
        new = named_days(first, last, name)
        twice = next((day for day in new if day in days), None)
        if twice:
            raise self._wrong(f"{year}年：{twice.isoformat()}写了两遍", "同一天只能写一次，请删去一处。")
        days |= new

    def _wrong(self, what: str, advice: str) -> UserError:
        return UserError(f"{self._name}里{what}。", advice)


# ---------------------------------------------------------------- writing the office's own


def write_years(years: Mapping[int, Arrangement]) -> bytes:
    """The office's own table as TOML, in the form of the bundled one."""
    entries = [plain(years[year]) for year in sorted(years)]
    return tomli_w.dumps({"title": _TITLE, "year": entries}, multiline_strings=True).encode("utf-8")


def plain(arrangement: Arrangement) -> dict[str, object]:
    """One year as its table entry."""
    off = [
        f"{span.first}" + ("" if span.days == 1 else f"/{span.last}") + (f" {span.name}" if span.name else "")
        for span in spans(arrangement.off)
    ]
    entry: dict[str, object] = {
        "year": arrangement.year,
        "off": off,
        "work": [f"{day}" for day in sorted(arrangement.work)],
    }
    return entry | ({"text": arrangement.text} if arrangement.text else {})


def save(ws: Workspace, changes: Mapping[int, Arrangement | None]) -> None:
    """Keep these years in the office's own table, None taking one out; written whole, each year with its journal line.

    ``UserError`` names what is wrong in a year, and nothing is written. A table that could not be read is not built
    upon: it is kept beside the new one.
    """
    for year, made in changes.items():
        if made and (said := fault(made)):
            raise UserError(f"{year}年：{said}。", "请改正后再保存。")
    before, broken = _before(ws)
    after = {year: made for year, made in {**before, **changes}.items() if made}
    path = ws.folder / OWN_FILE
    try:
        with own_files.together(ws, path, OWN_NAME) as put:
            if broken and path.exists():
                aside = own_files.copy_aside(path, ws.folder / ASIDE_FILE, path.read_bytes())
                with ws.change("calendar", OWN_FILE, {"file": aside.name}):
                    pass
            for year, made in sorted(changes.items()):
                _note(ws, year, before.get(year), made)
            put(write_years(after) if after else None)
    finally:
        _own.cache_clear()
        _calendar.cache_clear()


def _note(ws: Workspace, year: int, before: Arrangement | None, after: Arrangement | None) -> None:
    detail = {"before": plain(before) if before else None, "after": plain(after) if after else None}
    with ws.change("calendar", subject(year), detail):
        pass


def last_change(ws: Workspace, year: int) -> JournalLine | None:
    """Who changed a year's arrangement in the program last, and when; None where nobody did."""
    return next(iter(journal.lines(ws.db, subject(year), 1)), None)


def subject(year: int) -> str:
    """What the journal calls a year's arrangement."""
    return f"calendar-{year}"


def _before(ws: Workspace) -> tuple[Mapping[int, Arrangement], bool]:
    try:
        return own(ws), False
    except UserError:
        return {}, True
