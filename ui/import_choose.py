"""The first step of the import: drop or choose the file; below it the imports made so far."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.store import imports
from data.store.imports import ImportRecord
from ui import layouts
from ui.desk import Desk
from ui.drop import DropArea
from ui.parts import button, hint, section
from ui.tables import Column, DataTable
from ui.theme import TOKENS

_KINDS = "清单 (*.xlsx *.xls *.xlsm *.et *.ods *.csv *.txt *.docx);;所有文件 (*)"


class ChooseStep(QWidget):
    """Emits ``chosen(path)`` for the file to read and ``undo_wanted`` to take the newest import back."""

    chosen = Signal(object)
    undo_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.drop = DropArea(
            "把市里下发的清单拖到这里",
            "Excel、WPS 表格、CSV 或 Word 表格都可以；先预览，确认后才写入台账",
            filters=_KINDS,
            several=False,
        )
        self.drop.dropped.connect(lambda files: self.chosen.emit(Path(files[0])) if files else None)
        columns: list[Column[ImportRecord]] = [
            Column("文件", lambda r: r.file),
            Column("导入日期", lambda r: r.imported_on.isoformat(), width=120),
            Column("新增", lambda r: str(r.counts["new"]), width=70),
            Column("变化", lambda r: str(r.counts["changed"]), width=70),
            Column("不再有", lambda r: str(r.counts["missing"]), width=80),
            Column(
                "状态",
                lambda r: "已撤回" if r.undone_on else "有效",
                width=100,
                chip=lambda r: "neutral" if r.undone_on else "ok",
            ),
        ]
        self.history = DataTable(columns, key=lambda r: r.id, name="imports")
        self.history.set_empty("还没有导入过清单", "")
        self._undo = button("撤回最近一次导入…", self.undo_wanted.emit, "undo-2")
        layouts.fill(
            self,
            layouts.column(
                layouts.grow(self.drop, 2),
                layouts.row(section("导入记录"), layouts.GROW, self._undo),
                layouts.grow(self.history, 2),
                hint(
                    "市里重新下发清单时，直接把新文件再导入一次：程序会列出哪些任务有变化，本单位填的内容不受影响。"
                ),
                gap=TOKENS.gap_m,
            ),
        )
        self.reload()

    def reload(self) -> None:
        """Show the imports made so far."""
        records = imports.history(self._desk.ws)
        self.history.show_items(records)
        self._undo.setEnabled(any(record.undone_on is None for record in records))
