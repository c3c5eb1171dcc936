"""Promises to a person who verifies: packages told apart, volumes in order, what is missing or changed said in one line."""

import zipfile
from pathlib import Path

import pytest

from data.domain.errors import Cancelled
from exporters.verify_results import PackageResult, packages_in, verify_chosen
from tests.factory_package import small_package
from tests.factory_volumes import split


@pytest.fixture
def volumes(tmp_path: Path) -> list[Path]:
    return [volume.path for volume in split(tmp_path / "sent").volumes]


def flipped(path: Path, target: Path, near: bytes) -> Path:
    data = bytearray(path.read_bytes())
    data[data.index(near) + 2] ^= 1
    target.write_bytes(data)
    return target


def spoiled_piece(path: Path, target: Path) -> tuple[Path, str]:
    """One byte of the first piece of evidence in it changed; gives back the piece's name too."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if "/06_佐证材料/" in name)
        return flipped(path, target, archive.read(name)[:4096]), name.partition("/")[2]


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / path.stem


def only(found: tuple[PackageResult, ...]) -> PackageResult:
    [one] = found
    return one


def test_a_whole_package_is_all_good(tmp_path: Path):
    found = only(verify_chosen([small_package(tmp_path).path]))
    assert found.ok and found.verdict == "全部完好"
    assert [(one.place, one.state) for one in found.volumes] == [("整包", "完好")]
    assert found.volumes[0].size == found.volumes[0].path.stat().st_size


def test_all_volumes_in_any_order_are_one_package(volumes: list[Path]):
    found = only(verify_chosen(list(reversed(volumes))))
    assert found.verdict == "全部完好"
    assert [one.place for one in found.volumes] == ["第1卷", "第2卷", "第3卷"]


def test_a_missing_volume_is_said_with_its_name(volumes: list[Path]):
    found = only(verify_chosen([volumes[0], volumes[2]]))
    assert not found.ok and found.verdict == "缺第2卷"
    assert found.missing == ((2, volumes[1].name),)


def test_a_changed_file_is_counted_and_named(volumes: list[Path], tmp_path: Path):
    spoiled, piece = spoiled_piece(volumes[1], tmp_path / volumes[1].name)
    found = only(verify_chosen([volumes[0], spoiled, volumes[2]]))
    assert found.verdict == "有1个文件与清单不一致"
    [(name, fault)] = found.faults
    assert name == volumes[1].name and fault.file == piece
    assert [one.state for one in found.volumes] == ["完好", "被改动", "完好"]


def test_two_packages_given_together_are_told_apart(volumes: list[Path], tmp_path: Path):
    other = small_package(tmp_path / "other").path
    later = small_package(tmp_path / "later", version=2).path
    found = verify_chosen([volumes[0], other, volumes[1], later, volumes[2]])
    assert sorted(len(one.volumes) for one in found) == [1, 1, 3]
    assert {one.version for one in found} == {"1", "2"}
    assert all(one.ok for one in found)


def test_the_same_volume_twice_is_one_volume_and_a_copy(volumes: list[Path], tmp_path: Path):
    copy = tmp_path / "副本.zip"
    copy.write_bytes(volumes[0].read_bytes())
    found = only(verify_chosen([*volumes, copy]))
    assert found.ok and len(found.volumes) == 3
    assert len(found.doubled) == 1


def test_a_volume_too_damaged_to_be_read_is_known_by_its_name(volumes: list[Path], tmp_path: Path):
    spoiled = flipped(volumes[1], tmp_path / volumes[1].name, b"PK\1\2")
    found = only(verify_chosen([volumes[0], spoiled, volumes[2]]))
    assert found.verdict == "压缩包或清单被改动过"
    assert [(one.place, one.state) for one in found.volumes] == [
        ("第1卷", "完好"),
        ("第2卷", "被改动"),
        ("第3卷", "完好"),
    ]


def test_a_folder_stands_for_the_packages_in_it(volumes: list[Path], tmp_path: Path):
    assert packages_in([volumes[0].parent]) == sorted(volumes)
    bags = [unpacked(path, tmp_path / "解压") for path in volumes]
    assert packages_in([tmp_path / "解压"]) == sorted(bags)
    found = only(verify_chosen(packages_in([tmp_path / "解压"])))
    assert found.verdict == "全部完好"
    (bags[2] / "data" / "后加的.txt").write_text("x")
    assert only(verify_chosen(packages_in([tmp_path / "解压"]))).verdict == "有1个文件与清单不一致"


def test_what_is_no_package_is_said(tmp_path: Path):
    (tmp_path / "照片.zip").write_bytes(b"no zip at all")
    (tmp_path / "空").mkdir()
    first, second = verify_chosen(packages_in([tmp_path / "照片.zip", tmp_path / "空"]))
    assert first.verdict == second.verdict == "不是申请包，或已损坏得认不出来"
    assert first.volumes[0].state == "不是申请包"


def test_progress_runs_over_all_and_can_be_stopped(volumes: list[Path]):
    told: list[tuple[int, int]] = []
    verify_chosen(volumes, lambda done, total, _: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {sum(path.stat().st_size for path in volumes)}

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_chosen(volumes, stop)
