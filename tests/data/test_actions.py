"""What a clerk does: whole, or not at all."""

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import actions
from data.domain.model import ListedTask, SelfVerification
from data.domain.units import UnitContext
from data.profiles import RESOURCES, load_profile
from data.store import corrections, imports, tasks, work
from data.store.tasks import number_sort
from data.store.workspace import Workspace
from tests.data.test_sending import refuse
from tests.factory import TODAY, listed, take_in, worked


def test_a_passing_verification_and_its_step_are_kept_together(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    refuse(desk, "step")
    with pytest.raises(sqlite3.IntegrityError):
        actions.verify(desk, task.id, SelfVerification(on=date(2026, 10, 20), conclusion="pass"))
    assert work.verification(desk, task.id) == SelfVerification()


def test_a_finished_chain_and_its_step_are_kept_together(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    chain = work.signs(desk, task.id)
    work.delete_step(desk, task.id, next(s for s in work.steps(desk, task.id) if s.kind == "signed"))
    refuse(desk, "step")
    changed = [replace(sign, name="王喆") for sign in chain]
    with pytest.raises(sqlite3.IntegrityError):
        actions.sign(desk, task.id, changed)
    assert work.signs(desk, task.id) == chain


def test_the_month_is_told_with_the_offices_corrections(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    corrections.correct(desk, task.id, "lead_unit", "青禾县水利局")
    [row] = actions.month(desk, date(2026, 11, 1)).tasks
    assert row.task.listed.lead_unit == "青禾县水利局"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as characters, not bytes")
def test_a_list_named_by_a_chinese_windows_is_taken_in_under_its_own_name(
    desk: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / os.fsdecode("清单.xlsx".encode("gb18030"))
    shutil.copyfile(RESOURCES / "samples" / "整改任务清单.xlsx", file)
    read = actions.read_list(file, actions.reading_context(load_profile(), TODAY, UnitContext()))
    imports.apply(desk, read, imports.plan(desk, read.tasks), file)
    assert [record.file for record in imports.history(desk)] == ["清单.xlsx"]


def test_a_corrected_number_is_what_papers_call_the_task(desk: Workspace) -> None:
    take_in(desk, listed(number="7", number_text="07号"))
    task = tasks.find(desk, "7")
    assert task.listed.called == "第07号"
    corrections.correct(desk, task.id, "number", "8")
    assert tasks.get(desk, task.id).listed.called == "第8号"
    assert ListedTask().called == "未编号" and ListedTask(number_text="第五十五项").called == "第五十五项"


def test_numbers_are_ordered_part_after_part() -> None:
    given = ["3", "2.10", "10", "2.1", "2", None, "第1号", "2-9"]
    assert sorted(given, key=number_sort) == ["第1号", "2", "2.1", "2-9", "2.10", "3", "10", None]
