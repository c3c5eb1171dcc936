"""What a notice says: its form, title and results, the whole text to read, and that text copied or saved as a file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from data.domain.notice import Notice
from data.domain.notice_text import NoticeFacts, default_results, default_title, notice_paper
from data.files import safe_name
from ui import errors, layouts
from ui.fields import text_box
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, section
from ui.theme import TOKENS

_KINDS = {"Word 文档 (*.docx)": ".docx", "PDF 文件 (*.pdf)": ".pdf"}


class TextCard(QWidget):
    """``show_facts``, ``show_layouts`` and ``show_value(notice)`` fill it, ``filled(notice)`` gives the notice with what it says.

    ``edited`` tells of changes; ``show_paper`` shows the whole text, which is what is copied and saved.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._facts: NoticeFacts | None = None
        self._today = date.min
        self._build()
        self.layout_choice.currentIndexChanged.connect(lambda _at: self.edited.emit())
        self.title.textChanged.connect(lambda _text: self.edited.emit())
        self.results.textChanged.connect(self.edited.emit)

    def _build(self) -> None:
        self.layout_choice = QComboBox()
        self.layout_choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.title = QLineEdit()
        self.results = text_box("", 2)
        self.results.setMaximumHeight(84)
        self.results.setToolTip("空着就用各条措施的落实情况；要另写就写在这里")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setMinimumHeight(220)
        self.preview.setAccessibleName("公示全文预览")
        head = layouts.row(
            section("公示内容"),
            layouts.GROW,
            button("复制全文", self._copy, "copy", "quiet"),
            button("另存为…", self._ask, "file-output"),
        )
        form = layouts.form(
            ("表式", self.layout_choice), ("标题", self.title), ("完成情况", self.results), gap=TOKENS.gap_s
        )
        card = layouts.card(head, form, layouts.grow(self.preview), gap=TOKENS.gap_s)
        layouts.fill(self, layouts.column(layouts.grow(card), margin=0))

    def show_facts(self, facts: NoticeFacts, today: date) -> None:
        """Show what stands where the notice says nothing itself."""
        self._today = today
        self.results.setPlaceholderText(default_results(facts))

    def show_layouts(self, facts: NoticeFacts) -> None:
        """Offer the layouts of the office, the one of the notice chosen."""
        with QSignalBlocker(self.layout_choice):
            self.layout_choice.clear()
            for layout in facts.layouts:
                self.layout_choice.addItem(layout.name, layout.key)
        self._choose_layout(facts.notice)

    def show_value(self, notice: Notice) -> None:
        """Show what this notice says of itself."""
        blockers = [QSignalBlocker(part) for part in (self.title, self.results)]
        self.title.setText(notice.title)
        self.results.setPlainText(notice.results)
        self._choose_layout(notice)
        del blockers

    def _choose_layout(self, notice: Notice) -> None:
        with QSignalBlocker(self.layout_choice):
            self.layout_choice.setCurrentIndex(max(0, self.layout_choice.findData(notice.layout)))

    def filled(self, notice: Notice) -> Notice:
        """The notice with these fields as they stand on the screen."""
        return replace(
            notice,
            title=self.title.text().strip(),
            results=self.results.toPlainText().strip(),
            layout=self.layout_choice.currentData(),
        )

    def show_paper(self, facts: NoticeFacts) -> None:
        """Show the whole text as it would be published now."""
        self._facts = facts
        self.title.setPlaceholderText(default_title(facts))
        whole = notice_paper(facts).plain()
        if self.preview.toPlainText() != whole:  # else it would jump to its beginning while it is read
            self.preview.setPlainText(whole)

    # ------------------------------------------------------------ doing

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.preview.toPlainText())

    def _ask(self) -> None:
        assert self._facts is not None
        number = self._facts.task.listed.number or "未编号"
        proposed = Path(remembered_folder("notices")) / safe_name(f"公示_{number}号任务.docx")
        chosen, kind = QFileDialog.getSaveFileName(self, "公示存到哪里", str(proposed), ";;".join(_KINDS))
        if chosen:
            path = Path(chosen)
            typed = path.suffix.lower() in _KINDS.values()
            self.save_file(path if typed else path.with_name(path.name + _KINDS.get(kind, ".docx")))

    def save_file(self, path: Path) -> None:
        """Write the notice as a Word or PDF file, as its name ends."""
        from exporters.notice import write_notice

        assert self._facts is not None
        remember_folder("notices", path.parent)
        try:
            write_notice(notice_paper(self._facts), path, self._today)
        except Exception as error:
            errors.show(self, error)
