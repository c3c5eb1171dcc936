"""Likeness and marks: cheap, symmetric, and never losing a character."""

from hypothesis import given
from hypothesis import strategies as st

from data.domain.likeness import digest, likeness, marked

TEXTS = st.text(alphabet="清理河道垃圾2026年底前，、完成 \n全部基本", max_size=40)


@given(TEXTS, TEXTS)
def test_the_marks_give_back_both_texts(before: str, after: str) -> None:
    runs = marked(before, after)
    assert "".join(run.text for run in runs if run.kind != "new") == before
    assert "".join(run.text for run in runs if run.kind != "gone") == after


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways_and_one_for_the_same(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, left) == 1.0 and 0 <= likeness(left, right) <= 1


def test_spaces_punctuation_and_width_make_no_difference() -> None:
    assert digest("清理 河道（垃圾）。") == digest("清理河道(垃圾)")
    assert likeness("清理 河道。", "清理河道") == 1.0


def test_whole_words_and_dates_are_marked() -> None:
    runs = marked("2026年6月底前全部完成", "2026年12月底前基本完成")
    assert [(run.kind, run.text) for run in runs] == [
        ("same", "2026年"),
        ("gone", "6月"),
        ("new", "12月"),
        ("same", "底前"),
        ("gone", "全部"),
        ("new", "基本"),
        ("same", "完成"),
    ]
