"""Volumes (分卷): how a package too large for its medium is parted into bags that are each whole in themselves."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.files import short_code
from data.words import size as in_words
from exporters import bag
from exporters.digests import sha256_hex
from exporters.payload import Item

MOST_VOLUMES = 200

_HEADERS = 30 + 20 + 46 + 28  # local and central header of one entry, both in their zip64 form
_LINE = 64 + 3  # digest, two spaces, line end
_IN_PAGE = 64 + 8  # the digest and its punctuation in the checker page
_OF_VOLUME = 800  # a volume's line in the list of volumes and in the checker page
_WHERE = 4  # the number of the volume a piece lies in, in the checker page
_TAG_FILES = 16 << 10  # bag-info, declaration, tag manifest, their headers, the end of the archive


@dataclass(frozen=True, slots=True)
class Volume:
    """One bag of a package: its place among ``count``, its folder, its payload, and the manifest that seals it."""

    number: int
    count: int
    folder: str
    payload: dict[str, Item]
    manifest: bytes
    sha256: str

    @property
    def code(self) -> str:
        """The code people compare on paper (校验码)."""
        return short_code(self.sha256)

    @property
    def file_name(self) -> str:
        """The name of its zip."""
        return f"{self.folder}.zip"

    @property
    def digests(self) -> dict[str, str]:
        """Path in the bag -> SHA-256 of every payload file."""
        return {f"{bag.PAYLOAD}{path}": item.sha256 for path, item in self.payload.items()}


def volume_folder(folder: str, number: int, count: int) -> str:
    """The folder of one volume: ``…_v1_第1卷共3卷``; a package in one piece keeps its own."""
    return f"{folder}_第{number}卷共{count}卷" if count > 1 else folder


def part_volumes(
    contents: PackageContents, payload: dict[str, Item], page_size: int, limit: int | None
) -> tuple[Volume, ...]:
    """The volumes of a package, none above ``limit`` bytes; one where it fits or no limit is set.

    All papers and the machine-readable files lie in volume 1, evidence in the order of the catalogue.
    ``page_size`` is what the checker page takes in every volume. A piece no volume can hold is a ``UserError``.
    """
    if limit is None:
        return _sealed(contents, [payload])
    pieces = [part.path for part in contents.evidence]
    fixed = page_size + _TAG_FILES + _WHERE * len(pieces) + _OF_VOLUME * min(len(pieces) + 1, MOST_VOLUMES)
    cost = {path: _cost(contents, path, item) for path, item in payload.items()}
    if fixed + sum(cost.values()) <= limit:
        return _sealed(contents, [payload])
    first = {path: item for path, item in payload.items() if path not in set(pieces)}
    used = fixed + sum(cost[path] for path in first)
    if used > limit:
        raise UserError(
            f"每卷{in_words(limit)}放不下申请包的文书部分（约{in_words(used)}）。",
            "请把每卷的大小调大一些，或选“不分卷”；没有写出任何文件。",
        )
    parts = [first]
    for path in pieces:
        if fixed + cost[path] > limit:
            raise _too_large(payload[path], limit, fixed + cost[path] - payload[path].size)
        if used + cost[path] > limit:
            parts.append({})
            used = fixed
        parts[-1][path] = payload[path]
        used += cost[path]
    return _sealed(contents, parts)


def _cost(contents: PackageContents, path: str, item: Item) -> int:
    """What a file adds to the volume it lies in: its bytes, two headers, two manifest lines, its place in the page."""
    inside = len(f"{bag.PAYLOAD}{path}".encode())
    full = len(volume_folder(contents.folder, MOST_VOLUMES, MOST_VOLUMES).encode()) + 1 + inside
    return item.size + _HEADERS + 2 * full + 2 * (_LINE + inside) + _IN_PAGE + inside


def _too_large(item: Item, limit: int, rest: int) -> UserError:
    return UserError(
        f"佐证材料“{item.label}”有{in_words(item.size)}，一卷（{in_words(limit)}）放不下："
        f"每卷里的“打开我.html”和校验清单还要占约{in_words(rest)}。",
        "请把每卷的大小调大一些或选“不分卷”；视频也可以压缩、截短后重新添加。没有写出任何文件。",
    )


def _sealed(contents: PackageContents, parts: list[dict[str, Item]]) -> tuple[Volume, ...]:
    count = len(parts)
    if count > MOST_VOLUMES:
        raise UserError(f"这样要分成{count}卷，太多了。", f"请把每卷的大小调大一些，最多分{MOST_VOLUMES}卷。")
    volumes = []
    for number, payload in enumerate(parts, 1):
        digests = {f"{bag.PAYLOAD}{path}": item.sha256 for path, item in payload.items()}
        manifest = bag.manifest(digests).encode()
        folder = volume_folder(contents.folder, number, count)
        volumes.append(Volume(number, count, folder, payload, manifest, sha256_hex(manifest)))
    return tuple(volumes)


def volume_of_each(volumes: tuple[Volume, ...]) -> dict[str, int]:
    """Payload path -> the number of the volume it lies in."""
    return {path: volume.number for volume in volumes for path in volume.payload}


# ---------------------------------------------------------------- the list every volume carries


def volume_list(volumes: tuple[Volume, ...]) -> bytes:
    """``volumes-sha256.txt``: the digest of each volume's manifest and the name of its zip, in order."""
    return "".join(f"{volume.sha256}  {volume.file_name}\n" for volume in volumes).encode()


def read_volume_list(text: str) -> list[tuple[str, str]]:
    """Manifest digest and zip name of each volume, in order; ``ValueError`` where it is no such list."""
    found = []
    for line in text.removesuffix("\n").split("\n"):
        [(name, digest)] = bag.read_manifest(line).items()
        if PurePosixPath(name).name != name:
            raise ValueError(line)
        found.append((digest, name))
    return found
