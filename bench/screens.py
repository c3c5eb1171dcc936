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
from data import actions, demo, sign_off
from data.domain.filing import ArchiveCodes
from data.domain.model import Answer, Reason, Step
from data.domain.notice import Notice
from data.domain.signed import SignedPart
from data.filing import file_ledger
from data.sending import send
from data.store import notices, packages, settings, signed_forms, tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package, write_signing_forms
from exporters.file_ledger import write_file_ledger
from ui.answer_dialog import AnswerDialog
from ui.app import make_app
from ui.desk import Changed, Desk
from ui.look_back_dialog import LookBackDialog
from ui.main_window import MainWindow
from ui.send_dialog import SendDialog

OUT = Path("build/screens")
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
        begun = time.monotonic()
        while time.monotonic() < begun + 20:
            QApplication.processEvents()
            time.sleep(0.02)
            if until() and time.monotonic() > begun + 0.4:
                break
        self.window.grab().save(str(OUT / f"{name}-{self.scale}.png"))

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
        tab.forms.place(last, ("form", len(pypdfium2.PdfDocument(files[-1]))))
        stage.shot("23-task-signoff-signed", lambda: len(parts(stage, task.id)) == 2)
    measure = tasks.get(stage.ws, task.id).measures[0]
    tasks.save_measure(stage.ws, replace(measure, reported=f"{measure.reported}另有补充。"))
    stage.window.desk.tell(Changed(task.id))
    stage.shot("24-task-signoff-changed")
    tasks.save_measure(stage.ws, measure)


def parts(stage: Stage, task_id: str) -> list[SignedPart]:
    """The signed forms of a task."""
    return signed_forms.parts(stage.ws, task_id)


def sending(stage: Stage) -> None:
    """The dialog before a package is written: with gaps, for a disc."""
    dialog = SendDialog(stage.window, 3, 1_300_000_000)
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
    dialog = AnswerDialog(window, window.task.package.records._answerable(), ws.today)
    dialog.refused.setChecked(True)
    for row, reason in enumerate(reasons):
        dialog.reasons.setItem(row, 1, QTableWidgetItem(reason.text))
    dialog_shot(dialog, f"31-answer-{stage.scale}")
    actions.take_answer(ws, replace(answer, reasons=reasons, opinion="请补充完善。"))
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


def dialog_shot(dialog: QDialog, name: str) -> None:
    """A picture of a dialog by itself."""
    dialog.show()
    QApplication.processEvents()
    dialog.grab().save(str(OUT / f"{name}.png"))
    dialog.close()


SCENES = (
    welcome,
    task_list,
    task_tabs,
    import_wizard,
    settings_page,
    notice_tab,
    sign_off_tab,
    sending,
    answering,
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
    for pattern in ("packages/*_移交清单.pdf", "archive/*/归档文件目录.pdf", "archive/*/*/办理过程*.pdf"):
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
