"""The acceptance request package (验收销号申请包): one BagIt bag written straight into a zip, verified before it counts."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.files import atomic_write, sha256_of, short_code, translate_os_errors
from exporters import bag, inventory
from exporters.archive import ArchiveWriter
from exporters.checker import NAME as CHECKER_NAME
from exporters.checker import checker_page
from exporters.digests import HAS_SM3, Digests, sha256_hex
from exporters.inventory import Paper
from exporters.payload import (
    Item,
    OpenEvidence,
    PackageForm,
    changed,
    opened,
    payload_of,
    whole,
    write_papers,
)
from exporters.verify import Depth, verify_package

_ROOM = 16 << 20


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package on disk, reopened and found whole. ``files`` and ``bytes`` count what is inside, ``size`` is the zip's."""

    path: Path
    sha256: str
    manifest_sha256: str
    code: str
    files: int
    bytes: int
    size: int


def write_package(
    contents: PackageContents,
    folder: Path,
    open_evidence: OpenEvidence,
    forms: Mapping[str, PackageForm],
    report: Report = no_report,
) -> WrittenPackage:
    """Write ``contents.folder`` + ``.zip`` into ``folder``: whole and verified, or not at all.

    Same contents, same bytes. Evidence that vanished or changed since it was attached is a ``UserError`` naming it;
    so is a package of that name with other bytes: what was sent is never altered.
    """
    target = folder / f"{contents.folder}.zip"
    with translate_os_errors("申请包"), tempfile.TemporaryDirectory(prefix="zgt-") as scratch:
        folder.mkdir(parents=True, exist_ok=True)
        papers = write_papers(contents, forms, Path(scratch), report)
        payload = payload_of(contents, papers, Path(scratch), open_evidence)
        _check_room(folder, sum(item.size for item in payload.values()))
        with atomic_write(target) as handle:
            manifest = _write_bag(handle, contents, papers, payload, report)
            written = _reopened(
                Path(handle.name), target, manifest, sum(i.size for i in payload.values()), report
            )
            if target.exists() and sha256_of(target) != written.sha256:
                raise UserError(
                    f"文件夹里已有同名的申请包“{target.name}”，内容不同。",
                    "已报送的包不能改动：请把旧文件移到别处，或生成新的版次。",
                )
    return written


# ---------------------------------------------------------------- the bag


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + _ROOM:
        short = (needed + _ROOM - free) // (1 << 20) + 1
        raise UserError(
            f"磁盘空间不足，还差约 {short} MB。", "请清理磁盘或换一个位置，再试一次；没有写入任何内容。"
        )


def _write_bag(
    handle: BinaryIO,
    contents: PackageContents,
    papers: tuple[Paper, ...],
    payload: dict[str, Item],
    report: Report,
) -> str:
    """Stream the bag, entries in order of name; the SHA-256 of its manifest."""
    digests = {f"{bag.PAYLOAD}{path}": item.sha256 for path, item in payload.items()}
    manifest = bag.manifest(digests).encode()
    sealed = sha256_hex(manifest)
    code = short_code(sealed)
    page = checker_page(contents, papers, digests, (sealed, code))
    tags = {
        bag.DECLARED: bag.DECLARATION.encode(),
        bag.INFO: _info(contents, payload, code).encode("utf-8", "replace"),
        bag.MANIFEST: manifest,
        CHECKER_NAME: page,
    }
    writer = ArchiveWriter(handle)
    for name in (bag.INFO, bag.DECLARED):
        writer.add(f"{contents.folder}/{name}", len(tags[name]), [tags[name]])
    sm3 = _write_payload(writer, contents.folder, payload, report)
    if sm3:
        tags[bag.MANIFEST_SM3] = bag.manifest(sm3).encode()
    tags[bag.TAG_MANIFEST] = bag.manifest({name: sha256_hex(data) for name, data in tags.items()}).encode()
    for name in sorted(tags.keys() - {bag.INFO, bag.DECLARED}):
        writer.add(f"{contents.folder}/{name}", len(tags[name]), [tags[name]])
    writer.close()
    return sealed


def _info(contents: PackageContents, payload: dict[str, Item], code: str) -> str:
    size = sum(item.size for item in payload.values())
    return bag.info(
        (
            ("Source-Organization", contents.office.name),
            ("Contact-Name", contents.office.contact),
            ("Contact-Phone", contents.office.phone),
            ("External-Identifier", contents.number),
            ("External-Description", f"验收销号申请包：{contents.task.title}"),
            ("Bagging-Date", contents.made_on.isoformat()),
            ("Payload-Oxum", f"{size}.{len(payload)}"),
            ("Bag-Software-Agent", contents.program),
            ("Package-Version", str(contents.version)),
            ("Schema-Version", str(inventory.FORMAT_VERSION)),
            ("Seal-Code", code),
        )
    )


def _write_payload(
    writer: ArchiveWriter, folder: str, payload: dict[str, Item], report: Report
) -> dict[str, str]:
    """Stream the payload; path -> SM3 where there is SM3."""
    total = 2 * sum(item.size for item in payload.values())
    done = 0
    sm3: dict[str, str] = {}
    with ThreadPoolExecutor(1) as beside:
        for path, item in sorted(payload.items()):
            digests = Digests(beside)
            start = done

            def told(size: int, what: str = item.label or path, start: int = start) -> None:
                report(start + size, total, f"写入：{what}")

            with opened(item) as source:
                blocks = digests.through(whole(item, source, told))
                writer.add(f"{folder}/{bag.PAYLOAD}{path}", item.size, blocks)
            if digests.sha256 != item.sha256:
                raise changed(item)
            done += item.size
            sm3[f"{bag.PAYLOAD}{path}"] = digests.sm3
    return sm3 if HAS_SM3 else {}


# ---------------------------------------------------------------- reopening


def _reopened(part: Path, target: Path, manifest: str, payload: int, report: Report) -> WrittenPackage:
    """The package as it stands on disk: read again from the start and found whole, or ``UserError``.

    The zip's own SHA-256 and the wait for the disk run beside the verification.
    """
    with ThreadPoolExecutor(2) as beside:
        durable = beside.submit(_make_durable, part)
        digest = beside.submit(sha256_of, part)

        def told(done: int, total: int, what: str) -> None:
            report(payload + min(done, payload), 2 * payload, f"复核：{what}")

        found = verify_package(part, told, Depth.SHA256)
        durable.result()
        sha256 = digest.result()
    if not found.ok or found.manifest_sha256 != manifest:
        raise UserError(
            "写出的申请包复核没有通过，已经删除。",
            "磁盘可能有问题：请换一个位置再生成一次；仍不行时请联系维护人员。",
        )
    return WrittenPackage(
        target, sha256, manifest, short_code(manifest), found.files, found.bytes, part.stat().st_size
    )


def _make_durable(part: Path) -> None:
    handle = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
