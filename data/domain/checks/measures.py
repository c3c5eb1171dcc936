"""Findings on the measures: each done, reported, judged, and evidenced inside its period."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from data.domain.checks.case import Case, day, error, warning
from data.domain.model import Evidence, Finding, Measure
from data.domain.photo_pairs import BEFORE

_PENALTY = ("penalty", "penalty_process")
_LONG_BEFORE = timedelta(days=365)


def measure_findings(case: Case) -> Iterator[Finding]:
    """Standard 1 (all measures carried out): each done, dated, evidenced, and judged by the self-verification.

    In the order of the work: what was done and its proof for every measure, then the verdicts, since nothing can be
    verified before.
    """
    for measure in case.measures:
        where, n = f"measure:{measure.position}", str(measure.position)
        proof = [piece for piece in case.evidence if measure.id in piece.measure_ids]
        if measure.done_on is None:
            yield error("measure_not_done", f"{where}/done_on", measure.id, n=n)
        if not proof:
            yield error("measure_without_evidence", f"{where}/evidence", measure.id, n=n)
        if measure.done_on is not None:
            yield from _measure_dates(case, measure, proof)
    verdicts = {verdict.measure_id: verdict for verdict in case.verification.verdicts}
    for measure in case.measures:
        verdict = verdicts.get(measure.id)
        if verdict is None or not verdict.done:
            n = str(measure.position)
            yield error("measure_not_verified", f"measure:{n}/verdict", measure.id, n=n)


def _measure_dates(case: Case, measure: Measure, proof: Iterable[Evidence]) -> Iterator[Finding]:
    where, n, done = f"measure:{measure.position}", str(measure.position), measure.done_on
    assert done is not None
    due = measure.due or case.task.due
    if done > case.today:
        yield error("date_in_future", f"{where}/done_on", measure.id, what=f"第{n}条措施的完成日期")
    if case.started and done < case.started:
        said = {"n": n, "done": day(done), "start": day(case.started)}
        yield error("measure_before_start", f"{where}/done_on", measure.id, **said)
    if due and done > due:
        yield warning("measure_late", f"{where}/done_on", measure.id, n=n, done=day(done), due=day(due))
    if not measure.reported.strip():
        yield warning("measure_unreported", f"{where}/reported", measure.id, n=n)
    yield from _proof_dates(case, measure, done, proof)


def _proof_dates(case: Case, measure: Measure, done: date, proof: Iterable[Evidence]) -> Iterator[Finding]:
    """The proof lies inside the measure's period: begun by its completion, not all of it older than the start or a year."""
    n = str(measure.position)
    dated = sorted((piece.dated, piece.id, piece.kind) for piece in proof if piece.dated)
    grace = timedelta(days=case.profile.evidence_grace_days)
    if dated and dated[0][0] > done + grace:
        first, piece, _ = dated[0]
        said = {"n": n, "first": day(first), "done": day(done)}
        yield warning("evidence_after_done", f"evidence:{piece}/dated", piece, **said)
    since = [one for one in dated if one[2] != BEFORE]
    if not since:
        return
    last, piece, _ = since[-1]
    where, said = f"evidence:{piece}/dated", {"n": n, "last": day(last)}
    if case.started and last < case.started:
        yield warning("evidence_before_start", where, piece, **said, start=day(case.started))
    elif last < done - _LONG_BEFORE:
        yield warning("evidence_long_before", where, piece, **said, done=day(done))


def slot_findings(case: Case) -> Iterator[Finding]:
    """Expected evidence that is neither there nor waived; the penalty chain (处罚决定及过程性材料) is never left open."""
    positions = {measure.id: measure.position for measure in case.measures}
    proven = {measure for piece in case.evidence for measure in piece.measure_ids}
    for slot in case.slots:
        open_slot = slot.evidence_id is None and not slot.waived and slot.measure_id in positions
        # A measure without any evidence is already an error of its own.
        if open_slot and slot.measure_id in proven:
            n = str(positions[slot.measure_id])
            where, said = f"measure:{n}/evidence", {"n": n, "title": slot.title}
            if slot.kind in _PENALTY:
                yield error("penalty_chain", where, slot.measure_id, **said)
            else:
                yield warning("slot_missing", where, slot.measure_id, **said)
