"""Findings on signatures: the sign chain (审签) and the signed forms (签字盖章件)."""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error
from data.domain.model import Finding
from data.domain.signed import CHANGED, UNSIGNED
from data.domain.states import standing


def sign_findings(case: Case) -> Iterator[Finding]:
    """The sign chain: every place filled, dated, after the self-verification, over what is sent."""
    given = {sign.role: sign for sign in case.signs}
    sent = "requested" in standing(
        case.steps
    )  # a place the chain got since then is not asked of what was sent
    for role in case.profile.sign_roles:
        sign, where = given.get(role.key), f"sign:{role.key}"
        if role.before_sending and (sign is None or not sign.name.strip()):
            if not sent:
                yield error("sign_missing", f"{where}/name", role.key, title=role.title)
        elif sign and case.is_stale(sign):
            yield error("sign_stale", f"{where}/anew", role.key, title=role.title, name=sign.name)
        elif role.before_sending and sign and sign.on is None:
            yield error("sign_undated", f"{where}/on", role.key, title=role.title)
        elif sign and sign.on and case.verification.on and sign.on < case.verification.on:
            yield error("sign_too_early", f"{where}/on", role.key, title=role.title, on=day(sign.on))
        elif sign and sign.on and sign.on > case.today:
            yield error("date_in_future", f"{where}/on", role.key, what=f"{role.title}的签字日期")


def signed_form_findings(case: Case) -> Iterator[Finding]:
    """The signed forms: none changed since it was signed; each there where the place demands it."""
    if "requested" in standing(case.steps):
        return  # what was sent is sent
    severity = "error" if case.profile.signed_required else "warning"
    for form in case.forms:
        key, title = form.expected.form, form.expected.title
        if form.state == CHANGED:
            yield error("signed_form_stale", f"sign:{key}/form", key, title=title)
        elif form.state == UNSIGNED:
            yield Finding("signed_form_missing", severity, f"sign:{key}/form", key, {"title": title})
