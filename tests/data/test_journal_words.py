"""Every journal line is told in Chinese words, with no key or bracket of the program showing through."""

import re
from pathlib import Path

from data import demo
from data.journal_words import told
from data.rules import profile_of
from data.store import history, tasks
from data.store.workspace import Workspace
from data.words import journal_text
from tests.factory import TODAY


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
