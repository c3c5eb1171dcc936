import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.calendars import load_calendar
from data.domain.deadline import DeadlineContext, read_deadline, read_deadline_value
from data.domain.model import Deadline, Recurring

PHRASES = Path(__file__).parents[2] / "files" / "phrases" / "deadlines.toml"


def context_of(group: dict) -> DeadlineContext:
    settings = {key: group[key] for key in ("year", "issued", "today", "anchors") if key in group}
    if "seasons" in group:
        settings["seasons"] = {name: tuple(day) for name, day in group["seasons"].items()}
    if group.get("calendar"):
        settings["calendar"] = load_calendar()
    return DeadlineContext(**settings)


def phrases():
    for group in tomllib.loads(PHRASES.read_text("utf-8"))["group"]:
        for phrase in group["phrases"]:
            yield pytest.param(context_of(group), phrase, id=f"{group['name']}: {phrase['text']!r}")


def quota(words: str) -> Recurring:
    per, times = words.split()
    return Recurring(per, int(times))


@pytest.mark.parametrize(("context", "expected"), phrases())
def test_a_phrase_is_read_as_a_careful_clerk_reads_it(context, expected):
    got = read_deadline(expected["text"], context)
    asks = expected.get("needs_review", False)
    due = expected.get("due")
    assert got.text == expected["text"]
    assert (got.needs_review, got.immediate, got.long_term) == (
        asks,
        expected.get("immediate", False),
        expected.get("long_term", False),
    ), got
    assert got.recurring == tuple(quota(words) for words in expected.get("recurring", []))
    if not expected.get("any_due"):
        assert got.due == due, got
        assert got.milestones == tuple(expected.get("milestones", [due] if due and not asks else [])), got
    if "candidates" in expected:
        assert got.candidates == tuple(expected["candidates"])
    assert expected.get("reason", "") in (got.reason or "")
    assert got.reading == expected.get("reading", got.reading)
    assert_holds_together(got)


def assert_holds_together(got: Deadline) -> None:
    """What every reading promises."""
    assert bool(got.reason) == got.needs_review
    assert got.reading
    assert list(got.milestones) == sorted(set(got.milestones))
    assert list(got.candidates) == sorted(set(got.candidates))
    if not got.needs_review:
        assert not got.candidates
        assert got.due == (got.milestones[-1] if got.milestones else None)
        assert got.due or got.immediate or got.long_term or got.recurring
    if got.candidates:
        assert got.due is not None or got.needs_review
