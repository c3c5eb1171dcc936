"""Findings on the order of things: dates of steps and signatures one after another, and an earlier return answered."""

from collections.abc import Iterator
from itertools import pairwise

from data.domain.checks.case import Case, day, error, warning
from data.domain.look_back import REBOUNDED
from data.domain.model import Finding, Step
from data.domain.reasons import place_of


def step_findings(case: Case) -> Iterator[Finding]:
    """Every step no earlier than the one it follows (自验 before 审签 before 申请), within the last round."""
    last: dict[str, Step] = {}
    for step in case.steps:
        if step.kind == REBOUNDED:
            last.clear()
        rule = case.profile.step(step.kind)
        before = last.get(rule.after) if rule else None
        last[step.kind] = step
        if rule and before and step.on < before.on:
            earlier = case.profile.step(before.kind)
            said = {
                "step": rule.title,
                "on": day(step.on),
                "before": earlier.title if earlier else before.kind,
            }
            yield error(
                "steps_out_of_order", f"task/steps:{step.id}", step.id, **said, earlier=day(before.on)
            )


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
