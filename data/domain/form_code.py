"""What tells one page of a printed form from another: the line its QR code carries."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "ZGT1"
SIGNED_KIND = "signed_form"


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
