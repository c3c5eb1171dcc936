"""From the rows (or the card) of one task to its ``TaskCells``: merged areas filled down, several cells of a field put together."""

import re

from data.domain.model import CellRef
from data.intake.cards import Card, CardCell
from data.intake.columns import dictionary
from data.intake.fields import MeasureCell, TaskCells
from data.intake.grid import CellValue
from data.intake.mapping import ColumnPlan
from data.intake.persons import split_persons
from data.intake.row_facts import TaskRows
from data.intake.rows import column_texts
from data.intake.sheet import Sheet, cell_text, letters

ORIGIN = {"units": "responsible_units"}
"""Canonical column names whose value stands under another name in a task."""

DITTO_LIMIT = 3

_PARTS = re.compile(r"[\n；;，,、（）()]+|\s{2,}")
_DATED = re.compile(
    r"\d年|\d月|[一二三四五六七八九十]月|年底|月底|长期|立行立改|立即|持续|常态|每[年月季]|季度|上半年|下半年|^\d{4}[./-]\d"
)
_OF_MEASURES = frozenset({"measures", "ignore", "measure_units", "measure_deadline"})
_LINES = frozenset({"finding", "requirement", "goal", "progress", "difficulty", "next_step", "note"})
_NAMES = frozenset({"responsible_person", "leader_in_charge", "phone"})
_UNITS = ("units", "lead_unit")
_FILLED_DOWN = ("category", "source")
_BAND_KEY = "章节"


