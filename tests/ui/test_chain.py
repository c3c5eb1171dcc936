"""The main job through the window: import, work a task, verify, sign, send, take the answer; and what is refused on the way."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from data import actions, demo, sending
from data.domain.deadline import read_deadline
from data.domain.model import Answer, Step
from data.intake.answer import FORMAT, FORMAT_VERSION
from data.store import evidence, packages, settings, tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from exporters.verify import verify_package
from tests.factory import files, listed, take_in, worked
from ui import errors
from ui.desk import Changed, Desk
from ui.main_window import MainWindow
from ui.task_steps import StepsPanel

LONG = 30_000


def click(qtbot: QtBot, parent: QWidget, text: str) -> None:
    button = next(b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wait(qtbot: QtBot, until: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(until()), timeout=LONG)


def test_a_new_clerk_imports_works_and_sends_a_package(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    ws = window.desk.ws

    # The list comes in through the wizard.
    click(qtbot, window, "导入清单")
    window.imports.choose.drop.dropped.emit([demo.SAMPLES / "整改任务清单.xlsx"])
    wait(qtbot, lambda: window.imports.steps.currentIndex() == 1)
    click(qtbot, window.imports, "下一步")
    assert window.imports.steps.currentIndex() == 2
    click(qtbot, window.imports, "下一步")
    assert len(window.imports.preview.table.model().items()) >= 40
    click(qtbot, window.imports, "导入")
    wait(qtbot, lambda: window.imports.steps.currentIndex() == 4)
    click(qtbot, window.imports, "查看任务")
    assert window.pages.currentWidget() is window.tasks

    # The task is found by typing and opened by Enter.
    window.tasks.search.setText("柳塘镇")  # QTest types ASCII only
    [row] = window.tasks.table.model().items()
    window.tasks.table.selectRow(0)
    qtbot.keyClick(window.tasks.table, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.task
    task_id = row.line.id

    # Every measure is reported.
    page = window.task
    page.tabs.setCurrentWidget(page.measures)
    for at in range(len(tasks.get(ws, task_id).measures)):
        page.measures.table.selectRow(at)
        page.measures.reported.setPlainText(f"第{at + 1}条已经落实。")
        page.measures.done_on.show_value(date(2026, 10, 10 + at))
        qtbot.mouseClick(page.measures.save, Qt.MouseButton.LeftButton)
    assert all(m.done_on for m in tasks.get(ws, task_id).measures)
    page.measures.entry.setText("全部完成")
    page.measures.percent.setValue(100)
    qtbot.keyClick(page.measures.entry, Qt.Key.Key_Return)
    assert [e.text for e in work.progress(ws, task_id)] == ["全部完成"]

    # Evidence is dropped in, described and linked to the measures.
    page.tabs.setCurrentWidget(page.evidence)
    photos = [demo.SAMPLES / "evidence" / name for name in ("柳塘整治前.jpg", "柳塘整治后.jpg")]
    page.evidence.drop.dropped.emit([*photos, demo.SAMPLES / "evidence" / "坑塘水质监测报告.pdf"])
    wait(qtbot, lambda: len(evidence.of_task(ws, task_id)) == 3)
    wait(qtbot, lambda: len(page.evidence.table.model().items()) == 3)
    for at in range(3):
        page.evidence.table.selectRow(at)
        page.evidence.dated.show_value(date(2026, 10, 1))
        for link in range(page.evidence.links.count()):
            page.evidence.links.item(link).setCheckState(Qt.CheckState.Checked)
        qtbot.mouseClick(page.evidence.save, Qt.MouseButton.LeftButton)
    kinds = [piece.kind for piece in evidence.of_task(ws, task_id)]
    assert kinds == ["photo_before", "photo_after", "monitoring"]

    # Self-verification.
    page.tabs.setCurrentWidget(page.verification)
    form = page.verification
    form.on.show_value(date(2026, 10, 20))
    form.persons.setItem(0, 0, QTableWidgetItem("王喆"))
    for box in form._checks.values():
        box.setChecked(True)
    click(qtbot, form, "全部到位")
    form.boxes["summary"].setPlainText("措施全部落实，问题整改到位。")
    form.passed.setChecked(True)
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert [step.kind for step in work.steps(ws, task_id)] == ["verified"]

    # The sign chain, then the package.
    page.tabs.setCurrentWidget(page.package)
    assert page.package.verdict.text.startswith("会被退回")
    page.tabs.setCurrentWidget(page.signoff)
    for sign_row, signed_on in enumerate(page.signoff.chain.dates):
        page.signoff.chain.table.setItem(sign_row, 1, QTableWidgetItem("李祎"))
        signed_on.show_value(date(2026, 10, 21))
    click(qtbot, page.signoff, "保存审签")
    page.tabs.setCurrentWidget(page.package)
    assert page.package.verdict.text == "可以报送"
    page.package.send(tmp_path / "out")
    wait(qtbot, lambda: told)
    [package] = (tmp_path / "out").glob("*.zip")
    assert verify_package(package).ok
    assert "申请包已生成" in told[-1]
    assert work.steps(ws, task_id)[-1].kind == "requested"


def answer_file(ws: Workspace, task_id: str, folder: Path, accepted: bool, *reasons: str) -> Path:
    record = packages.of_task(ws, task_id)[0]
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "package_number": record.number,
        "package_version": record.version,
        "manifest_sha256": record.manifest_sha256,
        "code": record.code,
        "accepted": accepted,
        "on": "2026-11-22",
        "unit": "市水利局",
        "person": "审核员",
        "opinion": "同意销号。" if accepted else "请补正。",
        "reasons": [{"text": reason, "subject": ""} for reason in reasons],
    }
    path = folder / f"答复{record.version}.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.usefixtures("agreeing")
def test_a_return_is_mended_and_the_second_version_accepted(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    ws = window.desk.ws
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    window.open_task(task.id, "package")
    tab = window.task.package
    tab.send(tmp_path / "out")
    wait(qtbot, lambda: len(packages.of_task(ws, task.id)) == 1)

    tab.records.read_answer(answer_file(ws, task.id, tmp_path, False, "缺处罚过程性材料", "照片没有说明"))
    wait(qtbot, lambda: work.steps(ws, task.id)[-1].kind == "returned")
    wait(qtbot, lambda: "return_unmended" in {f.code for f in tab.findings.model().items()})
    first = packages.of_task(ws, task.id)[0]
    packages.save_mended(ws, first, {0: "已补充立案和询问笔录。", 1: "已补充拍摄说明。"})
    window.desk.tell(Changed(task.id))
    assert tab.verdict.text == "可以报送"

    tab.send(tmp_path / "out")
    wait(qtbot, lambda: len(packages.of_task(ws, task.id)) == 2)
    second = packages.of_task(ws, task.id)[0]
    assert (second.number, second.version) == (first.number, 2)
    tab.records.read_answer(answer_file(ws, task.id, tmp_path, True))
    wait(qtbot, lambda: work.steps(ws, task.id)[-1].kind == "accepted")
    tab.records.read_answer(answer_file(ws, task.id, tmp_path, True))
    wait(qtbot, lambda: "已经登记过答复" in told[-1])


def test_a_finding_leads_to_its_field(qtbot: QtBot, window: MainWindow) -> None:
    take_in(window.desk.ws, listed())
    window.desk.tell(Changed())
    window.open_task(tasks.find(window.desk.ws, "1").id, "package")
    table = window.task.package.findings
    for row, finding in enumerate(table.model().items()):
        window.task.tabs.setCurrentWidget(window.task.package)
        table.opened.emit(table.model().item(row))
        assert finding.where.startswith("sign") or window.task.tabs.currentWidget() is not window.task.package


def test_evidence_that_cannot_be_read_is_said_and_nothing_is_stored(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    take_in(window.desk.ws, listed())
    window.open_task(tasks.find(window.desk.ws, "1").id, "evidence")
    [good] = files(tmp_path, "好.txt")
    empty = tmp_path / "空.txt"
    empty.touch()
    window.task.evidence.drop.dropped.emit([good, empty])
    wait(qtbot, lambda: told)
    assert "空文件" in told[0]
    assert evidence.of_task(window.desk.ws, window.task.task_id) == []


def test_a_file_that_is_no_list_is_said_and_the_wizard_stays(
    qtbot: QtBot, window: MainWindow, told: list[str], tmp_path: Path
) -> None:
    window.show_imports()
    [bad] = files(tmp_path, "清单.xlsx")
    window.imports.read(bad)
    wait(qtbot, lambda: told)
    assert window.imports.steps.currentIndex() == 0


def test_a_new_desk_begins_with_the_welcome_and_the_sample_fills_it(qtbot: QtBot, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "new", date(2026, 11, 22)) as ws:
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        assert made.pages.currentWidget() is made.first
        qtbot.mouseClick(made.first.sample, Qt.MouseButton.LeftButton)
        wait(qtbot, lambda: made.pages.currentWidget() is made.tasks)
        assert len(made.tasks.table.model().items()) >= 40
        made.close()


def test_a_choice_of_columns_is_read_again_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.show_imports()
    window.imports.read(demo.SAMPLES / "整改任务清单.xlsx")
    wait(qtbot, lambda: window.imports.draft is not None)
    first = window.imports.draft
    combo = window.imports.columns._combos["D"]
    combo.setCurrentIndex(combo.findData("note"))
    combo.activated.emit(combo.currentIndex())
    wait(qtbot, lambda: window.imports.draft is not first)
    assert window.imports.draft is not None
    assert all(task.goal is None for task in window.imports.draft.listing.tasks)


def test_a_window_left_open_overnight_works_with_the_new_day(window: MainWindow) -> None:
    take_in(window.desk.ws, listed(deadline=read_deadline("2026年11月22日前")))
    window.desk.tell(Changed())
    assert window.tasks.table.model().items()[0].warning_text == "今天到期"
    window.turn_to(date(2026, 11, 23))
    assert window.tasks.table.model().items()[0].warning_text == "黄 超1天"


def test_a_step_noted_by_mistake_can_be_taken_back(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(window.desk.ws, listed())
    task = tasks.find(window.desk.ws, "1")
    work.add_step(window.desk.ws, task.id, Step("", "started", date(2026, 11, 1)))
    window.open_task(task.id, "overview")
    monkeypatch.setattr(errors, "ask", lambda *_args, **_more: True)
    window.findChild(StepsPanel).retract()
    assert work.steps(window.desk.ws, task.id) == []


def test_the_months_report_is_written_from_the_list(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.task_list.QDesktopServices.openUrl", lambda _url: True)
    take_in(window.desk.ws, listed())
    window.tasks.write_month(tmp_path / "reports")
    wait(qtbot, lambda: len(list((tmp_path / "reports").glob("整改工作月报_2026-11.*"))) == 3)


def test_asking_the_next_level_offers_its_opinion_forms(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ws = window.desk.ws
    settings.put(ws, "profile", "anhui")
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    record = sending.send(ws, task.id, tmp_path / "out", write_acceptance_package).record
    actions.take_answer(ws, Answer(record.number, record.manifest_sha256, True, ws.today, "市整改办"))
    window.open_task(task.id, "overview")
    monkeypatch.setattr("ui.task_steps.ask_step", lambda *_: Step("", "requested", ws.today))
    monkeypatch.setattr(errors, "ask", lambda *_args, **_more: True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "省级"))
    window.findChild(StepsPanel).request_level()
    wait(qtbot, lambda: len(packages.of_task(ws, task.id)[0].beside) == len(record.beside) + 3)
    assert [step.level for step in work.steps(ws, task.id)][-1] == "province"
    assert {path.suffix for path in (tmp_path / "省级").iterdir()} == {".xlsx", ".docx", ".pdf"}
