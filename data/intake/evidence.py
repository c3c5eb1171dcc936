"""What a file says of itself before it is taken in as evidence: pages, the day a photo was taken, a guess at its kind."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.domain.pictures import look_of

_SIDE = 8
_PHOTO = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
_EXIF_IFD, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
_DATE_IN_NAME = re.compile(r"(20\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0?[1-9]|[12]\d|3[01])日?(?!\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """``pages`` None where a file has none to count; ``dated`` from the photo or the name; ``kind`` a guess or "other".

    ``look`` tells pictures apart by what they show (see ``data.domain.pictures``); "" for other files.
    """

    title: str
    pages: int | None
    dated: date | None
    kind: str
    look: str = ""


def facts_of(path: Path, words: Mapping[str, Sequence[str]]) -> Facts:
    """Look at a file without changing it; a damaged one simply tells less."""
    stem = unicodedata.normalize("NFC", path.stem)
    suffix = path.suffix.lower()
    pages = _pdf_pages(path) if suffix == ".pdf" else 1 if suffix in _PHOTO else None
    taken, look = _seen(path) if suffix in _PHOTO else (None, "")
    dated = taken or _date_in(stem)
    kind = next((kind for kind, marks in words.items() if any(mark in stem for mark in marks)), "other")
    return Facts(_DATE_IN_NAME.sub("", stem).strip(" _-") or stem, pages, dated, kind, look)


def _pdf_pages(path: Path) -> int | None:
    import pypdfium2  # a large library, wanted only where a PDF is added

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return None
    with document:
        return len(document)


def _seen(path: Path) -> tuple[date | None, str]:
    """The day a picture was taken, and its look; a damaged one has neither."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            exif = image.getexif()
            said = exif.get_ifd(_EXIF_IFD).get(_TAKEN) or exif.get(_CHANGED)
            taken = _date_in(str(said).replace(":", "-")[:10]) if said else None
            image.draft("L", (_SIDE * 16, _SIDE * 16))  # a JPEG need not be decoded in full
            small = image.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return None, ""
    return taken, look_of(small.tobytes(), _SIDE)


def _date_in(text: str) -> date | None:
    found = _DATE_IN_NAME.search(text)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