class TableGatherer:
    """Gathers task after task down one table."""

    def __init__(self, sheet: Sheet, plan: ColumnPlan, first_row: int) -> None:
        self.sheet = sheet
        self.first_row = first_row
        self.single = [
            (index, name, ORIGIN.get(name, name), letters(index))
            for index, name in plan.fields.items()
            if name not in _OF_MEASURES and index < sheet.width
        ]
        self.measures = tuple(index for index in plan.columns_of("measures") if index < sheet.width)
        self.extra = [
            (index, plan.headers.get(index) or f"{letters(index)}列")
            for index in plan.unmatched
            if index < sheet.width
        ]
        self.columns = {ORIGIN.get(name, name): letters(index) for index, name in plan.fields.items()}
        self.named = tuple(index for index in plan.named if plan.fields[index] in _UNITS)
        self.date_parts = plan.date_parts
        self.dated = tuple((index, plan.fields[index]) for index in plan.dated if index < sheet.width)
        self.own_units = (
            plan.columns_of("measure_units"),
            plan.columns_of("units") or plan.columns_of("lead_unit"),
        )
        self.own_deadlines = (plan.columns_of("measure_deadline"), plan.columns_of("deadline"))
        self.has_own = bool(self.own_units[0] or self.own_deadlines[0])

    def gather(self, task: TaskRows) -> TaskCells:
        """The cells of one task."""
        rows = task.rows
        cells = TaskCells(CellRef(self.sheet.name, rows[0] + 1), self.columns)
        if len(rows) == 1 and not self.has_own and rows[0] not in self.sheet.rows_under_merges:
            self._one_row(cells, rows[0])
        else:
            self._several_rows(cells, rows)
        if task.band is not None:
            self._band(cells, task)
        for index in self.named:
            self._split_named(cells, rows[0], index)
        if self.date_parts:
            self._put_date_together(cells, rows[0])
        for index, name in self.dated:
            self._split_dated(cells, index, name, rows[0])
        return cells

    def _split_named(self, cells: TaskCells, row: int, index: int) -> None:
        """A cell holding units and their persons (责任单位及责任人): told apart where a name is surely a name."""
        name = next((one for one in _UNITS if one in cells.values), "")
        units, persons = split_persons(cell_text(cells.values.get(name)))
        if units and persons:
            cells.values[name], cells.values["responsible_person"] = units, persons
            cells.origin.setdefault("responsible_person", self.sheet.ref(row, index))

    def _put_date_together(self, cells: TaskCells, row: int) -> None:
        """年、月、日 in columns of their own: 2025 | 6 | 30 is 2025年6月30日."""
        parts = [(self.sheet.filled(row, index), unit) for index, unit in self.date_parts]
        text = "".join(f"{part.rstrip(unit)}{unit}" for part, unit in parts if part)
        if text:
            cells.values["deadline"] = text

    def _split_dated(self, cells: TaskCells, index: int, name: str, row: int) -> None:
        """A cell holding another field and the deadline (责任单位及完成时限): told apart line by line."""
        if "deadline" in cells.values:
            return
        if name == "measures":
            cells.dated_measures = bool(cells.measures)
        elif name in cells.values:
            rest, dates = split_dates(cell_text(cells.values[name]))
            if dates:
                cells.values[name], cells.values["deadline"] = rest, dates
        cells.origin.setdefault("deadline", self.sheet.ref(row, index))

    def _one_row(self, cells: TaskCells, row: int) -> None:
        """The common case: every cell stands in the one row."""
        name, texts, values = self.sheet.name, self.sheet.texts[row], self.sheet.grid.rows[row]
        number, found, origin = row + 1, cells.values, cells.origin
        for index, field, key, letter in self.single:
            text = texts[index]
            if not text:
                continue
            if len(text) <= DITTO_LIMIT:
                text = self._resolved(row, index, text)
            value = text if isinstance(values[index], str) else values[index]
            if field in found:
                self._put(cells, field, value)
            else:
                found[field] = value
            if key not in origin:
                origin[key] = CellRef(name, number, letter)
        for index in self.measures:
            if texts[index]:
                cells.measures.append(MeasureCell(self._resolved(row, index, texts[index])))
                cells.origin.setdefault("measures", CellRef(name, row + 1, letters(index)))
        for index, header in self.extra:
            if texts[index]:
                cells.extra[header] = texts[index]

    def _several_rows(self, cells: TaskCells, rows: list[int]) -> None:
        for index, name, key, _ in self.single:
            self._field(cells, rows, index, (name, key))
        self._measures(cells, rows)
        for index, header in self.extra:
            texts = dict.fromkeys(text for _, text in column_texts(self.sheet, rows, index))
            if texts:
                cells.extra[header] = "\n".join(texts)

    def _put(self, cells: TaskCells, name: str, value: CellValue) -> None:
        earlier = cells.values.get(name)
        if earlier is None:
            cells.values[name] = value
        elif name != "number":
            joiner = "、" if name in _NAMES else "；"
            cells.values[name] = f"{cell_text(earlier)}{joiner}{cell_text(value)}"

    def _band(self, cells: TaskCells, task: TaskRows) -> None:
        if "category" in cells.values:
            cells.extra[_BAND_KEY] = task.band or ""
        else:
            cells.values["category"] = task.band
            cells.origin["category"] = CellRef(self.sheet.name, task.band_row + 1)

    def _field(self, cells: TaskCells, rows: list[int], index: int, names: tuple[str, str]) -> None:
        name, key = names
        found: dict[str, int] = {}
        for row, text in column_texts(self.sheet, rows, index):
            found.setdefault(self._resolved(row, index, text), row)
        if not found:
            return
        text, row = next(iter(found.items()))
        value = self.sheet.value(row, index)
        if isinstance(value, str) or value is None:
            value = text
        if len(found) > 1 and name != "number":
            value = ("\n" if name in _LINES else "、" if name in _NAMES else "；").join(found)
        self._put(cells, name, value)
        cells.origin.setdefault(key, self.sheet.ref(row, index))

    def _resolved(self, row: int, index: int, text: str) -> str:
        """同上 stands for what the column said last."""
        if len(text) > DITTO_LIMIT or text not in dictionary().words["ditto"]:
            return text
        for above in range(row - 1, self.first_row - 1, -1):
            said = self.sheet.texts[above][index]
            if said and said not in dictionary().words["ditto"]:
                return said
        return text

    def _measures(self, cells: TaskCells, rows: list[int]) -> None:
        units = self._per_row(rows, self.own_units)
        deadlines = self._per_row(rows, self.own_deadlines)
        for index in self.measures:
            for row, text in column_texts(self.sheet, rows, index):
                cells.origin.setdefault("measures", self.sheet.ref(row, index))
                text = self._resolved(row, index, text)
                own = cell_text(units.get(row))
                cells.measures.append(MeasureCell(text, own, deadlines.get(row)))

    def _per_row(
        self, rows: list[int], columns: tuple[tuple[int, ...], tuple[int, ...]]
    ) -> dict[int, CellValue]:
        """What a column says row by row, filled down; empty where it says one thing for the whole task.

        The measures' own column always counts; the task's only where it says something in more than one row.
        """
        own, shared = columns
        if own:
            return self._filled_down(rows, own[0])
        if not shared or len({row for row, _ in column_texts(self.sheet, rows, shared[0])}) < 2:
            return {}
        return self._filled_down(rows, shared[0])

    def _filled_down(self, rows: list[int], index: int) -> dict[int, CellValue]:
        own = {row: self._resolved(row, index, text) for row, text in column_texts(self.sheet, rows, index)}
        found: dict[int, CellValue] = {}
        last: CellValue = None
        for row in rows:
            if row in own:
                value = self.sheet.value(row, index)
                last = own[row] if value is None or isinstance(value, str) else value
            if last is not None:
                found[row] = last
        return found


