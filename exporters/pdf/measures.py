"""The measures of GB/T 9704-2012 (《党政机关公文格式》) in points, named; nothing but ``form_widths`` knows another number of the page."""

from dataclasses import dataclass

from data.domain.form_widths import CELL_PADDING as CELL_PADDING
from data.domain.form_widths import MM, TABLE_SIZE, TYPE_HEIGHT, TYPE_WIDTH
from data.domain.form_widths import SMALL_SIZE as SMALL_SIZE

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
TOP = 37 * MM  # 天头
BOTTOM = 35 * MM
LEFT = 28 * MM  # 订口
RIGHT = 26 * MM

LINES = 22
CHARACTERS = 28
LEADING = TYPE_HEIGHT / LINES  # 28.99 pt
BODY_SIZE = 16.0  # 3号
PITCH = TYPE_WIDTH / CHARACTERS  # 15.79 pt: 28 characters of 16 pt would take 158 mm
TITLE_SIZE = 22.0  # 2号
PAGE_NUMBER_SIZE = 14.0  # 4号
PAGE_NUMBER_DROP = 7 * MM  # dash under the type area
DASH_HEIGHT = 0.27  # of the size: where the dash of a Song font stands over the baseline
PAGE_NUMBER_INSET = PAGE_NUMBER_SIZE  # one character in from the outer edge

TABLE_LEADING = 18.0
RULE = 0.5
FRAME = 1.0
BASELINE = 0.14  # how far the baseline lies under the middle of the line, less half the size


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. ``first``, ``hang`` and ``right`` are indents in characters of the style's own pitch.

    ``role`` draws text given without one; ``align`` is justify, left, center or right.
    """

    role: str = "fangsong"
    size: float = BODY_SIZE
    leading: float = LEADING
    first: float = 0.0
    hang: float = 0.0
    right: float = 0.0
    align: str = "justify"

    @property
    def pitch(self) -> float:
        """The advance of one hanzi: squeezed for the body size, natural for every other."""
        return PITCH if self.size == BODY_SIZE else self.size


BODY = Style(first=2)
FLUSH = Style()
HEADING_1 = Style(role="hei", first=2)
HEADING_2 = Style(role="kai", first=2)
TITLE = Style(role="biaosong", size=TITLE_SIZE, align="center")
CELL = Style(size=TABLE_SIZE, leading=TABLE_LEADING)
CELL_CENTER = Style(size=TABLE_SIZE, leading=TABLE_LEADING, align="center")
CELL_HEAD = Style(role="hei", size=TABLE_SIZE, leading=TABLE_LEADING, align="center")
