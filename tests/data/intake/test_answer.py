"""Promises of reading an answer file: exactly what the checker page writes, or one clear sentence."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.errors import UserError
from data.domain.model import Answer, Reason
from data.files import short_code
from data.intake.answer import read_answer

RETURNED: dict[str, object] = {
    "format": "zhenggaitong-answer",
    "format_version": 1,
    "package_number": "XH-620999-2024-7",
    "package_version": 1,
    "manifest_sha256": "ab" * 32,
    "code": short_code("ab" * 32),
    "accepted": False,
    "on": "2024-07-20",
    "unit": "市住建局",
    "person": "赵敏",
    "opinion": "请补正。",
    "reasons": [{"subject": "措施2", "text": "缺少验收资料"}, {"subject": "", "text": "没有盖章"}],
}


def written(folder: Path, *without: str, **changes: object) -> Path:
    path = folder / "答复.json"
    found = {key: value for key, value in {**RETURNED, **changes}.items() if key not in without}
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return path


def test_a_return_is_read_with_its_reasons(tmp_path: Path):
    assert read_answer(written(tmp_path)) == Answer(
        "XH-620999-2024-7",
        "ab" * 32,
        False,
        date(2024, 7, 20),
        "市住建局",
        "赵敏",
        "请补正。",
        (Reason("缺少验收资料", "措施2"), Reason("没有盖章", "")),
        package_version=1,
    )


def test_an_acceptance_needs_no_words(tmp_path: Path):
    answer = read_answer(written(tmp_path, accepted=True, reasons=[], opinion=""))
    assert answer.accepted
    assert answer.reasons == ()


def test_the_level_is_read_where_the_file_names_one(tmp_path: Path):
    assert read_answer(written(tmp_path, level="省级")).level == "省级"
    assert read_answer(written(tmp_path, level="")).level == read_answer(written(tmp_path)).level == ""


def test_a_mark_before_the_text_and_unknown_keys_do_no_harm(tmp_path: Path):
    path = written(tmp_path, later="x")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_answer(path).unit == "市住建局"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "other"}, "不是答复文件"),
        ({"format_version": 2}, "升级"),
        ({"format_version": True}, "升级"),
        ({"manifest_sha256": "xyz"}, "清单校验值"),
        ({"manifest_sha256": "AB" * 32}, "清单校验值"),
        ({"accepted": "yes"}, "同意销号还是退回"),
        ({"accepted": 1}, "同意销号还是退回"),
        ({"accepted": True}, "互相矛盾"),
        ({"reasons": [], "opinion": " "}, "没有写原因"),
        ({"reasons": "没有盖章"}, "退回原因"),
        ({"reasons": [{"text": ""}]}, "退回原因"),
        ({"reasons": [{"text": "x"}]}, "所针对的内容"),
        ({"reasons": ["x"]}, "退回原因"),
        ({"on": "2024-02-30"}, "不是有效日期"),
        ({"on": "2024年7月"}, "不是有效日期"),
        ({"on": "20240720"}, "不是有效日期"),
        ({"on": 20240720}, "日期"),
        ({"unit": ""}, "没有填写单位"),
        ({"person": None}, "经办人"),
        ({"package_number": "x" * 500}, "太长"),
        ({"opinion": "长" * 4001}, "验收意见太长（4001个字，最多4000个字）"),
        ({"reasons": [{"subject": "", "text": "长" * 4001}]}, "第1条退回意见太长"),
        ({"reasons": [{"subject": "", "text": "缺"}] * 501}, "退回意见有501条"),
        ({"opinion": "a\x00b"}, "意见"),
        ({"code": "AAAA"}, "校验码"),
        ({"code": short_code("cd" * 32)}, "校验码"),
        ({"package_version": 0}, "版次"),
        ({"package_version": "1"}, "版次"),
        ({"package_version": True}, "版次"),
        ({"unit": "\u200b\u200b"}, "没有填写单位"),
        ({"level": 2}, "验收层级"),
        ({"level": "省" * 50}, "验收层级"),
    ],
)
def test_what_the_page_does_not_write_is_refused(tmp_path: Path, changes: dict[str, object], said: str):
    with pytest.raises(UserError, match=said):
        read_answer(written(tmp_path, **changes))


@pytest.mark.parametrize("key", sorted(RETURNED.keys() - {"code", "package_version"}))
def test_a_missing_field_is_refused(tmp_path: Path, key: str):
    with pytest.raises(UserError):
        read_answer(written(tmp_path, key))


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4", b"[]", b"null", b"[" * 100_000, b"\xff\xfe{}", b"{" + b" " * (2 << 20)]
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, data: bytes):
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(UserError, match="答复文件"):
        read_answer(tmp_path / "a.json")


def test_a_key_that_stands_twice_is_refused(tmp_path: Path):
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8")[:-1] + ', "accepted": true}', "utf-8")
    with pytest.raises(UserError, match="损坏"):
        read_answer(path)


def test_a_missing_file_or_a_folder_is_a_sentence_for_the_person(tmp_path: Path):
    for path in (tmp_path / "没有.json", tmp_path):
        with pytest.raises(UserError, match="读不出来"):
            read_answer(path)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists),
    st.sampled_from(sorted(RETURNED)),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_in_any_field_is_read_or_refused(tmp_path: Path, value: object, key: str):
    path = written(tmp_path)
    path.write_text(json.dumps({**RETURNED, key: value}), "utf-8")
    try:
        assert isinstance(read_answer(path), Answer)
    except UserError as said:
        assert said.advice


@given(st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_with_a_sentence(tmp_path: Path, data: bytes):
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(UserError):
        read_answer(tmp_path / "a.json")


def test_an_answer_that_names_neither_code_nor_version_is_bound_by_its_digest(tmp_path: Path):
    read = read_answer(written(tmp_path, "code", "package_version"))
    assert (read.package_version, read.manifest_sha256) == (0, "ab" * 32)
