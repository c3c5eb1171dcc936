"""What every name of a form definition says of the contents (填空的名称): one function a name; nothing to say is ""."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from data import form_phrases as phrases
from data import words
from data.domain.contents import EvidencePart, PackageContents
from data.domain.family import collective_minutes
from data.domain.form_definition import FAMILIES, OTHER, ROLE
from data.domain.model import Measure, Verifier
from data.domain.notice import outcome_text
from data.domain.numerals import to_chinese
from data.form_phrases import BLANK_DATE, NO_ACCEPTOR, RESULTS, part_title, units

Value = Callable[[str], str]
"""A name -> what it says."""

_ORGANISING = ("plan", "minutes", "division", "policy")
_MONITORING, _COMPLETION = "monitoring", "completion"
_HEAD_LENGTH = 60


def task_value(contents: PackageContents, key: str) -> Value:
    """What is said of the task, on the form of that key."""
    said: dict[str, str] = {"本表名称": part_title(contents, key)}

    def value(name: str) -> str:
        if name not in said:
            said[name] = _TASK[name](contents) or ""
        return said[name]

    return value


def values_of(contents: PackageContents, key: str, each: str) -> Iterator[Value]:
    """What is said of each measure, piece of evidence, person or part of the package, one after another."""
    task = task_value(contents, key)
    for names in _EACH[each](contents, key):
        yield lambda name, names=names: names[name] if name in names else task(name)


def sign_value(contents: PackageContents, key: str, role: str) -> Value:
    """What is said in the sign row of one post."""
    task = task_value(contents, key)
    return lambda name: role if name == ROLE else task(name)


# ---------------------------------------------------------------- of the task


def _of(field: str) -> Callable[[PackageContents], str]:
    def value(contents: PackageContents) -> str:
        found = getattr(contents.task.listed, field)
        return units(found) if isinstance(found, tuple) else found or ""

    return value


def _filled(field: str) -> Callable[[PackageContents], str]:
    return lambda contents: getattr(contents.verification, field)


def _office(field: str) -> Callable[[PackageContents], str]:
    return lambda contents: getattr(contents.office, field)


def _sentence(text: str) -> str:
    """In one line and ended, to stand in a paragraph."""
    flat = "".join(text.split("\n")).strip()
    return flat if not flat or flat.endswith(("。", "！", "？")) else f"{flat}。"


def _head(contents: PackageContents) -> str:
    """The finding, or its first clauses where it is too long for a cover; the forms give it whole."""
    flat = contents.task.listed.finding.replace("\n", "")
    if len(flat) <= _HEAD_LENGTH:
        return flat
    cut = max((flat.rfind(mark, 0, _HEAD_LENGTH) for mark in "，；。"), default=-1)
    return f"{flat[: cut if cut > 0 else _HEAD_LENGTH]}……"


def _measures_text(contents: PackageContents) -> str:
    if not contents.measures:
        return contents.task.listed.measures_text or ""
    return "\n".join(f"{measure.position}.{measure.text}" for measure in contents.measures)


def _others(contents: PackageContents) -> str:
    lead = _leading(contents)
    return units(tuple(unit for unit in contents.task.listed.responsible_units if unit != lead))


def _leading(contents: PackageContents) -> str:
    listed = contents.task.listed
    return listed.lead_unit or units(listed.responsible_units[:1])


def _in_charge(contents: PackageContents) -> str:
    listed = contents.task.listed
    return units(listed.responsible_units) or listed.lead_unit or contents.office.county


def _results(contents: PackageContents) -> str:
    lines = []
    for measure in contents.measures:
        verdict = phrases.verdict_of(contents, measure)
        found = "" if verdict is None else "（自验：到位）" if verdict.done else "（自验：未到位）"
        done = f"{words.day(measure.done_on)}完成。" if measure.done_on else ""
        lines.append(f"（{measure.position}）{done}{measure.reported or '（未填写落实情况）'}{found}")
    return "\n".join(lines) or contents.verification.summary


def _collective(contents: PackageContents) -> str:
    """The sentence of 非工程类 papers (经集体讨论认定, 锦州); meeting and day are the signer's to fill in, never guessed."""
    if not contents.measures:
        return ""
    minutes = "；".join(
        phrases.book(title, document, f"佐证{number}")
        for number, title, document in collective_minutes(contents)
    )
    said = f"{BLANK_DATE}，经　　　　　　　　会议集体讨论认定：{phrases.measures_result(contents)}。"
    return f"{said}\n可供核对的会议纪要：{minutes}" if minutes else said


