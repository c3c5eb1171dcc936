"""The public notice (公示) as a Word file: title, opening, table or numbered parts, period, telephone, signature."""

from datetime import date
from pathlib import Path

from data.domain.notice import day_text
from data.domain.notice_text import NoticePaper, numbered
from data.files import atomic_write, translate_os_errors
from data.version import PROGRAM
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, CELL, HEADING_1, TYPE_WIDTH
from exporters.pdf.paper import About
from exporters.pdf.table import Cell, Row, Table, label
from exporters.word.page import WordPaper

_LABELS = 104.0  # the column of names: seven characters of 小4号 with room


def write_notice(paper: NoticePaper, path: Path, made_on: date) -> None:
    """Write the notice as .docx whole or not at all."""
    about = About(title=paper.title, author=paper.signature, program=PROGRAM, made_on=paper.dated or made_on)
    written = WordPaper(about)
    written.flow(notice_blocks(paper))
    with translate_os_errors("Word文件"), atomic_write(path) as target:
        written.save(target)


def notice_blocks(paper: NoticePaper) -> list[Block]:
    """The notice as blocks of an official paper."""
    parts = [_table(paper), Gap(0.5)] if paper.table else _article(paper)
    dated = day_text(paper.dated) if paper.dated else "　　年　　月　　日"
    return [
        Title(paper.title),
        Gap(),
        Text(paper.opening, BODY),
        *parts,
        Text(paper.closing, BODY),
        *(Text(line, BODY) for line in paper.lines),
        Signature(paper.signature, dated),
    ]


def _table(paper: NoticePaper) -> Table:
    rows = [Row((label(name), Cell(text, style=CELL))) for name, text in paper.rows]
    return Table((_LABELS, TYPE_WIDTH - _LABELS), rows)


def _article(paper: NoticePaper) -> list[Block]:
    blocks: list[Block] = []
    for name, text in numbered(paper.rows):
        blocks += [Text(name, HEADING_1, keep="next"), Text(text, BODY)]
    return blocks
