"""The papers as Word files: all of them, readable, and never over somebody's edited copy."""

from pathlib import Path

import docx
import pytest

from data.domain.errors import UserError
from exporters.word.papers import WORD_PAPERS, write_word_papers
from tests.factory_contents import sample_contents


def test_letter_report_and_opinion_are_there_and_readable(tmp_path: Path) -> None:
    contents = sample_contents()
    folder = write_word_papers(contents, tmp_path)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == len([key for key in WORD_PAPERS if key in contents.parts])
    for stem in ("01_验收销号申请函", "04_自查自验报告", "09_验收销号意见表"):
        document = docx.Document(str(folder / f"{stem}.docx"))
        assert any(paragraph.text.strip() for paragraph in document.paragraphs)


def test_an_edited_copy_is_never_written_over(tmp_path: Path) -> None:
    folder = write_word_papers(sample_contents(), tmp_path)
    edited = folder / "01_验收销号申请函.docx"
    edited.write_bytes(b"edited")
    with pytest.raises(UserError, match="已经在这个文件夹里"):
        write_word_papers(sample_contents(), tmp_path)
    assert edited.read_bytes() == b"edited" and [path.name for path in tmp_path.iterdir()] == [folder.name]
