"""What a clerk does, each as one function over an open workspace: attach, verify, check, send, take the answer.

The window and the commands call the same ones. Writing the package is handed in, since this layer knows no exporter.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from data import signed_contents
from data.calendars import load_calendar
from data.domain.checks import Case, check
from data.domain.contents import EvidencePart, Office, PackageContents
from data.domain.deadline import DeadlineContext
from data.domain.errors import Incomplete, UserError
from data.domain.expected import slots_of
from data.domain.levels import current_level, level_to_request, levelled
from data.domain.look_back import REBOUNDED
from data.domain.model import (
    Answer,
    Evidence,
    Finding,
    Listing,
    PackageRecord,
    PackageVolume,
    Report,
    SelfVerification,
    SignOff,
    Slot,
    Step,
    Task,
    no_report,
)
from data.domain.monthly import Month, Setting, TaskRecord, month_of
from data.domain.profile import Profile
from data.domain.states import standing
from data.domain.units import UnitContext
from data.files import replace as put_in_place
from data.files import safe_name, translate_os_errors
from data.intake.choices import Choices
from data.intake.evidence import facts_of
from data.intake.grid import Book
from data.intake.listing import ReadingContext, read_listing
from data.intake.workbook import read_book
from data.rules import profile_of
from data.store import evidence, notices, packages, settings, tasks, work
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace
from data.version import PROGRAM

EVIDENCE_FOLDER = "06_佐证材料"


# ---------------------------------------------------------------- the city's list


def deadline_context(profile: Profile, today: date) -> DeadlineContext:
    """What deadline phrases are read against: today, the working-day calendar, the place's seasons where it has set them."""
    context = DeadlineContext(today=today, calendar=load_calendar())
    return replace(context, seasons=profile.seasons) if profile.seasons else context


def reading_context(
    profile: Profile, today: date, units: UnitContext, answers: Mapping[str, str] | None = None
) -> ReadingContext:
    """What a list is read with; ``answers`` are the person's to doubtful deadline phrases."""
    return ReadingContext(deadline_context(profile, today), units, answers=answers or {})


def read_list(
    file: Path, context: ReadingContext, choices: Choices | None = None, report: Report = no_report
) -> Listing:
    """A list file read into tasks with every doubt said; nothing is stored."""
    return read_cells(read_book(file, report), context, choices or Choices(), report)


def read_cells(book: Book, context: ReadingContext, choices: Choices, report: Report = no_report) -> Listing:
    """The same from cells already read: what the import does again when a person changes a choice."""
    return read_listing(book, choices, context, report)


# ---------------------------------------------------------------- evidence


def attach_files(
    ws: Workspace,
    task_id: str,
    paths: Sequence[Path],
    measure_ids: tuple[str, ...] = (),
    report: Report = no_report,
) -> list[Evidence]:
    """Take files in, each with the title, kind, date and pages it shows by itself."""
    words = profile_of(ws).evidence_words
    return evidence.attach(ws, task_id, [described(path, words, measure_ids) for path in paths], report)


def described(path: Path, words: dict[str, list[str]], measure_ids: tuple[str, ...] = ()) -> NewEvidence:
    """A file with what it shows by itself, ready to be corrected by the person."""
    with translate_os_errors("佐证文件"):
        facts = facts_of(path, words)
    return NewEvidence(
        path,
        facts.title,
        facts.kind,
        facts.dated,
        pages=facts.pages,
        measure_ids=measure_ids,
        look=facts.look,
    )


def slots(ws: Workspace, task_id: str) -> tuple[Slot, ...]:
    """What evidence the profile asks for, measure by measure, and what fills it."""
    pieces, waived = evidence.of_task(ws, task_id), evidence.waivers(ws, task_id)
    return slots_of(tasks.measures(ws, task_id), pieces, waived, profile_of(ws))


# ---------------------------------------------------------------- verification and signatures


def verify(ws: Workspace, task_id: str, filled: SelfVerification) -> None:
    """Keep the self-verification; its first passing conclusion is also the step 自验通过.

    After a rebound (反弹) only a new one counts: dated no earlier than the rebound.
    """
    work.save_verification(ws, task_id, filled)
    steps = work.steps(ws, task_id)
    again = max((step.on for step in steps if step.kind == REBOUNDED), default=date.min)
    passed = filled.conclusion == "pass" and filled.on and filled.on >= again
    if passed and filled.on and "verified" not in standing(steps):
        work.add_step(ws, task_id, Step("", "verified", filled.on))


def sign(ws: Workspace, task_id: str, chain: Sequence[SignOff]) -> None:
    """Keep the sign chain; once every place before sending is filled, that is the step 审签完成.

    A signature that is new, or newly dated, is bound to what the application form says now.
    """
    before = {sign.role: sign for sign in work.signs(ws, task_id)}
    contents = gather(ws, case_of(ws, task_id, read_bytes=False))
    code = signed_contents.content_code(contents, signed_contents.CHAIN_FORM)
    work.save_signs(ws, task_id, [_bound(one, before.get(one.role), code) for one in chain])
    needed = {role.key for role in profile_of(ws).sign_roles if role.before_sending}
    dates = [one.on for one in chain if one.role in needed and one.name.strip() and one.on]
    if len(dates) == len(needed) and "signed" not in standing(work.steps(ws, task_id)):
        work.add_step(ws, task_id, Step("", "signed", max(dates)))


