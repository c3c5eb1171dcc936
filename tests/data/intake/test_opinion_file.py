"""Filled opinion forms: the printed ones come back as answers, other layouts are understood, doubtful ones are refused."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import actions, sending
from data.domain.errors import UserError
from data.domain.model import Reason
from data.files import short_code
from data.intake.opinion_file import read_opinion
from data.intake.opinion_ticks import ACCEPT, RETURN, choice
from data.intake.reply import read_reply
from data.store import packages
from data.store.workspace import Workspace
from exporters.opinion_files import write_opinion_files
from tests.factory import listed, take_in, worked
from tests.factory_package import package_contents

CODE = short_code("ab" * 32)


def filled_book(folder: Path, **given: str | datetime) -> Path:
    path, *_ = write_opinion_files(package_contents(), CODE, folder)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, 1).value)
        if key in given:
            sheet.cell(row, 2, given[key])
        if key == "退回意见1" and "针对" in given:
            sheet.cell(row, 3, given["针对"])
    book.save(path)
    return path


def filled_paper(folder: Path, **given: str) -> Path:
    _, path, _ = write_opinion_files(package_contents(), CODE, folder)
    paper = docx.Document(str(path))
    for row in paper.tables[0].rows:
        key = row.cells[0].text.strip()
        if key in given:
            row.cells[1].paragraphs[0].add_run(given[key])
            if key in ("同意销号", "退回补正"):
                row.cells[1].paragraphs[0].text = given[key]
    paper.save(str(path))
    return path


ACCEPTED = {"同意销号": "√", "验收意见": "已完成整改。", "验收单位": "市水利局", "验收人员": "沈若川"}


def test_the_filled_workbook_is_an_answer(tmp_path: Path) -> None:
    answer = read_opinion(filled_book(tmp_path, **ACCEPTED, 验收日期="二〇二六年十一月四日"))
    assert answer.accepted and answer.on == date(2026, 11, 4)
    assert (answer.unit, answer.person, answer.opinion) == ("市水利局", "沈若川", "已完成整改。")
    assert (answer.package_number, answer.code) == (package_contents().number, CODE)


def test_a_real_date_cell_is_read(tmp_path: Path) -> None:
    assert read_opinion(filled_book(tmp_path, **ACCEPTED, 验收日期=datetime(2026, 11, 4))).on == date(
        2026, 11, 4
    )


def test_a_filled_word_form_returns_with_its_reasons(tmp_path: Path) -> None:
    given = {"退回补正": "☑", "退回意见1": "缺处罚过程性材料。", "退回意见2": "照片没有说明。"}
    answer = read_opinion(filled_paper(tmp_path, **given, 验收单位="市水利局", 验收日期="2026年11月4日"))
    assert not answer.accepted
    assert [reason.text for reason in answer.reasons] == ["缺处罚过程性材料。", "照片没有说明。"]


@pytest.mark.parametrize("part", ["word/styles.xml", "word/settings.xml", "docProps/core.xml", "_rels/.rels"])
def test_a_word_form_damaged_beside_its_text_is_refused_or_read_whole(tmp_path: Path, part: str) -> None:
    sound = filled_paper(tmp_path, **{"同意销号": "√", "验收日期": "2026年11月4日"})
    damaged = tmp_path / "坏.docx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-20] if name == part else old.read(name))
    try:
        assert read_opinion(damaged) == read_opinion(sound)
    except UserError as error:
        assert "坏.docx" in error.title


def test_a_reason_keeps_what_it_is_about(tmp_path: Path) -> None:
    given = {
        "退回补正": "是",
        "退回意见1": "数据前后不一",
        "针对": "措施2",
        "验收日期": "2026.11.4",
        "验收单位": "市水利局",
    }
    assert read_opinion(filled_book(tmp_path, **given)).reasons == (Reason("数据前后不一", "措施2"),)


def test_the_unfilled_form_is_refused(tmp_path: Path) -> None:
    for path in write_opinion_files(package_contents(), CODE, tmp_path):
        with pytest.raises(UserError, match="没有勾选"):
            read_opinion(path)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**ACCEPTED, "退回补正": "√"}, "同时勾了"),
        ({**ACCEPTED, "退回意见1": "缺材料"}, "互相矛盾"),
        ({**ACCEPTED, "验收日期": "近日"}, "验收日期"),
        ({**ACCEPTED, "验收日期": "2026年2月30日"}, "验收日期"),
        ({**ACCEPTED, "验收日期": "2026-11-04", "校验码": "AAAA-AAAA-AAAA-AAAA-A"}, "校验码"),
        ({**ACCEPTED, "验收日期": "2026-11-04", "申请包编号": "7号"}, "编号"),
        ({"退回补正": "√", "验收单位": "市水利局", "验收日期": "2026-11-04"}, "没有写退回意见"),
    ],
)
def test_what_is_doubtful_is_refused_by_name(tmp_path: Path, given: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_opinion(filled_book(tmp_path, **given))


def test_labels_are_found_wherever_they_stand(tmp_path: Path) -> None:
    sheet = Workbook()
    page = sheet.active
    assert page is not None
    page["C2"] = "某市验收意见"
    page["B4"], page["E4"] = "申请包编号：XH-990123-1-ab12", f"校验码：{CODE.lower()}"
    page["B6"], page["C6"] = "验收结论", "□同意销号　☑退回补正"
    page["B7"], page["C7"] = "退回意见（逐条写明）", "1.缺监测报告\n2.缺会议纪要\n3."
    page["B9"], page["D9"] = "督导单位", "市水利局"
    page["B10"], page["D10"] = "日期", "2026年11月4日"
    sheet.save(tmp_path / "意见.xlsx")
    answer = read_opinion(tmp_path / "意见.xlsx")
    assert not answer.accepted and answer.code == CODE and answer.unit == "市水利局"
    assert [reason.text for reason in answer.reasons] == ["缺监测报告", "缺会议纪要"]


def row_of(sheet: Worksheet, label: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)


def changed_book(folder: Path, change: Callable[[Worksheet, int], object], **given: str | datetime) -> Path:
    """A filled workbook changed by hand, from the row of 退回意见1 on."""
    path = filled_book(folder, **(RETURN_GIVEN | given))
    book = load_workbook(path)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    change(sheet, row_of(sheet, "退回意见1"))
    book.save(path)
    return path


def changed_paper(folder: Path, change: Callable[[Document], object]) -> Path:
    path = filled_paper(folder, **{**RETURN_GIVEN, "退回意见1": "缺照片"})
    paper = docx.Document(str(path))
    change(paper)
    paper.save(str(path))
    return path


RETURN_GIVEN = {"退回补正": "√", "验收单位": "市水利局", "验收日期": "2026-11-04"}


@pytest.mark.parametrize("filled", [filled_book, filled_paper])
def test_a_quantity_at_the_beginning_of_a_reason_is_no_list_number(tmp_path: Path, filled: Callable) -> None:
    given = RETURN_GIVEN | {
        "退回意见1": "2.5吨污泥去向不明\n3．5公里河道未清",
        "退回意见2": "1.缺照片\n（2）缺台账",
    }
    texts = [reason.text for reason in read_opinion(filled(tmp_path, **given)).reasons]
    assert texts == ["2.5吨污泥去向不明", "3．5公里河道未清", "缺照片", "缺台账"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"退回意见2": "长" * 4001}, "第2条退回意见太长（4001个字，最多4000个字）"),
        ({"验收意见": "长" * 4001}, "验收意见太长"),
        ({"针对": "长" * 401}, "第1条退回意见所针对的内容太长"),
        ({"验收单位": "长" * 201}, "验收单位太长"),
        ({"退回意见2": "缺照片\n" * 500}, "退回意见有501条，最多500条"),
    ],
)
def test_what_is_too_long_is_refused_and_never_cut(tmp_path: Path, given: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_opinion(filled_book(tmp_path, **(RETURN_GIVEN | {"退回意见1": "缺台账"} | given)))


def test_what_is_just_not_too_long_is_kept_whole(tmp_path: Path) -> None:
    [reason] = read_opinion(filled_book(tmp_path, **RETURN_GIVEN, 退回意见1="长" * 4000)).reasons
    assert reason.text == "长" * 4000


def test_rows_added_below_a_label_are_reasons_too(tmp_path: Path) -> None:
    def add(sheet: Worksheet, first: int) -> None:
        sheet.insert_rows(first + 6, 2)
        for at in (0, 5, 6, 7):
            sheet.cell(first + at, 2, f"第{at}行的原因")
        sheet.cell(first + 7, 3, "措施2")

    answer = read_opinion(changed_book(tmp_path, add))
    assert answer.reasons == (
        *(Reason(f"第{at}行的原因") for at in (0, 5, 6)),
        Reason("第7行的原因", "措施2"),
    )
    assert answer.unread == () and answer.unit == "市水利局"


def test_reasons_under_one_label_merged_over_all_rows_are_all_read(tmp_path: Path) -> None:
    def merge(sheet: Worksheet, first: int) -> None:
        for at in range(6):
            sheet.cell(first + at, 2, f"第{at}行的原因")
        sheet.merge_cells(start_row=first, end_row=first + 5, start_column=1, end_column=1)

    assert [reason.text for reason in read_opinion(changed_book(tmp_path, merge)).reasons] == [
        f"第{at}行的原因" for at in range(6)
    ]


def test_reasons_written_below_the_table_are_read(tmp_path: Path) -> None:
    def write(paper: Document) -> None:
        paper.add_paragraph("退回意见：另见下文，请补充整改前照片。")
        paper.add_paragraph("1. 缺少监测报告")
        paper.add_paragraph("2. 缺少会议纪要")

    answer = read_opinion(changed_paper(tmp_path, write))
    texts = [reason.text for reason in answer.reasons]
    assert texts == ["缺照片", "另见下文，请补充整改前照片。", "缺少监测报告", "缺少会议纪要"]
    assert answer.unread == ()


def test_what_stands_where_nothing_is_asked_is_told_as_not_read(tmp_path: Path) -> None:
    def write(paper: Document) -> None:
        paper.tables[0].add_row().cells[1].text = "表末加的一行"
        opinion = next(row for row in paper.tables[0].rows if row.cells[0].text == "验收意见")
        opinion.cells[1].text, opinion.cells[2].text = "请补正。", "写在旁边的话"
        paper.add_paragraph("另：河道也要一并清理。")

    answer = read_opinion(changed_paper(tmp_path, write))
    assert answer.unread == ("写在旁边的话", "表末加的一行", "另：河道也要一并清理。")
    assert [reason.text for reason in answer.reasons] == ["缺照片"]


def test_our_own_forms_leave_nothing_unread(tmp_path: Path) -> None:
    for filled in (filled_book, filled_paper):
        assert read_opinion(filled(tmp_path, **ACCEPTED, 验收日期="2026-11-04")).unread == ()


def test_words_beside_the_day_are_told_as_not_read(tmp_path: Path) -> None:
    answer = read_opinion(filled_book(tmp_path, **ACCEPTED, 验收日期="2026-11-1至2026-11-3"))
    assert answer.on == date(2026, 11, 1) and answer.unread == ("2026-11-1至2026-11-3",)


@pytest.mark.parametrize("filler", ["无", "/", "—", "——", "无。", "以下空白", "×"])
def test_a_filler_in_an_unused_row_is_no_reason(tmp_path: Path, filler: str) -> None:
    unused = {"退回意见1": filler, "针对": filler, "退回意见2": filler, "验收日期": "2026-11-04"}
    answer = read_opinion(filled_book(tmp_path, **(ACCEPTED | unused)))
    assert answer.accepted and answer.reasons == () and answer.unread == ()
    with pytest.raises(UserError, match="没有写退回意见"):
        read_opinion(filled_book(tmp_path, **(RETURN_GIVEN | unused | {"验收意见": filler})))


def test_a_subject_without_a_reason_is_refused_by_its_row(tmp_path: Path) -> None:
    def leave_out(sheet: Worksheet, first: int) -> None:
        sheet.cell(first, 2, "缺照片")
        sheet.cell(first + 3, 3, "措施1")

    with pytest.raises(UserError, match="“退回意见4”一行只写了针对的内容“措施1”"):
        read_opinion(changed_book(tmp_path, leave_out))


@pytest.mark.parametrize("cross", ["×", "x", "X", "✗", "（×）", "[x]", "☒"])
def test_a_cross_beside_a_tick_means_not_this_one(tmp_path: Path, cross: str) -> None:
    given = ACCEPTED | {"退回补正": cross, "验收日期": "2026-11-04"}
    assert read_opinion(filled_book(tmp_path, **given)).accepted


@pytest.mark.parametrize("cross", ["×", "x", "X", "✗", "（×）", "[x]"])
@pytest.mark.parametrize("both", [False, True])
def test_a_cross_without_a_tick_is_refused(tmp_path: Path, cross: str, both: bool) -> None:
    given = RETURN_GIVEN | {"退回补正": cross, "同意销号": cross if both else "□", "退回意见1": "缺照片"}
    with pytest.raises(UserError, match="只打了叉，没有打勾"):
        read_opinion(filled_book(tmp_path, **given))


def test_a_box_clicked_in_word_is_ticked(tmp_path: Path) -> None:
    given = ACCEPTED | {"同意销号": "☒", "退回补正": "☐", "验收日期": "2026-11-04"}
    assert read_opinion(filled_paper(tmp_path, **given)).accepted


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (["□同意 ☑退回"], {RETURN}),
        (["√已完成整改，同意销号。\n□尚未达到销号要求，退回补正。"], {ACCEPT}),
        (["同意√　退回□"], {ACCEPT}),
        (["验收意见：□同意　√不同意"], {RETURN}),
        (["同意", "✓"], {ACCEPT}),
        (["退回", "是"], {RETURN}),
        (["退回", "否"], set()),
        (["验收结论", "同意销号"], {ACCEPT}),
        (["是否同意销号", "否"], {RETURN}),
        (["经核查，同意销号。"], set()),
        (["□同意 □退回"], set()),
        (["[√]同意 [ ]退回"], {ACCEPT}),
        (["×同意 √退回"], {RETURN}),
        (["同意×　退回√"], {RETURN}),
        (["已建成2×3米沉淀池，同意销号。", "√"], {ACCEPT}),
    ],
)
def test_ticks_are_understood_in_the_usual_ways(cells: list[str], options: set) -> None:
    assert choice([cells]).ticked == options


def test_a_filled_form_binds_to_its_package_and_to_no_other(desk: Workspace, tmp_path: Path) -> None:
    from exporters.acceptance import write_acceptance_package

    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    [form] = (tmp_path / "out").glob("*验收意见表.xlsx")
    book = load_workbook(form)
    sheet = book.active
    assert sheet is not None
    given = {**ACCEPTED, "验收日期": "2026-11-22"}
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, 1).value)
        if key in given:
            sheet.cell(row, 2, given[key])
    book.save(form)
    answer = read_reply(form)
    with pytest.raises(UserError, match="不一致"):
        actions.take_answer(desk, replace(answer, code=CODE))
    actions.take_answer(desk, answer)
    assert packages.answers(desk, task.id)[0][1].accepted


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"PK\x03\x04cut", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x00\x01"]
)
@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".docx"])
def test_a_file_that_is_no_reply_is_refused_in_words(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"答复{suffix}"
    path.write_bytes(content)
    with pytest.raises(UserError):
        read_reply(path)
    with pytest.raises(UserError):
        read_reply(tmp_path / "没有.xlsx")
