"""The package tab (销号申请): what the reviewer would send back, writing the package, and the answer."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from data import actions
from data import words as wording
from data.domain.errors import Incomplete
from data.domain.model import Answer, Finding, PackageRecord
from data.intake.answer import read_answer
from data.store import packages
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section, words
from ui.tables import Column, DataTable
from ui.theme import TOKENS

_SEVERITY = {"error": ("必须补", "red"), "warning": ("请留意", "warning")}


class PackageTab(QWidget):
    """Check, write, send, and take the answer. ``mend_wanted(where)`` asks to go to a field."""

    mend_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._errors = 0
        self._build()

    def _build(self) -> None:
        columns: list[Column[Finding]] = [
            Column(
                "程度", lambda f: _SEVERITY[f.severity][0], width=86, chip=lambda f: _SEVERITY[f.severity][1]
            ),
            Column("退回意见预演", wording.finding_text, tooltip=wording.finding_text),
            Column("到哪里补", lambda f: wording.where_text(f.where), width=230, ink=lambda f: "accent"),
        ]
        self.findings = DataTable(columns, name="findings", lines=2)
        self.findings.set_empty("没有会被退回的地方", "可以生成申请包了。")
        self.findings.opened.connect(lambda finding: self.mend_wanted.emit(finding.where))
        self.verdict = Chip()
        self.write = button("生成申请包…", self.ask_and_send, "package-check", "primary")
        check = layouts.card(
            layouts.row(section("退件预演"), self.verdict, layouts.GROW, hint("双击一条，直接到要补的地方")),
            layouts.grow(self.findings),
            layouts.row(layouts.GROW, self.write),
            gap=TOKENS.gap_s,
        )
        self._records = QVBoxLayout()
        self._records.setSpacing(TOKENS.gap_s)
        sent = layouts.card(
            layouts.row(
                section("已生成的申请包与答复"),
                layouts.GROW,
                button("读入答复文件…", self._take_answer, "file-check", "quiet"),
            ),
            layouts.scroll(layouts.panel(layouts.column(self._records, layouts.GROW))),
            gap=TOKENS.gap_s,
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(check)
        split.addWidget(sent)
        split.setSizes([620, 520])
        layouts.fill(self, layouts.column(split))

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show this task's findings, packages and answers."""
        self._task_id = task_id
        # Reading every byte of the evidence may take long; it is done when the package is written.
        found = actions.findings_of(self._desk.ws, task_id, read_bytes=False)
        self.findings.show_items(found)
        self._errors = sum(finding.severity == "error" for finding in found)
        if self._errors:
            self.verdict.show_state(f"会被退回：{self._errors} 处", "red")
        else:
            self.verdict.show_state("可以报送", "ok")
        self._show_records()

    def _show_records(self) -> None:
        layouts.clear(self._records)
        answered = {
            record.id: (answer, mended)
            for record, answer, mended in packages.answers(self._desk.ws, self._task_id)
        }
        records = packages.of_task(self._desk.ws, self._task_id)
        for record in records:
            self._records.addWidget(self._record(record, *answered.get(record.id, (None, {}))))
        if not records:
            self._records.addWidget(hint("还没有生成过。生成后会自动登记“申请验收销号”。"))

    def _record(self, record: PackageRecord, answer: Answer | None, mended: dict[int, str]) -> QWidget:
        if answer is None:
            chip = Chip("等待答复", "info")
        else:
            chip = Chip("同意销号", "ok") if answer.accepted else Chip("退回", "red")
        parts: list = [
            layouts.row(
                words(f"第{record.version}版 · {wording.day(record.made_on)}", "strong"), chip, layouts.GROW
            ),
            hint(f"{record.file_name}（{wording.size(record.size)}）\n校验码 {record.code}"),
        ]
        if answer is not None and not answer.accepted:
            for at, reason in enumerate(answer.reasons):
                parts.append(self._reason(record, at, reason.text, mended))
        parts.append(
            layouts.row(
                button("打开所在文件夹", lambda: self._open_folder(record), "folder-open", "quiet"),
                layouts.GROW,
            )
        )
        return layouts.card(*parts, gap=TOKENS.gap_xs, margin=TOKENS.gap_m)

    def _reason(self, record: PackageRecord, at: int, text: str, mended: dict[int, str]) -> QWidget:
        done = mended.get(at, "")
        said = words(f"{at + 1}. {text}" + (f"\n　补正：{done}" if done else ""))
        said.setWordWrap(True)
        mend = button(
            "改补正情况" if done else "写补正情况",
            lambda: self._mend(record, at, text, mended),
            "pencil",
            "quiet",
        )
        return layouts.panel(layouts.row(layouts.grow(said), mend))

    # ------------------------------------------------------------ doing

    def ask_and_send(self) -> None:
        """Ask where to write the package (and why, where something is missing), then write it."""
        waiver = ""
        if self._errors:
            waiver, said = QInputDialog.getText(
                self,
                "还有会被退回的地方",
                f"还有 {self._errors} 处没有补齐。确需先报，请写明理由（会印在申请包里）：",
            )
            if not said or not waiver.strip():
                return
        folder = QFileDialog.getExistingDirectory(self, "申请包放到哪个文件夹", remembered_folder("packages"))
        if folder:
            self.send(Path(folder), waiver)

    def send(self, folder: Path, waiver: str = "") -> None:
        """Write the package into a folder on the worker thread and say where it lies."""
        from exporters.acceptance import write_acceptance_package

        remember_folder("packages", folder)
        task_id = self._task_id
        job = self._desk.run(
            "生成申请包",
            lambda ws, report: actions.send(ws, task_id, folder, write_acceptance_package, waiver, report),
        )
        job.failed.connect(self._not_sent)
        job.done.connect(lambda sent: self._sent(task_id, sent))

    def _not_sent(self, error: BaseException) -> None:
        if isinstance(error, Incomplete):
            self.findings.show_items(error.findings)
        errors.show(self, error)

    def _sent(self, task_id: str, sent: actions.Sent) -> None:
        self._desk.tell(Changed(task_id))
        if errors.ask(
            self,
            "申请包已生成，并逐个文件核验过。",
            f"{sent.path.name}\n校验码 {sent.record.code}。把这个文件交给督导单位；对方解压后打开里面的“打开我.html”即可查看和核验。",
            "打开文件夹",
            "关闭",
        ):
            _show_in_folder(sent.path.parent)

    def _open_folder(self, record: PackageRecord) -> None:
        _show_in_folder(self._desk.ws.folder / "packages")

    def _take_answer(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择督导单位的答复文件", remembered_folder("answers"), "答复文件 (*.json)"
        )
        if chosen:
            remember_folder("answers", Path(chosen).parent)
            self.take_answer(Path(chosen))

    def take_answer(self, file: Path) -> None:
        """Read an answer file and bind it to its package."""
        try:
            record = actions.take_answer(self._desk.ws, read_answer(file))
        except Exception as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(record.task_id))

    def _mend(self, record: PackageRecord, at: int, reason: str, mended: dict[int, str]) -> None:
        text, said = QInputDialog.getMultiLineText(
            self, "补正情况", f"退回意见：{reason}\n补正了什么（会写进下一版申请包）：", mended.get(at, "")
        )
        if said:
            packages.save_mended(self._desk.ws, record, {**mended, at: text.strip()})
            self._desk.tell(Changed(self._task_id))


def _show_in_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
