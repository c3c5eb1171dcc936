"""The bytes of scanned forms kept as signed parts (签字件): exactly those that were read, and only the pages of these forms."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report
from data.domain.scans import MatchedForm, PageKey, Placed, ScannedPage
from data.domain.signed import Sheet, SignatureCheck, SignedPart
from data.files import sha256_of, translate_os_errors
from data.intake import scan
from data.store import evidence
from data.store.workspace import Workspace

Checks = Mapping[str, tuple[SignatureCheck, ...]]
"""The certificate signatures found in each file, by its SHA-256."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a scanned page lies in the workspace: in which file, at which place of how many."""

    sha256: str
    size: int
    index: int
    pages: int


def keep_forms(
    ws: Workspace, matched: Sequence[MatchedForm], checks: Checks, report: Report
) -> tuple[SignedPart, ...]:
    """These forms as signed parts, their bytes copied into the workspace; no row names them yet.

    ``UserError`` where a file was written over since it was read.
    """
    files: dict[str, list[ScannedPage]] = {}
    for form in matched:
        for sheet in form.sheets:
            files.setdefault(sheet.scan.sha256, []).append(sheet.scan)
    kept: dict[PageKey, _Kept] = {}
    for sha256, pages in files.items():
        kept |= _keep_pages(ws, pages, bool(checks.get(sha256)), report)
    return tuple(
        SignedPart(
            form=form.expected.form,
            version=form.expected.version,
            code=form.expected.code,
            on=ws.today,
            sheets=tuple(_sheet(sheet, kept[sheet.scan.key]) for sheet in form.sheets),
            checks=tuple(
                check
                for sha256 in dict.fromkeys(sheet.scan.sha256 for sheet in form.sheets)
                for check in checks.get(sha256, ())
            ),
        )
        for form in matched
    )


def _sheet(placed: Placed, kept: _Kept) -> Sheet:
    name = Path(placed.scan.source).name
    return Sheet(placed.page, kept.sha256, kept.size, name, kept.index, placed.how, kept.pages)


def _keep_pages(
    ws: Workspace, pages: Sequence[ScannedPage], whole: bool, report: Report
) -> dict[PageKey, _Kept]:
    """The pages of one file kept, without the file's other pages unless it must stay ``whole``."""
    source = Path(pages[0].source)
    total, indexes = pages[0].pages, sorted({page.index for page in pages})
    with tempfile.TemporaryDirectory(prefix="zgt-") as scratch:
        # Copied first and compared then: a scanner may write over its file at any moment.
        read = Path(scratch) / source.name
        with translate_os_errors("扫描件"):
            shutil.copyfile(source, read)
            if sha256_of(read) != pages[0].sha256:
                raise UserError(f"“{source.name}”读过以后内容变了，没有收。", "请把它再放进来一次。")
            if whole or len(indexes) == total or source.suffix.lower() not in scan.PARTABLE:
                indexes = list(range(total))
            else:
                (Path(scratch) / "taken").mkdir()
                taken = Path(scratch) / "taken" / source.name
                scan.only_pages(read, indexes, taken)
                read = taken
        sha256, size = evidence.keep(ws, read, report)
    return {page.key: _Kept(sha256, size, indexes.index(page.index), len(indexes)) for page in pages}