def split_dates(text: str) -> tuple[str, str]:
    """What a cell says beside its dates, and the dates: "市住建局\\n2026年3月底前" -> ("市住建局", "2026年3月底前")."""
    rest, dates = [], []
    for part in _PARTS.split(text):
        if part:
            (dates if _DATED.search(part) else rest).append(part)
    return "、".join(rest), "，".join(dates)


def gather_card(sheet: Sheet, card: Card) -> TaskCells:
    """The cells of one card."""
    columns = {ORIGIN.get(name, name): letters(cell.column) for name, cell in card.cells.items()}
    column = "" if card.column is None else letters(card.column)
    cells = TaskCells(CellRef(sheet.name, card.top + 1, column), columns)
    for name, cell in card.cells.items():
        if not cell.text:
            continue
        cells.origin[ORIGIN.get(name, name)] = sheet.ref(cell.row, cell.column)
        if name == "measures":
            cells.measures.append(MeasureCell(cell.text))
        else:
            value = sheet.value(cell.row, cell.column)
            cells.values[name] = cell.text if value is None or isinstance(value, str) else value
    for line in card.lines:
        _put_line(cells, sheet, line)
    for cell in card.more:
        if cell.name == "measures":
            cells.measures.append(MeasureCell(cell.text))
        else:
            cells.values[cell.name] = f"{cell_text(cells.values.get(cell.name))}\n{cell.text}"
    for cell in card.extra:
        cells.extra[cell.label] = cell.text
    return cells


def _put_line(cells: TaskCells, sheet: Sheet, line: dict[str, CardCell]) -> None:
    measure, units, deadline = line.get("measures"), line.get("units"), line.get("deadline")
    if measure is None:
        return
    value = sheet.value(deadline.row, deadline.column) if deadline else None
    cells.measures.append(MeasureCell(measure.text, units.text if units else "", value))
    cells.origin.setdefault("measures", sheet.ref(measure.row, measure.column))


def fill_down_categories(tasks: list[TaskCells]) -> dict[str, int]:
    """A category written only at the head of its run of tasks holds for those below; how many were filled, by field."""
    filled: dict[str, int] = {}
    for name in _FILLED_DOWN:
        given = sum(name in cells.values for cells in tasks)
        if not tasks or name not in tasks[0].values or given * 5 > len(tasks) * 3:
            continue
        last = tasks[0]
        for cells in tasks:
            if name in cells.values:
                last = cells
                continue
            cells.values[name] = last.values[name]
            if name in last.origin:
                cells.origin[name] = last.origin[name]
            filled[name] = filled.get(name, 0) + 1
    return filled
