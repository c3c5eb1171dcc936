"""Applying an import to the store against plain ``executemany`` of the same rows into the same schema (goal: 1.5)."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.lists import write_list
from bench.rounds import Row, compare
from data import actions
from data.domain.model import Listing
from data.domain.plan import Plan
from data.domain.units import UnitContext
from data.profiles import load_profile
from data.store import imports
from data.store.database import connect
from data.store.workspace import DATABASE, Workspace

TODAY = date(2026, 11, 22)
TABLES = ("import", "task", "measure")


def run() -> list[Row]:
    with TemporaryDirectory() as folder:
        room = Path(folder)
        file = write_list(room / "清单.xlsx", 20_000)
        context = actions.reading_context(load_profile(), TODAY, UnitContext(county="青禾县"))
        listing = actions.read_list(file, context)
        with Workspace.open(room / "empty", TODAY) as ws:
            shown = imports.plan(ws, listing.tasks)
        with _fresh(room, "filled") as ws:
            imports.apply(ws, listing, shown, file)
            rows = {table: _rows(ws, table) for table in TABLES}
        count = sum(len(values) for _, values in rows.values())

        def ours() -> None:
            _apply(room, listing, shown, file)

        return [
            compare(
                f"导入写入 {len(listing.tasks):,} 项任务（共 {count:,} 行，含日志）/ executemany 同样的行",
                ours,
                lambda: _bare(room, rows),
                3,
            )
        ]


def _fresh(room: Path, name: str) -> Workspace:
    """A workspace with the schema and nothing in it."""
    shutil.rmtree(room / name, ignore_errors=True)
    shutil.copytree(room / "empty", room / name)
    return Workspace.open(room / name, TODAY)


def _rows(ws: Workspace, table: str) -> tuple[int, list[tuple]]:
    values = ws.db.execute(f'select * from "{table}"').fetchall()
    return len(values[0]), values


def _apply(room: Path, listing: Listing, shown: Plan, file: Path) -> None:
    """As the wizard's last step: plan again and compare, keep the file, write the rows and the journal."""
    with _fresh(room, "ours") as ws:
        imports.apply(ws, listing, shown, file)


def _bare(room: Path, rows: dict[str, tuple[int, list[tuple]]]) -> None:
    with _fresh(room, "bare"):
        connection = connect(room / "bare" / DATABASE).conn
        connection.execute("BEGIN IMMEDIATE")
        for table, (width, values) in rows.items():
            marks = ", ".join("?" * width)
            connection.executemany(f'insert into "{table}" values ({marks})', values)
        connection.execute("COMMIT")
        connection.close()


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
