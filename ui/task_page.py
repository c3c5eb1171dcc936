"""The page of one task: its head with number and states, and the tabs where it is worked."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget

from data.domain.states import PROGRESS_WORDS, judged, last_step, procedure_word, work_of
from data.store import tasks, work
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.fields import tell_newly_unread
from ui.parts import glyph_button, hint, words
from ui.task_evidence import EvidenceTab
from ui.task_history import HistoryTab
from ui.task_measures import MeasuresTab
from ui.task_notice import NoticeTab
from ui.task_overview import OverviewTab
from ui.task_package import PackageTab
from ui.task_rows import PROGRESS_CHIPS, WARNING_CHIPS
from ui.task_signoff import SignOffTab
from ui.task_verification import VerificationTab
from ui.theme import TOKENS

TABS = ("overview", "measures", "evidence", "verification", "notice", "signoff", "package", "history")


class Typed(Protocol):
    """A tab people type on."""

    def keep(self) -> bool:
        """Keep what was typed and not saved; True where something changed."""
        ...


class _Tabs(QTabWidget):
    """Tabs of which only the one in sight says how much room it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda *_: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the tab in sight needs, under its titles."""
        page, bar = self.currentWidget(), self.tabBar()
        inner = page.minimumSizeHint() if page else QSize()
        return QSize(
            max(inner.width(), bar.minimumSizeHint().width()), inner.height() + bar.sizeHint().height()
        )


class TaskPage(QWidget):
    """One task. ``show_task(id)`` fills it; emits ``left`` to go back to the list.

    Nothing typed is lost: leaving a tab, the task or the page keeps what was not saved. Ctrl+S saves the tab in sight.
    """

    left = Signal()
    settings_wanted = Signal(str)
    verify_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.task_id = ""
        self.overview = OverviewTab(desk)
        self.measures = MeasuresTab(desk)
        self.evidence = EvidenceTab(desk)
        self.verification = VerificationTab(desk)
        self.notice = NoticeTab(desk)
        self.signoff = SignOffTab(desk)
        self.package = PackageTab(desk)
        self.history = HistoryTab(desk)
        self._typed: tuple[Typed, ...] = (
            self.overview,
            self.measures,
            self.evidence,
            self.verification,
            self.notice,
            self.signoff,
        )
        self._in_sight: QWidget = self.overview
        self._build()
        self.package.mend_wanted.connect(self.go_to)
        self.package.records.verify_wanted.connect(self.verify_wanted)
        desk.changed.connect(self._reload_on)

    def _build(self) -> None:
        self._number = words("", "title")
        self._finding = hint("")
        self._finding.setMaximumHeight(44)
        self._progress, self._warning, self._procedure = Chip(), Chip(), Chip()
        self.tabs = _Tabs()
        self.tabs.setDocumentMode(True)
        names = ("基本情况", "措施与进展", "佐证材料", "自查自验", "公示", "审签", "销号申请", "办理记录")
        for name, page in zip(names, (getattr(self, tab) for tab in TABS), strict=True):
            self.tabs.addTab(page, name)
        self.tabs.currentChanged.connect(lambda *_: self._tab_changed())
        head = layouts.row(
            glyph_button("arrow-left", "返回任务列表（Esc）", self.left.emit),
            self._number,
            self._progress,
            self._warning,
            self._procedure,
            layouts.GROW,
        )
        layouts.fill(
            self,
            layouts.column(
                head, self._finding, layouts.grow(self.tabs), gap=TOKENS.gap_s, margin=TOKENS.gap_l
            ),
        )
        back = QAction(self)
        back.setShortcut("Esc")
        back.triggered.connect(self.left.emit)
        self.addAction(back)
        save = QAction(self)
        save.setShortcut(QKeySequence.StandardKey.Save)
        save.triggered.connect(self.save)
        self.addAction(save)

    def show_task(self, task_id: str, tab: str = "") -> None:
        """Show one task, on a tab if one is named."""
        self._leave()
        self.task_id = task_id
        if tab:
            self.tabs.setCurrentIndex(TABS.index(tab))
        self.tabs.tabBar().setFocus()
        self.reload()

    def go_to(self, where: str) -> None:
        """Go to the very field a finding names (``measure:2/done_on``): in sight, with the keyboard on it, marked."""
        head, _, name = where.partition("/")
        kind, _, which = head.partition(":")
        if kind == "settings":
            self.settings_wanted.emit(name)
            return
        places: dict[str, tuple[QWidget, Callable[[], None]]] = {
            "task": (self.overview, lambda: self.overview.go_to(name)),
            "measure": (self.measures, lambda: self.measures.go_to(int(which or 1), name)),
            "measure/evidence": (self.evidence, lambda: self.evidence.go_to_expected(int(which))),
            "measure/verdict": (self.verification, lambda: self.verification.go_to_verdict(int(which))),
            "evidence": (self.evidence, lambda: self.evidence.go_to(which, name)),
            "verification": (self.verification, lambda: self.verification.go_to(name)),
            "notice": (self.notice, lambda: self.notice.go_to(name)),
            "sign": (self.signoff, lambda: self.signoff.go_to(which, name)),
            "package": (self.package, lambda: self.package.go_to(name)),
        }
        tab, go = places.get(f"{kind}/{name}", places[kind])
        self.tabs.setCurrentWidget(tab)
        go()

    def reload(self) -> None:
        """Read the task again and show head and tab, after keeping what was typed; the tab as it is where that failed."""
        if not self.task_id:
            return
        kept = self.keep()
        desk = self._desk
        task = tasks.get(desk.ws, self.task_id)
        steps = work.steps(desk.ws, self.task_id)
        last = last_step(steps)
        step, level = (last.kind, last.level) if last else ("", "")
        reported = bool(work.progress(desk.ws, self.task_id))
        found = judged(work_of(task, desk.today, reported), task.due, step, desk.today, desk.profile)
        alarm = found.warning
        number = f"{task.listed.called}任务"
        upper = f"（上级第{task.listed.upper_number}号）" if task.listed.upper_number else ""
        self._number.setText(number + upper)
        self._finding.setText(task.listed.finding.replace("\n", " ")[:160])
        self._finding.setToolTip(task.listed.finding)
        self._progress.show_state(PROGRESS_WORDS[found.progress], PROGRESS_CHIPS[found.progress])
        self._warning.setVisible(alarm is not None)
        if alarm:
            text = f"还有{alarm.days}天到期" if alarm.level == "soon" else f"已超期{alarm.days}天"
            self._warning.show_state(text, WARNING_CHIPS[alarm.level])
        said = procedure_word(step, desk.profile, level)
        self._procedure.show_state(said, "done" if found.closed else "neutral")
        if kept:
            self._fill_tab()

    def _fill_tab(self) -> None:
        page = self.tabs.currentWidget()
        page.show_task(self.task_id)  # type: ignore[attr-defined]

    def _tab_changed(self) -> None:
        left, self._in_sight = self._in_sight, self.tabs.currentWidget()
        if self.task_id:
            tell_newly_unread(left)
        self.reload()

    def keep(self) -> bool:
        """Keep what was typed on any tab and not saved; where that changed something, everyone is told. False if it failed."""
        try:
            changed = [tab.keep() for tab in self._typed]
        except Exception as error:
            errors.show(self, error)
            return False
        if any(changed):
            told = Changed(self.task_id)
            QTimer.singleShot(0, self, lambda: self._desk.tell(told))
        return True

    def save(self) -> None:
        """Save the tab in sight as its own button does, with what is being typed; the keyboard stays where it was."""
        saves: dict[QWidget, QPushButton] = {
            self.overview: self.overview.save,
            self.measures: self.measures.save,
            self.evidence: self.evidence.save,
            self.verification: self.verification.save,
            self.notice: self.notice.save,
            self.signoff: self.signoff.chain.save,
        }
        field = self.window().focusWidget()
        self._finish_typing()
        button = saves.get(self.tabs.currentWidget())
        if button is not None:
            button.click()
        while field is not None and (field.isHidden() or field.focusPolicy() == Qt.FocusPolicy.NoFocus):
            field = field.parentWidget()  # a cell closed: its table
        if field is not None:
            field.setFocus()

    def _finish_typing(self) -> None:
        """Take what stands in the field somebody is in: a date is read, an open cell closed."""
        field = self.window().focusWidget()
        if field is not None and self.isAncestorOf(field):
            field.clearFocus()

    def _leave(self) -> None:
        """Before another task or page comes: keep everything, and say which dates could not be read."""
        self._finish_typing()
        self.keep()
        tell_newly_unread(self.tabs.currentWidget())

    def finish(self) -> None:
        """Before the window closes: keep everything typed, the begun progress line as well."""
        self._leave()
        self.measures.finish_entry()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed on it."""
        super().hideEvent(event)
        if self.task_id and not event.spontaneous():
            self._leave()

    def _reload_on(self, changed: Changed) -> None:
        if self.task_id and changed.task_id in (self.task_id, None) and self.isVisible():
            self.reload()
