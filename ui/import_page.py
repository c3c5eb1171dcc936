"""The import: choose the city's file, see how its columns are understood, look through what would change, then import."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from data import actions
from data.domain.model import Listing, Report
from data.domain.plan import Plan
from data.intake.choices import Choices
from data.intake.grid import Book
from data.intake.workbook import read_book
from data.rules import profile_of
from data.store import imports, settings, undo
from data.store.workspace import Workspace
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.folders import remember_folder
from ui.import_choose import ChooseStep
from ui.import_columns import ColumnsStep
from ui.import_done import DoneStep
from ui.import_preview import PreviewStep
from ui.parts import button, title, words
from ui.theme import TOKENS

STEPS = ("选文件", "对列", "核对内容", "完成")
_REMEMBERED = "columns"


@dataclass(frozen=True, slots=True)
class Draft:
    """One import under way: the file, its cells, what was chosen, and what that reads as."""

    file: Path
    book: Book
    choices: Choices
    listing: Listing
    plan: Plan


class ImportPage(QWidget):
    """The wizard. ``begin()`` starts over unless an import is under way; emits ``finished`` when it is done with."""

    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.draft: Draft | None = None
        self.choose = ChooseStep(desk)
        self.columns = ColumnsStep()
        self.preview = PreviewStep()
        self.done = DoneStep()
        self._build()
        self.choose.chosen.connect(self.read)
        self.choose.undo_wanted.connect(self.undo)
        self.columns.changed.connect(self.reread)
        self.preview.fixed.connect(self._fix)
        self.done.listed.connect(self._leave)
        self.done.again.connect(self.restart)

    def _build(self) -> None:
        self.steps = QStackedWidget()
        for step in (self.choose, self.columns, self.preview, self.done):
            self.steps.addWidget(step)
        self._marks = [words(f"{at}  {name}", "hint") for at, name in enumerate(STEPS, 1)]
        self._back = button("上一步", self.back, "arrow-left")
        self._next = button("下一步", self.next, "arrow-right", "primary")
        self._said = words("", "hint")
        layouts.fill(
            self,
            layouts.column(
                layouts.row(
                    title("导入清单"), layouts.space(TOKENS.gap_l), *self._marks, layouts.GROW, gap=TOKENS.gap
                ),
                layouts.grow(self.steps),
                layouts.row(self._said, layouts.GROW, self._back, self._next),
                margin=TOKENS.gap_l,
            ),
        )
        self._show_step(0)

    # ------------------------------------------------------------ steps

    def begin(self) -> None:
        """Start at the first step, unless an import is being looked through."""
        if self.steps.currentIndex() in (0, 3):
            self.restart()

    def restart(self) -> None:
        """Forget what was chosen and start over."""
        self.draft = None
        self.choose.reload()
        self._show_step(0)

    def _show_step(self, at: int) -> None:
        self.steps.setCurrentIndex(at)
        for number, mark in enumerate(self._marks):
            mark.setProperty("kind", "strong" if number == at else "hint")
            mark.style().unpolish(mark)
            mark.style().polish(mark)
        self._back.setVisible(at in (1, 2))
        self._next.setVisible(at in (1, 2))
        self._next.setText("导入" if at == 2 else "下一步")
        self._said.setText(self._count_words() if at == 2 else "")

    def _count_words(self) -> str:
        if self.draft is None:
            return ""
        counts = self.draft.plan.counts
        return f"新增 {counts['new']} 项，变化 {counts['changed']} 项，不变 {counts['unchanged']} 项，清单里不再有 {counts['missing']} 项"

    def back(self) -> None:
        """One step back."""
        self._show_step(max(0, self.steps.currentIndex() - 1))

    def next(self) -> None:
        """One step on; from the preview, import."""
        if self.steps.currentIndex() == 2:
            self.apply()
        else:
            self._show_step(2)

    def _leave(self) -> None:
        self.restart()
        self.finished.emit()

    # ------------------------------------------------------------ reading

    def read(self, file: Path) -> None:
        """Read a file on the worker thread and go on to its columns."""
        remember_folder("lists", file.parent)
        job = self._desk.run("读取清单", lambda ws, report: _draft(ws, file, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda draft: self._show_draft(draft, 1))

    def reread(self, choices: Choices) -> None:
        """Read the same cells again under other choices."""
        draft = self.draft
        if draft is None:
            return
        step = self.steps.currentIndex()
        job = self._desk.run("重新读取", lambda ws, report: _read_again(ws, draft, choices, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda again: self._show_draft(again, step))

    def _fix(self, sheet: str, cell: str, text: str) -> None:
        if self.draft is not None:
            fixes = {**self.draft.choices.fixes, (sheet, cell): text}
            self.reread(replace(self.draft.choices, fixes=fixes))

    def _show_draft(self, draft: Draft, step: int) -> None:
        self.draft = draft
        self.columns.show_draft(draft.book, draft.listing, draft.choices)
        self.preview.show_draft(draft.listing, draft.plan)
        self._show_step(step)

    # ------------------------------------------------------------ writing

    def apply(self) -> None:
        """Import what the preview shows, in one transaction."""
        draft = self.draft
        if draft is None:
            return
        job = self._desk.run("导入", lambda ws, report: _apply(ws, draft, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _: self._applied(draft))

    def _applied(self, draft: Draft) -> None:
        self._desk.tell(Changed())
        self.done.show_result(draft.listing, draft.plan)
        self._show_step(3)

    def undo(self) -> None:
        """Take back the newest import."""
        newest = next((r for r in imports.history(self._desk.ws) if r.undone_on is None), None)
        if newest is None or not errors.ask(
            self,
            f"撤回“{newest.file}”的导入？",
            "这次导入新增和改动的内容会退回去；之后又办理过的任务会保留。",
            "撤回",
        ):
            return
        try:
            undone = undo.undo_last(self._desk.ws)
        except Exception as error:
            errors.show(self, error)
            return
        kept = (
            f"有{len(undone.kept)}项因为之后办理过而保留：" + "、".join(undone.kept[:5])
            if undone.kept
            else ""
        )
        errors.tell(self, f"已撤回，退回{undone.reversed}处。", kept)
        self.choose.reload()
        self._desk.tell(Changed())


def _draft(ws: Workspace, file: Path, report: Report) -> Draft:
    remembered = settings.get(ws, _REMEMBERED, dict[str, dict[str, str]], {})
    book = read_book(file, report)
    choices = Choices(remembered=remembered)
    return _planned(ws, file, book, choices, report)


def _read_again(ws: Workspace, draft: Draft, choices: Choices, report: Report) -> Draft:
    return _planned(ws, draft.file, draft.book, choices, report)


def _planned(ws: Workspace, file: Path, book: Book, choices: Choices, report: Report) -> Draft:
    context = actions.reading_context(profile_of(ws), ws.today, settings.unit_context(ws))
    listing = actions.read_cells(book, context, choices, report)
    return Draft(file, book, choices, listing, imports.plan(ws, listing.tasks))


def _apply(ws: Workspace, draft: Draft, report: Report) -> str:
    """Import, and remember how this layout's columns were understood."""
    done = imports.apply(ws, draft.listing, draft.plan, draft.file, report)
    remembered = settings.get(ws, _REMEMBERED, dict[str, dict[str, str]], {})
    learned = {
        sheet.fingerprint: dict(sheet.columns)
        for sheet in draft.listing.sheets
        if sheet.used and sheet.fingerprint
    }
    if draft.choices.columns is not None and {**remembered, **learned} != remembered:
        settings.put(ws, _REMEMBERED, {**remembered, **learned})
    return done
