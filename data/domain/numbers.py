"""How a number cell (序号) is read: the bare own number, the upper level's number beside it, ranges and pairs."""

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from data.domain.numerals import NUMERAL_CHARS, chinese_number

_RANK = {
    "中央": 0,
    "国家": 0,
    "部": 0,
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "盟": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
}
_UPPER_ONLY = 1
_OWN = 9

_NOISE = re.compile(r"[\s*★☆▲△●■□◆#。]+")
_WORDS = r"(?:级|里|委|督察|督查|环保|反馈|整改|任务|问题|意见|清单|方案|报告|编号|序号|原号|对应|项目|措施|销号|事项|专项|[:：])*"
_NUMERAL = rf"(?:\d+|[{NUMERAL_CHARS}]+)"
_ONE = rf"{_NUMERAL}(?:\.\d+)*"
_UNIT = r"(?:号|项|条|个|件|题|类|款)?(?:督察|反馈|整改)*(?:问题|任务|事项|项目)?"
_LEVEL = r"(?P<level>中央|国家|自治区|省|市|州|盟|县|区|旗|部)?"
_PART = re.compile(rf"{_LEVEL}{_WORDS}(?:no\.?:?)?第?\(?(?P<number>{_ONE}){_UNIT}[、.]?", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_WORDS}(?:no\.?:?)?)第?({_ONE}){_UNIT}[、.:)]*", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_WORDS}第?(?P<first>{_NUMERAL})(?P<unit>号|项|条|个)?(?P<dash>至|到|~|-{{1,2}}|—{{1,2}}|–|－)"
    rf"第?(?P<last>{_NUMERAL})(?P<end>号|项|条|个|件)?{_UNIT}",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z-])[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*")
_NO = re.compile(r"no[.:]?\d", re.IGNORECASE)
_AT_TAIL = re.compile(rf"第({_NUMERAL})(?:号|项|条|个|件|题)")
_BETWEEN = re.compile(r"[()\[\]【】〔〕、,;/|及和与]*")
_APART = re.compile(r"(?<=[\d０-９号项])\s+(?=[\d０-９])")
_LINES = re.compile(r"[\r\n]")
_TWO_DIGITS = 10
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number cell, read. ``number`` is the bare own number, ``upper`` the number in the upper level's list.

    ``numbers`` holds every own number of the cell (both ends of a range); with more than one, ``number`` joins them.
    ``doubt`` is a Chinese sentence where a clerk should look, else None.
    """

    number: str | None = None
    upper: str | None = None
    numbers: tuple[str, ...] = ()
    is_range: bool = False
    text: str = ""
    doubt: str | None = None


def read_number(value: str | int | float | None) -> NumberReading:
    """Read a number cell ("07号" -> "7", "(2)" -> "2", "第五十五项" -> "55"); nothing is guessed, nothing raises."""
    if value is None or isinstance(value, bool):
        return NumberReading()
    if isinstance(value, float) and not math.isfinite(value):
        return NumberReading(text=str(value), doubt="这不是编号，请核对。")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _read(str(value))


@lru_cache(maxsize=32768)
def _read(text: str) -> NumberReading:
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return _own(text, text)
    if _APART.search(text):
        reading = _read(_APART.sub("、", text))
        spaced = not _LINES.search(text)
        doubt = f"“{text}”按几个编号理解，请核对。" if spaced and reading.numbers else reading.doubt
        return replace(reading, text=text, doubt=doubt)
    clean = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    if not clean or len(clean) > _LONGEST:
        return NumberReading(text=text, doubt="编号过长，请核对。" if clean else None)
    bare = _unwrapped(clean)
    if (found := _WHOLE.fullmatch(bare)) and _is_number(found[1]):
        return _own(_bare(found[1]), text)
    if (found := _RANGE.fullmatch(bare)) and _is_number(found["first"]) and _is_number(found["last"]):
        return _range(found, text)
    if _CODE.fullmatch(bare) and not _NO.match(bare):
        return _own(bare, text)
    return _parts(clean, text) or _tail(clean, text)


def _is_number(numeral: str) -> bool:
    """Whether the numeral counts anything ("十十" does not)."""
    return chinese_number(numeral.partition(".")[0]) is not None


def _own(number: str, text: str) -> NumberReading:
    number = _bare(number) if number.isdecimal() else number
    return NumberReading(number, None, (number,), False, text)


def _unwrapped(clean: str) -> str:
    """Without one pair of brackets around it all: "(2)" -> "2"; a lone closing one goes too: "3)"."""
    if clean[0] in "([【〔<" and clean[-1] in ")]】〕>" and not any(c in "([【〔<" for c in clean[1:]):
        return clean[1:-1]
    if clean[-1] in ")]" and not any(c in "([" for c in clean):
        return clean[:-1]
    return clean


def _bare(number: str) -> str:
    """Arabic figures without leading zeros; "2.3" stays as it is, "1.0" (a spreadsheet's figure) becomes "1"."""
    head, dot, rest = number.partition(".")
    value = chinese_number(head)
    if value is None:
        return number
    return str(value) if not dot or rest == "0" else f"{value}.{rest}"


def _range(found: re.Match[str], text: str) -> NumberReading:
    """A range where the words say so ("1-20号", "1至20"); a bare "1-2" is more likely item 2 under 1."""
    first, last = _bare(found["first"]), _bare(found["last"])
    joined = f"{first}-{last}"
    said = bool(found["unit"] or found["end"] or found["dash"] in "至到~")
    rising = int(last) > int(first)
    if said and rising:
        return NumberReading(joined, None, (first, last), True, text)
    if rising and int(last) >= _TWO_DIGITS and len(found["first"]) <= len(found["last"]):
        doubt = f"“{text}”按{first}号至{last}号理解，请核对。"
        return NumberReading(joined, None, (first, last), True, text, doubt)
    if said:
        return NumberReading(joined, None, (joined,), False, text, f"“{text}”的起止号不是由小到大，请核对。")
    doubt = f"“{text}”可能是下级编号，也可能是{first}号和{last}号，请核对。" if rising else None
    code = re.sub(r"[—–－-]+", "-", f"{found['first']}-{found['last']}")
    return NumberReading(code, None, (code,), False, text, doubt)


def _parts(clean: str, text: str) -> NumberReading | None:
    """Several numbers, each perhaps with its level ("省第五十五项(市第12项)"), when they make up the whole cell."""
    found: list[tuple[int, str]] = []
    end = 0
    for part in _PART.finditer(clean):
        if not _BETWEEN.fullmatch(clean, end, part.start()) or not _is_number(part["number"]):
            return None
        found.append((_RANK.get(part["level"] or "", _OWN), _bare(part["number"])))
        end = part.end()
    if not found or not _BETWEEN.fullmatch(clean, end):
        return None
    lowest = max(rank for rank, _ in found)
    uppers = sorted((p for p in found if p[0] < lowest), key=lambda p: -p[0])
    upper = uppers[0][1] if uppers else None
    own = tuple(dict.fromkeys(number for rank, number in found if rank == lowest))
    if lowest <= _UPPER_ONLY:
        return NumberReading(None, own[0], (), False, text, f"“{text}”只写了上级清单的编号，本级编号请补充。")
    return NumberReading("、".join(own), upper, own, False, text)


def _tail(clean: str, text: str) -> NumberReading:
    """The one "第N项" inside longer words; otherwise a clerk must say."""
    marks = [mark for mark in _AT_TAIL.findall(clean) if _is_number(mark)]
    if len(marks) == 1 and not any(level in clean for level in ("省", "中央", "国家")):
        return _own(_bare(marks[0]), text)
    if len(marks) == 1:
        return NumberReading(
            None, _bare(marks[0]), (), False, text, f"“{text}”只写了上级清单的编号，本级编号请补充。"
        )
    if any(c.isdecimal() for c in clean):
        return NumberReading(text=text, doubt=f"从“{text}”看不出编号，请核对。")
    return NumberReading(text=text)
