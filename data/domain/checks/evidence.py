"""Findings on the evidence: whole, dated, linked; photos paired, and not used for another task."""

from collections.abc import Iterator

from data.domain.checks.case import Case, error, warning
from data.domain.form_code import SIGNED_KIND
from data.domain.model import Finding

_PHOTOS = ("photo_before", "photo_after")
NO_PROOF = ("notice", SIGNED_KIND)
"""Screenshots and signed papers prove no measure."""


def evidence_findings(case: Case) -> Iterator[Finding]:
    """Each piece whole, dated and linked; before and after photos in pairs."""
    bad = dict(case.damaged)
    for piece in case.evidence:
        where = f"evidence:{piece.id}"
        if piece.id in bad:
            yield error(f"evidence_{bad[piece.id]}", where, piece.id, name=piece.name)
        if piece.kind in _PHOTOS and piece.dated is None:
            yield error("photo_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated is None:
            yield warning("evidence_undated", f"{where}/dated", piece.id, title=piece.title)
        elif piece.dated > case.today:
            yield error("date_in_future", f"{where}/dated", piece.id, what=f"佐证“{piece.title}”的日期")
        if not piece.measure_ids and piece.kind not in NO_PROOF:
            yield warning("evidence_unlinked", f"{where}/measures", piece.id, title=piece.title)
    kinds = {piece.kind for piece in case.evidence}
    if "photo_before" in kinds and "photo_after" not in kinds:
        yield error("photo_after_missing", "evidence")
    if "photo_after" in kinds and "photo_before" not in kinds:
        yield error("photo_before_missing", "evidence")


def photo_findings(case: Case) -> Iterator[Finding]:
    """One photo for two tasks (一图多用): the same file is an error, one that looks the same is asked about."""
    titles = {piece.id: piece.title for piece in case.evidence}
    for found in case.elsewhere:
        where, said = (
            f"evidence:{found.evidence_id}",
            {"title": titles[found.evidence_id], "number": found.number},
        )
        if found.same:
            yield error("photo_of_another_task", where, found.evidence_id, **said)
        else:
            yield warning("photo_like_another", where, found.evidence_id, **said)
