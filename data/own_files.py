"""The office's own files in its workspace (表单、规则、节假日表): written together with their lines in the journal, both or neither."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from data.files import atomic_write, free_path, translate_os_errors
from data.store.workspace import Workspace

Put = Callable[[bytes | None], None]
"""Puts bytes in place of the file; None takes it away."""


@contextmanager
def together(ws: Workspace, path: Path, named: str) -> Iterator[Put]:
    """One transaction in which the file is changed and noted; where anything fails, the file is again as it was."""
    with translate_os_errors(named):
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _held(path)
        try:
            with ws.together():
                yield partial(_put, path)
        except BaseException:
            if (
                _held(path) != before
            ):  # else what was wrong is said, not that an untouched file cannot be written
                _put(path, before)
            raise


def exchange(ws: Workspace, path: Path, data: bytes | None, what: str, detail: dict[str, object]) -> None:
    """Put ``data`` in place of the file (None: take it away) and note ``what`` was done to it, with ``detail``."""
    with together(ws, path, f"文件“{path.name}”") as put, ws.change(what, path.name, detail):
        put(data)


def copy_aside(path: Path, side: Path, data: bytes) -> Path:
    """Keep what a file held under a name nobody reads, free in its folder; gives back where."""
    free = free_path(side)
    with translate_os_errors(f"文件“{path.name}”"):
        _put(free, data)
    return free


def set_aside(ws: Workspace, path: Path, side: Path, what: str, said: Callable[[Path], str]) -> Path:
    """Put the file beside (停用), kept for mending, and note it as ``said`` of where; gives back where."""
    with translate_os_errors(f"文件“{path.name}”"):
        data = path.read_bytes()
    kept = copy_aside(path, side, data)
    exchange(ws, path, None, what, {"said": said(kept)})
    return kept


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
        return
    with atomic_write(path) as file:
        file.write(data)
