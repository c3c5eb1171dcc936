"""A whole year painted small, twelve months of days: days off, swapped working days, weekends; a click or Space on a day."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.domain.notice import HOLIDAY, SWAPPED, WEEKEND, kind_of
from data.domain.workdays import WorkCalendar, days_between
from ui.calendar_paint import WEEKDAYS, WORDS, day_font, draw_legend, look_of
from ui.theme import TOKENS, colour

_MOST_COLUMNS = 4
_WEEKS = 6
_HEAD, _NAMES, _LEGEND = 22, 16, 24
_ACROSS, _DOWN = 14, 8
_DAY, _LEAST_DAY = QSize(27, 21), QSize(22, 18)
_MARKS = {HOLIDAY: "休", SWAPPED: "班"}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class YearCalendar(QWidget):
    """``show_year(2027, calendar, names)`` shows a year; ``chosen`` gives the day clicked, or pressed Space on."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._year = 2000
        self._calendar = WorkCalendar()
        self._names: Mapping[date, str] = {}
        self._at = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_year(self, year: int, calendar: WorkCalendar, names: Mapping[date, str]) -> None:
        """Show this year; ``names`` are the holidays of its days off."""
        if year != self._year:
            self._at = date(year, 1, 1)
        self._year, self._calendar, self._names = year, calendar, names
        told = "，".join(f"{word}{count}天" for word, count in self.counts())
        self.setAccessibleName(f"{year}年放假安排：{told}")
        self._say_day()
        self.update()

    def counts(self) -> list[tuple[str, int]]:
        """How many days are off and how many weekend days are worked: what the legend says."""
        days = days_between(date(self._year, 1, 1), date(self._year, 12, 31))
        found = Counter(kind_of(day, self._calendar) for day in days)
        return [(WORDS[kind], found[kind]) for kind in (HOLIDAY, SWAPPED, WEEKEND)]

    def told(self, day: date) -> str:
        """A day in words: 2月15日 周日 春节放假."""
        kind = kind_of(day, self._calendar)
        name = self._names.get(day, "") if kind == HOLIDAY else ""
        return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]} {name}{WORDS[kind]}"

    # ------------------------------------------------------------ size and place

    def sizeHint(self) -> QSize:
        """Days large enough to read and to hit, four months beside each other."""
        return QSize(self._wide(_MOST_COLUMNS, _DAY), self._high(_MOST_COLUMNS, _DAY))

    def minimumSizeHint(self) -> QSize:
        """Days just readable, one month above the other."""
        return QSize(self._wide(1, _LEAST_DAY), self._high(self._columns(), _LEAST_DAY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer months beside each other in a narrow place, and so more room downwards."""
        super().resizeEvent(event)
        self.setMinimumSize(self.minimumSizeHint())

    def _wide(self, columns: int, day: QSize) -> int:
        return columns * 7 * day.width() + (columns - 1) * _ACROSS

    def _high(self, columns: int, day: QSize) -> int:
        rows = ceil(12 / columns)
        return rows * (_HEAD + _NAMES + _WEEKS * day.height() + _DOWN) - _DOWN + _LEGEND

    def _columns(self) -> int:
        fitting = (n for n in range(_MOST_COLUMNS, 1, -1) if self._wide(n, _LEAST_DAY) <= self.width())
        return next(fitting, 1)

    def _month_area(self, month: int) -> QRectF:
        columns = self._columns()
        rows = ceil(12 / columns)
        row, column = divmod(month - 1, columns)
        wide = (self.width() - (columns - 1) * _ACROSS) / columns
        high = (self.height() - _LEGEND - (rows - 1) * _DOWN) / rows
        return QRectF(column * (wide + _ACROSS), row * (high + _DOWN), wide, high)

    def day_area(self, day: date) -> QRectF:
        """Where a day stands."""
        month = self._month_area(day.month)
        week, column = divmod(date(day.year, day.month, 1).weekday() + day.day - 1, 7)
        wide, high = month.width() / 7, (month.height() - _HEAD - _NAMES) / _WEEKS
        top = month.top() + _HEAD + _NAMES + week * high
        return QRectF(month.left() + column * wide, top, wide, high)

    def day_at(self, at: QPointF) -> date | None:
        """The day at a place, or None between the months."""
        for month in range(1, 13):
            if self._month_area(month).contains(at):
                days = (self._day(month, number) for number in range(1, self._length(month) + 1))
                return next((day for day in days if self.day_area(day).contains(at)), None)
        return None

    def _day(self, month: int, number: int) -> date:
        return date(self._year, month, number)

    def _length(self, month: int) -> int:
        return monthrange(self._year, month)[1]

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._draw_month(painter, month)
        painter.setFont(day_font(self, 12))
        draw_legend(painter, QRectF(0, self.height() - _LEGEND, self.width(), _LEGEND), self.counts())
        painter.end()

    def _draw_month(self, painter: QPainter, month: int) -> None:
        area = self._month_area(month)
        painter.setPen(colour("ink"))
        painter.setFont(day_font(self, 13, bold=True))
        head = QRectF(area.left() + 4, area.top(), area.width(), _HEAD)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{month}月")
        painter.setFont(day_font(self, 11))
        painter.setPen(colour("ink_soft"))
        for at, name in enumerate(WEEKDAYS):
            wide = area.width() / 7
            place = QRectF(area.left() + at * wide, area.top() + _HEAD, wide, _NAMES)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(1, self._length(month) + 1):
            self._draw_day(painter, self._day(month, number))

    def _draw_day(self, painter: QPainter, day: date) -> None:
        area = self.day_area(day).adjusted(1, 1, -1, -1)
        kind = kind_of(day, self._calendar)
        look = look_of(kind)
        tinted = kind in (HOLIDAY, SWAPPED, WEEKEND)
        at = day == self._at and self.hasFocus()
        painter.setBrush(QColor(look.paper) if tinted else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(TOKENS.accent), 1.5) if at else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor(look.ink) if tinted else colour("ink"))
        mark = _MARKS.get(kind, "")
        painter.setFont(day_font(self, 12))
        if not mark:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day.day))
            return
        number, word = QRectF(area), QRectF(area)
        number.setRight(area.right() - area.width() * 0.34)
        word.setLeft(area.left() + area.width() * 0.58)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setFont(day_font(self, 9))
        word.setBottom(area.top() + area.height() * 0.7)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, mark)

    # ------------------------------------------------------------ mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A day clicked is chosen."""
        day = self.day_at(event.position())
        if day and event.button() == Qt.MouseButton.LeftButton:
            self._at = day
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from day to day, PgUp and PgDn from month to month, Space chooses."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self._at + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            month = self._at.month + (1 if key == Qt.Key.Key_PageDown else -1)
            self._go(self._at.replace(month=min(max(month, 1), 12), day=1))
        elif key == Qt.Key.Key_Space:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, day: date) -> None:
        if day.year == self._year:
            self._at = day
            self._say_day()
            self.update()

    def _say_day(self) -> None:
        self.setAccessibleDescription(self.told(self._at))

    def event(self, event: QEvent) -> bool:
        """The day under the mouse says in words what it is."""
        if isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.told(day) if day else "", self)
            return True
        return super().event(event)
