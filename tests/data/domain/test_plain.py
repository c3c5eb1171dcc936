"""Values as JSON data and back without loss."""

from datetime import date

import pytest

from data.domain.deadline import read_deadline
from data.domain.model import Answer, Deadline, Reason, SelfVerification, Verdict, Verifier
from data.domain.plain import dumps, from_plain, to_plain

VALUES = [
    read_deadline("2022年6月底前完成方案，2023年底前完成整改，并长期坚持，每季度至少一次"),
    SelfVerification(
        date(2026, 1, 2),
        "现场",
        (Verifier("王喆"),),
        (Verdict("a", True, None, "到位"),),
        ("x",),
        conclusion="pass",
    ),
    Answer("XH-1", "0" * 64, False, date(2026, 1, 2), reasons=(Reason("缺照片", "06"),)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_a_value_comes_back_the_same(value: object) -> None:
    assert from_plain(type(value), to_plain(value)) == value


def test_keys_of_a_newer_program_are_passed_over() -> None:
    assert from_plain(Deadline, {"text": "2020年", "colour": "red"}) == Deadline("2020年")


@pytest.mark.parametrize("data", [None, [], {"text": 3}, {"milestones": "x"}, {"due": "soon", "text": ""}])
def test_data_that_does_not_fit_is_a_value_error(data: object) -> None:
    with pytest.raises(ValueError, match="not a Deadline|Invalid isoformat"):
        from_plain(Deadline, data)


def test_the_same_value_always_gives_the_same_text() -> None:
    assert dumps({"b": 1, "a": (date(2026, 1, 2),)}) == '{"a":["2026-01-02"],"b":1}'
