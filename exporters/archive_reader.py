"""Reading a zip that may be hostile: only what its bytes prove, nothing unpacked to disk, nothing trusted twice.

Python's own ``zipfile`` forgives too much here: it allows bytes between entries, entries that overlap,
and headers that contradict the directory.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from data.files import BLOCK
from exporters.archive import (
    DATE_1980,
    DEFLATED,
    LIMIT,
    LOCAL,
    MADE_BY,
    STORED,
    Entry,
    central_header,
    end_records,
    local_header,
)
from exporters.archive_directory import ArchiveError, End, Line, find_end, read_at, read_lines, wide_numbers
from exporters.archive_names import check_names, read_names

MAX_RATIO = 200
RATIO_FROM = 20 << 20

_ENCRYPTED = 0x2041
_DESCRIPTOR = 0x8


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as the archive holds it: name, how packed, CRC-32, sizes, where its header and its bytes begin."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    start: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose structure is sound. ``ours`` where it is in our own layout, byte for byte."""

    files: tuple[Packed, ...]
    ours: bool
    encoding: str = "utf-8"


def read_archive(handle: BinaryIO) -> Archive:
    """The files of a zip; ``ArchiveError`` where its structure leaves any doubt.

    Refuses: bytes that belong to nothing, overlaps, headers unlike the directory, links, passwords, names that are
    unsafe or alike, claimed sizes out of proportion. An archive in our layout must match it in every byte.
    """
    total = handle.seek(0, 2)
    end = find_end(handle, total)
    lines = list(read_lines(read_at(handle, end.start, end.size), end.count))
    ours = any((line.made_by, line.date, line.time) == (MADE_BY, DATE_1980, 0) for line in lines)
    encoding, names = read_names(lines)
    check_names(names)
    files = []
    reached = 0
    for line, name in sorted(zip(lines, names, strict=True), key=lambda pair: pair[0].offset):
        if line.offset != reached:
            raise ArchiveError("压缩包内有重叠的文件或不属于任何文件的内容。", name)
        packed, reached = _entry(handle, line, name, end.start)
        files.append(packed)
    if reached != end.start:
        raise ArchiveError("压缩包内有不属于任何文件的内容。")
    if ours:
        _check_layout(handle, files, end, total)
    return Archive(tuple(file for file in files if not file.name.endswith("/")), ours, encoding)


def blocks(handle: BinaryIO, file: Packed) -> Iterator[bytes]:
    """The bytes of one file in blocks; ``ArchiveError`` after the last one where size or CRC-32 differ."""
    source = _raw(handle, file) if file.method == STORED else _inflated(handle, file)
    crc = size = 0
    for block in source:
        crc = zlib.crc32(block, crc)
        size += len(block)
        yield block
    if size != file.size or crc != file.crc:
        raise ArchiveError("内容已损坏，与压缩包内的校验值不符。", file.name)


def _raw(handle: BinaryIO, file: Packed) -> Iterator[bytes]:
    handle.seek(file.start)
    left = file.packed
    while left:
        block = handle.read(min(BLOCK, left))
        if not block:
            raise ArchiveError("压缩包不完整，后面的内容缺失。", file.name)
        left -= len(block)
        yield block


def _inflated(handle: BinaryIO, file: Packed) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    try:
        for packed in _raw(handle, file):
            while packed and not inflate.eof:
                block = inflate.decompress(packed, BLOCK)
                packed = inflate.unconsumed_tail
                size += len(block)
                if size > file.size:
                    raise ArchiveError("展开后的大小超过声明的大小。", file.name)
                yield block
    except zlib.error as fault:
        raise ArchiveError("压缩数据已损坏。", file.name) from fault
    if not inflate.eof or inflate.unused_data:
        raise ArchiveError("压缩数据不完整。", file.name)


# ---------------------------------------------------------------- entries


