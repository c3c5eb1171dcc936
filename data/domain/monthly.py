"""The month's figures (月调度): every task as it stood at the cut-off day, and the counts every report is made from.

One value, many papers: the written report, the status list and the warnings all print this same value, so that their
totals agree. What is dated after the cut-off does not count, so a past month can be worked out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.domain.contents import Office
from data.domain.model import ProgressEntry, Step, Task
from data.domain.profile import Profile
from data.domain.states import (
    PROGRESS_WORDS,
    Alarm,
    judged,
    last_step,
    procedure_word,
    work_of,
)
from data.domain.units import Concern, UnitContext, concerns


@dataclass(frozen=True, slots=True)
class MonthTask:
    """One task at the cut-off: states, what was reported in the month, and how late it was."""

    task: Task
    progress: str
    procedure: str
    closed: bool
    warning: Alarm | None
    this_month: tuple[str, ...]
    so_far: str
    concern: Concern


@dataclass(frozen=True, slots=True)
class Month:
    """All tasks of the office at the cut-off day ``until``; ``first`` is the month's first day."""

    office: Office
    first: date
    until: date
    tasks: tuple[MonthTask, ...]
    program: str

    def in_state(self, progress: str) -> int:
        """How many tasks are in this progress state."""
        return sum(one.progress == progress for one in self.tasks)

    @property
    def closed(self) -> int:
        """How many are closed."""
        return sum(one.closed for one in self.tasks)

    @property
    def due(self) -> tuple[MonthTask, ...]:
        """The tasks whose deadline had come by the cut-off (截至目前应完成)."""
        return tuple(one for one in self.tasks if one.task.due and one.task.due <= self.until)

    @property
    def led(self) -> int:
        """How many our county leads; the others it assists or is asked with all counties."""
        return sum(one.concern is Concern.LEAD for one in self.tasks)

    @property
    def states(self) -> tuple[tuple[str, int], ...]:
        """Every progress state with its count; together they are all tasks."""
        return tuple((word, self.in_state(key)) for key, word in PROGRESS_WORDS.items())


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task with the dated facts of the office's work on it."""

    task: Task
    entries: tuple[ProgressEntry, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose report it is and by which rules."""

    office: Office
    profile: Profile
    units: UnitContext
    program: str = ""

    def concern(self, task: Task) -> Concern:
        """How a task concerns our county; without a county every task is ours."""
        return concerns(task.listed.responsible_units, self.units) if self.units.county else Concern.LEAD


def month_of(records: Sequence[TaskRecord], first: date, today: date, setting: Setting) -> Month:
    """The month as it stood at its last day, or today where the month still runs.

    Tasks that do not concern our county, and those gone from the list, are left out; without a county all count.
    """
    until = min(last_day(first), today)
    rows = []
    for record in records:
        concern = setting.concern(record.task)
        if not record.task.gone and concern is not Concern.NONE:
            rows.append(_row(record, first, until, setting.profile, concern))
    return Month(setting.office, first, until, tuple(rows), setting.program)


def last_day(first: date) -> date:
    """The last day of the month that begins on ``first``."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _row(record: TaskRecord, first: date, until: date, profile: Profile, concern: Concern) -> MonthTask:
    task = _as_of(record.task, record.entries, until)
    entries = sorted((e for e in record.entries if e.on <= until), key=lambda entry: entry.on)
    steps = [step for step in record.steps if step.on <= until]
    last = last_step(steps)
    step, level = (last.kind, last.level) if last else ("", "")
    found = judged(work_of(task, until, bool(entries)), task.due, step, until, profile)
    return MonthTask(
        task=task,
        progress=found.progress,
        procedure=procedure_word(step, profile, level),
        closed=found.closed,
        warning=found.warning,
        this_month=tuple(entry.text for entry in entries if entry.on >= first),
        so_far=entries[-1].text if entries else "",
        concern=concern,
    )


def _as_of(task: Task, entries: Sequence[ProgressEntry], until: date) -> Task:
    """The task with what is dated later taken away."""
    measures = tuple(
        m if m.done_on and m.done_on <= until else replace(m, done_on=None) for m in task.measures
    )
    stated = [entry for entry in entries if entry.on <= until and entry.percent is not None]
    newest = max(stated, key=lambda entry: entry.on, default=None)
    return replace(task, measures=measures, percent=(newest.percent or 0) if newest else 0)
