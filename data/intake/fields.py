"""From the cells of one task to a ``ListedTask``: units in their roles, numbers, deadlines and measures read, origin kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from data.domain.deadline import DeadlineContext, read_deadline, read_deadline_value
from data.domain.deadline_answers import answered
from data.domain.measures import split_measures
from data.domain.model import CellRef, Deadline, ListedMeasure, ListedTask, RowProblem
from data.domain.numbers import NumberReading, read_number
from data.domain.units import UnitContext, UnitsReading, read_units
from data.intake.columns import dictionary
from data.intake.grid import CellValue
from data.intake.sheet import cell_text

TEXT_FIELDS = (
    "category",
    "source",
    "requirement",
    "goal",
    "responsible_person",
    "leader_in_charge",
    "phone",
    "status",
    "progress",
    "percent",
    "difficulty",
    "next_step",
    "note",
)


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """One measures cell with the units and the deadline of its own row, where the row has its own."""

    text: str
    units: str = ""
    deadline: CellValue = None


@dataclass(slots=True)
class TaskCells:
    """All that the list says of one task, field by field, before it is read. ``columns``: where each field's cell would be."""

    at: CellRef
    columns: Mapping[str, str]
    values: dict[str, CellValue] = field(default_factory=dict)
    measures: list[MeasureCell] = field(default_factory=list)
    origin: dict[str, CellRef] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    dated_measures: bool = False


@dataclass(slots=True)
class _Roles:
    lead: str | None = None
    units: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    doubts: list[tuple[str, str]] = field(default_factory=list)


