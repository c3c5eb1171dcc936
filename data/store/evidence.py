"""Evidence in the store: bytes once under their SHA-256 in ``evidence/``, described by rows, linked to measures.

Bytes are durable on disk first, the row second: a power cut leaves at most an unreferenced file.
"""

import hashlib
import os
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlite_utils import Database

from data.domain.errors import UserError
from data.domain.model import Elsewhere, Evidence, Report, no_report
from data.domain.photo_pairs import PHOTOS
from data.domain.pictures import alike
from data.files import BLOCK, readable, sha256_of, sync_folder, translate_os_errors
from data.files import replace as put_in_place
from data.store import tasks
from data.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A file to be taken in, with what is already known of it."""

    path: Path
    title: str = ""
    kind: str = "other"
    dated: date | None = None
    document_number: str = ""
    pages: int | None = None
    note: str = ""
    measure_ids: tuple[str, ...] = ()
    look: str = ""


def path_of(ws: Workspace, sha256: str) -> Path:
    """Where the bytes of that digest lie: no extension, so nothing opens or runs them by accident."""
    return ws.folder / "evidence" / sha256[:2] / sha256


def attach(
    ws: Workspace, task_id: str, files: Sequence[NewEvidence], report: Report = no_report
) -> list[Evidence]:
    """Take files in as evidence of a task: all of them, or none where one cannot be read."""
    sizes = [_size(new.path) for new in files]
    copied, total = [], sum(sizes)
    for at, new in enumerate(files):
        before = sum(sizes[:at])
        copied.append(
            keep(ws, new.path, lambda done, _t, what, start=before: report(start + done, total, what))
        )
    names = [readable(new.path.name) for new in files]
    with ws.change("attach", task_id, {"files": names, "sha256": [digest for digest, _ in copied]}) as db:
        ids = [_insert(ws, db, task_id, new, *kept) for new, kept in zip(files, copied, strict=True)]
    return [one for one in of_task(ws, task_id) if one.id in ids]


def _size(path: Path) -> int:
    with translate_os_errors("佐证文件"):
        if not path.is_file():
            if path.exists():
                raise UserError(f"“{path.name}”不是文件。", "请选择文件，不要选择文件夹。")
            raise UserError(f"找不到文件“{path.name}”。", "请核对它是否被移走、改名，或U盘是否已拔出。")
        size = path.stat().st_size
    if size == 0:
        raise UserError(f"“{path.name}”是空文件（0字节）。", "可能复制没有完成，请重新复制后再添加。")
    return size


def keep(ws: Workspace, source: Path, report: Report = no_report) -> tuple[str, int]:
    """Copy a file's bytes in under their digest; gives back SHA-256 and size. No row names them yet."""
    digest, size = hashlib.sha256(), 0
    part = ws.folder / "evidence" / f".{uuid.uuid4().hex}.part"
    try:
        with translate_os_errors("佐证文件"):
            with open(source, "rb") as there, open(part, "xb") as here:
                was = os.fstat(there.fileno())
                while block := there.read(BLOCK):
                    digest.update(block)
                    here.write(block)
                    size += len(block)
                    report(size, was.st_size, source.name)
                here.flush()
                os.fsync(here.fileno())
            now = source.stat()
            if (now.st_size, now.st_mtime_ns) != (was.st_size, was.st_mtime_ns) or size != was.st_size:
                raise UserError(f"“{source.name}”正在被修改。", "请先在原程序里保存并关闭它，再添加。")
            target = path_of(ws, digest.hexdigest())
            if not (target.exists() and sha256_of(target) == digest.hexdigest()):
                target.parent.mkdir(exist_ok=True)
                put_in_place(part, target)
                sync_folder(target.parent)
                sync_folder(part.parent)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _insert(ws: Workspace, db: Database, task_id: str, new: NewEvidence, sha256: str, size: int) -> str:
    id_ = str(uuid.uuid4())
    position = db.execute("select coalesce(max(position), 0) + 1 from evidence where task_id = ?", [task_id])
    db.table("evidence").insert(
        {
            "id": id_,
            "task_id": task_id,
            "position": position.fetchone()[0],
            "sha256": sha256,
            "size": size,
            "name": readable(new.path.name),
            "title": readable(new.title or new.path.stem),
            "kind": new.kind,
            "dated": new.dated.isoformat() if new.dated else None,
            "document_number": new.document_number,
            "pages": new.pages,
            "note": new.note,
            "look": new.look,
            "added_on": ws.today.isoformat(),
            **ws.shared(),
        }
    )
    _link(db, id_, new.measure_ids)
    return id_


def _link(db: Database, evidence_id: str, measure_ids: Iterable[str]) -> None:
    db.execute("delete from evidence_measure where evidence_id = ?", [evidence_id])
    db.table("evidence_measure").insert_all(
        {"evidence_id": evidence_id, "measure_id": m} for m in measure_ids
    )


def holds(ws: Workspace, sha256: str) -> bool:
    """Whether some piece of evidence or signed form has these bytes."""
    found = ws.db.execute(
        "select exists(select 1 from evidence where sha256 = :it) or exists(select 1 from signed_form where body like '%' || :it || '%')",
        {"it": sha256},
    )
    return bool(found.fetchone()[0])


