"""The public notice (公示) of a finished task on paper: title, opening, table or numbered parts, period, telephone, signature."""

from data.domain.notice import BLANK_DATE, day_text
from data.domain.notice_text import NoticePaper, numbered
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, HEADING_1, TYPE_WIDTH
from exporters.pdf.table import Cell, Row, Table, label

_LABELS = 104.0  # the column of names: seven characters of 小4号 with room


def notice_blocks(paper: NoticePaper, across: float = TYPE_WIDTH) -> list[Block]:
    """The notice as blocks of an official paper ``across`` points wide, for PDF and Word alike."""
    parts = [Gap(0.3), _table(paper, across), Gap(0.5)] if paper.table else _article(paper)
    return [
        Title(paper.title),
        Gap(),
        Text(paper.opening, BODY),
        *parts,
        Text(paper.closing, BODY),
        *(Text(line, BODY) for line in paper.lines),
        Signature(paper.signature, day_text(paper.dated) if paper.dated else BLANK_DATE),
    ]


def _table(paper: NoticePaper, across: float) -> Table:
    rows = [Row((label(name), Cell(text))) for name, text in paper.rows]
    return Table((_LABELS, across - _LABELS), rows)


def _article(paper: NoticePaper) -> list[Block]:
    blocks: list[Block] = []
    for name, text in numbered(paper.rows):
        blocks += [Text(name, HEADING_1, keep="next"), Text(text, BODY)]
    return blocks
