"""Ready-made small parts: headings, hints, buttons, search field, labelled field with its problem, empty state, notice."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from ui import layouts
from ui.icons import icon, pixmap
from ui.theme import TOKENS

ICON, BESIDE = 18, 6


def title(text: str) -> QLabel:
    """The one title of a page."""
    return words(text, "title")


def section(text: str) -> QLabel:
    """The heading of a card or a group."""
    return words(text, "section")


def hint(text: str) -> QLabel:
    """A quiet explaining sentence; breaks over lines."""
    made = words(text, "hint")
    made.setWordWrap(True)
    return made


def words(text: str, kind: str = "") -> QLabel:
    """A label in one of the type roles: title, section, strong, hint, small, label, problem."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    return made


class CutWords(QLabel):
    """One line that ends in … where there is no room for it, with the whole of it on hover."""

    def __init__(self, text: str, kind: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(self.fontMetrics().horizontalAdvance("四个汉字…"), super().minimumSizeHint().height())

    def shown(self) -> str:
        """What of the text is to be seen."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hovering tells the whole text only where some of it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.shown() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what has room."""
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.palette(),
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )


def button(text: str, on: Callable[[], object], glyph: str = "", kind: str = "") -> QPushButton:
    """A button. ``kind``: primary (one a page), quiet, danger, nav, filter, or plain; ``glyph`` an icon's name."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    if glyph:
        token = {"primary": "on_accent", "quiet": "accent", "danger": "danger"}.get(kind, "ink_soft")
        made.setIcon(icon(glyph, token, ICON, BESIDE))
        made.setIconSize(QSize(ICON + BESIDE, ICON))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if kind in ("nav", "filter"):
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: on())
    return made


def glyph_button(glyph: str, tip: str, on: Callable[[], object]) -> QToolButton:
    """A button that is only an icon; ``tip`` is its name on hover and for screen readers."""
    made = QToolButton()
    made.setIcon(icon(glyph))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: on())
    return made


def search_field(placeholder: str, on: Callable[[str], object]) -> QLineEdit:
    """A field that calls ``on`` at each change; Esc or the cross empties it."""
    made = QLineEdit()
    made.setProperty("kind", "search")
    made.setPlaceholderText(placeholder)
    made.setClearButtonEnabled(True)
    made.addAction(icon("search", "ink_faint"), QLineEdit.ActionPosition.LeadingPosition)
    wipe = QAction(made)
    wipe.setShortcut("Esc")
    wipe.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    wipe.triggered.connect(made.clear)
    made.addAction(wipe)
    made.textChanged.connect(on)
    return made


class Field(QWidget):
    """A field with its label above and one line below for a hint or what is wrong.

    ``Field("统一社会信用代码", edit, hint="18 位")``; ``field.show_problem("少了一位")``, ``show_problem("")`` when mended.
    """

    def __init__(self, label: str, widget: QWidget, hint: str = "") -> None:
        super().__init__()
        self.widget = widget
        self._hint = hint
        self._name = name = words(label, "label")
        name.setBuddy(widget)
        self._below = words(hint, "small")
        self._below.setWordWrap(True)
        layouts.fill(self, layouts.column(name, widget, self._below, gap=TOKENS.gap_xs))
        # Only once it has its parent: shown before, a label would flash as a window of its own.
        self._below.setVisible(bool(hint))

    def rename(self, label: str) -> None:
        """Another label, where the same field says something else."""
        self._name.setText(label)

    def show_problem(self, text: str) -> None:
        """Say what is wrong under the field and mark its edge; with "" say the hint again."""
        self._below.setText(text or self._hint)
        self._below.setVisible(bool(text or self._hint))
        mark(self._below, "kind", "problem" if text else "small")
        mark(self.widget, "wrong", bool(text))


def empty_state(glyph: str, heading: str, advice: str, *buttons: QPushButton) -> QWidget:
    """What a page shows when there is nothing yet: icon, one heading, one sentence what to do, and the button for it."""
    picture = QLabel()
    picture.setPixmap(pixmap(glyph, "ink_off", 48))
    parts = [picture, words(heading, "section"), hint(advice)]
    made = QWidget()
    box = layouts.column(layouts.GROW, *parts, layouts.space(TOKENS.gap_s), gap=TOKENS.gap_s)
    for part in parts:
        part.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if buttons:
        box.addLayout(layouts.row(layouts.GROW, *buttons, layouts.GROW))
    box.addStretch(1)
    layouts.fill(made, box)
    return made


def notice(text: str, glyph: str = "info", kind: str = "notice") -> QFrame:
    """A calm band with one sentence; ``kind="alarm"`` for what must not be overlooked."""
    picture = QLabel()
    picture.setPixmap(pixmap(glyph, "danger" if kind == "alarm" else "accent", 18))
    sentence = words(text)
    sentence.setWordWrap(True)
    made = QFrame()
    made.setProperty("kind", kind)
    made.setLayout(layouts.row(picture, layouts.grow(sentence), gap=TOKENS.gap_s, margin=TOKENS.gap_m))
    return made


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and have it looked at again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
