"""The small dialog that notes one step of the procedure: date, by whom, document, remark."""

from datetime import date

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from data.domain.model import Step
from data.domain.profile import StepRule
from ui import layouts
from ui.fields import DateField, text_box
from ui.parts import Field, button, section
from ui.theme import TOKENS

_DATE_WIDTH = 190  # what is wrong with it is said below on one line


class StepDialog(QDialog):
    """Asks for one step; ``value()`` is the step as filled in."""

    def __init__(self, parent: QWidget | None, rule: StepRule, today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记步骤")
        self.setMinimumWidth(460)
        self._rule, self._today = rule, today
        self.on = DateField(today)
        self.by = QLineEdit(rule.by)
        self.document = QLineEdit()
        self.note = text_box("", 2)
        confirm = button("登记", self.accept, "check", "primary")
        confirm.setDefault(True)
        self._when = Field("日期", self.on)
        self._when.setMinimumWidth(_DATE_WIDTH)
        layouts.fill(
            self,
            layouts.column(
                section(f"登记“{rule.title}”"),
                layouts.fields(self._when, layouts.grow(Field("单位", self.by))),
                Field("文件或文号", self.document),
                Field("说明", self.note),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )

    def value(self) -> Step:
        """The step as filled in."""
        note = self.note.toPlainText().strip()
        on = self.on.value()
        assert on is not None
        return Step("", self._rule.key, on, self.by.text().strip(), self.document.text().strip(), note)

    def accept(self) -> None:
        """A step needs its date, and one that has come: a step is what was done."""
        on, wrong = self.on.value(), self.on.problem()
        if not wrong and on is not None and on > self._today:
            wrong = "日期晚于今天，办了以后再登记"
        self._when.show_problem(wrong)
        if wrong:
            self.on.setFocus()
        else:
            super().accept()


def ask_step(parent: QWidget | None, rule: StepRule, today: date) -> Step | None:
    """The step a person noted, or None."""
    dialog = StepDialog(parent, rule, today)
    return dialog.value() if dialog.exec() else None
