"""Signed forms in the store: what was printed for signing, what came back signed, and the signature images of people."""

import json
from collections.abc import Sequence
from pathlib import Path

from data.domain.model import Report, no_report
from data.domain.plain import dumps, from_plain
from data.domain.signed import PrintedForm, SignedPart
from data.store import evidence, settings
from data.store.workspace import Workspace

IMAGES_ALLOWED = "signature_images"
"""The setting that lets the office place signature images; off until it is switched on."""


def printed(ws: Workspace, task_id: str) -> list[PrintedForm]:
    """The forms last printed for signing, one per form and version."""
    rows = ws.db.query("select body from printed_form where task_id = ? order by version, form", [task_id])
    return [from_plain(PrintedForm, json.loads(row["body"])) for row in rows]


def note_printed(ws: Workspace, task_id: str, forms: Sequence[PrintedForm], files: Sequence[str]) -> None:
    """Note forms printed for signing into these files; the earlier print of the same form stays in the journal."""
    detail = {"files": list(files), "before": printed(ws, task_id), "after": list(forms)}
    with ws.change("forms_printed", task_id, detail) as db:
        for form in forms:
            db.table("printed_form").upsert(
                {**_key(task_id, form), "body": dumps(form), **ws.shared()}, pk=("task_id", "form", "version")
            )


def every_print(ws: Workspace) -> list[tuple[str, PrintedForm]]:
    """The forms last printed for signing of all tasks, each with its task's id."""
    rows = ws.db.query("select task_id, body from printed_form order by task_id, version, form")
    return [(row["task_id"], from_plain(PrintedForm, json.loads(row["body"]))) for row in rows]


def parts(ws: Workspace, task_id: str) -> list[SignedPart]:
    """The signed forms of a task, one per form and version."""
    rows = ws.db.query("select body from signed_form where task_id = ? order by version, form", [task_id])
    return [from_plain(SignedPart, json.loads(row["body"])) for row in rows]


def save_parts(ws: Workspace, task_id: str, signed: Sequence[SignedPart]) -> None:
    """Keep signed forms; a form signed anew replaces the earlier one, which stays in the journal."""
    keys = {(part.form, part.version) for part in signed}
    before = [part for part in parts(ws, task_id) if (part.form, part.version) in keys]
    files = dict.fromkeys(sheet.name for part in signed for sheet in part.sheets)
    detail = {"files": list(files), "before": before, "after": list(signed)}
    with ws.change("forms_signed", task_id, detail) as db:
        for part in signed:
            db.table("signed_form").upsert(
                {**_key(task_id, part), "body": dumps(part), **ws.shared()}, pk=("task_id", "form", "version")
            )


def remove_part(ws: Workspace, task_id: str, part: SignedPart) -> None:
    """Take back a signed form filed by mistake; its bytes stay in the folder, its particulars in the journal."""
    files = dict.fromkeys(sheet.name for sheet in part.sheets)
    with ws.change("form_unsigned", task_id, {"files": list(files), "before": part}) as db:
        db.execute(
            "delete from signed_form where task_id = ? and form = ? and version = ?",
            [task_id, part.form, part.version],
        )


def _key(task_id: str, form: PrintedForm | SignedPart) -> dict[str, object]:
    return {"task_id": task_id, "form": form.form, "version": form.version, "code": form.code}


# ---------------------------------------------------------------- signature images


def images_allowed(ws: Workspace) -> bool:
    """Whether the office switched signature images on."""
    return settings.get(ws, IMAGES_ALLOWED, bool, False)


def images(ws: Workspace) -> dict[str, str]:
    """Whose signature images are kept: name -> SHA-256 of the picture."""
    return {row["name"]: row["sha256"] for row in ws.db.query("select name, sha256 from signature_image")}


def save_image(ws: Workspace, name: str, file: Path, report: Report = no_report) -> None:
    """Keep this picture as the signature of this person; a new one replaces it."""
    sha256, _ = evidence.keep(ws, file, report)
    with ws.change("signature_image", name, {"before": images(ws).get(name, ""), "after": sha256}) as db:
        db.table("signature_image").upsert({"name": name, "sha256": sha256, **ws.shared()}, pk="name")


def remove_image(ws: Workspace, name: str) -> None:
    """Forget a person's signature image; the picture itself goes too, unless something else holds the same bytes."""
    sha256 = images(ws).get(name, "")
    with ws.change("signature_image", name, {"before": sha256, "after": ""}) as db:
        db.execute("delete from signature_image where name = ?", [name])
    if sha256 and sha256 not in images(ws).values() and not evidence.holds(ws, sha256):
        evidence.path_of(ws, sha256).unlink(missing_ok=True)


def image_bytes(ws: Workspace, name: str) -> bytes | None:
    """The person's signature image; None where none is kept or its file is gone."""
    sha256 = images(ws).get(name)
    path = evidence.path_of(ws, sha256) if sha256 else None
    return path.read_bytes() if path and path.exists() else None
