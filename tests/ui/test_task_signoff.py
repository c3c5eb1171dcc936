"""The sign-off tab: print, drop scans, place a doubtful page by hand, see a change, sign anew; images and certificates."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableWidgetItem
from pytestqt.qtbot import QtBot

from data import dossier, sending, sign_off
from data.domain.checks import check
from data.domain.scans import Pointed
from data.domain.signed import ExpectedForm, SignedPart
from data.files import sha256_of
from data.store import signed_forms, tasks, work
from exporters.acceptance import write_acceptance_package
from exporters.pades import Signing, sign_pdf
from tests import factory_token
from tests.factory import listed, open_desk, take_in, worked
from tests.factory_certificates import NOW, PASSWORD, certificate
from tests.factory_token import faulty_driver
from ui import errors, jobs
from ui.certificate_dialog import CertificateChoice, CertificateDialog
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.doubtful_page import DoubtfulPage
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


def with_a_page_unread(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, tmp_path: Path, told: list[str]
) -> None:
    """Scans of all forms dropped, the code of the last page spoilt."""
    folder = printed(qtbot, tab, tmp_path / "print", told)
    tab.forms.drop.dropped.emit([scans(folder, tmp_path / "扫描.pdf", spoil=-1)])
    wait(qtbot, lambda: tab.forms.doubtful)
    wait(qtbot, lambda: states(window) == {"letter": "signed", "form": "unsigned"})
    wait(qtbot, lambda: not jobs.worker().jobs())  # the list of pages stands
    wait(qtbot, lambda: any(page.isVisible() for page in tab.forms.findChildren(DoubtfulPage)))


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
    assert states(window) == {"letter": "signed", "form": "changed"}  # the letter does not say it
    assert tab.chain._alarm.isVisible() and "签字后内容有改动，需重新签字" in tab.chain._stale.text()
    qtbot.mouseClick(tab.chain.anew, Qt.MouseButton.LeftButton)
    assert work.signs(ws, task_id) == [] and not tab.chain._alarm.isVisible()


def test_a_change_after_sending_says_that_what_was_sent_stays(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    ws, task_id = window.desk.ws, window.task.task_id
    folder = printed(qtbot, tab, tmp_path / "print", told)
    tab.forms.drop.dropped.emit([scans(folder, tmp_path / "扫描.pdf")])
    wait(qtbot, lambda: set(states(window).values()) == {"signed"})
    wait(qtbot, lambda: not jobs.worker().jobs())
    sending.send(ws, task_id, tmp_path / "out", write_acceptance_package)
    window.desk.tell(Changed(task_id))
    assert not tab.chain._alarm.isVisible() and set(states(window).values()) == {"signed"}

    measure = tasks.get(ws, task_id).measures[0]
    tasks.save_measure(ws, replace(measure, reported="又改了。"))
    window.desk.tell(Changed(task_id))
    assert "已报送的不受影响，再次报送前需重新签字" in tab.chain._stale.text()
    said = " ".join(label.text() for label in tab.forms.findChildren(QLabel))
    assert "第1版已报送，不受影响；再次报送前需重新打印、签字" in said
    window.open_task(task_id, "package")
    assert window.task.package.verdict.text == "再次报送会被退回：6 处"


def test_a_page_without_code_is_placed_by_hand(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    with_a_page_unread(qtbot, window, tab, tmp_path, told)
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


def a_page(file: Path, at: int, torn: bool = False) -> Image.Image:
    """A page of a printed form as scanned; its code is torn off where wanted."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[at].render(scale=150 / 72, grayscale=True).to_pil()  # type: ignore[arg-type]
    if torn:
        ImageDraw.Draw(page).rectangle((0, int(page.height * 0.85), page.width, page.height), fill=255)
    return page


def idle(qtbot: QtBot) -> None:
    """Wait until nothing is being read or filed."""
    wait(qtbot, lambda: not jobs.worker().jobs())
    qtbot.wait(50)


def taken_in(qtbot: QtBot, tab: SignOffTab, *files: Path) -> list[tuple[str, bool]]:
    """What is in doubt after these files were dropped, and whether it may be placed by hand."""
    tab.forms.drop.dropped.emit(list(files))
    idle(qtbot)
    idle(qtbot)  # reading starts filing
    return [(doubt.why, doubt.by_hand) for doubt in tab.forms.doubtful]


