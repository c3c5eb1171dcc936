"""Breaking titles into lines of even length between words (标题回行：词意完整、排列对称)."""

from functools import cache
from math import inf

from exporters.fonts import FontSet
from exporters.pdf.lines import NO_END, NO_START

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
_TORN_WORD = 40.0
_ONE_MORE_LINE = 30.0
_TORN_BRACKETS = 30.0
_TORN_DATE = 6.0  # the month from its day
_TORN_OFF = 25.0  # brackets from what they say more of
_LIKED = -6.0
_LIKED_MOST = -40.0  # 关于……的函: the organ on its own line


def balanced(text: str, ems: float, role: str, fonts: FontSet) -> str:
    """The text with line feeds where it is best broken in lines of at most ``ems``; unchanged where it fits one line."""
    return _broken(text, tuple(fonts.glyphs(role)[char].width for char in text), ems)


@cache
def _broken(text: str, widths: tuple[float, ...], ems: float) -> str:
    total = sum(widths)
    if total <= ems:
        return text
    for count in range(int(total / ems) + 1, len(text)):
        choices = [_best_ends(text, widths, ems, lines) for lines in (count, count + 1)]
        (cost, ends), (one_more_cost, one_more) = choices
        if one_more_cost + _ONE_MORE_LINE < cost:
            ends = one_more
        if ends:
            return "\n".join(text[a:b] for a, b in zip((0, *ends), (*ends, len(text)), strict=True))
    return text


def _best_ends(text: str, widths: tuple[float, ...], ems: float, count: int) -> tuple[float, tuple[int, ...]]:
    """Where to break into ``count`` lines at the least cost; infinite and () where it cannot be done."""
    starts = [0.0]
    for width in widths:
        starts.append(starts[-1] + width)
    ideal = starts[-1] / count
    cost_at = {at: _cost(text, at) for at in range(1, len(text)) if _allowed(text, at)}
    cost_at[len(text)] = 0.0
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end, own in cost_at.items():
                width = starts[end] - starts[start] if end > start else 0.0
                if 0.0 < width <= ems:
                    whole = cost + own + (width - ideal) ** 2
                    if end not in following or whole < following[end][0]:
                        following[end] = (whole, (*ends, end))
        best = following
    cost, ends = best.get(len(text), (inf, ()))
    return cost, ends[:-1]


def _allowed(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    both_latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    number_torn = (before.isdigit() and after in _COUNTED) or (before == "第" and after.isdigit())
    return after not in NO_START and before not in NO_END and not both_latin and not number_torn


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
