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


def draw(scale: str) -> int:
    """Draw the window's pages at the scaling this process was started with."""
    from data import actions, demo
    from data.domain.notice import Notice
    from data.store import notices, tasks
    from data.store.workspace import Workspace
    from ui.app import make_app
    from ui.desk import Changed, Desk
    from ui.main_window import MainWindow

    app = make_app(["screens"])

    def settle(until: Callable[[], bool] = lambda: True) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.02)
            if until() and time.monotonic() > end - 19.6:
                return

    with tempfile.TemporaryDirectory() as scratch:
        with Workspace.open(Path(scratch) / "desk", demo.today(), "王喆") as ws:
            window = MainWindow(Desk(ws))
            # At 150 % a 1366×768 screen has room for 911×512 logical pixels; office PCs that scale have larger screens.
            window.resize(1366, 768)
            window.show()

            def shot(name: str, until: Callable[[], bool] = lambda: True) -> None:
                settle(until)
                window.grab().save(str(OUT / f"{name}-{scale}.png"))

            shot("01-first-run")
            demo.prepare(ws)
            window.desk.tell(Changed(settings=True))
            window.show_tasks()
            shot("02-tasks")
            window.tasks.search.setText("坑塘")
            shot("03-tasks-search")
            window.tasks.search.clear()
            task = tasks.find(ws, "18")
            for at, tab in enumerate(
                ("overview", "measures", "evidence", "verification", "package", "history"), 4
            ):
                window.open_task(task.id, tab)
                if tab == "evidence":
                    window.task.evidence.table.selectRow(2)
                shot(f"{at:02d}-task-{tab}")
            window.task.evidence.lists.setCurrentIndex(1)
            window.task.tabs.setCurrentWidget(window.task.evidence)
            shot("10-task-expected-evidence")
            window.open_task(tasks.find(ws, "28").id, "package")
            shot("11-task-gaps")
            window.open_task(tasks.find(ws, "31").id, "overview")
            shot("12-task-deadline-to-confirm")
            window.show_imports()
            shot("13-import-choose")
            window.imports.read(demo.SAMPLES / demo.story()["story"]["revised"])
            shot("14-import-columns", lambda: window.imports.draft is not None)
            window.imports.next()
            shot("15-import-preview")
            window.imports.preview.table.selectRow(
                next(
                    i
                    for i, r in enumerate(window.imports.preview.table.model().items())
                    if r.fate == "changed"
                )
            )
            shot("16-import-change")
            window.imports.apply()
            shot("17-import-done", lambda: window.imports.steps.currentIndex() == 3)
            window.show_settings()
            shot("18-settings")
            other = tasks.find(ws, "28")
            notices.save(ws, other.id, Notice(date(2026, 9, 18), date(2026, 10, 9), medium="县政府网站"))
            window.open_task(other.id, "notice")
            shot("19-task-notice")
            window.task.notice.objections.add()
            window.task.notice.go_to("objections")
            shot("20-task-notice-objections")
            if scale == "100":
                from exporters.acceptance import write_acceptance_package

                sent = actions.send(ws, task.id, Path(scratch) / "out", write_acceptance_package)
                draw_papers(sent.path)
            window.close()
    return 0


def draw_papers(package: Path) -> None:
    """Draw every page of every PDF form in the package."""
    import pypdfium2

    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if name.endswith(".pdf") and "/06_" not in name:
                document = pypdfium2.PdfDocument(archive.read(name))
                for at in range(len(document)):
                    picture = document[at].render(scale=110 / 72).to_pil()
                    picture.save(OUT / f"paper-{Path(name).stem}-{at + 1:02d}.png")


if __name__ == "__main__":
    sys.exit(main())
