"""Verifying a package (核验申请包) from its bytes alone: every file there and whole, nothing extra, nothing trusted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from data.domain.model import Report, no_report
from data.files import short_code, translate_os_errors
from exporters import bag
from exporters.archive_directory import ArchiveError
from exporters.archive_reader import Archive, read_archive
from exporters.bag_reading import TAGS, Depth, Found, PackageProblem, folder_pieces, read_bag, zip_pieces
from exporters.bound import STATEMENT, Inside, NewerFormat, Statement, lacking, read_statement, unlike
from exporters.checker import NAME as PAGE_NAME
from exporters.checker import read_page
from exporters.digests import sha256_hex
from exporters.volumes import read_volume_list

__all__ = ["Depth", "PackageProblem", "Verification", "VolumeLine", "verify_package"]

_BESIDE = {*TAGS, bag.MANIFEST_SM3, bag.VOLUMES, PAGE_NAME}
"""What may lie beside ``data/``: a file of another name is none of a package's, whatever its lists say."""

_OTHER_KINDS = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office"),
)


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """One volume as every volume of its package names it: the SHA-256 of its manifest and the name of its zip."""

    manifest_sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a package was found to be. ``ok`` means every byte is as written; ``notes`` are remarks that do no harm.

    ``volumes`` names every volume of a package that is parted, ``volume`` which of them this is; ``inside`` is what its
    other volumes and other copies of it are compared with.
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
    inside: Inside = field(default_factory=Inside)


def verify_package(path: Path, report: Report = no_report, depth: Depth = Depth.SM3_TOO) -> Verification:
    """Verify a package with no workspace at hand, zipped or unpacked; hostile bytes end in ``ok=False``, never in an exception.

    Only a file that cannot be read at all (gone, no permission) is a ``UserError``.
    """
    found, notes = Found(), list[str]()
    with translate_os_errors("申请包"):
        if path.is_dir():
            _try(found, "", lambda: read_bag(folder_pieces(path), found, report, depth))
        else:
            with open(path, "rb") as handle:
                _try(found, _kind(handle), lambda: notes.extend(_read_zip(handle, found, report, depth)))
    return _verification(found, notes)


def _try(found: Found, kind: str, read: Callable[[], None]) -> None:
    """Read and judge; a fault that ends the reading is blamed, with the kind of file where it is no zip at all."""
    try:
        read()
        _check_bag(found)
    except ArchiveError as fault:
        found.blame(found.inside(fault.file), "archive", kind or str(fault))


def _read_zip(handle: BinaryIO, found: Found, report: Report, depth: Depth) -> list[str]:
    archive = read_archive(handle)
    read_bag(zip_pieces(handle, archive), found, report, depth)
    return _notes(archive)


def _verification(found: Found, notes: list[str]) -> Verification:
    manifest = found.sha256.get(bag.MANIFEST, "")
    volume, volumes = _volumes(found)
    inside = _inside(found)
    _check_bound(found, inside, volume, volumes)
    notes += _lacks(found, inside)
    return Verification(
        ok=not found.problems,
        files=len(found.sizes),
        bytes=sum(found.sizes.values()),
        problems=tuple(found.problems),
        notes=tuple(notes),
        number=inside.number,
        version=inside.version,
        manifest_sha256=manifest,
        code=short_code(manifest) if manifest else "",
        volume=volume,
        volumes=volumes,
        inside=inside,
    )


def _lacks(found: Found, inside: Inside) -> list[str]:
    """What an older program or PC did not write: no fault, but to be known."""
    if found.problems:
        return []
    lacks = []
    if bag.MANIFEST_SM3 not in found.sizes:
        lacks.append("包里没有 SM3 校验清单，以 SHA-256 校验清单为准。")
    if inside.statement and not inside.statement.page:
        lacks.append(f"较早版本的程序生成的申请包：“{PAGE_NAME}”不在校验码之内，请以这里的核验为准。")
    return lacks


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


# ---------------------------------------------------------------- judging


