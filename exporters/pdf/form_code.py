"""The foot of a form that is signed: a QR code and the code of its content (核对码), so that scans find back to their form."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from data.domain.contents import PackageContents
from data.domain.form_code import PageCode
from exporters.fonts import FontSet
from exporters.pdf.lines import put_lines, set_lines
from exporters.pdf.measures import BOTTOM, LEFT, MM, TYPE_WIDTH, Style

SIZE = 15 * MM
DROP = 8 * MM
"""How far the code's upper edge lies under the type area: level with the page number, clear of the text."""

WARNING = "核对码仅用于核对内容是否一致，不是电子印章"
_GAP = 2.5 * MM
_ROOM = TYPE_WIDTH - SIZE - _GAP - 28 * MM  # what the page number leaves


class FormCode:
    """The code of one form, put on each page while it is written; the QR codes follow when all pages are counted."""

    def __init__(self, contents: PackageContents, form: str, title: str, fonts: FontSet) -> None:
        self._contents, self._form, self._fonts = contents, form, fonts
        self._code = contents.codes[form]
        self._lines = (
            f"{contents.number}　第{contents.version}版　{title}",
            f"核对码　{self._code}",
            WARNING,
        )

    def put(self, canvas: Canvas, page: int, left: bool) -> None:
        """On the inner side of the foot: ``left`` on odd pages, where they are bound."""
        x = LEFT if left else LEFT + TYPE_WIDTH - SIZE
        top = BOTTOM - DROP
        canvas.saveState()
        canvas.translate(x, top - SIZE)
        canvas.doForm(_name(page))
        canvas.restoreState()
        style = Style(role="song", size=8, leading=12, align="left" if left else "right")
        put = canvas.beginText()
        start = x + SIZE + _GAP if left else x - _GAP - _ROOM
        for at, text in enumerate(self._lines):
            # One line each: a long title gives way, never the code.
            line = set_lines(((text, ""),), _ROOM, style, self._fonts)[:1]
            put_lines(put, line, start, top - 3 - at * style.leading, style)
        canvas.drawText(put)

    def finish(self, canvas: Canvas, pages: int) -> None:
        """Draw the QR codes, now that it is known how many pages there are."""
        for page in range(1, pages + 1):
            code = PageCode(
                self._contents.number, self._contents.version, self._form, page, pages, self._code
            )
            canvas.beginForm(_name(page), 0, 0, SIZE, SIZE)
            _draw_qr(canvas, code.line())
            canvas.endForm()


def _name(page: int) -> str:
    return f"code{page}"


def _draw_qr(canvas: Canvas, text: str) -> None:
    """The code as one path of black runs: a fifth of the size of single squares."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # brings every barcode there is: 0.14 s

    code = vars(QrCodeWidget(text, barLevel="M"))["qr"]
    code.make()
    count = code.getModuleCount()
    unit = SIZE / count
    path = canvas.beginPath()
    for row in range(count):
        start = None
        for column in range(count + 1):
            dark = column < count and code.isDark(row, column)
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(start * unit, SIZE - (row + 1) * unit, (column - start) * unit, unit)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
