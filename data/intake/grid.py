"""A sheet as plain cells: what every reader of every format returns and every layout is read from."""

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.model import RowProblem

CellValue = str | int | float | bool | date | datetime | None
"""A blank cell is None; never an empty string."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged area, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet (or one Word table): ``rows[0]`` is sheet row 1; rows may be ragged. All indexes are 0-based.

    ``unvalued`` are the cells holding a formula without a saved value.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A file read into grids, with what the person should know about the file itself (macros, outside links …)."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    problems: tuple[RowProblem, ...] = ()
