"""The copy letter (抄告函): the acceptor's opinion, copied to the city's office (S002: 抄告市整改办); to be dated and sealed."""

from data.domain.contents import PackageContents
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import BLANK_DATE, PART_TITLES, acceptor, task_number
from exporters.pdf.blocks import Block, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, FLUSH


def story(contents: PackageContents) -> tuple[Section, ...]:
    """One page, prepared for the acceptor: the verdict's boxes and the date stay blank."""
    office, number = contents.office, task_number(contents)
    source = contents.task.listed.source
    blocks: list[Block] = [
        Title(f"关于{office.county}{number}整改任务\n验收销号意见的抄告函"),
        Gap(),
        Text(f"{office.city or '市'}整改办：", FLUSH),
        Text(
            f"{office.name}申请对{number}整改任务{f'（任务来源：{source}）' if source else ''}验收销号"
            f"（申请编号：{contents.number}，第{contents.version}版）。我单位于{BLANK_DATE}组织验收，意见如下：",
            BODY,
        ),
        Text("□已完成整改，同意销号。", BODY),
        Text("□尚未达到销号要求，已退回补正。", BODY),
        Text("验收销号意见表附后，特此抄告。", BODY),
        Gap(keep="previous"),
        Text(f"附件：{number}整改任务{PART_TITLES['opinion']}", BODY, keep="previous"),
        Signature(acceptor(contents), BLANK_DATE.strip("　")),
    ]
    return (Section(blocks),)


COPY_LETTER = as_defined("copy", story)
