"""Small painted charts for pages: a stacked bar of states, a list of bars, a ring. Every figure is also written out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
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


class BarList(_Chart):
    """Names with a bar and a count each, for "tasks by unit": longest name sets the column."""

    LINE = 30

    def sizeHint(self) -> QSize:
        """One line a name."""
        return QSize(360, self.LINE * max(1, len(self._shares)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        names = min(
            max((metrics.horizontalAdvance(s.label) for s in self._shares), default=0), self.width() // 2
        )
        most = max((s.count for s in self._shares), default=0) or 1
        room = max(20.0, self.width() - names - 12 - 48)
        self._places = []
        for number, share in enumerate(self._shares):
            line = QRectF(0, number * self.LINE, self.width(), self.LINE)
            self._places.append((line, share))
            painter.setPen(colour("ink"))
            shown = metrics.elidedText(share.label, Qt.TextElideMode.ElideRight, int(names))
            painter.drawText(QRectF(0, line.top(), names, self.LINE), Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(Qt.PenStyle.NoPen)
            track = QRectF(names + 12, line.center().y() - 4, room, 8)
            painter.setBrush(colour("raised"))
            painter.drawRoundedRect(track, 4, 4)
            if share.count:
                painter.setBrush(QColor(STATES[share.state].mark))
                painter.drawRoundedRect(
                    QRectF(track.left(), track.top(), max(8.0, room * share.count / most), 8), 4, 4
                )
            painter.setPen(colour("ink"))
            painter.drawText(
                QRectF(self.width() - 40, line.top(), 40, self.LINE),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(share.count),
            )
        painter.end()


class Ring(QWidget):
    """A share as a ring with the per cent in the middle: ``Ring(18, 40, "已销号")``."""

    def __init__(self, done: int = 0, total: int = 0, label: str = "", size: int = 112) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)
        self.show_share(done, total, label)

    def show_share(self, done: int, total: int, label: str) -> None:
        """Show ``done`` of ``total``; without a total the ring is empty and says —."""
        self._done, self._total, self._label = done, total, label
        self.setAccessibleName(f"{label} {done} / {total}")
        self.setToolTip(f"{label} {done} / {total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._size / 12
        box = QRectF(self.rect()).adjusted(thick / 2 + 1, thick / 2 + 1, -thick / 2 - 1, -thick / 2 - 1)
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(colour("raised"), thick, Qt.PenStyle.SolidLine, flat))
        painter.drawEllipse(box)
        share = self._done / self._total if self._total else 0.0
        painter.setPen(QPen(colour("accent"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if share:
            painter.drawArc(box, 90 * 16, -round(min(share, 1.0) * 360 * 16))
        self._paint_words(painter, f"{share:.0%}" if self._total else "—")
        painter.end()

    def _paint_words(self, painter: QPainter, figure: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(round(self._size / 5))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        middle = QPointF(self.rect().center())
        high = painter.fontMetrics().height()
        painter.drawText(
            QRectF(0, middle.y() - high * 0.78, self._size, high), Qt.AlignmentFlag.AlignCenter, figure
        )
        font.setPixelSize(TOKENS.text_small)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour("ink_soft"))
        painter.drawText(
            QRectF(0, middle.y() + high * 0.18, self._size, 18), Qt.AlignmentFlag.AlignCenter, self._label
        )
