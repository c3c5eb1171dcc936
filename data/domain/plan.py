"""The plan of an import: what a list would add, change, leave and miss, decided purely and shown before it is written.

Three-way: the last issue is the base, the new issue theirs, the office's corrections ours. An import never deletes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from data.domain.corrections import DEADLINE, issued_text, merge
from data.domain.likeness import digest
from data.domain.match import NEW, Unsure, key_of, match_measures, match_tasks
from data.domain.model import Correction, ListedMeasure, ListedTask, Measure, Task
from data.domain.relaxed import Relaxed, later_measure, relaxed

__all__ = [
    "NEW",
    "Decisions",
    "FieldChange",
    "MeasureChange",
    "Plan",
    "TaskChange",
    "Unsure",
    "digest",
    "key_of",
]

_NOT_COMPARED = {"origin", "at", "measures", "measures_text", "number_text", "deadline"}
COMPARED = tuple(f.name for f in fields(ListedTask) if f.name not in _NOT_COMPARED)
_REISSUE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One official field that the new issue words differently; both as shown to a person."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What becomes of one measure: kept and reworded, new (``before`` None) or gone (``after`` None)."""

    before: Measure | None
    after: ListedMeasure | None
    position: int


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One stored task and what the new issue says of it: ``relaxed`` where it asks less, ``conflicts`` where we had corrected."""

    stored: Task
    listed: ListedTask
    fields: tuple[FieldChange, ...]
    measures: tuple[MeasureChange, ...]
    relaxed: tuple[Relaxed, ...] = ()
    conflicts: tuple[Correction, ...] = ()

    @property
    def looser(self) -> tuple[str, ...]:
        """The fields that ask for less than before."""
        return tuple(dict.fromkeys(one.field for one in self.relaxed))


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person said of the preview, by ``key_of``: which stored task a listed one is, and which new ones stay out."""

    same: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


NO_DECISIONS = Decisions()


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying would do. ``missing`` are tasks of the re-issued list that the new issue no longer holds.

    ``left_out`` would be new but stay out; ``unsure`` are the tasks a person should look at; ``decided`` what was said so far.
    """

    new: tuple[ListedTask, ...]
    changed: tuple[TaskChange, ...]
    unchanged: tuple[tuple[Task, ListedTask], ...]
    missing: tuple[Task, ...]
    unsure: tuple[Unsure, ...] = ()
    left_out: tuple[ListedTask, ...] = ()
    decided: Decisions = NO_DECISIONS

    @property
    def counts(self) -> dict[str, int]:
        """The four numbers the person is shown."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "missing": len(self.missing),
        }


def plan_import(
    listed: Sequence[ListedTask],
    stored: Sequence[Task],
    batches: Mapping[str, str] | None = None,
    decided: Decisions = NO_DECISIONS,
) -> Plan:
    """Compare a list with the stored tasks as issued. ``batches`` maps a task id to the list it came with.

    Tasks count as missing only where this list is a re-issue of theirs (three in ten of it are found again):
    the first import of another list misses nothing.
    """
    matches = match_tasks(listed, stored, decided.same)
    changed, unchanged, new, left_out = [], [], [], []
    for at, task in enumerate(listed):
        kept = matches.pairs.get(at)
        if kept is None:
            out = bool(decided.left_out) and key_of(task) in decided.left_out
            (left_out if out else new).append(task)
            continue
        change = _compare(kept, task)
        if change.fields or change.measures or kept.gone:
            changed.append(change)
        else:
            unchanged.append((kept, task))
    found = {task.id for task in matches.pairs.values()}
    missing = _missing(stored, found, batches or {})
    groups = tuple(new), tuple(changed), tuple(unchanged), missing
    return Plan(*groups, matches.unsure, tuple(left_out), decided)


