"""Journal lines in words: what each change did, as a person would tell it."""

from datetime import date

from data.domain.model import Step
from data.domain.profile import Profile
from data.domain.states import step_title
from data.store.journal import JournalLine
from data.words import day

_SHORT = 100
_MEASURE = {"reported": "落实情况", "done_on": "完成日期"}
_EVIDENCE = {
    "title": "名称",
    "kind": "类别",
    "dated": "日期",
    "document_number": "文号",
    "note": "说明",
    "pages": "页数",
}
_TASK = {"percent": "进度", "local_note": "备注", "due_confirmed": "确认时限"}
_VERIFICATION = {
    "on": "日期",
    "place": "地点",
    "persons": "人员",
    "verdicts": "逐条认定",
    "checked": "自验清单",
    "summary": "小结",
    "effect": "成效",
    "prevention": "长效机制",
    "remaining": "存在问题",
    "conclusion": "结论",
}

_NAMES = {"measure": _MEASURE, "evidence": _EVIDENCE, "task": _TASK}

_NOTICE = {
    "start": "首日",
    "end": "末日",
    "length": "长度",
    "title": "标题",
    "published_by": "公示单位",
    "medium": "发布处",
    "address": "网址",
    "phone": "监督电话",
    "contact": "联系人",
    "results": "完成情况",
    "layout": "表式",
    "first_shot": "首日截图",
    "last_shot": "末日截图",
    "objections": "异议",
}


def told(line: JournalLine, profile: Profile) -> str:
    """What a line changed, in a few words; empty where the heading says it all."""
    detail = line.detail
    after, before = detail.get("after"), detail.get("before")
    match line.what:
        case "import" | "import_undone" | "rules" | "forms":
            return str(detail.get("file") or detail.get("said") or "")
        case "answer_scan" | "answer_file" | "opinion_forms" | "attach" | "forms_printed" | "form_unsigned":
            return "、".join(_texts(detail.get("files"))) or str(detail.get("file") or "")
        case "forms_signed":
            return "、".join(_texts(detail.get("files"))) + _by_persons(after)
        case "measure" | "evidence" | "task":
            return _changed(before, after, _NAMES[line.what])
        case "verification":
            return "改了" + "、".join(_differing(before, after, _VERIFICATION))
        case "notice":
            return _notice(before, after)
        case "calendar":
            return _calendar(after, detail.get("file"))
        case "signs" | "signs_reset":
            return "、".join(_signers(before if line.what == "signs_reset" else after))
        case "step" | "step_deleted" | "answer" | "answer_withdrawn" | "mended":
            return _procedure(line.what, after or before, detail.get("version"), profile)
        case _:
            return _said(after or before)


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _by_persons(parts: object) -> str:
    """How pages without a readable QR code were placed."""
    plain = parts if isinstance(parts, list) else []
    hows = {
        sheet.get("how")
        for part in plain
        for sheet in (part.get("sheets", ()) if isinstance(part, dict) else ())
    }
    said = (("typed", "有页按输入的核对码归位"), ("hand", "有页由人工辨认"))
    return "".join(f"，{words}" for how, words in said if how in hows)


def _signers(chain: object) -> list[str]:
    return [str(sign["name"]) for sign in chain if isinstance(sign, dict)] if isinstance(chain, list) else []


def _differing(before: object, after: object, names: dict[str, str]) -> list[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    return [name for key, name in names.items() if before.get(key) != after.get(key)]


def _changed(before: object, after: object, names: dict[str, str]) -> str:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    changed = [key for key in names if key in after and before.get(key) != after[key]]
    return "；".join(f"{names[key]}：{_value(after[key])}" for key in changed)


def _value(value: object) -> str:
    """A new value as the line says it: days as papers write them, no stop before the mark that follows."""
    text = "" if value is None else str(value).strip().rstrip("。；")
    try:
        return day(date.fromisoformat(text)) if len(text) == len("2026-01-01") else text or "（清空）"
    except ValueError:
        return text


def _notice(before: object, after: object) -> str:
    """The period of a new notice, or what was changed in one."""
    changed = _differing(before, after, _NOTICE)
    if changed:
        return "改了" + "、".join(changed)
    days = (after.get("start"), after.get("end")) if isinstance(after, dict) else ()
    return "至".join(day(date.fromisoformat(str(one))) for one in days if one)


def _calendar(after: object, aside: object) -> str:
    """What a year's holidays and swapped working days were set to; or where a wrong table was put."""
    if aside:
        return f"写得不对的节假日表改名为{aside}"
    if not isinstance(after, dict):
        return "删去本单位补充的安排"
    off, work = "、".join(_texts(after.get("off"))), "、".join(_texts(after.get("work")))
    return f"{after.get('year')}年放假：{off}" + (f"；上班：{work}" if work else "")


def _procedure(what: str, value: object, version: object, profile: Profile) -> str:
    """A step, an answer, or what was mended after one."""
    if what in ("answer", "answer_withdrawn"):
        return _answer(value, version, profile)
    return _mended(value, version) if what == "mended" else _step(value, profile)


def _step(step: object, profile: Profile) -> str:
    if not isinstance(step, dict):
        return ""
    on, kind = date.fromisoformat(str(step["on"])), str(step.get("kind"))
    taken = Step("", kind, on, level=str(step.get("level") or ""))
    title = step_title(taken, profile) if profile.step(kind) else ""
    parts = (title, day(on), step.get("by"), step.get("document"), step.get("note"))
    return "，".join(str(part) for part in parts if part)


def _answer(answer: object, version: object, profile: Profile) -> str:
    """Which version was answered, by whom and how, and every reason in short."""
    if not isinstance(answer, dict):
        return ""
    verdict = "同意销号" if answer.get("accepted") else "退回补正"
    head = (
        _version(version),
        profile.level_title(str(answer.get("level") or "")) + verdict,
        answer.get("unit"),
        answer.get("person"),
        day(date.fromisoformat(str(answer["on"]))),
    )
    reasons = [
        _short(f"{at}. " + "：".join(filter(None, (reason.get("subject"), reason.get("text")))))
        for at, reason in enumerate(answer.get("reasons") or (), 1)
    ]
    said = ("，".join(str(part) for part in head if part), _short(str(answer.get("opinion") or "")), *reasons)
    return "；".join(part for part in said if part)


def _mended(after: object, version: object) -> str:
    """What was done about each reason, by its number."""
    pairs = after if isinstance(after, list) else []
    done = [_short(f"第{int(at) + 1}条：{text}") for at, text in pairs if text]
    return "；".join(filter(None, (_version(version), *done)))


def _version(version: object) -> str:
    return f"第{version}版" if version else ""


def _short(text: str) -> str:
    """Enough of a text to know it by; the whole stands on the answer's own page."""
    text = text.strip().rstrip("。；")
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}……"


def _said(value: object) -> str:
    if isinstance(value, dict):
        shown = (value.get(key) for key in ("text", "title", "file_name", "opinion", "note"))
        return "；".join(str(part) for part in shown if part)
    return str(value) if isinstance(value, str) else ""
