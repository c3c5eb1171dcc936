"""A drawing of the sign chain (审签链) as it goes: place after place, where the package is sent, and who stamps."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from data.domain.profile import SignRole
from ui.theme import STATES, TOKENS, colour

_WIDTH, _HIGH, _ARROW, _SENT = 260, 34, 15, 28
_SEAL = 24


class ChainDrawing(QWidget):
    """Boxes from top to bottom; a dashed line stands for the sending, a red ring for a seal."""

    def __init__(self) -> None:
        super().__init__()
        self._roles: tuple[SignRole, ...] = ()
        self._marked = ""
        self.setMinimumWidth(_WIDTH)

    def show_chain(self, roles: Sequence[SignRole], marked: str = "") -> None:
        """Draw this chain, the place of this key marked."""
        self._roles, self._marked = tuple(roles), marked
        before = "、".join(role.title for role in roles if role.before_sending)
        after = "、".join(role.title for role in roles if not role.before_sending)
        self.setAccessibleName(f"报送前：{before}；报送后：{after or '无'}")
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """All boxes with their arrows."""
        count = len(self._roles)
        return QSize(_WIDTH, count * _HIGH + max(0, count - 1) * _ARROW + _SENT + _ARROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's way in."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, sent = 1.0, False
        for at, role in enumerate(self._roles):
            if not role.before_sending and not sent:
                y, sent = self._draw_sending(painter, y), True
            elif at:
                y = self._draw_arrow(painter, y)
            self._draw_box(painter, QRectF(1, y, self.width() - 2, _HIGH), at + 1, role)
            y += _HIGH
        if not sent:
            self._draw_sending(painter, y)
        painter.end()

    def _draw_box(self, painter: QPainter, box: QRectF, number: int, role: SignRole) -> None:
        marked = role.key == self._marked
        painter.setPen(QPen(colour("accent" if marked else "edge"), 2 if marked else 1))
        painter.setBrush(colour("accent_soft" if marked else "surface"))
        painter.drawRoundedRect(box, TOKENS.radius, TOKENS.radius)
        painter.setPen(colour("ink_soft"))
        painter.drawText(box.adjusted(12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(number))
        painter.setPen(colour("ink"))
        words = box.adjusted(34, 0, -(_SEAL + 20), 0)
        title = painter.fontMetrics().elidedText(role.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title or "（没有名称）")
        if role.seal:
            self._draw_seal(painter, box)

    def _draw_seal(self, painter: QPainter, box: QRectF) -> None:
        ring = QRectF(box.right() - _SEAL - 10, box.center().y() - _SEAL / 2, _SEAL, _SEAL)
        red = QColor(STATES["red"].ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(red, 1.5))
        painter.drawEllipse(ring)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, "章")

    def _draw_arrow(self, painter: QPainter, y: float) -> float:
        x = 22.0
        painter.setPen(QPen(colour("ink_soft"), 1.5))
        painter.drawLine(int(x), int(y + 2), int(x), int(y + _ARROW - 3))
        painter.drawLine(int(x), int(y + _ARROW - 3), int(x - 4), int(y + _ARROW - 7))
        painter.drawLine(int(x), int(y + _ARROW - 3), int(x + 4), int(y + _ARROW - 7))
        return y + _ARROW

    def _draw_sending(self, painter: QPainter, y: float) -> float:
        middle = int(y + _SENT / 2)
        said = "报送"
        wide = painter.fontMetrics().horizontalAdvance(said) + 16
        painter.setPen(QPen(colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(2, middle, self.width() // 2 - wide // 2, middle)
        painter.drawLine(self.width() // 2 + wide // 2, middle, self.width() - 2, middle)
        painter.setPen(colour("accent"))
        painter.drawText(QRectF(0, y, self.width(), _SENT), Qt.AlignmentFlag.AlignCenter, said)
        return y + _SENT
