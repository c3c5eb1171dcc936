"""The sheets printed for the file of a matter (归档): the official text, an answer, the steps with the journal's excerpt."""

from data import words
from data.domain.contents import PackageContents
from data.domain.filing import Sheet, SheetTable
from data.domain.model import Answer, PackageRecord, Step, Task
from data.domain.official import OFFICIAL
from data.domain.profile import Profile
from data.domain.states import step_title
from data.journal_words import told
from data.rules import profile_of
from data.store import history, journal
from data.store.workspace import Workspace

_PAIRS = (("项目", 0.18), ("内容", 0.82))
_STEPS = (("日期", 0.2), ("步骤", 0.2), ("单位", 0.22), ("文件、说明", 0.38))
_JOURNAL = (("序号", 0.09), ("时间", 0.2), ("经手人", 0.14), ("做了什么", 0.2), ("内容", 0.37))
_OFFICIAL = (*(name for name in OFFICIAL if name != "number_text"), "deadline")


def list_sheet(contents: PackageContents) -> Sheet:
    """The official fields of the task as received, corrections named beside them."""
    return Sheet("整改任务清单内容", (SheetTable("", _PAIRS, tuple(_official(contents.task))),))


def _official(task: Task) -> list[tuple[str, str]]:
    given = {one.field: one for one in task.corrections}
    rows = [(words.FIELDS[name], _text(task, name)) for name in _OFFICIAL]
    rows += list(task.listed.extra.items())
    rows += [
        (f"更正：{words.FIELDS[name]}", f"清单原文：{one.base or '（空）'}") for name, one in given.items()
    ]
    return [(name, text) for name, text in rows if text]


def _text(task: Task, name: str) -> str:
    value = getattr(task.listed, name)
    if name == "deadline":
        return value.text + (f"\n（读作：{value.reading}）" if value.reading not in ("", value.text) else "")
    if name == "measures_text" and not value:
        return "\n".join(f"{m.position}. {m.text}" for m in task.measures if not m.gone)
    return "、".join(value) if isinstance(value, tuple) else value or ""


def answer_sheet(record: PackageRecord, answer: Answer, mended: dict[int, str], level: str) -> Sheet:
    """An answer as it was noted, reason by reason with what was mended; ``level`` is the title of whose answer it is."""
    facts = (
        ("申请包", f"{record.number}　第{record.version}版"),
        ("申请包校验码", record.code),
        ("验收层级", level),
        ("答复意见", "同意销号" if answer.accepted else "退回补正"),
        ("答复单位", answer.unit),
        ("经办人", answer.person),
        ("答复日期", words.day(answer.on)),
        ("意见", answer.opinion),
    )
    reasons = [
        (f"退回原因{at + 1}", _reason(reason.subject, reason.text, mended.get(at, "")))
        for at, reason in enumerate(answer.reasons)
    ]
    rows = tuple((name, text) for name, text in (*facts, *reasons) if text)
    return Sheet(
        "验收销号申请的答复", (SheetTable("", _PAIRS, rows),), "按收到的答复登记；原件以盖章的纸质意见为准。"
    )


def _reason(subject: str, text: str, mended: str) -> str:
    head = f"{subject}：{text}" if subject else text
    return f"{head}\n补正：{mended}" if mended else head


def record_sheet(ws: Workspace, task_id: str, contents: PackageContents) -> Sheet:
    """The steps taken and every journal line about the task, with the hash that ends the journal."""
    profile = profile_of(ws)
    lines = [
        (
            str(line.seq),
            line.at[:16].replace("T", " "),
            line.by or "—",
            words.journal_text(line.what),
            told(line, profile),
        )
        for line in reversed(history.of_task(ws, task_id))
    ]
    return Sheet(
        "办理过程和台账记录摘录",
        (
            SheetTable("一、办理过程", _STEPS, tuple(_step(step, profile) for step in contents.steps)),
            SheetTable("二、台账记录（与本任务有关的全部记录）", _JOURNAL, tuple(lines)),
        ),
        _proof(ws),
    )


def _step(step: Step, profile: Profile) -> tuple[str, str, str, str]:
    said = "，".join(filter(None, (step.document, step.note)))
    return words.day(step.on), step_title(step, profile), step.by, said


def _proof(ws: Workspace) -> str:
    """The journal's last hash: whoever compares it later sees whether a line was changed or cut off before it."""
    broken = journal.first_broken_line(ws.db)
    whole = "各行首尾相扣，核对连续" if broken is None else f"第{broken}行起核对不连续，请查明原因"
    return f"台账记录{whole}。打印时末行校验值（SHA-256）：{journal.head(ws.db)}"
