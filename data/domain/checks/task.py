"""Findings on the task itself: office, deadline and who accepts, and a reading laxer than the plan above it."""

import re
from collections.abc import Iterator
from datetime import date

from data.domain.checks.case import Case, day, error, warning
from data.domain.deadline import DeadlineContext, read_deadline
from data.domain.model import Deadline, Finding, Task
from data.domain.workdays import WorkCalendar

_UPPER = re.compile(r"(上级|中央|国家|省|市|方案|原定).{0,8}(时限|期限|完成时间)")

_SETTINGS = {"own_forms_wrong": "forms", "own_rules_wrong": "rules", "own_calendar_wrong": "calendar"}
UNWAIVABLE = ("own_forms_wrong", "own_rules_wrong")
"""What no reason helps: with a wrong definition there is nothing to print by."""


def office_findings(case: Case) -> Iterator[Finding]:
    """Who sends it, by which rules and on which forms: an own definition that is wrong prints nothing."""
    for code, text in case.faults:
        yield error(code, f"settings/{_SETTINGS[code]}", text=text)
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
        yield error("no_measures", "task/measures_text")


def upper_findings(case: Case) -> Iterator[Finding]:
    """Not laxer than the parent plan: the place's dates against the deadline of the plan above, where the list gives one."""
    due = case.task.due
    for name, limit in upper_limits(case.task, case.today, case.calendar):
        if due and due > limit:
            yield error("laxer_than_upper", "task/deadline", name=name, due=day(due), limit=day(limit))
    read = case.task.listed.deadline
    widest = latest_reading(read)
    if case.task.due_confirmed and widest and case.task.due_confirmed > widest:
        said = {"text": read.text, "due": day(case.task.due_confirmed), "latest": day(widest)}
        yield error("laxer_than_text", "task/deadline", **said)
    for measure in case.measures:
        if due and measure.due and measure.due > due:
            where, n = f"measure:{measure.position}/due", str(measure.position)
            yield warning("measure_after_deadline", where, measure.id, n=n, on=day(measure.due), due=day(due))


def latest_reading(read: Deadline) -> date | None:
    """The latest day the words of a deadline can be read as; None where they name none."""
    return max((each for each in (read.due, *read.candidates) if each), default=None)


def upper_limits(task: Task, today: date, calendar: WorkCalendar) -> Iterator[tuple[str, date]]:
    """The dates the plans above fix, where the list gives them in plain words, with the names of their columns."""
    for name, text in task.listed.extra.items():
        if _UPPER.search(name):
            found = read_deadline(text, DeadlineContext(today=today, calendar=calendar))
            if found.due and not found.needs_review:
                yield name, found.due
