"""Runs every comparison and writes docs/bench.md: ratios of one run on one machine, against the bare libraries.

Usage: python -m bench [--only bench_pdf …] [--cpu]; without --only the report is written. Each theme runs in a fresh process.
"""

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from main import spare_the_collector

Row = tuple[str, float, float, float]
REPORT = Path(__file__).resolve().parent.parent / "docs" / "bench.md"


@dataclass(frozen=True)
class Theme:
    """One module with ``run()``, the goals of its rows in order, and where our additional time goes."""

    module: str
    title: str
    goals: tuple[float | None, ...]
    rest: str


THEMES = (
    Theme(
        "bench_import",
        "导入：读取与比对",
        (0.5, 0.5),
        "单元格由 Rust 写的 calamine 在子进程里读；其余时间是启动子进程、读时限短语、拆分单位和措施。行数少时启动子进程占大头。",
    ),
    Theme(
        "bench_store",
        "导入：写入台账",
        (1.5,),
        "把任务值变成行（JSON 列、编号）、写入前重新比对一次、保留来文原件；落盘方式两边相同。",
    ),
    Theme(
        "bench_list",
        "任务列表",
        (1.5, 1.5, 1.5, 1.5, 1.0),
        "SQL 之外，要把每行变成值、判断进度和预警、重画可见的十几行；排序和查找只在内存里进行，不再查库。",
    ),
    Theme(
        "bench_pdf",
        "申请材料 PDF",
        (1.25, 1.25),
        "排版（断行、避头尾、分页、逐字选字体）；对照一方直接把排好的同样文字画在同样位置。",
    ),
    Theme(
        "bench_package",
        "1 GB 佐证的申请包",
        (1.25, 1.0),
        "写入时一遍算 SHA-256 和 SM3，写完重新打开整包核验；SM3 在另一个核上算。",
    ),
    Theme(
        "bench_start",
        "启动",
        (1.6, None),
        "导入 Python 模块（Qt 以外约 0.15 秒，其中 sqlite-utils 占三分之一）、打开并检查数据文件、装入字体和样式、画任务列表。",
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="THEME", help="only these, printed and not written")
    parser.add_argument("--cpu", action="store_true", help="processor time instead of the wall's")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        spare_the_collector()  # as the program does at its start
        json.dump(importlib.import_module(f"bench.{options.one}").run(), sys.stdout)
        return 0
    parts = []
    for theme in THEMES:
        if options.only and theme.module not in options.only:
            continue
        rows = _measured(theme.module, options.cpu)
        parts.append(_part(theme, rows))
        print(parts[-1], flush=True)
    if not options.only:
        REPORT.write_text(_report(parts, options.cpu), encoding="utf-8")
    return 0


def _measured(module: str, cpu: bool) -> list[Row]:
    """The rows of one theme, measured in a process of its own so that memory and caches of the others stay out."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BENCH_CLOCK": "cpu" if cpu else "wall"}
    command = [sys.executable, "-m", "bench", "--one", module]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
    return [tuple(row) for row in json.loads(done.stdout)]


def _part(theme: Theme, rows: list[Row]) -> str:
    lines = [
        f"## {theme.title}",
        "",
        "| 本程序 / 对照 | 本程序 | 对照 | 比值 | 目标 | 达到 |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for (name, ours, bare, ratio), goal in zip(rows, theme.goals, strict=True):
        reached = "—" if goal is None else "是" if ratio <= goal else "**否**"
        wanted = "—" if goal is None else f"≤ {goal:g}"
        lines.append(f"| {name} | {ours:.3f} | {bare:.3f} | {ratio:.2f} | {wanted} | {reached} |")
    return "\n".join([*lines, "", theme.rest, ""])


def _report(parts: list[str], cpu: bool) -> str:
    clock = "处理器时间" if cpu else "实际经过的时间"
    head = f"""# 与裸库的比较

每一行是同一次运行里两件事的比值：本程序做完整件事，对照只用底层库或系统命令做其中必不可少的部分。
两边轮流各做几遍，取各自最快的一遍；单位是秒（{clock}），另有注明的除外。

运行环境：{os.cpu_count()} 核，{platform.system()} {platform.machine()}，Python {platform.python_version()}，{date.today()}。

重复一次：`make bench`（改写本页）；只量一项：`python -m bench --only bench_pdf`；机器正忙时加 `--cpu`，量处理器时间。
"""
    return "\n".join([head, *parts])


if __name__ == "__main__":
    sys.exit(main())
