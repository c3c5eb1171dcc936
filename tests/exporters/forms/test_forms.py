from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.model import Finding, SelfVerification, Slot
from data.form_definitions import bundled_forms, check_definition
from exporters.fonts import font_set
from exporters.forms import FORMS
from exporters.pdf.table import Table
from tests.factory_contents import long_contents, sample_contents, second_version
from tests.pdf_reading import MM, chars_of, fonts_of, joined, page_count, text_of

FONTS = font_set(True)
ALL = list(FORMS)


def written(key: str, folder: Path, contents: PackageContents | None = None) -> Path:
    path = folder / f"{FORMS[key].file_stem}.pdf"
    done = FORMS[key].write(contents or sample_contents(), path, FONTS)
    assert done.path == path and done.pages == page_count(path)
    return path


def bare_contents() -> PackageContents:
    """Contents of a task nothing has been filled in for yet."""
    whole = sample_contents()
    task = replace(
        whole.task, listed=replace(whole.task.listed, number=None, number_text=None, source=None, goal=None)
    )
    return replace(
        whole, task=task, measures=(), verification=SelfVerification(), evidence=(), signs=(), written=()
    )


@pytest.mark.parametrize("key", ALL)
def test_every_font_of_every_form_is_embedded(key: str, tmp_path: Path):
    fonts = fonts_of(written(key, tmp_path))
    assert fonts and all(fonts.values()), fonts
    assert not any("Helvetica" in name for name in fonts)


@pytest.mark.parametrize("key", ALL)
def test_the_same_contents_give_the_same_bytes(key: str, tmp_path: Path):
    (tmp_path / "b").mkdir()
    assert written(key, tmp_path).read_bytes() == written(key, tmp_path / "b").read_bytes()


@pytest.mark.parametrize("key", ALL)
def test_every_form_names_the_task_and_carries_its_properties(key: str, tmp_path: Path):
    path = written(key, tmp_path)
    assert "第07号" in text_of(path)
    with pypdfium2.PdfDocument(path) as document:
        properties = document.get_metadata_dict()
    assert FORMS[key].title in properties["Title"]
    assert properties["Author"] == "凉川县生态环境保护督察整改工作领导小组办公室"
    assert properties["CreationDate"].startswith("D:20250109")
    assert b"/Lang (zh-CN)" in path.read_bytes()


@pytest.mark.parametrize("key", ALL)
def test_a_form_can_be_written_before_anything_is_filled_in(key: str, tmp_path: Path):
    assert "未编号" in text_of(written(key, tmp_path, bare_contents()))


LONGEST = {
    "cover": {"证": 9 * 300},
    "letter": {"问": 2000, "单": 300, "牵": 300},
    "form": {"问": 2000, "标": 2000, "单": 300, "喆": 301, "牵": 300, "措": 8000, "落": 8000},
    "measures": {"问": 2000, "措": 8000, "落": 8000},
    "report": {"问": 2000, "标": 2000, "措": 8000, "落": 8000},
    "evidence": {"证": 9 * 300},
    "opinion": {"标": 2000, "措": 8000, "单": 300},
    "record": {"措": 8000},
    "notice": {"问": 2000, "标": 2000, "措": 8000, "落": 8000},
    "copy": {"单": 300},
    "experts": {"标": 2000, "证": 300},
}


@pytest.mark.parametrize("key", ALL)
def test_texts_of_2000_characters_and_names_of_300_are_printed_whole_inside_the_type_area(
    key: str, tmp_path: Path
):
    path = written(key, tmp_path, long_contents())
    text = joined(path)
    for char, count in LONGEST[key].items():
        assert text.count(char) >= count, char
    for page in range(page_count(path)):
        for char in chars_of(path, page):
            assert char.left > 25 * MM and char.right < (210 - 24) * MM, char
            assert char.bottom > 25 * MM and char.top < (297 - 35) * MM, char


@pytest.mark.parametrize("key", ["letter", "form", "report"])
def test_rare_characters_of_a_name_can_be_read_back(key: str, tmp_path: Path):
    whole = sample_contents()
    listed = replace(
        whole.task.listed,
        responsible_person="王喆堃䶮𬭚",
        lead_unit="祎县水务局",
        responsible_units=("祎县水务局",),
    )
    text = joined(written(key, tmp_path, replace(whole, task=replace(whole.task, listed=listed))))
    assert "祎县水务局" in text
    assert key == "letter" or "王喆堃䶮𬭚" in text


def test_a_character_no_font_has_stands_as_a_mark(tmp_path: Path):
    whole = sample_contents()
    listed = replace(whole.task.listed, finding="排污口\U0001f600未封堵")
    assert "排污口〓未封堵" in joined(
        written("letter", tmp_path, replace(whole, task=replace(whole.task, listed=listed)))
    )


