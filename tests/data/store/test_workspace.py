"""The workspace: opened by one program, refused where it is newer, foreign, damaged or read-only."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from data.domain.errors import UserError
from data.store import journal, settings, task_lines
from data.store.migrations import migrations
from data.store.workspace import DATABASE, Workspace
from tests.factory import TODAY, listed, open_desk, take_in


def test_a_second_program_on_the_same_workspace_is_refused(desk: Workspace) -> None:
    with pytest.raises(UserError, match="正被另一个"):
        Workspace.open(desk.folder, TODAY)


def test_after_closing_it_opens_again_with_everything_in_it(tmp_path: Path) -> None:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed())
    with Workspace.open(tmp_path / "desk", TODAY) as ws:
        assert [line.number for line in task_lines.lines(ws)] == ["1"]
        assert settings.office(ws).county == "青禾县"


def test_a_newer_file_is_refused_with_both_versions_named(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk").close()
    with sqlite3.connect(tmp_path / "desk" / DATABASE) as db:
        db.execute("insert into _sqlite_migrations values (99, 'desk', '999_future', '2030-01-01')")
        db.execute("pragma user_version=99")
    before = (tmp_path / "desk" / DATABASE).read_bytes()
    with pytest.raises(UserError, match=f"第99版.*第{len(migrations._migrations)}版"):
        Workspace.open(tmp_path / "desk", TODAY)
    assert (tmp_path / "desk" / DATABASE).read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with sqlite3.connect(tmp_path / "desk" / DATABASE) as db:
        db.execute("create table other (id)")
    with pytest.raises(UserError, match="不是整改通的数据"):
        Workspace.open(tmp_path / "desk", TODAY)


@pytest.mark.parametrize("damage", ["garbage", "cut"])
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, *(listed(str(n), f"第{n}个问题：" + "污水直排" * 50) for n in range(200)))
    path = tmp_path / "desk" / DATABASE
    whole = path.read_bytes()
    path.write_bytes(b"not a database" * 100 if damage == "garbage" else whole[: len(whole) // 2])
    left = path.read_bytes()
    with pytest.raises(UserError, match="损坏"):
        Workspace.open(tmp_path / "desk", TODAY)
    assert path.read_bytes() == left


def test_a_refused_workspace_can_be_opened_once_it_is_mended(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk").close()
    path = tmp_path / "desk" / DATABASE
    shutil.copy(path, tmp_path / "kept")
    path.write_bytes(b"x" * 5000)
    with pytest.raises(UserError):
        Workspace.open(tmp_path / "desk", TODAY)
    shutil.copy(tmp_path / "kept", path)
    Workspace.open(tmp_path / "desk", TODAY).close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir(mode=0o555)
    with pytest.raises(UserError, match="权限|写入"):
        Workspace.open(tmp_path / "desk", TODAY)


@pytest.mark.parametrize("folder", [".", "evidence", "packages", "lists", "forms"])
def test_what_an_interrupted_copy_left_is_swept_at_the_next_start(tmp_path: Path, folder: str) -> None:
    open_desk(tmp_path / "desk").close()
    left = tmp_path / "desk" / folder / ".abc.part"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    Workspace.open(tmp_path / "desk", TODAY).close()
    assert not left.exists()


def test_a_failed_write_leaves_neither_change_nor_journal_line(desk: Workspace) -> None:
    before = len(journal.lines(desk.db))
    with pytest.raises(RuntimeError), desk.change("setting", "x") as db:
        db.table("setting").insert({"key": "x", "value": "1"})
        raise RuntimeError
    assert settings.get(desk, "x", int, 0) == 0
    assert len(journal.lines(desk.db)) == before


def test_the_journal_chain_shows_an_edited_and_a_removed_line(desk: Workspace) -> None:
    for n in range(5):
        settings.put(desk, f"key{n}", n)
    assert journal.first_broken_line(desk.db) is None
    with desk.elsewhere() as other:
        other.db.execute("update journal set by = '别人' where seq = 3")
    assert journal.first_broken_line(desk.db) == 3
    with desk.elsewhere() as other:
        other.db.execute("delete from journal where seq = 3")
    assert journal.first_broken_line(desk.db) == 4


def test_every_table_is_strict(desk: Workspace) -> None:
    own = [t for t in desk.db.tables if not t.name.startswith(("_", "sqlite_"))]
    assert own and all(table.strict for table in own)


def test_the_schema_is_the_one_reviewed(desk: Workspace) -> None:
    kept = Path(__file__).parents[2] / "files" / "schema.sql"
    schema = "\n".join(
        line.strip()
        for line in desk.db.schema.splitlines()
        if "_sqlite_migrations" not in line and line.strip()
    )
    assert schema == kept.read_text(encoding="utf-8").strip(), (
        "run tests/files/write_schema.py and review the change"
    )


def test_foreign_keys_are_on(desk: Workspace) -> None:
    take_in(desk, listed())
    with pytest.raises(sqlite3.IntegrityError), desk.elsewhere() as other:
        Database(other.db.conn).execute("delete from task")