def of_task(ws: Workspace, task_id: str) -> list[Evidence]:
    """The evidence of one task in catalogue order."""
    links: dict[str, list[str]] = {}
    for row in ws.db.query(
        "select em.* from evidence_measure em join measure m on m.id = em.measure_id where m.task_id = ? order by m.position",
        [task_id],
    ):
        links.setdefault(row["evidence_id"], []).append(row["measure_id"])
    rows = ws.db.query("select * from evidence where task_id = ? order by position", [task_id])
    return [_evidence(row, links.get(row["id"], [])) for row in rows]


_PLAIN = ("id", "sha256", "size", "name", "title", "kind", "document_number", "pages", "note", "look")


def _evidence(row: dict, measure_ids: list[str]) -> Evidence:
    plain = {key: row[key] for key in _PLAIN}
    return Evidence(
        **plain,
        dated=date.fromisoformat(row["dated"]) if row["dated"] else None,
        measure_ids=tuple(measure_ids),
        added_on=date.fromisoformat(row["added_on"]),
    )


def used_elsewhere(ws: Workspace, task_id: str) -> list[Elsewhere]:
    """The pictures of this task that another task shows as well: the same file, or one that looks the same.

    One of the two has to be a photo before or after; minutes scanned for two tasks are nobody's concern.
    """
    own = [piece for piece in of_task(ws, task_id) if piece.look or piece.kind in PHOTOS]
    if not own:
        return []
    rows = ws.db.execute(
        "select e.sha256, e.look, e.task_id, e.kind from evidence e join task t on t.id = e.task_id"
        f" where e.task_id <> ? and (e.look <> '' or e.kind in {PHOTOS}) order by t.position",
        [task_id],
    ).fetchall()
    photos = [row for row in rows if row[3] in PHOTOS]
    found = []
    for piece in own:
        others = rows if piece.kind in PHOTOS else photos
        same = next((row for row in others if row[0] == piece.sha256), None)
        near = same or next((row for row in others if alike(row[1], piece.look)), None)
        if near:
            found.append(Elsewhere(piece.id, near[2], tasks.get(ws, near[2]).listed.called, same is not None))
    return found


def save(ws: Workspace, task_id: str, evidence: Evidence) -> None:
    """Keep what the office says of a piece: title, kind, date, number, note and the measures it proves."""
    before = ws.db.table("evidence").get(evidence.id)
    after = {
        "title": evidence.title,
        "kind": evidence.kind,
        "dated": evidence.dated.isoformat() if evidence.dated else None,
        "document_number": evidence.document_number,
        "pages": evidence.pages,
        "note": evidence.note,
    }
    detail = {
        "task": task_id,
        "before": {k: before[k] for k in after},
        "after": after,
        "measures": evidence.measure_ids,
    }
    with ws.change("evidence", evidence.id, detail) as db:
        db.table("evidence").update(evidence.id, {**after, **ws.shared(int(before["rev"]) + 1)})
        _link(db, evidence.id, evidence.measure_ids)


def detach(ws: Workspace, task_id: str, evidence_id: str) -> None:
    """Take a piece out of the task; its bytes stay in the folder and its particulars in the journal."""
    row = ws.db.table("evidence").get(evidence_id)
    with ws.change("detach", evidence_id, {"task": task_id, "before": row}) as db:
        db.execute("delete from evidence_measure where evidence_id = ?", [evidence_id])
        db.table("evidence").delete(evidence_id)


def reorder(ws: Workspace, task_id: str, ids: Sequence[str]) -> None:
    """Put the catalogue in this order."""
    with ws.change("evidence_order", task_id, {"order": list(ids)}) as db:
        for position, id_ in enumerate(ids, 1):
            db.table("evidence").update(id_, {"position": position})


def open_bytes(ws: Workspace, evidence: Evidence) -> BinaryIO:
    """The bytes of a piece for reading; ``UserError`` where they have vanished from the folder."""
    try:
        return open(path_of(ws, evidence.sha256), "rb")
    except FileNotFoundError as error:
        raise UserError(
            f"佐证文件缺失：{evidence.name}。", "请从备份或原始位置重新添加（程序会核对内容）。"
        ) from error


def damaged(ws: Workspace, task_id: str) -> list[tuple[Evidence, str]]:
    """Pieces whose bytes are "missing" or "changed" since they were taken in; sizes first, so a whole file is read once."""
    bad = []
    for piece in of_task(ws, task_id):
        path = path_of(ws, piece.sha256)
        if not path.exists():
            bad.append((piece, "missing"))
        elif path.stat().st_size != piece.size or sha256_of(path) != piece.sha256:
            bad.append((piece, "changed"))
    return bad


# ---------------------------------------------------------------- expected evidence


def waivers(ws: Workspace, task_id: str) -> dict[tuple[str, str], str]:
    """Why pieces of evidence are not needed, by measure and kind."""
    rows = ws.db.query("select measure_id, kind, reason from waiver where task_id = ?", [task_id])
    return {(row["measure_id"], row["kind"]): row["reason"] for row in rows}


def waive(ws: Workspace, task_id: str, measure_id: str, kind: str, reason: str) -> None:
    """Say why an expected piece is not needed; an empty reason takes the waiver back."""
    before = waivers(ws, task_id).get((measure_id, kind), "")
    detail = {"task": task_id, "kind": kind, "before": before, "after": reason}
    with ws.change("waive", measure_id, detail) as db:
        db.execute("delete from waiver where measure_id = ? and kind = ?", [measure_id, kind])
        if reason:
            row = {
                "id": str(uuid.uuid4()),
                "task_id": task_id,
                "measure_id": measure_id,
                "kind": kind,
                "reason": reason,
            }
            db.table("waiver").insert({**row, **ws.shared()})
