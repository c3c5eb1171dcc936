"""The verifying page: what is dropped is told apart, judged on top, and its faults listed; it can be stopped and saved."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from data.sending import send
from data.store import tasks
from exporters.acceptance import write_acceptance_package
from tests.factory import listed, take_in, worked
from tests.factory_forged import told as told_otherwise
from tests.factory_forged import unzipped, zipped
from tests.factory_package import small_package
from tests.factory_volumes import split
from ui.main_window import MainWindow
from ui.verify_page import VerifyPage

LONG = 30_000


@pytest.fixture
def page(window: MainWindow) -> VerifyPage:
    window.show_verify()
    return window.verify


@pytest.fixture
def volumes(tmp_path: Path) -> list[Path]:
    return [volume.path for volume in split(tmp_path / "sent").volumes]


def verified(qtbot: QtBot, page: VerifyPage, paths: list[Path]) -> str:
    page.drop.dropped.emit(paths)
    qtbot.waitUntil(lambda: bool(page.verified), timeout=LONG)
    return page.verdict.text


def said(page: VerifyPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_whole_volumes_are_all_good_and_not_ours(qtbot: QtBot, page: VerifyPage, volumes: list[Path]) -> None:
    assert verified(qtbot, page, volumes) == "全部完好"
    assert page.verdict.isVisible() and page.save.isEnabled()
    assert "不是本台账报送的申请包。" in said(page)


def test_a_missing_volume_is_the_verdict(qtbot: QtBot, page: VerifyPage, volumes: list[Path]) -> None:
    assert verified(qtbot, page, [volumes[0], volumes[2]]) == "缺第2卷"
    [one] = page.verified
    assert one.volume_rows[1] == ("第2卷", volumes[1].name, "—", "—", "—", "缺")


def test_an_unpacked_folder_with_a_changed_file_names_it(
    qtbot: QtBot, page: VerifyPage, volumes: list[Path], tmp_path: Path
) -> None:
    for path in volumes:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "out")
    spoiled = next((tmp_path / "out" / volumes[1].stem).rglob("06-*"))
    spoiled.write_bytes(bytes(spoiled.stat().st_size))
    assert verified(qtbot, page, [tmp_path / "out"]) == "有1个文件与清单不一致"
    [(place, fault)] = page.verified[0].fault_rows
    assert place.startswith("第2卷") and spoiled.name in place and spoiled.name in fault


def test_what_this_desk_sent_is_recognised_from_the_package_tab(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    take_in(window.desk.ws, listed())
    task = worked(window.desk.ws, tmp_path / "in")
    sent = send(window.desk.ws, task.id, tmp_path / "out", write_acceptance_package, "演示")
    window.open_task(task.id, "package")
    records = window.task.package.records
    records.verify_wanted.emit([window.desk.ws.folder / "packages" / sent.path.name])
    assert window.pages.currentWidget() is window.verify
    qtbot.waitUntil(lambda: bool(window.verify.verified), timeout=LONG)
    assert "本台账2026年11月22日报送的第1版，清单与报送时一致" in said(window.verify)
    assert sent.record.code in said(window.verify)
    assert tasks.get(window.desk.ws, task.id) == task


def test_two_packages_are_two_verdicts(
    qtbot: QtBot, page: VerifyPage, volumes: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "照片.zip").write_bytes(b"x")
    assert verified(qtbot, page, [*volumes, tmp_path / "照片.zip"]) == "2个申请包，1个完好，1个有问题"


def test_it_can_be_stopped(qtbot: QtBot, page: VerifyPage, volumes: list[Path]) -> None:
    page.verify(volumes)
    assert page.stop.isVisible() and not page.save.isEnabled()
    page.cancel()
    qtbot.waitUntil(lambda: not page.stop.isVisible(), timeout=LONG)
    assert page.verified == []


def test_a_file_that_is_gone_is_said_and_leaves_no_earlier_verdict(
    qtbot: QtBot, page: VerifyPage, told: list[str], volumes: list[Path], tmp_path: Path
) -> None:
    verified(qtbot, page, volumes)
    page.verify([tmp_path / "没有.zip"])
    assert "找不到申请包" in told[0]
    assert page.verified == [] and not page.verdict.isVisible() and not page.save.isEnabled()


def test_the_code_is_shown_and_a_code_typed_from_paper_is_compared(
    qtbot: QtBot, page: VerifyPage, tmp_path: Path
) -> None:
    whole = split(tmp_path / "sent")
    assert not page.paper_code.isVisible()
    verified(qtbot, page, [volume.path for volume in whole.volumes])
    assert f"校验码 {whole.code}，请与纸质材料上的校验码比对。" in said(page)
    assert [row[4] for row in page.verified[0].volume_rows] == [volume.code for volume in whole.volumes]
    page.paper_code.setText(whole.code.lower().replace("-", " "))
    assert (page.compared.text, page.compared.state) == ("与纸质材料一致", "ok")
    page.paper_code.setText(small_package(tmp_path / "other").code)
    assert page.compared.state == "red" and "不一致" in page.compared.text
    page.paper_code.setText(whole.code[:-1] + ("0" if whole.code[-1] != "0" else "1"))
    assert page.compared.state == "orange"
    page.paper_code.setText("XH")
    assert page.compared.text == "还差15位"


def test_a_package_forged_with_its_lists_is_not_green_at_the_desk_that_sent_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    take_in(window.desk.ws, listed())
    task = worked(window.desk.ws, tmp_path / "in")
    sent = send(window.desk.ws, task.id, tmp_path / "out", write_acceptance_package, "演示")
    files = told_otherwise(unzipped(sent.path), waiver="无")
    window.show_verify()
    page = window.verify
    assert verified(qtbot, page, [zipped(files, tmp_path / "forged.zip")]) == (
        "文件与自带的清单一致，但不是本台账报送的那个包"
    )
    assert page.verdict.state == "orange" and not page.verified[0].ok
    assert [row[-1] for row in page.verified[0].volume_rows] == ["与报送的不同"]
    page.paper_code.setText(page.verified[0].package.code)
    assert page.compared.state == "red"
    assert f"报送时的校验码是 {sent.record.code}" in said(page)


@pytest.mark.parametrize(("kind", "suffix"), [("PDF 文件 (*.pdf)", ".pdf"), ("文本文件 (*.txt)", ".txt")])
def test_the_result_is_saved(
    qtbot: QtBot, page: VerifyPage, volumes: list[Path], told: list[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, kind: str, suffix: str,
) -> None:  # fmt: skip
    verified(qtbot, page, volumes)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "结果"), kind))
    page.save.click()
    assert (tmp_path / f"结果{suffix}").stat().st_size > 100
    assert "核验结果已存好。" in told[0]


def test_the_shortcut_in_the_tooltip_leads_there(window: MainWindow) -> None:
    assert "Ctrl+5" in window.nav["verify"].toolTip()
    [shortcut] = [one for one in window.findChildren(QShortcut) if one.key().toString() == "Ctrl+5"]
    shortcut.activated.emit()
    assert window.pages.currentWidget() is window.verify
