"""Verifying a package (核验申请包) from its bytes alone: every file there and whole, nothing extra, nothing trusted."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.files import short_code, translate_os_errors
from exporters import bag
from exporters.archive_directory import ArchiveError
from exporters.archive_reader import Archive, Packed, blocks, read_archive
from exporters.digests import HAS_SM3, Digests, sha256_hex
from exporters.volumes import read_volume_list

MAX_TAG = 256 << 20

_TAGS = (bag.DECLARED, bag.INFO, bag.MANIFEST, bag.TAG_MANIFEST)
_OTHER_KINDS = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office"),
)


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
class VolumeLine:
    """One volume as every volume of its package names it: the SHA-256 of its manifest and the name of its zip."""

    manifest_sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a package was found to be. ``ok`` means every byte is as written; ``notes`` are remarks that do no harm.

    ``volumes`` names every volume of a package that is parted, ``volume`` which of them this is.
    """

    ok: bool
    files: int
    bytes: int
    problems: tuple[PackageProblem, ...] = ()
    notes: tuple[str, ...] = ()
    number: str = ""
    version: str = ""
    manifest_sha256: str = ""
    code: str = ""
    volume: int = 1
    volumes: tuple[VolumeLine, ...] = ()


@dataclass(slots=True)
class _Found:
    """What has been read of the bag so far."""

    root: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    sm3: dict[str, str] = field(default_factory=dict)
    tags: dict[str, bytes] = field(default_factory=dict)
    problems: list[PackageProblem] = field(default_factory=list)
    volume: int = 1
    volumes: tuple[VolumeLine, ...] = ()

    def blame(self, file: str, what: str, message: str) -> None:
        self.problems.append(PackageProblem(file, what, message))


def verify_package(path: Path, report: Report = no_report, depth: Depth = Depth.SM3_TOO) -> Verification:
    """Verify a package with no workspace at hand; hostile bytes end in ``ok=False``, never in an exception.

    Only a file that cannot be read at all (gone, no permission) is a ``UserError``.
    """
    found = _Found()
    notes: list[str] = []
    with translate_os_errors("申请包"):
        if path.is_dir():
            raise UserError(
                "这是文件夹，不是申请包。", "请选择 .zip 申请包；解压后的文件夹请用其中的“打开我.html”核对。"
            )
        with open(path, "rb") as handle:
            try:
                archive = read_archive(handle)
                notes += _notes(archive)
                _read_bag(handle, archive, found, report, depth)
                _check_bag(found)
            except ArchiveError as fault:
                found.blame(_inside(found, fault.file), "archive", _kind(handle) or str(fault))
    return _verification(found, notes)


def _verification(found: _Found, notes: list[str]) -> Verification:
    info = bag.read_info(_text(found, bag.INFO))
    manifest = found.sha256.get(bag.MANIFEST, "")
    volume, volumes = found.volume, found.volumes
    if volumes:
        others = "、".join(line.file_name for line in volumes if line is not volumes[volume - 1])
        notes.append(f"这是第{volume}卷，共{len(volumes)}卷；另有：{others}。")
    return Verification(
        ok=not found.problems,
        files=len(found.sizes),
        bytes=sum(found.sizes.values()),
        problems=tuple(found.problems),
        notes=tuple(notes),
        number=info.get("External-Identifier", ""),
        version=info.get("Package-Version", ""),
        manifest_sha256=manifest,
        code=short_code(manifest) if manifest else "",
        volume=volume,
        volumes=volumes,
    )


def _notes(archive: Archive) -> list[str]:
    notes = []
    if not archive.ours:
        notes.append("这个压缩包是用其他工具重新压缩过的，内容以逐个文件的校验结果为准。")
    if archive.encoding != "utf-8":
        notes.append("压缩包内的文件名是 GBK 编码，已按中文识别。")
    return notes


def _kind(handle: BinaryIO) -> str:
    """The sentence for a file that is something else altogether."""
    handle.seek(0)
    head = handle.read(8)
    if not head:
        return "文件是空的，可能没有复制完。"
    kind = next((name for mark, name in _OTHER_KINDS if head.startswith(mark)), "")
    return f"这是{kind}文件，不是申请包。" if kind else ""


# ---------------------------------------------------------------- reading


def _read_bag(handle: BinaryIO, archive: Archive, found: _Found, report: Report, depth: Depth) -> None:
    found.root = _root(archive)
    total = sum(file.size for file in archive.files)
    done = 0
    with ThreadPoolExecutor(1) as beside:
        sm3_on = beside if depth is Depth.SM3_TOO and HAS_SM3 else None
        for file in archive.files:
            name = _inside(found, file.name)
            found.sizes[name] = file.size
            try:
                for size in _read_file(handle, file, found, sm3_on):
                    done += size
                    report(done, total, name)
            except ArchiveError as fault:
                found.blame(name, "changed", str(fault))


def _read_file(
    handle: BinaryIO, file: Packed, found: _Found, sm3_on: ThreadPoolExecutor | None
) -> Iterator[int]:
    """Hash one file, keeping the bytes of a tag file; yields the size of each block."""
    name = _inside(found, file.name)
    payload = name.startswith(bag.PAYLOAD)
    kept = name in (*_TAGS, bag.MANIFEST_SM3, bag.VOLUMES)
    if kept and file.size > MAX_TAG:
        raise ArchiveError("清单文件大得不合情理。", file.name)
    digests = Digests(sm3_on if payload else None)
    data = []
    for block in digests.through(blocks(handle, file)):
        if kept:
            data.append(block)
        yield len(block)
    found.sha256[name] = digests.sha256
    if digests.sm3:
        found.sm3[name] = digests.sm3
    if kept:
        found.tags[name] = b"".join(data)


