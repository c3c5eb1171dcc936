"""The tables of a Word document (.docx) as grids: the annex of a plan is often a Word table."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from data.domain.errors import UserError
from data.intake.cells import check_extent, row_of, trimmed
from data.intake.grid import Grid, Merge
from data.intake.numbering import Numbering, numbering_of
from data.intake.sniff import part_name
from data.intake.xml_steps import attribute, child, local

_LONGEST_NAME = 60
_MOST_SPANNED = 500

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
"""What Word may put around paragraphs, tables, rows and cells without changing what they are."""

_NOT_SHOWN = (
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sdtPr",
)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Table:
    """One table while its rows go by; ``open`` are the cells that may go on downwards, by their left column."""

    rows: list[list[str | None]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    open: dict[int, Merge] = field(default_factory=dict)


def read_docx(data: bytes) -> tuple[Grid, ...]:
    """Every table as a grid, named after the nearest title above it; tracked deletions are left out."""
    parts = _parts(data, ("word/document.xml", "word/numbering.xml", "word/styles.xml"))
    document = parts["word/document.xml"]
    numbering = numbering_of(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    grids: list[Grid] = []
    heading = ""
    for block in _within(child(document, "body"), ("p", "tbl")):
        if local(block) == "p":
            text = _text(block, numbering).strip()
            heading = text if _may_head(text) else heading
        else:
            name = _name(heading, {grid.name for grid in grids})
            grids.append(_grid(name, block, numbering))
    if not grids:
        raise UserError(
            "这个 Word 文档里没有表格。",
            "清单若是一段一段的文字，请先整理成表格，再导入；或向发文单位要电子表格。",
        )
    return tuple(grids)


def _parts(data: bytes, wanted: tuple[str, ...]) -> dict[str, Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            part_name(name): fromstring(archive.read(name), forbid_dtd=True)
            for name in archive.namelist()
            if part_name(name) in wanted
        }


def _within(node: Element | None, names: tuple[str, ...]) -> Iterator[Element]:
    """The children of these names, seen through wrappers."""
    for each in () if node is None else node:
        if local(each) in names:
            yield each
        elif local(each) in _WRAPPERS:
            yield from _within(each, names)


def _may_head(text: str) -> bool:
    """Whether a paragraph may be a table's title: a whole sentence above a table is an introduction."""
    return 0 < len(text) <= _LONGEST_NAME and not text.endswith(("。", "；", "！"))


def _name(heading: str, taken: set[str]) -> str:
    base = " ".join(heading.split()) or "表格"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}（{count}）"
    return name


def _grid(name: str, node: Element, numbering: Numbering) -> Grid:
    table = _Table()
    for row in _within(node, ("tr",)):
        if child(child(row, "trPr"), "del") is None:
            _take_row(table, row, numbering)
    table.merges += table.open.values()
    check_extent(name, len(table.rows), max((len(row) for row in table.rows), default=0))
    merges = tuple(merge for merge in table.merges if merge.top < merge.bottom or merge.left < merge.right)
    return Grid(name, trimmed([row_of(row) for row in table.rows]), tuple(sorted(merges, key=_corner)))


def _corner(merge: Merge) -> tuple[int, int]:
    return merge.top, merge.left


def _take_row(table: _Table, row: Element, numbering: Numbering) -> None:
    at = len(table.rows)
    values: list[str | None] = [None] * _count(child(child(row, "trPr"), "gridBefore"), 0)
    going_on: dict[int, Merge] = {}
    for cell in _within(row, ("tc",)):
        left = len(values)
        properties = child(cell, "tcPr")
        right = left + max(1, _count(child(properties, "gridSpan"), 1)) - 1
        down = child(properties, "vMerge")
        above = table.open.pop(left, None)
        text = _text(cell, numbering)
        values += [text, *[None] * (right - left)]
        if down is not None and above and attribute(down, "val") in ("", "continue"):
            going_on[left] = Merge(above.top, left, at, above.right)
            continue
        if above:
            table.merges.append(above)
        cell_area = Merge(at, left, at, right)
        if down is not None:
            going_on[left] = cell_area
        else:
            table.merges.append(cell_area)
    table.merges += table.open.values()
    table.open = going_on
    table.rows.append(values)


def _count(node: Element | None, otherwise: int) -> int:
    text = attribute(node, "val")
    return min(int(text), _MOST_SPANNED) if text.isdecimal() and len(text) < 9 else otherwise


def _text(node: Element, numbering: Numbering) -> str:
    return "".join(_pieces(node, numbering)).removesuffix("\n")


def _pieces(node: Element, numbering: Numbering) -> Iterator[str]:
    name = local(node)
    if name in _NOT_SHOWN:
        return
    if name == "t":
        yield node.text or ""
    elif name in _MARKS:
        yield _MARKS[name]
    else:
        if name == "p":
            yield numbering.next(node)
        for each in node:
            yield from _pieces(each, numbering)
        if name == "p":
            yield "\n"
