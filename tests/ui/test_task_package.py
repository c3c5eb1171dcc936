"""The package tab: what cannot be printed is said before the package is written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.store import settings, tasks
from tests.factory import listed, open_desk, take_in, worked
from ui.desk import Changed, Desk
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed(), listed("2", "另一个问题。"))
        task = worked(ws, tmp_path / "in")
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        made.open_task(task.id, "package")
        yield made
        made.close()


def report(window: MainWindow, text: str) -> None:
    ws, task_id = window.desk.ws, window.task.task_id
    tasks.save_measure(ws, replace(tasks.get(ws, task_id).measures[0], reported=text))
    window.desk.tell(Changed(task_id))


def shown(window: MainWindow) -> list[str]:
    return [finding.code for finding in window.task.package.findings.model().items()]


def test_everyday_text_is_passed_over_in_silence(window: MainWindow) -> None:
    window.open_task(tasks.find(window.desk.ws, "2").id, "package")
    assert "glyph_missing" not in shown(window)
    assert not window.task.package.borrowed.isVisible()


def test_characters_without_a_font_are_a_finding_and_borrowed_ones_a_quiet_note(window: MainWindow) -> None:
    report(window, "王堃已完成\ue000。")
    assert shown(window).count("glyph_missing") == 1
    note = window.task.package.borrowed
    assert note.isVisible() and "堃" in note.text() and "\ue000" not in note.text()


def test_the_family_is_shown_and_can_be_chosen(window: MainWindow) -> None:
    choice = window.task.package.family
    assert choice.isVisible() and choice.currentText().startswith("自动判断：")
    choice.setCurrentIndex(choice.findData("other"))
    choice.activated.emit(choice.currentIndex())
    assert settings.task_families(window.desk.ws) == {window.task.task_id: "other"}
    assert choice.currentText() == "非工程类"
