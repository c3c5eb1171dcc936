"""Journal lines in words: what each change did, as a person would tell it."""

from datetime import date

from data.domain.profile import Profile
from data.store.journal import JournalLine
from data.words import day

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
        case "import" | "import_undone" | "answer_scan":
            return str(detail.get("file", ""))
        case "attach" | "forms_printed" | "forms_signed" | "form_unsigned":
            return "、".join(_texts(detail.get("files")))
        case "measure":
            return _changed(before, after, _MEASURE)
        case "evidence":
            return _changed(before, after, _EVIDENCE)
        case "task":
            return _changed(before, after, _TASK)
        case "verification":
            return "改了" + "、".join(_differing(before, after, _VERIFICATION))
        case "notice":
            return _notice(before, after)
        case "signs" | "signs_reset":
            return "、".join(_signers(before if line.what == "signs_reset" else after))
        case "step" | "step_deleted":
            return _step(after or before, profile)
        case _:
            return _said(after or before)


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


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
    return "；".join(
        f"{names[key]}：{after[key] if after[key] not in (None, '') else '（清空）'}" for key in changed
    )


def _notice(before: object, after: object) -> str:
    """The period of a new notice, or what was changed in one."""
    changed = _differing(before, after, _NOTICE)
    if changed:
        return "改了" + "、".join(changed)
    days = (after.get("start"), after.get("end")) if isinstance(after, dict) else ()
    return "至".join(day(date.fromisoformat(str(one))) for one in days if one)


def _step(step: object, profile: Profile) -> str:
    if not isinstance(step, dict):
        return ""
    rule = profile.step(str(step.get("kind")))
    parts = (
        rule.title if rule else "",
        day(date.fromisoformat(str(step["on"]))),
        step.get("by"),
        step.get("document"),
        step.get("note"),
    )
    return "，".join(str(part) for part in parts if part)


def _said(value: object) -> str:
    if isinstance(value, dict):
        shown = (value.get(key) for key in ("text", "title", "file_name", "opinion", "note"))
        return "；".join(str(part) for part in shown if part)
    return str(value) if isinstance(value, str) else ""
