"""Tasks and measures in the store: one task whole, all of them, and the office's own edits."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from data.domain.corrections import corrected
from data.domain.errors import UserError
from data.domain.model import CellRef, Correction, Deadline, ListedMeasure, ListedTask, Measure, Task
from data.domain.plain import dumps, from_plain
from data.store import corrections
from data.store.workspace import Workspace

_TEXTS = [
    "number",
    "upper_number",
    "number_text",
    "category",
    "source",
    "finding",
    "requirement",
    "goal",
    "measures_text",
    "lead_unit",
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
    "phone",
    "status",
    "progress",
    "difficulty",
    "next_step",
    "note",
]


def day_of(text: str | None) -> date | None:
    """A date column read."""
    return date.fromisoformat(text) if text else None


def get(ws: Workspace, task_id: str) -> Task:
    """One task whole as the office reads it, measures in order; ``UserError`` where it is not there (any more)."""
    row = next(iter(ws.db.query("select * from task where id = ?", [task_id])), None)
    if row is None:
        raise UserError("这项任务不在台账里。", "请刷新任务列表后再试。")
    task = _task(row, measures(ws, task_id), corrections.of_task(ws, task_id))
    return replace(task, listed=corrected(task.listed, task.corrections))


def everything(ws: Workspace) -> list[Task]:
    """Every task whole, in order, as the city issued it: what an import is compared with."""
    by_task: dict[str, list[Measure]] = {}
    for row in ws.db.query("select * from measure order by task_id, position"):
        by_task.setdefault(row["task_id"], []).append(_measure(row))
    own = corrections.by_task(ws)
    return [
        _task(row, by_task.get(row["id"], ()), own.get(row["id"], ()))
        for row in ws.db.query("select * from task order by position")
    ]


def as_worked(ws: Workspace) -> list[Task]:
    """Every task whole, in order, as the office reads it: with its corrections put in."""
    return [replace(task, listed=corrected(task.listed, task.corrections)) for task in everything(ws)]


def issued(ws: Workspace, task_id: str) -> ListedTask:
    """One task as the city's last issue gives it, without the office's corrections."""
    row = next(iter(ws.db.query("select * from task where id = ?", [task_id])))
    return _task(row, measures(ws, task_id), ()).listed


_BY_NUMBER = """
select t.id from task t left join correction c on c.task_id = t.id and c.field = 'number'
where coalesce(c.value, t.number) = :number and not t.gone order by t.position
"""


def find(ws: Workspace, number: str) -> Task:
    """The task of that number as a person types it ("7"); ``UserError`` where none or several carry it."""
    rows = list(ws.db.query(_BY_NUMBER, {"number": number.strip()}))
    if not rows:
        raise UserError(f"台账里没有第{number}号任务。", "请核对任务编号，或先导入清单。")
    if len(rows) > 1:
        raise UserError(f"台账里有{len(rows)}项任务都是第{number}号。", "请在任务列表里按内容找到它。")
    return get(ws, rows[0]["id"])


_SAME_NUMBER = """
select 1 from task t left join correction c on c.task_id = t.id and c.field = 'number'
where coalesce(c.value, t.number, '') = :number and t.id <> :id limit 1
"""


def shares_number(ws: Workspace, task: Task) -> bool:
    """Whether another task carries the same number, as tasks of two lists may, or none as this one."""
    return bool(list(ws.db.query(_SAME_NUMBER, {"number": task.listed.number or "", "id": task.id})))


def measures(ws: Workspace, task_id: str) -> list[Measure]:
    """The measures of one task in order, those gone from the list last."""
    return [
        _measure(row)
        for row in ws.db.query("select * from measure where task_id = ? order by gone, position", [task_id])
    ]


def _measure(row: dict) -> Measure:
    return Measure(
        id=row["id"],
        position=row["position"],
        text=row["text"],
        units=tuple(json.loads(row["units"])),
        due=day_of(row["due"]),
        deadline=from_plain(Deadline, json.loads(row["deadline"])) if row["deadline"] else None,
        reported=row["reported"],
        done_on=day_of(row["done_on"]),
        gone=bool(row["gone"]),
    )


def _task(row: dict, measures: Iterable[Measure], own: tuple[Correction, ...]) -> Task:
    measures = tuple(measures)
    listed = ListedTask(
        **{name: row[name] for name in _TEXTS},
        percent=row["percent_text"],
        responsible_units=tuple(json.loads(row["units"])),
        supporting_units=tuple(json.loads(row["supporting"])),
        deadline=from_plain(Deadline, json.loads(row["deadline"])),
        at=from_plain(CellRef, json.loads(row["at"])),
        origin={name: CellRef(*ref) for name, ref in json.loads(row["origin"]).items()},
        extra=json.loads(row["extra"]),
        measures=tuple(ListedMeasure(m.text, m.units, m.deadline) for m in measures if not m.gone),
    )
    return Task(
        id=row["id"],
        listed=listed,
        measures=measures,
        percent=row["percent"],
        local_note=row["local_note"],
        due_confirmed=day_of(row["due_confirmed"]),
        gone=bool(row["gone"]),
        rev=row["rev"],
        corrections=own,
    )


def number_sort(number: str | None) -> int:
    """What a task's number is ordered by, part after part (2 before 2.1, 2.9 before 2.10); unnumbered ones last."""
    first, *rest = [*re.findall(r"\d+", number or ""), "", ""]
    if not first:
        return 10**15
    return sum(
        min(int(part or 0), 999_999_999 if at == 0 else 999) * 1000 ** (2 - at)
        for at, part in enumerate((first, *rest[:2]))
    )


