"""The acceptor's own checks, run before sending: what a reviewer would send back (退件预演), each as a ``Finding``.

Pure: the caller gives everything that is known of the task; the wording is in ``data.words``.
"""

from data.domain.checks.case import Case
from data.domain.checks.evidence import evidence_findings, pair_findings, photo_findings
from data.domain.checks.measures import measure_findings, slot_findings
from data.domain.checks.notice import is_former, notice_facts, notice_findings
from data.domain.checks.order import chain_findings, return_findings, step_findings
from data.domain.checks.signs import sign_findings, signed_form_findings
from data.domain.checks.task import (
    UNWAIVABLE,
    deadline_findings,
    latest_reading,
    office_findings,
    task_findings,
)
from data.domain.checks.upper import is_laxer, upper_findings, upper_limits
from data.domain.checks.verification import verification_findings
from data.domain.model import Finding

__all__ = [
    "UNWAIVABLE",
    "Case",
    "check",
    "is_former",
    "is_laxer",
    "latest_reading",
    "notice_facts",
    "notice_findings",
    "upper_limits",
]

_THEMES = (
    office_findings,
    return_findings,
    task_findings,
    upper_findings,
    deadline_findings,
    measure_findings,
    slot_findings,
    evidence_findings,
    pair_findings,
    photo_findings,
    verification_findings,
    sign_findings,
    chain_findings,
    signed_form_findings,
    step_findings,
    notice_findings,
)


def check(case: Case) -> list[Finding]:
    """Every finding, errors first, each with the field to mend it in."""
    found = [finding for theme in _THEMES for finding in theme(case)]
    return sorted(found, key=lambda finding: finding.severity != "error")
