"""Which steps come before which in a place's order, and which of those noted still counts."""

from datetime import date

from data.domain.model import Step
from data.domain.states import (
    accepted_before,
    accepted_on,
    follows,
    forerunners,
    notice_before_request,
    standing_step,
)
from data.profiles import load_profile


def test_the_order_of_a_place_is_followed_over_several_steps() -> None:
    first, later = load_profile("notice_first"), load_profile("anhui")
    assert forerunners(first, "accepted") == ("requested", "noticed", "verified")
    assert forerunners(first, "started") == forerunners(first, "unheard_of") == ()
    assert notice_before_request(first) and not notice_before_request(later)
    assert follows(later, "noticed", "requested") and not follows(first, "noticed", "requested")


def test_an_acceptance_stands_once_every_level_has_accepted_and_until_a_return() -> None:
    two = load_profile("anhui")
    asked = [Step("", "verified", date(2026, 11, 1)), Step("", "requested", date(2026, 11, 2), level="city")]
    city = [*asked, Step("", "accepted", date(2026, 11, 3), level="city")]
    both = [*city, Step("", "requested", date(2026, 11, 4), level="province")]
    both += [Step("", "accepted", date(2026, 11, 9), level="province")]
    assert accepted_on(city, two) is None and standing_step("verified", city, two) == city[0]
    assert accepted_on(both, two) == date(2026, 11, 9)
    assert [accepted_before(day, both, two) for day in (date(2026, 11, 8), date(2026, 11, 9), None)] == [
        False,
        True,
        True,
    ]
    assert accepted_on([*both, Step("", "returned", date(2026, 11, 10), level="province")], two) is None
