"""The main window: the rail on the left, the pages, the progress line; it knows the pages, they do not know each other.

Only the list is there at the start; every other page is made, and what it needs is loaded, when it is first wanted.
"""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from data.store import settings
from data.version import VERSION
from ui import errors, jobs, layouts, theme
from ui.desk import Changed, Desk
from ui.icons import pixmap
from ui.parts import button, words
from ui.progress import ProgressPanel
from ui.task_list import TaskListPage
from ui.theme import TOKENS

if TYPE_CHECKING:
    from ui.first_run import FirstRunPage
    from ui.import_page import ImportPage
    from ui.register_page import RegisterPage
    from ui.settings_page import SettingsPage
    from ui.task_page import TaskPage
    from ui.verify_page import VerifyPage

Page = TypeVar("Page", bound=QWidget)

# What an office PC of 1366×768 leaves at 150 %, less the taskbar and the title.
_SMALLEST = (900, 440)


class PageStack(QStackedWidget):
    """Pages of which only the one in sight says how much room it needs, so that a low window scrolls no more than it must."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda *_: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in sight needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """What the page in sight needs at least when it is this wide."""
        page = self.currentWidget()
        inner = page.layout() if page else None
        if inner is None or not inner.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return inner.minimumHeightForWidth(width)


class MainWindow(QMainWindow):
    """The one window of the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.let_the_wheel_scroll(app)
        self.setWindowTitle("整改通")
        layouts.resize_on_screen(self, 1366, 768)
        self.setMinimumSize(*_SMALLEST)
        self.pages = PageStack()
        self.tasks = self._added(TaskListPage(desk))
        self._build()
        self._connect()
        self.pages.currentChanged.connect(self._left_settings)
        self.pages.currentChanged.connect(lambda _at: QTimer.singleShot(0, self._view, self._show_top))
        geometry = QSettings().value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)
        desk.changed.connect(self._show_office)
        self._show_office()
        self.show_first_page()

    def _build(self) -> None:
        self.progress = ProgressPanel()
        self._view = layouts.scroll(self.pages, sideways=True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = layouts.panel(layouts.column(layouts.grow(self._view), self.progress, gap=0), "canvas")
        self.setCentralWidget(layouts.panel(layouts.row(self._rail(), layouts.grow(body), gap=0)))

    def _rail(self) -> QFrame:
        group = QButtonGroup(self)
        self.nav: dict[str, QPushButton] = {}
        for key, text, glyph, go in (
            ("tasks", "整改任务", "clipboard-list", self.show_tasks),
            ("imports", "导入清单", "import", self.show_imports),
            ("register", "销号登记簿", "book-open", self.show_register),
            ("settings", "设置", "settings", self.show_settings),
            ("verify", "核验申请包", "file-check", self.show_verify),
        ):
            one = button(text, go, glyph, "nav")
            one.setCheckable(True)
            group.addButton(one)
            self.nav[key] = one
        self.nav["verify"].setToolTip("看一个申请包全不全、有没有被改动（Ctrl+5）")
        mark = words("")
        mark.setPixmap(pixmap("shield-check", "accent", 26))
        self._office = words("", "hint")
        self._office.setWordWrap(True)
        rail = QFrame()
        rail.setProperty("kind", "rail")
        rail.setFixedWidth(176)
        rail.setLayout(
            layouts.column(
                layouts.row(mark, words("整改通", "section"), layouts.GROW),
                layouts.space(TOKENS.gap),
                *(one for key, one in self.nav.items() if key != "verify"),
                layouts.GROW,
                self.nav["verify"],
                layouts.space(TOKENS.gap_s),
                self._office,
                words(f"版本 {VERSION}", "small"),
                gap=TOKENS.gap_xs,
                margin=TOKENS.gap,
            )
        )
        return rail

    def _connect(self) -> None:
        self.tasks.opened.connect(self.open_task)
        self.tasks.import_wanted.connect(self.show_imports)
        self.tasks.sample_wanted.connect(lambda: self.first.load_sample())
        for keys, go in (
            ("Ctrl+1", self.show_tasks),
            ("Ctrl+2", self.show_imports),
            ("Ctrl+3", self.show_register),
            ("Ctrl+4", self.show_settings),
            ("Ctrl+5", self.show_verify),
        ):
            QShortcut(QKeySequence(keys), self, go)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.show_imports)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self, lambda: self.desk.tell(Changed()))

    # ------------------------------------------------------------ pages

    def _added(self, page: Page) -> Page:
        self.pages.addWidget(page)
        return page

    @cached_property
    def task(self) -> "TaskPage":
        """The page of one task."""
        from ui.task_page import TaskPage

        page = self._added(TaskPage(self.desk))
        page.left.connect(self.show_tasks)
        page.settings_wanted.connect(self.show_setting)
        page.verify_wanted.connect(self.verify_package)
        return page

    @cached_property
    def imports(self) -> "ImportPage":
        """The import wizard."""
        from ui.import_page import ImportPage

        page = self._added(ImportPage(self.desk))
        page.finished.connect(self.show_tasks)
        return page

    @cached_property
    def register(self) -> "RegisterPage":
        """The register of closed tasks."""
        from ui.register_page import RegisterPage

        page = self._added(RegisterPage(self.desk))
        page.opened.connect(self.open_task)
        return page

    @cached_property
    def settings(self) -> "SettingsPage":
        """The settings."""
        from ui.settings_page import SettingsPage

        return self._added(SettingsPage(self.desk))

    @cached_property
    def verify(self) -> "VerifyPage":
        """Where packages are verified."""
        from ui.verify_page import VerifyPage

        return self._added(VerifyPage(self.desk))

    @cached_property
    def first(self) -> "FirstRunPage":
        """The welcome."""
        from ui.first_run import FirstRunPage

        page = self._added(FirstRunPage(self.desk))
        page.finished.connect(self.show_tasks)
        page.import_wanted.connect(self.show_imports)
        return page

    def show_first_page(self) -> None:
        """A desk nobody has set up yet begins with a welcome."""
        if settings.office(self.desk.ws).county:
            self.show_tasks()
        else:
            self.pages.setCurrentWidget(self.first)
            self.first.county.setFocus()

    def _show_top(self) -> None:
        """A page begins at its title: on a low screen the view would follow the focus down."""
        self._view.verticalScrollBar().setValue(0)

    def _left_settings(self, _at: int) -> None:
        """Settings changed and not saved are asked about when another page comes."""
        if "settings" in self.__dict__ and self.pages.currentWidget() is not self.settings:
            self.settings.ask_to_keep()

    def show_tasks(self) -> None:
        """Show the list."""
        self.nav["tasks"].setChecked(True)
        self.pages.setCurrentWidget(self.tasks)
        self.tasks.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_task(self, task_id: str, tab: str = "") -> None:
        """Show one task."""
        self.nav["tasks"].setChecked(True)
        self.task.show_task(task_id, tab)
        self.pages.setCurrentWidget(self.task)

    def show_imports(self) -> None:
        """Show the import."""
        self.nav["imports"].setChecked(True)
        self.imports.begin()
        self.pages.setCurrentWidget(self.imports)

    def show_register(self) -> None:
        """Show the register of closed tasks."""
        self.nav["register"].setChecked(True)
        self.register.reload()
        self.pages.setCurrentWidget(self.register)

    def show_settings(self) -> None:
        """Show the settings."""
        self.nav["settings"].setChecked(True)
        self.settings.reload()
        self.pages.setCurrentWidget(self.settings)

    def show_verify(self) -> None:
        """Show where packages are verified."""
        self.nav["verify"].setChecked(True)
        self.pages.setCurrentWidget(self.verify)
        self.verify.drop.setFocus()

    def verify_package(self, paths: list[Path]) -> None:
        """Verify these packages."""
        self.show_verify()
        self.verify.verify(paths)

    def show_setting(self, name: str) -> None:
        """Show one place of the settings: office, forms or rules."""
        self.show_settings()
        self.settings.go_to(name)

    def _show_office(self, *_: object) -> None:
        office = settings.office(self.desk.ws)
        self._office.setText(office.name or "还没有填写本单位")

    def follow_the_day(self) -> None:
        """A window left open overnight works with the new day from its first minute on."""
        clock = QTimer(self, interval=60_000)
        clock.timeout.connect(lambda: self.turn_to(date.today()))
        clock.start()

    def turn_to(self, day: date) -> None:
        """Ask every rule with this day from now on."""
        if day != self.desk.ws.today:
            self.desk.ws.today = day
            self.desk.tell(Changed())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks before it stops running work, and keeps what was typed and the window's place."""
        busy = next((job for job in jobs.worker().jobs() if job.running and not job.quiet), None)
        if busy and not errors.ask(
            self,
            f"“{busy.title}”还没有做完。",
            "现在关闭，这一步就停止，不留下半截的东西。",
            "停止并关闭",
            "接着做",
        ):
            event.ignore()
            return
        self.setFocus()  # an open cell hands over what was typed
        QSettings().setValue("window/geometry", self.saveGeometry())
        if "task" in self.__dict__:  # a page nobody opened holds nothing
            self.task.finish()
        if "settings" in self.__dict__:
            self.settings.ask_to_keep()
        jobs.stop()
        super().closeEvent(event)
