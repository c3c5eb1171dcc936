"""The change memo (变更说明): what a re-issued list changed, task by task, as a workbook and as a PDF on lying pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.domain.model import ListedTask
from data.domain.plan import Plan, TaskChange
from data.files import atomic_write, translate_os_errors
from data.words import FIELDS, day, relaxed_text
from exporters.fonts import FontSet, font_set
from exporters.pdf.blocks import Block, Gap, Text, Title
from exporters.pdf.measures import Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table
from exporters.xlsx import SheetOfText, write_workbook

TITLE = "整改任务清单变更说明"
HEAD = (("任务编号", 10.0), ("变化", 8.0), ("项目", 14.0), ("原内容", 46.0), ("新内容", 46.0), ("提示", 36.0))
_WIDTHS = (48.0, 44.0, 62.0, 186.0, 186.0, 111.79)
_TEXT = Style(size=10.5, leading=16.0)
_SHORT = Style(size=10.5, leading=16.0, align="center")
_HEAD = Style(role="hei", size=10.5, leading=16.0, align="center")


@dataclass(frozen=True, slots=True)
class Memo:
    """What the memo is made from: the list's file, when it was imported, for which office, and the plan that was carried out."""

    file: str
    on: date
    office: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One line of the memo, all in words."""

    number: str
    change: str
    field: str
    before: str
    after: str
    remark: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the columns of ``HEAD``."""
        return self.number, self.change, self.field, self.before, self.after, self.remark


def memo_lines(plan: Plan) -> tuple[MemoLine, ...]:
    """Every change as a line: changed tasks field by field, then new ones, then those no longer listed."""
    lines = [line for change in plan.changed for line in _changed(change)]
    lines += [MemoLine(_number(task), "新增", FIELDS["finding"], "", task.finding) for task in plan.new]
    remark = "清单里不再有；台账中保留并作了标记"
    lines += [
        MemoLine(_number(task.listed), "不再有", FIELDS["finding"], task.listed.finding, "", remark)
        for task in plan.missing
    ]
    return tuple(lines)


def _number(task: ListedTask) -> str:
    return task.number or "未编号"


def _changed(change: TaskChange) -> Iterator[MemoLine]:
    number, said = _number(change.listed), set()
    for one in change.fields:
        said.add(one.field)
        yield MemoLine(number, "变化", FIELDS[one.field], one.before, one.after, _remark(change, one.field))
    for at, one in enumerate(change.measures):
        remark = "" if "measures" in said else _remark(change, "measures")
        said.add("measures")
        yield MemoLine(
            number,
            "变化" if one.before and one.after else "新增" if one.after else "删去",
            f"第{one.position}条措施",
            _worded(one.before.text, one.before.units) if one.before else "",
            _worded(one.after.text, one.after.units) if one.after else "",
            remark if at == 0 else "",
        )
    if change.stored.gone:
        yield MemoLine(
            number, "恢复", FIELDS["finding"], "", change.listed.finding, "原已不在清单，这次重新列入"
        )


def _worded(text: str, units: Sequence[str]) -> str:
    return f"{text}（责任单位：{'、'.join(units)}）" if units else text


def _remark(change: TaskChange, name: str) -> str:
    parts = [f"放宽，请核实：{relaxed_text(one)}" for one in change.relaxed if one.field == name]
    parts += [
        f"本单位已更正为“{one.value}”，请决定采用哪一个" for one in change.conflicts if one.field == name
    ]
    return "；".join(parts)


def summary(memo: Memo) -> str:
    """The memo's first sentence: the four numbers and where the new issue asks less."""
    counts = memo.plan.counts
    laxer = sum(1 for change in memo.plan.changed if change.relaxed)
    tail = f"，其中{laxer}项有放宽，请核实是否经上级同意" if laxer else ""
    return (
        f"{day(memo.on)}导入“{memo.file}”：变化{counts['changed']}项{tail}；新增{counts['new']}项；"
        f"清单里不再有{counts['missing']}项；不变{counts['unchanged']}项。"
    )


def write_memo_xlsx(memo: Memo, path: Path) -> None:
    """Write the memo as a workbook."""
    rows = [line.cells for line in memo_lines(memo.plan)]
    write_workbook(path, SheetOfText("变更说明", f"{TITLE}　{summary(memo)}", HEAD, rows), memo.on)


def write_memo_pdf(memo: Memo, path: Path, fonts: FontSet | None = None) -> int:
    """Write the memo as a PDF; gives back its number of pages."""
    about = About(TITLE, memo.office, memo.file, program="整改通", made_on=memo.on)
    with translate_os_errors("变更说明"), atomic_write(path) as target:
        paper = Paper(target, about, fonts or font_set(), lying=True)
        paper.flow(_story(memo))
        return paper.finish()


def _story(memo: Memo) -> list[Block]:
    rows = [
        Row(
            (
                Cell(line.number, style=_SHORT, repeat=True),
                Cell(line.change, style=_SHORT, repeat=True),
                Cell(line.field, style=_SHORT, repeat=True),
                *(Cell(text, style=_TEXT) for text in (line.before, line.after, line.remark)),
            )
        )
        for line in memo_lines(memo.plan)
    ]
    head = Row(tuple(Cell(name, style=_HEAD) for name, _ in HEAD))
    return [
        Title(TITLE),
        Gap(0.2, keep="next"),
        Text(summary(memo), _TEXT),
        Gap(0.2, keep="next"),
        Table(_WIDTHS, rows or [Row((Cell("没有变化", len(HEAD), _SHORT),))], head=[head]),
        Gap(0.15, keep="previous"),
        Text(f"{memo.office or '（未填单位）'}　{day(memo.on)}", _TEXT, keep="previous"),
    ]
