"""The history tab: every change to the task, from the journal, newest first."""

from PySide6.QtWidgets import QWidget

from data import words
from data.journal_words import told
from data.store import history
from data.store.journal import JournalLine
from ui import layouts
from ui.desk import Desk
from ui.parts import hint
from ui.tables import Column, DataTable
from ui.theme import TOKENS


class HistoryTab(QWidget):
    """Who changed what and when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
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
        layouts.fill(
            self,
            layouts.column(
                hint("每一次改动都自动记在这里，不能修改或删除。"), layouts.grow(self.table), gap=TOKENS.gap_s
            ),
        )

    def _told(self, line: JournalLine) -> str:
        return told(line, self._desk.profile)

    def show_task(self, task_id: str) -> None:
        """Show the journal of this task."""
        self.table.show_items(history.of_task(self._desk.ws, task_id))
