"""Promises of verification: every byte counts, a whole bag zipped anew is accepted, hostile bytes end in a verdict."""

import os
import random
import shutil
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.errors import UserError
from exporters.verify import Verification, verify_package
from tests.factory_package import PIECES, evidence_part, package_contents, small_package

FOLDER = package_contents().folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package")).path


@pytest.fixture(scope="module")
def bag(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bag")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


def verdict(data: bytes, folder: Path) -> Verification:
    path = folder / "包.zip"
    path.write_bytes(data)
    return verify_package(path)


Change = Callable[[zipfile.ZipInfo, bytes], tuple[zipfile.ZipInfo, bytes] | None]


def zipped(bag: Path, target: Path, method: int = zipfile.ZIP_DEFLATED, change: Change | None = None) -> Path:
    """The bag zipped anew as another tool does it: real times, its own order."""
    with zipfile.ZipFile(target, "w", method) as archive:
        for path in sorted(bag.rglob("*"), reverse=True):
            if path.is_dir():
                continue
            entry = zipfile.ZipInfo(str(path.relative_to(bag)), (2024, 7, 6, 9, 30, 0))
            entry.compress_type = method
            given = (entry, path.read_bytes())
            if changed := (change(*given) if change else given):
                archive.writestr(*changed)
    return target


# ---------------------------------------------------------------- whole


def test_a_package_as_written_is_whole(package: Path):
    found = verify_package(package)
    assert found.ok
    assert found.problems == found.notes == ()
    assert (found.number, found.version) == ("XH-620999-2024-7", "1")
    assert found.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_bag_zipped_anew_with_another_tool_is_accepted_and_said_so(bag: Path, tmp_path: Path, method: int):
    found = verify_package(zipped(bag, tmp_path / "a.zip", method))
    assert found.ok, found.problems
    assert "重新压缩" in found.notes[0]


def test_a_zip_streamed_with_records_behind_the_bytes_is_accepted(bag: Path, tmp_path: Path):
    class Pipe:
        def __init__(self, out) -> None:
            self._out = out

        def write(self, data) -> int:
            return self._out.write(data)

        def flush(self) -> None:
            self._out.flush()

    path = tmp_path / "a.zip"
    with open(path, "wb") as out, zipfile.ZipFile(Pipe(out), "w", zipfile.ZIP_DEFLATED) as archive:  # pyright: ignore
        for file in bag.rglob("*"):
            if file.is_file():
                archive.write(file, str(file.relative_to(bag)))
    assert verify_package(path).ok


def test_a_bag_zipped_without_its_folder_or_with_one_around_it_is_accepted(bag: Path, tmp_path: Path):
    assert verify_package(zipped(bag / FOLDER, tmp_path / "a.zip")).ok
    (tmp_path / "around").mkdir()
    shutil.copytree(bag, tmp_path / "around" / "新建文件夹")
    path = zipped(tmp_path / "around", tmp_path / "b.zip")
    assert verify_package(path).ok
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("别的.txt", b"x")
    assert "以外" in verify_package(path).problems[0].message


def test_folders_and_decomposed_names_of_other_systems_are_accepted(bag: Path, tmp_path: Path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(bag.rglob("*")):
            archive.write(file, unicodedata.normalize("NFD", str(file.relative_to(bag))))
    assert verify_package(path).ok


def test_names_in_gbk_without_a_flag_are_understood(bag: Path, tmp_path: Path):
    data = zipped(bag, tmp_path / "a.zip", zipfile.ZIP_STORED).read_bytes()
    found = verdict(in_gbk(data), tmp_path)
    assert found.ok, found.problems
    assert any("GBK" in note for note in found.notes)


def in_gbk(data: bytes) -> bytes:
    """The archive as an old Windows tool writes it: GBK names, no UTF-8 flag."""
    with zipfile.ZipFile(__import__("io").BytesIO(data)) as archive:
        files = [(entry.filename, archive.read(entry), entry.CRC) for entry in archive.infolist()]
    body, directory = b"", b""
    for name, content, crc in files:
        raw = name.encode("gbk")
        tail = struct.pack("<3I2H", crc, len(content), len(content), len(raw), 0)
        head = struct.pack("<2s2B5H", b"PK", 1, 2, 20, 20, 0, 0, 0x5000) + struct.pack("<H", 0x58E6)
        local = struct.pack("<2s2B5H", b"PK", 3, 4, 20, 0, 0, 0x5000, 0x58E6) + tail
        directory += head + tail + struct.pack("<3H2I", 0, 0, 0, 0x20, len(body)) + raw
        body += local + raw + content
    end = struct.pack("<2s2B4H2IH", b"PK", 5, 6, 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + end


# ---------------------------------------------------------------- one byte


def test_one_flipped_byte_anywhere_is_refused(package: Path, tmp_path: Path):
    """Every byte of one file's header, of one line of the directory and of the end, and every 61st of them all."""
    data = bytearray(package.read_bytes())
    line = data.index(b"PK\1\2")
    places = {
        *range(130),
        *range(line, line + 130),
        *range(len(data) - 22, len(data)),
        *range(0, len(data), 61),
    }
    path = tmp_path / "a.zip"
    accepted = []
    for at in sorted(places):
        data[at] ^= 1 << at % 8
        path.write_bytes(data)
        data[at] ^= 1 << at % 8
        if verify_package(path).ok:
            accepted.append(at)
    assert accepted == []


def test_a_flipped_byte_is_blamed_on_its_file(package: Path, tmp_path: Path):
    data = bytearray(package.read_bytes())
    data[data.index(b"minutes of") + 3] ^= 1
    found = verdict(bytes(data), tmp_path)
    assert [(p.file, p.what) for p in found.problems] == [
        ("data/06_佐证材料/06-01_会议纪要_20240312.pdf", "changed")
    ]


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cut_or_added_bytes_are_refused(package: Path, tmp_path: Path, data: st.DataObject):
    whole = package.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    if data.draw(st.booleans()):
        broken = whole[:at] + data.draw(st.binary(min_size=1, max_size=40)) + whole[at:]
    else:
        broken = whole[:at] + whole[at + data.draw(st.integers(1, 5000)) :]
    if broken != whole:
        assert not verdict(broken, tmp_path).ok


# ---------------------------------------------------------------- a bag that is not whole


def problems(found: Verification) -> set[tuple[str, str]]:
    assert not found.ok
    return {(problem.file, problem.what) for problem in found.problems}


def test_a_missing_file_is_named(bag: Path, tmp_path: Path):
    path = zipped(bag, tmp_path / "a.zip", change=lambda e, d: None if "02_" in e.filename else (e, d))
    assert ("data/02_申请表.pdf", "missing") in problems(verify_package(path))


def test_an_extra_file_is_named(bag: Path, tmp_path: Path):
    path = zipped(bag, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"{FOLDER}/data/后加的.pdf", b"x")
        archive.writestr(f"{FOLDER}/readme.txt", b"x")
    found = problems(verify_package(path))
    assert {("data/后加的.pdf", "extra"), ("readme.txt", "extra")} <= found


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sm3.txt", "打开我.html", "data/package.json"]
)
def test_a_changed_tag_file_is_named(bag: Path, tmp_path: Path, name: str):
    path = zipped(
        bag, tmp_path / "a.zip", change=lambda e, d: (e, d + b" " if e.filename.endswith(name) else d)
    )
    assert (name, "changed") in problems(verify_package(path))


@pytest.mark.parametrize(
    "name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "bagit.txt", "bag-info.txt"]
)
def test_without_its_lists_a_bag_proves_nothing(bag: Path, tmp_path: Path, name: str):
    path = zipped(
        bag, tmp_path / "a.zip", change=lambda e, d: None if e.filename == f"{FOLDER}/{name}" else (e, d)
    )
    assert (name, "missing") in problems(verify_package(path))


def test_an_ordinary_zip_is_no_package(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("照片/1.jpg", b"x")
    assert not verify_package(tmp_path / "a.zip").ok
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("1.jpg", b"x")
    assert "不是申请包" in verify_package(tmp_path / "b.zip").problems[0].message


# ---------------------------------------------------------------- hostile archives


HOSTILE_NAMES = [
    "../evil.txt",
    f"{FOLDER}/../../evil.txt",
    "/etc/evil",
    "C:/evil.txt",
    f"{FOLDER}\\evil.txt",
    f"{FOLDER}/CON.txt",
    f"{FOLDER}/dot.",
    f"{FOLDER}/space ",
    f"{FOLDER}/a.txt:evil",
    f"{FOLDER}//a.txt",
    f"{FOLDER}/{'x' * 250}",
    f"{FOLDER}/BAGIT.TXT",
    f"{FOLDER}/bagit.txt/a",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_refused(bag: Path, tmp_path: Path, name: str):
    path = zipped(bag, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, b"x")
    assert "archive" in {what for _, what in problems(verify_package(path))}


def test_a_link_is_refused(bag: Path, tmp_path: Path):
    path = zipped(bag, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo(f"{FOLDER}/data/link")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, b"/etc/passwd")
    assert "链接" in verify_package(path).problems[0].message


def test_a_bomb_is_refused_before_it_is_unpacked(bag: Path, tmp_path: Path):
    path = zipped(bag, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{FOLDER}/data/zeros.bin", bytes(60 << 20))
    assert "炸弹" in verify_package(path).problems[0].message


def test_twice_the_same_name_is_refused(bag: Path, tmp_path: Path):
    path = zipped(bag, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(f"{FOLDER}/bagit.txt", b"x")
    assert "重名" in verify_package(path).problems[0].message


def test_bytes_between_entries_are_refused(package: Path, tmp_path: Path):
    whole = package.read_bytes()
    end = whole.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<H2I", whole[end + 10 : end + 20])
    moved = struct.pack("<2s2B4H2IH", b"PK", 5, 6, 0, 0, count, count, size, start + 4, 0)
    assert not verdict(whole[:start] + b"hide" + whole[start:end] + moved, tmp_path).ok
    assert not verdict(b"MZ" + whole, tmp_path).ok


def test_entries_that_overlap_are_refused(bag: Path, tmp_path: Path):
    data = zipped(bag, tmp_path / "a.zip", zipfile.ZIP_STORED).read_bytes()
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    overlapping = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    assert not verdict(overlapping, tmp_path).ok


def test_a_size_beyond_the_file_is_refused(bag: Path, tmp_path: Path):
    """A record behind the bytes would have to be looked for beyond the end of any file."""
    name = f"{FOLDER}/bagit.txt".encode()
    wide = struct.pack("<2H2Q", 1, 16, 1 << 63, 1 << 63)
    head = (20, 8, 0, 0, 0x21)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", *head, 0, 0, 0, len(name), 0) + name
    sizes = (0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(wide), 0, 0, 0, 0, 0)
    line = struct.pack("<4sH5H3I5H2I", b"PK\1\2", 20, *head, *sizes) + name + wide
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(line), len(local), 0)
    assert "不完整" in verdict(local + line + end, tmp_path).problems[0].message


def test_a_password_is_said(bag: Path, tmp_path: Path):
    data = bytearray(zipped(bag, tmp_path / "a.zip").read_bytes())
    data[6] |= 1
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    assert "密码" in verdict(bytes(data), tmp_path).problems[0].message


def test_what_is_no_zip_is_said_plainly(tmp_path: Path):
    assert "空" in verdict(b"", tmp_path).problems[0].message
    assert "RAR" in verdict(b"Rar!\x1a\x07\x00", tmp_path).problems[0].message
    assert "PDF" in verdict(b"%PDF-1.7", tmp_path).problems[0].message
    assert "不是完整的 zip" in verdict(b"PK\3\4 hello", tmp_path).problems[0].message


def test_a_missing_file_is_a_sentence_for_the_person(tmp_path: Path):
    with pytest.raises(UserError, match="找不到申请包"):
        verify_package(tmp_path / "没有.zip")


# ---------------------------------------------------------------- unpacked


def test_an_unpacked_package_is_verified_in_its_folder(bag: Path, tmp_path: Path):
    folder = tmp_path / "解压"
    shutil.copytree(bag, folder)
    (folder / FOLDER / "data" / "Thumbs.db").write_bytes(b"x")
    found = verify_package(folder)
    assert found.ok, found.problems
    assert found.number == "XH-620999-2024-7"
    assert found == verify_package(folder / FOLDER)


def test_a_changed_missing_or_added_file_of_a_folder_is_named(bag: Path, tmp_path: Path):
    folder = tmp_path / "解压"
    shutil.copytree(bag / FOLDER, folder)
    (folder / "data" / "02_申请表.pdf").write_bytes(b"x")
    (folder / "data" / "01_验收销号申请函.pdf").unlink()
    (folder / "data" / "后加的.pdf").write_bytes(b"x")
    assert {
        ("data/02_申请表.pdf", "changed"),
        ("data/01_验收销号申请函.pdf", "missing"),
        ("data/后加的.pdf", "extra"),
    } <= problems(verify_package(folder))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_a_folder_is_refused(bag: Path, tmp_path: Path):
    folder = tmp_path / "解压"
    shutil.copytree(bag / FOLDER, folder)
    (folder / "data" / "链接.pdf").symlink_to("/etc/hostname")
    assert problems(verify_package(folder)) == {("data/链接.pdf", "archive")}


def test_a_folder_without_a_package_is_said(tmp_path: Path):
    assert "不是申请包" in verify_package(tmp_path).problems[0].message


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_in_a_verdict(tmp_path: Path, data: bytes):
    assert not verdict(data, tmp_path).ok


def test_five_hundred_mutants_end_in_a_verdict_and_only_whole_content_is_accepted(
    bag: Path, package: Path, tmp_path: Path
):
    """Bytes of directory and headers shuffled at random, in our layout and in another tool's."""
    chance = random.Random(20240705)
    for base in (package.read_bytes(), zipped(bag, tmp_path / "b.zip").read_bytes()):
        directory = base.index(b"PK\1\2")
        for _ in range(250):
            mutant = bytearray(base)
            for _ in range(chance.randint(1, 6)):
                at = chance.choice((chance.randrange(directory, len(base)), chance.randrange(len(base))))
                mutant[at] = chance.choice((0, 0xFF, chance.randrange(256)))
            found = verdict(bytes(mutant), tmp_path)
            if base == package.read_bytes() and bytes(mutant) != base:
                assert not found.ok


def test_verifying_leaves_no_trace(package: Path):
    before = sorted(os.listdir(package.parent))
    verify_package(package)
    assert sorted(os.listdir(package.parent)) == before


def test_a_package_from_a_full_copy_in_another_place_is_whole(package: Path, tmp_path: Path):
    copy = tmp_path / "改了名.zip"
    shutil.copy(package, copy)
    assert verify_package(copy).ok


def test_a_file_whose_name_only_looks_like_a_listed_one_is_found(tmp_path: Path):
    written = small_package(tmp_path, evidence=(evidence_part("06-01", "里程.pdf", "里程", PIECES["06-01"]),))
    folder = tmp_path / "拷贝"
    with zipfile.ZipFile(written.path) as archive:
        archive.extractall(folder)
    assert verify_package(folder).ok
    listed = next(folder.rglob("06-01*"))
    listed.with_name(listed.name.replace("里", "\uf9e9")).write_bytes(b"another")
    found = verify_package(folder)
    assert not found.ok and "名字看上去一样" in found.problems[0].message
