"""Where a task stands: progress against its stage plan, procedure from its dated steps, and how late it is with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.levels import LEVELLED, level_after, level_to_request, levelled
from data.domain.model import Step, Task
from data.domain.profile import Profile, StepRule

NOT_STARTED, BEHIND, ON_TRACK, AHEAD, COMPLETE = "not_started", "behind", "on_track", "ahead", "complete"
PROGRESS_WORDS = {
    NOT_STARTED: "尚未启动",
    BEHIND: "未达序时",
    ON_TRACK: "达到序时",
    AHEAD: "超过序时",
    COMPLETE: "完成整改",
}
WARNING_WORDS = {"soon": "临近到期", "yellow": "黄色预警", "orange": "橙色预警", "red": "红色预警"}


@dataclass(frozen=True, slots=True)
class Work:
    """What progress is computed from: measures in all, done, due by today but not done; and whether anything is reported."""

    measures: int
    done: int
    late: int
    percent: int = 0
    reported: bool = False
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning (预警) with its reason: ``days`` overdue, or days left where ``level`` is "soon"."""

    level: str
    days: int


def work_of(task: Task, today: date, reported: bool = False) -> Work:
    """The counts of one task, from its measures."""
    measures = [measure for measure in task.measures if not measure.gone]
    done = [measure.done_on for measure in measures if measure.done_on]
    late = sum(1 for m in measures if not m.done_on and m.due and m.due <= today)
    return Work(len(measures), len(done), late, task.percent, reported, max(done, default=None))


def progress_state(work: Work, due: date | None, today: date, step: str = "") -> str:
    """达到序时进度 is computed, never typed: what the stage plan asks for by today against what is done.

    Stage dates are the measures' own; the task's deadline asks for all of them. ``step`` is the last one noted: what
    has rebounded is not complete, whatever was done before, until a next step is noted.
    """
    if work.percent >= 100 or (work.measures and work.done == work.measures):
        return BEHIND if step == "rebounded" else COMPLETE
    if due and due <= today:
        return BEHIND
    if work.late:
        return BEHIND
    if work.done:
        return AHEAD if work.done * 2 > work.measures else ON_TRACK
    if work.percent or work.reported:
        return ON_TRACK
    return NOT_STARTED


def warning(due: date | None, complete: bool, today: date, profile: Profile) -> Alarm | None:
    """The colour of a task (S002: overdue; 10 days and more; 20 days and more), or "soon" before its day.

    A completed task carries none: what was late stays in its dates.
    """
    if due is None or complete:
        return None
    over = (today - due).days
    reached = [rule for rule in profile.warnings if over >= rule.overdue_days]
    if reached:
        return Alarm(max(reached, key=lambda rule: rule.overdue_days).level, over)
    if 0 <= -over <= profile.soon_days:
        return Alarm("soon", -over)
    return None


@dataclass(frozen=True, slots=True)
class Judged:
    """How a task stands on a day: its progress, its warning, and whether it is closed (已销号)."""

    progress: str
    warning: Alarm | None
    closed: bool


def judged(work: Work, due: date | None, step: str, today: date, profile: Profile) -> Judged:
    """The judgement of one task; ``step`` is the key of ``last_step``."""
    progress, closed = progress_state(work, due, today, step), is_closed(step)
    return Judged(progress, warning(due, progress == COMPLETE or closed, today, profile), closed)


def procedure_word(step: str, profile: Profile, level: str = "") -> str:
    """The state word after the last step taken ("" before any: 未申请), naming the level where several accept."""
    rule = profile.step(step)
    if rule is None:
        return "未申请"
    needed = profile.needed_levels
    title = profile.level_title(level or (needed[0].key if needed else ""))
    if not title or step not in LEVELLED:
        return rule.state
    if step == "requested":
        return f"已申请{title}验收"
    if step == "returned":
        return f"{title}{rule.state}"
    later = level_after(level, profile)
    return f"{title}验收通过" + (f"，待{later.title}" if later else "")


def step_title(step: Step, profile: Profile) -> str:
    """What a step noted is called, with its level where several accept: 申请市级验收, 市级验收同意."""
    rule = profile.step(step.kind)
    level = profile.level_title(step.level) if step.kind in LEVELLED else ""
    if level and step.kind == "requested":
        return f"申请{level}验收"
    return level + (rule.title if rule else step.kind)


