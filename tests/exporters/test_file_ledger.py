"""Promises of the file of one matter (一事一档): everything in order, as it was kept, numbered, and whole or not at all."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from data import actions, sending
from data.domain.contents import Office
from data.domain.errors import Cancelled, UserError
from data.domain.filing import ArchiveCodes
from data.domain.model import Answer, Reason
from data.domain.notice import Notice
from data.filing import file_ledger, ledger_of
from data.store import evidence, journal, notices, packages, settings, tasks
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from exporters.file_ledger import HEAD, TITLE, write_file_ledger
from tests.factory import files, listed, open_desk, take_in, worked
from tests.pdf_reading import fonts_of, joined

FINDING = "河道沿线垃圾堆放，群众反映强烈。"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_desk(tmp_path / "desk") as desk:
        take_in(desk, listed())
        worked(desk, tmp_path / "files")
        yield desk


@pytest.fixture
def closed(ws: Workspace, tmp_path: Path) -> str:
    """A task sent, returned, mended, sent again and accepted, with a notice; archive codes known."""
    task_id = tasks.find(ws, "1").id
    settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
    sent(ws, task_id, tmp_path, False)
    [record] = packages.of_task(ws, task_id)
    packages.save_mended(ws, record, {0: "已补充。"})
    sent(ws, task_id, tmp_path, True)
    notices.save(ws, task_id, Notice(date(2026, 11, 2), date(2026, 11, 13), published_by="青禾县整改办"))
    return task_id


def sent(ws: Workspace, task_id: str, folder: Path, accepted: bool) -> None:
    made = sending.send(ws, task_id, folder / "out", write_acceptance_package, "先报")
    reasons = () if accepted else (Reason("缺整改后照片", "措施1"),)
    answer = Answer(
        *(made.record.number, made.record.manifest_sha256, accepted, ws.today, "市水利局", "方仲衡"),
        opinion="同意销号。" if accepted else "",
        reasons=reasons,
    )
    actions.take_answer(ws, answer)


def written(ws: Workspace, task_id: str, folder: Path) -> Path:
    return file_ledger(ws, task_id, folder, write_file_ledger)


def rows(folder: Path) -> list[tuple[str, ...]]:
    page = openpyxl.load_workbook(folder / f"{TITLE}.xlsx").active
    assert page is not None
    return [tuple(cell or "" for cell in row) for row in page.iter_rows(min_row=3, values_only=True)]  # type: ignore[misc]


def test_the_pieces_stand_in_the_order_of_the_procedure(ws: Workspace, closed: str, tmp_path: Path):
    items = [item.key.split(":")[0] for item in ledger_of(ws, closed).items]
    assert items[:3] == ["list", "evidence", "evidence"]
    assert items[-1] == "record"
    assert sorted(items[3:-1]) == ["answer", "answer", "notice", "package", "package"]
    folder = written(ws, closed, tmp_path / "archive")
    places = sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert [place[:4] for place in places] == [f"{at:03d}_" for at in range(1, len(items) + 1)]
    assert places[0] == "001_第1号整改任务清单内容"


def test_every_piece_lies_there_as_it_was_kept(ws: Workspace, closed: str, tmp_path: Path):
    folder = written(ws, closed, tmp_path / "archive")
    found = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    assert {piece.sha256 for piece in evidence.of_task(ws, closed)} <= found
    assert {record.sha256 for record in packages.of_task(ws, closed)} <= found
    assert len(list(folder.rglob("*_移交清单.pdf"))) == 2
    beside = {one.sha256 for record in packages.of_task(ws, closed) for one in record.beside}
    assert len(beside) == 8 and beside <= found
    assert len(list(folder.rglob("来件*.xlsx"))) + len(list(folder.rglob("清单.xlsx"))) == 1


def test_the_catalogue_says_the_same_in_pdf_and_workbook(ws: Workspace, closed: str, tmp_path: Path):
    folder = written(ws, closed, tmp_path / "archive")
    told, printed = rows(folder), joined(folder / f"{TITLE}.pdf").replace(" ", "")
    assert len(told) == len(ledger_of(ws, closed).items)
    for row in told:
        assert all(part.replace(" ", "") in printed for part in (row[5], *row[4].split("（")[:1]) if part)
    assert {len(row[5]) for row in told} == {8} or {len(row[5]) for row in told} == {0, 8}
    assert [row[0] for row in told] == [str(at) for at in range(1, len(told) + 1)]
    assert all(fonts_of(folder / f"{TITLE}.pdf").values())


def test_numbers_are_unlike_and_stay_when_filed_again(ws: Workspace, closed: str, tmp_path: Path):
    first = [row[1] for row in rows(written(ws, closed, tmp_path / "a"))]
    again = [row[1] for row in rows(written(ws, closed, tmp_path / "b"))]
    assert first == again and len(set(first)) == len(first)
    assert all(number.startswith("0194-WS·2026-") for number in first)
    assert any("-D30-" in number for number in first) and any("-Y-" in number for number in first)


def test_without_codes_the_numbers_are_left_blank_and_it_is_said(ws: Workspace, tmp_path: Path):
    folder = written(ws, tasks.find(ws, "1").id, tmp_path)
    assert {row[1] for row in rows(folder)} == {""}
    assert "档号留空" in joined(folder / f"{TITLE}.pdf")


def test_the_record_ends_with_the_journals_head(ws: Workspace, closed: str, tmp_path: Path):
    folder = written(ws, closed, tmp_path / "archive")
    [record] = folder.rglob("办理过程和台账记录摘录.pdf")
    said = joined(record)
    assert journal.head(ws.db) in said
    assert "登记答复" in said and "验收同意" in said and "核对连续" in said


def test_a_broken_journal_is_said_on_the_record(ws: Workspace, closed: str, tmp_path: Path):
    ws.db.execute("update journal set detail = '{}' where seq = 2")
    ws.db.conn.commit()
    [record] = written(ws, closed, tmp_path / "archive").rglob("办理过程和台账记录摘录.pdf")
    assert "第2行起核对不连续" in joined(record)


def test_the_answer_stands_with_its_reasons_and_what_was_mended(ws: Workspace, closed: str, tmp_path: Path):
    folder = written(ws, closed, tmp_path / "archive")
    said = "".join(joined(path) for path in sorted(folder.rglob("验收销号申请的答复.pdf")))
    assert "缺整改后照片" in said and "已补充。" in said and "同意销号" in said


def test_a_piece_without_a_title_gets_one_in_brackets(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    ws.db.execute("update evidence set title = ''")
    ws.db.conn.commit()
    folder = written(ws, task_id, tmp_path / "archive")
    assert [row[4] for row in rows(folder)[1:3]] == ["[第1号整改任务会议纪要、批示]"] * 2
    assert (folder / "002_第1号整改任务会议纪要、批示").is_dir()


def test_text_in_the_workbook_runs_nothing(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    ws.db.execute("update evidence set title = '=HYPERLINK(1)', document_number = '+1'")
    ws.db.conn.commit()
    page = openpyxl.load_workbook(written(ws, task_id, tmp_path / "archive") / f"{TITLE}.xlsx").active
    assert page is not None
    assert {cell.data_type for row in page.iter_rows(min_row=3) for cell in row} <= {"s", "n"}
    assert len(HEAD) == page.max_column
    assert page["E4"].value == "=HYPERLINK(1)" and page["E4"].data_type == "s"


def test_two_files_of_one_name_and_a_name_of_any_length_are_kept(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    [path] = files(tmp_path / "more", "照片" * 40 + ".txt")
    actions.attach_files(ws, task_id, [path])
    folder = written(ws, task_id, tmp_path / "archive")
    assert all(len(part) <= 100 for path in folder.rglob("*") for part in path.relative_to(folder).parts)


def test_evidence_that_changed_stops_it_by_name_and_leaves_nothing(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    piece = evidence.of_task(ws, task_id)[0]
    evidence.path_of(ws, piece.sha256).write_bytes(b"other")
    with pytest.raises(UserError, match=piece.name):
        written(ws, task_id, tmp_path / "archive")
    assert list((tmp_path / "archive").iterdir()) == []


def test_a_package_that_is_gone_is_named(ws: Workspace, closed: str, tmp_path: Path):
    lost = packages.of_task(ws, closed)[0].file_name
    (ws.folder / "packages" / lost).unlink()
    with pytest.raises(UserError, match=lost):
        written(ws, closed, tmp_path / "archive")
    assert list((tmp_path / "archive").iterdir()) == []


def test_a_form_that_changed_after_sending_is_named(ws: Workspace, closed: str, tmp_path: Path):
    form = packages.of_task(ws, closed)[0].beside[-1].file_name
    (ws.folder / "packages" / form).write_bytes(b"filled in")
    with pytest.raises(UserError, match=form):
        written(ws, closed, tmp_path / "archive")
    assert list((tmp_path / "archive").iterdir()) == []


def test_packages_sent_before_forms_were_noted_are_filed_with_their_list(
    ws: Workspace, closed: str, tmp_path: Path
):
    ws.db.execute("update package set beside = '[]'")
    ws.db.conn.commit()
    folder = written(ws, closed, tmp_path / "archive")
    assert len(list(folder.rglob("*_移交清单.pdf"))) == 2 and not list(folder.rglob("*_验收意见表.*"))


def test_a_file_already_there_is_never_written_into(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    folder = written(ws, task_id, tmp_path / "archive")
    with pytest.raises(UserError, match="已有"):
        written(ws, task_id, tmp_path / "archive")
    assert list((tmp_path / "archive").iterdir()) == [folder]


def test_a_stop_leaves_nothing(ws: Workspace, tmp_path: Path):
    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        file_ledger(ws, tasks.find(ws, "1").id, tmp_path / "archive", write_file_ledger, stop)
    assert list((tmp_path / "archive").iterdir()) == []


def test_a_bare_task_can_be_filed_too(tmp_path: Path):
    with open_desk(tmp_path / "desk") as ws:
        settings.put(ws, "office", Office("", ""))
        take_in(ws, listed(number=None))  # type: ignore[arg-type]
        [task] = tasks.everything(ws)
        folder = written(ws, task.id, tmp_path / "archive")
        assert [row[4] for row in rows(folder)] == ["整改任务清单内容", "整改任务办理过程和台账记录摘录"]


def test_a_package_in_volumes_is_one_piece(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    big = tmp_path / "视频.bin"
    big.write_bytes(bytes(range(256)) * 8000)
    actions.attach_files(ws, task_id, [big])
    write = partial(write_acceptance_package, volume_bytes=2_500_000)
    made = sending.send(ws, task_id, tmp_path / "out", write, "先报")
    assert len(made.volumes) == len(made.record.volumes) == 2
    [kept] = packages.of_task(ws, task_id)
    assert kept == made.record and kept.manifest_sha256 == kept.volumes[0].manifest_sha256
    folder = written(ws, task_id, tmp_path / "archive")
    [place] = [path for path in folder.iterdir() if "申请包" in path.name]
    assert sorted(path.name for path in place.iterdir()) == sorted(path.name for path in made.files)
