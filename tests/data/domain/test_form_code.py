import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_code import PageCode, read_page_code

FIELD = st.text(st.characters(exclude_characters="|", exclude_categories=("Z", "C")), min_size=1)


@given(FIELD, st.integers(1, 99), FIELD, st.integers(1, 50), st.integers(0, 50), FIELD)
def test_a_page_code_is_read_back_as_it_was_written(number, version, form, page, more, code) -> None:
    made = PageCode(number, version, form, page, page + more, code)
    assert read_page_code(made.line()) == made


@given(st.text())
def test_another_ones_code_is_no_page_code(text: str) -> None:
    found = read_page_code(text)
    assert found is None or text.startswith("ZGT1|")


@pytest.mark.parametrize(
    "text", ["ZGT1|n|1|form|3/2|c", "ZGT1|n|1|form|0/2|c", "ZGT1|n|x|form|1/2|c", "ZGT1|n|1|form|1|c", "ZGT1"]
)
def test_a_page_code_that_cannot_be_is_none(text: str) -> None:
    assert read_page_code(text) is None
