"""After the answer: a typed one with its scan, the next level, looking back and reopening."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data import actions, closing, dossier, sending
from data.closing import TypedAnswer
from data.domain.checks import check
from data.domain.errors import OtherLevel, UserError
from data.domain.model import Answer, Reason, Step, Task
from data.domain.plain import to_plain
from data.files import sha256_of
from data.intake.answer import FORMAT, FORMAT_VERSION
from data.intake.reply import read_reply
from data.rules import profile_of
from data.store import evidence, packages, register, settings, task_lines, tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from exporters.opinion_files import write_opinion_files
from tests.factory import TODAY, files, listed, take_in, worked


@pytest.fixture
def sent(desk: Workspace, tmp_path: Path) -> Task:
    take_in(desk, listed(), listed("2"))
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    return task


def answer(desk: Workspace, task: Task, accepted: bool = True, **fields: object) -> Answer:
    record = packages.of_task(desk, task.id)[0]
    reasons = () if accepted else (Reason("缺材料", "措施1"),)
    made = Answer(record.number, record.manifest_sha256, accepted, TODAY, "市水利局", "沈若川", "", reasons)
    made = replace(made, code=record.code, package_version=record.version)
    return replace(made, **fields)  # type: ignore[arg-type]


def test_a_typed_answer_keeps_its_scan_with_the_task(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    [scan] = files(tmp_path, "意见.txt")
    closing.take_typed(desk, TypedAnswer(answer(desk, sent), scan))
    kept = evidence.of_task(desk, sent.id)[-1]
    assert (kept.kind, kept.title, kept.dated) == ("signed_form", "市水利局验收意见（同意销号）", TODAY)
    assert work.steps(desk, sent.id)[-1].kind == "accepted"


def test_a_refused_answer_keeps_no_scan(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    [scan] = files(tmp_path, "意见.txt")
    before = len(evidence.of_task(desk, sent.id))
    faults = ("on", date(2026, 1, 1)), ("on", date(2027, 1, 1)), ("manifest_sha256", "0" * 64)
    for name, value in faults:
        with pytest.raises(UserError):
            closing.take_typed(desk, TypedAnswer(replace(answer(desk, sent), **{name: value}), scan))
    with pytest.raises(UserError):
        closing.take_typed(desk, TypedAnswer(answer(desk, sent), tmp_path / "没有.pdf"))
    assert len(evidence.of_task(desk, sent.id)) == before and packages.answers(desk, sent.id) == []


def test_the_same_package_is_answered_level_by_level(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    with pytest.raises(UserError, match="下一级"):
        closing.request_next_level(desk, task.id, TODAY)
    actions.take_answer(desk, answer(desk, task))
    with pytest.raises(UserError, match="已经登记过"):
        actions.take_answer(desk, answer(desk, task))
    with pytest.raises(UserError, match="省级"):
        actions.close(desk, task.id, Step("", "accepted", TODAY))
    closing.request_next_level(desk, task.id, TODAY)
    actions.take_answer(desk, answer(desk, task, accepted=False))
    [reason] = packages.open_reasons(desk, task.id)
    assert reason[0].text == "缺材料"
    packages.save_mended(desk, packages.of_task(desk, task.id)[0], {0: "已补充。"})
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    assert work.steps(desk, task.id)[-1].level == "province"


def test_a_rebound_reopens_and_only_a_new_verification_counts(desk: Workspace, sent: Task) -> None:
    actions.take_answer(desk, answer(desk, sent))
    actions.close(desk, sent.id, Step("", "closed", TODAY))
    [line] = [line for line in task_lines.lines(desk) if line.id == sent.id]
    assert (line.closed_on, line.looked) == (TODAY, 0) and len(register.entries(desk, profile_of(desk))) == 1
    desk.today = date(2027, 2, 25)
    closing.look_back(desk, sent.id, Step("", "", date(2027, 2, 24)), rebounded=False)
    assert next(line for line in task_lines.lines(desk) if line.id == sent.id).looked == 1
    closing.look_back(desk, sent.id, Step("", "", date(2027, 2, 25), note="河道又有垃圾"), rebounded=True)
    assert work.steps(desk, sent.id)[-1].note == "河道又有垃圾；当初同意销号：市水利局（2026年11月22日）"
    assert "verification_before_rebound" in {f.code for f in check(dossier.case_of(desk, sent.id))}
    filled = work.verification(desk, sent.id)
    actions.verify(desk, sent.id, filled)
    assert work.steps(desk, sent.id)[-1].kind == "rebounded"
    actions.verify(desk, sent.id, replace(filled, on=date(2027, 2, 25)))
    assert work.steps(desk, sent.id)[-1].kind == "verified"


def test_a_photo_of_another_task_is_found(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    from data.demo import SAMPLES

    photo = SAMPLES / "evidence" / "柳塘整治后.jpg"
    other = tasks.find(desk, "2")
    for task in (sent, other):
        actions.attach_files(desk, task.id, [photo], (task.measures[0].id,))
    [found] = evidence.used_elsewhere(desk, other.id)
    assert found.same and found.number == "1"


def test_an_answer_of_another_level_is_asked_about_never_guessed(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    for named in ("省级", "province", "县级"):
        with pytest.raises(OtherLevel, match="现在等的是“市级”"):
            actions.take_answer(desk, answer(desk, task, level=named))
        assert closing.bound(desk, answer(desk, task, level=named)).in_doubt
    assert packages.answers(desk, task.id) == []
    assert not closing.bound(desk, answer(desk, task, level="市级验收")).in_doubt
    with pytest.raises(UserError, match="没有“乡级”.*市级、省级"):
        actions.take_answer(desk, answer(desk, task, level="省级"), "乡级")
    actions.take_answer(desk, answer(desk, task, level="省级"), "市级")
    [(_, noted, _)] = packages.answers(desk, task.id)
    assert noted.level == "city" and work.steps(desk, task.id)[-1].level == "city"


def test_an_answer_that_names_the_level_asked_or_none_is_that_levels(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    actions.take_answer(desk, answer(desk, task, level="市级"))
    closing.request_next_level(desk, task.id, TODAY)
    actions.take_answer(desk, answer(desk, task))
    assert [noted.level for _, noted, _ in packages.answers(desk, task.id)] == ["province", "city"]


def written(folder: Path, made: Answer) -> Path:
    """The answer as the file the checker page writes."""
    file = folder / "答复.json"
    body = {"format": FORMAT, "format_version": FORMAT_VERSION}
    body |= {name: to_plain(getattr(made, name)) for name in Answer.__slots__}
    file.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return file


def test_an_answer_file_is_kept_with_its_package_as_received(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    file = written(tmp_path, answer(desk, sent))
    record = closing.take_file(desk, read_reply(file), file)
    kept = record.beside[-1]
    assert (desk.folder / "packages" / kept.file_name).read_bytes() == file.read_bytes()
    assert kept.sha256 == sha256_of(file) and kept.file_name.endswith("_答复.json")
    assert packages.of_task(desk, sent.id)[0].beside[-1] == kept
    assert work.steps(desk, sent.id)[-1].kind == "accepted"


def test_an_answer_that_is_refused_leaves_no_file(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    before = sorted((desk.folder / "packages").iterdir())
    for wrong in (replace(answer(desk, sent), on=date(2027, 1, 1)), answer(desk, sent, level="国家级")):
        file = written(tmp_path, wrong)
        with pytest.raises((UserError, OtherLevel)):
            closing.take_file(desk, read_reply(file), file)
    with pytest.raises(UserError):
        closing.take_file(desk, answer(desk, sent), tmp_path / "没有.json")
    assert sorted((desk.folder / "packages").iterdir()) == before
    assert packages.answers(desk, sent.id) == []


def test_a_file_changed_since_it_was_read_is_not_noted(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    read = read_reply(written(tmp_path, answer(desk, sent)))
    changed = written(tmp_path, answer(desk, sent, accepted=False))
    with pytest.raises(UserError, match="又有改动"):
        closing.take_file(desk, read, changed)
    assert packages.answers(desk, sent.id) == [] and not list((desk.folder / "packages").glob("*答复*"))


def test_the_next_level_gets_opinion_forms_of_its_own(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sent = sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    actions.take_answer(desk, answer(desk, task))
    closing.request_next_level(desk, task.id, TODAY)
    forms = closing.opinion_forms(desk, task.id, tmp_path / "省级", write_opinion_files)
    assert [path.suffix for path in forms] == [".xlsx", ".docx", ".pdf"]
    cells = [str(cell.value) for row in load_workbook(forms[0]).worksheets[0].iter_rows() for cell in row]
    assert {"省级", sent.record.number, "第1版", sent.record.code} <= set(cells)
    kept = packages.of_task(desk, task.id)[0].beside[-3:]
    assert [one.file_name for one in kept] == [path.name for path in forms]
    assert all(sha256_of(desk.folder / "packages" / one.file_name) == one.sha256 for one in kept)
    assert not {path.name for path in forms} & {path.name for path in sent.files}


def test_forms_that_cannot_be_written_leave_nothing(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    before = packages.of_task(desk, sent.id), sorted((desk.folder / "packages").iterdir())
    with pytest.raises(UserError):
        closing.opinion_forms(desk, sent.id, tmp_path / "文件", write_opinion_files)
    assert before == (packages.of_task(desk, sent.id), sorted((desk.folder / "packages").iterdir()))


def test_an_answer_that_names_another_version_is_refused(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    file = written(tmp_path, answer(desk, sent, package_version=99))
    with pytest.raises(UserError, match="第99版"):
        closing.take_file(desk, read_reply(file), file)
    assert packages.answers(desk, sent.id) == []
