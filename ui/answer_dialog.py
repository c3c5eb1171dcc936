"""The dialog for an answer that came on paper (录入纸质意见): which version and level, verdict, who and when, reasons, the scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QTableWidget,
    QWidget,
)

from data.closing import TypedAnswer
from data.domain.model import Answer, PackageRecord, Reason
from data.domain.opinion import too_long
from data.domain.profile import LevelRule
from ui import layouts
from ui.drop import DropFilter
from ui.fields import DateField, cell_words, text_box
from ui.folders import remember_folder, remembered_folder
from ui.parts import Field, button, section, words
from ui.theme import TOKENS

_ROWS = 6
_WIDTH = 720
_AROUND = 142  # heading, buttons and margins
_SCREEN_EDGE = 60  # the window's own frame and a little of the desk behind it
_WHOLE = "整个申请包"


@dataclass(frozen=True, slots=True)
class Answerable:
    """What can be answered: the packages sent (newest first), the levels with the one asked last, and what reasons are about."""

    packages: Sequence[PackageRecord]
    levels: Sequence[LevelRule] = ()
    level: str = ""
    unit: str = ""
    subjects: Sequence[str] = ()


class AnswerDialog(QDialog):
    """Asks for one answer; ``value()`` is the answer as filled in."""

    def __init__(
        self, parent: QWidget | None, about: Answerable, today: date, scan: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("录入纸质意见")
        self.setMinimumWidth(_WIDTH)
        self._about = about
        self.package, self.level = QComboBox(), QComboBox()
        for record in about.packages:
            self.package.addItem(f"第{record.version}版（{record.made_on.isoformat()}报送）", record)
        for rule in about.levels:
            self.level.addItem(rule.title, rule.key)
        self.level.setCurrentIndex(max(self.level.findData(about.level), 0))
        self.agreed, self.refused = QRadioButton("同意销号"), QRadioButton("退回补正")
        self.on = DateField(today)
        self.unit, self.person = QLineEdit(about.unit), QLineEdit()
        self.opinion = text_box("意见原文", 2)
        self.opinion.setFixedHeight(64)
        self.reasons = self._reason_table(about.subjects)
        self.reasons_panel = layouts.panel(
            layouts.column(words("退回原因，一行一条", "label"), self.reasons, gap=TOKENS.gap_xs)
        )
        self.scan = QLineEdit(str(scan) if scan else "")
        self.scan.setPlaceholderText("选择，或拖到这个窗口里；和申请包一起保存")
        self.scan.setAcceptDrops(False)  # else it would take the file's address as text
        self.later = QCheckBox("手头没有，以后补")
        self._scanned = Field(
            "意见扫描件",
            layouts.panel(
                layouts.row(layouts.grow(self.scan), button("选择…", self._choose_scan), self.later)
            ),
        )
        self._verdict = Field(
            "验收结论", layouts.panel(layouts.row(self.agreed, self.refused, layouts.GROW, gap=TOKENS.gap))
        )
        self._said = Field("意见", self.opinion)
        self._who = Field("验收单位", self.unit)
        self._when = Field("日期", self.on)
        self._lay_out()
        self.refused.toggled.connect(self._show_reasons)
        self._show_reasons(False)
        self._take = DropFilter(self)
        self._take.dropped.connect(lambda files: self.scan.setText(str(files[0])))

    def _lay_out(self) -> None:
        level = layouts.grow(Field("验收层级", self.level)) if len(self._about.levels) > 1 else None
        self.confirm = button("登记答复", self.accept, "check", "primary")
        self.confirm.setDefault(True)
        self._body = layouts.panel(
            layouts.column(
                layouts.fields(layouts.grow(Field("答复哪一版", self.package)), level, self._verdict),
                layouts.fields(
                    self._when, layouts.grow(self._who), layouts.grow(Field("经办人", self.person))
                ),
                self._scanned,
                self._said,
                self.reasons_panel,
                layouts.GROW,
            )
        )
        self._scrolled = layouts.scroll(self._body, stop=False)
        layouts.fill(
            self,
            layouts.column(
                section("录入纸质意见"),
                layouts.grow(self._scrolled),
                layouts.row(layouts.GROW, button("取消", self.reject), self.confirm),
                margin=TOKENS.gap_l,
            ),
        )

    @staticmethod
    def _reason_table(subjects: Sequence[str]) -> QTableWidget:
        made = QTableWidget(_ROWS, 2)
        made.setHorizontalHeaderLabels(["针对", "退回原因"])
        made.verticalHeader().hide()
        made.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        made.setTabKeyNavigation(False)
        made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        made.setColumnWidth(0, 190)
        for row in range(_ROWS):
            combo = QComboBox()
            combo.addItems([_WHOLE, *subjects])
            made.setCellWidget(row, 0, combo)
            made.setRowHeight(row, 40)
        made.setFixedHeight(40 * 3 + 40)
        return made

    def _show_reasons(self, returned: bool) -> None:
        self.reasons_panel.setVisible(returned)
        self._fit()

    def _fit(self) -> None:
        """As high as what is asked, and never higher than the screen: the rest scrolls."""
        self._body.adjustSize()
        room = self.screen().availableGeometry().height() - _SCREEN_EDGE
        self.resize(max(self.width(), _WIDTH), min(self._body.sizeHint().height() + _AROUND, room))

    def _choose_scan(self) -> None:
        chosen = ask_scan(self)
        if chosen:
            self.scan.setText(str(chosen))

    def _reasons(self) -> tuple[Reason, ...]:
        found = []
        for row in range(_ROWS):
            text = cell_words(self.reasons, row, 1)
            combo = self.reasons.cellWidget(row, 0)
            assert isinstance(combo, QComboBox)
            if text:
                found.append(Reason(text, "" if combo.currentIndex() == 0 else combo.currentText()))
        return tuple(found)

    def value(self) -> TypedAnswer:
        """The answer as filled in."""
        record = self.package.currentData()
        on = self.on.value()
        assert isinstance(record, PackageRecord) and on is not None
        returned = self.refused.isChecked()
        answer = Answer(
            package_number=record.number,
            manifest_sha256=record.manifest_sha256,
            accepted=not returned,
            on=on,
            unit=self.unit.text().strip(),
            person=self.person.text().strip(),
            opinion=self.opinion.toPlainText().strip(),
            reasons=self._reasons() if returned else (),
            code=record.code,
            level=self.level.currentData() or "",
        )
        scan = self.scan.text().strip()
        return TypedAnswer(answer, Path(scan) if scan else None)

    def accept(self) -> None:
        """An answer needs its verdict, date and unit, and a return its words."""
        decided = self.agreed.isChecked() or self.refused.isChecked()
        scanned = self.later.isChecked() or self.scan.text().strip()
        said = bool(self._reasons() or self.opinion.toPlainText().strip())
        problems = (
            (self._verdict, "" if decided else "请选同意或退回。"),
            (self._when, self.on.problem()),
            (self._who, "" if self.unit.text().strip() else "请填验收单位。"),
            (self._said, "" if said or not self.refused.isChecked() else "退回的，请写意见或逐条写明原因。"),
            (self._scanned, "" if scanned else "请附上意见扫描件；手头没有的，勾选“以后补”。"),
        )
        for field, problem in problems:
            field.show_problem(problem)
        wrong = [field for field, problem in problems if problem]
        if not wrong and (long := too_long(self.value().answer)):
            self._said.show_problem(f"{long}。请缩短，或分成几条写。")
            wrong = [self._said]
        if wrong:
            self._fit()
            self._scrolled.ensureWidgetVisible(wrong[0])
        else:
            super().accept()


def ask_scan(parent: QWidget) -> Path | None:
    """The scanned opinion a person chooses, or None."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        "选择意见扫描件",
        remembered_folder("answers"),
        "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)",
    )
    if not chosen:
        return None
    remember_folder("answers", Path(chosen).parent)
    return Path(chosen)


def ask_answer(
    parent: QWidget | None, about: Answerable, today: date, scan: Path | None = None
) -> TypedAnswer | None:
    """The answer a person typed in, or None; ``scan`` is the paper it is typed from, where it is there already."""
    dialog = AnswerDialog(parent, about, today, scan)
    return dialog.value() if dialog.exec() else None
