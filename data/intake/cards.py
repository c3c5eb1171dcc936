"""Tasks kept as cards (一事一表): a label beside, above or in front of its value, one or several cards in a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.intake.card_labels import InnerTable, Label, find_labels, value_place
from data.intake.sheet import Sheet

_LEAST_FIELDS = 4
_ABOUT = ("finding", "requirement")
_MANY = frozenset({"measures", "units", "supporting_units", "progress"})


@dataclass(frozen=True, slots=True)
class CardCell:
    """One label with its value: the field, both texts, and where the value stands (0-based)."""

    name: str
    label: str
    label_place: tuple[int, int]
    text: str
    row: int
    column: int


@dataclass(slots=True)
class Card:
    """One task's labels and values. ``extra`` are labels that name no field; ``more`` further values of a field,
    ``lines`` the lines of its table of measures.

    ``column`` is set where the tasks stand side by side, one in each column.
    """

    top: int
    column: int | None = None
    cells: dict[str, CardCell] = field(default_factory=dict)
    extra: list[CardCell] = field(default_factory=list)
    more: list[CardCell] = field(default_factory=list)
    lines: list[dict[str, CardCell]] = field(default_factory=list)


def find_cards(sheet: Sheet) -> tuple[Card, ...]:
    """The cards of a sheet; empty where its labels do not make up at least one task."""
    labels, tables = find_labels(sheet)
    if len({label.name for label in labels if label.name}) < _LEAST_FIELDS:
        return ()
    columns = _value_columns(sheet, labels)
    if len(columns) > 1:
        return tuple(card for column in columns if _is_task(card := _column_card(sheet, labels, column)))
    inside = {label.place for table in tables for label in table.labels}
    taken = {label.place for label in labels}
    cards: list[Card] = []
    for label in labels:
        if label.place not in inside:
            if _begins_card(cards, label):
                cards.append(Card(label.row))
            _put(cards[-1], _cell(sheet, label, taken))
    for table in tables:
        owner = max(
            (card for card in cards if card.top <= table.rows[0]), key=lambda card: card.top, default=None
        )
        if owner is not None:
            _put_table(sheet, owner, table)
    for card in cards:
        _promote(card)
    return tuple(card for card in cards if _is_task(card))


def _value_columns(sheet: Sheet, labels: Sequence[Label]) -> list[int]:
    """A list turned on its side: all labels in one column, one task in each column to the right."""
    about = next((label for label in labels if label.name in _ABOUT), None)
    if about is None or len({label.column for label in labels}) > 1 or any(label.value for label in labels):
        return []
    return [column for column in range(about.right + 1, sheet.width) if sheet.text(about.row, column)]


def _column_card(sheet: Sheet, labels: Sequence[Label], column: int) -> Card:
    card = Card(labels[0].row, column)
    for label in labels:
        row, held = sheet.anchor(label.row, column)
        _put(card, CardCell(label.name, label.text, label.place, sheet.text(row, held), row, held))
    _promote(card)
    return card


def _begins_card(cards: Sequence[Card], label: Label) -> bool:
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
        moved = CardCell("finding", about.label, about.label_place, about.text, about.row, about.column)
        card.cells = {"finding": moved, **card.cells} if not card.cells else {**card.cells, "finding": moved}


def _is_task(card: Card) -> bool:
    return len(card.cells) + bool(card.lines) >= _LEAST_FIELDS and any(
        name in card.cells and card.cells[name].text for name in _ABOUT
    )


def _cell(sheet: Sheet, label: Label, taken: set[tuple[int, int]]) -> CardCell:
    if label.value:
        return CardCell(label.name, label.text, label.place, label.value, label.row, label.column)
    row, column = value_place(sheet, label, taken)
    text = "" if (row, column) in taken else sheet.text(row, column)
    if label.bottom > label.row and row == label.row and (row, column) not in taken:
        lines = [sheet.text(line, column) for line in range(label.row, label.bottom + 1)]
        text = "\n".join(line for line in lines if line)
    return CardCell(label.name, label.text, label.place, text, row, column)


def _put_table(sheet: Sheet, card: Card, table: InnerTable) -> None:
    """The lines of a card's table of measures; what other columns say holds for the card where it says nothing itself."""
    for row in table.rows:
        line = {}
        for label in table.labels:
            text = sheet.text(*sheet.anchor(row, label.column))
            if text:
                line[label.name] = CardCell(label.name, label.text, label.place, text, row, label.column)
        card.lines.append(line)
    for name in dict.fromkeys(name for line in card.lines for name in line):
        if name in ("measures", "number", "ignore", "") or (name in card.cells and card.cells[name].text):
            continue
        first = next(line[name] for line in card.lines if name in line)
        texts = dict.fromkeys(line[name].text for line in card.lines if name in line)
        card.cells[name] = replace(first, text="\n".join(texts))


def consumed(cards: Sequence[Card]) -> set[tuple[int, int]]:
    """The cells that cards are made of: labels and values."""
    found: set[tuple[int, int]] = set()
    for card in cards:
        lines = [cell for line in card.lines for cell in line.values()]
        for cell in (*card.cells.values(), *card.extra, *card.more, *lines):
            found |= {cell.label_place, (cell.row, cell.column)}
    return found
