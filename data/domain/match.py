"""Which stored task a listed one is (same number and text, same text, number and likeness, likeness), and where a person is asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.domain.likeness import digest, folded, likeness
from data.domain.model import ListedMeasure, ListedTask, Measure, Task

NEW = ""
"""The answer that a listed task is none of the stored ones."""

_SURE, _POSSIBLE = 0.8, 0.5
_SAME_NUMBER_SURE, _SAME_NUMBER_POSSIBLE = 0.6, 0.3
_NEARLY_EQUAL = 0.05
_MEASURE_LIKE = 0.5
_GRAM = 4
_COMMON = 12  # a stretch of text found in more tasks than this says nothing
_ASKED = 3


@dataclass(frozen=True, slots=True)
class Unsure:
    """A listed task that may be one of the stored ``candidates``, most alike first.

    ``taken`` is the one it counts as (None: new): what the person said, or what holds until one is asked.
    """

    listed: ListedTask
    candidates: tuple[Task, ...]
    likeness: float
    taken: Task | None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """``pairs``: position in the list -> stored task; ``unsure``: what to ask about."""

    pairs: dict[int, Task]
    unsure: tuple[Unsure, ...]


def key_of(task: ListedTask) -> str:
    """What a person's answer about a listed task is kept under."""
    return digest(f"{task.number or ''}号{task.finding}")


def match_tasks(listed: Sequence[ListedTask], stored: Sequence[Task], same: Mapping[str, str]) -> Matches:
    """Pair every listed task with at most one stored one; ``same`` are a person's answers: ``key_of`` -> task id or ``NEW``."""
    pairs: dict[int, Task] = {}
    used: set[str] = set()
    answers = _answers(listed, stored, same, pairs, used) if same else {}
    for key in (_number_and_text, _text):
        _match_exactly(key, listed, [t for t in stored if t.id not in used], pairs, used, answers)
    left = [task for task in stored if task.id not in used]
    open_ = [at for at in range(len(listed)) if at not in pairs and at not in answers]
    close = _close(listed, open_, left)
    _match_by_likeness(listed, close, pairs, used)
    asked = _unsure(listed, close, pairs, used)
    return Matches(pairs, (*asked, *_answered(listed, stored, answers)))


def _answers(listed, stored, same, pairs, used) -> dict[int, str]:
    by_id = {task.id: task for task in stored}
    answers: dict[int, str] = {}
    for at, one in enumerate(listed):
        answer = same.get(key_of(one))
        if answer == NEW:
            answers[at] = NEW
        elif answer in by_id and answer not in used:
            pairs[at] = by_id[answer]
            used.add(answer)
            answers[at] = answer
    return answers


def _answered(
    listed: Sequence[ListedTask], stored: Sequence[Task], answers: dict[int, str]
) -> Iterator[Unsure]:
    """What was answered stays in sight, so that an answer can be changed."""
    by_id = {task.id: task for task in stored}
    for at, answer in answers.items():
        taken = by_id.get(answer)
        if taken is not None:
            alike = likeness(listed[at].finding, taken.listed.finding)
            yield Unsure(listed[at], (taken,), alike, taken, True)
        else:
            yield Unsure(listed[at], (), 0.0, None, True)


def _number_and_text(task: ListedTask) -> object:
    return task.number, digest(task.finding)


def _text(task: ListedTask) -> object:
    return digest(task.finding)


def _match_exactly(key, listed, stored, pairs, used, answers) -> None:
    index: dict[object, list[Task]] = defaultdict(list)
    for task in reversed(stored):
        index[key(task.listed)].append(task)
    for at, one in enumerate(listed):
        if at not in pairs and at not in answers and (found := index.get(key(one))):
            pairs[at] = found.pop()
            used.add(pairs[at].id)


@dataclass(frozen=True, slots=True)
class _Close:
    """A stored task that may be the listed one."""

    at: int
    task: Task
    alike: float
    same_number: bool

    @property
    def rank(self) -> float:
        return self.alike + (0.2 if self.same_number else 0.0)

    @property
    def sure(self) -> bool:
        return self.alike >= (_SAME_NUMBER_SURE if self.same_number else _SURE)

    @property
    def holds(self) -> bool:
        """Whether it is taken while nobody is asked."""
        return self.same_number or self.sure


