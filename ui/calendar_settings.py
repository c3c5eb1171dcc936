"""The holiday arrangements on the settings page: for which years they are known, what is wrong, and the way to change them."""

from PySide6.QtWidgets import QWidget

from data import calendars
from data.domain.arrangement import year_runs
from data.domain.errors import UserError
from ui import layouts
from ui.calendar_dialog import edit_calendar
from ui.desk import Desk
from ui.parts import button, hint, section, words
from ui.theme import TOKENS


class CalendarSettings(QWidget):
    """A sentence, what is wrong with the office's own table, and one button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._said = hint("")
        self._problem = words("", "problem")
        self._problem.setWordWrap(True)
        self.edit = button("节假日安排…", self._edit, "calendar")
        card = layouts.card(
            section("节假日安排"),
            self._said,
            self._problem,
            layouts.row(self.edit, layouts.GROW),
            gap=TOKENS.gap_s,
        )
        layouts.fill(self, layouts.column(card))

    def reload(self) -> None:
        """Say what is known, and what is wrong with the office's own table."""
        try:
            own, problem = calendars.own(self._desk.ws), ""
        except UserError as error:
            own, problem = {}, f"{error}现在只用内置的安排。"
        known = year_runs(calendars.calendar_of(self._desk.ws).years)
        added = f"，其中{year_runs(own)}由本单位补充" if own else ""
        self._said.setText(
            f"已知{known}的放假安排{added}。每年11月前后国务院办公厅公布下一年的安排，公布后粘贴进来，公示期和按工作日计的时限才算得出来。"
        )
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _edit(self) -> None:
        edit_calendar(self, self._desk)
        self.reload()
