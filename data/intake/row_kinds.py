"""What a row is when it is no task: header again, band, total, note, sign-off line, page mark; and how bands nest."""

import re
import unicodedata
from functools import lru_cache

from data.intake.columns import dictionary, normalise_header

BAND_LIMIT = 80

_CHINESE = "一二三四五六七八九十百"
_BAND_LEVELS = (
    re.compile(rf"^第[{_CHINESE}]+(部分|章|类|方面|大类|篇|批|轮|项)"),
    re.compile(rf"^[{_CHINESE}]+\s*[、.．,，:：\s]"),
    re.compile(rf"^[（(]\s*[{_CHINESE}]+\s*[）)]"),
    re.compile(r"^(\d{1,2}\s*[、.．](?!\d)|[IVX]{1,4}[、.．])"),
    re.compile(r"^[（(]\s*\d{1,2}\s*[）)]"),
)
_BAND_TAIL = re.compile(
    r"(方面|类|领域|问题|任务|部分|清单|事项|[（(]\s*共?\s*\d+\s*[项个条件].{0,4}[）)])[:：]?$"
)
_PAGE = re.compile(
    r"^第\d+页([,，/、]?共\d+页)?$|^[-—]?\d+[-—]$|^(接|转|见)?(上|下)页|^[（(]?(续|接)(上)?(表|页)?\d*[）)]?$|^续表|以下(空白|无正文)|^附(件|表)\d*[:：]?$"
)
_HINT = re.compile(r"填写|填报|填入|格式|精确到|例如|示例|选填|必填|下拉|如[:：]|参照|字以内|简述|按.*原文")
_SEAL = re.compile(r"盖章|签字|签章|公章|签名")
_DATE_ALONE = re.compile(
    r"^[（(]?(20\d{2}|[二〇○零]{2}[一二三四五六七八九〇○零]{2})?年?\d{0,2}[._/-]?\d{0,2}月?[._/-]?\d{0,2}日?[)）]?$"
)
_COUNT = re.compile(r"(\d+|[〇零一二三四五六七八九十百两]+)\s*(项|个|条|件)?\s*(整改)?(任务|问题)?")
_BAND_COUNT = re.compile(r"\(共?计?(\d{1,3})[项个条件][^()]{0,12}\)$")


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """NFKC without any whitespace."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = dictionary().words
    totals = "|".join(sorted(words["totals"], key=len, reverse=True))
    notes = "|".join(sorted(words["notes"], key=len, reverse=True))
    signs = "|".join(sorted(words["sign_off"], key=len, reverse=True))
    return (
        re.compile(
            rf"^[(（【]?(?:本表|全县|全市|以上|本页)?(?:{totals})(?:[)）】]|[:：]|\d|共|[（(]|$|[一二三四五六七八九十]+[项个条件])"
        ),
        re.compile(rf"^[*※★（(【]?(?:{notes})(?:[:：]|\d?[:：.、]|[)）】]|$)"),
        re.compile(rf"^(?:单位|县|市)?(?:{signs})(?:[（(][^）)]*[）)])?(?:[:：]|$)"),
    )


def is_total(text: str) -> bool:
    """合计、小计、共计 … at the head of a row."""
    return len(text) <= BAND_LIMIT and bool(_patterns()[0].match(compact(text)))


def is_subtotal(text: str) -> bool:
    """A total of the rows since the last band or subtotal."""
    return any(word in compact(text)[:8] for word in dictionary().words["subtotals"])


def is_note(text: str) -> bool:
    """注：…、备注：…、填表说明 … at the head of a row."""
    head = compact(text[:40])
    return head.startswith(("※", "★注")) or bool(_patterns()[1].match(head))


def is_sign_off(texts: list[str]) -> bool:
    """审核人：…  填表人：…: the first cell is a label of the sign-off line, and so are most of the others."""
    if not _patterns()[2].match(compact(texts[0][:40])):
        return False
    labels = [text for text in texts if _patterns()[2].match(compact(text[:40]))]
    return len(labels) * 2 >= len(texts) or ":" in compact(texts[0])


def is_signature(text: str) -> bool:
    """A line of its own with a seal, a signature or the date of the paper."""
    flat = compact(text)
    return len(flat) <= 24 and bool(_SEAL.search(flat) or (len(flat) >= 6 and _DATE_ALONE.match(flat)))


def is_hint_row(cells: list[tuple[int, str]]) -> bool:
    """The row below a header that says how to fill in the columns."""
    hints = sum(bool(_HINT.search(text)) for _, text in cells if len(text) <= BAND_LIMIT)
    return hints >= 2 and hints * 2 >= len(cells)


def is_page_mark(text: str) -> bool:
    """第2页 共5页、（续表）、以下空白 …"""
    return len(text) <= 20 and bool(_PAGE.search(compact(text)))


def band_level(text: str) -> int | None:
    """The depth of a section band by its numbering: 一、 is 1, （一） is 2 …; None where it carries no numbering."""
    for level, pattern in enumerate(_BAND_LEVELS):
        if pattern.match(text.strip()):
            return level
    return None


def is_numeral(text: str) -> bool:
    """A lone Chinese numeral (一、 （二）) as headings carry in the number column."""
    bare = compact(text).strip("()（）、.")
    return bool(bare) and all(ch in _CHINESE for ch in bare)


def reads_as_band(text: str) -> bool:
    """Whether a lone text is worded as a section heading: short, no sentence."""
    flat = compact(text)
    return 1 < len(flat) <= BAND_LIMIT and not flat.endswith(("。", "；", ";")) and "。" not in flat[:-1]


def is_heading(text: str) -> bool:
    """A lone text that is surely a heading: numbered in Chinese numerals, or ending as headings do (…方面)."""
    level = band_level(text)
    if not reads_as_band(text):
        return False
    return (level is not None and level <= 2) or bool(_BAND_TAIL.search(compact(text)))


def band_counts(text: str) -> tuple[int, ...]:
    """The count a section heading carries at its end: 水污染防治方面（共3个）-> (3,)."""
    return tuple(int(count) for count in _BAND_COUNT.findall(compact(text)))


def is_section_title(text: str) -> bool:
    """Whether a line above a header heads a section (一、省督察反馈问题), not the whole list (第一轮…任务清单)."""
    level = band_level(text)
    if level is None or level > 2 or not reads_as_band(text):
        return False
    return level > 0 and not compact(text).endswith(("清单", "台账", "表", "方案", "情况"))


def counted(texts: list[str]) -> tuple[int, ...]:
    """The counts a total row states, tasks first: "共4项任务、12条措施" -> (4, 12)."""
    from_words: list[int] = []
    plain: list[int] = []
    for text in texts:
        flat = compact(text)
        for number, unit, _, noun in _COUNT.findall(flat):
            value = _value(number)
            if value is None:
                continue
            (from_words if noun else plain if unit or flat.isdigit() or is_total(text) else []).append(value)
    return tuple(dict.fromkeys(from_words + plain))


def _value(text: str) -> int | None:
    if text.isdigit():
        return int(text) if len(text) < 7 else None
    from data.domain.numbers import chinese_number

    return chinese_number(text.replace("〇", "零"))


def same_header(cells: list[tuple[int, str]], names: frozenset[str]) -> bool:
    """Whether most cells of a row repeat the header's own texts."""
    if not cells or not names:
        return False
    known = sum(normalise_header(text) in names for _, text in cells if len(text) <= 60)
    return known * 5 >= len(cells) * 4 and (known >= 2 or len(cells) == 1)
