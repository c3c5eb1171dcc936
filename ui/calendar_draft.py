"""The years as the holiday dialog changes them, before anything is kept: clicks, pasted notices, and taking them back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data.domain.arrangement import Arrangement, combined, toggled
from data.domain.holiday_notice import NoticeReading, arranged, festivals_worked, read_notice
from data.domain.workdays import WorkCalendar

BUNDLED, OWN, UNKNOWN, CHANGED = "内置", "本单位补充", "还不知道", "改了未保存"


@dataclass(frozen=True, slots=True)
class _Step:
    """What undoing goes back to; letters typed one after the other into one notice are one step."""

    year: int
    before: Arrangement | None
    typed: bool = False


class CalendarDraft:
    """The bundled years under the office's own; ``changes()`` is what saving would keep."""

    def __init__(self, bundled: Mapping[int, Arrangement], own: Mapping[int, Arrangement]) -> None:
        self._bundled, self._kept = bundled, own
        self._own = dict(own)
        self._steps: list[_Step] = []

    def years(self) -> list[int]:
        """Every year that is known, kept or begun."""
        return sorted(self._bundled.keys() | self._kept.keys() | self._own.keys())

    def known(self) -> list[int]:
        """The years whose days off are known."""
        return [year for year in self.years() if self.of(year).off]

    def of(self, year: int) -> Arrangement:
        """The year as it stands; an empty one where nobody knows it."""
        return self._own.get(year) or self._bundled.get(year) or Arrangement(year)

    def standing(self, year: int) -> str:
        """Where what is shown of a year comes from."""
        if self._own.get(year) != self._kept.get(year):
            return CHANGED
        if year in self._own:
            return OWN
        return BUNDLED if year in self._bundled else UNKNOWN

    def calendar(self, year: int) -> WorkCalendar:
        """All years together, with ``year`` in it even while nobody knows its days off."""
        return combined({each: self.of(each) for each in {*self.years(), year}}.values())

    def toggle(self, day: date) -> None:
        """Make a day the next thing it can be; the last days of a year belong to the notice that speaks of them."""
        later = self.of(day.year + 1)
        owner = later if later.mentions(day) else self.of(day.year)
        self._put(toggled(owner, day))

    def read(self, year: int, text: str) -> NoticeReading:
        """The reading of a text for that year, over what is kept of it."""
        return read_notice(text, year, self._base(year))

    def take(self, year: int, text: str) -> NoticeReading:
        """Read a pasted notice into its year, which may be another than ``year``; what is doubted leaves the days alone."""
        reading = self.read(year, text)
        if reading.year not in (None, year):
            return self.take(reading.year, text)
        if any(not line.doubts for line in reading.lines):
            made = arranged(reading, year, text, self._base(year))
        else:
            made = replace(self.of(year), text=text)
        self._put(made, typed=True)
        return replace(reading, year=year)

    def remove(self, year: int) -> None:
        """Take the office's own arrangement of a year out again."""
        self._remember(year)
        self._own.pop(year, None)

    def undo(self) -> int | None:
        """Take the last step back; gives its year, None where there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        if step.before is None:
            self._own.pop(step.year, None)
        else:
            self._own[step.year] = step.before
        return step.year

    def changes(self) -> dict[int, Arrangement | None]:
        """The years that differ from what is kept; None for one to be taken out."""
        years = self._kept.keys() | self._own.keys()
        return {
            year: self._own.get(year) for year in sorted(years) if self._own.get(year) != self._kept.get(year)
        }

    def doubts(self) -> list[str]:
        """What a person should have looked at before these changes are kept."""
        found: list[str] = []
        for year, made in self.changes().items():
            if made:
                reading = self.read(year, made.text)
                found += [f"{year}年：{doubt}" for doubt in reading.doubts]
                found += [f"{line.name}：{doubt}" for line in reading.lines for doubt in line.doubts]
                found += [f"{name}没有放假" for name in festivals_worked(made)]
        return found

    def _base(self, year: int) -> Arrangement | None:
        return self._kept.get(year) or self._bundled.get(year)

    def _put(self, made: Arrangement, typed: bool = False) -> None:
        year = made.year
        self._remember(year, typed)
        plain = made == self._bundled.get(year) or made == Arrangement(year)
        if plain and year not in self._kept:
            self._own.pop(year, None)
        else:
            self._own[year] = made

    def _remember(self, year: int, typed: bool = False) -> None:
        last = self._steps[-1] if self._steps else None
        if not (typed and last and last.typed and last.year == year):
            self._steps.append(_Step(year, self._own.get(year), typed))
