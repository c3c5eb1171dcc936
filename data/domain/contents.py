"""What goes into one acceptance request package, gathered once: a frozen value the exporters write and never query."""

from dataclasses import dataclass, field
from datetime import date

from data.domain.form_definition import FormDefinition
from data.domain.model import Evidence, Finding, Measure, Reason, SelfVerification, SignOff, Slot, Step, Task
from data.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Office:
    """Who sends the package: the county office (县整改办) as its papers name it."""

    county: str
    name: str
    city: str = ""
    contact: str = ""
    phone: str = ""
    document_prefix: str = ""
    region_code: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """One piece of evidence in the package: catalogue number ("06-01"), readable path inside, and the piece itself."""

    number: str
    path: str
    evidence: Evidence
    measure_positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One form already written, for the catalogue on the cover: its key, title, path inside, pages and bytes."""

    key: str
    title: str
    path: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of a profile's checklist: code and official wording."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PackageContents:
    """All that one package says. Same contents, same bytes.

    ``made_on`` is the date printed; ``number`` like ``XH-620999-2024-7`` and ``version`` name the package;
    ``parts`` the keys of the profile's package parts in order; ``waived`` findings left open with ``waiver`` as reason;
    ``unneeded`` the expected pieces of evidence that are not needed, each with its reason;
    ``mended`` the reasons of the earlier return, each with what was done (for version 2 and on);
    ``written`` the forms before the cover, which is written last; ``codes`` the content code (核对码) of each form that carries one,
    ``printed_on`` the day each was printed for signing; ``marks`` the signature images (PNG) by sign role;
    ``notice_accepted`` whether the notice may say that the acceptance came first;
    ``family`` the task's family (工程类、非工程类; "" where the place makes no difference), ``family_said`` whether a person
    chose it, for only then does the letter say so; ``forms`` the office's own definitions.

    ``sign_roles`` are the places of the sign chain in order, key and title; ``sealed_roles`` the keys of those that are
    stamped (盖章).

    ``level`` is the key of the level of acceptance (验收层级) the request goes to, ``levels`` are all of the place's, key and title.
    """

    office: Office
    task: Task
    measures: tuple[Measure, ...]
    verification: SelfVerification
    evidence: tuple[EvidencePart, ...]
    steps: tuple[Step, ...]
    signs: tuple[SignOff, ...]
    number: str
    version: int
    made_on: date
    folder: str
    parts: tuple[str, ...]
    titles: dict[str, str] = field(default_factory=dict)
    checklist: tuple[ChecklistItem, ...] = ()
    checklist_title: str = ""
    sign_roles: tuple[tuple[str, str], ...] = ()
    sealed_roles: frozenset[str] = frozenset()
    evidence_kinds: dict[str, str] = field(default_factory=dict)
    waived: tuple[Finding, ...] = ()
    waiver: str = ""
    unneeded: tuple[Slot, ...] = ()
    mended: tuple[tuple[Reason, str], ...] = ()
    copies: str = ""
    program: str = ""
    profile: str = ""
    written: tuple[WrittenPart, ...] = ()
    notice: Notice | None = None
    notice_accepted: bool = False
    codes: dict[str, str] = field(default_factory=dict)
    printed_on: dict[str, date] = field(default_factory=dict)
    marks: dict[str, bytes] = field(default_factory=dict)
    family: str = ""
    family_said: bool = False
    forms: dict[str, FormDefinition] = field(default_factory=dict)
    level: str = ""
    levels: tuple[tuple[str, str], ...] = ()