def _root(archive: Archive) -> str:
    """The folder of the bag, "/" behind it: people zip the folder, what is in it, or a folder around it."""
    names = [file.name for file in archive.files]
    roots = [
        name.removesuffix(mark)
        for mark in (bag.DECLARED, bag.MANIFEST)
        for name in names
        if f"/{name}".endswith(f"/{mark}")
    ]
    if not roots:
        raise ArchiveError("这不是申请包：压缩包里没有申请包的标志文件（bagit.txt）。")
    root = min(roots, key=len)
    if outside := [name for name in names if not name.startswith(root)]:
        raise ArchiveError(f"压缩包里有申请包以外的文件：{outside[0]}。", outside[0])
    return root


def _inside(found: _Found, name: str) -> str:
    return name.removeprefix(found.root)


def _text(found: _Found, name: str) -> str:
    return found.tags.get(name, b"").decode("utf-8", "replace")


# ---------------------------------------------------------------- judging


def _check_bag(found: _Found) -> None:
    for name in _TAGS:
        if name not in found.sizes:
            found.blame(name, "missing", f"缺少“{name}”，这不是完整的申请包。")
    if found.tags.get(bag.DECLARED, bag.DECLARATION.encode()) != bag.DECLARATION.encode():
        found.blame(bag.DECLARED, "info", "“bagit.txt”不是申请包的写法。")
    payload = {name for name in found.sizes if name.startswith(bag.PAYLOAD)}
    others = found.sizes.keys() - payload - {bag.TAG_MANIFEST}
    if bag.MANIFEST in found.tags:
        _compare(found, _listed(found, bag.MANIFEST), payload, found.sha256)
    if bag.TAG_MANIFEST in found.tags:
        _compare(found, _listed(found, bag.TAG_MANIFEST), others, found.sha256)
    if bag.MANIFEST_SM3 in found.tags:
        _check_sm3(found, payload)
    if bag.INFO in found.tags:
        _check_info(found, payload)
        _check_volumes(found, bag.read_info(_text(found, bag.INFO)).get("Bag-Count", ""))


def _listed(found: _Found, manifest: str) -> dict[str, str]:
    try:
        return bag.read_manifest(found.tags[manifest].decode("utf-8"))
    except ValueError:
        found.blame(manifest, "manifest", f"“{manifest}”不是规范的校验清单。")
        return {}


def _compare(found: _Found, listed: dict[str, str], there: set[str], digests: dict[str, str]) -> None:
    """Listed but not there, there but not listed, there with other content."""
    for name in sorted(listed.keys() - there):
        found.blame(name, "missing", f"缺少文件“{name}”。")
    for name in sorted(there - listed.keys()):
        found.blame(name, "extra", f"多出清单以外的文件“{name}”。")
    damaged = {problem.file for problem in found.problems if problem.what == "changed"}
    for name in sorted((there & listed.keys()) - damaged):
        if digests.get(name) != listed[name]:
            found.blame(name, "changed", f"文件“{name}”的内容被改动或已损坏。")


def _check_sm3(found: _Found, payload: set[str]) -> None:
    listed = _listed(found, bag.MANIFEST_SM3)
    if listed.keys() != payload:
        found.blame(bag.MANIFEST_SM3, "manifest", "SM3 清单与文件不符。")
    wrong = [name for name, digest in found.sm3.items() if listed.get(name, digest) != digest]
    if wrong and not any(problem.file in wrong for problem in found.problems):
        found.blame(bag.MANIFEST_SM3, "manifest", f"文件“{wrong[0]}”的 SM3 值与清单不符。")


def _check_info(found: _Found, payload: set[str]) -> None:
    info = bag.read_info(_text(found, bag.INFO))
    oxum = f"{sum(found.sizes[name] for name in payload)}.{len(payload)}"
    if info.get("Payload-Oxum") != oxum:
        found.blame(bag.INFO, "info", "“bag-info.txt”记的文件数和字节数与实际不符。")
    manifest = found.tags.get(bag.MANIFEST)
    if manifest is not None and info.get("Seal-Code") != short_code(sha256_hex(manifest)):
        found.blame(bag.INFO, "info", "“bag-info.txt”记的校验码与清单不符。")
    if not re.fullmatch(r"\S.*", info.get("External-Identifier", "")):
        found.blame(bag.INFO, "info", "“bag-info.txt”没有申请包编号，这不是本程序生成的申请包。")


def _check_volumes(found: _Found, count: str) -> None:
    """A volume says which one it is, and the list it carries must name it in that place."""
    if not count and bag.VOLUMES not in found.sizes:
        return
    said = re.fullmatch(r"(\d{1,3}) of (\d{1,3})", count)
    try:
        lines = tuple(VolumeLine(*line) for line in read_volume_list(_text(found, bag.VOLUMES)))
    except ValueError:
        lines = ()
    number = int(said[1]) if said else 0
    own = found.sha256.get(bag.MANIFEST, "")
    if not said or int(said[2]) != len(lines) or not 1 <= number <= len(lines):
        found.blame(bag.VOLUMES, "info", "分卷的记录互相矛盾，可能缺少文件。")
    elif lines[number - 1].manifest_sha256 != own:
        found.blame(bag.VOLUMES, "info", "分卷清单记的内容与本卷不符。")
    else:
        found.volume, found.volumes = number, lines
