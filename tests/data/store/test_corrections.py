"""Corrections in the store: beside the official text, merged with each issue, decided by a person, never lost."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.deadline import read_deadline
from data.domain.errors import UserError
from data.domain.model import Task
from data.store import corrections, journal, task_lines, tasks, undo
from data.store.tasks import number_sort
from data.store.workspace import Workspace
from tests.factory import listed, open_desk, take_in

UNITS = ("县水利局", "县住建局", "市水利局")


def issue(desk: Workspace, unit: str, **more: object) -> None:
    take_in(desk, listed(lead_unit=unit, responsible_units=(unit,), **more))


def official(desk: Workspace, task_id: str) -> str | None:
    return tasks.issued(desk, task_id).lead_unit


def confirm(desk: Workspace, day: date) -> Task:
    from dataclasses import replace

    tasks.save_local(desk, replace(tasks.find(desk, "1"), due_confirmed=day))
    return tasks.find(desk, "1")


def test_a_correction_is_shown_and_the_citys_text_stays(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    corrections.correct(desk, task.id, "lead_unit", "县住建局")
    now = tasks.get(desk, task.id)
    assert now.listed.lead_unit == "县住建局" and official(desk, task.id) == "青禾县人民政府"
    [line] = task_lines.lines(desk)
    assert line.lead_unit == "县住建局" and line.corrected == ("lead_unit",) and "县住建局" in line.search
    corrections.correct(desk, task.id, "lead_unit", "青禾县人民政府")
    assert tasks.get(desk, task.id).corrections == ()


def test_a_corrected_number_is_the_one_the_task_is_found_by(desk: Workspace) -> None:
    take_in(desk, listed("1"))
    corrections.correct(desk, tasks.find(desk, "1").id, "number", "11")
    assert tasks.find(desk, "11").listed.number == "11" and task_lines.lines(desk)[
        0
    ].number_sort == number_sort("11")
    with pytest.raises(UserError, match="没有第1号"):
        tasks.find(desk, "1")


def test_a_reissue_that_changes_a_corrected_field_waits_for_a_decision(desk: Workspace) -> None:
    issue(desk, "县水利局")
    task = tasks.find(desk, "1")
    corrections.correct(desk, task.id, "lead_unit", "县住建局")
    issue(desk, "市水利局")
    [open_] = corrections.of_task(desk, task.id)
    assert (open_.base, open_.value, open_.theirs) == ("县水利局", "县住建局", "市水利局")
    assert task_lines.lines(desk)[0].conflicts == 1 and official(desk, task.id) == "市水利局"
    corrections.decide(desk, open_, ours=True)
    [kept] = corrections.of_task(desk, task.id)
    assert (kept.base, kept.value, kept.theirs) == ("市水利局", "县住建局", None)
    issue(desk, "县水利局")
    [again] = corrections.of_task(desk, task.id)
    corrections.decide(desk, again, ours=False)
    assert tasks.get(desk, task.id).listed.lead_unit == "县水利局"
    with pytest.raises(UserError, match="处理过"):
        corrections.decide(desk, again, ours=False)
    assert journal.first_broken_line(desk.db) is None


def test_a_confirmed_date_is_not_carried_over_to_a_reworded_deadline_in_silence(desk: Workspace) -> None:
    take_in(desk, listed(deadline=read_deadline("2027年前")))
    confirm(desk, date(2026, 12, 31))
    take_in(desk, listed(deadline=read_deadline("2027年6月底前")))
    [open_] = tasks.find(desk, "1").corrections
    assert (open_.field, open_.value, open_.theirs) == ("deadline", "2026-12-31", "2027年6月底前")
    assert tasks.find(desk, "1").due == date(2026, 12, 31)
    corrections.decide(desk, open_, ours=False)
    assert tasks.find(desk, "1").due == date(2027, 6, 30)


def test_confirming_anew_settles_the_question_about_the_date(desk: Workspace) -> None:
    take_in(desk, listed(deadline=read_deadline("2027年前")))
    confirm(desk, date(2026, 12, 31))
    take_in(desk, listed(deadline=read_deadline("2028年前")))
    assert task_lines.lines(desk)[0].conflicts == 1
    assert confirm(desk, date(2027, 12, 31)).corrections == ()


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("issue"), st.sampled_from(UNITS)),
        st.tuples(st.just("correct"), st.sampled_from(UNITS)),
        st.tuples(st.just("decide"), st.booleans()),
        st.tuples(st.just("undo"), st.none()),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_any_sequence_keeps_the_local_value_and_lets_the_city_have_its_column(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, object]]
) -> None:
    with open_desk(tmp_path_factory.mktemp("desk")) as desk:
        issue(desk, "县水利局")
        id_ = tasks.find(desk, "1").id
        issues, local = ["县水利局"], None
        for what, told in moves:
            open_ = next((one for one in corrections.of_task(desk, id_) if one.theirs is not None), None)
            if what == "issue":
                before = len(task_lines.lines(desk)), official(desk, id_)
                issue(desk, str(told))
                issues.append(str(told))
                assert before[0] == len(task_lines.lines(desk))
            elif what == "correct":
                corrections.correct(desk, id_, "lead_unit", str(told))
                local = str(told)
            elif what == "decide" and open_ is not None:
                corrections.decide(desk, open_, bool(told))
                local = local if told else None
            elif what == "undo" and len(issues) > 1:
                undo.undo_last(desk)
                issues.pop()
            assert official(desk, id_) == issues[-1]
            if local == issues[-1]:
                local = None
            own = corrections.of_task(desk, id_)
            if local is not None:
                assert [one.value for one in own] == [local]
                assert tasks.get(desk, id_).listed.lead_unit == local
            local = own[0].value if own else None
