"""Expected evidence (应有佐证): which kinds of proof each measure asks for by the profile's words, and what fills each slot.

Slots are derived each time, never stored: only a waiver is a person's own. So a changed profile, a re-issued measure or a
relinked piece never leaves a stale slot behind.
"""

from collections.abc import Iterable, Mapping

from data.domain.model import Evidence, Measure, Slot
from data.domain.profile import Profile, speaks_of

Waivers = Mapping[tuple[str, str], str]
"""(measure id, kind) -> why that piece is not needed."""


def slots_of(
    measures: Iterable[Measure], evidence: Iterable[Evidence], waivers: Waivers, profile: Profile
) -> tuple[Slot, ...]:
    """Every piece looked for, filled by the first linked piece of its kind; a measure no word matches asks for any one piece."""
    linked: dict[str, list[Evidence]] = {}
    for piece in evidence:
        for measure_id in piece.measure_ids:
            linked.setdefault(measure_id, []).append(piece)
    return tuple(
        _slot(measure.id, kind, linked.get(measure.id, []), waivers, profile)
        for measure in measures
        if not measure.gone
        for kind in _kinds(measure.text, profile)
    )


def _slot(measure_id: str, kind: str, linked: list[Evidence], waivers: Waivers, profile: Profile) -> Slot:
    filled = next((piece.id for piece in linked if kind in (piece.kind, profile.default_slot)), None)
    return Slot(measure_id, kind, profile.evidence_kinds[kind], filled, waivers.get((measure_id, kind), ""))


def _kinds(text: str, profile: Profile) -> list[str]:
    kinds: list[str] = []
    for rule in profile.slots:
        if speaks_of(text, rule.words, rule.not_words):
            kinds += [kind for kind in rule.kinds if kind not in kinds]
    return kinds or [profile.default_slot]
