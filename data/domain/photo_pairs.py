"""Which photo after belongs beside which photo before (整改前后对比): the same place by its title, the same measures."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from data.domain.contents import EvidencePart
from data.domain.model import Evidence

BEFORE, AFTER = PHOTOS = "photo_before", "photo_after"
Pair = tuple[EvidencePart | None, EvidencePart | None]

_WHEN = re.compile(r"(?:整改|整治|治理|清理|修复|改造|拆除|施工)?[前后]")
_NAMED = re.compile(r"[一-鿿]")
_SAME_PLACE = 0.8


def photo_pairs(parts: Sequence[EvidencePart]) -> list[Pair]:
    """Every photo once, in catalogue order; the best matches first, a photo without partner beside None.

    Two photos can be a pair where they prove a measure in common, or where their titles name the same place.
    """
    before = [part for part in parts if part.evidence.kind == BEFORE]
    after = [part for part in parts if part.evidence.kind == AFTER]
    scored = [
        (_likeness(one, other), -i, -j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if _may_pair(one, other)
    ]
    partner: dict[int, int] = {}
    for _, i, j in sorted(scored, reverse=True):
        if -i not in partner and -j not in partner.values():
            partner[-i] = -j
    pairs: list[Pair] = [(one, after[partner[i]] if i in partner else None) for i, one in enumerate(before)]
    pairs += [(None, other) for j, other in enumerate(after) if j not in partner.values()]
    return pairs


def _may_pair(one: EvidencePart, other: EvidencePart) -> bool:
    shared = set(one.measure_positions) & set(other.measure_positions)
    neither = not one.measure_positions and not other.measure_positions
    return bool(shared) or neither or same_place(one.evidence, other.evidence)


def same_place(one: Evidence, other: Evidence) -> bool:
    """Whether the titles of two photos name the same place, before and after left aside; 整改前 or IMG_01 names none."""
    a, b = _place(one.title), _place(other.title)
    if not a.named or not b.named or _most_alike(a, b) < _SAME_PLACE:
        return False
    return _alike(a.text, b.text) >= _SAME_PLACE


def _likeness(one: EvidencePart, other: EvidencePart) -> float:
    return _alike(_place(one.evidence.title).text, _place(other.evidence.title).text)


class _Place(NamedTuple):
    """What a title says of the place: its words, whether it names one, and how often each character stands in it."""

    text: str
    named: bool
    counts: dict[str, int]


@lru_cache(maxsize=8192)
def _place(title: str) -> _Place:
    text = _WHEN.sub("", title)
    return _Place(text, bool(_NAMED.search(text)), dict(Counter(text)))


def _most_alike(one: _Place, other: _Place) -> float:
    """What the likeness cannot exceed: thousands of photos are compared, and hardly any two are of one place."""
    common = sum(min(count, other.counts.get(char, 0)) for char, count in one.counts.items())
    return 2 * common / (len(one.text) + len(other.text))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
