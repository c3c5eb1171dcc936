"""Start to first window, in fresh processes, against an empty PySide6 window (goal: 1.6)."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.rounds import Row, compare

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 12
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
"""
OPENING = """
import sys
from ui.app import make_app
from ui.opening import OpeningWindow
app = make_app(sys.argv)
window = OpeningWindow()
window.show()
app.processEvents()
"""


def run() -> list[Row]:
    with TemporaryDirectory() as folder:
        room = Path(folder)
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(room / "settings")}
        _fill(room / "desk")

        def ours() -> None:
            command = [sys.executable, "main.py", "--workspace", str(room / "desk"), "--close"]
            subprocess.run(command, cwd=ROOT, env=env, check=True)

        def bare() -> None:
            subprocess.run([sys.executable, "-c", EMPTY], cwd=ROOT, env=env, check=True)

        def first() -> None:
            subprocess.run([sys.executable, "-c", OPENING], cwd=ROOT, env=env, check=True)

        ours()
        return [
            compare("启动到第一个窗口（“正在打开”）/ 空的 PySide6 窗口", first, bare, ROUNDS),
            compare("启动到任务列表（样例42项任务）/ 空的 PySide6 窗口", ours, bare, ROUNDS),
        ]


def _fill(desk: Path) -> None:
    from data import demo
    from data.store.workspace import Workspace

    with Workspace.open(desk, date(2026, 11, 22)) as ws:
        demo.prepare(ws)


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
