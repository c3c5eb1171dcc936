"""The plan of a re-issue: what changes, what stays, what is left out, and how long it takes."""

import time
from dataclasses import replace
from datetime import date

from data.domain.deadline import read_deadline
from data.domain.model import ListedMeasure, ListedTask, Measure, Task
from data.domain.plan import Decisions, key_of, plan_import
from tests.factory import listed


def stored(task_id: str, given: ListedTask, **more: object) -> Task:
    measures = tuple(Measure(f"{task_id}{at}", at, m.text) for at, m in enumerate(given.measures, 1))
    return Task(task_id, given, measures, **more)  # type: ignore[arg-type]


def test_reworded_measures_keep_their_identity_new_ones_come_and_old_ones_go() -> None:
    old = listed(measures=tuple(map(ListedMeasure, ("清理河道垃圾。", "建立巡查制度。", "拆除违建。"))))
    new = listed(
        measures=tuple(map(ListedMeasure, ("建立健全巡查制度。", "清理河道垃圾。", "公开整改结果。")))
    )
    [change] = plan_import([new], [stored("a", old)]).changed
    assert [(c.before and c.before.text, c.after and c.after.text) for c in change.measures] == [
        ("建立巡查制度。", "建立健全巡查制度。"),
        ("清理河道垃圾。", "清理河道垃圾。"),
        (None, "公开整改结果。"),
        ("拆除违建。", None),
    ]


def test_what_is_left_out_is_no_news_but_known_tasks_still_follow_the_city() -> None:
    known, new = listed("1"), listed("2", "污水处理厂超标排放。")
    again = replace(known, goal="改过的目标。")
    out = Decisions(left_out=frozenset({key_of(again), key_of(new)}))
    plan = plan_import([again, new], [stored("a", known)], {}, out)
    assert plan.counts == {"new": 0, "changed": 1, "unchanged": 0, "missing": 0}
    assert plan.left_out == (new,)


def test_an_answered_reading_is_a_change_though_the_text_is_the_same() -> None:
    doubtful = read_deadline("2027年前")
    settled = replace(
        doubtful, needs_review=False, due=date(2026, 12, 31), reading="2026年12月31日（已确认）"
    )
    [change] = plan_import([listed(deadline=settled)], [stored("a", listed(deadline=doubtful))]).changed
    assert change.fields[0].after == "2027年前（读作：2026年12月31日（已确认））"


def test_the_same_list_again_changes_nothing() -> None:
    tasks = [listed(str(at), f"第{at}个问题，河道沿线垃圾堆放。") for at in range(1, 6)]
    plan = plan_import(tasks, [stored(str(at), task) for at, task in enumerate(tasks)])
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": 5, "missing": 0} and plan.unsure == ()


def test_thousands_of_reworded_and_renumbered_tasks_are_planned_in_a_moment() -> None:
    tasks = [
        listed(str(at), f"甲{at * 7919}乙{at * 104729}丙，河道沿线垃圾堆放，群众反映强烈。")
        for at in range(3000)
    ]
    known = [stored(str(at), task) for at, task in enumerate(tasks)]
    again = [
        replace(task, number=str(9000 + at), finding=task.finding.replace("强烈", "仍强烈"))
        for at, task in enumerate(tasks)
    ]
    start = time.process_time()
    plan = plan_import(again, known)
    assert plan.counts["changed"] > 2900 and time.process_time() - start < 3
