"""Which family a task belongs to (工程类、非工程类): engineering work, or work settled by decisions and rules."""

from collections.abc import Sequence

from data.domain.contents import PackageContents
from data.domain.form_definition import ENGINEERING, OTHER
from data.domain.model import Evidence, Measure
from data.domain.profile import Profile, speaks_of


def family_of(measures: Sequence[Measure], evidence: Sequence[Evidence], profile: Profile) -> str:
    """The family as the profile's words and kinds of evidence tell it; "" where the place makes no difference.

    In doubt a task is engineering, whose papers ask for more.
    """
    rule = profile.families
    if rule is None:
        return ""
    built = any(piece.kind in rule.kinds for piece in evidence)
    named = any(speaks_of(measure.text, rule.words, rule.not_words) for measure in measures)
    return ENGINEERING if built or named or not measures else OTHER


def parts_of(profile: Profile, family: str) -> tuple[str, ...]:
    """The package's parts for this family: its own list where the profile has one, else the common list."""
    own = profile.families.parts.get(family) if profile.families else None
    return own or profile.parts


def collective_minutes(contents: PackageContents) -> tuple[tuple[str, str, str], ...]:
    """Minutes dated when every measure was done or later, as number, title and document number (集体讨论认定, 锦州非工程类).

    They may be of the meeting that found the task done; whether they are, the paper leaves to the person who signs it.
    """
    days = [measure.done_on for measure in contents.measures]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return ()
    return tuple(
        (part.number, piece.title, piece.document_number)
        for part in contents.evidence
        if (piece := part.evidence).kind == "minutes" and piece.dated and piece.dated >= max(known)
    )
