"""What a file says of itself before it is taken in as evidence: pages, the day a photo was taken, a guess at its kind."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_PHOTO = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
_EXIF_IFD, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
_DATE_IN_NAME = re.compile(r"(20\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0?[1-9]|[12]\d|3[01])日?(?!\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """``pages`` None where a file has none to count; ``dated`` from the photo or the name; ``kind`` a guess or "other"."""

    title: str
    pages: int | None
    dated: date | None
    kind: str


def facts_of(path: Path, words: Mapping[str, Sequence[str]]) -> Facts:
    """Look at a file without changing it; a damaged one simply tells less."""
    stem = unicodedata.normalize("NFC", path.stem)
    suffix = path.suffix.lower()
    pages = _pdf_pages(path) if suffix == ".pdf" else 1 if suffix in _PHOTO else None
    dated = (_taken(path) if suffix in _PHOTO else None) or _date_in(stem)
    kind = next((kind for kind, marks in words.items() if any(mark in stem for mark in marks)), "other")
    return Facts(_DATE_IN_NAME.sub("", stem).strip(" _-") or stem, pages, dated, kind)


def _pdf_pages(path: Path) -> int | None:
    import pypdfium2  # a large library, wanted only where a PDF is added

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return None
    with document:
        return len(document)


def _taken(path: Path) -> date | None:
    from PIL import Image

    try:
        with Image.open(path) as image:
            exif = image.getexif()
            said = exif.get_ifd(_EXIF_IFD).get(_TAKEN) or exif.get(_CHANGED)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return _date_in(str(said).replace(":", "-")[:10]) if said else None


def _date_in(text: str) -> date | None:
    found = _DATE_IN_NAME.search(text)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
