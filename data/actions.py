"""What a clerk does, each as one function over an open workspace: read a list, attach, verify, sign, take the answer.

The window and the commands call the same ones. What one matter needs much of lives beside it: ``sending``, ``sign_off``,
``public_notice``, ``closing``, ``filing``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data import dossier, signed_contents
from data.calendars import calendar_of, load_calendar
from data.domain.deadline import DeadlineContext
from data.domain.errors import OtherLevel, UserError
from data.domain.levels import (
    LevelState,
    asked_level,
    current_level,
    level_named,
    level_states,
    level_to_request,
)
from data.domain.look_back import REBOUNDED, STEADY
from data.domain.model import (
    Answer,
    Evidence,
    Listing,
    PackageRecord,
    Report,
    SelfVerification,
    SignOff,
    Step,
    no_report,
)
from data.domain.monthly import Month, Setting, TaskRecord, month_of
from data.domain.opinion import too_long
from data.domain.profile import Profile, StepRule
from data.domain.signed import open_signing
from data.domain.states import is_closed, last_step, since_rebound, standing
from data.domain.units import UnitContext
from data.domain.workdays import WorkCalendar
from data.files import readable, translate_os_errors
from data.intake.choices import Choices
from data.intake.evidence import facts_of
from data.intake.grid import Book
from data.intake.listing import ReadingContext, read_listing
from data.intake.workbook import read_book
from data.rules import profile_of, require_rules
from data.store import evidence, packages, settings, tasks, work
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace
from data.version import PROGRAM
from data.words import day

# ---------------------------------------------------------------- the city's list


def deadline_context(profile: Profile, today: date, calendar: WorkCalendar | None = None) -> DeadlineContext:
    """What deadline phrases are read against: today, the working-day calendar, the place's seasons where it has set them.

    Without a desk there is no calendar but the bundled one.
    """
    context = DeadlineContext(today=today, calendar=calendar or load_calendar())
    return replace(context, seasons=profile.seasons) if profile.seasons else context


def reading_context(
    profile: Profile,
    today: date,
    units: UnitContext,
    answers: Mapping[str, str] | None = None,
    calendar: WorkCalendar | None = None,
) -> ReadingContext:
    """What a list is read with; ``answers`` are the person's to doubtful deadline phrases."""
    return ReadingContext(deadline_context(profile, today, calendar), units, answers=answers or {})


def desk_context(
    ws: Workspace, units: UnitContext, answers: Mapping[str, str] | None = None
) -> ReadingContext:
    """What a list is read with at this desk: by its profile, its date, its calendar."""
    return reading_context(profile_of(ws), ws.today, units, answers, calendar_of(ws))


def read_list(
    file: Path, context: ReadingContext, choices: Choices | None = None, report: Report = no_report
) -> Listing:
    """A list file read into tasks with every doubt said; nothing is stored."""
    return read_cells(read_book(file, report), context, choices or Choices(), report)


def read_cells(book: Book, context: ReadingContext, choices: Choices, report: Report = no_report) -> Listing:
    """The same from cells already read: what the import does again when a person changes a choice."""
    listing = read_listing(book, choices, context, report)
    return replace(listing, file=readable(listing.file))


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


# ---------------------------------------------------------------- verification and signatures


def verify(ws: Workspace, task_id: str, filled: SelfVerification) -> None:
    """Keep the self-verification; its first passing conclusion is also the step 自验通过, dated as corrected until sent.

    After a rebound (反弹) only a new one counts: dated no earlier than the rebound.
    """
    steps = work.steps(ws, task_id)
    again = max((step.on for step in steps if step.kind == REBOUNDED), default=date.min)
    with ws.together():
        work.save_verification(ws, task_id, filled)
        passed = filled.conclusion == "pass" and filled.on and filled.on >= again
        if passed and filled.on and "verified" not in standing(steps):
            work.add_step(ws, task_id, Step("", "verified", filled.on))
        elif passed and filled.on:
            _redate_verified(ws, task_id, steps, filled.on)