def _check_bag(found: Found) -> None:
    for name in TAGS:
        if name not in found.sizes:
            found.blame(name, "missing", f"缺少“{name}”，这不是完整的申请包。")
    if found.tags.get(bag.DECLARED, bag.DECLARATION.encode()) != bag.DECLARATION.encode():
        found.blame(bag.DECLARED, "info", "“bagit.txt”不是申请包的写法。")
    payload = {name for name in found.sizes if name.startswith(bag.PAYLOAD)}
    others = found.sizes.keys() - payload - {bag.TAG_MANIFEST}
    foreign = others - _BESIDE
    for name in sorted(foreign):
        found.blame(name, "extra", f"申请包里不会有“{name}”这个文件，请不要打开。")
    if PAGE_NAME not in found.sizes:
        found.blame(PAGE_NAME, "missing", f"缺少“{PAGE_NAME}”。")
    if bag.MANIFEST in found.tags:
        _compare(found, _listed(found, bag.MANIFEST), payload, found.sha256)
    if bag.TAG_MANIFEST in found.tags:
        listed = {
            name: said for name, said in _listed(found, bag.TAG_MANIFEST).items() if name not in foreign
        }
        _compare(found, listed, others - foreign, found.sha256)
    if bag.MANIFEST_SM3 in found.tags:
        _check_sm3(found, payload)
    if bag.INFO in found.tags:
        _check_info(found, payload)


def _listed(found: Found, manifest: str) -> dict[str, str]:
    try:
        return bag.read_manifest(found.tags[manifest].decode("utf-8"))
    except ValueError:
        found.blame(manifest, "manifest", f"“{manifest}”不是规范的校验清单。")
        return {}


def _compare(found: Found, listed: dict[str, str], there: set[str], digests: dict[str, str]) -> None:
    """Listed but not there, there but not listed, there with other content."""
    for name in sorted(listed.keys() - there):
        found.blame(name, "missing", f"缺少文件“{name}”。")
    for name in sorted(there - listed.keys()):
        found.blame(name, "extra", f"多出清单以外的文件“{name}”。")
    damaged = {problem.file for problem in found.problems if problem.what == "changed"}
    for name in sorted((there & listed.keys()) - damaged):
        if digests.get(name) != listed[name]:
            found.blame(name, "changed", f"文件“{name}”的内容被改动或已损坏。")


def _check_sm3(found: Found, payload: set[str]) -> None:
    listed = _listed(found, bag.MANIFEST_SM3)
    if listed.keys() != payload:
        found.blame(bag.MANIFEST_SM3, "manifest", "SM3 清单与文件不符。")
    wrong = [name for name, digest in found.sm3.items() if listed.get(name, digest) != digest]
    if wrong and not any(problem.file in wrong for problem in found.problems):
        found.blame(bag.MANIFEST_SM3, "manifest", f"文件“{wrong[0]}”的 SM3 值与清单不符。")


def _check_info(found: Found, payload: set[str]) -> None:
    info = bag.read_info(found.text(bag.INFO))
    oxum = f"{sum(found.sizes[name] for name in payload)}.{len(payload)}"
    if info.get("Payload-Oxum") != oxum:
        found.blame(bag.INFO, "info", "“bag-info.txt”记的文件数和字节数与实际不符。")
    manifest = found.tags.get(bag.MANIFEST)
    if manifest is not None and info.get("Seal-Code") != short_code(sha256_hex(manifest)):
        found.blame(bag.INFO, "info", "“bag-info.txt”记的校验码与清单不符。")
    if not re.fullmatch(r"\S.*", info.get("External-Identifier", "")):
        found.blame(bag.INFO, "info", "“bag-info.txt”没有申请包编号，这不是本程序生成的申请包。")


def _inside(found: Found) -> Inside:
    info = bag.read_info(found.text(bag.INFO))
    payload = {
        name: (size, found.sha256.get(name, ""))
        for name, size in found.sizes.items()
        if name.startswith(bag.PAYLOAD)
    }
    _, page = _page(found)
    number, version = info.get("External-Identifier", ""), info.get("Package-Version", "")
    return Inside(number, version, payload, _statement(found), page, found.whole)


