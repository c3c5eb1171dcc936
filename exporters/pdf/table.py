"""Ruled tables that lose nothing: rows split between lines wherever a page ends, and the head is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from exporters.fonts import FontSet
from exporters.pdf.blocks import Block, Bookmark
from exporters.pdf.lines import Line, Span, put_lines, set_lines
from exporters.pdf.measures import (
    CELL,
    CELL_CENTER,
    CELL_HEAD,
    CELL_PADDING,
    FRAME,
    RULE,
    TYPE_WIDTH,
    Style,
)
from exporters.pdf.pictures import draw_signature
from exporters.pdf.titles import balanced

Rect = tuple[float, float, float, float]

_LEAST_LINES = 3  # no row is begun at the foot of a page for fewer
_SHORT_TEXT = 40
_DATE_ROOM = 100.0  # the date stands right of the name
_SMALL = 0.4 * TYPE_WIDTH  # a row no higher than this goes to the next page whole


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text or spans, over how many columns, in which style.

    ``foot`` are lines kept at the lower right corner (签字、盖章、日期); ``repeat`` says the text again on every page the
    row runs over; ``top`` sets it from the top instead of in the middle; ``picture`` is a signature image over the foot.
    """

    text: str | tuple[Span, ...] = ""
    span: int = 1
    style: Style = CELL
    foot: tuple[str, ...] = ()
    repeat: bool = False
    top: bool = False
    picture: bytes | None = None


def label(text: str, span: int = 1) -> Cell:
    """A heading cell (栏目): black type, centred, repeated where its row runs over."""
    return Cell(text, span, CELL_HEAD, repeat=True)


def centred(text: str, span: int = 1) -> Cell:
    """A short value in the middle of its cell."""
    return Cell(text, span, CELL_CENTER)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, at least ``least`` points high. ``under``: the row above that heads it, said again on a new page."""

    cells: tuple[Cell, ...]
    least: float = 0.0
    under: Row | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell set in lines, as much of it as stands on one page."""

    cell: Cell
    across: float
    lines: tuple[Line, ...]
    foot: tuple[Line, ...]

    @property
    def height(self) -> float:
        return (len(self.lines) + len(self.foot)) * self.cell.style.leading

    def part(self, count: int) -> tuple[_Piece, _Piece]:
        """The first ``count`` lines, and the rest with the foot; both set from the top, where reading goes on."""
        if self.cell.repeat:
            return replace(self, foot=()), self
        cell = replace(self.cell, top=True)
        first = replace(self, cell=cell, lines=self.lines[:count], foot=())
        return first, replace(self, cell=cell, lines=self.lines[count:])

    def draw(self, put: PDFTextObject, x: float, top: float, height: float) -> None:
        style = self.cell.style
        free = height - 2 * CELL_PADDING - self.height
        down = CELL_PADDING + (0.0 if self.cell.top or self.foot else max(free, 0.0) / 2)
        put_lines(put, self.lines, x + CELL_PADDING, top - down, style)
        if self.foot:
            foot_height = len(self.foot) * style.leading
            put_lines(put, self.foot, x + CELL_PADDING, top - height + CELL_PADDING + foot_height, style)


class _SetRow:
    """A row, or as much of it as stands on one page."""

    __slots__ = ("height", "pieces", "under")

    def __init__(self, pieces: tuple[_Piece, ...], least: float = 0.0, under: _SetRow | None = None) -> None:
        self.pieces = pieces
        self.under = under
        self.height = max(least, max(piece.height for piece in pieces) + 2 * CELL_PADDING)

    def split(self, room: float) -> tuple[_SetRow | None, _SetRow]:
        """What fits into ``room`` and what is left; nothing where the row is small, or too little of it would fit."""
        leading = max(piece.cell.style.leading for piece in self.pieces)
        if self.height <= _SMALL or room < _LEAST_LINES * leading + 2 * CELL_PADDING:
            return None, self
        halves = [p.part(int((room - 2 * CELL_PADDING) / p.cell.style.leading)) for p in self.pieces]
        if not any(rest.lines and not rest.cell.repeat for _, rest in halves):
            return None, self
        first, rest = (tuple(pair[at] for pair in halves) for at in (0, 1))
        return _SetRow(first), _SetRow(rest, under=self.under)


def _balanced_lines(text: str, room: float, style: Style, fonts: FontSet) -> str:
    """Short centred text broken between words, as titles are."""
    if len(text) > _SHORT_TEXT:
        return text
    ems = room / style.size
    return "\n".join(balanced(part, ems, style.role, fonts) for part in text.split("\n"))


