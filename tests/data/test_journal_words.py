"""Every journal line is told in Chinese words, with no key or bracket of the program showing through."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from data import demo
from data.domain.notice import Notice
from data.journal_words import told
from data.rules import profile_of
from data.store import history, notices, tasks
from data.store.workspace import Workspace
from data.words import journal_text
from tests.factory import TODAY, listed, take_in


def test_the_whole_history_of_a_worked_task_reads_as_chinese(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "desk", TODAY, "王喆") as ws:
        demo.prepare(ws)
        profile = profile_of(ws)
        lines = history.of_task(ws, tasks.find(ws, "18").id)
        assert len(lines) > 10
        for line in lines:
            text = journal_text(line.what) + told(line, profile)
            assert not re.search(
                r"[\[\]{}]|None|True|False|[a-z]{4,}(?!\w*\.\w)", re.sub(r"\S+\.\w+", "", text)
            ), text


def test_a_notice_is_told_by_its_period_and_what_was_changed(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    first = Notice(start=date(2026, 11, 5), end=date(2026, 11, 18))
    notices.save(desk, task.id, first)
    notices.save(desk, task.id, replace(first, phone="0000-6600233", medium="县政府网站"))
    lines = [line for line in history.of_task(desk, task.id) if line.what == "notice"]
    said = [told(line, profile_of(desk)) for line in lines]
    assert said == ["改了发布处、监督电话", "2026年11月5日至2026年11月18日"]
