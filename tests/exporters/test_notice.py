"""The notice as a file of its own, Word and PDF, opened again: everything it says stands in it, in its place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from data.domain.errors import UserError
from data.domain.notice_text import NoticePaper, notice_paper
from exporters.notice import write_notice
from tests.data.domain.test_notice import LAYOUTS, facts

TODAY = date(2026, 11, 4)


def paper(**fields: object) -> NoticePaper:
    return notice_paper(facts(**fields))  # type: ignore[arg-type]


def test_the_notice_holds_title_table_period_phone_and_signature(tmp_path: Path) -> None:
    write_notice(paper(), tmp_path / "公示.docx", TODAY)
    document = docx.Document(str(tmp_path / "公示.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0].replace("\n", "") == "关于省督察反馈意见第07号整改任务完成情况的公示"
    assert any("2026年11月5日至11月18日（共10个工作日）" in text for text in said)
    assert "监督电话：0000-6600233" in said
    assert said[-2:] == ["青禾县整改办", "2026年11月5日"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[2] == ["重点措施", "1.清理河道垃圾。\n2.建立巡查制度。"]
    assert len(rows) == 6


def test_the_article_form_has_headings_instead_of_a_table(tmp_path: Path) -> None:
    write_notice(paper(layout="article"), tmp_path / "公示.docx", TODAY)
    document = docx.Document(str(tmp_path / "公示.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert not document.tables and "一、整改问题" in said and "六、整改完成情况" in said


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("layout", [layout.key for layout in LAYOUTS])
def test_every_form_is_written_alike_twice(tmp_path: Path, layout: str, suffix: str) -> None:
    made = [write_notice(paper(layout=layout), tmp_path / (name + suffix), TODAY) for name in "ab"]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_the_pdf_says_what_the_word_file_says(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(write_notice(paper(), tmp_path / "公示.pdf", TODAY)) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
        assert document.get_metadata_dict()["Author"] == "青禾县整改办"
    said = "".join(said.split())
    assert "2026年11月5日至11月18日（共10个工作日）" in said and "2.建立巡查制度。" in said
    assert said.index("监督电话：0000-6600233") < said.rindex("2026年11月5日")


def test_an_undated_notice_leaves_the_date_to_be_written(tmp_path: Path) -> None:
    write_notice(paper(start=None), tmp_path / "公示.docx", TODAY)
    document = docx.Document(str(tmp_path / "公示.docx"))
    assert document.paragraphs[-1].text == "　　年　　月　　日"


@pytest.mark.parametrize("name", ["公示.docx", "公示.pdf"])
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="Word文件|PDF文件|文件夹"):
        write_notice(replace(paper()), tmp_path / "没有" / name, TODAY)
