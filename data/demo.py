"""The demo: the bundled sample of an invented county carried through the whole job, by the same actions a clerk takes."""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import actions, closing, dossier, public_notice, sending
from data.calendars import calendar_of
from data.domain.checks import notice_facts
from data.domain.contents import Office
from data.domain.errors import UserError
from data.domain.look_back import look_backs
from data.domain.model import (
    Answer,
    Measure,
    ProgressEntry,
    Reason,
    Report,
    SelfVerification,
    SignOff,
    Step,
    Task,
    Verdict,
    Verifier,
    no_report,
)
from data.domain.monthly import Month
from data.domain.notice import notice_end
from data.domain.notice_text import NoticePaper, notice_paper
from data.domain.plain import to_plain
from data.domain.profile import Profile
from data.domain.register import Entry
from data.domain.states import standing
from data.files import atomic_write
from data.intake.answer import FORMAT, FORMAT_VERSION, read_answer
from data.intake.evidence import facts_of
from data.profiles import RESOURCES
from data.rules import profile_of
from data.store import evidence, imports, notices, packages, register, settings, task_lines, tasks, work
from data.store.evidence import NewEvidence
from data.store.workspace import Workspace

SAMPLES = RESOURCES / "samples"
Story = dict[str, Any]


def story() -> Story:
    """The sample's story as written in ``resources/samples/sample.toml``."""
    return tomllib.loads((SAMPLES / "sample.toml").read_text(encoding="utf-8"))


def today() -> date:
    """The day the story is told on."""
    return story()["story"]["today"]


@dataclass(frozen=True, slots=True)
class Writers:
    """What writes the papers of the demo, handed in since this layer knows no exporter."""

    package: sending.Writer
    month: Callable[[Month, Path], list[Path]]
    notice: Callable[[NoticePaper, Path, date], Path]
    register: Callable[[Path, Sequence[Entry], Profile, date], None]


def play(out: Path, write: Writers, report: Report = no_report) -> dict[str, Any]:
    """Import, work, send, take the answer, publish and close, into ``out``; gives back what was made, by kind."""
    told = story()
    folder = out / "workspace"
    if (folder / "desk.sqlite3").exists():
        raise UserError(f"“{out}”里已经有一次演示。", "请换一个空文件夹，或先删掉它。")
    with Workspace.open(folder, told["story"]["today"], "演示") as ws:
        prepare(ws, report)
        rich = told["story"]["rich_task"]
        task = tasks.find(ws, rich)
        sent, answers = [], []
        for at, said in enumerate(s for s in told["answer"] if s["task"] == rich):
            sent.append(
                _send(
                    ws,
                    told,
                    task,
                    at,
                    lambda one: sending.send(ws, one.id, out / "packages", write.package, report=report),
                )
            )
            answers.append(_answer(ws, said, sent[-1], out / "answers"))
            _mend(ws, told, task)
        _step(ws, told, task, "copied")
        published = _publish(ws, told, task, out / "notices", write.notice)
        _step(ws, told, task, "closed")
        looks = look_backs(work.steps(ws, task.id), profile_of(ws).look_back_months)
        listed = task_lines.lines(ws)
        return {
            "workspace": str(folder),
            "tasks": len(listed),
            "closed": sum(line.step == "closed" for line in listed),
            "packages": [str(one.path) for one in sent],
            "handover": [str(path) for one in sent for path in one.files if path not in one.volumes],
            "code": sent[-1].record.code,
            "answers": [str(path) for path in answers],
            "notice": published,
            "register": str(_register(ws, out / "reports", write)),
            "look_backs": [look.due.isoformat() for look in looks],
            "reports": [
                str(path) for path in write.month(actions.month(ws, ws.today.replace(day=1)), out / "reports")
            ],
        }


def prepare(ws: Workspace, report: Report = no_report) -> None:
    """Fill an empty workspace with the sample, up to the task that is ready to be sent."""
    told = story()
    ws.today = told["story"]["today"]
    if task_lines.lines(ws):
        raise UserError("工作文件夹里已经有任务。", "样例只能装进空的工作文件夹，免得与真实任务混在一起。")
    settings.put(ws, "office", Office(**told["office"]))
    settings.put(ws, "profile", told["story"]["profile"])
    _import(ws, told, report)
    for entry in told["progress"]:
        task = tasks.find(ws, entry["task"])
        work.add_progress(
            ws,
            ProgressEntry("", task.id, entry["on"], entry["text"], percent=entry["percent"], by=entry["by"]),
        )
    for said in told["measure"]:
        measure = _measure(tasks.find(ws, said["task"]), said["position"])
        tasks.save_measure(ws, _reported(measure, said))
    _attach(ws, told, report)
    for filled in told["verification"]:
        task = tasks.find(ws, filled["task"])
        _step(ws, told, task, "started")
        actions.verify(ws, task.id, _verification(task, filled))
    for number in {sign["task"] for sign in told["sign"]}:
        chain = [
            SignOff(s["role"], s["name"], s["post"], s["opinion"], s["on"])
            for s in told["sign"]
            if s["task"] == number
        ]
        actions.sign(ws, tasks.find(ws, number).id, chain)


def _import(ws: Workspace, told: Story, report: Report) -> None:
    file = SAMPLES / told["story"]["workbook"]
    context = actions.desk_context(ws, settings.unit_context(ws))
    listing = actions.read_list(file, context, report=report)
    imports.apply(ws, listing, imports.plan(ws, listing.tasks), file, report)


def _measure(task: Task, position: int) -> Measure:
    return next(measure for measure in task.measures if measure.position == position)


def _reported(measure: Measure, said: Story) -> Measure:
    return replace(measure, reported=said["reported"], done_on=said.get("done_on"))


