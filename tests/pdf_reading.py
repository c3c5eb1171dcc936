"""What the tests read back out of a PDF, by pypdfium2 and the file's own objects."""

import re
from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Char:
    """One character: where its baseline begins and the box of its ink, in points from the lower left corner."""

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float


def text_of(path: Path) -> str:
    """The whole text, pages one after another."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def joined(path: Path) -> str:
    """The whole text without line ends and page numbers."""
    return re.sub(r"— \d+ —", "", text_of(path)).replace("\n", "")


def page_count(path: Path) -> int:
    """How many pages it has."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def chars_of(path: Path, page: int) -> list[Char]:
    """The characters of one page in the order drawn, without blanks."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        text = document[page].get_textpage()
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            if not char.strip():
                continue
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
            found.append(Char(char, x.value, y.value, *text.get_charbox(at)))
    return found


def lines_of(path: Path, page: int) -> dict[float, list[Char]]:
    """The characters of a page by baseline, from the top."""
    rows: dict[float, list[Char]] = {}
    for char in chars_of(path, page):
        rows.setdefault(round(char.y, 1), []).append(char)
    return dict(sorted(rows.items(), reverse=True))


def fonts_of(path: Path) -> dict[str, bool]:
    """Every font the file names, and whether its descriptor carries the font program."""
    data = path.read_bytes()
    objects = re.findall(rb"\d+ 0 obj\s*<<(.*?)>>\s*endobj", data, re.S)
    embedded = {
        name[1].decode()
        for body in objects
        if b"/FontFile2" in body and (name := re.search(rb"/FontName\s*/(\S+)", body))
    }
    named = {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/>]+)", data)}
    return {name: name in embedded for name in named}
