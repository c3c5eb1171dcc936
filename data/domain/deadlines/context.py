"""What a deadline phrase is read against: the plan's year and issue date, today, local seasons, the work calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from data.domain.workdays import WorkCalendar

MonthDay = tuple[int, int]

DEFAULT_SEASONS: Mapping[str, MonthDay] = MappingProxyType(
    {"采暖期": (11, 15), "采暖期结束": (3, 15), "汛期": (6, 1), "汛期结束": (9, 30)}
)
"""First day of a season, and last day under "…结束". Common in the north; a place sets its own in the profile."""

NO_ANCHORS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DeadlineContext:
    """What the text itself does not say.

    ``year`` is the plan's year and ``issued`` its date (R4); ``anchors`` maps words of an event (反馈, 交办, 验收)
    to its date (R8). Seasons left at the default are only proposed, never taken as certain.
    """

    year: int | None = None
    issued: date | None = None
    today: date | None = None
    seasons: Mapping[str, MonthDay] = field(default_factory=lambda: DEFAULT_SEASONS, hash=False)
    calendar: WorkCalendar | None = None
    anchors: Mapping[str, date] = field(default_factory=lambda: NO_ANCHORS, hash=False)

    @property
    def knows_seasons(self) -> bool:
        """Whether the place has set its own seasons."""
        return self.seasons is not DEFAULT_SEASONS and self.seasons != DEFAULT_SEASONS

    @property
    def plan_year(self) -> int | None:
        """The year of the plan, said or from its date of issue."""
        return self.year or (self.issued.year if self.issued else None)
