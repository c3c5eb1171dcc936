"""Signed forms (签字盖章件): which form was signed on which sheets, and whether that signature still covers what it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.model import Step

UNSIGNED, SIGNED, CHANGED, INVALID = "unsigned", "signed", "changed", "invalid"
STATE_WORDS = {UNSIGNED: "未签", SIGNED: "已签", CHANGED: "内容有改动", INVALID: "签名无效"}

BROKEN, PARTIAL, OUT_OF_TIME, EXPIRED, UNCHECKED = "broken", "partial", "out_of_time", "expired", "unchecked"

_NO_NAME = re.compile(r"[\W\d_A-Za-z]+")


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What is known of one certificate signature in a PDF. ``sentence`` says it in words; ``on`` is the signer's clock.

    ``fault`` is what speaks against it: "" for nothing, BROKEN (what it signs was changed), PARTIAL (more was put into
    the file later), OUT_OF_TIME (the certificate was not valid when it signed), EXPIRED (it is no longer),
    UNCHECKED (nobody here can tell). ``role`` is the place of the sign chain it says it was given for (单位负责人), or "".
    """

    signer: str
    on: str
    intact: bool
    trusted: bool
    covers_whole: bool
    sentence: str
    fault: str = ""
    role: str = ""

    @property
    def speaks_against(self) -> bool:
        """Whether the signature does not do what it is there for; what nobody here can tell does not count."""
        return self.fault in (BROKEN, PARTIAL, OUT_OF_TIME)

    def is_by(self, name: str) -> bool:
        """Whether the certificate is this person's, whatever numbers stand beside the name in it."""
        wanted, signer = _bare(name), _bare(self.signer)
        return wanted == signer or wanted in _NO_NAME.split(signer)


def _bare(name: str) -> str:
    """A name without blanks and the point within it (阿依古丽·买买提)."""
    return re.sub(r"[\s·•・]", "", name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a signed form: where it lies in which file, and who says so: its QR code (auto), a person by its looks
    (hand), or a person by the code printed on it (typed). ``pages`` are all pages of that file."""

    page: int
    sha256: str
    size: int
    name: str
    index: int
    how: str = "auto"
    pages: int = 0


@dataclass(frozen=True, slots=True)
class SignedPart:
    """One form as signed: the version and content code it was signed under, its sheets, and certificate checks."""

    form: str
    version: int
    code: str
    on: date
    sheets: tuple[Sheet, ...]
    checks: tuple[SignatureCheck, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether a person vouched for a page whose code could not be read."""
        return any(sheet.how == "hand" for sheet in self.sheets)

    @property
    def by_code_typed(self) -> bool:
        """Whether a page was placed by the code a person typed from it."""
        return any(sheet.how == "typed" for sheet in self.sheets)

    @property
    def files(self) -> frozenset[str]:
        """The files its sheets lie in, by their SHA-256."""
        return frozenset(sheet.sha256 for sheet in self.sheets)

    @property
    def is_void(self) -> bool:
        """Whether a certificate signature in it is known to be worth nothing."""
        return any(check.fault == BROKEN for check in self.checks)


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as printed for signing: its content code, its pages, and the day that stands on it."""

    form: str
    version: int
    code: str
    pages: int
    on: date


@dataclass(frozen=True, slots=True)
class ExpectedForm:
    """A form that is to be signed, as it reads now. ``pages`` is None until it has been printed.

    ``sent`` says that this version went out already, and nothing asks for another one.
    """

    form: str
    title: str
    number: str
    version: int
    code: str
    pages: int | None = None
    printed_on: date | None = None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class FormState:
    """How a form to be signed stands: not signed, signed, changed since it was signed, or signed by an invalid signature."""

    expected: ExpectedForm
    state: str
    part: SignedPart | None = None


def form_states(expected: Sequence[ExpectedForm], parts: Sequence[SignedPart]) -> tuple[FormState, ...]:
    """Each form with its signature; one signed for an earlier version of the package does not count for this one."""
    found: Mapping[tuple[str, int], SignedPart] = {(part.form, part.version): part for part in parts}
    return tuple(form_state(form, found.get((form.form, form.version))) for form in expected)


def form_state(form: ExpectedForm, part: SignedPart | None) -> FormState:
    """How a form stands with this as its signed part: told by the code alone, for the version is no part of what is said."""
    return FormState(form, _state(part, form), part)


def open_signing(steps: Sequence[Step]) -> Step | None:
    """The step 审签完成 that nothing was sent on yet: it may be corrected or taken back, the others are history."""
    found = None
    for step in steps:
        if step.kind == "signed":
            found = step
        if step.kind in ("requested", "returned", "rebounded"):
            found = None
    return found


def _state(part: SignedPart | None, form: ExpectedForm) -> str:
    if part is None:
        return UNSIGNED
    if part.code != form.code:
        return CHANGED
    return INVALID if part.is_void else SIGNED


def pages_of_others(part: SignedPart, parts: Sequence[SignedPart]) -> int:
    """How many pages in the files of ``part`` are of no form among ``parts``: another task's, or nobody's."""
    held = {(sheet.sha256, sheet.index) for one in parts for sheet in one.sheets}
    whole = {sheet.sha256: sheet.pages for sheet in part.sheets}
    return sum(max(0, pages - sum(sha256 == of for of, _ in held)) for sha256, pages in whole.items())
