"""Findings on a reading laxer than the plan above (上级方案), where the list gives its deadline in a column of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.domain.checks.case import Case, day, error, warning
from data.domain.deadline import DeadlineContext, read_deadline
from data.domain.model import Finding, Task
from data.domain.workdays import WorkCalendar

_UPPER = re.compile(r"(上级|中央|国家|省|市|方案|原定).{0,8}(时限|期限|完成时间)")
_NO_LIMIT = re.compile(r"验收|实际|备案|销号|上报")
"""Columns that say when something was done, or by when a paper is sent."""


@dataclass(frozen=True, slots=True)
class UpperLimit:
    """What a plan above fixes: the name of its column, its words, the latest day they may mean; None for 立行立改.

    ``certain`` where the words leave no doubt of the day.
    """

    name: str
    text: str
    on: date | None
    certain: bool


def upper_limits(task: Task, today: date, calendar: WorkCalendar) -> Iterator[UpperLimit]:
    """The limits of the plans above as the list gives them; words that name no day at all limit nothing."""
    for name, text in task.listed.extra.items():
        if not _UPPER.search(name) or _NO_LIMIT.search(name):
            continue
        found = read_deadline(text, DeadlineContext(today=today, calendar=calendar))
        latest = max(filter(None, (found.due, *found.candidates)), default=None)
        if latest or found.immediate:
            yield UpperLimit(name, text.strip(), latest, bool(latest) and not found.needs_review)


def is_laxer(task: Task, limit: UpperLimit) -> bool:
    """Whether the place's own deadline allows more than the plan above: a later day, or none (长期坚持).

    A deadline nobody has understood yet is asked about by itself.
    """
    own = task.listed.deadline
    if task.due and limit.on:
        return task.due > limit.on
    return not own.immediate and (task.due is not None or not own.needs_review)


def upper_findings(case: Case) -> Iterator[Finding]:
    """Not laxer than the parent plan: neither the task's deadline nor that of any measure."""
    for limit in upper_limits(case.task, case.today, case.calendar):
        if is_laxer(case.task, limit):
            yield _task_finding(case.task, limit)
        for measure in case.measures:
            if limit.on and measure.due and measure.due > limit.on:
                make = error if limit.certain else warning
                said = {"n": str(measure.position), "on": day(measure.due)}
                said |= {"name": limit.name, "limit": day(limit.on)}
                yield make("measure_after_upper", f"measure:{measure.position}/due", measure.id, **said)


def _task_finding(task: Task, limit: UpperLimit) -> Finding:
    due = f"按{day(task.due)}掌握" if task.due else f"“{task.listed.deadline.text}”没有写明日期"
    if limit.certain and limit.on:
        return error("laxer_than_upper", "task/deadline", name=limit.name, due=due, limit=day(limit.on))
    return warning("maybe_laxer_than_upper", "task/deadline", name=limit.name, due=due, text=limit.text)
