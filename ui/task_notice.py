"""The notice tab (公示): the period with its calendar, where it is published, its text, its screenshots and objections."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QScrollArea, QWidget

from data import dossier, public_notice
from data.calendars import calendar_of
from data.domain.checks import Case, is_former, notice_facts, notice_findings
from data.domain.notice import Notice, day_text, says_otherwise
from data.domain.states import standing_step
from data.store import notices
from ui import errors, layouts
from ui.calendar_dialog import edit_calendar
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.fields import DateField, dates_readable
from ui.filling import Filled, UnreadDates
from ui.notice_objections import Objections
from ui.notice_period import PeriodCard
from ui.notice_place import PlaceCard
from ui.notice_shots import ShotSlot, shots_row
from ui.notice_text import TextCard
from ui.parts import button, hint, section
from ui.pointing import point_at
from ui.side_by_side import SideBySide
from ui.theme import TOKENS

_FORMER = ("是反弹以前的公示；重新公示的，请改填公示期", "neutral")
_CHANGED = ("公示与已登记的结果对不上", "warning")
_PARTS = {
    "place": ("medium", "address", "published_by", "phone", "contact"),
    "text": ("title", "results", "layout"),
    "period": ("start", "end", "length", "in_workdays"),
    "objections": ("objections",),
    "first": ("first_shot",),
    "last": ("last_shot",),
}
"""Which fields of a notice each part of the page shows."""


class NoticeTab(QWidget):
    """The public notice of one task."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._case: Case | None = None
        self._shown: Notice | None = None
        self._filled = Filled()
        self._unread = UnreadDates()
        self._build()

    def _build(self) -> None:
        self.period, self.place, self.text = PeriodCard(), PlaceCard(), TextCard()
        self.period.start.setAccessibleName("公示首日")
        self.period.end.setAccessibleName("公示末日")
        self.first, self.last = ShotSlot("首日"), ShotSlot("末日")
        self.objections = Objections()
        self._shots = layouts.card(
            section("截图留存"),
            hint("首日、末日各截一张带网址和日期的网页，拖进来即可。"),
            shots_row(self.first, self.last),
            gap=TOKENS.gap_s,
        )
        self._objections = layouts.card(self.objections, gap=TOKENS.gap_s)
        left = layouts.column(self.period, self.place, layouts.GROW)
        right = layouts.column(layouts.grow(self.text), self._shots)
        body = layouts.column(
            SideBySide(layouts.panel(left), layouts.panel(right), (46, 54)),
            self._objections,
        )
        self._scroll: QScrollArea = layouts.scroll(body, stop=False)
        self.state = Chip()
        self.ended = button("登记公示无异议", self._end, "check-check")
        self.save = button("保存公示", self._save, "save", "primary")
        foot = layouts.row(self.state, layouts.GROW, self.ended, self.save)
        layouts.fill(self, layouts.column(layouts.grow(self._scroll), foot, gap=TOKENS.gap_s))
        self._listen()

    def _listen(self) -> None:
        self.period.edited.connect(self._refresh)
        self.period.year_wanted.connect(self._add_year)
        for part in (self.place, self.text, self.objections):
            part.edited.connect(self._refresh)
        self.objections.added.connect(lambda: self.go_to("objections"))
        for slot, first in ((self.first, True), (self.last, False)):
            slot.chosen.connect(self._refresh)
            slot.given.connect(lambda path, is_first=first: self.take_screenshot(path, is_first))

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show the notice of this task, or one to begin with; of the one in sight only what was changed elsewhere."""
        another = task_id != self._task_id
        if another:
            self._hold_dates()
            self._filled.forget()
        self._task_id = task_id
        ws = self._desk.ws
        self._case = dossier.case_of(ws, task_id, read_bytes=False)
        self._fill(self._case, self._case.notice or public_notice.new_notice(ws))
        if another:
            for name, field in self._dates():
                self._unread.show(f"{task_id}/{name}", field)
        self._shown = self.value()
        self._refresh()

    def _fill(self, case: Case, notice: Notice) -> None:
        blockers = [QSignalBlocker(part) for part in self._parts()]
        facts, today, pieces = notice_facts(case, notice), self._desk.today, case.evidence
        said, fill = _said(case, notice), self._filled.fill
        self.place.show_office(case.office.name)
        self.text.show_facts(facts, today)
        fill("layouts", facts.layouts, lambda _: self.text.show_layouts(facts))
        fill("place", said["place"], lambda _: self.place.show_value(notice))
        fill("text", said["text"], lambda _: self.text.show_value(notice))
        fill("period", said["period"], lambda _: self.period.show_value(notice, case.calendar))
        fill("objections", said["objections"], lambda _: self.objections.show_value(notice.objections))
        first, last = notice.first_shot, notice.last_shot
        fill("first", said["first"], lambda _: self.first.show_value(pieces, first, notice.start, today))
        fill("last", said["last"], lambda _: self.last.show_value(pieces, last, notice.end, today))
        del blockers

    def _note_kept(self, notice: Notice) -> None:
        """What stands on the screen is what is stored now."""
        if self._case is not None:
            for part, said in _said(self._case, notice).items():
                self._filled.note(part, said)

    def _dates(self) -> list[tuple[str, DateField]]:
        return [("start", self.period.start), ("end", self.period.end)]

    def _hold_dates(self) -> None:
        for name, field in self._dates():
            self._unread.hold(f"{self._task_id}/{name}", field)

    def go_to(self, where: str) -> None:
        """Bring the field a finding names into sight; ``objections:2`` is the third objection."""
        name, _, at = where.partition(":")
        if name == "objections":
            self.objections.go_to(int(at) if at else None)
            return
        fields: dict[str, QWidget] = {
            "end": self.period.end,
            "real_length": self.period.rewrite,
            "noted": self.ended,
            "medium": self.place.medium,
            "phone": self.place.phone,
            "first_shot": self.first.pieces,
            "last_shot": self.last.pieces,
            "text": self.text.results,
        }
        cards: dict[str, QWidget] = {"first_shot": self.first, "last_shot": self.last, "text": self.text}
        field = fields.get(name, self.period.start)
        if field.isHidden() or not field.isEnabled():  # a button that waits for other dates
            field = self.period.end
        point_at(field, cards.get(name, field))

    def value(self) -> Notice:
        """The notice as filled in on the screen."""
        return replace(
            self.text.filled(self.place.filled(self.period.value())),
            first_shot=self.first.value(),
            last_shot=self.last.value(),
            objections=self.objections.value(),
        )

    def _parts(self) -> list[QWidget]:
        return [self.period, self.place, self.text, self.objections, self.first, self.last]

    def _refresh(self) -> None:
        """Show what the fields now say: text, calendar, findings, state."""
        if self._case is None:
            return
        notice, today = self.value(), self._desk.today
        self.text.show_paper(notice_facts(self._case, notice))
        self.first.show_day(notice.start, today)
        self.last.show_day(notice.end, today)
        self.period.show_findings(list(notice_findings(replace(self._case, notice=notice))))
        noted = standing_step("noticed", self._case.steps, self._case.profile)
        changed = noted is not None and says_otherwise(noted, notice)
        former = noted is None and is_former(self._case.steps, notice)
        said = _CHANGED if changed else _FORMER if former else _state(notice, noted is not None, today)
        self.state.show_state(*said)
        self.ended.setText("重新登记公示结果" if changed else "登记公示无异议")
        over = notice.end is not None and notice.end < today
        self.ended.setEnabled(over and not former and (noted is None or changed))

    # ------------------------------------------------------------ doing

    def _add_year(self, year: int) -> None:
        """Let the holidays of a year be filled in, and count the period anew."""
        if edit_calendar(self, self._desk, year) and self._case is not None:
            self._case = replace(self._case, calendar=calendar_of(self._desk.ws))
            self.period.use_calendar(self._case.calendar)

    def _save(self) -> None:
        if dates_readable(self) and self._keep():
            self._desk.tell(Changed(self._task_id))

    def keep(self) -> bool:
        """Keep what was changed since it was shown, and nothing else; True where something changed."""
        filled, shown = self.value(), self._shown
        if shown is None or filled == shown:
            return False
        names = (field.name for field in fields(Notice))
        new = {name: value for name in names if (value := getattr(filled, name)) != getattr(shown, name)}
        stored = notices.of_task(self._desk.ws, self._task_id)
        saved = replace(stored or filled, **new)
        notices.save(self._desk.ws, self._task_id, saved)
        self._shown = filled
        self._note_kept(saved)
        return True

    def _keep(self) -> bool:
        try:
            notices.save(self._desk.ws, self._task_id, self.value())
        except Exception as error:
            errors.show(self, error)
            return False
        self._shown = self.value()
        self._note_kept(self._shown)
        return True

    def _end(self) -> None:
        if not self._keep():
            return
        try:
            public_notice.end_notice(self._desk.ws, self._task_id)
        except Exception as error:
            errors.show(self, error)
        self._desk.tell(Changed(self._task_id))

    def take_screenshot(self, path: Path, first: bool) -> None:
        """Keep what is filled in, then take the file in as evidence of the first or the last day."""
        if not self._keep():
            return
        task_id = self._task_id
        job = self._desk.run(
            "添加公示截图",
            lambda ws, _report: public_notice.attach_screenshot(ws, task_id, path, first),
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _kept: self._desk.tell(Changed(task_id)))


def _said(case: Case, notice: Notice) -> dict[str, object]:
    """What each part of the page shows: its fields of the notice, and what else it is made from."""
    pieces = [(piece.id, piece.title) for piece in case.evidence]
    beside = {"period": case.calendar, "first": pieces, "last": pieces}
    return {
        part: ([getattr(notice, name) for name in names], beside.get(part)) for part, names in _PARTS.items()
    }


def _state(notice: Notice, noted: bool, today: date) -> tuple[str, str]:
    """Where the notice stands, as a word and its chip."""
    if noted:
        return "公示无异议，已登记", "done"
    if notice.start is None or notice.end is None:
        return "还没有定公示期", "neutral"
    if today < notice.start:
        return f"{day_text(notice.start)}开始公示", "neutral"
    if today <= notice.end:
        return f"公示中，{day_text(notice.end)}期满", "info"
    waiting = sum(objection.is_open for objection in notice.objections)
    if waiting:
        return f"公示已期满，还有{waiting}条异议没有办结", "warning"
    return "公示已期满，可以登记结果", "ok"
