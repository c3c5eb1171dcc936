"""The Word paper blocks flow onto: A4 pages of GB/T 9704, 22 lines of 28 characters, numbered outside; same blocks, same bytes.

The blocks are those of ``exporters.pdf``, so that a form has one story for PDF and Word alike.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Pt

from exporters.fonts import font_set
from exporters.pdf.blocks import Block, Ends, Gap, Signature, Text, Title
from exporters.pdf.measures import (
    BOTTOM,
    LEADING,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER_SIZE,
    PAGE_WIDTH,
    PITCH,
    RIGHT,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Style,
)
from exporters.pdf.paper import About
from exporters.pdf.table import Table
from exporters.pdf.titles import balanced
from exporters.word.document import describe, settle, settled
from exporters.word.paragraphs import blank, ems, keep_with_next, paragraph, paragraphs, run
from exporters.word.tables import table

_FOOTER_FROM_EDGE = BOTTOM - 9 * MM  # the dash of the number then stands 7 mm under the type area
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_PERMISSIONS = 0o644 << 16
_NUMBER = Style(role="song", size=PAGE_NUMBER_SIZE, leading=PAGE_NUMBER_SIZE)


class WordPaper:
    """One Word file being written: ``flow`` blocks onto it, then ``save`` it."""

    def __init__(self, about: About, lying: bool = False, numbered: bool = True) -> None:
        self._about = about
        self._document = docx.Document()
        self._body = self._document.element.body
        describe(self._document, about)
        settle(self._document)
        self._begin(self._document.sections[0], lying, numbered)

    def next_section(self, lying: bool, numbered: bool = True) -> None:
        """Begin a new page, upright or lying (横排表格), with or without its number."""
        self._begin(self._document.add_section(WD_SECTION.NEW_PAGE), lying, numbered)

    def flow(self, blocks: Iterable[Block]) -> None:
        """Set the blocks one under another; Word breaks the pages. ``TypeError`` for a block Word has no form for."""
        for block in blocks:
            if block.keep == "previous":
                self._hold_last()
            for made in _elements(block, self._width):
                self._body.insert(len(self._body) - 1, made)  # the last element is the section's description

    def save(self, target: BinaryIO) -> None:
        """Write the file. Same blocks and properties, same bytes."""
        raw = BytesIO()
        self._document.save(raw)
        with (
            zipfile.ZipFile(raw) as written,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept,
        ):
            for name in written.namelist():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = _PLAIN_PERMISSIONS
                kept.writestr(entry, settled(name, written.read(name), self._about))

    def _begin(self, section: Section, lying: bool, numbered: bool) -> None:
        self._width = TYPE_HEIGHT if lying else TYPE_WIDTH
        _set_page(section, lying)
        _set_number(section, numbered)

    def _hold_last(self) -> None:
        if len(self._body) > 1 and self._body[-2].tag == qn("w:p"):
            keep_with_next(self._body[-2])


# ---------------------------------------------------------------- blocks


def _elements(block: Block, width: float) -> list[BaseOxmlElement]:
    keep = block.keep == "next"
    match block:
        case Title():
            return _title(block, width)
        case Text():
            level = block.bookmark.level if block.bookmark else None
            return paragraphs(block.spans, block.style, keep, level)
        case Gap():
            return _gap(block.size, keep)
        case Ends():
            return _ends(block, width, keep)
        case Signature():
            return _signature(block)
        case Table():
            return [table(block)]
    raise TypeError(f"no Word form for {type(block).__name__}")


def _title(block: Title, width: float) -> list[BaseOxmlElement]:
    """Broken at words as the PDF breaks it; the first line stands in the outline."""
    fonts, style = font_set(bundled_only=True), block.style
    lines = "\n".join(
        balanced(part, width / style.size, style.role, fonts) for part in block.spans[0][0].split("\n")
    )
    return [paragraph(((lines, ""),), style, keep_next=True, level=0)]


def _gap(size: float, keep: bool) -> list[BaseOxmlElement]:
    whole, rest = divmod(size, LEADING)
    made = [blank(LEADING, keep) for _ in range(int(whole))]
    return [*made, blank(rest, keep)] if rest > 1 else made


def _ends(block: Ends, width: float, keep: bool) -> list[BaseOxmlElement]:
    """One text at each edge, by a tab at the right edge; one under the other where both do not fit."""
    style = replace(block.style, align="left")
    if ems(block.left) + ems(block.right) + 1 > width / style.pitch:
        right = replace(style, align="right", first=0.0)
        return [
            paragraph(((block.left, ""),), style, keep_next=True),
            paragraph(((block.right, ""),), right, keep),
        ]
    made = paragraph(((block.left, ""),), style, keep)
    stop = parse_xml(f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{int(width * 20)}"/></w:tabs>')
    properties = made.find(qn("w:pPr"))
    assert properties is not None
    properties.insert(int(keep), stop)
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    made.append(tab)
    made.append(run(block.right, block.style.role, block.style.size))
    return [made]


def _signature(block: Signature) -> list[BaseOxmlElement]:
    """Organ and date (落款): the date four characters in from the right, the organ's name centred above it."""
    inset = Signature.date_inset / PITCH
    organ = inset + (ems(block.date) - ems(block.organ)) / 2
    over_date = Style(align="right", right=max(organ, 0.0))
    return [
        *(blank(LEADING, keep_next=True) for _ in range(round(block.space / LEADING))),
        paragraph(((block.organ, ""),), over_date, keep_next=True),
        paragraph(((block.date, ""),), Style(align="right", right=inset)),
    ]


# ---------------------------------------------------------------- the page


def _set_page(section: Section, lying: bool) -> None:
    """Margins of the type area and the grid of 22 lines; a lying sheet is the upright one turned.

    The 28 characters of a line come from the text's own pitch, not from a character grid: a grid narrower than its 16 pt
    characters is read by Word as it is meant, but other programs give every character two of its cells.
    """
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    sides = (PAGE_HEIGHT, PAGE_WIDTH) if lying else (PAGE_WIDTH, PAGE_HEIGHT)
    section.page_width, section.page_height = (Pt(side) for side in sides)
    margins = (LEFT, TOP, RIGHT, BOTTOM) if lying else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Pt(margin) for margin in margins
    )
    section.footer_distance = Pt(_FOOTER_FROM_EDGE - (BOTTOM - RIGHT if lying else 0))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LEADING * 20)))


def _set_number(section: Section, numbered: bool) -> None:
    """— 1 —, one character in from the outer edge: right on odd pages, left on even ones (双面印刷)."""
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _fill_footer(footer, align if numbered else "")


def _fill_footer(footer: _Footer, align: str) -> None:
    root = footer._element
    for left in list(root):
        root.remove(left)
    made = paragraph((), replace(_NUMBER, align=align or "left", right=float(align == "right")))
    if align == "left":
        made = paragraph((), replace(_NUMBER, align="left", first=1.0, hang=1.0))
    if align:
        for part in ("— ", "PAGE", " —"):
            made.append(_page_field() if part == "PAGE" else run(part, _NUMBER.role, _NUMBER.size))
    root.append(made)


def _page_field() -> BaseOxmlElement:
    made = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>')
    made.append(run("1", _NUMBER.role, _NUMBER.size))
    return made
