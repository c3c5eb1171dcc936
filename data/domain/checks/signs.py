"""Findings on signatures: the sign chain (审签) and the signed forms (签字盖章件).

What was sent is left alone. But as long as another version may go out, it needs signatures over what it will say.
"""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error
from data.domain.model import Finding
from data.domain.signed import CHANGED, UNSIGNED


def sign_findings(case: Case) -> Iterator[Finding]:
    """The sign chain: every place filled, dated, after the self-verification, over what is sent."""
    given = {sign.role: sign for sign in case.signs}
    for role in case.profile.sign_roles:
        sign, where = given.get(role.key), f"sign:{role.key}"
        if role.before_sending and (sign is None or not sign.name.strip()):
            if not case.settled:
                yield error("sign_missing", f"{where}/name", role.key, title=role.title)
        elif sign and case.is_stale(sign):
            said = {"title": role.title, "name": sign.name, "before": _before(case.sent)}
            yield error("sign_stale", f"{where}/anew", role.key, **said)
        elif role.before_sending and sign and sign.on is None:
            yield error("sign_undated", f"{where}/on", role.key, title=role.title)
        elif sign and sign.on and case.verification.on and sign.on < case.verification.on:
            yield error("sign_too_early", f"{where}/on", role.key, title=role.title, on=day(sign.on))
        elif sign and sign.on and sign.on > case.today:
            yield error("date_in_future", f"{where}/on", role.key, what=f"{role.title}的签字日期")


def signed_form_findings(case: Case) -> Iterator[Finding]:
    """The signed forms: none changed since it was signed; each there where the place demands it."""
    if case.settled:
        return
    severity = "error" if case.profile.signed_required else "warning"
    for form in case.forms:
        key, title = form.expected.form, form.expected.title
        if form.state == CHANGED:
            yield error("signed_form_stale", f"sign:{key}/form", key, title=title, before=_before(case.sent))
        elif form.state == UNSIGNED and not form.expected.sent:
            yield Finding("signed_form_missing", severity, f"sign:{key}/form", key, {"title": title})


def _before(sent: bool) -> str:
    return "再次报送前" if sent else ""
