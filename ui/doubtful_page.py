"""A scanned page the program does not place by itself: its picture, why, and the question which page of which form it is,
answered by choosing it, or by typing the code printed at its foot (核对码)."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QWidget

from data.domain.scans import Doubt, Known, Pointed
from data.typed_code import read_entry
from ui import layouts
from ui.parts import button, hint, mark, words
from ui.preview import Preview
from ui.theme import TOKENS

_PICTURE_WIDTH = 132
_CODE_WIDTH, _PAGE_WIDTH = 216, 48


class DoubtfulPage(QWidget):
    """One page in doubt. ``placed(Pointed)`` when a person says what it is, ``dropped`` when it is not wanted."""

    placed = Signal(object)
    dropped = Signal()

    def __init__(self, doubt: Doubt, known: Known) -> None:
        super().__init__()
        self._doubt = doubt
        self._known = known
        said = words(doubt.sentence)
        said.setWordWrap(True)
        beside = layouts.column(
            hint(f"{Path(doubt.scan.source).name} 第{doubt.scan.index + 1}页"),
            said,
            self._question(known) if doubt.by_hand else None,
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

    def _question(self, known: Known) -> QWidget:
        box = QComboBox()
        box.setAccessibleName("这一页是")
        box.addItem("这一页是……", None)
        for form in known.forms:
            for page in range(1, (form.pages or 0) + 1):
                box.addItem(f"{form.title} 第{page}页", Pointed(form.form, page))
        if box.count() == 1:
            return hint("要归位的表还没有打印过，请先“打印签字件…”。")
        chosen = self._doubt.chosen
        for row in range(1, box.count()):
            offered = box.itemData(row)
            if chosen is not None and (offered.form, offered.page) == (chosen.form, chosen.page):
                box.setCurrentIndex(row)
        box.activated.connect(lambda at: box.itemData(at) and self.placed.emit(box.itemData(at)))
        return layouts.panel(layouts.column(box, self._typing(), gap=TOKENS.gap_s))

    def _typing(self) -> QWidget:
        """The code and the page number as they stand at the foot; the version must be looked at, as the code is silent on it."""
        version = next((form.version for form in self._known.forms), 1)
        self.code = QLineEdit()
        self.code.setPlaceholderText("或输入页脚的核对码")
        self.code.setAccessibleName("核对码")
        self.code.setToolTip(f"不分大小写，横线、空格可以不输；页脚上应印着“第{version}版”")
        self.code.setMaximumWidth(_CODE_WIDTH)
        self.page = QLineEdit()
        self.page.setAccessibleName("页码")
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setFixedWidth(_PAGE_WIDTH)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        for edit in (self.code, self.page):
            edit.returnPressed.connect(self.place_by_code)
        entry = layouts.row(
            layouts.grow(self.code),
            words("第", "label"),
            self.page,
            words("页", "label"),
            button("归位", self.place_by_code),
        )
        return layouts.panel(layouts.column(entry, self.problem, gap=TOKENS.gap_xs))

    def place_by_code(self) -> None:
        """Place the page by what was typed, or say below what about it cannot be right."""
        entry = read_entry(self._known, self.code.text(), self.page.text())
        mark(self.code, "wrong", bool(entry.code_problem))
        mark(self.page, "wrong", bool(entry.page_problem))
        self.problem.setText(entry.code_problem or entry.page_problem)
        self.problem.setVisible(entry.pointed is None)
        if entry.pointed is not None:
            self.placed.emit(entry.pointed)
        else:
            (self.code if entry.code_problem else self.page).setFocus()

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
