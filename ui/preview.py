"""The preview of a piece of evidence: pictures, PDF pages, text, tables; anything else as a calm card.

preview = Preview()
preview.show_file(path, "整改前照片.jpg")       # the second: its own name, where the store keeps it under a hash
preview.show_nothing("选中一份材料，在这里查看。")
"""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from ui import errors, jobs, layouts
from ui.jobs import Job
from ui.pages_view import PagesView
from ui.parts import button, empty_state, glyph_button, hint, words
from ui.preview_files import Nothing, Pages, Sheet, Shown, Text, kind_words, read, size_words
from ui.tables import Column, DataTable
from ui.theme import TOKENS

GLYPHS = {
    "图片": "image",
    "表格": "file-spreadsheet",
    "压缩包": "file-archive",
    "Word 文档": "file-text",
    "PDF 文件": "file-text",
}


class Preview(QWidget):
    """Shows one file. Reading is a job; a newer ``show_file`` overtakes an older one."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._name = ""
        self._job: Job | None = None
        self._outside: tempfile.TemporaryDirectory[str] | None = None
        self._pages = PagesView()
        self._pages.turned.connect(self._tell_page)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setProperty("kind", "reading")
        self._inside = QStackedWidget()
        self._inside.addWidget(self._pages)
        self._inside.addWidget(self._text)
        layouts.fill(self, layouts.column(self._build_bar(), layouts.grow(self._inside), gap=0), "surface")
        self.setFocusProxy(self._pages)
        self.show_nothing("选中一份材料，在这里查看。")

    def show_nothing(self, advice: str) -> None:
        """Show no file, and say what to do."""
        self._path = None
        self._drop_job()
        self._bar.hide()
        self._put(empty_state("eye", "预览", advice))

    def show_file(self, path: Path, name: str = "") -> None:
        """Show ``path``; ``name`` decides the kind where the file is kept under another name."""
        self._path, self._name = path, name or path.name
        self._drop_job()
        size = size_words(path.stat().st_size) if path.exists() else ""
        self._title.setText(self._name)
        self._title.setToolTip(self._name)
        self._facts.setText(size)
        self._pager.hide()
        self._bar.show()
        self._put(empty_state("loader", "正在打开…", ""))
        self._job = jobs.start(lambda report: (path, read(path, name, report)), "打开预览", quiet=True)
        # A bound method, so that Qt drops it when the preview goes before the file is read.
        self._job.done.connect(self._show)

    def open_outside(self) -> None:
        """Open the file with the system's program; a stored one as a copy under its own name."""
        if self._path is None:
            return
        try:
            target = self._path if self._path.name == self._name else self._copy()
        except OSError:
            errors.tell(self, "文件没有打开。", "文件可能已被移动，或者磁盘空间不足。")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            errors.tell(self, "没有找到能打开它的程序。", f"请先安装能打开{kind_words(self._name)}的程序。")

    def _copy(self) -> Path:
        assert self._path is not None
        if self._outside is None:
            self._outside = tempfile.TemporaryDirectory(prefix="zhenggaitong-", ignore_cleanup_errors=True)
        return Path(shutil.copyfile(self._path, Path(self._outside.name) / Path(self._name).name))

    def _build_bar(self) -> QWidget:
        self._title = words("", "strong")
        self._title.setMinimumWidth(40)
        self._facts = words("", "small")
        self._place = words("", "hint")
        view = self._pages
        self._turner = layouts.panel(
            layouts.row(
                glyph_button("chevron-up", "上一页（PgUp）", lambda: view.turn_to(view.page() - 1)),
                self._place,
                glyph_button("chevron-down", "下一页（PgDn）", lambda: view.turn_to(view.page() + 1)),
                layouts.space(TOKENS.gap_s),
                gap=2,
            )
        )
        self._pager = layouts.panel(
            layouts.row(
                self._turner,
                glyph_button("zoom-out", "缩小", lambda: view.zoom_by(-1)),
                glyph_button("zoom-in", "放大", lambda: view.zoom_by(1)),
                glyph_button("maximize-2", "适合窗口", lambda: view.set_zoom(None)),
                button("100%", lambda: view.set_zoom(1.0), kind="quiet"),
                gap=2,
            )
        )
        outside = glyph_button("external-link", "用系统程序打开", self.open_outside)
        self._bar = layouts.panel(
            layouts.column(
                layouts.row(
                    layouts.grow(self._title), self._facts, self._pager, outside, margin=TOKENS.gap_s
                ),
                layouts.line(),
                gap=0,
            )
        )
        return self._bar

    def _drop_job(self) -> None:
        if self._job is not None and self._job.running:
            self._job.cancel()
        self._job = None

    def _show(self, answer: tuple[Path, Shown]) -> None:
        path, shown = answer
        if path != self._path:
            return
        self._job = None
        if isinstance(shown, Pages):
            self._pager.show()
            self._turner.setVisible(len(shown.sizes) > 1)
            self._pages.show_pages(shown)
            self._inside.setCurrentWidget(self._pages)
        elif isinstance(shown, Text):
            more = "\n\n……（后面还有，请用系统程序打开全文）" if shown.cut else ""
            self._text.setPlainText(shown.text + more)
            self._inside.setCurrentWidget(self._text)
        elif isinstance(shown, Sheet):
            self._put(_sheet_view(shown))
        else:
            self._put(self._card(shown))

    def _card(self, shown: Nothing) -> QWidget:
        kind = kind_words(self._name)
        facts = " · ".join(part for part in (kind, self._facts.text()) if part)
        open_it = button("用系统程序打开", self.open_outside, "external-link")
        open_it.setEnabled(self._path is not None and self._path.exists())
        return empty_state(GLYPHS.get(kind, "file"), facts, shown.why, open_it)

    def _put(self, widget: QWidget) -> None:
        """Show a part made for this file alone, in place of the one before."""
        while self._inside.count() > 2:
            old = self._inside.widget(2)
            self._inside.removeWidget(old)
            old.deleteLater()
        self._inside.addWidget(widget)
        self._inside.setCurrentWidget(widget)

    def _tell_page(self, page: int, of: int) -> None:
        self._place.setText(f"第 {page} 页，共 {of} 页")


def _sheet_view(shown: Sheet) -> QWidget:
    """The rows as a table with letters above, as a spreadsheet names its columns."""
    table: DataTable[tuple[str, ...]] = DataTable(
        [
            Column(
                _letters(number),
                lambda row, n=number: row[n],
                width=140,
                tooltip=lambda row, n=number: row[n],
            )
            for number in range(len(shown.rows[0]))
        ]
    )
    table.setSortingEnabled(False)
    table.verticalHeader().setDefaultSectionSize(TOKENS.control)
    table.show_items(shown.rows)
    note = hint(shown.note)
    note.setVisible(bool(shown.note))
    note.setContentsMargins(TOKENS.gap_m, TOKENS.gap_s, TOKENS.gap_m, 0)
    note.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return layouts.panel(layouts.column(note, layouts.grow(table), gap=TOKENS.gap_xs))


def _letters(number: int) -> str:
    head = _letters(number // 26 - 1) if number >= 26 else ""
    return head + chr(ord("A") + number % 26)
