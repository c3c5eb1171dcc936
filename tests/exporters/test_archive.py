"""Promises of our zip layout, judged by Python's own zipfile and by our own strict reader."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.archive import ArchiveWriter
from exporters.archive_reader import blocks, read_archive
from tests.factory_package import sparse_archive

NAMES = st.text("abc中文（）01_-.", min_size=1, max_size=20).map(lambda text: f"包/{text.rstrip('.')}x")


def archive_of(files: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    writer = ArchiveWriter(out)
    for name, data in files.items():
        writer.add(name, len(data), [data[:3], data[3:]])
    assert writer.close() == len(out.getvalue())
    return out


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=8))
def test_what_is_written_is_read_back_by_both_readers(files: dict[str, bytes]):
    out = archive_of(files)
    with zipfile.ZipFile(out) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    found = read_archive(out)
    assert {file.name: b"".join(blocks(out, file)) for file in found.files} == files
    assert found.ours == bool(files)


def test_a_source_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 bytes instead of 4"):
        ArchiveWriter(BytesIO()).add("a", 4, [b"abc"])


def test_more_than_65535_files_need_zip64_and_get_it():
    out = archive_of({f"包/{at}": b"" for at in range(65_600)})
    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == 65_600
    assert len(read_archive(out).files) == 65_600


@pytest.mark.skipif(os.name == "nt", reason="Windows would write the whole 5 GB")
def test_files_beyond_4_gb_are_found(tmp_path: Path):
    path = sparse_archive(tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("包/视频.mp4").file_size == 5 << 30
        assert archive.read("包/照片.jpg") == b"abc"
    with open(path, "rb") as handle:
        found = read_archive(handle)
        assert [(file.name, file.size) for file in found.files] == [
            ("包/视频.mp4", 5 << 30),
            ("包/照片.jpg", 3),
        ]
        assert b"".join(blocks(handle, found.files[1])) == b"abc"
