"""Sending: written, kept and noted, or nothing at all."""

import sqlite3
from pathlib import Path

import pytest

from data import sending
from data.domain.errors import Incomplete, UserError
from data.files import sha256_of
from data.store import packages, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from tests.factory import listed, take_in, worked


def refuse(ws: Workspace, table: str) -> None:
    """Let the database refuse every new row of a table, as a full or broken disk would."""
    ws.db.execute(
        f"create temp trigger refused before insert on {table} begin select raise(abort, 'refused'); end"
    )


def test_a_package_that_cannot_be_noted_leaves_no_file_behind(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    steps = work.steps(desk, task.id)
    refuse(desk, "package")
    out = tmp_path / "out"
    with pytest.raises(sqlite3.IntegrityError, match="refused"):
        sending.send(desk, task.id, out, write_acceptance_package)
    assert list(out.iterdir()) == [] and list((desk.folder / "packages").iterdir()) == []
    assert packages.of_task(desk, task.id) == [] and work.steps(desk, task.id) == steps


def test_what_lay_in_the_folder_before_stays_when_sending_fails(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    out = tmp_path / "out"
    first = sending.send(desk, task.id, out, write_acceptance_package)
    there = {path.name: path.read_bytes() for path in out.iterdir()}
    refuse(desk, "package")
    with pytest.raises(sqlite3.IntegrityError):
        sending.send(desk, task.id, out, write_acceptance_package, "再报一次")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == there
    assert [record.id for record in packages.of_task(desk, task.id)] == [first.record.id]


def test_packages_of_two_tasks_with_one_number_are_both_kept(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed("7"))
    one = worked(desk, tmp_path, "7")
    out = tmp_path / "out"
    alone = sending.send(desk, one.id, out, write_acceptance_package)
    take_in(desk, listed("7", "自然保护区内违规采石，生态恢复治理不到位。"))
    [other] = desk.db.query("select id from task where id <> ?", [one.id])
    same_day = sending.send(desk, other["id"], out, write_acceptance_package, "先行报送")
    kept = desk.folder / "packages"
    assert alone.path.name != same_day.path.name
    assert (kept / alone.path.name).read_bytes() == alone.path.read_bytes()
    assert (kept / same_day.path.name).read_bytes() == same_day.path.read_bytes()


def test_a_long_number_never_pushes_the_version_out_of_the_name(desk: Workspace, tmp_path: Path) -> None:
    number = "附件三第二批中央生态环境保护督察反馈问题整改任务清单第十二项之一"
    take_in(desk, listed(number))
    sent = sending.send(desk, worked(desk, tmp_path, number).id, tmp_path / "out", write_acceptance_package)
    assert sent.path.stem.endswith("_20261122_v1") and len(sent.path.name.encode()) < 255


def test_sending_into_the_workspaces_own_folder_leaves_it_as_one_file(
    desk: Workspace, tmp_path: Path
) -> None:
    take_in(desk, listed())
    kept = desk.folder / "packages"
    sent = sending.send(desk, worked(desk, tmp_path).id, kept, write_acceptance_package)
    assert sent.path.exists() and not list(kept.glob(".*"))


def test_the_handover_list_and_the_opinion_forms_are_kept_as_they_were_sent(
    desk: Workspace, tmp_path: Path
) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    sent = sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    beside = [path for path in sent.files if path not in sent.volumes]
    assert [path.name.rpartition("_")[2] for path in beside] == [
        "移交清单.pdf",
        "验收意见表.xlsx",
        "验收意见表.docx",
        "验收意见表.pdf",
    ]
    assert set((tmp_path / "out").iterdir()) == set(sent.files)
    [record] = packages.of_task(desk, task.id)
    assert [one.file_name for one in record.beside] == [path.name for path in beside]
    for one in record.beside:
        kept = desk.folder / "packages" / one.file_name
        assert (sha256_of(kept), kept.stat().st_size) == (one.sha256, one.size)


def test_filling_in_a_form_where_it_lies_leaves_the_kept_one_alone(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    sent = sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    for path in sent.opinions:
        with open(path, "r+b") as there:
            there.write(b"filled in")
    for one in packages.of_task(desk, task.id)[0].beside:
        assert sha256_of(desk.folder / "packages" / one.file_name) == one.sha256


@pytest.mark.parametrize(
    ("file", "code"), [("forms/form.toml", "own_forms_wrong"), ("rules.toml", "own_rules_wrong")]
)
def test_wrong_rules_or_forms_of_the_offices_own_stop_sending_whatever_the_reason(
    desk: Workspace, tmp_path: Path, file: str, code: str
) -> None:
    take_in(desk, listed())
    task = worked(desk, tmp_path)
    (desk.folder / "forms").mkdir(exist_ok=True)
    (desk.folder / file).write_text("key = 'form'\nunheard_of = 1\n", "utf-8")
    with pytest.raises(Incomplete) as refused:
        sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    assert code in {finding.code for finding in refused.value.findings}
    with pytest.raises(UserError, match="没有这一项"):
        sending.send(desk, task.id, tmp_path / "out", write_acceptance_package, "县委要求先报。")
    assert not (tmp_path / "out").exists() and packages.of_task(desk, task.id) == []
