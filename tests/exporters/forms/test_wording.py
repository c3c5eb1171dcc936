"""Every paper reads as a clerk would write it, whatever was filled in, left out or written carelessly."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from data.domain.contents import Office, PackageContents
from data.domain.model import ListedMeasure, ListedTask, SelfVerification, Verifier
from data.domain.notice import Notice
from data.form_phrases import book
from exporters.fonts import font_set
from exporters.forms import FORMS
from tests.exporters.forms.test_forms import bare_contents
from tests.factory_contents import long_contents, sample_contents, second_version
from tests.pdf_reading import joined, text_of

FONTS = font_set(True)
Filled = TypeVar("Filled", ListedTask, SelfVerification, Office)
SLIPS = {
    "two marks in a row": r"[，。；：、！？]{2,}",
    "empty brackets": r"（[\s　]*）|〔[\s　]*〕|《[\s　]*》|“[\s　]*”|【[\s　]*】",
    "a mark right inside a bracket": r"（[，。；：、]|[，；：、]）",
    "a program's word or brace": r"None|True|False|nan|[{}\[\]|]",
    "brackets in brackets": r"（（|））",
    "a date filled up with noughts": r"年0\d月|月0\d日",
    "Latin words": r"(?!XH)[A-Za-z]{2,}",
}


def whole() -> PackageContents:
    return sample_contents()


def other() -> PackageContents:
    return sample_contents(family="other", family_said="other")


def careless() -> PackageContents:
    """Texts with and without their stops, as lists have them."""
    contents = whole()
    listed = contents.task.listed
    deadline = replace(listed.deadline, text="2022年12月底。", reading="2022年12月31日")
    listed = replace(
        listed,
        deadline=deadline,
        finding="污水直排\n群众反映强烈",
        goal="水质达标；",
        measures=tuple(ListedMeasure(f"{at.text.rstrip('。')}；") for at in listed.measures),
    )
    measures = tuple(
        replace(at, text=f"{at.text.rstrip('。')}；", reported=at.reported.rstrip("。"))
        for at in contents.measures
    )
    return replace(contents, task=replace(contents.task, listed=listed), measures=measures)


def half_done() -> PackageContents:
    """One measure not done and nothing said of it, half of the checklist ticked, verification failed."""
    contents = whole()
    first, *rest = contents.measures
    checked = replace(
        contents.verification,
        verdicts=contents.verification.verdicts[1:],
        checked=("checked", "clear"),
        conclusion="fail",
    )
    return replace(
        contents, measures=(replace(first, reported="", done_on=None), *rest), verification=checked
    )


STATES = {
    "sample": whole,
    "second version": second_version,
    "other family": other,
    "bare": bare_contents,
    "long": long_contents,
    "careless": careless,
    "half done": half_done,
}


def left_out(contents: PackageContents) -> Iterator[tuple[str, PackageContents]]:
    """The contents without one text, or one row of names, of the task, the verification or the office at a time."""
    task, verification, office = contents.task, contents.verification, contents.office
    for name, less in _less(task.listed, but=("finding",)):
        yield name, replace(contents, task=replace(task, listed=less))
    for name, less in _less(verification):
        yield name, replace(contents, verification=less)
    for name, less in _less(office, but=("county", "name")):
        yield name, replace(contents, office=less)


def _less(value: Filled, but: tuple[str, ...] = ()) -> Iterator[tuple[str, Filled]]:
    for field in fields(value):
        if field.name not in but and isinstance(getattr(value, field.name), str | tuple):
            yield field.name, replace(value, **{field.name: type(getattr(value, field.name))()})


def slips_of(text: str) -> list[str]:
    return [
        f"{what}: {found.group()!r} in {line!r}"
        for line in text.split("\n")
        for what, pattern in SLIPS.items()
        for found in re.finditer(pattern, line)
    ]


def printed(key: str, contents: PackageContents, folder: Path) -> Path:
    return FORMS[key].write(contents, folder / f"{key}.pdf", FONTS).path


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("state", STATES)
def test_no_paper_has_a_slip_of_the_pen(state: str, key: str, tmp_path: Path):
    assert slips_of(text_of(printed(key, STATES[state](), tmp_path))) == []


@pytest.mark.parametrize("key", ["letter", "form", "report", "record", "opinion", "copy"])
def test_no_paper_has_a_slip_where_one_thing_was_left_out(key: str, tmp_path: Path):
    for name, without in left_out(whole()):
        assert slips_of(text_of(printed(key, without, tmp_path))) == [], name


def test_the_check_finds_what_it_looks_for():
    for slip in ("时限。。", "（）", "（，局长）", "None", "{责任人}", "2025年01月3日", "Deadline", "〔　〕"):
        assert slips_of(slip), slip


def test_the_letter_lists_every_part_of_the_package_and_the_evidence(tmp_path: Path):
    contents = sample_contents(parts=("cover", "letter", "form", "evidence", "opinion", "copy"))
    text = joined(printed("letter", contents, tmp_path))
    listed = (
        "附件：1.整改任务验收销号申请表2.佐证材料目录及佐证材料（9件）3.验收销号意见表4.验收销号意见抄告函"
    )
    assert listed in text
    assert "随函报送申请材料纸质2份、电子1份。" in text


def test_a_title_in_a_title_takes_the_inner_marks():
    assert book("关于印发《方案》的通知", "凉政发〔2025〕1号", "佐证06-01") == (
        "《关于印发〈方案〉的通知》（凉政发〔2025〕1号，佐证06-01）"
    )
    assert book("《方案》") == "《方案》" and book("方案", "") == "《方案》"
    assert book("《甲》和《乙》") == "《〈甲〉和〈乙〉》"


def test_the_report_says_the_checklist_in_a_sentence(tmp_path: Path):
    assert "不查不放过、不查清不放过、不处理不放过、不整改不放过、不建立长效机制不放过均已做到。" in joined(
        printed("report", whole(), tmp_path)
    )
    assert "不查不放过、不查清不放过均已做到；不处理不放过、不整改不放过、不建立长效机制不放过尚未做到。" in (
        joined(printed("report", half_done(), tmp_path))
    )


def test_nothing_filled_in_is_never_said_to_be_done(tmp_path: Path):
    letter, report = (joined(printed(key, bare_contents(), tmp_path)) for key in ("letter", "report"))
    assert "自查自验日期和结论尚未填写" in letter and "组织开展了自查自验" not in letter
    assert "整改清单没有单列措施。" in report and "逐条情况如下" not in report
    assert "四、整改成效尚未填写。" in report


def test_the_record_asks_for_the_recorder_and_in_the_other_family_for_the_collective_decision(tmp_path: Path):
    engineering, collective = (joined(printed("record", c, tmp_path)) for c in (whole(), other()))
    assert "记 录 人" in engineering and "集体讨论" not in engineering
    assert "会议集体讨论认定：4条整改措施已全部落实到位。" in collective


def test_nobody_without_a_name_stands_on_a_paper(tmp_path: Path):
    contents = whole()
    filled = contents.verification
    begun = replace(filled, persons=(*filled.persons, Verifier("", "某某站站长")))
    for key in ("report", "record"):
        assert "某某站站长" not in joined(printed(key, replace(contents, verification=begun), tmp_path)), key


def test_the_notice_sheet_says_where_it_was_published_and_which_evidence_shows_it(tmp_path: Path):
    notice = Notice(
        date(2025, 1, 10),
        date(2025, 1, 23),
        medium="县政府门户网站",
        address="http://www.liangchuan.example/tzgg/7.html",
        first_shot="e3",
        last_shot="e9",
    )
    text = joined(printed("notice", sample_contents(notice=notice), tmp_path))
    assert "公示载体：县政府门户网站，http://www.liangchuan.example/tzgg/7.html。" in text
    assert "网页截图：首日见佐证06-03，末日见佐证06-09。" in text
