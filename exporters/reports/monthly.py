"""The papers of a month: written report (月报), status list (整改情况清单), warnings (预警清单), as PDF, Word and workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import words
from data.domain.monthly import Month, MonthTask
from data.domain.states import COMPLETE, PROGRESS_WORDS, WARNING_WORDS
from data.files import atomic_write, translate_os_errors
from exporters.fonts import font_set
from exporters.forms.form import Section
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, HEADING_1, HEADING_2, Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table
from exporters.word.page import WordPaper
from exporters.xlsx import SheetOfText, write_workbook

_SMALL = Style(size=10.5, leading=16.0)
_SHORT = Style(size=10.5, leading=16.0, align="center")
_HEAD = Style(role="hei", size=10.5, leading=16.0, align="center")
_ANNEX = Style(first=2, hang=5)
_COLUMNS = (
    ("序号", 34.0, 6),
    ("反馈问题", 146.0, 40),
    ("牵头单位", 72.0, 16),
    ("整改时限", 78.0, 18),
    ("整改进度", 52.0, 10),
    ("销号情况", 54.0, 12),
    ("本月进展", 124.0, 40),
    ("完成措施", 34.0, 10),
    ("预警", 43.79, 10),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One kind of report: its name, and its story from the month."""

    key: str
    name: str
    story: Callable[[Month], tuple[Section, ...]]
    rows: Callable[[Month], Sequence[MonthTask]]


