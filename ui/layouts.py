"""Layouts said as lists: row(), column(), form(), card(), scroll() and what stands between the parts.

    column(
        title("本县任务"),
        row(search, GROW, button("导入清单…")),
        grow(table),
    )

A ``None`` item is left out, so a part may be conditional. Gaps come from the tokens.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QFrame, QLabel, QLayout, QScrollArea, QWidget

from ui.theme import TOKENS


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room: ``size`` pixels, and a share of what is left over when ``share`` is set."""

    size: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class Grow:
    """A part that takes a share of the room left over."""

    part: "QWidget | QLayout"
    share: int = 1


GROW = Space(share=1)

_TITLE_BAR = 40
Part = QWidget | QLayout | Space | Grow | None


def space(size: int) -> Space:
    """A fixed gap of ``size`` pixels."""
    return Space(size)


def grow(part: QWidget | QLayout, share: int = 1) -> Grow:
    """Let ``part`` take the room left over."""
    return Grow(part, share)


def row(*parts: Part, gap: int = TOKENS.gap_s, margin: int = 0) -> QBoxLayout:
    """Parts from left to right, centred on one line."""
    return _box(QBoxLayout(QBoxLayout.Direction.LeftToRight), parts, gap, margin)


def fields(*parts: Part) -> QBoxLayout:
    """Labelled fields on one line: their labels stay level when one of them says below what is wrong."""
    made = row(*parts, gap=TOKENS.gap_m)
    for at in range(made.count()):
        if (widget := made.itemAt(at).widget()) is not None:
            made.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    return made


def column(*parts: Part, gap: int = TOKENS.gap_m, margin: int = 0) -> QBoxLayout:
    """Parts from top to bottom."""
    return _box(QBoxLayout(QBoxLayout.Direction.TopToBottom), parts, gap, margin)


def form(*fields: tuple[str, QWidget | QLayout], gap: int = TOKENS.gap_m) -> QFormLayout:
    """Labelled fields one under the other; the label stands left in soft ink and is tied to its field."""
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(TOKENS.gap)
    made.setVerticalSpacing(gap)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    for text, field in fields:
        label = QLabel(text)
        label.setProperty("kind", "label")
        label.setFixedHeight(TOKENS.control)
        if isinstance(field, QWidget):
            label.setBuddy(field)
        made.addRow(label, field)
    return made


def card(*parts: Part, gap: int = TOKENS.gap_m, margin: int = TOKENS.gap) -> QFrame:
    """A white surface with a hairline edge holding a column of parts."""
    made = QFrame()
    made.setProperty("kind", "card")
    made.setLayout(column(*parts, gap=gap, margin=margin))
    return made


def line() -> QFrame:
    """A hairline between two groups."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def fill(widget: QWidget, layout: QLayout, ground: str = "") -> None:
    """Give ``widget`` its layout and, if named, its ground: canvas or surface."""
    widget.setLayout(layout)
    if ground:
        widget.setProperty("ground", ground)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)


def panel(layout: QLayout, ground: str = "") -> QWidget:
    """A plain widget around a layout."""
    made = QWidget()
    fill(made, layout, ground)
    return made


def scroll(part: QWidget | QLayout, sideways: bool = False, stop: bool = True) -> QScrollArea:
    """A part that scrolls up and down when the window is low; sideways only where told.

    ``stop=False`` where it holds fields: Tab goes to them, not to the area around them.
    """
    made = QScrollArea()
    if not stop:
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(part if isinstance(part, QWidget) else panel(part))
    return made


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window this large, or as large as the screen allows with the window's title above it."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 2 * TOKENS.gap), min(height, room.height() - _TITLE_BAR))


def clear(layout: QLayout) -> None:
    """Take every part out of a layout and delete it, before filling it anew."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _box(made: QBoxLayout, parts: tuple[Part, ...], gap: int, margin: int) -> QBoxLayout:
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    for part in parts:
        _add(made, part)
    return made


def _add(made: QBoxLayout, part: Part) -> None:
    if isinstance(part, Space):
        made.addStretch(part.share) if part.share else made.addSpacing(part.size)
    elif isinstance(part, Grow):
        _add_part(made, part.part, part.share)
    elif part is not None:
        _add_part(made, part, 0)


def _add_part(made: QBoxLayout, part: QWidget | QLayout, share: int) -> None:
    if isinstance(part, QWidget):
        made.addWidget(part, share)
    else:
        made.addLayout(part, share)
