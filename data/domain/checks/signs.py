"""Findings on signatures: the sign chain (审签) and the signed forms (签字盖章件)."""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error
from data.domain.model import Finding
from data.domain.signed import CHANGED, UNSIGNED
from data.domain.states import standing


def sign_findings(case: Case) -> Iterator[Finding]:
    """The sign chain: every place filled, dated, after the self-verification, over what is sent."""
    given = {sign.role: sign for sign in case.signs}
    for role in case.profile.sign_roles:
        sign = given.get(role.key)
        if role.before_sending and (sign is None or not sign.name.strip()):
            yield error("sign_missing", f"sign:{role.key}", title=role.title)
        elif sign and case.is_stale(sign):
            yield error("sign_stale", f"sign:{role.key}", title=role.title, name=sign.name)
        elif role.before_sending and sign and sign.on is None:
            yield error("sign_undated", f"sign:{role.key}", title=role.title)
        elif sign and sign.on and case.verification.on and sign.on < case.verification.on:
            yield error("sign_too_early", f"sign:{role.key}", title=role.title, on=day(sign.on))
        elif sign and sign.on and sign.on > case.today:
            yield error("date_in_future", f"sign:{role.key}", what=f"{role.title}的签字日期")


def signed_form_findings(case: Case) -> Iterator[Finding]:
    """The signed forms: none changed since it was signed; each there where the place demands it."""
    if "requested" in standing(case.steps):
        return  # what was sent is sent
    severity = "error" if case.profile.signed_required else "warning"
    for form in case.forms:
        where, title = f"sign:{form.expected.form}", form.expected.title
        if form.state == CHANGED:
            yield error("signed_form_stale", where, title=title)
        elif form.state == UNSIGNED:
            yield Finding("signed_form_missing", severity, where, "", {"title": title})
