"""One paragraph of a Word paper: fonts by role, size, indents in characters, exact leading; text cleaned for XML."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.fonts import MISSING, font_set
from exporters.pdf.lines import Span
from exporters.pdf.measures import BODY_SIZE, LEADING, PITCH, Style

_ALIGN = {"justify": "both", "left": "left", "center": "center", "right": "right"}
_SQUEEZE = math.floor((PITCH - BODY_SIZE) * 20)
"""Twentieths of a point taken from every character of body text, so that 28 of them stand in a line (see ``page``)."""
_LONG_WORD = re.compile(r"[!-~]{20,}")
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def official_font(role: str) -> str:
    """The name offices know the role's font by (仿宋_GB2312); Word puts in another where the PC lacks it."""
    return _official_fonts()[role]


@cache
def _official_fonts() -> dict[str, str]:
    return {key: role.official_name for key, role in font_set(bundled_only=True).roles.items()}


def paragraph(
    spans: Sequence[Span], style: Style, keep_next: bool = False, level: int | None = None
) -> BaseOxmlElement:
    """A paragraph of these spans. ``level`` is its place in the outline (导航窗格), None for plain text."""
    made = OxmlElement("w:p")
    if style.align == "justify" and any(_LONG_WORD.search(text) for text, _ in spans):
        style = replace(
            style, align="left"
        )  # the line before an address that fits on none would be torn apart
    made.append(_properties(style, keep_next, level))
    for text, role in spans:
        if text:
            made.append(run(text, role or style.role, style.size))
    return made


def paragraphs(
    spans: Sequence[Span], style: Style, keep_next: bool = False, level: int | None = None
) -> list[BaseOxmlElement]:
    """Spans with line feeds in them as so many paragraphs; only the first stands in the outline."""
    made = []
    for at, part in enumerate(_split(spans)):
        made.append(paragraph(part, style, keep_next, level if at == 0 else None))
    return made


def blank(leading: float, keep_next: bool = False) -> BaseOxmlElement:
    """An empty line of that height."""
    return paragraph((), Style(leading=leading), keep_next)


def run(text: str, role: str, size: float) -> BaseOxmlElement:
    """Text in one font; line feeds become breaks, what XML cannot hold becomes 〓."""
    made = OxmlElement("w:r")
    made.append(run_properties(role, size))
    for at, part in enumerate(_UNWRITABLE.sub(MISSING, text).split("\n")):
        if at:
            made.append(OxmlElement("w:br"))
        said = OxmlElement("w:t")
        said.text = part
        said.set(qn("xml:space"), "preserve")
        made.append(said)
    return made


def run_properties(role: str, size: float) -> BaseOxmlElement:
    """Font, pitch and size; the hint makes quotation marks full-width (“” in Chinese text)."""
    name, half_points = official_font(role), round(size * 2)
    squeeze = f'<w:spacing w:val="{_SQUEEZE}"/>' if size == BODY_SIZE else ""
    return parse_xml(
        f"<w:rPr {nsdecls('w')}>"
        f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
        f'{squeeze}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def ems(text: str) -> float:
    """About how many characters wide a text is: Latin letters and digits take half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def keep_with_next(made: BaseOxmlElement) -> None:
    """Hold a paragraph already set on the page of the one after it."""
    properties = made.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.insert(0, OxmlElement("w:keepNext"))


def set_before(made: BaseOxmlElement, room: float) -> None:
    """Leave this much room above a paragraph already set."""
    spacing = made.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    if spacing is not None:
        spacing.set(qn("w:before"), str(_twips(room)))


def _properties(style: Style, keep_next: bool, level: int | None) -> BaseOxmlElement:
    on_grid = (style.size, style.leading) == (BODY_SIZE, LEADING)
    parts = [
        "<w:keepNext/>" if keep_next else "",
        f'<w:snapToGrid w:val="{int(on_grid)}"/>',
        f'<w:spacing w:before="0" w:after="0" w:line="{_twips(style.leading)}" w:lineRule="exact"/>',
        _indent(style),
        f'<w:jc w:val="{_ALIGN[style.align]}"/>',
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
    ]
    return parse_xml(f"<w:pPr {nsdecls('w')}>{''.join(parts)}</w:pPr>")


def _indent(style: Style) -> str:
    """Indents in hundredths of a character, as Chinese Word keeps them, with the points beside for other readers."""
    first = style.first - style.hang
    name = "firstLine" if first >= 0 else "hanging"
    said = {"left": style.hang, "right": style.right, name: abs(first)}
    pairs = (
        f'w:{key}Chars="{round(value * 100)}" w:{key}="{_twips(value * style.pitch)}"'
        for key, value in said.items()
        if value
    )
    return f"<w:ind {' '.join(pairs)}/>" if any(said.values()) else ""


def _split(spans: Sequence[Span]) -> Iterable[list[Span]]:
    """The spans of each paragraph."""
    current: list[Span] = []
    for text, role in spans:
        first, *others = text.split("\n")
        current.append((first, role))
        for other in others:
            yield current
            current = [(other, role)]
    yield current


def _twips(points: float) -> int:
    """Twentieths of a point, rounded down so that 22 lines stay on the page."""
    return int(points * 20)
