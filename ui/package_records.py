"""The packages already sent and what came back: answers read or typed in, each reason with its way to what it is about."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QVBoxLayout, QWidget

from data import actions, closing
from data import words as wording
from data.domain.levels import current_level, levelled
from data.domain.model import Answer, PackageRecord, Reason
from data.domain.reasons import ANSWER, place_of
from data.intake.reply import read_reply
from data.store import evidence, packages, tasks, work
from ui import errors, layouts
from ui.answer_dialog import Answerable, ask_answer
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section, words
from ui.theme import TOKENS

_FILES = "答复文件、意见表 (*.json *.xlsx *.docx)"
Answered = list[tuple[Answer, dict[int, str]]]


class PackageRecords(QWidget):
    """The versions of one task's package. ``mend_wanted(where)`` asks to go to a field, ``folder_wanted`` to open the folder."""

    mend_wanted = Signal(str)
    folder_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(TOKENS.gap_s)
        self.typed = button("录入纸质意见…", self.type_answer, "pencil", "quiet")
        layouts.fill(
            self,
            layouts.column(
                layouts.card(
                    layouts.row(
                        section("申请包与答复"),
                        layouts.GROW,
                        button("读入答复文件…", self._choose_answer, "file-check", "quiet"),
                        self.typed,
                    ),
                    layouts.scroll(layouts.panel(layouts.column(self._list, layouts.GROW))),
                    gap=TOKENS.gap_s,
                )
            ),
        )

    def show_task(self, task_id: str) -> None:
        """Show the packages and answers of this task."""
        self._task_id = task_id
        layouts.clear(self._list)
        answered: dict[str, Answered] = {}
        for record, answer, mended in packages.answers(self._desk.ws, task_id):
            answered.setdefault(record.id, []).insert(0, (answer, mended))
        records = packages.of_task(self._desk.ws, task_id)
        self.typed.setEnabled(bool(records))
        for record in records:
            self._list.addWidget(self._record(record, answered.get(record.id, [])))
        if not records:
            self._list.addWidget(hint("还没有生成过。生成后会自动登记“申请验收销号”。"))

    def _record(self, record: PackageRecord, answers: Answered) -> QWidget:
        chips = [self._chip(answer) for answer, _ in answers] or [Chip("等待答复", "info")]
        parts: list[layouts.Part] = [
            layouts.row(
                words(f"第{record.version}版 · {wording.day(record.made_on)}", "strong"), *chips, layouts.GROW
            ),
            hint("\n".join((*record.file_names, f"{wording.size(record.total_size)}，校验码 {record.code}"))),
        ]
        for answer, mended in answers:
            said = "　".join(filter(None, (answer.unit, answer.person, wording.day(answer.on))))
            parts.append(hint("\n".join(filter(None, (said, answer.opinion)))))
            parts += [self._reason(record, at, one, mended) for at, one in enumerate(answer.reasons)]
        parts.append(
            layouts.row(
                button("打开所在文件夹", self.folder_wanted.emit, "folder-open", "quiet"), layouts.GROW
            )
        )
        return layouts.card(*parts, gap=TOKENS.gap_xs, margin=TOKENS.gap_m)

    def _chip(self, answer: Answer) -> Chip:
        level = self._desk.profile.level_title(answer.level)
        return (
            Chip(f"{level}同意", "ok")
            if answer.accepted and level
            else (Chip("同意销号", "ok") if answer.accepted else Chip(f"{level}退回", "red"))
        )

    def _reason(self, record: PackageRecord, at: int, reason: Reason, mended: dict[int, str]) -> QWidget:
        done = mended.get(at, "")
        about = f"〔{reason.subject}〕" if reason.subject else ""
        said = words(f"{at + 1}. {about}{reason.text}" + (f"\n　补正：{done}" if done else ""))
        said.setWordWrap(True)
        where = self._place(reason)
        go = (
            button("去补", lambda: self.mend_wanted.emit(where), "arrow-right", "quiet")
            if where != ANSWER
            else None
        )
        mend = button(
            "改补正情况" if done else "写补正情况",
            lambda: self._mend(record, at, reason.text, mended),
            "pencil",
            "quiet",
        )
        return layouts.panel(layouts.row(layouts.grow(said), go, mend))

    def _place(self, reason: Reason) -> str:
        ws, titles = self._desk.ws, self._desk.profile.titles
        measures = tasks.measures(ws, self._task_id)
        return place_of(reason, measures, evidence.of_task(ws, self._task_id), titles)

    # ------------------------------------------------------------ doing

    def _choose_answer(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择督导单位的答复文件或填好的意见表", remembered_folder("answers"), _FILES
        )
        if chosen:
            remember_folder("answers", Path(chosen).parent)
            self.take_answer(Path(chosen))

    def take_answer(self, file: Path) -> None:
        """Read an answer file or a filled opinion form and bind it to its package."""
        try:
            record = actions.take_answer(self._desk.ws, read_reply(file))
        except Exception as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(record.task_id))

    def type_answer(self) -> None:
        """Ask for an answer that came on paper and note it with its scan."""
        typed = ask_answer(self, self._answerable(), self._desk.today)
        if typed is None:
            return
        try:
            closing.take_typed(self._desk.ws, typed)
        except Exception as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(self._task_id))

    def _answerable(self) -> Answerable:
        ws, profile = self._desk.ws, self._desk.profile
        task, steps = tasks.get(ws, self._task_id), work.steps(ws, self._task_id)
        asked = [step.level for step in levelled(steps, profile) if step.kind == "requested"]
        subjects = [f"措施{measure.position}" for measure in task.measures if not measure.gone]
        subjects += [profile.titles.get(key, key) for key in profile.parts if key not in ("cover", "copy")]
        return Answerable(
            packages=packages.of_task(ws, self._task_id),
            levels=profile.needed_levels,
            level=asked[-1] if asked else current_level(steps, profile),
            unit=task.listed.acceptance_unit or "",
            subjects=subjects,
        )

    def _mend(self, record: PackageRecord, at: int, reason: str, mended: dict[int, str]) -> None:
        text, said = QInputDialog.getMultiLineText(
            self, "补正情况", f"退回意见：{reason}\n补正了什么（会写进下一版申请包）：", mended.get(at, "")
        )
        if said:
            packages.save_mended(self._desk.ws, record, {**mended, at: text.strip()})
            self._desk.tell(Changed(self._task_id))
