"""Which characters the papers of a package cannot print, or print in another font, known before printing (缺字)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.domain.contents import PackageContents
from data.domain.model import Finding
from data.domain.official import OFFICIAL
from data.domain.plain import Plain, to_plain
from data.words import FIELDS

if TYPE_CHECKING:
    from exporters.fonts import FontSet

_BODY = "fangsong"


@dataclass(frozen=True, slots=True)
class Printability:
    """What to tell a person before printing: characters no font has, by place; and those borrowed from another font."""

    findings: tuple[Finding, ...]
    borrowed: tuple[str, ...]


def printability(contents: PackageContents, fonts: FontSet | None = None) -> Printability:
    """Look through all that the papers will say. The fonts are loaded only where a character is not an everyday one."""
    missing: list[Finding] = []
    borrowed: dict[str, None] = {}
    for where, what, value in _places(contents):
        rare = _rare("".join(_strings(to_plain(value))))
        if not rare:
            continue
        fonts = fonts or _fonts()
        if lost := fonts.missing_characters(rare, _BODY):
            params = {"what": what, "chars": "".join(map(_named, lost))}
            missing.append(Finding("glyph_missing", "warning", where, "", params))
        borrowed |= dict.fromkeys(c for c in fonts.borrowed_characters(rare, _BODY) if c not in lost)
    return Printability(tuple(missing), tuple(borrowed))


def _fonts() -> FontSet:
    from exporters.fonts import (
        font_set,  # with reportlab it takes half a second, and everyday text needs neither
    )

    return font_set()


def _rare(text: str) -> str:
    """The characters outside GB 2312, which every font of official papers holds whole."""
    everyday = set(text.encode("gb2312", "ignore").decode("gb2312"))
    return "".join(dict.fromkeys(char for char in text if char not in everyday))


def _named(char: str) -> str:
    """The character and its number, since the screen may lack it too."""
    return f"“{char}”（U+{ord(char):04X}）"


def _strings(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _places(contents: PackageContents) -> Iterator[tuple[str, str, object]]:
    """Every text a person can mend: the field, its name, what it says."""
    listed = contents.task.listed
    yield "settings/office", "本单位信息", contents.office
    for name in (*OFFICIAL, "note"):
        if name != "measures_text" or not contents.measures:  # else each measure says its own
            yield f"task/{name}", f"清单的“{FIELDS[name]}”", getattr(listed, name)
    yield "task/deadline", f"清单的“{FIELDS['deadline']}”", listed.deadline.text
    for measure in contents.measures:
        texts = [measure.text, measure.units, measure.reported]
        yield f"measure:{measure.position}/reported", f"第{measure.position}条措施", texts
    yield "verification/summary", "自查自验", contents.verification
    for part in contents.evidence:
        piece = part.evidence
        texts = [piece.title, piece.document_number, piece.note]
        yield f"evidence:{piece.id}/title", f"佐证{part.number}的说明", texts
    titles = dict(contents.sign_roles)
    for sign in contents.signs:
        texts = [sign.name, sign.post, sign.opinion]
        yield f"sign:{sign.role}/name", f"“{titles.get(sign.role, sign.role)}”的审签", texts
    yield "notice/text", "公示", contents.notice
    for at, (reason, done) in enumerate(contents.mended):
        yield f"package/answer:{at}", "补正情况", [reason.text, reason.subject, done]
