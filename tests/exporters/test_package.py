"""Promises of the package: a whole bag or nothing, the same bytes twice, judged by bagit-python."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import bagit
import pytest

from data.domain.errors import Cancelled, UserError
from data.domain.model import Evidence
from data.files import short_code
from exporters.package import write_package
from exporters.verify import verify_package
from tests.factory_package import FORMS, PIECES, evidence_part, open_piece, package_contents, small_package


def unzipped(package: Path, into: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(into)
    return into / package.stem


def test_bagit_python_finds_the_unzipped_bag_valid(tmp_path: Path):
    written = small_package(tmp_path)
    bag = bagit.Bag(str(unzipped(written.path, tmp_path / "out")))
    assert bag.validate()
    assert bag.info["External-Identifier"] == "XH-620999-2024-7"
    assert bag.info["Seal-Code"] == written.code
    assert bag.info["Bagging-Date"] == "2024-07-05"


def test_bagit_python_sees_a_changed_file(tmp_path: Path):
    root = unzipped(small_package(tmp_path).path, tmp_path / "out")
    (root / "data" / "02_申请表.pdf").write_bytes(b"%PDF-1.7 other")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(root)).validate()


def test_the_same_contents_give_the_same_bytes(tmp_path: Path):
    one, two = small_package(tmp_path / "a"), small_package(tmp_path / "b")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert (one.sha256, one.code) == (two.sha256, two.code)


def test_the_record_says_what_is_on_disk(tmp_path: Path):
    written = small_package(tmp_path)
    data = written.path.read_bytes()
    assert written.sha256 == hashlib.sha256(data).hexdigest()
    assert written.size == len(data)
    with zipfile.ZipFile(written.path) as archive:
        manifest = archive.read(f"{written.path.stem}/manifest-sha256.txt")
        assert written.files == len(archive.infolist())
        assert written.bytes == sum(entry.file_size for entry in archive.infolist())
    assert written.manifest_sha256 == hashlib.sha256(manifest).hexdigest()
    assert written.code == short_code(written.manifest_sha256)
    assert written.path.stem == package_contents().folder


def test_the_zip_is_stored_sorted_and_dated_1980(tmp_path: Path):
    with zipfile.ZipFile(small_package(tmp_path).path) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(entry.flag_bits == 0x800 for entry in entries)


def test_evidence_lies_under_its_readable_name(tmp_path: Path):
    root = unzipped(small_package(tmp_path).path, tmp_path / "out")
    piece = root / "data" / "06_佐证材料" / "06-01_会议纪要_20240312.pdf"
    assert piece.read_bytes() == PIECES["06-01"]
    assert (root / "打开我.html").is_file()
    assert (root / "manifest-sm3.txt").is_file() == ("sm3" in hashlib.algorithms_available)


def test_package_json_carries_measures_with_verdicts_and_evidence(tmp_path: Path):
    root = unzipped(small_package(tmp_path).path, tmp_path / "out")
    told = json.loads((root / "data" / "package.json").read_text("utf-8"))
    assert (told["number"], told["version"]) == ("XH-620999-2024-7", 1)
    assert told["task"]["deadline"]["text"] == "2024年6月底前"
    assert told["measures"][0]["verdict"] == {"done": True, "on": "2024-03-20", "text": "到位"}
    assert told["measures"][0]["evidence"] == ["06-01", "06-02"]
    assert told["evidence"][1]["original_name"] == "=IMG 001.jpg"
    assert told["papers"][2]["title"] == "整改任务验收销号申请表"
    assert told["papers"][0]["pages"] == 2
    assert "内部备注" not in json.dumps(told, ensure_ascii=False)


def test_the_file_list_opens_in_a_spreadsheet_and_runs_nothing(tmp_path: Path):
    root = unzipped(small_package(tmp_path).path, tmp_path / "out")
    raw = (root / "data" / "文件清单.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["序号", "文件名", "题名"]
    assert rows[5][7] == "'=IMG 001.jpg"
    assert rows[4][3] == "20240312"
    assert len(rows) == 1 + 3 + 2 + 1


def test_the_description_counts_pieces_pages_and_bytes(tmp_path: Path):
    root = unzipped(small_package(tmp_path).path, tmp_path / "out")
    told = {e.tag: e.text for e in ElementTree.parse(root / "data" / "说明文件.xml").getroot()}
    assert told["文件数量"] == "5"
    assert told["总页数"] == "10"
    assert (told["起始件号"], told["截至件号"]) == ("06-01", "06-02")


# ---------------------------------------------------------------- what must not happen


def refused(tmp_path: Path, open_evidence=open_piece, **changes: object) -> UserError:
    folder = tmp_path / "out"
    with pytest.raises(UserError) as caught:
        write_package(package_contents(**changes), folder, open_evidence, FORMS)
    assert list(folder.iterdir()) == []
    return caught.value


def test_evidence_that_changed_is_named_and_nothing_is_written(tmp_path: Path):
    said = refused(tmp_path, lambda piece: BytesIO(PIECES["06-01"].replace(b"m", b"n")))
    assert "06-01 会议纪要_20240312" in said.title
    assert "不一致" in said.title


@pytest.mark.parametrize("data", [b"", PIECES["06-01"][:-1], PIECES["06-01"] + b"x"])
def test_evidence_of_another_length_is_changed_evidence(tmp_path: Path, data: bytes):
    assert "06-01" in refused(tmp_path, lambda piece: BytesIO(data)).title


def test_evidence_that_vanished_is_named_and_nothing_is_written(tmp_path: Path):
    lost = evidence_part("06-09", "a.pdf", "监测报告", b"gone")
    said = refused(tmp_path, evidence=(*package_contents().evidence, lost))
    assert "06-09 监测报告" in said.title
    assert "缺失" in said.title


def test_a_part_without_a_form_is_refused_by_name(tmp_path: Path):
    with pytest.raises(UserError, match="experts"):
        small_package(tmp_path, parts=("cover", "experts"))
    assert list(tmp_path.iterdir()) == []


def test_a_stop_leaves_nothing(tmp_path: Path):
    def stop(done: int, total: int, what: str) -> None:
        if what.startswith("复核"):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_package(package_contents(), tmp_path, open_piece, FORMS, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_package_once_written_is_never_altered(tmp_path: Path):
    before = small_package(tmp_path).path.read_bytes()
    with pytest.raises(UserError, match="同名"):
        small_package(tmp_path, copies="市整改办")
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [before]
    assert small_package(tmp_path).path.read_bytes() == before


def test_a_folder_that_is_a_file_is_a_sentence_for_the_person(tmp_path: Path):
    (tmp_path / "out").write_bytes(b"x")
    with pytest.raises(UserError, match="申请包"):
        small_package(tmp_path / "out")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file size limit to set")
def test_a_disk_that_takes_no_more_leaves_nothing_half_written(tmp_path: Path):
    script = (
        "import resource, signal, sys; from pathlib import Path; from tests.factory_package import small_package\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "small_package(Path(sys.argv[1]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "UserError: 申请包" in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../06-01.pdf", "06/CON.pdf", "06/a%20b.pdf", "/06.pdf", "package.json"])
def test_an_unsafe_or_taken_path_in_contents_is_a_fault_of_the_program(tmp_path: Path, path: str):
    part = replace(package_contents().evidence[0], path=path)
    with pytest.raises(ValueError, match="path"):
        small_package(tmp_path, evidence=(part,))


def test_progress_names_each_piece_and_reaches_the_end(tmp_path: Path):
    seen: list[tuple[int, int, str]] = []
    write_package(package_contents(), tmp_path, open_piece, FORMS, lambda *told: seen.append(told))
    assert any("06-02 整改后照片" in what for _, _, what in seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_hostile_text_ends_nowhere_but_in_its_field(tmp_path: Path):
    task = package_contents().task
    odd = replace(
        task.listed, finding="</script><script>alert(1)</script>\u2028\x00\ud800 & <b>", number="1\n2"
    )
    written = small_package(tmp_path, task=replace(task, listed=odd))
    root = unzipped(written.path, tmp_path / "out")
    page = (root / "打开我.html").read_text("utf-8")
    assert "<script>alert" not in page
    ElementTree.parse(root / "data" / "说明文件.xml")
    assert "1 2号" in (root / "bag-info.txt").read_text("utf-8")
    assert bagit.Bag(str(root)).validate()


def test_five_thousand_pieces_make_a_whole_package(tmp_path: Path):
    data = b"x" * 100
    parts = tuple(evidence_part(f"06-{at:04}", "a.txt", f"材料{at}", data) for at in range(5000))
    written = write_package(package_contents(evidence=parts), tmp_path, lambda _: BytesIO(data), FORMS)
    found = verify_package(written.path)
    assert found.ok
    assert found.files == written.files == 5012


def test_evidence_is_opened_one_after_the_other_and_closed(tmp_path: Path):
    handles: list[BytesIO] = []

    def open_one(piece: Evidence) -> BytesIO:
        assert all(handle.closed for handle in handles)
        handles.append(BytesIO(PIECES[piece.id.removeprefix("e-")]))
        return handles[-1]

    write_package(package_contents(), tmp_path, open_one, FORMS)
    assert len(handles) == 2
    assert all(handle.closed for handle in handles)
