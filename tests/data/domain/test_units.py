"""Unit cells are read as the field's rules say; no name is ever lost."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.units import Concern, UnitContext, concerns, read_units

TABLE = tomllib.loads(Path("tests/files/phrases/units.toml").read_text(encoding="utf-8"))
OURS = UnitContext(county="清河县", county_aliases=("清河",))
NAMES = [
    "市委办公室", "市生态环境局", "和田县人民政府", "市住房和城乡建设局", "各县（市、区）人民政府", "和平区", "市发展和改革委员会",
    "清河县水务局", "国网清河供电公司", "市水利局", "甘州区党委、政府", "市委", "市政府", "呼和浩特市林业和草原局",
    "各县(市、区)委、人民政府",
]  # fmt: skip
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True)


@pytest.mark.parametrize("cell", TABLE["cells"], ids=lambda cell: cell["text"][:24])
def test_a_unit_cell_is_read_as_a_careful_clerk_reads_it(cell):
    reading = read_units(cell["text"])
    assert list(reading.units) == cell["units"]
    assert reading.lead == cell.get("lead", cell["units"][0] if cell["units"] else None)
    assert list(reading.supporting) == cell.get("supporting", [])
    assert list(reading.implementing) == cell.get("implementing", [])
    assert list(reading.collective) == cell.get("collective", [])
    assert bool(reading.doubts) == cell.get("doubt", False), reading.doubts


@pytest.mark.parametrize("case", TABLE["concerns"], ids=lambda case: case["text"][:24])
def test_units_concern_our_county_by_name_or_collective_term(case):
    assert concerns(read_units(case["text"]).units, OURS) == case["is"]


def test_a_list_in_the_countys_own_name_concerns_us_as_written():
    assert concerns(("肃州区委、区政府",), UnitContext(county="肃州区")) is Concern.LEAD
    assert concerns(("临泽县",), UnitContext(county="临泽")) is Concern.LEAD
    assert concerns(("肃南县政府",), UnitContext(county="肃南裕固族自治县")) is Concern.LEAD
    assert concerns(("和县人民政府",), UnitContext(county="和县")) is Concern.LEAD
    assert concerns(("市水利局",), UnitContext()) is Concern.NONE


def test_what_the_person_answered_about_a_collective_term_wins():
    told = UnitContext(
        county="清河县", collective_ours={"相关县区": True, "各县区": False, "各园区管委会": True}
    )
    assert concerns(("相关县区",), told) is Concern.COLLECTIVE
    assert concerns(("各县区",), told) is Concern.NONE
    assert concerns(("市水利局", "各园区管委会"), told) is Concern.COLLECTIVE


def test_learned_aliases_rename_units_everywhere():
    told = UnitContext(aliases={"市环保局": "市生态环境局"})
    reading = read_units("市环保局牵头，市生态环境局、市水利局配合", told)
    assert reading.lead == "市生态环境局"
    assert reading.units == ("市生态环境局", "市水利局")


def test_a_context_can_be_a_key():
    assert len({UnitContext(county="甲县"), UnitContext(county="甲县"), UnitContext(county="乙县")}) == 2


@given(names, st.sampled_from(["、", "，", ",", "；", ";", "\n", "、\n", "   ", "； "]))
def test_names_joined_by_any_separator_come_back(units, separator):
    assert list(read_units(separator.join(units)).units) == units


@given(names, names)
def test_who_leads_and_who_supports_come_back(leads, helpers):
    lead, helpers = leads[0], [name for name in helpers if name != leads[0]]
    if not helpers:
        return
    for text in (
        f"{lead}牵头，{'、'.join(helpers)}配合",
        f"牵头单位：{lead}；配合单位：{'、'.join(helpers)}",
        f"牵头单位：{lead}\n配合单位：{'、'.join(helpers)}",
    ):
        reading = read_units(text)
        assert reading.lead == lead
        assert list(reading.supporting) == helpers


@given(names)
def test_reading_its_own_units_again_changes_nothing(units):
    once = read_units("、".join(units)).units
    assert read_units("、".join(once)).units == once


@given(st.text(alphabet="市县区委局和及与、，；。\n （）()牵头配合单位：各等1.①由负责政府 \t", max_size=40))
def test_no_cell_raises_and_no_character_of_a_name_is_lost(text):
    reading = read_units(text)
    given_, got = set(text), set("".join(reading.units) + "".join(reading.doubts))
    assert set("市县区") & given_ <= got | set("牵头单位配合")
    assert len(set(reading.units)) == len(reading.units)
    assert set(reading.supporting) | set(reading.collective) | set(reading.implementing) <= set(reading.units)


@given(st.text(max_size=60))
def test_any_text_is_survived(text):
    reading = read_units(text)
    assert (reading.lead is None) == (not reading.units)


def test_twenty_thousand_cells_take_a_moment():
    cells = [f"市委办公室、市生态环境局，各县（市、区）人民政府，第{i}化工厂" for i in range(20_000)]
    begin = time.perf_counter()
    for cell in cells:
        read_units(cell)
    assert time.perf_counter() - begin < 4
