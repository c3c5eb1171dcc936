"""Findings on the order of things: dates of steps and signatures one after another, and an earlier return answered."""

from collections.abc import Iterator
from itertools import pairwise

from data.domain.checks.case import Case, day, error, warning
from data.domain.levels import levelled
from data.domain.look_back import REBOUNDED
from data.domain.model import Finding, Step
from data.domain.profile import Profile
from data.domain.reasons import place_of
from data.domain.states import forerunners, step_title


def step_findings(case: Case) -> Iterator[Finding]:
    """Every step no earlier than those it follows (自验 before 审签 before 申请), within the last round."""
    last: dict[str, Step] = {}
    for step in levelled(case.steps, case.profile):
        for earlier in _followed(step, last, case.profile):
            if step.on < earlier.on:
                said = {"step": step_title(step, case.profile), "on": day(step.on)}
                said |= {"before": step_title(earlier, case.profile), "earlier": day(earlier.on)}
                yield error("steps_out_of_order", f"task/steps:{step.id}", step.id, **said)
        if step.kind == REBOUNDED:
            last.clear()
        last[step.kind] = step


def _followed(step: Step, last: dict[str, Step], profile: Profile) -> Iterator[Step]:
    """What was noted before a step and may not be later: its nearest forerunner, and the answer a request comes after.

    A request that is made again follows a return (退回), one to the next level the acceptance of the level below.
    """
    before = next((last[key] for key in forerunners(profile, step.kind) if key in last), None)
    if before:
        yield before
    answers = [last[key] for key in ("returned", "accepted") if key in last]
    if step.kind == "requested" and answers:
        yield max(answers, key=lambda answer: answer.on)


def chain_findings(case: Case) -> Iterator[Finding]:
    """The sign chain is signed from the bottom up."""
    given = {sign.role: sign.on for sign in case.signs if sign.on}
    chain = [(role, given[role.key]) for role in case.profile.sign_roles if role.key in given]
    for (first, earlier), (role, on) in pairwise(chain):
        if on < earlier:
            said = {"title": role.title, "on": day(on), "first": first.title, "earlier": day(earlier)}
            yield warning("sign_order", f"sign:{role.key}/on", role.key, **said)


def return_findings(case: Case) -> Iterator[Finding]:
    """Every reason of the last return that nobody has answered, with the way to what it is about."""
    for at, reason in case.unmended:
        where = place_of(reason, case.measures, case.evidence, case.profile.titles)
        yield error("return_unmended", where, reason.subject, n=str(at), text=reason.text.rstrip("。；"))
