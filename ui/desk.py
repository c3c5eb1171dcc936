"""What every page shares: the open workspace, one signal that says what changed, and work on another thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from data.domain.model import Report
from data.domain.profile import Profile
from data.rules import profile_of
from data.store.workspace import Workspace
from ui import jobs
from ui.jobs import Job

T = TypeVar("T")
USER = "user"
"""Where this PC keeps whose work the journal notes (本机使用人): a workspace may be carried to another's."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a finished action touched: one task by its id, or many (None); and whether the settings changed."""

    task_id: str | None = None
    settings: bool = False


class Desk(QObject):
    """The open desk. Pages read through ``ws``, say ``tell(...)`` after a write, and reload on ``changed``."""

    changed = Signal(object)

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.ws = ws

    @property
    def today(self) -> date:
        """The date all rules are asked with."""
        return self.ws.today

    @property
    def profile(self) -> Profile:
        """The place's rules."""
        return profile_of(self.ws)

    def tell(self, changed: Changed) -> None:
        """Say what changed; every page that shows it reloads."""
        self.changed.emit(changed)

    def run(self, title: str, work: Callable[[Workspace, Report], T], quiet: bool = False) -> Job:
        """Do slow work on the worker thread with a database connection of its own; ``quiet`` shows its own waiting."""

        def there(report: Report) -> T:
            with self.ws.elsewhere() as mine:
                return work(mine, report)

        return jobs.start(there, title, quiet)
