"""Files on disk: written as if power fails, hashed in blocks, named so that any PC can keep them."""

import errno
import hashlib
import os
import re
import time
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from data.domain.errors import UserError
from data.domain.model import Report, no_report

BLOCK = 1 << 20
NAME_LIMIT = 100
LITTER = ("thumbs.db", "desktop.ini", ".ds_store")
"""What systems leave lying about in folders; nobody means these."""

_REPLACE_TRIES = 8
_FIRST_WAIT = 0.05

_FORBIDDEN = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{device}{n}" for device in ("com", "lpt") for n in "0123456789¹²³"
}
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 16
_CODE_PRIME = 31


# ---------------------------------------------------------------- writing


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Write ``path`` whole or not at all: a file beside the target, made durable, then renamed over it.

    The handle can be read and sought as well, so that a writer may check what it wrote before the rename.
    """
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with open(part, "x+b") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        replace(part, path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def copy_whole(source: Path, target: Path, report: Report = no_report) -> None:
    """A copy of its own of ``source``, whole or not at all, with progress in bytes."""
    with open(source, "rb") as there, atomic_write(target) as copy:
        total, done = os.fstat(there.fileno()).st_size, 0
        while block := there.read(BLOCK):
            copy.write(block)
            done += len(block)
            report(done, total, source.name)


def free_path(path: Path) -> Path:
    """The path, or with a number before its suffix where something of that name is there."""
    tries = (path.with_stem(f"{path.stem}{at}") if at > 1 else path for at in range(1, 10_000))
    return next(each for each in tries if not each.exists())


def replace(source: Path, target: Path) -> None:
    """Rename over ``target``; waits up to 6.4 s where another program (antivirus, WPS) holds it open."""
    wait = _FIRST_WAIT
    for _ in range(_REPLACE_TRIES - 1):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if os.name != "nt" and not os.access(target.parent, os.W_OK):
                raise
            time.sleep(wait)
            wait *= 2
    os.replace(source, target)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable; Windows keeps no handle for it and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def all_or_none(folder: Path, stem: str) -> Iterator[None]:
    """Files of ``folder`` that begin with ``stem`` appear all or not at all: on a fault the new ones are taken away again."""
    before = set(_named(folder, stem))
    try:
        yield
    except BaseException:
        for path in set(_named(folder, stem)) - before:
            with suppress(OSError):
                path.unlink()
        raise


def _named(folder: Path, stem: str) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(stem)]


# ---------------------------------------------------------------- hashing


def sha256_of(path: Path, report: Report = no_report) -> str:
    """The SHA-256 of a file as lower-case hex, read in blocks with progress in bytes."""
    digest = hashlib.sha256()
    with open(path, "rb") as source:
        total = os.fstat(source.fileno()).st_size
        done = 0
        while block := source.read(BLOCK):
            digest.update(block)
            done += len(block)
            report(done, total, path.name)
    return digest.hexdigest()


def short_code(hexdigest: str) -> str:
    """The code people compare on paper (校验码), ``XXXX-XXXX-XXXX-XXXX-X``.

    80 bits of a SHA-256 and a check letter. Crockford base32, so no letter is mistaken for a digit;
    80 bits because 40 could be forged.
    """
    number = int(hexdigest, 16) >> (4 * len(hexdigest) - 5 * _CODE_LENGTH)
    letters = ""
    for _ in range(_CODE_LENGTH):
        number, digit = divmod(number, 32)
        letters = _CODE_LETTERS[digit] + letters
    letters += _check_letter(letters)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def check_code(typed: str) -> str | None:
    """The code as printed, for what a person typed (spaces, lower case, O for 0, I or L for 1), or None."""
    letters = code_letters(typed)
    if len(letters) != _CODE_LENGTH + 1 or any(letter not in _CODE_LETTERS for letter in letters):
        return None
    if _check_letter(letters[:-1]) != letters[-1]:
        return None
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def code_letters(typed: str) -> str:
    """The letters of a typed code as the printed one has them, without blanks and dashes; nothing is checked."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(str.maketrans("OIL", "011"))
    return re.sub(r"[\s\-—–]", "", plain)


def _check_letter(letters: str) -> str:
    """Weighted by position under a prime, so that a wrong letter and two swapped ones are both seen."""
    total = sum((at + 1) * _CODE_LETTERS.index(letter) for at, letter in enumerate(letters))
    return _CODE_LETTERS[total % _CODE_PRIME]


# ---------------------------------------------------------------- names


