"""The values of a list a person should confirm (认一认): doubtful deadlines, odd unit names and collective terms, each once."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.domain.deadline_answers import phrase_key
from data.domain.model import Deadline, ListedTask
from data.domain.units import Concern, UnitContext, concerns, is_odd


@dataclass(frozen=True, slots=True)
class DeadlineDoubt:
    """One deadline phrase whose reading needs a person, and the tasks that carry it."""

    deadline: Deadline
    tasks: tuple[ListedTask, ...]


@dataclass(frozen=True, slots=True)
class UnitDoubt:
    """One name that does not look like a unit's, or one collective term that may include our county."""

    name: str
    tasks: tuple[ListedTask, ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """All that is asked before the preview."""

    deadlines: tuple[DeadlineDoubt, ...] = ()
    names: tuple[UnitDoubt, ...] = ()
    collective: tuple[UnitDoubt, ...] = ()

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.deadlines) + len(self.names) + len(self.collective)


def doubts_of(tasks: Sequence[ListedTask], units: UnitContext) -> Doubts:
    """Every doubtful value once, in the order of the list; collective terms only where our county's name is known."""
    phrases: dict[str, list[ListedTask]] = {}
    names: dict[str, list[ListedTask]] = {}
    terms: dict[str, list[ListedTask]] = {}
    for task in tasks:
        if task.deadline.needs_review and task.deadline.text.strip():
            phrases.setdefault(phrase_key(task.deadline.text), []).append(task)
        for unit in task.responsible_units:
            if is_odd(unit) and unit not in units.aliases.values():
                names.setdefault(unit, []).append(task)
            elif units.county and concerns((unit,), units) is Concern.ASK:
                terms.setdefault(unit, []).append(task)
    return Doubts(
        tuple(DeadlineDoubt(them[0].deadline, tuple(them)) for them in phrases.values()),
        tuple(UnitDoubt(name, tuple(them)) for name, them in names.items()),
        tuple(UnitDoubt(name, tuple(them)) for name, them in terms.items()),
    )
