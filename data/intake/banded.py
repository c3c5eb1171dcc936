"""Lists whose findings stand in rows of their own (问题1：…) over the rows of their measures: drawn again with a finding column."""

import re
from dataclasses import replace

from data.intake.grid import CellValue, Merge
from data.intake.headers import Header
from data.intake.row_kinds import compact, is_note, is_sign_off, is_total
from data.intake.sheet import Sheet

_FINDING = "反馈问题"
_COUNTER = "措施序号"
_HEADING = re.compile(r"(方面|类|领域|部分|清单|任务|事项|情况)[:：]?$")
_OPENING = re.compile(
    r"^(?:反馈|整改)?问题[\d一二三四五六七八九十]+|^\(?\d{1,3}[.、)]|^[一二三四五六七八九十]{1,3}、.{10,}"
)
_SHORTEST = 8


def with_findings(sheet: Sheet, header: Header) -> Sheet | None:
    """The sheet with a finding column at its right edge, merged over its measures; None where no rows hold findings.

    Row numbers stay, the rows of the findings are left blank; the number column counts the measures of one finding and is called so.
    """
    heads = _heads(sheet, header.data_start)
    if not heads or not _all_findings([text for _, text in heads]):
        return None
    column = sheet.width
    rows: list[list[CellValue]] = [list(row) + [None] * (column + 1 - len(row)) for row in sheet.grid.rows]
    rows[header.rows[-1]][column] = _FINDING
    for index, levels in header.levels.items():
        if compact(levels[-1]) in ("序号", "编号"):
            rows[header.rows[-1]][index] = _COUNTER
    merges = [merge for merge in sheet.grid.merges if merge.top not in dict(heads)]
    ends = [row for row, _ in heads[1:]] + [_end(sheet, heads[-1][0])]
    for (row, text), end in zip(heads, ends, strict=True):
        rows[row] = []
        rows[row + 1][column] = text
        merges.append(Merge(row + 1, column, end - 1, column))
    return Sheet(replace(sheet.grid, rows=tuple(map(tuple, rows)), merges=tuple(merges)))


def _heads(sheet: Sheet, start: int) -> list[tuple[int, str]]:
    """Rows with one wide text that stand over at least one row of several cells."""
    found: list[tuple[int, str]] = []
    for row in range(start, sheet.height - 1):
        cells = sheet.present(row)
        if len(cells) != 1 or len(sheet.present(row + 1)) < 2:
            continue
        area = sheet.area(row, cells[0][0])
        if (area.right - area.left + 1) * 2 >= sheet.width:
            found.append((row, cells[0][1]))
    return found


def _all_findings(texts: list[str]) -> bool:
    flat = [compact(text) for text in texts]
    if any(len(text) < _SHORTEST or _HEADING.search(text) for text in flat):
        return False
    return all(text.endswith("。") or _OPENING.match(text) for text in flat)


def _end(sheet: Sheet, start: int) -> int:
    """The row after the last measure: notes, totals and signatures below belong to nobody."""
    for row in range(start + 1, sheet.height):
        cells = sheet.present(row)
        if not cells or is_note(cells[0][1]) or is_total(cells[0][1]) or is_sign_off([t for _, t in cells]):
            return row
    return sheet.height
