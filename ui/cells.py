"""How a table cell is drawn: text on one or more lines, a chip, the hovered and the chosen row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.chips import HEIGHT, chip_width, paint_chip
from ui.theme import colour

if TYPE_CHECKING:
    from ui.table_model import TableModel
    from ui.tables import DataTable

SIDE = 12
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a ``DataTable``; asks the model's column directly, so that 20,000 rows scroll smoothly."""

    def __init__(self, table: "DataTable", lines: int) -> None:
        super().__init__(table)
        self._table = table
        self._lines = lines
        self._line_height = QFontMetrics(table.font()).height() + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the chip or the text, then the line below."""
        model: TableModel = self._table.model()
        column = model.columns[index.column()]
        item = model.item(index.row())
        painter.save()
        area = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        self._ground(painter, option, index, area)
        inner = area.adjusted(SIDE, 0, -SIDE, -1)
        text, state = column.text(item), column.chip(item) if column.chip else None
        painter.setPen(colour(column.ink(item) if column.ink else "ink"))
        if state is not None and text:
            paint_chip(painter, inner, text, state)
        elif self._lines == 1:
            self._one_line(painter, inner, text, column.align)
        else:
            self._several_lines(painter, inner, text, column.align)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the row's lines; used only by tables whose rows fit their text."""
        model: TableModel = self._table.model()
        column = model.columns[index.column()]
        text = column.text(model.item(index.row()))
        if column.chip is not None:
            return QSize(chip_width(text, self._table.font()) + 2 * SIDE, HEIGHT + 16)
        width = self._table.columnWidth(index.column()) - 2 * SIDE
        lines = 1 if self._lines == 1 else len(self._break(text, width, self._lines))
        return QSize(width + 2 * SIDE, lines * self._line_height + 20)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRectF) -> None:
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("accent_soft"))
        elif index.row() == self._table.hovered:
            painter.fillRect(area, colour("hover"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(area.bottomLeft() - QPointF(0, 0.5), area.bottomRight() - QPointF(0, 0.5))
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            first = self._table.columnViewportPosition(index.column()) <= 0
            if first:
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), colour("accent"))

    def _one_line(self, painter: QPainter, area: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        flat = text.replace("\n", " ") if "\n" in text else text
        shown = painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _several_lines(self, painter: QPainter, area: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        lines = self._break(text, area.width(), self._lines)
        top = area.center().y() - len(lines) * self._line_height / 2
        for number, part in enumerate(lines):
            box = QRectF(area.left(), top + number * self._line_height, area.width(), self._line_height)
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, part)

    def _break(self, text: str, width: float, most: int) -> list[str]:
        """``text`` on at most ``most`` lines, the last one cut short with an ellipsis."""
        # A cell never shows more than a few hundred characters: laying out a page of text for it would be waste.
        shown = text[: most * 120].replace("\n", " ")
        layout = QTextLayout(shown, self._table.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            if len(lines) == most - 1:
                rest = shown[line.textStart() :]
                metrics = QFontMetrics(self._table.font())
                lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width)))
                break
            lines.append(shown[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines or [""]