def _family_said(contents: PackageContents) -> str:
    return FAMILIES[OTHER] if contents.family == OTHER and contents.family_said else ""


def _persons(contents: PackageContents) -> str:
    return "、".join(
        f"{person.name}（{held}）" if (held := _held(person)) else person.name
        for person in contents.verification.named
    )


def _held(person: Verifier) -> str:
    """Unit and post in one, the unit once."""
    return person.post if person.post.startswith(person.unit) else f"{person.unit}{person.post}"


def _papers(contents: PackageContents) -> str:
    found = (part for part in contents.evidence if part.evidence.kind in _ORGANISING)
    return "；".join(
        phrases.book(part.evidence.title, part.evidence.document_number, f"佐证{part.number}")
        for part in found
    )


def _reports(*kinds: str) -> Callable[[PackageContents], str]:
    def value(contents: PackageContents) -> str:
        found = (part for part in contents.evidence if part.evidence.kind in kinds)
        return "\n".join(f"{part.number}　{part.evidence.title}" for part in found)

    return value


def _noticed(contents: PackageContents) -> str:
    ended = any(step.kind == "noticed" for step in contents.steps)
    return outcome_text(contents.notice) if ended and contents.notice else ""


def _published(contents: PackageContents) -> str:
    notice = contents.notice
    return "，".join(filter(None, (notice.medium, notice.address))) if notice else ""


def _shots(contents: PackageContents) -> str:
    """Which evidence shows the notice on its first and on its last day."""
    notice = contents.notice
    if not notice:
        return ""
    numbers = {part.evidence.id: part.number for part in contents.evidence}
    days = (("首日", notice.first_shot), ("末日", notice.last_shot))
    return "，".join(f"{day}见佐证{numbers[shot]}" for day, shot in days if shot in numbers)


def _waived(contents: PackageContents) -> str:
    text = "".join(words.finding_text(finding) for finding in contents.waived)
    reason = f"{text}\n原因：{contents.waiver}" if text else ""
    return "\n".join(filter(None, (reason, *_unneeded(contents))))


def _waived_in_line(contents: PackageContents) -> str:
    text = "".join(words.finding_text(finding) for finding in contents.waived)
    reason = f"{text}原因：{_sentence(contents.waiver)}" if text else ""
    return "".join((reason, *_unneeded(contents)))


def _unneeded(contents: PackageContents) -> Iterator[str]:
    """Why an expected piece of evidence (应有佐证) is not there: who accepts must see it."""
    positions = {measure.id: measure.position for measure in contents.measures}
    for slot in contents.unneeded:
        if slot.measure_id in positions:  # a measure that left the list asks for nothing
            yield f"第{positions[slot.measure_id]}条措施不需要“{slot.title}”：{_sentence(slot.waived)}"


def _mended(contents: PackageContents) -> str:
    return "".join(
        f"（{at}）{reason.text.rstrip('。；')}——{_sentence(done or '尚未说明')}"
        for at, (reason, done) in enumerate(contents.mended, 1)
    )


def _contact(contents: PackageContents) -> str:
    office = contents.office
    phone = f"，电话：{office.phone}" if office.phone else ""
    return f"{office.contact}{phone}" if office.contact else ""


def _document_number(contents: PackageContents) -> str:
    prefix = contents.office.document_prefix
    return f"{prefix}〔{contents.made_on.year}〕　　号" if prefix else ""


