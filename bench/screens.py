"""Renders every page of the window, and every PDF page of the sample's package, into build/screens at both scalings.

Usage: python -m bench.screens [--one SCALE]; without it both scalings are drawn, each in a process of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QTableWidgetItem

import headless
from data import actions, closing, demo, sign_off
from data.calendars import OWN_FILE
from data.domain.errors import UserError
from data.domain.filing import ArchiveCodes
from data.domain.form_definition import FORM_KEYS
from data.domain.model import Answer, Reason, Step
from data.domain.notice import Notice
from data.domain.scans import Pointed
from data.domain.signed import SignedPart
from data.filing import file_ledger
from data.rules import profile_of
from data.sending import send
from data.store import notices, packages, settings, signed_forms, tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package, write_signing_forms
from exporters.file_ledger import write_file_ledger
from exporters.usb_key import KeyCertificate
from ui.answer_dialog import AnswerDialog
from ui.answer_read import ReadAnswerDialog
from ui.app import make_app
from ui.calendar_dialog import CalendarDialog
from ui.certificate_dialog import CertificateDialog
from ui.chain_dialog import ChainDialog
from ui.desk import Changed, Desk
from ui.form_editor import FormEditor
from ui.look_back_dialog import LookBackDialog
from ui.main_window import MainWindow
from ui.parts_dialog import PartsDialog
from ui.send_dialog import SendDialog

OUT = Path("build/screens")
HOLIDAY_NOTICE = Path("tests/files/holiday_notices/2026.txt")
SCALES = {"100": "1", "150": "1.5"}


def main() -> int:
    """Draw everything."""
    if "--one" in sys.argv:
        return draw(sys.argv[-1])
    OUT.mkdir(parents=True, exist_ok=True)
    for name, factor in SCALES.items():
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
        status = subprocess.call([sys.executable, "-m", "bench.screens", "--one", name], env=env)
        if status:
            return status
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return 0


class Stage:
    """The window with the sample, and a camera: ``shot(name)`` waits until the window is still and takes its picture."""

    def __init__(self, ws: Workspace, scale: str) -> None:
        self.ws, self.scale = ws, scale
        self.window = MainWindow(Desk(ws))
        self.window.resize(1366, 768)
        self.window.show()

    def shot(self, name: str, until: Callable[[], bool] = lambda: True) -> None:
        """A picture of the window once ``until`` holds and half a second has passed."""
        self.settle(until)
        self.window.grab().save(str(OUT / f"{name}-{self.scale}.png"))

    @staticmethod
    def settle(until: Callable[[], bool] = lambda: True) -> None:
        """Wait until ``until`` holds and half a second has passed."""
        begun = time.monotonic()
        while time.monotonic() < begun + 20:
            QApplication.processEvents()
            time.sleep(0.02)
            if until() and time.monotonic() > begun + 0.4:
                break

    def task(self, number: str, tab: str) -> None:
        """Open a task of the sample on a tab."""
        self.window.open_task(tasks.find(self.ws, number).id, tab)


def welcome(stage: Stage) -> None:
    """The first screen, and the sample loaded from it."""
    stage.shot("01-first-run")
    demo.prepare(stage.ws)
    stage.window.desk.tell(Changed(settings=True))


def task_list(stage: Stage) -> None:
    """The list, and a search in it."""
    stage.window.show_tasks()
    stage.shot("02-tasks")
    stage.window.tasks.search.setText("坑塘")
    stage.shot("03-tasks-search")
    stage.window.tasks.search.clear()


def task_tabs(stage: Stage) -> None:
    """Every tab of a finished task, and two tasks that are not."""
    for at, tab in enumerate(("overview", "measures", "evidence", "verification", "package", "history"), 4):
        stage.task("18", tab)
        if tab == "evidence":
            stage.window.task.evidence.table.selectRow(2)
        stage.shot(f"{at:02d}-task-{tab}")
    stage.window.task.evidence.lists.setCurrentIndex(1)
    stage.window.task.tabs.setCurrentWidget(stage.window.task.evidence)
    stage.shot("10-task-expected-evidence")
    stage.task("28", "package")
    stage.shot("11-task-gaps")
    stage.task("31", "overview")
    stage.shot("12-task-deadline-to-confirm")


def import_wizard(stage: Stage) -> None:
    """The re-issued list through the wizard."""
    imports = stage.window.imports
    stage.window.show_imports()
    stage.shot("13-import-choose")
    imports.read(demo.SAMPLES / demo.story()["story"]["revised"])
    stage.shot("14-import-columns", lambda: imports.draft is not None)
    imports.next()
    stage.shot("15-import-confirm")
    imports.next()
    stage.shot("15-import-preview")
    changed = (at for at, row in enumerate(imports.preview.table.model().items()) if row.fate == "changed")
    imports.preview.table.selectRow(next(changed))
    stage.shot("16-import-change")
    imports.apply()
    stage.shot("17-import-done", lambda: imports.steps.currentIndex() == imports.steps.count() - 1)


def settings_page(stage: Stage) -> None:
    """The settings."""
    stage.window.show_settings()
    stage.shot("18-settings")


def holidays(stage: Stage) -> None:
    """The holiday arrangements: a year read from its notice with a slip in it, then a table that is wrong."""
    text = HOLIDAY_NOTICE.read_text(encoding="utf-8").replace("6日（周一）", "6日（周二）")
    dialog = CalendarDialog(stage.window, stage.window.desk, 2026)
    dialog.text.setPlainText(text)
    dialog.resize(1290, 700)
    dialog_shot(dialog, f"18-settings-calendar-{stage.scale}")
    table = stage.ws.folder / OWN_FILE
    table.write_text('[[year]]\nyear = 2027\noff = ["2027-01-01 元旦"]\nwork = ["2027-01-04"]\n', "utf-8")
    wrong = CalendarDialog(stage.window, stage.window.desk, 2027)
    wrong.resize(1290, 700)
    dialog_shot(wrong, f"18-settings-calendar-wrong-{stage.scale}")
    table.unlink()


def own_rules(stage: Stage) -> None:
    """The two dialogs for the office's own rules, each with a change."""
    rules = stage.window.settings.own
    profile = stage.window.desk.profile
    chain = ChainDialog(stage.window, profile.sign_roles, profile.sign_roles, 3)
    chain.table.setCurrentCell(2, 0)
    chain.add_role()
    dialog_shot(chain, f"18-sign-chain-{stage.scale}")
    package = PartsDialog(stage.window, profile, profile, rules.part_names(profile), 2)
    package.apart.setFocus()
    package.apart.setChecked(True)
    package.table.move_part(1)
    dialog_shot(package, f"18-package-parts-{stage.scale}")


