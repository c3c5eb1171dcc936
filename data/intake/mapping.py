"""Which column holds which field: every header matched, two columns for one field settled by rule and asked about, nothing dropped."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.intake.column_work import SHORT_STATUS, Column, Doubt, Work, has_values, quoted
from data.intake.columns import (
    SURE,
    Match,
    dictionary,
    guess_header,
    match_header,
    match_levels,
    normalise_header,
)
from data.intake.conflicts import settle_conflicts
from data.intake.grid import CellValue
from data.intake.persons import split_persons
from data.intake.sheet import cell_text

_START = re.compile("(开始|起始|启动)(时间|日期)")
_PLANNED = re.compile("[底末前]|长期|立行立改|立即|持续|常态")
_FULL_DATE = re.compile(r"\d[日号]$|\d[./-]\d{1,2}[./-]\d{1,2}$")
_PLANNED_OR_MONTH = re.compile("[底末前]|长期|立行立改|立即|持续|常态|月$|季度$|半年$")
_STACKED = frozenset(
    {"lead_unit", "units", "supporting_units", "acceptance_unit", "responsible_person", "deadline"}
)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Columns -> fields, the headers shown, the columns no field matches, and what to ask.

    ``dated`` are the columns whose header also names the deadline (责任单位及完成时限) where no other column holds it.
    ``date_parts`` are the columns a deadline is spread over, each with its 年、月 or 日.
    ``named`` are the unit columns whose header also names the persons (责任单位及责任人).
    """

    fields: dict[int, str]
    headers: dict[int, str]
    unmatched: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    dated: tuple[int, ...] = ()
    date_parts: tuple[tuple[int, str], ...] = ()
    named: tuple[int, ...] = ()

    def columns_of(self, name: str) -> tuple[int, ...]:
        """The columns of a field, in sheet order."""
        return tuple(index for index, found in self.fields.items() if found == name)


def plan_columns(columns: Sequence[Column], given: Mapping[int, str] | None = None) -> ColumnPlan:
    """The plan for these columns; ``given`` (from a person or remembered) is taken as it is and never asked about."""
    work = Work({column.index: column for column in columns}, {})
    for column in columns:
        match = match_levels(column.levels) or guess_header(column.levels[-1] if column.levels else "")
        if match and column.levels:
            work.matches[column.index] = match
    work.fields = {index: match.field for index, match in work.matches.items() if match.field}
    if given is not None:
        return _given_plan(work, given)
    _leave_side_tables(work)
    _settle_ambiguous(work)
    _settle_joined_headers(work)
    _settle_by_values(work)
    _promote_requirement(work)
    _promote_measure_columns(work)
    settle_conflicts(work)
    _promote_requirement(work)
    _hint_headless(work)
    _ask_unsure(work)
    _ask_stacked(work)
    return _finished(work)


def _given_plan(work: Work, given: Mapping[int, str]) -> ColumnPlan:
    work.fields = {index: name for index, name in given.items() if name}
    return _finished(work)


def _finished(work: Work) -> ColumnPlan:
    order = sorted(work.columns)
    fields = {index: work.fields[index] for index in sorted(work.fields)}
    unmatched = tuple(
        index
        for index in order
        if index not in fields and (work.columns[index].levels or has_values(work, index))
    )
    headers = {index: work.columns[index].header for index in order if work.columns[index].levels}
    doubts = list(work.doubts)
    for index in unmatched:
        doubts.append(_unmatched(work, index))
    return ColumnPlan(
        fields,
        headers,
        unmatched,
        tuple(doubts),
        dated=_joined_with(work, "deadline"),
        date_parts=work.date_parts,
        named=_joined_with(work, "responsible_person"),
    )


def _joined_with(work: Work, name: str) -> tuple[int, ...]:
    """The columns whose header also names a field no other column holds."""
    if name in work.fields.values():
        return ()
    joined = (index for index in work.fields if (match := work.matches.get(index)) and name in match.others)
    return tuple(sorted(joined))


def _unmatched(work: Work, index: int) -> Doubt:
    name = quoted(work, index)
    return Doubt(
        "unmatched_column",
        "info",
        index,
        f"{name}没有对应的字段，内容原样保留在“其他列”中；如有对应请在列对照中选择。",
    )


def _settle_ambiguous(work: Work) -> None:
    """存在问题 is a difficulty where another column already holds the finding or it stands after the progress."""
    for index, match in work.matches.items():
        if match.how != "ambiguous":
            continue
        name = normalise_header(work.columns[index].levels[-1])
        for item in dictionary().ambiguous:
            if name not in item.names and not any(n in name for n in item.names):
                continue
            others = {other: found for other, found in work.fields.items() if other != index}
            before = {found for other, found in others.items() if other < index}
            has_finding = "finding" in others.values()
            if has_finding or (before & item.after and before & item.beside):
                work.fields[index] = item.becomes


def _leave_side_tables(work: Work) -> None:
    """What stands beyond an empty column and names a field again is another table beside the list."""
    home = next((index for index, name in work.fields.items() if name in ("finding", "requirement")), None)
    if home is None:
        return
    first = last = home
    while first - 1 in work.columns:
        first -= 1
    while last + 1 in work.columns:
        last += 1
    inside = {name for index, name in work.fields.items() if first <= index <= last}
    for index, name in list(work.fields.items()):
        if not first <= index <= last and name in inside:
            del work.fields[index]


