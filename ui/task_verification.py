"""The self-verification tab (自查自验): checklist, a verdict for every measure, persons, the written parts, the conclusion."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from data import actions
from data import words as wording
from data.domain.model import Measure, SelfVerification, Verdict, Verifier
from data.store import tasks, work
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.fields import DateField, cell_words, dates_readable, text_box
from ui.filling import Filled, UnreadDates
from ui.parts import button, hint, section, words
from ui.pointing import point_at, point_at_cell
from ui.theme import TOKENS, colour

_DONE = 2
"""The column that says whether a measure is done."""

_PERSON_ROWS = 5
_PERSON_HINTS = ("点这里填姓名", "职务", "单位")

_PARTS = (
    ("summary", "整改情况小结", "问题如何整改、做了哪些工作（写进自验报告）"),
    ("effect", "整改成效", "前后对比、监测数据、群众反映"),
    ("prevention", "举一反三与长效机制", "同类问题排查、制度建设"),
    ("remaining", "存在问题与下一步", "没有就写“无”"),
)


class VerificationTab(QWidget):
    """The form of the self-verification of one task."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._measures: list[Measure] = []
        self._checks: dict[str, QCheckBox] = {}
        self._ticks: list[QTableWidgetItem] = []
        self._shown: SelfVerification | None = None
        self._filled = Filled()
        self._unread = UnreadDates()
        self._build()

    def _build(self) -> None:
        self.on, self.place = DateField(name="自验日期"), QLineEdit()
        self.place.setPlaceholderText("自验地点")
        self.persons = _grid(("姓名", "职务", "单位"), _PERSON_ROWS)
        hints = _PersonCells(self.persons)
        self.persons.setItemDelegate(hints)
        self.persons_hint = hints.hint
        self.persons.itemChanged.connect(lambda _item: self._room_for_one_more())
        self.persons.setFixedHeight(_PERSON_ROWS * 34 + 40)
        self._check_box = QHBoxLayout()
        self._check_box.setSpacing(TOKENS.gap)
        self._check_title = section("")
        self.verdicts = _grid(("条", "整改措施", "是否到位", "自验意见"), 0)
        self.verdicts.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.verdicts.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 44), (2, 90)):
            self.verdicts.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.verdicts.setColumnWidth(column, width)
        self.verdicts.setWordWrap(True)
        self.boxes = {key: text_box(advice, 3) for key, _, advice in _PARTS}
        self.passed, self.failed = QRadioButton("通过"), QRadioButton("不通过")
        self._conclusion = QButtonGroup(self)
        for choice in (self.passed, self.failed):
            self._conclusion.addButton(choice)
        self.save = button("保存自验", self._save, "save", "primary")
        everything = button("全部到位", self._all_done, "check-check", "quiet")
        body = layouts.column(
            layouts.row(
                layouts.grow(
                    layouts.card(
                        section("时间地点"),
                        layouts.form(("自验日期", self.on), ("地点", self.place)),
                        self._check_title,
                        self._check_box,
                        layouts.GROW,
                        gap=TOKENS.gap_s,
                    )
                ),
                layouts.grow(
                    layouts.card(
                        layouts.row(
                            section("参加人员"), layouts.GROW, words("点一格直接填，一行一人", "hint")
                        ),
                        self.persons,
                        layouts.GROW,
                        gap=TOKENS.gap_s,
                    )
                ),
                gap=TOKENS.gap_m,
            ),
            layouts.card(
                layouts.row(section("逐条认定"), layouts.GROW, everything), self.verdicts, gap=TOKENS.gap_s
            ),
            layouts.row(
                *(layouts.grow(self._written(key)) for key in ("summary", "effect")), gap=TOKENS.gap_m
            ),
            layouts.row(
                *(layouts.grow(self._written(key)) for key in ("prevention", "remaining")), gap=TOKENS.gap_m
            ),
        )
        foot = layouts.row(
            words("自验结论", "strong"),
            self.passed,
            self.failed,
            hint(""),
            layouts.GROW,
            self.save,
            gap=TOKENS.gap,
        )
        layouts.fill(
            self, layouts.column(layouts.grow(layouts.scroll(body, stop=False)), foot, gap=TOKENS.gap_s)
        )

    def _written(self, key: str) -> QWidget:
        title = next(title for part, title, _ in _PARTS if part == key)
        return layouts.card(section(title), self.boxes[key], gap=TOKENS.gap_s)

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show the self-verification of this task; of the one in sight only what was changed elsewhere."""
        another = task_id != self._task_id
        if another:
            self._unread.hold(self._task_id, self.on)
            self._filled.forget()
        self._task_id = task_id
        self._measures = [m for m in tasks.measures(self._desk.ws, task_id) if not m.gone]
        filled = work.verification(self._desk.ws, task_id)
        fill = self._filled.fill
        fill("on", filled.on, self.on.show_value)
        fill("place", filled.place, self._show_place)
        profile = self._desk.profile
        asked = (profile.checklist_title, profile.verified_items)
        fill("checklist", asked, lambda _: self._build_checklist(filled.checked))
        fill("checked", filled.checked, self._tick)
        fill("persons", filled.persons, self._fill_persons)
        fill("verdicts", self._verdicts_shown(filled), lambda _: self._fill_verdicts(filled))
        fill("conclusion", filled.conclusion, self._conclude)
        for key, box in self.boxes.items():
            fill(key, getattr(filled, key), box.setPlainText)
        if another:
            self._unread.show(task_id, self.on)
        self._shown = self.value()

    def _note_kept(self, filled: SelfVerification) -> None:
        """What stands on the screen is what is stored now."""
        for part in ("on", "place", "checked", "persons", "conclusion", *self.boxes):
            self._filled.note(part, getattr(filled, part))
        self._filled.note("verdicts", self._verdicts_shown(filled))

    def _verdicts_shown(self, filled: SelfVerification) -> object:
        """What the table of verdicts says: every measure, and what was found of it."""
        given = {verdict.measure_id: (verdict.done, verdict.text) for verdict in filled.verdicts}
        return [(m.id, m.position, m.text, given.get(m.id, (False, ""))) for m in self._measures]

    def _show_place(self, place: str) -> None:
        self.place.setText(place)
        self.place.setCursorPosition(0)

    def _conclude(self, conclusion: str) -> None:
        # An exclusive group keeps its last choice: the conclusion of another task would stay in sight.
        self._conclusion.setExclusive(False)
        self.passed.setChecked(conclusion == "pass")
        self.failed.setChecked(conclusion == "fail")
        self._conclusion.setExclusive(True)

    def _build_checklist(self, checked: tuple[str, ...]) -> None:
        profile = self._desk.profile
        layouts.clear(self._check_box)
        self._check_title.setText(profile.checklist_title)
        self._checks = {item.code: QCheckBox(item.text) for item in profile.verified_items}
        half = (len(self._checks) + 1) // 2
        boxes = list(self._checks.values())
        self._check_box.addLayout(layouts.column(*boxes[:half], layouts.GROW, gap=TOKENS.gap_xs))
        self._check_box.addLayout(layouts.column(*boxes[half:], layouts.GROW, gap=TOKENS.gap_xs))
        self._check_box.addStretch(1)
        self._tick(checked)

    def _tick(self, checked: tuple[str, ...]) -> None:
        for code, box in self._checks.items():
            box.setChecked(code in checked)

    def _fill_persons(self, persons: tuple[Verifier, ...]) -> None:
        self.persons.setRowCount(max(_PERSON_ROWS, len(persons) + 1))
        for row in range(self.persons.rowCount()):
            person = persons[row] if row < len(persons) else Verifier("")
            for column, text in enumerate((person.name, person.post, person.unit)):
                self.persons.setItem(row, column, QTableWidgetItem(text))

    def _room_for_one_more(self) -> None:
        """A free row below the last person; the hints in the other cells of a row follow what was typed in one."""
        if not _row_blank(self.persons, self.persons.rowCount() - 1):
            self.persons.insertRow(self.persons.rowCount())
        self.persons.viewport().update()

    def _fill_verdicts(self, filled: SelfVerification) -> None:
        given = {verdict.measure_id: verdict for verdict in filled.verdicts}
        self.verdicts.setRowCount(len(self._measures))
        self._ticks = []
        for row, measure in enumerate(self._measures):
            verdict = given.get(measure.id, Verdict(measure.id, False))
            self.verdicts.setItem(row, 0, _fixed(str(measure.position)))
            self.verdicts.setItem(row, 1, _fixed(measure.text))
            done = _fixed("到位")
            done.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            done.setCheckState(Qt.CheckState.Checked if verdict.done else Qt.CheckState.Unchecked)
            self.verdicts.setItem(row, 2, done)
            self._ticks.append(done)
            self.verdicts.setItem(row, 3, QTableWidgetItem(verdict.text))
        self.verdicts.resizeRowsToContents()
        for row in range(len(self._measures)):
            self.verdicts.setRowHeight(row, self.verdicts.rowHeight(row) + TOKENS.gap)
        rows = sum(self.verdicts.rowHeight(row) for row in range(len(self._measures)))
        self.verdicts.setFixedHeight(min(max(rows + 48, 120), 420))

    def go_to(self, name: str) -> None:
        """Go to what a finding names: on, persons, conclusion, one of the written parts, ``checklist:code``."""
        name, _, code = name.partition(":")
        if name == "persons":
            point_at_cell(self.persons, 0)
            return
        fields: dict[str, QWidget] = {"on": self.on, "conclusion": self.passed, **self.boxes}
        point_at(self._checks.get(code, self.on) if name == "checklist" else fields.get(name, self.on))

    def go_to_verdict(self, position: int) -> None:
        """Go to the verdict on a measure."""
        rows = [row for row, measure in enumerate(self._measures) if measure.position == position]
        point_at_cell(self.verdicts, rows[0] if rows else 0, _DONE)

    # ------------------------------------------------------------ writing

    def _all_done(self) -> None:
        for tick in self._ticks:
            tick.setCheckState(Qt.CheckState.Checked)

    def value(self) -> SelfVerification:
        """The self-verification as filled in on the screen, half rows as well; a date to come is left out."""
        persons = (
            Verifier(*(cell_words(self.persons, row, column) for column in range(3)))
            for row in range(self.persons.rowCount())
        )
        verdicts = tuple(
            Verdict(
                measure.id,
                self._ticks[row].checkState() == Qt.CheckState.Checked,
                measure.done_on,
                cell_words(self.verdicts, row, 3),
            )
            for row, measure in enumerate(self._measures)
        )
        on = self.on.value()
        early = on is not None and on > self._desk.today
        return SelfVerification(
            on=self._filled.of("on") if early else on,
            place=self.place.text().strip(),
            persons=tuple(person for person in persons if person != Verifier("")),
            verdicts=verdicts,
            checked=tuple(code for code, box in self._checks.items() if box.isChecked()),
            conclusion="pass" if self.passed.isChecked() else "fail" if self.failed.isChecked() else "",
            **{key: box.toPlainText().strip() for key, box in self.boxes.items()},
        )

    def _save(self) -> None:
        if not dates_readable(self):
            return
        try:
            self.keep()
        except Exception as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(self._task_id))

    def keep(self) -> bool:
        """Keep what was filled in since it was shown; True where something changed. A date to come is told and left out."""
        if self._shown is None:
            return False
        on = self.on.value()
        if on is not None and on > self._desk.today and not self.on.typing():
            self.on.show_value(self._filled.of("on"))
            today = wording.day(self._desk.today)
            errors.tell(self, "自验日期晚于今天，没有保存。", f"今天是{today}，请核对后重新填写。")
        filled = self.value()
        if filled == self._shown:
            return False
        actions.verify(self._desk.ws, self._task_id, filled)
        self._shown = filled
        self._note_kept(filled)
        return True


def _grid(titles: tuple[str, ...], rows: int) -> QTableWidget:
    made = QTableWidget(rows, len(titles))
    made.setHorizontalHeaderLabels(list(titles))
    made.verticalHeader().hide()
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    made.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    return made


def _row_blank(table: QTableWidget, row: int) -> bool:
    return not any(cell_words(table, row, column) for column in range(table.columnCount()))


class _PersonCells(QStyledItemDelegate):
    """Says in the empty cells of the persons' table what belongs there: where to begin, and whose name is missing."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """An empty cell shows its hint in a softer ink."""
        super().initStyleOption(option, index)
        if said := self.hint(index.row(), index.column()):
            # pyright knows the option only by what it shares with every other.
            option.text = said  # type: ignore[attr-defined]
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay  # type: ignore[attr-defined]
            ink = "ink_faint" if said in _PERSON_HINTS else "danger"
            option.palette.setColor(QPalette.ColorRole.Text, colour(ink))  # type: ignore[attr-defined]

    def hint(self, row: int, column: int) -> str:
        """What stands in a cell nobody has filled: only in the first free row, and for a name left out."""
        if cell_words(self._table, row, column):
            return ""
        if not _row_blank(self._table, row):
            return "还没有填姓名" if column == 0 else ""
        first = next(at for at in range(self._table.rowCount()) if _row_blank(self._table, at))
        return _PERSON_HINTS[column] if row == first else ""


def _fixed(text: str) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return made
