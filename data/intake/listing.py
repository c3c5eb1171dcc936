"""A book of grids read into a ``Listing``: sheets chosen, tasks read, every doubt said and every other row accounted for."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from data.domain.deadline import DeadlineContext
from data.domain.errors import UserError
from data.domain.model import ListedTask, Listing, Report, RowProblem, SheetReading, SkippedRow, no_report
from data.domain.units import UnitContext
from data.intake.cards import consumed
from data.intake.checks import check_sheet, without_repeated_lists
from data.intake.choices import NO_CHOICES, Choices, with_fixes
from data.intake.fields import TaskCells, TaskReader
from data.intake.gather import TableGatherer, fill_down_categories, gather_card
from data.intake.grid import Book
from data.intake.headers import Header, columns_of, find_header, header_letters
from data.intake.layout import CARDS, Layout, choose, understand
from data.intake.mapping import ColumnPlan, plan_columns
from data.intake.rows import RowsReading, read_rows
from data.intake.sheet import Sheet, letters

_REPORT_EVERY = 500
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*(?:年|[-—－~至到]\s*20\d{2}年)")
_TITLE_WORDS = ("清单", "方案", "任务", "整改", "台账", "督察", "反馈")
_NO_TITLE = ("填报", "制表", "填表", "日期", "截至", "截止", "报送")


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the reading needs from outside: deadlines' context, units' context, the plan's year where the office knows it.

    ``answers`` are a person's answers to doubtful deadline phrases.
    """

    deadlines: DeadlineContext = field(default_factory=DeadlineContext)
    units: UnitContext = field(default_factory=UnitContext)
    plan_year: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


NO_CONTEXT = ReadingContext()


@dataclass(slots=True)
class _SheetTasks:
    """What one sheet gave."""

    layout: Layout
    tasks: list[ListedTask] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)


def read_listing(
    book: Book,
    choices: Choices = NO_CHOICES,
    context: ReadingContext = NO_CONTEXT,
    report: Report = no_report,
) -> Listing:
    """The tasks of a list file with what to ask about them; ``UserError`` where no sheet holds a task list."""
    with _collection_paused():
        return _listing(book, choices, context, report)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Hundreds of thousands of small values are made and all kept: searching them for garbage takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _listing(book: Book, choices: Choices, context: ReadingContext, report: Report) -> Listing:
    fixed = with_fixes(book, choices.fixes)
    layouts = [understand(Sheet(grid), choices) for grid in fixed.grids]
    used = choose(layouts, choices)
    if not used:
        raise _no_list(book, layouts)
    readings = [_read_sheet(layout, _with_year(context, layout, book), report) for layout in used]
    readings, repeated = without_repeated_lists(readings)
    return Listing(
        file=book.file,
        sha256=book.sha256,
        sheets=tuple(_sheet_reading(layout) for layout in layouts),
        tasks=tuple(task for reading in readings for task in reading.tasks if task.finding),
        problems=(
            *book.problems,
            *_left_out(layouts),
            *repeated,
            *(p for reading in readings for p in reading.problems),
        ),
        skipped=tuple(row for reading in readings for row in reading.skipped),
    )


def _left_out(layouts: list[Layout]) -> list[RowProblem]:
    """A visible sheet that holds part of the list (measures kept apart from their findings) is never passed over silently."""
    message = "这张工作表{}；如果它是清单的一部分，请把两张表按编号合成一张再导入。"
    return [
        RowProblem("warning", "sheet_left_out", layout.sheet.name, "", message.format(layout.why))
        for layout in layouts
        if layout.partial
    ]


def _no_list(book: Book, layouts: list[Layout]) -> UserError:
    seen = "；".join(f"“{layout.sheet.name}”：{layout.why or '没有选它'}" for layout in layouts[:5])
    return UserError(
        "没有找到整改任务清单。",
        "程序要找一行表头，其中有“反馈问题”或“整改任务”，并有“整改措施、责任单位、整改时限”等列。"
        f"看过的工作表：{seen or '无'}。请确认文件是否选对，或在“表头”一步点选表头所在的行。",
    )


def _with_year(context: ReadingContext, layout: Layout, book: Book) -> ReadingContext:
    """The plan's year from where it is said: the office, the title rows, the sheet's name, the file's name (R4)."""
    if context.deadlines.plan_year is not None:
        return context
    year = context.plan_year or _year_said((*layout.titles, layout.sheet.name, book.file))
    return replace(context, deadlines=replace(context.deadlines, year=year)) if year else context


def _year_said(texts: tuple[str, ...]) -> int | None:
    for text in texts:
        if any(word in text for word in _NO_TITLE) or not any(word in text for word in _TITLE_WORDS):
            continue
        if found := _YEAR.search(text):
            return int(found[1])
    return None


def _read_sheet(layout: Layout, context: ReadingContext, report: Report) -> _SheetTasks:
    reading = _SheetTasks(layout)
    reader = TaskReader(context.deadlines, context.units, reading.problems.append, context.answers)
    gathered = _gather_cards(layout, reading) if layout.kind == CARDS else _gather_tables(layout, reading)
    for name, count in fill_down_categories(gathered).items():
        title = "类别" if name == "category" else "来源"
        message = f"有{count}项任务的“{title}”空着，已按上一项填写；请核对。"
        reading.problems.append(RowProblem("info", "filled_down", layout.sheet.name, "", message))
    for done, cells in enumerate(gathered):
        if done % _REPORT_EVERY == 0:
            report(done, len(gathered), f"正在读取“{layout.sheet.name}”")
        reading.tasks.append(reader.task(cells))
    report(len(gathered), len(gathered), f"正在读取“{layout.sheet.name}”")
    reading.problems.extend(check_sheet(layout.sheet, reading.tasks))
    return reading


def _gather_cards(layout: Layout, reading: _SheetTasks) -> list[TaskCells]:
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


def _gather_tables(layout: Layout, reading: _SheetTasks) -> list[TaskCells]:
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
    sheet: Sheet, header: Header, plan: ColumnPlan, reading: _SheetTasks, titles: tuple[str, ...]
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


def _next_table(sheet: Sheet, rows: RowsReading, reading: _SheetTasks) -> tuple[Header, ColumnPlan] | None:
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


def _skip_above(sheet: Sheet, header: Header, reading: _SheetTasks) -> None:
    first = header.rows[0] if header.rows else 0
    reading.skipped += [
        SkippedRow(sheet.name, row + 1, "标题行") for row in range(first) if sheet.present(row)
    ]
    reading.skipped += [SkippedRow(sheet.name, row + 1, "表头") for row in header.rows]


def _ask_columns(sheet: Sheet, header: Header, plan: ColumnPlan, reading: _SheetTasks) -> None:
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


def _sheet_reading(layout: Layout) -> SheetReading:
    header = layout.header
    plans = [plan for _, _, plan in layout.parts]
    return SheetReading(
        name=layout.sheet.name,
        used=layout.used,
        header_rows=tuple(row + 1 for row in header.rows) if header else (),
        columns={letters(index): name for plan in plans for index, name in plan.fields.items()},
        headers=header_letters(header) if header else {},
        unmatched=tuple(letters(index) for plan in plans for index in plan.unmatched),
        layout=layout.kind or "table",
        fingerprint=layout.fingerprint,
        why=layout.why,
    )
