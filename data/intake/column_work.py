"""The columns under a header while it is decided what each of them holds."""

from dataclasses import dataclass, field

from data.intake.columns import Match
from data.intake.grid import CellValue
from data.intake.sheet import cell_text

SHORT_STATUS = 12
"""Longer texts are no status words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column under the header: its header levels, a sample of its values, and whether it is hidden."""

    index: int
    levels: tuple[str, ...]
    sample: tuple[CellValue, ...] = ()
    hidden: bool = False

    @property
    def header(self) -> str:
        """The header as shown: levels joined by a stroke."""
        return "/".join(" ".join(level.split()) for level in self.levels)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a column the person should confirm."""

    code: str
    severity: str
    column: int
    message: str


@dataclass(slots=True)
class Work:
    """The work in progress: fields by column, and what to ask."""

    columns: dict[int, Column]
    matches: dict[int, Match]
    fields: dict[int, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    date_parts: tuple[tuple[int, str], ...] = ()


def quoted(work: Work, index: int) -> str:
    """The column as named in messages."""
    header = work.columns[index].header
    return f"“{header}”列" if header else "没有表头的一列"


def has_values(work: Work, index: int) -> bool:
    """Whether anything stands below the column's header."""
    return any(cell_text(value) for value in work.columns[index].sample)
