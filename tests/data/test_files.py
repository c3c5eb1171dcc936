"""Promises of data.files."""

import errno
import hashlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.errors import UserError
from data.files import (
    all_or_none,
    atomic_write,
    check_code,
    is_reserved,
    readable,
    safe_name,
    sha256_of,
    short_code,
    translate_os_errors,
    utf16_length,
)

DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path):
    target = tmp_path / "申请.pdf"
    with atomic_write(target) as handle:
        handle.write(b"one")
        assert not target.exists()
    assert target.read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["申请.pdf"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic_write(target) as handle:
        handle.write(b"new")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_written_file_can_be_read_back_before_it_takes_its_name(tmp_path: Path):
    with atomic_write(tmp_path / "a.bin") as handle:
        handle.write(b"abc")
        handle.seek(0)
        assert handle.read() == b"abc"


def test_a_hash_is_that_of_the_whole_file_and_progress_reaches_the_end(tmp_path: Path):
    path = tmp_path / "大.bin"
    path.write_bytes(b"x" * 3_000_001)
    seen: list[tuple[int, int, str]] = []
    digest = sha256_of(path, lambda done, total, what: seen.append((done, total, what)))
    assert digest == hashlib.sha256(b"x" * 3_000_001).hexdigest()
    assert seen[-1] == (3_000_001, 3_000_001, "大.bin")


# ---------------------------------------------------------------- codes


def test_a_code_is_written_in_groups_of_four():
    assert short_code(hashlib.sha256(b"manifest").hexdigest()).count("-") == 4
    assert [len(group) for group in short_code("ff" * 32).split("-")] == [4, 4, 4, 4, 1]


@given(DIGESTS)
def test_a_code_is_recognised_however_it_is_typed(digest: str):
    code = short_code(digest)
    assert check_code(code) == code
    assert check_code(f" {code.lower().replace('-', ' ')} ") == code
    assert check_code(code.replace("0", "O").replace("1", "l")) == code


@given(DIGESTS, st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_seen_unless_both_weigh_the_same(digest: str, at: int, letter: str):
    letters = short_code(digest).replace("-", "")
    wrong = letters[:at] + letter + letters[at + 1 :]
    alike = {LETTERS.index(letter), LETTERS.index(letters[at])} <= {0, 31}
    assert (check_code(wrong) is None) == (wrong != letters and not alike)


def test_what_is_no_code_is_none():
    assert check_code("") is None
    assert check_code("ABCD") is None
    assert check_code("UUUU-UUUU-UUUU-UUUU-U") is None


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议纪要（3月12日）.pdf", "会议纪要（3月12日）.pdf"),
        ("整改前/整改后:对比?.jpg", "整改前_整改后_对比_.jpg"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹.log", "_COM¹.log"),
        ("结尾的点...", "结尾的点"),
        ("  空  格  ", "空 格"),
        ("", "_"),
        ("..", "_"),
        ("达标率100%.xlsx", "达标率100_.xlsx"),
        ("e\u0301", "é"),
        ("倒\u202egpj.exe", "倒_gpj.exe"),
    ],
)
def test_a_name_stays_readable_and_becomes_safe(text: str, name: str):
    assert safe_name(text) == name


def test_a_name_of_300_characters_is_cut_and_keeps_its_extension():
    name = safe_name("长" * 300 + ".docx")
    assert utf16_length(name) == 100
    assert name.endswith("长.docx")


def test_length_is_counted_as_windows_counts():
    name = safe_name("😀" * 80)
    assert utf16_length(name) <= 100
    assert len(name) == 50


def test_a_plain_ascii_name_has_nothing_else():
    assert safe_name("会议纪要 2024年.pdf", ascii_only=True) == "_2024_.pdf"


@given(st.text(), st.integers(8, 120), st.booleans())
def test_any_text_becomes_a_name_that_windows_takes(text: str, limit: int, ascii_only: bool):
    name = safe_name(text, limit, ascii_only)
    assert name
    assert utf16_length(name) <= limit
    assert not set(name) & set('<>:"/\\|?*%\0\n\r\t')
    assert name == name.rstrip(" .") == name.lstrip(" ")
    assert not is_reserved(name)
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name, limit, ascii_only) == name
    assert not ascii_only or name.isascii()


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.ENOENT, "找不到"),
        (errno.EEXIST, "同名"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EFBIG, "太大"),
        (errno.EIO, "磁盘出错"),
    ],
)
def test_a_system_fault_becomes_a_sentence(code: int, word: str):
    with pytest.raises(UserError) as caught, translate_os_errors("申请包"):
        raise OSError(code, os.strerror(code), "/somewhere/证据.pdf")
    assert word in caught.value.title
    assert "申请包" in caught.value.title
    assert "/somewhere" not in caught.value.title
    assert caught.value.advice.endswith("。")


def test_a_file_that_cannot_take_its_place_is_named_and_not_the_half_written_one(tmp_path: Path):
    (tmp_path / "月报.docx").mkdir()
    with (
        pytest.raises(UserError) as caught,
        translate_os_errors("月报"),
        atomic_write(tmp_path / "月报.docx"),
    ):
        pass
    assert "（月报.docx）" in caught.value.title and ".part" not in caught.value.title
    with (
        pytest.raises(UserError) as caught,
        translate_os_errors("月报"),
        atomic_write(tmp_path / "无" / "a.docx"),
    ):
        pass
    assert caught.value.title == "找不到月报。"


def test_a_fault_nobody_can_mend_stays_what_it_is():
    with pytest.raises(OSError), translate_os_errors():
        raise OSError(errno.EDOM, "odd")


def test_a_full_disk_leaves_no_half_written_file(tmp_path: Path):
    script = (
        "import resource, signal, sys; from pathlib import Path; from data.files import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "with translate_os_errors('申请包'), atomic_write(Path(sys.argv[1]) / 'a.zip') as handle:\n"
        "    handle.write(bytes(1 << 22))\n"
    )
    if os.name == "nt":
        pytest.skip("Windows has no file size limit to set")
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "UserError: 申请包" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_files_that_belong_together_go_together(tmp_path: Path):
    (tmp_path / "包_v1.zip").write_bytes(b"before")
    with pytest.raises(KeyError), all_or_none(tmp_path, "包"):
        (tmp_path / "包_v2.zip").write_bytes(b"new")
        (tmp_path / "别的.txt").write_bytes(b"other")
        raise KeyError
    assert {entry.name for entry in tmp_path.iterdir()} == {"包_v1.zip", "别的.txt"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as characters, not bytes")
def test_a_name_written_by_a_chinese_windows_is_read_as_meant():
    assert readable(os.fsdecode("现场照片.jpg".encode("gb18030"))) == "现场照片.jpg"
    assert readable("e\u0301.txt") == "\u00e9.txt"
