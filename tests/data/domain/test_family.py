from dataclasses import replace
from datetime import date

import pytest

from data.domain.family import collective_minutes, family_of, parts_of
from data.domain.model import Evidence, Measure
from data.profiles import load_profile
from tests.factory_contents import sample_contents

PROFILE = load_profile()


def piece(kind: str) -> Evidence:
    return Evidence("e", "0" * 64, 1, "a.pdf", "甲", kind)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("建设污水管网4.7公里", "engineering"),
        ("实施河道治理工程", "engineering"),
        ("由县住房和城乡建设局制定管理办法", "other"),
        ("加强队伍建设和制度建设", "other"),
        ("约谈有关责任人", "other"),
    ],
)
def test_a_measures_words_tell_the_family(text: str, family: str):
    assert family_of([Measure("m", 1, text)], [], PROFILE) == family


def test_evidence_of_building_makes_a_task_engineering():
    measures = [Measure("m", 1, "约谈有关责任人")]
    assert family_of(measures, [piece("completion")], PROFILE) == "engineering"
    assert family_of(measures, [piece("minutes")], PROFILE) == "other"


def test_in_doubt_a_task_is_engineering():
    assert family_of([], [], PROFILE) == "engineering"


def test_a_place_without_the_rule_makes_no_difference():
    plain = replace(PROFILE, families=None)
    assert family_of([Measure("m", 1, "建设管网")], [], plain) == ""
    assert parts_of(plain, "") == PROFILE.parts


def test_a_family_may_have_parts_of_its_own():
    assert PROFILE.families
    own = replace(PROFILE, families=replace(PROFILE.families, parts={"other": ("cover", "form")}))
    assert parts_of(own, "other") == ("cover", "form")
    assert parts_of(own, "engineering") == PROFILE.parts


def test_only_minutes_of_the_day_all_was_done_or_later_may_be_the_collective_decision():
    contents = sample_contents()
    assert collective_minutes(contents) == ()
    first = contents.evidence[0]
    late = replace(first, evidence=replace(first.evidence, dated=date(2025, 1, 2)))
    found = collective_minutes(replace(contents, evidence=(late,)))
    assert found == (("06-01", "县政府专题会议纪要", "凉政纪要〔2024〕5号"),)
