"""The list of tasks in the store: every task as one line, read in one query, for the screen, the register and the commands."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from data.domain.corrections import corrected
from data.domain.model import Correction, ListedTask
from data.domain.states import CLOSING, MOVES_CLOSED, Work
from data.store import corrections
from data.store.tasks import day_of, number_sort
from data.store.workspace import Workspace


class TaskLine(NamedTuple):
    """One task as a line of the list: what is shown, sorted and counted, without its long texts.

    A named tuple: 20,000 of them are made each time the list is read, five times as fast as frozen dataclasses.

    ``measures``, ``done`` and ``late`` count measures in all, done, and due by today but not done.
    ``search`` is everything a person may look for, folded. ``step`` and ``level`` are those of ``states.last_step``;
    ``closed_on`` is the closing that stands, ``looked`` counts the look-backs (回头看) since.
    ``corrected`` names the fields shown with the office's correction, ``conflicts`` counts what waits for a decision.
    """

    id: str
    position: int
    number: str | None
    number_sort: int
    upper_number: str | None
    category: str | None
    finding: str
    lead_unit: str | None
    units: tuple[str, ...]
    supporting: tuple[str, ...]
    acceptance_unit: str | None
    deadline_text: str
    due: date | None
    due_confirmed: date | None
    long_term: bool
    needs_review: bool
    percent: int
    gone: bool
    measures: int
    done: int
    late: int
    done_on: date | None
    evidence: int
    progressed: bool
    step: str
    search: str
    corrected: tuple[str, ...] = ()
    conflicts: int = 0
    level: str = ""
    closed_on: date | None = None
    looked: int = 0

    @property
    def work(self) -> Work:
        """The counts progress is computed from."""
        return Work(self.measures, self.done, self.late, self.percent, self.progressed, self.done_on)


_LINES = f"""
select t.id, t.position, t.number, t.number_sort, t.upper_number, t.category, t.finding, t.lead_unit,
       t.units, t.supporting, t.acceptance_unit, t.deadline_text, t.due, t.due_confirmed, t.long_term,
       t.needs_review, t.percent, t.gone, t.goal,
       coalesce(m.n, 0) measures, coalesce(m.done, 0) done, coalesce(m.late, 0) late, m.done_on,
       coalesce(e.n, 0) evidence, p.task_id is not null progressed,
       coalesce(case when c.kind in {CLOSING} then c.kind else s.kind end, '') step,
       coalesce(case when c.kind in {CLOSING} then c.level else s.level end, '') level,
       case when c.kind in {CLOSING} then c.closed_on end closed_on,
       case when c.kind in {CLOSING} then (select count(*) from step k where k.task_id = t.id and k.kind = 'looked_back'
                                           and k.position > c.closed_at) else 0 end looked
from task t
left join (select task_id, count(*) n, count(done_on) done, max(done_on) done_on,
                  sum(done_on is null and due is not null and due <= ?) late
           from measure where not gone group by task_id) m on m.task_id = t.id
left join (select task_id, count(*) n from evidence group by task_id) e on e.task_id = t.id
left join (select distinct task_id from progress_entry) p on p.task_id = t.id
left join (select task_id, kind, level, max(position) from step group by task_id) s on s.task_id = t.id
left join (select n.task_id, n.kind, n.level, max(n.position), d."on" closed_on, d.closed_at
           from step n left join (select task_id, "on", max(position) closed_at from step where kind = 'closed'
                                  group by task_id) d on d.task_id = n.task_id
           where n.kind in {MOVES_CLOSED} group by n.task_id) c on c.task_id = t.id
order by t.position
"""


def lines(ws: Workspace) -> list[TaskLine]:
    """Every task as a line, in the list's own order; one query, made once, filtered in memory."""
    rows = ws.db.execute(_LINES, [ws.today.isoformat()]).fetchall()
    own = corrections.by_task(ws)
    units, supporting = _names(row[8] for row in rows), _names(row[9] for row in rows)
    made = map(_line, rows, units, supporting)
    return [_with(line, own[line.id]) if line.id in own else line for line in made]


def _names(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The lists of names behind a column's JSON texts, parsed as one text: a call for each would take ten times as long."""
    return map(tuple, json.loads(f"[{','.join(texts)}]"))


def _with(line: TaskLine, own: tuple[Correction, ...]) -> TaskLine:
    """The line with the office's corrections put in."""
    listed = corrected(
        ListedTask(
            number=line.number,
            upper_number=line.upper_number,
            category=line.category,
            finding=line.finding,
            lead_unit=line.lead_unit,
            responsible_units=line.units,
            supporting_units=line.supporting,
            acceptance_unit=line.acceptance_unit,
        ),
        own,
    )
    return line._replace(
        number=listed.number,
        number_sort=number_sort(listed.number),
        upper_number=listed.upper_number,
        category=listed.category,
        finding=listed.finding,
        lead_unit=listed.lead_unit,
        units=listed.responsible_units,
        supporting=listed.supporting_units,
        acceptance_unit=listed.acceptance_unit,
        search="\n".join((line.search, *(one.value.casefold() for one in own))),
        corrected=tuple(one.field for one in own),
        conflicts=sum(one.theirs is not None for one in own),
    )


def _line(row: tuple, names: tuple[str, ...], helpers: tuple[str, ...]) -> TaskLine:
    (
        id_,
        position,
        number,
        sort,
        upper,
        category,
        finding,
        lead,
        _,
        _,
        acceptance,
        text,
        *rest,
    ) = row
    due, confirmed, long_term, review, percent, gone, goal, measures, done, late, done_on, evidence, *more = (
        rest
    )
    progressed, step, level, closed_on, looked = more
    search = "\n".join(
        filter(None, (number, upper, category, finding, goal, *names, acceptance, text))
    ).casefold()
    return TaskLine(
        id_, position, number, sort, upper, category, finding, lead, names, helpers, acceptance, text,
        day_of(due), day_of(confirmed), bool(long_term), bool(review), percent, bool(gone),
        measures, done, late, day_of(done_on), evidence, bool(progressed), step, search,
        level=level, closed_on=day_of(closed_on), looked=looked,
    )  # fmt: skip
