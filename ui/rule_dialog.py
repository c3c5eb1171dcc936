"""What the dialogs that change the office's own rules share: what changed, whom it touches, one 保存, and asking before leaving."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLabel, QTableWidget, QWidget

from ui import errors, layouts
from ui.parts import button, hint, notice, section, words
from ui.theme import TOKENS

_SHOWN = 6


class RuleDialog(QDialog):
    """A dialog with a list of what would change at its foot. A subclass says ``changes``, ``touched`` and ``fault``."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self._said = hint("")
        self._problem = words("", "problem")
        self._problem.setWordWrap(True)
        self._warning = notice("", "triangle-alert", "alarm")
        self._warned = self._warning.findChildren(QLabel)[-1]
        self.save = button("保存", self.accept, "save", "primary")

    def build(self, about: str, body: QWidget) -> None:
        """Lay the dialog out around its body."""
        self.save.setDefault(True)
        changes = layouts.column(words("改了什么", "strong"), self._said, gap=TOKENS.gap_xs)
        layouts.fill(
            self,
            layouts.column(
                section(self.windowTitle()),
                hint(about),
                layouts.grow(body),
                self._problem,
                changes,
                self._warning,
                layouts.row(
                    button("恢复为地方规则", self.reset, "rotate-ccw", "quiet"),
                    layouts.GROW,
                    button("取消", self.reject),
                    self.save,
                ),
                margin=TOKENS.gap_l,
            ),
        )

    def explain(self) -> None:
        """Say what would change as it stands; called after every change."""
        fault, said = self.fault(), self.changes()
        self._problem.setText(fault)
        self._problem.setVisible(bool(fault))
        more = f"；另有 {len(said) - _SHOWN} 处" if len(said) > _SHOWN else ""
        self._said.setText("；".join(said[:_SHOWN]) + more + "。" if said else "还没有改动。")
        touched = self.touched() if said else ""
        self._warned.setText(touched)
        self._warning.setVisible(bool(touched))
        self.save.setEnabled(bool(said) and not fault)

    def reset(self) -> None:
        """Back to what the place's rules say."""
        raise NotImplementedError

    def changes(self) -> Sequence[str]:
        """What differs from what is stored, a sentence each."""
        raise NotImplementedError

    def touched(self) -> str:
        """Which signatures the change would make void; "" for none."""
        raise NotImplementedError

    def fault(self) -> str:
        """What must be mended before it can be saved; "" for nothing."""
        raise NotImplementedError

    def accept(self) -> None:
        """Only what is right and different is saved."""
        if self.changes() and not self.fault():
            super().accept()

    def reject(self) -> None:
        """Esc and 取消: what was changed is asked about first."""
        if self.changes() and not errors.ask(
            self, "改动还没有保存。", "关闭后这些改动就没有了。", "不保存，关闭", "继续修改"
        ):
            return
        super().reject()


def select_row(table: QTableWidget, row: int, column: int = 0) -> None:
    """Put the keyboard on a row, where there is one."""
    if 0 <= row < table.rowCount():
        table.setCurrentCell(row, min(max(column, 0), table.columnCount() - 1))


def set_up_table(table: QTableWidget, titles: Sequence[str], widest: int) -> None:
    """The table of such a dialog: one row chosen at a time, no grid, the widest column takes the room left over."""
    table.setHorizontalHeaderLabels(list(titles))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
