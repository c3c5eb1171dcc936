"""Ruled tables of Word papers: fixed column widths, spanning cells, a head repeated on every page."""

from dataclasses import replace

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.pdf.measures import CELL_PADDING, FRAME, RULE
from exporters.pdf.table import Cell, Row, Table
from exporters.word.paragraphs import paragraphs


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
    pad = _twips(CELL_PADDING)
    margins = "".join(f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return parse_xml(
        f"<w:tblPr {nsdecls('w')}>"
        f'<w:tblW w:w="{_twips(sum(block.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _row(row: Row, widths: tuple[float, ...], head: bool) -> BaseOxmlElement:
    made = OxmlElement("w:tr")
    least = f'<w:trHeight w:val="{_twips(row.least)}" w:hRule="atLeast"/>' if row.least else ""
    fixed = "<w:cantSplit/>" if head else ""
    again = "<w:tblHeader/>" if head else ""
    made.append(parse_xml(f"<w:trPr {nsdecls('w')}>{fixed}{least}{again}</w:trPr>"))
    column = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    return made


def _cell(cell: Cell, width: float) -> BaseOxmlElement:
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
    for line in cell.foot:
        for part in paragraphs(((line, ""),), replace(cell.style, align="right", first=0.0)):
            made.append(part)
    return made


def _twips(points: float) -> int:
    return round(points * 20)