def _entry(handle: BinaryIO, line: Line, name: str, limit: int) -> tuple[Packed, int]:
    """The file a directory line speaks of, checked against its own header, and where the next header must begin."""
    _check_kind(line, name)
    fixed = LOCAL.unpack(read_at(handle, line.offset, LOCAL.size))
    mark, _, flags, method, time, date, crc, packed, size, name_size, extra_size = fixed
    rest = read_at(handle, line.offset + LOCAL.size, name_size + extra_size)
    same = (flags, method, time, date) == (line.flags, line.method, line.time, line.date)
    if mark != b"PK\3\4" or rest[:name_size] != line.raw or not same:
        raise ArchiveError("压缩包的目录与文件记录不一致，可能被改动。", name)
    wide = wide_numbers(rest[name_size:], (size == LIMIT) + (packed == LIMIT))
    size = wide.pop(0) if size == LIMIT else size
    packed = wide.pop(0) if packed == LIMIT else packed
    later = flags & _DESCRIPTOR and (crc, packed, size) == (0, 0, 0)
    if not later and (crc, packed, size) != (line.crc, line.packed, line.size):
        raise ArchiveError("压缩包的目录与文件记录不一致，可能被改动。", name)
    start = line.offset + LOCAL.size + name_size + extra_size
    reached = start + line.packed
    if reached > limit:
        raise ArchiveError("压缩包不完整，后面的内容缺失。", name)
    if flags & _DESCRIPTOR:
        reached += _descriptor(handle, line, reached, name)
    return Packed(name, method, line.crc, line.packed, line.size, line.offset, start), reached


def _check_kind(line: Line, name: str) -> None:
    if line.flags & _ENCRYPTED:
        raise ArchiveError("压缩包设了密码，请让对方去掉密码后重新发送。", name)
    if line.method not in (STORED, DEFLATED):
        raise ArchiveError("压缩包用了不支持的压缩方式。", name)
    if line.method == STORED and line.packed != line.size:
        raise ArchiveError("压缩包的大小记录互相矛盾。", name)
    if line.size > RATIO_FROM and line.size > MAX_RATIO * max(line.packed, 1):
        raise ArchiveError("展开后的大小不合情理，可能是压缩炸弹。", name)
    kind = line.mode >> 28 if line.made_by >> 8 == 3 else 0
    if kind not in (0, 4, 8) or (kind and (kind == 4) != name.endswith("/")):
        raise ArchiveError("压缩包内有链接或特殊文件。", name)
    if name.endswith("/") and line.size:
        raise ArchiveError("压缩包内的文件夹带有内容。", name)


def _descriptor(handle: BinaryIO, line: Line, at: int, name: str) -> int:
    """The length of the record some tools put behind the bytes; it must say what the directory says."""
    handle.seek(at)
    found = handle.read(24)
    for form in ("<4s3I", "<4sI2Q", "<3I", "<I2Q"):
        size = struct.calcsize(form)
        mark = (b"PK\7\x08",) if "s" in form else ()
        if "Q" not in form and max(line.packed, line.size) >= LIMIT:
            continue
        if found[:size] == struct.pack(form, *mark, line.crc, line.packed, line.size):
            return size
    raise ArchiveError("压缩包的目录与文件记录不一致，可能被改动。", name)


def _check_layout(handle: BinaryIO, files: list[Packed], end: End, total: int) -> None:
    """Every header byte must be what our writer would have put there: a changed date or mark is a changed file."""
    entries = [Entry(file.name, file.crc, file.size, file.offset) for file in files]
    for entry, file in zip(entries, files, strict=True):
        header = local_header(entry)
        if file.method != STORED or read_at(handle, entry.offset, file.start - entry.offset) != header:
            raise ArchiveError("文件记录被改动过。", file.name)
    directory = b"".join(map(central_header, entries))
    closing = directory + end_records(len(entries), end.start, len(directory))
    if read_at(handle, end.start, total - end.start) != closing:
        raise ArchiveError("压缩包的目录被改动过。")
