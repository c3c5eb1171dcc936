"""The full loop through the window: export, return with two reasons, mend, export again, accept, publish, close, look back, rebound."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from data import dossier
from data.domain.checks import notice_findings
from data.domain.look_back import look_backs
from data.domain.model import Step
from data.domain.states import standing
from data.files import sha256_of
from data.store import evidence, packages, register, settings, work
from exporters.verify import verify_package
from tests.factory import TODAY, files, listed, take_in, worked
from ui import answer_dialog, look_back_dialog, package_records, step_dialog
from ui.answer_dialog import AnswerDialog
from ui.desk import Changed
from ui.fields import DateField
from ui.look_back_dialog import LookBackDialog
from ui.main_window import MainWindow
from ui.notice_shots import ShotSlot
from ui.step_dialog import StepDialog

LONG = 60_000


def click(qtbot: QtBot, parent: QWidget, text: str) -> None:
    """Click the button of that text as soon as it is there: cards made anew show at the next turn."""

    def shown() -> list[QPushButton]:
        return [
            b
            for b in parent.findChildren(QPushButton)
            if b.text() == text and b.isVisible() and b.isEnabled()
        ]

    qtbot.waitUntil(lambda: bool(shown()), timeout=5000)
    qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def answered(monkeypatch: pytest.MonkeyPatch, fill: Callable[[AnswerDialog], None]) -> None:
    """Whoever opens the answer dialog next fills it like this and confirms."""

    def run(dialog: AnswerDialog) -> bool:
        dialog.show()
        fill(dialog)
        dialog.confirm.click()
        return bool(dialog.result())

    monkeypatch.setattr(answer_dialog.AnswerDialog, "exec", run)


def stepped(monkeypatch: pytest.MonkeyPatch, on: date, document: str = "") -> None:
    """Whoever opens the step dialog next fills in this day and document."""

    def run(dialog: StepDialog) -> bool:
        dialog.on.show_value(on)
        dialog.document.setText(document)
        dialog.accept()
        return bool(dialog.result())

    monkeypatch.setattr(step_dialog.StepDialog, "exec", run)


def looked(monkeypatch: pytest.MonkeyPatch, rebounded: bool) -> None:
    """Whoever opens the look-back dialog next finds this."""

    def run(dialog: LookBackDialog) -> bool:
        (dialog.rebounded if rebounded else dialog.steady).setChecked(True)
        dialog.by.setText("县整改办")
        dialog.accept()
        return bool(dialog.result())

    monkeypatch.setattr(look_back_dialog.LookBackDialog, "exec", run)


def refuse(dialog: AnswerDialog, scan: Path) -> None:
    """A return with two reasons: one on a measure, one on the whole package."""
    dialog.refused.setChecked(True)
    for row, text in enumerate(("缺处罚过程性材料", "照片没有拍摄说明")):
        dialog.reasons.setItem(row, 1, QTableWidgetItem(text))
    combo = dialog.reasons.cellWidget(0, 0)
    assert isinstance(combo, QComboBox)
    combo.setCurrentText("措施1")
    dialog.person.setText("沈若川")
    dialog.scan.setText(str(scan))


def agree(dialog: AnswerDialog) -> None:
    """An acceptance whose scan is not at hand yet."""
    dialog.agreed.setChecked(True)
    dialog.later.setChecked(True)


def send(qtbot: QtBot, window: MainWindow, folder: Path, version: int) -> None:
    ws, tab = window.desk.ws, window.task.package
    tab.send(folder)
    shown = f"第{version}版 · 2026年11月22日"
    qtbot.waitUntil(
        lambda: any(shown == label.text() for label in tab.records.findChildren(QLabel)), timeout=LONG
    )
    assert len(packages.of_task(ws, window.task.task_id)) == version


def publish(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """The notice tab from the first day to the end: period, place, screenshots of both days, an objection, its result."""
    ws, tab = window.desk.ws, window.task.notice

    def on(day: date) -> None:
        ws.today = day
        window.desk.tell(Changed())
        window.task.tabs.setCurrentWidget(tab)

    def shoot(slot: ShotSlot, day: date) -> None:
        picture = QImage(40, 30, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white if slot is tab.first else Qt.GlobalColor.lightGray)
        picture.save(str(folder / f"网页_{day:%Y%m%d}.png"))
        slot.given.emit(folder / f"网页_{day:%Y%m%d}.png")
        qtbot.waitUntil(lambda: bool(slot.value()), timeout=LONG)

    first, last = date(2026, 11, 23), date(2026, 12, 4)
    on(first)
    tab.period.start.show_value(first)
    assert tab.value().end == last and "通过核查验收" in tab.text.preview.toPlainText()
    tab.place.medium.setText("县政府网站")
    tab.place.phone.setText("0000-6600233")
    tab.text.save_file(folder / "公示.docx")
    tab.text.save_file(folder / "公示.pdf")
    assert all((folder / f"公示.{kind}").stat().st_size for kind in ("docx", "pdf"))
    shoot(tab.first, first)
    tab.objections.add()
    tab.objections.table.setItem(0, 2, QTableWidgetItem("河边还有一处垃圾"))
    click(qtbot, tab, "保存公示")
    on(last)
    assert not tab.ended.isEnabled()
    shoot(tab.last, last)
    on(date(2026, 12, 5))
    assert "还有1条异议没有办结" in tab.state.text
    for column, day in ((0, date(2026, 11, 30)), (3, date(2026, 12, 1))):
        field = tab.objections.table.cellWidget(0, column)
        assert isinstance(field, DateField)
        field.show_value(day)
    tab.objections.table.setItem(0, 4, QTableWidgetItem("当日清理，已答复。"))
    click(qtbot, tab, "登记公示无异议")
    assert tab.state.text == "公示无异议，已登记"
    assert notice_codes(window) == set()


def notice_codes(window: MainWindow) -> set[str]:
    """What a reviewer would send back of the notice."""
    case = dossier.case_of(window.desk.ws, window.task.task_id, read_bytes=False)
    return {finding.code for finding in notice_findings(case)}


def kinds(window: MainWindow) -> list[str]:
    return [step.kind for step in work.steps(window.desk.ws, window.task.task_id)]


@pytest.mark.usefixtures("agreeing")
def test_a_task_goes_round_until_it_is_closed_and_looked_back_on(
    qtbot: QtBot, window: MainWindow, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ws = window.desk.ws
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    window.desk.tell(Changed())
    window.open_task(task.id, "package")
    tab = window.task.package

    # Sent, and returned on paper with two reasons; the scanned opinion is kept.
    send(qtbot, window, tmp_path / "out", 1)
    [scan] = files(tmp_path, "退回意见扫描件.txt")
    answered(monkeypatch, partial(refuse, scan=scan))
    click(qtbot, tab, "录入纸质意见…")
    assert kinds(window)[-1] == "returned"
    assert packages.of_task(ws, task.id)[0].beside[-1].sha256 == sha256_of(scan)
    findings = {f.where for f in tab.findings.model().items() if f.code == "return_unmended"}
    assert findings == {"measure:1/reported", "package/answer"}

    # A reason leads to its measure; there the proof is added.
    click(qtbot, tab.records, "去补")
    assert window.task.tabs.currentWidget() is window.task.measures
    window.task.tabs.setCurrentWidget(window.task.evidence)
    window.task.evidence.drop.dropped.emit(files(tmp_path, "立案询问笔录_20260930.txt"))
    qtbot.waitUntil(lambda: len(evidence.of_task(ws, task.id)) == 3, timeout=LONG)
    window.task.evidence.table.selectRow(2)
    window.task.evidence.links.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(window.task.evidence.save, Qt.MouseButton.LeftButton)

    # Each reason is answered; the second version says so and is accepted by a filled opinion form.
    window.task.tabs.setCurrentWidget(tab)
    for said in ("已补充立案和询问笔录。", "已补充拍摄说明。"):
        monkeypatch.setattr(package_records, "ask_words", lambda *_args, said=said: said)
        click(qtbot, tab.records, "写补正情况")
    assert tab.verdict.text == "可以报送"
    send(qtbot, window, tmp_path / "out", 2)
    assert verify_package(sorted((tmp_path / "out").glob("*.zip"))[-1]).ok
    [form] = (tmp_path / "out").glob("*_v2_验收意见表.xlsx")
    book = load_workbook(form)
    sheet = book.active
    assert sheet is not None
    given = {"同意销号": "√", "验收人员": "沈若川", "验收日期": "2026年11月22日"}
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, 1).value)
        if key in given:
            sheet.cell(row, 2, given[key])
    book.save(form)
    tab.records.read_answer(form)
    qtbot.waitUntil(lambda: kinds(window)[-1] == "accepted", timeout=LONG)
    assert kinds(window)[-1] == "accepted" and told[-1].startswith("申请包已生成")

    # Published for ten working days, one objection dealt with; the end is noted once the last day is over.
    publish(qtbot, window, tmp_path)
    noticed = work.steps(ws, task.id)[-1]
    assert (noticed.kind, noticed.on, noticed.note) == (
        "noticed",
        date(2026, 12, 4),
        "公示时间：2026年11月23日至12月4日（共10个工作日），收到异议1条，均已办理",
    )

    # Closed; the register has its line and the look-backs are planned.
    window.task.tabs.setCurrentWidget(window.task.overview)
    stepped(monkeypatch, ws.today, "云整改办〔2026〕9号")
    click(qtbot, window.task.overview, "销号")
    assert kinds(window)[-2:] == ["noticed", "closed"]
    assert [look.due for look in look_backs(work.steps(ws, task.id), (3, 6, 12))] == [
        date(2027, 3, 5),
        date(2027, 6, 5),
        date(2027, 12, 5),
    ]
    click(qtbot, window, "销号登记簿")
    [entry] = window.register.table.model().items()
    assert entry.noticed_on == date(2026, 12, 4)
    assert entry.package.endswith("第2版") and "云整改办〔2026〕9号" in entry.documents
    window.register.write(tmp_path / "登记簿.xlsx")
    kept = load_workbook(tmp_path / "登记簿.xlsx").active
    assert kept is not None and kept["B3"].value == "1"

    # Three months later it waits in the list, is looked back on; then it comes back and is opened again.
    ws.today = date(2027, 3, 5)
    window.show_tasks()
    window.desk.tell(Changed())
    ready = next(b for b in window.tasks.filters if b.text().startswith("待回头看"))
    assert ready.text().endswith("1")
    window.open_task(task.id, "overview")
    looked(monkeypatch, rebounded=False)
    click(qtbot, window.task.overview, "登记回头看")
    assert kinds(window)[-1] == "looked_back" and register.entries(ws, window.desk.profile)
    looked(monkeypatch, rebounded=True)
    click(qtbot, window.task.overview, "登记回头看")
    last = work.steps(ws, task.id)[-1]
    assert last.kind == "rebounded" and "当初同意销号：市水利局（2026年11月22日）" in last.note
    assert standing(work.steps(ws, task.id)) == {"rebounded"} and not register.entries(
        ws, window.desk.profile
    )


def test_two_levels_accept_one_after_the_other(
    qtbot: QtBot, window: MainWindow, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ws = window.desk.ws
    settings.put(ws, "profile", "anhui")
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    window.desk.tell(Changed(settings=True))
    window.open_task(task.id, "package")
    tab = window.task.package
    send(qtbot, window, tmp_path / "out", 1)
    assert window.task._procedure.text == "已申请市级验收"

    answered(monkeypatch, agree)
    click(qtbot, tab, "录入纸质意见…")
    assert window.task._procedure.text == "市级验收通过，待省级"
    assert "accepted" not in standing(work.steps(ws, task.id), window.desk.profile)

    window.task.tabs.setCurrentWidget(window.task.overview)
    assert "公示无异议" not in {b.text() for b in window.task.overview.findChildren(QPushButton)}
    stepped(monkeypatch, TODAY, "青整改办〔2026〕50号")
    click(qtbot, window.task.overview, "提请省级验收")
    assert window.task._procedure.text == "已申请省级验收"

    window.task.tabs.setCurrentWidget(tab)
    click(qtbot, tab, "录入纸质意见…")
    assert window.task._procedure.text == "省级验收通过"
    assert "accepted" in standing(work.steps(ws, task.id), window.desk.profile)
    levels = [step.level for step in work.steps(ws, task.id) if step.kind == "accepted"]
    assert levels == ["city", "province"]
    click(qtbot, tab, "录入纸质意见…")
    assert "已经登记过答复" in told[-1]


def test_an_unfinished_answer_is_not_taken(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    take_in(window.desk.ws, listed())
    task = worked(window.desk.ws, tmp_path / "in")
    work.add_step(window.desk.ws, task.id, Step("", "requested", TODAY))
    window.open_task(task.id, "package")
    assert not window.task.package.records.typed.isEnabled()
    dialog = AnswerDialog(window, window.task.package.records._answerable(), TODAY)
    qtbot.addWidget(dialog)
    dialog.refused.setChecked(True)
    dialog.accept()
    assert not dialog.result()