def _close(
    listed: Sequence[ListedTask], open_: Sequence[int], left: Sequence[Task]
) -> dict[int, list[_Close]]:
    """For every open listed task the stored ones it may be, likeliest first."""
    if not open_ or not left:
        return {}
    by_number: dict[str, list[Task]] = defaultdict(list)
    for task in left:
        if task.listed.number is not None:
            by_number[task.listed.number].append(task)
    found: dict[int, list[_Close]] = {}
    elsewhere: list[int] = []
    for at in open_:
        numbered = by_number.get(listed[at].number or "", ())
        found[at] = _graded(at, listed[at], numbered)
        if not any(close.alike >= _SURE for close in found[at]):
            elsewhere.append(at)
    grams = _grams(left) if elsewhere else {}
    for at in elsewhere:
        known = {close.task.id for close in found[at]}
        others = [task for task in _sharing(listed[at], grams, left) if task.id not in known]
        found[at] += _graded(at, listed[at], others)
    return {at: sorted(close, key=lambda c: -c.rank) for at, close in found.items() if close}


def _graded(at: int, one: ListedTask, candidates: Sequence[Task]) -> list[_Close]:
    graded = []
    for task in candidates:
        same = one.number is not None and task.listed.number == one.number
        alike = likeness(task.listed.finding, one.finding)
        if alike >= (_SAME_NUMBER_POSSIBLE if same else _POSSIBLE):
            graded.append(_Close(at, task, alike, same))
    return graded


def _grams(left: Sequence[Task]) -> dict[str, list[int]]:
    """Where each stretch of four characters stands, so that not every pair of tasks has to be compared."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, task in enumerate(left):
        for gram in _stretches(task.listed.finding):
            index[gram].append(at)
    return index


def _stretches(text: str) -> frozenset[str]:
    plain = folded(text)
    return frozenset(plain[at : at + _GRAM] for at in range(max(1, len(plain) - _GRAM + 1)))


def _sharing(one: ListedTask, grams: dict[str, list[int]], left: Sequence[Task]) -> list[Task]:
    shared: Counter[int] = Counter()
    for gram in _stretches(one.finding):
        places = grams.get(gram, ())
        if len(places) <= _COMMON:
            shared.update(places)
    return [left[at] for at, _ in shared.most_common(_ASKED)]


def _match_by_likeness(listed, close: dict[int, list[_Close]], pairs, used) -> None:
    every = sorted((c for found in close.values() for c in found if c.holds), key=lambda c: -c.rank)
    for one in every:
        if one.at not in pairs and one.task.id not in used:
            pairs[one.at] = one.task
            used.add(one.task.id)


def _unsure(listed, close: dict[int, list[_Close]], pairs, used) -> list[Unsure]:
    asked = []
    for at, found in close.items():
        taken = pairs.get(at)
        free = [c for c in found if c.task.id not in used or (taken and c.task.id == taken.id)]
        if not free:
            continue
        best = next((c for c in free if taken and c.task.id == taken.id), free[0])
        rival = any(c is not best and abs(c.rank - best.rank) < _NEARLY_EQUAL for c in free)
        if not best.sure or rival:
            candidates = (best.task, *(c.task for c in free if c is not best))[:_ASKED]
            asked.append(Unsure(listed[at], candidates, best.alike, taken))
    return asked


def match_measures(stored: Sequence[Measure], listed: Sequence[ListedMeasure]) -> dict[int, Measure]:
    """Which stored measure each listed one is: the same text first, then the most alike."""
    left = list(stored)
    matched: dict[int, Measure] = {}
    for at, measure in enumerate(listed):
        same = next((m for m in left if digest(m.text) == digest(measure.text)), None)
        if same is not None:
            left.remove(same)
            matched[at] = same
    scored = sorted(
        (
            (likeness(m.text, measure.text), -abs(m.position - at - 1), -at, m.position, m.id, m)
            for at, measure in enumerate(listed)
            if at not in matched
            for m in left
        ),
        key=lambda one: one[:5],
        reverse=True,
    )
    for alike, _, minus_at, _, _, measure in scored:
        if alike >= _MEASURE_LIKE and -minus_at not in matched and measure in left:
            left.remove(measure)
            matched[-minus_at] = measure
    return matched
