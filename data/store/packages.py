"""Packages and answers in the store: what was sent, under which number and hash, and what came back."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.domain.errors import UserError
from data.domain.model import Answer, PackageRecord, PackageVolume, Reason, SentFile, Step
from data.domain.plain import dumps, from_plain
from data.store import work
from data.store.workspace import Workspace


def of_task(ws: Workspace, task_id: str) -> list[PackageRecord]:
    """The packages written for a task, newest first."""
    rows = ws.db.query("select * from package where task_id = ? order by version desc", [task_id])
    return [_record(row) for row in rows]


def numbered(ws: Workspace, number: str) -> list[PackageRecord]:
    """The packages sent under a number, newest first."""
    rows = ws.db.query("select * from package where number = ? order by version desc", [number])
    return [_record(row) for row in rows]


def _record(row: dict) -> PackageRecord:
    kept = {name: row[name] for name in ("id", "task_id", "number", "version", "file_name", "sha256")}
    return PackageRecord(
        **kept,
        made_on=date.fromisoformat(row["made_on"]),
        manifest_sha256=row["manifest_sha256"],
        code=row["code"],
        size=row["size"],
        volumes=from_plain(tuple[PackageVolume, ...], json.loads(row["volumes"])),
        beside=from_plain(tuple[SentFile, ...], json.loads(row["beside"])),
        pages=row["pages"],
        codes=json.loads(row["codes"]),
    )


def record(ws: Workspace, package: PackageRecord, level: str = "") -> PackageRecord:
    """Note a package that has been written and verified (its id is made here), and the request to that level with it."""
    package = replace(package, id=str(uuid.uuid4()))
    row = {name: getattr(package, name) for name in PackageRecord.__slots__}
    with ws.change("package", package.task_id, {"after": package}) as db:
        row |= {
            "made_on": package.made_on.isoformat(),
            "volumes": dumps(package.volumes),
            "beside": dumps(package.beside),
            "codes": dumps(package.codes),
        }
        db.table("package").insert({**row, **ws.shared()})
        asked = Step("", "requested", package.made_on, document=package.file_name, level=level)
        work.add_step(ws, package.task_id, asked)
    return package


def find(ws: Workspace, answer: Answer) -> PackageRecord:
    """The package an answer belongs to, by number and hash; ``UserError`` where it is another's or was changed."""
    rows = list(ws.db.query("select * from package where number = ?", [answer.package_number]))
    if not rows:
        raise UserError(
            f"这份答复对应的申请包（{answer.package_number}）不在本台账里。", "请核对答复文件是否属于本单位。"
        )
    match = [
        row
        for row in rows
        if row["manifest_sha256"] == answer.manifest_sha256
        or (not answer.manifest_sha256 and row["code"] == answer.code)
    ]
    if not match:
        raise UserError(
            f"这份答复对应的申请包（{answer.package_number}）与本台账保存的内容不一致。",
            "请督导单位核对所审的包是否为最近一次报送的原件。",
        )
    if answer.package_version and answer.package_version != match[0]["version"]:
        raise UserError(
            f"这份答复写的是第{answer.package_version}版，但它所附的校验值属于第{match[0]['version']}版。",
            "答复可能被改动过，请让督导单位用申请包里的“打开我.html”重新生成。",
        )
    return _record(match[0])


def record_answer(ws: Workspace, answer: Answer) -> PackageRecord:
    """Bind an answer to its package and note the step; a second answer of the same level is refused."""
    package = find(ws, answer)
    if answered(ws, package, answer.level):
        raise UserError(
            f"申请包{package.number}第{package.version}版已经登记过答复。",
            "如需更正，请先在办理步骤里撤销登记的答复。",
        )
    with ws.change("answer", package.task_id, {"after": answer, "version": package.version}) as db:
        db.table("answer").insert(
            {
                "id": str(uuid.uuid4()),
                "package_id": package.id,
                "accepted": int(answer.accepted),
                "on": answer.on.isoformat(),
                "body": dumps(answer),
                "mended": "[]",
                "level": answer.level,
                **ws.shared(),
            }
        )
        kind = "accepted" if answer.accepted else "returned"
        step = Step("", kind, answer.on, answer.unit, note=_note(answer), level=answer.level)
        work.add_step(ws, package.task_id, step)
    return package


def delete_answer(
    ws: Workspace, package: PackageRecord, answer: Answer, mended: dict[int, str], step: Step
) -> None:
    """Take an answer noted by mistake out, with its step; all of it stays in the journal, its original in the folder."""
    kept = tuple(file for file in package.beside if file.level != answer.level)
    files = [file.file_name for file in package.beside if file not in kept]
    detail = {
        "before": answer,
        "version": package.version,
        "mended": sorted(mended.items()),
        "files": files,
    }
    with ws.change("answer_withdrawn", package.task_id, detail) as db:
        db.table("package").update(package.id, {"beside": dumps(kept)})
        db.execute("delete from answer where package_id = ? and level = ?", [package.id, answer.level])
        work.delete_step(ws, package.task_id, step)


def keep_beside(ws: Workspace, package: PackageRecord, what: str, files: Sequence[SentFile]) -> PackageRecord:
    """Note further files kept with a package, journalled as ``what`` they are; gives back the package as it then is."""
    now = _record(ws.db.table("package").get(package.id))
    more = replace(now, beside=(*now.beside, *files))
    detail = {"files": [file.file_name for file in files], "sha256": [file.sha256 for file in files]}
    with ws.change(what, package.task_id, detail) as db:
        db.table("package").update(package.id, {"beside": dumps(more.beside)})
    return more


def answered(ws: Workspace, package: PackageRecord, level: str) -> bool:
    """Whether that level has answered this package; an answer noted before there were levels stands for all."""
    sql = "select 1 from answer where package_id = ? and level in ('', ?)"
    return bool(list(ws.db.query(sql, [package.id, level])))


def _note(answer: Answer) -> str:
    return answer.opinion or "；".join(reason.text for reason in answer.reasons)


def answers(ws: Workspace, task_id: str) -> list[tuple[PackageRecord, Answer, dict[int, str]]]:
    """Every answer to the task's packages, newest first, with what was mended by reason number."""
    rows = ws.db.query(
        "select p.*, a.body, a.mended from answer a join package p on p.id = a.package_id where p.task_id = ? order by a.rowid desc",
        [task_id],
    )
    return [
        (
            _record(row),
            from_plain(Answer, json.loads(row["body"])),
            {int(at): text for at, text in json.loads(row["mended"])},
        )
        for row in rows
    ]


def save_mended(ws: Workspace, package: PackageRecord, mended: dict[int, str]) -> None:
    """Keep what was done about each reason of a return."""
    said = {"package": package.number, "version": package.version, "after": sorted(mended.items())}
    with ws.change("mended", package.task_id, said) as db:
        db.execute(
            "update answer set mended = ?, rev = rev + 1 where package_id = ? and not accepted",
            [dumps(sorted(mended.items())), package.id],
        )


def open_reasons(ws: Workspace, task_id: str) -> list[tuple[Reason, str]]:
    """The reasons of the newest return, each with what was mended ("" where nothing is said yet)."""
    newest = next(iter(answers(ws, task_id)), None)
    if newest is None or newest[1].accepted:
        return []
    return [(reason, newest[2].get(at, "")) for at, reason in enumerate(newest[1].reasons)]
