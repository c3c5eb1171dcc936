"""A task as the list shows it: its line with progress, warning and procedure worked out, and the ready filters over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from data.domain.look_back import next_look
from data.domain.profile import Profile
from data.domain.states import (
    AHEAD,
    BEHIND,
    COMPLETE,
    NOT_STARTED,
    ON_TRACK,
    PROGRESS_WORDS,
    WARNING_WORDS,
    Alarm,
    is_part_accepted,
    judged,
    procedure_word,
)
from data.domain.units import Concern, UnitContext, concerns
from data.store.task_lines import TaskLine

PROGRESS_CHIPS = {NOT_STARTED: "neutral", BEHIND: "orange", ON_TRACK: "info", AHEAD: "info", COMPLETE: "ok"}
WARNING_CHIPS = {"soon": "info", "yellow": "warning", "orange": "orange", "red": "red"}
_PROCEDURE_CHIPS = {
    "closed": "done",
    "looked_back": "done",
    "accepted": "ok",
    "returned": "red",
    "rebounded": "red",
    "": "neutral",
}


class TaskRow(NamedTuple):
    """One row: the stored line, and what today makes of it. ``reference``: another county's task, kept for reference.

    ``look_back`` is the day of the next look-back (回头看) of a closed task, ``look_back_near`` whether it has come or comes soon;
    ``part_accepted`` whether one level of several has accepted.
    """

    line: TaskLine
    progress: str
    warning: Alarm | None
    procedure: str
    closed: bool
    concern: Concern
    reference: bool = False
    look_back: date | None = None
    look_back_near: bool = False
    part_accepted: bool = False

    @property
    def due(self) -> date | None:
        """The date the task is held to."""
        return self.line.due_confirmed or self.line.due

    @property
    def progress_text(self) -> str:
        """The progress state in words."""
        return PROGRESS_WORDS[self.progress]

    @property
    def warning_text(self) -> str:
        """The warning with its reason in days; empty for none."""
        if self.warning is None:
            return ""
        if self.warning.level == "soon":
            return "今天到期" if self.warning.days == 0 else f"还有{self.warning.days}天"
        return f"{WARNING_WORDS[self.warning.level][:1]} 超{self.warning.days}天"

    @property
    def urgency(self) -> int | None:
        """Days overdue, days left as negative, None without a warning: the most overdue come first when sorted downwards."""
        if self.warning is None:
            return None
        return -self.warning.days if self.warning.level == "soon" else self.warning.days

    @property
    def ours(self) -> bool:
        """Whether the task concerns our county, in whatever role."""
        return self.concern is not Concern.NONE

    @property
    def warning_chip(self) -> str | None:
        """The colour of the warning's chip."""
        return WARNING_CHIPS[self.warning.level] if self.warning else None

    @property
    def procedure_short(self) -> str:
        """The state word for a narrow column: 市级通过，待省级."""
        return self.procedure.replace("验收通过，", "通过，")

    @property
    def procedure_chip(self) -> str:
        """The colour of the procedure's chip."""
        return "info" if self.part_accepted else _PROCEDURE_CHIPS.get(self.line.step, "info")

    @property
    def unconfirmed(self) -> bool:
        """Whether the deadline's reading still waits for a person."""
        return self.line.needs_review and self.line.due_confirmed is None


def rows_of(lines: Sequence[TaskLine], today: date, profile: Profile, units: UnitContext) -> list[TaskRow]:
    """The rows of all lines."""
    # Lists repeat the same few sets of units and steps; each is looked at once.
    ours = {names: _concern(names, units) for names in {line.units for line in lines}}
    stages = {(line.step, line.level) for line in lines}
    procedures = {stage: procedure_word(stage[0], profile, stage[1]) for stage in stages}
    return [_row(line, today, profile, ours[line.units], procedures[line.step, line.level]) for line in lines]


def _concern(names: tuple[str, ...], units: UnitContext) -> tuple[Concern, bool]:
    """How these units concern our county, and whether the task is kept for reference only."""
    concern = concerns(names, units)
    return concern, bool(units.county) and concern is Concern.NONE


def _row(
    line: TaskLine, today: date, profile: Profile, ours: tuple[Concern, bool], procedure: str
) -> TaskRow:
    due = line.due_confirmed or line.due
    found = judged(line.work, due, line.step, today, profile)
    look = next_look(line.closed_on, line.looked, profile.look_back_months)
    near = look is not None and (look - today).days <= profile.soon_days
    return TaskRow(
        line,
        found.progress,
        found.warning,
        procedure,
        found.closed,
        *ours,
        look_back=look,
        look_back_near=near,
        part_accepted=is_part_accepted(line.step, line.level, profile),
    )


@dataclass(frozen=True, slots=True)
class ReadyFilter:
    """One of the ready questions above the list."""

    key: str
    title: str
    keep: Callable[[TaskRow], bool]


READY: tuple[ReadyFilter, ...] = (
    ReadyFilter("all", "全部", lambda row: True),
    ReadyFilter("ours", "涉及本县", lambda row: row.ours),
    ReadyFilter("late", "已超期", lambda row: row.warning is not None and row.warning.level != "soon"),
    ReadyFilter("soon", "临近到期", lambda row: row.warning is not None and row.warning.level == "soon"),
    ReadyFilter("conflict", "有冲突", lambda row: row.line.conflicts > 0),
    ReadyFilter("unconfirmed", "时限待确认", lambda row: row.unconfirmed),
    ReadyFilter("finished", "完成未销号", lambda row: row.progress == COMPLETE and not row.closed),
    ReadyFilter("returned", "退回补正", lambda row: row.line.step in ("returned", "rebounded")),
    ReadyFilter("closed", "已销号", lambda row: row.closed),
    ReadyFilter("look_back", "待回头看", lambda row: row.look_back_near),
)


def filtered(rows: Sequence[TaskRow], ready: ReadyFilter, text: str, unit: str) -> list[TaskRow]:
    """The rows a question, a search text (all its words) and a unit leave over."""
    words = text.casefold().split()
    kept = [row for row in rows if ready.keep(row)] if ready.key != "all" else list(rows)
    if unit:
        kept = [row for row in kept if unit in row.line.units]
    if words:
        kept = [row for row in kept if all(word in row.line.search for word in words)]
    return kept
