"""The public notice of a task in the store: one per task, its period beside it so that running notices can be found."""

import json

from data.domain.notice import Notice
from data.domain.plain import dumps, from_plain
from data.store.workspace import Workspace


def of_task(ws: Workspace, task_id: str) -> Notice | None:
    """The notice of a task as far as it is filled in; None where it was never begun."""
    row = next(iter(ws.db.query("select body from notice where task_id = ?", [task_id])), None)
    return from_plain(Notice, json.loads(row["body"])) if row else None


def save(ws: Workspace, task_id: str, notice: Notice) -> None:
    """Keep the notice; saving the same again writes nothing."""
    before = of_task(ws, task_id)
    if before == notice:
        return
    row = {
        "task_id": task_id,
        "start": notice.start.isoformat() if notice.start else None,
        "end": notice.end.isoformat() if notice.end else None,
        "body": dumps(notice),
        **ws.shared(),
    }
    with ws.change("notice", task_id, {"before": before, "after": notice}) as db:
        db.table("notice").upsert(row, pk="task_id")
