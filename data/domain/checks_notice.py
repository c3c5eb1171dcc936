"""What a reviewer would send back of a public notice (公示): too short, undated, unproven, unanswered, or giving people away."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.domain.model import Evidence, Finding, Step
from data.domain.notice import Notice, day_text, known_years, length_text, span
from data.domain.profile import Profile
from data.domain.states import standing
from data.domain.workdays import WorkCalendar

_MOBILE = re.compile(r"(?<!\d)(?:86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a notice is checked against; ``text`` is all that it says in public, ``names`` the persons known of the task."""

    profile: Profile
    calendar: WorkCalendar
    today: date
    steps: Sequence[Step] = ()
    evidence: Sequence[Evidence] = ()
    text: str = ""
    names: Sequence[str] = ()

    @property
    def accepted_on(self) -> date | None:
        """When the acceptance was noted last; None after a later return."""
        return accepted_on(self.steps, self.profile)


def accepted_on(steps: Sequence[Step], profile: Profile | None = None) -> date | None:
    """The date of the acceptance that stands (验收同意); None where there is none, or a return came after it.

    With the profile, only once every level it needs has accepted.
    """
    if profile and "accepted" not in standing(steps, profile):
        return None
    found = [step for step in steps if step.kind in ("accepted", "returned")]
    return found[-1].on if found and found[-1].kind == "accepted" else None


def accepted_before(notice: Notice, steps: Sequence[Step], profile: Profile | None = None) -> bool:
    """Whether a notice may say that the acceptance was passed (通过核查验收): it stands, and was noted by the first day."""
    accepted = accepted_on(steps, profile)
    return accepted is not None and (notice.start is None or accepted <= notice.start)


def before_request(profile: Profile) -> bool:
    """Whether this place publishes first and applies afterwards (complete → 公示 → 销号, as in 四平 and 和布克赛尔)."""
    return _follows(profile, "requested", "noticed")


def _follows(profile: Profile, key: str, earlier: str) -> bool:
    rule, seen = profile.step(key), set[str]()
    while rule and rule.after and rule.key not in seen:
        if rule.after == earlier:
            return True
        seen.add(rule.key)
        rule = profile.step(rule.after)
    return False


def check_notice(notice: Notice | None, around: Around) -> Iterator[Finding]:
    """Every finding on the notice; without one, only that it is missing where the place's order asks for it by now."""
    if notice is None:
        if before_request(around.profile):
            yield _error("notice_missing", "start")
        return
    yield from _period(notice, around)
    yield from _order(notice, around)
    yield from _place(notice)
    yield from _screenshots(notice, around)
    yield from _objections(notice)
    yield from _personal(around.text)
    yield from _named(around.text, around.names)


def _error(code: str, where: str, **params: str) -> Finding:
    return Finding(code, "error", f"notice/{where}", "", params)


def _warning(code: str, where: str, **params: str) -> Finding:
    return Finding(code, "warning", f"notice/{where}", "", params)


def _period(notice: Notice, around: Around) -> Iterator[Finding]:
    """The period as printed against the calendar; what the notice says of itself, then what the place asks for."""
    if notice.start is None or notice.end is None:
        yield _error("notice_undated", "end" if notice.start else "start")
        return
    if notice.end < notice.start:
        yield _error("notice_end_before_start", "end", start=day_text(notice.start), end=day_text(notice.end))
        return
    found = span(notice.start, notice.end, around.calendar)
    rule = (around.profile.notice_days, around.profile.notice_in_workdays)
    if found.unknown_years and (notice.in_workdays or rule[1]):
        years = "、".join(f"{year}年" for year in found.unknown_years)
        yield _warning("notice_year_unknown", "end", years=years, known=known_years(around.calendar))
    real = found.counted(notice.in_workdays)
    if real is not None and real < notice.length:
        said = length_text(notice.length, notice.in_workdays)
        unit = "个" if notice.in_workdays else "天"
        yield _error("notice_too_short", "end", said=said, real=f"{real}{unit}")
        return
    real = found.counted(rule[1])
    if real is not None and real < rule[0]:
        yield _error("notice_below_rule", "end", rule=length_text(*rule), real=length_text(real, rule[1]))


def _order(notice: Notice, around: Around) -> Iterator[Finding]:
    if notice.start is None:
        return
    accepted = around.accepted_on
    if _follows(around.profile, "noticed", "accepted"):
        if accepted is None:
            yield _warning("notice_before_acceptance", "start", start=day_text(notice.start))
        elif notice.start < accepted:
            yield _error(
                "notice_too_early", "start", start=day_text(notice.start), accepted=day_text(accepted)
            )
    if before_request(around.profile):
        yield from _first(notice, notice.start, around)


def _first(notice: Notice, start: date, around: Around) -> Iterator[Finding]:
    """Where the notice comes before the request: after the self-verification, over, and its end noted."""
    taken = standing(around.steps)
    verified = max((step.on for step in around.steps if step.kind == "verified"), default=None)
    if "verified" in taken and verified and start < verified:
        yield _error("notice_before_verified", "start", start=day_text(start), verified=day_text(verified))
    if notice.end is None or notice.end < start:
        return
    if notice.end >= around.today:
        yield _error("notice_running", "end", end=day_text(notice.end))
    elif "noticed" not in taken:
        yield _error("notice_not_noted", "end", end=day_text(notice.end))


def _place(notice: Notice) -> Iterator[Finding]:
    if not notice.medium.strip() and not notice.address.strip():
        yield _warning("notice_nowhere", "medium")
    if not notice.phone.strip():
        yield _warning("notice_without_phone", "phone")


def _screenshots(notice: Notice, around: Around) -> Iterator[Finding]:
    """A screenshot of the first and of the last day, as soon as that day has come."""
    pieces = {piece.id: piece for piece in around.evidence}
    days = (
        ("first_shot", "首日", notice.first_shot, notice.start),
        ("last_shot", "末日", notice.last_shot, notice.end),
    )
    for where, name, shot, day in days:
        if day is None or day > around.today:
            continue
        piece = pieces.get(shot)
        if piece is None:
            yield _error("notice_without_screenshot", where, name=name, day=day_text(day))
        elif piece.dated and piece.dated != day:
            yield _warning(
                "notice_screenshot_dated",
                where,
                name=name,
                dated=day_text(piece.dated),
                day=day_text(day),
            )


def _objections(notice: Notice) -> Iterator[Finding]:
    for at, objection in enumerate(notice.objections):
        if objection.is_open:
            on = day_text(objection.on) if objection.on else "公示期间"
            yield _error(
                "notice_objection_open", f"objections:{at}", on=on, by=objection.by.strip() or "群众"
            )


def _personal(text: str) -> Iterator[Finding]:
    """Private numbers that slip into public notices: mobile and identity numbers, shown masked."""
    plain = unicodedata.normalize("NFKC", text)
    identities = dict.fromkeys(_IDENTITY.findall(plain))
    for number in identities:
        yield _error("notice_identity_number", "text", number=f"{number[:6]}********{number[-4:]}")
    for number in dict.fromkeys(_MOBILE.findall(plain)):
        digits = re.sub(r"\D", "", number)
        yield _warning("notice_mobile_number", "text", number=f"{digits[:3]}****{digits[-4:]}")


def _named(text: str, names: Sequence[str]) -> Iterator[Finding]:
    """Persons of the task named in public."""
    for name in dict.fromkeys(names):
        if name in text:
            yield _warning("notice_names_person", "text", name=name)
