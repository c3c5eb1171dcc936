"""Start of the window: first a window that says it is opening, then the desk itself, or why it cannot be opened.

The parts of the desk are imported only once the first window stands: on a slow office PC they take seconds, and a person
who sees nothing clicks again.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.opening import OpeningWindow

if TYPE_CHECKING:
    from data.domain.errors import UserError
    from data.store.workspace import Workspace

DEFAULT_WORKSPACE = Path.home() / "整改通"


def make_app(argv: list[str]) -> QApplication:
    """The application with its look; the running one where there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(argv)
    app.setApplicationName("整改通")
    app.setOrganizationName("整改通")
    theme.dress(app)
    return app


def start(argv: list[str]) -> int:
    """Open the window on the workspace used last and run until it is closed."""
    parser = argparse.ArgumentParser(prog="main.py", add_help=False)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--close", action="store_true", help="开窗后立即关闭，供安装自检")
    args, rest = parser.parse_known_args(argv[1:])
    app = make_app([argv[0], *rest])
    opening = OpeningWindow()
    opening.show()
    app.processEvents()
    folder = args.workspace or Path(str(QSettings().value("workspace", DEFAULT_WORKSPACE)))
    workspace = open_workspace(folder, args.today or date.today())
    if workspace is None:
        return 3
    return _work(app, workspace, opening, args)


def _work(app: QApplication, workspace: Workspace, opening: OpeningWindow, args: argparse.Namespace) -> int:
    from data.rules import note_outside_change, rules_fault
    from ui import errors
    from ui.desk import Desk
    from ui.main_window import MainWindow

    errors.install(workspace.folder / "logs")
    with workspace:
        note_outside_change(workspace)
        window = MainWindow(Desk(workspace))
        window.show()
        opening.close()
        if args.today is None:
            window.follow_the_day()
        if args.close:
            app.processEvents()
            return 0
        if fault := rules_fault(workspace):
            errors.show(window, fault)
        return app.exec()


def open_workspace(folder: Path, today: date) -> Workspace | None:
    """Open a workspace; where that is refused, say why and let another folder be chosen. None when the person gives up."""
    from data.domain.errors import UserError
    from data.store.workspace import Workspace
    from ui.desk import USER

    while True:
        try:
            workspace = Workspace.open(folder, today, str(QSettings().value(USER, "")))
        except UserError as error:
            print(error, file=sys.stderr)
            chosen = _other_folder(error, folder)
            if chosen is None:
                return None
            folder = chosen
        else:
            QSettings().setValue("workspace", str(folder))
            return workspace


def _other_folder(error: UserError, folder: Path) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    from ui import errors

    if not errors.ask(None, error.title, error.advice, "另选文件夹", "退出"):
        return None
    chosen = QFileDialog.getExistingDirectory(None, "选择工作文件夹", str(folder.parent))
    return Path(chosen) if chosen else None
