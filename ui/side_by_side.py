"""Two parts of a page side by side, which stand one under the other where the window is too narrow for both."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

# Narrower than this a part is no longer read, and stacked, lower than this; then the page scrolls.
_LEGIBLE = QSize(320, 300)


class SideBySide(QSplitter):
    """``SideBySide(list, detail, (660, 480))``: two parts with their widths at first; a window made wider shares likewise."""

    def __init__(self, left: QWidget, right: QWidget, widths: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = widths
        self.addWidget(left)
        self.addWidget(right)
        for at, width in enumerate(widths):
            self.setStretchFactor(at, width)
        self.setSizes(widths)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part; stacked, as high as both."""
        needs = [_needs(self.widget(at)) for at in range(self.count())]
        across = max(need.width() for need in needs)
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(across, max(need.height() for need in needs))
        return QSize(across, sum(need.expandedTo(_LEGIBLE).height() for need in needs) + self.handleWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when both no longer have room, or have it again."""
        super().resizeEvent(event)
        needed = sum(_needs(self.widget(at)).expandedTo(_LEGIBLE).width() for at in range(self.count()))
        fitting = (
            Qt.Orientation.Horizontal
            if self.width() >= needed + self.handleWidth()
            else Qt.Orientation.Vertical
        )
        if fitting != self.orientation():
            self.setOrientation(fitting)
            self.setSizes(self._widths if fitting == Qt.Orientation.Horizontal else (1, 1))
            self.updateGeometry()


def _needs(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())
