"""Fonts of official papers by role (仿宋、楷体、黑体、小标宋、宋体): which file serves, and which font draws each character."""

import os
import re
import struct
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MISSING = "〓"
"""What stands where no font has the character: the printers' own mark for a missing type (缺字)."""

_BEYOND_BMP = re.compile(r"<([0-9A-F]{5,6})>")
_make_to_unicode = ttfonts.makeToUnicodeCMap


def _to_unicode(name: str, subset: list[int]) -> str:
    # reportlab writes rare hanzi beyond U+FFFF as five digits, which no reader can turn back into text
    return _BEYOND_BMP.sub(
        lambda found: f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>",
        _make_to_unicode(name, subset),
    )


ttfonts.makeToUnicodeCMap = _to_unicode


class _Window:
    """A part of a font file, sliced without copying the whole of it first."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


class _Font(TTFont):
    """A font reportlab subsets fast: it would copy all outlines (up to 16 MB) for every subset of every document."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=0, shapable=False)
        face = self.face
        # reportlab means to refuse these fonts, but its test of the flag is the wrong way round
        permission = face.get_ushort(face.get_table_pos("OS/2")[0] + 8)
        if permission & _EMBEDDING == _RESTRICTED or permission & _NO_SUBSETTING:
            raise TTFError(f"{path.name} does not allow embedding ({permission:04X})")
        plain, start = face.get_table, face.get_table_pos("glyf")[0]
        window = _Window(vars(face)["_ttf_data"], start)
        face.get_table = lambda tag: window if tag == "glyf" else plain(tag)


_EMBEDDING, _RESTRICTED, _NO_SUBSETTING = 0x000F, 0x0002, 0x0300  # OS/2 fsType
_BLANKS = "\t\xa0\u2002\u2003\u2007\u2009\u202f"
_FULL_WIDTH = "“”‘’…"
_OTHER_NUMBER = ("<super>", "<sub>", "<circle>")
_ALIKE = {"〜": "～", "⋯": "…", "‒": "–", "✓": "√", "✔": "√", "☓": "×"}


@dataclass(frozen=True, slots=True)
class Role:
    """One role as ``resources/fonts/fonts.toml`` describes it."""

    title: str
    official_name: str
    official: tuple[str, ...]
    bundled: str
    family: str
    licence: str
    fallback: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Substitute:
    """A role the PC lacks the official font for, and the bundled family that stands in."""

    role: str
    official: str
    used: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn: the text put out ("" for what has no shape), the font, the width in ems."""

    text: str
    font: str
    width: float


class _Glyphs(dict[str, Glyph]):
    """One role's characters, each looked up once per process."""

    def __init__(self, fonts: "FontSet", role: str) -> None:
        super().__init__()
        self._fonts, self._role = fonts, role

    def __missing__(self, char: str) -> Glyph:
        glyph = self[char] = self._fonts.find(char, self._role)
        return glyph


