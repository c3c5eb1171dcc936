import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.fonts import font_set
from exporters.pdf.lines import NO_END, NO_START, set_lines
from exporters.pdf.measures import BODY, CELL, FLUSH, TYPE_WIDTH

FONTS = font_set(True)
TEXT = st.text(st.sampled_from("整改任务督察，。、；：（）《》“”2024年A-1 %…"), min_size=1, max_size=200)

CLAUSE = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "（", "《", "“"]),
    st.text(st.sampled_from("整改任务督察落实"), min_size=2, max_size=9),
    st.sampled_from(["", "2024年", "A-1"]),
    st.sampled_from(["，", "。", "）。", "》、", "”", "；"]),
)


def said(text: str, width: float = TYPE_WIDTH, style=FLUSH) -> list[str]:
    return [line.text for line in set_lines(((text, ""),), width, style, FONTS)]


def test_a_line_holds_28_characters():
    assert [len(line) for line in said("国" * 60)] == [28, 28, 4]


def test_the_first_line_is_indented_two_characters():
    lines = set_lines((("国" * 60, ""),), TYPE_WIDTH, BODY, FONTS)
    assert [len(line.text) for line in lines] == [26, 28, 6]
    assert lines[0].indent > 31 and lines[1].indent == 0


def test_a_comma_is_pulled_into_the_line_or_takes_a_character_along():
    assert said("国" * 14 + "，" + "国" * 13 + "，家")[0][-2:] == "国，"
    assert said("国" * 28 + "，家") == ["国" * 27, "国，家"]
    assert said("国" * 27 + "）））））家")[1][0] != "）"


def test_an_opening_bracket_goes_to_the_next_line():
    assert said("国" * 27 + "（家）")[1] == "（家）"


def test_numbers_and_words_are_not_broken():
    assert "2024" in said("国" * 27 + "2024年底前")[1]


WHOLE = (
    "1 200",
    "1,862,000",
    "≥90%",
    "≥ 90%",
    "−11.1%",
    "±3℃",
    "２０２４",
    "３．５",
    "30µg/m³",
    "10⁴",
    "PM₂.₅",
    "3½",
    "CO₂",
)


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("before", range(20, 30))
def test_a_number_stays_with_its_sign_its_thousands_and_its_unit(before: int, whole: str):
    assert any(whole in line for line in said("国" * before + whole + "立方米，全部达标"))


@pytest.mark.parametrize("length", range(20, 90))
def test_no_line_begins_with_a_stop_after_a_long_address(length: int):
    lines = said("https://www.example.gov.cn/" + "a" * length + "。后文。")
    assert not any(line[0] in NO_START for line in lines)


def test_a_word_longer_than_the_line_is_broken_rather_than_lost():
    assert "".join(said("a" * 400)) == "a" * 400


def test_an_address_longer_than_the_line_is_broken_after_a_mark_in_it():
    lines = said("http://www.qinghe.example/tzgg/202611/t05_18.html", 320.0)
    assert len(lines) > 1 and all(line[-1] in "/_." for line in lines[:-1])


def test_full_lines_end_flush_at_the_right_edge():
    lines = set_lines((("整改任务（第7号）的落实情况，" * 20, ""),), TYPE_WIDTH, FLUSH, FONTS)
    assert all(abs(line.indent + line.width - TYPE_WIDTH) < 0.1 for line in lines[:-1])


def test_line_feeds_begin_new_paragraphs():
    assert said("一\n\n二") == ["一", "", "二"]


@given(TEXT, st.sampled_from([20.0, 60.0, TYPE_WIDTH]))
def test_no_character_is_lost_whatever_the_text(text: str, width: float):
    assert "".join(said(text, width, CELL)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(CLAUSE, min_size=1, max_size=30), st.sampled_from([150.0, TYPE_WIDTH]))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(clauses: list[str], width: float):
    lines = said("".join(clauses), width, CELL)
    assert not any(line[0] in NO_START for line in lines[1:])
    assert not any(line[-1] in NO_END for line in lines[:-1])
    assert all(line.width <= width + 0.1 for line in set_lines((("".join(clauses), ""),), width, CELL, FONTS))
