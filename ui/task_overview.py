"""The overview tab: the official text as received beside our reading, the deadline to confirm, and the steps of the procedure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from data import words as wording
from data.calendars import calendar_of
from data.domain.checks import is_laxer, latest_reading, upper_limits
from data.domain.checks.upper import UpperLimit
from data.domain.model import Correction, Task
from data.domain.official import CONTENT
from data.store import corrections, packages, tasks, work
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.fields import DateField, text_box
from ui.filling import Filled, Rebuilt
from ui.parts import button, hint, section, words
from ui.pointing import point_at
from ui.side_by_side import SideBySide
from ui.task_corrections import ask_correction, conflicts_card, correction_note
from ui.task_steps import StepsPanel
from ui.theme import TOKENS

_OFFICIAL = (
    *CONTENT,
    "phone",
    "category",
    "source",
    "upper_number",
    "status",
    "progress",
    "difficulty",
    "next_step",
    "note",
)

_COLUMN_WIDTH = 370


class OverviewTab(QWidget):
    """What the city's list says of the task, and where it stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._wanted = ""
        self.due: DateField | None = None
        self._filled = Filled()
        self._rows: dict[str, QWidget] = {}
        self._official, self._deadline, self._procedure = (Rebuilt(TOKENS.gap_m) for _ in range(3))
        left = layouts.scroll(layouts.panel(layouts.column(self._official, layouts.GROW, margin=0)))
        side = layouts.scroll(
            layouts.panel(
                layouts.column(self._deadline, self._procedure, self._note_card(), layouts.GROW, margin=0)
            ),
            stop=False,
        )
        for area in (left, side):
            area.setMinimumWidth(_COLUMN_WIDTH)
        layouts.fill(self, layouts.column(SideBySide(left, side, (740, 400))))

    def show_task(self, task_id: str) -> None:
        """Show this task; of the one in sight only the cards whose contents were changed."""
        if self._task is None or self._task.id != task_id:
            self._wanted = ""
            self._filled.forget()
        ws, fill = self._desk.ws, self._filled.fill
        task = self._task = tasks.get(ws, task_id)
        limits = tuple(upper_limits(task, self._desk.today, calendar_of(ws)))
        taken = (work.steps(ws, task_id), packages.answers(ws, task_id), self._desk.profile, self._desk.today)
        fill("list", (task.listed, task.corrections), lambda _: self._show_official(task))
        read = (task.listed.deadline, task.due_confirmed, task.due, limits)
        fill("deadline", read, lambda _: self._deadline.show_cards(self._deadline_card(task, limits)))
        fill("steps", taken, lambda _: self._show_steps(task_id))
        fill("note", task.local_note, self.note.setPlainText)

    def _show_official(self, task: Task) -> None:
        self._rows = {}
        self._official.show_cards(conflicts_card(task, self._decide), self._official_card(task))

    def _show_steps(self, task_id: str) -> None:
        self.steps = StepsPanel(self._desk, task_id)
        self._procedure.show_cards(self.steps)

    # ------------------------------------------------------------ the list's own words

    def _official_card(self, task: Task) -> QWidget:
        fields: list[tuple[str, QWidget]] = []
        own = {one.field: one for one in task.corrections}
        for name in _OFFICIAL:
            value = getattr(task.listed, name)
            text = "、".join(value) if isinstance(value, tuple) else value
            if name == "measures_text" and not task.measures:
                text = text or "（清单没有列整改措施）"
            if name in own:
                self._rows[name] = _corrected(text or "（空）", own[name], self._origin(task, name))
                fields.append((wording.FIELDS[name], self._rows[name]))
            elif text:
                self._rows[name] = _readable(text, self._origin(task, name))
                fields.append((wording.FIELDS[name], self._rows[name]))
        fields += [(title, _readable(text, "")) for title, text in task.listed.extra.items() if text]
        at = task.listed.at
        where = words(f"来自清单“{at.sheet}”第{at.row}行", "hint")
        where.setToolTip("把鼠标停在每段文字上，可看它在清单里的单元格。")
        self.correct = button("更正一处…", self._correct, "pencil", "quiet")
        head = layouts.row(section("清单原文"), self.correct, layouts.GROW, where)
        return layouts.card(head, _facts(fields))

    def go_to(self, name: str) -> None:
        """Go to what a finding names: a field of the list, the deadline, ``steps:id``; correcting then begins with it."""
        name, _, step = name.partition(":")
        self._wanted = name
        if name == "steps":
            self.steps.go_to(step)
        elif name == "deadline" and self.due is not None:
            point_at(self.due, self.due.parentWidget())
        else:
            row = self._rows.get(name)
            point_at(row if isinstance(row, QLabel) else self.correct, row)

    def _correct(self) -> None:
        """Keep the office's reading of one official field beside the city's."""
        task = self._task
        said = ask_correction(self, task, self._wanted) if task is not None else None
        if task is not None and said is not None:
            self._store(lambda: corrections.correct(self._desk.ws, task.id, *said))

    def _decide(self, conflict: Correction, ours: bool) -> None:
        self._store(lambda: corrections.decide(self._desk.ws, conflict, ours))

    def _store(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            errors.show(self, error)
        if self._task is not None:
            self._desk.tell(Changed(self._task.id))

    @staticmethod
    def _origin(task: Task, name: str) -> str:
        key = {"responsible_units": "units", "measures_text": "measures"}.get(name, name)
        ref = task.listed.origin.get(key) or task.listed.origin.get(name)
        return f"“{ref.sheet}”{ref.cell} 单元格" if ref else ""

    # ------------------------------------------------------------ the deadline

    def _deadline_card(self, task: Task, limits: Sequence[UpperLimit]) -> QWidget:
        deadline = task.listed.deadline
        passed = [limit for limit in limits if is_laxer(task, limit)]
        days = sorted(limit.on for limit in passed if limit.on)
        self.due = None
        parts: list[layouts.Part] = [
            layouts.row(section("整改时限"), layouts.GROW, self._deadline_chip(task)),
            _readable(f"原文：{deadline.text or '（清单没有写）'}", self._origin(task, "deadline")),
        ]
        if deadline.reading:
            read = words(f"读作：{deadline.reading}", "strong")
            read.setWordWrap(True)
            parts.append(read)
        if deadline.needs_review and deadline.reason:
            parts.append(hint(deadline.reason))
        if task.due_confirmed:
            parts.append(words(f"已确认按 {wording.day(task.due_confirmed)} 管理", "strong"))
        if passed:
            asked = wording.day(days[0]) if days else f"“{passed[0].text}”"
            parts.append(hint(f"上级方案要求{asked}，本单位只能更早，不能放宽。"))
        if deadline.needs_review or task.due_confirmed or passed:
            parts.append(self._confirm_row(task, days[:1] if passed else deadline.candidates[:2]))
        return layouts.card(*parts, gap=TOKENS.gap_s)

    @staticmethod
    def _deadline_chip(task: Task) -> Chip:
        if task.listed.deadline.needs_review:
            return Chip("已确认", "ok") if task.due_confirmed else Chip("待确认", "warning")
        return Chip("无疑义", "ok")

    def _confirm_row(self, task: Task, offered: Sequence[date]) -> QWidget:
        self.confirm = button("确认这个日期", self._confirm_typed, "check")
        due = self.due = DateField(task.due_confirmed or task.listed.deadline.due, "整改时限")
        quick = [
            button(wording.day(day), lambda day=day: self._confirm(day), kind="quiet") for day in offered
        ]
        return layouts.panel(
            layouts.column(
                layouts.row(*quick, layouts.GROW) if quick else None,
                layouts.row(
                    due,
                    self.confirm,
                    layouts.GROW,
                ),
                gap=TOKENS.gap_xs,
            )
        )

    def _confirm_typed(self) -> None:
        if self.due is None or self._task is None:
            return
        said = self.due.text().strip()
        if not self.due.readable():
            self.due.setFocus()
            self.due.refuse()
            errors.tell(self, f"“{said}”没有读出日期，时限没有确认。", "请写成 2026-11-05 或 20261105。")
        elif said:
            self._confirm(self.due.value())
        elif self._task.due_confirmed is None:
            self.due.setFocus()
            errors.tell(self, "还没有填日期，时限没有确认。", "请先填要按哪一天管理，再点“确认这个日期”。")
        else:
            self._unconfirm(self._task.due_confirmed)

    def _unconfirm(self, confirmed: date) -> None:
        """An emptied date takes a confirmation back only where a person says so."""
        question = f"撤销已确认的时限（{wording.day(confirmed)}）？"
        if errors.ask(self, question, "撤销后时限按清单原文的读法掌握。", "撤销确认"):
            self._confirm(None)
        elif self.due is not None:
            self.due.show_value(confirmed)
            self.due.setFocus()

    def _confirm(self, day: date | None) -> None:
        """Manage the task by this day; one later than the list can be read is asked about first."""
        task = self._task
        if task is None:
            return
        latest = latest_reading(task.listed.deadline)
        if day is not None and latest is not None and day > latest:
            question = f"确认按{wording.day(day)}管理？"
            advice = (
                f"清单原文“{task.listed.deadline.text}”最晚读作{wording.day(latest)}，这样就放宽了时限，"
                "要有批准延期的文件。"
            )
            if not errors.ask(self, question, advice, "按这个日期确认"):
                if self.due is not None:
                    self.due.setFocus()
                return
        tasks.save_local(self._desk.ws, replace(task, due_confirmed=day))
        self._desk.tell(Changed(task.id))

    # ------------------------------------------------------------ the office's own note

    def _note_card(self) -> QWidget:
        self.note = text_box("只在本单位看，不会出现在报送材料里", 2)
        self.note.setFixedHeight(84)
        self.save = button("保存备注", self._save_note, "save")
        return layouts.card(
            section("本单位备注"), self.note, layouts.row(layouts.GROW, self.save), gap=TOKENS.gap_s
        )

    def _save_note(self) -> None:
        if self.keep() and self._task is not None:
            self._desk.tell(Changed(self._task.id))

    def keep(self) -> bool:
        """Keep the note as typed; True where it changed."""
        note = self.note.toPlainText().strip()
        if self._task is None or note == self._task.local_note.strip():
            return False
        fresh = tasks.get(self._desk.ws, self._task.id)
        tasks.save_local(self._desk.ws, replace(fresh, local_note=note))
        self._task = replace(self._task, local_note=note, rev=fresh.rev + 1)
        self._filled.note("note", note)
        return True


def _facts(fields: list[tuple[str, QWidget]]) -> QGridLayout:
    """Names on the left, texts on the right, each pair on one base line."""
    made = QGridLayout()
    made.setHorizontalSpacing(TOKENS.gap)
    made.setVerticalSpacing(TOKENS.gap_m)
    made.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(fields):
        made.addWidget(words(name, "label"), row, 0, Qt.AlignmentFlag.AlignTop)
        made.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
    return made


def _corrected(text: str, own: Correction, tip: str) -> QWidget:
    """A corrected text with its mark and the city's own words below."""
    state = Chip("有冲突", "red") if own.theirs is not None else Chip("已更正", "info")
    note = words(correction_note(own), "small")
    note.setWordWrap(True)
    return layouts.panel(
        layouts.column(
            layouts.row(layouts.grow(_readable(text, tip)), state, gap=TOKENS.gap_s), note, gap=TOKENS.gap_xs
        )
    )


def _readable(text: str, tip: str) -> QLabel:
    """Text as received: wraps, can be selected and copied."""
    made = words(text)
    made.setWordWrap(True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setToolTip(tip)
    return made
