"""The journal of one task, gathered over everything that hangs on it."""

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
