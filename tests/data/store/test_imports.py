"""Imports: written as previewed, re-issued lists compared, local work never touched, and taken back as one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.domain.deadline import read_deadline
from data.domain.errors import UserError
from data.domain.model import ListedMeasure, ProgressEntry
from data.files import sha256_of
from data.store import evidence, imports, task_lines, tasks, undo, work
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace
from tests.factory import files, listed, listing, take_in


def test_a_task_comes_back_from_the_store_as_it_was_listed(desk: Workspace) -> None:
    given = listed(
        upper_number="55",
        supporting_units=("县水利局",),
        extra={"督办领导": "张三"},
        deadline=read_deadline("2024年底前，并长期坚持"),
    )
    take_in(desk, given)
    assert tasks.find(desk, "1").listed == given


def test_the_first_import_adds_everything_and_the_same_again_changes_nothing(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    counts = imports.plan(desk, [listed("1"), listed("2", "污水处理厂超标排放。")]).counts
    assert counts == {"new": 0, "changed": 0, "unchanged": 2, "missing": 0}


def test_the_original_file_is_kept_in_the_workspace(desk: Workspace) -> None:
    take_in(desk, listed())
    kept = list((desk.folder / "lists").iterdir())
    assert len(kept) == 1 and kept[0].suffix == ".xlsx" and kept[0].read_bytes().startswith(b"list")


def test_a_reissue_follows_the_city_and_keeps_local_work(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"), listed("3", "扬尘管控不力。"))
    task = tasks.find(desk, "1")
    first = task.measures[0]
    tasks.save_measure(desk, replace(first, reported="清了", done_on=date(2026, 10, 1)))
    evidence.attach(
        desk, task.id, [NewEvidence(p, measure_ids=(first.id,)) for p in files(tmp_path, "照片.jpg")]
    )
    work.add_progress(desk, ProgressEntry("", task.id, date(2026, 10, 1), "已清理", percent=50))
    tasks.save_local(desk, replace(tasks.get(desk, task.id), local_note="自己的备注"))

    reworded = ListedMeasure("彻底清理河道垃圾。")
    again = listed("1", deadline=read_deadline("2027年6月底前"), measures=(reworded, listed().measures[1]))
    shown = imports.plan(desk, [again, listed("2", "污水处理厂超标排放。"), listed("4", "噪声扰民。")])
    assert shown.counts == {"new": 1, "changed": 1, "unchanged": 1, "missing": 1}
    assert shown.changed[0].looser == ("deadline",)
    take_in(desk, again, listed("2", "污水处理厂超标排放。"), listed("4", "噪声扰民。"))

    now = tasks.find(desk, "1")
    assert now.listed.deadline.text == "2027年6月底前"
    assert (now.measures[0].id, now.measures[0].text) == (first.id, "彻底清理河道垃圾。")
    assert (now.measures[0].reported, now.measures[0].done_on) == ("清了", date(2026, 10, 1))
    assert now.local_note == "自己的备注" and now.percent == 50
    assert evidence.of_task(desk, now.id)[0].measure_ids == (first.id,)
    assert [(line.number, line.gone) for line in task_lines.lines(desk)] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", False),
    ]


def test_a_renumbered_task_is_known_by_its_text(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    shown = imports.plan(desk, [listed("11"), listed("12", "污水处理厂超标排放。")])
    assert shown.counts["new"] == 0 and {c.stored.listed.number for c in shown.changed} == {"1", "2"}


def test_another_citys_list_misses_nothing_of_the_first(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    shown = imports.plan(desk, [listed("1", "尾矿库渗漏隐患未消除。"), listed("2", "自然保护区内违规采石。")])
    assert shown.counts == {"new": 2, "changed": 0, "unchanged": 0, "missing": 0}


def test_tasks_changed_since_the_preview_stop_the_import(desk: Workspace) -> None:
    [source] = files(desk.folder, "b.xlsx")
    read = listing(listed(), sha256=sha256_of(source))
    shown = imports.plan(desk, read.tasks)
    take_in(desk, listed())
    with pytest.raises(UserError, match="预览之后"):
        imports.apply(desk, read, shown, source)
    assert len(task_lines.lines(desk)) == 1


def test_a_list_file_changed_since_it_was_read_stops_the_import(desk: Workspace) -> None:
    [source] = files(desk.folder, "b.xlsx")
    read = listing(listed(), sha256=sha256_of(source))
    shown = imports.plan(desk, read.tasks)
    source.write_text("另存过了", encoding="utf-8")
    with pytest.raises(UserError, match="又被改动"):
        imports.apply(desk, read, shown, source)
    assert task_lines.lines(desk) == [] and list((desk.folder / "lists").iterdir()) == []


def test_an_import_is_taken_back_as_one(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    take_in(desk, listed("1", deadline=read_deadline("2027年底前")), listed("3", "噪声扰民。"))
    undone = undo.undo_last(desk)
    assert undone.kept == ()
    assert [(line.number, line.deadline_text, line.gone) for line in task_lines.lines(desk)] == [
        ("1", "2026年底前", False),
        ("2", "2026年底前", False),
    ]
    assert [record.undone_on is not None for record in imports.history(desk)] == [True, False]


def test_taking_back_keeps_what_was_worked_on_and_says_so(desk: Workspace) -> None:
    take_in(desk, listed("1"), listed("2", "污水处理厂超标排放。"))
    task = tasks.find(desk, "2")
    work.add_progress(desk, ProgressEntry("", task.id, date(2026, 10, 1), "已开工"))
    undone = undo.undo_last(desk)
    assert [line.number for line in task_lines.lines(desk)] == ["2"]
    assert undone.reversed == 1 and undone.kept == ("第2号 污水处理厂超标排放。",)


def test_a_measure_gone_from_the_list_is_marked_not_deleted(desk: Workspace) -> None:
    take_in(desk, listed())
    take_in(desk, listed(measures=(listed().measures[0],)))
    assert [(m.text, m.gone) for m in tasks.find(desk, "1").measures] == [
        ("清理河道垃圾。", False),
        ("建立巡查制度。", True),
    ]
