"""Promises of the bag's texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters import bag

DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip), DIGESTS))
def test_a_manifest_reads_back_whatever_the_names(digests: dict[str, str]):
    assert bag.read_manifest(bag.manifest(digests)) == digests


def test_a_manifest_is_sorted_with_two_spaces_and_plain_line_ends():
    assert (
        bag.manifest({"data/b": "2" * 64, "data/a%": "1" * 64})
        == f"{'1' * 64}  data/a%25\n{'2' * 64}  data/b\n"
    )


@pytest.mark.parametrize("text", ["x", "abc  data/a\n", f"{'1' * 64}  a\n{'2' * 64}  a\n", f"{'1' * 64}  \n"])
def test_what_is_no_manifest_is_refused(text: str):
    with pytest.raises(ValueError):
        bag.read_manifest(text)


def test_bag_info_leaves_out_what_is_empty_and_keeps_values_on_one_line():
    text = bag.info((("A", "一\n二"), ("B", " "), ("C", "x: y")))
    assert text == "A: 一 二\nC: x: y\n"
    assert bag.read_info(text) == {"A": "一 二", "C": "x: y"}


def test_folded_lines_of_another_tool_are_joined():
    assert bag.read_info("A: one\n  two\nB: x\n") == {"A": "one two", "B": "x"}
