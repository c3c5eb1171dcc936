"""Findings on the evidence: whole, dated, linked; photos paired in their order, and not used for another task."""

from collections.abc import Iterator, Sequence

from data.domain.checks.case import Case, day, error, warning
from data.domain.form_code import SIGNED_KIND
from data.domain.model import Evidence, Finding
from data.domain.photo_pairs import AFTER, BEFORE, PHOTOS, same_place

_TITLES_SHOWN = 3
NO_PROOF = ("notice", SIGNED_KIND)
"""Screenshots and signed papers prove no measure."""


def evidence_findings(case: Case) -> Iterator[Finding]:
    """Each piece whole, dated and linked."""
    bad = dict(case.damaged)
    for piece in case.evidence:
        where = f"evidence:{piece.id}"
        if piece.id in bad:
            yield error(f"evidence_{bad[piece.id]}", where, piece.id, name=piece.name)
        if piece.kind in PHOTOS and piece.dated is None:
            yield error("photo_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated is None:
            yield warning("evidence_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated > case.today:
            yield error("date_in_future", f"{where}/dated", piece.id, what=f"佐证“{piece.title}”的日期")
        if not piece.measure_ids and piece.kind not in NO_PROOF:
            yield warning("evidence_unlinked", f"{where}/measures", piece.id, title=piece.title)


def pair_findings(case: Case) -> Iterator[Finding]:
    """Photos before and after in pairs, of one measure or one place; no file as both, none after before its before.

    Where no pair is left it is an error; a single photo without partner is asked about.
    """
    before = [piece for piece in case.evidence if piece.kind == BEFORE]
    after = [piece for piece in case.evidence if piece.kind == AFTER]
    partners = _partners(before, after)
    paired = {one.id for found in partners.values() for one in found}
    make = warning if paired else error
    if alone := [piece for piece in before if piece.id not in paired]:
        yield make("photo_after_missing", "evidence", titles=_titles(alone))
    if alone := [piece for piece in after if not partners[piece.id]]:
        yield make("photo_before_missing", "evidence", titles=_titles(alone))
    for piece in after:
        same = next((one for one in before if one.sha256 == piece.sha256), None)
        dates = [one.dated for one in partners[piece.id] if one.dated]
        if same:
            said = {"title": piece.title, "before": same.title}
            yield error("photo_before_is_after", f"evidence:{piece.id}", piece.id, **said)
        elif piece.dated and dates and piece.dated < min(dates):
            said = {"title": piece.title, "dated": day(piece.dated), "before": day(min(dates))}
            yield error("photo_after_too_early", f"evidence:{piece.id}/dated", piece.id, **said)


def _partners(before: Sequence[Evidence], after: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """The photos before that belong to each photo after: of a measure in common, or both of none; where one has no such
    partner, of the place its title names."""
    proving: dict[str, list[Evidence]] = {}
    for one in before:
        for measure in one.measure_ids or ("",):
            proving.setdefault(measure, []).append(one)
    partners = {
        piece.id: list(
            {
                one.id: one for measure in piece.measure_ids or ("",) for one in proving.get(measure, ())
            }.values()
        )
        for piece in after
    }
    paired = {one.id for found in partners.values() for one in found}
    alone = [one for one in before if one.id not in paired]
    for piece in after:
        others = alone if partners[piece.id] else before
        partners[piece.id] += [one for one in others if same_place(one, piece)]
    return partners


def _titles(pieces: Sequence[Evidence]) -> str:
    shown = "、".join(f"“{piece.title}”" for piece in pieces[:_TITLES_SHOWN])
    return f"{shown}等{len(pieces)}张" if len(pieces) > _TITLES_SHOWN else shown


def photo_findings(case: Case) -> Iterator[Finding]:
    """One photo for two tasks (一图多用): the same file is an error, one that looks the same is asked about."""
    titles = {piece.id: piece.title for piece in case.evidence}
    for found in case.elsewhere:
        where, said = (
            f"evidence:{found.evidence_id}",
            {"title": titles[found.evidence_id], "task": found.called},
        )
        if found.same:
            yield error("photo_of_another_task", where, found.evidence_id, **said)
        else:
            yield warning("photo_like_another", where, found.evidence_id, **said)
