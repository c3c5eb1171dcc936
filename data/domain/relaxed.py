"""Where a re-issued task asks for less than before (放宽): S002 2-16 forbids to relax deadlines or lower standards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.domain.model import Deadline, ListedMeasure, ListedTask

_WEAKER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("完成", ("推进", "推动", "加快", "启动", "开展")),
    ("全部", ("基本", "大部分", "部分", "逐步", "主要")),
    ("全面", ("基本", "逐步", "重点", "有序")),
    ("彻底", ("基本", "逐步", "有效")),
    ("达到", ("力争", "接近", "争取", "趋近")),
    ("确保", ("争取", "力争", "尽量", "推动", "努力", "鼓励")),
    ("必须", ("应当", "应", "可以", "尽量", "鼓励")),
    ("严禁", ("避免", "减少", "控制")),
    ("禁止", ("避免", "减少", "控制", "引导")),
    ("杜绝", ("减少", "避免", "控制", "防止")),
    ("取缔", ("整顿", "规范", "整治")),
    ("关闭", ("整顿", "停产", "整改", "规范")),
    ("拆除", ("整改", "规范", "改造")),
    ("消除", ("减少", "缓解", "改善", "降低")),
    ("稳定", ("基本", "力争", "逐步")),
    ("达标", ("改善", "好转")),
    ("到位", ("推进",)),
    ("清零", ("减少", "压减")),
    ("立即", ("尽快", "逐步", "适时")),
    ("建成", ("开工", "建设", "推进", "启动")),
    ("查处", ("检查", "督促", "提醒", "约谈", "教育", "规范")),
    ("责令", ("督促", "引导", "建议")),
    ("督促", ("引导", "指导", "鼓励", "倡导")),
    ("严格", ("加强", "规范")),
)
_DROPPED = ("全部", "彻底", "一律", "严禁", "杜绝", "必须", "立即")
_TARGET = re.compile(
    r"(?P<least>不低于|不少于|不小于|达到|达|至少|大于|高于|超过|提高到|提升到|提升至|提高至|≥|＞|>)?"
    r"(?P<most>不超过|不高于|不多于|不大于|控制在|降至|降到|降低到|低于|小于|少于|≤|＜|<)?"
    r"\s*(?P<number>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>个百分点|%|％|万亩|万立方米|万吨|亿元|万元|公里|平方公里|立方米|吨|亩|家|处|座|个|次|户|台|套|件|人|天)?"
    r"(?P<after>及?以上|及?以下|以内|之内)?"
)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One thing the new issue asks less of: ``kind`` is later, undated, fewer, weaker, dropped or lower; the words as they stand."""

    field: str
    kind: str
    before: str
    after: str


def relaxed(
    before: ListedTask, after: ListedTask, measures: tuple[tuple[str, str], ...], fewer: int
) -> tuple[Relaxed, ...]:
    """What became laxer. ``measures`` are the reworded ones before and after, ``fewer`` how many less there are."""
    found = [*_deadline(before.deadline, after.deadline)]
    if fewer > 0:
        count = len(after.measures)
        found.append(Relaxed("measures", "fewer", f"{count + fewer}条", f"{count}条"))
    for name in ("requirement", "goal"):
        found += weaker(name, getattr(before, name) or "", getattr(after, name) or "")
    for old, new in measures:
        found += weaker("measures", old, new)
    return tuple(dict.fromkeys(found))


def _deadline(before: Deadline, after: Deadline) -> Iterator[Relaxed]:
    if before.due is None or before.text == after.text:
        return
    if after.due is not None and after.due > before.due:
        yield Relaxed("deadline", "later", before.text, after.text)
    elif after.due is None and not after.immediate:
        yield Relaxed("deadline", "undated", before.text, after.text)


def later_measure(before: ListedMeasure, after: ListedMeasure) -> Relaxed | None:
    """Whether a measure's own date moved back."""
    if before.due and after.due and after.due > before.due:
        return Relaxed("measures", "later", before.due.isoformat(), after.due.isoformat())
    return None


def weaker(name: str, before: str, after: str) -> list[Relaxed]:
    """Weaker words and lowered figures in one text of a field."""
    if not before or not after or before == after:
        return []
    found: list[Relaxed] = []
    for strong, weak in _WEAKER:
        if before.count(strong) <= after.count(strong) and not _softened(strong, before, after):
            continue
        came = next((word for word in weak if after.count(word) > before.count(word)), None)
        soft = _softened(strong, before, after)
        if came or soft:
            found.append(Relaxed(name, "weaker", strong, came or soft))
        elif strong in _DROPPED and after.count(strong) < before.count(strong):
            found.append(Relaxed(name, "dropped", strong, ""))
    return found + _lowered(name, before, after)


def _softened(strong: str, before: str, after: str) -> str:
    """The strong word that stays but with a soft one put before it (完成 -> 基本完成); empty where there is none."""
    said = (soft + strong for soft in ("基本", "争取", "力争") if strong in before)
    return next((words for words in said if after.count(words) > before.count(words)), "")


def _targets(text: str) -> dict[tuple[str, str], list[tuple[float, str]]]:
    """The figures a text sets, by direction (least, most) and unit, in order."""
    found: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for hit in _TARGET.finditer(text):
        least = bool(hit["least"]) or (hit["after"] or "").endswith("以上")
        most = bool(hit["most"]) or (hit["after"] or "").endswith(("以下", "以内", "之内"))
        if least != most and text[hit.end() : hit.end() + 1] not in ("年", "月", "日"):
            key = ("least" if least else "most", (hit["unit"] or "").replace("％", "%"))
            found.setdefault(key, []).append((float(hit["number"]), hit[0].strip()))
    return found


def _lowered(name: str, before: str, after: str) -> list[Relaxed]:
    """Figures compared one by one where both texts set as many of a kind."""
    found = []
    theirs = _targets(after)
    for (direction, unit), ours in _targets(before).items():
        now = theirs.get((direction, unit), [])
        if len(now) == len(ours):
            for (old, old_words), (new, new_words) in zip(ours, now, strict=True):
                if new < old if direction == "least" else new > old:
                    found.append(Relaxed(name, "lower", old_words, new_words))
    return found
