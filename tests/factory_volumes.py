"""A package parted into volumes, for tests: pieces of given sizes and the writing of them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.domain.model import Evidence
from exporters.package import WrittenPackage, write_package
from tests.factory_package import FORMS, evidence_part, package_contents

LIMIT = 400_000
SIZES = (150_000, 150_000, 150_000, 90_000, 150_000)


def bytes_of(at: int, size: int) -> bytes:
    """The bytes of a piece, unlike those of its neighbours."""
    return bytes([at % 251 + 1]) * size


def contents_of(sizes: tuple[int, ...] = SIZES) -> PackageContents:
    """A package with one piece of evidence of each size."""
    parts = tuple(
        evidence_part(f"06-{at:02}", "a.mp4", f"材料{at}", bytes_of(at, size))
        for at, size in enumerate(sizes, 1)
    )
    return package_contents(evidence=parts)


def opener(sizes: tuple[int, ...] = SIZES) -> Callable[[Evidence], BinaryIO]:
    """Opens the bytes of these pieces."""

    def open_piece(piece: Evidence) -> BinaryIO:
        at = int(piece.id.removeprefix("e-06-"))
        return BytesIO(bytes_of(at, sizes[at - 1]))

    return open_piece


def split(folder: Path, sizes: tuple[int, ...] = SIZES, limit: int | None = LIMIT) -> WrittenPackage:
    """That package written in volumes of at most ``limit`` bytes: three, unless said otherwise."""
    return write_package(contents_of(sizes), folder, opener(sizes), FORMS, volume_bytes=limit)