def _totals(contents: PackageContents) -> str:
    """Pieces, pages and bytes of everything but the cover itself (GB/T 18894 表A.1); "" before anything is printed."""
    if not contents.written:
        return ""
    pieces = len(contents.written) + len(contents.evidence)
    pages = sum(part.pages for part in contents.written) + _evidence_pages(contents)
    size = sum(part.size for part in contents.written) + _evidence_size(contents)
    return f"共{pieces}件、{pages}页、{size:,}字节（不含封面目录）"


def _evidence_totals(contents: PackageContents) -> str:
    if not contents.evidence:
        return ""
    return f"佐证材料共{len(contents.evidence)}件、{_evidence_pages(contents)}页、{_evidence_size(contents):,}字节"


def _evidence_pages(contents: PackageContents) -> int:
    return sum(part.evidence.pages or 0 for part in contents.evidence)


def _evidence_size(contents: PackageContents) -> int:
    return sum(part.evidence.size for part in contents.evidence)


_TASK: Mapping[str, Callable[[PackageContents], str | None]] = {
    "任务序号": phrases.task_number,
    "上级编号": _of("upper_number"),
    "问题类别": _of("category"),
    "任务来源": _of("source"),
    "反馈问题": _of("finding"),
    "反馈问题连写": lambda c: _sentence(c.task.listed.finding),
    "反馈问题摘要": _head,
    "整改任务": _of("requirement"),
    "任务内容": lambda c: c.task.listed.requirement or c.task.listed.finding,
    "整改目标": _of("goal"),
    "整改措施": _measures_text,
    "整改时限": lambda c: phrases.deadline(c.task.listed.deadline),
    "时限原文": lambda c: phrases.deadline_words(c.task.listed.deadline),
    "实际完成时间": phrases.finished_on,
    "牵头单位": _of("lead_unit"),
    "牵头责任单位": _leading,
    "责任单位": _of("responsible_units"),
    "其他责任单位": _others,
    "负责单位": _in_charge,
    "配合单位": _of("supporting_units"),
    "验收单位": lambda c: c.task.listed.acceptance_unit or NO_ACCEPTOR,
    "责任人": _of("responsible_person"),
    "包保领导": _of("leader_in_charge"),
    "备注": _of("note"),
    "完成情况": _results,
    "措施落实结果": lambda c: phrases.measures_result(c) if c.measures else "",
    "集体讨论认定": _collective,
    "任务类别": _family_said,
    "自验日期": lambda c: words.day(c.verification.on),
    "自验地点": _filled("place"),
    "自验人员": lambda c: units(tuple(person.name for person in c.verification.named)),
    "参加自验人员": _persons,
    "自验小结": _filled("summary"),
    "整改成效": _filled("effect"),
    "长效机制": _filled("prevention"),
    "存在问题": _filled("remaining"),
    "自验结论": lambda c: RESULTS[c.verification.conclusion],
    "自验清单": lambda c: phrases.checklist_line(c) if c.checklist else "",
    "自验清单说明": phrases.checklist_said,
    "自验清单名称": lambda c: c.checklist_title,
    "部署文件": _papers,
    "监测报告": _reports(_MONITORING),
    "监测和验收报告": _reports(_MONITORING, _COMPLETION),
    "公示情况": lambda c: phrases.steps_named(c, "noticed"),
    "公示结果": _noticed,
    "公示载体": _published,
    "公示截图": _shots,
    "情况说明": _waived,
    "情况说明连写": _waived_in_line,
    "退回条数": lambda c: str(len(c.mended) or ""),
    "补正情况": _mended,
    "补正标注": lambda c: "补正后重新报送" if c.version > 1 else "",
    "材料总数": _totals,
    "佐证总数": _evidence_totals,
    "申请单位": _office("name"),
    "本县": _office("county"),
    "所在市": _office("city"),
    "联系人": _office("contact"),
    "联系电话": _office("phone"),
    "联系方式": _contact,
    "发文字号": _document_number,
    "申请编号": lambda c: c.number,
    "版次": lambda c: str(c.version),
    "日期": lambda c: words.day(c.made_on),
    "空白日期": lambda c: BLANK_DATE,
    "份数": lambda c: c.copies,
    "申请表名称": lambda c: part_title(c, "form"),
    "意见表名称": lambda c: part_title(c, "opinion"),
}

