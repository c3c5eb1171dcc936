"""Measures cells are split at their top numbering, keep every word, and know their own units and times."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.measures import split_measures, split_text
from data.domain.time_phrases import time_phrases

TABLE = tomllib.loads(Path("tests/files/phrases/measures.toml").read_text(encoding="utf-8"))["cells"]
SENTENCES = [
    "完善制度，强化监管。",
    "新增处理能力1.5万吨，PM2.5下降。",
    "按附件（1）整治到位；",
    "2022年6月底前完成（责任单位：市水利局、甘州区政府）。",
    "推动住房和城乡建设工作\n落到实处。",
]
STYLES = {
    "({})": lambda n: f"({n})",
    "（{}）": lambda n: f"（{n}）",
    "{}.": lambda n: f"{n}.",
    "{}、": lambda n: f"{n}、",
    "{}）": lambda n: f"{n}）",
    "①": lambda n: chr(0x245F + n),
    "⑴": lambda n: chr(0x2473 + n),
    "一、": lambda n: "一二三四五六七八九"[n - 1] + "、",
    "（一）": lambda n: f"（{'一二三四五六七八九'[n - 1]}）",
    "一是": lambda n: "一二三四五六七八九"[n - 1] + "是",
    "措施": lambda n: f"措施{n}：",
}


@pytest.mark.parametrize("cell", TABLE, ids=lambda cell: cell["text"][:24])
def test_a_measures_cell_is_split_as_a_careful_clerk_splits_it(cell):
    found = split_measures(cell["text"])
    wanted = [{"text": m} if isinstance(m, str) else m for m in cell["measures"]]
    assert [m.text for m in found] == [m["text"] for m in wanted]
    assert [list(m.units) for m in found] == [m.get("units", []) for m in wanted]
    assert [list(time_phrases(m.text)) for m in found] == [m.get("times", []) for m in wanted]


def test_a_measure_without_time_words_has_no_deadline():
    assert split_measures("健全机制。")[0].deadline is None


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=9),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["", "\n"]),
)
def test_any_numbering_of_any_sentences_comes_back(sentences, style, gap):
    text = gap.join(STYLES[style](n) + sentence for n, sentence in enumerate(sentences, 1))
    assert list(split_text(text)) == sentences


@given(st.text(alphabet="一二三是第、，。；：\n 1234().（）①②⑴措施完善制度2022年月底前AB●", max_size=60))
def test_no_cell_raises_and_nothing_but_numbering_is_lost(text):
    joined = "".join(split_text(text))
    kept = re.sub(r"[\s\d（）()一二三第是、，：.．①②⑴措施AB●。；]", "", text)
    assert re.sub(r"[\s\d（）()一二三第是、，：.．①②⑴措施AB●。；]", "", joined) == kept


@given(st.text(max_size=80))
def test_any_text_is_survived(text):
    assert bool(split_measures(text)) == bool(split_text(text))


@given(st.lists(st.sampled_from(SENTENCES[:4]), min_size=1, max_size=5))
def test_a_single_measure_is_not_split_again(sentences):
    for part in split_text("".join(f"({n}){s}" for n, s in enumerate(sentences, 1))):
        assert split_text(part) == (part,)
