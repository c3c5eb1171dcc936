"""Values for tests: small lists, open workspaces, a task worked to its end. Real files, real SQLite."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

from data import actions
from data.domain.contents import Office
from data.domain.deadline import read_deadline
from data.domain.model import (
    CellRef,
    ListedMeasure,
    ListedTask,
    Listing,
    SelfVerification,
    SignOff,
    Task,
    Verdict,
    Verifier,
)
from data.files import sha256_of
from data.rules import profile_of
from data.store import imports, settings, tasks
from data.store.workspace import Workspace

TODAY = date(2026, 11, 22)
OFFICE = Office("青禾县", "青禾县整改办", city="云岭市", region_code="990123")


def listed(
    number: str = "1", finding: str = "河道沿线垃圾堆放，群众反映强烈。", **fields: object
) -> ListedTask:
    """One listed task with two measures, due at the end of 2026."""
    given: dict[str, object] = {
        "number": number,
        "finding": finding,
        "goal": "垃圾清理完毕。",
        "measures": (ListedMeasure("清理河道垃圾。"), ListedMeasure("建立巡查制度。")),
        "lead_unit": "青禾县人民政府",
        "responsible_units": ("青禾县人民政府", "县水利局"),
        "acceptance_unit": "市水利局",
        "deadline": read_deadline("2026年底前"),
        "at": CellRef("清单", 4),
        "origin": {"finding": CellRef("清单", 4, "B")},
    }
    return ListedTask(**{**given, **fields})  # type: ignore[arg-type]


def listing(*given: ListedTask, sha256: str = "0" * 64) -> Listing:
    """A read list of these tasks."""
    return Listing("清单.xlsx", sha256, tasks=given)


_files = itertools.count()


def take_in(ws: Workspace, *given: ListedTask) -> str:
    """Import these tasks; gives back the import's id."""
    number = next(_files)
    source = ws.folder / f"来件{number}.xlsx"
    source.write_bytes(b"list %d" % number)
    read = listing(*given, sha256=sha256_of(source))
    return imports.apply(ws, read, imports.plan(ws, read.tasks), source)


def open_desk(folder: Path, today: date = TODAY) -> Workspace:
    """An open workspace of the test office."""
    ws = Workspace.open(folder, today, "测试员")
    settings.put(ws, "office", OFFICE)
    return ws


def files(folder: Path, *names: str) -> list[Path]:
    """Small files with contents of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"内容：{name}", encoding="utf-8")
    return [folder / name for name in names]


def worked(ws: Workspace, folder: Path, number: str = "1") -> Task:
    """Bring one task to where its package can be sent: measures, evidence, self-verification, signatures."""
    task = tasks.find(ws, number)
    for at, measure in enumerate(task.measures):
        tasks.save_measure(
            ws, replace(measure, reported=f"第{at + 1}条已办结。", done_on=date(2026, 10, 1 + at))
        )
        path = files(folder, f"会议纪要{at + 1}_20260930.txt")
        actions.attach_files(ws, task.id, path, (measure.id,))
    task = tasks.get(ws, task.id)
    profile = profile_of(ws)
    verification = SelfVerification(
        on=date(2026, 10, 20),
        place="现场",
        persons=(Verifier("王喆", "主任", "县整改办"),),
        verdicts=tuple(Verdict(m.id, True, m.done_on, "到位") for m in task.measures),
        checked=tuple(item.code for item in profile.checklist),
        summary="全部整改到位。",
        conclusion="pass",
    )
    actions.verify(ws, task.id, verification)
    chain = [
        SignOff(role.key, "李祎", "", "同意", date(2026, 10, 21))
        for role in profile.sign_roles
        if role.before_sending
    ]
    actions.sign(ws, task.id, chain)
    return tasks.get(ws, task.id)
