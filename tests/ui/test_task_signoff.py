"""The sign-off tab: print, drop scans, place a doubtful page by hand, see a change, sign anew; images and certificates."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableWidgetItem
from pytestqt.qtbot import QtBot

from data import sign_off
from data.store import signed_forms, tasks, work
from tests.factory import listed, open_desk, take_in, worked
from tests.factory_certificates import PASSWORD, certificate
from ui import errors
from ui.certificate_dialog import CertificateChoice, CertificateDialog
from ui.desk import Changed, Desk
from ui.main_window import MainWindow
from ui.task_signoff import SignOffTab

LONG = 30_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed())
        task = worked(ws, tmp_path / "in")
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.show()
        made.open_task(task.id, "signoff")
        yield made
        made.close()


@pytest.fixture
def tab(window: MainWindow) -> SignOffTab:
    return window.task.signoff


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window asked or said; every question is answered with yes, but for opening folders."""
    said: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    monkeypatch.setattr(errors, "tell", lambda _parent, title, advice: said.append(title + advice))
    monkeypatch.setattr(errors, "ask", lambda *a, **_: said.append(a[1] + a[2]) or a[3] != "打开文件夹")
    return said


def wait(qtbot: QtBot, until: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(until()), timeout=LONG)


def states(window: MainWindow) -> dict[str, str]:
    return {s.expected.form: s.state for s in sign_off.form_states(window.desk.ws, window.task.task_id)}


def scans(folder: Path, out: Path, spoil: int | None = None) -> Path:
    """One scan of all printed forms, sideways; the code on page ``spoil`` is torn off."""
    pages = []
    for file in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(file) as document:
            pages += [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]  # type: ignore[arg-type]
    if spoil is not None:
        page = pages[spoil]
        ImageDraw.Draw(page).rectangle((0, int(page.height * 0.85), page.width, page.height), fill=255)
    turned = [page.rotate(90, expand=True) for page in pages]
    turned[0].save(out, save_all=True, append_images=turned[1:], resolution=150)
    return out


def printed(qtbot: QtBot, tab: SignOffTab, folder: Path, told: list[str]) -> Path:
    tab.forms.print_forms(folder)
    wait(qtbot, lambda: any("签字件已生成" in said for said in told))
    return folder


def test_scans_dropped_find_their_forms_and_a_change_says_so(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    ws, task_id = window.desk.ws, window.task.task_id
    folder = printed(qtbot, tab, tmp_path / "print", told)
    tab.forms.drop.dropped.emit([scans(folder, tmp_path / "扫描.pdf")])
    wait(qtbot, lambda: set(states(window).values()) == {"signed"})
    wait(qtbot, lambda: tab.forms.doubtful == ())
    assert not tab.chain._alarm.isVisible()

    measure = tasks.get(ws, task_id).measures[0]
    tasks.save_measure(ws, replace(measure, reported="又改了。"))
    window.desk.tell(Changed(task_id))
    assert set(states(window).values()) == {"changed"}
    assert tab.chain._alarm.isVisible() and "签字后内容有改动，需重新签字" in tab.chain._stale.text()
    qtbot.mouseClick(tab.chain.anew, Qt.MouseButton.LeftButton)
    assert work.signs(ws, task_id) == [] and not tab.chain._alarm.isVisible()


def test_a_page_without_code_is_placed_by_hand(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    folder = printed(qtbot, tab, tmp_path / "print", told)
    tab.forms.drop.dropped.emit([scans(folder, tmp_path / "扫描.pdf", spoil=-1)])
    wait(qtbot, lambda: tab.forms.doubtful)
    wait(qtbot, lambda: states(window) == {"letter": "signed", "form": "unsigned"})
    [unread] = [doubt for doubt in tab.forms.doubtful if doubt.why == "unread"]
    assert unread.scan.thumb
    [box] = [b for b in tab.forms.findChildren(QComboBox) if b.isVisible()]
    last = box.count() - 1
    assert "申请表" in box.itemText(last)
    box.activated.emit(last)
    wait(qtbot, lambda: states(window) == {"letter": "signed", "form": "signed"})
    [part] = [p for p in signed_forms.parts(window.desk.ws, window.task.task_id) if p.form == "form"]
    assert part.by_hand
    wait(qtbot, lambda: tab.forms.doubtful == ())


def test_a_scan_that_cannot_be_read_is_said_and_nothing_is_filed(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 no")
    tab.forms.drop.dropped.emit([tmp_path / "坏.pdf"])
    wait(qtbot, lambda: told)
    assert "打不开或已损坏" in told[0] and set(states(window).values()) == {"unsigned"}


def test_a_certificate_signs_a_form_and_says_what_it_is_worth(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    key, _ = certificate(tmp_path)
    tab.forms.sign_by_certificate(CertificateChoice("letter", key, "wrong"))
    wait(qtbot, lambda: told)
    assert "密码不对" in told[-1] and states(window)["letter"] == "unsigned"
    tab.forms.sign_by_certificate(CertificateChoice("letter", key, PASSWORD))
    wait(qtbot, lambda: states(window)["letter"] == "signed")
    [part] = signed_forms.parts(window.desk.ws, window.task.task_id)
    assert "不在本机信任列表" in part.checks[0].sentence
    journal = "".join(str(row) for row in window.desk.ws.db.query("select detail from journal"))
    assert PASSWORD not in journal and "wrong" not in journal


def test_the_certificate_dialog_wants_a_key_file(qtbot: QtBot, window: MainWindow, tab: SignOffTab) -> None:
    forms = [state.expected for state in sign_off.form_states(window.desk.ws, window.task.task_id)]
    dialog = CertificateDialog(tab, forms)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.result() == 0
    dialog.file.setText("/tmp/a.p12")
    dialog.accept()
    assert dialog.value() == CertificateChoice("letter", Path("/tmp/a.p12"), "")


def test_a_signature_image_is_placed_only_after_asking_and_only_for_its_name(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    ws, table = window.desk.ws, tab.chain.table
    assert table.isColumnHidden(4)
    sign_off.allow_images(ws, True)
    window.desk.tell(Changed(window.task.task_id))
    assert not table.isColumnHidden(4)
    box = lambda: table.item(0, 4)  # noqa: E731
    box().setCheckState(Qt.CheckState.Checked)
    assert "还没有李祎的签名图片" in told[-1] and box().checkState() == Qt.CheckState.Unchecked

    Image.new("RGBA", (300, 100), (0, 0, 80, 255)).save(tmp_path / "a.png")
    tab.chain.keep_image("李祎", tmp_path / "a.png")
    box().setCheckState(Qt.CheckState.Checked)
    assert "李祎" in told[-1] and "不是手签" in told[-1]
    tab.chain.save_chain()
    assert work.signs(ws, window.task.task_id)[0].mark == "image"

    table.setItem(0, 1, QTableWidgetItem("张建国"))
    assert box().checkState() == Qt.CheckState.Unchecked
    tab.chain.save_chain()
    assert work.signs(ws, window.task.task_id)[0].mark == ""
