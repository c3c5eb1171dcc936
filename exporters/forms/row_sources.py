"""Where the rows of the application form take their texts from: one function for every source a definition may name."""

from collections.abc import Callable
from dataclasses import dataclass

from data import words
from data.domain.contents import PackageContents
from data.domain.family import collective_minutes
from exporters.forms.phrases import (
    BLANK_DATE,
    RESULTS,
    acceptor,
    deadline,
    finished_on,
    measures_result,
    steps_named,
    task_number,
    units,
    verdict_of,
)

SIGNS = "signs"
"""The source that is not a text: the boxes of the sign chain."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a row says of the contents, and what stands there instead of nothing."""

    text: Callable[[PackageContents], str | None]
    empty: str = "—"


def text_of(contents: PackageContents, source: str) -> str:
    """What a row of this source says."""
    found = _SOURCES[source]
    return found.text(contents) or found.empty


def is_empty(contents: PackageContents, source: str) -> bool:
    """Whether the contents say nothing there."""
    return source != SIGNS and not _SOURCES[source].text(contents)


def _measures(contents: PackageContents) -> str | None:
    if not contents.measures:
        return contents.task.listed.measures_text
    return "\n".join(f"{measure.position}.{measure.text}" for measure in contents.measures)


def _results(contents: PackageContents) -> str:
    lines = []
    for measure in contents.measures:
        verdict = verdict_of(contents, measure)
        found = "" if verdict is None else "（自验：到位）" if verdict.done else "（自验：未到位）"
        done = f"{words.day(measure.done_on)}完成。" if measure.done_on else ""
        lines.append(f"（{measure.position}）{done}{measure.reported or '（未填写落实情况）'}{found}")
    return "\n".join(lines) or contents.verification.summary


def _verified(contents: PackageContents) -> str:
    verification = contents.verification
    persons = units(tuple(person.name for person in verification.persons))
    lines = (
        f"自验时间：{words.day(verification.on) or '未填'}",
        f"自验人员：{persons}" if persons else "",
        f"自验结论：{RESULTS[verification.conclusion]}",
    )
    return "\n".join(filter(None, lines))


def _waived(contents: PackageContents) -> str:
    if not contents.waived:
        return ""
    text = "".join(words.finding_text(finding) for finding in contents.waived)
    return f"{text}\n原因：{contents.waiver}"


def _collective(contents: PackageContents) -> str:
    """The sentence of 非工程类 papers (经集体讨论认定, 锦州); meeting and day are the signer's to fill in, never guessed."""
    if not contents.measures:
        return ""
    minutes = "；".join(
        f"《{title}》{f'（{document}）' if document else ''}（佐证{number}）"
        for number, title, document in collective_minutes(contents)
    )
    said = f"{BLANK_DATE}，经　　　　　　　　会议集体讨论认定：{measures_result(contents)}。"
    return f"{said}\n可供核对的会议纪要：{minutes}" if minutes else said


_SOURCES = {
    "number": _Source(task_number),
    "upper_number": _Source(lambda c: c.task.listed.upper_number),
    "category": _Source(lambda c: c.task.listed.category),
    "source": _Source(lambda c: c.task.listed.source),
    "finding": _Source(lambda c: c.task.listed.finding, ""),
    "requirement": _Source(lambda c: c.task.listed.requirement),
    "goal": _Source(lambda c: c.task.listed.goal),
    "measures": _Source(_measures),
    "deadline": _Source(lambda c: deadline(c.task.listed.deadline)),
    "done_on": _Source(finished_on),
    "lead_unit": _Source(lambda c: c.task.listed.lead_unit),
    "units": _Source(lambda c: units(c.task.listed.responsible_units)),
    "supporting": _Source(lambda c: units(c.task.listed.supporting_units)),
    "acceptor": _Source(acceptor),
    "person": _Source(lambda c: c.task.listed.responsible_person),
    "leader": _Source(lambda c: c.task.listed.leader_in_charge),
    "result": _Source(_results, ""),
    "verification": _Source(_verified),
    "collective": _Source(_collective),
    "notice": _Source(lambda c: steps_named(c, "noticed"), "按规定程序办理"),
    "waived": _Source(_waived),
    "note": _Source(lambda c: c.task.listed.note, ""),
}

TEXT_SOURCES = frozenset(_SOURCES)
