"""An import taken back as one unit: official texts go back, what the office has done since stays and is named."""

import json
import uuid
from dataclasses import dataclass

from sqlite_utils import Database

from data.domain.corrections import DEADLINE
from data.domain.errors import UserError
from data.domain.model import called
from data.store import corrections, tasks
from data.store.imports import history
from data.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did: how many rows went back, and what stays because a person has worked on it since."""

    reversed: int
    kept: tuple[str, ...]


def undo_last(ws: Workspace) -> Undone:
    """Take back the newest import as one unit; what was worked on since stays, and is named."""
    newest = next((record for record in history(ws) if record.undone_on is None), None)
    if newest is None:
        raise UserError("没有可以撤回的导入。", "")
    line = next(
        iter(ws.db.query("select detail from journal where what = 'import' and subject = ?", [newest.id]))
    )
    undo = json.loads(line["detail"])["undo"]
    kept: list[str] = []
    count = 0
    detail = {"file": newest.file, "kept": kept}
    with ws.change("import_undone", newest.id, detail) as db:
        worked_on = _worked_on(db)
        for id_ in undo["added"]:
            count += _remove(db, id_, worked_on, kept)
        for entry in undo["measures"]:
            count += _put_measure_back(ws, db, entry, kept)
        for entry in undo["tasks"]:
            count += _put_task_back(ws, db, entry, kept)
        decided = corrections.take_back(ws, db, undo.get("corrections", []))
        kept += [f"{_name(db, id_)}：已按市里的文字决定过，不再恢复原来的更正" for id_ in decided]
        for entry in undo["tasks"]:
            if corrections.rebase(ws, db, entry["id"], tasks.issued(ws, entry["id"])):
                kept.append(f"{_name(db, entry['id'])}：本单位的更正与退回后的原文不一致，请决定")
        for id_ in undo["gone"]:
            count += 1
            db.execute("update task set gone = 0, rev = rev + 1, updated_by = ? where id = ?", [ws.user, id_])
        db.execute('update "import" set undone_on = ? where id = ?', [ws.today.isoformat(), newest.id])
    return Undone(count, tuple(dict.fromkeys(kept)))


def _name(db: Database, task_id: str) -> str:
    row = db.execute("select number, finding from task where id = ?", [task_id]).fetchone()
    return f"{called(row[0])} {row[1][:20]}"


def _worked_on(db: Database) -> list[str]:
    """Every table that hangs work on a task; measures come with the import and are no work by themselves."""
    found = db.query(
        "select distinct m.name from sqlite_master m, pragma_foreign_key_list(m.name) f"
        " where m.type = 'table' and f.\"table\" = 'task' and f.\"from\" = 'task_id'"
    )
    return [row["name"] for row in found if row["name"] != "measure"]


def _remove(db: Database, task_id: str, worked_on: list[str], kept: list[str]) -> int:
    touched = db.execute(
        "select (select rev from task where id = :id) > 1 or exists(select 1 from measure where task_id = :id and rev > 1)"
        + "".join(f' or exists(select 1 from "{table}" where task_id = :id)' for table in worked_on),
        {"id": task_id},
    ).fetchone()[0]
    if touched:
        kept.append(_name(db, task_id))
        return 0
    db.execute("delete from measure where task_id = ?", [task_id])
    db.execute("delete from task where id = ?", [task_id])
    return 1


def _put_task_back(ws: Workspace, db: Database, entry: dict, kept: list[str]) -> int:
    """Official columns are the list's own, so they go back even where local columns were edited since."""
    now = db.table("task").get(entry["id"])
    db.table("task").update(entry["id"], {**entry["before"], **ws.shared(int(now["rev"]) + 1)})
    day, base, back = now["due_confirmed"], now["deadline_text"], entry["before"]["deadline_text"]
    if day and day != entry.get("due_confirmed") and base != back:
        corrections.settle_deadline(db, entry["id"])
        row = {"id": str(uuid.uuid4()), "task_id": entry["id"], "field": DEADLINE, "base": base, "value": day}
        db.table("correction").insert({**row, "theirs": back, **ws.shared()})
        kept.append(f"{_name(db, entry['id'])}：确认过的日期与退回后的时限不一致，请决定")
    return 1


def _put_measure_back(ws: Workspace, db: Database, entry: dict, kept: list[str]) -> int:
    now = next(iter(db.query("select * from measure where id = ?", [entry["id"]])), None)
    if now is None:
        return 0
    if entry["before"] is None:
        if now["rev"] == entry["rev"] and not _used(db, entry["id"]):
            db.execute("delete from measure where id = ?", [entry["id"]])
            return 1
        kept.append(f"{_name(db, now['task_id'])}的措施“{now['text'][:20]}”")
        return 0
    if now["rev"] != entry["rev"] and "text" in entry["before"]:
        kept.append(f"{_name(db, now['task_id'])}：第{now['position']}条措施的文字已退回，填写的落实情况保留")
    db.table("measure").update(entry["id"], {**entry["before"], **ws.shared(int(now["rev"]) + 1)})
    return 1


def _used(db: Database, measure_id: str) -> bool:
    return bool(
        db.execute(
            "select exists(select 1 from evidence_measure where measure_id = :id)"
            " or exists(select 1 from progress_entry where measure_id = :id)"
            " or exists(select 1 from waiver where measure_id = :id)",
            {"id": measure_id},
        ).fetchone()[0]
    )
