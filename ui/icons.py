"""The one icon set (Lucide, ISC licence), coloured by token and drawn crisp on every screen.

``icon("upload")`` for buttons and rows, ``pixmap("inbox", "ink_off", 48)`` for labels. Names are the files of
``resources/icons``.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import RESOURCES, colour

# Lucide draws 2 px lines at 24; a little lighter sits better beside 14 px Chinese text.
LINE = 'stroke-width="1.75"'


def icon(name: str, token: str = "ink_soft", size: int = 18, beside: int = 0) -> QIcon:
    """The icon ``name`` in a token's or state's colour; its disabled look comes with it.

    ``beside`` leaves that much room at the right: Qt puts a button's words too close to its icon.
    """
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(_draw(name, colour(token).name(), size, ratio, beside))
        made.addPixmap(_draw(name, colour("ink_off").name(), size, ratio, beside), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, token: str = "ink_soft", size: int = 18) -> QPixmap:
    """The same as a pixmap of ``size`` logical pixels for the sharpest screen there is."""
    return _draw(name, colour(token).name(), size, max(_ratios()))


def _ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


@lru_cache(maxsize=512)
def _draw(name: str, ink: str, size: int, ratio: float, beside: int = 0) -> QPixmap:
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", ink).replace('stroke-width="2"', LINE)
    side = round(size * ratio)
    drawn = QPixmap(side + round(beside * ratio), side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