def official_columns(listed: ListedTask) -> dict[str, object]:
    """The official columns of a task row: what the city's list says, and our reading of it."""
    return {
        **{name: getattr(listed, name) for name in _TEXTS},
        "percent_text": listed.percent,
        "number_sort": number_sort(listed.number),
        "units": _names_text(listed.responsible_units),
        "supporting": _names_text(listed.supporting_units),
        "deadline_text": listed.deadline.text,
        "deadline": _deadline_text(listed.deadline),
        "due": listed.deadline.due.isoformat() if listed.deadline.due else None,
        "long_term": int(listed.deadline.long_term),
        "needs_review": int(listed.deadline.needs_review),
        "at": dumps(listed.at),
        "origin": origin_text(listed.origin),
        "extra": dumps(listed.extra),
    }


@lru_cache(maxsize=4096)
def _deadline_text(deadline: Deadline) -> str:
    """Lists repeat the same few phrases hundreds of times."""
    return dumps(deadline)


@lru_cache(maxsize=1 << 15)
def _names_text(names: tuple[str, ...]) -> str:
    """The same for units, which a list names in a few groups."""
    return dumps(names)


def origin_text(origin: dict[str, CellRef]) -> str:
    """Where each field came from, kept short: sheet, row, column."""
    return _encode({name: (ref.sheet, ref.row, ref.column) for name, ref in origin.items()})


# One encoder for all rows: json.dumps would make a new one for every call.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def measure_columns(listed: ListedMeasure) -> dict[str, object]:
    """The official columns of a measure row."""
    return {
        "text": listed.text,
        "units": _names_text(listed.units),
        "due": listed.due.isoformat() if listed.due else None,
        "deadline": _deadline_text(listed.deadline) if listed.deadline else None,
    }


# ---------------------------------------------------------------- the office's own edits


def save_measure(ws: Workspace, measure: Measure) -> None:
    """Keep what the office reports of one measure: ``reported`` and ``done_on``; the official text is not touched."""
    before = ws.db.table("measure").get(measure.id)
    after = {
        "reported": measure.reported,
        "done_on": measure.done_on.isoformat() if measure.done_on else None,
    }
    detail = {"task": before["task_id"], "before": {key: before[key] for key in after}, "after": after}
    with ws.change("measure", measure.id, detail) as db:
        db.table("measure").update(measure.id, {**after, **ws.shared(int(before["rev"]) + 1)})


def save_local(ws: Workspace, task: Task) -> None:
    """Keep the office's own columns of a task: progress percent, note and the deadline a person confirmed."""
    before = ws.db.table("task").get(task.id)
    if before["rev"] != task.rev:
        raise UserError("这项任务刚刚在别处改过。", "请先刷新，再重新填写。")
    after = {
        "percent": task.percent,
        "local_note": task.local_note,
        "due_confirmed": task.due_confirmed.isoformat() if task.due_confirmed else None,
    }
    with ws.change("task", task.id, {"before": {key: before[key] for key in after}, "after": after}) as db:
        db.table("task").update(task.id, {**after, **ws.shared(task.rev + 1)})
        if after["due_confirmed"] != before["due_confirmed"]:
            corrections.settle_deadline(db, task.id)
