"""Input fields of the field's own kind: a date that may be empty, and a text box that grows no jargon."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QDateEdit, QPlainTextEdit, QTableWidget

_NONE = QDate(1949, 9, 30)  # no task is older than this; stands for "not filled in"


class DateField(QDateEdit):
    """A date or nothing. ``value()`` gives None while it is empty; Delete empties it."""

    edited = Signal()

    def __init__(self, value: date | None = None) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setMinimumDate(_NONE)
        self.setSpecialValueText("未填")
        self.setMinimumWidth(132)
        self.show_value(value)
        self.dateChanged.connect(lambda *_: self.edited.emit())

    def show_value(self, value: date | None) -> None:
        """Show a date, or empty."""
        self.setDate(QDate(value.year, value.month, value.day) if value else _NONE)

    def value(self) -> date | None:
        """The date, or None."""
        chosen = self.date()
        return None if chosen == _NONE else date(chosen.year(), chosen.month(), chosen.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties; a digit in an empty field starts from this year's calendar rather than from 1949."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.lineEdit().hasSelectedText():
            self.show_value(None)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event) -> None:
        """Opening the calendar of an empty field starts at today."""
        if self.value() is None:
            self.calendarWidget().setSelectedDate(QDate.currentDate())
        super().mousePressEvent(event)


def text_box(placeholder: str = "", lines: int = 3) -> QPlainTextEdit:
    """A box for several lines; Tab leaves it, since clerks move by Tab."""
    made = QPlainTextEdit()
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(lines * 22 + 20)
    return made


def cell_words(table: QTableWidget, row: int, column: int) -> str:
    """The text of a cell that may never have been filled."""
    item = table.item(row, column)
    return item.text().strip() if item else ""