def _redate_verified(ws: Workspace, task_id: str, steps: Sequence[Step], on: date) -> None:
    """A corrected date moves the step too, as long as nothing was sent: else the wrong day would stand for ever."""
    noted = next((step for step in reversed(steps) if step.kind == "verified"), None)
    if noted is not None and noted.on != on and all(step.kind != "requested" for step in steps):
        work.redate_step(ws, task_id, noted, on)


def sign(ws: Workspace, task_id: str, chain: Sequence[SignOff]) -> None:
    """Keep the sign chain; once every place before sending is filled, that is the step 审签完成, dated as corrected until sent.

    A signature that is new, or newly dated, is bound to what the application form says now. Signatures of places that are
    not, or no longer, signed before sending stay as they are.
    """
    before = {sign.role: sign for sign in work.signs(ws, task_id)}
    contents = dossier.gather(ws, dossier.case_of(ws, task_id, read_bytes=False))
    code = signed_contents.content_code(contents, signed_contents.CHAIN_FORM)
    needed = {role.key for role in profile_of(ws).sign_roles if role.before_sending}
    dates = [one.on for one in chain if one.role in needed and one.name.strip() and one.on]
    asked = needed | {one.role for one in chain}
    others = [one for role, one in before.items() if role not in asked]
    with ws.together():
        work.save_signs(ws, task_id, [*(_bound(one, before.get(one.role), code) for one in chain), *others])
        if dates and len(dates) == len(needed):
            _note_signed(ws, task_id, max(dates))


def _note_signed(ws: Workspace, task_id: str, on: date) -> None:
    """The step 审签完成 as the chain says it, until something is sent; noted anew where an earlier step follows it by now."""
    steps = work.steps(ws, task_id)
    noted = open_signing(steps)
    if noted is None:
        if "signed" not in standing(steps):
            work.add_step(ws, task_id, Step("", "signed", on))
    elif any(
        step.on < on for step in steps[steps.index(noted) + 1 :]
    ):  # the notice ended before they signed again
        work.delete_step(ws, task_id, noted)
        work.add_step(ws, task_id, Step("", "signed", on))
    elif noted.on != on:
        work.redate_step(ws, task_id, noted, on)


def _bound(sign: SignOff, before: SignOff | None, code: str) -> SignOff:
    same = before is not None and (before.name, before.on) == (sign.name, sign.on)
    return replace(sign, over=before.over if before and same else code)


# ---------------------------------------------------------------- the answer


def take_answer(ws: Workspace, answer: Answer, level: str = "") -> PackageRecord:
    """Bind the supervising unit's answer to its package; a return opens its reasons on the task.

    Refused for a task already closed, for a version that another has replaced, and for a level not asked, or answering
    before it was. ``level`` is the person's word whose answer it is. Without it, an answer that names no level is that of
    the level asked last, and one that names another is ``OtherLevel``: it is asked about, never guessed.
    """
    if long := too_long(answer):
        raise UserError(f"答复里{long}。", "请缩短，或分成几条写，再登记。")
    if answer.on > ws.today:
        raise UserError("答复的日期晚于今天。", "请核对电脑日期，或请督导单位更正答复日期。")
    package = packages.find(ws, answer)
    if answer.on < package.made_on:
        raise UserError(
            f"答复的日期早于申请包的日期（{day(package.made_on)}）。",
            "请核对答复日期，或核对答复的是哪一版申请包。",
        )
    _check_awaited(ws, package)
    chosen = _level_of(ws, package, answer.level, level)
    asked_on = next((s.requested_on for s in _levels(ws, package.task_id) if s.rule.key == chosen), None)
    if asked_on and answer.on < asked_on:
        raise UserError(
            f"答复的日期早于提请这一级验收的日期（{day(asked_on)}）。",
            "请核对答复日期，或核对是哪一级的答复。",
        )
    return packages.record_answer(ws, replace(answer, level=chosen))


