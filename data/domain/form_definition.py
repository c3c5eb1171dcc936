"""What a printed part of the package is by definition (表单定义): its name, when it is printed, and what stands on it, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ENGINEERING = "engineering"
OTHER = "other"
FAMILIES = {ENGINEERING: "工程类", OTHER: "非工程类"}
"""The two families of tasks (工程类、非工程类), each with papers of its own."""

FORM_KEYS = (
    "cover",
    "letter",
    "form",
    "measures",
    "report",
    "record",
    "evidence",
    "photos",
    "notice",
    "experts",
    "opinion",
    "copy",
)
CORE_KEYS = ("cover", "letter", "form", "evidence")
"""What no package may be without."""

SIGNABLE_KEYS = ("letter", "form", "measures", "report", "record", "evidence")
"""What the office itself can sign before sending; the rest is the acceptor's, or made last."""

WHENS = {
    "always": "每次都有",
    "photos": "有整改前后照片时",
    "notice": "登记了公示时",
    "experts": "有监测或竣工验收材料时",
}
WIDTHS = {"full": "整栏", "half": "半栏"}
ALIGNS = {"left": "左对齐", "center": "居中"}

TITLE, TEXT, SECTION, ENDS = "title", "text", "section", "ends"
ROWS, TABLE, SIGNATURE, ATTACHMENTS = "rows", "table", "signature", "attachments"
PHOTOS, NOTICE, PAGE = "photos", "notice", "page"
KINDS = {
    TITLE: "标题",
    TEXT: "一段文字",
    SECTION: "自动编号的一级标题",
    ENDS: "左右各一句",
    ROWS: "栏目表",
    TABLE: "逐行列出的表",
    SIGNATURE: "落款",
    ATTACHMENTS: "附件说明",
    PHOTOS: "整改前后照片",
    NOTICE: "公示正文",
    PAGE: "另起一页",
}
"""What can stand on a form, from top to bottom."""

STYLES = {
    "title": "标题",
    "body": "正文",
    "flush": "顶格",
    "right": "靠右",
    "center": "居中",
    "cell": "小四号",
    "small": "五号",
    "note": "小四号说明",
    "number": "发文字号",
    "great": "封面大字",
    "above": "封面标题",
}
STYLE_OF = {TITLE: "title", ENDS: "cell", TABLE: "cell"}
"""The style of a kind where its definition names none; 正文 of every other."""

EACH = {
    "measures": "整改措施",
    "evidence": "佐证材料",
    "persons": "自验人员",
    "experts": "专家（空行）",
    "parts": "全部材料",
}
"""What a table, or a paragraph repeated, goes through one by one."""

SIGNS = "signs"
"""The rows of the sign chain (审签链); one box for each post."""
ROLE = "岗位"
"""The name in a sign row's label that stands for the post."""


IN_NOTICE = "notice"
"""What the names in a notice's layout are said of: see ``form_names.NAMES``."""

REQUIRED_KINDS: Mapping[str, tuple[str, ...]] = {
    "cover": (TABLE,),
    "letter": (SIGNATURE,),
    "form": (ROWS,),
    "measures": (TABLE,),
    "report": (SIGNATURE,),
    "record": (TABLE,),
    "evidence": (TABLE,),
    "photos": (PHOTOS,),
    "notice": (NOTICE,),
    "opinion": (ROWS,),
    "copy": (SIGNATURE,),
}
"""What no form of that key may be without."""

ITEM_WHENS = {"": "总是", "passed": "自验通过时"}
"""When something on a form is printed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a form from top to bottom, of a kind in ``KINDS``.

    ``text`` and ``right`` are templates; ``lead`` is set in 楷体 before the text; ``each`` repeats a paragraph or makes a
    table; ``empty`` is printed where the text says nothing (nothing: it is left out). ``before`` and ``after`` are blank
    lines; ``least`` is how many lines a table has at least, for people to write on; ``keep`` holds it on the page of what
    stands above; ``when`` prints it only then (``ITEM_WHENS``).
    """

    kind: str
    text: str = ""
    right: str = ""
    lead: str = ""
    style: str = "body"
    each: str = ""
    empty: str = ""
    before: float = 0
    after: float = 0
    least: int = 0
    keep: bool = False
    when: str = ""
    families: tuple[str, ...] = tuple(FAMILIES)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the rows table (栏目表), or half of one: a label and what it says.

    ``each`` makes it one row a measure, its cells by the columns; or the boxes of the sign chain (``signs``). ``lines`` high
    at least; ``foot`` are lines kept at the lower right (签字、日期); ``omit_empty`` leaves it out where it says nothing.
    """

    label: str = ""
    text: str = ""
    each: str = ""
    width: str = "full"
    lines: float = 0
    foot: tuple[str, ...] = ()
    omit_empty: bool = False
    families: tuple[str, ...] = tuple(FAMILIES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table that goes through ``each``: its heading, what a cell says, its share of the width."""

    each: str
    heading: str
    text: str = ""
    width: float = 1
    align: str = "left"
    lines: float = 0


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One row or numbered part of a public notice; ``omit_empty`` leaves it out where it says nothing."""

    label: str
    text: str = ""
    omit_empty: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLayout:
    """One form in which public notices are published (公示表式): its wording, and its rows in a table or as numbered parts.

    ``key`` is what a task's notice remembers. ``text`` is the opening, ``contact`` one line for each way to reach somebody.
    """

    key: str
    name: str
    title: str
    text: str
    closing: str
    contact: tuple[str, ...] = ()
    table: bool = True
    rows: tuple[NoticeRow, ...] = ()

    def templates(self) -> Iterator[str]:
        """Every template of the layout, from top to bottom."""
        yield from (self.title, self.text, *(row.text for row in self.rows), self.closing, *self.contact)


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One printed part. ``signed``: signed by the office before sending; ``lying``: a page on its side (横排).

    ``layouts`` are the forms a public notice is chosen from; no other part has any.
    """

    key: str
    file_stem: str
    title: str
    families: tuple[str, ...] = tuple(FAMILIES)
    when: str = "always"
    signed: bool = False
    lying: bool = False
    label_width: float = 84.0
    body: tuple[Item, ...] = ()
    rows: tuple[FormRow, ...] = ()
    columns: tuple[Column, ...] = ()
    layouts: tuple[NoticeLayout, ...] = ()

    @property
    def by_measure(self) -> bool:
        """Whether the rows table goes through the measures, a row each."""
        return any(row.each == "measures" for row in self.rows)

    def columns_of(self, each: str) -> tuple[Column, ...]:
        """The columns of the table that goes through ``each``."""
        return tuple(column for column in self.columns if column.each == each)

    def templates(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Every template on the form: the text, what it goes through ("" for the task), the families it is printed for."""
        for item in self.body:
            for text in (item.lead, item.text, item.right):
                yield text, "evidence" if item.kind == PHOTOS else item.each, item.families
        for row in self.rows:
            for text in (row.label, row.text, *row.foot):
                yield text, row.each, row.families
        for column in self.columns:
            yield column.text, column.each, tuple(FAMILIES)
