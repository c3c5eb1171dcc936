"""Which role our county has in a listed task (涉及本县): leading, in charge, assisting, meant by a collective term, or none."""

from collections.abc import Iterable

from data.domain.model import ListedTask
from data.domain.units import Concern, UnitContext, concerns

LEAD, CHARGE, ASSIST, COLLECTIVE, ASK, NONE = "lead", "charge", "assist", "collective", "ask", "none"
ROLES = (LEAD, CHARGE, ASSIST, COLLECTIVE, ASK)
ROLE_WORDS = {
    LEAD: "牵头",
    CHARGE: "责任",
    ASSIST: "配合",
    COLLECTIVE: "统称",
    ASK: "待定",
    NONE: "不涉及",
}


def roles_of(tasks: Iterable[ListedTask], units: UnitContext) -> list[str]:
    """Our county's role in each task, in order; all ``NONE`` while the county's name is not known."""
    # Lists repeat the same few sets of units; each set is looked at once.
    known: dict[object, str] = {}
    found = []
    for task in tasks:
        key = (task.lead_unit, task.responsible_units, task.supporting_units)
        if key not in known:
            known[key] = _role(task, units)
        found.append(known[key])
    return found


def _role(task: ListedTask, units: UnitContext) -> str:
    concern = concerns(task.responsible_units, units)
    if concern is Concern.LEAD and task.lead_unit == task.responsible_units[0]:
        return LEAD
    if concern in (Concern.LEAD, Concern.ASSIST):
        helping = concerns(task.supporting_units, units) in (Concern.LEAD, Concern.ASSIST)
        return ASSIST if helping else CHARGE
    return {Concern.COLLECTIVE: COLLECTIVE, Concern.ASK: ASK}.get(concern, NONE)
