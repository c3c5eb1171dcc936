"""How a calendar's days look on the screen: the words and colours of each kind of day, their font, the legend."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from data.domain.notice import HOLIDAY, SWAPPED, UNKNOWN, WEEKEND, WORKDAY
from ui.theme import STATES, StateColours, colour

WORDS = {WORKDAY: "工作日", SWAPPED: "调休上班", HOLIDAY: "放假", WEEKEND: "周末", UNKNOWN: "未公布"}
WEEKDAYS = "一二三四五六日"
_STATES = {WORKDAY: "done", SWAPPED: "info", HOLIDAY: "red", WEEKEND: "neutral", UNKNOWN: "warning"}


def look_of(kind: str) -> StateColours:
    """The colours of a kind of day."""
    return STATES[_STATES[kind]]


def day_font(widget: QWidget, size: int, bold: bool = False) -> QFont:
    """The widget's own font in another size."""
    made = QFont(widget.font())
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def draw_legend(painter: QPainter, area: QRectF, counts: Sequence[tuple[str, int]]) -> None:
    """A mark, a word and a count for each kind of day, by the word of ``WORDS``."""
    kinds = {word: kind for kind, word in WORDS.items()}
    left = area.left()
    for word, count in counts:
        text = f"{word} {count} 天"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look_of(kinds[word]).mark))
        painter.drawRoundedRect(QRectF(left, area.center().y() - 4, 8, 8), 2, 2)
        painter.setPen(colour("ink_soft"))
        wide = painter.fontMetrics().horizontalAdvance(text)
        place = QRectF(left + 14, area.top(), wide + 2, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        left += 14 + wide + 18
