"""Where measures are numbered: every numbering style, told from decimals, dates, references and quantities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.domain.numerals import chinese_number

_CN = "一二三四五六七八九十"
_D = r"[\d０-９]{1,2}"
_YEAR_OR_MONTH = r"(?=(?:20\d\d|二[〇○零])|[\d０-９]{1,2}月)"
# counted things have no decimals: "3.3家企业" is item 3, "1.2万辆" is a quantity
_WHOLE_COUNT = r"(?=[\d０-９]{1,4}(?:家|个(?!百分|月)|户|人(?!次)|名|辆|台|处|座|条|项|所|艘|口))"
_NO_QUANTITY = (
    r"(?!年|月|日(?!常)|号|个|家|处(?![理置罚分])|座|台(?![账帐])|条(?!件)|项(?!目)|人(?![员大居民工])|次|吨|公[里顷斤分]|平方|立方|千|万|亿|[％%]"
    r"|元|户|级|期|类|批(?!复)|天(?!然)|周(?!边)|季度|度|种(?!植)|米|亩|升(?!级)|时|分钟|秒|倍|名|辆|[\d０-９.．、])"
)
_STYLES = {
    "措施": rf"(?:整改|具体)?措施(?:[{_CN}]{{1,3}}|{_D})\s*[：:.．、]?(?!是)",
    "是": rf"[{_CN}]{{1,2}}是[，,：:]?",
    "要": rf"[{_CN}]{{1,2}}要(?![务点素件])",
    "1.1": rf"{_D}[.．]{_D}(?:[、.．]\s?|\s+|(?=[\u4e00-\u9fff])){_NO_QUANTITY}",
    "第": rf"第[{_CN}]{{1,2}}[，,、：:.]",
    "一、": rf"[{_CN}]{{1,3}}[、.．](?![{_CN}]{{1,3}}[、级期批类])",
    "（一）": rf"[（(〔][{_CN}]{{1,3}}[)）〕][、.．]?",
    "(1)": rf"[（(]\s?{_D}\s?[)）][、.．]?",
    "⑴": "[⑴-⒇]、?",
    "①": "[①-⑳㉑-㉟❶-❿➀-➉]、?",
    "⒈": "[⒈-⒛]",
    "1)": rf"{_D}[)）][、.．]?",
    "1.": rf"{_D}\s?(?:、(?!{_D}[、号#])|[.．](?:(?![\d０-９])|{_YEAR_OR_MONTH}|{_WHOLE_COUNT})"
    r"|[：:](?![\d０-９])|[-—](?=[\u4e00-\u9fff]))",
    "1": rf"{_D}[，,]?(?:\s+(?=[\u4e00-\u9fff“《])|(?=[\u4e00-\u9fff“《])){_NO_QUANTITY}",
    "A": r"[A-Ha-h][.、．)）](?=\s*[\u4e00-\u9fff])",
    "•": r"[●•◆■▪➢★※◎○◇□▲]|[-–—·*](?=\s*[\u4e00-\u9fff“])",
}
_NAMES = list(_STYLES)
_MARK = re.compile("|".join(f"({pattern})" for pattern in _STYLES.values()))
_REFERS = ("见", "表", "图", "式", "第", "文", "号", "条", "款", "项", "统", "唯", "附件", "标段")
_ENCLOSED = re.compile("[⑴-⒛①-⑳㉑-㉟❶-❿➀-➉]")
_STARTS = "。；;！!？?：:"
_PAUSES = "，,、）)”\"'】 \t\u3000\u00a0"
_BOUNDS = re.escape(_STARTS + _PAUSES + "\n")
_BOUND_CHARS = frozenset(_STARTS + _PAUSES + "\n")
_ENCLOSING = "⑴-⒛①-⑳㉑-㉟❶-❿➀-➉"
_FIRST = f"{_CN}第（(〔{_ENCLOSING}0-9０-９A-Ha-h●•◆■▪➢★※◎○◇□▲整具措–—·*\\-"
# one character class to begin with, so that the scan stays in C: a mark follows a boundary, or encloses its number anywhere
_SPOT = re.compile(
    rf"[{_BOUNDS}{_CN}（(〔{_ENCLOSING}](?:(?<=[{_BOUNDS}])(?=[{_FIRST}])|(?<=[{_CN}])(?=[{_CN}]?是)"
    rf"|(?<=[（(〔])(?=\s?[0-9０-９{_CN}])|(?<=[{_ENCLOSING}]))"
)
_ANYWHERE = frozenset({"是", "（一）", "(1)", "⑴", "①", "⒈"})
_AFTER_PAUSE = _ANYWHERE | {"要", "1)", "1."}
_LINES_ONLY = frozenset({"•", "1", "1.1"})
_NOT_ALONE = frozenset({"1", "1.1", "A", "是", "要", "第"})
_HEADINGS = frozenset({"一、", "（一）"})
_FARTHEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One numbering mark: where it stands, its style and its number.

    ``strength`` is 3 at the start of a line, 2 of a sentence, 1 after a pause, 0 inside.
    """

    start: int
    end: int
    style: str
    value: int
    strength: int


