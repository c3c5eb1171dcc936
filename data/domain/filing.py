"""The file of one matter (一事一档): its pieces as an archive counts them, their numbers after DA/T 22-2015, their sheets.

The year in a number is that in which the matter was first closed: what belongs to one matter is filed together (DA/T 22-2015
排列), what a rebound adds later as well. Before that day nobody knows the year, so a matter still open carries no numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from data.domain.contents import PackageContents

RETENTIONS = {"永久": "Y", "30年": "D30", "10年": "D10"}
"""Retention periods (保管期限, 国家档案局令第8号) and their codes."""

DEFAULT_RETENTION = "30年"


@dataclass(frozen=True, slots=True)
class ArchiveCodes:
    """What the archive gave the office: fonds number (全宗号), the code of the unit or subject (机构代码), the category."""

    fonds: str = ""
    unit: str = ""
    category: str = "WS"

    @property
    def known(self) -> bool:
        """Whether numbers can be made."""
        return bool(self.fonds and self.unit)

    def prefix(self, year: int, retention: str) -> str:
        """What stands before the piece number: ``0194-WS·2026-D30-ZGB``."""
        return f"{self.fonds}-{self.category}·{year}-{RETENTIONS[retention]}-{self.unit}"


def archive_number(prefix: str, number: int) -> str:
    """The archive number (档号): ``0194-WS·2026-D30-ZGB-0001``."""
    return f"{prefix}-{number:04d}"


def own_title(words: str) -> str:
    """A title the office made itself, since the paper has none: in square brackets (DA/T 22-2015 编目)."""
    return f"[{words}]"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table of a sheet: heading, column titles with their share of the width, rows of text."""

    heading: str
    head: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet printed for the file: title, tables, and a line below them."""

    title: str
    tables: tuple[SheetTable, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file copied as it is. With ``sha256`` it must still have these bytes."""

    name: str
    open: Callable[[], BinaryIO]
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """One piece (件): what the catalogue says of it, and what lies in its folder.

    ``key`` tells it from the other pieces of its matter for good; ``number`` is the archive number, "" while the office
    has no codes; ``forms`` are keys of printed forms, ``sheets`` are printed as they stand, ``files`` copied.
    """

    key: str
    title: str
    retention: str
    responsible: str = ""
    document_number: str = ""
    dated: date | None = None
    secrecy: str = ""
    pages: int | None = None
    remark: str = ""
    number: str = ""
    sheets: tuple[Sheet, ...] = ()
    forms: tuple[str, ...] = ()
    files: tuple[ArchiveFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FileLedger:
    """The whole file of one task, ready to be written; ``contents`` is what its printed forms are made from.

    ``year`` is that of the numbers; None while the matter is open, which leaves them blank.
    """

    folder: str
    title: str
    made_on: date
    year: int | None
    codes: ArchiveCodes
    contents: PackageContents
    items: tuple[ArchiveItem, ...]
