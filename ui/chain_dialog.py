"""The dialog for the office's own sign chain (审签流程): which places sign, in which order, before or after sending, with seal or not."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from data.domain.own_rules import chain_differences
from data.domain.profile import SignRole
from data.domain.rule_entries import ROLES_LIMIT, chain_fault
from ui import layouts
from ui.chain_drawing import ChainDrawing
from ui.parts import button, words
from ui.rule_dialog import RuleDialog, select_row, set_up_table
from ui.theme import TOKENS

_TITLE, _BEFORE, _SEAL = range(3)
_ROW = 38
_SIZE = (820, 660)
_NEW = "新岗位"
_TICKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_ABOUT = "申请表下方的签字栏按这个次序印。名称直接在表里改，空格键勾选，Alt+↑↓ 移动。"


class ChainDialog(RuleDialog):
    """Changes a chain; ``value()`` is the chain as it stands. ``signed`` counts the tasks whose signatures it would void."""

    def __init__(
        self,
        parent: QWidget | None,
        chain: Sequence[SignRole],
        place: Sequence[SignRole],
        signed: int = 0,
    ) -> None:
        super().__init__(parent, "审签流程")
        layouts.resize_on_screen(self, *_SIZE)
        self._before, self._place, self._signed = tuple(chain), tuple(place), signed
        self._roles = list(chain)
        self.drawing = ChainDrawing()
        self.table = QTableWidget(0, 3)
        self.add = button("添加岗位", self.add_role, "plus")
        self.remove = button("删除", self.remove_role, "trash-2")
        self.up = button("上移", lambda: self.move_role(-1), "arrow-up")
        self.down = button("下移", lambda: self.move_role(1), "arrow-down")
        self._build()
        self._fill(0)

    def _build(self) -> None:
        table = self.table
        set_up_table(table, ("岗位名称", "什么时候签", "盖章"), _TITLE)
        table.setAccessibleName("审签链")
        table.setColumnWidth(_BEFORE, 116)
        table.setColumnWidth(_SEAL, 92)
        table.itemChanged.connect(self._changed)
        table.currentCellChanged.connect(lambda *_: self._show_current())
        table.installEventFilter(self)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.move_role(step))
        left = layouts.column(
            layouts.grow(table),
            layouts.row(self.add, self.remove, self.up, self.down, layouts.GROW),
            gap=TOKENS.gap_s,
        )
        drawn = layouts.column(
            words("签字次序", "label"), self.drawing, layouts.GROW, gap=TOKENS.gap_s, margin=TOKENS.gap_s
        )
        body = layouts.row(layouts.grow(left), layouts.scroll(drawn), gap=TOKENS.gap)
        body.itemAt(1).widget().setFixedWidth(300)
        self.build(_ABOUT, layouts.panel(body))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the place out; Enter in the table begins or ends renaming and never saves."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete:
                self.remove_role()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self._rename()
                return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ showing

    def _fill(self, row: int, column: int = _TITLE) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._roles))
        for at, role in enumerate(self._roles):
            self._show_row(at, role)
        self.table.blockSignals(False)
        select_row(self.table, min(row, len(self._roles) - 1), column)
        self._show_current()
        self.explain()

    def _show_row(self, at: int, role: SignRole) -> None:
        """Items are kept and only told anew: one of them may be the one being edited."""
        self.table.setRowHeight(at, _ROW)
        _item(self.table, at, _TITLE).setText(role.title)
        for column, ticked, said in (
            (_BEFORE, role.before_sending, ("报送后", "报送前")),
            (_SEAL, role.seal, ("不盖", "盖章")),
        ):
            item = _item(self.table, at, column)
            item.setFlags(_TICKED)
            item.setText(said[ticked])
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _show_current(self) -> None:
        row = self.table.currentRow()
        marked = self._roles[row].key if 0 <= row < len(self._roles) else ""
        self.drawing.show_chain(self._roles, marked)
        self.remove.setEnabled(len(self._roles) > 1 and row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._roles) - 1)
        self.add.setEnabled(len(self._roles) < ROLES_LIMIT)

    # ------------------------------------------------------------ changing

    def _changed(self, item: QTableWidgetItem) -> None:
        row, role = item.row(), self._roles[item.row()]
        ticked = item.checkState() == Qt.CheckState.Checked
        if item.column() == _TITLE:
            role = replace(role, title=item.text().strip())
        elif item.column() == _BEFORE:
            role = replace(role, before_sending=ticked)
        else:
            role = replace(role, seal=ticked)
        self._roles[row] = role
        self._fill(row, item.column())

    def add_role(self) -> None:
        """A new place below the chosen one, to be named at once."""
        row = self.table.currentRow() + 1
        before = self._roles[row - 1].before_sending if row else True
        taken = {role.title for role in self._roles}
        title = next(name for at in range(1, 99) if (name := _NEW + (str(at) if at > 1 else "")) not in taken)
        # A key of its own for ever: a place taken out and another put in must never share signatures.
        self._roles.insert(row, SignRole(f"post_{uuid.uuid4().hex[:12]}", title, before))
        self._fill(row)
        self.table.setFocus()
        self._rename()

    def _rename(self) -> None:
        item = self.table.item(self.table.currentRow(), _TITLE)
        if item is not None and self.table.state() != QAbstractItemView.State.EditingState:
            self.table.editItem(item)

    def remove_role(self) -> None:
        """Take the chosen place out of the chain."""
        row = self.table.currentRow()
        if row >= 0 and len(self._roles) > 1:
            del self._roles[row]
            self._fill(row)

    def move_role(self, step: int) -> None:
        """Move the chosen place up or down."""
        row, to = self.table.currentRow(), self.table.currentRow() + step
        if row >= 0 and 0 <= to < len(self._roles):
            self._roles[row], self._roles[to] = self._roles[to], self._roles[row]
            self._fill(to, self.table.currentColumn())

    def reset(self) -> None:
        """The chain of the place's rules again."""
        self._roles = list(self._place)
        self._fill(0)

    # ------------------------------------------------------------ saying

    def value(self) -> tuple[SignRole, ...]:
        """The chain as it stands."""
        return tuple(self._roles)

    def changes(self) -> Sequence[str]:
        """What differs from the chain in use."""
        return chain_differences(self._before, self._roles)

    def fault(self) -> str:
        """What the rules say against this chain."""
        found = chain_fault(self._roles)
        return f"{found[1]}。" if found else ""

    def touched(self) -> str:
        """How many tasks would have to be signed again; who signs before or after sending is not printed."""
        printed = [(role.title, role.seal) for role in self._roles]
        if not self._signed or printed == [(role.title, role.seal) for role in self._before]:
            return ""
        return (
            f"{self._signed} 项任务已经签字、还没有报送：保存后这些签字作废，要按新的流程重新签。"
            "已经报送的不受影响。"
        )


def _item(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    item = table.item(row, column)
    if item is None:
        item = QTableWidgetItem()
        table.setItem(row, column, item)
    return item


def ask_chain(
    parent: QWidget | None, chain: Sequence[SignRole], place: Sequence[SignRole], signed: int = 0
) -> tuple[SignRole, ...] | None:
    """The chain a person made of it, or None; ``place`` is what the place's rules say."""
    dialog = ChainDialog(parent, chain, place, signed)
    return dialog.value() if dialog.exec() else None
