"""A book of grids read into a ``Listing``: sheets chosen, tasks read, every doubt said and every other row accounted for."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from data.domain.deadline import DeadlineContext
from data.domain.errors import UserError
from data.domain.model import Listing, Report, RowProblem, SheetReading, no_report
from data.domain.units import UnitContext
from data.intake.checks import check_sheet, without_repeated_lists
from data.intake.choices import NO_CHOICES, Choices, with_fixes
from data.intake.fields import TaskReader
from data.intake.gather import fill_down_categories
from data.intake.grid import Book
from data.intake.headers import header_letters
from data.intake.joining import join_by_number, lists_of_parts
from data.intake.layout import Layout, choose, understand
from data.intake.sheet import Sheet, letters
from data.intake.sheet_tasks import SheetTasks, gather_sheet

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
    parts = [layout for layout in layouts if choices.sheets is None or layout.sheet.name in choices.sheets]
    used = lists_of_parts(parts, used)
    if not used:
        raise _no_list(book, layouts)
    readings, joined = join_by_number([gather_sheet(layout) for layout in used], parts)
    for reading in readings:
        _read_tasks(reading, _with_year(context, reading.layout, book), report)
    readings, repeated = without_repeated_lists(readings)
    return Listing(
        file=book.file,
        sha256=book.sha256,
        sheets=tuple(_sheet_reading(layout) for layout in layouts),
        tasks=tuple(task for reading in readings for task in reading.tasks if task.finding),
        problems=(
            *book.problems,
            *_left_out(layouts),
            *joined,
            *repeated,
            *(p for reading in readings for p in reading.problems),
        ),
        skipped=tuple(row for reading in readings for row in reading.skipped),
    )


def _left_out(layouts: list[Layout]) -> list[RowProblem]:
    """A visible sheet that holds part of the list (measures kept apart from their findings) is never passed over silently."""
    message = "这张工作表{}；如果它是清单的一部分，请把两张表按编号合成一张再导入。"
    return [
        RowProblem(
            "warning" if layout.partial else "info",
            "sheet_left_out",
            layout.sheet.name,
            "",
            message.format(layout.why),
        )
        for layout in layouts
        if layout.partial or (layout.is_annex and not layout.used)
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


def _read_tasks(reading: SheetTasks, context: ReadingContext, report: Report) -> None:
    layout, gathered = reading.layout, reading.gathered
    reader = TaskReader(context.deadlines, context.units, reading.problems.append, context.answers)
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
