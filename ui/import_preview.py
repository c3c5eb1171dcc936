"""The fourth step of the import: every task with what would happen to it, its changes marked, its doubts, put right in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QInputDialog,
    QPushButton,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from data.domain.model import RowProblem, Task
from data.domain.ours import NONE, ROLE_WORDS, ROLES
from data.domain.plan import NEW, Unsure, key_of
from ui import layouts
from ui.import_cells import CellsTable
from ui.import_draft import Draft
from ui.import_rows import VIEWS, PreviewRow, cell_rows, notices_of, preview_rows
from ui.parts import button, hint, notice, section, words
from ui.tables import CENTER, Column, DataTable
from ui.theme import TOKENS

_FATE = {
    "new": ("新增", "info"),
    "changed": ("变化", "warning"),
    "same": ("不变", "neutral"),
    "missing": ("不再有", "orange"),
    "out": ("不导入", "neutral"),
}
_SEVERITY = {"error": ("不能导入", "red"), "warning": ("请核对", "warning"), "info": ("说明", "neutral")}


class PreviewStep(QWidget):
    """``fixed(sheet, cell, text)``: a cell put right; ``said(key, task id)``: which task it is; ``scope(bool)``: only ours."""

    fixed = Signal(str, str, str)
    said = Signal(str, str)
    scope = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._rows: list[PreviewRow] = []
        self._view = VIEWS[0]
        self.table = DataTable(_columns(), key=lambda row: row.key, name="preview", lines=2)
        self.table.set_empty("没有要看的任务", "换一个条件看看。")
        self.table.chosen.connect(lambda chosen: self._show(chosen[0] if chosen else None))
        self.table.opened.connect(lambda _: self.cells.setFocus())
        self.problems = DataTable(_problem_columns(), name="problems", lines=2)
        self.problems.set_empty("没有疑问", "")
        self.problems.opened.connect(self._fix)
        self.cells = CellsTable()
        self.cells.edited.connect(self.fixed)
        self.filters = self._filters()
        self.all_in = QRadioButton("全部导入，其余留作参考")
        self.only_ours = QRadioButton("只导入涉及本县的")
        self.only_ours.toggled.connect(self._choose_scope)
        self._counts = words("", "hint")
        self._heading = section("")
        self._notices = QVBoxLayout()
        self._notices.setSpacing(TOKENS.gap_xs)
        self._build()

    def _filters(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        made = []
        for view in VIEWS:
            one = button(view.title, lambda chosen=view: self._choose_view(chosen), kind="filter")
            one.setCheckable(True)
            one.setChecked(view is self._view)
            group.addButton(one)
            made.append(one)
        return made

    def _build(self) -> None:
        self._doubts = layouts.card(
            layouts.row(section("疑问"), layouts.GROW, hint("Enter 或双击，改那个单元格")),
            layouts.grow(self.problems),
            gap=TOKENS.gap_s,
            margin=TOKENS.gap_m,
        )
        task = layouts.card(
            self._heading, self._notices, layouts.grow(self.cells), gap=TOKENS.gap_s, margin=TOKENS.gap_m
        )
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(task)
        right.addWidget(self._doubts)
        right.setSizes([360, 170])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([650, 510])
        layouts.fill(
            self,
            layouts.column(
                layouts.row(*self.filters, layouts.GROW, gap=TOKENS.gap_xs),
                layouts.row(self._counts, layouts.GROW, self.all_in, self.only_ours, gap=TOKENS.gap),
                layouts.grow(split),
                gap=TOKENS.gap_s,
            ),
        )

    def start(self) -> None:
        """Begin at the first task."""
        self.table.setFocus()
        if not self.table.chosen_items() and self.table.model().rowCount():
            self.table.choose_row(0)

    # ------------------------------------------------------------ showing

    def show_draft(self, draft: Draft) -> None:
        """Show what importing would do; the row looked at stays chosen."""
        self._draft = draft
        self._rows = preview_rows(draft)
        for one, view in zip(self.filters, VIEWS, strict=True):
            one.setText(f"{view.title}  {sum(map(view.keep, self._rows))}")
        self._counts.setText(_ours_words(draft))
        county = bool(draft.units.county)
        for radio, on in ((self.all_in, not draft.only_ours), (self.only_ours, draft.only_ours)):
            radio.blockSignals(True)
            radio.setChecked(on)
            radio.blockSignals(False)
            radio.setVisible(county and NONE in draft.roles)
        self._refilter()

    def _choose_view(self, view) -> None:
        self._view = view
        self._refilter()

    def _refilter(self) -> None:
        self.table.show_items([row for row in self._rows if self._view.keep(row)])
        chosen = self.table.chosen_items()
        self._show(chosen[0] if chosen else None)

    def _show(self, row: PreviewRow | None) -> None:
        draft = self._draft
        if draft is None:
            return
        layouts.clear(self._notices)
        problems = row.problems if row else draft.listing.problems
        self.problems.show_items(problems)
        self._doubts.setVisible(bool(problems))
        self.cells.show_rows(cell_rows(draft, row) if row else [])
        if row is None:
            self._heading.setText("整张清单的疑问和说明")
            return
        at = row.task.at
        where = "" if row.fate == "missing" else f"　“{at.sheet}”第 {at.row} 行"
        self._heading.setText(f"第 {row.task.number or '—'} 号{where}")
        for kind, sentence in notices_of(row):
            self._notices.addWidget(notice(sentence, "triangle-alert", kind))
        if row.unsure is not None:
            self._notices.addWidget(self._question(row.unsure))

    def _question(self, unsure: Unsure) -> QWidget:
        """Whether the listed task is one of the stored ones; what holds now is said."""
        key = key_of(unsure.listed)
        made = notice(_question_words(unsure), "circle-help")
        buttons = [
            button(_same_words(task), lambda task=task: self.said.emit(key, task.id))
            for task in unsure.candidates
            if not (unsure.answered and unsure.taken == task)
        ]
        if unsure.taken is not None or not unsure.answered:
            buttons.append(button("是另一项新任务", lambda: self.said.emit(key, NEW)))
        for one, task in zip(buttons, unsure.candidates, strict=False):
            one.setToolTip(task.listed.finding)
        return layouts.panel(
            layouts.column(made, layouts.row(*buttons, layouts.GROW, gap=TOKENS.gap_xs), gap=TOKENS.gap_xs)
        )

    # ------------------------------------------------------------ putting right

    def _choose_scope(self, only_ours: bool) -> None:
        self.scope.emit(only_ours)

    def _fix(self, problem: RowProblem) -> None:
        """Edit the doubtful cell in the table above; a cell of no task is asked for in a box of its own."""
        if not problem.cell or not problem.cell[-1].isdigit() or self.cells.edit_cell(problem.cell):
            return
        current = self._draft.cell(problem.sheet, problem.cell) if self._draft else ""
        text, said = QInputDialog.getMultiLineText(
            self,
            "改这个单元格",
            f"{problem.message}\n单元格 {problem.cell} 改为（只改读法，不动原文件）：",
            current,
        )
        if said:
            self.fixed.emit(problem.sheet, problem.cell, text.strip())


def _columns() -> list[Column[PreviewRow]]:
    return [
        Column("变化", lambda r: _FATE[r.fate][0], width=92, chip=lambda r: _FATE[r.fate][1]),
        Column("编号", lambda r: r.task.number or "—", width=52, align=CENTER),
        Column("反馈问题", lambda r: r.task.finding.replace("\n", " "), tooltip=lambda r: r.task.finding),
        Column(
            "时限（读作）",
            lambda r: r.task.deadline.reading or r.task.deadline.text or "—",
            width=132,
            tooltip=_deadline_tip,
        ),
        Column("本县", lambda r: "" if r.role == NONE else ROLE_WORDS[r.role], width=56),
        Column("要看的", _to_see, width=84, chip=_to_see_chip),
    ]


def _to_see(row: PreviewRow) -> str:
    if row.unsure is not None and not row.unsure.answered:
        return "待认定"
    if row.change is not None and row.change.conflicts:
        return "有冲突"
    if row.change is not None and row.change.relaxed:
        return "放宽"
    return f"{len(row.problems)} 处" if row.problems else ""


def _to_see_chip(row: PreviewRow) -> str | None:
    text = _to_see(row)
    return {"": None, "待认定": "orange", "有冲突": "red", "放宽": "red"}.get(text, "warning")


def _problem_columns() -> list[Column[RowProblem]]:
    return [
        Column("程度", lambda p: _SEVERITY[p.severity][0], width=96, chip=lambda p: _SEVERITY[p.severity][1]),
        Column("单元格", lambda p: p.cell or "—", width=64),
        Column("疑问", lambda p: p.message, tooltip=lambda p: f"{p.message}\n（{p.sheet}）"),
    ]


def _deadline_tip(row: PreviewRow) -> str:
    deadline = row.task.deadline
    return f"原文：{deadline.text or '（没有写）'}" + (f"\n{deadline.reason}" if deadline.reason else "")


def _ours_words(draft: Draft) -> str:
    if not draft.units.county:
        return "在“设置”里填写本县名称后，这里会数出涉及本县的任务。"
    counted = [(ROLE_WORDS[role], draft.roles.count(role)) for role in ROLES]
    total = sum(count for _, count in counted)
    parts = "、".join(f"{word} {count}" for word, count in counted if count)
    return f"涉及{draft.units.county} {total} 项" + (f"：{parts}" if parts else "")


def _question_words(unsure: Unsure) -> str:
    if unsure.answered:
        return "已认定：" + (_same_words(unsure.taken) if unsure.taken else "是另一项新任务") + "。"
    like = f"与台账里第 {unsure.candidates[0].listed.number or '—'} 号任务有 {unsure.likeness:.0%} 的文字相同"
    now = _same_words(unsure.taken) if unsure.taken else "是另一项新任务"
    return f"{like}，是不是同一项？现在当作：{now}。"


def _same_words(task: Task) -> str:
    return f"就是台账里的第 {task.listed.number or '—'} 号"
