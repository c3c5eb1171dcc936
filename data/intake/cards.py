"""Tasks kept as cards (一事一表): a label beside, above or in front of its value, one or several cards in a sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.intake.columns import match_header, normalise_header
from data.intake.row_kinds import is_note, is_sign_off
from data.intake.sheet import Sheet

_LABEL_LIMIT = 24
_LEAST_FIELDS = 4
_INLINE = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*)?([^:：\n。；]{2,14})[:：]\s*(.+)$", re.DOTALL
)
_NAMED = ("exact", "second", "ambiguous", "joined")
_ABOUT = ("finding", "requirement")
_MANY = frozenset({"measures", "units", "supporting_units", "progress"})


@dataclass(frozen=True, slots=True)
class CardCell:
    """One label with its value: the field, both texts, and where the value stands (0-based)."""

    name: str
    label: str
    label_row: int
    text: str
    row: int
    column: int


@dataclass(slots=True)
class Card:
    """One task's labels and values. ``extra`` are labels that name no field; ``more`` further values of a field.

    ``column`` is set where the tasks stand side by side, one in each column.
    """

    top: int
    column: int | None = None
    cells: dict[str, CardCell] = field(default_factory=dict)
    extra: list[CardCell] = field(default_factory=list)
    more: list[CardCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Label:
    row: int
    column: int
    right: int
    bottom: int
    name: str
    text: str
    value: str = ""


def find_cards(sheet: Sheet) -> tuple[Card, ...]:
    """The cards of a sheet; empty where its labels do not make up at least one task."""
    labels = _labels(sheet)
    if len({label.name for label in labels if label.name}) < _LEAST_FIELDS:
        return ()
    columns = _value_columns(sheet, labels)
    if len(columns) > 1:
        return tuple(card for column in columns if _is_task(card := _column_card(sheet, labels, column)))
    cards: list[Card] = []
    for label in labels:
        cell = _cell(sheet, label, labels)
        if _begins_card(cards, label):
            cards.append(Card(label.row))
        _put(cards[-1], cell)
    for card in cards:
        _promote(card)
    whole = tuple(card for card in cards if _is_task(card))
    return whole


def _value_columns(sheet: Sheet, labels: Sequence[_Label]) -> list[int]:
    """A list turned on its side: all labels in one column, one task in each column to the right."""
    about = next((label for label in labels if label.name in _ABOUT), None)
    if about is None or len({label.column for label in labels}) > 1 or any(label.value for label in labels):
        return []
    return [column for column in range(about.right + 1, sheet.width) if sheet.text(about.row, column)]


def _column_card(sheet: Sheet, labels: Sequence[_Label], column: int) -> Card:
    card = Card(labels[0].row, column)
    for label in labels:
        row, held = sheet.anchor(label.row, column)
        _put(card, CardCell(label.name, label.text, label.row, sheet.text(row, held), row, held))
    _promote(card)
    return card


def _begins_card(cards: Sequence[Card], label: _Label) -> bool:
    """A label of the field that opened the card, seen again, opens the next one."""
    if not cards:
        return True
    names = [cell.name for cell in cards[-1].cells.values()]
    if not label.name or label.name not in names:
        return False
    if label.name == names[0]:
        return True
    return label.name in ("number", *_ABOUT) and label.name not in _MANY and len(names) >= _LEAST_FIELDS


def _put(card: Card, cell: CardCell) -> None:
    if not cell.name:
        if cell.text:
            card.extra.append(cell)
    elif cell.name not in card.cells or not card.cells[cell.name].text:
        card.cells[cell.name] = cell
    elif cell.text:
        card.more.append(cell)


def _promote(card: Card) -> None:
    """存在问题 beside another finding is a difficulty; a task without a finding is about its requirement."""
    if "finding" not in card.cells and "requirement" in card.cells:
        about = card.cells.pop("requirement")
        moved = CardCell("finding", about.label, about.label_row, about.text, about.row, about.column)
        card.cells = {"finding": moved, **card.cells} if not card.cells else {**card.cells, "finding": moved}


def _is_task(card: Card) -> bool:
    return len(card.cells) >= _LEAST_FIELDS and any(
        name in card.cells and card.cells[name].text for name in _ABOUT
    )


def _labels(sheet: Sheet) -> list[_Label]:
    """The labels of a sheet: known names anywhere, and what else stands where labels stand and is nobody's value."""
    known = [label for place in _cells(sheet) if (label := _known_label(sheet, *place))]
    columns = {label.column for label in known if not label.value}
    taken = {(label.row, label.column) for label in known}
    values = {_value_place(sheet, label, taken) for label in known if not label.value}
    found = list(known)
    for row, column, text in _cells(sheet):
        if column not in columns or (row, column) in taken or (row, column) in values:
            continue
        label = _other_label(sheet, row, column, text)
        if label and not _is_listed_below(sheet, label, known):
            found.append(label)
    return sorted(found, key=lambda label: (label.row, label.column))


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


def _known_label(sheet: Sheet, row: int, column: int, text: str) -> _Label | None:
    area = sheet.area(row, column)
    bare = text.rstrip(":： ")
    if len(text) <= _LABEL_LIMIT:
        match = match_header(bare)
        if match and match.how in _NAMED:
            name = "" if match.field == "ignore" else match.field
            return _Label(row, column, area.right, area.bottom, name, bare)
    inline = _INLINE.match(text)
    if inline:
        match = match_header(inline[1])
        if match and match.field and match.how in _NAMED:
            return _Label(
                row, column, area.right, area.bottom, match.field, inline[1].strip(), inline[2].strip()
            )
    return None


def _other_label(sheet: Sheet, row: int, column: int, text: str) -> _Label | None:
    """A short text in a label column with a value beside it: a label by rule, or one no field knows."""
    bare = text.rstrip(":： ")
    if len(bare) > _LABEL_LIMIT // 2 or not normalise_header(bare) or normalise_header(bare).isdigit():
        return None
    area = sheet.area(row, column)
    if not sheet.filled(row, area.right + 1):
        return None
    match = match_header(bare)
    name = match.field if match and match.field != "ignore" else ""
    return _Label(row, column, area.right, area.bottom, name, bare)


def _is_listed_below(sheet: Sheet, label: _Label, known: list[_Label]) -> bool:
    """Whether the cell is a further line of a value that stands beside a label merged downwards."""
    return any(
        other.row < label.row <= other.bottom and other.right < label.column and not other.value
        for other in known
    )


def _cell(sheet: Sheet, label: _Label, labels: list[_Label]) -> CardCell:
    if label.value:
        return CardCell(label.name, label.text, label.row, label.value, label.row, label.column)
    taken = {(other.row, other.column) for other in labels}
    row, column = _value_place(sheet, label, taken)
    text = sheet.text(row, column)
    if label.bottom > label.row and row == label.row:
        lines = [sheet.text(line, column) for line in range(label.row, label.bottom + 1)]
        text = "\n".join(line for line in lines if line)
    return CardCell(label.name, label.text, label.row, text, row, column)


def _value_place(sheet: Sheet, label: _Label, taken: set[tuple[int, int]]) -> tuple[int, int]:
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


def _stands_above(sheet: Sheet, label: _Label, taken: set[tuple[int, int]]) -> bool:
    """Whether the label's row holds only labels, so that the values stand in the row below."""
    return all((label.row, column) in taken for column, _ in sheet.present(label.row))
