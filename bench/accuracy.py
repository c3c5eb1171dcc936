"""Measures how well lists are read: per field, right without a question, asked about, or silently wrong.

Runs the readers over ``tests/files/workbooks`` and compares with ``tests/files/expected``; ``python -m bench.accuracy [-v] [NAME…]``.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data.domain.errors import UserError
from data.domain.model import Deadline, ListedTask, Listing
from data.intake.listing import read_listing
from data.intake.workbook import read_book

FILES = Path(__file__).parent.parent / "tests" / "files"
RIGHT, ASKED, WRONG = "right", "asked", "wrong"

PLAIN = (
    "number",
    "upper_number",
    "category",
    "finding",
    "goal",
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
)
UNITS = ("lead_unit", "responsible_units", "supporting_units")
MEASURES = ("measures.text", "measures.units", "measures.due")
DEADLINE = ("due", "milestones", "immediate", "long_term", "recurring", "needs_review")
UNIT_COLUMNS = ("lead_unit", "responsible_units", "supporting_units", "units", "implementing_unit")
ORIGINS = {
    "lead_unit": UNIT_COLUMNS,
    "responsible_units": UNIT_COLUMNS,
    "supporting_units": UNIT_COLUMNS,
    "measures.text": ("measures", "measures_text"),
    "measures.units": ("measures", "measures_text"),
    "measures.due": ("measures", "measures_text"),
}
INDIRECT = {"measures.units": UNIT_COLUMNS, "measures.due": ("deadline",)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one field of one task came out, with both values for the list of the wrong ones."""

    file: str
    task: str
    field: str
    outcome: str
    expected: Any = None
    got: Any = None


@dataclass(slots=True)
class Tally:
    """All verdicts of a run."""

    verdicts: list[Verdict] = field(default_factory=list)

    def wrong(self) -> list[Verdict]:
        """The silently wrong ones."""
        return [verdict for verdict in self.verdicts if verdict.outcome == WRONG]

    def by_field(self) -> dict[str, Counter[str]]:
        """Outcomes counted for each field."""
        counts: dict[str, Counter[str]] = {}
        for verdict in self.verdicts:
            counts.setdefault(verdict.field, Counter())[verdict.outcome] += 1
        return counts


# ---------------------------------------------------------------- what was read, made comparable


def squeeze(value: Any) -> Any:
    """Text without white space, empty as None; everything else as it is."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value) or None
    return value


NUMBERING = r"^(?:[（(][\d一二三四五六七八九十]+[)）]|第?[一二三四五六七八九十]+(?:是|、|，)|\d+(?:[.．、)](?!\d))|[①-⑨]|[⑴-⑼])"


def bare_measure(text: str) -> str:
    """A measure's sentence without numbering, unit bracket and closing mark: readers may keep or drop these."""
    text = re.sub(NUMBERING, "", squeeze(text) or "")
    return re.sub(r"（责任单位：[^（）]*）", "", text).rstrip("。；;")


def bare_category(text: str | None) -> str | None:
    """A category without its chapter number."""
    return re.sub(NUMBERING, "", squeeze(text) or "") or None


def read_field(task: ListedTask, name: str) -> Any:
    """One field of a read task in the shape of the expected reading."""
    if name == "category":
        return bare_category(task.category)
    if name == "measures.text":
        return [bare_measure(measure.text) for measure in task.measures]
    if name == "measures.units":
        return [[squeeze(unit) for unit in measure.units] for measure in task.measures]
    if name == "measures.due":
        return [iso(measure.due) for measure in task.measures]
    if name.startswith("deadline."):
        return read_deadline(task.deadline, name.removeprefix("deadline."))
    value = getattr(task, name)
    return [squeeze(unit) for unit in value] if isinstance(value, tuple) else squeeze(value)


def read_deadline(deadline: Deadline, name: str) -> Any:
    """One field of a read deadline."""
    if name == "due":
        return iso(deadline.due)
    if name == "milestones":
        return [iso(day) for day in deadline.milestones]
    if name == "recurring":
        return sorted((one.per, one.times) for one in deadline.recurring)
    return getattr(deadline, name)


def iso(day: date | None) -> str | None:
    """A date as text."""
    return day.isoformat() if day else None


