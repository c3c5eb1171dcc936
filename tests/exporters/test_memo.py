"""The change memo: every change in it, what asks for less pointed out, and both files readable."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from data.domain.deadline import read_deadline
from data.domain.model import Correction, ListedMeasure, Measure, Task
from data.domain.plan import plan_import
from exporters.memo import HEAD, Memo, memo_lines, write_memo_pdf, write_memo_xlsx
from tests.factory import TODAY, listed
from tests.pdf_reading import text_of


def stored(task_id: str, given, *own: Correction) -> Task:
    measures = tuple(Measure(f"{task_id}-{at}", at, m.text) for at, m in enumerate(given.measures, 1))
    return Task(task_id, given, measures, corrections=own)


def memo() -> Memo:
    own = Correction("c", "a", "acceptance_unit", "市水利局", "市生态环境局")
    first, gone = listed("1"), listed("2", "污水处理厂超标排放。")
    kept = listed("3", "扬尘管控不力。")
    again = replace(
        first,
        deadline=read_deadline("2027年6月底前"),
        acceptance_unit="市住建局",
        measures=(ListedMeasure("清理河道垃圾，全部清运。"), first.measures[1]),
    )
    new = listed("4", "=HYPERLINK(噪声扰民)")
    known = [stored("a", first, own), stored("b", gone), stored("c", kept)]
    return Memo("清单.xlsx", TODAY, "青禾县整改办", plan_import([again, kept, new], known))


def test_every_change_is_a_line_with_its_remark() -> None:
    lines = {(line.number, line.change, line.field): line for line in memo_lines(memo().plan)}
    assert "放宽" in lines["1", "变化", "整改时限"].remark
    assert "市生态环境局" in lines["1", "变化", "验收（督导）单位"].remark
    assert lines["1", "变化", "第1条措施"].after == "清理河道垃圾，全部清运。"
    assert lines["2", "不再有", "反馈问题"].before == "污水处理厂超标排放。"
    assert lines["4", "新增", "反馈问题"].after.startswith("=")
    assert not any(number == "3" for number, _, _ in lines)


def test_the_workbook_holds_the_lines_as_text(tmp_path: Path) -> None:
    path = tmp_path / "变更说明.xlsx"
    write_memo_xlsx(memo(), path)
    rows = [
        tuple(row)
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    ]
    assert rows[0] == tuple(name for name, _ in HEAD)
    assert [tuple(cell or "" for cell in row) for row in rows[1:]] == [
        line.cells for line in memo_lines(memo().plan)
    ]


def test_the_pdf_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "变更说明.pdf"
    assert write_memo_pdf(memo(), path) >= 1
    text = "".join(text_of(path).split())
    for words in ("整改任务清单变更说明", "污水处理厂超标排放", "放宽", "青禾县整改办"):
        assert words in text
    first = path.read_bytes()
    write_memo_pdf(memo(), path)
    assert path.read_bytes() == first
