"""Both sides of a comparison timed by turns, so that a slow moment of the machine does not fall on one alone."""

import gc
import os
import time
from collections.abc import Callable

Row = tuple[str, float, float, float]
Work = Callable[[], object]

CPU_ONLY = os.environ.get("BENCH_CLOCK") == "cpu"
"""On a machine busy with other things the processor's time still tells, where the wall's does not."""


def now() -> float:
    """Seconds on the wall, or of the processor with all finished child processes."""
    return sum(os.times()[:4]) if CPU_ONLY else time.perf_counter()


def compare(name: str, ours: Work, bare: Work, rounds: int = 3) -> Row:
    """Name, our seconds, the bare side's seconds, their ratio; the best of the rounds on each side."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for side, work in enumerate((ours, bare)):
            gc.collect()
            start = now()
            kept = work()
            best[side] = min(best[side], now() - start)
            del kept
    return name, best[0], best[1], best[0] / best[1]
