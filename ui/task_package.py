"""The package tab (销号申请): what the reviewer would send back, writing the package, and the answer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from data import dossier, sending
from data import words as wording
from data.domain.checks import UNWAIVABLE, check
from data.domain.errors import Incomplete, UserError
from data.domain.model import Finding, Report
from data.store import evidence
from data.store.workspace import Workspace
from exporters.printability import printability
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.family_choice import FamilyChoice
from ui.folders import remember_folder, remembered_folder
from ui.package_records import PackageRecords
from ui.parts import button, hint, section
from ui.send_dialog import ask_send
from ui.side_by_side import SideBySide
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
        self._errors: list[str] = []
        self._build()

    def _build(self) -> None:
        columns: list[Column[Finding]] = [
            Column(
                "程度", lambda f: _SEVERITY[f.severity][0], width=86, chip=lambda f: _SEVERITY[f.severity][1]
            ),
            Column("退回意见预演", wording.finding_text, tooltip=wording.finding_text),
            Column("到哪里补", lambda f: wording.where_text(f.where), width=132, ink=lambda f: "accent"),
        ]
        self.findings = DataTable(columns, name="findings", lines=2)
        self.findings.set_empty("没有会被退回的地方", "可以生成申请包了。")
        self.findings.opened.connect(lambda finding: self.mend_wanted.emit(finding.where))
        self.borrowed = hint("")
        self.verdict = Chip()
        self.family = FamilyChoice(self._desk)
        self.write = button("生成申请包…", self.ask_and_send, "package-check", "primary")
        rehearsal = layouts.card(
            layouts.row(section("退件预演"), self.verdict, layouts.GROW, hint("双击一条，直接到要补的地方")),
            layouts.grow(self.findings),
            self.borrowed,
            layouts.row(
                self.family,
                layouts.GROW,
                button("Word 稿…", self._ask_word, "file-text", "quiet"),
                self.write,
            ),
            gap=TOKENS.gap_s,
        )
        self.records = PackageRecords(self._desk)
        self.records.mend_wanted.connect(self.mend_wanted)
        self.records.folder_wanted.connect(lambda: _show_in_folder(self._desk.ws.folder / "packages"))
        layouts.fill(self, layouts.column(SideBySide(rehearsal, self.records, (660, 480))))

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show this task's findings, packages and answers."""
        self._task_id = task_id
        # Reading every byte of the evidence may take long; it is done when the package is written.
        case = dossier.case_of(self._desk.ws, task_id, read_bytes=False)
        contents = dossier.shown(self._desk.ws, case)
        self.family.show_task(task_id, contents.family)
        printed = printability(contents)
        found = [*check(case), *printed.findings]
        self.findings.show_items(found)
        self.borrowed.setText(wording.borrowed_text(printed.borrowed))
        self.borrowed.setVisible(bool(printed.borrowed))
        self._errors = [wording.finding_text(one) for one in found if one.severity == "error"]
        if case.settled:
            self.verdict.show_state("已验收，不用再报送", "neutral")
        elif self._errors:
            again = "再次报送" if case.sent else ""  # what was sent is not what is looked at here
            self.verdict.show_state(f"{again}会被退回：{len(self._errors)} 处", "red")
        else:
            self.verdict.show_state("可以报送", "ok")
        self.records.show_task(task_id)

    def go_to(self, name: str) -> None:
        """Go to where it is written what was mended: ``answer:1`` is the second reason."""
        at = name.partition(":")[2]
        self.records.go_to(int(at) if at else 0)

    # ------------------------------------------------------------ doing

    def ask_and_send(self) -> None:
        """Ask where and for which medium to write the package (and why, where something is missing), then write it."""
        hopeless = next((one for one in self.findings.model().items() if one.code in UNWAIVABLE), None)
        if hopeless is not None:
            errors.tell(self, "现在还不能生成申请包。", wording.finding_text(hopeless))
            self.mend_wanted.emit(hopeless.where)
            return
        try:
            sending.check_open(self._desk.ws, self._task_id)
        except UserError as error:
            errors.show(self, error)
            return
        waiting = sending.unanswered(self._desk.ws, self._task_id)
        if waiting and not errors.ask(
            self,
            f"第{waiting.version}版申请包还没有收到答复。",
            f"再生成第{waiting.version + 1}版以后，就不能再登记对第{waiting.version}版的答复。",
            "生成新版",
        ):
            return
        size = sum(piece.size for piece in evidence.of_task(self._desk.ws, self._task_id))
        choice = ask_send(self, self._errors, size)
        if choice:
            self.send(choice.folder, choice.waiver, choice.volume_bytes)

    def send(self, folder: Path, waiver: str = "", volume_bytes: int | None = None) -> None:
        """Write the package into a folder on the worker thread and say where it lies."""
        from exporters.acceptance import write_acceptance_package

        remember_folder("packages", folder)
        task_id = self._task_id
        write = partial(write_acceptance_package, volume_bytes=volume_bytes)
        job = self._desk.run(
            "生成申请包", lambda ws, report: sending.send(ws, task_id, folder, write, waiver, report)
        )
        self.write.setEnabled(False)
        job.ended.connect(lambda: self.write.setEnabled(True))
        job.failed.connect(self._not_sent)
        job.done.connect(lambda sent: self._sent(task_id, sent))

    def _ask_word(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Word 稿放到哪个文件夹", remembered_folder("packages")
        )
        if chosen:
            self.write_word(Path(chosen))

    def write_word(self, folder: Path) -> None:
        """Write letter, forms and report as Word files, to be edited in WPS."""
        from exporters.word.papers import write_word_papers

        task_id = self._task_id

        def write(ws: Workspace, report: Report) -> Path:
            case = dossier.case_of(ws, task_id, read_bytes=False)
            return write_word_papers(dossier.gather(ws, case), folder, report)

        job = self._desk.run("生成 Word 稿", write)
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(_show_in_folder)

    def _not_sent(self, error: BaseException) -> None:
        if isinstance(error, Incomplete):
            self.findings.show_items(error.findings)
        errors.show(self, error)

    def _sent(self, task_id: str, sent: sending.Sent) -> None:
        self._desk.tell(Changed(task_id))
        # Who went on to something else is not stopped there: the package stands in the list of this tab.
        waiting = self.isVisible() and self._task_id == task_id and not QApplication.activeModalWidget()
        if waiting and errors.ask(
            self,
            "申请包已生成，并逐个文件核验过。",
            _sent_text(sent),
            "打开文件夹",
            "关闭",
        ):
            _show_in_folder(sent.path.parent)


def _sent_text(sent: sending.Sent) -> str:
    """What lies in the folder now and what to do with it."""
    names = "\n".join(path.name for path in sent.files)
    what = f"这 {len(sent.volumes)} 卷" if len(sent.volumes) > 1 else "申请包"
    return (
        f"{names}\n校验码 {sent.record.code}。把{what}和验收意见表交给督导单位，移交清单打印出来双方签收；"
        "对方解压后打开里面的“打开我.html”即可查看和核验。"
    )


def _show_in_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