def _missing(stored: Sequence[Task], found: set[str], batches: Mapping[str, str]) -> tuple[Task, ...]:
    by_batch: dict[str, list[Task]] = defaultdict(list)
    for task in stored:
        if not task.gone:
            by_batch[batches.get(task.id, "")].append(task)
    gone: list[Task] = []
    for tasks in by_batch.values():
        absent = [task for task in tasks if task.id not in found]
        if len(absent) <= len(tasks) * (1 - _REISSUE_SHARE):
            gone += absent
    return tuple(gone)


# ---------------------------------------------------------------- one task


def _compare(stored: Task, listed: ListedTask) -> TaskChange:
    base = stored.listed
    changes = [
        FieldChange(name, before, after)
        for name in COMPARED
        if (ours := getattr(base, name)) != (theirs := getattr(listed, name))
        and (before := _shown(ours)) != (after := _shown(theirs))
    ]
    changes += _deadline_change(base, listed)
    live = [measure for measure in stored.measures if not measure.gone]
    measures = compare_measures(live, listed.measures)
    if not changes and not measures:
        return TaskChange(stored, listed, (), ())
    reworded = [(one.before, one.after) for one in measures if one.before and one.after]
    texts = tuple((before.text, after.text) for before, after in reworded)
    laxer = relaxed(base, listed, texts, len(live) - len(listed.measures))
    moved = (
        later_measure(ListedMeasure(before.text, before.units, before.deadline), after)
        for before, after in reworded
    )
    laxer = (*laxer, *(one for one in moved if one))
    return TaskChange(stored, listed, tuple(changes), measures, laxer, conflicts_of(stored, listed))


def _deadline_change(base: ListedTask, listed: ListedTask) -> list[FieldChange]:
    before, after = base.deadline, listed.deadline
    if before.text != after.text:
        return [FieldChange("deadline", before.text, after.text)]
    if before.needs_review and not after.needs_review:
        return [
            FieldChange("deadline", f"{before.text}（读法待确认）", f"{after.text}（读作：{after.reading}）")
        ]
    return []


def conflicts_of(stored: Task, listed: ListedTask) -> tuple[Correction, ...]:
    """The corrections this issue contradicts; a confirmed date is one where the city has reworded its deadline."""
    merged = (merge(one, issued_text(listed, one.field)) for one in stored.corrections)
    found = [one for one in merged if one is not None and one.theirs is not None]
    if (due := due_conflict(stored, listed)) is not None:
        found.append(due)
    return tuple(found)


def due_conflict(stored: Task, listed: ListedTask) -> Correction | None:
    """A date a person confirmed for a phrase the city has now reworded: to be decided, where none is open on it yet."""
    day, base = stored.due_confirmed, stored.listed.deadline
    known = any(one.field == DEADLINE for one in stored.corrections)
    if day is None or known or base.text == listed.deadline.text or listed.deadline.due == day:
        return None
    return Correction("", stored.id, DEADLINE, base.text, day.isoformat(), listed.deadline.text)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{item}" for key, item in value.items())
    return str(value)


def compare_measures(stored: Sequence[Measure], listed: Sequence[ListedMeasure]) -> tuple[MeasureChange, ...]:
    """The measures that differ: reworded ones keep their identity (evidence hangs on it), the rest are new or gone."""
    same = len(stored) == len(listed)
    if same and not any(
        _differs(m, one, at) for at, (m, one) in enumerate(zip(stored, listed, strict=True), 1)
    ):
        return ()
    matched = match_measures(stored, listed)
    changes = []
    for at, measure in enumerate(listed):
        kept = matched.get(at)
        if kept is None or _differs(kept, measure, at + 1):
            changes.append(MeasureChange(kept, measure, at + 1))
    kept_ids = {measure.id for measure in matched.values()}
    changes += [MeasureChange(gone, None, gone.position) for gone in stored if gone.id not in kept_ids]
    return tuple(changes)


def _differs(kept: Measure, listed: ListedMeasure, position: int) -> bool:
    return (kept.text, kept.units, kept.due, kept.position) != (
        listed.text,
        listed.units,
        listed.due,
        position,
    )
