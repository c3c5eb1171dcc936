"""Draws the signs of measures and lists no bundled font has (⁴ ₂ ㎥ ⅓ ⑳ ☑) from the strokes of our Song font, as one small font.

    python packaging/build_signs.py [--out FOLDER]

Needs fontTools alone; ``build_fonts.py`` calls it after the fonts. The same Song font gives the same bytes.
"""

# fontTools gives its tables their attributes at run time
# pyright: reportAttributeAccessIssue=false, reportArgumentType=false
import argparse
import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1735689600"  # fontTools stamps head.modified with it

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SOURCE, FILE = "NotoSerifSC-Regular.ttf", "ZhenggaiSigns-Regular.ttf"
LICENCE = "ZhenggaiSigns.OFL.txt"
FAMILY, STYLE = "Zhenggai Signs", "Regular"

EM, ASCENT, DESCENT = 1000, 880, -120
SMALL, RAISED, LOWERED = 0.58, 472.0, -140.0  # the size and height the Song font gives its own ²
SQUARE, FRACTION = 960.0, 0.55

RAISED_SIGNS = {
    **dict(zip("⁰⁴⁵⁶⁷⁸⁹", "0456789", strict=True)),
    **dict(zip("⁺⁻⁼⁽⁾ⁿⁱ", "+−=()ni", strict=True)),
}
LOWERED_SIGNS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+−=()", strict=True))
SQUARE_SIGNS = {
    **{"㎥": "m³", "㎠": "cm²", "㎤": "cm³", "㎢": "km²", "㎖": "mL", "㎘": "kL", "㎍": "µg", "㏊": "ha"},
    **{
        "㎐": "Hz",
        "㏈": "dB",
        "㎾": "kW",
        "㎿": "MW",
        "㎸": "kV",
        "㎩": "Pa",
        "㎪": "kPa",
        "㎫": "MPa",
        "㏗": "pH",
    },
}
FRACTION_SIGNS = {
    **{"⅓": "13", "⅔": "23", "⅕": "15", "⅖": "25", "⅗": "35", "⅘": "45", "⅙": "16", "⅚": "56"},
    **{"⅛": "18", "⅜": "38", "⅝": "58", "⅞": "78"},
}
CIRCLED_SIGNS = {
    **{chr(0x2460 + at): str(at + 1) for at in range(10, 20)},
    **{chr(0x3251 + at): str(at + 21) for at in range(15)},
    **{chr(0x32B1 + at): str(at + 36) for at in range(15)},
}
BOX_SIGNS = {"☐": (), "☑": ("tick",), "☒": ("down", "up")}
BOX = (60.0, -60.0, 940.0, 820.0)
STROKES: dict[str, tuple[tuple[float, float], ...]] = {
    "tick": ((200, 400), (250, 440), (420, 250), (750, 700), (800, 660), (425, 130)),
    "down": ((210, 630), (250, 670), (790, 130), (750, 90)),
    "up": ((210, 130), (750, 670), (790, 630), (250, 90)),
}

Placed = tuple[str, float, float, float, float]
"""A character of the Song font, its size across and upwards, and where it stands."""


