"""Ruled tables of Word papers: fixed column widths, spanning cells, a head repeated on every page."""

import math
from dataclasses import replace

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.pdf.measures import CELL_PADDING, FRAME, RULE, TABLE_SIZE, TYPE_HEIGHT
from exporters.pdf.table import Cell, Row, Table
from exporters.word.paragraphs import ems, paragraphs, set_before

_KEPT_WHOLE = TYPE_HEIGHT / 4
"""Rows up to this height go over to the next page whole; higher ones run on."""


def table(block: Table) -> BaseOxmlElement:
    """The block as a Word table, rows allowed to run over pages, nothing cut."""
    made = OxmlElement("w:tbl")
    made.append(_properties(block))
    grid = OxmlElement("w:tblGrid")
    for width in block.widths:
        grid.append(parse_xml(f'<w:gridCol {nsdecls("w")} w:w="{_twips(width)}"/>'))
    made.append(grid)
    for row in block.head:
        made.append(_row(row, block.widths, head=True))
    for row in block.rows:
        made.append(_row(row, block.widths, head=False))
    return made


def _properties(block: Table) -> BaseOxmlElement:
    outer, inner = round(FRAME * 8), round(RULE * 8)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{inner if side.startswith("inside") else outer}" w:space="0" '
        'w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    beside = _twips(CELL_PADDING / 2 if _small(block) else CELL_PADDING)
    pads = {"top": _twips(CELL_PADDING), "left": beside, "bottom": _twips(CELL_PADDING), "right": beside}
    margins = "".join(f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side, pad in pads.items())
    return parse_xml(
        f"<w:tblPr {nsdecls('w')}>"
        f'<w:tblW w:w="{_twips(sum(block.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _small(block: Table) -> bool:
    """Whether it is a table of many narrow columns: a date must stay on its line in a font with wider digits than ours."""
    return all(cell.style.size < TABLE_SIZE for row in block.rows for cell in row.cells)


def _height(row: Row, widths: tuple[float, ...]) -> float:
    """About how high a row becomes."""
    highest, column = row.least, 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        highest = max(highest, _lines(cell, width) * cell.style.leading + 2 * CELL_PADDING)
    return highest


def _row(row: Row, widths: tuple[float, ...], head: bool) -> BaseOxmlElement:
    made = OxmlElement("w:tr")
    least = f'<w:trHeight w:val="{_twips(row.least)}" w:hRule="atLeast"/>' if row.least else ""
    whole = head or _height(row, widths) <= _KEPT_WHOLE
    fixed = "<w:cantSplit/>" if whole else ""
    again = "<w:tblHeader/>" if head else ""
    made.append(parse_xml(f"<w:trPr {nsdecls('w')}>{fixed}{least}{again}</w:trPr>"))
    column = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[column : column + cell.span]), row.least))
        column += cell.span
    return made


def _cell(cell: Cell, width: float, least: float) -> BaseOxmlElement:
    made = OxmlElement("w:tc")
    across = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    stands = "top" if cell.top or cell.foot else "center"
    made.append(
        parse_xml(
            f'<w:tcPr {nsdecls("w")}><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{across}'
            f'<w:vAlign w:val="{stands}"/></w:tcPr>'
        )
    )
    spans = ((cell.text, ""),) if isinstance(cell.text, str) else cell.text
    for part in paragraphs(spans, cell.style):
        made.append(part)
    for at, line in enumerate(cell.foot):
        bare = line.rstrip("\u3000")  # room for a signature: Word sets no blanks at the end of a line
        under = replace(cell.style, align="right", first=0.0, right=float(len(line) - len(bare)))
        for part in paragraphs(((bare, ""),), under):
            if at == 0:
                set_before(part, _room(cell, width, least))
            made.append(part)
    return made


def _room(cell: Cell, width: float, least: float) -> float:
    """What is left of a row's least height over the foot, so that signatures stand at the bottom as on the PDF."""
    return max(0.0, least - 2 * CELL_PADDING - _lines(cell, width) * cell.style.leading)


def _lines(cell: Cell, width: float) -> int:
    """About how many lines a cell takes."""
    text = cell.text if isinstance(cell.text, str) else "".join(text for text, _ in cell.text)
    across = width - 2 * CELL_PADDING
    parts = (*text.split("\n"), *cell.foot)
    return sum(max(1, math.ceil(ems(part) * cell.style.size / across)) for part in parts)


def _twips(points: float) -> int:
    return round(points * 20)
