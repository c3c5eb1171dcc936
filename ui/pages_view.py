"""Pages under one another, drawn when they come into sight: for PDF files and pictures alike."""

from collections import OrderedDict

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from ui import jobs
from ui.jobs import Job
from ui.preview_files import Pages
from ui.theme import colour

GAP = 14
KEPT = 12
STEPS = (0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PagesView(QAbstractScrollArea):
    """Shows ``Pages``. PgUp/PgDn, Home/End turn pages; Ctrl+wheel zooms; dragging moves. ``turned(page, of)`` from 1."""

    turned = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = Pages((), lambda number, scale: QImage())
        self._zoom: float | None = None
        self._drawn: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._job: Job | None = None
        self._failed: set[int] = set()
        self._grip: QPoint | None = None
        self._told = 0
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def show_pages(self, pages: Pages) -> None:
        """Show these pages from the top, fitted to the width (a single picture to the whole view)."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._pages, self._zoom, self._told = pages, None, 0
        self._drawn.clear()
        self._failed.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell_page()

    @property
    def pages(self) -> Pages:
        """What is shown."""
        return self._pages

    def set_zoom(self, zoom: float | None) -> None:
        """A zoom where 1.0 is 100 %; None fits."""
        middle = self._middle()
        self._zoom = zoom
        self._lay_out()
        self._go_to_middle(middle)

    def zoom_by(self, steps: int) -> None:
        """One or more steps larger or smaller."""
        now = self.scale()
        if steps > 0:
            self.set_zoom(next((z for z in STEPS if z > now * 1.01), STEPS[-1]))
        else:
            self.set_zoom(next((z for z in reversed(STEPS) if z < now * 0.99), STEPS[0]))

    def scale(self) -> float:
        """The scale in use, also when fitted."""
        if self._zoom is not None:
            return self._zoom
        widest = max((wide for wide, _ in self._pages.sizes), default=1.0) or 1.0
        fit = (self.viewport().width() - 2 * GAP) / widest
        if len(self._pages.sizes) == 1:
            high = self._pages.sizes[0][1] or 1.0
            fit = min(fit, max((self.viewport().height() - 2 * GAP) / high, fit * 0.45))
        return min(max(fit, 0.02), 2.0)

    def page(self) -> int:
        """The page in sight, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        tops = [place.top() for place in self._places()]
        return max((number for number, top in enumerate(tops) if top <= middle), default=0)

    def turn_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        places = self._places()
        if places:
            place = places[max(0, min(page, len(places) - 1))]
            self.verticalScrollBar().setValue(int(place.top()) - GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages by PgUp and PgDn, first and last by Home and End."""
        keys = Qt.Key
        turns = {keys.Key_PageDown: self.page() + 1, keys.Key_PageUp: self.page() - 1, keys.Key_Home: 0}
        if event.key() in turns:
            self.turn_to(turns[keys(event.key())])
        elif event.key() == keys.Key_End:
            self.turn_to(len(self._pages.sizes) - 1)
        elif event.key() in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.zoom_by(-1 if event.key() == keys.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        self._grip = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the page held."""
        if self._grip is not None:
            now = event.position().toPoint()
            self._scroll_by(self._grip - now)
            self._grip = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.viewport().unsetCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight; ask for what is not drawn yet."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        missing: list[int] = []
        for number, place in enumerate(self._places()):
            here = place.translated(-shift)
            if here.intersects(QRectF(self.viewport().rect())):
                self._paint_page(painter, number, here)
                if self._stale(number):
                    missing.append(number)
        painter.end()
        if missing:
            self._draw_soon(missing[0])

    def _paint_page(self, painter: QPainter, number: int, here: QRectF) -> None:
        painter.fillRect(here, colour("surface"))
        if number in self._drawn:
            painter.drawImage(here, self._drawn[number][1])
        else:
            painter.setPen(colour("ink_faint"))
            words = "这一页打不开" if number in self._failed else "正在打开…"
            painter.drawText(here, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(here)

    def _stale(self, number: int) -> bool:
        drawn = self._drawn.get(number)
        return number not in self._failed and (drawn is None or abs(drawn[0] - self._wanted_scale()) > 0.01)

    def _wanted_scale(self) -> float:
        return self.scale() * self.devicePixelRatioF()

    def _draw_soon(self, number: int) -> None:
        if self._job is not None:
            return
        pages, scale = self._pages, self._wanted_scale()
        self._job = jobs.start(lambda report: _draw(pages, number, scale), "打开预览", quiet=True)
        # A bound method, so that Qt drops it when the view goes before the page comes.
        self._job.done.connect(self._take)

    def _take(self, drawn: "Drawn") -> None:
        pages, number, scale, image = drawn
        if pages is not self._pages:
            return
        self._job = None
        if image.isNull():
            self._failed.add(number)
        else:
            self._drawn[number] = (scale, image)
            self._drawn.move_to_end(number)
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        self.viewport().update()

    def _places(self) -> list[QRectF]:
        scale, top = self.scale(), float(GAP)
        places = []
        for wide, high in self._pages.sizes:
            left = max(GAP, (self.viewport().width() - wide * scale) / 2)
            places.append(QRectF(round(left), round(top), round(wide * scale), round(high * scale)))
            top += high * scale + GAP
        if len(places) == 1 and places[0].height() < self.viewport().height() - 2 * GAP:
            places[0].moveTop(round((self.viewport().height() - places[0].height()) / 2))
        return places

    def _lay_out(self) -> None:
        places = self._places()
        high = places[-1].bottom() + GAP if places else 0
        wide = max((place.width() for place in places), default=0) + 2 * GAP
        for bar, length, view in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), wide, self.viewport().width()),
        ):
            bar.setRange(0, max(0, int(length - view)))
            bar.setPageStep(view)
            bar.setSingleStep(48)
        self.viewport().update()
        self._tell_page()

    def _middle(self) -> float:
        """Where the middle of the view is, as page number and share of it."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        for number, place in enumerate(self._places()):
            if place.bottom() >= middle:
                return number + max(0.0, (middle - place.top()) / max(1.0, place.height()))
        return float(len(self._pages.sizes))

    def _go_to_middle(self, middle: float) -> None:
        places = self._places()
        if places:
            place = places[min(int(middle), len(places) - 1)]
            down = place.top() + (middle - int(middle)) * place.height() - self.viewport().height() / 2
            self.verticalScrollBar().setValue(int(down))
            side = self.horizontalScrollBar()
            side.setValue(side.maximum() // 2)

    def _scroll_by(self, way: QPoint) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + way.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + way.y())

    def _tell_page(self) -> None:
        now = self.page() + 1
        if now != self._told and self._pages.sizes:
            self._told = now
            self.turned.emit(now, len(self._pages.sizes))


Drawn = tuple[Pages, int, float, QImage]


def _draw(pages: Pages, number: int, scale: float) -> Drawn:
    """One page; an empty picture where the page itself is damaged."""
    try:
        return pages, number, scale, pages.draw(number, scale)
    except Exception:
        return pages, number, scale, QImage()
