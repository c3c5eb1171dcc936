"""What cannot be printed, or only in another font, is said before printing, with its place."""

from dataclasses import replace
from pathlib import Path

from data.words import borrowed_text, finding_text, where_text
from exporters.fonts import font_set
from exporters.forms import FORMS
from exporters.printability import Printability, printability
from tests.factory_contents import sample_contents
from tests.pdf_reading import joined

FONTS = font_set(True)
NOWHERE = "\ue000"


def spoiled_everywhere():
    whole = sample_contents()
    first, *others = whole.evidence
    return replace(
        whole,
        office=replace(whole.office, name="凉川县\U0001f600"),
        task=replace(whole.task, listed=replace(whole.task.listed, goal=f"达标{NOWHERE}\U0001f600{NOWHERE}")),
        measures=(replace(whole.measures[0], reported=NOWHERE), *whole.measures[1:]),
        verification=replace(
            whole.verification, persons=(replace(whole.verification.persons[0], name=NOWHERE),)
        ),
        evidence=(replace(first, evidence=replace(first.evidence, title=f"纪要{NOWHERE}")), *others),
        signs=(replace(whole.signs[0], opinion=NOWHERE),),
    )


def test_a_character_no_font_has_is_named_with_its_place() -> None:
    found = printability(spoiled_everywhere(), FONTS).findings
    assert {finding.code for finding in found} == {"glyph_missing"}
    assert [finding.where for finding in found] == [
        "settings/office",
        "task/goal",
        "measure:1/reported",
        "verification/summary",
        "evidence:e1/title",
        "sign:handler/name",
    ]
    assert all(finding.severity == "warning" and where_text(finding.where) for finding in found)
    said = finding_text(found[1])
    assert said.startswith(
        f"清单的“整改目标”里有字库没有的字：“{NOWHERE}”（U+E000）“\U0001f600”（U+1F600），"
    )
    assert said.endswith("。")


def test_what_is_named_is_what_the_paper_shows_as_a_mark(tmp_path: Path) -> None:
    contents = spoiled_everywhere()
    assert "达标〓〓〓" in joined(FORMS["form"].write(contents, tmp_path / "a.pdf", FONTS).path)


def test_everyday_text_needs_no_word() -> None:
    whole = sample_contents()
    office = replace(whole.office, name="各类文字：①℃Ⅲ±×…—“引号”ＡＢ\u3000\t\n")
    listed = replace(whole.task.listed, responsible_person="王建国", leader_in_charge="县委常委、副县长李明")
    contents = replace(
        whole,
        office=office,
        task=replace(whole.task, listed=listed),
        verification=replace(whole.verification, persons=()),
        signs=(),
    )
    assert printability(contents, FONTS) == Printability((), ())


def test_a_name_borrowed_from_another_font_is_told_and_is_no_finding() -> None:
    found = printability(sample_contents(), FONTS)
    assert found.findings == () and "喆" in found.borrowed
    assert borrowed_text(found.borrowed).startswith("仿宋字库里没有“")


def test_many_borrowed_characters_are_not_all_listed() -> None:
    assert "等”" in borrowed_text([chr(0x3400 + at) for at in range(30)])
    assert borrowed_text(()) == ""


def test_what_every_font_of_official_papers_holds_the_bundled_ones_hold_too() -> None:
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    everyday = b"".join(pairs).decode("gb2312", "ignore")
    assert len(set(everyday)) > 7000
    for role in FONTS.roles:
        assert FONTS.missing_characters(everyday, role) == ()
