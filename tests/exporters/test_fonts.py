import tomllib
from pathlib import Path

import pytest

from exporters import fonts
from exporters.fonts import FOLDER, FontSet, font_set
from exporters.pdf.blocks import Text
from exporters.pdf.paper import About, Paper
from tests.pdf_reading import joined

BUNDLED = font_set(True)
ROLES = ("fangsong", "kai", "hei", "biaosong", "song")


def test_the_bundled_fonts_stay_under_32_megabytes_and_carry_their_licences():
    described = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))
    bundled = (described["signs"], *described["roles"].values())
    files = {font["bundled"] for font in bundled}
    assert {path.name for path in FOLDER.glob("*.ttf")} == files
    assert sum((FOLDER / name).stat().st_size for name in files) <= 32_000_000
    for font in bundled:
        assert "Licen" in (FOLDER / font["licence"]).read_text("utf-8")


def test_an_altered_font_does_not_keep_a_reserved_name():
    kai = (FOLDER / "ZhenggaiKai-Light.ttf").read_bytes()[:200_000]
    assert "LXGW WenKai".encode("utf-16-be") not in kai


@pytest.mark.parametrize("role", ROLES)
def test_rare_characters_of_names_are_drawn_in_every_role(role: str):
    assert BUNDLED.missing_characters("王喆堃、李祎、张䶮、𬭚", role) == ()
    assert (
        "".join(text for text, _ in BUNDLED.runs("王喆堃、李祎、张䶮、𬭚", role)) == "王喆堃、李祎、张䶮、𬭚"
    )


def test_a_character_the_role_lacks_comes_from_a_fallback():
    runs = BUNDLED.runs("王喆堃说", "fangsong")
    assert [text for text, _ in runs] == ["王", "喆堃", "说"]
    assert runs[0][1] == runs[2][1] != runs[1][1]


@pytest.mark.parametrize("role", ROLES)
def test_raised_and_lowered_digits_units_and_boxes_are_drawn_as_they_are(role: str):
    signs = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉㎡㎥㎖⅓½①⑩⑪⑳㊿☐☑□"
    assert "".join(text for text, _ in BUNDLED.runs(signs, role)) == signs


def test_a_character_never_becomes_one_that_says_another_number():
    signs = "ᵃ⓪㊀ⓐ"  # NFKC has a plain letter, digit or hanzi for each; no font has the sign itself
    assert "".join(text for text, _ in BUNDLED.runs(signs, "fangsong")) == "〓〓〓〓"
    assert "".join(text for text, _ in BUNDLED.runs("3〜5✓", "fangsong")) == "3～5√"


def test_a_power_of_ten_reads_back_from_the_paper_as_it_was_written(tmp_path: Path):
    said = "年削减3.2×10⁴立方米，PM₂.₅不超过30µg/m³，新增10⁻²㎥，☑已公示"
    with open(tmp_path / "a.pdf", "wb") as target:
        paper = Paper(target, About("测试"), BUNDLED)
        paper.flow([Text(said)])
        paper.finish()
    assert said in joined(tmp_path / "a.pdf")


def test_a_character_no_font_has_is_named_and_shown_as_a_mark():
    text = "文\U0001f600件\U0001f600\ue000"
    assert BUNDLED.missing_characters(text) == ("\U0001f600", "\ue000")
    assert "".join(piece for piece, _ in BUNDLED.runs(text, "fangsong")) == "文〓件〓〓"


def test_control_characters_leave_no_trace():
    assert BUNDLED.runs("\u200b整\x07改\ufeff", "fangsong") == BUNDLED.runs("整改", "fangsong")
    assert BUNDLED.missing_characters("\u200b\x07") == ()


def test_chinese_quotes_are_full_width_in_every_role():
    for role in ROLES:
        assert BUNDLED.width("“”", role) == pytest.approx(2.0)


def test_the_substitutes_are_named_role_by_role():
    assert [s.role for s in BUNDLED.substitutes()] == ["仿宋", "楷体", "黑体", "小标宋", "宋体"]
    assert BUNDLED.substitutes()[0].official == "仿宋_GB2312"


def test_the_pcs_own_font_is_used_and_a_broken_one_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "SIMFANG.TTF").write_bytes((FOLDER / "NotoSerifSC-Regular.ttf").read_bytes())
    (tmp_path / "simkai.ttf").write_bytes(b"OTTO" + bytes(500))
    (tmp_path / "simhei.ttf").write_bytes(b"")
    plain = fonts._described
    monkeypatch.setattr(fonts, "_described", lambda: (plain()[0], (tmp_path,), plain()[2]))
    found = FontSet()
    assert found.font("fangsong").fontName == "fangsong-pc"
    assert [s.role for s in found.substitutes()] == ["楷体", "黑体", "小标宋", "宋体"]
    assert FontSet(bundled_only=True).font("fangsong").fontName == "FandolFang-Regular"


def test_a_name_the_pcs_own_fonts_lack_is_drawn_by_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from fontTools import subset

    small = tmp_path / "small.ttf"
    options = ["--text=国", f"--output-file={small}", "--glyph-names"]
    subset.main([str(FOLDER / "NotoSansSC-Regular.ttf"), *options])
    for name in ("simfang.ttf", "simkai.ttf", "simsun.ttf"):
        (tmp_path / name).write_bytes(small.read_bytes())
    plain = fonts._described
    monkeypatch.setattr(fonts, "_described", lambda: (plain()[0], (tmp_path,), plain()[2]))
    found = FontSet()
    assert found.runs("国", "fangsong") == (("国", "fangsong-pc"),)
    assert found.missing_characters("国喆䶮") == () and found.borrowed_characters("国喆 ") == ("喆",)
    assert found.missing_characters("\ue000") == ("\ue000",)


def test_a_font_that_forbids_embedding_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from fontTools.ttLib import TTFont

    font = TTFont(FOLDER / "NotoSansSC-Regular.ttf")
    font["OS/2"].fsType = 2
    font.save(tmp_path / "simhei.ttf")
    plain = fonts._described
    monkeypatch.setattr(fonts, "_described", lambda: (plain()[0], (tmp_path,), plain()[2]))
    assert FontSet().font("hei").fontName == "NotoSansSC-Regular"
