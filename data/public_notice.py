"""What a clerk does about a task's public notice (公示) beside writing it: begin one, take its screenshots in, note that it ended."""

from dataclasses import replace
from pathlib import Path

from data import actions
from data.domain.errors import UserError
from data.domain.model import Evidence, Step
from data.domain.notice import Notice, day_text, outcome_text, says_otherwise
from data.domain.states import standing, standing_step
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
    """Note that the notice ended without an open objection (公示无异议); refused before its last day is over.

    A notice changed since it was noted is noted again: in place of the earlier step while nothing was sent on it.
    """
    notice = notices.of_task(ws, task_id)
    if notice is None or notice.start is None or notice.end is None:
        raise UserError("公示还没有填起止日期。", "请先填好公示期并保存。")
    if notice.end >= ws.today:
        raise UserError(f"公示到{day_text(notice.end)}才期满。", "请在期满后再登记公示结果。")
    waiting = sum(objection.is_open for objection in notice.objections)
    if waiting:
        raise UserError(
            f"还有{waiting}条异议没有写全收到日期、办理日期和办理结果。",
            "请先办理并填写结果，再登记公示结果。",
        )
    where = notice.address.strip() or notice.medium.strip()
    step = Step("", "noticed", notice.end, notice.published_by, where, outcome_text(notice))
    steps, profile = work.steps(ws, task_id), profile_of(ws)
    noted = standing_step("noticed", steps, profile)
    if noted is None:
        return actions.note_step(ws, task_id, step)
    if not says_otherwise(noted, notice):
        raise UserError("公示结果已经登记过。", "如需更正，请先撤销原登记。")
    since, taken = {one.kind for one in steps[steps.index(noted) :]}, standing(steps, profile)
    if "closed" in since & taken:
        raise UserError("这项任务已经按原来登记的公示结果销号。", "请把公示改回原来的样子。")
    if "requested" in since & taken:
        raise UserError(
            "申请包已经按原来登记的公示结果报送。", "请把公示改回报送时的样子；被退回后可以重新登记。"
        )
    if "requested" in since:  # what was sent keeps the step it was sent with
        return work.add_step(ws, task_id, step)
    work.correct_step(ws, task_id, noted, step)
    return replace(step, id=noted.id)


def attach_screenshot(ws: Workspace, task_id: str, path: Path, first: bool) -> Evidence:
    """Take a screenshot in as evidence and make it the notice's first or last day's.

    It carries the date the file itself shows and no other, so that a picture of another day, or of none, is found out.
    """
    notice = notices.of_task(ws, task_id) or new_notice(ws)
    name = "首日" if first else "末日"
    found = actions.described(path, profile_of(ws).evidence_words)
    new = replace(found, title=f"公示{name}截图", kind="notice")
    with ws.together():
        (kept,) = evidence.attach(ws, task_id, [new])
        shot = {"first_shot": kept.id} if first else {"last_shot": kept.id}
        notices.save(ws, task_id, replace(notice, **shot))
    return kept
