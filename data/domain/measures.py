"""How a measures cell (整改措施) is split: one value per numbered measure, with its own units and its own dates."""

import re
from functools import lru_cache

from data.domain.deadline import DeadlineContext, read_deadline
from data.domain.measure_marks import marks
from data.domain.model import Deadline, ListedMeasure
from data.domain.time_phrases import time_phrases
from data.domain.units import read_units

NO_CONTEXT = DeadlineContext()
_LABEL_ONLY = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十][)）、.．])?\s*(?:主要|具体)?(?:整改|工作)?措施(?:如下)?[：:]?\s*"
)
_LINE_END = re.compile(r"[。；;！!]\s*$")
_LABEL = re.compile(r"(?:单位|部门|主体)\s*[：:]")
_OWN_LABELS = ("责任", "整改", "牵头", "主责", "主办", "配合", "协办", "实施", "落实", "参与")
_REMARK_END = re.compile(
    r"[。\n]|[；;，,、]?\s*(?:整改|完成)?(?:时限|期限|时间|责任人|联系人|验收单位|督导单位)\s*[：:]"
)
_IN_CHARGE = re.compile(
    r"[（(](?P<units>(?:[^（()）。]|[（(][^（()）]*[)）])*?(?:牵头|负责|配合|落实|实施)(?:[，,；;](?:[^（()）。]|[（(][^（()）]*[)）])*)?)[)）]"
)
_TIMED = re.compile(r"[\d年]|月底|长期|立行立改|完成")
_BARE = re.compile(r"[（(](?P<units>(?:[^（()）。：:\d]|[（(][^（()）]*[)）])+)[)）][。；;]?$")
_ORGAN = re.compile(r"(?:局|委|办|部|厅|府|公司|中心|委员会|各县[（(]市、区[)）]|县区|[县区市])$")
_NO_UNITS = frozenset({"试行", "暂行"})


def split_measures(text: str, context: DeadlineContext | None = None) -> tuple[ListedMeasure, ...]:
    """Split a measures cell at its top numbering; what the items below head stays with them.

    A cell without numbering is one measure, or one per line where every line is a sentence of its own. Each text keeps the
    official wording without its number; words before the first number open the first measure, so nothing is lost.
    """
    return _measures(text, context or NO_CONTEXT)


@lru_cache(maxsize=8192)
def _measures(text: str, context: DeadlineContext) -> tuple[ListedMeasure, ...]:
    return tuple(ListedMeasure(part, units_in(part), _deadline(part, context)) for part in split_text(text))


@lru_cache(maxsize=8192)
def split_text(text: str) -> tuple[str, ...]:
    """The texts of the measures alone."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not clean:
        return ()
    found = marks(clean)
    if not found:
        return _by_lines(clean)
    ends = [mark.start for mark in found[1:]] + [len(clean)]
    parts = [clean[mark.end : end].strip() for mark, end in zip(found, ends, strict=True)]
    intro = clean[: found[0].start]
    if not _LABEL_ONLY.fullmatch(intro):
        parts[0] = (intro.rstrip(" \t\u3000") + parts[0]).strip()
    return tuple(part for part in parts if part)


def _by_lines(text: str) -> tuple[str, ...]:
    """One measure per line only where each line is a whole sentence; otherwise the cell is one measure."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_LINE_END.search(line) for line in lines[:-1]) and min(map(len, lines)) > 5:
        return tuple(lines)
    return (text,)


@lru_cache(maxsize=16384)
def units_in(text: str) -> tuple[str, ...]:
    """The units a measure names for itself ("（责任单位：A、B）", "（A负责）", a closing bracket of units), else none."""
    if labelled := _labelled(text):
        return _units("；".join(_closed(part) for part in labelled))
    if not text.rstrip("。；; ").endswith(("）", ")")) and "负责" not in text and "牵头" not in text:
        return ()
    if charged := [found["units"] for found in _IN_CHARGE.finditer(text)]:
        clauses = re.split(r"[，,；;]", "；".join(charged))
        return _units("，".join(clause for clause in clauses if not _TIMED.search(clause)))
    if bare := _BARE.search(text):
        units = _units(bare["units"])
        if units and bare["units"] not in _NO_UNITS and all(_is_organ(unit) for unit in units):
            return units
    return ()


def _labelled(text: str) -> list[str]:
    """Every remark that begins with a unit label, up to its full stop or the next kind of label."""
    remarks: list[str] = []
    end = 0
    for label in _LABEL.finditer(text):
        if label.start() < end or not text.endswith(_OWN_LABELS, 0, label.start()):
            continue
        stop = _REMARK_END.search(text, label.end())
        end = stop.start() if stop else len(text)
        remarks.append(text[label.start() - 2 : end])
    return remarks


def _is_organ(unit: str) -> bool:
    return (
        len(unit) > 2
        and bool(_ORGAN.search(unit))
        and not unit.startswith(("含", "不含", "包括", "除", "如", "即", "详见"))
    )


def _units(text: str) -> tuple[str, ...]:
    return read_units(text).units


def _closed(text: str) -> str:
    """Up to the bracket that closes the whole remark."""
    depth = 0
    for at, c in enumerate(text):
        depth += (c in "（(【") - (c in "）)】")
        if depth < 0:
            return text[:at]
    return text


def _deadline(text: str, context: DeadlineContext) -> Deadline | None:
    phrases = time_phrases(text)
    if not phrases:
        return None
    return read_deadline("；".join(phrases), context)
