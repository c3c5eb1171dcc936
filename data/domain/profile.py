"""The profile (地方规则): every rule that differs by place, as a value read from ``resources/profiles``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.domain.contents import ChecklistItem


@dataclass(frozen=True, slots=True)
class WarningRule:
    """From how many days overdue a colour applies (S002: over time, 10 days and more, 20 days and more)."""

    level: str
    overdue_days: int


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of the procedure: its key, its name, and the state word once it is done. ``after`` must be done before it."""

    key: str
    title: str
    state: str
    after: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level of acceptance (验收层级): its key, its short title (市级), who accepts; ``needed`` before a task is accepted."""

    key: str
    title: str
    who: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class SignRole:
    """One place in the sign chain (审签链); ``before_sending`` ones must be filled before the package leaves.

    ``seal``: the place is stamped (盖章) as well as signed, so its box is printed with room for the seal.
    """

    key: str
    title: str
    before_sending: bool = True
    seal: bool = False


def speaks_of(text: str, words: Sequence[str], not_words: Sequence[str]) -> bool:
    """Whether one of ``words`` stands in a text, and not only as a part of one of ``not_words`` (查处 in 排查处理)."""
    covered = [found.span() for word in not_words for found in re.finditer(re.escape(word), text)]
    places = (found.span() for word in words for found in re.finditer(re.escape(word), text))
    return any(not any(a <= first and last <= b for a, b in covered) for first, last in places)


@dataclass(frozen=True, slots=True)
class SlotRule:
    """Expected evidence of a measure: where its text speaks of one of ``words``, these kinds are looked for."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    not_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyRule:
    """What makes a task engineering (工程类): a kind of evidence, or a word of a measure that is not part of ``not_words``.

    ``parts`` are the package's parts by family, where they differ from the common list.
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """One place's rules. ``steps`` are in the order they are carried out there; ``parts`` in the order they are bound.

    ``levels`` accept one after another, each with its own dates; ``look_back_months`` count from the closing (回头看).
    ``standards_required``: the acceptance standards must be ticked in the self-verification as well.

    ``signed_forms`` are signed on paper or by certificate before sending (missing ones an error where ``signed_required``);
    ``coded_forms`` carry a code at their foot as well.

    ``families`` tells engineering tasks from others; None where a place makes no difference.

    ``retention`` is how long each kind of piece is kept once filed (保管期限: 永久, 30年, 10年).
    """

    key: str
    name: str
    source: str
    warnings: tuple[WarningRule, ...]
    steps: tuple[StepRule, ...]
    checklist_title: str
    checklist: tuple[ChecklistItem, ...]
    standards: tuple[ChecklistItem, ...]
    sign_roles: tuple[SignRole, ...]
    evidence_kinds: dict[str, str]
    evidence_words: dict[str, list[str]]
    slots: tuple[SlotRule, ...]
    default_slot: str
    parts: tuple[str, ...]
    titles: dict[str, str] = field(default_factory=dict)
    copies: str = ""
    soon_days: int = 30
    report_day: int = 21
    bulletin_day: int = 8
    filing_workdays: int = 7
    notice_days: int = 10
    notice_in_workdays: bool = True
    immediate_check_days: int = 30
    signed_forms: tuple[str, ...] = ("letter", "form")
    coded_forms: tuple[str, ...] = ("report", "opinion")
    signed_required: bool = False
    seasons: dict[str, tuple[int, int]] = field(default_factory=dict)
    levels: tuple[LevelRule, ...] = ()
    look_back_months: tuple[int, ...] = (3, 6, 12)
    evidence_grace_days: int = 30
    standards_required: bool = False
    retention: dict[str, str] = field(default_factory=dict)
    families: FamilyRule | None = None

    def step(self, key: str) -> StepRule | None:
        """The rule of one step, or None where this place does not know it."""
        return next((rule for rule in self.steps if rule.key == key), None)

    @property
    def needed_levels(self) -> tuple[LevelRule, ...]:
        """The levels that must all accept, in order."""
        return tuple(level for level in self.levels if level.needed)

    def level_title(self, key: str) -> str:
        """How a state names a level: "市级"; "" where only one level accepts, since there is nothing to tell apart."""
        if len(self.needed_levels) < 2:
            return ""
        return next((level.title for level in self.levels if level.key == key), "")

    @property
    def verified_items(self) -> tuple[ChecklistItem, ...]:
        """What self-verification ticks: the checklist, and the standards where the place wants both."""
        own = {item.code for item in self.checklist}
        more = self.standards if self.standards_required else ()
        return (*self.checklist, *(item for item in more if item.code not in own))
