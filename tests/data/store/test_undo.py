"""An import taken back: official texts go back, what the office has done since stays and is named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from data.domain.deadline import read_deadline
from data.domain.model import ListedMeasure
from data.store import corrections, evidence, task_lines, tasks, undo
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace
from tests.factory import files, listed, take_in

FIRST = ListedMeasure("清理河道垃圾。")
SECOND = ListedMeasure("建立巡查制度。")


def texts(desk: Workspace) -> list[tuple[str, bool]]:
    return [(measure.text, measure.gone) for measure in tasks.find(desk, "1").measures]


def test_a_reworded_measure_goes_back_and_keeps_what_was_reported_since(desk: Workspace) -> None:
    take_in(desk, listed())
    take_in(desk, listed(measures=(ListedMeasure("彻底清理河道垃圾。"), SECOND)))
    measure = tasks.find(desk, "1").measures[0]
    tasks.save_measure(desk, replace(measure, reported="清了", done_on=date(2026, 10, 1)))
    undone = undo.undo_last(desk)
    assert texts(desk) == [("清理河道垃圾。", False), ("建立巡查制度。", False)]
    assert tasks.find(desk, "1").measures[0].reported == "清了"
    assert any("第1条措施的文字已退回，填写的落实情况保留" in kept for kept in undone.kept)


def test_a_measure_marked_gone_comes_back(desk: Workspace) -> None:
    take_in(desk, listed())
    take_in(desk, listed(measures=(FIRST,)))
    assert texts(desk)[1] == ("建立巡查制度。", True)
    assert undo.undo_last(desk).kept == ()
    assert texts(desk)[1] == ("建立巡查制度。", False)


def test_a_new_measure_with_evidence_stays_and_is_named(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed(measures=(FIRST,)))
    take_in(desk, listed(measures=(FIRST, SECOND)))
    task = tasks.find(desk, "1")
    new = NewEvidence(files(tmp_path, "照片.jpg")[0], measure_ids=(task.measures[1].id,))
    evidence.attach(desk, task.id, [new])
    undone = undo.undo_last(desk)
    assert texts(desk) == [("清理河道垃圾。", False), ("建立巡查制度。", False)]
    assert any("建立巡查制度" in kept for kept in undone.kept)


def test_tasks_marked_gone_come_back(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    take_in(desk, listed("1"))
    assert [line.gone for line in task_lines.lines(desk)] == [False, True]
    undo.undo_last(desk)
    assert [line.gone for line in task_lines.lines(desk)] == [False, False]


def test_a_new_task_that_was_corrected_stays(desk: Workspace) -> None:
    take_in(desk, listed("1"))
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    corrections.correct(desk, tasks.find(desk, "2").id, "lead_unit", "县住建局")
    undone = undo.undo_last(desk)
    assert (
        undone.kept == ("第2号 污水处理厂超标排放。",)
        and tasks.find(desk, "2").listed.lead_unit == "县住建局"
    )


def test_a_correction_fulfilled_by_the_import_stands_again(desk: Workspace) -> None:
    take_in(desk, listed(acceptance_unit="市水利局"))
    id_ = tasks.find(desk, "1").id
    corrections.correct(desk, id_, "acceptance_unit", "市生态环境局")
    take_in(desk, listed(acceptance_unit="市生态环境局"))
    assert corrections.of_task(desk, id_) == ()
    undo.undo_last(desk)
    [own] = corrections.of_task(desk, id_)
    assert (own.base, own.value, own.theirs) == ("市水利局", "市生态环境局", None)


def test_a_correction_made_on_the_new_issue_becomes_a_question(desk: Workspace) -> None:
    take_in(desk, listed(acceptance_unit="市水利局"))
    take_in(desk, listed(acceptance_unit="市住建局"))
    id_ = tasks.find(desk, "1").id
    corrections.correct(desk, id_, "acceptance_unit", "市生态环境局")
    undone = undo.undo_last(desk)
    [own] = corrections.of_task(desk, id_)
    assert (own.value, own.theirs) == ("市生态环境局", "市水利局")
    assert any("请决定" in kept for kept in undone.kept)


def test_a_decision_for_the_city_is_not_taken_back(desk: Workspace) -> None:
    take_in(desk, listed(acceptance_unit="市水利局"))
    id_ = tasks.find(desk, "1").id
    corrections.correct(desk, id_, "acceptance_unit", "市生态环境局")
    take_in(desk, listed(acceptance_unit="市住建局"))
    corrections.decide(desk, corrections.of_task(desk, id_)[0], ours=False)
    undone = undo.undo_last(desk)
    assert corrections.of_task(desk, id_) == () and any(
        "已按市里的文字决定过" in kept for kept in undone.kept
    )


def test_a_date_confirmed_on_the_new_phrase_becomes_a_question(desk: Workspace) -> None:
    take_in(desk, listed(deadline=read_deadline("2026年底前")))
    take_in(desk, listed(deadline=read_deadline("2028年前")))
    tasks.save_local(desk, replace(tasks.find(desk, "1"), due_confirmed=date(2027, 12, 31)))
    undo.undo_last(desk)
    task = tasks.find(desk, "1")
    assert task.listed.deadline.text == "2026年底前" and task.due == date(2027, 12, 31)
    assert [(one.field, one.theirs) for one in task.corrections] == [("deadline", "2026年底前")]


def test_a_reason_why_evidence_is_not_needed_is_work(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    evidence.waive(desk, task.id, task.measures[0].id, "photo_after", "现场已不存在")
    assert undo.undo_last(desk).kept == (f"第1号 {task.listed.finding[:20]}",)
    assert list(evidence.waivers(desk, task.id).values()) == ["现场已不存在"]
