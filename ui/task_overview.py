"""The overview tab: the official text as received beside our reading, the deadline to confirm, and the steps of the procedure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from data import words as wording
from data.calendars import calendar_of
from data.domain.checks import is_laxer, upper_limits
from data.domain.model import Correction, Task
from data.domain.official import CONTENT
from data.store import corrections, tasks
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.fields import DateField, text_box
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
        self.note = text_box()
        self._official = QVBoxLayout()
        self._side = QVBoxLayout()
        for box in (self._official, self._side):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(TOKENS.gap_m)
        left = layouts.scroll(layouts.panel(layouts.column(self._official, layouts.GROW, margin=0)))
        side = layouts.scroll(layouts.panel(layouts.column(self._side, layouts.GROW, margin=0)))
        for area in (left, side):
            area.setMinimumWidth(_COLUMN_WIDTH)
        layouts.fill(self, layouts.column(SideBySide(left, side, (740, 400))))

    def show_task(self, task_id: str) -> None:
        """Show this task."""
        if self._task is None or self._task.id != task_id:
            self._wanted = ""
        self._task = tasks.get(self._desk.ws, task_id)
        self._rows: dict[str, QWidget] = {}
        layouts.clear(self._official)
        layouts.clear(self._side)
        conflicts = conflicts_card(self._task, self._decide)
        if conflicts is not None:
            self._official.addWidget(conflicts)
        self._official.addWidget(self._official_card(self._task))
        self._side.addWidget(self._deadline_card(self._task))
        self.steps = StepsPanel(self._desk, task_id)
        self._side.addWidget(self.steps)
        self._side.addWidget(self._note_card(self._task))

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

    def _deadline_card(self, task: Task) -> QWidget:
        deadline = task.listed.deadline
        limits = upper_limits(task, self._desk.today, calendar_of(self._desk.ws))
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
        due = self.due = DateField(task.due_confirmed or task.listed.deadline.due)
        quick = [
            button(wording.day(day), lambda day=day: self._confirm(day), kind="quiet") for day in offered
        ]
        return layouts.panel(
            layouts.column(
                layouts.row(*quick, layouts.GROW) if quick else None,
                layouts.row(
                    due,
                    button("确认这个日期", self._confirm_typed, "check"),
                    layouts.GROW,
                ),
                gap=TOKENS.gap_xs,
            )
        )

    def _confirm_typed(self) -> None:
        if self.due is not None and self.due.readable():
            self._confirm(self.due.value())
        elif self.due is not None:
            self.due.setFocus()

    def _confirm(self, day: date | None) -> None:
        if self._task is None:
            return
        tasks.save_local(self._desk.ws, replace(self._task, due_confirmed=day))
        self._desk.tell(Changed(self._task.id))

    # ------------------------------------------------------------ the office's own note

    def _note_card(self, task: Task) -> QWidget:
        self.note = text_box("只在本单位看，不会出现在报送材料里", 2)
        self.note.setPlainText(task.local_note)
        self.note.setFixedHeight(84)
        return layouts.card(
            section("本单位备注"),
            self.note,
            layouts.row(layouts.GROW, button("保存备注", self._save_note, "save")),
            gap=TOKENS.gap_s,
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
