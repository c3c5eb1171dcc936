"""Findings on the public notice (公示) of a task, read as it will be published."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.domain.checks.case import Case
from data.domain.checks_notice import Around, accepted_before, check_notice
from data.domain.model import Finding
from data.domain.notice import Notice
from data.domain.notice_text import NoticeFacts, notice_paper

_NAME = range(2, 5)
_OFFICES = ("办", "局", "科", "股", "室", "中心", "政府", "委", "站")
"""How an office's name ends: lists name offices where they should name a person."""


def notice_findings(case: Case) -> Iterator[Finding]:
    """The findings on the public notice alone (公示): what its own page shows."""
    said = notice_paper(notice_facts(case, case.notice)).plain() if case.notice else ""
    yield from check_notice(case.notice, replace(_around(case), text=said))


def notice_facts(case: Case, notice: Notice) -> NoticeFacts:
    """What a notice of this task is worded from."""
    return NoticeFacts(
        case.task,
        case.measures,
        case.office,
        notice,
        case.layouts,
        finished=case.verification.conclusion == "pass",
        accepted=accepted_before(notice, case.steps, case.profile),
        effect=case.verification.effect,
    )


def _around(case: Case) -> Around:
    return Around(
        case.profile, case.calendar, case.today, case.steps, case.evidence, names=tuple(_persons(case))
    )


def _persons(case: Case) -> Iterator[str]:
    """Everybody known of the task by name: who is responsible, who verified, who signed, whom office and notice name."""
    listed = case.task.listed
    contact = case.notice.contact if case.notice else ""
    said = [listed.responsible_person, listed.leader_in_charge, case.office.contact, contact]
    said += [person.name for person in case.verification.named]
    said += [sign.name for sign in case.signs]
    for name in re.split(r"[、，,;；/\s]+", "、".join(filter(None, said))):
        if len(name) in _NAME and not name.endswith(_OFFICES):
            yield name