def expected_fields(task: dict[str, Any]) -> dict[str, list[Any]]:
    """Every field under test with its right readings."""
    fields: dict[str, list[Any]] = {}
    for name in (*PLAIN, *UNITS):
        fields[name] = [
            [squeeze(one) for one in way] if isinstance(way, list) else squeeze(way)
            for way in ways(task[name])
        ]
    fields["category"] = [bare_category(way) for way in ways(task["category"])]
    fields["measures.text"] = [[bare_measure(one["text"]) for one in way] for way in ways(task["measures"])]
    fields["measures.units"] = [[one["units"] for one in way] for way in ways(task["measures"])]
    fields["measures.due"] = [[one["due"] for one in way] for way in ways(task["measures"])]
    for name, value in task["deadline"].items():
        fields[f"deadline.{name}"] = (
            [sorted((one["per"], one["times"]) for one in value)] if name == "recurring" else [value]
        )
    return fields


def ways(value: Any) -> list[Any]:
    """All readings that are right."""
    return value["any"] if isinstance(value, dict) and "any" in value else [value]


# ---------------------------------------------------------------- judging


def pair(
    expected: list[dict[str, Any]], tasks: tuple[ListedTask, ...]
) -> list[tuple[dict[str, Any] | None, ListedTask | None]]:
    """Expected and read tasks side by side: by finding, then by number, then in order."""
    left, pairs = list(tasks), []
    for rule in (same_finding, same_number, lambda want, got: True):
        for want in [one for one in expected if not any(one is done for done, _ in pairs)]:
            got = next((one for one in left if rule(want, one)), None)
            if got is not None:
                left.remove(got)
                pairs.append((want, got))
    missing = [(want, None) for want in expected if not any(want is done for done, _ in pairs)]
    return [*pairs, *missing, *((None, got) for got in left)]


def same_finding(want: dict[str, Any], got: ListedTask) -> bool:
    """Both speak of the same finding."""
    return squeeze(got.finding) in [squeeze(way) for way in ways(want["finding"])]


def same_number(want: dict[str, Any], got: ListedTask) -> bool:
    """Both bear the same number."""
    return got.number is not None and got.number in ways(want["number"])


def warned_columns(listing: Listing, task: ListedTask) -> set[str]:
    """Columns with a question at the task's rows or at the header; "" stands for a whole row."""
    sheet = next(sheet for sheet in listing.sheets if sheet.name == task.at.sheet)
    later = [
        one.at.row for one in listing.tasks if one.at.sheet == task.at.sheet and one.at.row > task.at.row
    ]
    rows = {*range(task.at.row, min(later, default=task.at.row + 12)), *sheet.header_rows}
    columns: set[str] = set()
    for problem in listing.problems:
        match = re.fullmatch(r"([A-Z]*)(\d+)", problem.cell)
        if match and problem.severity != "info" and problem.sheet == task.at.sheet and int(match[2]) in rows:
            columns.add(match[1])
    return columns


def posed(listing: Listing, task: ListedTask, name: str, mismatched: bool) -> bool:
    """Whether a question is put to the person at this field's cell, row or column.

    A question at a cell that bears on the field only indirectly, or at a column left unmatched, counts for a mismatch alone.
    """
    top = name.split(".")[0]
    keys = {*ORIGINS.get(name, (top,)), *(INDIRECT.get(name, ()) if mismatched else ())}
    own = {task.origin[key].column for key in keys if key in task.origin}
    sheet = next(sheet for sheet in listing.sheets if sheet.name == task.at.sheet)
    own |= {column for column, field_name in sheet.columns.items() if field_name in keys}
    if mismatched:
        own |= set(sheet.unmatched)
    return bool(warned_columns(listing, task) & (own | {""}))


def judge_field(name: str, right: list[Any], task: ListedTask, listing: Listing) -> str:
    """The outcome of one field."""
    must_ask = name == "deadline.needs_review" and right == [True]
    matched = read_field(task, name) in right and not must_ask
    asked = posed(listing, task, name, mismatched=not matched)
    if asked or (name.startswith("deadline.") and task.deadline.needs_review):
        return ASKED
    return RIGHT if matched else WRONG


