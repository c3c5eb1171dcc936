"""Reading the supervising unit's answer file (答复文件) that the checker page writes."""

import json
import re
from datetime import date
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Answer, Reason
from data.domain.opinion import too_long
from data.files import check_code, short_code

FORMAT = "zhenggaitong-answer"
FORMAT_VERSION = 1

_MAX_SIZE = 1 << 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNSEEN = re.compile(
    r"[\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]*"
)
"""Nothing that anybody would see on a page."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADVICE = "请让督导单位用申请包里的“打开我.html”重新生成答复文件，原样发回。"


class _Unfit(Exception):
    """A field that is not as the checker page writes it; the text says which."""


def read_answer(path: Path) -> Answer:
    """The answer in the file, every field checked; ``UserError`` where it is not exactly what the page writes."""
    try:
        answer = _answer(_document(path))
        if long := too_long(answer):
            raise _Unfit(f"里{long}。")
        return answer
    except _Unfit as fault:
        raise UserError(f"答复文件“{path.name}”{fault}", _ADVICE) from fault


def _document(path: Path) -> dict[str, object]:
    try:
        with open(path, "rb") as source:
            data = source.read(_MAX_SIZE + 1)
    except OSError as fault:
        raise UserError(
            f"答复文件“{path.name}”读不出来。", "请核对它是否被移走、改名，或正被别的程序打开。"
        ) from fault
    if len(data) > _MAX_SIZE:
        raise _Unfit("太大，不是答复文件。")
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        raise _Unfit("不是答复文件，或内容已损坏。") from fault
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _Unfit("不是答复文件。")
    version = found.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise UserError(
            f"答复文件“{path.name}”的格式版本是{_shown(version)}，本程序只认识版本{FORMAT_VERSION}。",
            "请升级本程序后再导入。",
        )
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _answer(found: dict[str, object]) -> Answer:
    digest = _text(found, "manifest_sha256", "清单校验值", limit=64)
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise _Unfit("里的清单校验值不对。")
    if "code" in found and check_code(_text(found, "code", "校验码")) != short_code(digest):
        raise _Unfit("里的校验码与清单校验值不符。")
    accepted = found.get("accepted")
    if not isinstance(accepted, bool):
        raise _Unfit("没有写明是同意销号还是退回。")
    reasons = _reasons(found.get("reasons"))
    opinion = _text(found, "opinion", "意见", empty=True)
    if accepted and reasons:
        raise _Unfit("写的是同意销号，却列了退回原因，互相矛盾。")
    if not accepted and not (reasons or opinion):
        raise _Unfit("写的是退回，却没有写原因。")
    return Answer(
        package_number=_text(found, "package_number", "申请包编号", limit=200),
        manifest_sha256=digest,
        accepted=accepted,
        on=_date(found),
        unit=_text(found, "unit", "单位"),
        person=_text(found, "person", "经办人"),
        opinion=opinion,
        reasons=reasons,
        level=_text(found, "level", "验收层级", empty=True) if "level" in found else "",
        package_version=_version(found),
    )


def _version(found: dict[str, object]) -> int:
    """The version it names; 0 where it names none."""
    version = found.get("package_version", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < ("package_version" in found):
        raise _Unfit("里的申请包版次无法识别。")
    return version


def _text(found: dict[str, object], key: str, name: str, limit: int = 0, empty: bool = False) -> str:
    value = found.get(key)
    if not isinstance(value, str) or _CONTROL.search(value):
        raise _Unfit(f"里的{name}缺失或无法识别。")
    if limit and len(value) > limit:
        raise _Unfit(f"里的{name}太长。")
    if not _UNSEEN.fullmatch(value):
        return value.strip()
    if not empty:
        raise _Unfit(f"里没有填写{name}。")
    return ""


def _date(found: dict[str, object]) -> date:
    text = _text(found, "on", "日期", limit=10)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Unfit(f"里的日期“{text}”不是有效日期。")


def _reasons(found: object) -> tuple[Reason, ...]:
    if not isinstance(found, list):
        raise _Unfit("里的退回原因缺失或无法识别。")
    return tuple(_reason(one) for one in found)


def _reason(found: object) -> Reason:
    if not isinstance(found, dict):
        raise _Unfit("里的退回原因缺失或无法识别。")
    text = _text(found, "text", "退回原因")
    return Reason(text, _text(found, "subject", "退回原因所针对的内容", empty=True))


def _shown(version: object) -> str:
    return str(version)[:20] if isinstance(version, int | str) else "未写明"
