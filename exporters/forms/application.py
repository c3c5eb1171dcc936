"""The application form (验收销号申请表): everything about the task in one ruled table, with the sign chain at its foot."""

from data import words
from data.domain.contents import PackageContents
from data.domain.model import SignOff
from exporters.forms.form import Form, Section
from exporters.forms.phrases import (
    BLANK_DATE,
    PART_TITLES,
    RESULTS,
    acceptor,
    deadline,
    finished_on,
    part_title,
    steps_named,
    task_number,
    units,
    verdict_of,
)
from exporters.inventory import application_json
from exporters.pdf.blocks import Block, Ends, Gap, Title
from exporters.pdf.lasting import Attachment
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH, Style
from exporters.pdf.table import Cell, Row, Table, centred, label

DATA_NAME = "申请数据.json"

_WIDTHS = (84.0, (TYPE_WIDTH - 168) / 2, 84.0, (TYPE_WIDTH - 168) / 2)
_OPINION_HEIGHT = 5 * TABLE_LEADING
_SEALED = ("head", "leader", "office", "supervisor")
_SPARE = Style(size=CELL.size, leading=CELL.leading, first=2)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """Title, office and number, the table; the table runs over pages where texts are long."""
    blocks: list[Block] = [
        Title(part_title(contents, "form")),
        Gap(0.3, keep="next"),
        Ends(f"申请单位：{contents.office.name}", f"编号：{contents.number}　第{contents.version}版", CELL),
        Table(_WIDTHS, [*_task_rows(contents), *_result_rows(contents), *_sign_rows(contents)]),
    ]
    return (Section(blocks),)


def _wide(title: str, text: str, least: float = 0.0) -> Row:
    return Row((label(title), Cell(text, 3)), least)


def _pair(left: tuple[str, str], right: tuple[str, str]) -> Row:
    return Row((label(left[0]), centred(left[1]), label(right[0]), centred(right[1])), least=30)


def _task_rows(contents: PackageContents) -> list[Row]:
    listed = contents.task.listed
    rows = [
        _pair(("任务序号", task_number(contents)), ("上级编号", listed.upper_number or "—")),
        _wide("督察轮次\n及来源", listed.source or "—"),
        _wide("反馈问题\n（原文）", listed.finding),
    ]
    if listed.requirement:
        rows.append(_wide("整改任务", listed.requirement))
    rows += [
        _wide("整改目标", listed.goal or "—"),
        _wide("整改措施", _measures(contents)),
        _pair(("整改时限", deadline(listed.deadline)), ("实际完成\n时间", finished_on(contents) or "—")),
        _pair(("牵头单位", listed.lead_unit or "—"), ("责任单位", units(listed.responsible_units) or "—")),
        _pair(
            ("配合单位", units(listed.supporting_units) or "—"), ("验收（督导）\n单位", acceptor(contents))
        ),
        _pair(("责任人", listed.responsible_person or "—"), ("包保领导", listed.leader_in_charge or "—")),
    ]
    return rows


def _measures(contents: PackageContents) -> str:
    if not contents.measures:
        return contents.task.listed.measures_text or "—"
    return "\n".join(f"{measure.position}.{measure.text}" for measure in contents.measures)


def _result_rows(contents: PackageContents) -> list[Row]:
    verification = contents.verification
    persons = units(tuple(person.name for person in verification.persons))
    verified = "\n".join(
        filter(
            None,
            (
                f"自验时间：{words.day(verification.on) or '未填'}",
                f"自验人员：{persons}" if persons else "",
                f"自验结论：{RESULTS[verification.conclusion]}",
            ),
        )
    )
    rows = [
        _wide("完成情况\n（逐条）", _results(contents)),
        _wide("自查自验\n情况", verified),
        _wide("公示情况", steps_named(contents, "noticed") or "按规定程序办理", 30),
    ]
    if contents.waived:
        text = "".join(words.finding_text(finding) for finding in contents.waived)
        rows.append(_wide("情况说明", f"{text}\n原因：{contents.waiver}"))
    return rows


def _results(contents: PackageContents) -> str:
    lines = []
    for measure in contents.measures:
        verdict = verdict_of(contents, measure)
        found = "" if verdict is None else "（自验：到位）" if verdict.done else "（自验：未到位）"
        done = f"{words.day(measure.done_on)}完成。" if measure.done_on else ""
        lines.append(f"（{measure.position}）{done}{measure.reported or '（未填写落实情况）'}{found}")
    return "\n".join(lines) or contents.verification.summary


def _sign_rows(contents: PackageContents) -> list[Row]:
    """One box per place of the sign chain (审签链), filled where signed, blank where not."""
    signed = {sign.role: sign for sign in contents.signs}
    marks = contents.marks
    rows = [_sign_row(role, title, signed.get(role), marks.get(role)) for role, title in contents.sign_roles]
    rows.append(_wide("备　　注", contents.task.listed.note or "", 2 * TABLE_LEADING))
    return rows


def _sign_row(role: str, title: str, sign: SignOff | None, mark: bytes | None) -> Row:
    sealed = any(word in role for word in _SEALED)
    name = "　".join(filter(None, (sign.post, sign.name))) if sign else ""
    # What was not signed on this paper must not look as if it were.
    image = "（签名图片）" if mark else ""
    who = f"签字{'（盖章）' if sealed else ''}：{name or '　　　　　　'}{image}"
    when = words.day(sign.on) if sign and sign.on else BLANK_DATE
    cell = Cell(sign.opinion if sign else "", 3, _SPARE, foot=(f"{who}　　{when}",), top=True, picture=mark)
    high = _OPINION_HEIGHT if sealed or mark else 3 * TABLE_LEADING
    return Row((label(f"{title}\n意见"), cell), high)


def attached(contents: PackageContents) -> tuple[Attachment, ...]:
    """The task's data and the digests of its evidence, so that the form alone can be read by machines and checked."""
    about = f"申请验收销号的任务数据和佐证材料的 SHA-256 校验值（{contents.number} 第{contents.version}版）"
    return (Attachment(DATA_NAME, about, "application/json", application_json(contents)),)


FORM = Form("form", "02_验收销号申请表", PART_TITLES["form"], story, attached)
