"""The paper blocks flow onto: A4 pages of GB/T 9704, upright or lying, numbered, with bookmarks and properties, as PDF/A.

Own flow instead of reportlab's platypus: its tables cannot split a row without losing rules or repeating heads in mid-page,
and a form must cost little more than drawing its text bare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from data.domain.errors import UserError
from exporters.fonts import FontSet
from exporters.pdf.blocks import COMPANY, Block, Text
from exporters.pdf.form_code import FormCode
from exporters.pdf.lasting import Attachment, lasting, plain
from exporters.pdf.lines import put_lines, set_lines
from exporters.pdf.measures import (
    BASELINE,
    BOTTOM,
    DASH_HEIGHT,
    LEADING,
    LEFT,
    PAGE_HEIGHT,
    PAGE_NUMBER_DROP,
    PAGE_NUMBER_INSET,
    PAGE_NUMBER_SIZE,
    PAGE_WIDTH,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Style,
)

rl_config.useA85 = 0  # binary streams: the text form makes files a quarter larger

_NUMBER = Style(role="song", size=PAGE_NUMBER_SIZE, leading=PAGE_NUMBER_SIZE, align="left")
_CLOSE = 0.05


@dataclass(frozen=True, slots=True)
class About:
    """The document's properties (文档属性)."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    program: str = ""
    made_on: date | None = None


