"""The register page (销号登记簿): every closed task with its dates and documents, the next look-back, and the workbook of it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from data import words as wording
from data.domain.register import Entry
from data.store import register
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, empty_state, title, words
from ui.tables import CENTER, Column, DataTable
from ui.theme import TOKENS


class RegisterPage(QWidget):
    """Closed tasks in the order of closing. Emits ``opened(task id)``."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries: list[Entry] = []
        self.summary = words("", "hint")
        self.table: DataTable[Entry] = DataTable(
            self._columns(), key=lambda entry: entry.task_id, name="register", lines=2
        )
        self.table.opened.connect(lambda entry: self.opened.emit(entry.task_id))
        self.export = button("导出登记簿…", self._choose_file, "file-spreadsheet", "primary")
        page = layouts.panel(
            layouts.column(
                layouts.row(
                    layouts.column(title("销号登记簿"), self.summary, gap=TOKENS.gap_xs),
                    layouts.GROW,
                    self.export,
                ),
                layouts.grow(self.table),
                margin=TOKENS.gap_l,
            )
        )
        empty = empty_state("book-open", "还没有已销号的任务", "任务登记“销号”以后，会自动记进登记簿。")
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(page)
        layouts.fill(self, layouts.column(self._stack, gap=0))
        desk.changed.connect(self._reload_on)

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column("编号", lambda e: e.number or "—", width=60, align=CENTER),
            Column("反馈问题", lambda e: e.finding.replace("\n", " "), tooltip=lambda e: e.finding),
            Column("牵头单位", lambda e: e.lead_unit or "—", width=140),
            Column("自验", lambda e: _day(e.verified_on), width=104),
            Column("验收同意", lambda e: _day(e.accepted_on), width=104, tooltip=_levels_text),
            Column("公示期满", lambda e: _day(e.noticed_on), width=104),
            Column("销号", lambda e: _day(e.closed.on), width=104),
            Column("文件", lambda e: "、".join(e.documents) or "—", width=170, tooltip=_documents_text),
            Column(
                "下次回头看",
                lambda e: _day(e.next_look.due) if e.next_look else "已完成",
                width=120,
                chip=self._look_chip,
            ),
        ]

    def _look_chip(self, entry: Entry) -> str:
        if entry.next_look is None:
            return "done"
        return "red" if entry.next_look.state(self._desk.today) == "late" else "neutral"

    def reload(self) -> None:
        """Read the register again."""
        self._entries = register.entries(self._desk.ws, self._desk.profile)
        self._stack.setCurrentIndex(1 if self._entries else 0)
        late = sum(self._look_chip(entry) == "red" for entry in self._entries)
        self.summary.setText(
            f"已销号 {len(self._entries)} 项" + (f"，{late} 项已到回头看的日子" if late else "")
        )
        self.table.show_items(self._entries)

    def _reload_on(self, changed: Changed) -> None:
        if self.isVisible():
            self.reload()

    def _choose_file(self) -> None:
        suggested = f"{remembered_folder('register')}/销号登记簿_{self._desk.today:%Y%m%d}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "登记簿存到哪里", suggested, "Excel 表格 (*.xlsx)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the register as a workbook."""
        from exporters.register import write_register

        remember_folder("register", path.parent)
        try:
            write_register(path.with_suffix(".xlsx"), self._entries, self._desk.profile, self._desk.today)
        except Exception as error:
            errors.show(self, error)
            return
        errors.tell(self, "登记簿已导出。", path.with_suffix(".xlsx").name)


def _day(value: date | None) -> str:
    return value.isoformat() if value else "—"


def _levels_text(entry: Entry) -> str:
    return "\n".join(
        f"{level.rule.title}：{wording.day(level.accepted_on)}　{level.by}".rstrip()
        for level in entry.levels
        if level.accepted_on
    )


def _documents_text(entry: Entry) -> str:
    return "\n".join(filter(None, (entry.package, *entry.documents)))
