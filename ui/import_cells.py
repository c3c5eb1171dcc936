"""The table of one task's cells in the preview: what the list says, what changed marked inside the text, and where it stands.

F2 or a double click edits the cell's own text in place; Enter keeps it, Shift+Enter begins a line, Esc leaves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from data.domain.likeness import Run
from ui.theme import STATES, TOKENS, colour

Index = QModelIndex | QPersistentModelIndex
_HTML = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE = 12, 8


@dataclass(frozen=True, slots=True)
class CellRow:
    """One line: the field's name, its text as runs, the cell it came from, and the cell's own text where it can be put right."""

    title: str
    runs: tuple[Run, ...]
    sheet: str = ""
    cell: str = ""
    raw: str | None = None
    doubt: str = ""


def as_html(runs: Sequence[Run]) -> str:
    """Runs as text with what went struck through in red and what came underlined in green."""
    gone, new = STATES["red"], STATES["ok"]
    style = {
        "same": "",
        "gone": f"color:{gone.ink};background-color:{gone.paper};text-decoration:line-through",
        "new": f"color:{new.ink};background-color:{new.paper};text-decoration:underline",
    }
    return "".join(
        f'<span style="{style[run.kind]}">{escape(run.text).replace(chr(10), "<br/>")}</span>' for run in runs
    )


def spoken(runs: Sequence[Run]) -> str:
    """The same for a screen reader: what went and what came said in words."""
    names = {"gone": "［删：{}］", "new": "［增：{}］"}
    return "".join(names.get(run.kind, "{}").format(run.text) for run in runs)


class CellsTable(QTableWidget):
    """Shows ``CellRow``s; emits ``edited(sheet, cell, text)`` when a person puts a cell right."""

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.rows: tuple[CellRow, ...] = ()
        self.setHorizontalHeaderLabels(["项目", "内容（F2 修改）", "来自"])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setItemDelegate(_RichDelegate(self))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 104)
        self.setColumnWidth(2, 74)
        header.sectionResized.connect(lambda *_: self.resizeRowsToContents())

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Show the cells of one task."""
        self.rows = tuple(rows)
        self.setRowCount(len(self.rows))
        for at, row in enumerate(self.rows):
            self.setItem(at, 0, _item(row.title))
            text = _item(spoken(row.runs), row.raw is not None)
            text.setData(_HTML, as_html(row.runs))
            text.setToolTip(row.doubt)
            if row.doubt:
                text.setBackground(QColor(STATES["warning"].paper))
            self.setItem(at, 1, text)
            where = _item(row.cell)
            where.setToolTip(f"“{row.sheet}”{row.cell}" if row.cell else "")
            self.setItem(at, 2, where)
        self.resizeRowsToContents()
        if self.rows:
            self.setCurrentCell(0, 1)

    def edit_cell(self, cell: str) -> bool:
        """Go to the line of that cell and begin to edit it; False if it is not shown or cannot be changed."""
        for at, row in enumerate(self.rows):
            item = self.item(at, 1)
            if row.cell == cell and row.raw is not None and item is not None:
                self.setFocus()
                self.setCurrentItem(item)
                self.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtCenter)
                self.editItem(item)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is left to the page; it means the next step everywhere but in an open cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _item(text: str, editable: bool = False) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    made.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)
    return made


class _RichDelegate(QStyledItemDelegate):
    """Draws runs as text with marks and edits the cell's own text."""

    def __init__(self, table: CellsTable) -> None:
        super().__init__(table)
        self._table = table

    def _document(self, index: Index, width: float) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setDefaultFont(self._table.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        soft = index.column() != 1
        text = index.data(_HTML) or escape(index.data() or "")
        made.setHtml(f'<span style="color:{TOKENS.ink_soft if soft else TOKENS.ink}">{text}</span>')
        made.setTextWidth(max(20.0, width))
        return made

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text with its marks, hairline."""
        area = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(area, ground)
        elif option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.fillRect(area, colour("accent_soft"))
        painter.setPen(colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setClipRect(area)
        painter.translate(area.left() + _SIDE, area.top() + _ABOVE)
        self._document(index, area.width() - 2 * _SIDE).drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the whole text."""
        width = self._table.columnWidth(index.column())
        height = self._document(index, width - 2 * _SIDE).size().height()
        return QSize(width, round(height) + 2 * _ABOVE + 2)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box of several lines over the cell."""
        made = QPlainTextEdit(parent)
        made.setMinimumHeight(84)
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell, and never below the edge of the table."""
        area = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        height = max(area.height(), editor.minimumHeight())
        top = min(area.top(), self._table.viewport().height() - height)
        editor.setGeometry(area.left(), max(0, top), area.width(), height)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The cell's text as it stands in the file."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(self._table.rows[index.row()].raw or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Tell what was put right; the page reads the cells again."""
        row = self._table.rows[index.row()]
        if isinstance(editor, QPlainTextEdit) and (text := editor.toPlainText().strip()) != (row.raw or ""):
            self._table.edited.emit(row.sheet, row.cell, text)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps what was typed; Shift+Enter begins a new line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QWidget)
        ):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)
