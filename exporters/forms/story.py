"""How a form definition becomes sections of paper (版式): every kind of entry as its blocks, from top to bottom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.domain.contents import PackageContents
from data.domain.form_definition import (
    ATTACHMENTS,
    ENDS,
    NOTICE,
    PAGE,
    PHOTOS,
    ROWS,
    SECTION,
    SIGNATURE,
    TABLE,
    TEXT,
    TITLE,
    FormDefinition,
    Item,
)
from data.domain.form_template import fill, names_in
from data.domain.form_widths import type_width
from data.domain.numerals import to_chinese
from data.form_text import attached_parts, definition_of, paragraph, printed_items, printed_notice
from data.form_values import Value, task_value, values_of
from exporters.forms.notice import notice_blocks
from exporters.forms.photos import photo_blocks
from exporters.forms.tables import rows_table, table_of_each
from exporters.payload import OpenEvidence
from exporters.pdf.blocks import Block, Bookmark, Ends, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, CELL, FLUSH, HEADING_1, Style
from exporters.pdf.measures import TITLE as TITLE_STYLE

_STYLES: Mapping[str, Style] = {
    "title": TITLE_STYLE,
    "body": BODY,
    "flush": FLUSH,
    "right": Style(align="right"),
    "number": Style(align="right", right=1),
    "center": Style(align="center"),
    "cell": CELL,
    "small": Style(size=10.5, leading=16.0),
    "note": CELL,
    "great": Style(role="biaosong", size=36, leading=52, align="center"),
    "above": Style(role="biaosong", size=22, leading=36, align="center"),
}
_FIRST_ITEM = Style(first=2, hang=6.5)
_NEXT_ITEM = Style(first=5, hang=6.5)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages standing one way, each section beginning a page; an unnumbered one is a cover."""

    blocks: Sequence[Block]
    lying: bool = False
    numbered: bool = True


def story(contents: PackageContents, key: str, open_evidence: OpenEvidence | None = None) -> list[Section]:
    """The form's sections. ``open_evidence`` gives the bytes of photos, where the form shows any."""
    definition = definition_of(contents, key)
    setting = _Setting(contents, definition, open_evidence)
    sections: list[list[Block]] = [[]]
    for item in printed_items(contents, definition):
        if item.kind == PAGE:
            sections.append([])
        else:
            sections[-1] += setting.blocks(item)
    return [
        Section(blocks, definition.lying, numbered=not (key == "cover" and at == 0))
        for at, blocks in enumerate(sections)
        if blocks
    ]


class _Setting:
    """One form being set: what is said of its task, and how many headings it has had."""

    def __init__(
        self, contents: PackageContents, definition: FormDefinition, open_evidence: OpenEvidence | None
    ) -> None:
        self._contents = contents
        self._definition = definition
        self._open_evidence = open_evidence
        self._task = task_value(contents, definition.key)
        self._headings = 0
        self._titled = False

    def blocks(self, item: Item) -> list[Block]:
        """The blocks of one entry, with its blank lines; nothing where it has nothing to say."""
        made = _KINDS[item.kind](self, item)
        if not made:
            return []
        before: list[Block] = [Gap(item.before, "previous" if item.keep else "")] if item.before else []
        after: list[Block] = [Gap(item.after, "next" if item.kind == TITLE else "")] if item.after else []
        return [*before, *made, *after]

    def title(self, item: Item) -> list[Block]:
        """A title; the first of a cover is its bookmark 封面."""
        text = fill(item.text, self._task)
        cover = self._definition.key == "cover" and not self._titled
        self._titled = True
        bookmark = Bookmark("封面" if cover else text.replace("\n", "").replace("\u3000", ""))
        return [Title(text, _STYLES[item.style], bookmark)]

    def section(self, item: Item) -> list[Block]:
        """A heading of the first level, numbered by itself."""
        self._headings += 1
        text = f"{to_chinese(self._headings)}、{fill(item.text, self._task)}"
        return [Text(text, HEADING_1, keep="next", bookmark=Bookmark(text, 1))]

    def text(self, item: Item) -> list[Block]:
        """A paragraph, or one for each; a name that stands alone may bring several."""
        values = values_of(self._contents, self._definition.key, item.each) if item.each else (self._task,)
        return [block for value in values for block in self._paragraphs(item, value)]

    def _paragraphs(self, item: Item, value: Value) -> list[Block]:
        lead, said = paragraph(item, value)
        if not said:
            return []
        style, keep = _STYLES[item.style], "previous" if item.keep else ""
        if item.lead:
            return [Text(((_ended(lead), "kai"), (said, "")), style, keep)]
        several = len(names_in(item.text)) == 1 and item.text.startswith("{") and item.text.endswith("}")
        parts = [part.strip() for part in said.split("\n") if part.strip()] if several else [said]
        return [Text(part, style, keep) for part in parts]

    def ends(self, item: Item) -> list[Block]:
        """A text at each edge."""
        return [Ends(fill(item.text, self._task), fill(item.right, self._task), _STYLES[item.style])]

    def rows(self, item: Item) -> list[Block]:
        """The rows table (栏目表)."""
        return [rows_table(self._contents, self._definition)]

    def table(self, item: Item) -> list[Block]:
        """A table that goes through measures, evidence, persons or parts."""
        return [table_of_each(self._contents, self._definition, item)]

    def signature(self, item: Item) -> list[Block]:
        """Organ and date with room for the seal."""
        organ, day = fill(item.text, self._task), fill(item.right, self._task)
        return [Signature(organ, day.strip("\u3000"))]

    def attachments(self, item: Item) -> list[Block]:
        """附件说明: every part of the package but the cover and the letter itself."""
        names = attached_parts(self._contents)
        if len(names) == 1:
            return [Text(f"附件：{names[0]}", Style(first=2, hang=5), keep="previous")]
        last = len(names)  # goes with the one before it, so that a signature has two lines for company
        return [
            Text(
                f"{'附件：' if at == 1 else ''}{at}.{name}",
                _FIRST_ITEM if at == 1 else _NEXT_ITEM,
                "previous" if at == last else "",
            )
            for at, name in enumerate(names, 1)
        ]

    def photos(self, item: Item) -> list[Block]:
        """Before and after side by side."""
        return photo_blocks(self._contents, item, self._open_evidence)

    def notice(self, item: Item) -> list[Block]:
        """The notice as it was or will be published."""
        paper = printed_notice(self._contents, self._definition)
        return notice_blocks(paper, type_width(self._definition))


_KINDS: Mapping[str, Callable[[_Setting, Item], list[Block]]] = {
    TITLE: _Setting.title,
    TEXT: _Setting.text,
    SECTION: _Setting.section,
    ENDS: _Setting.ends,
    ROWS: _Setting.rows,
    TABLE: _Setting.table,
    SIGNATURE: _Setting.signature,
    ATTACHMENTS: _Setting.attachments,
    PHOTOS: _Setting.photos,
    NOTICE: _Setting.notice,
}


def _ended(lead: str) -> str:
    """A lead with one full stop, whatever mark the official text ended with."""
    bare = lead[:-1] if lead.endswith("。") else lead
    return f"{bare.rstrip('。；;')}。" if bare != lead else lead
