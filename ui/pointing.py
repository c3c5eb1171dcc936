"""Bringing a person to a field: scrolled into sight, the keyboard on it, and marked in yellow for a moment."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QTableView, QTableWidget, QWidget

from ui.theme import STATES, TOKENS

MARKED_FOR = 2500
_TINT = 56
_ROOM = TOKENS.gap_l


class Mark(QWidget):
    """A yellow tint with an edge over part of a widget; lets the mouse through and goes by itself."""

    def __init__(self, over: QWidget, area: QRect) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(area)
        self.show()
        self.raise_()
        QTimer.singleShot(MARKED_FOR, self, self.deleteLater)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tint and the edge."""
        strong = QColor(STATES["warning"].mark)
        tint = QColor(strong)
        tint.setAlpha(_TINT)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(strong, 2))
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), TOKENS.radius, TOKENS.radius)
        painter.end()


def point_at(field: QWidget, marked: QWidget | None = None) -> None:
    """Bring a field into sight and put the keyboard on it; ``marked`` is marked instead, e.g. the card around it."""
    # Once the layout has settled: a page just filled is not yet as high as it will be.
    QTimer.singleShot(0, field, lambda: _point(field, marked or field))


def point_at_cell(table: QTableView, row: int, column: int = 0) -> None:
    """The same for a row of a table, with the keyboard on one of its cells or on the field inside it."""
    QTimer.singleShot(0, table, lambda: _point_at_cell(table, row, column))


def _point(field: QWidget, marked: QWidget) -> None:
    _into_sight(marked, marked.rect())
    if marked is not field:
        _into_sight(field, field.rect())
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    Mark(marked, marked.rect())


def _point_at_cell(table: QTableView, row: int, column: int) -> None:
    model = table.model()
    index = model.index(row, column)
    if not index.isValid():
        _point(table, table)
        return
    table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
    area = _row_area(table, index)
    _into_sight(table.viewport(), area)
    inside = table.cellWidget(row, column) if isinstance(table, QTableWidget) else None
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    table.setCurrentIndex(index)
    if inside is not None:
        inside.setFocus(Qt.FocusReason.OtherFocusReason)
    Mark(table.viewport(), area)


def _row_area(table: QTableView, index: QModelIndex) -> QRect:
    row = table.visualRect(index)
    return QRect(0, row.top(), table.viewport().width(), row.height()).intersected(table.viewport().rect())


def _into_sight(widget: QWidget, area: QRect) -> None:
    """Scroll every scroll area around the widget until this part of it is seen, its top before its end."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            inside, seen = parent.widget(), parent.viewport().height()
            top = widget.mapTo(inside, area.topLeft()).y()
            bar = parent.verticalScrollBar()
            height = min(area.height() + 2 * _ROOM, seen)
            if top - _ROOM < bar.value() or top - _ROOM + height > bar.value() + seen:
                bar.setValue(max(0, top - _ROOM - max(0, seen - height) // 3))
        parent = parent.parentWidget()
