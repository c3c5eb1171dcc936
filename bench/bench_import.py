"""Reading and planning a list against openpyxl merely reading the same file (goal: 0.5)."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from bench.lists import write_list
from bench.rounds import Row, compare
from data import actions
from data.domain.plan import plan_import
from data.domain.units import UnitContext
from data.profiles import load_profile

TODAY = date(2026, 11, 22)


def run() -> list[Row]:
    with TemporaryDirectory() as folder:
        rows = []
        for count, rounds in ((2_000, 5), (20_000, 3)):
            file = write_list(Path(folder) / f"{count}.xlsx", count)
            rows.append(
                compare(
                    f"读取并比对 {count:,} 行清单 / openpyxl 只读出单元格",
                    lambda file=file: _ours(file),
                    lambda file=file: openpyxl.load_workbook(file, data_only=True),
                    rounds,
                )
            )
        return rows


def _ours(file: Path) -> object:
    """As the import does it: the reading process, the tasks with every deadline read, the plan."""
    context = actions.reading_context(load_profile(), TODAY, UnitContext(county="青禾县"))
    return plan_import(actions.read_list(file, context).tasks, ())


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
