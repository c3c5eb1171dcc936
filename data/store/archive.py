"""The archive in the store: the office's codes, the numbers pieces were given for good, and the list a task came with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.domain.filing import ArchiveCodes, archive_number
from data.store import settings
from data.store.workspace import Workspace


def codes(ws: Workspace) -> ArchiveCodes:
    """The office's archive codes; empty where nobody has filled them in."""
    return settings.get(ws, "archive_codes", ArchiveCodes, ArchiveCodes())


def numbers(ws: Workspace, task_id: str, wanted: Mapping[str, str]) -> dict[str, int]:
    """The piece number (件号) of each piece, counted on within its prefix: piece -> number, for ``wanted`` piece -> prefix.

    A number once given is that piece's for good: under another prefix the piece gets a further one, and the first is never
    given to anything else, since its row stays as it is.
    """
    rows = ws.db.query("select item, prefix, number from archive_number where task_id = ?", [task_id])
    kept = {row["item"]: row["number"] for row in rows if wanted.get(row["item"]) == row["prefix"]}
    fresh = {item: prefix for item, prefix in wanted.items() if item not in kept}
    if not fresh:
        return kept
    added: dict[str, int] = {}
    said: dict[str, str] = {}
    with ws.change("archive_numbers", task_id, {"after": said}) as db:
        for item, prefix in fresh.items():
            last = db.execute("select max(number) from archive_number where prefix = ?", [prefix]).fetchone()
            added[item] = (last[0] or 0) + 1
            said[item] = archive_number(prefix, added[item])
            row = {"task_id": task_id, "item": item, "prefix": prefix, "number": added[item]}
            db.table("archive_number").insert({**row, **ws.shared()})
    return {**kept, **added}


@dataclass(frozen=True, slots=True)
class ListFile:
    """The list file a task was last imported from, as it is kept in the workspace."""

    name: str
    sha256: str
    imported_on: date
    path: Path


def list_of(ws: Workspace, task_id: str) -> ListFile | None:
    """The list a task came with; None where the task was entered by hand or its file is gone."""
    sql = "select i.file, i.sha256, i.imported_on from task t join import i on i.id = t.import_id where t.id = ?"
    row = next(iter(ws.db.query(sql, [task_id])), None)
    if row is None:
        return None
    path = ws.folder / "lists" / f"{row['sha256']}{Path(row['file']).suffix.lower()}"
    if not path.exists():
        return None
    return ListFile(Path(row["file"]).name, row["sha256"], date.fromisoformat(row["imported_on"]), path)
