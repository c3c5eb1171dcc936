"""States as words in a coloured chip: the widget, and the same drawing for table cells.

States: neutral, info, ok, warning (yellow), orange, red, done. The word always says the state; colour only helps.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import STATES

HEIGHT = 24
PADDING = 10


def chip_font(base: QFont) -> QFont:
    """The chip's font: one pixel smaller than its surroundings."""
    made = QFont(base)
    made.setPixelSize(13)
    return made


def chip_width(text: str, base: QFont) -> int:
    """How wide a chip with this text is."""
    return QFontMetrics(chip_font(base)).horizontalAdvance(text) + 2 * PADDING


def paint_chip(painter: QPainter, area: QRectF, text: str, state: str) -> None:
    """Draw a chip at the left of ``area``, centred in height, cut short when there is no room."""
    look = STATES.get(state, STATES["neutral"])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(chip_font(painter.font()))
    metrics = painter.fontMetrics()
    wide = min(metrics.horizontalAdvance(text) + 2.0 * PADDING, area.width())
    box = QRectF(area.left(), area.center().y() - HEIGHT / 2, wide, HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.paper))
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    painter.setPen(QColor(look.ink))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide - 2 * PADDING) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Chip(QWidget):
    """A state on a page: ``Chip("临期", "orange")``; ``show_state(text, state)`` changes it."""

    def __init__(self, text: str = "", state: str = "neutral") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.text = ""
        self.state = ""
        self.show_state(text, state)

    def show_state(self, text: str, state: str) -> None:
        """Say another state."""
        self.text, self.state = text, state
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(chip_width(self.text, self.font()), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.text, self.state)
        painter.end()
