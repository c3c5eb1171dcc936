"""One volume's bag written straight into a zip: tag files, manifests and payload, each byte read once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.domain.model import Report
from exporters import bag, inventory
from exporters.archive import ArchiveWriter
from exporters.checker import NAME as CHECKER_NAME
from exporters.checker import sealed_page
from exporters.digests import HAS_SM3, Digests, sha256_hex
from exporters.payload import changed, opened, whole
from exporters.volumes import Volume, volume_list


@dataclass(frozen=True, slots=True)
class Writing:
    """One volume being written: what it says, its page without the seal, what the whole package has, whom to tell how far it is."""

    contents: PackageContents
    page: bytes
    volumes: tuple[Volume, ...]
    own: Volume
    report: Report

    @property
    def total(self) -> int:
        """Its payload in bytes."""
        return sum(item.size for item in self.own.payload.values())


def write_bag(handle: BinaryIO, writing: Writing) -> None:
    """Stream the bag, entries in order of name."""
    own = writing.own
    tags = {
        bag.DECLARED: bag.DECLARATION.encode(),
        bag.INFO: _info(writing).encode("utf-8", "replace"),
        bag.MANIFEST: own.manifest,
        CHECKER_NAME: sealed_page(writing.page, writing.contents, writing.volumes, own),
    }
    if own.count > 1:
        tags[bag.VOLUMES] = volume_list(writing.volumes)
    writer = ArchiveWriter(handle)
    for name in (bag.INFO, bag.DECLARED):
        writer.add(f"{own.folder}/{name}", len(tags[name]), [tags[name]])
    sm3 = _write_payload(writer, writing)
    if sm3:
        tags[bag.MANIFEST_SM3] = bag.manifest(sm3).encode()
    tags[bag.TAG_MANIFEST] = bag.manifest({name: sha256_hex(data) for name, data in tags.items()}).encode()
    for name in sorted(tags.keys() - {bag.INFO, bag.DECLARED}):
        writer.add(f"{own.folder}/{name}", len(tags[name]), [tags[name]])
    writer.close()


def _info(writing: Writing) -> str:
    contents, own = writing.contents, writing.own
    split = own.count > 1
    return bag.info(
        (
            ("Source-Organization", contents.office.name),
            ("Contact-Name", contents.office.contact),
            ("Contact-Phone", contents.office.phone),
            ("External-Identifier", contents.number),
            ("External-Description", f"验收销号申请包：{contents.task.title}"),
            ("Bagging-Date", contents.made_on.isoformat()),
            ("Payload-Oxum", f"{writing.total}.{len(own.payload)}"),
            ("Bag-Group-Identifier", f"{contents.number}-v{contents.version}" if split else ""),
            ("Bag-Count", f"{own.number} of {own.count}" if split else ""),
            ("Bag-Software-Agent", contents.program),
            ("Package-Version", str(contents.version)),
            ("Schema-Version", str(inventory.FORMAT_VERSION)),
            ("Seal-Code", own.code),
        )
    )


def _write_payload(writer: ArchiveWriter, writing: Writing) -> dict[str, str]:
    """Stream the payload; path -> SM3 where there is SM3."""
    total = 2 * writing.total
    done = 0
    sm3: dict[str, str] = {}
    with ThreadPoolExecutor(1) as beside:
        for path, item in sorted(writing.own.payload.items()):
            digests = Digests(beside)
            start = done

            def told(size: int, what: str = item.label or path, start: int = start) -> None:
                writing.report(start + size, total, f"写入：{what}")

            with opened(item) as source:
                blocks = digests.through(whole(item, source, told))
                writer.add(f"{writing.own.folder}/{bag.PAYLOAD}{path}", item.size, blocks)
            if digests.sha256 != item.sha256:
                raise changed(item)
            done += item.size
            sm3[f"{bag.PAYLOAD}{path}"] = digests.sm3
    return sm3 if HAS_SM3 else {}
