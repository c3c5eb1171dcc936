"""What a printed part of the package is by definition: name, title, when it is printed, and the rows of the application form."""

from dataclasses import dataclass

ENGINEERING = "engineering"
OTHER = "other"
FAMILIES = {ENGINEERING: "工程类", OTHER: "非工程类"}
"""The two families of tasks (工程类、非工程类), each with papers of its own."""

FORM_KEYS = (
    "cover",
    "letter",
    "form",
    "measures",
    "report",
    "record",
    "evidence",
    "photos",
    "notice",
    "experts",
    "opinion",
    "copy",
)
CORE_KEYS = ("cover", "letter", "form", "evidence")
"""What no package may be without."""

SIGNABLE_KEYS = ("letter", "form", "measures", "report", "record", "evidence")
"""What the office itself can sign before sending; the rest is the acceptor's, or made last."""

WHENS = {
    "always": "每次都有",
    "photos": "有整改前后照片时",
    "notice": "登记了公示时",
    "experts": "有监测或竣工验收材料时",
}
WIDTHS = {"full": "整栏", "half": "半栏"}
SOURCES = {
    "number": "任务序号",
    "upper_number": "上级编号",
    "category": "问题类别",
    "source": "督察轮次及来源",
    "finding": "反馈问题",
    "requirement": "整改任务",
    "goal": "整改目标",
    "measures": "整改措施",
    "deadline": "整改时限",
    "done_on": "实际完成时间",
    "lead_unit": "牵头单位",
    "units": "责任单位",
    "supporting": "配合单位",
    "acceptor": "验收（督导）单位",
    "person": "责任人",
    "leader": "包保领导",
    "result": "完成情况",
    "verification": "自查自验情况",
    "collective": "集体讨论认定",
    "notice": "公示情况",
    "waived": "情况说明",
    "signs": "审签各栏",
    "note": "备注",
}
"""Where a row's text can come from: source -> what it holds."""

REQUIRED_SOURCES = ("finding", "goal", "measures", "deadline", "units", "waived", "signs")
"""No application form is printed without these. ``waived`` is the reason for what was left open: a signer must see it."""

ROLE = "{role}"
"""Stands in the label of the sign rows for the post of each place in the chain."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the application form, or half of one. ``lines`` high at least; ``omit_empty`` leaves it out where it says nothing."""

    label: str
    source: str
    width: str = "full"
    lines: int = 0
    omit_empty: bool = False
    families: tuple[str, ...] = tuple(FAMILIES)


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One printed part. ``rows`` are the application form's alone; ``signed``: signed by the office before sending."""

    key: str
    file_stem: str
    title: str
    families: tuple[str, ...] = tuple(FAMILIES)
    when: str = "always"
    signed: bool = False
    rows: tuple[FormRow, ...] = ()