def judge_task(file: str, want: dict[str, Any], got: ListedTask, listing: Listing) -> list[Verdict]:
    """The verdicts on one task."""
    label = f"{got.at.sheet}!{got.at.row}"
    verdicts = [Verdict(file, label, "task", RIGHT)]
    doubtful = want["deadline"].get("needs_review")
    for name, right in expected_fields(want).items():
        if doubtful and name.startswith("deadline.") and name != "deadline.needs_review":
            continue
        outcome = judge_field(name, right, got, listing)
        verdicts.append(
            Verdict(file, label, name, outcome, right[0] if len(right) == 1 else right, read_field(got, name))
        )
    if want["at"]["row"] is not None:
        outcome = RIGHT if got.at.row == want["at"]["row"] else WRONG
        verdicts.append(Verdict(file, label, "at.row", outcome, want["at"]["row"], got.at.row))
    return verdicts


def mentions(listing: Listing) -> set[int]:
    """The rows that a problem or the list of skipped rows speaks of."""
    rows = {row.row for row in listing.skipped}
    return rows | {
        int(match[1]) for problem in listing.problems if (match := re.search(r"(\d+)$", problem.cell))
    }


def told_of(listing: Listing, row: int | None) -> bool:
    """Whether a warning speaks of a missing task's row, or of a whole sheet that could not be read."""
    cells = [problem.cell for problem in listing.problems if problem.severity != "info"]
    return "" in cells or any(re.sub(r"^[A-Z]+", "", cell) == str(row) for cell in cells)


def judge(path: Path) -> list[Verdict]:
    """Read one corpus file and judge every field of every task."""
    expected = json.loads((FILES / "expected" / f"{path.stem}.json").read_text("utf-8"))
    verdicts: list[Verdict] = []
    try:
        listing = read_listing(read_book(path))
    except UserError as error:
        # A refusal that names the reason is an answer where the expectation leaves every task open.
        outcome = ASKED if all(task.get("optional") for task in expected["tasks"]) else WRONG
        return [Verdict(path.name, "file", "task", outcome, "the file is read", str(error))]
    for want, got in pair(expected["tasks"], listing.tasks):
        if want is None and got is not None:
            verdicts.append(
                Verdict(path.name, f"{got.at.sheet}!{got.at.row}", "task", WRONG, None, got.finding[:40])
            )
        elif want is not None and got is None:
            if not want.get("optional"):
                verdicts.append(
                    Verdict(path.name, f"row {want['at']['row']}", "task", WRONG, want["finding"], None)
                )
        elif want is not None and got is not None:
            verdicts += judge_task(path.name, want, got, listing)
    told = mentions(listing)
    for row in (int(one.split()[1]) for one in expected["must_mention"]):
        verdicts.append(
            Verdict(
                path.name,
                f"row {row}",
                "mention",
                RIGHT if row in told else WRONG,
                f"row {row} mentioned",
                sorted(told),
            )
        )
    return verdicts


def workbooks() -> list[Path]:
    """The corpus, in order."""
    return sorted((FILES / "workbooks").iterdir())


def report(tally: Tally, verbose: bool) -> None:
    """Print the table and the wrong ones by file."""
    total: Counter[str] = Counter()
    print(f"{'field':<24}{'right':>8}{'asked':>8}{'wrong':>8}")
    for name, counts in sorted(tally.by_field().items()):
        total.update(counts)
        print(f"{name:<24}{counts[RIGHT]:>8}{counts[ASKED]:>8}{counts[WRONG]:>8}")
    count = sum(total.values()) or 1
    print(f"{'all':<24}{total[RIGHT]:>8}{total[ASKED]:>8}{total[WRONG]:>8}")
    print(
        f"{'share':<24}{total[RIGHT] / count:>8.1%}{total[ASKED] / count:>8.1%}{total[WRONG] / count:>8.1%}"
    )
    for verdict in tally.wrong():
        print(
            f"\n{verdict.file}  {verdict.task}  {verdict.field}\n  expected {verdict.expected}\n  got      {verdict.got}"
        )
    if verbose:
        for verdict in tally.verdicts:
            if verdict.outcome == ASKED:
                print(
                    f"asked  {verdict.file}  {verdict.task}  {verdict.field}  expected {verdict.expected}  got {verdict.got}"
                )


def main(arguments: list[str]) -> None:
    """Judge the corpus, or the files whose name contains one of the arguments."""
    names = [argument for argument in arguments if argument != "-v"]
    tally = Tally()
    for path in workbooks():
        if not names or any(name in path.name for name in names):
            tally.verdicts += judge(path)
    report(tally, "-v" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
