"""The public notice (公示) of a finished task: problem, who mended it, measures, goal, deadline, result, period."""

from data import words
from data.domain.contents import PackageContents
from exporters.forms.form import Form, Section
from exporters.forms.phrases import (
    BLANK_DATE,
    PART_TITLES,
    deadline,
    measures_result,
    task_number,
    units,
)
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, HEADING_1


def story(contents: PackageContents) -> tuple[Section, ...]:
    """The article form offices publish; the period stays open until the notice is dated. Names no person."""
    listed = contents.task.listed
    parts = (
        ("一、整改问题", listed.finding),
        ("二、整改实施主体", units(listed.responsible_units) or listed.lead_unit or "—"),
        ("三、整改措施", "\n".join(f"{m.position}.{m.text}" for m in contents.measures) or "—"),
        ("四、整改目标", listed.goal or "—"),
        ("五、整改时限", deadline(listed.deadline)),
        ("六、整改完成情况", _result(contents)),
    )
    blocks: list[Block] = [
        Title(f"关于{contents.office.county}{task_number(contents)}整改任务完成情况的公示"),
        Gap(),
        Text(f"现将{task_number(contents)}整改任务{_state(contents)}有关情况予以公示，接受社会监督。", BODY),
    ]
    for title, text in parts:
        blocks += [Text(title, HEADING_1, keep="next"), Text(text, BODY)]
    phone = contents.office.phone or "＿＿＿＿＿＿"
    blocks += [
        Text(f"公示期：{BLANK_DATE}至{BLANK_DATE}。公示期内如有异议，请向{contents.office.name}反映。", BODY),
        Text(f"监督电话：{phone}", BODY),
        Signature(contents.office.name, BLANK_DATE.strip("　")),
    ]
    return (Section(blocks),)


def _state(contents: PackageContents) -> str:
    passed = contents.verification.conclusion == "pass"
    return "已完成整改并通过自查自验的" if passed else "整改"


def _result(contents: PackageContents) -> str:
    lines = [f"{measures_result(contents)}。"] if contents.measures else []
    for measure in contents.measures:
        done = f"（{words.day(measure.done_on)}完成）" if measure.done_on else ""
        lines.append(f"（{measure.position}）{measure.reported or '未填写落实情况'}{done}")
    return "\n".join([*lines, contents.verification.effect]).strip()


NOTICE = Form("notice", "08_公示", PART_TITLES["notice"], story)
