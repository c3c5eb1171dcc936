"""The handover list (移交清单): what was handed over, file by file, for both sides to sign; it lies beside the package."""

from pathlib import Path
from typing import BinaryIO

from data import words
from data.domain.contents import PackageContents
from data.files import atomic_write, translate_os_errors
from data.form_phrases import BLANK_DATE, acceptor, task_number
from exporters.fonts import FontSet, font_set
from exporters.package import WrittenPackage, WrittenVolume
from exporters.pdf.blocks import Block, Ends, Gap, Text, Title
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH, Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table, centred, label

TITLE = "验收销号申请包移交清单"
_FIRST = 84.0
_FILE_COLUMNS = (("卷", 40.0), ("文件名、内容、SHA-256", TYPE_WIDTH - 40.0 - 96.0), ("字节数", 96.0))
_HALF = (TYPE_WIDTH - 2 * _FIRST) / 2
_NOTE = Style(size=10.5, leading=16.0)
_SIDES = Row((label("移　交　方", 2), label("接　收　方", 2)), 1.4 * TABLE_LEADING)
_CODE = Style(role="hei", size=14, leading=24.0)


def write_handover_list(
    contents: PackageContents, package: WrittenPackage, path: Path, fonts: FontSet | None = None
) -> int:
    """Write the list whole or not at all; gives back its pages. Same package, contents and fonts: same bytes."""
    with translate_os_errors("移交清单"), atomic_write(path) as target:
        return _print(contents, package, target, fonts or font_set())


def _print(contents: PackageContents, package: WrittenPackage, target: BinaryIO, fonts: FontSet) -> int:
    about = About(
        title=f"{TITLE}（{contents.number} 第{contents.version}版）",
        author=contents.office.name,
        subject=contents.task.title,
        program=contents.program,
        made_on=contents.made_on,
    )
    paper = Paper(target, about, fonts)
    paper.flow(_story(contents, package))
    return paper.finish()


def _story(contents: PackageContents, package: WrittenPackage) -> list[Block]:
    return [
        Title(TITLE),
        Gap(0.3, keep="next"),
        Ends(f"编号：{contents.number}　第{contents.version}版", words.day(contents.made_on), CELL),
        Table((_FIRST, TYPE_WIDTH - _FIRST), _facts(contents, package)),
        Gap(0.3),
        Table(
            tuple(width for _, width in _FILE_COLUMNS),
            [_file(volume, at, len(package.volumes)) for at, volume in enumerate(package.volumes, 1)],
            head=[Row(tuple(label(name) for name, _ in _FILE_COLUMNS))],
        ),
        Gap(0.3),
        _Together(
            (_FIRST, _HALF, _FIRST, _HALF), _signatures(contents), head=[_signed(contents, package), _SIDES]
        ),
        Gap(0.15, keep="previous"),
        Text(_ADVICE, _NOTE, keep="previous"),
    ]


class _Together(Table):
    """A table that goes to the next page whole: both sides sign on one sheet."""

    def split(
        self, width: float, room: float, fonts: FontSet, alone: bool = False
    ) -> tuple[Block | None, Block | None]:
        """Nothing of it stays, unless no page could hold it."""
        return super().split(width, room, fonts, alone) if alone else (None, self)


_ADVICE = (
    "接收时请在任一电脑上解压，打开其中的“打开我.html”核对：显示“全部完整”，且校验码与本清单一致，即可签收。"
    "校验码、SHA-256用于核对文件有无改动，不是电子印章。"
)


def _facts(contents: PackageContents, package: WrittenPackage) -> list[Row]:
    finding = contents.task.listed.finding.replace("\n", "")
    count = len(package.volumes)
    parts = f"分{count}卷，各卷可以单独解压、单独核对" if count > 1 else "不分卷"
    facts = (
        ("移交内容", f"{task_number(contents)}整改任务验收销号申请包：{finding}"),
        ("数　　量", f"{_totals(contents, package)}；{parts}"),
    )
    return [
        *(Row((label(name), Cell(text)), 1.6 * TABLE_LEADING) for name, text in facts),
        Row((label("校 验 码"), Cell(package.code, style=_CODE)), 2 * TABLE_LEADING),
    ]


def _totals(contents: PackageContents, package: WrittenPackage) -> str:
    """Pieces, pages and bytes, as the archive's register counts them (GB/T 18894 表A.1)."""
    pieces = len(package.papers) + len(contents.evidence)
    pages = package.pages + sum(part.evidence.pages or 0 for part in contents.evidence)
    size = sum(volume.size for volume in package.volumes)
    return f"材料共{pieces}件、{pages}页；压缩包{len(package.volumes)}个、{size:,}字节"


def _file(volume: WrittenVolume, at: int, count: int) -> Row:
    groups = [volume.sha256[part : part + 8] for part in range(0, len(volume.sha256), 8)]
    digest = f"{' '.join(groups[:4])}\n{' '.join(groups[4:])}"
    lines = [volume.path.name]
    if count > 1:
        lines += [_inside(volume, at), f"本卷校验码：{volume.code}"]
    return Row(
        (
            centred(f"{at}/{count}"),
            Cell("\n".join((*lines, digest)), style=_NOTE),
            centred(f"{volume.size:,}"),
        )
    )


def _inside(volume: WrittenVolume, at: int) -> str:
    numbers = volume.evidence
    pieces = f"佐证材料{numbers[0]}至{numbers[-1]}，{len(numbers)}件" if numbers else ""
    return "、".join(filter(None, ("全部文书和目录" if at == 1 else "", pieces)))


def _signed(contents: PackageContents, package: WrittenPackage) -> Row:
    """What is signed for, said again: the signatures may stand on a sheet of their own."""
    return Row((label(f"签收　{contents.number}　第{contents.version}版　校验码{package.code}", 4),))


def _signatures(contents: PackageContents) -> list[Row]:
    places = (
        ("单位（盖章）", contents.office.name, acceptor(contents), 5.0),
        ("经 手 人", "", "", 2.4),
        ("日　　期", BLANK_DATE, BLANK_DATE, 2.4),
        ("核对情况", "", "□完整、校验码一致\n□有问题：", 2.4),
    )
    return [
        Row((label(name), Cell(ours), label(name), Cell(theirs)), lines * TABLE_LEADING)
        for name, ours, theirs, lines in places
    ]
