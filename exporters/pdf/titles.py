"""Breaking titles into lines of even length between words (标题回行：词意完整、排列对称)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import inf

from exporters.fonts import FontSet
from exporters.pdf.lines import may_part

_WORDS = (
    "行政",
    "处罚",
    "决定书",
    "会议",
    "纪要",
    "批示",
    "整改前",
    "整改后",
    "备案",
    "分局",
    "生态环境局",
    "城乡建设局",
    "市场监管局",
    "农业农村局",
    "管委会",
    "水务局",
    "人民政府",
    "办公室",
    "委员会",
    "领导小组",
    "生态环境",
    "环境保护",
    "中央",
    "督察",
    "反馈",
    "意见",
    "整改",
    "任务",
    "验收",
    "销号",
    "申请",
    "措施",
    "落实",
    "情况",
    "对照表",
    "申请表",
    "意见表",
    "自查",
    "自验",
    "报告",
    "佐证",
    "材料",
    "目录",
    "记录",
    "签到",
    "照片",
    "对比",
    "公示",
    "抄告",
    "问题",
    "工作",
    "关于",
    "方案",
    "清单",
    "签到表",
    "对照",
    "结果",
    "完成",
    "贯彻",
    "例行",
    "巡视",
)
_COUNTED = "年月日号项条批轮"
_AFTER = "的、，：》）"
_LONGEST = 200  # characters: what is longer is no title, and weighing every break of it takes long
_TORN_WORD = 40.0
_ONE_MORE_LINE = 30.0
_TORN_BRACKETS = 30.0
_TORN_DATE = 6.0  # the month from its day
_TORN_OFF = 25.0  # brackets from what they say more of
_LIKED = -6.0
_LIKED_MOST = -40.0  # 关于……的函: the organ on its own line


def balanced(text: str, ems: float, role: str, fonts: FontSet) -> str:
    """The text with line feeds where it is best broken in lines of at most ``ems``.

    Unchanged where it fits one line, where a word of it fits none, and where it is too long for a title.
    """
    return _broken(text, tuple(fonts.glyphs(role)[char].width for char in text), ems)


@cache
def _broken(text: str, widths: tuple[float, ...], ems: float) -> str:
    starts = (0.0, *accumulate(widths))
    ends = [*(at for at in range(1, len(text)) if _allowed(text, at)), len(text)]
    widest = max(starts[end] - starts[before] for before, end in pairwise((0, *ends)))
    if starts[-1] <= ems or widest > ems or len(text) > _LONGEST:
        return text
    cost_at = {at: _cost(text, at) for at in ends[:-1]} | {len(text): 0.0}
    for count in range(int(starts[-1] / ems) + 1, len(text)):
        choices = [_best_ends(starts, cost_at, ems, lines) for lines in (count, count + 1)]
        (cost, ends), (one_more_cost, one_more) = choices
        if one_more_cost + _ONE_MORE_LINE < cost:
            ends = one_more
        if ends:
            return "\n".join(text[a:b] for a, b in zip((0, *ends), (*ends, len(text)), strict=True))
    return text


def _best_ends(
    starts: Sequence[float], cost_at: Mapping[int, float], ems: float, count: int
) -> tuple[float, tuple[int, ...]]:
    """Where to break into ``count`` lines at the least cost; infinite and () where it cannot be done."""
    ideal, last = starts[-1] / count, len(starts) - 1
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + 1, bisect_right(starts, starts[start] + ems)):
                if end not in cost_at:
                    continue
                whole = cost + cost_at[end] + (starts[end] - starts[start] - ideal) ** 2
                if end not in following or whole < following[end][0]:
                    following[end] = (whole, (*ends, end))
        best = following
    cost, ends = best.get(last, (inf, ()))
    return cost, ends[:-1]


def _allowed(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    number_torn = (before.isdigit() and after in _COUNTED) or (before == "第" and after.isdigit())
    return may_part(text, at) and not number_torn


def _cost(text: str, at: int) -> float:
    cost = 0.0
    for word in _WORDS:
        found = text.find(word, max(0, at - len(word) + 1))
        if 0 <= found < at < found + len(word):
            cost += _TORN_WORD
    if text.rfind("（", 0, at) > text.rfind("）", 0, at):
        cost += _TORN_BRACKETS
    if text[at] == "（":
        cost += _TORN_OFF
    if text[at - 1] == "月" and text[at].isdigit():
        cost += _TORN_DATE
    if text.startswith("关于", at):
        cost += _LIKED_MOST
    if text[at - 1] in _AFTER:
        cost += _LIKED
    return cost