def own_forms(stage: Stage) -> None:
    """The window the forms are changed in, with a row renamed, and with a name nobody knows."""
    editor = FormEditor(stage.window, stage.window.desk, "form")
    editor.resize(1280, 680)
    editor.show()
    stage.settle(lambda: bool(editor.view.pages.sizes))
    editor.tree.setCurrentItem(editor.tree.topLevelItem(2).child(3))
    editor.line.label.setPlainText("督察反馈问题\n（原文）")
    stage.settle()
    editor.grab().save(str(OUT / f"18-forms-{stage.scale}.png"))
    editor.line.text.setPlainText("{反馈问题、来源}")
    stage.settle()
    editor.grab().save(str(OUT / f"18-forms-wrong-{stage.scale}.png"))
    editor.undo()
    editor.forms.setCurrentRow(FORM_KEYS.index("notice"))
    editor.tree.setCurrentItem(editor.tree.topLevelItem(0).child(1))
    pages = editor.view.pages
    stage.settle(lambda: editor.view.pages is not pages)
    editor.grab().save(str(OUT / f"18-forms-notice-{stage.scale}.png"))
    editor.done(0)


def notice_tab(stage: Stage) -> None:
    """A public notice over the national holiday, and an objection to it."""
    other = tasks.find(stage.ws, "28")
    notices.save(stage.ws, other.id, Notice(date(2026, 9, 18), date(2026, 10, 9), medium="县政府网站"))
    stage.task("28", "notice")
    stage.shot("19-task-notice")
    stage.window.task.notice.objections.add()
    stage.window.task.notice.go_to("objections")
    stage.shot("20-task-notice-objections")


def sign_off_tab(stage: Stage) -> None:
    """Forms printed, one signed page torn at the foot, everything signed, then a change after signing."""
    tab = stage.window.task.signoff
    sign_off.allow_images(stage.ws, True)
    stage.task("18", "signoff")
    stage.shot("21-task-signoff")
    with tempfile.TemporaryDirectory() as scratch:
        task = tasks.find(stage.ws, "18")
        files = sign_off.print_for_signing(stage.ws, task.id, Path(scratch), write_signing_forms)
        pages = [page for file in files for page in pypdfium2.PdfDocument(file)]
        scans = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in pages]
        foot = (0, int(scans[-1].height * 0.85), scans[-1].width, scans[-1].height)
        scans[-1].paste(255, foot)
        scans[0].save(Path(scratch) / "扫描件.pdf", save_all=True, append_images=scans[1:])
        tab.forms.take_scans([Path(scratch) / "扫描件.pdf"])
        stage.shot(
            "22-task-signoff-doubtful", lambda: bool(tab.forms.doubtful) and bool(parts(stage, task.id))
        )
        stage.shot("22-task-signoff-doubtful")  # once more, when the list stands
        last = next(doubt.scan for doubt in tab.forms.doubtful if doubt.why == "unread")
        tab.forms.place(last, Pointed("form", len(pypdfium2.PdfDocument(files[-1]))))
        stage.shot("23-task-signoff-signed", lambda: len(parts(stage, task.id)) == 2)
    measure = tasks.get(stage.ws, task.id).measures[0]
    tasks.save_measure(stage.ws, replace(measure, reported=f"{measure.reported}另有补充。"))
    stage.window.desk.tell(Changed(task.id))
    stage.shot("24-task-signoff-changed")
    tasks.save_measure(stage.ws, measure)


