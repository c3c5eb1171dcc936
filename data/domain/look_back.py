"""Looking back after closing (回头看): planned days from the profile's months, what was found, and a rebound with who had accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.deadlines.points import add_months
from data.domain.model import Step

STEADY, REBOUNDED = "looked_back", "rebounded"


@dataclass(frozen=True, slots=True)
class LookBack:
    """One planned look-back: months after closing, the day it falls on, and when it was done (None: still to do)."""

    months: int
    due: date
    done_on: date | None = None
    note: str = ""

    def state(self, today: date) -> str:
        """done, late (past its day) or planned."""
        if self.done_on:
            return "done"
        return "late" if self.due < today else "planned"


def look_backs(steps: Sequence[Step], months: Sequence[int]) -> tuple[LookBack, ...]:
    """The plan counted from the closing that stands; none where the task is not closed or has rebounded since."""
    closed = [at for at, step in enumerate(steps) if step.kind == "closed"]
    if not closed or any(step.kind == REBOUNDED for step in steps[closed[-1] :]):
        return ()
    closing = steps[closed[-1]]
    done = [step for step in steps[closed[-1] :] if step.kind == STEADY]
    plan = [LookBack(count, add_months(closing.on, count)) for count in months]
    return tuple(
        LookBack(one.months, one.due, done[at].on, done[at].note) if at < len(done) else one
        for at, one in enumerate(plan)
    )


def next_look(closed_on: date | None, looked: int, months: Sequence[int]) -> date | None:
    """The day of the next look-back of a closed task; None where all are done."""
    if closed_on is None or looked >= len(months):
        return None
    return add_months(closed_on, months[looked])


def accepted_by(steps: Sequence[Step]) -> str:
    """Who accepted, and when: named for good when a task rebounds (谁验收、谁负责)."""
    found = [step for step in steps if step.kind == "accepted"]
    named = [f"{step.by or '验收单位'}（{step.on.year}年{step.on.month}月{step.on.day}日）" for step in found]
    return "、".join(dict.fromkeys(named))