class TaskReader:
    """Reads the cells of tasks under one context; the same text is read once."""

    def __init__(
        self,
        deadlines: DeadlineContext,
        units: UnitContext,
        say: Callable[[RowProblem], None],
        answers: Mapping[str, str] | None = None,
    ) -> None:
        self.deadlines = deadlines
        self.units = units
        self.answers = answers or {}
        self.say = say
        self.read_units = lru_cache(maxsize=16384)(lambda text: read_units(text, units))
        self.read_deadline = lru_cache(maxsize=16384)(self._read_deadline)

    def _read_deadline(self, value: CellValue) -> Deadline:
        if isinstance(value, str):
            return answered(read_deadline(value, self.deadlines), self.answers)
        deadline = read_deadline_value(value, self.deadlines)
        return replace(deadline, text=cell_text(value)) if isinstance(value, date) else deadline

    def task(self, cells: TaskCells) -> ListedTask:
        """The task these cells describe; what a clerk should look at is said as problems."""
        number = self._number(cells)
        roles = self._roles(cells)
        deadline = self._deadline(cells)
        texts = self._texts(cells)
        measures = self._measures(cells)
        upper = self._upper(cells, number)
        acceptance = self._acceptance(cells)
        finding = cell_text(cells.values.get("finding"))
        if not finding:
            self._problem(
                cells, "error", "missing_finding", "finding", "这项任务没有问题内容，未导入；请补上后再导入。"
            )
        return ListedTask(
            number=number.number,
            upper_number=upper,
            number_text=number.text or None,
            finding=finding,
            measures_text="\n".join(cell.text for cell in cells.measures) or None,
            measures=measures,
            lead_unit=roles.lead,
            responsible_units=roles.units,
            supporting_units=roles.supporting,
            acceptance_unit=acceptance,
            deadline=deadline,
            at=cells.at,
            origin=cells.origin,
            extra=cells.extra,
            **texts,
        )

    def _problem(self, cells: TaskCells, severity: str, code: str, name: str, message: str) -> None:
        ref = cells.origin.get(name) or CellRef(cells.at.sheet, cells.at.row, cells.columns.get(name, "A"))
        self.say(RowProblem(severity, code, ref.sheet, ref.cell, message))

    def _texts(self, cells: TaskCells) -> dict[str, str]:
        found: dict[str, str] = {}
        blanks = dictionary().words["blanks"]
        for name in TEXT_FIELDS:
            value = cells.values.get(name)
            if value is None:
                continue
            text = cell_text(value)
            if text and text not in blanks:
                found[name] = _percent(value, text) if name == "percent" else text
        return found

    def _number(self, cells: TaskCells) -> NumberReading:
        value = cells.values.get("number")
        if value is None:
            return NumberReading()
        reading = read_number(value if isinstance(value, int | float | str) else cell_text(value))
        if reading.doubt or reading.is_range or len(reading.numbers) > 1:
            message = reading.doubt or f"编号“{reading.text}”含有几个编号，按“{reading.number}”读取；请核对。"
            self._problem(cells, "warning", "number_doubt", "number", message)
        return reading

    def _upper(self, cells: TaskCells, number: NumberReading) -> str | None:
        value = cells.values.get("upper_number")
        if value is None:
            return number.upper
        reading = read_number(value if isinstance(value, int | float | str) else cell_text(value))
        return reading.number or reading.upper or cell_text(value) or number.upper

    def _unit_reading(self, cells: TaskCells, name: str) -> UnitsReading:
        text = cell_text(cells.values.get(name))
        if not text or text in dictionary().words["blanks"] or text in dictionary().words["nobody"]:
            return UnitsReading()
        return self.read_units(text)

    def _roles(self, cells: TaskCells) -> _Roles:
        """Lead first, then the other responsible units, then the supporting ones; each once (S000: 列在第一位的为牵头单位)."""
        lead = self._unit_reading(cells, "lead_unit")
        units = self._unit_reading(cells, "units")
        helping = self._unit_reading(cells, "supporting_units")
        roles = _Roles()
        if lead.units:
            roles.lead = lead.lead or lead.units[0]
        elif "lead_unit" not in cells.columns or units.lead != (units.units or (None,))[0]:
            roles.lead = units.lead or (units.units[0] if units.units else None)
        own = tuple(unit for unit in lead.units if unit not in lead.supporting)
        other = tuple(unit for unit in units.units if unit not in units.supporting)
        first = (roles.lead,) if roles.lead else ()
        supporting = dict.fromkeys((*lead.supporting, *units.supporting, *helping.units))
        roles.supporting = tuple(unit for unit in supporting if unit not in (*own, *other, *first))
        roles.units = tuple(dict.fromkeys((*first, *own, *other, *roles.supporting)))
        for name, reading in (
            ("lead_unit", lead),
            ("responsible_units", units),
            ("supporting_units", helping),
        ):
            for doubt in reading.doubts:
                self._problem(cells, "warning", "units_doubt", name, doubt)
        if "lead_unit" in cells.columns and roles.lead is None and roles.units:
            message = "这一行没有填牵头单位；没有按“排在第一位的牵头”推定，请补上或确认。"
            self._problem(cells, "warning", "units_doubt", "responsible_units", message)
        return roles

    def _acceptance(self, cells: TaskCells) -> str | None:
        text = cell_text(cells.values.get("acceptance_unit"))
        words = dictionary().words
        if not text or text in words["blanks"] or text in words["nobody"]:
            return None
        return "、".join(self.read_units(text).units) or text if "\n" in text else text

    def _deadline(self, cells: TaskCells) -> Deadline:
        value = cells.values.get("deadline")
        if value is None and cells.dated_measures:
            return self._deadline_in_measures(cells)
        if value is None or cell_text(value) in dictionary().words["blanks"]:
            if "deadline" in cells.columns:
                self._problem(cells, "warning", "no_deadline", "deadline", "这项任务没有填整改时限；请补上。")
                return Deadline(cell_text(value), needs_review=True, reason="没有填写整改时限。")
            return Deadline(cell_text(value))
        deadline = self.read_deadline(value)
        if deadline.needs_review:
            reason = deadline.reason or "时限的读法需要人工确认。"
            self._problem(cells, "warning", "deadline_review", "deadline", f"“{deadline.text}”：{reason}")
        return deadline

    def _deadline_in_measures(self, cells: TaskCells) -> Deadline:
        """整改措施及时限 in one column: the dates stand in the measures, the last one is proposed."""
        reading = self.read_deadline("\n".join(cell.text for cell in cells.measures))
        reason = "时限写在措施里，暂按其中最后一个日期；请确认。"
        self._problem(cells, "warning", "deadline_review", "deadline", reason)
        return replace(reading, needs_review=True, reason=reason)

    def _measures(self, cells: TaskCells) -> tuple[ListedMeasure, ...]:
        if len(cells.measures) == 1 and not cells.measures[0].units and cells.measures[0].deadline is None:
            return split_measures(cells.measures[0].text, self.deadlines)
        found: list[ListedMeasure] = []
        for cell in cells.measures:
            found.extend(self._own_measures(cell))
        return tuple(found)

    def _own_measures(self, cell: MeasureCell) -> tuple[ListedMeasure, ...]:
        """The measures of one row: its own units and deadline cells hold where the text says nothing itself."""
        units = self.read_units(cell.units).units if cell.units else ()
        deadline = self.read_deadline(cell.deadline) if cell.deadline is not None else None
        return tuple(
            ListedMeasure(measure.text, measure.units or units, deadline or measure.deadline)
            for measure in split_measures(cell.text, self.deadlines)
        )


def _percent(value: CellValue, text: str) -> str:
    """A share as a spreadsheet keeps it (0.85) in the words it shows (85%)."""
    if isinstance(value, float) and 0 < value < 1:
        return f"{value * 100:g}%"
    return text
