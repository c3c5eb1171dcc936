"""Findings on the public notice (公示) of a task, read as it will be published."""

from collections.abc import Iterator
from dataclasses import replace

from data.domain.checks.case import Case
from data.domain.checks_notice import Around, accepted_on, check_notice
from data.domain.model import Finding
from data.domain.notice import Notice
from data.domain.notice_text import NoticeFacts, notice_paper


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
        finished=case.verification.conclusion == "pass",
        accepted=accepted_on(case.steps, case.profile) is not None,
        effect=case.verification.effect,
    )


def _around(case: Case) -> Around:
    return Around(case.profile, case.calendar, case.today, case.steps, case.evidence)
