"""What stands where on a PDF page: its characters, its ruled lines, and what is filled into its fields; nothing in it is run."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from data.pdf_text import told

if TYPE_CHECKING:
    import pypdfium2

_MOST_LINES = 20_000
_DEPTH = 4
_TICK_KINDS = (2, 3)  # check box, radio button
_TEXT_KINDS = (4, 5, 6)  # choice, list, text
_NO_TICK, _TICK = "□", "√"
_THIN = 3.0  # points: a filled box no thicker is a line


@dataclass(frozen=True, slots=True)
class Ink:
    """A character, or the whole of a field (``filled``): where it stands, from its baseline up, and how large it is."""

    text: str
    x: float
    y: float
    right: float
    size: float
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the page: between ``start`` and ``end``, at ``at`` across."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marks:
    """All of a page as it is seen, upright, in points from the lower left corner."""

    inks: tuple[Ink, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


class _Turn:
    """From the page's own coordinates to those it is shown in."""

    def __init__(self, page: "pypdfium2.PdfPage") -> None:
        left, bottom, right, top = page.get_mediabox() or (0.0, 0.0, *page.get_size())
        self._turn, self._wide, self._high = page.get_rotation(), left + right, bottom + top

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y, self._wide - x
        if self._turn == 180:
            return self._wide - x, self._high - y
        return (self._high - y, x) if self._turn == 270 else (x, y)


def marks_of(page: "pypdfium2.PdfPage") -> Marks:
    """Read one page; its document's form must have been opened (``init_forms``) for its fields to be seen."""
    turn = _Turn(page)
    lines = list(_lines(page, turn))
    level = tuple(Rule(y0, min(x0, x1), max(x0, x1)) for (x0, y0), (x1, y1) in lines if abs(y0 - y1) < 0.5)
    upright = tuple(Rule(x0, min(y0, y1), max(y0, y1)) for (x0, y0), (x1, y1) in lines if abs(x0 - x1) < 0.5)
    return Marks((*_characters(page, turn), *_fields(page, turn)), level, upright)


def _characters(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[Ink]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for at, char in told(text):
        if char < " " or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        start = turn(x.value, y.value)
        (_, right), (low, high) = _sides(turn, box)
        yield Ink(char, start[0], start[1], right, high - low)


def _sides(turn: _Turn, box: "pypdfium2.raw.FS_RECTF") -> tuple[list[float], list[float]]:
    """A box as it is shown: left and right, low and high."""
    corners = turn(box.left, box.bottom), turn(box.right, box.top)
    across, up = (sorted(side) for side in zip(*corners, strict=True))
    return across, up


def _fields(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[Ink]:
    """What is filled in, at the place of its field; a tick box is its tick, or an empty box."""
    import pypdfium2.raw as raw

    form = page.formenv
    for at in range(raw.FPDFPage_GetAnnotCount(page)) if form else ():
        note = raw.FPDFPage_GetAnnot(page, at)
        try:
            kind = raw.FPDFAnnot_GetFormFieldType(form, note)
            if kind in _TICK_KINDS:
                text = _TICK if raw.FPDFAnnot_IsChecked(form, note) else _NO_TICK
            elif kind in _TEXT_KINDS:
                text = _value(form, note)
            else:
                continue
            box = raw.FS_RECTF()
            if text and raw.FPDFAnnot_GetRect(note, box):
                (left, right), (low, high) = _sides(turn, box)
                yield Ink(text, left, (low + high) / 2, right, high - low, filled=True)
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _value(form: object, note: object) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFAnnot_GetFormFieldValue(form, note, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, length)
    text = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


# ---------------------------------------------------------------- ruled lines

Point = tuple[float, float]
Segment = tuple[Point, Point]
Matrix = tuple[float, float, float, float, float, float]


def _lines(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[Segment]:
    import pypdfium2.raw as raw

    objects = (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))
    for start, end in islice(_of_objects(objects, (1, 0, 0, 1, 0, 0), 0), _MOST_LINES):
        yield turn(*start), turn(*end)


def _of_objects(objects: Iterator, outer: Matrix, depth: int) -> Iterator[Segment]:
    import pypdfium2.raw as raw

    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _of_path(one, _joined(_matrix(one), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = (raw.FPDFFormObj_GetObject(one, at) for at in range(raw.FPDFFormObj_CountObjects(one)))
            yield from _of_objects(inner, _joined(_matrix(one), outer), depth + 1)


def _matrix(one: object) -> Matrix:
    import pypdfium2.raw as raw

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _of_path(path: object, matrix: Matrix) -> Iterator[Segment]:
    """The straight pieces of a path; a thin filled box counts as the line it is drawn for."""
    points = list(_points(path, matrix))
    flat = [point for piece in points for point in piece]
    if not flat:
        return
    (left, right), (low, high) = (
        (min(side), max(side)) for side in ([p[0] for p in flat], [p[1] for p in flat])
    )
    if len(points) <= 5 and min(right - left, high - low) <= _THIN:
        middle = (left + right) / 2, (low + high) / 2
        wide = right - left >= high - low
        yield ((left, middle[1]), (right, middle[1])) if wide else ((middle[0], low), (middle[0], high))
        return
    yield from points


def _points(path: object, matrix: Matrix) -> Iterator[Segment]:
    import pypdfium2.raw as raw

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(min(raw.FPDFPath_CountSegments(path), _MOST_LINES)):
        piece = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(piece):
            yield last, start
            last = start
