"""What has been found in one deadline phrase so far: dates that stand, dates only proposed, duties, and questions."""

from dataclasses import dataclass, field
from datetime import date

from data.domain.model import Recurring


@dataclass(slots=True)
class Findings:
    """Gathered left to right. ``dates`` stand as written; ``proposals`` wait for a person; ``doubts`` are the questions."""

    dates: list[date] = field(default_factory=list)
    proposals: list[date] = field(default_factory=list)
    candidates: list[date] = field(default_factory=list)
    starts: list[date] = field(default_factory=list)
    cut_offs: list[date] = field(default_factory=list)
    finished: list[date] = field(default_factory=list)
    mentioned: list[date] = field(default_factory=list)
    lapses: list[str] = field(default_factory=list)
    quotas: list[tuple[Recurring, str]] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    immediate: bool = False
    long_term: bool = False
    loose: bool = False
    done: bool = False

    @property
    def settled(self) -> bool:
        """Whether some track was found: dated, immediate, long-term or recurring."""
        return bool(self.dates or self.proposals or self.immediate or self.long_term or self.quotas)

    def doubt(self, why: str) -> None:
        """Add a question, once."""
        if why and why not in self.doubts:
            self.doubts.append(why)

    def propose(self, *days: date) -> None:
        """Dates a person must choose among; the last is the one shown (R3: the later)."""
        self.candidates += days
        self.proposals.append(days[-1])