def certificates(stage: Stage) -> None:
    """Signing by certificate: with a key file, then with a key that holds a certificate of three kinds."""
    forms = [state.expected for state in sign_off.form_states(stage.ws, tasks.find(stage.ws, "18").id)]
    roles = [role.title for role in stage.window.desk.profile.sign_roles if role.before_sending]
    dialog = CertificateDialog(stage.window, forms, roles)
    dialog_shot(dialog, f"25-certificate-file-{stage.scale}")
    dialog.where.setCurrentIndex(1)
    dialog.form.setCurrentIndex(dialog.form.findData("form"))
    dialog.driver.setText("C:\\Windows\\System32\\厂商驱动_csp11.dll")
    known = (
        ("王喆", ""),
        ("县整改办（加密）", "加密证书，不用来签名"),
        ("王喆", "国密（SM2）证书，本程序签不了"),
    )
    dialog._listed(
        tuple(
            KeyCertificate(Path(dialog.driver.text()), "U盾", b"1", str(at), name, "2027年11月22日", why)
            for at, (name, why) in enumerate(known)
        )
    )
    dialog.pin.setText("123456")
    dialog_shot(dialog, f"26-certificate-key-{stage.scale}")
    dialog.pin.clear()
    dialog.certificate.clear()
    dialog._not_listed(
        UserError("U盾的驱动程序出错退出了，没有读到证书。", "请拔下重插后再试，或向厂商要新版驱动。")
    )
    dialog_shot(dialog, f"27-certificate-key-problem-{stage.scale}")


def parts(stage: Stage, task_id: str) -> list[SignedPart]:
    """The signed forms of a task."""
    return signed_forms.parts(stage.ws, task_id)


def sending(stage: Stage) -> None:
    """The dialog before a package is written: with gaps, for a disc."""
    gaps = (
        "第2条措施没有佐证材料。",
        "自查自验还没有“通过”的结论。",
        "整改时限按2027年6月30日掌握，宽于“省级整改时限”的2026年12月31日，不能比上级方案放宽。",
    )
    dialog = SendDialog(stage.window, gaps, 1_300_000_000)
    dialog.medium.setCurrentIndex(1)
    dialog.show()
    QApplication.processEvents()
    dialog.grab().save(str(OUT / f"30-send-{stage.scale}.png"))
    dialog.close()


def answering(stage: Stage) -> None:
    """A package returned with two reasons, typed in; then accepted, closed, in the register, looked back on; two levels."""
    ws, window = stage.ws, stage.window
    task = tasks.find(ws, "18")
    with tempfile.TemporaryDirectory() as scratch:
        sent = send(ws, task.id, Path(scratch), write_acceptance_package, "演示")
    reasons = (
        Reason("照片没有写明拍摄方向，无法对比。", "整改前后照片"),
        Reason("监测报告没有采样点位。", "措施3"),
    )
    answer = Answer(
        sent.record.number, sent.record.manifest_sha256, False, ws.today, "市生态环境局", "沈若川"
    )
    stage.task("18", "package")
    answer = replace(answer, reasons=reasons, opinion="请补充完善。")
    answer_dialogs(stage, answer, ws.folder / "packages" / sent.opinions[-1].name)
    actions.take_answer(ws, answer)
    packages.save_mended(ws, sent.record, {0: "已在照片说明中补充拍摄方向。"})
    window.desk.tell(Changed(task.id))
    stage.shot("32-package-returned")
    packages.save_mended(ws, sent.record, {0: "已在照片说明中补充拍摄方向。", 1: "已补充采样点位说明。"})
    settings.put(ws, "profile", "anhui")
    for step in (
        Step("", "requested", ws.today),
        Step("", "accepted", ws.today, "市生态环境局", level="city"),
    ):
        work.add_step(ws, task.id, step)
    window.desk.tell(Changed(settings=True))
    stage.task("18", "overview")
    stage.shot("33-levels")
    settings.put(ws, "profile", "jiuquan2018")
    work.add_step(ws, task.id, Step("", "closed", ws.today, "市整改办", "云整改办〔2026〕9号"))
    told, ws.today = ws.today, date(2027, 5, 10)
    work.add_step(ws, task.id, Step("", "looked_back", date(2027, 2, 24), "县整改办", note="无反弹"))
    window.desk.tell(Changed(settings=True))
    stage.task("18", "overview")
    stage.shot("34-closed")
    window.show_register()
    stage.shot("35-register")
    looked = LookBackDialog(window, ws.today, "市生态环境局（2026年11月4日）")
    looked.rebounded.setChecked(True)
    dialog_shot(looked, f"36-look-back-{stage.scale}")
    window.show_tasks()
    stage.window.tasks.filters[-1].click()
    stage.shot("37-tasks-look-back")
    ws.today = told


