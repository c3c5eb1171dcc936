"""One sheet gathered: the cells of its tasks, every other row accounted for, and what to ask about rows and columns."""

from dataclasses import dataclass, field

from data.domain.model import CellRef, ListedTask, RowProblem, SkippedRow
from data.intake.cards import consumed
from data.intake.fields import TaskCells
from data.intake.gather import TableGatherer, gather_card
from data.intake.headers import Header, columns_of, find_header
from data.intake.labelled import number_from_findings, take_apart
from data.intake.layout import CARDS, Layout
from data.intake.mapping import ColumnPlan, plan_columns
from data.intake.rows import RowsReading, read_rows
from data.intake.sheet import Sheet, letters


@dataclass(slots=True)
class SheetTasks:
    """What one sheet gave."""

    layout: Layout
    gathered: list[TaskCells] = field(default_factory=list)
    tasks: list[ListedTask] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)


def gather_sheet(layout: Layout) -> SheetTasks:
    """The cells of every task of a sheet, not yet read."""
    reading = SheetTasks(layout)
    gather = _gather_cards if layout.kind == CARDS else _gather_tables
    reading.gathered = gather(layout, reading)
    for cells in reading.gathered:
        take_apart(cells)
    number_from_findings(reading.gathered)
    if layout.banded:
        _point_at_bands(reading)
    return reading


def _point_at_bands(reading: SheetTasks) -> None:
    """The finding's cell is the row it fills above its measures, wherever it was drawn."""
    sheet = reading.layout.sheet.name
    for cells in reading.gathered:
        cells.at = at = CellRef(sheet, cells.at.row - 1, "A")
        cells.origin.update({name: at for name in ("finding", "number") if name in cells.origin})
    rows = {cells.at.row for cells in reading.gathered}
    reading.skipped = [row for row in reading.skipped if row.row not in rows]
    if reading.gathered:
        message = "问题写在单独的一行里，下面各行按它的整改措施读取；请核对。"
        cell = reading.gathered[0].origin["finding"].cell
        reading.problems.append(RowProblem("warning", "finding_in_band", sheet, cell, message))


def _gather_cards(layout: Layout, reading: SheetTasks) -> list[TaskCells]:
    sheet = layout.sheet
    used = consumed(layout.cards)
    first = min(card.top for card in layout.cards)
    left: list[str] = []
    for row in range(sheet.height):
        cells = sheet.present(row)
        if cells and not any(_is_used(sheet, used, row, column) for column, _ in cells):
            reading.skipped.append(
                SkippedRow(sheet.name, row + 1, "标题行" if row < first else "卡片以外的文字")
            )
        else:
            left += [
                f"{letters(column)}{row + 1}" for column, _ in cells if not _is_used(sheet, used, row, column)
            ]
    if left:
        message = f"{'、'.join(left[:8])}等单元格不在任何栏目之下，没有读取；请核对是不是漏掉的内容。"
        reading.problems.append(RowProblem("warning", "card_leftover", sheet.name, left[0], message))
    return [gather_card(sheet, card) for card in layout.cards]


def _is_used(sheet: Sheet, used: set[tuple[int, int]], row: int, column: int) -> bool:
    """A cell of a card: label or value, or a further line beside a label merged downwards."""
    if (row, column) in used:
        return True
    return any(
        (row - up, column) in used and sheet.anchor(row, column - 1)[0] == row - up
        for up in range(1, row + 1)
    )


def _gather_tables(layout: Layout, reading: SheetTasks) -> list[TaskCells]:
    """The lists of a sheet, side by side and one below another."""
    gathered: list[TaskCells] = []
    if layout.header is not None:
        _skip_above(layout.sheet, layout.header, reading)
    for sheet, header, plan in layout.parts:
        _ask_columns(sheet, header, plan, reading)
        gathered += _gather_below(sheet, header, plan, reading, layout.titles)
    if len(layout.parts) > 1:
        tasks = {cells.at.row for cells in gathered}
        reading.skipped = [row for row in dict.fromkeys(reading.skipped) if row.row not in tasks]
    return gathered


def _gather_below(
    sheet: Sheet, header: Header, plan: ColumnPlan, reading: SheetTasks, titles: tuple[str, ...]
) -> list[TaskCells]:
    """The tasks under a header; another header further down begins the next table."""
    gathered: list[TaskCells] = []
    below: tuple[Header, ColumnPlan] | None = (header, plan)
    while below is not None:
        rows = read_rows(sheet, *below, titles)
        reading.skipped += rows.skipped
        reading.problems += _row_problems(sheet, rows)
        gatherer = TableGatherer(sheet, below[1], below[0].data_start)
        gathered += [gatherer.gather(task) for task in rows.tasks]
        below = _next_table(sheet, rows, reading)
    return gathered


def _next_table(sheet: Sheet, rows: RowsReading, reading: SheetTasks) -> tuple[Header, ColumnPlan] | None:
    if rows.next_header is None:
        return None
    header = find_header(sheet, rows.next_header)
    if header is None:
        message = "从这一行起是另一张表，不是任务清单，没有读取；请核对。"
        reading.problems.append(
            RowProblem("warning", "other_table", sheet.name, f"A{rows.next_header + 1}", message)
        )
        for row in range(rows.next_header, sheet.height):
            if sheet.present(row):
                reading.skipped.append(SkippedRow(sheet.name, row + 1, "另一张表"))
        return None
    for row in range(rows.next_header, header.rows[0]):
        if sheet.present(row):
            reading.skipped.append(SkippedRow(sheet.name, row + 1, "标题行"))
    reading.skipped += [SkippedRow(sheet.name, row + 1, "表头") for row in header.rows]
    plan = plan_columns(columns_of(sheet, header))
    _ask_columns(sheet, header, plan, reading)
    return header, plan


def _skip_above(sheet: Sheet, header: Header, reading: SheetTasks) -> None:
    first = header.rows[0] if header.rows else 0
    reading.skipped += [
        SkippedRow(sheet.name, row + 1, "标题行") for row in range(first) if sheet.present(row)
    ]
    reading.skipped += [SkippedRow(sheet.name, row + 1, "表头") for row in header.rows]


def _ask_columns(sheet: Sheet, header: Header, plan: ColumnPlan, reading: SheetTasks) -> None:
    row = (header.rows[-1] if header.rows else 0) + 1
    for doubt in plan.doubts:
        cell = f"{letters(doubt.column)}{row}"
        reading.problems.append(RowProblem(doubt.severity, doubt.code, sheet.name, cell, doubt.message))


def _row_problems(sheet: Sheet, rows: RowsReading) -> list[RowProblem]:
    found = [
        RowProblem(
            doubt.severity, doubt.code, sheet.name, f"{letters(doubt.column)}{doubt.row + 1}", doubt.message
        )
        for doubt in rows.doubts
    ]
    for total in rows.totals:
        if total.stated and total.found not in total.stated:
            stated = "、".join(map(str, total.stated))
            message = f"合计行写的是{stated}，上面读到的任务是{total.found}项，数目不一致；请核对有没有漏行。"
            cell = f"{letters(total.column)}{total.row + 1}"
            found.append(RowProblem("warning", "total_differs", sheet.name, cell, message))
    return found
