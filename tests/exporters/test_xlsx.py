"""Plain workbooks: text stays text, nothing runs, same rows same bytes."""

from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from exporters.xlsx import SheetOfText, write_workbook

DAY = date(2026, 11, 22)
HEAD = (("编号", 10.0), ("内容", 40.0))


def cells(path: Path):
    return openpyxl.load_workbook(path).worksheets[0]


def test_what_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    texts = ["=1+1", "+86", "-5", "@SUM(A1)", "007", "2026-11-22", "　=cmd|' /C calc'!A0"]
    write_workbook(path, SheetOfText("表", "题", HEAD, [("1", text) for text in texts]), DAY)
    page = cells(path)
    shown = [page.cell(row, 2) for row in range(3, 3 + len(texts))]
    assert [cell.value for cell in shown] == texts and {cell.data_type for cell in shown} == {"s"}
    assert [cell.quotePrefix for cell in shown] == [True, True, True, True, False, False, True]
    assert "<f>" not in path.read_bytes().decode("latin-1")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        write_workbook(tmp_path / name, SheetOfText("表", "题", HEAD, [("1", "内容")]), DAY)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_text_and_any_name_can_be_written(text: str, name: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        write_workbook(path, SheetOfText(name, text, HEAD, [(text, text)]), DAY)
        assert cells(path).max_row >= 2
