"""What a public notice (公示) says: title, opening, table, period, telephone and signature, from the task and the notice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.domain.contents import Office
from data.domain.form_definition import NoticeLayout
from data.domain.form_template import fill
from data.domain.model import Measure, Task
from data.domain.notice import Notice, day_text, period_text
from data.domain.numerals import to_chinese

EMPTY = "（未写明）"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Everything the wording is made from.

    ``finished`` says whether the office's own check was passed, ``accepted`` whether the acceptance came first
    (通过核查验收): nothing is claimed that did not happen. ``layouts`` are the forms to choose from;
    ``effect`` is the self-verification's own words (整改成效).
    """

    task: Task
    measures: tuple[Measure, ...]
    office: Office
    notice: Notice
    layouts: tuple[NoticeLayout, ...]
    finished: bool = True
    accepted: bool = False
    effect: str = ""

    @property
    def layout(self) -> NoticeLayout:
        """The layout the notice chose, else the first; there is always one (``FormReading`` sees to it)."""
        chosen = (each for each in self.layouts if each.key == self.notice.layout)
        return next(chosen, self.layouts[0])


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
        said = (
            *(self.title, self.opening, *parts, self.closing),
            *("\n".join(self.lines), "\n".join(filter(None, signed))),
        )
        return "\n\n".join(filter(None, said))


def numbered(rows: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The parts under headings of the first level: 一、整改问题."""
    return [(f"{to_chinese(at)}、{_flat(name)}", text) for at, (name, text) in enumerate(rows, 1)]


def _flat(label: str) -> str:
    """A label that takes two lines in a table stands on one in a heading."""
    return label.replace("\n", "")


def notice_paper(facts: NoticeFacts) -> NoticePaper:
    """The notice in words. Official text is printed as received; what the office worded anew comes from the notice."""
    layout = facts.layout

    def said(text: str) -> str:
        return fill(text, lambda name: NAMED[name](facts)).strip()

    rows = ((row, said(row.text)) for row in layout.rows)
    return NoticePaper(
        title=facts.notice.title.strip() or default_title(facts),
        opening=said(layout.text),
        rows=tuple((row.label, text or EMPTY) for row, text in rows if text or not row.omit_empty),
        table=layout.table,
        closing=said(layout.closing),
        lines=tuple(filter(None, map(said, layout.contact))),
        signature=publisher(facts),
        dated=facts.notice.start,
    )


def default_title(facts: NoticeFacts) -> str:
    """The title of a notice that was given none."""
    return fill(facts.layout.title, lambda name: NAMED[name](facts)).strip()


def publisher(facts: NoticeFacts) -> str:
    """Who publishes and takes objections: the office unless another is named."""
    return facts.notice.published_by.strip() or facts.office.name or "（公示单位）"


def _named(task: Task) -> str:
    listed = task.listed
    return f"{(listed.source or '生态环境保护督察反馈意见').strip()}{listed.called}"


def _finished(facts: NoticeFacts) -> str:
    """What may be claimed: nothing before the office's own check was passed, the acceptance only where it came first."""
    if not facts.finished:
        return ""
    passed = "，并通过核查验收" if facts.accepted else ""
    return f"{_named(facts.task)}整改任务已整改完成{passed}。"


def _subject(facts: NoticeFacts) -> str:
    return "整改完成情况" if facts.finished else f"{_named(facts.task)}整改任务整改情况"


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


NAMED: dict[str, Callable[[NoticeFacts], str]] = {
    "任务名称": lambda facts: _named(facts.task),
    "任务序号": lambda facts: facts.task.listed.number_text or facts.task.listed.number or "",
    "任务来源": lambda facts: facts.task.listed.source or "",
    "完成说明": _finished,
    "公示事项": _subject,
    "反馈问题": lambda facts: facts.task.listed.finding,
    "整改目标": lambda facts: facts.task.listed.goal or "",
    "整改时限": lambda facts: facts.task.listed.deadline.text,
    "整改措施": _measures,
    "整改措施及责任单位": _measures_with_units,
    "完成情况": _results,
    "牵头单位": lambda facts: facts.task.listed.lead_unit or "",
    "责任单位": _units,
    "验收单位": lambda facts: facts.task.listed.acceptance_unit or "",
    "公示时间": lambda facts: period_text(facts.notice),
    "公示单位": publisher,
    "监督电话": lambda facts: facts.notice.phone.strip(),
    "联系人": lambda facts: facts.notice.contact.strip(),
}
"""What each name of a layout says."""
