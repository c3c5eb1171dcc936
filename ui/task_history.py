"""The history tab: every change to the task, from the journal, newest first; and filing the whole matter (归档)."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from data import words
from data.filing import Filed, file_ledger
from data.journal_words import told
from data.store import history
from data.store.journal import JournalLine
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint
from ui.tables import Column, DataTable
from ui.theme import TOKENS


class HistoryTab(QWidget):
    """Who changed what and when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        columns: list[Column[JournalLine]] = [
            Column(
                "时间", lambda line: line.at[:19].replace("T", " "), sort=lambda line: line.seq, width=170
            ),
            Column("经手人", lambda line: line.by or "—", width=120),
            Column("做了什么", lambda line: words.journal_text(line.what), width=160),
            Column("内容", self._told, tooltip=self._told),
        ]
        self.table = DataTable(columns, name="history")
        self.table.set_empty("还没有记录", "")
        self.file = button("归档…", self.ask_and_file, "archive")
        layouts.fill(
            self,
            layouts.column(
                layouts.row(
                    layouts.grow(hint("每一次改动都自动记在这里，不能修改或删除。")),
                    self.file,
                ),
                layouts.grow(self.table),
                gap=TOKENS.gap_s,
            ),
        )

    def _told(self, line: JournalLine) -> str:
        return told(line, self._desk.profile)

    def show_task(self, task_id: str) -> None:
        """Show the journal of this task."""
        self._task_id = task_id
        self.table.show_items(history.of_task(self._desk.ws, task_id))

    def ask_and_file(self) -> None:
        """Ask for a folder, then write the whole file of the task into it."""
        chosen = QFileDialog.getExistingDirectory(
            self, "归档文件放到哪个文件夹", remembered_folder("archive")
        )
        if chosen:
            self.file_into(Path(chosen))

    def file_into(self, folder: Path) -> None:
        """Write the file of the task (一事一档) on the worker thread and say where it lies."""
        from exporters.file_ledger import write_file_ledger

        remember_folder("archive", folder)
        task_id = self._task_id
        job = self._desk.run(
            "归档", lambda ws, report: file_ledger(ws, task_id, folder, write_file_ledger, report)
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda made: self._filed(task_id, made))

    def _filed(self, task_id: str, made: Filed) -> None:
        self._desk.tell(Changed(task_id))
        ready = "可以直接交档案室。" if not made.unnumbered else f"\n{made.unnumbered}"
        said = f"{made.folder.name}\n里面有归档文件目录（PDF和表格）和每一件材料。{ready}"
        if errors.ask(self, "已归档。", said, "打开文件夹", "关闭"):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.folder)))