def _settle_joined_headers(work: Work) -> None:
    """A header naming two fields (整改内容及措施) is the one no other column names."""
    for index, match in work.matches.items():
        taken = {name for other, name in work.fields.items() if other != index}
        if match.how == "joined" and match.field in taken:
            work.fields[index] = next((name for name in match.others if name not in taken), match.field)


def _settle_by_values(work: Work) -> None:
    """完成情况 with long texts is progress; 整改进度 with sentences is no percentage."""
    for index, name in list(work.fields.items()):
        texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
        if not texts:
            continue
        long = sum(len(text) > SHORT_STATUS for text in texts) * 2 > len(texts)
        if long and name in ("status", "percent"):
            work.fields[index] = "progress"


def _promote_requirement(work: Work) -> None:
    """Where no column holds a finding, the task column (整改任务) is what the task is about."""
    if "finding" in work.fields.values():
        return
    columns = [index for index, name in work.fields.items() if name == "requirement"]
    if columns:
        work.fields[min(columns)] = "finding"


def _promote_measure_columns(work: Work) -> None:
    """A measure's own deadline or units column is the task's too where the task has no other."""
    for own, task in (("measure_deadline", "deadline"), ("measure_units", "units")):
        taken = set(work.fields.values())
        if task in taken or (task == "units" and "lead_unit" in taken):
            continue
        for index, name in work.fields.items():
            if name == own:
                work.fields[index] = task
                break


def _hint_headless(work: Work) -> None:
    """A column without a header: 1, 2, 3 … is a number, dates are a deadline; proposed, and always asked about."""
    taken = set(work.fields.values())
    for index, column in work.columns.items():
        if column.levels or not has_values(work, index):
            continue
        name = _by_values(column.sample)
        if not name and index < _first(work, "finding") and _are_classes(column.sample):
            name = "category"
        if not name or name in taken:
            continue
        work.fields[index] = name
        taken.add(name)
        message = f"有一列没有表头，从内容看像是“{dictionary().title(name)}”，已按此读取；请确认。"
        work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _first(work: Work, name: str) -> int:
    return min((index for index, found in work.fields.items() if found == name), default=-1)


def _are_classes(sample: Sequence[CellValue]) -> bool:
    """Short words left of the findings, merged or repeated: the classes the rows are sorted into."""
    texts = [cell_text(value) for value in sample]
    return len(texts) >= 2 and all(2 <= len(text) <= SHORT_STATUS and not text.isdigit() for text in texts)


def _by_values(sample: Sequence[CellValue]) -> str:
    values = [value for value in sample if cell_text(value)]
    numbers = [int(text) for value in values if (text := cell_text(value)).isdecimal()]
    if len(numbers) == len(values) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return "number"
    dates = sum(isinstance(value, date) for value in values)
    return "deadline" if dates * 5 >= len(values) * 4 >= 4 else ""


def _ask_unsure(work: Work) -> None:
    for index, name in work.fields.items():
        match = work.matches.get(index)
        if match is None or name == "ignore":
            continue
        title = dictionary().title(name)
        if match.score < SURE and not _splits_cleanly(work, index, match):
            message = f"{quoted(work, index)}按“{title}”读取，但表头不完全对得上；请确认。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
        elif name == "acceptance_unit" and match.how == "second":
            message = f"{quoted(work, index)}按“{title}”读取；如果它指的是牵头整改的单位，请在列对照中改正。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
        elif name == "deadline" and match.how == "second" and not _is_planned(work, index):
            message = f"{quoted(work, index)}按“{title}”读取；如果填的是实际完成时间，请在列对照中改正。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _splits_cleanly(work: Work, index: int, match: Match) -> bool:
    """责任单位及责任人 is sure where every cell holds a unit and a person that can be told apart."""
    if match.others != ("responsible_person",) or "responsible_person" in work.fields.values():
        return False
    texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
    return bool(texts) and all(all(split_persons(text)) for text in texts)


def _is_planned(work: Work, index: int) -> bool:
    """完成时间 is surely the planned one beside a 开始时间, or where its values say so (…底前, 长期坚持)."""
    if any(_START.search(normalise_header(column.header)) for column in work.columns.values()):
        return True
    texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
    reported = {"status", "progress", "percent"} & set(work.fields.values())
    pattern = _PLANNED if reported else _PLANNED_OR_MONTH
    return any(map(pattern.search, texts)) and not any(map(_FULL_DATE.search, texts))


def _ask_stacked(work: Work) -> None:
    """Two names of one column that no group explains (牵头单位 over 配合单位): the rows may hold two lines for each task."""
    groups = Counter(column.levels[:-1] for column in work.columns.values())
    for index, column in work.columns.items():
        if len(column.levels) < 2 or groups[column.levels[:-1]] > 1:
            continue
        named = [
            match.field for level in column.levels if (match := match_header(level)) and match.how == "exact"
        ]
        if len(named) < 2 or len(set(named)) < 2 or not set(named) <= _STACKED:
            continue
        message = (
            f"{quoted(work, index)}的表头上下两行是两个栏目，可能一项任务占上下两行；请核对这一列的读法。"
        )
        work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