def _attach(ws: Workspace, told: Story, report: Report) -> None:
    words = profile_of(ws).evidence_words
    for number in dict.fromkeys(piece["task"] for piece in told["evidence"]):
        task = tasks.find(ws, number)
        new = [_piece(task, piece, words) for piece in told["evidence"] if piece["task"] == number]
        evidence.attach(ws, task.id, new, report)


def _piece(task: Task, piece: Story, words: dict[str, list[str]]) -> NewEvidence:
    path = SAMPLES / "evidence" / piece["file"]
    facts = facts_of(path, words)
    return NewEvidence(
        path=path,
        title=piece["title"],
        kind=piece["kind"],
        dated=piece["date"],
        document_number=piece.get("document_number", ""),
        pages=facts.pages,
        look=facts.look,
        note=piece.get("note", ""),
        measure_ids=tuple(_measure(task, position).id for position in piece["measures"]),
    )


def _verification(task: Task, filled: Story) -> SelfVerification:
    return SelfVerification(
        on=filled["on"],
        place=filled["place"],
        persons=tuple(Verifier(**person) for person in filled["persons"]),
        verdicts=tuple(
            Verdict(_measure(task, v["measure"]).id, v["done"], v["on"], v["text"])
            for v in filled["verdicts"]
        ),
        checked=tuple(filled["checked"]),
        **{key: filled[key] for key in ("summary", "effect", "prevention", "remaining", "conclusion")},
    )


def _step(ws: Workspace, told: Story, task: Task, kind: str) -> Step | None:
    """Note the story's step of that kind, where it tells one and none stands yet; the desk's date goes along with it."""
    wanted = (s for s in told["step"] if s["task"] == task.listed.number and s["kind"] == kind)
    said = next(wanted, None)
    if said is None or kind in standing(work.steps(ws, task.id)):
        return None
    step = Step("", kind, said["on"], said.get("by", ""), said.get("document", ""), said.get("note", ""))
    return actions.note_step(ws, task.id, step)


@contextmanager
def _on(ws: Workspace, day: date) -> Iterator[None]:
    """The desk as it was on that day of the story."""
    today, ws.today = ws.today, day
    try:
        yield
    finally:
        ws.today = today


def _send(
    ws: Workspace, told: Story, task: Task, at: int, send: Callable[[Task], sending.Sent]
) -> sending.Sent:
    """Send the package the ``at``-th time, on the day the story tells."""
    days = [s["on"] for s in told["step"] if s["task"] == task.listed.number and s["kind"] == "requested"]
    with _on(ws, days[at]):
        return send(task)


def _answer(ws: Workspace, said: Story, sent: sending.Sent, folder: Path) -> Path:
    """The supervising unit's side: its answer as the file the checker page would write, read back by the desk."""
    answer = Answer(
        package_number=sent.record.number,
        manifest_sha256=sent.record.manifest_sha256,
        accepted=said["accepted"],
        on=said["on"],
        unit=said["unit"],
        person=said["person"],
        opinion=said["opinion"],
        reasons=tuple(Reason(reason["text"], reason["subject"]) for reason in said.get("reasons", ())),
        code=sent.record.code,
        package_version=sent.record.version,
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"答复_{answer.package_number}_v{sent.record.version}.json"
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **{f: to_plain(getattr(answer, f)) for f in Answer.__slots__},
    }
    with atomic_write(file) as handle:
        handle.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
    closing.take_file(ws, read_answer(file), file)
    return file


def _mend(ws: Workspace, told: Story, task: Task) -> None:
    """What a return asks for: the pieces of evidence are completed, and each reason is answered."""
    if not packages.open_reasons(ws, task.id):
        return
    wanted = [said for said in told["mended"] if said["task"] == task.listed.number]
    pieces = {piece.title: piece for piece in evidence.of_task(ws, task.id)}
    for said in wanted:
        piece = pieces[said["evidence"]]
        note = "；".join(filter(None, (piece.note, said["note"])))
        evidence.save(ws, task.id, replace(piece, note=note))
    newest = packages.of_task(ws, task.id)[0]
    packages.save_mended(ws, newest, {said["reason"] - 1: said["done"] for said in wanted})


def _publish(
    ws: Workspace,
    told: Story,
    task: Task,
    folder: Path,
    write: Callable[[NoticePaper, Path, date], Path],
) -> dict[str, Any]:
    """The public notice on its days: written and put out with its first screenshot, the last one taken, its end noted."""
    (said,) = (one for one in told["notice"] if one["task"] == task.listed.number)
    begun = replace(
        public_notice.new_notice(ws), start=said["start"], medium=said["medium"], address=said["address"]
    )
    end = notice_end(said["start"], begun.length, begun.in_workdays, calendar_of(ws))
    notice = replace(begun, end=end)
    with _on(ws, said["start"]):
        notices.save(ws, task.id, notice)
        paper = notice_paper(notice_facts(dossier.case_of(ws, task.id, read_bytes=False), notice))
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"公示_{task.listed.number}号任务"
        files = [write(paper, folder / f"{stem}{suffix}", ws.today) for suffix in (".pdf", ".docx")]
    for day, key in ((said["start"], "first_shot"), (end, "last_shot")):
        with _on(ws, day):
            shot = SAMPLES / "evidence" / said[key]
            public_notice.attach_screenshot(ws, task.id, shot, first=key == "first_shot")
    with _on(ws, end + timedelta(days=1)):
        ended = public_notice.end_notice(ws, task.id)
    return {
        "start": said["start"].isoformat(),
        "end": end.isoformat(),
        "outcome": ended.note,
        "files": [str(path) for path in files],
    }


def _register(ws: Workspace, folder: Path, write: Writers) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "销号登记簿.xlsx"
    write.register(path, register.entries(ws, profile_of(ws)), profile_of(ws), ws.today)
    return path
