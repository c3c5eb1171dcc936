"""The evidence tab: files dropped in, what is still expected, each piece described, linked to measures and previewed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QTabWidget,
    QWidget,
)

from data import actions, dossier
from data.domain.model import Evidence, Measure, Slot
from data.store import evidence, tasks
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.drop import DropArea
from ui.fields import DateField, dates_readable, tell_unread
from ui.filling import Filled, UnreadDates
from ui.parts import button, hint
from ui.pointing import point_at, point_at_cell
from ui.preview import Preview
from ui.side_by_side import SideBySide
from ui.tables import CENTER, Column, DataTable
from ui.theme import TOKENS
from ui.words_dialog import ask_words


class EvidenceTab(QWidget):
    """Evidence of one task. Several files may be dropped anywhere on the drop area."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._measures: list[Measure] = []
        self._pieces: list[Evidence] = []
        self._shown: Evidence | None = None
        self._filled = Filled()
        self._unread = UnreadDates()
        self._build()

    def _build(self) -> None:
        kinds = self._desk.profile.evidence_kinds
        columns: list[Column[Evidence]] = [
            Column("材料名称", lambda e: e.title, tooltip=lambda e: f"原文件名：{e.name}"),
            Column("类别", lambda e: kinds.get(e.kind, e.kind), width=126),
            Column(
                "日期",
                lambda e: e.dated.isoformat() if e.dated else "未填",
                sort=lambda e: e.dated,
                width=100,
            ),
            Column("措施", self._positions, width=80, align=CENTER),
        ]
        self.table = DataTable(columns, key=lambda e: e.id, name="evidence")
        self.table.set_empty("还没有佐证材料", "把照片、纪要、报告等文件拖进来，可一次放多个。")
        self.table.chosen.connect(self._choose)
        self.table.menu = self._menu
        self.drop = DropArea("把佐证材料拖到这里，可一次放多个", "照片、文档、表格、视频均可")
        self.drop.dropped.connect(self.attach)
        slot_columns: list[Column[Slot]] = [
            Column("措施", lambda s: str(self._position(s.measure_id)), width=52, align=CENTER),
            Column("应有佐证", lambda s: s.title, tooltip=lambda s: s.waived),
            Column("情况", _slot_state, width=92, chip=lambda s: _SLOT_CHIPS[_slot_state(s)]),
        ]
        self.slots = DataTable(slot_columns, key=lambda s: s.key, name="slots")
        self.slots.set_empty("没有应有佐证清单", "")
        self.slots.menu = self._slot_menu
        self.slots.opened.connect(self._waive)
        left = QTabWidget()
        left.addTab(layouts.panel(layouts.column(self.table, gap=TOKENS.gap_s)), "已有材料")
        left.addTab(
            layouts.panel(
                layouts.column(
                    hint("按措施内容推算，双击可写明不需要的理由。"),
                    layouts.grow(self.slots),
                    gap=TOKENS.gap_s,
                )
            ),
            "应有材料",
        )
        self.lists = left
        pieces = layouts.panel(layouts.column(self.drop, layouts.grow(left), gap=TOKENS.gap_s))
        layouts.fill(self, layouts.column(SideBySide(pieces, self._detail(), (560, 580))))

    def _detail(self) -> QWidget:
        self.preview = Preview()
        self.title = QLineEdit()
        self.title.editingFinished.connect(self._name_it)
        self.kind = QComboBox()
        for key, name in self._desk.profile.evidence_kinds.items():
            self.kind.addItem(name, key)
        self.dated = DateField(name="材料日期")
        self.number = QLineEdit()
        self.number.setPlaceholderText("文号（没有就空着）")
        self.links = QListWidget()
        self.links.setMaximumHeight(104)
        self.links.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.links.setToolTip("这份材料能证明哪几条措施")
        self.save = button("保存说明", self._save, "save", "primary")
        fields = layouts.form(
            ("名称", self.title),
            ("类别", layouts.row(layouts.grow(self.kind), self.dated)),
            ("文号", layouts.row(layouts.grow(self.number), self.save)),
            ("证明措施", self.links),
            gap=TOKENS.gap_s,
        )
        self._card = layouts.card(fields, gap=TOKENS.gap_s, margin=TOKENS.gap_m)
        return layouts.panel(layouts.column(layouts.grow(self.preview), self._card, gap=TOKENS.gap_s))

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show the evidence of this task."""
        first = task_id != self._task_id
        if first:
            self._leave_piece(None)
        self._task_id = task_id
        self._measures = [m for m in tasks.measures(self._desk.ws, task_id) if not m.gone]
        self._pieces = evidence.of_task(self._desk.ws, task_id)
        self.table.show_items(self._pieces)
        open_slots = dossier.slots(self._desk.ws, task_id)
        self.slots.show_items(open_slots)
        missing = sum(_slot_state(slot) == "还缺" for slot in open_slots)
        self.lists.setTabText(0, f"已有材料  {len(self._pieces)}")
        self.lists.setTabText(1, f"应有材料  还缺 {missing}" if missing else "应有材料  齐")
        if first and self._pieces:
            self.table.choose_row(0)
        elif not self.table.chosen_items():
            self._fill(None)

    def _choose(self, chosen: list[Evidence]) -> None:
        """Another piece: what was typed of the one before is kept first."""
        if self.keep():
            task_id = self._task_id
            QTimer.singleShot(0, self, lambda: self._desk.tell(Changed(task_id)))
        piece = chosen[0] if chosen else None
        self._leave_piece(piece)
        self._fill(piece)

    def _leave_piece(self, coming: Evidence | None) -> None:
        """A date that cannot be read is told and held for the piece it was typed for."""
        left = self._shown
        if left is None or (coming is not None and coming.id == left.id):
            return
        self._shown = None
        self._filled.forget()
        if text := self._unread.hold(left.id, self.dated):
            QTimer.singleShot(0, self, lambda: tell_unread(self, [(self.dated, text)]))

    def choose(self, evidence_id: str) -> bool:
        """Choose a piece; False where it is not there."""
        self.lists.setCurrentIndex(0)
        return self.table.choose(evidence_id)

    def go_to(self, evidence_id: str, name: str) -> None:
        """Choose a piece and go to what a finding names of it: dated, measures, title; without a piece, to where files go."""
        if not evidence_id or not self.choose(evidence_id):
            point_at(self.drop)
            return
        fields: dict[str, QWidget] = {"dated": self.dated, "measures": self.links, "title": self.title}
        if name in fields:
            point_at(fields[name])
        else:
            point_at_cell(self.table, self.table.currentIndex().row())

    def go_to_expected(self, position: int) -> None:
        """Go to what is still expected of a measure that has some proof already; one without any waits for files."""
        open_ = [slot for slot in self.slots.model().items() if _slot_state(slot) == "还缺"]
        match = next((slot for slot in open_ if self._position(slot.measure_id) == position), None)
        proved = any(self._position(one) == position for piece in self._pieces for one in piece.measure_ids)
        self.lists.setCurrentIndex(1 if match and proved else 0)
        if match and proved and self.slots.choose(match.key):
            point_at_cell(self.slots, self.slots.currentIndex().row())
        else:
            point_at(self.drop)

    def _position(self, measure_id: str) -> int:
        return next((m.position for m in self._measures if m.id == measure_id), 0)

    def _positions(self, piece: Evidence) -> str:
        return "、".join(str(self._position(m)) for m in piece.measure_ids) or "未对应"

    def _fill(self, piece: Evidence | None) -> None:
        """Show a piece; of the one in sight only what was changed elsewhere, since somebody may be typing."""
        another = self._shown is None
        if piece is None:
            self._filled.forget()
        self._card.setEnabled(piece is not None)
        fill, shown = self._filled.fill, piece or _NO_PIECE
        fill("title", shown.title, self.title.setText)
        fill("kind", shown.kind, lambda kind: self.kind.setCurrentIndex(max(0, self.kind.findData(kind))))
        fill("dated", shown.dated, self.dated.show_value)
        fill("document_number", shown.document_number, self.number.setText)
        fill("links", self._linked(shown), lambda _: self._show_links(shown))
        fill("preview", (shown.sha256, shown.name), lambda _: self._show_preview(piece))
        if piece is not None and another:
            self._unread.show(piece.id, self.dated)
        self._shown = self._described(piece) if piece else None

    def _name_it(self) -> None:
        """A piece is never without a name: an emptied one comes back."""
        if self._shown is not None and not self.title.text().strip():
            self.title.setText(self._shown.title)

    def _linked(self, piece: Evidence) -> object:
        """What the list of measures shows: every measure, and whether the piece proves it."""
        return [(m.id, m.position, m.text, m.id in piece.measure_ids) for m in self._measures]

    def _show_links(self, piece: Evidence) -> None:
        self.links.clear()
        for measure in self._measures:
            item = QListWidgetItem(f"{measure.position}. {measure.text[:60]}")
            item.setToolTip(measure.text)
            item.setData(Qt.ItemDataRole.UserRole, measure.id)
            linked = measure.id in piece.measure_ids
            item.setCheckState(Qt.CheckState.Checked if linked else Qt.CheckState.Unchecked)
            self.links.addItem(item)

    def _show_preview(self, piece: Evidence | None) -> None:
        if piece is None:
            self.preview.show_nothing("选中一份材料，在这里查看。")
        else:
            self.preview.show_file(evidence.path_of(self._desk.ws, piece.sha256), piece.name)

    # ------------------------------------------------------------ writing

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in on the worker thread, linked to the measure when the task has only one."""
        only = (self._measures[0].id,) if len(self._measures) == 1 else ()
        task_id = self._task_id
        job = self._desk.run(
            "添加佐证材料", lambda ws, report: actions.attach_files(ws, task_id, list(paths), only, report)
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda kept: self._attached(task_id, kept))

    def _attached(self, task_id: str, kept: list[Evidence]) -> None:
        self._desk.tell(Changed(task_id))
        if kept and task_id == self._task_id:
            self.choose(kept[-1].id)

    def _save(self) -> None:
        if dates_readable(self) and self.keep():
            self._desk.tell(Changed(self._task_id))

    def keep(self) -> bool:
        """Keep what is typed of the piece in sight, if it is still with the task; True where something changed."""
        shown = self._shown
        if shown is None or (typed := self._described(shown)) == shown:
            return False
        if all(piece.id != shown.id for piece in evidence.of_task(self._desk.ws, self._task_id)):
            return False
        evidence.save(self._desk.ws, self._task_id, typed)
        self._shown = typed
        for part in ("title", "kind", "dated", "document_number"):
            self._filled.note(part, getattr(typed, part))
        self._filled.note("links", self._linked(typed))
        return True

    def _described(self, piece: Evidence) -> Evidence:
        """The piece as the fields describe it."""
        linked = tuple(
            self.links.item(at).data(Qt.ItemDataRole.UserRole)
            for at in range(self.links.count())
            if self.links.item(at).checkState() == Qt.CheckState.Checked
        )
        return replace(
            piece,
            title=self.title.text().strip() or piece.title,
            kind=self.kind.currentData(),
            dated=self.dated.value(),
            document_number=self.number.text().strip(),
            measure_ids=linked,
        )

    def _menu(self, chosen: list[Evidence], menu: QMenu) -> None:
        if len(chosen) == 1:
            menu.addAction("上移", lambda: self._move(chosen[0], -1))
            menu.addAction("下移", lambda: self._move(chosen[0], 1))
            menu.addSeparator()
        menu.addAction("移出这项任务…", lambda: self._detach(chosen))

    def _move(self, piece: Evidence, by: int) -> None:
        ids = [p.id for p in self._pieces]
        at = ids.index(piece.id)
        to = at + by
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]
            evidence.reorder(self._desk.ws, self._task_id, ids)
            self._desk.tell(Changed(self._task_id))

    def _detach(self, chosen: list[Evidence]) -> None:
        names = "、".join(piece.title for piece in chosen[:3])
        if errors.ask(self, f"移出“{names}”？", "文件仍留在工作文件夹里，记录里可以查到。", "移出"):
            for piece in chosen:
                evidence.detach(self._desk.ws, self._task_id, piece.id)
            self._desk.tell(Changed(self._task_id))

    def _slot_menu(self, chosen: list[Slot], menu: QMenu) -> None:
        if len(chosen) == 1:
            menu.addAction("写明不需要的理由…", lambda: self._waive(chosen[0]))

    def _waive(self, slot: Slot) -> None:
        question = f"“{slot.title}”为什么不需要？清空则恢复为应有。"
        reason = ask_words(self, "不需要的理由", question, "保存理由", slot.waived)
        if reason is not None:
            evidence.waive(self._desk.ws, self._task_id, *slot.key, reason)
            self._desk.tell(Changed(self._task_id))


_NO_PIECE = Evidence("", "", 0, "", "")

_SLOT_CHIPS = {"已有": "ok", "不需要": "neutral", "还缺": "warning"}


def _slot_state(slot: Slot) -> str:
    return "已有" if slot.evidence_id else "不需要" if slot.waived else "还缺"
