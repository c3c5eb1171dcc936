"""A file from outside ends in a book or in a sentence, and what is in it arrives as it was."""

import multiprocessing
import os
import signal
import threading
import time
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from data.domain.errors import Cancelled, UserError
from data.domain.model import no_report
from data.intake import workbook as door
from data.intake.grid import Book, Merge
from data.intake.parse import parse
from data.intake.workbook import read_book
from tests.data.intake.made_files import altered, compound_file, with_sheet_data, workbook

ROWS = [["整改任务清单"], [], ["序号", "问题"], [1, "甲\n乙"], [2.5, "丙"]]
READ = (("整改任务清单",), (), ("序号", "问题"), (1, "甲\n乙"), (2.5, "丙"))


def only(path: Path):
    """The file's only grid."""
    (grid,) = read_book(path).grids
    return grid


def test_a_workbook_is_read_with_true_row_numbers(tmp_path: Path):
    book = read_book(workbook(tmp_path / "市级清单.xlsx", ROWS))
    assert book.file == "市级清单.xlsx"
    assert len(book.sha256) == 64
    assert book.problems == ()
    assert book.grids[0].name == "清单"
    assert book.grids[0].rows == READ


def test_blank_rows_and_columns_before_the_list_keep_their_place(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["C5"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx").rows == ((), (), (), (), (None, None, "x"))


def test_a_renamed_workbook_is_read_by_its_content(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", ROWS)
    for name in ("a.et", "a.xls", "a.csv", "没有扩展名"):
        path = path.rename(tmp_path / name)
        assert only(path).rows == READ


def test_values_keep_their_kind(tmp_path: Path):
    values = [True, 7, 2022.12, date(2022, 6, 30), datetime(2022, 6, 30, 8, 30), " 甲 ", "07", "", "\t", -1.5]
    (row,) = only(workbook(tmp_path / "a.xlsx", [values])).rows
    assert row == (
        True,
        7,
        2022.12,
        date(2022, 6, 30),
        datetime(2022, 6, 30, 8, 30),
        " 甲 ",
        "07",
        None,
        "\t",
        -1.5,
    )
    assert [type(value) for value in row[:3]] == [bool, int, float]


def test_chinese_date_formats_are_dates(tmp_path: Path):
    book = openpyxl.Workbook()
    for at, form in enumerate(('yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月";@', "yyyy\\.mm", 'm"月"d"日"'), 1):
        cell = book.active.cell(1, at, 44742)
        cell.number_format = form
    book.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx").rows == ((date(2022, 6, 30),) * 4,)


def test_a_number_shown_as_year_and_month_or_as_percentage_reads_as_shown(tmp_path: Path):
    styled = [
        (2022.1, "0.00", "2022.10"),
        (2022.12, "0.00_ ", "2022.12"),
        (2022.1, "General", 2022.1),
        (22.1, "0.00", 22.1),
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (1, "0%", "100%"),
    ]
    book = openpyxl.Workbook()
    for at, (value, form, _) in enumerate(styled, 1):
        book.active.cell(1, at, value).number_format = form
    book.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx").rows == (tuple(read for _, _, read in styled),)


def test_merges_hidden_rows_columns_and_sheets_are_marked(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("清单")
    sheet.merge_range(0, 0, 0, 2, "标题")
    sheet.merge_range(1, 0, 3, 0, "竖")
    sheet.write(1, 1, "x")
    sheet.write(2, 2, "y")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 2, None, None, {"hidden": True})
    for name, hide in (("旧", "hide"), ("更旧", "very_hidden")):
        old = book.add_worksheet(name)
        old.write(0, 0, "x")
        getattr(old, hide)()
    book.close()
    new, *hidden = read_book(tmp_path / "a.xlsx").grids
    assert new.merges == (Merge(0, 0, 0, 2), Merge(1, 0, 3, 0))
    assert (new.hidden, new.hidden_rows, new.hidden_columns) == (False, {2}, {1, 2})
    assert [(grid.name, grid.hidden) for grid in hidden] == [("旧", True), ("更旧", True)]


def test_formulas_give_their_saved_value_and_are_told_where_they_have_none(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("清单")
    sheet.write_formula("A1", "=1+1", None, 2)
    sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    sheet.write_string("D1", "x")
    book.close()
    grid = only(tmp_path / "a.xlsx")
    assert grid.rows == ((2, None, "#DIV/0!", "x"),)
    assert grid.unvalued == frozenset()

    empty = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(1,"","")</f><v></v></c></row>'
    grid = only(with_sheet_data(tmp_path / "a.xlsx", tmp_path / "c.xlsx", empty))
    assert (grid.rows, grid.unvalued) == (((1,),), frozenset())

    told = read_book(workbook(tmp_path / "b.xlsx", [["x", "=1+1"], ["=A1"]]))
    assert told.grids[0].unvalued == {(0, 1), (1, 0)}
    assert [(each.code, each.cell) for each in told.problems] == [("formula_without_value", "B1")]


def test_error_values_are_kept_as_their_text(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["B2"] = "#REF!"
    book.active["B2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx").rows == ((), (None, "#REF!"))


def test_a_sheet_with_prefixed_names_and_no_cell_addresses_is_read(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    xml = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row hidden="1"><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>'
        '<x:row><x:c r="A2"><x:f>1</x:f></x:c></x:row><x:row><x:c r="B3"><x:v>3</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    grid = only(altered(source, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": xml.encode()}))
    assert grid.rows == (("甲",), (), (None, 3))
    assert grid.hidden_rows == {0}
    assert grid.unvalued == {(1, 0)}


def test_an_old_excel_file_is_read_with_merges_and_hidden_parts(tmp_path: Path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("清单")
    sheet.write_merge(0, 0, 0, 3, "标题")
    sheet.write(1, 1, 7)
    sheet.write(2, 2, date(2022, 6, 30), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.row(2).set_cell_error(3, "#REF!")
    sheet.row(1).hidden = True
    sheet.col(3).hidden = True
    other = book.add_sheet("旧")
    other.write(0, 0, "x")
    other.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    new, old = read_book(tmp_path / "a.xls").grids
    assert new.rows == (("标题",), (None, 7), (None, None, date(2022, 6, 30), "#REF!"))
    assert new.merges == (Merge(0, 0, 0, 3),)
    assert (new.hidden_rows, new.hidden_columns, old.hidden) == ({1}, {3}, True)


def _cell(text: str, **attributes: object) -> TableCell:
    cell = TableCell(**({"valuetype": "string"} | attributes))
    cell.addElement(P(text=text))
    return cell


def test_an_open_document_sheet_is_read_with_merges_and_hidden_parts(tmp_path: Path):
    table = Table(name="清单")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))
    first, second, rest = TableRow(), TableRow(visibility="collapse"), TableRow(numberrowsrepeated=1_048_574)
    first.addElement(_cell("合", numbercolumnsspanned=2, numberrowsspanned=2))
    first.addElement(CoveredTableCell())
    first.addElement(_cell("3", valuetype="float", value="3"))
    second.addElement(CoveredTableCell(numbercolumnsrepeated=2))
    second.addElement(_cell("2022年6月30日", valuetype="date", datevalue="2022-06-30"))
    rest.addElement(TableCell(numbercolumnsrepeated=1024))
    for row in (first, second, rest):
        table.addElement(row)
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    grid = only(tmp_path / "a.ods")
    assert grid.rows == (("合", None, 3), (None, None, date(2022, 6, 30)))
    assert grid.merges == (Merge(0, 0, 1, 1),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {2})


def test_numbers_in_an_open_document_sheet_read_as_shown(tmp_path: Path):
    table, row = Table(name="清单"), TableRow()
    for value, kind, text in (
        ("0.8", "percentage", "80%"),
        ("2022.1", "float", "2022.10"),
        ("7", "float", "07"),
    ):
        row.addElement(_cell(text, valuetype=kind, value=value))
    table.addElement(row)
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    assert only(tmp_path / "a.ods").rows == (("80%", "2022.10", 7),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_text_is_read_in_every_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str):
    lines = [["No", "问题", "时限"], ["1", "甲\n乙", "2022年"], ["2", "丙、丁", "长期"]]
    text = "".join(
        delimiter.join(f'"{cell}"' if "\n" in cell else cell for cell in line) + "\r\n" for line in lines
    )
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert only(tmp_path / "a.csv").rows == tuple(map(tuple, lines))


def test_chinese_commas_within_cells_part_nothing(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes("序号,问题\n1,甲，乙\n2,丙，丁\n".encode("gb18030"))
    assert only(tmp_path / "a.csv").rows == (("序号", "问题"), ("1", "甲，乙"), ("2", "丙，丁"))


def test_garbled_text_is_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes("序号".encode() + b",\xff\xff\xff,\x81")
    with pytest.raises(UserError, match="编码"):
        read_book(tmp_path / "a.csv")


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">]>'


@pytest.mark.parametrize(("doctype", "entity"), [(XXE, "e"), (LAUGHS, "c")])
def test_entities_are_never_expanded(tmp_path: Path, doctype: str, entity: str):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>甲&{entity};</t></is></c></row>'
    path = with_sheet_data(source, tmp_path / "b.xlsx", cell, before=doctype)
    try:
        text = str(only(path).rows)
    except UserError:
        return
    assert "root:" not in text and len(text) < 100


def test_a_document_with_entities_is_refused(tmp_path: Path):
    docx.Document().save(str(tmp_path / "a.docx"))
    hostile = (
        f"{XXE}<w:document xmlns:w='x'><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UserError):
        read_book(altered(tmp_path / "a.docx", tmp_path / "b.docx", {"word/document.xml": hostile.encode()}))


def test_a_sheet_in_utf16_is_refused_not_taken_for_empty(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", ROWS)
    xml = '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16")
    with pytest.raises(UserError, match="编码"):
        read_book(altered(source, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": xml}))


def test_rich_text_is_joined_and_its_reading_aid_left_out(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    cell = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r>'
        '<rPh sb="0" eb="1"><t>jia</t></rPh></is></c></row>'
    )
    assert only(with_sheet_data(source, tmp_path / "b.xlsx", cell)).rows == (("甲 乙",),)


def _content(*cells: tuple[int, str, str]) -> str:
    return "".join(f'<row r="{row}"><c r="{col}{row}"><v>{value}</v></c></row>' for row, col, value in cells)


def test_a_cell_in_the_last_corner_is_named_and_left_out(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    path = with_sheet_data(
        source,
        tmp_path / "b.xlsx",
        _content((1, "A", "1"), (3, "B", "2"), (1_048_576, "XFD", "9")),
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    book = read_book(path)
    assert book.grids[0].rows == ((1,), (), (None, 2))
    assert book.grids[0].merges == (Merge(0, 0, 0, 1),)
    assert [(each.code, each.cell) for each in book.problems] == [("stray_cell", "XFD1048576")]


def test_a_cell_a_little_outside_is_named_too_and_empty_ones_are_not(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="KN1"><v>9</v></c><c r="ZZ1" s="0"/><c r="AAA1" s="0"></c></row>'
    book = read_book(with_sheet_data(source, tmp_path / "b.xlsx", row))
    assert book.grids[0].rows == ((1,),)
    assert [each.cell for each in book.problems] == ["KN1"]


def test_a_million_empty_styled_rows_cost_nothing(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 1_048_577))
    path = with_sheet_data(source, tmp_path / "b.xlsx", _content((1, "A", "1")) + empty)
    assert only(path).rows == ((1,),)


def test_more_than_any_list_holds_is_refused(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    tall = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 200_100))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    wide = "".join(f'<c r="{first}{second}1"><v>1</v></c>' for first in "ABCDEFGHI" for second in letters)
    with pytest.raises(UserError, match="200099 行"):
        read_book(with_sheet_data(source, tmp_path / "b.xlsx", tall))
    with pytest.raises(UserError, match="260 列"):
        read_book(with_sheet_data(source, tmp_path / "c.xlsx", f'<row r="1">{wide}</row>'))


def test_a_workbook_without_content_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="没有内容"):
        read_book(workbook(tmp_path / "a.xlsx", []))


def test_an_encrypted_workbook_is_refused(tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}))
    with pytest.raises(UserError, match="密码"):
        read_book(tmp_path / "a.xlsx")


def test_an_encrypted_open_document_sheet_is_refused(tmp_path: Path):
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(Table(name="清单"))
    document.save(str(tmp_path / "a.ods"))
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    parts = {"META-INF/manifest.xml": manifest.encode(), "content.xml": bytes(range(256)) * 9}
    with pytest.raises(UserError, match="密码"):
        read_book(altered(tmp_path / "a.ods", tmp_path / "b.ods", parts))


def test_broken_parts_end_in_one_sentence(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", ROWS)
    for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        with pytest.raises(UserError, match="损坏"):
            read_book(altered(source, tmp_path / "b.xlsx", {part: b"<broken"}))


def test_a_long_text_in_a_thousand_cells_cannot_take_the_program_down(tmp_path: Path):
    # 19 MB are within every limit of the file itself; a thousand cells of them are not within any memory.
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    )
    middle = altered(
        source, tmp_path / "b.xlsx", {"xl/sharedStrings.xml": (strings % ("a" * 19 * 2**20)).encode()}
    )
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    with pytest.raises(UserError):
        read_book(with_sheet_data(middle, tmp_path / "c.xlsx", cells))


def test_a_sheet_repeated_without_end_cannot_take_the_program_down(tmp_path: Path):
    table, row = Table(name="清单"), TableRow(numberrowsrepeated=1_048_576)
    row.addElement(_cell("x", numbercolumnsrepeated=16_384))
    table.addElement(row)
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    with pytest.raises(UserError):
        read_book(tmp_path / "a.ods")


def test_a_part_larger_than_it_says_cannot_take_the_program_down(tmp_path: Path):
    source = workbook(tmp_path / "a.xlsx", [["x"]])
    size = 150 * 2**20
    data = altered(source, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": b" " * size}).read_bytes()
    (tmp_path / "c.xlsx").write_bytes(data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    with pytest.raises(UserError):
        read_book(tmp_path / "c.xlsx")


def long_workbook(folder: Path) -> Path:
    """A workbook that takes the child about half a second."""
    source = workbook(folder / "source.xlsx", [["x"]])
    cells = "".join(f'<c r="{column}%d"><v>1.5</v></c>' for column in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = "".join(f'<row r="{row}">{cells.replace("%d", str(row))}</row>' for row in range(1, 20_000))
    return with_sheet_data(source, folder / "long.xlsx", rows)


def test_cancelling_stops_the_reading_at_once(tmp_path: Path):
    path = long_workbook(tmp_path)

    def report(done: int, total: int, what: str) -> None:
        if what:
            raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled):
        read_book(path, report)
    assert threading.active_count() == before
    assert multiprocessing.active_children() == []


def test_progress_names_the_sheets(tmp_path: Path):
    heard: list[tuple[int, int, str]] = []
    read_book(workbook(tmp_path / "a.xlsx", ROWS), lambda *what: heard.append(what))
    assert (0, 1, "清单") in heard


def test_a_reading_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = long_workbook(tmp_path)
    monkeypatch.setattr(door, "TIME_LIMIT", 0.05)
    started = time.monotonic()
    with pytest.raises(UserError, match="还没有读完"):
        read_book(path)
    assert time.monotonic() - started < 2


def test_a_dead_child_becomes_a_sentence(tmp_path: Path):
    path = long_workbook(tmp_path)
    killed: list[int] = []

    def report(done: int, total: int, what: str) -> None:
        for child in multiprocessing.active_children():
            if what and child.pid and not killed:
                killed.append(child.pid)
                os.kill(child.pid, signal.SIGKILL)

    with pytest.raises(UserError, match="损坏"):
        read_book(path, report)


def test_a_child_that_never_started_says_nothing_of_the_file(tmp_path: Path):
    path = long_workbook(tmp_path)
    killed: list[int] = []

    def report(done: int, total: int, what: str) -> None:
        for child in multiprocessing.active_children():
            if child.pid and not killed:
                killed.append(child.pid)
                os.kill(child.pid, signal.SIGKILL)

    with pytest.raises(UserError, match="没有启动起来"):
        read_book(path, report)


def test_it_reads_from_any_thread(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", ROWS)
    books: list[Book] = []
    threads = [threading.Thread(target=lambda: books.append(read_book(path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [book.grids[0].rows for book in books] == [READ] * 3


_texts = st.none() | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("\n\t，、；：（）甲乙丙"),
    max_size=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_texts, max_size=8), min_size=1, max_size=12))
def test_any_grid_of_texts_reads_back_equal(tmp_path: Path, rows: list[list[str | None]]):
    rows[0] = ["头", *rows[0]]
    book = openpyxl.Workbook()
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = book.active.cell(at, column)
                cell.value = text
                cell.data_type = "s"
    book.save(tmp_path / "a.xlsx")
    wanted = [tuple(_without_tail([text or None for text in row])) for row in rows]
    assert parse(tmp_path / "a.xlsx", no_report).grids[0].rows == tuple(_without_tail(wanted))


def _without_tail(values: list) -> list:
    while values and not values[-1]:
        values = values[:-1]
    return values


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=3000))
def test_any_bytes_end_in_a_book_or_a_sentence(tmp_path: Path, data: bytes):
    (tmp_path / "a.csv").write_bytes(data)
    try:
        assert parse(tmp_path / "a.csv", no_report).grids
    except UserError as error:
        assert error.title and error.advice