def safe_name(text: str, limit: int = NAME_LIMIT, ascii_only: bool = False) -> str:
    """A file name any PC and archiver keeps: NFC, nothing Windows refuses, at most ``limit`` UTF-16 units.

    Readable Chinese stays; a short extension survives shortening; never empty. ``%`` goes too (BagIt).
    ``ascii_only`` leaves nothing but plain letters, digits and ``._-``.
    """
    name = unicodedata.normalize("NFC", text)
    name = _FORBIDDEN.sub("_", name.encode("utf-16-le", "replace").decode("utf-16-le"))
    if ascii_only:
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", unicodedata.normalize("NFKD", name))
    name = re.sub(r"\s+", " ", name).strip()
    name = _shorten(name.lstrip(" ").rstrip(" ."), limit)
    if is_reserved(name):
        name = _shorten(f"_{name}", limit)
    return name or "_"


def readable(name: str) -> str:
    """A file's name as text: NFC, and a name in another encoding (from a Chinese Windows, on Linux) read as GB 18030."""
    raw = os.fsencode(name)
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", "replace")
    return unicodedata.normalize("NFC", name)


def is_reserved(name: str) -> bool:
    """Whether Windows takes ``name`` for a device (CON, NUL.txt, COM1 …)."""
    return name.split(".")[0].rstrip().casefold() in _RESERVED


def utf16_length(text: str) -> int:
    """Length as Windows counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shorten(name: str, limit: int) -> str:
    """Cut the stem, keep the extension; never through a surrogate pair, never to a trailing dot or space."""
    if utf16_length(name) <= limit:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or utf16_length(extension) > min(10, limit // 2):
        stem, extension = name, ""
    else:
        extension = f".{extension}"
    while stem and utf16_length(stem) + utf16_length(extension) > limit:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{extension}"


# ---------------------------------------------------------------- faults


@contextmanager
def translate_os_errors(what: str = "文件") -> Iterator[None]:
    """Turn what the system says of a file into a sentence for a person; ``what`` names the thing in hand."""
    try:
        yield
    except OSError as fault:
        said = _said(fault, what)
        if said is None:
            raise
        raise UserError(*said) from fault


def _said(fault: OSError, what: str) -> tuple[str, str] | None:
    """Title and advice for a fault a person can mend; None for any other."""
    name = _named_in(fault)
    windows = getattr(fault, "winerror", None)
    if windows in (32, 33):
        return f"{what}{name}正被别的程序打开。", "请在 WPS、Excel 等程序中保存并关闭它，再试一次。"
    if windows in (39, 112) or fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足，{what}{name}没有写成。", "请清理磁盘或换一个位置，再试一次；原有内容没有改动。"
    if fault.errno == errno.EROFS or windows == 19:
        return f"{what}{name}所在的磁盘是只读的。", "请换一个可以写入的位置，或打开U盘的写保护开关。"
    if isinstance(fault, PermissionError):
        return f"没有权限读写{what}{name}。", "请换一个自己有权限的文件夹，或请管理员开放权限。"
    if isinstance(fault, FileNotFoundError):
        return f"找不到{what}{name}。", "请核对它是否被移走、改名，或U盘是否已拔出。"
    if isinstance(fault, IsADirectoryError):
        return f"{what}{name}是一个文件夹，不是文件。", "请另选一个文件，或把这个文件夹改名，再试一次。"
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return f"{what}{name}的位置上已有同名的文件或文件夹。", "请换一个名称或位置，再试一次。"
    return _said_of_device(fault, what, name)


def _named_in(fault: OSError) -> str:
    """The file the fault is about, in brackets: of a rename its target, and never a half-written part, which nobody knows."""
    name = Path(str(fault.filename2 or fault.filename or "")).name
    return f"（{name}）" if name and not name.endswith(".part") else ""


def _said_of_device(fault: OSError, what: str, name: str) -> tuple[str, str] | None:
    if fault.errno in (errno.ENAMETOOLONG, errno.EFBIG):
        if fault.errno == errno.EFBIG:
            return f"{what}{name}太大，这个磁盘放不下单个这么大的文件。", "请换用 NTFS 或 exFAT 格式的磁盘。"
        return f"{what}{name}的名称或路径太长。", "请把文件夹移到更靠近磁盘根目录的位置，或改短名称。"
    if fault.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, getattr(errno, "ESTALE", None)):
        return f"读写{what}{name}时磁盘出错。", "请检查磁盘或U盘是否插好，换一个位置再试。"
    return None