def write_report(report: Report, month: Month, folder: Path) -> list[Path]:
    """Write the report as PDF, Word and workbook into ``folder``; the same month gives the same bytes."""
    stem = f"{report.name}_{month.first:%Y-%m}"
    paths = [folder / f"{stem}{suffix}" for suffix in (".pdf", ".docx", ".xlsx")]
    sections = report.story(month)
    about = About(
        title=_title(report, month),
        author=month.office.name,
        subject=report.name,
        program=month.program,
        made_on=month.until,
    )
    with translate_os_errors("导出文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(paths[0]) as target:
            paper = Paper(target, about, font_set(), 1, sections[0].lying)
            for section in sections:
                if section is not sections[0]:
                    paper.next_section(section.lying)
                paper.flow(section.blocks)
            paper.finish()
        with atomic_write(paths[1]) as target:
            _word(about, sections).save(target)
    write_workbook(paths[2], _sheet(report, month), month.until)
    return paths


def _word(about: About, sections: Sequence[Section]) -> WordPaper:
    paper = WordPaper(about, sections[0].lying)
    for section in sections:
        if section is not sections[0]:
            paper.next_section(section.lying)
        paper.flow(section.blocks)
    return paper


def _title(report: Report, month: Month) -> str:
    county = month.office.county
    return f"{county}{month.first.year}年{month.first.month}月生态环境保护督察{report.name}"


def _annex(month: Month) -> str:
    return f"整改任务进展情况表（{month.first.year}年{month.first.month}月）"


def _sheet(report: Report, month: Month) -> SheetOfText:
    rows = [_texts(one) for one in report.rows(month)]
    head = tuple((title, float(width)) for title, _, width in _COLUMNS)
    return SheetOfText(report.name, _title(report, month), head, rows)


# ---------------------------------------------------------------- the written report


def _written(month: Month) -> tuple[Section, ...]:
    blocks: list[Block] = [Title(_title(MONTHLY, month)), Gap()]
    blocks += [Text("一、总体进展", HEADING_1, keep="next"), Text(overall(month), BODY)]
    if late := [one for one in month.tasks if one.warning and one.warning.level != "soon"]:
        blocks.append(Text(_late(late), BODY))
    blocks += [Text("二、各任务进展", HEADING_1, keep="next")]
    groups = (
        ("（一）已完成整改的", lambda one: one.progress == COMPLETE or one.closed),
        ("（二）正在推进的", lambda one: one.progress != COMPLETE and not one.closed and not _endless(one)),
        ("（三）长期坚持的", lambda one: one.progress != COMPLETE and not one.closed and _endless(one)),
    )
    for heading, belongs in groups:
        chosen = [one for one in month.tasks if belongs(one)]
        blocks.append(Text(f"{heading}（{len(chosen)}项）", HEADING_2, keep="next"))
        blocks += [Text(text, BODY) for text in _told(chosen)]
    blocks += [Text("三、存在问题", HEADING_1, keep="next"), Text(_difficulties(month), BODY)]
    blocks += [Text("四、下一步工作", HEADING_1, keep="next"), Text(_next(month), BODY)]
    blocks += [
        Gap(keep="previous"),
        Text(f"附件：{_annex(month)}", _ANNEX, keep="previous"),
        Signature(month.office.name, words.day(month.until)),
    ]
    return Section(blocks), _table(month, month.tasks)


def overall(month: Month) -> str:
    """The figures as one sentence a report needs: all states, what was due, what is closed; they add up to the total."""
    led, total = month.led, len(month.tasks)
    states = "、".join(f"{word}{count}项" for word, count in month.states if count) or "无任务"
    due = month.due
    finished = sum(one.progress == COMPLETE for one in due)
    return (
        f"截至{words.day(month.until)}，涉及我{_place(month)}的整改任务共{total}项（牵头{led}项，配合及其他{total - led}项），"
        f"其中{states}，已销号{month.closed}项。应完成整改{len(due)}项，已完成{finished}项。"
    )


def _place(month: Month) -> str:
    return month.office.county[-1:] if month.office.county[-1:] in "县市区旗" else "单位"


def _late(late: Sequence[MonthTask]) -> str:
    by_level = {
        level: [one for one in late if one.warning and one.warning.level == level] for level in WARNING_WORDS
    }
    said = [
        f"{WARNING_WORDS[level]}{len(group)}项（{'、'.join(one.task.listed.called for one in group)}）"
        for level, group in by_level.items()
        if group
    ]
    return f"超过整改时限的{len(late)}项：{'，'.join(said)}。"


def _endless(one: MonthTask) -> bool:
    return one.task.due is None and one.task.listed.deadline.long_term


def _told(tasks: Sequence[MonthTask]) -> list[str]:
    """What is said of each task; those of which nothing was ever reported stand together at the end."""
    silent = [one for one in tasks if not one.so_far]
    said = [_progress(one) for one in tasks if one.so_far]
    if silent:
        numbers = "、".join(one.task.listed.called for one in silent)
        said.append(f"{numbers}任务至今没有填报进展（{len(silent)}项）。")
    return said or ["本月没有。"]


def _progress(one: MonthTask) -> str:
    said = "".join(one.this_month) or f"本月无新进展；此前进展：{one.so_far}"
    return f"{one.task.listed.called}任务（{PROGRESS_WORDS[one.progress]}，{one.procedure}）：{said}"


def _difficulties(month: Month) -> str:
    said = [
        f"{one.task.listed.called}任务：{one.task.listed.difficulty}"
        for one in month.tasks
        if one.task.listed.difficulty
    ]
    silent = [
        one for one in month.tasks if not one.this_month and one.progress != COMPLETE and not one.closed
    ]
    if silent:
        said.append(f"本月没有填报进展的任务{len(silent)}项，需督促责任单位及时报送。")
    return "".join(said) or "无。"


def _next(month: Month) -> str:
    soon = [one for one in month.tasks if one.warning and one.warning.level == "soon"]
    unfinished = [one for one in month.tasks if one.progress == COMPLETE and not one.closed]
    said = []
    if soon:
        said.append(
            f"盯紧{len(soon)}项临近到期的任务（{'、'.join(one.task.listed.called for one in soon)}），倒排工期，确保按期完成。"
        )
    if unfinished:
        said.append(f"对{len(unfinished)}项已完成整改、尚未销号的任务，抓紧补齐材料，按程序申请验收销号。")
    return "".join(said) or "继续按整改方案推进，巩固整改成果，防止问题反弹。"


# ---------------------------------------------------------------- tables


def _listed(month: Month) -> tuple[Section, ...]:
    return (_table(month, month.tasks, STATUS_LIST),)


def _warned(month: Month) -> tuple[Section, ...]:
    return (_table(month, _late_tasks(month), WARNINGS),)


def _late_tasks(month: Month) -> list[MonthTask]:
    warned = [one for one in month.tasks if one.warning]
    return sorted(
        warned, key=lambda one: (one.warning.level == "soon", -one.warning.days) if one.warning else (True, 0)
    )


def _table(month: Month, tasks: Sequence[MonthTask], report: Report | None = None) -> Section:
    title = _title(report, month) if report else _annex(month)
    marked: list[Block] = [] if report else [Text("附件", Style(role="hei"), keep="next"), Gap(keep="next")]
    rows = [Row(tuple(_cell(at, text) for at, text in enumerate(_texts(one)))) for one in tasks]
    nothing = Row((Cell("没有符合条件的任务", len(_COLUMNS), _SHORT),))
    table = Table(
        tuple(width for _, width, _ in _COLUMNS),
        rows or [nothing],
        head=[Row(tuple(Cell(name, style=_HEAD) for name, _, _ in _COLUMNS))],
    )
    note = Text(f"截至{words.day(month.until)}，共{len(tasks)}项。", _SMALL)
    return Section([*marked, Title(title), Gap(0.2, keep="next"), note, table], lying=True)


def _cell(at: int, text: str) -> Cell:
    return Cell(text, style=_SMALL if _COLUMNS[at][0] in ("反馈问题", "本月进展") else _SHORT)


def _texts(one: MonthTask) -> tuple[str, ...]:
    listed = one.task.listed
    live = [measure for measure in one.task.measures if not measure.gone]
    return (
        listed.number or "—",
        listed.finding,
        listed.lead_unit or "—",
        listed.deadline.text or "—",
        PROGRESS_WORDS[one.progress],
        one.procedure,
        "\n".join(one.this_month) or "—",
        f"{sum(1 for measure in live if measure.done_on)}/{len(live)}",
        _warning(one),
    )


def _warning(one: MonthTask) -> str:
    if one.warning is None:
        return "—"
    if one.warning.level == "soon":
        return f"剩{one.warning.days}天"
    return f"{WARNING_WORDS[one.warning.level][:1]}\n{one.warning.days}天"


MONTHLY = Report("monthly", "整改工作月报", _written, lambda month: month.tasks)
STATUS_LIST = Report("status-list", "整改情况清单", _listed, lambda month: month.tasks)
WARNINGS = Report("warnings", "整改预警清单", _warned, _late_tasks)
REPORTS: dict[str, Report] = {report.key: report for report in (MONTHLY, STATUS_LIST, WARNINGS)}
