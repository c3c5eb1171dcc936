"""Input fields of the field's own kind: a date that may be empty, and a text box that grows no jargon."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QToolTip,
    QWidget,
)

from data.domain.typed_date import is_whole, typed_date
from ui import errors, layouts
from ui.icons import icon
from ui.parts import mark

_WIDTH = 132
_UNREAD = "没有读出日期，请写成 2026-11-05 或 20261105"
_UNREAD_LEFT = "写的还留在那里，请回去改成 2026-11-05 或 20261105 这样的日期。"
_HOW = "可直接输入或粘贴日期，如 20261105；按 Alt+↓ 打开日历"


class DateField(QLineEdit):
    """A date or nothing, typed or pasted in any usual way, or chosen from a calendar (Alt+Down).

    ``value()`` gives None while it is empty, and the last date read while what stands in it is none or not typed to its end.
    Up and Down go one day on or back. ``edited`` tells of another date. ``name`` is what it is called when it is wrong.
    """

    edited = Signal()

    def __init__(self, value: date | None = None, name: str = "日期") -> None:
        super().__init__()
        self._value: date | None = None
        self._told = ""
        self.setAccessibleName(name)
        self._calendar: _CalendarPopup | None = None
        self.setMinimumWidth(_WIDTH)
        self.setPlaceholderText("未填")
        self.setToolTip(_HOW)
        opener = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历（Alt+↓）")
        opener.triggered.connect(self.open_calendar)
        self.show_value(value)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def show_value(self, value: date | None) -> None:
        """Show a date, or empty."""
        self.setText(value.isoformat() if value else "")
        self.setCursorPosition(0)
        mark(self, "wrong", False)
        self._take(value)

    def show_unread(self, text: str) -> None:
        """Show again what was typed and is no date, marked."""
        self.setText(text)
        mark(self, "wrong", True)

    def value(self) -> date | None:
        """The date, or None."""
        return self._value if self.typing() else self._now()

    def typing(self) -> bool:
        """Whether somebody is still at it: typed here, and not gone on to another field of the window."""
        return self.isModified() and self.window().focusWidget() is self

    def readable(self) -> bool:
        """Whether it is empty or a date."""
        return not self.text().strip() or self._read() is not None

    def problem(self) -> str:
        """What is wrong where a date must stand; empty where one stands."""
        if not self.readable():
            return "请写成 2026-11-05"
        return "" if self._now() else "请填日期。"

    def open_calendar(self) -> None:
        """Choose from a calendar, which begins at the date shown or at today."""
        if self._calendar is None:
            self._calendar = _CalendarPopup(self)
        self._calendar.open_below(self.value())

    def sizeHint(self) -> QSize:
        """As wide as a date and its calendar need."""
        return QSize(_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down change the day; with Alt, Down opens the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step == -1 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step and (shown := self.value()):
            self.show_value(shown + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click chooses the whole date, as Tab does, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self.selectAll)

    def newly_unread(self) -> str:
        """What stands here and is no date, the first time it is asked: nobody is told twice of the same slip."""
        text = "" if self.readable() else self.text().strip()
        new, self._told = text != self._told, text
        return text if new else ""

    def _now(self) -> date | None:
        """What stands here now: a date, nothing, or the last date read where it is neither."""
        return self._read() or (self._value if self.text().strip() else None)

    def _read(self) -> date | None:
        return typed_date(self.text(), (self._value or date.today()).year)

    def _typed(self, text: str) -> None:
        mark(self, "wrong", False)
        if is_whole(text) or not text.strip():
            self._take(self._now())

    def _settle(self) -> None:
        if self.readable():
            self.show_value(self._now())
        else:
            self.refuse()

    def refuse(self) -> None:
        """Say that what stands here is no date."""
        mark(self, "wrong", True)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() - 12)), _UNREAD, self)

    def _take(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit()


def dates_readable(page: QWidget) -> bool:
    """Whether every date in sight on a page can be read; if not, the first that cannot has the keyboard and says so.

    Asked before 保存, so that nothing is kept as if the old date had been confirmed.
    """
    unread = [field for field in page.findChildren(DateField) if field.isVisible() and not field.readable()]
    if unread:
        unread[0].setFocus()
        unread[0].refuse()
    return not unread


def tell_unread(page: QWidget, unread: Sequence[tuple[DateField, str]]) -> None:
    """Say of dates that could not be read, each with its text, that they were not kept."""
    if unread:
        said = "、".join(f"{field.accessibleName()}“{text}”" for field, text in unread)
        errors.tell(page, f"{said}没有读出来，没有保存。", _UNREAD_LEFT)


def tell_newly_unread(page: QWidget) -> None:
    """On leaving a page: say which of its dates could not be read, each slip once."""
    found = [(field, field.newly_unread()) for field in page.findChildren(DateField)]
    tell_unread(page, [(field, text) for field, text in found if text])


class _CalendarPopup(QFrame):
    """The calendar below a date field: a click or Enter takes the day, Esc leaves."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self.setProperty("kind", "card")
        self.setLayout(layouts.column(self.calendar, margin=1))

    def open_below(self, value: date | None) -> None:
        """Show it at the field, on the screen whole."""
        day = value or date.today()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        size, room = self.sizeHint(), self._field.screen().availableGeometry()
        place = self._field.mapToGlobal(QPoint(0, self._field.height()))
        if place.y() + size.height() > room.bottom():
            place.setY(max(room.top(), place.y() - self._field.height() - size.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - size.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.hide()
        self._field.show_value(date(day.year(), day.month(), day.day()))
        self._field.setFocus()


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
