"""The opinion form to be filled in (可填写的验收意见表) as .xlsx and .docx, bound to its package by number and code."""

from pathlib import Path

from data.domain.contents import PackageContents
from data.files import atomic_write, safe_name, translate_os_errors
from exporters.forms.phrases import part_title, task_number
from exporters.pdf.blocks import Gap, Text, Title
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH
from exporters.pdf.paper import About
from exporters.pdf.table import Cell, Row, Table, label
from exporters.word.page import WordPaper
from exporters.xlsx import SheetOfText, write_workbook

_REASONS = 6
_NOTE = "“同意销号”和“退回补正”二选一，在选中一项的方框里打勾；退回的，逐条写明原因和针对的内容。编号和校验码不要改动，填好后发回申请单位。"
_HEAD = ("项目", "填写", "针对的部分或措施")
_WIDTHS = (96.0, TYPE_WIDTH - 96.0 - 120.0, 120.0)


def write_opinion_files(contents: PackageContents, code: str, folder: Path) -> tuple[Path, Path]:
    """Write both files into ``folder``, each whole or not at all; ``data.intake.opinion_file`` reads them back."""
    stem = safe_name(f"{contents.folder}_验收意见表", limit=90)
    book, paper = folder / f"{stem}.xlsx", folder / f"{stem}.docx"
    rows, title = _rows(contents, code), f"整改任务{part_title(contents, 'opinion')}（可填写）"
    head = tuple(zip(_HEAD, (18.0, 56.0, 28.0), strict=True))
    sheet = SheetOfText("验收意见表", title, head, [*rows, ("填写说明", _NOTE, "")])
    write_workbook(book, sheet, contents.made_on)
    about = About(title, contents.office.name, program=contents.program, made_on=contents.made_on)
    word = WordPaper(about)
    word.flow((Title(title), Gap(0.3, keep="next"), Text(_NOTE, CELL), Gap(0.3), _table(rows)))
    with translate_os_errors("Word文件"), atomic_write(paper) as target:
        word.save(target)
    return book, paper


def _rows(contents: PackageContents, code: str) -> list[tuple[str, str, str]]:
    finding = contents.task.listed.finding.replace("\n", "")
    unit = contents.task.listed.acceptance_unit or ""
    return [
        ("申请包编号", contents.number, f"第{contents.version}版"),
        ("校验码", code, ""),
        ("整改任务", f"{task_number(contents)}　{finding}", ""),
        ("同意销号", "□", ""),
        ("退回补正", "□", ""),
        ("验收意见", "", ""),
        *((f"退回意见{at}", "", "") for at in range(1, _REASONS + 1)),
        ("验收单位", unit, ""),
        ("验收人员", "", ""),
        ("验收日期", "", ""),
    ]


def _table(rows: list[tuple[str, str, str]]) -> Table:
    head = Row(tuple(label(name) for name in _HEAD))
    body = [Row((label(name), Cell(text), Cell(more)), 2 * TABLE_LEADING) for name, text, more in rows]
    return Table(_WIDTHS, body, (head,))
