"""The period of a notice: its first day, its length by preset or by hand, the computed last day, the calendar, the findings."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton, QSpinBox, QVBoxLayout

from data import words as wording
from data.domain.model import Finding
from data.domain.notice import (
    LONGEST,
    PRESETS,
    Notice,
    known_years,
    length_text,
    longer_than_named,
    proposed_end,
    span,
)
from data.domain.workdays import WorkCalendar
from ui import layouts
from ui.chips import Chip
from ui.fields import DateField
from ui.notice_calendar import NoticeCalendar
from ui.parts import button, hint, section, words
from ui.theme import TOKENS

_SEVERITY = {"error": ("必须补", "red"), "warning": ("请留意", "warning")}


class PeriodCard(QFrame):
    """``show_value(notice, calendar)`` fills it, ``value()`` gives a notice with only the period set; ``edited`` at changes."""

    edited = Signal()
    year_wanted = Signal(int)
    """A year whose holidays are not known and should be filled in."""

    def __init__(self) -> None:
        super().__init__()
        self._calendar = WorkCalendar()
        self.setProperty("kind", "card")
        self._build()

    def _build(self) -> None:
        self.start, self.end = DateField(), DateField()
        self.presets = {preset: _choice(length_text(*preset), self._preset(preset)) for preset in PRESETS}
        self.own = _choice("自定", self._own)
        self._group = QButtonGroup(self)
        for choice in (*self.presets.values(), self.own):
            self._group.addButton(choice)
        self.length, self.unit = QSpinBox(), QComboBox()
        self.length.setRange(1, LONGEST)
        self.length.setFixedWidth(72)
        self.unit.addItem("个工作日", True)
        self.unit.addItem("天", False)
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.calendar = NoticeCalendar()
        self._said = hint("")
        self._wanted = 0
        self.fill_in = button("补上放假安排…", lambda: self.year_wanted.emit(self._wanted), "calendar")
        self.rewrite = button("按实际改写", self._rewrite, "pencil")
        self._found = QVBoxLayout()
        self._found.setSpacing(TOKENS.gap_xs)
        lengths = layouts.row(*self.presets.values(), self.own, self.length, self.unit, layouts.GROW)
        days = layouts.row(self.start, hint("至"), self.end, layouts.GROW)
        self.setLayout(
            layouts.column(
                section("公示期"),
                layouts.form(("公示长度", lengths), ("起止日期", days), gap=TOKENS.gap_s),
                self._said,
                layouts.row(self.fill_in, self.rewrite, layouts.GROW),
                self.calendar,
                self._found,
                gap=TOKENS.gap_s,
                margin=TOKENS.gap,
            )
        )
        self.start.edited.connect(self._propose)
        self.end.edited.connect(self._changed)
        self.length.valueChanged.connect(lambda _value: self._propose())
        self.unit.currentIndexChanged.connect(lambda _at: self._propose())

    # ------------------------------------------------------------ showing

    def show_value(self, notice: Notice, calendar: WorkCalendar) -> None:
        """Show the period as it was kept, even where it does not hold what it names."""
        self._calendar = calendar
        self._show_named((notice.length, notice.in_workdays))
        for field, day in ((self.start, notice.start), (self.end, notice.end)):
            field.blockSignals(True)
            field.show_value(day)
            field.blockSignals(False)
        self._show()

    def use_calendar(self, calendar: WorkCalendar) -> None:
        """Count anew by a calendar that has become known meanwhile; a last day already filled in stays."""
        self._calendar = calendar
        if self.end.value() is None:
            self._propose()
        else:
            self._changed()

    def value(self) -> Notice:
        """The period as filled in."""
        return Notice(
            start=self.start.value(),
            end=self.end.value(),
            length=self.length.value(),
            in_workdays=self.unit.currentData(),
        )

    def show_findings(self, findings: list[Finding]) -> None:
        """Say what a reviewer would send back of the notice."""
        layouts.clear(self._found)
        for finding in findings:
            sentence = words(wording.finding_text(finding))
            sentence.setWordWrap(True)
            self._found.addLayout(layouts.row(Chip(*_SEVERITY[finding.severity]), layouts.grow(sentence)))

    # ------------------------------------------------------------ inside

    def _preset(self, preset: tuple[int, bool]):
        def choose() -> None:
            self._show_own(False)
            self._show_length(preset)
            self._propose()

        return choose

    def _own(self) -> None:
        self._show_own(True)
        self.length.setFocus()
        self.length.selectAll()

    def _rewrite(self) -> None:
        """Let the notice name as many days as it really runs; its last day stays."""
        real = longer_than_named(self.value(), self._calendar)
        if real is not None:
            self._show_named((real, self.unit.currentData()))
            self._changed()

    def _show_own(self, shown: bool) -> None:
        self.length.setVisible(shown)
        self.unit.setVisible(shown)

    def _show_named(self, named: tuple[int, bool]) -> None:
        """Show a length as the preset that it is, or as an own one."""
        self._show_length(named)
        choice = self.presets.get(named, self.own)
        choice.setChecked(True)
        self._show_own(choice is self.own)

    def _show_length(self, preset: tuple[int, bool]) -> None:
        for field in (self.length, self.unit):
            field.blockSignals(True)
        self.length.setValue(preset[0])
        self.unit.setCurrentIndex(0 if preset[1] else 1)
        for field in (self.length, self.unit):
            field.blockSignals(False)

    def _propose(self) -> None:
        """The last day follows first day and length; where the calendar does not reach, it is left to the person."""
        self.end.blockSignals(True)
        self.end.show_value(proposed_end(self.value(), self._calendar))
        self.end.blockSignals(False)
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        notice = self.value()
        shown = replace(notice, end=notice.end or notice.start)
        found = None
        if shown.start and shown.end:
            found = span(shown.start, shown.end, self._calendar)
        self.calendar.show_span(found, notice.in_workdays)
        aside = self._calendar.left_aside
        warned = f"{aside}现在只用内置的安排，请到“设置—节假日安排”改好。" if aside else ""
        self._said.setText(warned + self._sentence(notice))
        self.rewrite.setVisible(longer_than_named(notice, self._calendar) is not None)
        self._show_unknown(notice, found.unknown_years if found else ())

    def _show_unknown(self, notice: Notice, unknown: tuple[int, ...]) -> None:
        """Offer to fill in the first year that is missing for counting this period."""
        self._wanted = next(iter(unknown), 0)
        uncounted = notice.start and notice.end is None and proposed_end(notice, self._calendar) is None
        if not self._wanted and notice.start and uncounted:
            self._wanted = max(self._calendar.years, default=notice.start.year - 1) + 1
        self.fill_in.setText(f"补上{self._wanted}年的放假安排…")
        self.fill_in.setVisible(bool(self._wanted))

    def _sentence(self, notice: Notice) -> str:
        """What was computed and how, or why nothing could be."""
        if notice.start is None:
            return "填公示首日，末日按节假日安排自动推算；发布当天算第1天。"
        asked = proposed_end(notice, self._calendar)
        known = known_years(self._calendar)
        if asked is None:
            return f"节假日安排只到{known}，算不出第{notice.length}个工作日是哪天，请补上放假安排，或查到放假通知后自己填末日。"
        said = length_text(notice.length, notice.in_workdays)
        longer = longer_than_named(notice, self._calendar)
        if longer is not None:
            real = length_text(longer, notice.in_workdays)
            return f"满{said}是{wording.day(asked)}，现在实际是{real}；公示上印的天数要与实际相符。"
        if notice.end and notice.end > asked:
            return f"满{said}是{wording.day(asked)}，现在公示得更久，可以。"
        if notice.end != asked:
            return f"按{said}算，应公示到{wording.day(asked)}。"
        if notice.in_workdays:
            return f"发布当天算第1个工作日，节假日、调休按国务院通知（已收{known}）。"
        return "发布当天算第1天，按自然日连续计算。"


def _choice(text: str, on) -> QPushButton:
    made = button(text, on, kind="filter")
    made.setCheckable(True)
    return made
