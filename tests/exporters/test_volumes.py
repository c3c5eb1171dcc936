"""Promises of volumes: each a whole bag, together the whole package, none above its size, none lost and none doubled."""

import json
import os
import zipfile
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.errors import UserError
from data.domain.model import Evidence
from data.files import sha256_of
from exporters import bag
from exporters.package import write_package
from exporters.payload import Item
from exporters.verify import verify_package
from exporters.verify_results import verify_chosen
from exporters.volumes import part_volumes, volume_list
from tests.factory_package import FORMS, package_contents
from tests.factory_volumes import LIMIT, SIZES, contents_of, opener, split

GB = 1 << 30


def payload(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    return {name: data for name, data in inside.items() if name.startswith("data/")}


def test_a_package_that_fits_stays_in_one_piece(tmp_path: Path):
    one = split(tmp_path / "a", limit=10_000_000)
    assert [volume.path.name for volume in one.volumes] == [f"{contents_of(SIZES).folder}.zip"]
    assert one.path.read_bytes() == split(tmp_path / "b", limit=None).path.read_bytes()


def test_volumes_are_named_by_their_place_and_none_is_too_large(tmp_path: Path):
    written = split(tmp_path)
    stem, count = contents_of(SIZES).folder, len(written.volumes)
    assert count == 3
    assert [v.path.name for v in written.volumes] == [f"{stem}_第{n}卷共{count}卷.zip" for n in (1, 2, 3)]
    assert all(v.path.stat().st_size == v.size <= LIMIT for v in written.volumes)


def test_bagit_python_finds_every_volume_valid(tmp_path: Path):
    for at, volume in enumerate(split(tmp_path).volumes, 1):
        with zipfile.ZipFile(volume.path) as archive:
            archive.extractall(tmp_path / "out")
        unpacked = bagit.Bag(str(tmp_path / "out" / volume.path.stem))
        assert unpacked.validate()
        assert unpacked.info["Bag-Count"] == f"{at} of 3"
        assert unpacked.info["Bag-Group-Identifier"] == "XH-620999-2024-7-v1"
        assert unpacked.info["Seal-Code"] == volume.code


def test_the_papers_lie_in_the_first_volume_and_pieces_in_the_order_of_the_catalogue(tmp_path: Path):
    written = split(tmp_path)
    assert "data/package.json" in payload(written.path)
    assert [number for volume in written.volumes for number in volume.evidence] == [
        f"06-{at:02}" for at in range(1, len(SIZES) + 1)
    ]
    for volume in written.volumes[1:]:
        assert all(name.startswith("data/06_佐证材料/") for name in payload(volume.path))


def test_the_first_manifest_binds_every_piece_of_the_others(tmp_path: Path):
    written = split(tmp_path)
    told = json.loads(payload(written.path)["data/package.json"])
    listed = {piece["sha256"] for piece in told["evidence"]}
    for volume in written.volumes:
        with zipfile.ZipFile(volume.path) as archive:
            lines = bag.read_manifest(archive.read(f"{volume.path.stem}/{bag.MANIFEST}").decode())
        assert {digest for path, digest in lines.items() if "06_佐证材料" in path} <= listed


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 130_000), max_size=7).map(tuple), st.integers(260_000, 600_000))
def test_splitting_loses_and_doubles_nothing(
    tmp_path_factory: pytest.TempPathFactory, sizes: tuple[int, ...], limit: int
):
    whole = payload(split(tmp_path_factory.mktemp("whole"), sizes, None).path)
    parts = split(tmp_path_factory.mktemp("parts"), sizes, limit)
    found: dict[str, bytes] = {}
    for volume in parts.volumes:
        mine = payload(volume.path)
        assert not found.keys() & mine.keys()
        assert volume.size <= limit or len(parts.volumes) == 1
        found |= mine
    assert found == whole
    assert all(one.ok for one in verify_chosen([volume.path for volume in parts.volumes]))


@given(st.lists(st.integers(1, 9_000_000), max_size=60), st.integers(9_300_000, 40_000_000))
def test_any_sizes_are_parted_in_order(sizes: list[int], limit: int):
    contents = contents_of((1,) * len(sizes))
    pieces = {
        part.path: Item(size, part.evidence.sha256, partial(BytesIO, b""))
        for part, size in zip(contents.evidence, sizes, strict=True)
    }
    everything = {"package.json": Item(5_000, "0" * 64, partial(BytesIO, b"")), **pieces}
    volumes = part_volumes(contents, everything, 50_000, limit)
    assert [path for volume in volumes for path in volume.payload] == list(everything)
    assert all(sum(item.size for item in volume.payload.values()) <= limit for volume in volumes)
    assert all(volume.payload for volume in volumes)


# ---------------------------------------------------------------- what is refused


def refused(tmp_path: Path, sizes: tuple[int, ...], limit: int) -> UserError:
    with pytest.raises(UserError) as caught:
        split(tmp_path / "out", sizes, limit)
    assert list((tmp_path / "out").iterdir()) == []
    return caught.value


def test_a_piece_no_volume_can_hold_is_named(tmp_path: Path):
    said = refused(tmp_path, (1000, 500_000, 1000), LIMIT)
    assert "06-02 材料2" in said.title and "放不下" in said.title
    assert "“打开我.html”和校验清单还要占" in said.title
    assert "不分卷" in said.advice


