"""The office's own work on a task in the store: progress entries, self-verification, sign-offs and dated steps."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.domain.model import ProgressEntry, SelfVerification, SignOff, Step
from data.domain.plain import dumps, from_plain
from data.store.workspace import Workspace


def progress(ws: Workspace, task_id: str) -> list[ProgressEntry]:
    """The progress entries of a task, newest first."""
    rows = ws.db.query(
        'select * from progress_entry where task_id = ? order by "on" desc, rowid desc', [task_id]
    )
    return [
        ProgressEntry(
            r["id"], task_id, date.fromisoformat(r["on"]), r["text"], r["measure_id"], r["percent"], r["by"]
        )
        for r in rows
    ]


def add_progress(ws: Workspace, entry: ProgressEntry) -> ProgressEntry:
    """Store a new entry (its id is made here); a percent becomes the task's own."""
    id_ = str(uuid.uuid4())
    row = {
        "id": id_,
        "task_id": entry.task_id,
        "measure_id": entry.measure_id,
        "on": entry.on.isoformat(),
        "text": entry.text,
        "percent": entry.percent,
        "by": entry.by or ws.user,
        **ws.shared(),
    }
    with ws.change("progress", entry.task_id, {"after": row}) as db:
        db.table("progress_entry").insert(row)
        if entry.percent is not None:
            db.execute(
                "update task set percent = ?, rev = rev + 1, updated_by = ? where id = ?",
                [entry.percent, ws.user, entry.task_id],
            )
    return ProgressEntry(id_, entry.task_id, entry.on, entry.text, entry.measure_id, entry.percent, row["by"])


def delete_progress(ws: Workspace, entry: ProgressEntry) -> None:
    """Take one entry out; its text stays in the journal."""
    with ws.change("progress_deleted", entry.task_id, {"before": entry}) as db:
        db.table("progress_entry").delete(entry.id)


def verification(ws: Workspace, task_id: str) -> SelfVerification:
    """The self-verification as far as it is filled in; an empty one where it was never begun."""
    row = next(iter(ws.db.query("select body from verification where task_id = ?", [task_id])), None)
    return from_plain(SelfVerification, json.loads(row["body"])) if row else SelfVerification()


def save_verification(ws: Workspace, task_id: str, filled: SelfVerification) -> None:
    """Keep the self-verification; saving the same again writes nothing."""
    before = verification(ws, task_id)
    if before == filled:
        return
    with ws.change("verification", task_id, {"before": before, "after": filled}) as db:
        row = {"task_id": task_id, "body": dumps(filled), **ws.shared()}
        db.table("verification").upsert(row, pk="task_id")


def signs(ws: Workspace, task_id: str) -> list[SignOff]:
    """The signatures of the chain noted so far."""
    rows = ws.db.query("select * from sign_off where task_id = ? order by rowid", [task_id])
    return [
        SignOff(
            *(r[key] for key in ("role", "name", "post", "opinion")),
            on=date.fromisoformat(r["on"]) if r["on"] else None,
            mark=r["mark"],
            over=r["over"],
        )
        for r in rows
    ]


def signed_tasks(ws: Workspace) -> list[str]:
    """The tasks that anybody has signed: in the sign chain, or on a form that was filed."""
    rows = ws.db.query(
        "select task_id from sign_off where name <> '' union select task_id from signed_form order by task_id"
    )
    return [row["task_id"] for row in rows]


def save_signs(ws: Workspace, task_id: str, chain: Sequence[SignOff]) -> None:
    """Replace the chain of a task."""
    before = signs(ws, task_id)
    if before == list(chain):
        return
    with ws.change("signs", task_id, {"before": before, "after": list(chain)}) as db:
        db.execute("delete from sign_off where task_id = ?", [task_id])
        for sign in chain:
            db.table("sign_off").insert(
                {
                    "id": str(uuid.uuid4()),
                    "task_id": task_id,
                    "role": sign.role,
                    "name": sign.name,
                    "post": sign.post,
                    "opinion": sign.opinion,
                    "on": sign.on.isoformat() if sign.on else None,
                    "mark": sign.mark,
                    "over": sign.over,
                    **ws.shared(),
                }
            )


def steps(ws: Workspace, task_id: str) -> list[Step]:
    """The steps taken, in the order they were noted."""
    rows = ws.db.query("select * from step where task_id = ? order by position", [task_id])
    return [
        Step(
            *(r["id"], r["kind"], date.fromisoformat(r["on"])),
            *(r[key] for key in ("by", "document", "note", "level")),
        )
        for r in rows
    ]


def add_step(ws: Workspace, task_id: str, step: Step) -> Step:
    """Note one step (its id is made here)."""
    id_ = str(uuid.uuid4())
    row = {"id": id_, "task_id": task_id, "kind": step.kind, "on": step.on.isoformat(), "by": step.by}
    row |= {"document": step.document, "note": step.note, "level": step.level}
    with ws.change("step", task_id, {"after": row}) as db:
        position = db.execute("select coalesce(max(position), 0) + 1 from step where task_id = ?", [task_id])
        db.table("step").insert({**row, "position": position.fetchone()[0], **ws.shared()})
    return replace(step, id=id_)


def redate_step(ws: Workspace, task_id: str, step: Step, on: date) -> None:
    """Correct the day of a step, in its place; the day it had stays in the journal."""
    correct_step(ws, task_id, step, replace(step, on=on))


def correct_step(ws: Workspace, task_id: str, step: Step, right: Step) -> None:
    """Correct what was noted of a step, in its place; what stood there stays in the journal."""
    after = {"kind": step.kind, "on": right.on.isoformat(), "by": right.by, "document": right.document}
    with ws.change("step", task_id, {"before": step, "after": after}) as db:
        db.table("step").update(step.id, {**after, "note": right.note, **ws.shared()})


def delete_step(ws: Workspace, task_id: str, step: Step) -> None:
    """Take back a step noted by mistake; it stays in the journal."""
    with ws.change("step_deleted", task_id, {"before": step}) as db:
        db.table("step").delete(step.id)
