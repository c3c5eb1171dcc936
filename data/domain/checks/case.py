"""What a reviewer looks at: everything known of one task, as one value; and how a finding on it is made."""

from dataclasses import dataclass, field
from datetime import date

from data.domain.contents import Office
from data.domain.form_definition import NoticeLayout
from data.domain.model import (
    Elsewhere,
    Evidence,
    Finding,
    Measure,
    Reason,
    SelfVerification,
    SignOff,
    Slot,
    Step,
    Task,
)
from data.domain.notice import Notice
from data.domain.profile import Profile
from data.domain.signed import FormState
from data.domain.states import standing
from data.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known of one task when it is checked. ``damaged`` pairs an evidence id with "missing" or "changed".

    ``forms`` say which forms are signed, ``chain_code`` what the sign chain signs, as it reads now; ``unmended`` are the
    reasons of the last return, by number, that nobody has answered; ``elsewhere`` the photos other tasks show as well;
    ``layouts`` the forms of a public notice to choose from;
    ``faults`` what is wrong with the office's own definitions, each the code of its finding with the sentence.
    """

    task: Task
    evidence: tuple[Evidence, ...]
    slots: tuple[Slot, ...]
    verification: SelfVerification
    signs: tuple[SignOff, ...]
    office: Office
    profile: Profile
    today: date
    layouts: tuple[NoticeLayout, ...]
    damaged: tuple[tuple[str, str], ...] = ()
    unmended: tuple[tuple[int, Reason], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    notice: Notice | None = None
    steps: tuple[Step, ...] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    forms: tuple[FormState, ...] = ()
    chain_code: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that still stand in the list."""
        return tuple(measure for measure in self.task.measures if not measure.gone)

    @property
    def started(self) -> date | None:
        """When the rectification began (启动整改), where that was noted."""
        return next((step.on for step in self.steps if step.kind == "started"), None)

    @property
    def former_signs(self) -> tuple[SignOff, ...]:
        """Signatures given for places the sign chain no longer has: kept and shown, printed and asked for no more."""
        places = {role.key for role in self.profile.sign_roles}
        return tuple(sign for sign in self.signs if sign.role not in places)

    @property
    def sent(self) -> bool:
        """Whether a request is on its way: what was sent stays as it is, whatever is asked before another version."""
        return "requested" in standing(self.steps)

    @property
    def settled(self) -> bool:
        """Whether the last level has accepted: nothing is signed for this request any more."""
        return "accepted" in standing(self.steps, self.profile)

    def is_stale(self, sign: SignOff) -> bool:
        """Whether what this person signed reads differently now, and a version may still go out that says so."""
        changed = bool(sign.over and self.chain_code and sign.over != self.chain_code)
        return changed and not self.settled


def error(code: str, where: str, subject: str = "", **params: str) -> Finding:
    """A finding that stops the package."""
    return Finding(code, "error", where, subject, params)


def warning(code: str, where: str, subject: str = "", **params: str) -> Finding:
    """A finding that a careful reviewer would ask about."""
    return Finding(code, "warning", where, subject, params)


def day(on: date) -> str:
    """A date inside a sentence."""
    return f"{on.year}年{on.month}月{on.day}日"
