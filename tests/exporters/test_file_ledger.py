"""Promises of the file of one matter (一事一档): everything in order, as it was kept, numbered, and whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from data import actions, closing, sending
from data.domain.contents import Office
from data.domain.errors import Cancelled, UserError
from data.domain.filing import ArchiveCodes, ArchiveFile, ArchiveItem
from data.domain.model import Answer, PackageRecord, Reason, Step
from data.domain.notice import Notice
from data.filing import file_ledger, ledger_of
from data.store import evidence, journal, notices, packages, settings, tasks, work
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
    """A task sent, returned, mended, sent again, accepted and closed, with a notice; archive codes known."""
    task_id = tasks.find(ws, "1").id
    settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
    sent(ws, task_id, tmp_path, False)
    [record] = packages.of_task(ws, task_id)
    packages.save_mended(ws, record, {0: "已补充。"})
    sent(ws, task_id, tmp_path, True)
    notices.save(ws, task_id, Notice(date(2026, 11, 2), date(2026, 11, 13), published_by="青禾县整改办"))
    actions.note_step(ws, task_id, Step("", "closed", ws.today))
    return task_id


def sent(ws: Workspace, task_id: str, folder: Path, accepted: bool) -> PackageRecord:
    made = sending.send(ws, task_id, folder / "out", write_acceptance_package, "先报")
    reasons = () if accepted else (Reason("缺整改后照片", "措施1"),)
    answer = Answer(
        *(made.record.number, made.record.manifest_sha256, accepted, ws.today, "市水利局", "方仲衡"),
        opinion="同意销号。" if accepted else "",
        reasons=reasons,
    )
    return actions.take_answer(ws, answer)


def written(ws: Workspace, task_id: str, folder: Path) -> Path:
    return file_ledger(ws, task_id, folder, write_file_ledger).folder


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


def test_a_matter_still_open_has_no_numbers_and_it_is_said(ws: Workspace, tmp_path: Path):
    settings.put(ws, "archive_codes", ArchiveCodes("0194", "ZGB"))
    filed = file_ledger(ws, tasks.find(ws, "1").id, tmp_path, write_file_ledger)
    said = joined(filed.folder / f"{TITLE}.pdf")
    assert {row[1] for row in rows(filed.folder)} == {""}
    assert "还没有登记销号" in filed.unnumbered and filed.unnumbered in said
    assert "年度：（销号以后定）" in said.replace(" ", "")
    assert list(ws.db.query("select * from archive_number")) == []


def test_no_number_is_given_twice_over_the_years(ws: Workspace, closed: str, tmp_path: Path):
    assert file_ledger(ws, closed, tmp_path / "a", write_file_ledger).unnumbered == ""
    first = [row[1] for row in rows(next((tmp_path / "a").iterdir()))]
    [step] = [step for step in work.steps(ws, closed) if step.kind == "closed"]
    work.delete_step(ws, closed, step)
    ws.today = date(2027, 1, 10)
    actions.note_step(ws, closed, Step("", "closed", ws.today))
    moved = [row[1] for row in rows(written(ws, closed, tmp_path / "b"))]
    assert all("2027" in number for number in moved)
    take_in(ws, listed(), listed("2", "另一处问题。"))
    other = tasks.find(ws, "2").id
    work.add_step(ws, other, Step("", "closed", date(2026, 12, 30)))
    later = [row[1] for row in rows(written(ws, other, tmp_path / "c"))]
    assert all("2026" in number for number in later)
    assert len({*first, *moved, *later}) == len(first) + len(moved) + len(later)


def test_after_a_rebound_every_piece_keeps_its_number(ws: Workspace, closed: str, tmp_path: Path):
    first = {row[4]: row[1] for row in rows(written(ws, closed, tmp_path / "a"))}
    ws.today = date(2027, 3, 1)
    closing.look_back(ws, closed, Step("", "", ws.today, note="又有垃圾"), rebounded=True)
    notices.save(ws, closed, Notice(date(2027, 3, 2), date(2027, 3, 15), title="再次公示"))
    work.add_step(ws, closed, Step("", "closed", ws.today))
    again = {row[4]: row[1] for row in rows(written(ws, closed, tmp_path / "b"))}
    assert {title: number for title, number in again.items() if title in first} == {
        title: number for title, number in first.items() if title in again
    }
    assert len(first.keys() & again.keys()) == len(first) - 1
    assert again["再次公示"] not in first.values()


def test_every_level_is_named_in_the_steps_and_in_its_answer(ws: Workspace, tmp_path: Path):
    settings.put(ws, "profile", "four_levels")
    task_id = tasks.find(ws, "1").id
    sent(ws, task_id, tmp_path, True)
    [record] = packages.of_task(ws, task_id)
    for _ in range(2):
        closing.request_next_level(ws, task_id, ws.today)
        bound = record.number, record.manifest_sha256
        actions.take_answer(ws, Answer(*bound, True, ws.today, "市水利局", "方仲衡"))
    folder = written(ws, task_id, tmp_path / "archive")
    titles = [row[4] for row in rows(folder) if "的答复" in row[4]]
    assert titles[0] == "关于第1号整改任务验收销号申请（第1版）的答复（县级，同意销号）"
    assert len(titles) == len(set(titles)) == 3
    [record_of_steps] = folder.rglob("办理过程和台账记录摘录.pdf")
    said = joined(record_of_steps).replace(" ", "")
    assert all(f"{level}验收同意" in said for level in ("县级", "市级", "行业"))
    assert "第1版，市级同意销号，市水利局" in said
    sheets = ["".join(joined(path).split()) for path in sorted(folder.rglob("验收销号申请的答复.pdf"))]
    assert "验收层级县级" in sheets[0] and "验收层级市级" in sheets[1]


def test_tasks_that_share_a_number_are_filed_apart(tmp_path: Path):
    with open_desk(tmp_path / "desk") as ws:
        lists = listed("7", "甲问题。"), listed("7", "省里督察的另一个问题。")
        take_in(ws, *lists, listed("", "没有编号的问题。"), listed(None, "另一项没有编号的。"))  # type: ignore[arg-type]
        folders = {written(ws, task.id, tmp_path / "archive").name for task in tasks.as_worked(ws)}
        assert len(folders) == 4
        assert all(task.id[:4] in "".join(folders) for task in tasks.as_worked(ws))


def test_an_answers_scan_lies_with_it_and_is_kept_for_good(ws: Workspace, tmp_path: Path):
    task_id = tasks.find(ws, "1").id
    record = sending.send(ws, task_id, tmp_path / "out", write_acceptance_package, "先报").record
    scan = tmp_path / "扫描.pdf"
    Image.new("L", (620, 877), 255).save(scan, "PDF")
    bound = record.number, record.manifest_sha256
    answer = Answer(*bound, False, ws.today, "市水利局", reasons=(Reason("缺照片"),))
    closing.take_typed(ws, closing.TypedAnswer(answer, scan))
    [item] = [item for item in ledger_of(ws, task_id).items if item.key.startswith("answer:")]
    assert (item.retention, item.pages, item.remark) == ("永久", 1, "附收到的原件")
    folder = written(ws, task_id, tmp_path / "archive")
    [found] = [
        path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == scan.read_bytes()
    ]
    assert "的答复（" in found.parent.name
    assert next(row[7] for row in rows(folder) if "的答复" in row[4]) == "2"


def test_signed_papers_among_the_evidence_are_kept_as_long_as_signed_forms(ws: Workspace):
    task_id = tasks.find(ws, "1").id
    first, second = evidence.of_task(ws, task_id)
    evidence.save(ws, task_id, replace(first, kind="signed_form"))
    terms = {item.key: item.retention for item in ledger_of(ws, task_id).items}
    assert (terms[f"evidence:{first.id}"], terms[f"evidence:{second.id}"]) == ("永久", "30年")


def test_the_pages_of_a_package_are_those_of_its_handover_list(ws: Workspace, closed: str, tmp_path: Path):
    folder = written(ws, closed, tmp_path / "archive")
    pages = [row[7] for row in rows(folder) if "申请包（" in row[4]]
    lists = sorted(folder.rglob("*_移交清单.pdf"))
    assert len(pages) == len(lists) == 2
    for count, path in zip(pages, lists, strict=True):
        assert f"件、{count}页；" in joined(path).replace(" ", "")


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


def test_files_never_get_a_name_that_is_taken(ws: Workspace, tmp_path: Path):
    names = ("扫描.jpg", "扫描.jpg", "扫描（2）.jpg", "扫描.JPG")
    ledger = ledger_of(ws, tasks.find(ws, "1").id)
    copies = tuple(ArchiveFile(name, partial(BytesIO, str(at).encode())) for at, name in enumerate(names))
    item = ArchiveItem("more", "签字件", "30年", files=copies)
    folder = write_file_ledger(replace(ledger, items=(*ledger.items, item)), tmp_path)
    [place] = [path for path in folder.iterdir() if path.name.endswith("签字件")]
    found = {path.name: path.read_text() for path in place.iterdir()}
    assert len({name.casefold() for name in found}) == 4
    assert sorted(found.values()) == ["0", "1", "2", "3"]


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
