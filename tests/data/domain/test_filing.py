"""Promises of archive numbers: made after DA/T 22-2015, as archives write them."""

import pytest

from data.domain.filing import ArchiveCodes, archive_number, own_title


@pytest.mark.parametrize(
    ("retention", "number"),
    [
        ("永久", "0194-WS·2026-Y-ZGB-0001"),
        ("30年", "0194-WS·2026-D30-ZGB-0001"),
        ("10年", "0194-WS·2026-D10-ZGB-0001"),
    ],
)
def test_a_number_names_fonds_category_year_period_unit_and_piece(retention: str, number: str):
    assert archive_number(ArchiveCodes("0194", "ZGB").prefix(2026, retention), 1) == number


def test_a_piece_number_has_four_digits_and_may_outgrow_them():
    assert archive_number("P", 12) == "P-0012"
    assert archive_number("P", 12345) == "P-12345"


@pytest.mark.parametrize(
    ("fonds", "unit", "known"), [("0194", "ZGB", True), ("0194", "", False), ("", "ZGB", False)]
)
def test_no_number_is_made_from_half_a_code(fonds: str, unit: str, known: bool):
    assert ArchiveCodes(fonds, unit).known is known


def test_a_title_of_our_own_stands_in_brackets():
    assert own_title("整改后照片") == "[整改后照片]"
