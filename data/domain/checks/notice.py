"""Findings on the public notice (公示) of a task: when it was put out in the order of things, its proof, its objections."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.domain.checks.case import Case, day, error, warning
from data.domain.checks.notice_period import period_findings
from data.domain.checks.notice_words import private_findings
from data.domain.model import Finding, Step
from data.domain.notice import Notice, Objection, says_otherwise
from data.domain.notice_text import NoticeFacts, notice_paper
from data.domain.states import accepted_before, accepted_on, follows, notice_before_request, standing_step


def notice_findings(case: Case) -> Iterator[Finding]:
    """The findings on the public notice alone (公示): what its own page shows.

    Without a notice, only that it is missing where the place's order asks for it by now.
    """
    notice = case.notice
    if notice is None or is_former(case.steps, notice):
        if notice_before_request(case.profile):
            yield error("notice_missing", "notice/start")
        return
    yield from period_findings(case, notice)
    yield from _order(case, notice)
    yield from _outcome(case, notice)
    yield from _place(notice)
    yield from _screenshots(case, notice)
    for at, objection in enumerate(notice.objections):
        yield from _objection(case, notice, at, objection)
    yield from private_findings(case, notice_paper(notice_facts(case, notice)).plain())


def is_former(steps: Sequence[Step], notice: Notice) -> bool:
    """Whether the notice is of a round before the last rebound (反弹): what was published then says nothing of this one."""
    rebounded = max((step.on for step in steps if step.kind == "rebounded"), default=None)
    return bool(rebounded and notice.start and notice.start <= rebounded)


def notice_facts(case: Case, notice: Notice) -> NoticeFacts:
    """What a notice of this task is worded from."""
    return NoticeFacts(
        case.task,
        case.measures,
        case.office,
        notice,
        case.layouts,
        finished=case.verification.conclusion == "pass",
        accepted=accepted_before(notice.start, case.steps, case.profile),
        effect=case.verification.effect,
    )


def _order(case: Case, notice: Notice) -> Iterator[Finding]:
    if notice.start is None:
        return
    accepted = accepted_on(case.steps, case.profile)
    if follows(case.profile, "noticed", "accepted"):
        if accepted is None:
            yield warning("notice_before_acceptance", "notice/start", start=day(notice.start))
        elif notice.start < accepted:
            said = {"start": day(notice.start), "accepted": day(accepted)}
            yield error("notice_too_early", "notice/start", **said)
    if notice_before_request(case.profile):
        yield from _first(case, notice, notice.start)


def _first(case: Case, notice: Notice, start: date) -> Iterator[Finding]:
    """Where the notice comes before the request: after the self-verification, over, and its end noted."""
    verified = standing_step("verified", case.steps, case.profile)
    if verified and start < verified.on:
        said = {"start": day(start), "verified": day(verified.on)}
        yield error("notice_before_verified", "notice/start", **said)
    if notice.end is None or notice.end < start:
        return
    if notice.end >= case.today:
        yield error("notice_running", "notice/end", end=day(notice.end))
    elif standing_step("noticed", case.steps, case.profile) is None:
        yield error("notice_not_noted", "notice/noted", end=day(notice.end))


def _outcome(case: Case, notice: Notice) -> Iterator[Finding]:
    """What was noted at its end against what it says now: the papers print both."""
    noted = standing_step("noticed", case.steps, case.profile)
    if noted and says_otherwise(noted, notice):
        yield error("notice_noted_otherwise", "notice/noted", noted.id, on=day(noted.on))


def _place(notice: Notice) -> Iterator[Finding]:
    if not notice.medium.strip() and not notice.address.strip():
        yield warning("notice_nowhere", "notice/medium")
    if not notice.phone.strip():
        yield warning("notice_without_phone", "notice/phone")


def _screenshots(case: Case, notice: Notice) -> Iterator[Finding]:
    """A screenshot of the first and of the last day, as soon as that day has come, and not one for both."""
    pieces = {piece.id: piece for piece in case.evidence}
    first, last = pieces.get(notice.first_shot), pieces.get(notice.last_shot)
    days = (("first_shot", "首日", first, notice.start), ("last_shot", "末日", last, notice.end))
    for field, name, piece, on in days:
        if on is None or on > case.today:
            continue
        where = f"notice/{field}"
        if piece is None:
            yield error("notice_without_screenshot", where, name=name, day=day(on))
        elif piece.dated and piece.dated != on:
            said = {"name": name, "dated": day(piece.dated), "day": day(on)}
            yield warning("notice_screenshot_dated", where, **said)
    if first and last and first.sha256 == last.sha256 and notice.start != notice.end:
        yield error("notice_one_screenshot", "notice/last_shot")


def _objection(case: Case, notice: Notice, at: int, objection: Objection) -> Iterator[Finding]:
    """Each objection dealt with: received in the period, answered after that, nothing in the future."""
    where, by = f"notice/objections:{at}", objection.by.strip() or "群众"
    on, handled = objection.on, objection.handled_on
    if objection.is_open:
        yield error("notice_objection_open", where, on=day(on) if on else "公示期间", by=by)
    for name, when in (("收到", on), ("办理", handled)):
        if when and when > case.today:
            yield error("date_in_future", where, what=f"{by}所提异议的{name}日期")
    if on and handled and handled < on:
        yield error("notice_objection_handled_early", where, by=by, on=day(on), handled=day(handled))
    if on and notice.start and notice.end and not notice.start <= on <= notice.end:
        yield warning("notice_objection_outside", where, by=by, on=day(on))
