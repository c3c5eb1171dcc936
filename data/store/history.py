"""The journal of one task, gathered over everything that hangs on it, and each line in a few words."""

import json

from data.store.journal import JournalLine
from data.store.workspace import Workspace


def of_task(ws: Workspace, task_id: str) -> list[JournalLine]:
    """Every journal line about the task itself, its measures, evidence and slots; newest first."""
    rows = ws.db.query(
        """select seq, at, "by", what, subject, detail from journal
           where subject = :id
              or json_extract(detail, '$.task') = :id
              or (what in ('import', 'import_undone') and detail like '%' || :id || '%')
           order by seq desc""",
        {"id": task_id},
    )
    return [JournalLine(**{**row, "detail": json.loads(row["detail"])}) for row in rows]


def summary(line: JournalLine) -> str:
    """What a line changed, in a few words taken from its detail."""
    detail = line.detail
    after, before = detail.get("after"), detail.get("before")
    if line.what in ("import", "import_undone"):
        return str(detail.get("file", ""))
    if line.what == "attach":
        return "、".join(detail["files"])  # type: ignore[arg-type]
    if isinstance(after, dict) and isinstance(before, dict):
        changed = [str(after[key]) for key in after if after[key] != before.get(key) and after[key]]
        return "；".join(changed)[:200]
    said = after if isinstance(after, dict) else before
    if isinstance(said, dict):
        shown = (said.get(key) for key in ("text", "title", "file_name", "note", "opinion", "document"))
        return "；".join(str(value) for value in shown if value)[:200]
    return str(said or "")