def _bound(sign: SignOff, before: SignOff | None, code: str) -> SignOff:
    same = before is not None and (before.name, before.on) == (sign.name, sign.on)
    return replace(sign, over=before.over if before and same else code)


# ---------------------------------------------------------------- checking and sending


def case_of(ws: Workspace, task_id: str, read_bytes: bool = True) -> Case:
    """Everything known of a task, for checking; ``read_bytes`` reads all its evidence to see that it is whole."""
    bad = evidence.damaged(ws, task_id) if read_bytes else []
    case = Case(
        task=tasks.get(ws, task_id),
        evidence=tuple(evidence.of_task(ws, task_id)),
        slots=slots(ws, task_id),
        verification=work.verification(ws, task_id),
        signs=tuple(work.signs(ws, task_id)),
        office=settings.office(ws),
        profile=profile_of(ws),
        today=ws.today,
        damaged=tuple((piece.id, how) for piece, how in bad),
        unmended=tuple(
            (at, reason)
            for at, (reason, mended) in enumerate(packages.open_reasons(ws, task_id), 1)
            if not mended.strip()
        ),
        elsewhere=tuple(evidence.used_elsewhere(ws, task_id)),
        notice=notices.of_task(ws, task_id),
        steps=tuple(work.steps(ws, task_id)),
        calendar=load_calendar(),
    )
    contents = gather(ws, case)
    return replace(
        case,
        forms=signed_contents.states_of(ws, contents, case.profile),
        chain_code=signed_contents.content_code(contents, signed_contents.CHAIN_FORM),
    )


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
    """The same of the whole package: its volumes (one where it is in one piece) and the handover list beside them."""

    @property
    def volumes(self) -> Sequence[Written]: ...  # noqa: D102
    @property
    def handover(self) -> Path | None: ...  # noqa: D102


Writer = Callable[[PackageContents, Path, Callable[[Evidence], BinaryIO], Report], WrittenPackage]


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that was written, verified and noted, and where it lies; ``handover`` is the list to sign (移交清单)."""

    record: PackageRecord
    path: Path
    volumes: tuple[Path, ...]
    handover: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything that was written."""
        return (*self.volumes, *((self.handover,) if self.handover else ()))