class _Song:
    """The Song font the signs are put together from."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path)
        self._glyphs, self._names = font.getGlyphSet(), font.getBestCmap() or {}

    def width(self, text: str) -> float:
        return sum(self._glyphs[self._names[ord(char)]].width for char in text)

    def put(self, pen: TTGlyphPen, placed: Placed) -> None:
        char, across, upwards, x, y = placed
        self._glyphs[self._names[ord(char)]].draw(TransformPen(pen, (across, 0, 0, upwards, x, y)))

    def row(self, text: str, size: float, x: float, y: float, squeeze: float = 1.0) -> Iterator[Placed]:
        """The characters of a text beside one another."""
        for char in text:
            yield char, size * squeeze, size, x, y
            x += self.width(char) * size * squeeze


def _ring(pen: TTGlyphPen, radius: float, inwards: bool) -> None:
    """A circle about the middle of the square; the inner one runs the other way and so stays white."""
    curve, x, y = 0.5523 * radius, EM / 2, (ASCENT + DESCENT) / 2
    way = -1 if inwards else 1
    out = Cu2QuPen(pen, 1.0)
    out.moveTo((x + radius, y))
    corners = [(radius, 0), (0, -radius * way), (-radius, 0), (0, radius * way), (radius, 0)]
    for (ax, ay), (bx, by) in pairwise(corners):
        share = curve / radius
        out.curveTo(
            (x + ax + bx * share, y + ay + by * share),
            (x + bx + ax * share, y + by + ay * share),
            (x + bx, y + by),
        )
    out.closePath()


def _outline(pen: TTGlyphPen, points: Sequence[tuple[float, float]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def _box(pen: TTGlyphPen, strokes: Sequence[str]) -> None:
    left, bottom, right, top = BOX
    _outline(pen, ((left, bottom), (left, top), (right, top), (right, bottom)))
    left, bottom, right, top = left + 44, bottom + 44, right - 44, top - 44
    _outline(pen, ((left, bottom), (right, bottom), (right, top), (left, top)))
    for stroke in strokes:
        _outline(pen, STROKES[stroke])


def _drawn(song: _Song) -> Iterator[tuple[str, float, TTGlyphPen]]:
    """Every sign with its width and outline."""
    for signs, height in ((RAISED_SIGNS, RAISED), (LOWERED_SIGNS, LOWERED)):
        for sign, text in signs.items():
            yield sign, song.width(text) * SMALL + 40, _put(song, song.row(text, SMALL, 20, height))
    for sign, text in SQUARE_SIGNS.items():
        squeeze = min(1.0, SQUARE / song.width(text))
        free = EM - song.width(text) * squeeze
        yield sign, EM, _put(song, song.row(text, 1.0, free / 2, 0, squeeze))
    for sign, (over, under) in FRACTION_SIGNS.items():
        parts = (
            *song.row(over, FRACTION, 20, 330),
            *song.row("/", 0.9, 330, 0),
            *song.row(under, FRACTION, 620, -10),
        )
        yield sign, 960, _put(song, parts)
    for sign, text in CIRCLED_SIGNS.items():
        squeeze = 0.82
        size = 0.62
        left = (EM - song.width(text) * size * squeeze) / 2
        pen = _put(song, song.row(text, size, left, (ASCENT + DESCENT) / 2 - 365 * size, squeeze))
        _ring(pen, 470, inwards=False)
        _ring(pen, 430, inwards=True)
        yield sign, EM, pen
    for sign, strokes in BOX_SIGNS.items():
        pen = TTGlyphPen(None)
        _box(pen, strokes)
        yield sign, EM, pen


def _put(song: _Song, placed: Sequence[Placed] | Iterator[Placed]) -> TTGlyphPen:
    pen = TTGlyphPen(None)
    for one in placed:
        song.put(pen, one)
    return pen


def build(out: Path, song: Path) -> Path:
    """Write the font of signs, and its licence beside it."""
    signs = list(_drawn(_Song(song)))
    names = [".notdef", *(f"uni{ord(sign):04X}" for sign, _, _ in signs)]
    made = FontBuilder(EM, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(sign): f"uni{ord(sign):04X}" for sign, _, _ in signs})
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    glyphs |= {f"uni{ord(sign):04X}": pen.glyph() for sign, _, pen in signs}
    made.setupGlyf(glyphs)
    widths = {".notdef": EM} | {f"uni{ord(sign):04X}": round(width) for sign, width, _ in signs}
    outlines = made.font["glyf"]
    made.setupHorizontalMetrics({name: (widths[name], getattr(outlines[name], "xMin", 0)) for name in names})
    made.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    postscript = f"{FAMILY.replace(' ', '')}-{STYLE}"
    made.setupNameTable(
        {"familyName": FAMILY, "styleName": STYLE, "fullName": f"{FAMILY} {STYLE}", "psName": postscript}
    )
    made.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT, fsType=0
    )
    made.setupPost(keepGlyphNames=False)
    target = out / FILE
    made.save(target)
    _write_licence(out / "licences")
    return target


def _write_licence(folder: Path) -> None:
    noto = (folder / "Noto.OFL.txt").read_text("utf-8")
    terms = noto[noto.index("This Font Software is licensed") :]
    head = (
        "Zhenggai Signs: signs of measures and lists put together from the letters and digits of Noto Serif SC.\n"
        "Noto Serif SC: (c) 2017-2024 Adobe. Renamed, since it is an altered font.\n"
    )
    (folder / LICENCE).write_text(head + terms, "utf-8")


def main() -> None:
    """Build the signs from the Song font beside them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    made = build(options.out, options.out / SOURCE)
    print(f"{made.name:28}{made.stat().st_size:>12,}")


if __name__ == "__main__":
    main()
