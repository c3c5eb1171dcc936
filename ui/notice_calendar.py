"""A small painted calendar of a notice's period: every day with its word (周末、放假、调休) and the working days numbered."""

from collections import Counter
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.domain.notice import HOLIDAY, SWAPPED, UNKNOWN, WEEKEND, WORKDAY, WORKING, Day, Span
from ui.calendar_paint import WEEKDAYS, WORDS, day_font, draw_legend, look_of
from ui.theme import TOKENS, colour

_GUTTER, _HEAD, _CELL, _LEGEND, _GAP = 36, 22, 46, 30, 3
_MOST_WEEKS = 8


class NoticeCalendar(QWidget):
    """``show_span(span)`` shows a period; None shows nothing yet. Also says itself in words for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._span: Span | None = None
        self._in_workdays = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_span(self, span: Span | None, in_workdays: bool = True) -> None:
        """Show this period; the days that count for it are numbered."""
        self._span, self._in_workdays = span, in_workdays
        self.setAccessibleName("，".join(f"{name}{count}天" for name, count in self.counts()))
        self.updateGeometry()
        self.update()

    def counts(self) -> list[tuple[str, int]]:
        """How many days of each kind: what the legend says."""
        found = Counter(day.kind for day in self._span.each) if self._span else Counter()
        return [(word, found[kind]) for kind, word in WORDS.items() if found[kind]]

    def sizeHint(self) -> QSize:
        """A head, a row for each week, a legend."""
        return QSize(420, _HEAD + max(len(self._weeks()), 1) * _CELL + _LEGEND)

    def minimumSizeHint(self) -> QSize:
        """Never cut in height."""
        return QSize(320, self.sizeHint().height())

    def _weeks(self) -> list[date | None]:
        """The Mondays of the weeks shown, a row each; None for the row that stands for those left out of a long period."""
        if self._span is None or not self._span.each:
            return []
        first, last = self._span.each[0].on, self._span.each[-1].on
        monday = first - timedelta(days=first.weekday())
        count = (last - monday).days // 7 + 1
        weeks: list[date | None] = [monday + timedelta(weeks=at) for at in range(count)]
        return weeks if count <= _MOST_WEEKS else [*weeks[: _MOST_WEEKS - 2], None, weeks[-1]]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, days and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() - _GUTTER) / 7
        weeks = self._weeks()
        self._draw_head(painter, wide)
        if not weeks:
            painter.setPen(colour("ink_faint"))
            area = QRectF(_GUTTER, _HEAD, self.width() - _GUTTER, _CELL)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "填好公示首日，在这里看每一天")
        else:
            self._draw_days(painter, wide, weeks)
            self._draw_legend(painter, _HEAD + len(weeks) * _CELL)
        painter.end()

    def _draw_head(self, painter: QPainter, wide: float) -> None:
        painter.setFont(day_font(self, 12))
        painter.setPen(colour("ink_soft"))
        for at, name in enumerate(WEEKDAYS):
            area = QRectF(_GUTTER + at * wide, 0, wide, _HEAD)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)

    def _draw_days(self, painter: QPainter, wide: float, weeks: list[date | None]) -> None:
        assert self._span is not None
        kinds = {day.on: day for day in self._span.each}
        numbers = self._numbers()
        for row, monday in enumerate(weeks):
            top = _HEAD + row * _CELL
            if monday is None:
                self._draw_left_out(painter, top)
                continue
            self._draw_month(painter, monday, row, top)
            for column in range(7):
                on = monday + timedelta(days=column)
                area = QRectF(_GUTTER + column * wide, top, wide, _CELL).adjusted(_GAP, _GAP, -_GAP, -_GAP)
                self._draw_day(painter, area, on, kinds.get(on), numbers.get(on, 0))

    def left_out(self) -> str:
        """Which days of a long period are not drawn; "" where all are."""
        weeks = self._weeks()
        if None not in weeks:
            return ""
        before, after = weeks[-3], weeks[-1]
        assert before is not None and after is not None
        first, last = before + timedelta(weeks=1), after - timedelta(days=1)
        return f"……　{first.month}月{first.day}日至{last.month}月{last.day}日略去不画　……"

    def _draw_left_out(self, painter: QPainter, top: float) -> None:
        painter.setFont(day_font(self, 12))
        painter.setPen(colour("ink_soft"))
        area = QRectF(_GUTTER, top, self.width() - _GUTTER, _CELL)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.left_out())

    def _numbers(self) -> dict[date, int]:
        """The place of each day that counts: of the working days, or of all days."""
        assert self._span is not None
        counting = [d.on for d in self._span.each if not self._in_workdays or d.kind in WORKING]
        return {on: at for at, on in enumerate(counting, 1)} if not self._span.unknown_years else {}

    def _draw_month(self, painter: QPainter, monday: date, row: int, top: float) -> None:
        assert self._span is not None
        if row == 0 or monday.day <= 7 or row == _MOST_WEEKS - 1:
            month = (monday if row else self._span.each[0].on).month
            painter.setFont(day_font(self, 12))
            painter.setPen(colour("ink_soft"))
            area = QRectF(0, top, _GUTTER, _CELL)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{month}月")

    def _draw_day(self, painter: QPainter, area: QRectF, on: date, day: Day | None, number: int) -> None:
        if day is None:
            painter.setFont(day_font(self, 13))
            painter.setPen(colour("ink_off"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(on.day))
            return
        look = look_of(day.kind)
        painter.setBrush(QColor(look.paper))
        ends = self._span is not None and on in (self._span.each[0].on, self._span.each[-1].on)
        painter.setPen(QPen(QColor(TOKENS.accent), 1.5) if ends else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, TOKENS.radius, TOKENS.radius)
        painter.setPen(QColor(look.ink))
        painter.setFont(day_font(self, 14, bold=True))
        upper, lower = QRectF(area), QRectF(area)
        upper.setBottom(area.top() + area.height() * 0.58)
        lower.setTop(area.top() + area.height() * 0.5)
        said = f"{on.month}月{on.day}" if on.day == 1 else str(on.day)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, said)
        painter.setFont(day_font(self, 11))
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, _below(day.kind, number))

    def _draw_legend(self, painter: QPainter, top: float) -> None:
        painter.setFont(day_font(self, 12))
        area = QRectF(_GUTTER + _GAP, top, self.width() - _GUTTER, _LEGEND)
        draw_legend(painter, area, self.counts())


def _below(kind: str, number: int) -> str:
    """The word under a day: its number where it counts, else why it does not."""
    if kind == SWAPPED:
        return f"调休·{number}" if number else "调休"
    if kind == WORKDAY:
        return f"第{number}天" if number else "上班"
    return {HOLIDAY: "放假", WEEKEND: "周末", UNKNOWN: "未公布"}[kind]
