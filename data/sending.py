"""Sending (报送): the acceptance request package written, kept as it was sent, and noted with its step.

Writing it is handed in, since this layer knows no exporter.
"""

import os
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from data import dossier
from data.domain.checks import Case, check
from data.domain.contents import PackageContents
from data.domain.errors import Incomplete, UserError
from data.domain.levels import LEVELLED, current_level
from data.domain.model import Evidence, PackageRecord, PackageVolume, Report, SentFile, no_report
from data.domain.states import is_closed, last_step, standing
from data.files import all_or_none, copy_whole, sha256_of, sync_folder, translate_os_errors
from data.files import replace as put_in_place
from data.rules import profile_of
from data.store import evidence, packages, work
from data.store.workspace import Workspace


class Written(Protocol):
    """What the package writer gives back of a zip."""

    @property
    def path(self) -> Path: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def manifest_sha256(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def size(self) -> int: ...  # noqa: D102


class WrittenPackage(Written, Protocol):
    """The same of the whole package: its volumes (one where it is in one piece), how many pages were printed for it, and
    beside it the handover list and the opinion forms to fill in."""

    @property
    def pages(self) -> int: ...  # noqa: D102
    @property
    def volumes(self) -> Sequence[Written]: ...  # noqa: D102
    @property
    def handover(self) -> Path | None: ...  # noqa: D102
    @property
    def opinions(self) -> Sequence[Path]: ...  # noqa: D102


Writer = Callable[[PackageContents, Path, Callable[[Evidence], BinaryIO], Report], WrittenPackage]


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that was written, verified and noted, and where it lies; ``handover`` is the list to sign (移交清单),
    ``opinions`` are the forms for the acceptor to fill in (验收意见表)."""

    record: PackageRecord
    path: Path
    volumes: tuple[Path, ...]
    handover: Path | None = None
    opinions: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything that was written."""
        return (*self.volumes, *_beside(self.handover, self.opinions))


def _beside(handover: Path | None, opinions: Sequence[Path]) -> tuple[Path, ...]:
    return (*((handover,) if handover else ()), *opinions)


def send(
    ws: Workspace, task_id: str, folder: Path, write: Writer, waiver: str = "", report: Report = no_report
) -> Sent:
    """Write the acceptance request package into ``folder``, keep it in the workspace and note it: all three or nothing.

    ``Incomplete`` with nothing written while errors are open and ``waiver`` gives no reason; wrong rules or forms of the
    office's own are a ``UserError`` whatever it says.
    """
    check_open(ws, task_id)
    # The writer reads every byte of evidence anyway and refuses what has changed.
    case = dossier.case_of(ws, task_id, read_bytes=False)
    found = check(case)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors and not waiver.strip():
        raise Incomplete(errors)
    contents = dossier.gather(ws, case, tuple(errors), waiver.strip())
    with translate_os_errors("导出文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder, contents.folder), all_or_none(ws.folder / "packages", contents.folder):
            written = write(contents, folder, lambda piece: evidence.open_bytes(ws, piece), report)
            paths = tuple(volume.path for volume in written.volumes)
            with translate_os_errors("工作文件夹"):
                for path in paths:
                    _keep(ws, path)
                for path in _beside(written.handover, written.opinions):
                    _copy(path, ws.folder / "packages" / path.name)
            record = packages.record(
                ws, _record(case, contents, written), current_level(case.steps, case.profile)
            )
    return Sent(record, written.path, paths, written.handover, tuple(written.opinions))


def check_open(ws: Workspace, task_id: str) -> None:
    """``UserError`` where a task is closed, or accepted by its last level: a further request would take that back."""
    steps = work.steps(ws, task_id)
    last = last_step(steps)
    if last and is_closed(last.kind):
        raise UserError("这项任务已经销号，不能再生成申请包。", "整改反弹的，请先在办理步骤里登记回头看。")
    if "accepted" in standing(steps, profile_of(ws)):
        raise UserError(
            "这项任务已经验收同意，不能再生成申请包。", "登记错了的，请先在办理步骤里撤销登记的答复。"
        )


def unanswered(ws: Workspace, task_id: str) -> PackageRecord | None:
    """The package that still waits for its answer; a new version takes its place, and it can be answered no more."""
    asked = [step for step in work.steps(ws, task_id) if step.kind in LEVELLED]
    return packages.of_task(ws, task_id)[0] if asked and asked[-1].kind == "requested" else None


def _record(case: Case, contents: PackageContents, written: WrittenPackage) -> PackageRecord:
    return PackageRecord(
        id="",
        task_id=contents.task.id,
        number=contents.number,
        version=contents.version,
        made_on=contents.made_on,
        file_name=written.path.name,
        sha256=written.sha256,
        manifest_sha256=written.manifest_sha256,
        code=written.code,
        size=written.size,
        volumes=_volumes(written.volumes),
        beside=tuple(
            SentFile(path.name, sha256_of(path), path.stat().st_size)
            for path in _beside(written.handover, written.opinions)
        ),
        pages=written.pages + sum(part.evidence.pages or 0 for part in contents.evidence),
        codes={state.expected.form: state.expected.code for state in case.forms},
    )


def _volumes(written: Sequence[Written]) -> tuple[PackageVolume, ...]:
    """Nothing where the package is in one piece."""
    if len(written) == 1:
        return ()
    return tuple(PackageVolume(v.path.name, v.sha256, v.manifest_sha256, v.code, v.size) for v in written)


def _copy(written: Path, kept: Path) -> None:
    """Keep a copy of its own: a form is filled in where it lies, which a link would show in what was kept."""
    if kept.exists() and kept.samefile(written):
        return
    copy_whole(written, kept)


def _keep(ws: Workspace, written: Path) -> None:
    """Keep what was sent; a hard link where the disk allows it, so that a large package lies there once."""
    kept = ws.folder / "packages" / written.name
    if kept.exists() and kept.samefile(written):
        return
    part = kept.with_name(f".{uuid.uuid4().hex}.part")
    try:
        os.link(written, part)
    except OSError:
        _copy(written, kept)
        return
    try:
        put_in_place(part, kept)
        sync_folder(kept.parent)
    finally:
        part.unlink(missing_ok=True)
