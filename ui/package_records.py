"""The packages already sent and what came back: answers read or typed in, each reason with its way to what it is about."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from data import closing
from data import words as wording
from data.domain.errors import ByHand
from data.domain.levels import asked_level, current_level
from data.domain.model import Answer, PackageRecord, Reason
from data.domain.reasons import ANSWER, place_of
from data.intake.reply import read_reply
from data.store import evidence, packages, tasks, work
from ui import errors, jobs, layouts
from ui.answer_dialog import Answerable, ask_answer, ask_scan
from ui.answer_read import confirm_read
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.drop import DropFilter
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section, words
from ui.pointing import point_at
from ui.theme import TOKENS
from ui.words_dialog import ask_words

_FILES = "答复文件、意见表 (*.json *.xlsx *.docx *.pdf)"
Answered = list[tuple[Answer, dict[int, str]]]


class PackageRecords(QWidget):
    """The versions of one task's package. ``mend_wanted(where)`` asks to go to a field, ``folder_wanted`` to open the folder,
    ``verify_wanted(paths)`` to verify what was sent.
    """

    mend_wanted = Signal(str)
    folder_wanted = Signal()
    verify_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._mends: dict[int, QWidget] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(TOKENS.gap_s)
        self.typed = button("录入纸质意见…", self.type_answer, "pencil", "quiet")
        self._take = DropFilter(self)
        self._take.dropped.connect(lambda files: self.read_answer(files[0]))
        layouts.fill(
            self,
            layouts.column(
                layouts.card(
                    layouts.row(
                        section("申请包与答复"),
                        layouts.GROW,
                        button("读入答复…", self._choose_answer, "file-check", "quiet"),
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
        self._mends.clear()
        layouts.clear(self._list)
        answered: dict[str, Answered] = {}
        for record, answer, mended in packages.answers(self._desk.ws, task_id):
            answered.setdefault(record.id, []).insert(0, (answer, mended))
        records = packages.of_task(self._desk.ws, task_id)
        self.typed.setEnabled(bool(records))
        for record in records:
            self._list.addWidget(self._record(record, answered.get(record.id, []), records[0]))
        if records:
            self._list.addWidget(hint("收到的答复文件、填好的意见表，可以直接拖到这里。"))
        else:
            self._list.addWidget(hint("还没有生成过。生成后会自动登记“申请验收销号”。"))

    def _record(self, record: PackageRecord, answers: Answered, newest: PackageRecord) -> QWidget:
        waiting = Chip("等待答复", "info")
        if record != newest:
            waiting = Chip(f"已由第{newest.version}版代替", "neutral")
        chips = [self._chip(answer) for answer, _ in answers] or [waiting]
        parts: list[layouts.Part] = [
            layouts.row(
                words(f"第{record.version}版 · {wording.day(record.made_on)}", "strong"), *chips, layouts.GROW
            ),
            hint("\n".join((*record.file_names, f"{wording.size(record.total_size)}，校验码 {record.code}"))),
        ]
        for answer, mended in answers:
            parts.append(self._said(record, answer))
            parts += [self._reason(record, at, one, mended) for at, one in enumerate(answer.reasons)]
        kept = [self._desk.ws.folder / "packages" / name for name in record.file_names]
        parts.append(
            layouts.row(
                button("打开所在文件夹", self.folder_wanted.emit, "folder-open", "quiet"),
                button("核验…", lambda: self.verify_wanted.emit(kept), "file-check", "quiet"),
                layouts.GROW,
            )
        )
        return layouts.card(*parts, gap=TOKENS.gap_xs, margin=TOKENS.gap_m)

    def _said(self, record: PackageRecord, answer: Answer) -> QWidget:
        """Whose answer it is; where its original was not at hand, the way to keep it now."""
        who = "　".join(filter(None, (answer.unit, answer.person, wording.day(answer.on))))
        said = hint("\n".join(filter(None, (who, answer.opinion))))
        if any(one.level == answer.level for one in record.beside):
            return said
        add = button("补扫描件…", lambda: self._choose_scan(record, answer.level), "scan-line", "quiet")
        return layouts.panel(layouts.row(layouts.grow(said), add))

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
        made = layouts.panel(layouts.row(layouts.grow(said), go, mend))
        self._mends.setdefault(at, mend)  # the newest package comes first
        return made

    def go_to(self, at: int) -> None:
        """Go to where it is written what was mended of a reason."""
        field = self._mends.get(at, self.typed)
        point_at(field, field.parentWidget() if at in self._mends else None)

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
            self.read_answer(Path(chosen))

    def read_answer(self, file: Path) -> None:
        """Read an answer file or a filled opinion form on the worker thread; what was read is shown before it is noted."""
        job = jobs.start(lambda report: read_reply(file, report), "读取答复")
        job.done.connect(lambda answer: self.confirm_answer(file, answer))
        job.failed.connect(lambda error: self._not_read(file, error))

    def confirm_answer(self, file: Path, answer: Answer) -> None:
        """Show what was read and bind it to its package once the person agrees."""
        ws = self._desk.ws
        try:
            read = closing.bound(ws, answer)
            level = confirm_read(self, read, file, self._desk.profile)
        except Exception as error:
            errors.show(self, error)
            return
        if level is None:
            return
        # Off the window: the file is copied and read once more.
        desk, task_id = self._desk, read.record.task_id
        job = desk.run("登记答复", lambda ws, report: closing.take_file(ws, answer, file, level, report))
        job.done.connect(lambda _record: desk.tell(Changed(task_id)))
        job.failed.connect(lambda error: errors.show(self, error))

    def _not_read(self, file: Path, error: BaseException) -> None:
        """A scan can still be read by the person: the way there is offered at once."""
        if not isinstance(error, ByHand) or not self.typed.isEnabled():
            errors.show(self, error)
        elif errors.ask(self, error.title, error.advice, "录入纸质意见…"):
            self.type_answer(file)

    def type_answer(self, scan: Path | None = None) -> None:
        """Ask for an answer that came on paper and note it with its scan."""
        typed = ask_answer(self, self._answerable(), self._desk.today, scan)
        if typed is None:
            return
        try:
            closing.take_typed(self._desk.ws, typed)
        except Exception as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(self._task_id))

    def _choose_scan(self, record: PackageRecord, level: str) -> None:
        scan = ask_scan(self)
        if scan is None:
            return
        desk, task_id = self._desk, self._task_id
        job = desk.run("留存扫描件", lambda ws, report: closing.keep_scan(ws, record, level, scan, report))
        job.done.connect(lambda _record: desk.tell(Changed(task_id)))
        job.failed.connect(lambda error: errors.show(self, error))

    def _answerable(self) -> Answerable:
        ws, profile = self._desk.ws, self._desk.profile
        task, steps = tasks.get(ws, self._task_id), work.steps(ws, self._task_id)
        subjects = [f"措施{measure.position}" for measure in task.measures if not measure.gone]
        subjects += [profile.titles.get(key, key) for key in profile.parts if key not in ("cover", "copy")]
        return Answerable(
            packages=packages.of_task(ws, self._task_id),
            levels=profile.needed_levels,
            level=asked_level(steps, profile) or current_level(steps, profile),
            unit=task.listed.acceptance_unit or "",
            subjects=subjects,
        )

    def _mend(self, record: PackageRecord, at: int, reason: str, mended: dict[int, str]) -> None:
        question = f"退回意见：{reason}\n补正了什么（会写进下一版申请包）："
        text = ask_words(self, "补正情况", question, "保存补正情况", mended.get(at, ""))
        if text is not None:
            packages.save_mended(self._desk.ws, record, {**mended, at: text})
            self._desk.tell(Changed(self._task_id))
