"""Findings on signatures: the sign chain (审签) and the signed forms (签字盖章件).

What was sent is left alone. But as long as another version may go out, it needs signatures over what it will say.
"""

from collections.abc import Iterator

from data.domain.checks.case import Case, day, error, warning
from data.domain.model import Finding
from data.domain.signed import CHANGED, UNSIGNED, FormState, SignedPart, pages_of_others


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
    """The signed forms: none changed since it was signed; each there where the place demands it; its signatures good."""
    if case.settled:
        return
    severity = "error" if case.profile.signed_required else "warning"
    for form in case.forms:
        key, title = form.expected.form, form.expected.title
        if form.state == CHANGED:
            yield error("signed_form_stale", f"sign:{key}/form", key, title=title, before=_before(case.sent))
        elif form.state == UNSIGNED and not form.expected.sent:
            yield Finding("signed_form_missing", severity, f"sign:{key}/form", key, {"title": title})
        elif form.part is not None:
            yield from _signature_findings(case, form, form.part)


def _signature_findings(case: Case, form: FormState, part: SignedPart) -> Iterator[Finding]:
    """What speaks against the certificate signatures of a form: what they are worth, whose they are, what else they are on."""
    key, title = form.expected.form, form.expected.title
    where, places = f"sign:{key}/form", {role.title: role.key for role in case.profile.sign_roles}
    names = {sign.role: sign.name.strip() for sign in case.signs}
    for check in part.checks:
        if check.fault:
            severity = "error" if check.speaks_against else "warning"
            yield Finding(
                f"signature_{check.fault}", severity, where, key, {"title": title, "said": check.sentence}
            )
        role = places.get(check.role, "")
        name = names.get(role)
        if name and not check.is_by(name):
            said = {"title": title, "signer": check.signer, "place": check.role, "name": name}
            yield warning("signature_of_another", f"sign:{role}/name", role, **said)
    others = pages_of_others(part, [one.part for one in case.forms if one.part])
    if part.checks and others:
        yield warning("signed_file_of_others", where, key, title=title, n=str(others))


def _before(sent: bool) -> str:
    return "再次报送前" if sent else ""
