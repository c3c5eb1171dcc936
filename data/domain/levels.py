"""Levels of acceptance (验收层级): which level has been asked, has accepted or returned, and which one is next, each with its dates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.domain.model import Step
from data.domain.profile import LevelRule, Profile

LEVELLED = ("requested", "accepted", "returned")
"""The steps that belong to a level."""


@dataclass(frozen=True, slots=True)
class LevelState:
    """How far one level has come: its last request, and the acceptance or return that came after it."""

    rule: LevelRule
    requested_on: date | None = None
    accepted_on: date | None = None
    returned_on: date | None = None
    by: str = ""
    document: str = ""


def levelled(steps: Sequence[Step], profile: Profile) -> list[Step]:
    """The steps with their levels filled in; one noted without a level belongs to the first that has not accepted yet."""
    known = {level.key for level in profile.levels}
    agreed: set[str] = set()
    made = []
    for step in steps:
        if step.kind in LEVELLED and step.level not in known:
            step = replace(step, level=_first_open(agreed, profile))
        if step.kind == "accepted":
            agreed.add(step.level)
        if step.kind == "rebounded":
            agreed.clear()
        made.append(step)
    return made


def _first_open(agreed: set[str], profile: Profile) -> str:
    needed = profile.needed_levels
    waiting = [level.key for level in needed if level.key not in agreed]
    return waiting[0] if waiting else needed[-1].key if needed else ""


def current_level(steps: Sequence[Step], profile: Profile) -> str:
    """The level that is asked next, or whose answer is awaited; the last one once all have accepted."""
    agreed: set[str] = set()
    for step in levelled(steps, profile):
        if step.kind == "accepted":
            agreed.add(step.level)
        if step.kind == "rebounded":
            agreed.clear()
    return _first_open(agreed, profile)


def asked_level(steps: Sequence[Step], profile: Profile) -> str:
    """The level the last request went to, whose answer is awaited; "" where nothing was asked."""
    asked = [step.level for step in levelled(steps, profile) if step.kind == "requested"]
    return asked[-1] if asked else ""


def level_named(text: str, profile: Profile) -> LevelRule | None:
    """The level a paper or a file means (市级、市级验收), by title or key; None where the place knows no such level."""
    said = "".join(text.split()).removesuffix("验收")
    return next((level for level in profile.levels if said and said in (level.title, level.key)), None)


def level_after(key: str, profile: Profile) -> LevelRule | None:
    """The needed level that follows; None after the last."""
    needed = profile.needed_levels
    at = next((at for at, level in enumerate(needed) if level.key == key), 0)
    return needed[at + 1] if at + 1 < len(needed) else None


def level_to_request(steps: Sequence[Step], profile: Profile) -> LevelRule | None:
    """The next level (市级 accepted: 省级) that can be asked with the package already sent; None while none waits for that."""
    found = [step for step in levelled(steps, profile) if step.kind in (*LEVELLED, "rebounded")]
    if not found or found[-1].kind != "accepted":
        return None
    now = current_level(steps, profile)
    return next((level for level in profile.needed_levels if level.key == now != found[-1].level), None)


def level_states(steps: Sequence[Step], profile: Profile) -> tuple[LevelState, ...]:
    """Every level with its own dates, in order (漳州 keeps 实际县级验收时间、实际市级验收时间、提交行业验收时间)."""
    states = {level.key: LevelState(level) for level in profile.levels}
    for step in levelled(steps, profile):
        if step.kind == "rebounded":
            states = {level.key: LevelState(level) for level in profile.levels}
        if step.kind not in LEVELLED or step.level not in states:
            continue
        state = states[step.level]
        if step.kind == "requested":
            state = LevelState(state.rule, requested_on=step.on)
        elif step.kind == "accepted":
            state = replace(state, accepted_on=step.on, by=step.by, document=step.document)
        else:
            state = replace(state, returned_on=step.on, by=step.by, document=step.document)
        states[step.level] = state
    return tuple(states.values())