class Table:
    """Rows over columns of given widths. ``head`` rows are drawn again on every page."""

    keep = ""

    def __init__(
        self,
        widths: Sequence[float],
        rows: Sequence[Row],
        head: Sequence[Row] = (),
        bookmark: Bookmark | None = None,
    ) -> None:
        self.widths = tuple(widths)
        self.rows = tuple(rows)
        self.head = tuple(head)
        self.bookmark = bookmark
        self._ready: tuple[list[_SetRow], list[_SetRow]] | None = None

    def _set(self, fonts: FontSet) -> tuple[list[_SetRow], list[_SetRow]]:
        if self._ready is None:
            self._ready = (
                [self._set_row(row, fonts) for row in self.head],
                [self._set_row(row, fonts) for row in self.rows],
            )
        return self._ready

    def _set_row(self, row: Row, fonts: FontSet) -> _SetRow:
        pieces, column = [], 0
        for cell in row.cells:
            across = sum(self.widths[column : column + cell.span])
            room = across - 2 * CELL_PADDING
            spans = ((cell.text, ""),) if isinstance(cell.text, str) else cell.text
            if cell.style.align == "center":
                spans = tuple((_balanced_lines(text, room, cell.style, fonts), role) for text, role in spans)
            lines = set_lines(spans, room, cell.style, fonts) if cell.text else []
            at_right = replace(cell.style, align="right", first=0.0)
            foot = set_lines((("\n".join(cell.foot), ""),), room, at_right, fonts) if cell.foot else []
            pieces.append(_Piece(cell, across, tuple(lines), tuple(foot)))
            column += cell.span
        return _SetRow(tuple(pieces), row.least, self._set_row(row.under, fonts) if row.under else None)

    def height(self, width: float, fonts: FontSet) -> float:
        """Head and rows."""
        head, rows = self._set(fonts)
        return sum(row.height for row in (*head, *rows))

    def split(self, width: float, room: float, fonts: FontSet) -> tuple[Block | None, Block | None]:
        """As many rows as fit, the last of them split between lines where that is worth it."""
        head, rows = self._set(fonts)
        left = room - sum(row.height for row in head) + 0.01
        for at, row in enumerate(rows):
            if row.height > left:
                first, rest = row.split(left)
                above = rows[:at]
                if first is None and row.under and above and above[-1].under is None:
                    above = above[:-1]  # the head goes along with the first row under it
                upper = [*above, *((first,) if first else ())]
                lower = [*((row.under,) if row.under else ()), rest, *rows[at + 1 :]]
                return (
                    self._part(head, upper, self.bookmark) if upper else None,
                    self._part(head, lower, None if upper else self.bookmark),
                )
            left -= row.height
        return self, None

    def _part(self, head: list[_SetRow], rows: list[_SetRow], bookmark: Bookmark | None) -> Table:
        part = type(self)(self.widths, (), bookmark=bookmark)
        part._ready = (head, rows)
        return part

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """All text in one text object, all inner rules in one path, the frame over them."""
        head, rows = self._set(fonts)
        right = x + sum(self.widths)
        put, rules, y = canvas.beginText(), [], top
        for row in (*head, *rows):
            left = x
            for piece in row.pieces:
                piece.draw(put, left, y, row.height)
                left += piece.across
                if left < right - 0.1:
                    rules.append((left, y, left, y - row.height))
            y -= row.height
            rules.append((x, y, right, y))
        canvas.drawText(put)
        self._draw_pictures(canvas, x, top)
        canvas.setLineWidth(RULE)
        canvas.lines(rules[:-1])
        canvas.setLineWidth(FRAME)
        canvas.rect(x, y, right - x, top - y)

    def places(self, x: float, top: float, fonts: FontSet) -> Iterator[tuple[Cell, Rect]]:
        """Every cell with its left, lower, right and upper edge, in reading order, drawn from ``top`` downwards."""
        head, rows = self._set(fonts)
        y = top
        for row in (*head, *rows):
            left = x
            for piece in row.pieces:
                yield piece.cell, (left, y - row.height, left + piece.across, y)
                left += piece.across
            y -= row.height

    def _draw_pictures(self, canvas: Canvas, x: float, top: float) -> None:
        """Signature images, each standing on the foot of its cell, over the name and clear of the date."""
        head, rows = self._ready or ([], [])
        y = top
        for row in (*head, *rows):
            left = x
            for piece in row.pieces:
                if piece.cell.picture and piece.foot:
                    base = y - row.height + CELL_PADDING + len(piece.foot) * piece.cell.style.leading
                    right = left + piece.across - CELL_PADDING - _DATE_ROOM
                    draw_signature(canvas, piece.cell.picture, right, base)
                left += piece.across
            y -= row.height
