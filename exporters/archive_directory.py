"""The directory of a zip that may be hostile: its end records and its lines, taken only where they add up."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from exporters.archive import CENTRAL, COUNT_LIMIT, END, END64, LIMIT, LOCATOR

MAX_FILES = 200_000
MAX_DIRECTORY = 128 << 20


class ArchiveError(Exception):
    """The archive breaks a rule; ``file`` names the entry where one is known, the text is a Chinese sentence."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(message)
        self.file = file


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the central directory, its name still bytes."""

    raw: bytes
    made_by: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int


@dataclass(frozen=True, slots=True)
class End:
    """Where the central directory lies and how many lines it has; ``at`` is where the end records begin."""

    count: int
    start: int
    size: int
    at: int


def read_at(handle: BinaryIO, start: int, size: int) -> bytes:
    """Exactly ``size`` bytes from ``start``; ``ArchiveError`` where the file ends before."""
    handle.seek(start)
    found = handle.read(size)
    if len(found) != size:
        raise ArchiveError("压缩包不完整，后面的内容缺失。")
    return found


def find_end(handle: BinaryIO, total: int) -> End:
    """The end records; the directory must lie right before them and they must close the file."""
    tail_at = max(0, total - END.size - COUNT_LIMIT)
    tail = read_at(handle, tail_at, total - tail_at)
    found = tail.rfind(b"PK\5\6")
    while found >= 0:
        if found + END.size <= len(tail) and _comment_fits(tail, found):
            return _end(handle, tail_at + found, tail[found : found + END.size])
        found = tail.rfind(b"PK\5\6", 0, found)
    raise ArchiveError("这不是完整的 zip 压缩包，可能没有复制完或不是申请包。")


def _comment_fits(tail: bytes, at: int) -> bool:
    return at + END.size + END.unpack_from(tail, at)[7] == len(tail)


def _end(handle: BinaryIO, at: int, record: bytes) -> End:
    _, disk, first, here, count, size, start, _ = END.unpack(record)
    if disk or first or here != count:
        raise ArchiveError("不支持分卷的压缩包。")
    if count == COUNT_LIMIT or size == LIMIT or start == LIMIT:
        count, size, start, at = _end64(handle, at)
    if start + size != at:
        raise ArchiveError("压缩包的目录位置不对，可能被改动或夹带了内容。")
    if count > MAX_FILES or size > MAX_DIRECTORY:
        raise ArchiveError("压缩包内的文件太多。")
    return End(count, start, size, at)


def _end64(handle: BinaryIO, at: int) -> tuple[int, int, int, int]:
    if at < LOCATOR.size + END64.size:
        raise ArchiveError("压缩包的目录记录不完整。")
    mark, disk, where, disks = LOCATOR.unpack(read_at(handle, at - LOCATOR.size, LOCATOR.size))
    if mark != b"PK\6\7" or disk or disks != 1 or where != at - LOCATOR.size - END64.size:
        raise ArchiveError("压缩包的目录记录不完整。")
    found = END64.unpack(read_at(handle, where, END64.size))
    mark, length, _, _, disk, first, here, count, size, start = found
    if mark != b"PK\6\6" or length != END64.size - 12 or disk or first or here != count:
        raise ArchiveError("压缩包的目录记录不完整。")
    return count, size, start, where


def read_lines(directory: bytes, count: int) -> Iterator[Line]:
    """The ``count`` lines of the directory, which must fill it wholly."""
    at = 0
    for _ in range(count):
        if at + CENTRAL.size > len(directory):
            raise ArchiveError("压缩包的目录不完整。")
        fields = CENTRAL.unpack_from(directory, at)
        name_end = at + CENTRAL.size + fields[10]
        extra_end = name_end + fields[11]
        if fields[0] != b"PK\1\2" or extra_end + fields[12] > len(directory) or fields[13]:
            raise ArchiveError("压缩包的目录不完整。")
        yield _line(fields, directory[at + CENTRAL.size : name_end], directory[name_end:extra_end])
        at = extra_end + fields[12]
    if at != len(directory):
        raise ArchiveError("压缩包的目录里有多余的内容。")


def _line(fields: tuple, name: bytes, extra: bytes) -> Line:
    _, made_by, _, flags, method, time, date, crc, packed, size = fields[:10]
    mode, offset = fields[15], fields[16]
    wide = wide_numbers(extra, sum(value == LIMIT for value in (size, packed, offset)))
    size = wide.pop(0) if size == LIMIT else size
    packed = wide.pop(0) if packed == LIMIT else packed
    offset = wide.pop(0) if offset == LIMIT else offset
    return Line(name, made_by, flags, method, time, date, crc, packed, size, mode, offset)


def wide_numbers(extra: bytes, wanted: int) -> list[int]:
    """The first ``wanted`` numbers of the zip64 field."""
    at = 0
    while wanted and at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1 and length >= 8 * wanted and at + 4 + 8 * wanted <= len(extra):
            return list(struct.unpack_from(f"<{wanted}Q", extra, at + 4))
        at += 4 + length
    if wanted:
        raise ArchiveError("压缩包的大小记录不完整。")
    return []
