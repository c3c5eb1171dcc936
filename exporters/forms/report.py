"""The self-verification report (自查自验报告) in its seven sections."""

from data import words
from data.domain.contents import PackageContents
from data.domain.model import Measure
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import (
    RESULTS,
    acceptor,
    checklist_line,
    deadline,
    evidence_numbers,
    finished_on,
    measures_result,
    part_title,
    task_number,
    units,
    verdict_of,
)
from exporters.pdf.blocks import Block, Bookmark, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, HEADING_1

_NUMERALS = "一二三四五六七八九十"
_ORGANISING = ("plan", "minutes", "division", "policy")
_NONE = "无。"


def story(contents: PackageContents) -> tuple[Section, ...]:
    """Problem, organisation, measures one by one, effect, similar problems, verification, what remains."""
    blocks: list[Block] = [
        Title(f"{task_number(contents)}整改任务\n{part_title(contents, 'report')}"),
        Gap(),
    ]
    sections = (
        ("问题概况", _problem(contents)),
        ("整改组织情况", _organisation(contents)),
        ("措施落实情况", _measures(contents)),
        ("整改成效", _texts(contents.verification.effect)),
        ("举一反三与长效机制", _texts(contents.verification.prevention)),
        ("自验过程与结论", _verification(contents)),
        ("存在问题与下一步打算", _texts(contents.verification.remaining)),
    )
    for numeral, (title, texts) in zip(_NUMERALS, sections, strict=False):
        heading = f"{numeral}、{title}"
        blocks.append(Text(heading, HEADING_1, keep="next", bookmark=Bookmark(heading, 1)))
        blocks += texts
    blocks.append(Signature(contents.office.name, words.day(contents.made_on)))
    return (Section(blocks),)


def _texts(text: str) -> list[Block]:
    return [Text(paragraph.strip(), BODY) for paragraph in (text or _NONE).split("\n") if paragraph.strip()]


def _led(lead: str, text: str) -> Text:
    return Text(((lead, "kai"), (text, "")), BODY)


def _problem(contents: PackageContents) -> list[Block]:
    listed = contents.task.listed
    goal = f"整改目标：{listed.goal}" if listed.goal else ""
    rows = (
        ("（一）反馈问题。", listed.finding),
        ("（二）任务来源。", _source(contents)),
        ("（三）整改要求。", "\n".join(filter(None, (listed.requirement, goal))) or _NONE),
        ("（四）整改时限。", f"{deadline(listed.deadline)}。"),
    )
    return [_led(lead, text) for lead, text in rows]


def _source(contents: PackageContents) -> str:
    listed = contents.task.listed
    upper = f"，上级编号{listed.upper_number}" if listed.upper_number else ""
    return f"{listed.source or '清单未写明'}，{task_number(contents)}整改任务{upper}。"


def _organisation(contents: PackageContents) -> list[Block]:
    listed = contents.task.listed
    lead = listed.lead_unit or units(listed.responsible_units[:1]) or "—"
    others = units(tuple(unit for unit in listed.responsible_units if unit != lead))
    leader = f"由{listed.leader_in_charge}包保，" if listed.leader_in_charge else ""
    person = f"，责任人{listed.responsible_person}" if listed.responsible_person else ""
    with_whom = f"，{others}共同负责" if others else ""
    blocks: list[Block] = [
        Text(f"该任务{leader}由{lead}牵头{with_whom}{person}，验收（督导）单位为{acceptor(contents)}。", BODY)
    ]
    papers = [part for part in contents.evidence if part.evidence.kind in _ORGANISING]
    if papers:
        named = "；".join(
            f"{_paper(p.evidence.title, p.evidence.document_number)}（佐证{p.number}）" for p in papers
        )
        blocks.append(Text(f"先后形成以下部署和制度文件：{named}。", BODY))
    return blocks


def _paper(title: str, number: str) -> str:
    return f"《{title}》{f'（{number}）' if number else ''}"


def _measures(contents: PackageContents) -> list[Block]:
    finished = finished_on(contents)
    end = f"，最后一条措施于{finished}完成" if finished else ""
    blocks: list[Block] = [Text(f"{measures_result(contents)}{end}。逐条情况如下：", BODY)]
    for at, measure in enumerate(contents.measures, 1):
        blocks += _measure(contents, at, measure)
    return blocks


def _measure(contents: PackageContents, at: int, measure: Measure) -> list[Block]:
    """A measure as planned in 楷体, then what was done, when, and by which evidence."""
    verdict = verdict_of(contents, measure)
    done = f"{words.day(measure.done_on)}完成。" if measure.done_on else "尚未完成。"
    numbers = evidence_numbers(contents, measure)
    proof = f"佐证材料：{'、'.join(numbers)}。" if numbers else ""
    found = "" if verdict is None else "自验认定到位。" if verdict.done else "自验认定未到位。"
    opinion = verdict.text if verdict else ""
    text = f"{measure.text.rstrip('。；;')}。"
    said = measure.reported.rstrip() or "未填写落实情况。"
    result = f"{said}{done}{proof}{found}{opinion}"
    return [Text(((f"（{_numeral(at)}）{text}", "kai"), (result, "")), BODY)]


def _numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _NUMERALS[ones - 1]
    head = "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def _verification(contents: PackageContents) -> list[Block]:
    verification = contents.verification
    persons = "、".join(
        f"{person.name}（{'，'.join(filter(None, (person.unit, person.post)))}）"
        if person.unit or person.post
        else person.name
        for person in verification.persons
    )
    where = f"在{verification.place}" if verification.place else ""
    who = f"参加人员：{persons}。" if persons else ""
    day = words.day(verification.on) or "（自验日期未填）"
    blocks: list[Block] = [Text(f"{day}，{where}对照整改方案逐条开展自查自验。{who}", BODY)]
    if verification.summary:
        blocks += _texts(verification.summary)
    if contents.checklist:
        blocks.append(Text(f"对照“{contents.checklist_title}”：{checklist_line(contents)}", BODY))
    blocks.append(Text(f"自验结论：{RESULTS[verification.conclusion]}。", BODY))
    return blocks


REPORT = as_defined("report", story)
