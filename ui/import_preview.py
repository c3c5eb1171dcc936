"""The third step of the import: every task with what would happen to it, every doubt by cell, and cells put right in place."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QInputDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from data import words as wording
from data.domain.model import ListedTask, Listing, RowProblem
from data.domain.plan import Plan, TaskChange
from ui import layouts
from ui.parts import hint, section, words
from ui.tables import CENTER, Column, DataTable
from ui.theme import TOKENS

_FATE = {
    "new": ("新增", "info"),
    "changed": ("变化", "warning"),
    "same": ("不变", "neutral"),
    "missing": ("不再有", "orange"),
}
_SEVERITY = {"error": ("不能导入", "red"), "warning": ("请核对", "warning"), "info": ("说明", "neutral")}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One task of the preview: what the list says, what would happen, and the doubts on its cells."""

    task: ListedTask
    fate: str
    change: TaskChange | None
    problems: tuple[RowProblem, ...]


class PreviewStep(QWidget):
    """Emits ``fixed(sheet, cell, text)`` when a person puts a cell right."""

    fixed = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PreviewRow] = []
        columns: list[Column[PreviewRow]] = [
            Column("", lambda r: _FATE[r.fate][0], width=80, chip=lambda r: _FATE[r.fate][1]),
            Column("编号", lambda r: r.task.number or "—", width=60, align=CENTER),
            Column("反馈问题", lambda r: r.task.finding.replace("\n", " "), tooltip=lambda r: r.task.finding),
            Column("牵头单位", lambda r: r.task.lead_unit or "—", width=130),
            Column(
                "时限（读作）", lambda r: r.task.deadline.reading or "—", width=170, tooltip=_deadline_tip
            ),
            Column("措施", lambda r: str(len(r.task.measures)), width=54, align=CENTER),
            Column(
                "疑问",
                lambda r: str(len(r.problems) or ""),
                width=60,
                chip=lambda r: "warning" if r.problems else None,
            ),
        ]
        self.table = DataTable(columns, name="preview", lines=2)
        self.table.set_empty("没有要看的任务", "")
        self.table.chosen.connect(lambda chosen: self._show(chosen[0] if chosen else None))
        self.only_doubts = QCheckBox("只看有疑问的")
        self.only_doubts.toggled.connect(lambda *_: self._filter())
        self._counts = words("", "hint")
        problem_columns: list[Column[RowProblem]] = [
            Column(
                "程度", lambda p: _SEVERITY[p.severity][0], width=92, chip=lambda p: _SEVERITY[p.severity][1]
            ),
            Column("单元格", lambda p: p.cell or "—", width=70),
            Column("疑问", lambda p: p.message, tooltip=lambda p: f"{p.message}\n（{p.sheet}）"),
        ]
        self.problems = DataTable(problem_columns, name="problems", lines=3)
        self.problems.set_empty("没有疑问", "")
        self.problems.opened.connect(self._fix)
        self._detail = QVBoxLayout()
        self._detail.setSpacing(TOKENS.gap_xs)
        self._build()

    def _build(self) -> None:
        right = layouts.column(
            layouts.card(
                layouts.row(section("疑问"), layouts.GROW, hint("双击可改单元格")),
                layouts.grow(self.problems),
                gap=TOKENS.gap_s,
            ),
            layouts.grow(
                layouts.card(
                    section("选中任务"),
                    layouts.grow(layouts.scroll(layouts.panel(layouts.column(self._detail, layouts.GROW)))),
                    gap=TOKENS.gap_s,
                )
            ),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(layouts.panel(layouts.column(self.table)))
        split.addWidget(layouts.panel(right))
        split.setSizes([720, 420])
        layouts.fill(
            self,
            layouts.column(
                layouts.row(self.only_doubts, layouts.GROW, self._counts),
                layouts.grow(split),
                gap=TOKENS.gap_s,
            ),
        )

    def show_draft(self, listing: Listing, plan: Plan) -> None:
        """Show what importing would do."""
        self._rows = _rows(listing, plan)
        general = len(listing.problems) - sum(len(row.problems) for row in self._rows)
        doubts = sum(1 for row in self._rows if row.problems)
        self._counts.setText(
            f"共 {len(listing.tasks)} 项任务，{doubts} 项有疑问；另有整表说明 {general} 条，跳过 {len(listing.skipped)} 行"
        )
        self._listing = listing
        self._filter()
        self._show(None)

    def _filter(self) -> None:
        self.table.show_items([row for row in self._rows if row.problems or not self.only_doubts.isChecked()])

    def _show(self, row: PreviewRow | None) -> None:
        layouts.clear(self._detail)
        self.problems.show_items(row.problems if row else self._listing.problems)
        if row is None:
            self._detail.addWidget(hint("选中一项任务，看它的内容、来源和变化。"))
            return
        if row.change:
            for change in row.change.fields:
                self._add(
                    wording.FIELDS.get(change.field, change.field),
                    f"原：{change.before or '（空）'}\n新：{change.after or '（空）'}",
                )
            for measure in row.change.measures:
                before = measure.before.text if measure.before else "（新增）"
                after = measure.after.text if measure.after else "（删去）"
                self._add(f"措施{measure.position}", f"原：{before}\n新：{after}")
            if row.change.looser:
                said = "、".join(wording.FIELDS[name] for name in row.change.looser)
                self._add("请注意", f"{said}比原来放宽了，请核实是否经上级同意。")
        self._add("反馈问题", row.task.finding)
        self._add("整改时限", f"原文：{row.task.deadline.text}\n读作：{row.task.deadline.reading}")
        self._add("责任单位", "、".join(row.task.responsible_units))
        for at, measure in enumerate(row.task.measures, 1):
            self._add(f"措施{at}", measure.text)
        self._add("来自", f"“{row.task.at.sheet}”第{row.task.at.row}行")

    def _add(self, name: str, text: str) -> None:
        said = QLabel(f"{name}：{text}")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self._detail.addWidget(said)

    def _fix(self, problem: RowProblem) -> None:
        if not problem.cell or not problem.cell[-1].isdigit():
            return
        current = self._current(problem)
        text, said = QInputDialog.getMultiLineText(
            self,
            "改这个单元格",
            f"{problem.message}\n单元格 {problem.cell} 改为（只改读法，不动原文件）：",
            current,
        )
        if said:
            self.fixed.emit(problem.sheet, problem.cell, text.strip())

    def _current(self, problem: RowProblem) -> str:
        for row in self._rows:
            for name, ref in row.task.origin.items():
                if ref.sheet == problem.sheet and ref.cell == problem.cell:
                    value = row.task.deadline.text if name == "deadline" else getattr(row.task, name, "")
                    return "、".join(value) if isinstance(value, tuple) else str(value or "")
        return ""


def _deadline_tip(row: PreviewRow) -> str:
    deadline = row.task.deadline
    return f"原文：{deadline.text or '（没有写）'}" + (f"\n{deadline.reason}" if deadline.reason else "")


def _rows(listing: Listing, plan: Plan) -> list[PreviewRow]:
    changes = {id(change.listed): change for change in plan.changed}
    same = {id(listed) for _, listed in plan.unchanged}
    by_cell: dict[tuple[str, str], list[RowProblem]] = {}
    for problem in listing.problems:
        by_cell.setdefault((problem.sheet, problem.cell), []).append(problem)
    rows = []
    for task in listing.tasks:
        cells = {(ref.sheet, ref.cell) for ref in task.origin.values()}
        found = tuple(problem for cell in sorted(cells) for problem in by_cell.get(cell, ()))
        fate = "changed" if id(task) in changes else "same" if id(task) in same else "new"
        rows.append(PreviewRow(task, fate, changes.get(id(task)), found))
    rows += [PreviewRow(task.listed, "missing", None, ()) for task in plan.missing]
    return rows
