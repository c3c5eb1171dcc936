"""What a picture looks like in 64 bits (difference hash), so that one photo saved again is found on another task."""

from functools import lru_cache
from itertools import pairwise

_NEAR = 5
_FLAT = 8
"""A picture with hardly any edges (fog, a blank sheet) looks like any other such."""


def look_of(grey: bytes, side: int) -> str:
    """The look (hex) of ``side`` rows of ``side + 1`` grey values: whether each is darker than the one to its right."""
    bits = 0
    for row in range(side):
        line = grey[row * (side + 1) : (row + 1) * (side + 1)]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
    return f"{bits:0{side * side // 4}x}"


@lru_cache(maxsize=1 << 16)
def _bits(look: str) -> int:
    return int(look, 16)


def alike(one: str, other: str) -> bool:
    """Whether two looks are one picture: saved again, made smaller, lightened a little."""
    if not one or not other:
        return False
    first, second = _bits(one), _bits(other)
    if min(first.bit_count(), second.bit_count()) < _FLAT:
        return False
    return (first ^ second).bit_count() <= _NEAR
