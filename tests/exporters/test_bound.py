"""What the code on paper binds: pieces in every volume, number and version, the page; forged lists that fit prove nothing."""

import zipfile
from pathlib import Path

import pytest

from exporters import bag
from exporters.bound import read_statement
from exporters.checker import NAME, read_page
from exporters.verify import verify_package
from exporters.verify_results import verify_chosen
from tests.factory_forged import (
    FORGERIES,
    Files,
    forged_volumes,
    listed,
    tagged,
    told,
    unzipped,
    with_seal,
    without,
    zipped,
)
from tests.factory_package import small_package
from tests.factory_volumes import split


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return unzipped(small_package(tmp_path / "sent").path)


def test_lists_rebuilt_without_a_change_are_whole(files: Files, tmp_path: Path) -> None:
    assert verify_package(zipped(listed(files), tmp_path / "a.zip")).ok


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_though_its_lists_fit(files: Files, tmp_path: Path, name: str) -> None:
    forge, blamed = FORGERIES[name]
    path = zipped(forge(files), tmp_path / "a.zip")
    found = verify_package(path)
    assert not found.ok and blamed in {problem.file for problem in found.problems}
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "解压")
    assert verify_package(tmp_path / "解压").problems == found.problems


def test_a_piece_replaced_in_another_volume_is_found_by_the_first(tmp_path: Path) -> None:
    whole = split(tmp_path / "sent")
    forged = forged_volumes([volume.path for volume in whole.volumes], tmp_path / "forged")
    assert all(verify_package(path).ok for path in forged)
    [found] = verify_chosen(forged)
    assert found.code == whole.code
    assert not found.ok and found.verdict == "有1个文件与清单不一致"
    [(name, fault)] = found.faults
    assert (
        name == forged[1].name and fault.what == "changed" and fault.file.startswith("data/06_佐证材料/06-")
    )
    assert [one.state for one in found.volumes] == ["完好", "被改动", "完好"]


def test_a_piece_gone_from_all_volumes_is_missed_by_the_first(tmp_path: Path) -> None:
    """The second volume without its last piece, everything else made to fit."""
    volumes = [volume.path for volume in split(tmp_path / "sent").volumes]
    files = [unzipped(path) for path in volumes]
    gone = [name for name in files[1] if name.startswith("data/06_")][-1]
    before, files[1] = files[1], listed(without(files[1], gone))
    old, new = (
        verify_package(volumes[1]).manifest_sha256,
        verify_package(zipped(files[1], tmp_path / "x.zip")),
    )
    assert gone in before
    paths = []
    for path, one in zip(volumes, files, strict=True):
        words = {old: new.manifest_sha256, verify_package(volumes[1]).code: new.code}
        lines = one[bag.VOLUMES].replace(old.encode(), new.manifest_sha256.encode())
        made = tagged(with_seal({**one, bag.VOLUMES: lines}, words))
        paths.append(zipped(made, tmp_path / "forged" / path.name, path.stem))
    [found] = verify_chosen(paths)
    assert (gone, "missing") in {(fault.file, fault.what) for _, fault in found.faults}


def test_a_package_of_an_earlier_program_is_whole_and_its_page_is_said_to_be_unbound(
    files: Files, tmp_path: Path
) -> None:
    old = told(files, page_sha256="")
    found = verify_package(zipped(tagged({**old, NAME: b"<html></html>"}), tmp_path / "a.zip"))
    assert found.ok, found.problems
    assert any(NAME in note for note in found.notes)


def test_a_package_of_a_later_program_asks_for_a_newer_one(files: Files, tmp_path: Path) -> None:
    found = verify_package(zipped(told(files, format_version=2), tmp_path / "a.zip"))
    assert not found.ok and "升级" in found.problems[0].message


def test_a_missing_sm3_list_is_said_even_where_the_page_hides_it(files: Files, tmp_path: Path) -> None:
    kept = [name for name in files if not name.startswith("data/") and name != bag.MANIFEST_SM3]
    bare = tagged(with_seal(without(files, bag.MANIFEST_SM3), {}, tags=kept))
    found = verify_package(zipped(bare, tmp_path / "a.zip"))
    assert found.ok and any("SM3" in note for note in found.notes)


def test_copies_of_a_volume_are_the_same_only_where_every_file_is(files: Files, tmp_path: Path) -> None:
    contact = {**files, bag.INFO: files[bag.INFO].replace("李静".encode(), "王五".encode())}
    one = zipped(files, tmp_path / "a.zip")
    same = zipped(dict(reversed(files.items())), tmp_path / "b.zip", "别的文件夹")
    other = zipped(tagged(contact), tmp_path / "c.zip")
    [found] = verify_chosen([one, same])
    assert found.ok and found.doubled == (same,)
    [found] = verify_chosen([one, other])
    assert not found.ok and found.verdict == "整包有几份，内容不同" and found.doubled == ()


def test_the_digest_in_package_json_is_that_of_the_page_without_its_seal(tmp_path: Path) -> None:
    pages = set()
    for volume in split(tmp_path).volumes:
        files = unzipped(volume.path)
        seal, digest = read_page(files[NAME])
        assert seal["code"] == volume.code
        pages.add(digest)
        if "data/package.json" in files:
            assert read_statement(files["data/package.json"]).page == digest
    assert len(pages) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"[" * 100_000, b"{}", b'{"format": "zhenggaitong-package", "format_version": true}', b"\xff"],
)
def test_what_is_no_statement_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_statement(data)
