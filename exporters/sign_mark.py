"""How a certificate signature shows on paper: a small framed line with name and time, in plain ink, and no seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from data import words
from exporters.fonts import FontSet, font_set

WHAT = "数字证书签名"
_SIZE, _LEADING = 8.0, 10.0
_MARGIN = 4.0
_WIDEST = 170.0
_INK, _RULE = 0.0, 0.45


@dataclass(frozen=True, slots=True)
class Mark:
    """The signature's look as a PDF of one page, and its size in points."""

    pdf: bytes
    width: float
    height: float


def draw_mark(signer: str, at: datetime, fonts: FontSet | None = None, turn: int = 0) -> Mark:
    """The mark of this signer; a name too long gets smaller, and an identity number in it is not shown whole.

    ``turn`` are the degrees the page is turned clockwise when shown: the mark is drawn turned back, to be read upright.
    """
    fonts = fonts or font_set()
    lines = ((f"{WHAT}：{words.masked(signer)}", "hei"), (f"{words.day(at.date())} {at:%H:%M}", "song"))
    sizes = [min(_SIZE, (_WIDEST - 2 * _MARGIN) / fonts.width(text, role)) for text, role in lines]
    width = 2 * _MARGIN + max(
        size * fonts.width(text, role) for size, (text, role) in zip(sizes, lines, strict=True)
    )
    height = len(lines) * _LEADING + _MARGIN
    target = BytesIO()
    wide, high = (width, height) if turn % 180 == 0 else (height, width)
    canvas = Canvas(target, (wide, high), invariant=1)
    canvas.translate(*{0: (0, 0), 90: (wide, 0), 180: (wide, high), 270: (0, high)}[turn])
    canvas.rotate(turn)
    canvas.setStrokeGray(_RULE)
    canvas.setLineWidth(0.5)
    canvas.rect(0.5, 0.5, width - 1, height - 1)
    canvas.setFillGray(_INK)
    for at_line, (size, (text, role)) in enumerate(zip(sizes, lines, strict=True), 1):
        put = canvas.beginText(_MARGIN, height - _MARGIN / 2 - at_line * _LEADING + 0.25 * _SIZE)
        for piece, font in fonts.runs(text, role):
            put.setFont(font, size)
            put.textOut(piece)
        canvas.drawText(put)
    canvas.showPage()
    canvas.save()
    return Mark(target.getvalue(), wide, high)
