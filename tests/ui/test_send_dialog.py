"""Promises of the dialog before sending, and of the button that files a matter."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.store import packages, tasks
from data.words import finding_text
from tests.factory import listed, open_desk, take_in, worked
from ui import errors, task_package
from ui.desk import Changed, Desk
from ui.main_window import MainWindow
from ui.send_dialog import MB, SendChoice, SendDialog

GB = 1 << 30


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> SendDialog:
    made = SendDialog(None, (), 10 * MB)
    qtbot.addWidget(made)
    made.folder.setText(str(tmp_path))
    return made


def choose(dialog: SendDialog, key: str) -> None:
    keys = [dialog.medium.itemData(at)[0] for at in range(dialog.medium.count())]
    dialog.medium.setCurrentIndex(keys.index(key))


@pytest.mark.parametrize(
    ("key", "limit"), [("whole", None), ("disc", 650 * MB), ("stick", 4 * GB - 1), ("mail", 20 * MB)]
)
def test_each_medium_has_its_size(dialog: SendDialog, tmp_path: Path, key: str, limit: int | None):
    choose(dialog, key)
    assert dialog.value() == SendChoice(tmp_path, limit)
    assert dialog.own.isHidden()


def test_an_own_size_can_be_given(dialog: SendDialog):
    choose(dialog, "own")
    dialog.own.setValue(123)
    assert not dialog.own.isHidden() and dialog.value().volume_bytes == 123 * MB


def test_what_was_chosen_is_remembered(qtbot: QtBot, dialog: SendDialog, tmp_path: Path):
    choose(dialog, "own")
    dialog.own.setValue(77)
    dialog.accept()
    again = SendDialog(None, (), 0)
    qtbot.addWidget(again)
    assert again.value() == SendChoice(tmp_path, 77 * MB)


def test_gaps_need_a_reason_said_below_the_field(qtbot: QtBot, tmp_path: Path):
    dialog = SendDialog(None, ("缺佐证。", "缺签字。", "缺结论。"), 0)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    dialog.accept()
    assert dialog.result() == 0
    dialog.waiver.setPlainText(" 市里要求先报 ")
    dialog.accept()
    assert dialog.result() == 1 and dialog.value().waiver == "市里要求先报"


@pytest.mark.parametrize("count", [1, 40])
def test_what_the_reason_is_for_stands_above_it(qtbot: QtBot, count: int):
    gaps = [f"第{at}条措施没有佐证材料。" for at in range(1, count + 1)]
    dialog = SendDialog(None, gaps, 0)
    qtbot.addWidget(dialog)
    dialog.show()
    said = [label.text() for label in dialog.missing.findChildren(QLabel)]
    assert said == [f"{at}. {gap}" for at, gap in enumerate(gaps, 1)]
    assert dialog.missing.mapTo(dialog, QPoint()).y() < dialog.waiver.mapTo(dialog, QPoint()).y()
    assert bool(dialog.missing.verticalScrollBar().maximum()) == (count > 5)
    assert dialog.minimumSizeHint().height() < 430, "it can be made as low as a small screen"


def test_a_folder_must_be_chosen(dialog: SendDialog):
    dialog.folder.setText(" ")
    dialog.accept()
    assert dialog.result() == 0


def test_it_says_how_many_volumes_there_will_be(qtbot: QtBot):
    dialog = SendDialog(None, (), 45 * MB)
    qtbot.addWidget(dialog)
    choose(dialog, "mail")
    assert "约分 3 卷" in dialog._about.text()
    choose(dialog, "disc")
    assert "不用分" in dialog._about.text()


# ---------------------------------------------------------------- in the window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed())
        worked(ws, tmp_path / "files")
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        made.desk.tell(Changed())
        made.open_task(tasks.find(ws, "1").id, "package")
        yield made
        made.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda _parent, title, text, *_: said.append(f"{title}{text}"))
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    return said


def test_the_choice_goes_into_the_package(
    qtbot: QtBot, window: MainWindow, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    asked: list[tuple[Sequence[str], int]] = []

    def ask(_parent: object, gaps: Sequence[str], size: int) -> SendChoice:
        asked.append((gaps, size))
        return SendChoice(tmp_path / "out", 20 * MB, "先报")

    monkeypatch.setattr(task_package, "ask_send", ask)
    shown = window.task.package.findings.model().items()
    window.task.package.ask_and_send()
    assert list(asked[0][0]) == [finding_text(one) for one in shown if one.severity == "error"]
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "移交清单" in told[0]
    assert asked[0][1] > 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir() if path.suffix == ".zip") == [".zip"]
    assert len(packages.of_task(window.desk.ws, window.task.task_id)) == 1


def test_no_choice_writes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(task_package, "ask_send", lambda *_: None)
    window.task.package.ask_and_send()
    assert packages.of_task(window.desk.ws, window.task.task_id) == []


def test_the_history_tab_files_the_matter(qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path):
    window.open_task(window.task.task_id, "history")
    window.task.history.file_into(tmp_path / "archive")
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told[0].startswith("已归档") and "还没有登记销号，年度定不下来，档号留空" in told[0]
    [folder] = (tmp_path / "archive").iterdir()
    assert (folder / "归档文件目录.pdf").is_file()


def test_archive_codes_are_kept_by_the_settings_page(window: MainWindow):
    window.show_settings()
    page = window.settings
    page.archive.fonds.setText("0194")
    page.archive.unit.setText("ZGB")
    assert "0194-WS·2026-D30-ZGB-0001" in page.archive._example.text()
    page.save.click()
    page.archive.reload(window.desk.ws)
    assert page.archive.value().known


def test_nothing_of_the_usual_case_is_below_a_scroll(dialog: SendDialog) -> None:
    dialog.show()
    assert dialog.medium.visibleRegion().boundingRect().height() == dialog.medium.height()
    assert not dialog._about.visibleRegion().isEmpty()
