"""Where a sheet's header stands and what its columns are called: any row, one to three rows, merged or broken over rows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.intake.column_work import Column
from data.intake.columns import dictionary, match_header, match_levels, normalise_header
from data.intake.grid import CellValue
from data.intake.sheet import Sheet, letters

DEEPEST = 3
SCANNED_ROWS = 400
_LOOK_FURTHER = 12
_SAMPLE_ROWS = 200
LONG_HEADER = 40
_GOOD_ENOUGH = 0.6
_ABOUT = frozenset({"finding", "requirement"})
BESIDE_FINDING = frozenset(
    {"measures", "goal", "deadline", "units", "lead_unit", "progress", "status", "acceptance_unit", "number"}
)


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its rows (0-based, top down), the levels of each column's name, and how well it fits."""

    rows: tuple[int, ...]
    levels: dict[int, tuple[str, ...]]
    score: float = 0.0

    @property
    def data_start(self) -> int:
        """The first row below the header."""
        return self.rows[-1] + 1 if self.rows else 0

    @property
    def fields(self) -> frozenset[str]:
        """The fields its columns name, before conflicts are settled."""
        found = (match_levels(levels) for levels in self.levels.values())
        return frozenset(match.field for match in found if match and match.field)

    def names(self) -> frozenset[str]:
        """All header texts, normalised, as they would repeat on a later page."""
        return frozenset(normalise_header(text) for levels in self.levels.values() for text in levels)