TASK_NAMES = frozenset((*_TASK, "本表名称"))


# ---------------------------------------------------------------- of each


def _measures(contents: PackageContents, key: str) -> Iterator[dict[str, str]]:
    for at, measure in enumerate(contents.measures, 1):
        yield _measure(contents, at, measure)


def _measure(contents: PackageContents, at: int, measure: Measure) -> dict[str, str]:
    verdict = phrases.verdict_of(contents, measure)
    evidence = phrases.evidence_numbers(contents, measure)
    due = (measure.deadline.text if measure.deadline else "") or _broken(measure.due)
    return {
        "措施序号": str(measure.position),
        "措施汉字序号": to_chinese(at),
        "措施原文": measure.text,
        "措施责任单位": "、\n".join(measure.units),
        "措施时限": due,
        "落实情况": measure.reported.rstrip(),
        "落实情况连写": _sentence(measure.reported),
        "措施完成日期": words.day(measure.done_on),
        "措施完成日期分行": _broken(measure.done_on),
        "措施完成情况": f"{words.day(measure.done_on)}完成。" if measure.done_on else "尚未完成。",
        "措施佐证": "、".join(evidence),
        "措施佐证分行": "\n".join(evidence),
        "是否到位": "" if verdict is None else "到位" if verdict.done else "未到位",
        "自验意见": verdict.text if verdict else "",
    }


def _pieces(contents: PackageContents, key: str) -> Iterator[dict[str, str]]:
    return (piece_names(contents, part) for part in contents.evidence)


def piece_names(contents: PackageContents, part: EvidencePart) -> dict[str, str]:
    """What is said of one piece of evidence."""
    piece = part.evidence
    return {
        "材料编号": part.number,
        "材料名称": piece.title,
        "材料类别": contents.evidence_kinds.get(piece.kind, "其他"),
        "材料日期": words.day(piece.dated),
        "材料日期分行": _broken(piece.dated),
        "材料文号": piece.document_number,
        "材料页数": "" if piece.pages is None else str(piece.pages),
        "材料说明": piece.note,
        "对应措施": "、".join(map(str, part.measure_positions)),
    }


def _signers(contents: PackageContents, key: str) -> Iterator[dict[str, str]]:
    return (_person(person) for person in contents.verification.named)


def _person(person: Verifier) -> dict[str, str]:
    return {"姓名": person.name, "单位": person.unit, "职务": person.post}


def _parts(contents: PackageContents, key: str) -> Iterator[dict[str, str]]:
    """The catalogue (目录): forms, then evidence, each with the page it begins on if all were laid in one row."""
    page = 1
    for at, part in enumerate(contents.written, 1):
        yield _catalogued(str(at), part.title, part.pages, page)
        page += part.pages
    if not contents.written:
        named = [part_title(contents, each) for each in contents.parts if each != key]
        yield from (_catalogued(str(at), title, None, page) for at, title in enumerate(named, 1))
    for part in contents.evidence:
        yield _catalogued(part.number, part.evidence.title, part.evidence.pages, page)
        page += part.evidence.pages or 0


def _catalogued(number: str, title: str, pages: int | None, page: int) -> dict[str, str]:
    return {
        "材料编号": number,
        "材料名称": title,
        "材料件数": "1",
        "材料页数": "" if pages is None else str(pages),
        "全卷起始页": str(page) if pages else "",
    }


def _broken(value: date | None) -> str:
    """A date in a narrow column, broken after the year."""
    return f"{value.year}年\n{value.month}月{value.day}日" if value else ""


_EACH: Mapping[str, Callable[[PackageContents, str], Iterator[dict[str, Any]]]] = {
    "measures": _measures,
    "evidence": _pieces,
    "persons": _signers,
    "experts": lambda contents, key: iter(()),
    "parts": _parts,
}
