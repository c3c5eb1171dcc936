"""Corrections in the store: made by a person, merged with each import, decided where the city has changed the same field."""

import json
import uuid
from collections import defaultdict

from sqlite_utils import Database

from data.domain.corrections import CORRECTABLE, DEADLINE, UNIT_LISTS, issued_text, kept_ours, merge
from data.domain.errors import UserError
from data.domain.model import Correction, ListedTask
from data.domain.plan import TaskChange, due_conflict
from data.store.workspace import Workspace

_COLUMNS = {"responsible_units": "units", "supporting_units": "supporting"}
_NAMES = ("id", "task_id", "field", "base", "value", "theirs", "rev")


def _value(row: dict) -> Correction:
    return Correction(**{name: row[name] for name in _NAMES})


def of_task(ws: Workspace, task_id: str) -> tuple[Correction, ...]:
    """The corrections of one task, in the order they were made."""
    rows = ws.db.query("select * from correction where task_id = ? order by rowid", [task_id])
    return tuple(_value(row) for row in rows)


def by_task(ws: Workspace) -> dict[str, tuple[Correction, ...]]:
    """Every correction, by task id."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in ws.db.query("select * from correction order by rowid"):
        found[row["task_id"]].append(_value(row))
    return {id_: tuple(them) for id_, them in found.items()}


def _issued(ws: Workspace, task_id: str, name: str) -> str:
    """The official text of a field as the city's last issue has it."""
    column = _COLUMNS.get(name, name)
    row = ws.db.execute(f'select "{column}" from task where id = ?', [task_id]).fetchone()
    if row is None:
        raise UserError("这项任务不在台账里。", "请刷新任务列表后再试。")
    return "、".join(json.loads(row[0])) if name in UNIT_LISTS else row[0] or ""


def correct(ws: Workspace, task_id: str, name: str, value: str) -> None:
    """Keep the office's reading of an official field beside the city's; the city's own words take the correction away."""
    if name not in CORRECTABLE:
        raise UserError("这一项不能更正。", "整改时限请在“整改时限”一栏确认日期；措施以清单原文为准。")
    value, issued = value.strip(), _issued(ws, task_id, name)
    if name == "finding" and not value:
        raise UserError("反馈问题不能更正为空。", "请填写更正后的内容。")
    old = next((one for one in of_task(ws, task_id) if one.field == name), None)
    detail = {"field": name, "before": old.value if old else issued, "after": value}
    with ws.change("correction", task_id, detail) as db:
        if value == issued:
            db.execute("delete from correction where task_id = ? and field = ?", [task_id, name])
        else:
            id_, rev = (old.id, old.rev + 1) if old else (str(uuid.uuid4()), 1)
            _put(ws, db, Correction(id_, task_id, name, issued, value, None, rev))


def decide(ws: Workspace, conflict: Correction, ours: bool) -> None:
    """A person's word on a conflict: the office's reading stays over the city's new text, or the city's text is taken."""
    now = next((one for one in of_task(ws, conflict.task_id) if one.id == conflict.id), None)
    if now is None or now != conflict or now.theirs is None:
        raise UserError("这处不一致刚刚在别处处理过。", "请先刷新，再看是否还要决定。")
    detail = {
        "field": now.field,
        "kept": "ours" if ours else "theirs",
        "ours": now.value,
        "theirs": now.theirs,
    }
    with ws.change("conflict", now.task_id, detail) as db:
        if ours and now.field != DEADLINE:
            _put(ws, db, kept_ours(now), now.rev + 1)
            return
        db.execute("delete from correction where id = ?", [now.id])
        if now.field == DEADLINE and not ours:
            db.execute(
                "update task set due_confirmed = null, rev = rev + 1, updated_by = ? where id = ?",
                [ws.user, now.task_id],
            )


def settle_deadline(db: Database, task_id: str) -> None:
    """The person has confirmed a date anew: what was open about the old one is decided."""
    db.execute("delete from correction where task_id = ? and field = ?", [task_id, DEADLINE])


def _put(ws: Workspace, db: Database, one: Correction, rev: int | None = None) -> None:
    row = {name: getattr(one, name) for name in _NAMES}
    db.table("correction").upsert({**row, **ws.shared(rev or one.rev)}, pk="id")


# ---------------------------------------------------------------- with an import


def follow(ws: Workspace, db: Database, change: TaskChange, undo: list[dict]) -> None:
    """Merge a task's corrections with its new issue; ``undo`` learns what stood before."""
    for one in change.stored.corrections:
        after = merge(one, issued_text(change.listed, one.field))
        if after == one:
            continue
        undo.append({"before": {name: getattr(one, name) for name in _NAMES}, "after": after is not None})
        if after is None:
            db.execute("delete from correction where id = ?", [one.id])
        else:
            _put(ws, db, after, one.rev + 1)
    if (due := due_conflict(change.stored, change.listed)) is not None:
        id_ = str(uuid.uuid4())
        undo.append({"added": id_})
        db.table("correction").insert(
            {**{name: getattr(due, name) for name in _NAMES}, "id": id_, **ws.shared()}
        )


def take_back(ws: Workspace, db: Database, entries: list[dict]) -> list[str]:
    """After the official texts went back: corrections as they stood before, with the office's own values kept.

    Gives back the tasks where a person has decided for the city since; that stays.
    """
    said = []
    for entry in entries:
        if "added" in entry:
            db.execute("delete from correction where id = ?", [entry["added"]])
            continue
        before = Correction(**entry["before"])
        rows = db.query(
            "select * from correction where task_id = ? and field = ?", [before.task_id, before.field]
        )
        now = next((_value(row) for row in rows), None)
        if now is not None and now.id == before.id:
            kept = Correction(**{**entry["before"], "value": now.value})
            _put(ws, db, kept, now.rev + 1)
        elif now is None and not entry["after"]:
            _put(ws, db, before, before.rev + 1)
        elif now is None:
            said.append(before.task_id)
    return said


def rebase(ws: Workspace, db: Database, task_id: str, listed: ListedTask) -> bool:
    """Merge the corrections made since an import with the texts it was taken back to; whether one is now a conflict."""
    conflict = False
    for one in of_task(ws, task_id):
        after = merge(one, issued_text(listed, one.field))
        if after is None:
            db.execute("delete from correction where id = ?", [one.id])
        elif after != one:
            _put(ws, db, after, one.rev + 1)
            conflict = conflict or after.theirs is not None
    return conflict
