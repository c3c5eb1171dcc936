"""The plan of an import: what a list would add, change, leave and miss, decided purely and shown before it is written.

A re-issued list is matched by digest of the finding, by number, then by likeness; an import never deletes.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from data.domain.model import ListedMeasure, ListedTask, Measure, Task

_NOT_COMPARED = {"origin", "at", "measures", "number_text", "deadline"}
COMPARED = tuple(f.name for f in fields(ListedTask) if f.name not in _NOT_COMPARED)
_LIKE = 0.6
_SAME_NUMBER_LIKE = 0.3
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
    """One stored task and what the new issue says of it."""

    stored: Task
    listed: ListedTask
    fields: tuple[FieldChange, ...]
    measures: tuple[MeasureChange, ...]
    looser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying would do. ``missing`` are tasks of the re-issued list that the new issue no longer holds."""

    new: tuple[ListedTask, ...]
    changed: tuple[TaskChange, ...]
    unchanged: tuple[tuple[Task, ListedTask], ...]
    missing: tuple[Task, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The four numbers the person is shown."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "missing": len(self.missing),
        }


def digest(text: str) -> str:
    """The same for texts that differ only in spaces, punctuation and width."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
    return hashlib.sha256(plain.encode()).hexdigest()


def plan_import(
    listed: Sequence[ListedTask], stored: Sequence[Task], batches: dict[str, str] | None = None
) -> Plan:
    """Compare a list with the stored tasks. ``batches`` maps a task id to the list it came with.

    Tasks count as missing only where this list is a re-issue of theirs (three in ten of it are found again):
    the first import of another list misses nothing.
    """
    pairs = _match(listed, stored)
    changed, unchanged, new = [], [], []
    for at, task in enumerate(listed):
        kept = pairs.get(at)
        if kept is None:
            new.append(task)
            continue
        change = _compare(kept, task)
        if change.fields or change.measures or kept.gone:
            changed.append(change)
        else:
            unchanged.append((kept, task))
    found = {task.id for task in pairs.values()}
    missing = _missing(stored, found, batches or {})
    return Plan(tuple(new), tuple(changed), tuple(unchanged), missing)


def _missing(stored: Sequence[Task], found: set[str], batches: dict[str, str]) -> tuple[Task, ...]:
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


def _match(listed: Sequence[ListedTask], stored: Sequence[Task]) -> dict[int, Task]:
    """Which stored task each listed one is: surest evidence first, each task used once."""
    pairs: dict[int, Task] = {}
    used: set[str] = set()

    def take(at: int, candidates: Iterable[Task]) -> None:
        task = next((task for task in candidates if task.id not in used), None)
        if task is not None:
            pairs[at] = task
            used.add(task.id)

    for key in (_by_number_and_text, _by_text):
        index: dict[object, list[Task]] = defaultdict(list)
        for task in stored:
            index[key(task.listed)].append(task)
        for at, one in enumerate(listed):
            if at not in pairs:
                take(at, index.get(key(one), ()))
    _match_by_likeness(listed, [task for task in stored if task.id not in used], pairs, take)
    return pairs


def _by_number_and_text(task: ListedTask) -> object:
    return task.number, digest(task.finding)


def _by_text(task: ListedTask) -> object:
    return digest(task.finding)


def _match_by_likeness(listed, left, pairs, take) -> None:
    by_number: dict[str | None, list[Task]] = defaultdict(list)
    for task in left:
        by_number[task.listed.number].append(task)
    for at, one in enumerate(listed):
        if at in pairs or one.number is None:
            continue
        take(
            at,
            [t for t in by_number[one.number] if _alike(t.listed.finding, one.finding) >= _SAME_NUMBER_LIKE],
        )
    if len(left) > 2000:  # comparing every pair would take minutes; renumbered and reworded at once is rare
        return
    for at, one in enumerate(listed):
        if at not in pairs:
            scored = [(_alike(task.listed.finding, one.finding), task) for task in left]
            best = sorted((pair for pair in scored if pair[0] >= _LIKE), key=lambda pair: -pair[0])
            take(at, [task for _, task in best])


def _alike(left: str, right: str) -> float:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < _SAME_NUMBER_LIKE or matcher.quick_ratio() < _SAME_NUMBER_LIKE:
        return 0.0
    return matcher.ratio()


def _compare(stored: Task, listed: ListedTask) -> TaskChange:
    changes = []
    for name in COMPARED:
        before, after = _shown(getattr(stored.listed, name)), _shown(getattr(listed, name))
        if before != after and name != "measures_text":
            changes.append(FieldChange(name, before, after))
    if stored.listed.deadline.text != listed.deadline.text:
        changes.append(FieldChange("deadline", stored.listed.deadline.text, listed.deadline.text))
    measures = match_measures([m for m in stored.measures if not m.gone], listed.measures)
    return TaskChange(stored, listed, tuple(changes), measures, _looser(stored, listed))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{item}" for key, item in value.items())
    return str(value)


def _looser(stored: Task, listed: ListedTask) -> tuple[str, ...]:
    """Where the new issue is laxer (S002 2-16: deadlines and standards must not be relaxed): fields to point out."""
    loose = []
    before, after = stored.listed.deadline.due, listed.deadline.due
    if before and after and after > before:
        loose.append("deadline")
    if len(listed.measures) < len([m for m in stored.measures if not m.gone]):
        loose.append("measures")
    return tuple(loose)


def match_measures(stored: Sequence[Measure], listed: Sequence[ListedMeasure]) -> tuple[MeasureChange, ...]:
    """The measures that differ: reworded ones keep their identity (evidence hangs on it), the rest are new or gone."""
    left = list(stored)
    matched: dict[int, Measure] = {}
    for at, measure in enumerate(listed):
        same = next((m for m in left if digest(m.text) == digest(measure.text)), None)
        if same is not None:
            left.remove(same)
            matched[at] = same
    for at, measure in enumerate(listed):
        if at not in matched and left:
            best = max(left, key=lambda m: _alike(m.text, measure.text))
            if _alike(best.text, measure.text) >= _LIKE:
                left.remove(best)
                matched[at] = best
    changes = []
    for at, measure in enumerate(listed):
        kept = matched.get(at)
        if kept is None or _differs(kept, measure, at + 1):
            changes.append(MeasureChange(kept, measure, at + 1))
    changes += [MeasureChange(gone, None, gone.position) for gone in left]
    return tuple(changes)


def _differs(kept: Measure, listed: ListedMeasure, position: int) -> bool:
    return (kept.text, kept.units, kept.due, kept.position) != (
        listed.text,
        listed.units,
        listed.due,
        position,
    )
