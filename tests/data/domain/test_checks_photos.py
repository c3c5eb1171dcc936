"""Photos before and after: pairs of one measure or one place, in their order, and never one file for both."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.checks import Case, check
from tests.data.domain.test_checks import codes, with_photos

BEFORE, AFTER = date(2026, 9, 1), date(2026, 9, 20)


def missing(case: Case) -> set[tuple[str, str]]:
    """Which photos lack their partner, and how grave that is."""
    return {
        (one.code, one.severity)
        for one in check(case)
        if one.code.endswith("_missing") and "photo" in one.code
    }


def test_a_pair_in_its_order_is_in_order(case: Case) -> None:
    paired = with_photos(case, BEFORE, AFTER)
    assert not missing(paired) and not {code for code in codes(paired) if code.startswith("photo")}
    assert "photo_after_too_early" not in codes(with_photos(case, BEFORE, BEFORE))


def test_photos_of_two_measures_are_no_pair(case: Case) -> None:
    apart = with_photos(case, BEFORE, AFTER, measure_ids=(case.measures[1].id,))
    assert missing(apart) == {("photo_after_missing", "error"), ("photo_before_missing", "error")}


@pytest.mark.parametrize(
    ("before", "after", "same"), [("柳塘整治前", "柳塘整治后", True), ("柳塘整治前", "料场整治后", False)]
)
def test_one_place_named_by_both_is_a_pair_whatever_the_measures(
    case: Case, before: str, after: str, same: bool
) -> None:
    apart = with_photos(case, BEFORE, AFTER, measure_ids=(case.measures[1].id,), title=after)
    first, *rest = apart.evidence
    assert bool(missing(replace(apart, evidence=(replace(first, title=before), *rest)))) != same


def test_a_single_photo_beside_a_pair_is_only_asked_about(case: Case) -> None:
    paired = with_photos(case, BEFORE, AFTER)
    more = replace(paired.evidence[0], id="more", measure_ids=(case.measures[1].id,))
    assert missing(replace(paired, evidence=(*paired.evidence, more))) == {("photo_after_missing", "warning")}


def test_with_two_photos_before_the_earlier_one_decides(case: Case) -> None:
    paired = with_photos(case, date(2026, 9, 25), AFTER)
    assert "photo_after_too_early" in codes(paired)
    earlier = replace(paired.evidence[0], id="earlier", dated=BEFORE)
    assert "photo_after_too_early" not in codes(replace(paired, evidence=(*paired.evidence, earlier)))
