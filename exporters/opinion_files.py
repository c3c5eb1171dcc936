"""The opinion form to be filled in (可填写的验收意见表) as .xlsx, .docx and .pdf, bound to its package by number and code."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.domain.contents import PackageContents
from data.domain.opinion import LEVEL_NOTE, NOTE, REASON, REASONS, SUBJECT, VERDICT
from data.files import atomic_write, safe_name, translate_os_errors
from data.form_phrases import part_title, task_number
from exporters.fonts import FontSet, font_set
from exporters.pdf.blocks import Block, Ends, Gap, Text, Title
from exporters.pdf.fields import Field, FieldCell, FieldTable
from exporters.pdf.measures import CELL, CELL_CENTER, TABLE_LEADING, TYPE_WIDTH, Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table, label
from exporters.word.page import WordPaper
from exporters.xlsx import SheetOfText, write_workbook

_HEAD = ("项目", "填写", "针对的部分或措施")
_WIDTHS = (96.0, TYPE_WIDTH - 96.0 - 120.0, 120.0)
_PDF_WIDTHS = (82.0, 176.0, 76.0, TYPE_WIDTH - 82.0 - 176.0 - 76.0)
_SMALL = Style(size=10.5, leading=16.0)


def write_opinion_files(contents: PackageContents, code: str, folder: Path) -> tuple[Path, ...]:
    """Write the workbook, the Word file and the PDF into ``folder``, each whole or not at all.

    ``data.intake.opinion_file`` reads them back. Same contents, same code: same bytes.
    """
    stem = safe_name(f"{contents.folder}_验收意见表", limit=90)
    book, paper, form = (folder / f"{stem}{suffix}" for suffix in (".xlsx", ".docx", ".pdf"))
    rows, title = _rows(contents, code), f"{_title(contents)}（可填写）"
    head = tuple(zip(_HEAD, (18.0, 56.0, 28.0), strict=True))
    sheet = SheetOfText("验收意见表", title, head, [*rows, ("填写说明", _note(contents), "")])
    write_workbook(book, sheet, contents.made_on)
    about = About(title, contents.office.name, program=contents.program, made_on=contents.made_on)
    word = WordPaper(about)
    word.flow((Title(title), Gap(0.3, keep="next"), Text(_note(contents), CELL), Gap(0.3), _table(rows)))
    with translate_os_errors("Word文件"), atomic_write(paper) as target:
        word.save(target)
    write_opinion_form(contents, code, form)
    return book, paper, form


def _title(contents: PackageContents) -> str:
    return f"整改任务{part_title(contents, 'opinion')}"


def _note(contents: PackageContents) -> str:
    return NOTE + (LEVEL_NOTE if len(contents.levels) > 1 else "")


def _level(contents: PackageContents) -> str:
    return dict(contents.levels).get(contents.level, "")


def _task(contents: PackageContents) -> str:
    return f"{task_number(contents)}　{contents.task.listed.finding.replace(chr(10), '')}"


def _rows(contents: PackageContents, code: str) -> list[tuple[str, str, str]]:
    unit = contents.task.listed.acceptance_unit or ""
    return [
        ("申请包编号", contents.number, f"第{contents.version}版"),
        ("校验码", code, ""),
        ("验收层级", _level(contents), ""),
        ("整改任务", _task(contents), ""),
        ("同意销号", "□", ""),
        ("退回补正", "□", ""),
        ("验收意见", "", ""),
        *((f"{REASON}{at}", "", "") for at in range(1, REASONS + 1)),
        ("验收单位", unit, ""),
        ("验收人员", "", ""),
        ("验收日期", "", ""),
    ]


def _table(rows: Sequence[tuple[str, str, str]]) -> Table:
    head = Row(tuple(label(name) for name in _HEAD))
    body = [Row((label(name), Cell(text), Cell(more)), 1.5 * TABLE_LEADING) for name, text, more in rows]
    return Table(_WIDTHS, body, (head,))


# ---------------------------------------------------------------- as PDF


def write_opinion_form(contents: PackageContents, code: str, path: Path, fonts: FontSet | None = None) -> int:
    """Write the form as a PDF with fields to fill in, whole or not at all; gives back its pages."""
    about = About(
        f"{_title(contents)}（{contents.number} 第{contents.version}版）",
        contents.office.name,
        contents.task.title,
        program=contents.program,
        made_on=contents.made_on,
    )
    with translate_os_errors("意见表"), atomic_write(path) as target:
        paper = Paper(target, about, fonts or font_set())
        paper.flow(_story(contents, code))
        return paper.finish()


def _story(contents: PackageContents, code: str) -> list[Block]:
    return [
        Title(_title(contents)),
        Gap(0.2, keep="next"),
        Ends(f"申请单位：{contents.office.name}", f"第{contents.version}版", CELL),
        FieldTable(_PDF_WIDTHS, [*_facts(contents, code), *_verdict(), *_reasons(), *_signed(contents)]),
        Gap(0.15, keep="previous"),
        Text(_note(contents), _SMALL, keep="previous"),
    ]


def _facts(contents: PackageContents, code: str) -> list[Row]:
    """What binds the form to its package, printed and, out of sight, in the file as well."""
    number = FieldCell(contents.number, 3, field=Field("申请包编号", contents.number, stored=True))
    checked = FieldCell(code, style=replace(CELL, align="left"), field=Field("校验码", code, stored=True))
    level = FieldCell(field=Field("验收层级", _level(contents)))
    return [
        Row((label("申请包编号"), number), 24.0),
        Row((label("校验码"), checked, label("验收层级"), level), 24.0),
        Row((label("整改任务"), Cell(_task(contents), 3)), 2 * TABLE_LEADING),
    ]


def _verdict() -> list[Row]:
    boxes = [FieldCell(style=CELL_CENTER, field=Field(VERDICT, tick=tick)) for tick in ("accept", "return")]
    return [
        Row((label("同意销号"), boxes[0], label("退回补正"), boxes[1]), 28.0),
        Row((label("验收意见"), FieldCell("", 3, field=Field("验收意见", lines=True))), 54.0),
    ]


def _reasons() -> list[Row]:
    names = [f"{REASON}{at}" for at in range(1, REASONS + 1)]
    rows = [
        Row(
            (
                label(name),
                FieldCell("", 2, field=Field(name, lines=True)),
                FieldCell(field=Field(f"{name}{SUBJECT}", lines=True)),
            ),
            33.0,
        )
        for name in names
    ]
    return [Row((label("退　　回"), label("原因（逐条写明）", 2), label("针对的部分或措施"))), *rows]


def _signed(contents: PackageContents) -> list[Row]:
    unit = Field("验收单位", contents.task.listed.acceptance_unit or "")
    return [
        Row((label("验收单位\n（盖章）"), FieldCell("", 3, field=unit)), 80.0),
        Row(
            (
                label("验收人员\n（签字）"),
                FieldCell(field=Field("验收人员", lines=True)),
                label("验收日期"),
                FieldCell(field=Field("验收日期")),
            ),
            40.0,
        ),
    ]
