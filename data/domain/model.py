"""The words of the field as frozen values: task, measure, evidence, self-verification, step, package, answer.

Official text is always kept as received beside our reading of it. All dates are ``datetime.date``; ids are UUID text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

Report = Callable[[int, int, str], None]
"""``report(done, total, what)``: how far slow work has come; may raise ``Cancelled``."""


def no_report(done: int, total: int, what: str) -> None:
    """Report to nobody."""


# ---------------------------------------------------------------- readings


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring quota (每季度至少一次): at least ``times`` per period.

    ``per`` is one of day, week, ten_days, month, two_months, quarter, half_year, year.
    """

    per: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline phrase (整改时限) and how it is read: a dated track, a duty track, or both.

    ``due`` is the last milestone and holds only what the text fixes; where ``needs_review`` is true it is a proposal or None.
    ``reading`` says the reading in words ("2022年12月31日；并长期坚持"). ``check_on`` is a date the profile proposes, never the text's.
    """

    text: str
    due: date | None = None
    milestones: tuple[date, ...] = ()
    immediate: bool = False
    long_term: bool = False
    recurring: tuple[Recurring, ...] = ()
    needs_review: bool = False
    reason: str | None = None
    reading: str = ""
    candidates: tuple[date, ...] = ()
    check_on: date | None = None


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where a value came from: sheet name, 1-based row, column letters ("F"; "" for the whole row)."""

    sheet: str
    row: int
    column: str = ""

    @property
    def cell(self) -> str:
        """The address a spreadsheet user knows: ``F12``."""
        return f"{self.column}{self.row}"


# ---------------------------------------------------------------- what the city's list says


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """One measure (整改措施) as listed: text as received, its own units and its own reading of dates."""

    text: str
    units: tuple[str, ...] = ()
    deadline: Deadline | None = None

    @property
    def due(self) -> date | None:
        """The measure's own last date, if its text fixes one."""
        return self.deadline.due if self.deadline and not self.deadline.needs_review else None