def test_the_letter_reads_as_an_official_letter(tmp_path: Path):
    lines = [line for line in text_of(written("letter", tmp_path)).split("\n") if line.strip()]
    assert lines[0].replace(" ", "").replace("\u3000", "") == "凉整改办函〔2025〕号"
    assert (
        "".join(lines[1:4])
        == "凉川县生态环境保护督察整改工作领导小组办公室关于申请第07号整改任务验收销号的函"
    )
    assert lines[4] == "雍州市水务局："
    text = joined(written("letter", tmp_path))
    assert "整改时限为“2024年底前，并长期坚持”" in text
    assert "4条整改措施已全部落实到位，最后一条措施于2024年12月20日完成。" in text
    assert "自验结论为通过。现特申请验收销号，请予审核。" in text
    assert "附件：1.整改任务验收销号申请表2.整改措施落实情况对照表3.自查自验报告" in text
    assert text.rstrip().endswith("2025年1月9日（联系人：赵敏，电话：0937—6612345）")


def test_the_letter_of_a_second_version_says_what_was_mended(tmp_path: Path):
    text = joined(written("letter", tmp_path, second_version()))
    assert "（1）第2条措施缺少整改后照片——已补充2024年9月29日拍摄的整改后照片（佐证06-05）。" in text


def test_why_expected_evidence_is_not_needed_is_printed(tmp_path: Path):
    contents = sample_contents()
    slot = Slot(contents.measures[0].id, "penalty", "行政处罚决定书", waived="已移送公安机关，不再处罚")
    contents = replace(contents, unneeded=(slot,))
    for key in ("letter", "form"):
        said = joined(FORMS[key].write(contents, tmp_path / f"{key}.pdf").path)
        assert "第1条措施不需要“行政处罚决定书”：已移送公安机关，不再处罚。" in said


def test_what_was_waived_is_printed_with_its_reason(tmp_path: Path):
    contents = sample_contents(
        waived=(Finding("photo_after_missing", "error", "evidence", "", {"titles": "“柳塘整治前”"}),),
        waiver="河道结冰，春季补拍",
    )
    for key in ("letter", "form"):
        assert "同一地点的整改后照片，无法对比。原因：河道结冰，春季补拍" in joined(
            written(key, tmp_path, contents)
        )


def test_the_letter_does_not_ask_for_acceptance_where_verification_has_not_passed(tmp_path: Path):
    contents = sample_contents(verification=replace(sample_contents().verification, conclusion="fail"))
    text = joined(written("letter", tmp_path, contents))
    assert "自验结论为不通过。" in text and "申请验收销号，请予审核" not in text


def test_the_report_has_its_seven_sections_as_bookmarks(tmp_path: Path):
    with pypdfium2.PdfDocument(written("report", tmp_path)) as document:
        titles = [item.get_title() for item in document.get_toc()]
    assert [title[0] for title in titles[1:]] == list("一二三四五六七")


def test_the_comparison_table_lies_and_the_forms_stand(tmp_path: Path):
    for key, rotation in (("measures", 90), ("form", 0), ("opinion", 0)):
        with pypdfium2.PdfDocument(written(key, tmp_path)) as document:
            assert {page.get_rotation() for page in document} == {rotation}


def test_the_cover_counts_pieces_pages_and_bytes(tmp_path: Path):
    text = joined(written("cover", tmp_path))
    assert "共15件、101页、807,627字节（不含封面目录）" in text
    assert "06-02 凉川县石羊河支流截污整治实施方案 1 12 20" in text
    assert "— 1 —" not in text_of(written("cover", tmp_path)), "the cover itself carries no page number"


def test_the_profiles_titles_are_printed(tmp_path: Path):
    contents = sample_contents(titles={"form": "整改任务销号审批表", "opinion": "销号核查意见书"})
    assert "整改任务销号审批表" in joined(written("form", tmp_path, contents))
    assert "销号核查意见书" in joined(written("opinion", tmp_path, contents))


def test_the_opinion_leaves_the_acceptors_boxes_blank(tmp_path: Path):
    text = joined(written("opinion", tmp_path))
    assert text.count("□到位") == 4
    assert "□已完成整改，同意销号。" in text and "雍州市水务局（盖章）" in text


def test_the_seal_of_the_opinion_never_stands_without_its_signatures(tmp_path: Path):
    whole = sample_contents()
    for length in range(0, 900, 60):
        checked = replace(whole.verification, summary="验" * length)
        path = written("opinion", tmp_path, replace(whole, verification=checked))
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        assert ["（盖章）　" in page for page in pages] == ["组长（签字）" in page for page in pages], length


def test_the_record_leaves_a_line_for_every_persons_signature(tmp_path: Path):
    text = joined(written("record", tmp_path))
    assert all(name in text for name in ("张建国", "王喆堃", "李晓梅", "签　字"))


