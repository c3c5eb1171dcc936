"""What tells one printed form from another: the digest of all it says, and the line its QR code carries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.domain.contents import PackageContents
from data.domain.family import collective_minutes
from data.domain.form_definition import OTHER
from data.domain.official import OFFICIAL
from data.domain.plain import dumps

MARK = "ZGT1"
SIGNED_KIND = "signed_form"
_WITHOUT_EVIDENCE = ("letter", "form", "opinion")
# The category was never part of the code; put in, it would change the codes on paper signed earlier.
_LISTED = tuple(name for name in OFFICIAL if name != "category")


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the QR code on one page says: package, version, form, page of pages, and the code of the content (核对码)."""

    number: str
    version: int
    form: str
    page: int
    pages: int
    code: str

    def line(self) -> str:
        """The text of the QR code."""
        return f"{MARK}|{self.number}|{self.version}|{self.form}|{self.page}/{self.pages}|{self.code}"


def read_page_code(text: str) -> PageCode | None:
    """The page code in a QR code's text; None where it is another's QR code."""
    fields = text.strip().split("|")
    if len(fields) != 6 or fields[0] != MARK or not all(fields):
        return None
    page, slash, pages = fields[4].partition("/")
    if not slash or not all(part.isdecimal() and len(part) <= 4 for part in (fields[2], page, pages)):
        return None
    if not 1 <= int(page) <= int(pages):
        return None
    return PageCode(fields[1], int(fields[2]), fields[3], int(page), int(pages), fields[5])


def form_digest(contents: PackageContents, form: str) -> str:
    """SHA-256 over what the form says, so that a reprint can be compared and a change after signing is found.

    Left out is what comes with signing itself: signatures, scans, the version and the day of printing.
    """
    said = {
        "form": form,
        "number": contents.number,
        "title": contents.titles.get(form, ""),
        "office": contents.office,
        "task": _task(contents),
        "measures": [(m.position, m.text, m.units, m.reported, m.done_on) for m in contents.measures],
        "verification": contents.verification,
        "checklist": (contents.checklist_title, contents.checklist),
        "noticed": [(s.on, s.document, s.note) for s in contents.steps if s.kind == "noticed"],
        "waived": (contents.waived, contents.waiver),
    }
    if form == "letter":
        said |= {"mended": contents.mended, "parts": contents.parts}
    if form not in _WITHOUT_EVIDENCE:
        said["evidence"] = _evidence(contents)
    # Only where it differs from what everybody prints, so that codes on paper signed earlier stay as they are.
    if contents.family == OTHER and (form == "form" or (form == "letter" and contents.family_said)):
        said["collective"] = collective_minutes(contents)
    if contents.own_chain and form == "form":
        said["chain"] = [(title, role in contents.sealed_roles) for role, title in contents.sign_roles]
    if form in contents.forms:
        said["definition"] = contents.forms[form]
    return hashlib.sha256(dumps(said).encode()).hexdigest()


def _task(contents: PackageContents) -> dict[str, object]:
    listed = contents.task.listed
    said: dict[str, object] = {name: getattr(listed, name) for name in _LISTED}
    return said | {
        "deadline": (listed.deadline.text, listed.deadline.reading),
        "note": contents.task.listed.note,
    }


def _evidence(contents: PackageContents) -> list[tuple[object, ...]]:
    return [
        (part.number, e.title, e.kind, e.dated, e.document_number, e.pages, e.sha256, part.measure_positions)
        for part in contents.evidence
        if (e := part.evidence).kind != SIGNED_KIND
    ]