def fingerprint(header: Header) -> str:
    """The layout's mark: the same headers in the same columns give the same one, whatever stands below."""
    parts = [
        f"{index}:{'/'.join(map(normalise_header, header.levels[index]))}" for index in sorted(header.levels)
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def find_header(sheet: Sheet, start: int = 0) -> Header | None:
    """The first good header at or below ``start``; None where no row names a finding (or task) and what belongs to it.

    Where tables stand one below another the upper one's header is returned, unless a lower one is far better.
    """
    found: list[Header] = []
    scanned = 0
    for row in range(start, sheet.height):
        cells = sheet.present(row)
        if not cells:
            continue
        scanned += 1
        if scanned > SCANNED_ROWS or (found and row > found[-1].rows[0] + _LOOK_FURTHER):
            break
        if not any(match_header(text) for _, text in cells if len(text) <= LONG_HEADER):
            continue
        best = max(_candidates(sheet, row), key=lambda header: header.score, default=None)
        if best is None:
            continue
        if found and best.rows[0] <= found[-1].rows[-1]:
            found[-1] = max(found[-1], best, key=lambda header: header.score)
        else:
            found.append(best)
    good = max((header.score for header in found), default=0) * _GOOD_ENOUGH
    return next((header for header in found if header.score >= good), None)


def _candidates(sheet: Sheet, row: int) -> Iterator[Header]:
    least = _least_depth(sheet, row)
    for depth in range(least, DEEPEST + 1):
        if row + depth > sheet.height:
            return
        if depth > 1 and depth > least and not _is_lower_level(sheet, row, row + depth - 1):
            return
        header = header_at(sheet, tuple(range(row, row + depth)))
        score = _score(sheet, header)
        if score > 0:
            yield Header(header.rows, header.levels, score - 0.02 * depth)


def header_at(sheet: Sheet, rows: tuple[int, ...]) -> Header:
    """The header in exactly these rows (a person pointed at them, or a candidate)."""
    if not rows:
        return Header((), {})
    levels = {}
    for column in range(sheet.width):
        found = _levels(sheet, rows, column)
        if found:
            levels[column] = found
    return Header(rows, levels)


def _levels(sheet: Sheet, rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        anchor = sheet.anchor(row, column)
        if anchor[0] < rows[0] or _is_title(sheet, row, column):
            continue
        text = sheet.text(*anchor)
        if not text and row < rows[-1]:
            text = _group_to_the_left(sheet, row, column)
        if text and (not found or found[-1] != text):
            found.append(text)
    return tuple(found)


def _is_title(sheet: Sheet, row: int, column: int) -> bool:
    area = sheet.area(row, column)
    return sheet.width > 2 and (area.right - area.left + 1) * 5 >= sheet.width * 4


def _group_to_the_left(sheet: Sheet, row: int, column: int) -> str:
    """In a header without merged cells a group name stands only over its first column."""
    if sheet.area(row + 1, column).left != column or not sheet.text(row + 1, column):
        return ""
    for left in range(column - 1, -1, -1):
        if sheet.anchor(row, left) != (row, left):
            return ""
        text = sheet.text(row, left)
        below = sheet.text(row + 1, left)
        if text:
            return text if below and not sheet.area(row, left).right > left else ""
        if not below:
            return ""
    return ""


def _least_depth(sheet: Sheet, row: int) -> int:
    """A header cell merged downwards makes the header at least that deep."""
    deepest = 1
    for column, _ in sheet.present(row):
        area = sheet.area(row, column)
        if area.bottom - row < DEEPEST and area.right - area.left < max(1, sheet.width // 2):
            deepest = max(deepest, area.bottom - row + 1)
    return deepest


def _is_lower_level(sheet: Sheet, top: int, row: int) -> bool:
    """Whether a row can belong to the header above it: several short words under it, no numbers, no band."""
    cells = sheet.present(row)
    if len(cells) < 2:
        return False
    for column, text in cells:
        if len(normalise_header(text)) > LONG_HEADER // 2 or _is_data(sheet.value(row, column), text):
            return False
        if _is_title(sheet, row, column):
            return False
    return any(_is_under_group(sheet, top, row, column) for column, _ in cells)


def _is_under_group(sheet: Sheet, top: int, row: int, column: int) -> bool:
    for above in range(top, row):
        area = sheet.area(above, column)
        if area.right > area.left or not sheet.text(above, column):
            return True
        upper, lower = sheet.text(above, column), sheet.text(row, column)
        if match_header(upper) is None and match_header(upper + lower):
            return True
    return False


def _is_data(value: CellValue, text: str) -> bool:
    return isinstance(value, int | float | date) or text.replace(".", "").isdigit()


def _score(sheet: Sheet, header: Header) -> float:
    """How well the fields are named; 0 where it is no header of a task list."""
    scores: dict[str, float] = {}
    known = 0.0
    for levels in header.levels.values():
        match = match_levels(levels)
        if match is None:
            continue
        if not match.field:
            known += 0.2
        elif match.score > scores.get(match.field, 0):
            scores[match.field] = match.score
    fields = set(scores)
    if not fields & _ABOUT or len(fields) < 2 or not fields & BESIDE_FINDING:
        return 0.0
    if fields <= {"number", "finding", "requirement", "note", "category"} and len(fields) < 3:
        return 0.0
    total = sum(scores.values()) + min(known, 1.0) - _penalty(sheet, header)
    return total if total >= 1.5 else 0.0


def _penalty(sheet: Sheet, header: Header) -> float:
    wrong = 0.0
    for row in header.rows:
        for column, text in sheet.present(row):
            if _is_data(sheet.value(row, column), text):
                wrong += 0.6
            elif len(text) > LONG_HEADER or ("。" in text and match_header(text) is None):
                wrong += 1.0
    return wrong


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    return normalise_header(text) in dictionary().names


def looks_like_header(cells: list[tuple[int, str]]) -> bool:
    """Whether a row far below is a header again: at least three cells, most of them known names."""
    if len(cells) < 3 or cells[0][1].isdecimal():
        return False
    known = sum(_is_name(text) for _, text in cells if len(text) <= LONG_HEADER)
    return known >= 3 and known * 5 >= len(cells) * 3


def side_by_side(header: Header) -> tuple[Header, ...]:
    """The header of each list where several stand side by side under the same names; else the header alone."""
    order = sorted(header.levels)
    names = [tuple(map(normalise_header, header.levels[index])) for index in order]
    for count in (2, 3, 4):
        size, rest = divmod(len(names), count)
        if rest or size < 3:
            continue
        blocks = [names[start : start + size] for start in range(0, len(names), size)]
        if len(set(blocks[0])) > 2 and all(block == blocks[0] for block in blocks):
            starts = range(0, len(order), size)
            return tuple(
                Header(
                    header.rows,
                    {index: header.levels[index] for index in order[start : start + size]},
                    header.score,
                )
                for start in starts
            )
    return (header,)


def columns_of(sheet: Sheet, header: Header) -> list[Column]:
    """The columns under a header with a sample of their values; columns with neither name nor value are left out."""
    start = header.data_start
    stop = min(sheet.height, start + _SAMPLE_ROWS)
    stop = next((row for row in range(start, stop) if looks_like_header(sheet.present(row))), stop)
    hidden = sheet.grid.hidden_columns
    columns = []
    for index in range(sheet.width):
        levels = header.levels.get(index, ())
        sample = tuple(value for row in range(start, stop) if (value := sheet.value(row, index)) is not None)
        if levels or sample:
            columns.append(Column(index, levels, sample, index in hidden))
    return columns


def header_letters(header: Header) -> dict[str, str]:
    """Column letters -> header text, for the preview."""
    return {
        letters(index): "/".join(" ".join(t.split()) for t in header.levels[index])
        for index in sorted(header.levels)
    }
