"""The holiday arrangements (节假日安排): which years are known, the chosen year's days, and the notice they are read from."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QWidget

from data import calendars
from data import words as wording
from data.domain.arrangement import FIRST_YEAR, LAST_YEAR, Arrangement, year_runs
from data.domain.errors import UserError
from ui import errors, layouts
from ui.calendar_draft import OWN, CalendarDraft
from ui.calendar_reading import ReadingView
from ui.desk import Changed, Desk
from ui.fields import text_box
from ui.parts import button, hint, notice, words
from ui.theme import TOKENS
from ui.year_calendar import YearCalendar

_SIZE = (1290, 700)
_YEARS_WIDE, _TEXT_WIDE, _TEXT_HIGH = 158, 292, 168
_DOUBTS_SHOWN = 4


class CalendarDialog(QDialog):
    """Opened on a year; ``accept`` keeps every changed year, Esc asks where something would be lost."""

    def __init__(self, parent: QWidget | None, desk: Desk, year: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("节假日安排")
        self.years = QListWidget()
        self.days = YearCalendar()
        self.text = text_box("把国务院办公厅放假通知的全文粘贴到这里", 5)
        self.reading = ReadingView()
        self._title, self._known, self._by = words("", "section"), hint(""), words("", "small")
        self._alarm: QFrame | None = None
        self.remove = button("删去本单位补充", self._remove, "trash-2", "danger")
        self.save = button("保存", self.accept, "save", "primary")
        self.save.setDefault(True)
        self._build()
        self._load()
        self._listen()
        self.show_year(year)
        layouts.resize_on_screen(self, *_SIZE)

    def _build(self) -> None:
        self.years.setFixedWidth(_YEARS_WIDE)
        self.years.setAccessibleName("年份")
        self.text.setFixedHeight(_TEXT_HIGH)
        self.text.setAccessibleName("放假通知原文")
        right = layouts.panel(
            layouts.column(
                words("放假通知原文", "strong"),
                self.text,
                words("读到的安排", "strong"),
                layouts.grow(layouts.scroll(self.reading)),
                gap=TOKENS.gap_s,
            )
        )
        right.setFixedWidth(_TEXT_WIDE)
        middle = layouts.column(
            layouts.row(self._title, self._by, layouts.GROW, self.remove),
            layouts.grow(layouts.scroll(self.days)),
            hint("点某一天，依次换成放假、上班、平常；也可用方向键移动、空格键更换。Ctrl+Z 撤销。"),
            gap=TOKENS.gap_s,
        )
        left = layouts.column(words("年份", "strong"), layouts.grow(self.years), gap=TOKENS.gap_s)
        self._body = layouts.column(
            layouts.grow(layouts.row(left, layouts.grow(middle), right, gap=TOKENS.gap)),
            layouts.row(layouts.grow(self._known), button("取消", self.reject), self.save),
            margin=TOKENS.gap,
        )
        self.setLayout(self._body)
        for first, second in (
            (self.years, self.days),
            (self.days, self.text),
            (self.text, self.remove),
            (self.remove, self.save),
        ):
            self.setTabOrder(first, second)

    def _load(self) -> None:
        """Begin with what is kept; a table that cannot be read is said at the top and not built upon."""
        try:
            own = calendars.own(self._desk.ws)
            fault = None
        except UserError as error:
            own, fault = {}, error
        self.draft = CalendarDraft(calendars.bundled(), own)
        if self._alarm is not None:
            self._alarm.hide()
            self._alarm.deleteLater()
            self._alarm = None
        if fault is not None:
            self._alarm = notice(
                f"{fault.title}{fault.advice}现在只用内置的安排；保存或停用后，原文件改名留在工作文件夹里。",
                "triangle-alert",
                "alarm",
            )
            box = self._alarm.layout()
            assert box is not None
            box.addWidget(button("停用这张表", self._set_aside))
            self._body.insertWidget(0, self._alarm)

    def _listen(self) -> None:
        self.years.currentItemChanged.connect(lambda item, _old: self._pick(item))
        self.days.chosen.connect(self._toggle)
        self.text.textChanged.connect(self._take)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo)

    # ------------------------------------------------------------ showing

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def show_year(self, year: int) -> None:
        """Show this year, its notice as received, and how it reads."""
        self._year = year
        shown = self.draft.of(year)
        with QSignalBlocker(self.text):
            if self.text.toPlainText() != shown.text:
                self.text.setPlainText(shown.text)
        self._refresh()

    def _refresh(self) -> None:
        shown = self.draft.of(self._year)
        self._show_years()
        self._title.setText(f"{self._year}年（{self.draft.standing(self._year)}）")
        self._by.setText(self._changed_by())
        self.remove.setVisible(self.draft.standing(self._year) == OWN)
        self.days.show_year(self._year, self.draft.calendar(self._year), self._names())
        self.reading.show_reading(self.draft.read(self._year, shown.text) if shown.text.strip() else None)
        self._known.setText(f"已知{year_runs(self.draft.known())}的放假安排，其他年份的工作日算不出来。")

    def _names(self) -> dict[date, str]:
        return {**self.draft.of(self._year).off, **self.draft.of(self._year + 1).off}

    def _show_years(self) -> None:
        years = self.draft.years()
        first, last = min(*years, self._year), max(*years, self._year, self._desk.today.year + 1)
        shown = range(last, first - 1, -1)
        with QSignalBlocker(self.years):
            if len(shown) != self.years.count():
                self.years.clear()
                self.years.addItems([""] * len(shown))
            for row, year in enumerate(shown):
                item = self.years.item(row)
                item.setText(f"{year}年　{self.draft.standing(year)}")
                item.setData(Qt.ItemDataRole.UserRole, year)
            self.years.setCurrentRow(last - self._year)

    def _changed_by(self) -> str:
        line = calendars.last_change(self._desk.ws, self._year)
        if line is None:
            return ""
        return f"{line.by or '有人'} {wording.day(date.fromisoformat(line.at[:10]))}改"

    # ------------------------------------------------------------ changing

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_year(item.data(Qt.ItemDataRole.UserRole))

    def _toggle(self, day: date) -> None:
        self.draft.toggle(day)
        self._refresh()

    def _take(self) -> None:
        """Read what was pasted; a notice of another year is shown as that year's."""
        found = self.draft.take(self._year, self.text.toPlainText()).year
        if found not in (None, self._year) and FIRST_YEAR <= found <= LAST_YEAR:
            self._year = found
        self._refresh()

    def undo(self) -> None:
        """Take the last change back, and show the year it was in."""
        year = self.draft.undo()
        if year is not None:
            self.show_year(year)

    def _remove(self) -> None:
        self.draft.remove(self._year)
        self.show_year(self._year)

    def _set_aside(self) -> None:
        try:
            calendars.save(self._desk.ws, {})
        except Exception as error:
            errors.show(self, error)
            return
        self._load()
        self.show_year(self._year)
        self._desk.tell(Changed(settings=True))

    # ------------------------------------------------------------ closing

    def changes(self) -> dict[int, Arrangement | None]:
        """What would be kept."""
        return self.draft.changes()

    def accept(self) -> None:
        """Keep every changed year; what is doubted is asked about first."""
        doubts = self.draft.doubts()
        more = f" 等{len(doubts)}处" if len(doubts) > _DOUBTS_SHOWN else ""
        said = "；".join(doubts[:_DOUBTS_SHOWN]) + more
        if doubts and not errors.ask(
            self,
            f"有 {len(doubts)} 处疑问，照样保存？",
            f"{said}。请对照通知核对日历。",
            "照样保存",
            "再看看",
        ):
            return
        try:
            if self.changes():
                calendars.save(self._desk.ws, self.changes())
        except Exception as error:
            errors.show(self, error)
            return
        super().accept()

    def reject(self) -> None:
        """Esc: what was changed and not saved is asked about."""
        years = year_runs(self.changes())
        if not years or errors.ask(
            self, f"{years}的安排改了，还没有保存。", "不保存就退回原来的安排。", "不保存", "再看看"
        ):
            super().reject()


def edit_calendar(parent: QWidget | None, desk: Desk, year: int | None = None) -> bool:
    """Let the arrangements be changed, beginning with ``year`` (else the first one not known); True where they were kept."""
    known = calendars.calendar_of(desk.ws).years
    following = next(each for each in range(desk.today.year, LAST_YEAR + 2) if each not in known)
    dialog = CalendarDialog(parent, desk, year or following)
    kept = bool(dialog.exec())
    if kept:
        desk.tell(Changed(settings=True))
    return kept
