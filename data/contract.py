"""The JSON documents of the headless commands: domain values under the keys other programs rely on."""

from collections.abc import Sequence
from datetime import date

from data.domain.model import Deadline, Finding, ListedTask, Listing, RowProblem, SheetReading
from data.domain.plain import Plain, to_plain
from data.domain.plan import Plan
from data.domain.profile import Profile
from data.domain.states import PROGRESS_WORDS, Alarm, is_part_accepted, judged, procedure_word
from data.store.task_lines import TaskLine
from data.words import finding_text, relaxed_text, where_text

Json = dict[str, Plain]


def deadline_json(deadline: Deadline) -> Json:
    """The reading of one phrase."""
    plain = to_plain(deadline)
    assert isinstance(plain, dict)
    return plain


def listing_json(listing: Listing, plan: Plan) -> Json:
    """What a list was read as and what importing it changes."""
    return {
        "file": listing.file,
        "sha256": listing.sha256,
        "sheets": [_sheet(sheet) for sheet in listing.sheets],
        "tasks": [_task(task) for task in listing.tasks],
        "problems": [_problem(problem) for problem in listing.problems],
        "skipped": [{"sheet": s.sheet, "row": s.row, "why": s.why} for s in listing.skipped],
        "changes": dict(plan.counts),
        "changed": [
            {
                "number": change.listed.number,
                "fields": [to_plain(one) for one in change.fields],
                "measures": len(change.measures),
                "looser": list(change.looser),
                "relaxed": [relaxed_text(one) for one in change.relaxed],
                "conflicts": [to_plain(one) for one in change.conflicts],
            }
            for change in plan.changed
        ],
    }


def _sheet(sheet: SheetReading) -> Json:
    return {
        "name": sheet.name,
        "used": sheet.used,
        "header_rows": list(sheet.header_rows),
        "columns": dict(sheet.columns),
        "unmatched": list(sheet.unmatched),
        "layout": sheet.layout,
        "why": sheet.why,
    }


def _task(task: ListedTask) -> Json:
    names = (
        "number upper_number category source finding requirement goal lead_unit acceptance_unit "
        "responsible_person leader_in_charge phone status progress percent difficulty next_step note"
    )
    return {
        **{name: to_plain(getattr(task, name)) for name in names.split()},
        "measures": [
            {
                "text": measure.text,
                "units": list(measure.units),
                "due": to_plain(measure.due),
                "deadline": to_plain(measure.deadline),
            }
            for measure in task.measures
        ],
        "responsible_units": list(task.responsible_units),
        "supporting_units": list(task.supporting_units),
        "deadline": deadline_json(task.deadline),
        "extra": dict(task.extra),
        "at": {"sheet": task.at.sheet, "row": task.at.row},
    }


def _problem(problem: RowProblem) -> Json:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "message": problem.message,
    }


def lines_json(lines: Sequence[TaskLine], today: date, profile: Profile) -> Json:
    """The tasks with their states and warnings."""
    return {"today": today.isoformat(), "tasks": [_line(line, today, profile) for line in lines]}


def _line(line: TaskLine, today: date, profile: Profile) -> Json:
    due = line.due_confirmed or line.due
    found = judged(line.work, due, line.step, today, profile)
    return {
        "id": line.id,
        "number": line.number,
        "upper_number": line.upper_number,
        "category": line.category,
        "finding": line.finding,
        "lead_unit": line.lead_unit,
        "responsible_units": list(line.units),
        "acceptance_unit": line.acceptance_unit,
        "deadline": {"text": line.deadline_text, "due": to_plain(due), "needs_review": line.needs_review},
        "long_term": line.long_term,
        "measures": line.measures,
        "measures_done": line.done,
        "evidence": line.evidence,
        "progress": found.progress,
        "progress_text": PROGRESS_WORDS[found.progress],
        "procedure": _procedure(line, profile),
        "procedure_text": procedure_word(line.step, profile, line.level),
        "level": line.level,
        "closed_on": to_plain(line.closed_on),
        "warning": _warning(found.warning),
        "gone": line.gone,
    }


def _procedure(line: TaskLine, profile: Profile) -> str:
    """The last step's key; an acceptance that another level must still follow is "part_accepted"."""
    return "part_accepted" if is_part_accepted(line.step, line.level, profile) else line.step or "none"


def _warning(alarm: Alarm | None) -> Json | None:
    return {"level": alarm.level, "days": alarm.days} if alarm else None


def findings_json(findings: Sequence[Finding]) -> list[Plain]:
    """What would be sent back, and where to mend it."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "text": finding_text(finding),
            "where": finding.where,
            "where_text": where_text(finding.where),
            "subject": finding.subject,
        }
        for finding in findings
    ]
