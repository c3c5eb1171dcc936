"""The Word file around the pages: its properties, defaults, fonts and settings, without what the library's template brings along."""

from datetime import datetime

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exporters.pdf.lasting import plain
from exporters.pdf.measures import FLUSH, LEADING
from exporters.pdf.paper import About
from exporters.word.paragraphs import official_font, run_properties

_LANGUAGES = '<w:lang {} w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_KEPT_PARTS = ("/styles", "/settings", "/fontTable", "/theme", "/webSettings", "/footer")
_INSTEAD = {"fangsong": "仿宋", "kai": "楷体", "hei": "SimHei", "biaosong": "华文中宋", "song": "SimSun"}
"""The name Word looks for next, where a PC lacks the official font: every Windows has these."""
_COMPATIBLE = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
"""What Chinese Word sets in every file: above all, a line that ends in a break is not stretched."""
_WORD_2013 = "15"
_TAB_STOP = "420"
_LONGEST = 255
"""Characters in a property of a Word file."""


def describe(document: Document, about: About) -> None:
    """The document's properties, without control characters and cut to the length Word takes."""
    said = document.core_properties
    said.title, said.author, said.subject = (
        _property(about.title),
        _property(about.author),
        _property(about.subject),
    )
    said.keywords, said.comments, said.last_modified_by = (
        _property(about.keywords),
        "",
        _property(about.author),
    )
    said.language, said.revision = "zh-CN", 1
    made_on = about.made_on or datetime(2000, 1, 1).date()
    said.created = said.modified = datetime(made_on.year, made_on.month, made_on.day)
    package = document.part.package
    assert package is not None
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the template's own picture
            del package.rels[key]


def _property(text: str) -> str:
    return plain(text)[:_LONGEST]


def settle(document: Document) -> None:
    """Body text as the default: 3号仿宋 on the lines, no room added between Chinese and digits; no foreign styles."""
    for key, relation in list(document.part.rels.items()):
        if not relation.reltype.endswith(_KEPT_PARTS):
            del document.part.rels[key]
    _set_styles(document.styles.element)
    document.settings.odd_and_even_pages_header_footer = True
    _set_settings(document.settings.element)


def settled(name: str, data: bytes, about: About) -> bytes:
    """A part of the file as it is written: without the template's program and fonts."""
    if name == "docProps/app.xml":
        return data.replace(b"Microsoft Macintosh Word", (about.program or "").encode())
    return _font_table().encode() if name == "word/fontTable.xml" else data


def _set_styles(styles: BaseOxmlElement) -> None:
    """Only the styles every file must have; 正文 as the standard asks."""
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None
    for left in list(defaults):
        defaults.remove(left)
    whole = parse_xml(f"<w:rPrDefault {nsdecls('w')}/>")
    whole.append(_letters())
    defaults.append(whole)
    defaults.append(parse_xml(f"<w:pPrDefault {nsdecls('w')}/>"))
    normal = next(s for s in styles.findall(qn("w:style")) if s.get(qn("w:styleId")) == "Normal")
    normal.append(
        parse_xml(
            f'<w:pPr {nsdecls("w")}><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>'
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            f'<w:spacing w:before="0" w:after="0" w:line="{int(LEADING * 20)}" w:lineRule="exact"/>'
            '<w:jc w:val="both"/></w:pPr>'
        )
    )
    normal.append(_letters())


def _letters() -> BaseOxmlElement:
    letters = run_properties(FLUSH.role, FLUSH.size)
    letters.append(parse_xml(_LANGUAGES.format(nsdecls("w"))))
    return letters


def _set_settings(settings: BaseOxmlElement) -> None:
    for name, attribute, value in (
        ("w:zoom", "w:percent", "100"),
        ("w:defaultTabStop", "w:val", _TAB_STOP),
        ("w:characterSpacingControl", "w:val", "compressPunctuation"),
        ("w:themeFontLang", "w:eastAsia", "zh-CN"),
    ):
        found = settings.find(qn(name))
        if found is not None:
            found.set(qn(attribute), value)
    compat = settings.find(qn("w:compat"))
    assert compat is not None
    for left in compat.findall(qn("w:useFELayout")):
        compat.remove(left)
    for at, name in enumerate(_COMPATIBLE):
        compat.insert(at, parse_xml(f"<w:{name} {nsdecls('w')}/>"))
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{official_font(role)}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for role, instead in _INSTEAD.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
