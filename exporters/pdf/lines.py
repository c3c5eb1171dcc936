"""Breaking text into lines by the rules of Chinese setting (避头尾): no line begins with ，。、） nor ends with （《."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from reportlab.pdfgen.textobject import PDFTextObject

from exporters.fonts import FontSet, Glyph
from exporters.pdf.measures import BASELINE, Style

Span = tuple[str, str]
"""A piece of text and the role of its font ("" for the style's own)."""

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉")
NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—·％%‰℃～．,.;:?!)]}°′″½⅓⅔¼¾") | _RAISED
NO_END = frozenset("（《〈「『【〔［｛“‘([{￥√□■☐☑")
SQUEEZE_AFTER = frozenset("，。、；：）》〉」』】〕”’")
SQUEEZE_BEFORE = frozenset("（《〈「『【〔“‘")
_JOINING = frozenset("-./_@:%+#&=?~µμ") | _RAISED
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_SIGNS = frozenset("≥≤±−×≈<>＜＞＋－")
_PARTING = frozenset(" ,．")
_TEAR_AFTER = frozenset("/_-&?=.")
_TOLERANCE = 0.05
_MOST_STRETCH = 0.3  # of the size, per gap: a line opened wider than this looks torn, so it is left ragged
_INNER_SQUEEZE = 0.35
_END_SQUEEZE = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one font and one letter spacing."""

    text: str
    font: str
    spacing: float


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its segments, how far in it begins and how wide it is."""

    segments: tuple[Segment, ...]
    indent: float
    width: float

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(segment.text for segment in self.segments)


class _Row:
    """The characters of one paragraph with their glyphs and running width."""

    def __init__(self, glyphs: list[Glyph], style: Style) -> None:
        self.glyphs = glyphs
        self.text = [glyph.text for glyph in glyphs]
        self.style = style
        self.base = style.pitch - style.size  # letter spacing that makes the grid
        size, base = style.size, self.base
        self.ends = list(accumulate((g.width * size + base for g in glyphs), initial=0.0))

    def width(self, start: int, end: int) -> float:
        """The natural width of the characters from ``start`` to ``end``."""
        return self.ends[end] - self.ends[start]

    def fitting(self, start: int, room: float) -> int:
        """How far the line reaches that begins at ``start``, before any rule; at least one character."""
        end = bisect_right(self.ends, self.ends[start] + room + _TOLERANCE) - 1
        return max(end, start + 1)

    def may_break(self, at: int) -> bool:
        """Whether a new line may begin with the character ``at``."""
        return may_part(self.text, at)

    def squeezable(self, start: int, end: int) -> float:
        """How much narrower the line can be made by closing up the blank halves of its punctuation."""
        inner = sum(1 for at in range(start, end) if self._gap_at(at, start))
        last = _END_SQUEEZE if self.glyphs[end - 1].text in SQUEEZE_AFTER else 0.0
        return self.style.size * (inner * _INNER_SQUEEZE + last)

    def _gap_at(self, at: int, start: int) -> bool:
        return self.glyphs[at].text in SQUEEZE_AFTER or (
            at > start and self.glyphs[at].text in SQUEEZE_BEFORE
        )

    def end_of_line(self, start: int, room: float) -> int:
        """Where the line that begins at ``start`` ends: pulled in or pushed out so that no rule is broken."""
        end = self.fitting(start, room)
        if end >= len(self.glyphs) or self.may_break(end):
            return end
        for later in range(end + 1, min(end + 4, len(self.glyphs) + 1)):
            over = self.width(start, later) - room
            if (later == len(self.glyphs) or self.may_break(later)) and over <= self.squeezable(start, later):
                return later
        for earlier in range(end - 1, start, -1):
            if self.may_break(earlier):
                return earlier
        return self._torn(start, end)

    def _torn(self, start: int, end: int) -> int:
        """Where an address or a number too long for its line is broken: after a mark in it, else where the line ends."""
        for at in range(end, start + 1, -1):
            if self.text[at - 1] in _TEAR_AFTER and self.text[at] not in NO_START | _TEAR_AFTER:
                return at
        stands = (at for at in range(end, start, -1) if _stands(self.text[at - 1], self.text[at]))
        return next(stands, end)

    def line(self, start: int, end: int, indent: float, room: float) -> Line:
        """The set line, justified where it is not the paragraph's last."""
        last = end == len(self.glyphs)
        while end > start + 1 and self.glyphs[end - 1].text == " ":
            end -= 1
        natural = self.width(start, end)
        if natural > room + _TOLERANCE:
            return Line(self._squeezed(start, end, natural - room), indent, room)
        spacing = self.base
        if not last and self.style.align == "justify" and end - start > 1:
            extra = (room - natural) / (end - start - 1)
            if extra <= self.style.size * _MOST_STRETCH:
                spacing += extra
                natural = room
        return Line(self._segments(start, end, spacing), self._offset(indent, room, natural), natural)

    def _offset(self, indent: float, room: float, width: float) -> float:
        free = room - width
        return indent + {"center": free / 2, "right": free}.get(self.style.align, 0.0)

    def _segments(self, start: int, end: int, spacing: float) -> tuple[Segment, ...]:
        return tuple(
            Segment("".join([g.text for g in run]), font, spacing)
            for font, run in groupby(self.glyphs[start:end], key=_font_of)
        )

    def _squeezed(self, start: int, end: int, over: float) -> tuple[Segment, ...]:
        """The line with ``over`` taken out of its punctuation, the end of the line first."""
        size = self.style.size
        at_end = min(over, size * _END_SQUEEZE) if self.glyphs[end - 1].text in SQUEEZE_AFTER else 0.0
        places = {
            at if self.glyphs[at].text in SQUEEZE_AFTER else at - 1
            for at in range(start, end - 1)
            if self._gap_at(at, start)
        }
        each = (over - at_end) / len(places) if places else 0.0
        keyed = (
            (glyph.font, self.base - each if at in places else self.base, glyph.text)
            for at, glyph in enumerate(self.glyphs[start:end], start)
        )
        return tuple(
            Segment("".join([text for _, _, text in run]), font, spacing)
            for (font, spacing), run in groupby(keyed, key=lambda item: item[:2])
        )


