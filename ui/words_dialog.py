"""The small dialog that asks for some words: a reason, what was mended."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from ui import layouts
from ui.fields import text_box
from ui.parts import button, hint, section
from ui.theme import TOKENS

_SIZE = (480, 260)


class WordsDialog(QDialog):
    """Asks ``question`` under ``heading``; ``save`` is what the button says. Ctrl+Enter saves, as Enter begins a line."""

    def __init__(self, parent: QWidget | None, heading: str, question: str, save: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.resize(*_SIZE)
        self.text = text_box("", 3)
        self.text.setAccessibleName(question)
        self.text.setPlainText(text)
        confirm = button(save, self.accept, "check", "primary")
        confirm.setDefault(True)
        confirm.setToolTip("Ctrl+回车")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        layouts.fill(
            self,
            layouts.column(
                section(heading),
                hint(question),
                layouts.grow(self.text),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )

    def value(self) -> str:
        """The words as typed."""
        return self.text.toPlainText().strip()


def ask_words(parent: QWidget | None, heading: str, question: str, save: str, text: str = "") -> str | None:
    """What a person wrote, which may be nothing; None where they left it."""
    dialog = WordsDialog(parent, heading, question, save, text)
    return dialog.value() if dialog.exec() else None