class FontSet:
    """The fonts of every role: the PC's own official ones first, else the bundled ones; with a fallback per character.

    ``bundled_only`` leaves the PC's fonts aside, so that the same contents give the same bytes on every PC.
    """

    def __init__(self, bundled_only: bool = False) -> None:
        self.roles, places, self._signs = _described()
        self._installed = {} if bundled_only else _installed(self.roles, places)
        self._loaded: dict[str, TTFont] = {}
        self._of_this_pc: dict[str, TTFont | None] = {}
        self._glyphs = {role: _Glyphs(self, role) for role in self.roles}

    def glyphs(self, role: str) -> dict[str, Glyph]:
        """The glyph of every character in that role; looking up never fails."""
        return self._glyphs[role]

    def font(self, role: str) -> TTFont:
        """The role's own registered font."""
        if role not in self._loaded:
            self._loaded[role] = self._official(role) or _bundled_font(self.roles[role].bundled)
        return self._loaded[role]

    def runs(self, text: str, role: str) -> tuple[tuple[str, str], ...]:
        """The text in pieces of one font each: ``((text, font name), …)``; a character no font has becomes 〓."""
        glyphs = [glyph for glyph in map(self._glyphs[role].__getitem__, text) if glyph.text]
        pieces = groupby(glyphs, key=lambda glyph: glyph.font)
        return tuple(("".join(glyph.text for glyph in run), font) for font, run in pieces)

    def width(self, text: str, role: str) -> float:
        """The width of the text in ems."""
        glyphs = self._glyphs[role]
        return sum(glyphs[char].width for char in text)

    def missing_characters(self, text: str, role: str = "fangsong") -> tuple[str, ...]:
        """The characters no font has, each once, in the order met: what a person must be told of before printing."""
        glyphs = self._glyphs[role]
        missed = (c for c in text if c != MISSING and glyphs[c].text == MISSING)
        return tuple(dict.fromkeys(missed))

    def borrowed_characters(self, text: str, role: str = "fangsong") -> tuple[str, ...]:
        """The characters drawn in another role's font or in a plainer form, each once: the person is told, nothing is lost."""
        glyphs, own = self._glyphs[role], self.font(role).fontName
        drawn = {char: glyphs[char] for char in text if not char.isspace()}
        return tuple(c for c, glyph in drawn.items() if glyph.text and (glyph.font != own or glyph.text != c))

    def substitutes(self) -> tuple[Substitute, ...]:
        """The roles served by a substitute, for a note to the person (GB/T 9704 names the official fonts)."""
        return tuple(
            Substitute(described.title, described.official_name, described.family)
            for role, described in self.roles.items()
            if self._official(role) is None
        )

    def find(self, char: str, role: str) -> Glyph:
        """The glyph of one character: the role's own font, its fallbacks, the signs, a plain form, our own fonts, or 〓."""
        if char in _BLANKS:
            char = " "
        if _has_no_shape(char):
            return Glyph("", self.font(role).fontName, 0.0)
        for candidate in (char, *_plain_form(char)):
            fonts = (*self._fonts(role), _bundled_font(self._signs))
            found = [glyph for font in fonts if (glyph := self._in_font(candidate, font))]
            if found and candidate in _FULL_WIDTH:  # some fonts draw Chinese quotes narrow, as in English
                return max(found, key=lambda glyph: glyph.width)
            if found:
                return found[0]
        for font in self._bundled_fonts(role):  # the PC's own fonts may know fewer names than ours
            if glyph := self._in_font(char, font):
                return glyph
        return self.find(MISSING, role)

    def _fonts(self, role: str) -> list[TTFont]:
        return [self.font(key) for key in (role, *self.roles[role].fallback)]

    def _bundled_fonts(self, role: str) -> Iterator[TTFont]:
        return (_bundled_font(self.roles[key].bundled) for key in (role, *self.roles[role].fallback))

    @staticmethod
    def _in_font(char: str, font: TTFont) -> Glyph | None:
        face = font.face
        if ord(char) not in face.charToGlyph:
            return None
        return Glyph(char, font.fontName, face.getCharWidth(ord(char)) / 1000)

    def _official(self, role: str) -> TTFont | None:
        if role not in self._of_this_pc:
            self._of_this_pc[role] = self._first_usable(role)
        return self._of_this_pc[role]

    def _first_usable(self, role: str) -> TTFont | None:
        for path in self._installed.get(role, ()):
            try:
                font = _Font(f"{role}-pc", path)
            except (TTFError, OSError, ValueError, LookupError, struct.error):
                continue  # PostScript outlines, embedding forbidden by the font, or a damaged file
            if ord("国") in font.face.charToGlyph:
                pdfmetrics.registerFont(font)
                return font
        return None


@cache
def _bundled_font(file: str) -> TTFont:
    font = _Font(Path(file).stem, FOLDER / file)
    pdfmetrics.registerFont(font)
    return font


@cache
def font_set(bundled_only: bool = False) -> FontSet:
    """The one set of fonts of this process."""
    return FontSet(bundled_only)


def _plain_form(char: str) -> tuple[str, ...]:
    """One plainer character of the same meaning, where there is one: never 10⁴ as 104."""
    plain = _ALIKE.get(char) or unicodedata.normalize("NFKC", char)
    other_number = unicodedata.decomposition(char).startswith(_OTHER_NUMBER)
    return (plain,) if len(plain) == 1 and not other_number else ()


def _described() -> tuple[dict[str, Role], tuple[Path, ...], str]:
    raw = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))
    roles = {
        key: Role(**(role | {"official": tuple(role["official"]), "fallback": tuple(role["fallback"])}))
        for key, role in raw["roles"].items()
    }
    return roles, tuple(_places(raw["places"])), raw["signs"]["bundled"]


def _places(patterns: list[str]) -> Iterator[Path]:
    for pattern in patterns:
        if all(os.environ.get(name) for name in re.findall(r"%(\w+)%", pattern)):
            yield Path(re.sub(r"%(\w+)%", lambda found: os.environ[found[1]], pattern)).expanduser()


def _has_no_shape(char: str) -> bool:
    """Control and format characters and variation selectors, which are no writing."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


def _installed(roles: dict[str, Role], places: tuple[Path, ...]) -> dict[str, list[Path]]:
    """The official fonts of this PC by role, the better ones first."""
    wanted = {name.casefold() for role in roles.values() for name in role.official}
    found: dict[str, Path] = {}
    for place in places:
        for folder, _, names in os.walk(place):
            for name in names:
                if name.casefold() in wanted:
                    found.setdefault(name.casefold(), Path(folder) / name)
    return {
        key: [found[n.casefold()] for n in role.official if n.casefold() in found]
        for key, role in roles.items()
    }
