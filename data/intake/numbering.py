"""Word's automatic numbers: a 序号 column numbered by Word holds no text, only the wish to be numbered."""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from data.intake.xml_steps import attribute, child, children, local

_DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "taiwaneseCountingThousand",
)
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The document's number definitions and how far each list has counted."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    style_wishes: dict[str, Element] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def next(self, paragraph: Element) -> str:
        """Count the paragraph and give the number Word shows before it; "" where it has none."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        wish = (
            own if own is not None else self.style_wishes.get(attribute(child(properties, "pStyle"), "val"))
        )
        number = attribute(child(wish, "numId"), "val")
        abstract = self.abstract_of.get(number, "")
        depth_text = attribute(child(wish, "ilvl"), "val")
        depth = int(depth_text) if depth_text.isdecimal() and len(depth_text) == 1 else 0
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        self.counts[abstract, depth] += 1
        for deeper in range(depth + 1, 10):
            self.counts.pop((abstract, deeper), None)
        return _PLACE.sub(lambda match: self._shown(abstract, int(match[1]) - 1), level.pattern)

    def _shown(self, abstract: str, depth: int) -> str:
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        return _worded(level.start + max(self.counts[abstract, depth], 1) - 1, level.kind)


def numbering_of(root: Element | None, styles: Element | None) -> Numbering:
    """The definitions of ``word/numbering.xml`` and the styles that number; none where there are no such parts."""
    numbering = Numbering()
    for style in children(styles, "style"):
        wish = child(child(style, "pPr"), "numPr")
        if wish is not None:
            numbering.style_wishes[attribute(style, "styleId")] = wish
    for node in () if root is None else root:
        if local(node) == "num":
            abstract = attribute(child(node, "abstractNumId"), "val")
            numbering.abstract_of[attribute(node, "numId")] = abstract
        elif local(node) == "abstractNum":
            for level in children(node, "lvl"):
                depth = attribute(level, "ilvl")
                if depth.isdecimal():
                    numbering.levels[attribute(node, "abstractNumId"), int(depth)] = _level(level)
    return numbering


def _level(node: Element) -> _Level:
    start = attribute(child(node, "start"), "val")
    kind = attribute(child(node, "numFmt"), "val")
    pattern = "" if kind in ("bullet", "none") else attribute(child(node, "lvlText"), "val")
    return _Level(int(start) if start.isdecimal() and len(start) < 6 else 1, kind, pattern)


def _worded(number: int, kind: str) -> str:
    if kind in _CHINESE:
        return _chinese(number)
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if kind == "upperLetter" else 97) + number - 1)
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
