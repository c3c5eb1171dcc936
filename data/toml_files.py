"""Files that people write by hand in TOML (规则、表单、节假日表): their bytes as entries, or the sentence why they cannot be read."""

import re
import tomllib
from typing import Any

from data.domain.errors import UserError

_PLACE = re.compile(r"at line (\d+), column (\d+)")


def entries_of(data: bytes, named: str, advice: str = "") -> dict[str, Any]:
    """What the file says, unchecked; ``UserError`` calls it ``named`` and ends with ``advice``."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(f"{named}不是 UTF-8 编码。", f"请用记事本另存，编码选 UTF-8。{advice}") from error
    except (ValueError, RecursionError) as error:  # tomllib's own, and a number or brackets without end
        raise UserError(
            f"{named}的格式不对{_where(str(error))}。", f"文字要放在英文双引号里，一行写一项。{advice}"
        ) from error


def _where(said: str) -> str:
    """The place tomllib names; its reasons are in English."""
    found = _PLACE.search(said)
    if found:
        return f"：第{found[1]}行第{found[2]}个字附近"
    return "：到末尾还没有写完" if "end of document" in said else ""
