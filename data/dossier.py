"""Everything known of one task, put together: for checking, and as the contents of its papers and its package."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data import signed_contents
from data.calendars import calendar_of
from data.domain.checks import Case
from data.domain.contents import EvidencePart, Office, PackageContents
from data.domain.errors import UserError
from data.domain.expected import slots_of
from data.domain.family import family_of, parts_of
from data.domain.form_definition import FAMILIES, NOTICE, FormDefinition
from data.domain.levels import current_level
from data.domain.model import Finding, Reason, Slot, Task
from data.domain.photo_pairs import PHOTOS
from data.domain.profile import Profile
from data.domain.states import accepted_before
from data.files import safe_name
from data.form_definitions import bundled_forms, own_forms
from data.rules import profile_of, require_rules, rules_fault
from data.store import evidence, notices, packages, settings, tasks, work
from data.store.workspace import Workspace
from data.version import PROGRAM

EVIDENCE_FOLDER = "06_佐证材料"


def slots(ws: Workspace, task_id: str) -> tuple[Slot, ...]:
    """What evidence the profile asks for, measure by measure, and what fills it."""
    pieces, waived = evidence.of_task(ws, task_id), evidence.waivers(ws, task_id)
    return slots_of(tasks.measures(ws, task_id), pieces, waived, profile_of(ws))


def case_of(ws: Workspace, task_id: str, read_bytes: bool = True) -> Case:
    """Everything known of a task, for checking; ``read_bytes`` reads all its evidence to see that it is whole.

    Its profile is the place's with what the office's own form definitions say of titles and signing.
    """
    bad = evidence.damaged(ws, task_id) if read_bytes else []
    own = _own_or_bundled(ws)
    case = Case(
        task=tasks.get(ws, task_id),
        evidence=tuple(evidence.of_task(ws, task_id)),
        slots=slots(ws, task_id),
        verification=work.verification(ws, task_id),
        signs=tuple(sign for sign in work.signs(ws, task_id) if sign.name.strip()),
        office=settings.office(ws),
        profile=_with_own(profile_of(ws), own),
        today=ws.today,
        layouts=(own.get(NOTICE) or bundled_forms()[NOTICE]).layouts,
        damaged=tuple((piece.id, how) for piece, how in bad),
        unmended=tuple(
            (at, reason)
            for at, (reason, mended) in enumerate(packages.open_reasons(ws, task_id), 1)
            if not mended.strip()
        ),
        elsewhere=tuple(evidence.used_elsewhere(ws, task_id)),
        notice=notices.of_task(ws, task_id),
        steps=tuple(work.steps(ws, task_id)),
        calendar=calendar_of(ws),
        faults=tuple(_faults(ws)),
    )
    contents = shown(ws, case)
    return replace(
        case,
        forms=signed_contents.states_of(ws, contents, case.profile),
        chain_code=signed_contents.content_code(contents, signed_contents.CHAIN_FORM),
    )


def gather(ws: Workspace, case: Case, waived: tuple[Finding, ...] = (), waiver: str = "") -> PackageContents:
    """All that one package will say, as a frozen value.

    ``UserError`` where the office's own rules or a definition in its forms folder are wrong: nothing is printed by
    others in their stead.
    """
    require_rules(ws)
    return _gathered(ws, case, own_forms(ws.folder), waived, waiver)


def shown(ws: Workspace, case: Case) -> PackageContents:
    """The same for looking at on the screen, where wrong rules or definitions must not close the page; never for printing."""
    return _gathered(ws, case, _own_or_bundled(ws))


def _own_or_bundled(ws: Workspace) -> dict[str, FormDefinition]:
    try:
        return own_forms(ws.folder)
    except UserError:
        return {}


def _faults(ws: Workspace) -> Iterator[tuple[str, str]]:
    """What is wrong with the office's own definitions, each with the code of its finding."""
    try:
        own_forms(ws.folder)
    except UserError as fault:
        yield "own_forms_wrong", str(fault)
    if fault := rules_fault(ws):
        yield "own_rules_wrong", str(fault)
    if aside := calendar_of(ws).left_aside:
        yield "own_calendar_wrong", aside