class Paper:
    """One PDF being written: ``flow`` blocks onto it, then ``finish`` it. Same blocks, same bytes."""

    def __init__(
        self,
        target: BinaryIO,
        about: About,
        fonts: FontSet,
        first_page: int = 1,
        lying: bool = False,
    ) -> None:
        self.fonts = fonts
        self.number = first_page
        self.pages = 1
        self._bookmarks = 0
        self._code: FormCode | None = None
        self._attachments: tuple[Attachment, ...] = ()
        self._target = target
        self._title = about.title
        self._canvas = Canvas(
            BytesIO(),
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=fonts.font("fangsong").fontName,  # pyright: ignore[reportArgumentType]
            lang="zh-CN",
        )
        self._describe(about)
        self._begin_page(lying)

    @property
    def width(self) -> float:
        """The width of the type area (版心) as the page stands."""
        return TYPE_HEIGHT if self._lying else TYPE_WIDTH

    @property
    def height(self) -> float:
        """The height of the type area as the page stands."""
        return TYPE_WIDTH if self._lying else TYPE_HEIGHT

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.height - self._used

    def flow(self, blocks: Iterable[Block]) -> None:
        """Set the blocks one under another, over as many pages as they take; nothing is cut.

        ``UserError`` where something is higher than a page and cannot be split: nothing is lost in silence.
        """
        waiting = list(blocks)
        while waiting:
            block = waiting.pop(0)
            if self._wants_new_page(block, waiting):
                self.new_page()
            rest = self._place(block, self._reserved(block, waiting))
            if rest is not None:
                self.new_page()
                waiting.insert(0, rest)

    def new_page(self) -> None:
        """End this page and begin the next, standing as this one does."""
        self.next_section(self._lying)

    def next_section(self, lying: bool) -> None:
        """End this page and begin the next, upright or lying (横排表格).

        A lying page is an upright sheet whose table is turned with its head to the left edge: the binding side of odd
        pages, the fore-edge of even ones, with the number where upright pages have it (GB/T 9704 §8).
        """
        self._end_page()
        self._canvas.showPage()
        self.pages += 1
        self.number += 1
        self._begin_page(lying)

    def leave_unnumbered(self) -> None:
        """Print no number on this page (a cover)."""
        self._numbered = False

    def carry(self, code: FormCode) -> None:
        """Print this code at the foot of every page from here on (签字件核对码)."""
        self._code = code

    def attach(self, *attachments: Attachment) -> None:
        """Carry these files inside the PDF."""
        self._attachments = attachments

    def finish(self) -> int:
        """Write the file as PDF/A; returns how many pages it has."""
        self._end_page()
        self._canvas.showPage()
        if self._code:
            self._code.finish(self._canvas, self.pages)
        self._target.write(lasting(self._canvas, self._attachments))
        return self.pages

    # ------------------------------------------------------------ inside

    def _describe(self, about: About) -> None:
        canvas = self._canvas
        canvas.setTitle(plain(about.title))
        canvas.setAuthor(plain(about.author))
        canvas.setSubject(plain(about.subject))
        canvas.setKeywords(plain(about.keywords))
        canvas.setCreator(plain(about.program))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if about.made_on:
            stamp = vars(canvas)["_doc"]._timeStamp
            stamp.YMDhms = (about.made_on.year, about.made_on.month, about.made_on.day, 0, 0, 0)
            stamp.dhh = 8  # China's time

    def _wants_new_page(self, block: Block, following: list[Block]) -> bool:
        """Whether a heading would be left alone at the foot of the page."""
        if not self._used or block.keep != "next":
            return False
        needed = block.height(self.width, self.fonts)
        for after in following:
            if after.keep != "next":
                least = COMPANY * after.style.leading if isinstance(after, Text) else 4 * LEADING
                needed += min(least, after.height(self.width, self.fonts))
                break
            needed += after.height(self.width, self.fonts)
        return needed > self.room + _CLOSE and needed <= self.height

    def _reserved(self, block: Block, following: list[Block]) -> float:
        """What must stay free after this block so that a signature keeps the company of its last lines."""
        if block.keep == "previous":
            return 0.0
        needed = 0.0
        for after in following:
            if after.keep != "previous":
                break
            needed += after.height(self.width, self.fonts)
        return needed if needed <= self.height - COMPANY * LEADING else 0.0

    def _place(self, block: Block, reserved: float) -> Block | None:
        """Draw what fits of the block; the rest, if any."""
        height = block.height(self.width, self.fonts)
        if height + reserved <= self.room + _CLOSE:
            self._draw(block, height)
            return None
        if height <= self.room + _CLOSE:  # only the signature does not fit: take the last lines along
            room = height - (COMPANY - 0.5) * LEADING
            first, rest = block.split(self.width, room, self.fonts)
        else:
            first, rest = block.split(self.width, self.room, self.fonts, alone=not self._used)
        if first is not None:
            self._draw(first, first.height(self.width, self.fonts))
        elif rest is not None and not self._used:
            self._draw(rest, height)
            return None
        return rest

    def _draw(self, block: Block, height: float) -> None:
        if height > self.room + 2 * _CLOSE:
            raise UserError(
                f"“{self._title}”有一处内容比一页纸还高，排不下。",
                "请在“设置—表单—修改表单”里把这处的文字改短或者把列改宽，再打印。",
            )
        x, top = (BOTTOM, PAGE_WIDTH - LEFT) if self._lying else (LEFT, PAGE_HEIGHT - TOP)
        top -= self._used
        if block.bookmark:
            self._bookmarks += 1
            key = f"b{self._bookmarks}"
            self._canvas.bookmarkHorizontal(key, x, top)
            self._canvas.addOutlineEntry(block.bookmark.title, key, block.bookmark.level)
        block.draw(self._canvas, x, top, self.width, self.fonts)
        self._used += height

    def _begin_page(self, lying: bool) -> None:
        self._lying = lying
        self._used = 0.0
        self._numbered = True
        if self._lying:
            # reportlab swaps the sides of a turned page itself
            self._canvas.setPageSize((PAGE_HEIGHT, PAGE_WIDTH))
            self._canvas.setPageRotation(90)
            self._canvas.saveState()
            self._canvas.translate(PAGE_WIDTH, 0)
            self._canvas.rotate(90)
        else:
            self._canvas.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))
            self._canvas.setPageRotation(0)

    def _end_page(self) -> None:
        if self._lying:
            self._canvas.restoreState()
        if self._numbered:
            self._put_number()
        if self._code:
            self._code.put(self._canvas, self.pages, left=self.number % 2 == 1)

    def _put_number(self) -> None:
        """— 1 —: 7 mm under the type area, one character in from the right on odd pages, from the left on even ones."""
        line = set_lines(((f"— {self.number} —", ""),), TYPE_WIDTH, _NUMBER, self.fonts)
        x = LEFT + PAGE_NUMBER_INSET
        if self.number % 2:
            x = LEFT + TYPE_WIDTH - PAGE_NUMBER_INSET - line[0].width
        baseline = BOTTOM - PAGE_NUMBER_DROP - PAGE_NUMBER_SIZE * DASH_HEIGHT
        put = self._canvas.beginText()
        put_lines(put, line, x, baseline + PAGE_NUMBER_SIZE * (1 - BASELINE), _NUMBER)
        self._canvas.drawText(put)
