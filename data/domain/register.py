"""One line of the register of closed tasks (销号登记簿), drawn from the steps of its task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.levels import LevelState, level_states
from data.domain.look_back import LookBack, look_backs
from data.domain.model import Step
from data.domain.profile import Profile
from data.domain.states import since_rebound


@dataclass(frozen=True, slots=True)
class Entry:
    """A closed task: when it was verified, asked for, accepted level by level, published and closed, by which documents."""

    task_id: str
    number: str
    finding: str
    lead_unit: str
    package: str
    closed: Step
    verified_on: date | None = None
    levels: tuple[LevelState, ...] = ()
    noticed_on: date | None = None
    documents: tuple[str, ...] = ()
    looks: tuple[LookBack, ...] = ()

    @property
    def accepted_on(self) -> date | None:
        """When the last level accepted."""
        return max((level.accepted_on for level in self.levels if level.accepted_on), default=None)

    @property
    def next_look(self) -> LookBack | None:
        """The look-back (回头看) that comes next."""
        return next((look for look in self.looks if look.done_on is None), None)


def entry_of(
    task_id: str, texts: tuple[str, str, str], package: str, steps: Sequence[Step], profile: Profile
) -> Entry:
    """The line of a closed task; ``texts`` are its number, finding and lead unit. The last of repeated steps counts.

    What was noted before a rebound belongs to the round before.
    """
    steps = since_rebound(steps)
    last = {step.kind: step for step in steps}
    needed = {level.key for level in profile.needed_levels}
    return Entry(
        task_id,
        *texts,
        package,
        closed=last["closed"],
        verified_on=last["verified"].on if "verified" in last else None,
        levels=tuple(state for state in level_states(steps, profile) if state.rule.key in needed),
        noticed_on=last["noticed"].on if "noticed" in last else None,
        documents=tuple(dict.fromkeys(step.document for step in steps if step.document)),
        looks=look_backs(steps, profile.look_back_months),
    )
