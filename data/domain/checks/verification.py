"""Findings on the self-verification (自查自验), its checklist and the acceptance standards."""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error, warning
from data.domain.checks.evidence import NO_PROOF
from data.domain.look_back import REBOUNDED
from data.domain.model import Finding, SelfVerification


def verification_findings(case: Case) -> Iterator[Finding]:
    """Passed, dated after the last measure and after a rebound, by named people, everything ticked."""
    filled = case.verification
    if filled.conclusion != "pass":
        yield error("verification_not_passed", "verification/conclusion")
    if filled.on is None:
        yield error("verification_undated", "verification/on")
    elif filled.on > case.today:
        yield error("date_in_future", "verification/on", what="自验日期")
    if not filled.named:
        yield error("verification_nobody", "verification/persons")
    elif unnamed := [str(at) for at, one in enumerate(filled.persons, 1) if one not in filled.named]:
        yield warning("verification_unnamed", "verification/persons", n="、".join(unnamed))
    if not filled.summary.strip():
        yield warning("verification_summary", "verification/summary")
    yield from _dates(case, filled)
    own = {item.code for item in case.profile.checklist}
    for item in case.profile.verified_items:
        if item.code not in filled.checked:
            code = "checklist_open" if item.code in own else "standard_open"
            yield error(code, f"verification/checklist:{item.code}", text=item.text)


def _dates(case: Case, filled: SelfVerification) -> Iterator[Finding]:
    """After the start, the last measure and a rebound, and over proof that was there already."""
    if filled.on and case.started and filled.on < case.started:
        said = {"on": day(filled.on), "start": day(case.started)}
        yield error("verification_before_start", "verification/on", **said)
    last = max((m.done_on for m in case.measures if m.done_on), default=None)
    if filled.on and last and filled.on < last:
        yield error("verification_too_early", "verification/on", on=day(filled.on), last=day(last))
    again = max((step.on for step in case.steps if step.kind == REBOUNDED), default=None)
    if filled.on and again and filled.on < again:
        yield error("verification_before_rebound", "verification/on", on=day(filled.on), again=day(again))
    for piece in case.evidence:
        if filled.on and piece.dated and filled.on < piece.dated <= case.today and piece.kind not in NO_PROOF:
            said = {"title": piece.title, "dated": day(piece.dated), "on": day(filled.on)}
            yield warning("evidence_after_verification", f"evidence:{piece.id}/dated", piece.id, **said)