def send(
    ws: Workspace, task_id: str, folder: Path, write: Writer, waiver: str = "", report: Report = no_report
) -> Sent:
    """Write the acceptance request package into ``folder`` and note it.

    ``Incomplete`` with nothing written while errors are open and ``waiver`` gives no reason.
    """
    # The writer reads every byte of evidence anyway and refuses what has changed.
    case = case_of(ws, task_id, read_bytes=False)
    found = check(case)
    errors = [finding for finding in found if finding.severity == "error"]
    if errors and not waiver.strip():
        raise Incomplete(errors)
    contents = gather(ws, case, tuple(errors), waiver.strip())
    with translate_os_errors("导出文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
        written = write(contents, folder, lambda piece: evidence.open_bytes(ws, piece), report)
        paths = tuple(volume.path for volume in written.volumes)
        for path in (*paths, *((written.handover,) if written.handover else ())):
            _keep(ws, path)
    record = PackageRecord(
        id="",
        task_id=task_id,
        number=contents.number,
        version=contents.version,
        made_on=contents.made_on,
        file_name=written.path.name,
        sha256=written.sha256,
        manifest_sha256=written.manifest_sha256,
        code=written.code,
        size=written.size,
        volumes=_volumes(written.volumes),
    )
    level = current_level(case.steps, case.profile)
    return Sent(packages.record(ws, record, level), written.path, paths, written.handover)


def _volumes(written: Sequence[Written]) -> tuple[PackageVolume, ...]:
    """Nothing where the package is in one piece."""
    if len(written) == 1:
        return ()
    return tuple(PackageVolume(v.path.name, v.sha256, v.manifest_sha256, v.code, v.size) for v in written)


def _keep(ws: Workspace, written: Path) -> None:
    """Keep what was sent; a hard link where the disk allows it, so that a large package lies there once."""
    kept = ws.folder / "packages" / written.name
    part = kept.with_name(f".{written.name}.part")
    part.unlink(missing_ok=True)
    try:
        os.link(written, part)
    except OSError:
        shutil.copyfile(written, part)
    put_in_place(part, kept)


def gather(ws: Workspace, case: Case, waived: tuple[Finding, ...] = (), waiver: str = "") -> PackageContents:
    """All that one package will say, as a frozen value."""
    task, profile, office = case.task, case.profile, case.office
    version = len(packages.of_task(ws, task.id)) + 1
    place = office.region_code or office.county
    folder = safe_name(
        f"销号申请包_{place}_{task.listed.number or '未编号'}号_{ws.today:%Y%m%d}_v{version}", limit=80
    )
    contents = PackageContents(
        office=office,
        task=task,
        measures=case.measures,
        verification=case.verification,
        evidence=(*signed_contents.signed_evidence(case.forms), *_parts(case)),
        steps=case.steps,
        signs=case.signs,
        number=package_number(office, task),
        version=version,
        made_on=ws.today,
        folder=folder,
        parts=tuple(key for key in profile.parts if _wanted(key, case)),
        titles=profile.titles,
        checklist=profile.verified_items,
        checklist_title=profile.checklist_title,
        sign_roles=tuple((role.key, role.title) for role in profile.sign_roles),
        evidence_kinds=profile.evidence_kinds,
        waived=waived,
        waiver=waiver,
        mended=tuple(packages.open_reasons(ws, task.id)),
        copies=profile.copies,
        program=PROGRAM,
        profile=profile.name,
        notice=case.notice,
        printed_on={f.expected.form: f.expected.printed_on for f in case.forms if f.expected.printed_on},
        marks=signed_contents.marks_of(ws, case.signs),
    )
    return signed_contents.with_codes(contents, profile)


def _wanted(part: str, case: Case) -> bool:
    """Parts that would be empty are left out: photo sheets without photos, a notice that was not published."""
    if part == "photos":
        return any(piece.kind in ("photo_before", "photo_after") for piece in case.evidence)
    return part != "notice" or case.notice is not None


def package_number(office: Office, task: Task) -> str:
    """The number of a task's packages; tasks that share a number (two lists) are told apart by their id."""
    place = safe_name(office.region_code or office.county)
    return f"XH-{place}-{safe_name(task.listed.number or '0')}-{task.id[:4]}"


def _parts(case: Case) -> list[EvidencePart]:
    positions = {measure.id: measure.position for measure in case.measures}
    parts = []
    for at, piece in enumerate(case.evidence, 1):
        number = f"06-{at:02d}"
        dated = f"_{piece.dated:%Y%m%d}" if piece.dated else ""
        suffix = Path(piece.name).suffix.lower()
        name = safe_name(f"{number}_{safe_name(piece.title, 60)}{dated}{suffix}")
        linked = tuple(positions[m] for m in piece.measure_ids if m in positions)
        parts.append(EvidencePart(number, f"{EVIDENCE_FOLDER}/{name}", piece, linked))
    return parts


# ---------------------------------------------------------------- the answer


def take_answer(ws: Workspace, answer: Answer) -> PackageRecord:
    """Bind the supervising unit's answer to its package; a return opens its reasons on the task.

    An answer that names no level is that of the level asked last.
    """
    if answer.on > ws.today:
        raise UserError("答复的日期晚于今天。", "请核对电脑日期，或请督导单位更正答复日期。")
    package = packages.find(ws, answer)
    if answer.on < package.made_on:
        raise UserError(
            f"答复的日期早于申请包的日期（{package.made_on.isoformat()}）。",
            "请核对答复日期，或核对答复的是哪一版申请包。",
        )
    steps = levelled(work.steps(ws, package.task_id), profile_of(ws))
    asked = [step.level for step in steps if step.kind == "requested"]
    return packages.record_answer(ws, replace(answer, level=answer.level or next(reversed(asked), "")))


def close(ws: Workspace, task_id: str, step: Step) -> Step:
    """Note a later step (notice, close-out, look-back); refused where the profile's order asks for another first."""
    rule = profile_of(ws).step(step.kind)
    before_now = work.steps(ws, task_id)
    taken = standing(before_now, profile_of(ws))
    if rule is None:
        raise UserError("现行地方规则里没有这个步骤。", "请在设置里核对所用的规则。")
    if rule.after and rule.after not in taken:
        before = profile_of(ws).step(rule.after)
        raise UserError(
            f"还不能登记“{rule.title}”。", f"按现行规则要先完成“{before.title if before else rule.after}”。"
        )
    waiting = level_to_request(before_now, profile_of(ws))
    if step.kind in ("accepted", "returned"):
        if waiting:
            raise UserError(f"还不能登记“{rule.title}”。", f"要先提请{waiting.title}验收。")
        step = replace(step, level=step.level or current_level(before_now, profile_of(ws)))
    if step.on > ws.today:
        raise UserError(f"“{rule.title}”的日期晚于今天。", "请核对日期。")
    return work.add_step(ws, task_id, replace(step, by=step.by or rule.by))


# ---------------------------------------------------------------- reports


def month(ws: Workspace, first: date) -> Month:
    """The figures of the month that begins on ``first``, from the dated facts of every task."""
    if first > ws.today:
        raise UserError(f"{first.year}年{first.month}月还没有到。", "请选本月或以前的月份。")
    records = [
        TaskRecord(task, tuple(work.progress(ws, task.id)), tuple(work.steps(ws, task.id)))
        for task in tasks.everything(ws)
    ]
    setting = Setting(settings.office(ws), profile_of(ws), settings.unit_context(ws), PROGRAM)
    return month_of(records, first, ws.today, setting)
