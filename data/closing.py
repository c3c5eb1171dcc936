"""What a clerk does after the answer: a typed answer with its scan, the next level, looking back, and reopening after a rebound."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data import actions
from data.domain.errors import UserError
from data.domain.form_code import SIGNED_KIND
from data.domain.levels import level_to_request
from data.domain.look_back import REBOUNDED, STEADY, accepted_by
from data.domain.model import Answer, PackageRecord, Report, Step, no_report
from data.rules import profile_of
from data.store import evidence, packages, work
from data.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """An answer typed in from paper, with the scanned opinion (验收意见扫描件) where there is one."""

    answer: Answer
    scan: Path | None = None


def take_typed(ws: Workspace, typed: TypedAnswer, report: Report = no_report) -> PackageRecord:
    """Bind a typed answer to its package and keep the scan as evidence of the task; both or neither."""
    answer = typed.answer
    package = packages.find(ws, answer)
    if typed.scan is None:
        return actions.take_answer(ws, answer)
    kept = replace(
        actions.described(typed.scan, {}),
        title=f"{answer.unit or '验收单位'}验收意见（{'同意销号' if answer.accepted else '退回'}）",
        kind=SIGNED_KIND,
        dated=answer.on,
    )
    with ws.change("answer_scan", package.task_id, {"file": typed.scan.name}):
        package = actions.take_answer(ws, answer)
        evidence.attach(ws, package.task_id, [kept], report)
    return package


def request_next_level(ws: Workspace, task_id: str, on: date, document: str = "") -> Step:
    """Ask the next level (提请省级验收) with the package the level below accepted; refused where none waits for that."""
    profile, steps = profile_of(ws), work.steps(ws, task_id)
    level = level_to_request(steps, profile)
    if level is None:
        raise UserError("现在没有可以提请的下一级验收。", "要等上一级同意后再提请。")
    if on > ws.today:
        raise UserError("提请的日期晚于今天。", "请核对日期。")
    if on < steps[-1].on:
        raise UserError("提请的日期早于上一级同意的日期。", "请核对日期。")
    return work.add_step(ws, task_id, Step("", "requested", on, document=document, level=level.key))


def look_back(ws: Workspace, task_id: str, step: Step, rebounded: bool) -> Step:
    """Note a look-back (回头看): 无反弹, or 反弹, which reopens the task and names who had accepted it (谁验收、谁负责)."""
    if not rebounded:
        return actions.close(ws, task_id, replace(step, kind=STEADY, note=step.note or "无反弹"))
    who = accepted_by(work.steps(ws, task_id))
    note = "；".join(filter(None, (step.note, f"当初同意销号：{who}" if who else "")))
    return actions.close(ws, task_id, replace(step, kind=REBOUNDED, note=note))