def test_papers_that_do_not_fit_a_volume_are_said(tmp_path: Path):
    assert "文书部分" in refused(tmp_path, SIZES, 30_000).title


def test_hundreds_of_volumes_are_refused(tmp_path: Path):
    contents = contents_of((1,) * 300)
    pieces = {p.path: Item(900_000, "0" * 64, partial(BytesIO, b"")) for p in contents.evidence}
    with pytest.raises(UserError, match="太多"):
        part_volumes(contents, pieces, 1, 1_200_000)


def test_evidence_that_changed_leaves_no_volume_behind(tmp_path: Path):
    good = opener(SIZES)

    def spoilt(piece: Evidence) -> BinaryIO:
        return BytesIO(b"x" * SIZES[-1]) if piece.id == "e-06-05" else good(piece)

    with pytest.raises(UserError, match="06-05"):
        write_package(contents_of(SIZES), tmp_path, spoilt, FORMS, volume_bytes=LIMIT)
    assert list(tmp_path.iterdir()) == []


def test_a_volume_already_there_with_other_bytes_stops_all(tmp_path: Path):
    other = tmp_path / f"{contents_of(SIZES).folder}_第2卷共3卷.zip"
    other.write_bytes(b"other")
    with pytest.raises(UserError, match="同名"):
        split(tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"other"]


class _Hole:
    """Four gigabytes that are never read."""

    def read(self, _: int = -1) -> bytes:
        raise AssertionError("read although it cannot fit")


def test_a_video_of_four_gigabytes_is_refused_before_a_byte_is_read(tmp_path: Path):
    [part] = contents_of((10,)).evidence
    video = replace(part, evidence=replace(part.evidence, size=4 * GB, title="施工视频"))
    contents = package_contents(evidence=(video,))
    with pytest.raises(UserError, match="施工视频.*4 GB"):
        write_package(contents, tmp_path, lambda _: _Hole(), FORMS, volume_bytes=650 << 20)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- checking volumes


def test_one_volume_alone_is_whole_and_names_the_others(tmp_path: Path):
    written = split(tmp_path)
    found = verify_package(written.volumes[1].path)
    assert found.ok and found.volume == 2 and len(found.volumes) == 3
    assert [line.file_name for line in found.volumes] == [volume.path.name for volume in written.volumes]


def test_volumes_of_two_packages_do_not_pass_for_one(tmp_path: Path):
    one, two = split(tmp_path / "a"), split(tmp_path / "b", (*SIZES[:-1], 140_000))
    found = verify_chosen([one.volumes[0].path, one.volumes[1].path, two.volumes[2].path])
    assert [result.ok for result in found] == [False, False]
    assert [len(result.missing) for result in found] == [1, 2]


def test_a_changed_byte_is_blamed_on_its_volume(tmp_path: Path):
    written = split(tmp_path)
    bad = written.volumes[1].path
    data = bytearray(bad.read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    [found] = verify_chosen([volume.path for volume in written.volumes])
    assert not found.ok and found.faults[0][0] == bad.name


def test_a_volume_that_hides_it_is_one_is_refused(tmp_path: Path):
    """The list of volumes taken out, everything else made consistent again by hand."""
    written = split(tmp_path)
    with zipfile.ZipFile(written.volumes[1].path) as archive:
        archive.extractall(tmp_path / "out")
    root = tmp_path / "out" / written.volumes[1].path.stem
    (root / bag.VOLUMES).unlink()
    lines = [
        line
        for line in (root / bag.TAG_MANIFEST).read_text("utf-8").splitlines(keepends=True)
        if not line.endswith(f"{bag.VOLUMES}\n")
    ]
    (root / bag.TAG_MANIFEST).write_text("".join(lines), "utf-8")
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w") as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(root.parent).as_posix())
    assert any(problem.file == bag.VOLUMES for problem in verify_package(again).problems)


def test_the_list_of_volumes_is_the_same_in_each(tmp_path: Path):
    written = split(tmp_path)
    lists = set()
    for volume in written.volumes:
        with zipfile.ZipFile(volume.path) as archive:
            lists.add(archive.read(f"{volume.path.stem}/{bag.VOLUMES}"))
    assert len(lists) == 1
    contents = contents_of(SIZES)
    pieces = {p.path: Item(1, p.evidence.sha256, partial(BytesIO, b"")) for p in contents.evidence}
    [alone] = part_volumes(contents, pieces, 1, None)
    assert volume_list((alone,)).decode() == f"{alone.sha256}  {contents.folder}.zip\n"


@pytest.mark.skipif("SLOW_TESTS" not in os.environ, reason="writes and reads 4 GB: set SLOW_TESTS")
def test_a_video_of_four_gigabytes_goes_into_a_package_in_one_piece(tmp_path: Path):
    video = tmp_path / "video"
    with open(video, "wb") as sparse:
        sparse.truncate(4 * GB)
    [part] = contents_of((10,)).evidence
    piece = replace(part.evidence, size=4 * GB, sha256=sha256_of(video), title="施工视频")
    contents = package_contents(evidence=(replace(part, evidence=piece),))
    written = write_package(contents, tmp_path / "out", lambda _: video.open("rb"), FORMS)
    assert written.size > 4 * GB
    assert verify_package(written.path).ok