@dataclass(frozen=True, slots=True)
class ListedTask:
    """One task (整改任务) as the city's list gives it. Texts as received; None where the list gives nothing.

    ``responsible_units`` lists every unit, lead first, supporting units too. ``number`` is the bare number ("07号" -> "7").
    ``origin`` maps a field name to the cell it came from. ``extra`` holds columns no field matches, by their header.
    """

    number: str | None = None
    upper_number: str | None = None
    number_text: str | None = None
    category: str | None = None
    source: str | None = None
    finding: str = ""
    requirement: str | None = None
    goal: str | None = None
    measures_text: str | None = None
    measures: tuple[ListedMeasure, ...] = ()
    lead_unit: str | None = None
    responsible_units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    acceptance_unit: str | None = None
    responsible_person: str | None = None
    leader_in_charge: str | None = None
    phone: str | None = None
    deadline: Deadline = field(default_factory=lambda: Deadline(""))
    status: str | None = None
    progress: str | None = None
    percent: str | None = None
    difficulty: str | None = None
    next_step: str | None = None
    note: str | None = None
    at: CellRef = field(default_factory=lambda: CellRef("", 0))
    origin: dict[str, CellRef] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What papers and the window call the task: 第07号, 第五十五项, or 未编号."""
        return called(self.number_text or self.number)


def called(number: str | None) -> str:
    """A task's number as papers write it; 未编号 where there is none."""
    text = (number or "").strip()
    if not text:
        return "未编号"
    if text.startswith("第"):
        return text
    return f"第{text}" if text[-1] in "号项条" else f"第{text}号"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something a careful clerk would stop at. ``severity`` is error (row not imported), warning or info.

    ``code`` is stable English; ``message`` a Chinese sentence. ``cell`` like "F12", or "" for a whole row or sheet.
    """

    severity: str
    code: str
    sheet: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no task, and why: title row, header row, section band, total row, blank row, note, sign-off line …"""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood: header rows (1-based) and column letters -> canonical field names."""

    name: str
    used: bool
    header_rows: tuple[int, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    layout: str = "table"
    fingerprint: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list file, read: what the preview shows and what the plan is made from."""

    file: str
    sha256: str
    sheets: tuple[SheetReading, ...] = ()
    tasks: tuple[ListedTask, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()


# ---------------------------------------------------------------- what the desk keeps


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a stored task. ``reported`` and ``done_on`` are the office's own; the rest follows the list."""

    id: str
    position: int
    text: str
    units: tuple[str, ...] = ()
    due: date | None = None
    deadline: Deadline | None = None
    reported: str = ""
    done_on: date | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """The office's own reading of an official field (更正): ``value`` instead of the city's ``base``.

    ``theirs`` is what the city has since written there: a conflict, until a person decides.
    """

    id: str
    task_id: str
    field: str
    base: str
    value: str
    theirs: str | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One rectification task (整改任务) on the desk: the official columns, and nothing that can be derived.

    ``listed`` has the office's ``corrections`` put in where a task is worked, and not where an import is compared with it.
    """

    id: str
    listed: ListedTask
    measures: tuple[Measure, ...] = ()
    percent: int = 0
    local_note: str = ""
    due_confirmed: date | None = None
    gone: bool = False
    rev: int = 1
    corrections: tuple[Correction, ...] = ()

    @property
    def title(self) -> str:
        """Number and the head of the finding, for lists and messages."""
        head = self.listed.finding.replace("\n", " ")
        return f"{self.listed.called} {head[:40]}{'…' if len(head) > 40 else ''}"

    @property
    def due(self) -> date | None:
        """The date the task is held to: the confirmed one, else what the text says."""
        return self.due_confirmed or self.listed.deadline.due


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """One dated progress entry (整改进展) of a task or of one measure."""

    id: str
    task_id: str
    on: date
    text: str
    measure_id: str | None = None
    percent: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence (佐证材料): bytes kept once under their SHA-256, described by the office.

    ``name`` is the file's own name; ``title`` what the catalogue prints; ``pages`` None where a file has no pages.
    ``kind`` is a key of the profile's evidence kinds (minutes, photo_before, photo_after, …).
    ``look`` is what a picture looks like in 64 bits (hex), "" for anything else: near copies have nearly the same.
    """

    id: str
    sha256: str
    size: int
    name: str
    title: str
    kind: str = "other"
    dated: date | None = None
    document_number: str = ""
    pages: int | None = None
    note: str = ""
    measure_ids: tuple[str, ...] = ()
    added_on: date | None = None
    look: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A photo that another task, ``called`` so on papers, shows as well: the same file, or one that looks the same."""

    evidence_id: str
    task_id: str
    called: str
    same: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One expected piece of evidence of a measure (应有佐证): filled, waived with a reason, or missing."""

    measure_id: str
    kind: str
    title: str
    evidence_id: str | None = None
    waived: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other slot of the task."""
        return self.measure_id, self.kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What self-verification says of one measure (是否到位): done or not, when, and in what words."""

    measure_id: str
    done: bool
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Verifier:
    """One person who took part in the self-verification (自验人员)."""

    name: str
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SelfVerification:
    """The office's own check of a task (自查自验), against the profile's checklist and every measure.

    ``checked`` holds the codes of the checklist items ticked; ``conclusion`` is "" (open), "pass" or "fail".
    """

    on: date | None = None
    place: str = ""
    persons: tuple[Verifier, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    checked: tuple[str, ...] = ()
    summary: str = ""
    effect: str = ""
    prevention: str = ""
    remaining: str = ""
    conclusion: str = ""

    @property
    def named(self) -> tuple[Verifier, ...]:
        """Who took part by name: a row begun with the post or the unit still waits for its name."""
        return tuple(person for person in self.persons if person.name.strip())


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step of the procedure; ``kind`` is a key of the profile's steps (verified, requested, accepted …).

    ``level`` is the level (验收层级: county, city, province) that a request, acceptance or return belongs to.
    """

    id: str
    kind: str
    on: date
    by: str = ""
    document: str = ""
    note: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signature of the sign chain (审签): role key of the profile, who, post, opinion, date; without a name, a row begun.

    ``mark`` is "" (signed by hand on the paper) or "image" (the person's signature image is printed);
    ``over`` the content code of the application form when it was signed, so that a later change is noticed.
    """

    role: str
    name: str
    post: str = ""
    opinion: str = ""
    on: date | None = None
    mark: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class PackageVolume:
    """One volume (卷) of a package that was parted to fit its medium."""

    file_name: str
    sha256: str
    manifest_sha256: str
    code: str
    size: int


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file kept with a package: what went out beside it (移交清单、验收意见表), or an answer as it came back (答复).

    ``level`` says whose answer it is the original of ("" where only one level accepts); None for what went out.
    """

    file_name: str
    sha256: str
    size: int
    level: str | None = None


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A written acceptance request package (验收销号申请包); never altered, a return makes version n+1.

    Name, digests, code and size are those of its zip; where it was parted, of the first of its ``volumes``.
    ``beside`` are the handover list, the opinion forms and the originals of answers; none for packages sent before these
    were noted. ``pages`` are those of its papers and evidence; None for packages sent before they were counted.
    ``codes`` are the content codes of the forms to be signed as they read when it went out; none before these were noted.
    """

    id: str
    task_id: str
    number: str
    version: int
    made_on: date
    file_name: str
    sha256: str
    manifest_sha256: str
    code: str
    size: int
    volumes: tuple[PackageVolume, ...] = ()
    beside: tuple[SentFile, ...] = ()
    pages: int | None = None
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names of all its zips."""
        return tuple(volume.file_name for volume in self.volumes) or (self.file_name,)

    @property
    def total_size(self) -> int:
        """The bytes of all its zips."""
        return sum(volume.size for volume in self.volumes) or self.size


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a return (退回意见), on a part of the package or a measure where the reviewer named one."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The supervising unit's written answer (督导单位意见), bound to a package by number and hash.

    A paper opinion carries the package's code (校验码) instead of its hash; ``level`` is "", ``package_version`` 0 where
    the answer names none. ``unread`` are the words a filled form says where nothing is asked: a person must look at them.
    """

    package_number: str
    manifest_sha256: str
    accepted: bool
    on: date
    unit: str = ""
    person: str = ""
    opinion: str = ""
    reasons: tuple[Reason, ...] = ()
    code: str = ""
    level: str = ""
    unread: tuple[str, ...] = ()
    package_version: int = 0


# ---------------------------------------------------------------- checks


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer would send back. ``severity`` is error or warning; ``where`` the field to mend it in.

    Carries no sentence: ``data.words`` words it from ``code`` and ``params``, so screen, PDF and commands agree.
    """

    code: str
    severity: str
    where: str
    subject: str = ""
    params: dict[str, str] = field(default_factory=dict)
