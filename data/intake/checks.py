"""What is looked at when a sheet's tasks have been read: double numbers, hidden rows, paste pollution, the same list twice."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from data.domain.model import ListedTask, RowProblem
from data.intake.columns import dictionary
from data.intake.layout import Layout
from data.intake.row_kinds import compact
from data.intake.sheet import Sheet, letters

_MANY = 2


def check_sheet(sheet: Sheet, tasks: Sequence[ListedTask]) -> list[RowProblem]:
    """The problems that only show across the tasks of a sheet."""
    if not tasks:
        message = "表头下面没有读到任务；如果是空白模板可不管，否则请核对表头行选得对不对。"
        return [RowProblem("warning", "no_tasks", sheet.name, "", message)]
    return [*_double_numbers(sheet, tasks), *_hidden(sheet, tasks), *_pollution(sheet, tasks)]


def _double_numbers(sheet: Sheet, tasks: Sequence[ListedTask]) -> list[RowProblem]:
    groups: dict[str, list[ListedTask]] = {}
    for task in tasks:
        if task.number:
            groups.setdefault(task.number, []).append(task)
    double = {number: group for number, group in groups.items() if len(group) > 1}
    if not double:
        return []
    if len(double) >= _MANY and _restarts(double):
        message = (
            f"编号在各章节（类别）中重新起算，有{len(double)}个编号出现不止一次；再次导入时将按问题内容对应。"
        )
        return [RowProblem("warning", "duplicate_number", sheet.name, "", message)]
    return [
        RowProblem(
            "warning",
            "duplicate_number",
            sheet.name,
            (task.origin.get("number") or task.at).cell,
            f"编号{number}重复：第{group[0].at.row}行已经用过；请核对是否同一项任务。",
        )
        for number, group in double.items()
        for task in group[1:]
    ]


def _restarts(double: dict[str, list[ListedTask]]) -> bool:
    return all(len({task.category for task in group}) == len(group) for group in double.values())


def _hidden(sheet: Sheet, tasks: Sequence[ListedTask]) -> list[RowProblem]:
    found: list[RowProblem] = []
    rows = [task.at.row for task in tasks if task.at.row - 1 in sheet.grid.hidden_rows]
    if rows:
        shown = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")
        message = f"第{shown}行在原表中是隐藏的，共{len(rows)}项任务，已一并读取；如不需要请在预览中去掉。"
        found.append(RowProblem("info", "hidden_rows", sheet.name, f"A{rows[0]}", message))
    columns = [letters(index) for index in sorted(sheet.grid.hidden_columns) if _has_text(sheet, index)]
    if columns:
        message = f"{'、'.join(columns[:10])}列在原表中是隐藏的，已一并读取；如不需要请在列对照中去掉。"
        found.append(RowProblem("info", "hidden_columns", sheet.name, f"{columns[0]}1", message))
    return found


def _has_text(sheet: Sheet, column: int) -> bool:
    return column < sheet.width and any(texts[column] for texts in sheet.texts)


def _pollution(sheet: Sheet, tasks: Sequence[ListedTask]) -> list[RowProblem]:
    """Words that paste pollution leaves behind (S003: betting brands in place of a city's name), and broken encodings."""
    blob = "\n".join(
        text
        for task in tasks
        for text in (task.finding, task.goal, task.requirement, task.measures_text)
        if text
    )
    words = [word for word in dictionary().pollution if word in blob]
    if not words:
        return []
    found = []
    for task in tasks:
        for name, text in _texts(task):
            hit = next((word for word in words if word in text), None)
            if hit:
                cell = task.origin.get(name, task.at).cell
                message = f"文字里混有“{hit}”，像是网页粘贴带入的广告或乱码；请对照原文改正。"
                found.append(RowProblem("warning", "suspicious_text", sheet.name, cell, message))
    return found


def _texts(task: ListedTask) -> list[tuple[str, str]]:
    pairs = (
        ("finding", task.finding),
        ("goal", task.goal),
        ("requirement", task.requirement),
        ("measures", task.measures_text),
    )
    return [(name, text) for name, text in pairs if text]


class _Read(Protocol):
    layout: Layout
    tasks: list[ListedTask]


R = TypeVar("R", bound=_Read)


def without_repeated_lists(readings: Sequence[R]) -> tuple[list[R], list[RowProblem]]:
    """Of two sheets with mostly the same findings only the fuller one is kept, and that is said."""
    kept: list[R] = []
    problems: list[RowProblem] = []
    for reading in sorted(readings, key=lambda one: -one.layout.weight):
        twin = next((other for other in kept if _same_list(other.tasks, reading.tasks)), None)
        if twin is None:
            kept.append(reading)
            continue
        reading.layout.used = False
        reading.layout.why = f"与“{twin.layout.sheet.name}”是同一份清单，没有重复读取"
        message = (
            f"“{reading.layout.sheet.name}”和“{twin.layout.sheet.name}”的问题大多相同，像是同一份清单的两个版本，"
            f"只读取了“{twin.layout.sheet.name}”；如果要用另一张，请在“工作表”一步改选。"
        )
        problems.append(RowProblem("warning", "same_list_twice", reading.layout.sheet.name, "", message))
    order = [reading for reading in readings if any(reading is one for one in kept)]
    return order, problems


def _same_list(one: Sequence[ListedTask], other: Sequence[ListedTask]) -> bool:
    first = Counter(compact(task.finding) for task in one)
    second = Counter(compact(task.finding) for task in other)
    smaller = min(first.total(), second.total())
    return smaller > 0 and (first & second).total() * 2 > smaller
