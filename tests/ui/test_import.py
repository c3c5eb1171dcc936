"""The import wizard: doubtful values confirmed, columns dragged, cells put right, a conflict kept and decided; by keyboard."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from data.store import corrections, settings, task_lines, tasks
from ui import errors
from ui.import_fields import FIELD
from ui.import_page import CHOOSE, COLUMNS, CONFIRM, DONE, PREVIEW
from ui.main_window import MainWindow

HEAD = ("序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "责任单位", "整改时限", "情况栏")
ROWS = (
    (
        "1",
        "青禾县河道沿线垃圾堆放，群众反映强烈。",
        "全部清理到位。",
        "1.清理河道垃圾。2.建立巡查制度。",
        "青禾县人民政府",
        "青禾县人民政府、市水利局",
        "2027年前",
        "甲",
    ),
    (
        "2",
        "污水处理厂进水浓度低，超标排放。",
        "稳定达标排放。",
        "完成管网改造。",
        "市住建局",
        "市住建局、相关县区",
        "2026年底前",
        "乙",
    ),
    (
        "3",
        "望川县自然保护区内违规采石。",
        "完成生态修复。",
        "关闭采石场。",
        "望川县人民政府",
        "望川县人民政府",
        "2027年前",
        "丙",
    ),
)


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window of every test, as large as an office screen."""
    window.resize(1366, 768)
    return window


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    monkeypatch.setattr(errors, "tell", lambda _parent, title, advice: said.append(title + advice))
    return said


def workbook(path: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["云岭市生态环境保护督察整改任务清单"])
    page.append(head)
    for row in rows or ROWS:
        page.append(row)
    book.save(path)
    return path


def wait(qtbot: QtBot, until: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(until()), timeout=30_000)


def key(qtbot: QtBot, window: MainWindow, which: Qt.Key) -> None:
    qtbot.keyClick(window.imports.focusWidget() or window.imports, which)


