"""Where a visible signature goes on a printed form: beside the signer's own line, found in the finished PDF, on empty paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ctypes import c_float
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from data.domain.errors import UserError
from data.pdf_text import told
from exporters.pdf.measures import BOTTOM, LEFT, MM, RIGHT, TOP

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, as the page is seen."""

_SIGN_WORDS = ("签字", "签名")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_LABELS = 0.35  # of the page's width: the column in which a table names its rows
_AIR = 3.0
_STEP = 2 * MM
_EDGE = 10 * MM
_UPPERMOST = 90 * MM
_OBSTACLES = (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE)


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its index from nought, and the box on it in whole points of the page as it lies in the file.

    ``turn`` is how far the page is turned clockwise when it is shown, in degrees: what is placed there is drawn turned back.
    """

    page: int
    box: tuple[int, int, int, int]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page as it is seen: its characters without blanks, where each is, and everything to keep clear of.

    ``quarters`` is how many quarter turns make the page in the file the page seen.
    """

    index: int
    width: float
    height: float
    quarters: int
    text: str
    boxes: tuple[Box, ...]
    taken: tuple[Box, ...]

    def is_free(self, box: Box) -> bool:
        left, bottom, right, top = box
        return left >= LEFT and not any(
            l < right + _AIR and r > left - _AIR and b < top and t > bottom
            for l, b, r, t in self.taken  # noqa: E741
        )


def find_place(path: Path, size: tuple[float, float], role: str) -> Place:
    """An empty place of this size: in the row of that role (单位负责人) where the form has one, else beside the date the
    paper is signed under, else at the lower right of the last page."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [_read(page, at) for at, page in enumerate(document)]
    except pypdfium2.PdfiumError as error:
        raise UserError(
            f"“{path.name}”打不开，没有签名。", "请撤下这张表的签字件，重新打印后再签。"
        ) from error
    for page, box in _wishes(pages, size, role):
        if page.is_free(box):
            filed = _turned(box, page.width, page.height, -page.quarters % 4)
            left, bottom, right, top = map(round, filed)
            return Place(page.index, (left, bottom, right, top), page.quarters * 90)
    raise UserError(
        "这张表上没有空处可以显示签名，没有签名。", "请不勾“在表上显示签名”，再签一次；签名仍在文件里。"
    )


def _wishes(pages: list[_Page], size: tuple[float, float], role: str) -> Iterator[tuple[_Page, Box]]:
    """The places to be tried, the best first."""
    if role:
        for page in pages:
            yield from ((page, box) for box in _in_row(page, size, role))
    for page in reversed(pages):
        yield from ((page, box) for box in _beside_date(page, size))
    yield from ((pages[-1], box) for box in _lower_right(pages[-1], size))


def _in_row(page: _Page, size: tuple[float, float], role: str) -> Iterator[Box]:
    """Above the line “签字：” of the row that role names, from its right end to its left."""
    label = next(
        (found for found in _all(role, page.text) if page.boxes[found][2] < page.width * _LABELS), None
    )
    if label is None:
        return
    named = page.boxes[label : label + len(role)]
    signs = (page.text.find(word, label) for word in _SIGN_WORDS)
    at = min((found for found in signs if found >= 0), default=None)
    if at is None or page.boxes[at][3] > max(box[3] for box in named):
        return
    _, foot, _, line = page.boxes[at]
    on_line = [box for box in page.boxes if box[1] < line and box[3] > foot]
    bottom = max(box[3] for box in on_line) + _AIR
    yield from _leftward(max(box[2] for box in named) + _AIR, max(box[2] for box in on_line), bottom, size)


def _beside_date(page: _Page, size: tuple[float, float]) -> Iterator[Box]:
    """To the left of a date that stands alone on its line, and of the name of the office above it."""
    _, height = size
    for found in reversed(list(_DATE.finditer(page.text))):
        boxes = page.boxes[found.start() : found.end()]
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        beside = [box for box in page.boxes if box[1] < top and box[3] > bottom]
        if len(beside) > len(boxes):
            continue  # a date within a sentence
        above = [box for box in page.boxes if box[1] < top + 2 * height and box[3] > bottom]
        for edge in (min(box[0] for box in above), min(box[0] for box in boxes)):
            for up in (0, height + _AIR, -height - _AIR):
                yield from _leftward(LEFT, edge - 4 * _AIR, bottom + up, size)


def _leftward(left: float, right: float, bottom: float, size: tuple[float, float]) -> Iterator[Box]:
    """From the right end to the left one, so that who signs after another stands beside."""
    width, height = size
    while right - width >= left:
        yield right - width, bottom, right, bottom + height
        right -= _STEP


def _lower_right(page: _Page, size: tuple[float, float]) -> Iterator[Box]:
    """At the lower right within the margins, and where all is full there, at the right edge from the foot upwards."""
    width, height = size
    margins = (RIGHT, BOTTOM) if not page.quarters % 2 else (TOP, RIGHT)
    for from_right, from_foot in (margins, (_EDGE, _EDGE / 2)):
        right, bottom = page.width - from_right, from_foot
        while bottom < _UPPERMOST:
            yield right - width, bottom, right, bottom + height
            bottom += _STEP


def _all(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


# ---------------------------------------------------------------- what stands on the paper


def _turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box of a page of that size where it is seen once the page is turned clockwise."""
    for _ in range(quarters):
        left, bottom, right, top = box
        box, width, height = (bottom, width - right, top, width - left), height, width
    return box


def _read(page: pypdfium2.PdfPage, index: int) -> _Page:
    letters, boxes = [], []
    text = page.get_textpage()
    for at, char in told(text):
        if not char.isspace():
            letters.append(char)
            boxes.append(text.get_charbox(at))
    things = [thing.get_bounds() for thing in page.get_objects(_OBSTACLES, max_depth=1)]
    paths = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    lines = [line for path in paths for line in _lines(path)]
    quarters, seen = page.get_rotation() // 90, page.get_size()
    width, height = seen if quarters % 2 == 0 else reversed(seen)

    def turned(found: Iterable[Box]) -> tuple[Box, ...]:
        return tuple(_turned(box, width, height, quarters) for box in found)

    taken = turned((*boxes, *things, *lines, *_marks(page)))
    return _Page(index, *seen, quarters, "".join(letters), turned(boxes), taken)


def _lines(path: pypdfium2.PdfObject) -> Iterator[Box]:
    """Every straight stroke of a path by itself: a table's grid is one path, and its cells are empty paper."""
    x, y, before = c_float(), c_float(), None
    matrix = path.get_matrix()
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        stroke = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(stroke, x, y)
        here = matrix.on_point(x.value, y.value)
        if before is not None and pdfium.FPDFPathSegment_GetType(stroke) != pdfium.FPDF_SEGMENT_MOVETO:
            (a, b), (c, d) = before, here
            yield min(a, c), min(b, d), max(a, c), max(b, d)
        before = here


def _marks(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The signatures shown already: they are laid over the page and are no part of its text."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        mark = pdfium.FPDFPage_GetAnnot(page, at)
        rect = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(mark, rect) and rect.right > rect.left:
            yield rect.left, rect.bottom, rect.right, rect.top
        pdfium.FPDFPage_CloseAnnot(mark)