def _check_awaited(ws: Workspace, package: PackageRecord) -> None:
    """An answer counts for what is still asked: a late one would take back what was sent, or closed, since."""
    last = last_step(work.steps(ws, package.task_id))
    if last and is_closed(last.kind):
        raise UserError(
            "这项任务已经销号，不能再登记答复。",
            "请核对答复的是哪一项任务；整改反弹的，请在办理步骤里登记回头看。",
        )
    newest = packages.of_task(ws, package.task_id)[0]
    if package.version < newest.version:
        raise UserError(
            f"这份答复是对第{package.version}版申请包的，现在报送的已经是第{newest.version}版。",
            f"请督导单位对第{newest.version}版答复；旧版的答复原件可以作为佐证材料存在任务里。",
        )


def _levels(ws: Workspace, task_id: str) -> tuple[LevelState, ...]:
    return level_states(work.steps(ws, task_id), profile_of(ws))


def _level_of(ws: Workspace, package: PackageRecord, named: str, said: str) -> str:
    profile = profile_of(ws)
    asked = asked_level(work.steps(ws, package.task_id), profile)
    chosen = level_named(said or named, profile)
    if said and chosen is None:
        known = "、".join(level.title for level in profile.levels)
        raise UserError(f"现行地方规则里没有“{said}”这个验收层级。", f"请在这些层级里选：{known}。")
    if not profile.levels or not (named or said):
        return asked
    if chosen is None or (not said and chosen.key != asked):
        title = next((level.title for level in profile.levels if level.key == asked), "督导单位")
        raise OtherLevel(named, title)
    if not any(state.requested_on for state in _levels(ws, package.task_id) if state.rule == chosen):
        raise UserError(
            f"还没有提请{chosen.title}验收，不能登记它的答复。",
            "请核对是哪一级的答复，或先在办理步骤里提请这一级。",
        )
    return chosen.key


def note_step(ws: Workspace, task_id: str, step: Step) -> Step:
    """Note a later step (notice, close-out, look-back); refused where the profile's order asks for another first.

    No step is dated before the one it follows, and only look-backs are noted twice.
    """
    profile, noted = profile_of(ws), work.steps(ws, task_id)
    rule = profile.step(step.kind)
    if rule is None:
        raise UserError("现行地方规则里没有这个步骤。", "请在设置里核对所用的规则。")
    _check_order(rule, step, noted, profile)
    waiting = level_to_request(noted, profile)
    if step.kind in ("accepted", "returned"):
        if waiting:
            raise UserError(f"还不能登记“{rule.title}”。", f"要先提请{waiting.title}验收。")
        step = replace(step, level=step.level or current_level(noted, profile))
    if step.on > ws.today:
        raise UserError(f"“{rule.title}”的日期晚于今天。", "请核对日期。")
    return work.add_step(ws, task_id, replace(step, by=step.by or rule.by))


def _check_order(rule: StepRule, step: Step, noted: Sequence[Step], profile: Profile) -> None:
    taken = standing(noted, profile)
    if rule.key in taken and rule.key != STEADY:
        raise UserError(f"“{rule.title}”已经登记过。", "要更正日期或内容，请先撤销原来的一步，再重新登记。")
    if not rule.after:
        return
    before = profile.step(rule.after)
    title = before.title if before else rule.after
    if rule.after not in taken:
        raise UserError(f"还不能登记“{rule.title}”。", f"按现行规则要先完成“{title}”。")
    done = max((one.on for one in since_rebound(noted) if one.kind == rule.after), default=step.on)
    if step.on < done:
        raise UserError(f"“{rule.title}”的日期早于“{title}”的日期（{day(done)}）。", "请核对日期。")


# ---------------------------------------------------------------- reports


def month(ws: Workspace, first: date) -> Month:
    """The figures of the month that begins on ``first``, from the dated facts of every task."""
    if first > ws.today:
        raise UserError(f"{first.year}年{first.month}月还没有到。", "请选本月或以前的月份。")
    records = [
        TaskRecord(task, tuple(work.progress(ws, task.id)), tuple(work.steps(ws, task.id)))
        for task in tasks.as_worked(ws)
    ]
    setting = Setting(settings.office(ws), require_rules(ws), settings.unit_context(ws), PROGRAM)
    return month_of(records, first, ws.today, setting)
