"""Files written by hand in TOML: read whatever editor wrote them, and refused in Chinese with the place of the fault."""

import pytest

from data.domain.errors import UserError
from data.toml_files import entries_of

NAMED = "本单位规则文件“rules.toml”"


@pytest.mark.parametrize("data", [b"days = 7", b"\xef\xbb\xbfdays = 7\r\n"])
def test_a_file_is_read_with_and_without_the_mark_notepad_writes(data: bytes) -> None:
    assert entries_of(data, NAMED) == {"days": 7}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"days = 7\ncopies = 3 4", "的格式不对：第2行第12个字附近。"),
        (b"days = [1,", "的格式不对：到末尾还没有写完。"),
        (b"days = " + b"1" * 5000, "的格式不对。"),
        (b"days = " + b"[" * 5000, "的格式不对。"),
        ("份数 = 3".encode("gbk"), "不是 UTF-8 编码。"),
    ],
    ids=["two values", "cut off", "a number without end", "brackets without end", "another encoding"],
)
def test_what_cannot_be_read_is_said_without_a_word_of_english(data: bytes, said: str) -> None:
    with pytest.raises(UserError) as error:
        entries_of(data, NAMED, "改正前不能打印。")
    assert error.value.title == NAMED + said
    assert error.value.advice.endswith("改正前不能打印。")
