"""The evidence catalogue (佐证材料目录): number, title, kind, date, document number, pages, which measures it proves."""

from data.domain.contents import EvidencePart, PackageContents
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import part_title, task_number
from exporters.pdf.blocks import Block, Gap, Text, Title
from exporters.pdf.measures import Style
from exporters.pdf.table import Cell, Row, Table

_SIZE, _LEADING = 10.5, 16.0
_TEXT = Style(size=_SIZE, leading=_LEADING)
_SHORT = Style(size=_SIZE, leading=_LEADING, align="center")
_HEAD = Style(role="hei", size=_SIZE, leading=_LEADING, align="center")
_COLUMNS = (
    ("编号", 44.0),
    ("材料名称", 142.2),
    ("类别", 60.0),
    ("日期", 58.0),
    ("文号", 74.0),
    ("页数", 28.0),
    ("对应\n措施", 36.0),
)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """The table in catalogue order and the totals in pieces, pages and bytes (GB/T 18894 表A.1)."""
    blocks: list[Block] = [
        Title(f"{task_number(contents)}整改任务{part_title(contents, 'evidence')}"),
        Gap(0.5),
        Table(
            tuple(width for _, width in _COLUMNS),
            [_row(contents, part) for part in contents.evidence]
            or [Row((Cell("没有佐证材料", len(_COLUMNS), _SHORT),))],
            head=[Row(tuple(Cell(title, style=_HEAD) for title, _ in _COLUMNS))],
        ),
        Gap(0.15, keep="previous"),
        Text(f"{totals(contents)}。页数栏为“—”的是不分页的文件。", _TEXT, keep="previous"),
    ]
    return (Section(blocks),)


def totals(contents: PackageContents) -> str:
    """How much evidence there is: pieces, pages, bytes."""
    pages = sum(part.evidence.pages or 0 for part in contents.evidence)
    size = sum(part.evidence.size for part in contents.evidence)
    return f"佐证材料共{len(contents.evidence)}件、{pages}页、{size:,}字节"


def _row(contents: PackageContents, part: EvidencePart) -> Row:
    piece = part.evidence
    name = piece.title if not piece.note else f"{piece.title}\n说明：{piece.note}"
    day = f"{piece.dated.year}年\n{piece.dated.month}月{piece.dated.day}日" if piece.dated else "—"
    return Row(
        (
            Cell(part.number, style=_SHORT, repeat=True),
            Cell(name, style=_TEXT),
            Cell(contents.evidence_kinds.get(piece.kind, "其他"), style=_SHORT),
            Cell(day, style=_SHORT),
            Cell(piece.document_number or "—", style=_SHORT),
            Cell(str(piece.pages) if piece.pages is not None else "—", style=_SHORT),
            Cell("、".join(map(str, part.measure_positions)) or "—", style=_SHORT),
        )
    )


EVIDENCE = as_defined("evidence", story)
