"""What a clerk does to file a finished matter (归档, 一事一档): gather its pieces in order, number them, write the folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from data import dossier, filing_sheets, words
from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.filing import (
    DEFAULT_RETENTION,
    ArchiveFile,
    ArchiveItem,
    FileLedger,
    archive_number,
    own_title,
)
from data.domain.form_code import SIGNED_KIND
from data.domain.look_back import REBOUNDED
from data.domain.model import Answer, Evidence, PackageRecord, Report, SentFile, no_report
from data.domain.notice import Notice
from data.domain.profile import Profile
from data.files import safe_name, translate_os_errors
from data.intake.evidence import facts_of
from data.rules import profile_of
from data.store import archive, evidence, packages, signed_forms
from data.store.workspace import Workspace

LedgerWriter = Callable[[FileLedger, Path, Report], Path]
"""Writes the file of a task as a folder into the given one; gives back the folder."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The file of a task as written: its folder, and why its archive numbers are blank ("" where they are given)."""

    folder: Path
    unnumbered: str = ""


@dataclass(frozen=True, slots=True)
class _Matter:
    """A task with what its pieces are made from."""

    ws: Workspace
    profile: Profile
    contents: PackageContents

    @property
    def name(self) -> str:
        listed = self.contents.task.listed
        return f"第{listed.number}号整改任务" if listed.number else "整改任务"

    @property
    def by(self) -> str:
        return self.contents.office.name

    def retention(self, *kinds: str) -> str:
        """The period the profile gives the first of these kinds it knows."""
        rules = self.profile.retention
        return next((rules[kind] for kind in kinds if kind in rules), DEFAULT_RETENTION)