def is_part_accepted(step: str, level: str, profile: Profile) -> bool:
    """Whether this last step is the acceptance of one level that another must still follow."""
    return step == "accepted" and level_after(level, profile) is not None


CLOSING = ("closed", "looked_back")
"""The last steps that say a task is closed (已销号)."""
MOVES_CLOSED = (*CLOSING, "rebounded")
"""What moves a closed task on; any other step noted later, a copy or a public notice, only completes its file."""


def is_closed(step: str) -> bool:
    """Whether this last step says that the task is closed (已销号)."""
    return step in CLOSING


def last_step(steps: Sequence[Step]) -> Step | None:
    """The step that says where the task stands: the last one noted, or the closing where that stands (``MOVES_CLOSED``)."""
    last: Step | None = None
    for step in steps:
        if last is None or last.kind not in CLOSING or step.kind in MOVES_CLOSED:
            last = step
    return last


def since_rebound(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps of the round now running: all since the last rebound (反弹)."""
    rebounds = [at for at, step in enumerate(steps) if step.kind == "rebounded"]
    return steps[rebounds[-1] + 1 :] if rebounds else steps


def next_steps(steps: Sequence[Step], profile: Profile) -> tuple[StepRule, ...]:
    """The steps that may be noted now: those whose forerunner stands, since the last return, and which do not stand yet.

    A look-back is repeated as often as it is planned; a first step is no longer offered once a later one stands.
    """
    taken = standing(steps, profile)
    latest = max((at for at, rule in enumerate(profile.steps) if rule.key in taken), default=-1)
    if level_to_request(steps, profile):
        taken.discard("requested")  # the next level has to be asked before it can answer
    return tuple(
        rule
        for at, rule in enumerate(profile.steps)
        if (rule.key not in taken or rule.key == "looked_back")
        and (rule.after in taken if rule.after else at > latest)
    )


def standing(steps: Sequence[Step], profile: Profile | None = None) -> set[str]:
    """The steps that still count: a return takes back request, acceptance and signatures, a rebound all but the start.

    With the profile, "accepted" counts only once every level it needs has accepted (漳州: 县级、市级、行业).
    """
    needed = {level.key for level in profile.needed_levels} if profile else set()
    taken: set[str] = set()
    agreed: set[str] = set()
    for step in levelled(steps, profile) if profile else steps:
        taken.add(step.kind)
        if step.kind == "accepted":
            agreed.add(step.level)
            if not needed <= agreed:
                taken.discard("accepted")
        if step.kind == "returned":
            taken -= {"requested", "accepted", "signed"}
        if step.kind == "requested":
            taken.discard("returned")
        if step.kind == "closed":
            taken.discard("rebounded")
        if step.kind == "rebounded":
            taken &= {"started", "rebounded"}
            agreed.clear()
    return taken


def standing_step(kind: str, steps: Sequence[Step], profile: Profile) -> Step | None:
    """The last step of this kind, where it still counts."""
    if kind not in standing(steps, profile):
        return None
    return next(step for step in reversed(steps) if step.kind == kind)


def accepted_on(steps: Sequence[Step], profile: Profile) -> date | None:
    """The date of the acceptance that stands (验收同意), once every level has accepted; None where there is none."""
    accepted = standing_step("accepted", steps, profile)
    return accepted.on if accepted else None


def accepted_before(day: date | None, steps: Sequence[Step], profile: Profile) -> bool:
    """Whether a notice that begins on ``day`` may say that the acceptance was passed (通过核查验收): it stood by then."""
    accepted = accepted_on(steps, profile)
    return accepted is not None and (day is None or accepted <= day)


def notice_before_request(profile: Profile) -> bool:
    """Whether this place publishes first and applies afterwards (complete → 公示 → 销号, as in 四平 and 和布克赛尔)."""
    return follows(profile, "requested", "noticed")


def follows(profile: Profile, key: str, earlier: str) -> bool:
    """Whether one step comes after another in the place's order, directly or by way of others."""
    return earlier in forerunners(profile, key)


def forerunners(profile: Profile, key: str) -> tuple[str, ...]:
    """The steps that come before one in the place's order, the nearest first."""
    found: list[str] = []
    rule = profile.step(key)
    while rule and rule.after and rule.after not in found:
        found.append(rule.after)
        rule = profile.step(rule.after)
    return tuple(found)
