"""Imports in the store: a plan applied in one transaction, the original file kept, and what taking it back needs noted."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from data.domain.errors import UserError
from data.domain.model import ListedMeasure, ListedTask, Listing, Report, no_report
from data.domain.plain import dumps
from data.domain.plan import NO_DECISIONS, Decisions, MeasureChange, Plan, TaskChange, plan_import
from data.files import BLOCK, atomic_write, translate_os_errors
from data.store import corrections, tasks
from data.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import as listed: which file, when, what it did, and when it was taken back."""

    id: str
    file: str
    imported_on: date
    counts: dict[str, int]
    undone_on: date | None


def plan(ws: Workspace, listed: Sequence[ListedTask], decided: Decisions = NO_DECISIONS) -> Plan:
    """What importing this list would do to the tasks as they are now, with what a person has said of it so far."""
    batches = dict(ws.db.execute("select id, batch from task").fetchall())
    return plan_import(listed, tasks.everything(ws), batches, decided)


def apply(ws: Workspace, listing: Listing, shown: Plan, source: Path, report: Report = no_report) -> str:
    """Write the plan a person has seen; planned again first, and refused where the tasks have changed since."""
    id_ = str(uuid.uuid4())
    undo: dict[str, list] = {"added": [], "tasks": [], "measures": [], "gone": [], "corrections": []}
    detail = {"file": listing.file, "sha256": listing.sha256, "counts": shown.counts, "undo": undo}
    with ws.change("import", id_, detail) as db:
        if plan(ws, listing.tasks, shown.decided) != shown:
            raise UserError("预览之后台账又有改动。", "请重新预览一次，再导入。")
        _keep_file(ws, source, listing.sha256)
        row = {"id": id_, "file": listing.file, "sha256": listing.sha256, "imported_on": ws.today.isoformat()}
        db.table("import").insert({**row, "counts": dumps(shown.counts), "undone_on": None, **ws.shared()})
        batch = _batch(db, shown) or id_
        added = _rows(ws, shown.new, db, {"batch": batch, "import_id": id_}, report)
        undo["added"] = [row["id"] for row in added[0]]
        _insert_many(db, "task", added[0])
        _insert_many(db, "measure", added[1])
        for change in shown.changed:
            _change(ws, db, change, id_, undo)
        for task in shown.missing:
            undo["gone"].append(task.id)
            db.execute(
                "update task set gone = 1, rev = rev + 1, updated_by = ? where id = ?", [ws.user, task.id]
            )
    return id_


def _keep_file(ws: Workspace, source: Path, sha256: str) -> None:
    """Keep the city's file as received, under its digest; ``UserError`` where it is not the file that was read any more."""
    target = ws.folder / "lists" / f"{sha256}{source.suffix.lower()}"
    if target.exists():
        return
    with translate_os_errors("清单文件"), open(source, "rb") as there, atomic_write(target) as kept:
        digest = hashlib.sha256()
        while block := there.read(BLOCK):
            digest.update(block)
            kept.write(block)
        if digest.hexdigest() != sha256:
            raise UserError(f"“{source.name}”在读取之后又被改动。", "请保存并关闭它，重新选择后再导入。")


def _batch(db: Database, shown: Plan) -> str | None:
    """A re-issue adds to the list it continues: the one most of its known tasks came with."""
    known = [change.stored.id for change in shown.changed] + [task.id for task, _ in shown.unchanged]
    if len(known) < len(shown.new):
        return None
    rows = [db.execute("select batch from task where id = ?", [id_]).fetchone()[0] for id_ in known]
    return max(sorted(set(rows)), key=rows.count) if rows else None


def _rows(
    ws: Workspace, new: tuple[ListedTask, ...], db: Database, origin: dict[str, str], report: Report
) -> tuple[list[dict], list[dict]]:
    """The task rows and measure rows of new tasks."""
    position = db.execute("select coalesce(max(position), 0) from task").fetchone()[0]
    local = {"percent": 0, "local_note": "", "due_confirmed": None, "gone": 0, **origin, **ws.shared()}
    rows, measures = [], []
    for at, listed in enumerate(new, 1):
        id_ = str(uuid.uuid4())
        rows.append({"id": id_, "position": position + at, **tasks.official_columns(listed), **local})
        measures += [
            _measure_row(ws, id_, number, measure) for number, measure in enumerate(listed.measures, 1)
        ]
        if at % 500 == 0:
            report(at, len(new), "写入任务")
    return rows, measures


def _insert_many(db: Database, table: str, rows: list[dict]) -> None:
    """Plain ``executemany``: the library's own insert builds one long statement a batch and takes three times as long."""
    if rows:
        columns, marks = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" * len(rows[0]))
        values = (tuple(row.values()) for row in rows)
        db.conn.executemany(f"insert into {table} ({columns}) values ({marks})", values)


def _measure_row(ws: Workspace, task_id: str, position: int, listed: ListedMeasure) -> dict[str, object]:
    return {
        "id": str(uuid.uuid4()),
        "task_id": task_id,
        "position": position,
        **tasks.measure_columns(listed),
        "reported": "",
        "done_on": None,
        "gone": 0,
        **ws.shared(),
    }


def _change(ws: Workspace, db: Database, change: TaskChange, import_id: str, undo: dict) -> None:
    id_ = change.stored.id
    columns = {**tasks.official_columns(change.listed), "import_id": import_id, "gone": 0}
    before = db.table("task").get(id_)
    rev = int(before["rev"]) + 1
    old = {key: before[key] for key in columns}
    undo["tasks"].append({"id": id_, "rev": rev, "before": old, "due_confirmed": before["due_confirmed"]})
    db.table("task").update(id_, {**columns, **ws.shared(rev)})
    for measure in change.measures:
        _change_measure(ws, db, id_, measure, undo)
    corrections.follow(ws, db, change, undo["corrections"])


def _change_measure(ws: Workspace, db: Database, task_id: str, change: MeasureChange, undo: dict) -> None:
    if change.before is None and change.after is not None:
        row = _measure_row(ws, task_id, change.position, change.after)
        undo["measures"].append({"id": row["id"], "rev": 1, "before": None})
        db.table("measure").insert(row)
    elif change.before is not None:
        after = (
            {"gone": 1}
            if change.after is None
            else {**tasks.measure_columns(change.after), "position": change.position, "gone": 0}
        )
        before = db.table("measure").get(change.before.id)
        rev = int(before["rev"]) + 1
        undo["measures"].append(
            {"id": before["id"], "rev": rev, "before": {key: before[key] for key in after}}
        )
        db.table("measure").update(before["id"], {**after, **ws.shared(rev)})


def history(ws: Workspace) -> list[ImportRecord]:
    """Every import, newest first."""
    return [
        ImportRecord(
            row["id"],
            row["file"],
            date.fromisoformat(row["imported_on"]),
            json.loads(row["counts"]),
            date.fromisoformat(row["undone_on"]) if row["undone_on"] else None,
        )
        for row in ws.db.query('select * from "import" order by rowid desc')
    ]
