"""The one zip layout packages are written in: stored, dated 1980, UTF-8 names, zip64 where needed, every byte fixed.

The same functions make the headers when writing and tell, when verifying, what each header byte must be.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

LIMIT = 0xFFFFFFFF
COUNT_LIMIT = 0xFFFF
STORED = 0
DEFLATED = 8
UTF8_FLAG = 0x800
DATE_1980 = 0x21
MADE_BY = (3 << 8) | 45
FILE_MODE = 0o100644 << 16

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
END64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR = struct.Struct("<4sIQI")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive as our layout stores it: full name, CRC-32, size, and where its header begins."""

    name: str
    crc: int
    size: int
    offset: int

    @property
    def end(self) -> int:
        """Where the next header begins."""
        return self.offset + len(local_header(self)) + self.size


def local_header(entry: Entry) -> bytes:
    """The header before the bytes of ``entry``."""
    name = entry.name.encode()
    big = entry.size >= LIMIT
    extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.size) if big else b""
    size = LIMIT if big else entry.size
    need = 45 if big else 20
    flags = 0 if entry.name.isascii() else UTF8_FLAG
    fixed = (b"PK\3\4", need, flags, STORED, 0, DATE_1980, entry.crc, size, size, len(name), len(extra))
    return LOCAL.pack(*fixed) + name + extra


def central_header(entry: Entry) -> bytes:
    """The line of the central directory for ``entry``."""
    name = entry.name.encode()
    big = [entry.size, entry.size] if entry.size >= LIMIT else []
    far = [entry.offset] if entry.offset >= LIMIT else []
    wide = big + far
    extra = struct.pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    size, offset = (LIMIT if big else entry.size), (LIMIT if far else entry.offset)
    need = 45 if wide else 20
    flags = 0 if entry.name.isascii() else UTF8_FLAG
    head = (
        b"PK\1\2",
        MADE_BY,
        need,
        flags,
        STORED,
        0,
        DATE_1980,
        entry.crc,
        size,
        size,
        len(name),
        len(extra),
    )
    return CENTRAL.pack(*head, 0, 0, 0, FILE_MODE, offset) + name + extra


def end_records(count: int, start: int, size: int) -> bytes:
    """The records that close an archive whose central directory of ``count`` lines begins at ``start``."""
    tail = b""
    if count >= COUNT_LIMIT or start >= LIMIT or size >= LIMIT:
        tail = END64.pack(b"PK\6\6", END64.size - 12, MADE_BY, 45, 0, 0, count, count, size, start)
        tail += LOCATOR.pack(b"PK\6\7", 0, start + size, 1)
    few = min(count, COUNT_LIMIT)
    return tail + END.pack(b"PK\5\6", 0, 0, few, few, min(size, LIMIT), min(start, LIMIT), 0)


class ArchiveWriter:
    """Writes files into a seekable handle in our layout, each in one pass, holding one block in memory."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._entries: list[Entry] = []
        self._at = handle.tell()

    def add(self, name: str, size: int, blocks: Iterable[bytes]) -> None:
        """Store ``blocks``, which must come to ``size`` bytes, as ``name``."""
        entry = Entry(name, 0, size, self._at)
        self._handle.write(local_header(entry))
        crc = written = 0
        for block in blocks:
            crc = zlib.crc32(block, crc)
            written += self._handle.write(block)
        if written != size:
            raise ValueError(f"{name}: {written} bytes instead of {size}")
        entry = replace(entry, crc=crc)
        self._handle.seek(entry.offset)
        self._handle.write(local_header(entry))
        self._handle.seek(entry.end)
        self._entries.append(entry)
        self._at = entry.end

    def close(self) -> int:
        """Write the central directory; the size of the whole archive."""
        size = sum(self._handle.write(central_header(entry)) for entry in self._entries)
        tail = end_records(len(self._entries), self._at, size)
        self._handle.write(tail)
        self._handle.flush()
        return self._at + size + len(tail)
