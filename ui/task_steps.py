"""Where a task stands in the procedure (办理步骤): steps taken, levels of acceptance, look-backs planned, and what comes next."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from data import actions, closing
from data import words as wording
from data.domain.levels import (
    LevelState,
    asked_level,
    current_level,
    level_states,
    level_to_request,
    levelled,
)
from data.domain.look_back import REBOUNDED, STEADY, LookBack, accepted_by, look_backs
from data.domain.model import Step
from data.domain.profile import StepRule
from data.domain.states import next_steps, step_title
from data.store import work
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.flow import Flow
from ui.folders import remember_folder, remembered_folder
from ui.look_back_dialog import ask_look_back
from ui.parts import button, hint, section, words
from ui.pointing import point_at
from ui.step_dialog import ask_step
from ui.theme import TOKENS

_BY_THEMSELVES = ("verified", "signed", "requested", "returned", STEADY, REBOUNDED)
_LOOKS = {"done": ("已做", "done"), "late": ("已过期", "red"), "planned": ("计划", "neutral")}


class StepsPanel(QWidget):
    """The cards of one task's procedure."""

    def __init__(self, desk: Desk, task_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = task_id
        self._steps = work.steps(desk.ws, task_id)
        self._answer = closing.answer_to_withdraw(desk.ws, task_id)
        self._lines: dict[str, QWidget] = {}
        self._looks = look_backs(self._steps, desk.profile.look_back_months)
        cards = [self._looks_card()] if self._looks else []
        if len(desk.profile.needed_levels) > 1:
            cards.append(self._levels_card())
        cards.append(self._steps_card())
        layouts.fill(self, layouts.column(*cards, gap=TOKENS.gap_m))

    # ------------------------------------------------------------ showing

    def _steps_card(self) -> QWidget:
        profile = self._desk.profile
        lines = []
        for step in levelled(self._steps, profile):
            title = step_title(step, profile)
            detail = "，".join(filter(None, (step.by, step.document, step.note)))
            text = f"{wording.day(step.on)}　{title}"
            lines.append(_readable(f"{text}\n　　{detail}" if detail else text))
            self._lines[step.id] = lines[-1]
        if not lines:
            lines = [hint("还没有登记步骤。自验、审签、报送、收到答复时会自动登记。")]
        return layouts.card(section("办理步骤"), *lines, self._buttons(), gap=TOKENS.gap_s)

    def go_to(self, step_id: str) -> None:
        """Bring one step into sight."""
        if step_id in self._lines:
            point_at(self._lines[step_id])

    def _buttons(self) -> QWidget | None:
        offered = [
            rule for rule in next_steps(self._steps, self._desk.profile) if rule.key not in _BY_THEMSELVES
        ]
        made = [
            button(self._offer(rule), lambda rule=rule: self._take(rule), "plus", "quiet")
            for rule in offered[:3]
        ]
        level = level_to_request(self._steps, self._desk.profile)
        if level is not None:
            made.insert(0, button(f"提请{level.title}验收", self.request_level, "send", "quiet"))
        if self._retractable() is not None:
            made.append(button("撤销最近一步…", self.retract, "undo-2", "quiet"))
        return layouts.panel(Flow(*made)) if made else None

    def _retractable(self) -> Step | None:
        """The newest step, where a person noted it by hand, or an answer; what follows from papers is put right in them."""
        newest = self._steps[-1] if self._steps else None
        if newest is None or newest.kind in _BY_THEMSELVES:
            return self._answer
        return newest

    def retract(self) -> None:
        """Take back the newest step after asking; it stays in the journal."""
        step = self._retractable()
        if step is None:
            return
        title = step_title(step, self._desk.profile)
        if errors.ask(
            self,
            f"撤销“{title}”（{wording.day(step.on)}）？",
            "撤销后可以重新登记，办理记录里仍查得到。",
            "撤销",
        ):
            undo = closing.withdraw_answer if step == self._answer else partial(work.delete_step, step=step)
            self._note(lambda: undo(self._desk.ws, self._task_id))

    def _offer(self, rule: StepRule) -> str:
        profile = self._desk.profile
        level = current_level(self._steps, profile)
        return step_title(Step("", rule.key, self._desk.today, level=level), profile)

    def _levels_card(self) -> QWidget:
        lines = [self._level(state) for state in level_states(self._steps, self._desk.profile)]
        return layouts.card(section("分级验收"), *lines, gap=TOKENS.gap_s)

    @staticmethod
    def _level(state: LevelState) -> QWidget:
        if state.accepted_on:
            chip, on = Chip("同意", "ok"), f"{wording.day(state.accepted_on)}　{state.by}"
        elif state.returned_on:
            chip, on = Chip("退回", "red"), f"{wording.day(state.returned_on)}　{state.by}"
        elif state.requested_on:
            chip, on = Chip("等待答复", "info"), ""
        else:
            chip, on = Chip("未申请", "neutral"), ""
        asked = f"申请 {wording.day(state.requested_on)}" if state.requested_on else ""
        said = hint("\n".join(filter(None, (asked, f"答复 {on}" if on else ""))))
        return layouts.panel(
            layouts.column(
                layouts.row(words(f"{state.rule.title}验收", "strong"), chip, layouts.GROW),
                said if said.text() else None,
                gap=TOKENS.gap_xs,
            )
        )

    def _looks_card(self) -> QWidget:
        note = button("登记回头看", self.look_back, "plus", "quiet")
        lines = [self._look(look) for look in self._looks]
        return layouts.card(layouts.row(section("回头看"), layouts.GROW, note), *lines, gap=TOKENS.gap_s)

    def _look(self, look: LookBack) -> QWidget:
        name, state = _LOOKS[look.state(self._desk.today)]
        said = words(f"销号后{look.months}个月　{wording.day(look.done_on or look.due)}")
        line = layouts.row(said, layouts.GROW, Chip(name, state))
        return layouts.panel(layouts.column(line, hint(look.note) if look.note else None, gap=TOKENS.gap_xs))

    # ------------------------------------------------------------ noting

    def _take(self, rule: StepRule) -> None:
        step = ask_step(self, rule, self._desk.today)
        if step is not None:
            self._note(lambda: actions.note_step(self._desk.ws, self._task_id, step))

    def request_level(self) -> None:
        """Ask the next level with the package the level below accepted."""
        level = level_to_request(self._steps, self._desk.profile)
        rule = self._desk.profile.step("requested")
        if level is None or rule is None:
            return
        asked = StepRule(rule.key, f"提请{level.title}验收", rule.state, by=rule.by)
        step = ask_step(self, asked, self._desk.today)
        if step is not None:
            self._note(
                lambda: closing.request_next_level(self._desk.ws, self._task_id, step.on, step.document)
            )
            self._offer_forms(level.title)

    def _offer_forms(self, level: str) -> None:
        """Write the forms the level now asked fills in, where they are wanted; on the worker thread."""
        desk, task_id, window = self._desk, self._task_id, self.window()
        if asked_level(work.steps(desk.ws, task_id), desk.profile) == asked_level(self._steps, desk.profile):
            return  # the request was refused
        said = "原来随申请包给出的意见表写的是上一级；可以另存给这一级填的意见表。"
        if not errors.ask(window, f"已登记提请{level}验收。", said, "另存意见表…", "不用"):
            return
        chosen = QFileDialog.getExistingDirectory(
            window, "意见表放到哪个文件夹", remembered_folder("packages")
        )
        if not chosen:
            return
        from exporters.opinion_files import write_opinion_files  # brings reportlab

        remember_folder("packages", Path(chosen))
        job = desk.run(
            "另存意见表",
            lambda ws, report: closing.opinion_forms(ws, task_id, Path(chosen), write_opinion_files),
        )
        job.failed.connect(lambda error: errors.show(window, error))
        job.done.connect(lambda _paths: desk.tell(Changed(task_id)))

    def look_back(self) -> None:
        """Ask what a look-back found; a rebound reopens the task."""
        found = ask_look_back(self, self._desk.today, accepted_by(self._steps))
        if found is not None:
            self._note(lambda: closing.look_back(self._desk.ws, self._task_id, found.step, found.rebounded))

    def _note(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            errors.show(self, error)
        self._desk.tell(Changed(self._task_id))


def _readable(text: str) -> QWidget:
    made = words(text)
    made.setWordWrap(True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
