"""What the preview shows of an import: its rows with fate, role and doubts, and the cells of one of them with their changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data import words as wording
from data.domain.likeness import Run, marked
from data.domain.model import ListedTask, RowProblem
from data.domain.ours import NONE
from data.domain.plan import MeasureChange, TaskChange, Unsure
from ui.import_cells import CellRow
from ui.import_draft import Draft

_FIELDS = (
    "number",
    "upper_number",
    "category",
    "source",
    "finding",
    "requirement",
    "goal",
    "deadline",
    "lead_unit",
    "responsible_units",
    "supporting_units",
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
    "phone",
    "status",
    "progress",
    "percent",
    "difficulty",
    "next_step",
    "note",
)
_READ_AS = "读作"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One task of the preview: what the list says, what would happen, our county's role, and what to look at."""

    task: ListedTask
    fate: str
    role: str = NONE
    change: TaskChange | None = None
    problems: tuple[RowProblem, ...] = ()
    unsure: Unsure | None = None

    @property
    def key(self) -> object:
        """What keeps the row chosen when the list is read again."""
        return self.task.at.sheet, self.task.at.row, self.fate == "missing"

    @property
    def asks(self) -> bool:
        """Whether a person should look: a doubtful cell, or which task it is."""
        return bool(self.problems) or (self.unsure is not None and not self.unsure.answered)


@dataclass(frozen=True, slots=True)
class View:
    """One of the ready views over the preview."""

    title: str
    keep: Callable[[PreviewRow], bool]


VIEWS = (
    View("全部", lambda row: True),
    View("只看有疑问的", lambda row: row.asks),
    View("有变化", lambda row: row.change is not None),
    View("有放宽", lambda row: row.change is not None and bool(row.change.relaxed)),
    View("涉及本县", lambda row: row.role != NONE),
)


def preview_rows(draft: Draft) -> list[PreviewRow]:
    """Every task of the list in its order, then those no longer listed."""
    plan, listing = draft.plan, draft.listing
    changes = {id(change.listed): change for change in plan.changed}
    fates = {id(listed): "same" for _, listed in plan.unchanged}
    fates |= {id(listed): "out" for listed in plan.left_out}
    unsure = {id(one.listed): one for one in plan.unsure}
    by_cell: dict[tuple[str, str], list[RowProblem]] = {}
    for problem in listing.problems:
        by_cell.setdefault((problem.sheet, problem.cell), []).append(problem)
    rows = []
    for task, role in zip(listing.tasks, draft.roles, strict=True):
        cells = {(ref.sheet, ref.cell) for ref in task.origin.values()}
        found = tuple(problem for cell in sorted(cells) for problem in by_cell.get(cell, ()))
        change = changes.get(id(task))
        fate = "changed" if change else fates.get(id(task), "new")
        rows.append(PreviewRow(task, fate, role, change, found, unsure.get(id(task))))
    return rows + [PreviewRow(task.listed, "missing") for task in plan.missing]


def cell_rows(draft: Draft, row: PreviewRow) -> list[CellRow]:
    """The cells of one task; changes stand inside the text."""
    changes = {one.field: one for one in row.change.fields} if row.change else {}
    doubts: dict[str, str] = {}
    for problem in row.problems:
        doubts[problem.cell] = "\n".join(filter(None, (doubts.get(problem.cell), problem.message)))
    made = _beside_likely(row)
    for name in _FIELDS:
        text = _text(row.task, name)
        change = changes.get(name)
        if text or change or row.task.origin.get(name):
            runs = marked(change.before, change.after) if change else _same(text)
            made.append(_cell(draft, row, name, runs, doubts))
        if name == "deadline" and row.task.deadline.reading:
            made.append(CellRow(_READ_AS, _same(row.task.deadline.reading)))
    made += _measures(draft, row, doubts)
    made += [CellRow(title, _same(text)) for title, text in row.task.extra.items() if text]
    if "extra" in changes:
        made.append(CellRow("其他列", marked(changes["extra"].before, changes["extra"].after)))
    return _first_things_first(made)


def _first_things_first(made: list[CellRow]) -> list[CellRow]:
    """What changed or is doubtful stands first: that is what the person came to see; a reading stays with its text."""
    first, rest = [], []
    group = rest
    for cell in made:
        if cell.title != _READ_AS:
            marked_ = cell.doubt or any(run.kind != "same" for run in cell.runs)
            group = first if marked_ else rest
        group.append(cell)
    return first + rest


def _beside_likely(row: PreviewRow) -> list[CellRow]:
    """While it is not sure which task this is: its text against that of the likeliest."""
    if row.unsure is None or row.unsure.answered or row.change is not None:
        return []
    other = row.unsure.candidates[0].listed
    return [CellRow(f"与第 {other.number or '—'} 号比", marked(other.finding, row.task.finding))]


def _text(task: ListedTask, name: str) -> str:
    if name == "deadline":
        return task.deadline.text
    value = getattr(task, name)
    return "、".join(value) if isinstance(value, tuple) else value or ""


def _same(text: str) -> tuple[Run, ...]:
    return (Run("same", text),) if text else ()


def _cell(draft: Draft, row: PreviewRow, name: str, runs: tuple[Run, ...], doubts: dict[str, str]) -> CellRow:
    title = wording.FIELDS[name]
    ref = row.task.origin.get(name)
    if ref is None or row.fate == "missing":
        return CellRow(title, runs)
    if not ref.column:
        return CellRow(title, runs, ref.sheet, f"第{ref.row}行")
    raw = draft.cell(ref.sheet, ref.cell)
    return CellRow(title, runs, ref.sheet, ref.cell, raw, doubts.get(ref.cell, ""))


def _measures(draft: Draft, row: PreviewRow, doubts: dict[str, str]) -> list[CellRow]:
    """Each measure with what became of it; where all stand in one cell, that cell can be put right below them."""
    changed = {one.position: one for one in row.change.measures if one.after} if row.change else {}
    gone = [one for one in row.change.measures if one.after is None] if row.change else []
    made = [
        CellRow(f"措施{at}", _measure_runs(changed.get(at), measure.text))
        for at, measure in enumerate(row.task.measures, 1)
    ]
    made += [CellRow("删去的措施", (Run("gone", one.before.text),)) for one in gone if one.before is not None]
    ref = row.task.origin.get("measures")
    if ref is not None and ref.column and row.fate != "missing" and made:
        raw = draft.cell(ref.sheet, ref.cell)
        if raw.strip() == (row.task.measures_text or "").strip():
            first = made[0]
            made[0] = CellRow(first.title, first.runs, ref.sheet, ref.cell, raw, doubts.get(ref.cell, ""))
    return made


def _measure_runs(change: MeasureChange | None, text: str) -> tuple[Run, ...]:
    if change is None:
        return _same(text)
    if change.before is None:
        return (Run("new", text),)
    return marked(change.before.text, text)


def notices_of(row: PreviewRow) -> Sequence[tuple[str, str]]:
    """What must not be overlooked of one task: (kind of band, sentence)."""
    if row.change is None:
        return ()
    said = [
        ("alarm", f"比原来放宽：{wording.relaxed_text(one)}。请核实是否经上级同意。")
        for one in row.change.relaxed
    ]
    said += [
        (
            "alarm",
            f"{wording.FIELDS[one.field]}：本单位已定为“{one.value}”，市里现在改为“{one.theirs}”。"
            "导入后两者都保留，请在任务的“基本情况”里决定。",
        )
        for one in row.change.conflicts
    ]
    return said
