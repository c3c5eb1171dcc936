"""Where the labels of a card stand, and where the value of each label stands: beside it, below it or behind a colon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.intake.columns import match_header, normalise_header
from data.intake.row_kinds import is_note, is_sign_off
from data.intake.sheet import Sheet

_LABEL_LIMIT = 24
_INLINE = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*)?([^:：\n。；]{2,14})[:：]\s*(.+)$", re.DOTALL
)
_NAMED = ("exact", "second", "ambiguous", "joined")


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its area (0-based), the field it names ("" for none), its text, and its value where one cell holds both."""

    row: int
    column: int
    right: int
    bottom: int
    name: str
    text: str
    value: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Its cell."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class InnerTable:
    """A table of measures inside a card: its label row, the field of each column, and its rows."""

    labels: tuple[Label, ...]
    rows: tuple[int, ...]


def find_labels(sheet: Sheet) -> tuple[list[Label], list[InnerTable]]:
    """The labels of a sheet — known names anywhere, and what else stands where labels stand — and the inner tables."""
    known = [label for place in _cells(sheet) if (label := _known_label(sheet, *place))]
    tables = inner_tables(sheet, known)
    lines = {row for table in tables for row in table.rows}
    columns = {label.column for label in known if not label.value}
    taken = {label.place for label in known}
    values = {value_place(sheet, label, taken) for label in known if not label.value}
    found = list(known)
    for row, column, text in _cells(sheet):
        if column not in columns or row in lines or (row, column) in taken or (row, column) in values:
            continue
        label = _other_label(sheet, row, column, text)
        if label and not _is_listed_below(sheet, label, known):
            found.append(label)
    return sorted(found, key=lambda label: label.place), tables


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for row in range(sheet.height):
        cells = sheet.present(row)
        if (
            not cells
            or is_sign_off([text for _, text in cells])
            or (len(cells) == 1 and is_note(cells[0][1]))
        ):
            continue
        for column, text in cells:
            yield row, column, text


def _known_label(sheet: Sheet, row: int, column: int, text: str) -> Label | None:
    area = sheet.area(row, column)
    bare = text.rstrip(":： ")
    if len(text) <= _LABEL_LIMIT:
        match = match_header(bare)
        if match and match.how in _NAMED:
            name = "" if match.field == "ignore" else match.field
            return Label(row, column, area.right, area.bottom, name, bare)
    inline = _INLINE.match(text)
    if inline:
        match = match_header(inline[1])
        if match and match.field and match.how in _NAMED:
            return Label(
                row, column, area.right, area.bottom, match.field, inline[1].strip(), inline[2].strip()
            )
    return None


def _other_label(sheet: Sheet, row: int, column: int, text: str) -> Label | None:
    """A short text in a label column with a value beside it: a label by rule, or one no field knows."""
    bare = text.rstrip(":： ")
    if len(bare) > _LABEL_LIMIT // 2 or not normalise_header(bare) or normalise_header(bare).isdigit():
        return None
    area = sheet.area(row, column)
    if not sheet.filled(row, area.right + 1):
        return None
    match = match_header(bare)
    name = match.field if match and match.field != "ignore" else ""
    return Label(row, column, area.right, area.bottom, name, bare)


def _is_listed_below(sheet: Sheet, label: Label, known: list[Label]) -> bool:
    """Whether the cell is a further line of a value that stands beside a label merged downwards."""
    return any(
        other.row < label.row <= other.bottom and other.right < label.column and not other.value
        for other in known
    )


def inner_tables(sheet: Sheet, labels: Sequence[Label]) -> list[InnerTable]:
    """The tables of measures inside cards: a row of labels one of which names the measures, with lines below it."""
    found = []
    taken = {label.place for label in labels}
    for row in sorted({label.row for label in labels}):
        heads = [label for label in labels if label.row == row and label.bottom == row and not label.value]
        measure = next((label for label in heads if label.name == "measures"), None)
        if measure is None or len(heads) < 2 or not _heads_columns(sheet, heads, measure, taken):
            continue
        rows = list(_lines_below(sheet, measure, taken))
        if rows:
            found.append(InnerTable(tuple(heads), tuple(rows)))
    return found


def _heads_columns(sheet: Sheet, heads: Sequence[Label], measure: Label, taken: set[tuple[int, int]]) -> bool:
    """Whether the labels of the row stand side by side, none with a value beside it."""
    for label in heads:
        beside = sheet.anchor(label.row, label.right + 1)
        if sheet.text(*beside) and beside not in taken:
            return False
    return any(
        abs(label.column - measure.column) <= measure.right - measure.column + 1
        for label in heads
        if label != measure
    )


def _lines_below(sheet: Sheet, measure: Label, taken: set[tuple[int, int]]) -> Iterator[int]:
    for row in range(measure.row + 1, sheet.height):
        cells = [(row, column) for column, _ in sheet.present(row)]
        if not sheet.text(row, measure.column) or any(place in taken for place in cells):
            return
        yield row


def value_place(sheet: Sheet, label: Label, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """To the right of the label, else below it."""
    beside = sheet.anchor(label.row, label.right + 1)
    below = sheet.anchor(label.bottom + 1, label.column)
    has_beside = bool(sheet.text(*beside)) and beside not in taken and beside[1] > label.right
    has_below = bool(sheet.text(*below)) and below not in taken
    if has_beside:
        return beside
    if has_below and _stands_above(sheet, label, taken):
        return below
    return (label.row, label.right + 1)


def _stands_above(sheet: Sheet, label: Label, taken: set[tuple[int, int]]) -> bool:
    """Whether the label's row holds only labels, so that the values stand in the row below."""
    return all((label.row, column) in taken for column, _ in sheet.present(label.row))