def _font_of(glyph: Glyph) -> str:
    return glyph.font


def may_part(text: Sequence[str], at: int) -> bool:
    """Whether a new line may begin with the character ``at``: never within a number, a word or an address."""
    before, after = text[at - 1], text[at]
    if not _stands(before, after) or after == " ":
        return False
    if after.isdecimal() and before in _SIGNS:
        return False
    if after.isdecimal() and before in _PARTING and at > 1:  # 1 200 and 1,200 are one number, so is ≥ 90
        return not (text[at - 2].isdecimal() or (before == " " and text[at - 2] in _SIGNS))
    return not (_joins(before) and _joins(after))


def _stands(before: str, after: str) -> bool:
    """Whether one may end a line and the other begin the next."""
    return after not in NO_START and before not in NO_END


def _joins(char: str) -> bool:
    if char in _JOINING:
        return True
    return char.isalnum() and (char.isascii() or ord(char) in _FULL_WIDTH)


def set_lines(spans: Iterable[Span], width: float, style: Style, fonts: FontSet) -> list[Line]:
    """The lines of one or more paragraphs (parted by line feeds) in that width."""
    lines: list[Line] = []
    for glyphs in _paragraphs(spans, style, fonts):
        if not glyphs:
            lines.append(Line((), 0.0, 0.0))
            continue
        row = _Row(glyphs, style)
        start, indent = 0, style.first * style.pitch
        while start < len(glyphs):
            room = width - indent - style.right * style.pitch
            end = row.end_of_line(start, room)
            while end < len(glyphs) and glyphs[end].text == " ":
                end += 1
            lines.append(row.line(start, end, indent, room))
            start, indent = end, style.hang * style.pitch
    return lines


def _paragraphs(spans: Iterable[Span], style: Style, fonts: FontSet) -> Iterator[list[Glyph]]:
    current: list[Glyph] = []
    for text, role in spans:
        glyphs = fonts.glyphs(role or style.role)
        for at, part in enumerate(text.split("\n")):
            if at:
                yield current
                current = []
            current += [glyph for glyph in map(glyphs.__getitem__, part) if glyph.text]
    yield current


def put_lines(put: PDFTextObject, lines: Iterable[Line], x: float, top: float, style: Style) -> None:
    """Draw lines downwards from ``top`` into an open text object."""
    size = style.size
    y = top - style.leading / 2 - size * (0.5 - BASELINE)
    font, spacing = "", None
    for line in lines:
        put.setTextOrigin(x + line.indent, y)
        for segment in line.segments:
            if segment.spacing != spacing:
                spacing = segment.spacing
                put.setCharSpace(spacing)
            if segment.font != font:
                font = segment.font
                put.setFont(font, size, style.leading)
            # textOut would measure the text again to move a cursor nobody reads
            put._textOut(segment.text)  # pyright: ignore[reportAttributeAccessIssue]
        y -= style.leading
