"""The third step of the import: only the doubtful values, each asked once with proposals; the answer holds for all alike."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from data import words as wording
from data.domain.deadline_answers import LONG_TERM, phrase_key
from data.domain.doubts import DeadlineDoubt, Doubts, UnitDoubt
from data.domain.model import ListedTask
from ui import layouts
from ui.fields import DateField
from ui.import_draft import Answers, Draft
from ui.parts import hint, section, words
from ui.theme import TOKENS

_LATER, _OWN = "", "own"
_ANSWER_WIDTH = 320


class ConfirmStep(QWidget):
    """Shows what should be confirmed; ``answers()`` is what the person said, blank answers left out."""

    def __init__(self) -> None:
        super().__init__()
        self.deadlines: dict[str, DeadlineAnswer] = {}
        self.names: dict[str, NameAnswer] = {}
        self.terms: dict[str, QComboBox] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, TOKENS.gap_s, 0)
        self._list.setSpacing(TOKENS.gap)
        layouts.fill(
            self,
            layouts.column(
                hint(
                    "下面这些写法程序拿不准，每种只问一次，回答用于所有相同的写法；拿不准的可以先不答，导入后再定。"
                ),
                layouts.grow(layouts.scroll(layouts.panel(layouts.column(self._list, layouts.GROW)))),
                gap=TOKENS.gap_s,
            ),
        )

    def show_draft(self, draft: Draft) -> None:
        """Ask what this list leaves open; answers given before stand in their fields."""
        layouts.clear(self._list)
        self.deadlines, self.names, self.terms = {}, {}, {}
        doubts = draft.doubts
        self._show_deadlines(doubts, draft.answers)
        self._show_names(doubts, draft.answers)
        self._show_terms(doubts, draft.answers, draft.units.county)

    def start(self) -> None:
        """Begin at the first question."""
        fields = [
            *(one.choice for one in self.deadlines.values()),
            *self.names.values(),
            *self.terms.values(),
        ]
        if fields:
            fields[0].setFocus()

    def answers(self) -> Answers:
        """What was answered."""
        dates = {key: one.value() for key, one in self.deadlines.items()}
        aliases = {name: one.value() for name, one in self.names.items()}
        terms = {name: combo.currentData() for name, combo in self.terms.items()}
        return Answers(
            {key: answer for key, answer in dates.items() if answer},
            {name: alias for name, alias in aliases.items() if alias},
            {name: answer for name, answer in terms.items() if answer is not None},
        )

    # ------------------------------------------------------------ the three kinds

    def _show_deadlines(self, doubts: Doubts, given: Answers) -> None:
        rows = []
        for doubt in doubts.deadlines:
            key = phrase_key(doubt.deadline.text)
            self.deadlines[key] = answer = DeadlineAnswer(doubt, given.deadlines.get(key, _LATER))
            said = doubt.deadline.reason or "读法需要人工确认。"
            rows.append(_question(doubt.deadline.text, said, doubt.tasks, answer))
        self._add("整改时限怎么读", rows)

    def _show_names(self, doubts: Doubts, given: Answers) -> None:
        rows = []
        for doubt in doubts.names:
            self.names[doubt.name] = answer = NameAnswer(doubt.name, given.aliases.get(doubt.name, ""))
            rows.append(_question(doubt.name, "不像单位名称，请看是不是写错了。", doubt.tasks, answer))
        self._add("单位名称", rows)

    def _show_terms(self, doubts: Doubts, given: Answers, county: str) -> None:
        rows = []
        for doubt in doubts.collective:
            self.terms[doubt.name] = combo = _term_choice(doubt, given, county)
            rows.append(_question(doubt.name, f"统称里含不含{county}？", doubt.tasks, combo))
        self._add(f"含不含{county or '本县'}", rows)

    def _add(self, heading: str, rows: Sequence[layouts.Part]) -> None:
        if rows:
            parts: list[layouts.Part] = []
            for row in rows:
                parts += [layouts.line(), row] if parts else [row]
            self._list.addWidget(layouts.card(section(f"{heading}（{len(rows)}）"), *parts))


class DeadlineAnswer(QWidget):
    """The proposals for one phrase: dates the text allows, a date of one's own, a lasting duty, or later."""

    def __init__(self, doubt: DeadlineDoubt, given: str) -> None:
        super().__init__()
        self.choice = QComboBox()
        self.choice.setAccessibleName(f"“{doubt.deadline.text}”怎么读")
        self.choice.addItem("按原文，稍后再定", _LATER)
        days = dict.fromkeys((*doubt.deadline.candidates, *filter(None, (doubt.deadline.due,))))
        for day in days:
            self.choice.addItem(wording.day(day), day.isoformat())
        self.choice.addItem("另填日期…", _OWN)
        self.choice.addItem("长期坚持，没有期限", LONG_TERM)
        self.own = DateField()
        self.choice.currentIndexChanged.connect(lambda *_: self._show_own())
        self.setFixedWidth(_ANSWER_WIDTH)
        layouts.fill(self, layouts.column(self.choice, self.own, gap=TOKENS.gap_xs))
        self._show_given(given)
        self._show_own()

    def _show_given(self, given: str) -> None:
        at = self.choice.findData(given)
        if at < 0:
            at = self.choice.findData(_OWN)
            self.own.show_value(date.fromisoformat(given))
        self.choice.setCurrentIndex(at)

    def _show_own(self) -> None:
        self.own.setVisible(self.choice.currentData() == _OWN)

    def value(self) -> str:
        """An ISO date, ``LONG_TERM``, or "" for later."""
        if self.choice.currentData() == _OWN:
            day = self.own.value()
            return day.isoformat() if day else _LATER
        return self.choice.currentData()


