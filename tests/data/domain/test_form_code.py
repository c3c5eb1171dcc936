from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_code import PageCode, form_digest, read_page_code
from data.domain.model import Finding, Reason, SignOff, Step
from tests.factory_contents import sample_contents

CONTENTS = sample_contents()
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


def changed_measure():
    first = replace(CONTENTS.measures[0], reported="另有情况。")
    return replace(CONTENTS, measures=(first, *CONTENTS.measures[1:]))


@pytest.mark.parametrize("form", ["letter", "form", "report", "opinion"])
@pytest.mark.parametrize(
    "other",
    [
        changed_measure(),
        replace(CONTENTS, verification=replace(CONTENTS.verification, summary="另有情况。")),
        replace(CONTENTS, office=replace(CONTENTS.office, name="另一办公室")),
        replace(CONTENTS, waived=(Finding("photo_after_missing", "error", "evidence"),), waiver="急"),
        replace(CONTENTS, steps=(*CONTENTS.steps, Step("s2", "noticed", date(2025, 1, 20)))),
    ],
    ids=["measure", "verification", "office", "waiver", "notice"],
)
def test_a_change_of_what_the_form_says_changes_its_digest(form: str, other) -> None:
    assert form_digest(other, form) != form_digest(CONTENTS, form)


@pytest.mark.parametrize("form", ["letter", "form", "report", "opinion"])
def test_signing_itself_changes_no_digest(form: str) -> None:
    signed = replace(
        CONTENTS,
        signs=(SignOff("handler", "某人", "", "同意", date(2025, 2, 1)),),
        made_on=date(2025, 2, 3),
        version=2,
        steps=(*CONTENTS.steps, Step("s2", "signed", date(2025, 2, 1))),
    )
    assert form_digest(signed, form) == form_digest(CONTENTS, form)


def test_only_the_forms_that_show_evidence_change_with_it() -> None:
    fewer = replace(CONTENTS, evidence=CONTENTS.evidence[1:])
    assert form_digest(fewer, "report") != form_digest(CONTENTS, "report")
    assert form_digest(fewer, "form") == form_digest(CONTENTS, "form")


def test_the_letter_changes_with_what_was_mended() -> None:
    mended = replace(CONTENTS, mended=((Reason("缺照片"), "已补"),))
    assert form_digest(mended, "letter") != form_digest(CONTENTS, "letter")
    assert form_digest(mended, "form") == form_digest(CONTENTS, "form")
