"""Corrections (更正): the office's own reading of an official field, kept beside the city's text and merged with each new issue.

The official columns always follow the city; a correction never changes them and is never lost without a person's word.
"""

from collections.abc import Sequence
from dataclasses import replace

from data.domain.model import Correction, ListedTask
from data.domain.units import read_units

UNIT_LISTS = ("responsible_units", "supporting_units")
CORRECTABLE = (
    "number",
    "upper_number",
    "category",
    "source",
    "finding",
    "requirement",
    "goal",
    "lead_unit",
    *UNIT_LISTS,
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
    "phone",
)
DEADLINE = "deadline"
"""The field of a conflict between a confirmed date and a deadline the city has reworded since; never corrected by hand."""


def issued_text(listed: ListedTask, name: str) -> str:
    """An official field as one text, as a person compares and corrects it."""
    if name == DEADLINE:
        return listed.deadline.text
    value = getattr(listed, name)
    return "、".join(value) if isinstance(value, tuple) else value or ""


def merge(correction: Correction, issued: str) -> Correction | None:
    """The correction after the city has issued its field again as ``issued``; None where nothing is left of it.

    The city's text unchanged: it stays. The city now says the same: it has done its work. Else both changed: a conflict.
    """
    if issued == correction.base:
        return replace(correction, theirs=None)
    if issued == correction.value:
        return None
    return replace(correction, theirs=issued)


def kept_ours(correction: Correction) -> Correction:
    """The conflict decided for the office: the correction now stands over the city's new text."""
    return replace(correction, base=correction.theirs or "", theirs=None)


def corrected(listed: ListedTask, corrections: Sequence[Correction]) -> ListedTask:
    """The task as the office reads it: the city's words with the corrections put in."""
    for one in corrections:
        if one.field != DEADLINE:
            listed = replace(listed, **_fields(listed, one))
    return listed


def _fields(listed: ListedTask, one: Correction) -> dict[str, object]:
    if one.field == "lead_unit":
        others = (unit for unit in listed.responsible_units if unit not in (one.value, listed.lead_unit))
        return {
            "lead_unit": one.value or None,
            "responsible_units": tuple(filter(None, (one.value, *others))),
        }
    if one.field == "number":
        return {"number": one.value or None, "number_text": None}
    if one.field == "responsible_units":
        reading = read_units(one.value)
        return {"responsible_units": reading.units, "lead_unit": reading.lead}
    if one.field == "supporting_units":
        helpers = read_units(one.value).units
        added = (unit for unit in helpers if unit not in listed.responsible_units)
        left = (
            unit
            for unit in listed.responsible_units
            if unit not in listed.supporting_units or unit in helpers
        )
        return {"supporting_units": helpers, "responsible_units": (*left, *added)}
    return {one.field: one.value if one.field == "finding" else one.value or None}
