"""Promises of archive numbers in the store: given once, counted on within their prefix, never given twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.domain.filing import ArchiveCodes
from data.store import archive, journal, settings, tasks
from data.store.workspace import Workspace
from tests.factory import listed, open_desk, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_desk(tmp_path / "desk") as desk:
        take_in(desk, listed("1"), listed("2", "另一处问题。"))
        yield desk


def ids(ws: Workspace) -> tuple[str, str]:
    return tasks.find(ws, "1").id, tasks.find(ws, "2").id


def test_numbers_count_on_within_a_prefix(ws: Workspace):
    one, two = ids(ws)
    assert archive.numbers(ws, one, {"list": "A", "notice": "A", "package:1": "B"}) == {
        "list": 1,
        "notice": 2,
        "package:1": 1,
    }
    assert archive.numbers(ws, two, {"list": "A", "package:1": "B"}) == {"list": 3, "package:1": 2}


def test_a_piece_keeps_its_number_and_new_ones_follow(ws: Workspace):
    one, two = ids(ws)
    first = archive.numbers(ws, one, {"list": "A"})
    archive.numbers(ws, two, {"list": "A"})
    again = archive.numbers(ws, one, {"list": "A", "record": "A"})
    assert again == {**first, "record": 3}


def test_filing_again_without_new_pieces_writes_nothing(ws: Workspace):
    one, _ = ids(ws)
    archive.numbers(ws, one, {"list": "A"})
    head = journal.head(ws.db)
    archive.numbers(ws, one, {"list": "A"})
    assert journal.head(ws.db) == head


def test_a_piece_whose_period_changed_gets_a_number_there(ws: Workspace):
    one, _ = ids(ws)
    archive.numbers(ws, one, {"list": "A"})
    assert archive.numbers(ws, one, {"list": "B"}) == {"list": 1}


def test_codes_are_empty_until_they_are_filled_in(ws: Workspace):
    assert not archive.codes(ws).known
    settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
    assert archive.codes(ws) == ArchiveCodes("0194", "ZGB")


def test_the_list_a_task_came_with_is_found(ws: Workspace):
    found = archive.list_of(ws, ids(ws)[0])
    assert found is not None and found.path.read_bytes().startswith(b"list")
    found.path.unlink()
    assert archive.list_of(ws, ids(ws)[0]) is None
