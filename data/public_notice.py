"""What a clerk does about a task's public notice (公示) beside writing it: begin one, take its screenshots in, note that it ended."""

from dataclasses import replace
from pathlib import Path

from data import actions
from data.domain.errors import UserError
from data.domain.model import Evidence, Step
from data.domain.notice import Notice, day_text, outcome_text
from data.domain.states import standing
from data.rules import profile_of
from data.store import evidence, notices, settings, work
from data.store.workspace import Workspace


def new_notice(ws: Workspace) -> Notice:
    """A notice to begin with: the place's length, the office as publisher with its telephone."""
    profile, office = profile_of(ws), settings.office(ws)
    return Notice(
        length=profile.notice_days,
        in_workdays=profile.notice_in_workdays,
        published_by=office.name,
        phone=office.phone,
    )


def end_notice(ws: Workspace, task_id: str) -> Step:
    """Note that the notice ended without an open objection (公示无异议); refused before its last day is over."""
    notice = notices.of_task(ws, task_id)
    if notice is None or notice.start is None or notice.end is None:
        raise UserError("公示还没有填起止日期。", "请先填好公示期并保存。")
    if notice.end >= ws.today:
        raise UserError(f"公示到{day_text(notice.end)}才期满。", "请在期满后再登记公示结果。")
    waiting = sum(objection.is_open for objection in notice.objections)
    if waiting:
        raise UserError(
            f"还有{waiting}条异议没有写明办理时间和结果。", "请先办理并填写结果，再登记公示结果。"
        )
    if "noticed" in standing(work.steps(ws, task_id)):
        raise UserError("公示结果已经登记过。", "如需更正，请先撤销原登记。")
    where = notice.address.strip() or notice.medium.strip()
    return actions.note_step(
        ws, task_id, Step("", "noticed", notice.end, notice.published_by, where, outcome_text(notice))
    )


def attach_screenshot(ws: Workspace, task_id: str, path: Path, first: bool) -> Evidence:
    """Take a screenshot in as evidence and make it the notice's first or last day's.

    It carries the date the file itself shows, so that a picture of another day is found out; else the day it stands for.
    """
    notice = notices.of_task(ws, task_id) or new_notice(ws)
    day, name = (notice.start, "首日") if first else (notice.end, "末日")
    found = actions.described(path, profile_of(ws).evidence_words)
    new = replace(found, title=f"公示{name}截图", kind="notice", dated=found.dated or day)
    with ws.together():
        (kept,) = evidence.attach(ws, task_id, [new])
        shot = {"first_shot": kept.id} if first else {"last_shot": kept.id}
        notices.save(ws, task_id, replace(notice, **shot))
    return kept
