"""What a file is, told from its first bytes and its zip directory, before anything inside it is parsed."""

import io
import os
import struct
import zipfile
from enum import Enum
from pathlib import Path, PurePosixPath

import olefile

from data.domain.errors import UserError
from data.domain.model import RowProblem

MAX_FILE = 200 * 2**20
MAX_UNPACKED = 400 * 2**20
MAX_PART = 250 * 2**20
MAX_PARTS = 5000
MAX_RATIO = 200
RATIO_FROM = 20 * 2**20
"""Below this unpacked size a high ratio is ordinary: repetitive small sheets pack very well."""

_SAVE_AGAIN = "请用 WPS 或 Excel 打开后“另存为 .xlsx”，再导入新文件。"
_COPY_AGAIN = "请从原来的位置重新复制一次；若还是不行，请在原电脑上打开后另存一份。"

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"%PDF",
        "这是 PDF 文件，不是表格。",
        "请向发文单位要电子表格（.xlsx）或 Word 版；没有的，请先转成表格再导入。",
    ),
    (b"Rar!\x1a\x07", "这是 RAR 压缩包，不是表格。", "请先解压，再导入里面的表格文件。"),
    (b"7z\xbc\xaf'\x1c", "这是 7z 压缩包，不是表格。", "请先解压，再导入里面的表格文件。"),
    (b"\x1f\x8b", "这是 gz 压缩包，不是表格。", "请先解压，再导入里面的表格文件。"),
    (b"\xff\xd8\xff", "这是一张照片（JPG），不是表格。", "请向发文单位要电子表格；照片可作为佐证材料添加。"),
    (b"\x89PNG", "这是一张图片（PNG），不是表格。", "请向发文单位要电子表格；图片可作为佐证材料添加。"),
    (b"GIF8", "这是一张图片（GIF），不是表格。", "请向发文单位要电子表格；图片可作为佐证材料添加。"),
    (b"BM", "这是一张图片（BMP），不是表格。", "请向发文单位要电子表格；图片可作为佐证材料添加。"),
    (b"II*\x00", "这是扫描图片（TIFF），不是表格。", "请向发文单位要电子表格；扫描件可作为佐证材料添加。"),
    (b"MM\x00*", "这是扫描图片（TIFF），不是表格。", "请向发文单位要电子表格；扫描件可作为佐证材料添加。"),
    (b"{\\rtf", "这是 RTF 文档，不能直接读取。", "请用 WPS 或 Word 打开后“另存为 .docx”，再导入新文件。"),
    (b"MZ", "这是一个程序，不是表格。", "请不要打开来历不明的程序，并核对是否选错了文件。"),
    (b"SQLite format 3\x00", "这是数据库文件，不是表格。", "请核对是否选错了文件。"),
)


class Kind(Enum):
    """The kinds of file that can be read as tables."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    TEXT = "text"


def check_path(path: Path) -> tuple[RowProblem, ...]:
    """Promise that the file is there and may be read; else a UserError that says why.

    A workbook open in another program but readable is no error: the returned problem tells of it.
    """
    lock = _lock_beside(path)
    try:
        if path.is_dir():
            raise UserError(f"“{path.name}”是文件夹，不是文件。", "请打开文件夹，选择里面的表格文件。")
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except FileNotFoundError:
        raise UserError(
            f"找不到文件“{path.name}”。", "文件可能已被移动、改名或U盘已拔出，请重新选择。"
        ) from None
    except PermissionError:
        raise _denied(path, lock) from None
    except (OSError, ValueError):
        raise UserError(
            f"文件“{path.name}”读不出来。", "请检查U盘或网络盘是否连好，再重新选择文件。"
        ) from None
    if not path.is_file():
        raise UserError(f"“{path.name}”不是普通文件。", "请选择表格文件。")
    _check_size(path.name, size)
    return (_open_elsewhere(path.name),) if lock else ()


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of table file ``data`` is, by its content only; ``name`` is for the messages.

    Raises UserError for what cannot or must not be opened: encrypted, cut off, foreign, swollen.
    """
    _check_size(name, len(data))
    head = data[:4096]
    if head.startswith(_OLE):
        return _kind_of_ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    for magic, title, advice in _FOREIGN:
        if head.startswith(magic) and _is_binary_or_long(magic, head):
            raise UserError(title, advice)
    _refuse_markup(head)
    if not _looks_like_text(head):
        raise UserError("不认识这种文件，读不出表格。", _SAVE_AGAIN)
    return Kind.TEXT


