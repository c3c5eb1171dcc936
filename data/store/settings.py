"""Settings of the desk: office, profile, known people and unit names, kept in the workspace so that they move with it."""

import json
import re
from typing import TypeVar

from data.domain.contents import Office
from data.domain.plain import Plain, dumps, from_plain, to_plain
from data.domain.units import UnitContext
from data.store.workspace import Workspace

T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def get(ws: Workspace, key: str, kind: type[T], default: T) -> T:
    """The setting read as ``kind``, or the default where it was never set."""
    row = next(iter(ws.db.query("select value from setting where key = ?", [key])), None)
    return from_plain(kind, json.loads(row["value"])) if row else default


def put(ws: Workspace, key: str, value: object) -> None:
    """Set one setting; control characters, which come along when text is pasted and which no paper can bear, are left out."""
    after = dumps(_without_controls(to_plain(value)))
    before = next(iter(ws.db.query("select value from setting where key = ?", [key])), {"value": None})[
        "value"
    ]
    with ws.change("setting", key, {"before": before, "after": after}) as db:
        db.table("setting").upsert({"key": key, "value": after}, pk="key")


def _without_controls(value: Plain) -> Plain:
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, list):
        return [_without_controls(item) for item in value]
    if isinstance(value, dict):
        return {_CONTROL.sub("", key): _without_controls(item) for key, item in value.items()}
    return value


def office(ws: Workspace) -> Office:
    """The office's own particulars; empty county and name where nobody has filled them in."""
    return get(ws, "office", Office, Office(county="", name=""))


def profile_key(ws: Workspace, default: str) -> str:
    """The key of the profile the desk works under."""
    return get(ws, "profile", str, default)


def deadline_answers(ws: Workspace) -> dict[str, str]:
    """What was answered to doubtful deadline phrases, by phrase."""
    return get(ws, "deadline_answers", dict[str, str], {})


def task_families(ws: Workspace) -> dict[str, str]:
    """The family (工程类、非工程类) a person chose, by task; tasks nobody chose for are not in it."""
    return get(ws, "task_families", dict[str, str], {})


def choose_family(ws: Workspace, task_id: str, family: str) -> None:
    """Set a task's family; "" leaves it to the profile's words again."""
    before = task_families(ws)
    after = {key: value for key, value in before.items() if key != task_id} | (
        {task_id: family} if family else {}
    )
    if after != before:
        put(ws, "task_families", after)


def unit_context(ws: Workspace) -> UnitContext:
    """What the office told the program of units: its county, and the unit names and collective terms it has answered."""
    return UnitContext(
        aliases=get(ws, "unit_aliases", dict[str, str], {}),
        county=office(ws).county,
        county_aliases=tuple(get(ws, "county_aliases", list[str], [])),
        collective_ours=get(ws, "collective_ours", dict[str, bool], {}),
    )
