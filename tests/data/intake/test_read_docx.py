"""Word tables arrive as a person sees them: merged cells, automatic numbers, no deleted text."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from data.domain.errors import UserError
from data.intake.grid import Grid, Merge
from data.intake.read_docx import read_docx


def grids(tmp_path: Path, build: Callable[[Document], object]) -> tuple[Grid, ...]:
    """The tables of a document that ``build`` filled."""
    document = docx.Document()
    build(document)
    document.save(str(tmp_path / "a.docx"))
    return read_docx((tmp_path / "a.docx").read_bytes())


def filled(document: Document, rows: int, columns: int) -> Table:
    """A table whose cells say where they are."""
    table = document.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = f"{row}-{column}"
    return table


def test_merged_cells_are_merges(tmp_path: Path):
    def build(document: Document) -> None:
        table = filled(document, 4, 4)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "横"
        table.cell(1, 0).merge(table.cell(3, 1)).text = "块\n二"
        table.cell(2, 3).merge(table.cell(3, 3)).text = "竖"

    (grid,) = grids(tmp_path, build)
    assert grid.rows == (
        ("横", None, None, "0-3"),
        ("块\n二", None, "1-2", "1-3"),
        (None, None, "2-2", "竖"),
        (None, None, "3-2"),
    )
    assert grid.merges == (Merge(0, 0, 0, 2), Merge(1, 0, 3, 1), Merge(2, 3, 3, 3))


def test_two_merges_below_each_other_stay_two(tmp_path: Path):
    def build(document: Document) -> None:
        table = filled(document, 4, 2)
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(2, 0).merge(table.cell(3, 0))

    (grid,) = grids(tmp_path, build)
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(2, 0, 3, 0))


def test_a_table_is_named_after_the_title_above_it(tmp_path: Path):
    def build(document: Document) -> None:
        filled(document, 1, 1)
        document.add_heading("整改任务清单", 1)
        document.add_paragraph("根据督察反馈意见，制定本清单。")
        filled(document, 1, 1)
        filled(document, 1, 1)

    names = [grid.name for grid in grids(tmp_path, build)]
    assert names == ["表格", "整改任务清单", "整改任务清单（2）"]


def _list(document: Document, kind: str, pattern: str) -> str:
    numbering = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    return f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>'


@pytest.mark.parametrize(
    ("kind", "pattern", "shown"),
    [
        ("decimal", "%1", ["1", "2", "11"]),
        ("chineseCounting", "第%1项", ["第一项", "第二项", "第十一项"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "⑪"]),
        ("bullet", "•", [None, None, None]),
    ],
)
def test_a_column_numbered_by_word_shows_its_numbers(
    tmp_path: Path, kind: str, pattern: str, shown: list[str]
):
    def build(document: Document) -> None:
        wish = _list(document, kind, pattern)
        table = filled(document, 11, 2)
        for row in range(11):
            paragraph = table.cell(row, 0).paragraphs[0]
            paragraph.text = ""
            paragraph._p.get_or_add_pPr().append(parse_xml(wish))

    (grid,) = grids(tmp_path, build)
    assert [grid.rows[row][0] for row in (0, 1, 10)] == shown


def test_a_numbering_style_counts_too(tmp_path: Path):
    def build(document: Document) -> None:
        for cell in filled(document, 2, 1).columns[0].cells:
            cell.paragraphs[0].style = "List Number"

    (grid,) = grids(tmp_path, build)
    assert grid.rows == (("1.0-0",), ("2.1-0",))


def test_tracked_deletions_are_left_out_and_insertions_read(tmp_path: Path):
    def build(document: Document) -> None:
        table = filled(document, 3, 1)
        gone = f"<w:del {nsdecls('w')}><w:r><w:delText>删</w:delText></w:r></w:del>"
        new = f"<w:ins {nsdecls('w')}><w:r><w:t>增</w:t><w:br/><w:t>行</w:t></w:r></w:ins>"
        paragraph = table.cell(0, 0).paragraphs[0]._p
        paragraph.append(parse_xml(gone))
        paragraph.append(parse_xml(new))
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))

    (grid,) = grids(tmp_path, build)
    assert grid.rows == (("0-0增\n行",), ("2-0",))


def test_a_document_without_tables_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="没有表格"):
        grids(tmp_path, lambda document: document.add_paragraph("整改方案"))
