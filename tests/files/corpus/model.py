"""What a corpus workbook is made of: sheets of plain cells, and cells that carry what is to be read from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

Json = dict[str, Any]


def either(*readings: Any) -> Json:
    """Readings of which each would be right."""
    return {"any": list(readings)}


def alternatives(value: Any) -> list[Any]:
    """All right readings of an expected value."""
    return value["any"] if isinstance(value, dict) and "any" in value else [value]


# ---------------------------------------------------------------- cells


@dataclass(frozen=True, slots=True)
class Shown:
    """A date or number with the number format that decides what a person sees."""

    value: Any
    shape: str


@dataclass(slots=True)
class Cell:
    """A cell as written, and what it contributes to the task of its row."""

    value: Any
    says: Json = field(default_factory=dict)


def x(value: Any = None) -> Cell:
    """A cell that nothing under test is read from."""
    return Cell(value)


def n(value: Any, number: Any) -> Cell:
    """A number cell: as written, the bare number."""
    return Cell(value, {"number": number})


def up(value: Any, number: Any) -> Cell:
    """The upper level's number."""
    return Cell(value, {"upper_number": number})


def plain(key: str, value: Any, read: Any = None) -> Cell:
    """A text cell read as it stands, or as ``read``."""
    return Cell(value, {key: value if read is None else read})


def f(text: str) -> Cell:
    """A finding (反馈问题)."""
    return plain("finding", text)


def g(text: str) -> Cell:
    """A goal (整改目标)."""
    return plain("goal", text)


def cat(text: str) -> Cell:
    """A category (问题类型)."""
    return plain("category", text)


def acc(text: str, read: Any = None) -> Cell:
    """The accepting unit (验收单位)."""
    return plain("acceptance_unit", text, read)


def who(text: str, read: Any = None) -> Cell:
    """The responsible person (责任人)."""
    return plain("responsible_person", text, read)


def boss(text: str, read: Any = None) -> Cell:
    """The leader in charge (包保领导)."""
    return plain("leader_in_charge", text, read)


def u(value: Any, *units: Any) -> Cell:
    """A unit column of its own (责任单位): the first unit leads."""
    return Cell(value, {"units": list(units)})


def lead(value: Any, *units: Any) -> Cell:
    """A lead column (牵头单位)."""
    return Cell(value, {"lead": list(units)})


def resp(value: Any, *units: Any) -> Cell:
    """A column of responsible units beside a lead column."""
    return Cell(value, {"resp": list(units)})


def sup(value: Any, *units: Any) -> Cell:
    """A column of supporting units (配合单位)."""
    return Cell(value, {"sup": list(units)})


def roles(value: Any, leading: str, supporting: list[Any], others: Sequence[str] = ()) -> Cell:
    """A cell that names the roles itself: A牵头，B、C配合."""
    return Cell(value, {"lead": [leading], "resp": list(others), "sup": supporting})


def d(
    value: Any,
    *dates: str,
    imm: bool = False,
    long: bool = False,
    rec: Sequence[tuple[str, int]] = (),
    ask: bool = False,
    free: bool = False,
) -> Cell:
    """A deadline cell: its milestones in order; ``ask`` where a clerk must ask, ``free`` where milestones are open."""
    return Cell(value, {"deadline": deadline(*dates, imm=imm, long=long, rec=rec, ask=ask, free=free)})


def season(value: str) -> Cell:
    """A deadline bound to a season: a date by the local setting, or a question."""
    return Cell(value, {"deadline": {"immediate": False, "long_term": False, "recurring": []}})


def deadline(
    *dates: str,
    imm: bool = False,
    long: bool = False,
    rec: Sequence[tuple[str, int]] = (),
    ask: bool = False,
    free: bool = False,
) -> Json:
    """The reading of a deadline in the shape of ``import --dry-run``."""
    reading: Json = {
        "due": dates[-1] if dates else None,
        "milestones": list(dates),
        "immediate": imm,
        "long_term": long,
        "recurring": [{"per": per, "times": times} for per, times in rec],
        "needs_review": ask,
    }
    if free:
        del reading["milestones"]
    return reading


def m(value: str, *parts: Any) -> Cell:
    """A measures cell: as written, and its measures as text, (text, due) or (text, due, units)."""
    return Cell(value, {"measures": [measure(part) for part in parts]})


def measure(part: Any) -> Json:
    """One measure in the shape of ``import --dry-run``."""
    text, due, units = (*part, None, None)[:3] if isinstance(part, tuple) else (part, None, None)
    return {"text": text, "units": units or [], "due": due}


CHINESE = "一二三四五六七八九十"
STYLES = {
    "（1）": lambda i: f"（{i}）",
    "(1)": lambda i: f"({i})",
    "1.": lambda i: f"{i}.",
    "1、": lambda i: f"{i}、",
    "1．": lambda i: f"{i}．",
    "1)": lambda i: f"{i})",
    "①": lambda i: "①②③④⑤⑥⑦⑧⑨"[i - 1],
    "一是": lambda i: f"{CHINESE[i - 1]}是",
    "（一）": lambda i: f"（{CHINESE[i - 1]}）",
    "一、": lambda i: f"{CHINESE[i - 1]}、",
    "⑴": lambda i: "⑴⑵⑶⑷⑸⑹"[i - 1],
    "第一，": lambda i: f"第{CHINESE[i - 1]}，",
}


