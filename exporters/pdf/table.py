"""Ruled tables that lose nothing: rows split between lines wherever a page ends, and the head is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from exporters.fonts import FontSet
from exporters.pdf.blocks import COMPANY, Block, Bookmark
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
_SAID_AGAIN = 3  # lines: a longer cell is split, not said again
_HIGHEST_HEAD = TYPE_WIDTH / 3  # a third of a lying page: a higher head is set once, as rows
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

    @property
    def repeats(self) -> bool:
        """Whether it is said again on every page its row runs over."""
        return self.cell.repeat and len(self.lines) <= _SAID_AGAIN

    @property
    def runs_on(self) -> bool:
        """Whether it says something that has not been said yet."""
        return bool(self.lines or self.foot) and not self.repeats

    def part(self, count: int) -> tuple[_Piece, _Piece]:
        """The first ``count`` lines, and the rest; both set from the top, where reading goes on.

        A foot goes to the next page with two lines for company; one higher than a page is split as the text is.
        """
        if self.repeats:
            return replace(self, foot=()), self
        cell = replace(self.cell, top=True, repeat=False)
        lines, foot = count, 0
        if self.foot and count > len(self.lines) - COMPANY:
            lines = max(len(self.lines) - COMPANY, 0)
            if lines == 0:
                lines, foot = len(self.lines), max(count - len(self.lines), 0)
        first = replace(self, cell=cell, lines=self.lines[:lines], foot=self.foot[:foot])
        if foot:
            cell = replace(cell, picture=None)  # one signature is drawn once
        return first, replace(self, cell=cell, lines=self.lines[lines:], foot=self.foot[foot:])

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

    __slots__ = ("_natural", "height", "pieces", "under")

    def __init__(self, pieces: tuple[_Piece, ...], least: float = 0.0, under: _SetRow | None = None) -> None:
        self.pieces = pieces
        self.under = under
        self._natural = max(piece.height for piece in pieces) + 2 * CELL_PADDING
        self.height = max(least, self._natural)

    def split(self, room: float, alone: bool) -> tuple[_SetRow | None, _SetRow | None]:
        """What fits into ``room`` and what is left; nothing where the row is small, or too little of it would fit.

        ``alone`` on its page a row always gives something: one that is only meant to be high is made as high as the room.
        """
        if alone and self._natural <= room:
            return _SetRow(self.pieces, room, self.under), None
        leading = max(piece.cell.style.leading for piece in self.pieces)
        small = self.height <= _SMALL or room < _LEAST_LINES * leading + 2 * CELL_PADDING
        if not alone and (small or self._natural <= room):
            return None, self
        halves = [p.part(int((room - 2 * CELL_PADDING) / p.cell.style.leading)) for p in self.pieces]
        if not any(rest.runs_on for _, rest in halves):
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
            head = [self._set_row(row, fonts) for row in self.head]
            rows = [self._set_row(row, fonts) for row in self.rows]
            low = sum(row.height for row in head) <= _HIGHEST_HEAD
            self._ready = (head, rows) if low else ([], [*head, *rows])
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
        under = self._set_row(row.under, fonts) if row.under else None
        low = under is not None and under.height <= _HIGHEST_HEAD
        return _SetRow(tuple(pieces), row.least, under if low else None)

    def height(self, width: float, fonts: FontSet) -> float:
        """Head and rows."""
        head, rows = self._set(fonts)
        return sum(row.height for row in (*head, *rows))

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """As many rows as fit, the last of them split between lines where that is worth it, or nothing else stands there."""
        head, rows = self._set(fonts)
        left = room - sum(row.height for row in head) + 0.01
        for at, row in enumerate(rows):
            if row.height > left:
                above, headed = rows[:at], bool(at and row.under and rows[at - 1].under is None)
                first, rest = row.split(left, alone and at == (1 if headed else 0))
                if first is None and headed:
                    above = above[:-1]  # the head goes along with the first row under it
                upper = [*above, *((first,) if first else ())]
                lower = [*((rest,) if rest else ()), *rows[at + 1 :]]
                if lower and lower[0].under:
                    lower.insert(0, lower[0].under)
                return (
                    self._part(head, upper, self.bookmark) if upper else None,
                    self._part(head, lower, None if upper else self.bookmark) if lower else None,
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