def notes_on(data: bytes) -> tuple[tuple[str, str], ...]:
    """What a person should know about an Office file's other contents: (code, Chinese sentence) each."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [part_name(name) for name in archive.namelist()]
    notes: list[tuple[str, str]] = []
    if any(name.endswith("vbaproject.bin") for name in names):
        notes.append(("macros", "文件里有宏；程序不会运行宏，只读取表格内容。"))
    if any("/externallinks/" in name for name in names):
        notes.append(("external_links", "表格引用了别的文件；程序只读取保存时的数值，请核对是否最新。"))
    if "xl/connections.xml" in names:
        notes.append(("connections", "表格连接了外部数据；程序不会联网刷新，只读取保存时的数值。"))
    return tuple(notes)


def part_name(name: str) -> str:
    """A zip entry's name as Office compares names: lower case, forward slashes, no leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def lock_names(name: str) -> tuple[str, ...]:
    """The lock files Excel, WPS and LibreOffice leave beside an open workbook called ``name``."""
    return (f"~${name}", f".~{name}", f"~${name[2:]}", f".~lock.{name}#")


def _lock_beside(path: Path) -> bool:
    try:
        return any(os.path.lexists(path.with_name(lock)) for lock in lock_names(path.name))
    except (OSError, ValueError):
        return False


def _open_elsewhere(name: str) -> RowProblem:
    message = f"“{name}”正在别的程序（WPS 或 Excel）里打开；读到的是上次保存的内容，没有保存的改动不在其中。"
    return RowProblem("info", "open_elsewhere", "", "", message)


def _denied(path: Path, lock: bool) -> UserError:
    # Windows says "permission denied" also for a file another program holds open for itself alone.
    if lock or os.name == "nt":
        return UserError(f"文件“{path.name}”正被别的程序占用。", "请在 WPS 或 Excel 里保存并关闭它，再导入。")
    return UserError(f"没有权限读取“{path.name}”。", "请把文件复制到自己的文件夹里，或请管理员开放读取权限。")


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise UserError(f"文件“{name}”是空的（0 字节）。", "可能是U盘拔出过早或复制没有完成，请重新复制。")
    if size > MAX_FILE:
        title = f"文件“{name}”有 {size / 2**20:.0f} MB，超过 {MAX_FILE >> 20} MB。"
        raise UserError(title, "请删去里面的图片，或按年度、乡镇拆开后再导入。")


def _kind_of_ole(data: bytes) -> Kind:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {entry[0].lower() for entry in ole.listdir() if len(entry) == 1}
            storages = {entry[0].lower() for entry in ole.listdir(streams=False, storages=True)}
    except MemoryError:
        raise
    except Exception:
        # olefile raises whatever its parsing trips over; to the person it is one and the same thing.
        raise UserError("文件已损坏，读不出来。", _COPY_AGAIN) from None
    if "encryptedpackage" in streams or "\x06dataspaces" in storages:
        raise UserError(
            "这个文件设了打开密码。", "请用 WPS 或 Excel 输入密码打开，取消密码后另存为 .xlsx，再导入。"
        )
    if streams & {"workbook", "book"}:
        return Kind.XLS
    if "worddocument" in streams:
        raise UserError(
            "这是旧式 Word 文档（.doc），不能直接读取。",
            "请用 WPS 或 Word 打开后“另存为 .docx”，再导入新文件。",
        )
    raise UserError("这不是表格文件，可能是改了扩展名。", _SAVE_AGAIN)


