"""Dates as clerks type and paste them."""

from datetime import date

import pytest

from data.domain.typed_date import is_whole, typed_date

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "text",
    [
        "20261105",
        "2026-11-05",
        "2026-11-5",
        "2026.11.5",
        "2026/11/05",
        "2026年11月5日",
        "２０２６年１１月５日",
        " 2026 年 11 月 5 日 ",
        "2026-11-05 00:00:00",
        "11-5",
        "11月5日",
        "11.05",
    ],
)
def test_every_way_of_writing_a_date_is_read(text: str) -> None:
    assert typed_date(text, 2026) == DAY


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-11", "20261305", "2026-02-30", "0026-11-05", "下周一", "1105"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert typed_date(text, 2026) is None


def test_a_date_is_whole_once_nothing_can_follow() -> None:
    assert is_whole("2026-11-05") and is_whole("20261105")
    assert not is_whole("2026-11-1") and not is_whole("11-5")
