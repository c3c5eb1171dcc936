"""The names inside a zip that may be hostile: read in whatever encoding they are, refused where unsafe."""

import re
import unicodedata
from collections.abc import Iterable

from data.files import is_reserved, utf16_length
from exporters.archive import UTF8_FLAG
from exporters.archive_directory import ArchiveError, Line

MAX_PART = 200
MAX_NAME = 1000

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')


def read_names(lines: list[Line]) -> tuple[str, list[str]]:
    """The names; without the UTF-8 flag they may be UTF-8 all the same (macOS) or GBK (older Windows tools)."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return encoding, [
                unicodedata.normalize("NFC", line.raw.decode("utf-8" if line.flags & UTF8_FLAG else encoding))
                for line in lines
            ]
        except UnicodeDecodeError:
            continue
    raise ArchiveError("压缩包内的文件名无法识别。")


def check_names(names: Iterable[str]) -> None:
    """Refuse names that leave the folder, that Windows cannot keep, or that fall together on some disk."""
    seen: dict[str, str] = {}
    for name in names:
        _check_name(name)
        key = name.rstrip("/").casefold()
        if key in seen:
            raise ArchiveError(f"压缩包内有重名的文件：{name}、{seen[key]}。", name)
        seen[key] = name
    for key, name in seen.items():
        folder = key.rpartition("/")[0]
        if folder in seen and not seen[folder].endswith("/"):
            raise ArchiveError("压缩包内的文件与文件夹重名。", name)


def _check_name(name: str) -> None:
    if utf16_length(name) > MAX_NAME:
        raise ArchiveError("压缩包内的文件名太长。", name)
    for part in name.removesuffix("/").split("/"):
        if part in ("", ".", "..") or _FORBIDDEN.search(part):
            raise ArchiveError(f"压缩包内有不安全的文件名：{name!r}。", name)
        if part != part.rstrip(" .") or is_reserved(part) or utf16_length(part) > MAX_PART:
            raise ArchiveError(f"压缩包内有 Windows 不能保存的文件名：{name!r}。", name)
