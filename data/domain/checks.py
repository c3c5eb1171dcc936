"""The acceptor's own checks, run before sending: what a reviewer would send back (退件预演), each as a ``Finding``.

Pure: the caller gives everything that is known of the task; the wording is in ``data.words``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from data.domain.checks_notice import Around, accepted_on, check_notice
from data.domain.contents import Office
from data.domain.model import Evidence, Finding, Measure, SelfVerification, SignOff, Slot, Step, Task
from data.domain.notice import Notice
from data.domain.notice_text import NoticeFacts, notice_paper
from data.domain.profile import Profile
from data.domain.signed import CHANGED, UNSIGNED, FormState
from data.domain.states import standing
from data.domain.workdays import WorkCalendar

_PHOTOS = ("photo_before", "photo_after")


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known of one task when it is checked. ``damaged`` pairs an evidence id with "missing" or "changed".

    ``forms`` say which forms are signed, ``chain_code`` what the sign chain signs, as it reads now.
    """

    task: Task
    evidence: tuple[Evidence, ...]
    slots: tuple[Slot, ...]
    verification: SelfVerification
    signs: tuple[SignOff, ...]
    office: Office
    profile: Profile
    today: date
    damaged: tuple[tuple[str, str], ...] = ()
    unmended: int = 0
    notice: Notice | None = None
    steps: tuple[Step, ...] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    forms: tuple[FormState, ...] = ()
    chain_code: str = ""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that still stand in the list."""
        return tuple(measure for measure in self.task.measures if not measure.gone)

    def is_stale(self, sign: SignOff) -> bool:
        """Whether what this person signed reads differently now, before it was sent."""
        changed = bool(sign.over and self.chain_code and sign.over != self.chain_code)
        return changed and "requested" not in standing(self.steps)


def check(case: Case) -> list[Finding]:
    """Every finding, errors first, each with the field to mend it in."""
    found = [
        *_office(case),
        *_task(case),
        *_measures(case),
        *_slots(case),
        *_evidence(case),
        *_verification(case),
        *_signs(case),
        *_signed_forms(case),
        *notice_findings(case),
    ]
    return sorted(found, key=lambda finding: finding.severity != "error")


def _error(code: str, where: str, subject: str = "", **params: str) -> Finding:
    return Finding(code, "error", where, subject, params)


def _warning(code: str, where: str, subject: str = "", **params: str) -> Finding:
    return Finding(code, "warning", where, subject, params)


def _office(case: Case) -> Iterator[Finding]:
    if not case.office.county or not case.office.name:
        yield _error("office_incomplete", "settings/office")


def _task(case: Case) -> Iterator[Finding]:
    task = case.task
    if task.listed.deadline.needs_review and not task.due_confirmed:
        yield _warning("deadline_unconfirmed", "task/deadline", text=task.listed.deadline.text)
    if not task.listed.acceptance_unit:
        yield _warning("acceptor_unknown", "task/acceptance_unit")
    if not case.measures:
        yield _error("no_measures", "task/measures")
    if case.unmended:
        yield _error("return_unmended", "package/answer", count=str(case.unmended))


def _measures(case: Case) -> Iterator[Finding]:
    """Standard 1 (all measures carried out): each done, dated, evidenced, and judged by the self-verification."""
    verdicts = {verdict.measure_id: verdict for verdict in case.verification.verdicts}
    for measure in case.measures:
        where, n = f"measure:{measure.position}", str(measure.position)
        proof = [piece for piece in case.evidence if measure.id in piece.measure_ids]
        if not proof:
            yield _error("measure_without_evidence", f"{where}/evidence", measure.id, n=n)
        verdict = verdicts.get(measure.id)
        if verdict is None or not verdict.done:
            yield _error("measure_not_verified", f"{where}/verdict", measure.id, n=n)
        if measure.done_on is None:
            yield _error("measure_not_done", f"{where}/done_on", measure.id, n=n)
            continue
        yield from _measure_dates(case, measure, proof)


def _measure_dates(case: Case, measure: Measure, proof: Iterable[Evidence]) -> Iterator[Finding]:
    where, n, done = f"measure:{measure.position}", str(measure.position), measure.done_on
    assert done is not None
    due = measure.due or case.task.due
    if done > case.today:
        yield _error("date_in_future", f"{where}/done_on", measure.id, what=f"第{n}条措施的完成日期")
    if due and done > due:
        yield _warning("measure_late", f"{where}/done_on", measure.id, n=n, done=_day(done), due=_day(due))
    if not measure.reported.strip():
        yield _warning("measure_unreported", f"{where}/reported", measure.id, n=n)
    dated = [piece.dated for piece in proof if piece.dated]
    if dated and min(dated) > done:
        yield _warning(
            "evidence_after_done",
            f"{where}/evidence",
            measure.id,
            n=n,
            first=_day(min(dated)),
            done=_day(done),
        )


def _slots(case: Case) -> Iterator[Finding]:
    positions = {measure.id: measure.position for measure in case.measures}
    proven = {measure for piece in case.evidence for measure in piece.measure_ids}
    for slot in case.slots:
        open_slot = slot.evidence_id is None and not slot.waived and slot.measure_id in positions
        # A measure without any evidence is already an error of its own.
        if open_slot and slot.measure_id in proven:
            n = str(positions[slot.measure_id])
            yield _warning("slot_missing", f"measure:{n}/evidence", slot.measure_id, n=n, title=slot.title)


def _evidence(case: Case) -> Iterator[Finding]:
    bad = dict(case.damaged)
    for piece in case.evidence:
        where = f"evidence:{piece.id}"
        if piece.id in bad:
            yield _error(f"evidence_{bad[piece.id]}", where, piece.id, name=piece.name)
        if piece.kind in _PHOTOS and piece.dated is None:
            yield _error("photo_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated is None:
            yield _warning("evidence_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated > case.today:
            yield _error("date_in_future", f"{where}/dated", piece.id, what=f"佐证“{piece.title}”的日期")
        if not piece.measure_ids and piece.kind != "notice":  # a screenshot proves no measure
            yield _warning("evidence_unlinked", f"{where}/measures", piece.id, title=piece.title)
    kinds = {piece.kind for piece in case.evidence}
    if "photo_before" in kinds and "photo_after" not in kinds:
        yield _error("photo_after_missing", "evidence")
    if "photo_after" in kinds and "photo_before" not in kinds:
        yield _error("photo_before_missing", "evidence")


def _verification(case: Case) -> Iterator[Finding]:
    filled = case.verification
    if filled.conclusion != "pass":
        yield _error("verification_not_passed", "verification/conclusion")
    if filled.on is None:
        yield _error("verification_undated", "verification/on")
    elif filled.on > case.today:
        yield _error("date_in_future", "verification/on", what="自验日期")
    if not any(person.name.strip() for person in filled.persons):
        yield _error("verification_nobody", "verification/persons")
    if not filled.summary.strip():
        yield _warning("verification_summary", "verification/summary")
    last = max((m.done_on for m in case.measures if m.done_on), default=None)
    if filled.on and last and filled.on < last:
        yield _error("verification_too_early", "verification/on", on=_day(filled.on), last=_day(last))
    for item in case.profile.checklist:
        if item.code not in filled.checked:
            yield _error("checklist_open", f"verification/checklist:{item.code}", text=item.text)


def _signs(case: Case) -> Iterator[Finding]:
    given = {sign.role: sign for sign in case.signs}
    for role in case.profile.sign_roles:
        sign = given.get(role.key)
        if role.before_sending and (sign is None or not sign.name.strip()):
            yield _error("sign_missing", f"sign:{role.key}", title=role.title)
        elif sign and case.is_stale(sign):
            yield _error("sign_stale", f"sign:{role.key}", title=role.title, name=sign.name)
        elif role.before_sending and sign and sign.on is None:
            yield _error("sign_undated", f"sign:{role.key}", title=role.title)
        elif sign and sign.on and case.verification.on and sign.on < case.verification.on:
            yield _error("sign_too_early", f"sign:{role.key}", title=role.title, on=_day(sign.on))
        elif sign and sign.on and sign.on > case.today:
            yield _error("date_in_future", f"sign:{role.key}", what=f"{role.title}的签字日期")


def _signed_forms(case: Case) -> Iterator[Finding]:
    """The signed forms: none changed since it was signed; each there where the place demands it."""
    if "requested" in standing(case.steps):
        return  # what was sent is sent
    severity = "error" if case.profile.signed_required else "warning"
    for form in case.forms:
        where, title = f"sign:{form.expected.form}", form.expected.title
        if form.state == CHANGED:
            yield _error("signed_form_stale", where, title=title)
        elif form.state == UNSIGNED:
            yield Finding("signed_form_missing", severity, where, "", {"title": title})


def notice_findings(case: Case) -> Iterator[Finding]:
    """The findings on the public notice alone (公示): what its own page shows."""
    said = notice_paper(notice_facts(case, case.notice)).plain() if case.notice else ""
    yield from check_notice(case.notice, replace(_around(case), text=said))


def notice_facts(case: Case, notice: Notice) -> NoticeFacts:
    """What a notice of this task is worded from."""
    return NoticeFacts(
        case.task,
        case.measures,
        case.office,
        notice,
        finished=case.verification.conclusion == "pass",
        accepted=accepted_on(case.steps) is not None,
        effect=case.verification.effect,
    )


def _around(case: Case) -> Around:
    return Around(case.profile, case.calendar, case.today, case.steps, case.evidence)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