def marks(text: str) -> list[Mark]:
    """The marks of the top numbering: the style that opens first. Empty where the text is not numbered.

    A lone 一、 that only heads a numbered list gives way to that list; any other lone first mark is one measure of its own row.
    """
    runs = [run for run in _runs(_candidates(text)) if len(run) > 1 or _alone(run[0])]
    runs.sort(key=lambda run: run[0].start)
    if len(runs) > 1 and len(runs[0]) == 1 and runs[0][0].style in _HEADINGS:
        runs = [run for run in runs[1:] if len(run) > 1] or runs
    return runs[0] if runs else []


def _alone(mark: Mark) -> bool:
    return mark.start == 0 and mark.style not in _NOT_ALONE


def _candidates(text: str) -> list[Mark]:
    found: list[Mark] = []
    end = 0
    for at in _spots(text):
        if at < end or not (mark := _MARK.match(text, at)):
            continue
        strength = _strength(text, at)
        if style := _style(mark, strength):
            found.append(Mark(at, mark.end(), style, _value(mark[0]), strength))
            end = mark.end()
    return found


def _spots(text: str) -> Iterator[int]:
    """Where a mark may begin: at the start, after a boundary, or where an enclosed number stands."""
    yield 0
    for spot in _SPOT.finditer(text):
        yield spot.end() if spot[0] in _BOUND_CHARS else spot.start()


def _style(mark: re.Match[str], strength: int) -> str:
    """The mark's style, or "" where it cannot be a number here: "见附件（1）", a bullet inside a line."""
    style = _NAMES[(mark.lastindex or 1) - 1]
    if style in _LINES_ONLY:
        return style if strength == 3 or (style == "1" and strength == 2) else ""
    if strength <= 1 and mark.string[: mark.start()].rstrip().endswith(_REFERS):
        return ""
    if strength == 0:
        return style if style in _ANYWHERE else ""
    if strength == 1:
        return style if style in _AFTER_PAUSE else ""
    return style


def _strength(text: str, at: int) -> int:
    before = at - 1
    while before >= 0 and text[before] in " \t\u3000\u00a0":
        before -= 1
    if before < 0 or text[before] == "\n":
        return 3
    if text[before] in _STARTS:
        return 2
    return 1 if text[at - 1] in _PAUSES else 0


@lru_cache(maxsize=1024)
def _value(mark: str) -> int:
    """The number a mark stands for; a bullet is 0."""
    if enclosed := _ENCLOSED.search(mark):
        code = ord(enclosed[0])
        for start, last in (
            (0x2474, 0x2487),
            (0x2460, 0x2473),
            (0x2488, 0x249B),
            (0x2776, 0x277F),
            (0x2780, 0x2789),
        ):
            if start <= code <= last:
                return code - start + 1
        return code - 0x3251 + 21
    if parts := re.fullmatch(rf"({_D})[.．]({_D})\D*", mark):
        return int(parts[1]) * 100 + int(parts[2])
    core = re.sub(rf"[^\d０-９{_CN}A-Ha-h]", "", mark)
    if core and core[0] in "ABCDEFGHabcdefgh":
        return ord(core[0].upper()) - ord("A") + 1
    return chinese_number(core) or 0


def _runs(found: list[Mark]) -> list[list[Mark]]:
    """The marks of each style that follow one another, a bare "2" counted with "1." (S002 leaves the 、 out)."""
    runs: dict[str, list[Mark]] = {}
    for mark in found:
        style = "1." if mark.style == "1" else mark.style
        run = runs.setdefault(style, [])
        if _follows(mark, run):
            run.append(mark)
    return [run for run in runs.values() if run]


def _follows(mark: Mark, run: list[Mark]) -> bool:
    if mark.style == "•":
        return True
    if mark.style == "1.1":
        return not run or mark.value > run[-1].value
    if not run:
        return mark.strength > 0 and (mark.value == 1 or mark.start == 0)
    last = run[-1].value
    if mark.value == last + 1:
        return True
    if mark.style == "1" or mark.strength < 2:
        return False
    return mark.value == 1 or (
        last < mark.value + (mark.strength == 3) and mark.value <= last + _FARTHEST_GAP
    )
