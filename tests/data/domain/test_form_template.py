import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_template import TemplateError, fill, names_in, parse

SAID = {"目标": "达标", "空": "", "单位": "县水务局"}


def filled(text: str) -> str:
    return fill(text, lambda name: SAID[name])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("整改目标：{目标}。", "整改目标：达标。"),
        ("{空|—}", "—"),
        ("{目标|—}", "达标"),
        ("由{单位}牵头[，{空}配合]。", "由县水务局牵头。"),
        ("由{单位}牵头[，{目标}]。", "由县水务局牵头，达标。"),
        ("[{目标}{空}]", ""),
        ("[{目标}{空|无}]", "达标无"),
        ("{ 目标 }", "达标"),
        ("〔2025〕（无）", "〔2025〕（无）"),
        ("", ""),
    ],
)
def test_names_are_filled_in_and_what_says_nothing_is_left_out(text: str, printed: str):
    assert filled(text) == printed


@pytest.mark.parametrize(
    "text", ["{目标", "目标}", "[{目标}", "{目标}]", "[[{目标}]]", "{}", "{a{b}}", "[无]", "{目标[}"]
)
def test_braces_and_brackets_that_do_not_pair_are_refused(text: str):
    with pytest.raises(TemplateError):
        parse(text)


def test_every_name_asked_for_is_found_once():
    assert names_in("{目标}[，{单位}|{目标}]{空|无}") == ("目标", "单位", "空")


@given(st.text(st.characters(exclude_characters="{}[]"), max_size=50))
def test_plain_text_is_printed_as_it_is(text: str):
    assert filled(text) == text and names_in(text) == ()


@given(st.text(max_size=50), st.text("{}[]|目标空a", max_size=30))
def test_any_text_is_either_read_or_refused(value: str, text: str):
    try:
        names = names_in(text)
    except TemplateError:
        return
    printed = fill(text, lambda name: value)
    assert not names or value in printed or not value or "|" in text
