"""The dialog for a look-back (回头看): when, by whom, what was found, and whether the problem has come back."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QLineEdit, QRadioButton, QWidget

from data.domain.model import Step
from ui import layouts
from ui.fields import DateField, text_box
from ui.parts import Field, button, notice, section
from ui.theme import TOKENS


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What a look-back found."""

    step: Step
    rebounded: bool


_WIDTH, _AROUND = 520, 160  # heading, buttons, margins and a line for what is wrong


class LookBackDialog(QDialog):
    """Asks for one look-back; ``value()`` is what was filled in."""

    def __init__(self, parent: QWidget | None, today: date, accepted_by: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记回头看")
        self.setMinimumWidth(_WIDTH)
        self.steady, self.rebounded = QRadioButton("无反弹"), QRadioButton("反弹，重新整改")
        self.on, self.by = DateField(today), QLineEdit()
        self.document = QLineEdit()
        self.note = text_box("看了哪里、情况如何", 2)
        self._result = Field(
            "检查结果", layouts.panel(layouts.row(self.steady, self.rebounded, layouts.GROW, gap=TOKENS.gap))
        )
        self._when = Field("日期", self.on)
        who = f"当初同意销号：{accepted_by}。" if accepted_by else ""
        self._warning = notice(
            f"登记后任务重新打开，要重新自验、审签、申请。{who}", "triangle-alert", "alarm"
        )
        self._warning.hide()
        self.rebounded.toggled.connect(self._show_warning)
        confirm = button("登记", self.accept, "check", "primary")
        confirm.setDefault(True)
        self._body = layouts.panel(
            layouts.column(
                self._result,
                self._warning,
                layouts.fields(self._when, layouts.grow(Field("检查单位", self.by))),
                Field("文件或文号", self.document),
                Field("说明", self.note),
                layouts.GROW,
            )
        )
        layouts.fill(
            self,
            layouts.column(
                section("登记回头看"),
                layouts.grow(layouts.scroll(self._body)),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )
        self._fit()

    def _show_warning(self, rebounded: bool) -> None:
        self._warning.setVisible(rebounded)
        self._fit()

    def _fit(self) -> None:
        """As high as what is asked, and never higher than the screen: the rest scrolls."""
        layouts.resize_on_screen(self, _WIDTH, self._body.sizeHint().height() + _AROUND)

    def value(self) -> LookedBack:
        """The look-back as filled in."""
        on = self.on.value()
        assert on is not None
        said = (self.by.text(), self.document.text(), self.note.toPlainText())
        step = Step("", "", on, *(text.strip() for text in said))
        return LookedBack(step, self.rebounded.isChecked())

    def accept(self) -> None:
        """A look-back needs its result and its date."""
        decided = self.steady.isChecked() or self.rebounded.isChecked()
        self._result.show_problem("" if decided else "请选检查结果。")
        self._when.show_problem(self.on.problem())
        if decided and not self.on.problem():
            super().accept()


def ask_look_back(parent: QWidget | None, today: date, accepted_by: str) -> LookedBack | None:
    """What a person found when looking back, or None."""
    dialog = LookBackDialog(parent, today, accepted_by)
    return dialog.value() if dialog.exec() else None
