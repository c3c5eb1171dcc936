"""Files made for the reading tests: ordinary ones of every format, and hostile ones."""

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def workbook(path: Path, rows: Iterable[Iterable[object]], sheet: str = "清单") -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def altered(source: Path, target: Path, parts: dict[str, bytes]) -> Path:
    """The zip at ``source`` with some entries replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return target


def with_sheet_data(source: Path, target: Path, data: str, before: str = "", after: str = "") -> Path:
    """The workbook with its first sheet's XML written by hand."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{data}</sheetData>{after}</worksheet>"
    )
    return altered(source, target, {"xl/worksheets/sheet1.xml": xml.encode()})


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A minimal OLE compound file (version 3) with these streams, each padded past the mini-stream limit."""
    sectors: list[bytes] = []
    fat: list[int] = [_FAT]
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(4096, b"\0")
        start = 1 + len(sectors)
        blocks = [padded[at : at + 512].ljust(512, b"\0") for at in range(0, len(padded), 512)]
        sectors += blocks
        fat += [*range(start + 1, start + len(blocks)), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, start, len(padded), right=right))
    directory = 1 + len(sectors)
    listed = b"".join(entries)
    listed += bytes(-len(listed) % 512)
    for at in range(0, len(listed), 512):
        sectors.append(listed[at : at + 512])
        fat.append(directory + at // 512 + 1)
    fat[-1] = _END
    fat += [_FREE] * (128 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, directory, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack("<128I", *fat) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        raw, len(raw), kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


def zip_of(parts: dict[str, bytes]) -> bytes:
    """A zip archive's bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
