"""Every journal line is told in Chinese words, with no key or bracket of the program showing through."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from data import actions, demo, sending
from data.domain.model import Answer, Reason
from data.domain.notice import Notice
from data.journal_words import told
from data.rules import profile_of
from data.store import history, journal, notices, packages, settings, tasks
from data.store.workspace import Workspace
from data.words import journal_text
from exporters.acceptance import write_acceptance_package
from tests.factory import TODAY, listed, take_in, worked


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


def test_an_answer_is_told_by_version_level_verdict_and_reasons(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    record = sending.send(desk, task.id, tmp_path / "out", write_acceptance_package).record
    reasons = (Reason("缺整改后照片。", "措施1"), Reason("长" * 300))
    bound = record.number, record.manifest_sha256
    actions.take_answer(desk, Answer(*bound, False, TODAY, "市水利局", "沈若川", "请补正。", reasons))
    packages.save_mended(desk, record, {0: "已补拍。", 1: ""})
    said = {
        line.what: told(line, profile_of(desk)) for line in reversed(journal.lines(desk.db, task.id, limit=3))
    }
    assert said["answer"].startswith(
        "第1版，市级退回补正，市水利局，沈若川，2026年11月22日；请补正；1. 措施1：缺整改后照片；2. 长长"
    )
    assert said["answer"].endswith("长……") and len(said["answer"]) < 200
    assert said["step"].startswith("市级退回补正，2026年11月22日，市水利局")
    assert said["mended"] == "第1版；第1条：已补拍"


def test_a_notice_is_told_by_its_period_and_what_was_changed(desk: Workspace) -> None:
    take_in(desk, listed())
    task = tasks.find(desk, "1")
    first = Notice(start=date(2026, 11, 5), end=date(2026, 11, 18))
    notices.save(desk, task.id, first)
    notices.save(desk, task.id, replace(first, phone="0000-6600233", medium="县政府网站"))
    lines = [line for line in history.of_task(desk, task.id) if line.what == "notice"]
    said = [told(line, profile_of(desk)) for line in lines]
    assert said == ["改了发布处、监督电话", "2026年11月5日至2026年11月18日"]