def _kind_of_zip(data: bytes) -> Kind:
    _check_entry_count(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {part_name(entry.filename) for entry in entries}
            _check_entries(entries, len(data))
            mimetype = _start_of(archive, "mimetype")
    except (UserError, MemoryError):
        raise
    except Exception:
        # zipfile raises a dozen kinds on hostile bytes (BadZipFile, NotImplementedError, ValueError, zlib.error …).
        raise UserError("文件不完整或已损坏。", _COPY_AGAIN) from None
    return _kind_of_parts(names, mimetype)


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as entry:
        return entry.read(100)


def _kind_of_parts(names: set[str], mimetype: bytes) -> Kind:
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise UserError("这是 OpenDocument 文档，不是表格。", "请另存为 .xlsx 或 .docx，再导入新文件。")
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.bin" in names:
        raise UserError("这是 .xlsb 二进制表格，不能直接读取。", _SAVE_AGAIN)
    if any(name.startswith("ppt/") for name in names):
        raise UserError("这是演示文稿（PPT），不是表格。", "请核对是否选错了文件。")
    if any(PurePosixPath(name).suffix in (".xlsx", ".xls", ".et", ".csv", ".docx") for name in names):
        raise UserError("这是压缩包，不是表格。", "请先解压，再导入里面的表格文件。")
    if "[content_types].xml" in names:
        raise UserError("文件里没有工作簿。", _SAVE_AGAIN)
    raise UserError("这是压缩包，里面没有表格。", "请核对是否选错了文件。")


def _check_entry_count(data: bytes) -> None:
    # Before zipfile builds an object per entry: the directory's own count, from its end record.
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        raise UserError("文件不完整，后半截丢了。", _COPY_AGAIN)
    count, directory = struct.unpack_from("<HI", data, end + 10)
    if count > MAX_PARTS or directory > 2**24:
        raise UserError("文件内部结构异常（部件过多），已拒绝打开。", _SAVE_AGAIN)


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserError("这个文件带密码。", "请先用密码解开，再导入里面的表格文件。")
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    swollen = total > RATIO_FROM and total > MAX_RATIO * size
    if total > MAX_UNPACKED or largest > MAX_PART or swollen or len(entries) > MAX_PARTS:
        raise UserError(
            f"文件展开后有 {total / 2**20:.0f} MB，不正常，已拒绝打开。",
            "请在 WPS 或 Excel 里删除多余的空白行列和图片后另存，再导入。",
        )


def _is_binary_or_long(magic: bytes, head: bytes) -> bool:
    # "BM" and "MZ" also begin ordinary words; a real image or program has NUL bytes in its head.
    return len(magic) > 3 or magic == b"\xff\xd8\xff" or b"\x00" in head


def _refuse_markup(head: bytes) -> None:
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")):
        raise UserError("这是网页改名成的表格（有的系统导出的就是这样）。", _SAVE_AGAIN)
    if text.startswith(b"<?xml") or text.startswith(b"<workbook"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
            raise UserError("这是 XML 表格 2003 格式，不能直接读取。", _SAVE_AGAIN)
        if b"<html" in text or b"<table" in text:
            raise UserError("这是网页改名成的表格（有的系统导出的就是这样）。", _SAVE_AGAIN)
        raise UserError("这是 XML 文件，不是表格。", "请核对是否选错了文件。")
    if text.startswith(b"mime-version"):
        raise UserError("这是“单一网页”（MHT）格式，不能直接读取。", _SAVE_AGAIN)


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.count(0) > len(head) // 8:
        # UTF-16 without its mark: the high bytes of ASCII and line breaks are NULs on one side only.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return (even == 0) != (odd == 0)
    control = sum(head.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return control <= len(head) // 100
