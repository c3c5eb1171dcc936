"""What was read from an answer file or a filled opinion form, shown beside the file before it is noted; doubts are asked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from data import words as wording
from data.closing import ReadAnswer
from data.domain.model import Reason
from data.domain.profile import Profile
from ui import layouts
from ui.chips import Chip
from ui.parts import Field, button, hint, notice, section, words
from ui.preview import Preview
from ui.theme import TOKENS

_SHOWN = (".pdf", ".xlsx", ".docx")
_WITH_FILE, _ALONE = (1120, 660), (560, 480)
_SCREEN_EDGE = 60  # the window's own frame and a little of the desk behind it


class ReadAnswerDialog(QDialog):
    """Shows one answer as read; ``value()`` is the key of the level it is noted for."""

    def __init__(self, parent: QWidget | None, read: ReadAnswer, file: Path, profile: Profile) -> None:
        super().__init__(parent)
        self.setWindowTitle("读入答复")
        self._read, self._file, self._profile = read, file, profile
        self.level = QComboBox()
        for rule in profile.levels:
            self.level.addItem(rule.title, rule.key)
        self.level.setPlaceholderText("请选")
        self.level.setCurrentIndex(-1 if read.in_doubt else self.level.findData(read.asked))
        self._which = Field("是哪一级的答复", self.level)
        self.confirm = button("登记答复", self.accept, "check", "primary")
        self.confirm.setDefault(True)
        beside = self._preview()
        said = layouts.column(
            section("读到的答复"),
            hint("请和原件核对，无误再登记。" if beside else f"读自“{file.name}”。"),
            layouts.grow(layouts.scroll(layouts.panel(self._facts()))),
            layouts.row(layouts.GROW, button("取消", self.reject), self.confirm),
            margin=TOKENS.gap_l,
        )
        if beside is None:
            layouts.fill(self, said)
        else:
            layouts.fill(self, layouts.row(layouts.grow(said, 5), layouts.grow(beside, 6), gap=0))
        wide, high = _ALONE if beside is None else _WITH_FILE
        room = self.screen().availableGeometry()
        self.resize(min(wide, room.width() - _SCREEN_EDGE), min(high, room.height() - _SCREEN_EDGE))

    def _preview(self) -> Preview | None:
        if self._file.suffix.lower() not in _SHOWN:
            return None
        made = Preview()
        made.show_file(self._file)
        return made

    def _facts(self) -> layouts.QBoxLayout:
        answer, record = self._read.answer, self._read.record
        verdict = Chip("同意销号", "ok") if answer.accepted else Chip("退回补正", "red")
        facts = (
            ("整改任务", self._read.task),
            ("申请包", f"第{record.version}版（{wording.day(record.made_on)}报送）"),
            ("验收单位", answer.unit),
            ("验收人员", answer.person or "（没有填写）"),
            ("日期", wording.day(answer.on)),
            ("意见", answer.opinion or "（没有填写）"),
        )
        asks = self._read.in_doubt or len(self._profile.levels) > 1
        return layouts.column(
            layouts.row(verdict, layouts.GROW),
            self._doubt() if self._read.in_doubt else None,
            _unread(answer.unread) if answer.unread else None,
            self._which if asks else None,
            *(_fact(name, text) for name, text in facts),
            *_reasons(answer.reasons),
            layouts.GROW,
        )

    def _doubt(self) -> QWidget:
        asked = next(
            (rule.title for rule in self._profile.levels if rule.key == self._read.asked), "督导单位"
        )
        return notice(
            f"答复上写的验收层级是“{self._read.answer.level}”，现在等的是“{asked}”的答复。请核对后选定。",
            "triangle-alert",
            "alarm",
        )

    def value(self) -> str:
        """The level this is the answer of; "" where the place knows none."""
        return self.level.currentData() or ""

    def accept(self) -> None:
        """Where the level is in doubt, a person must have chosen."""
        missing = self._read.in_doubt and self.level.currentIndex() < 0
        self._which.show_problem("请选是哪一级的答复。" if missing else "")
        if missing:
            self.level.setFocus()
        else:
            super().accept()


def _fact(name: str, text: str) -> QWidget:
    said = words(text)
    said.setWordWrap(True)
    label = words(name, "label")
    label.setFixedWidth(64)
    return layouts.panel(layouts.row(label, layouts.grow(said), gap=TOKENS.gap_m))


def _reasons(reasons: Sequence[Reason]) -> list[layouts.Part]:
    made: list[layouts.Part] = [words(f"退回原因 {len(reasons)} 条", "strong")] if reasons else []
    for at, reason in enumerate(reasons, 1):
        said = words(f"{at}. {f'〔{reason.subject}〕' if reason.subject else ''}{reason.text}")
        said.setWordWrap(True)
        made.append(said)
    return made


def _unread(found: Sequence[str]) -> QWidget:
    """Words that may be a reason and are in none: a form noted without them would lose them."""
    said = "\n".join(f"“{text}”" for text in found)
    return notice(
        f"表上还有下面的文字没有读入：\n{said}\n其中有退回意见的，请取消，改用“录入纸质意见”逐条写全。",
        "triangle-alert",
        "alarm",
    )


def confirm_read(parent: QWidget | None, read: ReadAnswer, file: Path, profile: Profile) -> str | None:
    """The level to note the answer for ("" where there is none), or None where the person did not go on."""
    dialog = ReadAnswerDialog(parent, read, file, profile)
    return dialog.value() if dialog.exec() else None
