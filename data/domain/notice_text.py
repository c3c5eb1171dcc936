"""What a public notice (公示) says: title, opening, table, period, telephone and signature, from the task and the notice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.domain.contents import Office
from data.domain.model import Measure, Task
from data.domain.notice import Notice, day_text, period_text

EMPTY = "（未写明）"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Everything the wording is made from.

    ``finished`` says whether the office's own check was passed, ``accepted`` whether the acceptance came first
    (通过核查验收): nothing is claimed that did not happen. ``effect`` is the self-verification's own words (整改成效).
    """

    task: Task
    measures: tuple[Measure, ...]
    office: Office
    notice: Notice
    finished: bool = True
    accepted: bool = False
    effect: str = ""


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A notice ready to be published, the same for screen, Word and PDF."""

    title: str
    opening: str
    rows: tuple[tuple[str, str], ...]
    closing: str
    lines: tuple[str, ...]
    signature: str
    dated: date | None
    table: bool = True

    def plain(self) -> str:
        """The whole notice as text to be pasted into a web page."""
        parts = (f"{name}\n{text}" for name, text in numbered(self.rows))
        signed = (self.signature, day_text(self.dated) if self.dated else "")
        return "\n\n".join(
            [
                self.title,
                self.opening,
                *parts,
                self.closing,
                "\n".join(self.lines),
                "\n".join(filter(None, signed)),
            ]
        ).strip()


_NUMERALS = "一二三四五六七八九十"


def numbered(rows: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The parts under headings of the first level: 一、整改问题."""
    return [(f"{_NUMERALS[at]}、{name}", text) for at, (name, text) in enumerate(rows)]


def notice_paper(facts: NoticeFacts) -> NoticePaper:
    """The notice in words. Official text is printed as received; what the office worded anew comes from the notice."""
    notice = facts.notice
    layout = LAYOUTS.get(notice.layout, LAYOUTS["six"])
    return NoticePaper(
        title=notice.title.strip() or default_title(facts.task),
        opening=_opening(facts),
        rows=tuple((name, of(facts).strip() or EMPTY) for name, of in layout.columns),
        table=layout.table,
        closing=f"公示时间：{period_text(notice)}。如对该项任务整改完成情况有异议，"
        f"请在公示期间向{publisher(facts)}反映。",
        lines=_contact(facts),
        signature=publisher(facts),
        dated=notice.start,
    )


def _opening(facts: NoticeFacts) -> str:
    named = f"{_named(facts.task)}整改任务"
    if not facts.finished:
        return f"按照生态环境保护督察整改销号有关规定，现将{named}整改情况公示如下，接受社会监督。"
    passed = "，并通过核查验收" if facts.accepted else ""
    return (
        f"{named}已整改完成{passed}。按照生态环境保护督察整改销号有关规定，"
        "现将整改完成情况公示如下，接受社会监督。"
    )


def default_title(task: Task) -> str:
    """The usual title of such notices."""
    return f"关于{_named(task)}整改任务完成情况的公示"


def publisher(facts: NoticeFacts) -> str:
    """Who publishes and takes objections: the office unless another is named."""
    return facts.notice.published_by.strip() or facts.office.name or "（公示单位）"


def _named(task: Task) -> str:
    listed = task.listed
    number = (listed.number_text or listed.number or "未编号").strip()
    if number != "未编号" and not number.startswith("第"):
        number = f"第{number}" if number[-1] in "号项条" else f"第{number}号"
    return f"{(listed.source or '生态环境保护督察反馈意见').strip()}{number}"


def _contact(facts: NoticeFacts) -> tuple[str, ...]:
    notice = facts.notice
    said = (("监督电话", notice.phone.strip()), ("联系人", notice.contact.strip()))
    return tuple(f"{name}：{value}" for name, value in said if value)


def _units(facts: NoticeFacts) -> str:
    listed = facts.task.listed
    return "、".join(listed.responsible_units) or listed.lead_unit or facts.office.county


def _measures(facts: NoticeFacts) -> str:
    return _numbered([measure.text for measure in facts.measures])


def _measures_with_units(facts: NoticeFacts) -> str:
    said = []
    for measure in facts.measures:
        named = measure.units and "责任单位" not in measure.text
        said.append(measure.text + (f"（责任单位：{'、'.join(measure.units)}）" if named else ""))
    return _numbered(said)


def _results(facts: NoticeFacts) -> str:
    return facts.notice.results or default_results(facts)


def default_results(facts: NoticeFacts) -> str:
    """What was reported of each measure, numbered as the measures are, and what came of it."""
    said = _numbered([measure.reported.strip() or "（未填落实情况）" for measure in facts.measures])
    return "\n".join(filter(None, (said, facts.effect.strip())))


def _numbered(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0].strip()
    return "\n".join(f"{at}.{_bare(text)}" for at, text in enumerate(texts, 1))


def _bare(text: str) -> str:
    """A measure without the number it already carries, so that none is numbered twice."""
    head = text.strip()
    for mark in "．.、）)":
        number, found, rest = head.partition(mark)
        if found and number.lstrip("（(").isdigit() and len(number) <= 3:
            return rest.strip()
    return head


def _finding(facts: NoticeFacts) -> str:
    return facts.task.listed.finding


def _goal(facts: NoticeFacts) -> str:
    return facts.task.listed.goal or ""


def _deadline(facts: NoticeFacts) -> str:
    return facts.task.listed.deadline.text


def _phone(facts: NoticeFacts) -> str:
    return facts.notice.phone


Column = tuple[str, Callable[[NoticeFacts], str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form notices are published in: its name, its columns in order, and whether they stand in a table."""

    name: str
    columns: tuple[Column, ...]
    table: bool = True


_SIX = (
    ("整改问题", _finding),
    ("整改实施主体", _units),
    ("重点措施", _measures),
    ("目标任务", _goal),
    ("完成时限", _deadline),
    ("整改完成情况", _results),
)
_SEVEN = (
    ("反馈问题（整改任务）", _finding),
    ("整改时限", _deadline),
    ("整改目标", _goal),
    ("责任单位", _units),
    ("联系电话", _phone),
    ("整改措施", _measures_with_units),
    ("整改完成情况", _results),
)
_FIVE = (
    ("整改任务", _finding),
    ("责任单位", _units),
    ("整改目标", _goal),
    ("整改措施", _measures),
    ("完成情况", _results),
)
LAYOUTS: dict[str, Layout] = {
    "six": Layout("六栏表（整改问题—完成情况）", _SIX),
    "article": Layout("六项文字（一、二、三……）", _SIX, table=False),
    "seven": Layout("七栏表（含责任单位、电话）", _SEVEN),
    "five": Layout("五栏表（整改任务—完成情况）", _FIVE),
}
"""The forms seen in published notices: six parts (宿州, 宿马), seven (绵阳), five (通辽)."""
