"""The month's papers: three formats, the same figures in each, the same bytes twice."""

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from data import actions, demo
from data.domain.monthly import Month
from data.store.workspace import Workspace
from exporters.reports.monthly import REPORTS, overall, write_report


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    with Workspace.open(tmp_path_factory.mktemp("desk"), demo.today()) as ws:
        demo.prepare(ws)
        return actions.month(ws, date(2026, 11, 1))


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


@pytest.mark.parametrize("kind", REPORTS)
def test_every_kind_is_written_three_ways_and_the_same_twice(month: Month, tmp_path: Path, kind: str) -> None:
    one, two = (write_report(REPORTS[kind], month, tmp_path / name) for name in "ab")
    assert [path.suffix for path in one] == [".pdf", ".docx", ".xlsx"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_written_report_and_its_word_file_say_the_same_figures(month: Month, tmp_path: Path) -> None:
    pdf, word, _ = write_report(REPORTS["monthly"], month, tmp_path)
    figures = overall(month)
    assert figures in text_of(pdf)
    assert figures in "".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)


def test_the_status_list_holds_every_task_once(month: Month, tmp_path: Path) -> None:
    _, _, book = write_report(REPORTS["status-list"], month, tmp_path)
    rows = list(openpyxl.load_workbook(book).active.iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == [one.task.listed.number for one in month.tasks]


def test_warnings_come_worst_first(month: Month, tmp_path: Path) -> None:
    days = [
        one.warning.days
        for one in REPORTS["warnings"].rows(month)
        if one.warning and one.warning.level != "soon"
    ]
    assert days and days == sorted(days, reverse=True)
