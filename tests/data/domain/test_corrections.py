"""Corrections: the three-way rule, and the task as the office reads it."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from data.domain.corrections import CORRECTABLE, corrected, issued_text, kept_ours, merge
from data.domain.model import Correction
from tests.factory import listed

WORDS = st.sampled_from(["", "县水利局", "县住建局", "市水利局", "县农业农村局"])


def correction(field: str, value: str, base: str = "") -> Correction:
    return Correction("c", "t", field, base or issued_text(listed(), field), value)


def test_the_city_unchanged_leaves_the_correction_and_changed_makes_a_conflict() -> None:
    own = correction("lead_unit", "县水利局")
    assert merge(own, own.base) == own
    conflict = merge(own, "市水利局")
    assert conflict is not None and conflict.theirs == "市水利局" and conflict.value == "县水利局"
    assert merge(conflict, own.base) == own
    assert merge(own, "县水利局") is None
    assert merge(kept_ours(conflict), "市水利局") == kept_ours(conflict)


@given(
    st.lists(st.one_of(WORDS.map(lambda w: ("issue", w)), st.just(("ours", ""))), max_size=12), WORDS, WORDS
)
def test_no_sequence_of_issues_loses_the_local_value(
    told: list[tuple[str, str]], base: str, value: str
) -> None:
    assume(base != value)
    own: Correction | None = Correction("c", "t", "lead_unit", base, value)
    issued = base
    for what, text in told:
        if own is None:
            break
        if what == "issue":
            issued = text
            own = merge(own, issued)
        elif own.theirs is not None:
            own = kept_ours(own)
        if own is None:
            assert issued == value  # gone only because the city now says the same
        else:
            assert own.value == value
            assert own.base == issued if own.theirs is None else own.theirs == issued


def test_a_corrected_lead_leads_and_nobody_else_is_lost() -> None:
    task = corrected(listed(), [correction("lead_unit", "县住建局")])
    assert task.lead_unit == "县住建局" and task.responsible_units == ("县住建局", "县水利局")
    units = corrected(listed(), [correction("responsible_units", "县水利局牵头，各县（市、区）配合")])
    assert units.lead_unit == "县水利局" and "各县（市、区）" in units.responsible_units


@given(st.sampled_from(CORRECTABLE), WORDS.filter(bool))
def test_every_correctable_field_can_be_shown_corrected(field: str, value: str) -> None:
    task = corrected(listed(), [correction(field, value)])
    assert value in issued_text(task, field)
    assert replace(task, origin=listed().origin).measures == listed().measures