def read(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.show_imports()
    window.imports.read(path)
    wait(qtbot, lambda: window.imports.steps.currentIndex() == COLUMNS)


def take_in(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    read(qtbot, window, path)
    imports = window.imports
    while imports.steps.currentIndex() != PREVIEW:
        imports.next()
    imports.apply()
    wait(qtbot, lambda: imports.steps.currentIndex() == DONE)


def preview_row(window: MainWindow, number: str) -> int:
    items = window.imports.preview.table.model().items()
    return next(at for at, row in enumerate(items) if row.task.number == number)


def test_doubtful_values_are_asked_once_and_remembered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    read(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    imports = window.imports
    key(qtbot, window, Qt.Key.Key_Return)
    assert imports.steps.currentIndex() == CONFIRM
    [answer] = imports.confirm.deadlines.values()
    assert answer.choice.hasFocus()
    answer.choice.setCurrentIndex(answer.choice.findData("2027-12-31"))
    [term] = imports.confirm.terms.values()
    term.setCurrentIndex(term.findData(True))
    key(qtbot, window, Qt.Key.Key_Return)
    wait(qtbot, lambda: imports.steps.currentIndex() == PREVIEW)
    assert imports.draft is not None
    assert [task.deadline.due for task in imports.draft.listing.tasks if task.number != "2"] == [
        date(2027, 12, 31)
    ] * 2
    assert imports.draft.roles == ("lead", "collective", "none")
    key(qtbot, window, Qt.Key.Key_Escape)
    assert imports.steps.currentIndex() == CONFIRM
    imports.next()
    imports.next()
    wait(qtbot, lambda: imports.steps.currentIndex() == DONE)
    ws = window.desk.ws
    assert settings.deadline_answers(ws) == {"2027年前": "2027-12-31"}
    assert settings.unit_context(ws).collective_ours == {"相关县区": True}
    assert not tasks.find(ws, "1").listed.deadline.needs_review

    read(qtbot, window, workbook(tmp_path / "又一份.xlsx"))
    imports.next()
    assert imports.steps.currentIndex() == PREVIEW  # nothing is asked twice
    imports.back()
    assert imports.steps.currentIndex() == COLUMNS


def test_a_field_dragged_onto_a_column_is_read_as_that_field(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    read(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    columns = window.imports.columns
    assert "H“情况栏”" in columns.unmatched.text()
    first = window.imports.draft
    mime = QMimeData()
    mime.setData(FIELD, b"note")
    x = columns.table.columnViewportPosition(7) + 20
    columns.table.dropEvent(
        QDropEvent(
            QPointF(x, 60),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wait(qtbot, lambda: window.imports.draft is not first)
    assert window.imports.draft is not None
    assert [task.note for task in window.imports.draft.listing.tasks] == ["甲", "乙", "丙"]
    assert not columns.unmatched.isVisible()


def test_another_row_becomes_the_header_by_click_and_enter(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    read(qtbot, window, workbook(tmp_path / "清单.xlsx", HEAD, *ROWS))
    table = window.imports.columns.table
    first = window.imports.draft
    assert table.header != {3}
    table.selectRow(3)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.imports.draft is not first)
    assert window.imports.columns.table.header == {3}
    qtbot.keyClick(window.imports.columns.table, Qt.Key.Key_Return)
    assert window.imports.steps.currentIndex() != COLUMNS


def test_a_cell_is_put_right_in_place(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    read(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    imports = window.imports
    imports.next()
    imports.next()
    preview = imports.preview
    preview.table.selectRow(preview_row(window, "1"))
    first = imports.draft
    assert preview.cells.edit_cell("G3")
    editor = preview.cells.findChild(QPlainTextEdit)
    assert editor is not None and editor.toPlainText() == "2027年前"
    editor.setPlainText("2027年6月底前")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    wait(qtbot, lambda: imports.draft is not first)
    assert imports.draft is not None
    assert imports.draft.listing.tasks[0].deadline.due == date(2027, 6, 30)
    assert preview.table.chosen_items()[0].task.number == "1"  # the row looked at stays chosen


def test_only_ours_leaves_the_others_out(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    read(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    imports = window.imports
    imports.next()
    imports.next()
    first = imports.draft
    imports.preview.only_ours.setChecked(True)
    wait(qtbot, lambda: imports.draft is not first)
    assert imports.draft is not None and [t.number for t in imports.draft.plan.left_out] == ["3"]
    imports.apply()
    wait(qtbot, lambda: imports.steps.currentIndex() == DONE)
    assert [line.number for line in task_lines.lines(window.desk.ws)] == ["1", "2"]


def test_tasks_of_others_are_marked_as_reference(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    take_in(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    rows = {row.line.number: row for row in window.tasks.table.model().items()}
    assert [rows[number].reference for number in "123"] == [False, False, True]


def test_a_conflict_is_kept_until_a_person_decides(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    ws = window.desk.ws
    take_in(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    id_ = tasks.find(ws, "2").id
    corrections.correct(ws, id_, "lead_unit", "市水利局")
    changed = (
        *ROWS[1][:2],
        "基本达标排放。",
        ROWS[1][3],
        "市生态环境局",
        "市生态环境局、相关县区",
        *ROWS[1][6:],
    )
    read(qtbot, window, workbook(tmp_path / "修订.xlsx", ROWS[0], changed, ROWS[2]))
    imports = window.imports
    while imports.steps.currentIndex() != PREVIEW:
        imports.next()
    row = imports.preview.table.model().items()[preview_row(window, "2")]
    assert row.change is not None and row.change.conflicts and row.change.relaxed
    imports.apply()
    wait(qtbot, lambda: imports.steps.currentIndex() == DONE)
    for name in ("变更说明.pdf", "变更说明.xlsx"):
        imports.done.save_memo(tmp_path / name)
        wait(qtbot, lambda name=name: any(name in said for said in told))

    conflict = next(button for button in window.tasks.filters if button.text().startswith("有冲突"))
    assert conflict.text() == "有冲突  1"
    window.open_task(id_, "overview")
    keep = next(b for b in window.task.findChildren(QPushButton) if b.text() == "保留本单位的")
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert tasks.get(ws, id_).listed.lead_unit == "市水利局"
    assert tasks.issued(ws, id_).lead_unit == "市生态环境局"
    assert conflict.text() == "有冲突  0"


def test_rows_that_failed_are_saved_with_their_reason(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    bad = ("4", "", "目标。", "落实措施。", "市住建局", "市住建局", "2026年底前", "丁")
    take_in(qtbot, window, workbook(tmp_path / "清单.xlsx", *ROWS, bad))
    done = window.imports.done
    assert done.failed.isVisible()
    done.save_failed(tmp_path / "未导入.xlsx")
    wait(qtbot, lambda: told)
    rows = list(openpyxl.load_workbook(tmp_path / "未导入.xlsx").worksheets[0].values)
    assert rows[1][:3] == ("未导入原因", "工作表", "行号") and "没有问题内容" in str(rows[2][0])
    assert "落实措施。" in rows[2]


def test_the_person_says_which_task_it_is(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    take_in(qtbot, window, workbook(tmp_path / "清单.xlsx"))
    moved = ("9", "县城污水处理厂进水浓度不高，存在超标排放现象。", *ROWS[1][2:])
    read(qtbot, window, workbook(tmp_path / "修订.xlsx", ROWS[0], moved, ROWS[2]))
    imports = window.imports
    while imports.steps.currentIndex() != PREVIEW:
        imports.next()
    at = preview_row(window, "9")
    assert imports.preview.table.model().items()[at].unsure is not None
    assert imports.draft is not None and imports.draft.plan.counts["new"] == 1
    imports.preview.table.selectRow(at)
    first = imports.draft
    same = next(b for b in imports.preview.findChildren(QPushButton) if b.text() == "就是台账里的第 2 号")
    qtbot.mouseClick(same, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: imports.draft is not first)
    assert imports.draft.plan.counts == {"new": 0, "changed": 1, "unchanged": 2, "missing": 0}
    assert imports.steps.currentIndex() == PREVIEW and CHOOSE == 0
