"""What a clerk does after the answer: a typed answer with its scan, the next level, looking back, and reopening after a rebound."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data import actions, dossier
from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.levels import asked_level, level_named, level_to_request
from data.domain.look_back import REBOUNDED, STEADY, accepted_by
from data.domain.model import Answer, PackageRecord, Report, SentFile, Step, no_report
from data.files import all_or_none, copy_whole, free_path, safe_name, sha256_of, translate_os_errors
from data.intake.reply import read_reply
from data.rules import profile_of
from data.store import packages, tasks, work
from data.store.workspace import Workspace

OpinionWriter = Callable[[PackageContents, str, Path], Sequence[Path]]
"""Writes the opinion forms of the contents, bound by the package's code, into a folder."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """An answer typed in from paper, with the scanned opinion (验收意见扫描件) where there is one."""

    answer: Answer
    scan: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer read from a file and not yet noted: its package and task, the level asked, and the level it names.

    ``named`` is "" where it names none, or one the place does not know.
    """

    answer: Answer
    record: PackageRecord
    task: str
    asked: str
    named: str = ""

    @property
    def in_doubt(self) -> bool:
        """Whether it names another level than the one asked: a person must say whose answer it is."""
        return bool(self.answer.level) and self.named != self.asked


def bound(ws: Workspace, answer: Answer) -> ReadAnswer:
    """What an answer is about, to be shown before it is noted; ``UserError`` where it is another's or was changed."""
    record, profile = packages.find(ws, answer), profile_of(ws)
    asked = asked_level(work.steps(ws, record.task_id), profile)
    named = level_named(answer.level, profile)
    title = tasks.get(ws, record.task_id).title
    return ReadAnswer(answer, record, title, asked, named.key if named else "")


def take_typed(ws: Workspace, typed: TypedAnswer, report: Report = no_report) -> PackageRecord:
    """Bind a typed answer to its package and keep the scan beside it as its original; both or neither."""
    answer = typed.answer
    if typed.scan is None:
        return actions.take_answer(ws, answer, answer.level)
    with _copied(ws, packages.find(ws, answer), typed.scan, report) as kept:
        package = actions.take_answer(ws, answer, answer.level)
        return packages.keep_beside(ws, package, "answer_scan", [_original(kept, _noted(ws, package))])


def keep_scan(
    ws: Workspace, package: PackageRecord, level: str, scan: Path, report: Report = no_report
) -> PackageRecord:
    """Keep the scan that was not at hand when that level's answer was typed in."""
    with _copied(ws, package, scan, report) as kept:
        return packages.keep_beside(ws, package, "answer_scan", [_original(kept, level)])


@contextmanager
def _copied(ws: Workspace, package: PackageRecord, file: Path, report: Report) -> Iterator[Path]:
    """What an answer came on, copied beside its package; taken away again where noting it fails.

    It is the answer's original and no evidence of the task: it must not go into the next package.
    """
    folder, stem = ws.folder / "packages", package.file_name.removesuffix(".zip")
    with translate_os_errors(f"答复文件“{file.name}”"), all_or_none(folder, f"{stem}_答复"), ws.together():
        kept = free_path(folder / f"{stem}_答复{file.suffix.lower()}")
        copy_whole(file, kept, report)
        if not kept.stat().st_size:
            raise UserError(f"“{file.name}”是空文件（0字节）。", "可能复制没有完成，请重新复制后再添加。")
        yield kept


def _original(kept: Path, level: str) -> SentFile:
    return SentFile(kept.name, sha256_of(kept), kept.stat().st_size, level)


def _noted(ws: Workspace, package: PackageRecord) -> str:
    """The level the answer just noted was bound to."""
    return packages.answers(ws, package.task_id)[0][1].level