def filed(window: MainWindow, form: str) -> SignedPart:
    [part] = [p for p in signed_forms.parts(window.desk.ws, window.task.task_id) if p.form == form]
    return part


def test_a_file_name_used_again_is_read_anew_and_nothing_said_before_is_kept(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    letter, _ = sorted(printed(qtbot, tab, tmp_path / "print", told).glob("*.pdf"))
    scan, rest = tmp_path / "扫描.jpg", tmp_path / "其余.jpg"
    a_page(letter, 0, torn=True).save(scan)
    a_page(letter, 1).save(rest)
    assert ("unread", True) in taken_in(qtbot, tab, scan, rest)
    unread = next(doubt.scan for doubt in tab.forms.doubtful if doubt.why == "unread")
    tab.forms.place(unread, Pointed("letter", 1))
    wait(qtbot, lambda: states(window)["letter"] == "signed")
    idle(qtbot)
    first = filed(window, "letter")
    Image.new("L", (1240, 1754), 255).save(scan)  # the scanner uses the name for a blank sheet
    assert ("unread", True) in taken_in(qtbot, tab, scan, rest)
    assert filed(window, "letter") == first


def test_a_page_scanned_over_under_the_same_name_takes_the_earlier_ones_place(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    letter, _ = sorted(printed(qtbot, tab, tmp_path / "print", told).glob("*.pdf"))
    scan, other = tmp_path / "扫描.jpg", tmp_path / "补.jpg"
    a_page(letter, 0, torn=True).save(scan)
    assert taken_in(qtbot, tab, scan) == [("unread", True)]
    a_page(letter, 0).save(scan)  # scanned better, to the same name
    assert taken_in(qtbot, tab, scan) == [("incomplete", False)]
    a_page(letter, 1).save(other)
    assert taken_in(qtbot, tab, other) == []
    assert [sheet.sha256 for sheet in filed(window, "letter").sheets] == [sha256_of(scan), sha256_of(other)]


def test_a_page_placed_wrongly_can_be_placed_rightly_and_one_not_taken_in_is_forgotten(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    letter, _ = sorted(printed(qtbot, tab, tmp_path / "print", told).glob("*.pdf"))
    one, two = tmp_path / "一.jpg", tmp_path / "二.jpg"
    a_page(letter, 0, torn=True).save(one)
    a_page(letter, 1, torn=True).save(two)
    assert taken_in(qtbot, tab, one, two) == [("unread", True)] * 2
    by_name = {Path(doubt.scan.source).name: doubt.scan for doubt in tab.forms.doubtful}
    tab.forms.place(by_name["一.jpg"], Pointed("letter", 2))
    tab.forms.place(by_name["二.jpg"], Pointed("letter", 2))
    assert all(doubt.by_hand for doubt in tab.forms.doubtful) and len(tab.forms.doubtful) == 2
    qtbot.wait(50)
    shown = [box for box in tab.forms.findChildren(QComboBox) if box.isVisible()]
    assert [box.currentText() for box in shown] == ["验收销号申请函 第2页"] * 2
    tab.forms._drop(tab.forms.doubtful[0])
    tab.forms._drop(tab.forms.doubtful[0])
    assert taken_in(qtbot, tab, one, two) == [("unread", True)] * 2
    tab.forms.place(by_name["一.jpg"], Pointed("letter", 2))
    tab.forms.place(by_name["二.jpg"], Pointed("letter", 2))
    tab.forms.place(by_name["一.jpg"], Pointed("letter", 1))
    wait(qtbot, lambda: states(window)["letter"] == "signed")
    assert [sheet.name for sheet in filed(window, "letter").sheets] == ["一.jpg", "二.jpg"]


def test_a_signed_form_is_replaced_only_after_asking_and_never_by_an_unsigned_print(
    qtbot: QtBot,
    window: MainWindow,
    tab: SignOffTab,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = printed(qtbot, tab, tmp_path / "print", told)
    letter, _ = sorted(folder.glob("*.pdf"))
    key, _ = certificate(tmp_path)
    tab.forms.sign_by_certificate(CertificateChoice("letter", key, PASSWORD))
    wait(qtbot, lambda: states(window)["letter"] == "signed")
    idle(qtbot)
    first = filed(window, "letter")
    doubts = taken_in(qtbot, tab, letter)
    assert {why for why, _ in doubts} == {"print"} and filed(window, "letter") == first
    tab.forms.drop_doubtful()
    monkeypatch.setattr(errors, "ask", lambda _parent, question, *_: told.append(question) or False)
    assert taken_in(qtbot, tab, scans(folder, tmp_path / "扫描.pdf")) == []
    assert "已经收过签字件" in told[-1] and filed(window, "letter") == first
    assert states(window)["form"] == "signed"  # the other form of the same scan is filed
    monkeypatch.setattr(errors, "ask", lambda *_: True)
    taken_in(qtbot, tab, tmp_path / "扫描.pdf")
    assert not filed(window, "letter").checks


def test_an_invalid_signature_is_asked_about_and_never_green(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    letter, _ = sorted(printed(qtbot, tab, tmp_path / "print", told).glob("*.pdf"))
    key, _ = certificate(tmp_path)
    signed = tmp_path / "签.pdf"
    sign_pdf(letter, signed, key, PASSWORD, Signing("审签", NOW))
    data = bytearray(signed.read_bytes())
    data[data.index(b"<xmp") + 10] ^= 1
    signed.write_bytes(data)
    assert taken_in(qtbot, tab, signed) == []
    assert "证书签名有问题" in told[-1] and "不算签过字" in told[-1]
    assert states(window)["letter"] == "invalid"
    chips = {chip.text for chip in tab.forms.findChildren(Chip) if chip.isVisible()}
    assert "签名无效" in chips and "已签" not in chips


def test_a_certificate_shown_in_a_row_of_the_chain_is_compared_with_its_name(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    key, _ = certificate(tmp_path, "张三丰")
    tab.forms.sign_by_certificate(CertificateChoice("form", key, PASSWORD, "单位负责人"))
    wait(qtbot, lambda: states(window)["form"] == "signed")
    found = check(dossier.case_of(window.desk.ws, window.task.task_id))
    [another] = [each for each in found if each.code == "signature_of_another"]
    assert another.subject == "unit_head" and another.params["signer"] == "张三丰"


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


def expected(window: MainWindow) -> list[ExpectedForm]:
    return [s.expected for s in sign_off.form_states(window.desk.ws, window.task.task_id)]


def dialog_over(qtbot: QtBot, window: MainWindow) -> CertificateDialog:
    dialog = CertificateDialog(window.task.signoff, expected(window), ["经办人", "单位负责人"])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_certificate_dialog_wants_a_key_file(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_over(qtbot, window)
    dialog.accept()
    assert dialog.result() == 0
    dialog.file.setText("/tmp/a.p12")
    dialog.shown.setChecked(False)
    dialog.accept()
    assert dialog.value() == CertificateChoice("letter", Path("/tmp/a.p12"), "")


def test_the_signature_is_shown_in_a_row_of_the_chain_only_on_the_application_form(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = dialog_over(qtbot, window)
    assert dialog.shown.isChecked() and not dialog.role.isVisible()
    assert dialog.value().shown == ""
    dialog.form.setCurrentIndex(dialog.form.findData("form"))
    assert dialog.role.isVisible()
    dialog.role.setCurrentIndex(1)
    assert dialog.value().shown == "单位负责人"
    dialog.shown.setChecked(False)
    assert not dialog.role.isVisible() and dialog.value().shown is None


def test_a_key_is_read_chosen_from_and_signs(
    qtbot: QtBot,
    window: MainWindow,
    tab: SignOffTab,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = factory_token.plugged_in(tmp_path / "hsm", monkeypatch)
    factory_token.with_certificate(token, tmp_path / "c", "过期的", days=(-9, -2))
    factory_token.with_certificate(token, tmp_path / "c", "李祎")
    dialog = dialog_over(qtbot, window)
    dialog.where.setCurrentIndex(1)
    dialog.accept()
    assert dialog.result() == 0 and "先读取" in dialog._certificate_field._below.text()
    dialog.driver.setText(str(token.driver))
    dialog.read_key()
    wait(qtbot, lambda: dialog.certificate.count() == 2)
    assert dialog.certificate.currentText().startswith("李祎　有效至")
    assert "过期" in dialog.certificate.itemText(1) and not dialog.certificate.model().item(1).isEnabled()
    dialog.accept()
    assert dialog.result() == 0 and "PIN" in dialog._pin_field._below.text()
    dialog.pin.setText(factory_token.PIN)
    dialog.form.setCurrentIndex(dialog.form.findData("form"))
    dialog.accept()
    choice = dialog.value()
    assert dialog.result() == 1 and choice.shown == "经办人" and factory_token.PIN not in repr(choice)

    tab.forms.sign_by_certificate(replace(choice, secret="99999999"))
    wait(qtbot, lambda: told)
    assert "PIN 码不对" in told[-1] and "锁死" in told[-1] and states(window)["form"] == "unsigned"
    tab.forms.sign_by_certificate(choice)
    wait(qtbot, lambda: states(window)["form"] == "signed")
    [part] = signed_forms.parts(window.desk.ws, window.task.task_id)
    assert part.checks[0].signer == "李祎" and part.checks[0].intact
    everything = "".join(window.desk.ws.db.iterdump())
    kept = "".join(path.read_text("utf-8") for path in (tmp_path / "settings").rglob("*") if path.is_file())
    assert factory_token.PIN not in everything + kept and "99999999" not in everything + kept
    assert str(token.driver) in kept

    again = dialog_over(qtbot, window)  # the driver and the way are remembered, and the key is read at once
    wait(qtbot, lambda: again.certificate.count() == 2)
    assert again.where.currentIndex() == 1 and not again.pin.text()


def test_a_key_that_cannot_be_read_is_said_under_its_field(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = factory_token.empty_slot(tmp_path / "hsm", monkeypatch)
    dialog = dialog_over(qtbot, window)
    dialog.where.setCurrentIndex(1)
    dialog.driver.setText(str(token.driver))
    dialog.read_key()
    wait(qtbot, lambda: "没有找到插着的U盾" in dialog._certificate_field._below.text())
    wait(qtbot, dialog.read.isEnabled)
    (tmp_path / "假.so").write_bytes(b"x")
    dialog.driver.setText(str(tmp_path / "假.so"))
    dialog.read_key()
    wait(qtbot, lambda: "不是驱动文件" in dialog._certificate_field._below.text())


def test_closing_the_dialog_stops_a_driver_that_hangs(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = factory_token.plugged_in(tmp_path / "hsm", monkeypatch)
    dialog = dialog_over(qtbot, window)
    dialog.where.setCurrentIndex(1)
    dialog.driver.setText(str(faulty_driver(tmp_path, token, factory_token.GET_SLOTS, "hang")))
    dialog.read_key()
    wait(qtbot, multiprocessing.active_children)
    dialog.reject()
    wait(qtbot, lambda: not multiprocessing.active_children())


def test_a_page_without_code_is_placed_by_the_code_typed_from_it(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    with_a_page_unread(qtbot, window, tab, tmp_path, told)

    def asked() -> DoubtfulPage:
        [page] = [p for p in tab.forms.findChildren(DoubtfulPage) if p.isVisible() and p.findChild(QComboBox)]
        return page

    form = next(one for one in expected(window) if one.form == "form")
    asked().code.setText(form.code[:-1] + ("0" if form.code[-1] != "0" else "1"))
    qtbot.keyClick(asked().code, Qt.Key.Key_Return)
    assert "第5组不对" in asked().problem.text() and asked().problem.isVisible()
    asked().code.setText(form.code.lower().replace("-", " "))
    asked().page.setText("99")
    qtbot.keyClick(asked().page, Qt.Key.Key_Return)
    assert f"有{form.pages}页" in asked().problem.text()
    asked().page.setText(str(form.pages))
    qtbot.keyClick(asked().page, Qt.Key.Key_Return)
    wait(qtbot, lambda: states(window) == {"letter": "signed", "form": "signed"})
    [part] = [p for p in signed_forms.parts(window.desk.ws, window.task.task_id) if p.form == "form"]
    assert part.by_code_typed and not part.by_hand
    wait(
        qtbot,
        lambda: any("有页按输入的核对码归位" in label.text() for label in tab.forms.findChildren(QLabel)),
    )


def test_a_signature_image_is_placed_only_after_asking_and_only_for_its_name(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str], tmp_path: Path
) -> None:
    ws, table = window.desk.ws, tab.chain.table
    assert table.isColumnHidden(5)
    sign_off.allow_images(ws, True)
    window.desk.tell(Changed(window.task.task_id))
    assert not table.isColumnHidden(5)
    box = lambda: table.item(0, 5)  # noqa: E731
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


def test_the_post_is_typed_and_never_stays_under_another_name(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab
) -> None:
    ws, table = window.desk.ws, tab.chain.table
    table.setItem(0, 1, QTableWidgetItem("方仲衡"))
    table.setItem(0, 2, QTableWidgetItem("柳塘镇人民政府镇长"))
    tab.chain.save_chain()
    assert work.signs(ws, window.task.task_id)[0].post == "柳塘镇人民政府镇长"
    window.desk.tell(Changed(window.task.task_id))
    table.item(0, 1).setText("李四")  # pyright: ignore[reportOptionalMemberAccess]
    assert table.item(0, 2).text() == ""  # pyright: ignore[reportOptionalMemberAccess]
    tab.chain.save_chain()
    assert (work.signs(ws, window.task.task_id)[0].name, work.signs(ws, window.task.task_id)[0].post) == (
        "李四",
        "",
    )


def test_a_row_begun_without_a_name_is_kept_and_signs_nothing(window: MainWindow, tab: SignOffTab) -> None:
    ws, task_id, table = window.desk.ws, window.task.task_id, tab.chain.table
    signed = {sign.role for sign in dossier.case_of(ws, task_id, read_bytes=False).signs}
    row = next(at for at, role in enumerate(tab.chain._roles) if role.key not in signed or at == 0)
    role = tab.chain._roles[row].key
    table.setItem(row, 1, QTableWidgetItem(""))
    table.setItem(row, 3, QTableWidgetItem("同意上报。"))
    assert tab.chain.keep()
    [kept] = [sign for sign in work.signs(ws, task_id) if sign.role == role]
    assert (kept.name, kept.opinion) == ("", "同意上报。")
    case = dossier.case_of(ws, task_id, read_bytes=False)
    assert role not in {sign.role for sign in case.signs}
    window.desk.tell(Changed(task_id))
    assert table.item(row, 3).text() == "同意上报。"  # pyright: ignore[reportOptionalMemberAccess]


def test_what_is_typed_into_the_chain_stays_when_something_else_is_noted(
    qtbot: QtBot, window: MainWindow, tab: SignOffTab, told: list[str]
) -> None:
    task_id, table, date_field = window.task.task_id, tab.chain.table, tab.chain.dates[1]
    date_field.setFocus()
    date_field.selectAll()
    qtbot.keyClicks(date_field, "2026-1")
    window.desk.tell(Changed(task_id))
    assert date_field.text() == "2026-1"
    date_field.setText("")
    item = table.item(0, 3)
    assert item is not None
    table.editItem(item)
    editors = [one for one in table.viewport().findChildren(QLineEdit) if one not in tab.chain.dates]
    editors[0].setText("同意报送")
    window.desk.tell(Changed(task_id))
    assert editors[0].text() == "同意报送"


def test_a_date_of_the_chain_that_cannot_be_read_stands_there_again(
    window: MainWindow, tab: SignOffTab, told: list[str]
) -> None:
    ws, task_id = window.desk.ws, window.task.task_id
    tab.chain.dates[0].setText("2026-13-45")
    window.task.tabs.setCurrentIndex(0)
    take_in(ws, listed("2"), listed("9"))
    window.open_task(tasks.find(ws, "9").id, "signoff")
    assert tab.chain.dates[0].text() != "2026-13-45"
    window.open_task(task_id, "signoff")
    assert tab.chain.dates[0].text() == "2026-13-45"