def file_ledger(
    ws: Workspace, task_id: str, folder: Path, write: LedgerWriter, report: Report = no_report
) -> Filed:
    """Write the whole file of a task into a new folder inside ``folder``.

    Pieces keep the archive numbers they were once given. Before the matter is closed, and without archive codes, the
    numbers are left blank, and it is said.
    """
    with translate_os_errors("归档文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
    ledger = ledger_of(ws, task_id)
    return Filed(write(ledger, folder, report), words.unnumbered_text(ledger))


def ledger_of(ws: Workspace, task_id: str) -> FileLedger:
    """The file of a task as it stands: list, evidence, packages and answers, notice, steps and journal."""
    contents = dossier.gather(ws, dossier.case_of(ws, task_id, read_bytes=False))
    matter = _Matter(ws, profile_of(ws), contents)
    year = next((step.on.year for step in contents.steps if step.kind == "closed"), None)
    codes = archive.codes(ws)
    items = tuple(_items(matter))
    if codes.known and year:
        prefixes = {item.key: codes.prefix(year, item.retention) for item in items}
        given = archive.numbers(ws, task_id, prefixes)
        items = tuple(
            replace(item, number=archive_number(prefixes[item.key], given[item.key])) for item in items
        )
    items = (*items[:-1], replace(items[-1], sheets=(filing_sheets.record_sheet(ws, task_id, contents),)))
    title = f"{matter.name}：{' '.join(contents.task.listed.finding.split())}"
    return FileLedger(_folder(matter), title, ws.today, year, codes, contents, items)


def _folder(matter: _Matter) -> str:
    """What the file is called; tasks that share a number are told apart as their packages are."""
    task = matter.contents.task
    number = f"第{safe_name(task.listed.number, 20)}号" if task.listed.number else ""
    apart = dossier.told_apart(matter.ws, task)
    return safe_name(f"归档文件_{number}整改任务{apart}_{matter.ws.today:%Y%m%d}", 60)


def _items(matter: _Matter) -> Iterator[ArchiveItem]:
    """The pieces in the order of the procedure; the record of steps last."""
    yield _list(matter)
    for piece in evidence.of_task(matter.ws, matter.contents.task.id):
        yield _evidence(matter, piece)
    yield from _signed(matter)
    yield from (item for _, item in sorted(_exchanged(matter), key=lambda pair: pair[0]))
    yield ArchiveItem(
        "record",
        f"{matter.name}办理过程和台账记录摘录",
        matter.retention("record"),
        matter.by,
        dated=matter.ws.today,
    )


def _list(matter: _Matter) -> ArchiveItem:
    source = archive.list_of(matter.ws, matter.contents.task.id)
    return ArchiveItem(
        "list",
        f"{matter.name}清单内容",
        matter.retention("list"),
        matter.by,
        dated=source.imported_on if source else matter.ws.today,
        remark="附清单原文件" if source else "",
        sheets=(filing_sheets.list_sheet(matter.contents),),
        files=(ArchiveFile(source.name, partial(open, source.path, "rb"), source.sha256),) if source else (),
    )


def _evidence(matter: _Matter, piece: Evidence) -> ArchiveItem:
    kind = matter.contents.evidence_kinds.get(piece.kind, "佐证材料")
    kinds = ("signed",) if piece.kind == SIGNED_KIND else ()
    return ArchiveItem(
        f"evidence:{piece.id}",
        piece.title.strip() or own_title(f"{matter.name}{kind}"),
        matter.retention(piece.kind, *kinds, "evidence"),
        document_number=piece.document_number,
        dated=piece.dated,
        pages=piece.pages,
        remark=kind,
        files=(_kept(matter.ws, piece.name, piece.sha256, piece.size),),
    )


def _kept(ws: Workspace, name: str, sha256: str, size: int) -> ArchiveFile:
    return ArchiveFile(name, partial(open, evidence.path_of(ws, sha256), "rb"), sha256, size)


def _signed(matter: _Matter) -> Iterator[ArchiveItem]:
    """The signed originals as scanned, each form a piece."""
    for part in signed_forms.parts(matter.ws, matter.contents.task.id):
        title = matter.contents.titles.get(part.form, part.form)
        scans = {sheet.sha256: sheet for sheet in part.sheets}
        yield ArchiveItem(
            f"signed:{part.form}:{part.version}",
            f"{matter.name}{title.removeprefix('整改任务')}（签字盖章件，第{part.version}版）",
            matter.retention("signed", "package"),
            matter.by,
            dated=part.on,
            pages=len(part.sheets),
            files=tuple(_kept(matter.ws, scan.name, digest, scan.size) for digest, scan in scans.items()),
        )


def _exchanged(matter: _Matter) -> Iterator[tuple[tuple[date, int, int], ArchiveItem]]:
    """What went out and what came back: packages, answers, the notice; each with its place: day, version, answer last."""
    task_id = matter.contents.task.id
    for record in reversed(packages.of_task(matter.ws, task_id)):
        yield (record.made_on, record.version, 0), _package(matter, record)
    for at, (record, answer, mended) in enumerate(reversed(packages.answers(matter.ws, task_id)), 1):
        yield (answer.on, record.version, at), _answer(matter, at, record, answer, mended)
    notice = matter.contents.notice
    if notice is not None:
        item = ArchiveItem(
            _notice_key(matter, notice),
            notice.title or f"{matter.name}整改完成情况公示",
            matter.retention("notice"),
            notice.published_by or matter.by,
            dated=notice.start,
            forms=("notice",),
        )
        yield (notice.start or date.max, 0, 0), item


def _notice_key(matter: _Matter, notice: Notice) -> str:
    """A notice published again after a rebound is another piece than the one filed before."""
    start = notice.start or date.max
    again = sum(step.kind == REBOUNDED and step.on <= start for step in matter.contents.steps)
    return f"notice:{again + 1}" if again else "notice"


def _package(matter: _Matter, record: PackageRecord) -> ArchiveItem:
    folder = matter.ws.folder / "packages"
    zips = record.volumes or (record,)
    files = [
        ArchiveFile(zip_.file_name, partial(_sent, folder / zip_.file_name), zip_.sha256, zip_.size)
        for zip_ in zips
    ]
    files += [_beside(folder, one) for one in record.beside if one.level is None]
    stem = record.file_name.removesuffix(".zip").removesuffix(f"_第1卷共{len(zips)}卷")
    handover = folder / f"{stem}_移交清单.pdf"
    if not record.beside and handover.exists():  # sent before these were noted
        files.append(ArchiveFile(handover.name, partial(open, handover, "rb")))
    return ArchiveItem(
        f"package:{record.version}",
        f"关于{matter.name}验收销号的申请包（第{record.version}版）",
        matter.retention("package"),
        matter.by,
        dated=record.made_on,
        pages=record.pages,
        remark=f"编号{record.number}，压缩包{len(zips)}个",
        files=tuple(files),
    )


def _beside(folder: Path, one: SentFile) -> ArchiveFile:
    return ArchiveFile(one.file_name, partial(_sent, folder / one.file_name), one.sha256, one.size)


def _sent(path: Path) -> BinaryIO:
    if not path.exists():
        raise UserError(
            f"工作文件夹里保存的“{path.name}”不见了。", "请从备份或报送的光盘、U盘里找回它，再归档。"
        )
    return open(path, "rb")


def _answer(
    matter: _Matter, at: int, record: PackageRecord, answer: Answer, mended: dict[int, str]
) -> ArchiveItem:
    """The answer as noted, and its original (a scan, a filled form) where it was kept: that is the paper that counts."""
    title = matter.profile.level_title(answer.level)
    said = "，".join(filter(None, (title, "同意销号" if answer.accepted else "退回补正")))
    level = f":{answer.level}" if answer.level else ""
    folder = matter.ws.folder / "packages"
    originals = [one for one in record.beside if one.level == answer.level]
    return ArchiveItem(
        f"answer:{record.version}{level}:{at}",
        f"关于{matter.name}验收销号申请（第{record.version}版）的答复（{said}）",
        matter.retention("answer"),
        answer.unit,
        dated=answer.on,
        pages=sum(facts_of(folder / one.file_name, {}).pages or 0 for one in originals),
        remark="附收到的原件" if originals else "",
        sheets=(filing_sheets.answer_sheet(record, answer, mended, title),),
        files=tuple(_beside(folder, one) for one in originals),
    )
