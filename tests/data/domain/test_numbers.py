"""Number cells give the bare own number, the upper level's beside it, and nothing guessed."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.numbers import read_number

TABLE = tomllib.loads(Path("tests/files/phrases/numbers.toml").read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("cell", TABLE, ids=lambda cell: str(cell["value"])[:24])
def test_a_number_cell_is_read_as_a_careful_clerk_reads_it(cell):
    reading = read_number(cell["value"])
    number = cell.get("number")
    assert reading.number == number
    assert reading.upper == cell.get("upper")
    assert list(reading.numbers) == cell.get("numbers", [number])
    assert reading.is_range == cell.get("range", False)
    assert bool(reading.doubt) == cell.get("doubt", False), reading.doubt


def test_an_empty_cell_has_no_number():
    assert read_number(None).number is None
    assert read_number(float("nan")).number is None


@given(
    st.integers(1, 9999),
    st.sampled_from(["{}", "{}号", "（{}）", "第{}项", "No.{}", "{}、", "问题{}", "0{}"]),
)
def test_any_number_in_any_dress_comes_back_bare(number, dress):
    assert read_number(dress.format(number)).number == str(number)


@given(st.integers(1, 500), st.integers(1, 500))
def test_own_and_upper_number_are_told_apart(own, upper):
    for text in (f"省第{upper}项（市第{own}项）", f"{own}（省{upper}）", f"市{own}/省{upper}"):
        reading = read_number(text)
        assert (reading.number, reading.upper) == (str(own), str(upper))


@given(st.text(alphabet="第一十百千零〇12０.-至~号项（）()省市、NoX①\n ", max_size=12))
def test_no_jumble_of_numerals_raises(text):
    assert read_number(text).text == text


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.booleans()))
def test_no_cell_raises_and_the_text_is_kept(value):
    reading = read_number(value)
    if isinstance(value, str):
        assert reading.text == value
    if reading.number is not None:
        assert read_number(reading.number).number == reading.number
