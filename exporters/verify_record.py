"""The record of a verification (核验结果) as a PDF or a plain text, saying what the screen says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data import words
from data.files import atomic_write, translate_os_errors
from data.version import PROGRAM
from exporters.fonts import FontSet, font_set
from exporters.pdf.blocks import Block, Gap, Text, Title
from exporters.pdf.measures import TYPE_WIDTH, Style
from exporters.pdf.paper import About, Paper
from exporters.pdf.table import Cell, Row, Table
from exporters.verify_results import NO_CODE, Verified, verdict_of

TITLE = "验收销号申请包核验结果"
_TEXT = Style(size=10.5, leading=16.0)
_SHORT = Style(size=10.5, leading=16.0, align="center")
_HEAD = Style(role="hei", size=10.5, leading=16.0, align="center")
_STRONG = Style(role="hei", size=14, leading=24.0)
_VOLUMES = (
    ("卷", 44.0),
    ("文件", TYPE_WIDTH - 44.0 - 76.0 - 56.0 - 66.0),
    ("大小", 76.0),
    ("文件数", 56.0),
    ("状态", 66.0),
)
_FAULTS = (("所在文件", 150.0), ("问题", TYPE_WIDTH - 150.0))
_FOOT = "核验只看文件有没有缺、有没有改动；校验码、SHA-256 不是电子印章，也不代替验收意见。"


def write_verify_record(
    verified: Sequence[Verified], path: Path, office: str, on: date, fonts: FontSet | None = None
) -> None:
    """Write the record, as a text where ``path`` ends in .txt, else as a PDF; whole or not at all."""
    with translate_os_errors("核验结果"), atomic_write(path) as target:
        if path.suffix.lower() == ".txt":
            target.write("\r\n".join(_lines(verified, office, on)).encode("utf-8-sig"))
            return
        about = About(title=TITLE, author=office, subject=verdict_of(verified), program=PROGRAM, made_on=on)
        paper = Paper(target, about, fonts or font_set())
        paper.flow(_story(verified, office, on))
        paper.finish()


def _lines(verified: Sequence[Verified], office: str, on: date) -> list[str]:
    lines = [TITLE, f"{office}　{words.day(on)}", verdict_of(verified), ""]
    for one in verified:
        lines += [f"{one.name}：{one.verdict}", *(f"  {note}" for note in one.notes)]
        lines += [f"  {'　'.join(row)}" for row in one.volume_rows]
        lines += [f"  ✗ {name}：{fault}" for name, fault in one.fault_rows]
        lines.append("")
    return [*lines, _FOOT, ""]


def _story(verified: Sequence[Verified], office: str, on: date) -> list[Block]:
    blocks: list[Block] = [
        Title(TITLE),
        Text(verdict_of(verified), _STRONG, keep="next"),
        Gap(0.3, keep="next"),
    ]
    for one in verified:
        if len(verified) > 1:
            blocks.append(Text(f"{one.name}：{one.verdict}", _STRONG, keep="next"))
        else:
            blocks.append(Text(one.name, _TEXT, keep="next"))
        blocks += [Text(note, _TEXT, keep="next") for note in one.notes]
        blocks += [Gap(0.2, keep="next"), _table(_VOLUMES, _with_codes(one)), Gap(0.3, keep="previous")]
        if one.fault_rows:
            blocks += [_table(_FAULTS, one.fault_rows), Gap(0.3, keep="previous")]
    return [*blocks, Text(f"{_FOOT}\n{office}　{words.day(on)}", _TEXT, keep="previous")]


def _with_codes(one: Verified) -> list[tuple[str, ...]]:
    """The rows of the volumes with each code under the name of its file: no column is wide enough for both."""
    return [
        (place, name if code == NO_CODE else f"{name}\n校验码 {code}", size, pieces, state)
        for place, name, size, pieces, code, state in one.volume_rows
    ]


def _table(columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> Table:
    made = [
        Row(
            tuple(
                Cell(text, style=_TEXT if name in ("文件", "问题", "所在文件") else _SHORT)
                for text, (name, _) in zip(row, columns, strict=True)
            )
        )
        for row in rows
    ]
    return Table(
        tuple(width for _, width in columns),
        made,
        head=[Row(tuple(Cell(name, style=_HEAD) for name, _ in columns))],
    )
