"""Filled opinion forms: the printed ones come back as answers, other layouts are understood, doubtful ones are refused."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook

from data import actions, sending
from data.domain.errors import UserError
from data.domain.model import Reason
from data.files import short_code
from data.intake.opinion_file import read_opinion
from data.intake.opinion_ticks import ACCEPT, RETURN, ticked
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
    ],
)
def test_ticks_are_understood_in_the_usual_ways(cells: list[str], options: set) -> None:
    assert ticked(cells) == options


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
