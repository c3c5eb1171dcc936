"""The task list page: counts and a bar of states, ready filters, search, and the table of tasks."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from data import words as wording
from data.domain.states import AHEAD, BEHIND, COMPLETE, NOT_STARTED, ON_TRACK, PROGRESS_WORDS
from data.domain.units import Concern
from data.store import settings, task_lines
from ui import errors, layouts
from ui.charts import Share, StackedBar
from ui.desk import Changed, Desk
from ui.flow import Flow
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, empty_state, hint, search_field, title
from ui.tables import CENTER, Column, DataTable
from ui.task_rows import PROGRESS_CHIPS, READY, TaskRow, filtered, rows_of
from ui.theme import TOKENS

_ALL_UNITS = "全部单位"

_SOME_ROWS = 260  # a low window scrolls the page rather than leave two rows of the list

_COLUMNS: list[Column[TaskRow]] = [
    Column(
        "编号",
        lambda r: _marked(r, "number", r.line.number or "—"),
        sort=lambda r: r.line.number_sort,
        width=64,
        align=CENTER,
    ),
    Column(
        "反馈问题",
        lambda r: _marked(r, "finding", r.line.finding.replace("\n", " ")),
        sort=lambda r: r.line.position,
        tooltip=lambda r: r.line.finding,
    ),
    Column(
        "牵头单位",
        lambda r: _marked(r, "lead_unit", r.line.lead_unit or "—"),
        width=150,
        tooltip=lambda r: "、".join(r.line.units),
        spare=True,
    ),
    Column(
        "整改时限", lambda r: _deadline(r), sort=lambda r: r.due, width=172, tooltip=lambda r: _explained(r)
    ),
    Column(
        "预警",
        lambda r: r.warning_text,
        sort=lambda r: r.urgency,
        width=122,
        chip=lambda r: r.warning_chip,
    ),
    Column(
        "整改进度",
        lambda r: r.progress_text,
        sort=lambda r: (NOT_STARTED, BEHIND, ON_TRACK, AHEAD, COMPLETE).index(r.progress),
        width=104,
        chip=lambda r: PROGRESS_CHIPS[r.progress],
        spare=True,
    ),
    Column(
        "销号流程",
        lambda r: "仅供参考" if r.reference and not r.line.step else r.procedure_short,
        width=152,
        tooltip=lambda r: r.procedure,
        chip=lambda r: r.procedure_chip,
    ),
    Column(
        "措施",
        lambda r: f"{r.line.done}/{r.line.measures}",
        sort=lambda r: r.line.done,
        width=62,
        align=CENTER,
        spare=True,
    ),
    Column(
        "佐证",
        lambda r: str(r.line.evidence or "—"),
        sort=lambda r: r.line.evidence,
        width=58,
        align=CENTER,
        spare=True,
    ),
]


def _marked(row: TaskRow, field: str, text: str) -> str:
    """The text with a mark where it is the office's correction of the city's."""
    return f"{text}〔更正〕" if field in row.line.corrected else text


def _deadline(row: TaskRow) -> str:
    if row.due is None:
        return (
            "待确认"
            if row.unconfirmed
            else ("长期坚持" if row.line.long_term else row.line.deadline_text[:8] or "—")
        )
    text = row.due.isoformat()
    if row.unconfirmed:
        return text + " ？"
    return text + (" ＋长期" if row.line.long_term else "")


def _explained(row: TaskRow) -> str:
    return f"原文：{row.line.deadline_text or '（清单没有写）'}" + (
        "\n读法有疑义，请打开任务确认。" if row.unconfirmed else ""
    )


class TaskListPage(QWidget):
    """All tasks. Emits ``opened(task id)`` and ``import_wanted``."""

    opened = Signal(str)
    import_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[TaskRow] = []
        self._ready = READY[0]
        self._build()
        desk.changed.connect(self._reload_on)
        self.reload()

    def _build(self) -> None:
        self.search = search_field("按编号、问题、单位、时限查找（Ctrl+F）", self._refilter)
        self.units = QComboBox()
        self.units.setMinimumWidth(200)
        self.units.currentTextChanged.connect(self._refilter)
        self.bar = StackedBar()
        self.summary = hint("")
        self.table = DataTable(_COLUMNS, key=lambda row: row.line.id, name="tasks", lines=2)
        self.table.opened.connect(lambda row: self.opened.emit(row.line.id))
        self.table.menu = self._menu
        self.table.setMinimumHeight(_SOME_ROWS)
        self.table.set_empty("没有符合条件的任务", "换一个条件，或清空查找框。")
        self.filters = self._ready_buttons()
        page = layouts.panel(
            layouts.column(
                layouts.row(
                    layouts.grow(layouts.column(title("整改任务"), self.summary, gap=TOKENS.gap_xs)),
                    button("本月月报…", self._ask_month, "file-text", "quiet"),
                    button("导入清单…", self.import_wanted.emit, "import", "primary"),
                ),
                self.bar,
                layouts.panel(Flow(*self.filters)),
                layouts.row(layouts.grow(self.search), self.units),
                layouts.grow(self.table),
                margin=TOKENS.gap_l,
            )
        )
        empty = empty_state(
            "clipboard-list",
            "台账里还没有任务",
            "把市里下发的整改任务清单（Excel、WPS 表格或 Word 表格）导入进来就可以开始；也可以先用样例看看。",
            button("导入清单…", self.import_wanted.emit, "import", "primary"),
            button("先看样例", self.sample_wanted.emit, "eye"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(page)
        layouts.fill(self, layouts.column(self.stack, gap=0))
        find = QAction(self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self.search.setFocus)
        self.addAction(find)

    def _ready_buttons(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        made = []
        for ready in READY:
            one = button(ready.title, lambda chosen=ready: self._choose(chosen), kind="filter")
            one.setCheckable(True)
            one.setChecked(ready is self._ready)
            group.addButton(one)
            made.append(one)
        return made

    # ------------------------------------------------------------ showing

    def reload(self) -> None:
        """Read the list again and show it under the same filters."""
        self._rows = rows_of(
            task_lines.lines(self._desk.ws),
            self._desk.today,
            self._desk.profile,
            settings.unit_context(self._desk.ws),
        )
        self.stack.setCurrentIndex(1 if self._rows else 0)
        self._show_counts()
        self._show_units()
        self._refilter()

    def _reload_on(self, changed: Changed) -> None:
        self.reload()

    def _show_counts(self) -> None:
        live = [row for row in self._rows if not row.line.gone]
        order = (
            (COMPLETE, "ok"),
            (AHEAD, "info"),
            (ON_TRACK, "info"),
            (BEHIND, "orange"),
            (NOT_STARTED, "neutral"),
        )
        counted = Counter(row.progress for row in live)
        shares = [Share(PROGRESS_WORDS[key], counted[key], state) for key, state in order]
        self.bar.show_shares([share for share in shares if share.count])
        closed = sum(row.closed for row in live)
        roles = Counter(row.concern for row in live)
        ours = len(live) - roles[Concern.NONE]
        county = f"涉及本县 {ours} 项（牵头 {roles[Concern.LEAD]}，其他 {ours - roles[Concern.LEAD]}），"
        self.summary.setText(
            f"共 {len(live)} 项，{county if ours else ''}已销号 {closed} 项 · 今天是 {wording.day(self._desk.today)}"
        )
        for one, ready in zip(self.filters, READY, strict=True):
            one.setText(f"{ready.title}  {sum(map(ready.keep, self._rows))}")

    def _show_units(self) -> None:
        chosen = self.units.currentText()
        names = sorted({unit for row in self._rows for unit in row.line.units})
        self.units.blockSignals(True)
        self.units.clear()
        self.units.addItems([_ALL_UNITS, *names])
        self.units.setCurrentText(chosen if chosen in names else _ALL_UNITS)
        self.units.blockSignals(False)

    def _choose(self, ready) -> None:
        self._ready = ready
        self._refilter()

    def _refilter(self, *_: object) -> None:
        unit = self.units.currentText()
        kept = filtered(self._rows, self._ready, self.search.text(), "" if unit == _ALL_UNITS else unit)
        said = self.search.text().strip()
        # The task of that very number before those that only mention it.
        self.table.show_items(sorted(kept, key=lambda row: row.line.number != said) if said else kept)

    def _ask_month(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "月报放到哪个文件夹", remembered_folder("reports"))
        if chosen:
            remember_folder("reports", Path(chosen))
            self.write_month(Path(chosen))

    def write_month(self, folder: Path) -> None:
        """Write this month's report as PDF, Word and workbook, and show where they lie."""
        from data import actions
        from exporters.reports.monthly import MONTHLY, write_report

        first = self._desk.today.replace(day=1)
        job = self._desk.run(
            "生成月报", lambda ws, _: write_report(MONTHLY, actions.month(ws, first), folder)
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))

    def _menu(self, rows: list[TaskRow], menu: QMenu) -> None:
        if len(rows) == 1:
            menu.addAction("打开", lambda: self.opened.emit(rows[0].line.id))
        menu.addAction("复制所选行", self.table.copy_rows)

    def keyPressEvent(self, event) -> None:
        """Down from the search field goes to the table."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
            self.table.choose_row(0)
        else:
            super().keyPressEvent(event)
