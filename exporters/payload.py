"""What goes into a package below ``data/``: the printed parts, the evidence, the machine-readable papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from data.domain.contents import PackageContents, WrittenPart
from data.domain.errors import UserError
from data.domain.model import Evidence, Report
from data.files import BLOCK, safe_name, sha256_of, translate_os_errors
from exporters import inventory
from exporters.digests import sha256_hex
from exporters.inventory import Paper


class WrittenForm(Protocol):
    """What a form says of the file it has written."""

    @property
    def pages(self) -> int:
        """Pages of the PDF."""
        ...


class PackageForm(Protocol):
    """One printed part: its title, the stem of its file name, and how it is written."""

    @property
    def file_stem(self) -> str:
        """File name without ending, order number first: ``02_申请表``."""
        ...

    @property
    def title(self) -> str:
        """The title where the profile gives no other."""
        ...

    @property
    def write(self) -> Callable[[PackageContents, Path], WrittenForm]:
        """Write the PDF of the contents to the path."""
        ...


OpenEvidence = Callable[[Evidence], BinaryIO]


COVER = "cover"


@dataclass(frozen=True, slots=True)
class Item:
    """One payload file: bytes and digest known beforehand, so that all texts of the bag can precede the stream."""

    size: int
    sha256: str
    open: Callable[[], BinaryIO]
    label: str = ""


def write_papers(
    contents: PackageContents, forms: Mapping[str, PackageForm], scratch: Path, report: Report
) -> tuple[Paper, ...]:
    """Write the PDF of every part the profile asks for into ``scratch``; given back in the profile's order.

    The cover is written last: its catalogue counts the pages and bytes of all the others.
    """
    papers: dict[str, Paper] = {}
    for at, key in enumerate(sorted(contents.parts, key=lambda key: key == COVER)):
        form = forms.get(key)
        if form is None:
            raise UserError(f"程序里没有“{key}”这一部分的版式。", "请检查地方规则文件里的申请包组成。")
        title = contents.titles.get(key, form.title)
        report(at, len(contents.parts), f"排版：{title}")
        path = scratch / f"{form.file_stem}.pdf"
        written = form.write(replace(contents, written=_listed(contents, papers)), path)
        papers[key] = Paper(key, title, path.name, written.pages, path.stat().st_size, sha256_of(path))
    return tuple(papers[key] for key in contents.parts)


def _listed(contents: PackageContents, papers: Mapping[str, Paper]) -> tuple[WrittenPart, ...]:
    done = (papers[key] for key in contents.parts if key in papers)
    return tuple(WrittenPart(paper.key, paper.title, paper.path, paper.pages, paper.size) for paper in done)


def payload_of(
    contents: PackageContents,
    papers: tuple[Paper, ...],
    scratch: Path,
    open_evidence: OpenEvidence,
    page_sha256: str,
) -> dict[str, Item]:
    """Every payload file: path below ``data/`` -> file. ``page_sha256`` is the digest of the checker page without its seal."""
    items: dict[str, Item] = {}
    for paper in papers:
        items[paper.path] = Item(paper.size, paper.sha256, partial(open, scratch / paper.path, "rb"))
    for part in contents.evidence:
        piece = part.evidence
        label = f"{part.number} {piece.title or piece.name}"
        items[part.path] = Item(piece.size, piece.sha256, partial(open_evidence, piece), label)
    machine = _text_item(inventory.package_json(contents, papers, page_sha256))
    items[inventory.JSON_NAME] = machine
    extra = {inventory.JSON_NAME: (machine.size, machine.sha256)}
    items[inventory.CSV_NAME] = _text_item(inventory.file_list(contents, papers, extra))
    items[inventory.XML_NAME] = _text_item(inventory.description(contents, papers))
    _check_paths(contents, items, len(papers) + len(contents.evidence) + 3)
    return items


def _check_paths(contents: PackageContents, items: Iterable[str], expected: int) -> None:
    """Names are made safe and unlike when contents are gathered; here it only must be so."""
    for path in (contents.folder, *items):
        if any(safe_name(piece) != piece for piece in path.split("/")):
            raise ValueError(f"unsafe path in the package: {path!r}")
    if len({path.casefold() for path in items}) != expected:
        raise ValueError("two files of the package share a path")


def _text_item(data: bytes) -> Item:
    return Item(len(data), sha256_hex(data), lambda: BytesIO(data))


# ---------------------------------------------------------------- reading


def opened(item: Item) -> BinaryIO:
    """The open file; evidence that is gone is a ``UserError`` naming it."""
    with _naming(item):
        return item.open()


def whole(item: Item, source: BinaryIO, told: Callable[[int], None]) -> Iterator[bytes]:
    """Exactly ``item.size`` bytes of the source in blocks; a longer or shorter file has been changed."""
    done = 0
    while block := _block(item, source):
        done += len(block)
        if done > item.size:
            break
        yield block
        told(done)
    if done != item.size:
        raise changed(item)


def changed(item: Item) -> UserError:
    """The sentence for evidence that is not what was attached."""
    return UserError(
        f"佐证材料“{item.label}”的内容与入库时不一致，已停止导出。",
        "请从备份或原始位置重新添加这份材料，再生成申请包；没有写出任何文件。",
    )


def _block(item: Item, source: BinaryIO) -> bytes:
    with _naming(item):
        return source.read(BLOCK)


@contextmanager
def _naming(item: Item) -> Iterator[None]:
    try:
        with translate_os_errors(f"佐证材料“{item.label}”"):
            yield
    except UserError as fault:
        if not isinstance(fault.__cause__, FileNotFoundError):
            raise
        raise UserError(
            f"佐证材料“{item.label}”的文件缺失，已停止导出。",
            "请从备份或原始位置重新添加这份材料，再生成申请包；没有写出任何文件。",
        ) from fault
