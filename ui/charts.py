"""Small painted charts for pages: a stacked bar of states. Every figure is also written out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import STATES, TOKENS, colour


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a chart: its words, its count, its state's colour, and what a click on it means."""

    label: str
    count: int
    state: str = "done"
    key: str = ""


class _Chart(QWidget):
    """What the charts have in common: shares, a click on one, words for screen readers."""

    clicked = Signal(str)

    def __init__(self, shares: Sequence[Share] = ()) -> None:
        super().__init__()
        self._shares: tuple[Share, ...] = ()
        self._places: list[tuple[QRectF, Share]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_shares(shares)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show these parts."""
        self._shares = tuple(shares)
        self.setAccessibleName("，".join(f"{s.label} {s.count}" for s in self._shares))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As high as it needs to be."""
        return QSize(160, self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Emit ``clicked(key)`` for the part under the mouse."""
        for place, share in self._places:
            if share.key and place.contains(event.position()):
                self.clicked.emit(share.key)
                return


class StackedBar(_Chart):
    """How many are in which state: one bar, and below it a legend with every count."""

    BAR = 12

    def sizeHint(self) -> QSize:
        """A bar, and as many lines of legend as it takes."""
        return QSize(480, self.BAR + TOKENS.gap_m + 26 * self._legend_lines(self.width() or 480))

    def hasHeightForWidth(self) -> bool:
        """A narrow chart breaks its legend."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at this width."""
        return self.BAR + TOKENS.gap_m + 26 * self._legend_lines(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 0, self.width(), self.BAR)
        self._places = []
        clip = QPainterPath()
        clip.addRoundedRect(bar, self.BAR / 2, self.BAR / 2)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(bar, colour("raised"))
        self._paint_parts(painter, bar)
        painter.restore()
        self._paint_legend(painter)
        painter.end()

    def _paint_parts(self, painter: QPainter, bar: QRectF) -> None:
        total = sum(s.count for s in self._shares)
        left = 0.0
        for share in self._shares:
            wide = bar.width() * share.count / total if total else 0.0
            place = QRectF(left, 0, wide, bar.height())
            # A hairline of white keeps neighbours apart for those who do not see the colours.
            painter.fillRect(
                place.adjusted(0, 0, -1.5 if wide > 3 else 0, 0), QColor(STATES[share.state].mark)
            )
            self._places.append((place, share))
            left += wide

    def _paint_legend(self, painter: QPainter) -> None:
        for place, share in self._legend(self.width()):
            middle = place.center().y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(STATES[share.state].mark))
            painter.drawRoundedRect(QRectF(place.left(), middle - 4, 8, 8), 2, 2)
            painter.setPen(colour("ink_soft"))
            words = place.adjusted(14, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, share.label)
            painter.setPen(colour("ink"))
            start = self.fontMetrics().horizontalAdvance(share.label + " ")
            painter.drawText(
                words.adjusted(start + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(share.count)
            )
            self._places.append((place, share))

    def _legend(self, width: float) -> list[tuple[QRectF, Share]]:
        left, top = 0.0, float(self.BAR + TOKENS.gap_m)
        places = []
        for share in self._shares:
            wide = 14 + self.fontMetrics().horizontalAdvance(f"{share.label} {share.count}") + 6
            if left and left + wide > width:
                left, top = 0.0, top + 26
            places.append((QRectF(left, top, wide, 24), share))
            left += wide + TOKENS.gap
        return places

    def _legend_lines(self, width: float) -> int:
        return len({place.top() for place, _ in self._legend(width)})