def answer_dialogs(stage: Stage, answer: Answer, form: Path) -> None:
    """The answer typed in, and as read from a form that names another level than the one asked."""
    ws, window = stage.ws, stage.window
    dialog = AnswerDialog(window, window.task.package.records._answerable(), ws.today)
    dialog.refused.setChecked(True)
    for row, reason in enumerate(answer.reasons):
        dialog.reasons.setItem(row, 1, QTableWidgetItem(reason.text))
    dialog_shot(dialog, f"31-answer-{stage.scale}")
    read = ReadAnswerDialog(window, closing.bound(ws, replace(answer, level="省级")), form, profile_of(ws))
    read.show()
    stage.settle()
    dialog_shot(read, f"31-answer-read-{stage.scale}")


def verifying(stage: Stage) -> None:
    """The desk's own packages and one that was cut short on its way, verified together; a finding led to its field."""
    page = stage.window.verify
    stage.window.show_verify()
    stage.shot("38-verify-empty")
    kept = sorted((stage.ws.folder / "packages").glob("*.zip"))
    cut = stage.ws.folder / f"{kept[-1].stem}（U盘）.zip"
    cut.write_bytes(kept[-1].read_bytes()[:-5000])
    stage.window.verify_package([*kept, cut])
    stage.shot("39-verify", lambda: bool(page.verified))
    stage.task("28", "package")
    stage.window.task.go_to("sign:unit_head/on")
    stage.shot("40-finding-led-to-its-field")


def dialog_shot(dialog: QDialog, name: str) -> None:
    """A picture of a dialog by itself."""
    dialog.show()
    QApplication.processEvents()
    dialog.grab().save(str(OUT / f"{name}.png"))
    dialog.done(0)  # closing would ask about what was changed


SCENES = (
    welcome,
    task_list,
    task_tabs,
    import_wizard,
    settings_page,
    holidays,
    own_rules,
    own_forms,
    notice_tab,
    sign_off_tab,
    certificates,
    sending,
    answering,
    verifying,
)
"""Played in this order on one stage; a new page is a function here."""


def draw(scale: str) -> int:
    """Play every scene at the scaling this process was started with, then draw the papers once."""
    make_app(["screens"])
    with (
        tempfile.TemporaryDirectory() as scratch,
        Workspace.open(Path(scratch) / "desk", demo.today(), "王喆") as ws,
    ):
        # Nobody's remembered column widths and folders may show in a picture.
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        stage = Stage(ws, scale)
        for scene in SCENES:
            scene(stage)
        if scale == "100":
            draw_demo(Path(scratch) / "demo")
        stage.window.close()
    return 0


def draw_demo(out: Path) -> None:
    """Draw what the demo leaves: the forms of its last package, the handover list, the catalogue and record of its file."""
    headless.run(["demo", "--out", str(out)])
    draw_papers(sorted((out / "packages").glob("*.zip"))[-1])
    with Workspace.open(out / "workspace", demo.today(), "王喆") as ws:
        settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
        file_ledger(ws, tasks.find(ws, "18").id, out / "archive", write_file_ledger)
    for pattern in (
        "packages/*_移交清单.pdf",
        "packages/*_验收意见表.pdf",
        "archive/*/归档文件目录.pdf",
        "archive/*/*/办理过程*.pdf",
    ):
        path = sorted(out.glob(pattern))[-1]
        draw_pages(pypdfium2.PdfDocument(path), f"beside-{path.stem}")


def draw_papers(package: Path) -> None:
    """Draw every page of every PDF form in the package."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.endswith(".pdf") and "/06_" not in name:
                draw_pages(pypdfium2.PdfDocument(archive.read(name)), f"paper-{Path(name).stem}")


def draw_pages(document: pypdfium2.PdfDocument, stem: str) -> None:
    """A picture of every page."""
    for at in range(len(document)):
        document[at].render(scale=110 / 72).to_pil().save(OUT / f"{stem}-{at + 1:02d}.png")


if __name__ == "__main__":
    sys.exit(main())
