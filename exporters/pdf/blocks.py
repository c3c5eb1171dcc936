"""What flows down a page: paragraphs, titles, gaps, signature blocks. Each knows its height, how it splits, how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from exporters.fonts import FontSet
from exporters.pdf.lines import Line, Span, put_lines, set_lines
from exporters.pdf.measures import BODY, FLUSH, LEADING, PITCH, TITLE, Style
from exporters.pdf.titles import balanced

COMPANY = 2
"""Lines of text a heading or a signature must share its page with (不得出现空白印章)."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's outline (书签) pointing at a block."""

    title: str
    level: int = 0


class Block(Protocol):
    """Something set in a given width. ``keep`` is "", "next" or "previous"."""

    @property
    def keep(self) -> str:
        """With which neighbour it shares a page."""
        ...

    @property
    def bookmark(self) -> Bookmark | None:
        """The outline entry that points at it."""
        ...

    def height(self, width: float, fonts: FontSet) -> float:
        """The height it takes in that width."""
        ...

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """What goes into ``room`` and what is left; (None, self) where nothing fits.

        ``alone``: the room is a whole page, so that what is never split else is split here.
        """
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """Draw it downwards from ``top``."""
        ...


class Text:
    """Paragraphs of one style; splits between any two lines."""

    def __init__(
        self,
        text: str | Sequence[Span],
        style: Style = BODY,
        keep: str = "",
        bookmark: Bookmark | None = None,
    ) -> None:
        self.spans: Sequence[Span] = ((text, ""),) if isinstance(text, str) else text
        self.style = style
        self.keep = keep
        self.bookmark = bookmark
        self._lines: dict[float, list[Line]] = {}

    def lines(self, width: float, fonts: FontSet) -> list[Line]:
        """The set lines in that width."""
        if width not in self._lines:
            self._lines[width] = self._set(width, fonts)
        return self._lines[width]

    @classmethod
    def of_lines(
        cls, lines: Sequence[Line], width: float, style: Style, bookmark: Bookmark | None = None
    ) -> Text:
        """Lines already set in that width."""
        made = Text("", style, bookmark=bookmark)
        made._lines[width] = list(lines)
        return made

    def _set(self, width: float, fonts: FontSet) -> list[Line]:
        return set_lines(self.spans, width, self.style, fonts)

    def height(self, width: float, fonts: FontSet) -> float:
        """Lines times leading."""
        return len(self.lines(width, fonts)) * self.style.leading

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """The lines that fit, and the rest."""
        lines = self.lines(width, fonts)
        count = int((room + 0.01) / self.style.leading)
        if count <= 0:
            return None, self
        if count >= len(lines):
            return self, None
        return (
            Text.of_lines(lines[:count], width, self.style, self.bookmark),
            Text.of_lines(lines[count:], width, self.style),
        )

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """All lines in one text object."""
        put = canvas.beginText()
        put_lines(put, self.lines(width, fonts), x, top, self.style)
        canvas.drawText(put)


class Title(Text):
    """A title (标题): 2号小标宋, centred, broken into balanced lines at words."""

    def __init__(self, text: str, style: Style = TITLE, bookmark: Bookmark | None = None) -> None:
        super().__init__(text, style, keep="next", bookmark=bookmark or Bookmark(text.replace("\n", "")))

    def _set(self, width: float, fonts: FontSet) -> list[Line]:
        broken = "\n".join(
            balanced(part, width / self.style.size, self.style.role, fonts)
            for part in self.spans[0][0].split("\n")
        )
        return set_lines(((broken, ""),), width, self.style, fonts)


class Gap:
    """Blank space of so many lines; it vanishes at the top of a page."""

    bookmark = None

    def __init__(self, lines: float = 1, keep: str = "") -> None:
        self.size = lines * LEADING
        self.keep = keep

    def height(self, width: float, fonts: FontSet) -> float:
        """The blank height."""
        return self.size

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """A gap that meets the end of the page has done its work."""
        return None, None

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """Nothing to draw."""


class Ends:
    """A line with one text at each edge of the type area; two lines where they do not fit one."""

    bookmark = None

    def __init__(self, left: str, right: str, style: Style, keep: str = "next") -> None:
        self.style = style
        self.left, self.right = left, right
        self.keep = keep

    def _set(self, width: float, fonts: FontSet) -> tuple[list[Line], list[Line]]:
        at_right = replace(self.style, align="right")
        left = set_lines(((self.left, ""),), width, self.style, fonts)
        right = set_lines(((self.right, ""),), width, at_right, fonts)
        return left, right

    def _in_one_line(self, left: list[Line], right: list[Line], width: float) -> bool:
        return len(left) == len(right) == 1 and left[0].width + right[0].width + self.style.size <= width

    def height(self, width: float, fonts: FontSet) -> float:
        """One line, or as many as the texts take."""
        left, right = self._set(width, fonts)
        count = 1 if self._in_one_line(left, right, width) else len(left) + len(right)
        return count * self.style.leading

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """Split only where it is higher than a page."""
        if not alone:
            return None, self
        left, right = self._set(width, fonts)
        return Text.of_lines([*left, *right], width, self.style).split(width, room, fonts)

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """The left text, then the right one beside or under it."""
        left, right = self._set(width, fonts)
        down = 0.0 if self._in_one_line(left, right, width) else len(left) * self.style.leading
        put = canvas.beginText()
        put_lines(put, left, x, top, self.style)
        put_lines(put, right, x, top - down, self.style)
        canvas.drawText(put)


class Signature:
    """Organ and date with room for the seal (落款): the date four characters in, the organ's name centred above it.

    Stays with the last lines of the text, so that no seal stands on an empty page. A name too wide to be centred above
    the date ends at the right edge, broken where it must be.
    """

    keep = "previous"
    bookmark = None
    date_inset = 4 * PITCH

    def __init__(self, organ: str, date: str, space: float = 2) -> None:
        self.organ = organ
        self.date = date
        self.space = space * LEADING

    def _set(self, width: float, fonts: FontSet) -> tuple[list[Line], list[Line]]:
        right = Style(align="right")
        return (
            set_lines(((self.organ, ""),), width - 2 * PITCH, right, fonts),
            set_lines(((self.date, ""),), width - self.date_inset, right, fonts),
        )

    def height(self, width: float, fonts: FontSet) -> float:
        """Seal space above, the name's lines, the date's."""
        organ, date = self._set(width, fonts)
        return self.space + (len(organ) + len(date)) * LEADING

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """Split only where it is higher than a page, then without room for the seal above it."""
        if not alone:
            return None, self
        return Text.of_lines(self._lines(width, fonts), width, FLUSH).split(width, room, fonts)

    def _lines(self, width: float, fonts: FontSet) -> list[Line]:
        """The organ's name over the date, each line where it stands."""
        organ, date = self._set(width, fonts)
        middle = date[0].indent + date[0].width / 2
        if len(organ) == 1:
            left = min(middle - organ[0].width / 2, width - organ[0].width)
            organ = [Line(organ[0].segments, max(left, 0.0), organ[0].width)]
        else:
            organ = [Line(line.segments, line.indent + 2 * PITCH, line.width) for line in organ]
        return [*organ, *date]

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """The organ's name over the date."""
        put = canvas.beginText()
        put_lines(put, self._lines(width, fonts), x, top - self.space, FLUSH)
        canvas.drawText(put)
