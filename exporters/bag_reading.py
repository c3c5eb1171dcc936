"""Reading a bag, zipped or unpacked into a folder: every file with its size and digests, nothing trusted, nothing unpacked."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from data.domain.model import Report
from data.files import BLOCK, LITTER, readable
from exporters import bag, inventory
from exporters.archive_directory import ArchiveError
from exporters.archive_reader import Archive, blocks
from exporters.checker import NAME as PAGE_NAME
from exporters.digests import HAS_SM3, Digests, sha256_hex

MAX_TAG = 256 << 20

TAGS = (bag.DECLARED, bag.INFO, bag.MANIFEST, bag.TAG_MANIFEST)

_KEPT = (*TAGS, bag.MANIFEST_SM3, bag.VOLUMES, PAGE_NAME, f"{bag.PAYLOAD}{inventory.JSON_NAME}")


class Depth(Enum):
    """How many digests are computed: SHA-256 alone proves the content whole; SM3 beside it proves the SM3 list too."""

    SHA256 = 1
    SM3_TOO = 2


@dataclass(frozen=True, slots=True)
class PackageProblem:
    """One thing wrong with a package. ``file`` is its path in the bag ("" for the whole), ``message`` Chinese.

    ``what`` is archive, changed, missing, extra, manifest or info.
    """

    file: str
    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One file as it lies in the zip or the folder; ``blocks`` reads it and raises ``ArchiveError`` where it is damaged."""

    name: str
    size: int
    blocks: Callable[[], Iterator[bytes]]


@dataclass(slots=True)
class Found:
    """What has been read of a bag so far."""

    root: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    sm3: dict[str, str] = field(default_factory=dict)
    tags: dict[str, bytes] = field(default_factory=dict)
    problems: list[PackageProblem] = field(default_factory=list)

    def blame(self, file: str, what: str, message: str) -> None:
        """Note one thing that is wrong."""
        self.problems.append(PackageProblem(file, what, message))

    def inside(self, name: str) -> str:
        """A path as the bag names it."""
        return name.removeprefix(self.root)

    def text(self, name: str) -> str:
        """What a kept file says; "" where it was not read."""
        return self.tags.get(name, b"").decode("utf-8", "replace")

    @property
    def whole(self) -> str:
        """One digest over the names and digests of all files."""
        return sha256_hex(
            "".join(f"{digest} {name}\n" for name, digest in sorted(self.sha256.items())).encode()
        )


def zip_pieces(handle: BinaryIO, archive: Archive) -> list[Piece]:
    """The files of a zip."""
    return [Piece(file.name, file.size, partial(blocks, handle, file)) for file in archive.files]


def folder_pieces(folder: Path) -> list[Piece]:
    """The files below a folder, without what systems leave lying about; a link ends in ``ArchiveError``."""
    pieces = []
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            # Each part by itself: the folder above may be named in another encoding than the bag.
            inside = "/".join(map(readable, path.relative_to(folder).parts))
            if path.is_symlink():
                raise ArchiveError("文件夹里有链接，不能核验。", inside)
            if name in files and name.lower() not in LITTER:
                pieces.append(Piece(inside, path.stat().st_size, partial(_file_blocks, path)))
    return sorted(pieces, key=lambda piece: piece.name)


def _file_blocks(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as handle:
        while block := handle.read(BLOCK):
            yield block


def read_bag(pieces: list[Piece], found: Found, report: Report, depth: Depth) -> None:
    """Read every file into ``found``; ``ArchiveError`` where this is no bag."""
    found.root = _root([piece.name for piece in pieces])
    total = sum(piece.size for piece in pieces)
    done = 0
    with ThreadPoolExecutor(1) as beside:
        sm3_on = beside if depth is Depth.SM3_TOO and HAS_SM3 else None
        for piece in pieces:
            name = found.inside(piece.name)
            if name in found.sizes:
                # Two names that look the same: only one of them can be the listed file.
                found.blame(name, "extra", f"有两个名字看上去一样的文件“{name}”，其中一个不在清单里。")
                continue
            found.sizes[name] = piece.size
            try:
                for size in _read_file(piece, found, sm3_on):
                    done += size
                    report(done, total, name)
            except ArchiveError as fault:
                found.blame(name, "changed", str(fault))


def _read_file(piece: Piece, found: Found, sm3_on: ThreadPoolExecutor | None) -> Iterator[int]:
    """Hash one file, keeping the bytes of those that are read; yields the size of each block."""
    name = found.inside(piece.name)
    kept = name in _KEPT
    if kept and piece.size > MAX_TAG:
        raise ArchiveError("清单文件大得不合情理。", piece.name)
    digests = Digests(sm3_on if name.startswith(bag.PAYLOAD) else None)
    data = []
    for block in digests.through(piece.blocks()):
        if kept:
            data.append(block)
        yield len(block)
    found.sha256[name] = digests.sha256
    if digests.sm3:
        found.sm3[name] = digests.sm3
    if kept:
        found.tags[name] = b"".join(data)


def _root(names: list[str]) -> str:
    """The folder of the bag, "/" behind it: people zip the folder, what is in it, or a folder around it."""
    roots = [
        name.removesuffix(mark)
        for mark in (bag.DECLARED, bag.MANIFEST)
        for name in names
        if f"/{name}".endswith(f"/{mark}")
    ]
    if not roots:
        raise ArchiveError("这不是申请包：里面没有申请包的标志文件（bagit.txt）。")
    root = min(roots, key=len)
    if outside := [name for name in names if not name.startswith(root)]:
        raise ArchiveError(f"里面有申请包以外的文件：{outside[0]}。", outside[0])
    return root
