"""The import: choose the city's file, see how its columns are understood, confirm what is doubtful, look through, import."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from data.domain.model import Report
from data.intake.choices import Choices
from data.store import imports, undo
from data.store.workspace import Workspace
from ui import errors, import_draft, layouts
from ui.desk import Changed, Desk
from ui.folders import remember_folder
from ui.import_choose import ChooseStep
from ui.import_columns import ColumnsStep
from ui.import_confirm import ConfirmStep
from ui.import_done import DoneStep
from ui.import_draft import Draft
from ui.import_preview import PreviewStep
from ui.parts import button, mark, title, words
from ui.theme import TOKENS

STEPS = ("选文件", "对列", "认一认", "核对内容", "完成")
CHOOSE, COLUMNS, CONFIRM, PREVIEW, DONE = range(5)


class ImportPage(QWidget):
    """The wizard. ``begin()`` starts over unless an import is under way; emits ``finished`` when it is done with.

    By keyboard: Enter goes on, Esc goes back.
    """

    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.draft: Draft | None = None
        self.choose = ChooseStep(desk)
        self.columns = ColumnsStep()
        self.confirm = ConfirmStep()
        self.preview = PreviewStep()
        self.done = DoneStep(desk)
        self._build()
        self.choose.chosen.connect(self.read)
        self.choose.undo_wanted.connect(self.undo)
        self.columns.changed.connect(self.reread)
        self.preview.fixed.connect(self._fix)
        self.preview.said.connect(self._say_same)
        self.preview.scope.connect(self._choose_scope)
        self.done.listed.connect(self._leave)
        self.done.again.connect(self.restart)

    def _build(self) -> None:
        self.steps = QStackedWidget()
        for step in (self.choose, self.columns, self.confirm, self.preview, self.done):
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
        self._show_step(CHOOSE)

    # ------------------------------------------------------------ steps

    def begin(self) -> None:
        """Start at the first step, unless an import is being looked through."""
        if self.steps.currentIndex() in (CHOOSE, DONE):
            self.restart()

    def restart(self) -> None:
        """Forget what was chosen and start over."""
        self.draft = None
        self.choose.reload()
        self._show_step(CHOOSE)

    def _show_step(self, at: int) -> None:
        self.steps.setCurrentIndex(at)
        for number, one in enumerate(self._marks):
            mark(one, "kind", "strong" if number == at else "hint")
        asks = self.draft is not None and self.draft.doubts.count > 0
        self._marks[CONFIRM].setEnabled(asks or self.draft is None)
        between = at in (COLUMNS, CONFIRM, PREVIEW)
        self._back.setVisible(between)
        self._next.setVisible(between)
        self._next.setText("导入" if at == PREVIEW else "下一步")
        self._said.setText(self._count_words() if at == PREVIEW else "")
        start = getattr(self.steps.currentWidget(), "start", None)
        if start is not None:
            start()

    def _count_words(self) -> str:
        if self.draft is None:
            return ""
        counts = self.draft.plan.counts
        text = f"新增 {counts['new']} 项，变化 {counts['changed']} 项，不变 {counts['unchanged']} 项，清单里不再有 {counts['missing']} 项"
        out = len(self.draft.plan.left_out)
        return text + (f"，不导入 {out} 项" if out else "")

    def back(self) -> None:
        """One step back, past the questions where there are none."""
        at = self.steps.currentIndex() - 1
        if at == CONFIRM and (self.draft is None or not self.draft.doubts.count):
            at = COLUMNS
        self._show_step(max(CHOOSE, at))

    def next(self) -> None:
        """One step on: from the columns to what is doubtful, with its answers to the preview, from there into the desk."""
        at = self.steps.currentIndex()
        if self.draft is None or at not in (COLUMNS, CONFIRM, PREVIEW):
            return
        if at == PREVIEW:
            self.apply()
        elif at == COLUMNS and self.draft.doubts.count:
            self._show_step(CONFIRM)
        elif at == CONFIRM and self.confirm.answers() != self.draft.answers:
            self._answer()
        else:
            self._show_step(PREVIEW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back, wherever the field in focus has no use for them."""
        at = self.steps.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave() if at == DONE else self.next()
        elif event.key() == Qt.Key.Key_Escape and at in (COLUMNS, CONFIRM, PREVIEW):
            self.back()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.restart()
        self.finished.emit()

    # ------------------------------------------------------------ reading

    def _work(self, what: str, work: Callable[[Workspace, Report], Draft], step: int) -> None:
        """Make the next draft on the worker thread and show it at that step."""
        job = self._desk.run(what, work)
        job.failed.connect(self._failed)
        job.done.connect(lambda draft: self._show_draft(draft, step))

    def _failed(self, error: BaseException) -> None:
        errors.show(self, error)
        if self.draft is not None:  # what the fields show is what holds
            self._show_draft(self.draft, self.steps.currentIndex())

    def read(self, file: Path) -> None:
        """Read a file and go on to its columns."""
        remember_folder("lists", file.parent)
        self._work(f"读取“{file.name}”", lambda ws, report: import_draft.begin(ws, file, report), COLUMNS)

    def reread(self, choices: Choices) -> None:
        """Read the same cells again under other choices."""
        if (draft := self.draft) is not None:
            at = self.steps.currentIndex()
            self._work("重新读取", lambda ws, report: import_draft.rechosen(ws, draft, choices, report), at)

    def _answer(self) -> None:
        if (draft := self.draft) is not None:
            answers = self.confirm.answers()
            self._work(
                "按回答重新读取",
                lambda ws, report: import_draft.answered(ws, draft, answers, report),
                PREVIEW,
            )

    def _fix(self, sheet: str, cell: str, text: str) -> None:
        if self.draft is not None:
            fixes = {**self.draft.choices.fixes, (sheet, cell): text}
            self.reread(replace(self.draft.choices, fixes=fixes))

    def _say_same(self, key: str, task_id: str) -> None:
        if (draft := self.draft) is not None:
            same = {**draft.plan.decided.same, key: task_id}
            only = draft.only_ours
            self._work("重新比对", lambda ws, _: import_draft.decided(ws, draft, same, only), PREVIEW)

    def _choose_scope(self, only_ours: bool) -> None:
        if (draft := self.draft) is not None and draft.only_ours != only_ours:
            same = draft.plan.decided.same
            self._work("重新比对", lambda ws, _: import_draft.decided(ws, draft, same, only_ours), PREVIEW)

    def _show_draft(self, draft: Draft, step: int) -> None:
        self.draft = draft
        self.columns.show_draft(draft.book, draft.listing, draft.choices)
        self.confirm.show_draft(draft)
        self.preview.show_draft(draft)
        self._show_step(step)

    # ------------------------------------------------------------ writing

    def apply(self) -> None:
        """Import what the preview shows, in one transaction."""
        if (draft := self.draft) is not None:
            self._next.setEnabled(False)
            job = self._desk.run("导入", lambda ws, report: import_draft.write(ws, draft, report))
            job.failed.connect(lambda error: errors.show(self, error))
            job.done.connect(lambda _: self._applied(draft))
            job.ended.connect(lambda: self._next.setEnabled(True))

    def _applied(self, draft: Draft) -> None:
        self._desk.tell(Changed())
        self.done.show_result(draft)
        self._show_step(DONE)

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
        shown = undone.kept[:8]
        more = f"\n……共 {len(undone.kept)} 处" if len(undone.kept) > len(shown) else ""
        kept = "之后办理过、保留下来的：\n" + "\n".join(shown) + more if shown else ""
        errors.tell(self, f"已撤回，退回 {undone.reversed} 处。", kept)
        self.choose.reload()
        self._desk.tell(Changed())
