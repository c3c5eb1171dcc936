"""Expected evidence (应有佐证): which kinds of proof each measure asks for, by the profile's words."""

from collections.abc import Iterable

from data.domain.model import Measure
from data.domain.profile import Profile


def expected_slots(measures: Iterable[Measure], profile: Profile) -> list[tuple[str, str, str]]:
    """(measure id, kind, title) for every piece looked for; a measure no word matches asks for any one piece."""
    wanted = []
    for measure in measures:
        if not measure.gone:
            wanted += [
                (measure.id, kind, profile.evidence_kinds[kind]) for kind in _kinds(measure.text, profile)
            ]
    return wanted


def _kinds(text: str, profile: Profile) -> list[str]:
    kinds: list[str] = []
    for rule in profile.slots:
        if any(word in text for word in rule.words):
            kinds += [kind for kind in rule.kinds if kind not in kinds]
    return kinds or [profile.default_slot]