def test_the_notice_names_no_person(tmp_path: Path):
    text = joined(written("notice", tmp_path))
    assert "整改完成情况" in text and "监督电话：0937—6612345" in text
    assert not any(name in text for name in ("王喆堃", "赵敏", "李祎"))


def test_first_page_numbers_can_run_on_from_the_part_before(tmp_path: Path):
    path = tmp_path / "a.pdf"
    FORMS["letter"].write(sample_contents(), path, FONTS, first_page=5)
    assert "— 5 —" in text_of(path) and "— 6 —" in text_of(path)


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path):
    with pytest.raises(UserError) as said:
        FORMS["letter"].write(sample_contents(), tmp_path / "none" / "a.pdf", FONTS)
    assert "找不到表单文件" in said.value.title


def printed(key: str, folder: Path, contents: PackageContents, **changes: object) -> Path:
    """The form by the bundled definition with these things changed, as an office may save it."""
    definition = replace(bundled_forms()[key], **changes)
    check_definition(definition)
    return written(key, folder, replace(contents, forms={key: definition}))


def within(path: Path) -> bool:
    """Whether every character stands on its sheet."""
    for page in range(page_count(path)):
        for char in chars_of(path, page):
            if char.left < 15 * MM or char.bottom < 15 * MM or char.right > 195 * MM or char.top > 285 * MM:
                return False
    return True


@pytest.mark.parametrize("length", [1380, 1392, 1404, 1416, 1428, 3000])
@pytest.mark.parametrize("name", ["赵敏", "名" * 300])
def test_a_sign_opinion_of_any_length_keeps_its_signature_and_all_that_follows(
    tmp_path: Path, length: int, name: str
):
    whole = sample_contents()
    signs = tuple(
        replace(one, opinion="意" * length, name=name) if one.role == "handler" else one
        for one in whole.signs
    )
    usual = joined(written("form", tmp_path))
    path = written("form", tmp_path, replace(whole, signs=signs))
    text = joined(path)
    assert text.count("意") >= usual.count("意") + length - 10
    assert text.count("名") >= usual.count("名") + name.count("名")
    assert name[:2] in text and whole.sign_roles[-1][1][:3] in text and "备" in text and within(path)


@pytest.mark.parametrize("lines", [24, 30])
def test_high_rows_on_a_lying_page_lose_nothing(tmp_path: Path, lines: float):
    columns = tuple(replace(column, lines=lines) for column in bundled_forms()["measures"].columns)
    contents = sample_contents()
    usual = joined(written("measures", tmp_path))
    path = printed("measures", tmp_path, contents, columns=columns)
    text = joined(path)
    assert "共4条整改措施" in text and within(path)
    assert text.count("到位") >= usual.count("到位")


def test_the_table_without_its_first_column_loses_nothing(tmp_path: Path):
    whole = sample_contents()
    long = replace(whole.measures[1], text="治" * 900)
    contents = replace(whole, measures=(whole.measures[0], long, *whole.measures[2:]))
    usual = joined(written("measures", tmp_path)).count("治")
    path = printed("measures", tmp_path, contents, columns=bundled_forms()["measures"].columns[1:])
    assert 900 <= joined(path).count("治") <= 900 + usual and within(path)


@pytest.mark.parametrize("key", ["form", "opinion", "notice"])
def test_a_form_on_its_side_is_as_wide_as_the_page(tmp_path: Path, key: str):
    path = printed(key, tmp_path, sample_contents(), lying=True)
    chars = chars_of(path, 0)  # a lying page counts its width upwards
    assert max(char.top for char in chars) - min(char.bottom for char in chars) > 200 * MM
    section = FORMS[key].story(
        replace(sample_contents(), forms={key: replace(bundled_forms()[key], lying=True)})
    )
    tables = [block for block in section[0].blocks if isinstance(block, Table)]
    assert [round(sum(table.widths) / MM) for table in tables] == [225] * len(tables) and tables


def test_labels_feet_and_signatures_that_say_much_run_over_pages(tmp_path: Path):
    whole = sample_contents()
    listed = replace(whole.task.listed, finding="题" * 900)
    contents = replace(whole, task=replace(whole.task, listed=listed))
    form, letter = bundled_forms()["form"], bundled_forms()["letter"]
    rows = tuple(
        replace(row, label="{反馈问题}", foot=("{反馈问题}",) * 3) if row.label == "备　　注" else row
        for row in form.rows
    )
    path = printed("form", tmp_path, contents, rows=rows)
    assert joined(path).count("题") >= 5 * 900 and within(path)
    body = tuple(
        replace(item, text="{反馈问题}" * 2) if item.kind == "signature" else item for item in letter.body
    )
    path = printed("letter", tmp_path, contents, body=body)
    assert joined(path).count("题") >= 1800 and within(path)
