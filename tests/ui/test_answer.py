"""Answers taken through the window: read from a form and shown first, a doubtful level asked about, a scan typed in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from data import actions, sending
from data.domain.model import Answer
from data.files import sha256_of
from data.sending import Sent
from data.store import packages, settings, work
from exporters.acceptance import write_acceptance_package
from tests.data.intake.filled_forms import ACCEPT, RETURN, fill
from tests.factory import files, listed, take_in, worked
from ui import errors, package_records
from ui.answer_dialog import AnswerDialog
from ui.answer_read import ReadAnswerDialog
from ui.chips import Chip
from ui.desk import Changed
from ui.main_window import MainWindow
from ui.preview import Preview

LONG = 30_000
RETURNED = {
    "退回意见1": "缺处罚过程性材料",
    "退回意见1针对": "措施1",
    "验收人员": "沈若川",
    "验收日期": "2026年11月22日",
}


@pytest.fixture
def sent(window: MainWindow, tmp_path: Path) -> Iterator[Sent]:
    """A package sent to the city, of two levels; its task open on the package tab."""
    ws = window.desk.ws
    settings.put(ws, "profile", "anhui")
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    made = sending.send(ws, task.id, tmp_path / "out", write_acceptance_package)
    window.desk.tell(Changed(settings=True))
    window.open_task(task.id, "package")
    yield made


def form(sent: Sent) -> Path:
    return next(path for path in sent.opinions if path.suffix == ".pdf")


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def dropped(widget: QWidget, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *how))


def test_a_filled_form_dropped_is_shown_beside_what_was_read_and_then_noted(
    qtbot: QtBot, window: MainWindow, sent: Sent, agreeing: list[ReadAnswerDialog], tmp_path: Path
) -> None:
    path = fill(form(sent), tmp_path / "填好.pdf", RETURNED, RETURN)
    dropped(window.task.package.records, path)
    task_id = window.task.task_id
    qtbot.waitUntil(lambda: work.steps(window.desk.ws, task_id)[-1].kind == "returned", timeout=LONG)
    [dialog] = agreeing
    said = texts(dialog)
    for words in (
        "市水利局",
        "沈若川",
        "2026年11月22日",
        "〔措施1〕缺处罚过程性材料",
        "河道沿线垃圾堆放",
    ):
        assert words in said
    assert "退回补正" in {chip.text for chip in dialog.findChildren(Chip)}
    assert dialog.findChild(Preview) is not None and dialog.level.currentText() == "市级"
    [(_, answer, _)] = packages.answers(window.desk.ws, task_id)
    assert answer.level == "city" and answer.reasons[0].subject == "措施1"


def test_nothing_is_noted_before_the_person_agrees(
    qtbot: QtBot, window: MainWindow, sent: Sent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(ReadAnswerDialog, "exec", lambda _dialog: shown.append(True))
    window.task.package.records.read_answer(fill(form(sent), tmp_path / "填好.pdf", RETURNED, RETURN))
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
    assert packages.answers(window.desk.ws, window.task.task_id) == []


def test_an_answer_of_another_level_is_asked_about(
    qtbot: QtBot, window: MainWindow, sent: Sent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(dialog: ReadAnswerDialog) -> bool:
        dialog.show()
        dialog.confirm.click()
        assert not dialog.result() and dialog.level.currentIndex() == -1
        asked.append(texts(dialog))
        dialog.level.setCurrentIndex(dialog.level.findData("city"))
        dialog.confirm.click()
        return bool(dialog.result())

    monkeypatch.setattr(ReadAnswerDialog, "exec", choose)
    given = RETURNED | {"验收层级": "省级"}
    window.task.package.records.read_answer(fill(form(sent), tmp_path / "填好.pdf", given, RETURN))
    task_id = window.task.task_id
    qtbot.waitUntil(lambda: work.steps(window.desk.ws, task_id)[-1].kind == "returned", timeout=LONG)
    assert "写的验收层级是“省级”，现在等的是“市级”" in asked[0] and "请选是哪一级的答复" in asked[0]
    assert work.steps(window.desk.ws, task_id)[-1].level == "city"


def test_a_scan_leads_to_typing_it_in_and_is_kept(
    qtbot: QtBot, window: MainWindow, sent: Sent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *given, **_: bool(said.append("".join(given[1:]))) or True)

    def type_in(dialog: AnswerDialog) -> bool:
        assert dialog.scan.text() == str(scan)
        dialog.agreed.setChecked(True)
        dialog.confirm.click()
        return bool(dialog.result())

    monkeypatch.setattr(AnswerDialog, "exec", type_in)
    scan = tmp_path / "扫描.pdf"
    Image.new("L", (620, 877), 255).save(scan, "PDF")
    window.task.package.records.read_answer(scan)
    task_id = window.task.task_id
    qtbot.waitUntil(lambda: work.steps(window.desk.ws, task_id)[-1].kind == "accepted", timeout=LONG)
    assert "扫描件" in said[0] and "录入纸质意见…" in said[0]
    kept = packages.of_task(window.desk.ws, task_id)[0].beside[-1]
    assert (kept.level, kept.sha256) == ("city", sha256_of(scan))


def test_a_scan_not_at_hand_is_added_to_its_answer_later(
    qtbot: QtBot, window: MainWindow, sent: Sent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ws, records = window.desk.ws, window.task.package.records
    bound = sent.record.number, sent.record.manifest_sha256
    actions.take_answer(ws, Answer(*bound, True, ws.today, "市水利局"))
    window.desk.tell(Changed(window.task.task_id))
    [scan] = files(tmp_path, "扫描.pdf")
    monkeypatch.setattr(package_records, "ask_scan", lambda _parent: scan)
    [add] = [each for each in records.findChildren(QPushButton) if each.text() == "补扫描件…"]
    add.click()
    task_id = window.task.task_id
    qtbot.waitUntil(lambda: packages.of_task(ws, task_id)[0].beside[-1].level == "city", timeout=LONG)
    qtbot.waitUntil(
        lambda: not [each for each in records.findChildren(QPushButton) if each.text() == "补扫描件…"],
        timeout=LONG,
    )


def test_a_typed_answer_asks_for_its_scan(
    qtbot: QtBot, window: MainWindow, sent: Sent, tmp_path: Path
) -> None:
    dialog = AnswerDialog(window, window.task.package.records._answerable(), date(2026, 11, 22))
    qtbot.addWidget(dialog)
    dialog.agreed.setChecked(True)
    dialog.confirm.click()
    assert not dialog.result() and "请附上意见扫描件" in texts(dialog)
    dropped(dialog, form(sent))
    assert dialog.scan.text() == str(form(sent))
    dialog.confirm.click()
    assert dialog.result()


def test_a_typed_answer_too_long_to_be_kept_stays_open_and_says_so(
    qtbot: QtBot, window: MainWindow, sent: Sent
) -> None:
    dialog = AnswerDialog(window, window.task.package.records._answerable(), date(2026, 11, 22))
    qtbot.addWidget(dialog)
    dialog.agreed.setChecked(True)
    dialog.later.setChecked(True)
    dialog.opinion.setPlainText("长" * 4001)
    dialog.show()
    dialog.resize(dialog.width(), 320)  # a low screen: what is wrong is scrolled to
    dialog.confirm.click()
    assert not dialog.result() and "验收意见太长（4001个字，最多4000个字）" in texts(dialog)
    [problem] = [label for label in dialog.findChildren(QLabel) if "太长" in label.text()]
    assert not problem.visibleRegion().isEmpty()
    dialog.opinion.setPlainText("长" * 4000)
    dialog.confirm.click()
    assert dialog.result()


def test_what_a_form_says_elsewhere_is_shown_before_it_is_noted(
    qtbot: QtBot, window: MainWindow, sent: Sent, agreeing: list[ReadAnswerDialog]
) -> None:
    path = next(path for path in sent.opinions if path.suffix == ".docx")
    paper = docx.Document(str(path))
    given = {"退回补正": "√", "退回意见1": "缺照片", "验收日期": "2026-11-22"}
    for row in paper.tables[0].rows:
        row.cells[1].text = given.get(row.cells[0].text, row.cells[1].text)
    paper.add_paragraph("另：河道也要一并清理。")
    paper.save(str(path))
    window.task.package.records.read_answer(path)
    task_id = window.task.task_id
    qtbot.waitUntil(lambda: work.steps(window.desk.ws, task_id)[-1].kind == "returned", timeout=LONG)
    assert "没有读入" in texts(agreeing[0]) and "“另：河道也要一并清理。”" in texts(agreeing[0])
    assert packages.answers(window.desk.ws, task_id)[0][1].unread == ("另：河道也要一并清理。",)


def test_the_typed_answer_never_stands_higher_than_the_screen(
    qtbot: QtBot, window: MainWindow, sent: Sent
) -> None:
    dialog = AnswerDialog(window, window.task.package.records._answerable(), date(2026, 11, 22))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.refused.setChecked(True)
    dialog.confirm.click()
    assert dialog.height() <= dialog.screen().availableGeometry().height()


def test_an_accepted_form_needs_one_click(
    qtbot: QtBot, window: MainWindow, sent: Sent, agreeing: list[ReadAnswerDialog], tmp_path: Path
) -> None:
    path = fill(form(sent), tmp_path / "填好.pdf", {"验收日期": "2026-11-22"}, ACCEPT)
    window.task.package.records.read_answer(path)
    qtbot.waitUntil(
        lambda: work.steps(window.desk.ws, window.task.task_id)[-1].kind == "accepted", timeout=LONG
    )
    assert len(agreeing) == 1
