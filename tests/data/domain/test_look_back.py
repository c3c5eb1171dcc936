"""Looking back: planned from the closing, done one after another, ended by a rebound that reopens the task."""

from datetime import date

from data.domain.look_back import accepted_by, look_backs, next_look
from data.domain.model import Step
from data.domain.states import next_steps, procedure_word, standing
from data.profiles import load_profile

CLOSED = [
    Step("", "started", date(2026, 1, 5)),
    Step("", "verified", date(2026, 8, 1)),
    Step("", "requested", date(2026, 8, 5)),
    Step("", "accepted", date(2026, 8, 20), "市水利局"),
    Step("", "closed", date(2026, 8, 31)),
]
SEEN = Step("", "looked_back", date(2026, 12, 3), "县整改办", note="无反弹")
BACK = Step("", "rebounded", date(2027, 3, 1))


def test_the_plan_counts_months_from_closing_and_a_short_month_ends_it() -> None:
    planned = look_backs(CLOSED, (3, 6, 12))
    assert [look.due for look in planned] == [date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31)]
    today = date(2026, 12, 1)
    assert [look.state(today) for look in planned] == ["late", "planned", "planned"]


def test_a_look_back_done_fills_the_first_planned_one() -> None:
    first, second, _ = look_backs([*CLOSED, SEEN], (3, 6, 12))
    assert (first.done_on, first.note, second.done_on) == (SEEN.on, "无反弹", None)
    assert next_look(CLOSED[-1].on, 1, (3, 6, 12)) == date(2027, 2, 28)
    assert next_look(CLOSED[-1].on, 3, (3, 6, 12)) is None and next_look(None, 0, (3,)) is None


def test_looking_back_can_be_noted_again_and_again() -> None:
    assert "looked_back" in {rule.key for rule in next_steps([*CLOSED, SEEN], load_profile())}


def test_a_rebound_takes_everything_back_but_the_start_and_names_who_accepted() -> None:
    steps = [*CLOSED, SEEN, BACK]
    assert standing(steps, load_profile()) == {"started", "rebounded"}
    assert look_backs(steps, (3, 6)) == ()
    assert accepted_by(steps) == "市水利局（2026年8月20日）"
    assert procedure_word("rebounded", load_profile()) == "反弹重办"


def test_after_a_rebound_the_task_can_be_closed_again() -> None:
    again = [Step("", kind, date(2027, 5, 1)) for kind in ("verified", "requested", "accepted", "closed")]
    assert standing([*CLOSED, BACK, *again], load_profile()) >= {"closed"}
    assert [look.due for look in look_backs([*CLOSED, BACK, *again], (3,))] == [date(2027, 8, 1)]


def test_an_open_task_plans_nothing() -> None:
    assert look_backs(CLOSED[:-1], (3, 6)) == ()
