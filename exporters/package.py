"""The acceptance request package (验收销号申请包): one BagIt bag written straight into a zip, verified before it counts."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.files import all_or_none, atomic_write, sha256_of, translate_os_errors
from exporters.bag_writer import Writing, write_bag
from exporters.checker import blank_page
from exporters.digests import sha256_hex
from exporters.inventory import Paper
from exporters.payload import (
    Item,
    OpenEvidence,
    PackageForm,
    payload_of,
    write_papers,
)
from exporters.verify import Depth, verify_package
from exporters.volumes import Volume, part_volumes

_ROOM = 16 << 20


@dataclass(frozen=True, slots=True)
class WrittenVolume:
    """One zip on disk, reopened and found whole. ``files`` and ``bytes`` count what is inside, ``size`` is the zip's."""

    path: Path
    sha256: str
    manifest_sha256: str
    code: str
    files: int
    bytes: int
    size: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package on disk: its volumes (one where it is in one piece), its printed parts, the list to hand it over with,
    the opinion forms for the acceptor.

    Path, digests, code and size are those of the first volume, whose manifest binds the whole package:
    ``package.json`` in it names the digest of every piece.
    """

    volumes: tuple[WrittenVolume, ...]
    papers: tuple[Paper, ...] = ()
    handover: Path | None = None
    opinions: tuple[Path, ...] = ()

    @property
    def pages(self) -> int:
        """The pages of its printed parts."""
        return sum(paper.pages for paper in self.papers)

    @property
    def path(self) -> Path:
        """The zip, or the first of them."""
        return self.volumes[0].path

    @property
    def sha256(self) -> str:
        """The SHA-256 of that zip."""
        return self.volumes[0].sha256

    @property
    def manifest_sha256(self) -> str:
        """The SHA-256 of its manifest, which an answer is bound to."""
        return self.volumes[0].manifest_sha256

    @property
    def code(self) -> str:
        """Its code on paper (校验码)."""
        return self.volumes[0].code

    @property
    def size(self) -> int:
        """Its bytes on disk."""
        return self.volumes[0].size

    @property
    def files(self) -> int:
        """Files in all volumes together."""
        return sum(volume.files for volume in self.volumes)

    @property
    def bytes(self) -> int:
        """Bytes of these files."""
        return sum(volume.bytes for volume in self.volumes)


def write_package(
    contents: PackageContents,
    folder: Path,
    open_evidence: OpenEvidence,
    forms: Mapping[str, PackageForm],
    report: Report = no_report,
    volume_bytes: int | None = None,
) -> WrittenPackage:
    """Write ``contents.folder`` + ``.zip`` into ``folder``: whole and verified, or not at all.

    A package above ``volume_bytes`` is parted into volumes, each a bag of its own (see ``part_volumes``).
    Same contents, same bytes. Evidence that vanished or changed since it was attached is a ``UserError`` naming it;
    so is a package of that name with other bytes: what was sent is never altered.
    """
    with translate_os_errors("申请包"), tempfile.TemporaryDirectory(prefix="zgt-") as scratch:
        folder.mkdir(parents=True, exist_ok=True)
        papers = write_papers(contents, forms, Path(scratch), report)
        page = blank_page(contents, papers)
        payload = payload_of(contents, papers, Path(scratch), open_evidence, sha256_hex(page))
        volumes = part_volumes(contents, payload, len(page), volume_bytes)
        _check_room(folder, sum(item.size for item in payload.values()))
        targets = [folder / volume.file_name for volume in volumes]
        written = []
        with all_or_none(folder, contents.folder), ExitStack() as unfinished:
            for at, target in enumerate(targets):
                handle = unfinished.enter_context(atomic_write(target))
                bag_of = Writing(contents, page, volumes, volumes[at], _shared(report, payload, volumes, at))
                written.append(_one_volume(handle, target, bag_of))
                if volume_bytes is not None and written[-1].size > volume_bytes and len(volumes) > 1:
                    raise ValueError(f"{target.name}: {written[-1].size} bytes, above {volume_bytes}")
    return WrittenPackage(tuple(written), papers)


def _shared(report: Report, payload: Mapping[str, Item], volumes: tuple[Volume, ...], at: int) -> Report:
    """Progress of one volume as progress of them all; each byte is written and read again."""
    total = 2 * sum(item.size for item in payload.values())
    before = 2 * sum(item.size for volume in volumes[:at] for item in volume.payload.values())
    name = f"第{at + 1}卷 " if len(volumes) > 1 else ""
    return lambda done, _, what: report(before + done, total, f"{name}{what}")


def _one_volume(handle: BinaryIO, target: Path, writing: Writing) -> WrittenVolume:
    write_bag(handle, writing)
    written = _reopened(Path(handle.name), target, writing)
    if target.exists() and sha256_of(target) != written.sha256:
        raise UserError(
            f"文件夹里已有同名的申请包“{target.name}”，内容不同。",
            "已报送的包不能改动：请把旧文件移到别处，或生成新的版次。",
        )
    return written


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + _ROOM:
        short = (needed + _ROOM - free) // (1 << 20) + 1
        raise UserError(
            f"磁盘空间不足，还差约 {short} MB。", "请清理磁盘或换一个位置，再试一次；没有写入任何内容。"
        )


# ---------------------------------------------------------------- reopening


def _reopened(part: Path, target: Path, writing: Writing) -> WrittenVolume:
    """The volume as it stands on disk: read again from the start and found whole, or ``UserError``.

    The zip's own SHA-256 and the wait for the disk run beside the verification.
    """
    payload, own = writing.total, writing.own
    with ThreadPoolExecutor(2) as beside:
        durable = beside.submit(_make_durable, part)
        digest = beside.submit(sha256_of, part)

        def told(done: int, total: int, what: str) -> None:
            writing.report(payload + min(done, payload), 2 * payload, f"复核：{what}")

        found = verify_package(part, told, Depth.SHA256)
        durable.result()
        sha256 = digest.result()
    if not found.ok or found.manifest_sha256 != own.sha256:
        raise UserError(
            "写出的申请包复核没有通过，已经删除。",
            "磁盘可能有问题：请换一个位置再生成一次；仍不行时请联系维护人员。",
        )
    numbers = tuple(p.number for p in writing.contents.evidence if p.path in own.payload)
    size = part.stat().st_size
    return WrittenVolume(target, sha256, own.sha256, own.code, found.files, found.bytes, size, numbers)


def _make_durable(part: Path) -> None:
    handle = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
