"""Both sides of a comparison timed by turns, so that a slow moment of the machine does not fall on one alone."""

import gc
import time
from collections.abc import Callable

Row = tuple[str, float, float, float]
Work = Callable[[], object]


def compare(name: str, ours: Work, bare: Work, rounds: int = 3) -> Row:
    """Name, our seconds, the bare side's seconds, their ratio; the best of the rounds on each side."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for side, work in enumerate((ours, bare)):
            gc.collect()
            start = time.perf_counter()
            kept = work()
            best[side] = min(best[side], time.perf_counter() - start)
            del kept
    return name, best[0], best[1], best[0] / best[1]
