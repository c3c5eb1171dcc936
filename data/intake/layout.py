"""What kind of sheet a sheet is — task list, cards, complaints, statistics, cover — and which sheets of a book to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.intake.annexes import annex_header, is_part_of_list
from data.intake.banded import with_findings
from data.intake.cards import Card, find_cards
from data.intake.choices import NO_CHOICES, Choices
from data.intake.columns import dictionary, normalise_header
from data.intake.headers import (
    Header,
    columns_of,
    find_header,
    fingerprint,
    header_at,
    side_by_side,
)
from data.intake.mapping import ColumnPlan, plan_columns
from data.intake.sheet import Sheet, column_index

LIST = "table"
CARDS = "card"
NONE = ""
_CARD_ROWS = 3000


@dataclass(slots=True)
class Layout:
    """One sheet as understood: what kind it is, its header and columns or its cards, and why it is left out.

    ``annex`` is the header of a sheet that can complete a list by number (措施清单, 责任清单).
    ``banded``: its findings stand in rows of their own.
    ``parts`` are the lists of the sheet: mostly one, several where lists stand side by side.
    """

    sheet: Sheet
    kind: str = NONE
    header: Header | None = None
    parts: tuple[tuple[Sheet, Header, ColumnPlan], ...] = ()
    cards: tuple[Card, ...] = ()
    fingerprint: str = ""
    used: bool = False
    why: str = ""
    partial: bool = False
    annex: Header | None = None
    banded: bool = False
    titles: tuple[str, ...] = field(default=())

    @property
    def is_annex(self) -> bool:
        """Whether the sheet has numbers and columns of a task list, but no findings, and is no old version."""
        if self.annex is None or "finding" in self.annex.fields or self.sheet.grid.hidden:
            return False
        return not self.kind and not _is_named(self, "old_names")

    @property
    def weight(self) -> int:
        """How much of a task list it is: distinct fields it names."""
        if self.parts:
            return len(set(self.parts[0][2].fields.values()))
        return max((len(card.cells) for card in self.cards), default=0)


def understand(sheet: Sheet, choices: Choices) -> Layout:
    """The layout of one sheet. What a person chose is taken as chosen."""
    layout = Layout(sheet)
    chosen = choices.sheets is not None and sheet.name in choices.sheets
    rows = choices.header_rows_of(sheet.name) if chosen or choices.sheets is None else None
    if not any(map(any, sheet.texts)):
        layout.why = "空表"
        return layout
    header = header_at(sheet, tuple(row - 1 for row in rows)) if rows is not None else find_header(sheet)
    cards = find_cards(sheet) if rows is None and sheet.height <= _CARD_ROWS else ()
    if cards and (header is None or _cards_win(cards, header)):
        layout.kind, layout.cards = CARDS, cards
        layout.titles = top_texts(sheet, min(cell.row for card in cards for cell in card.cells.values()))
        _set_aside_others(layout, chosen)
        return layout
    if header is None and rows is None:
        layout.annex = annex_header(sheet)
    if header is None and is_part_of_list(sheet) and not sheet.grid.hidden:
        layout.partial = True
        layout.why = "有措施、单位等列，但没有“问题”或“整改任务”列，没有读取"
        return layout
    if header is None:
        layout.why = "没有找到任务清单的表头（至少要有“问题”或“整改任务”列，以及措施、单位、时限等列）"
        return layout
    _as_list(layout, header, choices)
    _set_aside_others(layout, chosen)
    return layout


def _as_list(layout: Layout, header: Header, choices: Choices) -> None:
    layout.kind, layout.header = LIST, header
    layout.fingerprint = fingerprint(header)
    layout.titles = top_texts(layout.sheet, header.rows[0] if header.rows else 0)
    given = choices.columns_for(layout.fingerprint)
    blocks = side_by_side(header) if given is None else (header,)
    parts = [layout.sheet] if len(blocks) == 1 else [layout.sheet.only(_columns(block)) for block in blocks]
    columns = _indexes(given) if given is not None else None
    layout.parts = tuple(
        (part, block, plan_columns(columns_of(part, block), columns))
        for part, block in zip(parts, blocks, strict=True)
    )


def as_list(layout: Layout) -> None:
    """Read a sheet that holds only numbers and findings as the list it is when other sheets complete it."""
    if layout.annex is not None:
        _as_list(layout, layout.annex, NO_CHOICES)


def as_banded(layout: Layout) -> bool:
    """Read a sheet whose findings stand in rows of their own as a list; False where it is none."""
    drawn = with_findings(layout.sheet, layout.annex) if layout.is_annex and layout.annex else None
    if drawn is None or layout.annex is None:
        return False
    layout.sheet, layout.banded, layout.partial = drawn, True, False
    _as_list(layout, header_at(drawn, layout.annex.rows), NO_CHOICES)
    return True


def as_annex(layout: Layout) -> Layout:
    """The same sheet with its columns planned, to be gathered for joining."""
    if layout.annex is not None and not layout.parts:
        layout.header, layout.fingerprint = layout.annex, fingerprint(layout.annex)
        plan = plan_columns(columns_of(layout.sheet, layout.annex))
        layout.parts = ((layout.sheet, layout.annex, plan),)
    return layout


def _columns(header: Header) -> range:
    return range(min(header.levels), max(header.levels) + 1)


def _indexes(given: Mapping[str, str]) -> dict[int, str]:
    return {index: name for letter, name in given.items() if (index := column_index(letter)) >= 0}


def _cards_win(cards: Sequence[Card], header: Header) -> bool:
    """Cards name most of their fields outside the row that looks like a header."""
    labels = {name for card in cards for name in card.cells}
    inside = [cell for card in cards for cell in card.cells.values() if cell.label_place[0] in header.rows]
    return len(labels) >= len(header.fields) and len({cell.name for cell in inside}) * 2 <= len(labels)


def top_texts(sheet: Sheet, stop: int) -> tuple[str, ...]:
    """The texts above the header: title, annex number, reporting unit and date."""
    return tuple(text for row in range(min(stop, 30)) for _, text in sheet.present(row))


def _set_aside_others(layout: Layout, chosen: bool) -> None:
    """Complaints and statistics are no task lists, whatever their columns look like."""
    if chosen:
        return
    words = dictionary().other_sheets
    headers = _header_words(layout)
    titles = "".join((layout.sheet.name, *layout.titles))
    complaint = sum(any(word in text for word in words["complaint_headers"]) for text in headers)
    titled = any(word in titles for word in words["complaint_titles"])
    if complaint >= 3 or (complaint >= 1 and titled):
        layout.kind, layout.why = NONE, "看起来是信访举报件（交办件）清单，不是整改任务清单"
        return
    statistic = sum(text in words["statistic_headers"] for text in headers)
    if statistic >= 3 or (statistic >= 2 and any(word in titles for word in words["statistic_titles"])):
        layout.kind, layout.why = NONE, "看起来是统计表，不是整改任务清单"


def _header_words(layout: Layout) -> list[str]:
    if layout.header:
        return [normalise_header("".join(levels[-1:])) for levels in layout.header.levels.values()]
    return [normalise_header(cell.label) for card in layout.cards for cell in card.cells.values()]


def choose(layouts: Sequence[Layout], choices: Choices) -> tuple[Layout, ...]:
    """The sheets to read: those a person named, else every visible task list that is no old version."""
    lists = [layout for layout in layouts if layout.kind != NONE]
    if choices.sheets is not None:
        for layout in layouts:
            layout.used = layout in lists and layout.sheet.name in choices.sheets
            if not layout.used and layout in lists:
                layout.why = "没有选它"
        return tuple(layout for layout in lists if layout.used)
    visible = [layout for layout in lists if not layout.sheet.grid.hidden]
    current = [layout for layout in visible if not _is_named(layout, "old_names")]
    current = [layout for layout in current if not _is_named(layout, "help_names")] or current
    used = current or visible or lists
    for layout in lists:
        layout.used = any(layout is other for other in used)
        if not layout.used:
            layout.why = _why_not(layout)
    return tuple(used)


def _is_named(layout: Layout, key: str) -> bool:
    name = layout.sheet.name.lower()
    return any(word in name for word in dictionary().other_sheets[key])


def _why_not(layout: Layout) -> str:
    if layout.sheet.grid.hidden:
        return "隐藏的工作表，多为旧稿，没有读取；需要时请在工作表一步选它"
    if _is_named(layout, "old_names"):
        return "表名像是旧稿或备份，没有读取；需要时请在工作表一步选它"
    return "表名像是填报说明或样表，没有读取；需要时请在工作表一步选它"
