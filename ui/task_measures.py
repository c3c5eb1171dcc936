"""The measures tab: each measure as listed, what the office reports of it, and dated progress entries."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from data import words as wording
from data.domain.model import Measure, ProgressEntry, Task
from data.store import evidence, tasks, work
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.fields import DateField, dates_readable, tell_unread, text_box
from ui.filling import UnreadDates
from ui.parts import button, section, words
from ui.pointing import point_at, point_at_cell
from ui.side_by_side import SideBySide
from ui.tables import CENTER, Column, DataTable
from ui.theme import TOKENS


@dataclass(frozen=True, slots=True)
class _Begun:
    """A progress line typed and not entered, with its date as typed and its percentage."""

    text: str
    on: str
    percent: int


class MeasuresTab(QWidget):
    """Measures on the left; the chosen one, and the progress of the task, on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._proofs: dict[str, int] = {}
        self._shown: Measure | None = None
        self._unread = UnreadDates()
        self._begun: dict[str, _Begun] = {}
        self._build()

    def _build(self) -> None:
        columns: list[Column[Measure]] = [
            Column("条", lambda m: str(m.position), width=44, align=CENTER),
            Column("整改措施（清单原文）", lambda m: m.text.replace("\n", " "), tooltip=lambda m: m.text),
            Column("时限", lambda m: m.due.isoformat() if m.due else "—", width=104, sort=lambda m: m.due),
            Column("状态", self._state, width=96, chip=self._state_chip),
            Column("佐证", lambda m: str(self._proofs.get(m.id, 0) or "—"), width=56, align=CENTER),
        ]
        self.table = DataTable(columns, key=lambda m: m.id, name="measures", lines=3)
        self.table.set_empty("清单没有列整改措施", "可以在进展里直接填写整改情况。")
        self.table.chosen.connect(self._choose)
        self.text = words("")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reported = text_box("这条措施做了什么、做到什么程度（会写进对照表和自验报告）", 4)
        self.done_on = DateField(name="完成日期")
        self.save = button("保存", self._save, "save", "primary")
        self._measure_card = layouts.card(
            section("落实情况"),
            self.text,
            self.reported,
            layouts.row(
                words("完成日期", "label"),
                self.done_on,
                words("没完成就留空", "hint"),
                layouts.GROW,
                self.save,
            ),
            gap=TOKENS.gap_s,
        )
        side = layouts.column(self._measure_card, layouts.grow(self._progress_card()), gap=TOKENS.gap_m)
        area = layouts.scroll(
            side, stop=False
        )  # a low window scrolls rather than laying fields over each other
        area.setMinimumWidth(area.widget().minimumSizeHint().width() + TOKENS.gap_l)
        table = layouts.panel(layouts.column(self.table))
        layouts.fill(self, layouts.column(SideBySide(table, area, (660, 480))))

    def _progress_card(self) -> QWidget:
        self.entry = QLineEdit()
        self.entry.setPlaceholderText("写一句本期进展，按回车登记")
        self.entry.returnPressed.connect(self._add_progress)
        self.entry_on = DateField(self._desk.today, "进展日期")
        self.percent = QSpinBox()
        self.percent.setAccessibleName("进度")
        self.percent.setRange(-1, 100)
        self.percent.setSpecialValueText("进度不变")
        self.percent.setSuffix(" %")
        self.percent.setValue(-1)
        columns: list[Column[ProgressEntry]] = [
            Column("日期", lambda e: e.on.isoformat(), width=100),
            Column("进展", lambda e: e.text, tooltip=lambda e: e.text),
            Column("进度", lambda e: f"{e.percent}%" if e.percent is not None else "—", width=60),
        ]
        self.entries = DataTable(columns, key=lambda e: e.id, name="progress", lines=2)
        self.entries.setMinimumHeight(120)
        self.entries.set_empty("还没有进展记录", "")
        self.entries.menu = lambda chosen, menu: menu.addAction("删除这条进展", lambda: self._delete(chosen))
        return layouts.card(
            section("整改进展"),
            self.entry,
            layouts.row(
                self.entry_on, self.percent, layouts.GROW, button("登记进展", self._add_progress, "plus")
            ),
            layouts.grow(self.entries),
            gap=TOKENS.gap_s,
        )

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show this task."""
        first = self._task is None or self._task.id != task_id
        if first:
            self._leave_task()
        self._task = tasks.get(self._desk.ws, task_id)
        if first:
            self._show_entry(self._begun.pop(task_id, None))
        pieces = evidence.of_task(self._desk.ws, task_id)
        self._proofs = {}
        for piece in pieces:
            for measure in piece.measure_ids:
                self._proofs[measure] = self._proofs.get(measure, 0) + 1
        self.table.show_items(self._task.measures)
        self.entries.show_items(work.progress(self._desk.ws, task_id))
        if first and self._task.measures:
            self.table.choose_row(0)
        elif not self.table.chosen_items():
            self._fill(None)

    def _choose(self, chosen: list[Measure]) -> None:
        """Another measure, or the same read again: what was typed for the one before is kept first."""
        measure = chosen[0] if chosen else None
        if self.keep() and self._task is not None:
            self._tell_later(self._task.id)
        self._leave_measure(measure)
        self._fill(measure)

    def _tell_later(self, task_id: str) -> None:
        QTimer.singleShot(0, self, lambda: self._desk.tell(Changed(task_id)))

    def _leave_measure(self, coming: Measure | None) -> None:
        """A date that cannot be read is told and held for the measure it was typed for."""
        left = self._shown
        if left is None or (coming is not None and coming.id == left.id):
            return
        self._shown = None
        if text := self._unread.hold(left.id, self.done_on):
            # Once the list has finished choosing: a message in the middle of a click would leave it half chosen.
            QTimer.singleShot(0, self, lambda: tell_unread(self, [(self.done_on, text)]))

    def go_to(self, position: int, name: str) -> None:
        """Choose a measure by its number and go to what a finding names of it: done_on, due, else what was reported."""
        measures = self._task.measures if self._task else ()
        match = next((m for m in measures if m.position == position and not m.gone), None)
        if match and self.table.choose(match.id) and name == "due":
            point_at_cell(self.table, self.table.currentIndex().row())
        else:
            point_at(self.done_on if name == "done_on" else self.reported)

    def _state(self, measure: Measure) -> str:
        if measure.gone:
            return "清单已删"
        if measure.done_on:
            return "已完成"
        return "已超期" if measure.due and measure.due < self._desk.today else "未完成"

    def _state_chip(self, measure: Measure) -> str:
        return {"已完成": "ok", "已超期": "orange", "清单已删": "red"}.get(self._state(measure), "neutral")

    def _fill(self, measure: Measure | None) -> None:
        """Show a measure; of the one in sight only what was changed elsewhere, since somebody may be typing."""
        before, self._shown = self._shown, measure
        self._measure_card.setEnabled(measure is not None)
        self.text.setText(f"{measure.position}. {measure.text}" if measure else "")
        if before is None or measure is None or before.reported != measure.reported:
            self.reported.setPlainText(measure.reported if measure else "")
        if before is None or measure is None or before.done_on != measure.done_on:
            self.done_on.show_value(measure.done_on if measure else None)
        if before is None and measure is not None:
            self._unread.show(measure.id, self.done_on)

    # ------------------------------------------------------------ writing

    def _save(self) -> None:
        if dates_readable(self) and self.keep() and self._task is not None:
            self._desk.tell(Changed(self._task.id))

    def keep(self) -> bool:
        """Keep what is typed of the measure in sight; True where something changed. A date to come is told and left out."""
        if self._shown is None:
            return False
        done = self.done_on.value()
        early = done is not None and done > self._desk.today
        typed = replace(
            self._shown,
            reported=self.reported.toPlainText().strip(),
            done_on=self._shown.done_on if early else done,
        )
        changed = (typed.reported, typed.done_on) != (self._shown.reported.strip(), self._shown.done_on)
        if changed:
            tasks.save_measure(self._desk.ws, typed)
            self._shown = typed
        if early and not self.done_on.typing():
            self.done_on.show_value(typed.done_on)
            errors.tell(self, "完成日期晚于今天，没有保存。", self._today_is())
        return changed

    def _today_is(self) -> str:
        return f"今天是{wording.day(self._desk.today)}，请核对后重新填写。"

    # ------------------------------------------------------------ the begun progress line

    def finish_entry(self) -> None:
        """Before the window closes: a progress line typed but not entered is noted; without a date, after asking by which."""
        self._leave_entry()
        for task_id, begun in self._begun.items():
            question = f"进展“{begun.text}”还没有登记，按今天的日期登记吗？"
            advice = f"填的日期是“{begun.on or '空'}”，不能用。今天是{wording.day(self._desk.today)}。"
            if errors.ask(self, question, advice, "按今天登记", "不登记"):
                self._note(task_id, self._desk.today, begun.text, begun.percent)
        self._begun.clear()

    def _leave_task(self) -> None:
        """Another task comes: what stands here belongs to the one before."""
        self._leave_measure(None)
        left, begun = self._task, bool(self.entry.text().strip())
        problem = self._leave_entry()
        if problem:
            kept = "写的已经为那项任务留着，回到那里就能接着填。"
            QTimer.singleShot(0, self, lambda: errors.tell(self, problem, kept))
        elif left is not None and begun:
            self._tell_later(left.id)

    def _leave_entry(self) -> str:
        """The line is noted for the task in sight, or held for it where its date will not do: then says why."""
        text, on, problem = self.entry.text().strip(), self.entry_on.value(), self._entry_problem()
        if not text or self._task is None:
            problem = ""
        elif on is not None and not problem:
            self._note(self._task.id, on, text, self.percent.value())
        else:
            self._begun[self._task.id] = _Begun(text, self.entry_on.text().strip(), self.percent.value())
        self._show_entry(None)
        return problem

    def _show_entry(self, begun: _Begun | None) -> None:
        """What was begun for this task, or an empty line of today."""
        self.entry.setText(begun.text if begun else "")
        self.percent.setValue(begun.percent if begun else -1)
        self.entry_on.show_value(self._desk.today)
        if begun:
            self.entry_on.show_unread(begun.on)

    def _entry_problem(self) -> str:
        """Why the date of the line will not do; empty where it does."""
        on = self.entry_on.value()
        if not self.entry_on.readable():
            return f"进展日期“{self.entry_on.text().strip()}”没有读出来，没有登记。"
        if on is None:
            return "进展还没有填日期，没有登记。"
        return "进展日期晚于今天，没有登记。" if on > self._desk.today else ""

    def _add_progress(self) -> None:
        text, on, problem = self.entry.text().strip(), self.entry_on.value(), self._entry_problem()
        if self._task is None:
            return
        if not text:
            self.entry.setFocus()
        elif on is None or problem:
            self.entry_on.setFocus()
            errors.tell(self, problem, self._today_is())
        else:
            self._note(self._task.id, on, text, self.percent.value())
            self.entry.clear()
            self.percent.setValue(-1)
            self._desk.tell(Changed(self._task.id))

    def _note(self, task_id: str, on: date, text: str, percent: int) -> None:
        """Note a line; -1 leaves the percentage of the task as it is."""
        given = percent if percent >= 0 else None
        work.add_progress(self._desk.ws, ProgressEntry("", task_id, on, text, percent=given))

    def _delete(self, entries: list[ProgressEntry]) -> None:
        for entry in entries:
            work.delete_progress(self._desk.ws, entry)
        if self._task:
            self._desk.tell(Changed(self._task.id))
