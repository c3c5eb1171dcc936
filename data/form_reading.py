"""Reading one form definition, entry by entry: every refusal names the file, the entry and what may stand there."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.domain.errors import UserError
from data.domain.form_definition import (
    ALIGNS,
    ATTACHMENTS,
    CORE_KEYS,
    EACH,
    ENDS,
    FAMILIES,
    FORM_KEYS,
    IN_NOTICE,
    ITEM_WHENS,
    KINDS,
    NOTICE,
    PAGE,
    PHOTOS,
    REQUIRED_KINDS,
    ROLE,
    ROWS,
    SECTION,
    SIGNABLE_KEYS,
    SIGNATURE,
    SIGNS,
    STYLE_OF,
    STYLES,
    TABLE,
    TEXT,
    TITLE,
    WHENS,
    WIDTHS,
    Column,
    FormDefinition,
    FormRow,
    Item,
    NoticeLayout,
    NoticeRow,
)
from data.domain.form_names import NAMES, nearest_names
from data.domain.form_template import TemplateError, names_in
from data.domain.form_widths import (
    SMALL_SIZE,
    TABLE_SIZE,
    least_width,
    rows_widths,
    table_widths,
    type_width,
)
from data.files import safe_name

_PLAIN = ("key", "file_stem", "title", "families", "when", "signed", "lying", "label_width")
_PLACED = ("kind", "before", "after", "keep", "when", "families")
_ITEMS = {
    TITLE: ("text", "style"),
    TEXT: ("text", "lead", "style", "each", "empty"),
    SECTION: ("text",),
    ENDS: ("text", "right", "style"),
    ROWS: (),
    TABLE: ("each", "style", "empty", "least"),
    SIGNATURE: ("text", "right"),
    ATTACHMENTS: (),
    PHOTOS: ("text", "empty"),
    NOTICE: (),
    PAGE: (),
}
"""What an entry of each kind may say."""

_ROW = ("label", "text", "each", "width", "lines", "foot", "omit_empty", "families")
_COLUMN = ("each", "heading", "text", "width", "align", "lines")
_LAYOUT = ("key", "name", "title", "text", "closing", "contact", "table", "rows")
_LAYOUT_ROW = ("label", "text", "omit_empty")
_ROW_EACH = {"": "一栏", "measures": "逐条列出整改措施", SIGNS: "审签各栏"}
_ROUNDING = 0.01
_NOTED, _STEM, _LABEL, _TEXT, _LINES, _MOST = 60, 60, 60, 2000, 30, 100

REQUIRED_NAMES: Mapping[str, tuple[str, ...]] = {
    "cover": ("任务序号", "材料总数"),
    "letter": ("任务序号", "验收单位"),
    "form": ("反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "情况说明"),
    "measures": ("措施原文", "落实情况"),
    "report": ("反馈问题", "自验结论"),
    "record": ("自验日期", "自验结论"),
    "evidence": ("材料编号", "材料名称"),
    "opinion": ("任务序号", "申请编号"),
    "copy": ("任务序号", "申请编号"),
}
"""No form is printed without these. 情况说明 is the reason for what was left open: who signs the application form must see it."""

REQUIRED_IN_NOTICE = ("反馈问题", "完成情况", "公示时间", "监督电话")
"""No notice is published without these: what was found, what was done, until when and where to object."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a definition something stands: on which line of it, under which entry of its file; either may be all there is."""

    line: str = ""
    entry: str = ""

    def __str__(self) -> str:
        return f"{self.line}的 {self.entry}" if self.line and self.entry else self.line or self.entry


class WrongForm(UserError):
    """A definition refused: at which entry, what is wrong there, and what may stand there."""

    def __init__(self, file: str, where: Place, what: str, allowed: str) -> None:
        super().__init__(f"表单定义文件“{file}”的 {where}：{what}。", f"可以写：{allowed}。改正后再打印。")
        self.where, self.what, self.allowed = where, what, allowed


