"""Which proof a measure asks for by its words, in every bundled profile."""

import pytest

from data.domain.expected import slots_of
from data.domain.model import Measure
from data.domain.profile import speaks_of
from data.profiles import load_profile, profile_keys

PENALTY = {"penalty", "penalty_process"}


def asked(text: str, profile: str) -> set[str]:
    return {slot.kind for slot in slots_of([Measure("m", 1, text)], (), {}, load_profile(profile))}


@pytest.mark.parametrize("profile", profile_keys())
@pytest.mark.parametrize(
    "text",
    [
        "对违法行为依法立案并罚款。",
        "给予罚款20万元。",
        "依法依规严肃查处违法企业。",
        "对违法排污行为立案调查，依法处罚到位。",
        "开展调查处罚。",
        "先排查处置，再依法查处。",
    ],
)
def test_a_measure_that_punishes_asks_for_the_penalty_papers(profile: str, text: str) -> None:
    assert asked(text, profile) >= PENALTY


@pytest.mark.parametrize("profile", profile_keys())
@pytest.mark.parametrize(
    "text",
    [
        "全面排查处置沿河垃圾。",
        "对信访件检查处理到位。",
        "核查处理群众举报，调查处理结果公开。",
        "建立案卷台账。",
        "建立健全行政处罚裁量基准制度。",
        "清理河道垃圾。",
    ],
)
def test_a_measure_that_only_looks_or_makes_rules_does_not(profile: str, text: str) -> None:
    assert not asked(text, profile) & PENALTY


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("排查处置", False),
        ("排查处罚", True),
        ("查处", True),
        ("", False),
        ("立案查处排查处", True),
    ],
)
def test_a_word_inside_another_is_not_spoken_of(text: str, spoken: bool) -> None:
    assert speaks_of(text, ("查处", "处罚"), ("排查处",)) == spoken
