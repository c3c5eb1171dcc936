"""What a reading has left over: parts that look like a time but were not understood are named, never dropped."""

import re

_COUNTED = (
    r"项|台|个(?!月|工作日|自然日|星期|小时)|家|座|处|次|期|轮|户|公里|万|亿|吨|%|号楼|楼|条|款|批|件|类|名|人|亩|㎡|平方|立方|米|m|元|倍|微克|蒸吨|名|份"
    r"|辆|艘|套|眼|口|株|棵|头|只|枚|级|档|公顷|千米|毫克|度|℃|μ|/|\+|例|起(?!见)|方面|部|章|步|县|市|区|镇|乡|村|要素|清|制|化"
)
_NUMBER = re.compile(rf"(?<![\dA-Za-z.])\d+(?:[./-]\d+)*(?!\d)(?![.\d]*(?:{_COUNTED}))[^,;。()\d]{{0,6}}")
_BEFORE = re.compile(
    r"[^,;。()]{1,12}(?<![目当提日事岗此空超生])(?:之前|以前|前)(?![期后往述列提置端沿者景夕三])[^,;。()]{0,2}"
)
_AFTER = re.compile(r"[^,;。()]{2,14}(?<![今此最背落先善])(?:之后|以后|后)(?![期续督勤])")
_TIME = re.compile(
    r"[一二三四五六七八九十两几数]{1,3}个?(?:年|月|季度|天|周|工作日)|本[月季旬周]|[下次当]月|每[学逢]\S{1,4}|月[底末]|季度?[末底]|[春夏秋冬雨]季|[^,;。()]{0,3}(?:季度|旬|月份)"
)


def unread_parts(text: str, claimed: list[tuple[int, int]], has_track: bool) -> list[str]:
    """The words of ``text`` outside ``claimed`` that a clerk would stop at."""
    rest = _rest(text, claimed)
    if not rest.strip(";,。、"):
        return []
    patterns = (_NUMBER, _BEFORE, _TIME) if has_track else (_NUMBER, _BEFORE, _TIME, _AFTER)
    parts: list[str] = []
    for pattern in patterns:
        for found in pattern.finditer(rest):
            words = found[0].strip(";,。、")
            if words and not any(words in known or known in words for known in parts):
                parts.append(words)
    return parts


def _rest(text: str, claimed: list[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in sorted(claimed):
        pieces.append(text[position:start])
        position = max(position, end)
    pieces.append(text[position:])
    return ";".join(pieces)
