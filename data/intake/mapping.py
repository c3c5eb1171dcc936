"""Which column holds which field: every header matched, two columns for one field settled by rule and asked about, nothing dropped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.intake.columns import SURE, Match, dictionary, guess_header, match_levels, normalise_header
from data.intake.grid import CellValue
from data.intake.sheet import cell_text

JOINED = frozenset({"units", "supporting_units", "responsible_person", "leader_in_charge", "phone"})
"""Fields that may stand in several columns: what the columns say is put together."""

_SHORT_STATUS = 12
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+(?=月|季)")


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


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Columns -> fields, the headers shown, the columns no field matches, and what to ask.

    ``dated`` are the columns whose header also names the deadline (责任单位及完成时限) where no other column holds it.
    """

    fields: dict[int, str]
    headers: dict[int, str]
    unmatched: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    dated: tuple[int, ...] = ()

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
    _settle_conflicts(work)
    _promote_requirement(work)
    _hint_headless(work)
    _ask_unsure(work)
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
        if index not in fields and (work.columns[index].levels or _has_values(work, index))
    )
    headers = {index: work.columns[index].header for index in order if work.columns[index].levels}
    doubts = list(work.doubts)
    for index in unmatched:
        doubts.append(_unmatched(work, index))
    return ColumnPlan(fields, headers, unmatched, tuple(doubts), _dated(work))


def _dated(work: Work) -> tuple[int, ...]:
    if "deadline" in work.fields.values():
        return ()
    joined = (
        index for index in work.fields if (match := work.matches.get(index)) and "deadline" in match.others
    )
    return tuple(sorted(joined))


def _unmatched(work: Work, index: int) -> Doubt:
    name = _quoted(work, index)
    return Doubt(
        "unmatched_column",
        "info",
        index,
        f"{name}没有对应的字段，内容原样保留在“其他列”中；如有对应请在列对照中选择。",
    )


def _quoted(work: Work, index: int) -> str:
    header = work.columns[index].header
    return f"“{header}”列" if header else "没有表头的一列"


def _has_values(work: Work, index: int) -> bool:
    return any(cell_text(value) for value in work.columns[index].sample)


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
        long = sum(len(text) > _SHORT_STATUS for text in texts) * 2 > len(texts)
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


def _settle_conflicts(work: Work) -> None:
    by_field: dict[str, list[int]] = {}
    for index in sorted(work.fields):
        by_field.setdefault(work.fields[index], []).append(index)
    for name, columns in by_field.items():
        if len(columns) < 2 or name == "ignore":
            continue
        if name == "number":
            _settle_numbers(work, columns)
        elif name not in JOINED:
            _keep_best(work, name, columns)
    units = [index for index, name in sorted(work.fields.items()) if name == "units"]
    if len(units) > 1:
        _ask_joined(work, "units", units)


def _rank(work: Work, index: int, latest: bool) -> tuple[bool, bool, float, bool, int]:
    column = work.columns[index]
    empty, counts = not _has_values(work, index), _only_counts(work, index)
    return (empty, column.hidden, -work.matches[index].score, counts, -index if latest else index)


def _only_counts(work: Work, index: int) -> bool:
    """Whether a column holds nothing but 1, 2, （3）…"""
    texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
    return bool(texts) and all(len(text.strip("()（）.、")) <= 2 for text in texts)


def _are_months(work: Work, columns: list[int]) -> bool:
    """Columns that differ only by their month (3月进展, 4月进展): the last filled one is the present state."""
    bare = {_DIGITS.sub("", normalise_header(work.columns[index].header)) for index in columns}
    return len(bare) == 1 and bool(_DIGITS.search(normalise_header(work.columns[columns[0]].header)))


def _keep_best(work: Work, name: str, columns: list[int]) -> None:
    latest = _are_months(work, columns)
    best, *others = sorted(columns, key=lambda index: _rank(work, index, latest))
    for index in others:
        if _is_measure_index(work, index, best):
            work.fields[index] = "ignore"
            continue
        if not latest and _moved(work, name, index):
            continue
        del work.fields[index]
        if _has_values(work, index):
            message = (
                f"{_quoted(work, best)}和{_quoted(work, index)}都像是“{dictionary().title(name)}”，"
                f"暂按前者读取，后者保留在“其他列”中；请确认。"
            )
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _moved(work: Work, name: str, index: int) -> bool:
    """A second column of a field that has a neighbour field still free: 整改进展 beside 整改完成情况, 任务 beside 问题."""
    taken = set(work.fields.values())
    texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
    short = bool(texts) and all(len(text) <= _SHORT_STATUS for text in texts)
    if name == "progress" and short and "status" not in taken:
        work.fields[index] = "status"
        return True
    if name == "acceptance_unit" and "监管" in work.columns[index].header:
        work.fields[index] = "units"
        return True
    return False


def _is_measure_index(work: Work, index: int, best: int) -> bool:
    """Under one header merged over two columns, the narrow one with 1, 2, 3 … only counts the lines of the other."""
    return work.columns[index].levels == work.columns[best].levels and _only_counts(work, index)


def _settle_numbers(work: Work, columns: list[int]) -> None:
    """Two number columns: one before the measures counts the measures; a second one is the upper level's number."""
    first, *others = columns
    for index in others:
        following = work.fields.get(index + 1)
        if following in ("measures", "goal", "requirement") and index > first + 1:
            work.fields[index] = "ignore"
            continue
        if "upper_number" not in work.fields.values() and _has_values(work, index):
            work.fields[index] = "upper_number"
        else:
            del work.fields[index]
        message = f"{_quoted(work, first)}和{_quoted(work, index)}都像是编号，暂以前者为本级编号、后者为上级编号；请确认。"
        work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _ask_joined(work: Work, name: str, columns: list[int]) -> None:
    names = "、".join(_quoted(work, index) for index in columns)
    message = (
        f"{names}都是“{dictionary().title(name)}”，已合在一起读取，以最前一列的第一个单位为牵头；请确认。"
    )
    work.doubts.append(Doubt("ambiguous_column", "warning", columns[-1], message))


def _hint_headless(work: Work) -> None:
    """A column without a header: 1, 2, 3 … is a number, dates are a deadline; proposed, and always asked about."""
    taken = set(work.fields.values())
    for index, column in work.columns.items():
        if column.levels or not _has_values(work, index):
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
    return len(texts) >= 2 and all(2 <= len(text) <= _SHORT_STATUS and not text.isdigit() for text in texts)


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
        if match.score < SURE:
            message = f"{_quoted(work, index)}按“{title}”读取，但表头不完全对得上；请确认。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
        elif name == "acceptance_unit" and match.how == "second":
            message = f"{_quoted(work, index)}按“{title}”读取；如果它指的是牵头整改的单位，请在列对照中改正。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
        elif name == "deadline" and match.how == "second":
            message = f"{_quoted(work, index)}按“{title}”读取；如果填的是实际完成时间，请在列对照中改正。"
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))
