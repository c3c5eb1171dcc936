"""The public notice (公示) as a Word file, from the blocks its PDF is set from."""

from datetime import date
from pathlib import Path

from data.domain.notice_text import NoticePaper
from data.files import atomic_write, translate_os_errors
from data.version import PROGRAM
from exporters.forms.notice import notice_blocks
from exporters.pdf.paper import About
from exporters.word.page import WordPaper


def write_notice(paper: NoticePaper, path: Path, made_on: date) -> None:
    """Write the notice as .docx whole or not at all; dated by its first day, else by ``made_on``."""
    about = About(paper.title, paper.signature, program=PROGRAM, made_on=paper.dated or made_on)
    written = WordPaper(about)
    written.flow(notice_blocks(paper))
    with translate_os_errors("Word文件"), atomic_write(path) as target:
        written.save(target)
