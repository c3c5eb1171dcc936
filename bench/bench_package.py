"""Measures writing a package with 1 GB of evidence against ``sha256sum`` plus ``cp`` of the same bytes."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.files import sha256_of
from exporters.package import write_package
from tests.factory_package import FORMS, evidence_part, package_contents

SIZE = 1 << 30
PIECES = 8
ROUNDS = 3

Row = tuple[str, float, float, float]


def run() -> list[Row]:
    """Rows of (name, ours, bare, ratio): seconds for the package, MB for the memory it adds."""
    with tempfile.TemporaryDirectory(prefix="bench-package-") as folder:
        room = Path(folder)
        sources = _pieces(room)
        ours = bare = float("inf")
        before = _peak()
        for _ in range(ROUNDS):
            bare = min(bare, _bare(room, sources))
            ours = min(ours, _ours(room, sources))
        grown = (_peak() - before) / 1024
    return [
        ("1 GB 佐证的申请包（写入＋复核） / sha256sum＋cp（秒）", ours, bare, ours / bare),
        ("1 GB 佐证的申请包增加的内存 / 一块 64 MB（MB）", grown, 64.0, grown / 64),
    ]


def _pieces(room: Path) -> list[Path]:
    paths = [room / f"{at:02}.bin" for at in range(PIECES)]
    for path in paths:
        with open(path, "wb") as out:
            for _ in range(SIZE // PIECES >> 20):
                out.write(os.urandom(1 << 20))
    return paths


def _bare(room: Path, sources: list[Path]) -> float:
    copies = room / "copies"
    copies.mkdir()
    _settle()
    start = time.perf_counter()
    subprocess.run(["sha256sum", *map(str, sources)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", *map(str, sources), str(copies)], check=True)
    took = time.perf_counter() - start
    for path in copies.iterdir():
        path.unlink()
    copies.rmdir()
    return took


def _ours(room: Path, sources: list[Path]) -> float:
    """The whole of ``write_package``: hashing, SM3, zip, fsync, reopening and verifying."""
    parts = tuple(_part(at, path) for at, path in enumerate(sources, 1))
    by_id = {part.evidence.id: path for part, path in zip(parts, sources, strict=True)}
    contents = package_contents(evidence=parts)
    _settle()
    start = time.perf_counter()
    written = write_package(contents, room, lambda piece: by_id[piece.id].open("rb"), FORMS)
    took = time.perf_counter() - start
    written.path.unlink()
    return took


def _part(at: int, path: Path):
    part = evidence_part(f"06-{at:02}", path.name, f"佐证{at}", b"")
    piece = replace(part.evidence, size=path.stat().st_size, sha256=sha256_of(path))
    return replace(part, evidence=piece)


def _settle() -> None:
    """Let earlier writes reach the disk, so that neither side pays for the other's."""
    if hasattr(os, "sync"):
        os.sync()


def _peak() -> float:
    """Peak memory in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    for name, ours, bare, ratio in run():
        print(f"{name}\t{ours:.2f}\t{bare:.2f}\t{ratio:.2f}")
