"""The two screenshots of a notice, of its first and its last day: chosen from the evidence, dropped, or pasted."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QWidget

from data.domain.model import Evidence
from data.domain.notice import day_text
from ui import layouts
from ui.chips import Chip
from ui.drop import DropFilter
from ui.folders import remember_folder, remembered_folder
from ui.icons import pixmap
from ui.parts import button, mark, words
from ui.theme import TOKENS

_PICTURES = "图片或PDF (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.pdf);;所有文件 (*)"


class ShotSlot(QFrame):
    """One screenshot's place. ``chosen`` when a piece of evidence is picked; ``given(path)`` when a new file comes in."""

    chosen = Signal()
    given = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setProperty("kind", "drop")
        picture = QLabel()
        picture.setPixmap(pixmap("camera", "ink_soft", 20))
        self._title = words(f"公示{name}截图", "strong")
        self._chip = Chip()
        self.pieces = QComboBox()
        self.pieces.setMinimumWidth(120)
        self.pieces.currentIndexChanged.connect(lambda _at: self.chosen.emit())
        take = button("选文件…", self._choose, "upload", "quiet")
        take.setToolTip("也可以把截图拖到这里，或点一下这里再按 Ctrl+V 粘贴")
        head = layouts.row(picture, self._title, layouts.GROW, self._chip)
        layouts.fill(
            self,
            layouts.column(
                head, layouts.row(layouts.grow(self.pieces), take), gap=TOKENS.gap_s, margin=TOKENS.gap_m
            ),
        )
        drop = DropFilter(self)
        drop.dropped.connect(self._take)
        drop.over.connect(lambda over: mark(self, "over", over))

    def show_value(self, pieces: Sequence[Evidence], evidence_id: str, day: date | None, today: date) -> None:
        """Offer these pieces, with one chosen; say whether the day has come."""
        self.pieces.blockSignals(True)
        self.pieces.clear()
        self.pieces.addItem("还没有", "")
        for piece in pieces:
            self.pieces.addItem(piece.title, piece.id)
        self.pieces.setCurrentIndex(max(0, self.pieces.findData(evidence_id)))
        self.pieces.blockSignals(False)
        self.show_day(day, today)

    def show_day(self, day: date | None, today: date) -> None:
        """Say which day it is of, and whether it is there, missing, or not yet due."""
        self._title.setText(f"{self._name}截图（{day_text(day)}）" if day else f"公示{self._name}截图")
        if self.value():
            self._chip.show_state("已有", "ok")
        elif day is None or day > today:
            self._chip.show_state("未到日子", "neutral")
        else:
            self._chip.show_state("今天要截" if day == today else "还缺", "orange" if day == today else "red")

    def value(self) -> str:
        """The id of the chosen piece, or ""."""
        return self.pieces.currentData() or ""

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, f"选择公示{self._name}截图", remembered_folder("screenshots"), _PICTURES
        )
        if chosen:
            remember_folder("screenshots", Path(chosen).parent)
            self.given.emit(Path(chosen))

    def _take(self, paths: Sequence[Path]) -> None:
        mark(self, "over", False)
        if paths:
            self.given.emit(paths[0])


def shots_row(first: ShotSlot, last: ShotSlot) -> QWidget:
    """Both places, one under the other."""
    return layouts.panel(layouts.column(first, last, gap=TOKENS.gap_s))