class FormReading:
    """One file being checked."""

    def __init__(self, name: str) -> None:
        self._name = name

    def definition(self, raw: Mapping[str, Any]) -> FormDefinition:
        """The definition the file holds; ``UserError`` at the first entry that is wrong."""
        self._only("", raw, (*_PLAIN, "body", "rows", "columns", "layouts"))
        definition = FormDefinition(
            key=self._one_of(Place(entry="key"), raw.get("key"), FORM_KEYS),
            file_stem=self._safe(Place(entry="file_stem"), raw.get("file_stem"), _STEM),
            title=self._safe(Place(entry="title"), raw.get("title"), _NOTED),
            families=self._families(Place(entry="families"), raw.get("families", list(FAMILIES))),
            when=self._one_of(Place(entry="when"), raw.get("when", "always"), WHENS),
            signed=self._flag(Place(entry="signed"), raw.get("signed", False)),
            lying=self._flag(Place(entry="lying"), raw.get("lying", False)),
            label_width=self._number(Place(entry="label_width"), raw.get("label_width", 84), 40, 200),
            body=tuple(self._item(at, each) for at, each in self._tables("body", raw)),
            rows=tuple(self._row(at, each) for at, each in self._tables("rows", raw)),
            columns=tuple(self._column(at, each) for at, each in self._tables("columns", raw)),
            layouts=tuple(self._layout(at, each) for at, each in self._tables("layouts", raw)),
        )
        self._check_always(definition)
        self._check_whole(definition)
        self._check_rows(definition)
        self._check_widths(definition)
        self._check_layouts(definition)
        self._check_required(definition)
        return definition

    # ------------------------------------------------------------ one entry

    def _item(self, at: int, raw: Mapping[str, Any]) -> Item:
        where = f"第{at}段"
        kind = self._one_of(Place(where, "kind"), raw.get("kind"), KINDS)
        where = f"{where}（{KINDS[kind]}）"
        self._only(where, raw, (*_PLACED, *_ITEMS[kind]))
        each = raw.get("each", "")
        if each or kind == TABLE:
            each = self._one_of(Place(where, "each"), each or None, EACH if kind == TABLE else ("measures",))
        scope = "evidence" if kind == PHOTOS else each
        style = raw.get("style", STYLE_OF.get(kind, "body"))
        return Item(
            kind=kind,
            text=self._template(Place(where, "text"), raw.get("text", ""), scope),
            right=self._template(Place(where, "right"), raw.get("right", ""), scope),
            lead=self._template(Place(where, "lead"), raw.get("lead", ""), scope),
            style=self._one_of(Place(where, "style"), style, STYLES),
            each=each,
            empty=self._plain(Place(where, "empty"), raw.get("empty", ""), _NOTED),
            before=self._number(Place(where, "before"), raw.get("before", 0), 0, _LINES),
            after=self._number(Place(where, "after"), raw.get("after", 0), 0, _LINES),
            least=int(self._number(Place(where, "least"), raw.get("least", 0), 0, _LINES)),
            keep=self._flag(Place(where, "keep"), raw.get("keep", False)),
            when=self._one_of(Place(where, "when"), raw.get("when", ""), ITEM_WHENS),
            families=self._families(Place(where, "families"), raw.get("families", list(FAMILIES))),
        )

    def _row(self, at: int, raw: Mapping[str, Any]) -> FormRow:
        where = f"第{at}个栏目"
        self._only(where, raw, _ROW)
        each = self._one_of(Place(where, "each"), raw.get("each", ""), _ROW_EACH)
        row = FormRow(
            label=self._template(Place(where, "label"), raw.get("label", ""), each, _LABEL),
            text=self._template(Place(where, "text"), raw.get("text", ""), each),
            each=each,
            width=self._one_of(Place(where, "width"), raw.get("width", "full"), WIDTHS),
            lines=self._number(Place(where, "lines"), raw.get("lines", 0), 0, _LINES),
            foot=self._lines(Place(where, "foot"), raw.get("foot", []), each),
            omit_empty=self._flag(Place(where, "omit_empty"), raw.get("omit_empty", False)),
            families=self._families(Place(where, "families"), raw.get("families", list(FAMILIES))),
        )
        if each == SIGNS and (f"{{{ROLE}}}" not in row.label or row.width != "full"):
            raise self._wrong(
                Place(f"{where}（审签各栏）"),
                "写法不对",
                f"栏目名（label）要含 {{{ROLE}}}，只能占整栏（width 写 full）",
            )
        if each != "measures" and not row.label.strip():
            raise self._wrong(Place(where, "label"), "没有写", f"1 到 {_LABEL} 个字的栏目名")
        return row

    def _column(self, at: int, raw: Mapping[str, Any]) -> Column:
        where = f"第{at}列"
        self._only(where, raw, _COLUMN)
        each = self._one_of(Place(where, "each"), raw.get("each"), EACH)
        return Column(
            each=each,
            heading=self._plain(Place(where, "heading"), raw.get("heading"), _LABEL, least=1),
            text=self._template(Place(where, "text"), raw.get("text", ""), each),
            width=self._number(Place(where, "width"), raw.get("width", 1), 0.1, 1000),
            align=self._one_of(Place(where, "align"), raw.get("align", "left"), ALIGNS),
            lines=self._number(Place(where, "lines"), raw.get("lines", 0), 0, _LINES),
        )

    def _layout(self, at: int, raw: Mapping[str, Any]) -> NoticeLayout:
        where = f"第{at}个表式"
        self._only(where, raw, _LAYOUT)
        name = self._plain(Place(where, "name"), raw.get("name"), _NOTED, least=1)
        where = f"{where}（{_flat(name)}）"
        return NoticeLayout(
            key=self._plain(Place(where, "key"), raw.get("key"), _LABEL, least=1),
            name=name,
            title=self._worded(Place(where, "title"), raw.get("title")),
            text=self._worded(Place(where, "text"), raw.get("text")),
            closing=self._worded(Place(where, "closing"), raw.get("closing")),
            contact=self._lines(Place(where, "contact"), raw.get("contact", []), IN_NOTICE),
            table=self._flag(Place(where, "table"), raw.get("table", True)),
            rows=tuple(self._layout_row(where, number, row) for number, row in self._tables("rows", raw)),
        )

    def _layout_row(self, layout: str, at: int, raw: Mapping[str, Any]) -> NoticeRow:
        where = f"{layout}第{at}栏"
        self._only(where, raw, _LAYOUT_ROW)
        return NoticeRow(
            label=self._plain(Place(where, "label"), raw.get("label"), _LABEL, least=1),
            text=self._template(Place(where, "text"), raw.get("text", ""), IN_NOTICE),
            omit_empty=self._flag(Place(where, "omit_empty"), raw.get("omit_empty", False)),
        )

    # ------------------------------------------------------------ the whole

    def _check_always(self, definition: FormDefinition) -> None:
        always = definition.when == "always" and len(definition.families) == len(FAMILIES)
        if definition.key in CORE_KEYS and not always:
            raise self._wrong(
                Place(entry="when、families"), "这个表单每个申请包都要有", "when 写 always，families 两类都写"
            )
        if definition.signed and (definition.key not in SIGNABLE_KEYS or not always):
            raise self._wrong(
                Place(entry="signed"),
                "这个表单不能定为要签字",
                f"每次都有的 {'、'.join(SIGNABLE_KEYS)} 才可以写 true",
            )

    def _check_whole(self, definition: FormDefinition) -> None:
        """Tables have columns and columns a table; the rows table stands where there are rows."""
        tables = {item.each for item in definition.body if item.kind == TABLE}
        if definition.by_measure:
            tables.add("measures")
        columns = {column.each for column in definition.columns}
        for each in sorted(tables - columns):
            raise self._wrong(
                Place(entry="columns"), f"“{EACH[each]}”的表没有列", f'[[columns]]，一列一个，each = "{each}"'
            )
        for each in sorted(columns - tables):
            raise self._wrong(
                Place(entry="columns"),
                f"写了“{EACH[each]}”的列，却没有这张表",
                f'kind = "table"、each = "{each}" 的一段',
            )
        holders = sum(item.kind == ROWS for item in definition.body)
        if holders != bool(definition.rows):
            raise self._wrong(
                Place(entry="rows"), "栏目和栏目表对不上", '有 [[rows]] 时，body 里要有一处 kind = "rows"'
            )
        if max(len(definition.rows), len(definition.body), len(definition.columns)) > _MOST:
            raise self._wrong(Place(entry="body、rows、columns"), "太多了", f"各不超过 {_MOST} 个")

    def _check_rows(self, definition: FormDefinition) -> None:
        """Labels stand once, half rows fit beside each other, the sign chain stands on the application form and there once."""
        for row in definition.rows:
            if row.label and sum(_clash(row, other) for other in definition.rows) > 1:
                raise self._wrong(
                    Place("各栏目", "label"), f"“{_flat(row.label)}”写了两次", "每个栏目名只用一次"
                )
            if definition.by_measure and row.width == "half":
                raise self._wrong(Place("各栏目", "width"), "逐条列出措施的栏目表不能用半栏", "full（整栏）")
        chains = [row for row in definition.rows if row.each == SIGNS]
        if definition.key != "form":
            if chains:
                raise self._wrong(Place(entry="rows"), "只有申请表印审签各栏", "去掉这一栏")
        elif len(chains) != 1 or len(chains[0].families) < len(FAMILIES):
            raise self._wrong(
                Place(entry="rows"), "审签各栏要有一处", f'两类任务都印的 each = "{SIGNS}" 的一个栏目'
            )

    def _check_widths(self, definition: FormDefinition) -> None:
        """Every column has room for two characters side by side."""
        for item in definition.body:
            if item.kind == TABLE:
                size = SMALL_SIZE if item.style == "small" else TABLE_SIZE
                self._check_columns(definition, item.each, least_width(size))
        least = least_width(TABLE_SIZE)
        if definition.by_measure:
            self._check_columns(definition, "measures", least)
        elif definition.rows and min(rows_widths(definition)) < least:
            most = int(type_width(definition) / 2 - least)
            where = Place(entry="label_width")
            raise self._wrong(where, "栏目名占得太宽，半栏里放不下两个字", f"40 到 {most} 的数")

    def _check_columns(self, definition: FormDefinition, each: str, least: float) -> None:
        widths = table_widths(definition, each)
        places = (at for at, column in enumerate(definition.columns, 1) if column.each == each)
        for at, column, width in zip(places, definition.columns_of(each), widths, strict=True):
            if width + _ROUNDING < least:
                others = sum(one.width for one in definition.columns_of(each)) - column.width
                need = math.ceil(10 * others * least / (type_width(definition) - least)) / 10
                raise self._wrong(
                    Place(f"第{at}列（{_flat(column.heading)}）", "width"),
                    "太窄，放不下两个字",
                    f"不小于 {need:g} 的数，或者把别的列改窄、删去几列",
                )

    def _check_layouts(self, definition: FormDefinition) -> None:
        """The notice has forms to choose from, each with rows and told apart by its key and name; no other part has any."""
        layouts = definition.layouts
        if bool(layouts) != (definition.key == NOTICE):
            what = "公示没有表式" if definition.key == NOTICE else "只有公示（notice）分表式"
            raise self._wrong(Place(entry="layouts"), what, "[[layouts]]，一个表式一处，只写在公示里")
        for at, layout in enumerate(layouts, 1):
            where = Place(f"第{at}个表式（{_flat(layout.name)}）")
            if any(layout.key == other.key or layout.name == other.name for other in layouts[: at - 1]):
                raise self._wrong(where, "名称或代号和前面的表式重复", "各不相同的表式名称和代号")
            asked = {name for text in layout.templates() for name in names_in(text)}
            for name in REQUIRED_IN_NOTICE:
                if name not in asked:
                    need = "、".join(f"{{{each}}}" for each in REQUIRED_IN_NOTICE)
                    raise self._wrong(where, f"缺少{{{name}}}", f"必须有 {need}")
            labels = [row.label for row in layout.rows]
            twice = next((label for label in labels if labels.count(label) > 1), None)
            if twice is not None:
                raise self._wrong(where, f"“{_flat(twice)}”写了两次", "每个栏目名只用一次")
        if max([len(layouts), *(len(layout.rows) for layout in layouts)]) > _MOST:
            raise self._wrong(Place(entry="layouts"), "太多了", f"表式、每个表式的栏目各不超过 {_MOST} 个")

    def _check_required(self, definition: FormDefinition) -> None:
        for family in FAMILIES:
            asked = {
                name
                for text, _, families in definition.templates()
                if family in families
                for name in names_in(text)
            }
            for name in REQUIRED_NAMES.get(definition.key, ()):
                if name not in asked:
                    need = "、".join(f"{{{each}}}" for each in REQUIRED_NAMES[definition.key])
                    raise self._wrong(
                        Place(entry="内容"), f"{FAMILIES[family]}缺少{{{name}}}", f"必须有 {need}"
                    )
        kinds = {item.kind for item in definition.body if len(item.families) == len(FAMILIES)}
        for kind in REQUIRED_KINDS.get(definition.key, ()):
            if kind not in kinds:
                raise self._wrong(
                    Place(entry="body"), f"缺少“{KINDS[kind]}”", f'kind = "{kind}" 的一段，两类任务都要有'
                )
        if not definition.body:
            raise self._wrong(Place(entry="body"), "没有内容", "[[body]]，一段一个")

    # ------------------------------------------------------------ values

    def _tables(self, name: str, raw: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
        value = raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong(Place(entry=name), "写法不对", f"[[{name}]]，一处一个")
        return list(enumerate(value, 1))

    def _only(self, where: str, raw: Mapping[str, object], allowed: Iterable[str]) -> None:
        for name in raw:
            if name not in allowed:
                raise self._wrong(Place(where, name), "没有这一项", "、".join(allowed))

    def _one_of(self, where: Place, value: object, allowed: Iterable[str]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        titles = allowed if isinstance(allowed, dict) else {}
        named = "、".join(f"{each}（{titles[each]}）" if each in titles else each for each in allowed if each)
        raise self._wrong(where, _said(value), named)

    def _worded(self, where: Place, value: object) -> str:
        """A sentence of the notice, which none is without."""
        text = self._template(where, value, IN_NOTICE)
        if not text.strip():
            raise self._wrong(where, "没有写", f"1 到 {_TEXT} 个字")
        return text

    def _lines(self, where: Place, value: object, each: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._wrong(where, _said(value), '["一行", "再一行"]')
        return tuple(self._template(where, line, each) for line in value)

    def _template(self, where: Place, value: object, each: str, limit: int = _TEXT) -> str:
        text = self._plain(where, value, limit)
        try:
            asked = names_in(text)
        except TemplateError as error:
            raise self._wrong(
                where, str(error), "{名称}、{名称|没有时印的字}、[没有内容就不印的一段]"
            ) from error
        for name in asked:
            if name not in NAMES[each]:
                meant = "、".join(f"{{{one}}}" for one in nearest_names(name, each) or NAMES[each][:6])
                raise self._wrong(where, f"没有{{{_flat(name)}}}这个名称", f"{meant} 等，全部名称见说明")
        return text

    def _plain(self, where: Place, value: object, limit: int, least: int = 0) -> str:
        fits = isinstance(value, str) and least <= len(value.strip() or value[:0]) and len(value) <= limit
        if not fits:
            raise self._wrong(where, _said(value), f"{least} 到 {limit} 个字")
        text = str(value)
        if not all(char.isprintable() or char in "\u3000\n" for char in text):
            raise self._wrong(where, "有不能打印的字符", "文字、标点，换行写 \\n")
        return text

    def _safe(self, where: Place, value: object, limit: int) -> str:
        """Titles too: the filed form (归档) is named after its title."""
        stem = self._plain(where, value, limit, least=1)
        if safe_name(stem) != stem or safe_name(f"{stem}.pdf") != f"{stem}.pdf":
            raise self._wrong(
                where,
                f"“{_flat(stem)}”不能作文件名",
                '一行、不含 \\ / : * ? " < > | % 等符号、首尾没有空格的名字',
            )
        return stem

    def _flag(self, where: Place, value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise self._wrong(where, _said(value), "true 或 false")

    def _number(self, where: Place, value: object, least: float, most: float) -> float:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise self._wrong(where, _said(value), f"{least:g} 到 {most:g} 的数")

    def _families(self, where: Place, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and value and len(value) == len(set(map(str, value))):
            return tuple(self._one_of(where, each, FAMILIES) for each in value)
        named = "、".join(f"{key}（{name}）" for key, name in FAMILIES.items())
        raise self._wrong(where, _said(value), f"方括号里一个或两个：{named}")

    def _wrong(self, where: Place, what: str, allowed: str) -> "WrongForm":
        return WrongForm(self._name, where, what, allowed)


def _clash(row: FormRow, other: FormRow) -> bool:
    return row.label == other.label and bool({*row.families} & {*other.families})


def _said(value: object) -> str:
    return "没有写" if value in (None, "") else f"写的是“{_flat(str(value))}”，不能用"


def _flat(text: str) -> str:
    return text.replace("\n", "\\n")[:60]
