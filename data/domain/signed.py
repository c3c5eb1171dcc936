"""Signed forms (签字盖章件): which form was signed on which sheets, and whether that signature still covers what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.model import Step

UNSIGNED, SIGNED, CHANGED = "unsigned", "signed", "changed"
STATE_WORDS = {UNSIGNED: "未签", SIGNED: "已签", CHANGED: "内容有改动"}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What is known of one certificate signature in a PDF. ``sentence`` says it in words; ``on`` is the signer's clock."""

    signer: str
    on: str
    intact: bool
    trusted: bool
    covers_whole: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a signed form: where it lies in which file, and who says so: its QR code (auto), a person by its looks
    (hand), or a person by the code printed on it (typed)."""

    page: int
    sha256: str
    size: int
    name: str
    index: int
    how: str = "auto"


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
    """How a form to be signed stands: not signed, signed, or changed since it was signed."""

    expected: ExpectedForm
    state: str
    part: SignedPart | None = None


def form_states(expected: Sequence[ExpectedForm], parts: Sequence[SignedPart]) -> tuple[FormState, ...]:
    """Each form with its signature; one signed for an earlier version of the package does not count for this one."""
    found: Mapping[tuple[str, int], SignedPart] = {(part.form, part.version): part for part in parts}
    return tuple(form_state(form, found.get((form.form, form.version))) for form in expected)


def form_state(form: ExpectedForm, part: SignedPart | None) -> FormState:
    """How a form stands with this as its signed part: told by the code alone, for the version is no part of what is said."""
    return FormState(form, UNSIGNED if part is None else SIGNED if part.code == form.code else CHANGED, part)


def open_signing(steps: Sequence[Step]) -> Step | None:
    """The step 审签完成 that nothing was sent on yet: it may be corrected or taken back, the others are history."""
    found = None
    for step in steps:
        if step.kind == "signed":
            found = step
        if step.kind in ("requested", "returned", "rebounded"):
            found = None
    return found
