"""Levels of acceptance: one after another, each with its own dates; accepted only when all have."""

from datetime import date

from data.domain.levels import current_level, level_named, level_states, level_to_request, levelled
from data.domain.model import Step
from data.domain.states import next_steps, procedure_word, standing, step_title
from data.profiles import load_profile

TWO = load_profile("anhui")
ONE = load_profile("jiuquan2018")


def step(kind: str, day: int, level: str = "", by: str = "") -> Step:
    return Step("", kind, date(2026, 11, day), by, level=level)


ASKED = [step("verified", 1), step("requested", 2, "city")]
CITY = [*ASKED, step("accepted", 3, "city", "市整改办")]
BOTH = [*CITY, step("requested", 4, "province"), step("accepted", 9, "province", "省整改办")]


def test_one_of_two_levels_is_not_yet_accepted() -> None:
    assert "accepted" not in standing(CITY, TWO)
    assert "accepted" in standing(BOTH, TWO)
    assert "noticed" not in {rule.key for rule in next_steps(CITY, TWO)}


def test_the_next_level_is_offered_once_the_one_below_has_accepted() -> None:
    assert level_to_request(ASKED, TWO) is None
    wanted = level_to_request(CITY, TWO)
    assert wanted and wanted.key == "province" == current_level(CITY, TWO)
    assert level_to_request(BOTH, TWO) is None
    assert "accepted" not in {rule.key for rule in next_steps(CITY, TWO)}


def test_the_state_names_the_level_and_the_one_that_follows() -> None:
    assert procedure_word("requested", TWO, "city") == "已申请市级验收"
    assert procedure_word("accepted", TWO, "city") == "市级验收通过，待省级"
    assert procedure_word("returned", TWO, "province") == "省级退回补正"
    assert procedure_word("accepted", TWO, "province") == "省级验收通过"
    assert [step_title(one, TWO) for one in BOTH[1:]] == [
        "申请市级验收",
        "市级验收同意",
        "申请省级验收",
        "省级验收同意",
    ]


def test_where_one_level_accepts_nothing_is_named() -> None:
    asked = [step("verified", 1), step("requested", 2), step("accepted", 3)]
    assert "accepted" in standing(asked, ONE) and level_to_request(asked, ONE) is None
    assert procedure_word("accepted", ONE, "supervisor") == "验收通过"


def test_a_return_of_the_upper_level_leaves_the_lower_acceptance() -> None:
    returned = [*BOTH[:-1], step("returned", 9, "province")]
    assert "requested" not in standing(returned, TWO)
    assert current_level(returned, TWO) == "province"
    again = [*returned, step("requested", 12, "province"), step("accepted", 15, "province")]
    assert "accepted" in standing(again, TWO)


def test_each_level_keeps_its_own_dates() -> None:
    city, province = level_states(BOTH, TWO)
    assert (city.requested_on, city.accepted_on, city.by) == (
        date(2026, 11, 2),
        date(2026, 11, 3),
        "市整改办",
    )
    assert (province.requested_on, province.accepted_on) == (date(2026, 11, 4), date(2026, 11, 9))


def test_steps_noted_before_there_were_levels_belong_to_the_first_open_one() -> None:
    old = [step("requested", 2), step("accepted", 3), step("requested", 4), step("accepted", 5)]
    assert [one.level for one in levelled(old, TWO)] == ["city", "city", "province", "province"]


def test_a_level_is_known_by_title_or_key_and_no_other_word() -> None:
    known = {text: level_named(text, TWO) for text in ("市级", " 市 级\n", "省级验收", "city", "县级", "")}
    assert {text: level.key if level else None for text, level in known.items()} == {
        "市级": "city",
        " 市 级\n": "city",
        "省级验收": "province",
        "city": "city",
        "县级": None,
        "": None,
    }
