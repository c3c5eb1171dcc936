"""The reasons of a return (退回意见) on an opinion form: beside their labels, and in the rows added below one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.domain.model import Reason
from data.domain.numerals import ITEM_NUMBER
from data.intake.opinion_lines import (
    RETURN_LABEL,
    SUBJECT_HEAD,
    Line,
    begins_reading,
    labelled,
    printed,
    squeezed,
    without_filler,
)


class NoReason(Exception):
    """A row says what a reason is about and gives none; the text is the sentence for it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of reasons: the label it stands under, the cells beside it, and whether the first of them is only a subject."""

    label: str
    cells: tuple[str, ...]
    lacking: bool


def reasons_of(lines: Sequence[Line]) -> tuple[tuple[Reason, ...], frozenset[str]]:
    """The reasons, one for each line of each cell, and the cells they were read from; ``NoReason`` where a row lacks its own."""
    found: list[Reason] = []
    read: set[str] = set()
    for row in _rows(lines):
        text, subject = map(without_filler, (("", *row.cells) if row.lacking else (*row.cells, ""))[:2])
        read.update(row.cells[: 1 if row.lacking else 2])
        said = [without_filler(ITEM_NUMBER.sub("", line).strip()) for line in text.splitlines()]
        about = re.sub(r"^针对[：:]\s*", "", subject.strip())
        if about and not any(said):
            raise NoReason(f"的“{row.label}”一行只写了针对的内容“{about[:40]}”，没有写退回意见。")
        found += [Reason(one, about) for one in said if one]
    return tuple(found), frozenset(read)


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """The rows beside a label, those whose own label is empty below it, and numbered lines that go on below."""
    label, under, about = "", None, None
    for line in lines:
        about = _subject_column(line, about)
        first, at = line.cells[0], line.columns[0]
        head, rest = labelled(first)
        if RETURN_LABEL.match(head):
            label, under = head, at
            cells, columns = (rest, *line.cells[1:]), (at, *line.columns[1:])
            if not rest:
                cells, columns = cells[1:], columns[1:]
        elif under is None or (all(map(printed, line.cells)) and not begins_reading(line)):
            continue  # a page's number, the head said again
        elif (at > under or ITEM_NUMBER.match(first)) and not begins_reading(line):
            cells, columns = line.cells, line.columns
        else:
            under = None
            continue
        if cells and not SUBJECT_HEAD.match(squeezed(cells[0])):
            yield _Row(label, cells, about is not None and columns[0] >= about)


def _subject_column(line: Line, before: int | None) -> int | None:
    """The column headed 针对…, as long as no other head follows."""
    heads = zip(line.cells, line.columns, strict=True)
    return next((at for cell, at in heads if at and SUBJECT_HEAD.match(squeezed(cell))), before)
