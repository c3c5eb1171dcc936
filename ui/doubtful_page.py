"""A scanned page the program does not place by itself: its picture, why, and the question which page of which form it is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QWidget

from data.domain.scans import Doubt, Known
from ui import layouts
from ui.parts import button, hint, words
from ui.preview import Preview
from ui.theme import TOKENS

_PICTURE_WIDTH = 132


class DoubtfulPage(QWidget):
    """One page in doubt. ``placed((form, page))`` when a person says what it is, ``dropped`` when it is not wanted."""

    placed = Signal(object)
    dropped = Signal()

    def __init__(self, doubt: Doubt, known: Known) -> None:
        super().__init__()
        self._doubt = doubt
        said = words(doubt.sentence)
        said.setWordWrap(True)
        beside = layouts.column(
            hint(f"{Path(doubt.scan.source).name} 第{doubt.scan.index + 1}页"),
            said,
            self._choice(known) if doubt.why == "unread" else None,
            layouts.row(
                button("看大图", self._enlarge, "zoom-in", "quiet"),
                button("不收这一页", self.dropped.emit, "x", "quiet"),
                layouts.GROW,
            ),
            layouts.GROW,
            gap=TOKENS.gap_s,
        )
        card = layouts.card(
            layouts.row(self._picture(), layouts.grow(beside), gap=TOKENS.gap_m), margin=TOKENS.gap_m
        )
        layouts.fill(self, layouts.column(card))

    def _picture(self) -> QLabel:
        made = QLabel()
        made.setProperty("kind", "page")
        made.setAccessibleName("扫描页")
        page = QPixmap()
        if page.loadFromData(self._doubt.scan.thumb):
            smooth = Qt.TransformationMode.SmoothTransformation
            made.setPixmap(page.scaledToWidth(_PICTURE_WIDTH, smooth))
        return made

    def _choice(self, known: Known) -> QWidget:
        box = QComboBox()
        box.setAccessibleName("这一页是")
        box.addItem("这一页是……", None)
        for form in known.forms:
            for page in range(1, (form.pages or 0) + 1):
                box.addItem(f"{form.title} 第{page}页", (form.form, page))
        if box.count() == 1:
            return hint("要归位的表还没有打印过，请先“打印签字件…”。")
        box.activated.connect(lambda at: self.placed.emit(box.itemData(at)))
        return box

    def _enlarge(self) -> None:
        show_scan(self, Path(self._doubt.scan.source), Path(self._doubt.scan.source).name)


def show_scan(parent: QWidget, file: Path, name: str) -> None:
    """A scan in a window of its own."""
    window = QDialog(parent)
    window.setWindowTitle(name)
    window.resize(820, 680)
    preview = Preview()
    layouts.fill(window, layouts.column(layouts.grow(preview)))
    preview.show_file(file, name)
    window.exec()
