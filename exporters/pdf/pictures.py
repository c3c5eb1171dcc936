"""Pictures on the page: photos brought upright and down to printing size, shown in pairs with captions."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from exporters.fonts import FontSet
from exporters.pdf.blocks import Block
from exporters.pdf.lines import put_lines, set_lines
from exporters.pdf.measures import (
    CELL,
    CELL_CENTER,
    CELL_HEAD,
    CELL_PADDING,
    FRAME,
    RULE,
    TABLE_LEADING,
    Style,
)

_LARGEST = 1400  # pixels: half the type width at 450 dpi
_QUALITY = 82
_PICTURE_HEIGHT = 148.0  # two pairs with captions of five lines fill a page
_SIGNATURE = (90.0, 34.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as JPEG bytes (None: ``instead`` is said in its place) and its caption."""

    image: bytes | None
    instead: str
    caption: str


def load_picture(source: BinaryIO) -> bytes | None:
    """The photo as JPEG, turned as its EXIF says, small enough to print; None where it is no picture."""
    try:
        with Image.open(source) as image:
            image.draft("RGB", (_LARGEST, _LARGEST))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((_LARGEST, _LARGEST))
    target = BytesIO()
    upright.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


class PicturePair:
    """Before and after (整改前、整改后) side by side under a heading; never split."""

    keep = ""
    bookmark = None

    def __init__(self, title: str, before: Picture, after: Picture) -> None:
        self.title = title
        self.sides = (("整改前", before), ("整改后", after))

    def _caption_height(self, width: float, fonts: FontSet) -> float:
        room = width / 2 - 2 * CELL_PADDING
        counts = [len(set_lines(((p.caption, ""),), room, CELL, fonts)) for _, p in self.sides]
        return max(counts) * TABLE_LEADING + 2 * CELL_PADDING

    def height(self, width: float, fonts: FontSet) -> float:
        """Heading, the row of names, pictures, captions."""
        return 2 * (TABLE_LEADING + CELL_PADDING) + _PICTURE_HEIGHT + self._caption_height(width, fonts)

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """Never split."""
        return None, self

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """A frame with a heading over two columns."""
        head = TABLE_LEADING + CELL_PADDING
        height = self.height(width, fonts)
        put = canvas.beginText()
        _put(put, self.title, CELL_HEAD, (x, top - CELL_PADDING / 2, width), fonts)
        y = top - head
        for at, (name, picture) in enumerate(self.sides):
            left, across = x + at * width / 2, width / 2
            _put(put, name, CELL_CENTER, (left, y - CELL_PADDING / 2, across), fonts)
            frame = (left, y - head, across)
            if picture.image is None:
                middle = y - head - _PICTURE_HEIGHT / 2 + TABLE_LEADING / 2
                _put(put, picture.instead, CELL_CENTER, (left, middle, across), fonts)
            else:
                _draw_image(canvas, picture.image, frame)
            _put(put, picture.caption, CELL, (left, y - head - _PICTURE_HEIGHT - CELL_PADDING, across), fonts)
        canvas.drawText(put)
        bottom = top - height
        rules = [(x, y, x + width, y), (x, y - head, x + width, y - head)]
        rules += [(x + width / 2, y, x + width / 2, bottom)]
        under = y - head - _PICTURE_HEIGHT
        canvas.setLineWidth(RULE)
        canvas.lines([*rules, (x, under, x + width, under)])
        canvas.setLineWidth(FRAME)
        canvas.rect(x, bottom, width, height)


def _put(put, text: str, style: Style, place: tuple[float, float, float], fonts: FontSet) -> None:
    left, top, across = place
    lines = set_lines(((text, ""),), across - 2 * CELL_PADDING, style, fonts)
    put_lines(put, lines, left + CELL_PADDING, top, style)


def _draw_image(canvas: Canvas, image: bytes, frame: tuple[float, float, float]) -> None:
    left, top, across = frame
    reader = ImageReader(BytesIO(image))
    wide, high = reader.getSize()
    scale = min((across - 2 * CELL_PADDING) / wide, (_PICTURE_HEIGHT - 2 * CELL_PADDING) / high)
    x = left + (across - wide * scale) / 2
    y = top - _PICTURE_HEIGHT / 2 - high * scale / 2
    canvas.drawImage(reader, x, y, wide * scale, high * scale)


def draw_signature(canvas: Canvas, image: bytes, right: float, base: float) -> None:
    """A signature image (签名图片), its ground left clear, ending at ``right`` and standing on ``base``."""
    reader = ImageReader(BytesIO(image))
    wide, high = reader.getSize()
    scale = min(_SIGNATURE[0] / wide, _SIGNATURE[1] / high)
    canvas.drawImage(reader, right - wide * scale, base, wide * scale, high * scale, mask="auto")
