"""What is asked before the preview: only the doubtful values, each once; and what an answer does."""

from datetime import date

from data.domain.deadline import DeadlineContext, read_deadline
from data.domain.deadline_answers import LONG_TERM, answered, is_lasting, phrase_key
from data.domain.doubts import doubts_of
from data.domain.ours import ASK, ASSIST, COLLECTIVE, LEAD, NONE, roles_of
from data.domain.units import UnitContext
from tests.factory import listed

COUNTY = UnitContext(county="青禾县")
CONTEXT = DeadlineContext(today=date(2026, 11, 22))


def test_a_list_without_doubts_asks_nothing() -> None:
    assert doubts_of([listed()], COUNTY).count == 0


def test_each_doubtful_value_is_asked_once_with_its_tasks() -> None:
    doubtful = read_deadline("2027年前", CONTEXT)
    tasks = [
        listed(str(at), deadline=doubtful, responsible_units=("相关县区", "县水利局王建国")) for at in (1, 2)
    ]
    doubts = doubts_of(tasks, COUNTY)
    assert [len(one.tasks) for one in doubts.deadlines] == [2]
    assert [one.name for one in doubts.collective] == ["相关县区"]
    assert [one.name for one in doubts.names] == ["县水利局王建国"]
    told = UnitContext({"县水利局王建国": "县水利局王建国"}, "青禾县", collective_ours={"相关县区": False})
    assert doubts_of(tasks, told).count == 1


def test_an_answer_settles_the_reading_and_keeps_the_text() -> None:
    doubtful = read_deadline("2027年前", CONTEXT)
    key = phrase_key(" 2027 年前")
    dated = answered(doubtful, {key: "2027-12-31"})
    assert (dated.text, dated.due, dated.needs_review) == ("2027年前", date(2027, 12, 31), False)
    lasting = answered(doubtful, {key: LONG_TERM})
    assert lasting.long_term and lasting.due is None and not lasting.needs_review
    assert answered(doubtful, {}) == doubtful


def test_a_date_for_a_phrase_without_a_year_is_not_kept_for_later_lists() -> None:
    assert is_lasting("2027年前", "2027-12-31") and is_lasting("尽快", LONG_TERM)
    assert not is_lasting("6月底前", "2027-06-30")


def test_the_countys_role_in_each_task() -> None:
    tasks = [
        listed(),
        listed(
            responsible_units=("市水利局", "青禾县人民政府"),
            supporting_units=("青禾县人民政府",),
            lead_unit="市水利局",
        ),
        listed(responsible_units=("各县（市、区）人民政府",), lead_unit=None),
        listed(responsible_units=("相关县区",), lead_unit=None),
        listed(responsible_units=("望川县人民政府",), lead_unit="望川县人民政府"),
    ]
    assert roles_of(tasks, COUNTY) == [LEAD, ASSIST, COLLECTIVE, ASK, NONE]
