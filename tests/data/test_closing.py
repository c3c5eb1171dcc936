"""After the answer: a typed one with its scan, the next level, looking back and reopening."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data import actions, closing, dossier, sending, words
from data.closing import TypedAnswer
from data.domain.checks import check
from data.domain.contents import PackageContents
from data.domain.errors import OtherLevel, UserError
from data.domain.model import Answer, Reason, Step, Task
from data.domain.plain import to_plain
from data.files import sha256_of
from data.intake.answer import FORMAT, FORMAT_VERSION
from data.intake.reply import read_reply
from data.journal_words import told
from data.rules import profile_of
from data.store import evidence, journal, packages, register, settings, task_lines, tasks, work
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


def test_a_typed_answer_keeps_its_scan_with_its_package(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    [scan] = files(tmp_path, "意见.txt")
    record = closing.take_typed(desk, TypedAnswer(answer(desk, sent), scan))
    kept = record.beside[-1]
    assert (kept.level, kept.sha256) == ("supervisor", sha256_of(scan)) and kept.file_name.endswith(
        "_答复.txt"
    )
    assert (desk.folder / "packages" / kept.file_name).read_bytes() == scan.read_bytes()
    assert packages.of_task(desk, sent.id)[0] == record
    assert work.steps(desk, sent.id)[-1].kind == "accepted"


def test_the_scan_of_a_return_is_no_evidence_and_not_in_the_next_package(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    [scan] = files(tmp_path, "退回意见扫描件.txt")
    before = evidence.of_task(desk, sent.id)
    record = closing.take_typed(desk, TypedAnswer(answer(desk, sent, accepted=False), scan))
    assert evidence.of_task(desk, sent.id) == before
    packages.save_mended(desk, record, {0: "已补充。"})
    again = sending.send(desk, sent.id, tmp_path / "out2", write_acceptance_package)
    with ZipFile(again.path) as package:
        assert scan.read_bytes() not in [package.read(name) for name in package.namelist()]
        assert not [name for name in package.namelist() if "/06-03" in name]


def test_a_scan_that_was_not_at_hand_is_kept_later(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    [scan] = files(tmp_path, "意见.txt")
    first = closing.take_typed(desk, TypedAnswer(answer(desk, sent)))
    assert all(one.level is None for one in first.beside)
    [(_, noted, _)] = packages.answers(desk, sent.id)
    closing.keep_scan(desk, first, noted.level, scan)
    record = closing.keep_scan(desk, first, noted.level, scan)  # a second page, from a window not yet redrawn
    assert len(record.beside) == len(first.beside) + 2
    assert packages.of_task(desk, sent.id)[0] == record
    assert (record.beside[-1].level, record.beside[-1].sha256) == (noted.level, sha256_of(scan))
    assert journal.lines(desk.db, sent.id)[0].what == "answer_scan"


def test_a_refused_answer_keeps_no_scan(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    [scan] = files(tmp_path, "意见.txt")
    (tmp_path / "空.pdf").touch()
    before = sorted((desk.folder / "packages").iterdir())
    faults = ("on", date(2026, 1, 1)), ("on", date(2027, 1, 1)), ("manifest_sha256", "0" * 64)
    for name, value in faults:
        with pytest.raises(UserError):
            closing.take_typed(desk, TypedAnswer(replace(answer(desk, sent), **{name: value}), scan))
    with pytest.raises(UserError):
        closing.take_typed(desk, TypedAnswer(answer(desk, sent), tmp_path / "没有.pdf"))
    with pytest.raises(UserError, match="空文件"):
        closing.take_typed(desk, TypedAnswer(answer(desk, sent), tmp_path / "空.pdf"))
    assert sorted((desk.folder / "packages").iterdir()) == before and packages.answers(desk, sent.id) == []


def test_a_typed_answer_too_long_to_be_kept_is_refused_whole(desk: Workspace, sent: Task) -> None:
    long = replace(answer(desk, sent), opinion="长" * 4001)
    with pytest.raises(UserError, match="验收意见太长（4001个字，最多4000个字）"):
        closing.take_typed(desk, TypedAnswer(long))
    assert packages.answers(desk, sent.id) == []


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
        actions.note_step(desk, task.id, Step("", "accepted", TODAY))
    closing.request_next_level(desk, task.id, TODAY)
    actions.take_answer(desk, answer(desk, task, accepted=False))
    [reason] = packages.open_reasons(desk, task.id)
    assert reason[0].text == "缺材料"
    packages.save_mended(desk, packages.of_task(desk, task.id)[0], {0: "已补充。"})
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    assert work.steps(desk, task.id)[-1].level == "province"


def test_a_levels_acceptance_takes_nothing_out_of_the_signed_letter(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    actions.take_answer(desk, answer(desk, task, accepted=False))
    packages.save_mended(desk, packages.of_task(desk, task.id)[0], {0: "已补充。"})
    actions.sign(desk, task.id, work.signs(desk, task.id))
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)

    def gathered() -> PackageContents:
        return dossier.gather(desk, dossier.case_of(desk, task.id))

    signed = gathered()
    assert [reason.text for reason, _ in signed.mended] == ["缺材料"]
    actions.take_answer(desk, answer(desk, task))
    assert gathered().codes == signed.codes
    closing.request_next_level(desk, task.id, TODAY)
    assert gathered().codes == signed.codes
    actions.take_answer(desk, answer(desk, task))
    assert gathered().mended == ()


def test_a_rebound_reopens_and_only_a_new_verification_counts(desk: Workspace, sent: Task) -> None:
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY))
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


def test_a_step_noted_after_closing_leaves_the_task_closed(desk: Workspace, sent: Task) -> None:
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY))
    actions.note_step(desk, sent.id, Step("", "copied", TODAY))
    [line] = [one for one in task_lines.lines(desk) if one.id == sent.id]
    assert (line.step, line.closed_on) == ("closed", TODAY)
    assert [entry.task_id for entry in register.entries(desk, profile_of(desk))] == [sent.id]
    month = actions.month(desk, TODAY.replace(day=1))
    assert [row.closed for row in month.tasks if row.task.id == sent.id] == [True]


def test_a_closed_task_takes_no_answer_and_no_new_package(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY))
    with pytest.raises(UserError, match="已经销号"):
        actions.take_answer(desk, answer(desk, sent, accepted=False))
    with pytest.raises(UserError, match="已经销号"):
        sending.send(desk, sent.id, tmp_path / "more", write_acceptance_package, "照报")
    assert not (tmp_path / "more").exists()
    assert work.steps(desk, sent.id)[-1].kind == "closed"


def test_what_the_last_level_accepted_is_not_sent_again(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    actions.take_answer(desk, answer(desk, sent))
    with pytest.raises(UserError, match="已经验收同意"):
        sending.send(desk, sent.id, tmp_path / "more", write_acceptance_package, "再报")
    assert len(packages.of_task(desk, sent.id)) == 1 and not (tmp_path / "more").exists()


def test_an_answer_to_a_version_that_was_replaced_is_refused(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    first = answer(desk, sent, accepted=False)
    waiting = sending.unanswered(desk, sent.id)
    assert waiting is not None and waiting.version == 1
    sending.send(desk, sent.id, tmp_path / "out", write_acceptance_package, "补报")
    with pytest.raises(UserError, match="第1版.*第2版"):
        actions.take_answer(desk, first)
    assert packages.answers(desk, sent.id) == [] and work.steps(desk, sent.id)[-1].kind == "requested"
    actions.take_answer(desk, answer(desk, sent))
    assert sending.unanswered(desk, sent.id) is None


def test_an_answer_noted_by_mistake_is_taken_back_and_noted_again(desk: Workspace, sent: Task) -> None:
    actions.take_answer(desk, answer(desk, sent, accepted=False))
    packages.save_mended(desk, packages.of_task(desk, sent.id)[0], {0: "已补充。"})
    closing.withdraw_answer(desk, sent.id)
    assert packages.answers(desk, sent.id) == [] and work.steps(desk, sent.id)[-1].kind == "requested"
    [line] = [one for one in journal.lines(desk.db, sent.id, 50) if one.what == "answer_withdrawn"]
    assert line.detail["mended"] == [[0, "已补充。"]]
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "copied", TODAY))
    with pytest.raises(UserError, match="没有可以撤销的答复"):
        closing.withdraw_answer(desk, sent.id)


def test_the_original_of_an_answer_taken_back_is_no_longer_the_packages(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    before = packages.of_task(desk, sent.id)[0].beside
    [scan] = files(tmp_path, "意见.txt")
    closing.take_typed(desk, TypedAnswer(answer(desk, sent), scan))
    [original] = set(packages.of_task(desk, sent.id)[0].beside) - set(before)
    closing.withdraw_answer(desk, sent.id)
    assert packages.of_task(desk, sent.id)[0].beside == before
    assert (desk.folder / "packages" / original.file_name).exists()


def test_no_step_is_dated_before_the_one_it_follows_nor_noted_twice(desk: Workspace, sent: Task) -> None:
    actions.take_answer(desk, answer(desk, sent))
    with pytest.raises(UserError, match="“销号”的日期早于“验收同意”"):
        actions.note_step(desk, sent.id, Step("", "closed", TODAY - timedelta(days=1)))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY))
    with pytest.raises(UserError, match="已经登记过"):
        actions.note_step(desk, sent.id, Step("", "closed", TODAY))
    with pytest.raises(UserError, match="早于“销号”"):
        closing.look_back(desk, sent.id, Step("", "", date(2019, 1, 1)), rebounded=False)
    for _ in range(2):
        closing.look_back(desk, sent.id, Step("", "", TODAY), rebounded=False)


def test_a_level_not_yet_asked_cannot_answer(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "four_levels")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    with pytest.raises(UserError, match="还没有提请市级验收"):
        actions.take_answer(desk, answer(desk, task), "市级")
    assert packages.answers(desk, task.id) == []


def test_a_level_cannot_answer_before_it_was_asked(desk: Workspace, tmp_path: Path) -> None:
    settings.put(desk, "profile", "anhui")
    take_in(desk, listed())
    task = worked(desk, tmp_path / "in")
    sending.send(desk, task.id, tmp_path / "out", write_acceptance_package)
    actions.take_answer(desk, answer(desk, task))
    desk.today = TODAY + timedelta(days=5)
    closing.request_next_level(desk, task.id, TODAY + timedelta(days=3))
    with pytest.raises(UserError, match="早于提请"):
        actions.take_answer(desk, answer(desk, task))
    actions.take_answer(desk, answer(desk, task, on=TODAY + timedelta(days=4)))


def test_closed_again_the_register_tells_the_second_round_alone(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "noticed", TODAY))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY, document="销号文1"))
    closing.look_back(desk, sent.id, Step("", "", TODAY), rebounded=True)
    [line] = [one for one in task_lines.lines(desk) if one.id == sent.id]
    assert line.closed_on is None
    actions.verify(desk, sent.id, replace(work.verification(desk, sent.id), on=TODAY))
    sending.send(desk, sent.id, tmp_path / "out", write_acceptance_package, "反弹重办")
    actions.take_answer(desk, answer(desk, sent))
    actions.note_step(desk, sent.id, Step("", "closed", TODAY, document="销号文2"))
    [entry] = register.entries(desk, profile_of(desk))
    assert entry.noticed_on is None and "销号文1" not in entry.documents and "销号文2" in entry.documents


def test_a_photo_of_another_task_is_found(desk: Workspace, sent: Task, tmp_path: Path) -> None:
    from data.demo import SAMPLES

    photo = SAMPLES / "evidence" / "柳塘整治后.jpg"
    other = tasks.find(desk, "2")
    for task in (sent, other):
        actions.attach_files(desk, task.id, [photo], (task.measures[0].id,))
    [found] = evidence.used_elsewhere(desk, other.id)
    assert found.same and found.called == "第1号"


def test_a_photo_is_found_under_whatever_kind_another_task_has_it(
    desk: Workspace, sent: Task, tmp_path: Path
) -> None:
    from data.demo import SAMPLES

    photo = SAMPLES / "evidence" / "柳塘整治后.jpg"
    other = tasks.find(desk, "2")
    kinds = {}
    for task, kind in ((sent, "photo_after"), (other, "map")):
        [piece] = actions.attach_files(desk, task.id, [photo], (task.measures[0].id,))
        kinds[task.id] = replace(piece, kind=kind)
        evidence.save(desk, task.id, kinds[task.id])
    assert [one.same for task in (sent, other) for one in evidence.used_elsewhere(desk, task.id)] == [
        True,
        True,
    ]
    evidence.save(desk, sent.id, replace(kinds[sent.id], kind="minutes"))  # no photo: two tasks may share it
    assert evidence.used_elsewhere(desk, sent.id) == evidence.used_elsewhere(desk, other.id) == []


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
    line = journal.lines(desk.db, task.id)[0]
    assert words.journal_text(line.what) == "生成下一级验收意见表"
    assert told(line, profile_of(desk)) == "、".join(path.name for path in forms)


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