def _page(found: Found) -> tuple[Mapping[str, object], str]:
    """The seal of the checker page and the digest of the page without it; nothing where it has none."""
    try:
        return read_page(found.tags.get(PAGE_NAME, b""))
    except ValueError:
        return {}, ""


def _statement(found: Found) -> Statement | None:
    if STATEMENT not in found.tags or _blamed(found, STATEMENT):
        return None
    try:
        return read_statement(found.tags[STATEMENT])
    except NewerFormat:
        found.blame(STATEMENT, "info", "申请包是更新版本的程序生成的，请升级本程序后再核验。")
    except ValueError:
        found.blame(STATEMENT, "info", f"“{STATEMENT}”不是申请包的记载，认不出来。")
    return None


def _blamed(found: Found, name: str) -> bool:
    return any(problem.file in (name, "") for problem in found.problems)


def _check_bound(found: Found, inside: Inside, volume: int, volumes: tuple[VolumeLine, ...]) -> None:
    """What a forger of all lists cannot make fit without another code; the other volumes are compared in ``verify_results``."""
    if _blamed(found, bag.MANIFEST) or any(problem.what == "archive" for problem in found.problems):
        return
    if volume == 1 and STATEMENT not in found.sizes:
        found.blame(STATEMENT, "missing", f"缺少“{STATEMENT}”，文件无从核对。")
    wrong = unlike(inside.statement, inside, volume) if inside.statement else []
    if inside.statement and not volumes:
        wrong += lacking(inside.statement, [inside])
    named = {problem.file for problem in found.problems}
    found.problems += [problem for problem in wrong if problem.file not in named]
    if not _blamed(found, PAGE_NAME):
        _check_seal(found, volume, volumes)


def _check_seal(found: Found, volume: int, volumes: tuple[VolumeLine, ...]) -> None:
    """The seal of the checker page must speak of this bag: it is what the page shows and compares with."""
    seal, _ = _page(found)
    if not seal:
        return
    manifest = found.sha256.get(bag.MANIFEST, "")
    own = {
        "manifest_sha256": manifest,
        "code": short_code(manifest) if manifest else "",
        "files": _listed(found, bag.MANIFEST),
        "volume": volume,
    }
    lines = [(line.manifest_sha256, line.file_name, short_code(line.manifest_sha256)) for line in volumes]
    tags = seal.get("tags")
    agrees = all(seal.get(key) == value for key, value in own.items())
    if not agrees or not isinstance(tags, list) or (lines and _sealed_lines(seal) != lines):
        found.blame(PAGE_NAME, "info", f"“{PAGE_NAME}”记载的不是这个申请包，请不要打开。")
        return
    for name in sorted(_BESIDE & {str(tag) for tag in tags} - found.sizes.keys()):
        if not _blamed(found, name):
            found.blame(name, "missing", f"缺少“{name}”。")


def _sealed_lines(seal: Mapping[str, object]) -> list[tuple[object, ...]]:
    listed = seal.get("volumes")
    keys = ("manifest_sha256", "name", "code")
    return (
        [tuple(one.get(key) for key in keys) for one in listed if isinstance(one, dict)]
        if isinstance(listed, list)
        else []
    )


def _volumes(found: Found) -> tuple[int, tuple[VolumeLine, ...]]:
    """Which volume this is and the list of all; a volume must stand in its list in the place it names."""
    count = bag.read_info(found.text(bag.INFO)).get("Bag-Count", "")
    if not count and bag.VOLUMES not in found.sizes:
        return 1, ()
    said = re.fullmatch(r"(\d{1,3}) of (\d{1,3})", count)
    try:
        lines = tuple(VolumeLine(*line) for line in read_volume_list(found.text(bag.VOLUMES)))
    except ValueError:
        lines = ()
    number = int(said[1]) if said else 0
    own = found.sha256.get(bag.MANIFEST, "")
    if not said or int(said[2]) != len(lines) or not 1 <= number <= len(lines):
        found.blame(bag.VOLUMES, "info", "分卷的记录互相矛盾，可能缺少文件。")
    elif lines[number - 1].manifest_sha256 != own:
        found.blame(bag.VOLUMES, "info", "分卷清单记的内容与本卷不符。")
    else:
        return number, lines
    return 1, ()
