"""Evidence: bytes kept once and whole, refused with a reason, linked to measures and slots."""

from datetime import date
from pathlib import Path

import pytest

from data import actions, dossier
from data.domain.errors import UserError
from data.store import evidence, tasks
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace
from tests.factory import files, listed, take_in


@pytest.fixture
def task_id(desk: Workspace) -> str:
    take_in(desk, listed())
    return tasks.find(desk, "1").id


def test_a_file_is_kept_under_its_own_digest(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    [path] = files(tmp_path, "会议纪要.txt")
    [piece] = evidence.attach(desk, task_id, [NewEvidence(path)])
    assert evidence.path_of(desk, piece.sha256).read_bytes() == path.read_bytes()
    assert piece.name == "会议纪要.txt" and piece.size == path.stat().st_size


def test_the_same_bytes_are_kept_once(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("同一内容")
    two.write_text("同一内容")
    first, second = evidence.attach(desk, task_id, [NewEvidence(one), NewEvidence(two)])
    assert first.sha256 == second.sha256
    assert len(list((desk.folder / "evidence").glob("??/*"))) == 1


@pytest.mark.parametrize(
    ("make", "says"), [("missing", "找不到"), ("empty", "空文件"), ("folder", "不是文件")]
)
def test_a_file_that_cannot_be_taken_in_is_refused_and_nothing_is_stored(
    desk: Workspace, task_id: str, tmp_path: Path, make: str, says: str
) -> None:
    good = files(tmp_path, "好.txt")[0]
    bad = tmp_path / "坏"
    if make == "empty":
        bad.touch()
    elif make == "folder":
        bad.mkdir()
    with pytest.raises(UserError, match=says):
        evidence.attach(desk, task_id, [NewEvidence(good), NewEvidence(bad)])
    assert evidence.of_task(desk, task_id) == []


def test_bytes_that_change_or_vanish_after_attaching_are_found(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    pieces = evidence.attach(
        desk, task_id, [NewEvidence(p) for p in files(tmp_path, "a.txt", "b.txt", "c.txt")]
    )
    evidence.path_of(desk, pieces[0].sha256).unlink()
    kept = evidence.path_of(desk, pieces[1].sha256)
    kept.write_bytes(b"X" + kept.read_bytes()[1:])
    assert [(p.name, how) for p, how in evidence.damaged(desk, task_id)] == [
        ("a.txt", "missing"),
        ("b.txt", "changed"),
    ]


def test_attaching_again_mends_changed_bytes(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    [path] = files(tmp_path, "a.txt")
    [piece] = evidence.attach(desk, task_id, [NewEvidence(path)])
    evidence.path_of(desk, piece.sha256).write_bytes(b"X" * piece.size)
    evidence.attach(desk, task_id, [NewEvidence(path)])
    assert evidence.damaged(desk, task_id) == []


def test_expected_slots_are_filled_by_linked_pieces_and_can_be_waived(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    first = tasks.get(desk, task_id).measures[0]
    assert {slot.kind for slot in dossier.slots(desk, task_id)} >= {"photo_before", "photo_after"}
    [photo] = files(tmp_path, "整改前.jpg")
    evidence.attach(desk, task_id, [NewEvidence(photo, kind="photo_before", measure_ids=(first.id,))])
    filled = {slot.kind: slot.evidence_id is not None for slot in dossier.slots(desk, task_id)}
    assert filled["photo_before"] and not filled["photo_after"]
    evidence.waive(desk, task_id, first.id, "photo_after", "现场已不存在")
    assert {s.kind: s.waived for s in dossier.slots(desk, task_id)}["photo_after"] == "现场已不存在"
    evidence.waive(desk, task_id, first.id, "photo_after", "")
    assert {s.kind: s.waived for s in dossier.slots(desk, task_id)}["photo_after"] == ""


def test_a_detached_piece_leaves_its_bytes_and_a_journal_line(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    [piece] = evidence.attach(desk, task_id, [NewEvidence(p) for p in files(tmp_path, "a.txt")])
    evidence.detach(desk, task_id, piece.id)
    assert evidence.of_task(desk, task_id) == []
    assert evidence.path_of(desk, piece.sha256).exists()
    assert desk.db.execute("select count(*) from journal where what = 'detach'").fetchone()[0] == 1


def test_a_name_tells_kind_and_date(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    [piece] = actions.attach_files(desk, task_id, files(tmp_path, "专题会议纪要_20260312.txt"))
    assert (piece.kind, piece.dated, piece.title) == ("minutes", date(2026, 3, 12), "专题会议纪要")
