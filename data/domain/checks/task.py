"""Findings on the task itself: office, measures, who accepts, and its deadline as the list words it."""

from collections.abc import Iterator
from datetime import date, timedelta

from data.domain.checks.case import Case, day, error, warning
from data.domain.model import Deadline, Finding

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


def deadline_findings(case: Case) -> Iterator[Finding]:
    """The deadline as it is kept against the words of the list, and the measures against the deadline."""
    yield from _confirmed(case)
    due = case.task.due
    for measure in case.measures:
        if due and measure.due and measure.due > due:
            where, n = f"measure:{measure.position}/due", str(measure.position)
            yield warning("measure_after_deadline", where, measure.id, n=n, on=day(measure.due), due=day(due))


def _confirmed(case: Case) -> Iterator[Finding]:
    """What a person confirmed is no later than the list's own words allow; 立行立改 (at once) is no far-off day."""
    read, confirmed = case.task.listed.deadline, case.task.due_confirmed
    if confirmed is None:
        return
    said = {"text": read.text, "due": day(confirmed)}
    widest = latest_reading(read)
    soon = case.today + timedelta(days=case.profile.immediate_check_days)
    if widest and confirmed > widest:
        yield error("laxer_than_text", "task/deadline", **said, latest=day(widest))
    elif widest is None and read.immediate and not read.long_term and confirmed > soon:
        left = str((confirmed - case.today).days)
        yield error("immediate_put_off", "task/deadline", **said, days=left)


def latest_reading(read: Deadline) -> date | None:
    """The latest day the words of a deadline can be read as; None where they name none."""
    return max((each for each in (read.due, *read.candidates) if each), default=None)
