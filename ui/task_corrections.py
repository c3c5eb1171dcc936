"""The office's corrections on a task's page: what waits for a decision, and the small dialog that corrects one field."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QWidget

from data import words as wording
from data.domain.corrections import CORRECTABLE, DEADLINE, issued_text
from data.domain.likeness import Run, marked
from data.domain.model import Correction, ListedTask, Task
from ui import layouts
from ui.fields import text_box
from ui.import_cells import as_html
from ui.parts import button, hint, section, words
from ui.theme import TOKENS


def conflicts_card(task: Task, decide: Callable[[Correction, bool], object]) -> QFrame | None:
    """What the city and the office both changed, each with its two answers; None where nothing waits."""
    open_ = [one for one in task.corrections if one.theirs is not None]
    if not open_:
        return None
    parts: list[layouts.Part] = [
        section(f"与市里的新清单不一致（{len(open_)}）"),
        hint("这些地方本单位改过，市里重新下发时也改了。定下来之前两者都保留。"),
    ]
    for one in open_:
        ours, theirs = one.value, one.theirs or "（空）"
        if one.field == DEADLINE:
            ours = f"{wording.day(date.fromisoformat(one.value))}（已确认的日期）"
        parts += [
            layouts.line(),
            words(wording.FIELDS[one.field], "strong"),
            _said("市里原来", one.base or "（空）"),
            _said("市里现在", theirs, marked(one.base, theirs)),
            _said("本单位", ours or "（空）"),
            layouts.row(
                button("采用市里的", lambda one=one: decide(one, False)),
                button("保留本单位的", lambda one=one: decide(one, True)),
                layouts.GROW,
            ),
        ]
    return layouts.card(*parts, gap=TOKENS.gap_s)


def _said(who: str, text: str, runs: Sequence[Run] = ()) -> QWidget:
    said = words(text)
    if runs:
        said.setTextFormat(Qt.TextFormat.RichText)
        said.setText(as_html(runs))
    said.setWordWrap(True)
    name = words(who, "label")
    name.setFixedWidth(64)
    return layouts.panel(layouts.row(name, layouts.grow(said), gap=TOKENS.gap_s))


def correction_note(one: Correction) -> str:
    """What stands under a corrected field."""
    return f"本单位更正；清单原文：{_issued(one) or '（空）'}"


def _issued(one: Correction) -> str:
    """What the city's last issue says there."""
    return one.base if one.theirs is None else one.theirs


class CorrectionDialog(QDialog):
    """Asks which field is wrong in the city's list and how the office reads it; ``value()`` is (field, text)."""

    def __init__(self, parent: QWidget | None, task: Task, name: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("更正清单内容")
        self.setMinimumWidth(560)
        self._listed: ListedTask = task.listed
        self._own = {one.field: one for one in task.corrections}
        self.field = QComboBox()
        for name in CORRECTABLE:
            self.field.addItem(wording.FIELDS[name], name)
        self.field.setCurrentIndex(self.field.findData(name if name in CORRECTABLE else "lead_unit"))
        self.field.currentIndexChanged.connect(lambda *_: self._fill())
        self.text = text_box("", 3)
        self._issued = hint("")
        confirm = button("保存更正", self.accept, "check", "primary")
        confirm.setDefault(True)
        layouts.fill(
            self,
            layouts.column(
                section("更正清单里的一处"),
                layouts.form(("哪一项", self.field), ("更正为", self.text)),
                self._issued,
                hint("清单原文照样保留；更正用在台账和报送材料里。改回原文就取消更正。"),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )
        self._fill()

    def _fill(self) -> None:
        name = self.field.currentData()
        own = self._own.get(name)
        self.text.setPlainText(issued_text(self._listed, name))
        issued = _issued(own) if own else issued_text(self._listed, name)
        self._issued.setText(f"清单原文：{issued or '（空）'}")

    def value(self) -> tuple[str, str]:
        """The field and the office's reading of it."""
        return self.field.currentData(), self.text.toPlainText().strip()


def ask_correction(parent: QWidget | None, task: Task, name: str = "") -> tuple[str, str] | None:
    """The correction a person wants, or None; ``name`` is the field it begins with."""
    dialog = CorrectionDialog(parent, task, name)
    return dialog.value() if dialog.exec() else None
