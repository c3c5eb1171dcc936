"""The office's own files: changed together with their journal line, and never touched for nothing."""

from pathlib import Path

import pytest

from data.own_files import together
from data.store.workspace import Workspace


@pytest.mark.parametrize("before", [None, b"before"])
def test_what_fails_after_the_file_was_written_puts_back_what_was_there(
    desk: Workspace, before: bytes | None
) -> None:
    path = desk.folder / "rules.toml"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(RuntimeError), together(desk, path, "文件") as put:
        put(b"after")
        raise RuntimeError
    assert (path.read_bytes() if path.exists() else None) == before


def test_what_fails_before_the_file_was_written_does_not_write_it_again(desk: Workspace) -> None:
    path = desk.folder / "rules.toml"
    path.write_bytes(b"before")
    untouched = _identity(path)
    with pytest.raises(RuntimeError), together(desk, path, "文件"):
        raise RuntimeError
    assert _identity(path) == untouched


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns
