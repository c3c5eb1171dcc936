"""The application letter (验收销号申请函): basis, what was done, the request, attachments, signature."""

from data import words
from data.domain.contents import PackageContents
from data.domain.form_definition import FAMILIES, OTHER
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import (
    RESULTS,
    acceptor,
    finished_on,
    measures_result,
    part_title,
    task_number,
    units,
)
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, FLUSH, Style

_NOT_ATTACHED = ("cover", "letter")
_FIRST_ITEM = Style(first=2, hang=6.5)
_NEXT_ITEM = Style(first=5, hang=6.5)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """The letter, whose text follows the procedure: self-verified first, then applied for (S002 督导销号)."""
    title = f"{contents.office.name}\n关于申请{task_number(contents)}整改任务验收销号的函"
    blocks: list[Block] = [
        *_document_number(contents),
        Title(title),
        Gap(),
        Text(f"{acceptor(contents)}：", FLUSH),
        *(Text(paragraph, BODY) for paragraph in _paragraphs(contents)),
        Gap(keep="previous"),
        *_attachments(contents),
        Signature(contents.office.name, words.day(contents.made_on), space=2),
        *_contact(contents),
    ]
    return (Section(blocks),)


def _document_number(contents: PackageContents) -> list[Block]:
    prefix = contents.office.document_prefix
    if not prefix:
        return []
    number = f"{prefix}〔{contents.made_on.year}〕　　号"
    return [Text(number, Style(align="right", right=1)), Gap()]


def _paragraphs(contents: PackageContents) -> list[str]:
    listed, verification = contents.task.listed, contents.verification
    source = f"{listed.source}" if listed.source else "生态环境保护督察反馈意见"
    upper = f"（上级编号：{listed.upper_number}）" if listed.upper_number else ""
    lead = units(listed.responsible_units) or listed.lead_unit or contents.office.county
    finished = finished_on(contents)
    paragraphs = [
        f"按照{source}整改工作安排，{task_number(contents)}整改任务{upper}由{lead}负责整改，"
        f"整改时限为“{listed.deadline.text or '未写明'}”。反馈问题为：{_sentence(listed.finding)}",
        f"我们对照整改方案逐条抓落实，{measures_result(contents)}"
        + (f"，最后一条措施于{finished}完成。" if finished else "。"),
        f"{words.day(verification.on) or '（自验日期未填）'}，组织开展了自查自验，对照整改方案和“{contents.checklist_title or '自验清单'}”"
        f"逐条核验，自验结论为{RESULTS[verification.conclusion]}。"
        + ("现特申请验收销号，请予审核。" if verification.conclusion == "pass" else ""),
    ]
    if contents.family == OTHER and contents.family_said:
        paragraphs.insert(2, f"本任务属{FAMILIES[OTHER]}，集体讨论认定情况见{part_title(contents, 'form')}。")
    if contents.mended:
        paragraphs.append(f"此前退回的{len(contents.mended)}条意见已逐条补正：{_mended(contents)}")
    if contents.waived:
        paragraphs.append(
            f"另有以下事项说明：{''.join(words.finding_text(f) for f in contents.waived)}原因：{_sentence(contents.waiver)}"
        )
    return paragraphs


def _mended(contents: PackageContents) -> str:
    return "".join(
        f"（{at}）{reason.text.rstrip('。；')}——{_sentence(done or '尚未说明')}"
        for at, (reason, done) in enumerate(contents.mended, 1)
    )


def _sentence(text: str) -> str:
    flat = "".join(text.split("\n")).strip()
    return flat if flat.endswith(("。", "！", "？")) else f"{flat}。"


def _attachments(contents: PackageContents) -> list[Block]:
    names = [part_title(contents, key) for key in contents.parts if key not in _NOT_ATTACHED]
    if len(names) == 1:
        return [Text(f"附件：{names[0]}", Style(first=2, hang=5), keep="previous")]
    return [
        Text(f"{'附件：' if at == 1 else ''}{at}.{name}", _FIRST_ITEM if at == 1 else _NEXT_ITEM, "previous")
        for at, name in enumerate(names, 1)
    ]


def _contact(contents: PackageContents) -> list[Block]:
    office = contents.office
    if not office.contact:
        return []
    phone = f"，电话：{office.phone}" if office.phone else ""
    return [Text(f"（联系人：{office.contact}{phone}）", BODY, keep="previous")]


LETTER = as_defined("letter", story)
