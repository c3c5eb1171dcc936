"""The opinion form to be filled in: three files of one form, the PDF with fields any viewer fills, bound to its package."""

from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from data.domain.model import ListedTask
from data.files import short_code
from exporters.opinion_files import write_opinion_files, write_opinion_form
from tests.factory_package import package_contents
from tests.pdf_reading import fonts_of, joined, page_count

CODE = short_code("ab" * 32)
LEVELS = (("city", "市级"), ("province", "省级"))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    write_opinion_form(package_contents(level="city", levels=LEVELS), CODE, tmp_path / "表.pdf")
    return tmp_path / "表.pdf"


def fields_of(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in document.Root.AcroForm.Fields}  # pyright: ignore[reportGeneralTypeIssues]


def test_all_three_files_name_the_level_the_request_went_to(tmp_path: Path) -> None:
    contents = package_contents(level="city", levels=LEVELS)
    book, paper, form = write_opinion_files(contents, CODE, tmp_path)
    sheet = load_workbook(book).active
    assert sheet is not None
    rows = {str(sheet.cell(row, 1).value): sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
    assert rows["验收层级"] == "市级" and "请改写验收层级" in str(rows["填写说明"])
    cells = [[cell.text for cell in row.cells][:2] for row in docx.Document(str(paper)).tables[0].rows]
    assert ["验收层级", "市级"] in cells
    with pikepdf.open(form) as document:
        assert str(fields_of(document)["验收层级"].V) == "市级"


def test_every_answer_has_its_field_and_one_verdict_can_be_ticked(form: Path) -> None:
    with pikepdf.open(form) as document:
        fields = fields_of(document)
        reasons = [f"退回意见{at}" for at in range(1, 7)]
        asked = ["申请包编号", "校验码", "验收层级", "验收结论", "验收意见"]
        asked += [name for reason in reasons for name in (reason, f"{reason}针对")]
        assert list(fields) == [*asked, "验收单位", "验收人员", "验收日期"]
        several = {name for name, field in fields.items() if int(field.Ff) & 1 << 12}
        assert {"验收意见", *reasons} <= several and "验收日期" not in several
        verdict = fields["验收结论"]
        assert int(verdict.Ff) & 1 << 15  # one of them at most
        kids = list(verdict.Kids)  # pyright: ignore[reportArgumentType]
        assert [set(kid.AP.N.keys()) for kid in kids] == [{"/accept", "/Off"}, {"/return", "/Off"}]
        assert all(kid.Parent.objgen == verdict.objgen for kid in kids)


def test_number_and_code_are_printed_and_stored_read_only(form: Path) -> None:
    said = joined(form)
    with pikepdf.open(form) as document:
        fields = fields_of(document)
        for name, value in (("申请包编号", "XH-620999-2024-7"), ("校验码", CODE)):
            assert int(fields[name].Ff) & 1 and str(fields[name].V) == value and value in said


def test_it_is_one_page_of_embedded_letters_runs_nothing_and_makes_no_claim_to_last(form: Path) -> None:
    assert page_count(form) == 1
    assert {name for name, inside in fonts_of(form).items() if not inside} == {"STSong-Light", "ZapfDingbats"}
    with pikepdf.open(form) as document:
        assert "pdfaid:part" not in str(document.open_metadata())
        assert "/OpenAction" not in document.Root and "/JS" not in str(document.Root.AcroForm)


def test_a_finding_of_any_length_is_printed_whole(tmp_path: Path) -> None:
    contents = package_contents()
    finding = "部分乡镇污水处理厂运行不正常，出水超标。" * 60
    task = replace(contents.task, listed=ListedTask(number="7", finding=finding))
    assert write_opinion_form(replace(contents, task=task), CODE, tmp_path / "长.pdf") > 1
    assert finding in joined(tmp_path / "长.pdf").replace("整改任务", "")
    with pikepdf.open(tmp_path / "长.pdf") as document:
        assert len(fields_of(document)) == 20


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    written = write_opinion_files(package_contents(), CODE, tmp_path)
    first = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_opinion_files(package_contents(), CODE, tmp_path)] == first


def test_what_stands_in_a_field_at_first_shows_without_any_font_of_the_viewers(form: Path) -> None:
    with pypdfium2.PdfDocument(form) as document:
        document.init_forms()
        shown, bare = (document[0].render(scale=2, may_draw_forms=drawn).to_pil() for drawn in (True, False))
    assert shown.tobytes() != bare.tobytes()
