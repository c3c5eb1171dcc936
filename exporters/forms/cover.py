"""The cover and the catalogue (封面、目录) of a package, with its totals in pieces, pages and bytes."""

from data import words
from data.domain.contents import PackageContents
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import acceptor, part_title, task_number
from exporters.pdf.blocks import Block, Bookmark, Gap, Text, Title
from exporters.pdf.measures import BODY_SIZE, LEADING, TYPE_WIDTH, Style
from exporters.pdf.table import Cell, Row, Table, centred, label

_GREAT = Style(role="biaosong", size=36, leading=52, align="center")
_ABOVE = Style(role="biaosong", size=22, leading=36, align="center")
_RIGHT = Style(align="right")
_LABEL = Style(role="hei", size=BODY_SIZE, leading=LEADING)
_CENTRE = Style(align="center")
_NOTE = Style(size=12, leading=18)
_HEAD_LENGTH = 60
_COLUMNS = (
    ("序号", 50.0),
    ("材料名称", TYPE_WIDTH - 50 - 60 - 60 - 72),
    ("件数", 60.0),
    ("页数", 60.0),
    ("全卷起始页", 72.0),
)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """The cover without a page number, then the catalogue."""
    return (Section(_cover(contents), numbered=False), Section(_catalogue(contents)))


def _cover(contents: PackageContents) -> list[Block]:
    listed, office = contents.task.listed, contents.office
    facts = (
        (
            "任务序号",
            task_number(contents) + (f"（上级编号{listed.upper_number}）" if listed.upper_number else ""),
        ),
        ("任务来源", listed.source or "—"),
        ("反馈问题", _head(listed.finding)),
        ("申请单位", office.name),
        ("验收单位", acceptor(contents)),
        ("材料总数", totals(contents)),
        ("份　　数", contents.copies or "—"),
    )
    version = f"第{contents.version}版" + ("（补正后重新报送）" if contents.version > 1 else "")
    return [
        Text(f"编号：{contents.number}", _RIGHT),
        Text(version, _RIGHT),
        Gap(1.5),
        Title(f"{office.county}生态环境保护督察\n{task_number(contents)}整改任务", _ABOVE, Bookmark("封面")),
        Text(part_title(contents, "cover"), _GREAT),
        Gap(1.5),
        Table(
            (96.0, TYPE_WIDTH - 96.0),
            [Row((label(name), Cell(text)), 1.15 * LEADING) for name, text in facts],
        ),
        Gap(1),
        Text(office.name, _CENTRE),
        Text(words.day(contents.made_on), _CENTRE),
    ]


def _head(finding: str) -> str:
    """The finding, or its first clauses where it is too long for a cover; the forms give it whole."""
    flat = finding.replace("\n", "")
    if len(flat) <= _HEAD_LENGTH:
        return flat
    cut = max((flat.rfind(mark, 0, _HEAD_LENGTH) for mark in "，；。"), default=-1)
    return f"{flat[: cut if cut > 0 else _HEAD_LENGTH]}……"


def totals(contents: PackageContents) -> str:
    """Pieces, pages and bytes of everything but the cover itself."""
    pieces = len(contents.written) + len(contents.evidence)
    pages = sum(part.pages for part in contents.written) + sum(
        p.evidence.pages or 0 for p in contents.evidence
    )
    size = sum(part.size for part in contents.written) + sum(part.evidence.size for part in contents.evidence)
    return f"共{pieces}件、{pages}页、{size:,}字节（不含封面目录）"


def _catalogue(contents: PackageContents) -> list[Block]:
    rows, page = [], 1
    for at, part in enumerate(contents.written, 1):
        rows.append(_row(str(at), part.title, part.pages, page))
        page += part.pages
    if not contents.written:
        keys = [key for key in contents.parts if key != COVER.key]
        rows = [_row(str(at), part_title(contents, key), None, None) for at, key in enumerate(keys, 1)]
    for part in contents.evidence:
        pages = part.evidence.pages
        rows.append(_row(part.number, part.evidence.title, pages, page if pages else None))
        page += pages or 0
    if not rows:
        rows = [Row((centred("没有材料", len(_COLUMNS)),))]
    return [
        Title("目　录", bookmark=Bookmark("目录")),
        Gap(0.5),
        Table(
            tuple(width for _, width in _COLUMNS),
            rows,
            head=[Row(tuple(label(title) for title, _ in _COLUMNS))],
        ),
        Gap(0.15, keep="previous"),
        Text(
            f"{totals(contents)}。不分页的文件（表格、影像等）页数记“—”。"
            "全卷起始页按目录顺序从第1页连续计算；各件页下端为本件页码。",
            _NOTE,
            keep="previous",
        ),
    ]


def _row(number: str, title: str, pages: int | None, page: int | None) -> Row:
    return Row(
        (
            centred(number),
            Cell(title),
            centred("1"),
            centred("—" if pages is None else str(pages)),
            centred("—" if page is None else str(page)),
        )
    )


COVER = as_defined("cover", story)