def ms(parts: Sequence[Any], style: str = "（1）", joint: str = "\n") -> Cell:
    """A measures cell made of parts numbered in a style; own units are written after the sentence."""
    texts = []
    for index, part in enumerate(parts, 1):
        text, _, units = (*part, None, None)[:3] if isinstance(part, tuple) else (part, None, None)
        tail = f"（责任单位：{'、'.join(units)}）" if units else ""
        texts.append(STYLES[style](index) + text + "。" + tail)
    return m(joint.join(texts), *parts)


# ---------------------------------------------------------------- sheets


@dataclass(slots=True)
class Sheet:
    """One sheet: rows of values as written (rows[0] is row 1), merges (1-based, inclusive), what is hidden."""

    name: str = "Sheet1"
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    lines_above: list[str] = field(default_factory=list)

    def add(self, *values: Any, left: int = 0) -> int:
        """Append a row, with blank cells to the left; returns its number."""
        self.rows.append([None] * left + list(values))
        return len(self.rows)

    def across(self, text: str, wide: int, left: int = 0) -> int:
        """Append a row with one text merged across the table; returns its number."""
        row = self.add(text, left=left)
        self.merges.append((row, left + 1, row, left + wide))
        return row

    def blank(self, count: int = 1) -> None:
        """Append blank rows."""
        for _ in range(count):
            self.add()

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area."""
        self.merges.append((top, left, bottom, right))


@dataclass(slots=True)
class Workbook:
    """One corpus file: its sheets and the reading expected of it; ``inside`` is the format where the name belies it."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    tasks: list[Json] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    must_mention: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    separator: str = ","
    inside: str = ""

    def sheet(self, name: str = "Sheet1", **state: Any) -> Sheet:
        """Add a sheet."""
        self.sheets.append(Sheet(name, **state))
        return self.sheets[-1]

    def task(self, sheet: Sheet, cells: Sequence[Cell], left: int = 0, **more: Any) -> int:
        """Write one task as one row and expect what its cells say."""
        row = sheet.add(*(cell.value for cell in cells), left=left)
        self.expect(cells, row, **more)
        return row

    def block(
        self,
        sheet: Sheet,
        cells: Sequence[Cell],
        rows: Sequence[dict[int, Any]],
        merged: bool = True,
        **more: Any,
    ) -> int:
        """Write one task over several rows: ``rows`` give the columns that differ, the others are merged or blank."""
        own = set(rows[0])
        first = len(sheet.rows) + 1
        for number, values in enumerate(rows):
            line = [
                cell.value if number == 0 and index not in own else None for index, cell in enumerate(cells)
            ]
            for index, value in values.items():
                line[index] = value.value if isinstance(value, Cell) else value
            sheet.add(*line)
        if merged:
            for index in range(len(cells)):
                if index not in own:
                    sheet.merge(first, index + 1, len(sheet.rows), index + 1)
        self.expect(cells, first, **more)
        return first

    def expect(self, cells: Sequence[Cell], row: int | None, **more: Any) -> None:
        """Expect one task of these cells."""
        says: Json = {}
        for cell in cells:
            says.update(
                {
                    key: says.get(key, []) + value if key in UNIT_ROLES else value
                    for key, value in cell.says.items()
                }
            )
        says.update(more)
        self.tasks.append(expected_task(says, row))

    def document(self) -> Json:
        """The expected reading as it is kept beside the file."""
        return {"tasks": self.tasks, "skipped": self.skipped, "must_mention": self.must_mention}


UNIT_ROLES = ("units", "lead", "resp", "sup")
PLAIN_KEYS = (
    "number",
    "upper_number",
    "category",
    "finding",
    "goal",
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
)


def all_of(units: Sequence[Any]) -> list[list[str]]:
    """All right ways to list these units; a unit may be ``either("甲县委、县政府", ["甲县委", "县政府"])``."""
    ways = []
    for choice in product(*(alternatives(unit) for unit in units)):
        flat: list[str] = []
        for unit in choice:
            flat += [one for one in (unit if isinstance(unit, list) else [unit]) if one not in flat]
        ways.append(flat)
    return ways


def one_or_any(ways: list[Any]) -> Any:
    """A value, or the alternatives where there are several."""
    unique = [way for index, way in enumerate(ways) if way not in ways[:index]]
    return unique[0] if len(unique) == 1 else either(*unique)


def expected_task(says: Json, row: int | None) -> Json:
    """The task in the shape of ``import --dry-run``; units in the order lead, responsible, supporting."""
    task: Json = {key: says.get(key) for key in PLAIN_KEYS}
    units = [*says.get("lead", []), *says.get("units", []), *says.get("resp", []), *says.get("sup", [])]
    ways = all_of(units)
    leading = says.get("lead") or says.get("units") or []
    task["lead_unit"] = one_or_any([way[0] if way else None for way in all_of(leading)])
    task["responsible_units"] = one_or_any(ways)
    task["supporting_units"] = one_or_any(all_of(says.get("sup", [])))
    task["measures"] = says.get("measures", [])
    task["deadline"] = says.get("deadline", deadline())
    for key in ("lead_unit", "responsible_units", "supporting_units"):
        if key in says:
            task[key] = says[key]
    if says.get("optional"):
        task["optional"] = True
    task["at"] = {"row": row}
    return task
