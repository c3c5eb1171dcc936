"""Several columns that name one field: put together where the field allows it, else the best is kept and the person asked."""

import re

from data.intake.column_work import SHORT_STATUS, Doubt, Work, has_values, quoted
from data.intake.columns import dictionary, normalise_header
from data.intake.sheet import cell_text

JOINED = frozenset({"units", "supporting_units", "responsible_person", "leader_in_charge", "phone"})
"""Fields that may stand in several columns: what the columns say is put together."""

_FORMER = re.compile("^(原|旧|初定|调整前|变更前)(?!因|文)")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+(?=月|季)")


def settle_conflicts(work: Work) -> None:
    """Leave each field to one column, or to several where it may stand in several."""
    by_field: dict[str, list[int]] = {}
    for index in sorted(work.fields):
        by_field.setdefault(work.fields[index], []).append(index)
    for name, columns in by_field.items():
        if len(columns) < 2 or name == "ignore":
            continue
        if name == "number":
            _settle_numbers(work, columns)
        elif name == "deadline" and _are_date_parts(work, columns):
            continue
        elif name not in JOINED:
            _keep_best(work, name, columns)
    units = [index for index, name in sorted(work.fields.items()) if name == "units"]
    if len(units) > 1:
        _ask_joined(work, "units", units)


def _are_date_parts(work: Work, columns: list[int]) -> bool:
    """A deadline spread over 年、月 and 日 columns is put together again."""
    units = [normalise_header(work.columns[index].levels[-1])[:1] for index in columns]
    if "".join(units) not in ("年月", "年月日"):
        return False
    work.date_parts = tuple(zip(columns, units, strict=True))
    for index in columns[1:]:
        work.fields[index] = "ignore"
    return True


def _rank(work: Work, index: int, latest: bool) -> tuple[bool, bool, bool, float, bool, int]:
    column = work.columns[index]
    empty, counts = not has_values(work, index), _only_counts(work, index)
    return (
        empty,
        column.hidden,
        bool(_FORMER.search(column.header)),
        -work.matches[index].score,
        counts,
        -index if latest else index,
    )


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
        if has_values(work, index):
            message = (
                f"{quoted(work, best)}和{quoted(work, index)}都像是“{dictionary().title(name)}”，"
                f"暂按前者读取，后者保留在“其他列”中；请确认。"
            )
            work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _moved(work: Work, name: str, index: int) -> bool:
    """A second column of a field that has a neighbour field still free: 整改进展 beside 整改完成情况, 任务 beside 问题."""
    taken = set(work.fields.values())
    texts = [text for value in work.columns[index].sample if (text := cell_text(value))]
    short = bool(texts) and all(len(text) <= SHORT_STATUS for text in texts)
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
        if "upper_number" not in work.fields.values() and has_values(work, index):
            work.fields[index] = "upper_number"
        else:
            del work.fields[index]
        message = f"{quoted(work, first)}和{quoted(work, index)}都像是编号，暂以前者为本级编号、后者为上级编号；请确认。"
        work.doubts.append(Doubt("ambiguous_column", "warning", index, message))


def _ask_joined(work: Work, name: str, columns: list[int]) -> None:
    names = "、".join(quoted(work, index) for index in columns)
    message = (
        f"{names}都是“{dictionary().title(name)}”，已合在一起读取，以最前一列的第一个单位为牵头；请确认。"
    )
    work.doubts.append(Doubt("ambiguous_column", "warning", columns[-1], message))
