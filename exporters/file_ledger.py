"""The file of one matter on disk (一事一档): catalogue as PDF and workbook, and one folder for each piece, in order."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from data import words
from data.domain.errors import UserError
from data.domain.filing import ArchiveFile, ArchiveItem, FileLedger, Sheet, SheetTable
from data.domain.model import Report, no_report
from data.files import BLOCK, atomic_write, safe_name, sync_folder, translate_os_errors
from data.files import replace as put_in_place
from exporters.fonts import FontSet, font_set
from exporters.forms import FORMS
from exporters.pdf.blocks import Block, Bookmark, Gap, Text, Title
from exporters.pdf.measures import HEADING_1, TYPE_HEIGHT, TYPE_WIDTH, Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table
from exporters.xlsx import SheetOfText, write_workbook

TITLE = "归档文件目录"
HEAD = (
    ("序号", 6.0),
    ("档号", 30.0),
    ("文号", 20.0),
    ("责任者", 20.0),
    ("题名", 46.0),
    ("日期", 11.0),
    ("密级", 6.0),
    ("页数", 6.0),
    ("备注", 24.0),
)
_TITLE_WIDTH = TYPE_HEIGHT - (32 + 100 + 78 + 84 + 56 + 32 + 32 + 76)
_WIDTHS = (32.0, 100.0, 78.0, 84.0, _TITLE_WIDTH, 56.0, 32.0, 32.0, 76.0)
_TEXT = Style(size=10.5, leading=16.0)
_SHORT = Style(size=10.5, leading=16.0, align="center")
_HEAD = Style(role="hei", size=10.5, leading=16.0, align="center")
_FOLDER_NAME = 40
_FILE_NAME = 80


def write_file_ledger(ledger: FileLedger, folder: Path, report: Report = no_report) -> Path:
    """Write the file as ``ledger.folder`` inside ``folder``: whole or not at all; never into one that is there.

    Copies are read through while written: one whose bytes are not what was kept is a ``UserError`` naming it.
    """
    target = folder / ledger.folder
    if target.exists():
        raise UserError(f"文件夹里已有“{ledger.folder}”。", "请先把它移到别处或改名，再归档。")
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        with translate_os_errors("归档文件"):
            part.mkdir()
            items = _write_items(ledger, part, report)
            _write_catalogue(replace(ledger, items=items), part)
            sync_folder(part)
            put_in_place(part, target)
            sync_folder(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def _write_items(ledger: FileLedger, part: Path, report: Report) -> tuple[ArchiveItem, ...]:
    """One folder a piece; the pieces again, the pages that were printed for them counted in."""
    fonts, written = font_set(), []
    for at, item in enumerate(ledger.items, 1):
        report(at - 1, len(ledger.items), f"归档：{item.title}")
        place = part / item_folder(at, item, len(ledger.items))
        place.mkdir()
        pages = [_print_sheet(ledger, sheet, place, fonts) for sheet in item.sheets]
        pages += [_print_form(ledger, form, place) for form in item.forms]
        for name, file in zip(_file_names(item), item.files, strict=True):
            _copy(file, place / name)
        written.append(replace(item, pages=sum(pages) + (item.pages or 0)) if pages else item)
    report(len(ledger.items), len(ledger.items), "写目录")
    return tuple(written)


def item_folder(at: int, item: ArchiveItem, count: int) -> str:
    """The folder of a piece: its place among ``count``, so that folders sort in order, and its title."""
    place = str(at).zfill(max(3, len(str(count))))
    return safe_name(f"{place}_{item.title.strip('[]')}", _FOLDER_NAME)


def _file_names(item: ArchiveItem) -> list[str]:
    """The files' own names made safe; one whose name is taken gets the first number that is free."""
    taken: set[str] = set()
    names = []
    for file in item.files:
        own = Path(safe_name(file.name, _FILE_NAME))
        tries = (own.name if at == 1 else f"{own.stem}（{at}）{own.suffix}" for at in count(1))
        names.append(next(name for name in tries if name.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def _copy(file: ArchiveFile, target: Path) -> None:
    digest = hashlib.sha256()
    with translate_os_errors(f"归档材料“{file.name}”"), file.open() as source, open(target, "xb") as out:
        while block := source.read(BLOCK):
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if file.sha256 and digest.hexdigest() != file.sha256:
        raise UserError(
            f"“{file.name}”的内容与入库时不一致，已停止归档。",
            "请从备份或原始位置找回原件，再归档；没有写出任何文件。",
        )


# ---------------------------------------------------------------- sheets and forms


def _print_form(ledger: FileLedger, key: str, place: Path) -> int:
    form = FORMS[key]
    return form.write(ledger.contents, place / f"{form.titled(ledger.contents)}.pdf").pages


def _print_sheet(ledger: FileLedger, sheet: Sheet, place: Path, fonts: FontSet) -> int:
    return _print(
        ledger, sheet.title, _sheet_story(ledger, sheet), place / f"{safe_name(sheet.title)}.pdf", fonts
    )


def _sheet_story(ledger: FileLedger, sheet: Sheet) -> list[Block]:
    blocks: list[Block] = [
        Title(sheet.title),
        Gap(0.3, keep="next"),
        Text(ledger.title, _TEXT, keep="next"),
        Gap(0.3, keep="next"),
    ]
    for table in sheet.tables:
        if table.heading:
            blocks.append(Text(table.heading, HEADING_1, keep="next", bookmark=Bookmark(table.heading)))
        blocks += [_sheet_table(table), Gap(0.3, keep="previous")]
    foot = f"{sheet.foot}\n" if sheet.foot else ""
    office = ledger.contents.office.name or "（未填单位）"
    return [*blocks, Text(f"{foot}{office}　{words.day(ledger.made_on)}", _TEXT, keep="previous")]


def _sheet_table(table: SheetTable) -> Table:
    widths = tuple(share * TYPE_WIDTH for _, share in table.head)
    rows = [
        Row(
            tuple(
                Cell(text, style=_SHORT if at == 0 else _TEXT, repeat=at == 0) for at, text in enumerate(row)
            )
        )
        for row in table.rows
    ]
    return Table(widths, rows or [Row((Cell("没有记录", len(widths), _SHORT),))], head=[_head(table.head)])


def _head(columns: Sequence[tuple[str, float]]) -> Row:
    return Row(tuple(Cell(name, style=_HEAD) for name, _ in columns))


# ---------------------------------------------------------------- the catalogue


def catalogue_rows(items: Sequence[ArchiveItem]) -> list[tuple[str, ...]]:
    """The lines of the catalogue under ``HEAD``; dates in eight digits (DA/T 22-2015)."""
    return [
        (
            str(at),
            item.number,
            item.document_number,
            item.responsible,
            item.title,
            f"{item.dated:%Y%m%d}" if item.dated else "",
            item.secrecy,
            "" if item.pages is None else str(item.pages),
            item.remark,
        )
        for at, item in enumerate(items, 1)
    ]


def _write_catalogue(ledger: FileLedger, part: Path) -> None:
    rows = catalogue_rows(ledger.items)
    title = f"{TITLE}　{ledger.title[:80]}"
    write_workbook(part / f"{TITLE}.xlsx", SheetOfText(TITLE, title, HEAD, rows), ledger.made_on)
    _print(ledger, TITLE, _catalogue_story(ledger, rows), part / f"{TITLE}.pdf", font_set(), lying=True)


def _catalogue_story(ledger: FileLedger, rows: Sequence[tuple[str, ...]]) -> list[Block]:
    centred = {0, 1, 5, 6, 7}
    table = Table(
        _WIDTHS,
        [
            Row(tuple(Cell(text, style=_SHORT if at in centred else _TEXT) for at, text in enumerate(row)))
            for row in rows
        ],
        head=[_head(HEAD)],
    )
    return [
        Title(TITLE),
        Gap(0.2, keep="next"),
        Text(_about(ledger), _TEXT, keep="next"),
        Gap(0.2, keep="next"),
        table,
        Gap(0.2, keep="previous"),
        Text(_remarks(ledger), _TEXT, keep="previous"),
    ]


def _about(ledger: FileLedger) -> str:
    codes = ledger.codes
    parts = (
        ledger.title,
        f"立档单位：{ledger.contents.office.name or '（未填）'}",
        f"全宗号：{codes.fonds or '（未填）'}",
        f"年度：{ledger.year or '（销号以后定）'}",
    )
    return "　".join(parts)


def _remarks(ledger: FileLedger) -> str:
    return (
        f"共{len(ledger.items)}件。{words.unnumbered_text(ledger)}题名加方括号的为自拟题名；责任者、密级空白的，由立卷人核填。"
        f"　{words.day(ledger.made_on)}"
    )


def _print(
    ledger: FileLedger, title: str, blocks: Sequence[Block], path: Path, fonts: FontSet, lying: bool = False
) -> int:
    contents = ledger.contents
    about = About(
        f"{title}（{contents.task.title}）",
        contents.office.name,
        contents.task.title,
        program=contents.program,
    )
    with atomic_write(path) as target:
        paper = Paper(target, replace(about, made_on=ledger.made_on), fonts, lying=lying)
        paper.flow(blocks)
        return paper.finish()
