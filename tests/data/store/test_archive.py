"""Promises of archive numbers in the store: given once, counted on within their prefix, never given twice."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import IntegrityError

import pytest
from sqlite_utils import Database

from data.domain.filing import ArchiveCodes
from data.store import archive, journal, settings, tasks
from data.store.migrations import migrations
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


def test_a_number_left_behind_is_never_given_to_another_piece(ws: Workspace):
    one, two = ids(ws)
    archive.numbers(ws, one, {"list": "A", "record": "A"})
    archive.numbers(ws, one, {"list": "B", "record": "B"})
    assert archive.numbers(ws, two, {"list": "A"}) == {"list": 3}
    assert archive.numbers(ws, one, {"list": "A", "record": "A"}) == {"list": 1, "record": 2}


def test_the_journal_keeps_the_numbers_as_they_were_given(ws: Workspace):
    one, _ = ids(ws)
    archive.numbers(ws, one, {"list": "0194-WS·2026-D30-ZGB"})
    assert journal.lines(ws.db, one)[0].detail == {"after": {"list": "0194-WS·2026-D30-ZGB-0001"}}


def test_numbers_given_by_an_earlier_version_stay(tmp_path: Path):
    db = Database(tmp_path / "old.sqlite3")
    migrations.apply(db, stop_before="012_numbers_for_good")
    db.execute("pragma foreign_keys = off")
    given = {"task_id": "t", "item": "list", "prefix": "A", "number": 7, "rev": 1, "updated_by": ""}
    db.table("archive_number").insert(given)
    migrations.apply(db)
    assert list(db.query("select * from archive_number")) == [given]
    with pytest.raises(IntegrityError):
        db.table("archive_number").insert({**given, "item": "record"})
    db.table("archive_number").insert({**given, "prefix": "B"})
    db.close()


def test_codes_are_empty_until_they_are_filled_in(ws: Workspace):
    assert not archive.codes(ws).known
    settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
    assert archive.codes(ws) == ArchiveCodes("0194", "ZGB")


def test_the_list_a_task_came_with_is_found(ws: Workspace):
    found = archive.list_of(ws, ids(ws)[0])
    assert found is not None and found.path.read_bytes().startswith(b"list")
    found.path.unlink()
    assert archive.list_of(ws, ids(ws)[0]) is None
