"""The expert or third-party sheet (专家、第三方意见表): reports at hand, the opinion and signatures left blank."""

from data.domain.contents import PackageContents
from data.domain.form_definition import ENGINEERING, OTHER
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import BLANK_DATE, measures_result, part_title, task_number
from exporters.pdf.blocks import Block, Ends, Gap, Title
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH
from exporters.pdf.table import Cell, Row, Table, label

_REPORTS = {ENGINEERING: ("monitoring", "completion"), OTHER: ("monitoring",)}
_WIDTHS = (96.0, TYPE_WIDTH - 96)
_SIGNERS = (84.0, 150.0, 98.2, TYPE_WIDTH - 84 - 150 - 98.2)
_LINES = 4


def story(contents: PackageContents) -> tuple[Section, ...]:
    """What was asked of the experts, the monitoring and completion reports in the package, then their boxes."""
    listed = contents.task.listed
    built = contents.family != OTHER
    kinds = _REPORTS[ENGINEERING if built else OTHER]
    reports = [part for part in contents.evidence if part.evidence.kind in kinds]
    named = "\n".join(f"{part.number}　{part.evidence.title}" for part in reports)
    result = f"{measures_result(contents)}。{contents.verification.effect}" if contents.measures else "—"
    blank = Row((Cell(), Cell(), Cell(), Cell()), 1.8 * TABLE_LEADING)
    blocks: list[Block] = [
        Title(f"{task_number(contents)}整改任务{part_title(contents, 'experts')}"),
        Gap(0.3, keep="next"),
        Ends(f"组织单位：{contents.office.name}", f"编号：{contents.number}", CELL),
        Table(
            _WIDTHS,
            [
                _row("整改任务", listed.requirement or listed.finding),
                _row("整改目标", listed.goal or "—"),
                _row("完成情况", result),
                _row("监测、验收\n报告" if built else "监测报告", named or "—"),
                Row((label("专家（第三方）\n意见"), Cell(foot=(f"{BLANK_DATE}　",))), 8 * TABLE_LEADING),
            ],
        ),
        Gap(0.6),
        Table(
            _SIGNERS,
            [blank] * _LINES,
            head=[Row(tuple(map(label, ("姓　名", "单　位", "职务、职称", "签　字"))))],
        ),
    ]
    return (Section(blocks),)


def _row(title: str, text: str) -> Row:
    return Row((label(title), Cell(text)), 2 * TABLE_LEADING)


EXPERTS = as_defined("experts", story)
