"""One import under way as a value: the file's cells, what a person chose and answered, and what that comes to. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from data import actions
from data.domain.deadline_answers import is_lasting
from data.domain.doubts import Doubts, doubts_of
from data.domain.model import Listing, Report
from data.domain.ours import NONE, roles_of
from data.domain.plan import NO_DECISIONS, Decisions, Plan, key_of
from data.domain.units import UnitContext
from data.intake.choices import Choices, with_fixes
from data.intake.grid import Book, Grid
from data.intake.sheet import cell_text, letters
from data.intake.workbook import read_book
from data.store import imports, settings
from data.store.workspace import Workspace
from exporters.xlsx import SheetOfText

_REMEMBERED = "columns"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered before the preview: phrase -> date or ``LONG_TERM``, name -> name, collective term -> ours or not."""

    deadlines: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    collective: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An import that nothing has been written of yet. ``roles`` is our county's role in each task of the listing, in order."""

    file: Path
    book: Book
    choices: Choices
    answers: Answers
    only_ours: bool
    listing: Listing
    units: UnitContext
    roles: tuple[str, ...]
    doubts: Doubts
    plan: Plan

    @property
    def failed(self) -> int:
        """How many rows cannot be imported."""
        return sum(problem.severity == "error" for problem in self.listing.problems)

    def cell(self, sheet: str, address: str) -> str:
        """The text of one cell as it stands, put right or as received."""
        fixed = self.choices.fixes.get((sheet, address))
        if fixed is not None:
            return fixed
        grid = next((grid for grid in self.book.grids if grid.name == sheet), None)
        return _cell(grid, address) if grid else ""


def _cell(grid: Grid, address: str) -> str:
    head = address.rstrip("0123456789")
    row = int(address[len(head) :] or 0) - 1
    if not 0 <= row < len(grid.rows):
        return ""
    found = next((at for at in range(len(grid.rows[row])) if letters(at) == head), None)
    return "" if found is None else cell_text(grid.rows[row][found])


def begin(ws: Workspace, file: Path, report: Report) -> Draft:
    """Read a file as the program understands it, with what was learned of its layout before."""
    book = read_book(file, report)
    choices = Choices(remembered=settings.get(ws, _REMEMBERED, dict[str, dict[str, str]], {}))
    return _read(ws, (file, book, choices, Answers()), False, None, report)


def rechosen(ws: Workspace, draft: Draft, choices: Choices, report: Report) -> Draft:
    """The same cells read again under other choices of sheet, header, columns or cells put right."""
    given = draft.file, draft.book, choices, draft.answers
    again = _read(ws, given, draft.only_ours, draft.plan.decided, report)
    settled = choices.columns == draft.choices.columns and choices.sheets == draft.choices.sheets
    return replace(again, doubts=draft.doubts) if settled and choices.fixes != draft.choices.fixes else again


def answered(ws: Workspace, draft: Draft, answers: Answers, report: Report) -> Draft:
    """Read again with the person's answers; what was asked stays, so that an answer can be changed."""
    given = draft.file, draft.book, draft.choices, answers
    again = _read(ws, given, draft.only_ours, draft.plan.decided, report)
    return replace(again, doubts=draft.doubts)


def decided(ws: Workspace, draft: Draft, same: Mapping[str, str], only_ours: bool) -> Draft:
    """Planned again with which task is which, and whether tasks of other counties stay out."""
    plan = imports.plan(ws, draft.listing.tasks, _decisions(draft.listing, draft.roles, same, only_ours))
    return replace(draft, plan=plan, only_ours=only_ours)


def _read(
    ws: Workspace,
    given: tuple[Path, Book, Choices, Answers],
    only_ours: bool,
    said: Decisions | None,
    report: Report,
) -> Draft:
    file, book, choices, answers = given
    known = settings.unit_context(ws)
    units = replace(
        known,
        aliases={**known.aliases, **answers.aliases},
        collective_ours={**known.collective_ours, **answers.collective},
    )
    phrases = {**settings.deadline_answers(ws), **answers.deadlines}
    context = actions.desk_context(ws, units, phrases)
    listing = actions.read_cells(book, context, choices, report)
    report(0, 0, "与台账比对")
    roles = tuple(roles_of(listing.tasks, units))
    decisions = _decisions(listing, roles, (said or NO_DECISIONS).same, only_ours)
    plan = imports.plan(ws, listing.tasks, decisions)
    doubts = doubts_of(listing.tasks, units)
    return Draft(file, book, choices, answers, only_ours, listing, units, roles, doubts, plan)


def _decisions(
    listing: Listing, roles: tuple[str, ...], same: Mapping[str, str], only_ours: bool
) -> Decisions:
    others = (key_of(task) for task, role in zip(listing.tasks, roles, strict=True) if role == NONE)
    return Decisions(dict(same), frozenset(others) if only_ours else frozenset())


# ---------------------------------------------------------------- writing


def write(ws: Workspace, draft: Draft, report: Report) -> str:
    """Import what the preview shows, and remember how this layout and these values were understood."""
    done = imports.apply(ws, draft.listing, draft.plan, draft.file, report)
    if draft.choices.columns is not None:
        learned = {
            sheet.fingerprint: dict(sheet.columns)
            for sheet in draft.listing.sheets
            if sheet.used and sheet.fingerprint
        }
        _learn(ws, _REMEMBERED, dict[str, dict[str, str]], learned)
    lasting = {key: answer for key, answer in draft.answers.deadlines.items() if is_lasting(key, answer)}
    _learn(ws, "deadline_answers", dict[str, str], lasting)
    _learn(ws, "unit_aliases", dict[str, str], dict(draft.answers.aliases))
    _learn(ws, "collective_ours", dict[str, bool], dict(draft.answers.collective))
    return done


def _learn(ws: Workspace, key: str, kind: type[dict], learned: dict) -> None:
    before = settings.get(ws, key, kind, {})
    if {**before, **learned} != before:
        settings.put(ws, key, {**before, **learned})


# ---------------------------------------------------------------- rows that failed


def failed_rows(draft: Draft) -> SheetOfText:
    """The rows that cannot be imported as they stand in the file, each with the reason, ready to be mended and read again."""
    reasons: dict[tuple[str, int], list[str]] = {}
    for problem in draft.listing.problems:
        digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if problem.severity == "error" and digits.isdigit():
            reasons.setdefault((problem.sheet, int(digits)), []).append(problem.message)
    book = with_fixes(draft.book, draft.choices.fixes)
    grids = {grid.name: grid for grid in book.grids}
    names = list(dict.fromkeys(sheet for sheet, _ in reasons))
    readings = {sheet.name: sheet for sheet in draft.listing.sheets}
    width = max((len(grids[sheet].rows[row - 1]) for sheet, row in reasons), default=0)
    titles = readings[names[0]].headers if names else {}
    head = [("未导入原因", 40.0), ("工作表", 12.0), ("行号", 8.0)]
    head += [(titles.get(letters(at), letters(at)) or letters(at), 20.0) for at in range(width)]
    rows = [
        ("；".join(said), sheet, str(row), *(cell_text(cell) for cell in grids[sheet].rows[row - 1]))
        for (sheet, row), said in sorted(reasons.items())
    ]
    return SheetOfText("未导入的行", f"{draft.listing.file}：未导入的行", tuple(head), rows)
