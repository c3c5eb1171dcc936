"""Numbers as official texts write them: full-width and circled digits, and Chinese numerals (二〇二二, 十二, 三十一)."""

import re
import unicodedata

DIGITS = {
    "〇": 0, "○": 0, "◯": 0, "零": 0,
    "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5,
    "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
UNITS = {"百": 100, "佰": 100, "千": 1000, "仟": 1000}
NUMERAL_CHARS = "〇○◯零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾廿卅百佰千仟"

LONGEST = 18

ITEM_NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）](?!\d)|[（(]\s*\d{1,2}\s*[)）])\s*")
"""The number a line of a list begins with ("1. ", "（2）"); "2.5吨" and "3、5号" begin with none."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─━－﹣﹘"), "-")
_TILDES = dict.fromkeys(map(ord, "～〜∼˜"), "~")
_ENCLOSED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]")
_BEFORE_UNIT = re.compile(
    rf"(?<![0-9{NUMERAL_CHARS}])[0-9{NUMERAL_CHARS}]{{1,{LONGEST}}}"
    rf"(?=[、至到~-][{NUMERAL_CHARS}]{{1,4}}[年月日季]|个?(?:半年|半月)|[年月日号天周次期轮回季旬]|个(?:工作|自然)?[日月周季]|个?(?:工作|自然)日|个?星期|小时)"
)


def half_width(text: str) -> str:
    """NFKC with one kind of dash and of tilde; enclosed numbers (①, ⑴) become a list mark of their own line.

    Left alone, NFKC turns "①2022年" into "12022年".
    """
    marked = _ENCLOSED.sub("\n", text)
    return unicodedata.normalize("NFKC", marked).translate(_DASHES).translate(_TILDES)


def chinese_number(text: str) -> int | None:
    """The integer a Chinese or mixed numeral means ("二〇二二" 2022, "三十一" 31, "廿三" 23, "第十二" 12), or None."""
    digits = half_width(text.strip()).removeprefix("第")
    if len(digits) > LONGEST:
        return None
    if digits.isascii():
        return int(digits) if digits.isdigit() else None
    if not digits or any(char not in NUMERAL_CHARS and not char.isascii() for char in digits):
        return None
    if any(char in TENS or char in UNITS for char in digits):
        return _by_place(digits)
    values = [_digit(char) for char in digits]
    return None if None in values else int("".join(map(str, values)))


def to_digits(text: str) -> str:
    """``text`` with every Chinese numeral that counts a time (年, 月, 日, 季度, 次, 个工作日 …) in Arabic digits."""
    if "元月" in text:
        text = text.replace("元月", "1月")
    return _BEFORE_UNIT.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    value = None if match[0].isascii() else chinese_number(match[0])
    return match[0] if value is None else str(value)


def _digit(char: str) -> int | None:
    return int(char) if char.isascii() and char.isdigit() else DIGITS.get(char)


def _by_place(text: str) -> int | None:
    """A numeral with 十, 百 or 千 in it; None where the places make no number (十十, 百千)."""
    total, pending, last = 0, None, 10_000
    for char in text:
        place = UNITS.get(char) or TENS.get(char)
        if place is None:
            value = _digit(char)
            if value is None or (pending is not None and pending != 0):
                return None
            pending = value
            continue
        weight = 10 if char in TENS else place
        if weight >= last:
            return None
        total += place if pending is None else place * (pending or 1)
        last, pending = weight, None
    return total + (pending or 0)


def to_chinese(number: int) -> str:
    """1 to 99 as headings count (一, 十二, 三十); digits beyond."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_ONES[tens - 1]}十"
    return head + (_ONES[ones - 1] if ones else "")


_ONES = "一二三四五六七八九"