class NameAnswer(QWidget):
    """The answer about one odd name: it is one, it should be another, or later."""

    def __init__(self, name: str, given: str) -> None:
        super().__init__()
        self._name = name
        self.choice = QComboBox()
        self.choice.setAccessibleName(f"“{name}”是不是单位")
        for text, answer in (("稍后再定", _LATER), ("照原样，是单位名称", name), ("改为…", _OWN)):
            self.choice.addItem(text, answer)
        self.own = QLineEdit("" if given == name else given)
        self.own.setPlaceholderText("正确的单位名称")
        self.choice.currentIndexChanged.connect(lambda *_: self._show_own())
        self.setFixedWidth(_ANSWER_WIDTH)
        layouts.fill(self, layouts.column(self.choice, self.own, gap=TOKENS.gap_xs))
        self.choice.setCurrentIndex(0 if not given else 1 if given == name else 2)
        self._show_own()

    def _show_own(self) -> None:
        self.own.setVisible(self.choice.currentData() == _OWN)

    def value(self) -> str:
        """The name it stands for, or "" for later."""
        return self.own.text().strip() if self.choice.currentData() == _OWN else self.choice.currentData()


def _term_choice(doubt: UnitDoubt, given: Answers, county: str) -> QComboBox:
    made = QComboBox()
    made.setFixedWidth(_ANSWER_WIDTH)
    made.setAccessibleName(f"“{doubt.name}”含不含{county}")
    for text, answer in (("稍后再定", None), (f"含{county}", True), (f"不含{county}", False)):
        made.addItem(text, answer)
    answer = given.collective.get(doubt.name)
    made.setCurrentIndex(0 if answer is None else 1 if answer else 2)
    return made


def _question(text: str, why: str, tasks: Sequence[ListedTask], answer: QWidget) -> QWidget:
    quoted = words(f"“{text}”", "strong")
    quoted.setWordWrap(True)
    numbers = "、".join(task.number or "未编号" for task in tasks[:8])
    more = "等" if len(tasks) > 8 else ""
    where = f"{why}\n{len(tasks)} 项任务：第 {numbers} 号{more}"
    return layouts.panel(
        layouts.row(
            layouts.grow(layouts.column(quoted, hint(where), gap=TOKENS.gap_xs)), answer, gap=TOKENS.gap
        )
    )
