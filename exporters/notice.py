"""The public notice (公示) as a file of its own to be put out: PDF or Word, from the blocks the package's part is set from."""

from datetime import date
from pathlib import Path

from data.domain.notice_text import NoticePaper
from data.files import atomic_write, translate_os_errors
from data.version import PROGRAM
from exporters.fonts import font_set
from exporters.forms.notice import notice_blocks
from exporters.pdf.paper import About, Paper
from exporters.word.page import WordPaper


def write_notice(paper: NoticePaper, path: Path, made_on: date) -> Path:
    """Write the notice whole or not at all, as Word where ``path`` ends in .docx, else as PDF; gives back ``path``.

    Dated by its first day, else by ``made_on``.
    """
    about = About(paper.title, paper.signature, program=PROGRAM, made_on=paper.dated or made_on)
    blocks = notice_blocks(paper)
    word = path.suffix.lower() == ".docx"
    with translate_os_errors("Word文件" if word else "PDF文件"), atomic_write(path) as target:
        if word:
            written = WordPaper(about)
            written.flow(blocks)
            written.save(target)
        else:
            printed = Paper(target, about, font_set())
            printed.flow(blocks)
            printed.finish()
    return path