def take_file(
    ws: Workspace, answer: Answer, file: Path, level: str = "", report: Report = no_report
) -> PackageRecord:
    """Bind an answer read from ``file`` and keep the file as received beside its package; both or neither.

    ``level`` as in ``actions.take_answer``. What is kept is read once more: a file changed since it was read is refused.
    """
    with _copied(ws, packages.find(ws, answer), file, report) as kept:
        if read_reply(kept, report) != answer:
            raise UserError(f"答复文件“{file.name}”在读入以后又有改动。", "请重新读入，核对以后再登记。")
        package = actions.take_answer(ws, answer, level)
        return packages.keep_beside(ws, package, "answer_file", [_original(kept, _noted(ws, package))])


def request_next_level(ws: Workspace, task_id: str, on: date, document: str = "") -> Step:
    """Ask the next level (提请省级验收) with the package the level below accepted; refused where none waits for that."""
    profile, steps = profile_of(ws), work.steps(ws, task_id)
    level = level_to_request(steps, profile)
    if level is None:
        raise UserError("现在没有可以提请的下一级验收。", "要等上一级同意后再提请。")
    if on > ws.today:
        raise UserError("提请的日期晚于今天。", "请核对日期。")
    if on < steps[-1].on:
        raise UserError("提请的日期早于上一级同意的日期。", "请核对日期。")
    return work.add_step(ws, task_id, Step("", "requested", on, document=document, level=level.key))


def opinion_forms(ws: Workspace, task_id: str, folder: Path, write: OpinionWriter) -> tuple[Path, ...]:
    """Write the opinion forms (验收意见表) of the level now asked, for the package already sent, and keep them with it; all or none."""
    record = packages.of_task(ws, task_id)[0]
    contents = dossier.gather(ws, dossier.case_of(ws, task_id, read_bytes=False))
    stem = record.file_name.removesuffix(".zip").removesuffix(f"_第1卷共{len(record.volumes)}卷")
    contents = replace(
        contents,
        number=record.number,
        version=record.version,
        made_on=record.made_on,
        folder=safe_name(f"{stem}_{dict(contents.levels).get(contents.level, '')}"),
    )
    kept = ws.folder / "packages"
    with translate_os_errors("意见表"):
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder, contents.folder), all_or_none(kept, contents.folder), ws.together():
            paths = tuple(write(contents, record.code, folder))
            for path in paths:
                copy_whole(path, kept / path.name)
            files = [SentFile(path.name, sha256_of(path), path.stat().st_size) for path in paths]
            packages.keep_beside(ws, record, "opinion_forms", files)
    return paths


def look_back(ws: Workspace, task_id: str, step: Step, rebounded: bool) -> Step:
    """Note a look-back (回头看): 无反弹, or 反弹, which reopens the task and names who had accepted it (谁验收、谁负责)."""
    if not rebounded:
        return actions.note_step(ws, task_id, replace(step, kind=STEADY, note=step.note or "无反弹"))
    who = accepted_by(work.steps(ws, task_id))
    note = "；".join(filter(None, (step.note, f"当初同意销号：{who}" if who else "")))
    return actions.note_step(ws, task_id, replace(step, kind=REBOUNDED, note=note))


def answer_to_withdraw(ws: Workspace, task_id: str) -> Step | None:
    """The step of the answer that can be taken back: the newest one, as long as nothing was noted since."""
    newest = next(reversed(work.steps(ws, task_id)), None)
    answer = next((answer for _, answer, _ in packages.answers(ws, task_id)), None)
    if newest is None or answer is None:
        return None
    kind = "accepted" if answer.accepted else "returned"
    same = (newest.kind, newest.on, newest.level) == (kind, answer.on, answer.level)
    return newest if same else None


def withdraw_answer(ws: Workspace, task_id: str) -> None:
    """Take back the answer noted last (撤销登记的答复), with what was written on its reasons; the file stays with the package."""
    step = answer_to_withdraw(ws, task_id)
    if step is None:
        raise UserError("没有可以撤销的答复。", "登记答复以后又办了别的步骤的，请先撤销那一步。")
    package, answer, mended = packages.answers(ws, task_id)[0]
    packages.delete_answer(ws, package, answer, mended, step)
