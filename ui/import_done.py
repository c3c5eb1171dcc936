"""The last step of the import: what was done, what to keep of it on paper, and where to go on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from data.files import safe_name
from data.store import settings
from exporters.memo import Memo, write_memo_pdf, write_memo_xlsx
from exporters.xlsx import write_workbook
from ui import errors, layouts
from ui.desk import Desk
from ui.folders import remember_folder, remembered_folder
from ui.icons import pixmap
from ui.import_draft import Draft, failed_rows
from ui.parts import button, hint, section, words
from ui.theme import TOKENS


class DoneStep(QWidget):
    """Emits ``listed`` to go to the tasks and ``again`` to import another file."""

    listed = Signal()
    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Draft | None = None
        self._said = words("", "strong")
        self._more = hint("")
        self.go = button("查看任务", self.listed.emit, "clipboard-list", "primary")
        self.memo = button("保存变更说明…", self._ask_memo, "download")
        self.failed = button("保存未导入的行…", self._ask_failed, "file-warning")
        mark = QLabel()
        mark.setPixmap(pixmap("circle-check", "accent", 40))
        card = layouts.card(
            layouts.row(mark, section("清单已导入台账"), layouts.GROW, gap=TOKENS.gap_m),
            self._said,
            self._more,
            hint(
                "原文件已存进工作文件夹。导错了可以回到“选文件”，把这次导入整批撤回；撤回时办理过的内容会保留。"
            ),
            layouts.space(TOKENS.gap_s),
            layouts.row(
                self.go,
                self.memo,
                self.failed,
                button("再导入一个", self.again.emit, "import"),
                layouts.GROW,
            ),
            margin=TOKENS.gap_l,
        )
        layouts.fill(self, layouts.column(card, layouts.GROW))

    def start(self) -> None:
        """Enter goes to the tasks."""
        self.go.setFocus()

    def show_result(self, draft: Draft) -> None:
        """Say what was imported, and offer what there is to keep."""
        self._draft = draft
        counts = draft.plan.counts
        self._said.setText(
            f"{draft.listing.file}：新增 {counts['new']} 项，变化 {counts['changed']} 项，"
            f"不变 {counts['unchanged']} 项，清单里不再有 {counts['missing']} 项"
        )
        more = self._more_words(draft)
        self._more.setText("\n".join(more))
        self._more.setVisible(bool(more))
        self.memo.setVisible(bool(counts["changed"] or counts["missing"]))
        self.failed.setVisible(draft.failed > 0)

    @staticmethod
    def _more_words(draft: Draft) -> list[str]:
        laxer = sum(1 for change in draft.plan.changed if change.relaxed)
        conflicts = sum(1 for change in draft.plan.changed if change.conflicts)
        left_out = len(draft.plan.left_out)
        said = (
            (laxer, f"{laxer} 项比原来放宽，请核实是否经上级同意。"),
            (conflicts, f"{conflicts} 项与本单位的更正有冲突，请在任务列表“有冲突”里逐项决定。"),
            (left_out, f"{left_out} 项不涉及{draft.units.county}，没有导入。"),
            (draft.failed, f"{draft.failed} 处缺内容，没有导入；可以存成表格，补好后再导入。"),
        )
        return [text for count, text in said if count]

    # ------------------------------------------------------------ kept on paper

    def _ask_memo(self) -> None:
        kinds = "PDF 文件 (*.pdf);;Excel 表格 (*.xlsx)"
        if path := self._target("变更说明.pdf", kinds):
            self.save_memo(path)

    def _ask_failed(self) -> None:
        if path := self._target("未导入的行.xlsx", "Excel 表格 (*.xlsx)"):
            self.save_failed(path)

    def _target(self, name: str, kinds: str) -> Path | None:
        head = safe_name(Path(self._draft.listing.file).stem, 60) if self._draft else ""
        start = str(Path(remembered_folder("memos")) / f"{head}_{name}")
        chosen, kind = QFileDialog.getSaveFileName(self, "保存到", start, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if "xlsx" in kind:
            path = path.with_suffix(".xlsx")
        remember_folder("memos", path.parent)
        return path

    def save_memo(self, path: Path) -> None:
        """Write the change memo as PDF or workbook, by the name's ending."""
        draft = self._draft
        if draft is None:
            return
        office = settings.office(self._desk.ws).name
        memo = Memo(draft.listing.file, self._desk.today, office, draft.plan)
        write = write_memo_xlsx if path.suffix.lower() == ".xlsx" else write_memo_pdf
        self._write("变更说明", path, lambda: write(memo, path))

    def save_failed(self, path: Path) -> None:
        """Write the rows that could not be imported, each with its reason."""
        draft = self._draft
        if draft is not None:
            today = self._desk.today
            self._write("未导入的行", path, lambda: write_workbook(path, failed_rows(draft), today))

    def _write(self, what: str, path: Path, work) -> None:
        job = self._desk.run(f"写{what}", lambda _ws, _report: work())
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _: errors.tell(self, f"{what}已保存。", str(path)))
