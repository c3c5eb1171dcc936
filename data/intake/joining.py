"""A list kept on several sheets (问题清单、措施清单、责任清单): the sheets without findings joined to the findings by number."""

import re
from dataclasses import replace

from data.domain.model import RowProblem
from data.domain.numbers import read_number
from data.intake.fields import MeasureCell, TaskCells
from data.intake.grid import CellValue
from data.intake.layout import Layout, as_annex, as_banded, as_list
from data.intake.sheet import cell_text
from data.intake.sheet_tasks import SheetTasks, gather_sheet

_SUB = re.compile(r"^(\d+)\s*[-－—.．]\s*\d+$")
_OF_MEASURES = {"units": "units", "lead_unit": "units", "deadline": "deadline"}
_NOT_COMPARED = frozenset({"number", "category", "source", "note", "finding", "requirement"})
_KNOWN_SHARE = 0.8
_LEAST_COVER = 0.5


def lists_of_parts(layouts: list[Layout], used: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """Where findings stand on one sheet with nothing but their numbers, that sheet is the list and the others complete it."""
    if any(layout.header and "finding" in layout.header.fields for layout in used):
        return used
    bare = [layout for layout in layouts if layout.annex and "finding" in layout.annex.fields]
    rest = [layout for layout in layouts if layout.is_annex or (layout in used and layout.parts)]
    if len(bare) != 1 or not rest:
        return used or _banded_lists(layouts)
    as_list(bare[0])
    bare[0].used, bare[0].why = True, ""
    return (bare[0], *used)


def _banded_lists(layouts: list[Layout]) -> tuple[Layout, ...]:
    banded = tuple(layout for layout in layouts if as_banded(layout))
    for layout in banded:
        layout.used, layout.why = True, ""
    return banded


def join_by_number(
    readings: list[SheetTasks], layouts: list[Layout]
) -> tuple[list[SheetTasks], list[RowProblem]]:
    """The readings with the other sheets of the list taken in; said sheet by sheet, and asked where both sheets differ."""
    main = [one for one in readings if one.layout.header and "finding" in one.layout.header.fields]
    if len(main) != 1 or len({_key(cells) for cells in main[0].gathered}) != len(main[0].gathered):
        return readings, []
    parts = [one for one in readings if one is not main[0] and _is_part(one.layout)]
    parts += [gather_sheet(as_annex(layout)) for layout in layouts if layout.is_annex]
    problems: list[RowProblem] = []
    taken: list[SheetTasks] = []
    for part in parts:
        if _belongs(main[0], part):
            problems += _join(main[0], part)
            taken.append(part)
            main[0].skipped += part.skipped
    return [one for one in readings if not any(one is part for part in taken)], problems


def _is_part(layout: Layout) -> bool:
    """A list whose tasks have requirements but no findings can complete one that has both."""
    return layout.header is not None and "finding" not in layout.header.fields


def _key(cells: TaskCells) -> str:
    text = cell_text(cells.values.get("number"))
    return read_number(text).number or text


def _base(cells: TaskCells, known: set[str]) -> str:
    """The task's number: 1-2 under task 1 is its second measure."""
    text = cell_text(cells.values.get("number"))
    sub = _SUB.match(text)
    return sub[1] if sub and text not in known else _key(cells)


def _belongs(main: SheetTasks, part: SheetTasks) -> bool:
    known = {_key(cells) for cells in main.gathered}
    numbers = {_base(cells, known) for cells in part.gathered} - {""}
    return (
        bool(numbers)
        and len(numbers & known) >= _KNOWN_SHARE * len(numbers)
        and len(numbers & known) >= _LEAST_COVER * len(known)
        and _agrees(main, part, known)
    )


def _agrees(main: SheetTasks, part: SheetTasks, known: set[str]) -> bool:
    """Two lists that say different things under the same numbers are two lists (two rounds), not parts of one."""
    by_number = {_key(cells): cells for cells in main.gathered}
    same = different = 0
    for cells in part.gathered:
        task = by_number.get(_base(cells, known))
        for name in task.values.keys() & cells.values.keys() if task else ():
            if name in _NOT_COMPARED or (cells.measures and name in _OF_MEASURES):
                continue
            if task and cell_text(task.values[name]) == cell_text(cells.values[name]):
                same += 1
            else:
                different += 1
    return different * 4 <= same or different == 0


def _join(main: SheetTasks, part: SheetTasks) -> list[RowProblem]:
    by_number = {_key(cells): cells for cells in main.gathered}
    problems: list[RowProblem] = []
    joined: set[str] = set()
    here, there = part.layout.sheet.name, main.layout.sheet.name
    for cells in part.gathered:
        number = _base(cells, set(by_number))
        task = by_number.get(number)
        if task is None:
            message = f"“{there}”中没有编号为“{number}”的任务，这一行没有并入；请核对编号。"
            problems.append(RowProblem("warning", "join_unknown", here, cells.at.cell, message))
            continue
        joined.add(number)
        problems += _differing(task, _completed(task, cells))
    message = f"已按编号并入“{there}”的{len(joined)}项任务。"
    part.layout.used, part.layout.partial, part.layout.why = True, False, message
    missing = [number for number in by_number if number not in joined]
    if missing:
        message += f"编号{'、'.join(missing[:10])}在这张表里没有。"
    problems.append(RowProblem("warning" if missing else "info", "sheet_joined", here, "", message))
    return problems


def _completed(task: TaskCells, part: TaskCells) -> dict[str, str]:
    """Take in what the task does not have yet; what both have and differs is returned, by field."""
    own = dict(part.values)
    for name in ("number", "category", "source"):
        own.pop(name, None)
    if "finding" in own:
        own["requirement"] = own.pop("finding")
    if part.measures:
        _put_measures(task, part, own)
    task.columns = {**part.columns, **task.columns}
    differing: dict[str, str] = {}
    for name, value in own.items():
        if name not in task.values:
            task.values[name] = value
        elif cell_text(task.values[name]) != cell_text(value):
            differing[name] = cell_text(value)
    for name, ref in part.origin.items():
        task.origin.setdefault(name, ref)
    for name, text in part.extra.items():
        task.extra.setdefault(name, text)
    return differing


def _put_measures(task: TaskCells, part: TaskCells, own: dict[str, CellValue]) -> None:
    """Units and deadlines beside a measure are the measure's where the task has its own."""
    shared: dict[str, CellValue] = {}
    for name, place in _OF_MEASURES.items():
        if name in own and (name in task.values or (place == "units" and "lead_unit" in task.values)):
            shared.setdefault(place, own.pop(name))
    for cell in part.measures:
        units = cell.units or cell_text(shared.get("units"))
        deadline = shared.get("deadline") if cell.deadline is None else cell.deadline
        task.measures.append(MeasureCell(cell.text, units, deadline))


def _differing(task: TaskCells, differing: dict[str, str]) -> list[RowProblem]:
    found = []
    for name, text in differing.items():
        ref = replace(task.origin.get(name) or task.at)
        message = f"另一张表在这一项写的是“{text[:40]}”，与这里不同，暂以这里为准；请核对。"
        found.append(RowProblem("warning", "join_differs", ref.sheet, ref.cell, message))
    return found
