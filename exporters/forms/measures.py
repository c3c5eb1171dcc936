"""The measure comparison table (措施落实情况对照表): each measure as planned beside what was done (逐条核对)."""

from datetime import date

from data.domain.contents import PackageContents
from data.domain.model import Measure
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import (
    acceptor,
    deadline,
    evidence_numbers,
    measures_result,
    part_title,
    task_number,
    verdict_of,
)
from exporters.pdf.blocks import Block, Ends, Gap, Text, Title
from exporters.pdf.measures import Style
from exporters.pdf.table import Cell, Row, Table

_SIZE, _LEADING = 10.5, 16.0  # 五号: eight columns
_TEXT = Style(size=_SIZE, leading=_LEADING)
_SHORT = Style(size=_SIZE, leading=_LEADING, align="center")
_HEAD = Style(role="hei", size=_SIZE, leading=_LEADING, align="center")
_COLUMNS = (
    ("序号", 32.0),
    ("整改措施（原文）", 160.0),
    ("责任单位", 72.0),
    ("时限", 60.0),
    ("落实情况", 172.0),
    ("完成日期", 56.0),
    ("佐证编号", 46.0),
    ("是否\n到位", 39.79),
)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """A lying page: title, the task in two lines, one row a measure."""
    listed = contents.task.listed
    blocks: list[Block] = [
        Title(part_title(contents, "measures")),
        Gap(0.2, keep="next"),
        Text(f"任务：{task_number(contents)}　{listed.finding}", _TEXT),
        Text(f"整改时限：{deadline(listed.deadline)}", _TEXT),
        Ends(f"牵头单位：{listed.lead_unit or '—'}", f"验收（督导）单位：{acceptor(contents)}", _TEXT),
        Table(
            tuple(width for _, width in _COLUMNS),
            [_row(contents, measure) for measure in contents.measures] or [_nothing()],
            head=[Row(tuple(Cell(title, style=_HEAD) for title, _ in _COLUMNS))],
        ),
        Gap(0.15, keep="previous"),
        Text(_count(contents), _TEXT, keep="previous"),
    ]
    return (Section(blocks, lying=True),)


def _row(contents: PackageContents, measure: Measure) -> Row:
    verdict = verdict_of(contents, measure)
    result = "—" if verdict is None else "到位" if verdict.done else "未到位"
    text = measure.reported or "（未填写）"
    if verdict and verdict.text:
        text += f"\n自验意见：{verdict.text}"
    due = (measure.deadline.text if measure.deadline else "") or _day(measure.due) or "随任务"
    return Row(
        (
            Cell(str(measure.position), style=_SHORT, repeat=True),
            Cell(measure.text, style=_TEXT),
            Cell("\n".join(measure.units) or "—", style=_SHORT),
            Cell(due, style=_SHORT),
            Cell(text, style=_TEXT),
            Cell(_day(measure.done_on) or "—", style=_SHORT),
            Cell("\n".join(evidence_numbers(contents, measure)) or "—", style=_SHORT),
            Cell(result, style=_SHORT),
        )
    )


def _nothing() -> Row:
    return Row((Cell("清单没有列出整改措施", len(_COLUMNS), _SHORT),))


def _day(value: date | None) -> str:
    """A date in a narrow column, broken after the year."""
    return f"{value.year}年\n{value.month}月{value.day}日" if value else ""


def _count(contents: PackageContents) -> str:
    return f"共{measures_result(contents)}。" if contents.measures else ""


MEASURES = as_defined("measures", story)
