"""Tasks and measures in the store: the list for the screen, one task whole, and the office's own edits."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

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


class TaskLine(NamedTuple):
    """One task as a line of the list: what is shown, sorted and counted, without its long texts.

    A named tuple: 20,000 of them are made each time the list is read, five times as fast as frozen dataclasses.

    ``measures``, ``done`` and ``late`` count measures in all, done, and due by today but not done.
    ``search`` is everything a person may look for, folded. ``step`` is the last step's key, ``step_on`` its date,
    ``level`` its level; ``looked`` counts the look-backs (回头看) since ``closed_on``, the last closing.
    ``corrected`` names the fields shown with the office's correction, ``conflicts`` counts what waits for a decision.
    """

    id: str
    position: int
    number: str | None
    number_sort: int
    upper_number: str | None
    category: str | None
    finding: str
    lead_unit: str | None
    units: tuple[str, ...]
    supporting: tuple[str, ...]
    acceptance_unit: str | None
    deadline_text: str
    due: date | None
    due_confirmed: date | None
    long_term: bool
    needs_review: bool
    percent: int
    gone: bool
    measures: int
    done: int
    late: int
    done_on: date | None
    evidence: int
    progressed: bool
    step: str
    step_on: date | None
    search: str
    corrected: tuple[str, ...] = ()
    conflicts: int = 0
    level: str = ""
    closed_on: date | None = None
    looked: int = 0


_LINES = """
select t.id, t.position, t.number, t.number_sort, t.upper_number, t.category, t.finding, t.lead_unit,
       t.units, t.supporting, t.acceptance_unit, t.deadline_text, t.due, t.due_confirmed, t.long_term,
       t.needs_review, t.percent, t.gone, t.goal,
       coalesce(m.n, 0) measures, coalesce(m.done, 0) done, coalesce(m.late, 0) late, m.done_on,
       coalesce(e.n, 0) evidence, p.task_id is not null progressed, coalesce(s.kind, '') step, s."on" step_on, coalesce(s.level, '') level,
       c.closed_on,
       case when c.closed_at then (select count(*) from step k where k.task_id = t.id and k.kind = 'looked_back'
                                   and k.position > c.closed_at) else 0 end looked
from task t
left join (select task_id, count(*) n, count(done_on) done, max(done_on) done_on,
                  sum(done_on is null and due is not null and due <= ?) late
           from measure where not gone group by task_id) m on m.task_id = t.id
left join (select task_id, count(*) n from evidence group by task_id) e on e.task_id = t.id
left join (select distinct task_id from progress_entry) p on p.task_id = t.id
left join (select task_id, kind, "on", level, max(position) from step group by task_id) s on s.task_id = t.id
left join (select task_id, "on" closed_on, max(position) closed_at from step where kind = 'closed'
           group by task_id) c on c.task_id = t.id
order by t.position
"""


def lines(ws: Workspace) -> list[TaskLine]:
    """Every task as a line, in the list's own order; one query, made once, filtered in memory."""
    rows = ws.db.execute(_LINES, [ws.today.isoformat()]).fetchall()
    own = corrections.by_task(ws)
    units, supporting = _names(row[8] for row in rows), _names(row[9] for row in rows)
    made = map(_line, rows, units, supporting)
    return [_with(line, own[line.id]) if line.id in own else line for line in made]


def _names(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The lists of names behind a column's JSON texts, parsed as one text: a call for each would take ten times as long."""
    return map(tuple, json.loads(f"[{','.join(texts)}]"))


def _with(line: TaskLine, own: tuple[Correction, ...]) -> TaskLine:
    """The line with the office's corrections put in."""
    listed = corrected(
        ListedTask(
            number=line.number,
            upper_number=line.upper_number,
            category=line.category,
            finding=line.finding,
            lead_unit=line.lead_unit,
            responsible_units=line.units,
            supporting_units=line.supporting,
            acceptance_unit=line.acceptance_unit,
        ),
        own,
    )
    return line._replace(
        number=listed.number,
        number_sort=number_sort(listed.number),
        upper_number=listed.upper_number,
        category=listed.category,
        finding=listed.finding,
        lead_unit=listed.lead_unit,
        units=listed.responsible_units,
        supporting=listed.supporting_units,
        acceptance_unit=listed.acceptance_unit,
        search="\n".join((line.search, *(one.value.casefold() for one in own))),
        corrected=tuple(one.field for one in own),
        conflicts=sum(one.theirs is not None for one in own),
    )


def _line(row: tuple, names: tuple[str, ...], helpers: tuple[str, ...]) -> TaskLine:
    (
        id_,
        position,
        number,
        sort,
        upper,
        category,
        finding,
        lead,
        _,
        _,
        acceptance,
        text,
        *rest,
    ) = row
    due, confirmed, long_term, review, percent, gone, goal, measures, done, late, done_on, evidence, *more = (
        rest
    )
    progressed, step, step_on, level, closed_on, looked = more
    search = "\n".join(
        filter(None, (number, upper, category, finding, goal, *names, acceptance, text))
    ).casefold()
    return TaskLine(
        id_, position, number, sort, upper, category, finding, lead, names, helpers, acceptance, text,
        _date(due), _date(confirmed), bool(long_term), bool(review), percent, bool(gone),
        measures, done, late, _date(done_on), evidence, bool(progressed), step, _date(step_on), search,
        level=level, closed_on=_date(closed_on), looked=looked,
    )  # fmt: skip


def _date(text: str | None) -> date | None:
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
where coalesce(c.value, t.number) is :number and t.id <> :id limit 1
"""


def shares_number(ws: Workspace, task: Task) -> bool:
    """Whether another task carries the same number, as tasks of two lists may."""
    return bool(list(ws.db.query(_SAME_NUMBER, {"number": task.listed.number, "id": task.id})))


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
        due=_date(row["due"]),
        deadline=from_plain(Deadline, json.loads(row["deadline"])) if row["deadline"] else None,
        reported=row["reported"],
        done_on=_date(row["done_on"]),
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
        due_confirmed=_date(row["due_confirmed"]),
        gone=bool(row["gone"]),
        rev=row["rev"],
        corrections=own,
    )


def number_sort(number: str | None) -> int:
    """What a task's number is ordered by; unnumbered ones last."""
    digits = "".join(ch for ch in (number or "") if ch.isdigit())
    return int(digits[:15]) if digits else 10**15


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
