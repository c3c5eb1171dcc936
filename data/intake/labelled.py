"""Cells that hold several fields, each behind its label (整改目标：…整改措施：…整改时限：…), taken apart."""

import re

from data.intake.columns import dictionary, normalise_header
from data.intake.fields import MeasureCell, TaskCells
from data.intake.grid import CellValue
from data.intake.sheet import cell_text

_LABEL = re.compile(
    r"(?:^|(?<=[\n。；;]))[ \t\u3000]*(?:[（(【\[]?[一二三四五六七八九十\d]{0,2}[)）、.．]?)"
    r"(?:([\u4e00-\u9fff]{2,8})[】\]]?[:：]|(?<=[【\[])([\u4e00-\u9fff]{2,8})[】\]])"
)
_LEADING = re.compile(r"^\s*(?:问题|第)?[（(]?(\d{1,3})(?:[.．](?!\d)|[、)）:：])")
_FIELDS = frozenset(
    {"goal", "measures", "deadline", "units", "lead_unit", "supporting_units", "acceptance_unit"}
    | {"responsible_person", "leader_in_charge", "requirement", "finding"}
)
_LEAST = 2


def take_apart(cells: TaskCells) -> None:
    """Give every labelled part to its field where the cell opens with a label and the task has nothing there yet."""
    if len(cells.measures) == 1:
        parts = _parts(cells.measures[0].text, cells, "measures")
        if parts:
            cells.measures.clear()
            _put(cells, parts, "measures")
    for name in ("requirement", "finding"):
        text = cells.values.get(name)
        parts = _parts(text, cells, name) if isinstance(text, str) else {}
        if parts:
            del cells.values[name]
            _put(cells, parts, name)


def _parts(text: str, cells: TaskCells, own: str) -> dict[str, str]:
    """Field -> text; empty where the cell is no labelled one, or a part's field stands elsewhere already."""
    if not any(mark in text for mark in ":：】]"):
        return {}
    names = dictionary().names
    found = [(one, names.get(normalise_header(one[1] or one[2]))) for one in _LABEL.finditer(text)]
    labels = [(one, match.field) for one, match in found if match and match.field in _FIELDS]
    fields = [field for _, field in labels]
    if len(labels) < _LEAST or len(set(fields)) < len(fields) or text[: labels[0][0].start()].strip():
        return {}
    if not {"goal", "measures", "finding"} & set(fields):
        return {}
    if any(
        field != own and (field in cells.values or (field == "measures" and cells.measures))
        for field in fields
    ):
        return {}
    ends = [one.start() for one, _ in labels[1:]] + [len(text)]
    return {
        field: text[one.end() : end].strip(" \n；;") for (one, field), end in zip(labels, ends, strict=True)
    }


def _put(cells: TaskCells, parts: dict[str, str], own: str) -> None:
    ref = cells.origin.get(own)
    for field, text in parts.items():
        key = "responsible_units" if field == "units" else field
        if ref is not None:
            cells.origin.setdefault(key, ref)
        if field == "measures":
            cells.measures.append(MeasureCell(text))
        else:
            value: CellValue = cell_text(text)
            cells.values[field] = value


def number_from_findings(gathered: list[TaskCells]) -> None:
    """Without a number column, numbers that open the findings (7.某县…) are the tasks', where every task has its own."""
    if any("number" in cells.columns for cells in gathered):
        return
    found = [_LEADING.match(cell_text(cells.values.get("finding"))) for cells in gathered]
    numbers = [match[1] for match in found if match]
    if len(numbers) < len(gathered) or len(set(numbers)) < len(numbers):
        return
    if len(numbers) == 1 or numbers != sorted(numbers, key=int):
        return
    for cells, number in zip(gathered, numbers, strict=True):
        cells.values["number"] = int(number)
        if "finding" in cells.origin:
            cells.origin["number"] = cells.origin["finding"]
