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
from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QApplication

from data import actions, demo
from data.domain.notice import Notice
from data.store import notices, tasks
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from ui.app import make_app
from ui.desk import Changed, Desk
from ui.main_window import MainWindow

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


SCENES = (welcome, task_list, task_tabs, import_wizard, settings_page, notice_tab)
"""Played in this order on one stage; a new page is a function here."""


def draw(scale: str) -> int:
    """Play every scene at the scaling this process was started with, then draw the papers once."""
    make_app(["screens"])
    with (
        tempfile.TemporaryDirectory() as scratch,
        Workspace.open(Path(scratch) / "desk", demo.today(), "王喆") as ws,
    ):
        stage = Stage(ws, scale)
        for scene in SCENES:
            scene(stage)
        if scale == "100":
            task = tasks.find(ws, "18")
            draw_papers(actions.send(ws, task.id, Path(scratch) / "out", write_acceptance_package).path)
        stage.window.close()
    return 0


def draw_papers(package: Path) -> None:
    """Draw every page of every PDF form in the package."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.endswith(".pdf") and "/06_" not in name:
                document = pypdfium2.PdfDocument(archive.read(name))
                for at in range(len(document)):
                    picture = document[at].render(scale=110 / 72).to_pil()
                    picture.save(OUT / f"paper-{Path(name).stem}-{at + 1:02d}.png")


if __name__ == "__main__":
    sys.exit(main())
