"""The register of closed tasks (销号登记簿): one line a task, read from its steps and packages; nothing is stored twice."""

from data.domain.profile import Profile
from data.domain.register import Entry, entry_of
from data.domain.states import is_closed
from data.store import packages, task_lines, work
from data.store.task_lines import TaskLine
from data.store.workspace import Workspace


def entries(ws: Workspace, profile: Profile) -> list[Entry]:
    """Every closed task, in the order of closing."""
    found = [_entry(ws, line, profile) for line in task_lines.lines(ws) if is_closed(line.step)]
    return sorted(found, key=lambda entry: entry.closed.on)


def _entry(ws: Workspace, line: TaskLine, profile: Profile) -> Entry:
    sent = next(iter(packages.of_task(ws, line.id)), None)
    package = f"{sent.number} 第{sent.version}版" if sent else ""
    texts = (line.number or "", line.finding, line.lead_unit or "")
    return entry_of(line.id, texts, package, work.steps(ws, line.id), profile)
