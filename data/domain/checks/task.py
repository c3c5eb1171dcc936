"""Findings on the task itself: office, deadline and who accepts, and a reading laxer than the plan above it."""

import re
from collections.abc import Iterator
from datetime import date

from data.domain.checks.case import Case, day, error, warning
from data.domain.deadline import DeadlineContext, read_deadline
from data.domain.model import Finding

_UPPER = re.compile(r"(上级|中央|国家|省|市|方案|原定).{0,8}(时限|期限|完成时间)")


def office_findings(case: Case) -> Iterator[Finding]:
    """Who sends it."""
    if not case.office.county or not case.office.name:
        yield error("office_incomplete", "settings/office")


def task_findings(case: Case) -> Iterator[Finding]:
    """What the list says and whether we read it rightly."""
    task = case.task
    if task.listed.deadline.needs_review and not task.due_confirmed:
        yield warning("deadline_unconfirmed", "task/deadline", text=task.listed.deadline.text)
    if not task.listed.acceptance_unit:
        yield warning("acceptor_unknown", "task/acceptance_unit")
    if not case.measures:
        yield error("no_measures", "task/measures")


def upper_findings(case: Case) -> Iterator[Finding]:
    """Not laxer than the parent plan: the place's dates against the deadline of the plan above, where the list gives one."""
    due = case.task.due
    upper = [
        (name, _upper_due(text, case)) for name, text in case.task.listed.extra.items() if _UPPER.search(name)
    ]
    for name, limit in upper:
        if due and limit and due > limit:
            yield error("laxer_than_upper", "task/deadline", name=name, due=day(due), limit=day(limit))
    for measure in case.measures:
        if due and measure.due and measure.due > due:
            where, n = f"measure:{measure.position}/due", str(measure.position)
            yield warning("measure_after_deadline", where, measure.id, n=n, on=day(measure.due), due=day(due))


def _upper_due(text: str, case: Case) -> date | None:
    """The date the plan above fixes, where its words are plain."""
    found = read_deadline(text, DeadlineContext(today=case.today, calendar=case.calendar))
    return None if found.needs_review else found.due