def _with_own(profile: Profile, own: dict[str, FormDefinition]) -> Profile:
    kept = [key for key in profile.signed_forms if key not in own or own[key].signed]
    more = [key for key in profile.parts if key in own and own[key].signed and key not in kept]
    titles = profile.titles | {key: definition.title for key, definition in own.items()}
    return replace(profile, titles=titles, signed_forms=(*kept, *more))


def _gathered(
    ws: Workspace,
    case: Case,
    own: dict[str, FormDefinition],
    waived: tuple[Finding, ...] = (),
    waiver: str = "",
) -> PackageContents:
    task, profile, office = case.task, case.profile, case.office
    family = family_of(case.measures, case.evidence, profile)
    if family:
        family = settings.task_families(ws).get(task.id, family)
    version = len(packages.of_task(ws, task.id)) + 1
    contents = PackageContents(
        office=office,
        task=task,
        measures=case.measures,
        verification=case.verification,
        evidence=(*signed_contents.signed_evidence(case.forms), *_parts(case)),
        steps=case.steps,
        signs=tuple(sign for sign in case.signs if sign not in case.former_signs),
        number=package_number(office, task),
        version=version,
        made_on=ws.today,
        folder=_folder(ws, task, office, version),
        parts=tuple(key for key in parts_of(profile, family) if _wanted(key, own, family, case)),
        titles=profile.titles,
        checklist=profile.verified_items,
        checklist_title=profile.checklist_title,
        sign_roles=tuple((role.key, role.title) for role in profile.sign_roles),
        sealed_roles=frozenset(role.key for role in profile.sign_roles if role.seal),
        evidence_kinds=profile.evidence_kinds,
        waived=waived,
        waiver=waiver,
        unneeded=tuple(slot for slot in case.slots if slot.waived and not slot.evidence_id),
        mended=_mended(ws, case),
        copies=profile.copies,
        program=PROGRAM,
        profile=profile.name,
        notice=case.notice,
        notice_accepted=accepted_before(case.notice.start if case.notice else None, case.steps, profile),
        printed_on={f.expected.form: f.expected.printed_on for f in case.forms if f.expected.printed_on},
        marks=signed_contents.marks_of(ws, case.signs),
        family=family,
        family_said=task.id in settings.task_families(ws),
        forms=own,
        level=current_level(case.steps, profile),
        levels=tuple((level.key, level.title) for level in profile.levels),
    )
    return signed_contents.with_codes(contents, profile, case.forms)


def told_apart(ws: Workspace, task: Task) -> str:
    """What the name of a task's package or file says after its number, so that tasks that share it (two lists) are told
    apart as in ``package_number``; "" where nobody else carries the number."""
    return f"-{task.id[:4]}" if tasks.shares_number(ws, task) else ""


def _folder(ws: Workspace, task: Task, office: Office, version: int) -> str:
    place = safe_name(office.region_code or office.county, limit=20)
    number = safe_name(task.listed.number or "未编号", limit=20)
    return f"销号申请包_{place}_{number}号{told_apart(ws, task)}_{ws.today:%Y%m%d}_v{version}"


def _mended(ws: Workspace, case: Case) -> tuple[tuple[Reason, str], ...]:
    """The reasons of the last return with what was done; the letter says them to every level until the last has accepted."""
    returned = False
    for step in case.steps:
        if step.kind in ("returned", "rebounded"):
            returned = step.kind == "returned"
    if case.settled or not returned:
        return ()
    answers = packages.answers(ws, case.task.id)
    answer, mended = next(((a, m) for _, a, m in answers if not a.accepted), (None, {}))
    return tuple((reason, mended.get(at, "")) for at, reason in enumerate(answer.reasons)) if answer else ()


_WHEN_KINDS = {"photos": PHOTOS, "experts": ("monitoring", "completion")}


def _wanted(part: str, own: dict[str, FormDefinition], family: str, case: Case) -> bool:
    """Parts that would be empty are left out by their definition: photo sheets without photos, a notice not published."""
    definition = own.get(part) or bundled_forms().get(part)
    if definition is None:  # the package writer names a part of the profile that nobody knows
        return True
    if definition.when == "notice" and case.notice is None:
        return False
    kinds = _WHEN_KINDS.get(definition.when)
    has = kinds is None or any(piece.kind in kinds for piece in case.evidence)
    return has and (family or next(iter(FAMILIES))) in definition.families


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
