"""The acceptance opinion (验收销号意见表): what the acceptor fills in and signs; its boxes stay blank."""

from data.domain.contents import PackageContents
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import (
    BLANK_DATE,
    acceptor,
    deadline,
    measures_result,
    part_title,
    task_number,
)
from exporters.pdf.blocks import Block, Ends, Gap, Title
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH, Style
from exporters.pdf.table import Cell, Row, Table, centred, label

_FIRST = 84.0
_WIDTHS = (_FIRST, 180.0, TYPE_WIDTH - _FIRST - 180.0 - 76.0, 76.0)
_SPARE = Style(size=CELL.size, leading=CELL.leading, first=2)
_BOXES = "□到位\n□不到位"


def story(contents: PackageContents) -> tuple[Section, ...]:
    """Task, goal, reported result; a verdict per measure, the opinion, reasons of a return, signatures, seal."""
    listed = contents.task.listed
    blocks: list[Block] = [
        Title(f"{task_number(contents)}整改任务{part_title(contents, 'opinion')}"),
        Gap(0.3, keep="next"),
        Ends(f"申请单位：{contents.office.name}", f"编号：{contents.number}　第{contents.version}版", CELL),
        Table(
            _WIDTHS,
            [
                _wide("整改任务", listed.requirement or listed.finding),
                _wide("整改目标", listed.goal or "—"),
                _wide("整改时限", deadline(listed.deadline)),
                _wide("完成情况\n（申请单位\n填报）", _reported(contents)),
                Row((label("验收情况"), label("整改措施"), label("验收记录"), label("是否到位"))),
                *(_measure_row(position, text) for position, text in _measures(contents)),
                _opinion_row(),
                _return_row(),
                _signed("验收人员", ("组长（签字）：　　　　　　　　", "成员（签字）：　　　　　　　　"), 4),
                _signed("督导（验收）\n单位", (f"{acceptor(contents)}（盖章）　", f"{BLANK_DATE}　"), 6),
                _wide("备　　注", ""),
            ],
        ),
    ]
    return (Section(blocks),)


def _wide(title: str, text: str) -> Row:
    return Row((label(title), Cell(text, 3)), 2 * TABLE_LEADING)


def _signed(title: str, foot: tuple[str, ...], lines: int) -> Row:
    return Row((label(title), Cell("", 3, foot=foot)), lines * TABLE_LEADING)


def _reported(contents: PackageContents) -> str:
    summary = contents.verification.summary
    return f"{measures_result(contents)}。{summary}" if contents.measures else summary


def _measures(contents: PackageContents) -> list[tuple[str, str]]:
    return [(str(m.position), m.text) for m in contents.measures] or [("1", "清单没有列出整改措施")]


def _measure_row(position: str, text: str) -> Row:
    return Row((centred(f"第{position}条"), Cell(text), Cell(""), centred(_BOXES)), 2.5 * TABLE_LEADING)


def _opinion_row() -> Row:
    text = "□已完成整改，同意销号。\n□尚未达到销号要求，退回补正。"
    return Row((label("验收意见"), Cell(text, 3, _SPARE)), 4 * TABLE_LEADING)


def _return_row() -> Row:
    lines = "1.\n\n2.\n\n3."
    return Row((label("退回意见\n（逐条写明）"), Cell(lines, 3)), 6 * TABLE_LEADING)


OPINION = as_defined("opinion", story)
