"""Changing the forms (修改表单): the twelve parts, what stands on each from top to bottom, and the page as it will be printed."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.form_definition import FORM_KEYS, FormDefinition
from data.domain.form_outline import (
    Line,
    Part,
    added,
    changed,
    entry,
    layout_at,
    moved,
    named,
    outline,
    removable,
    removed,
)
from data.domain.notice import Notice
from data.form_definitions import bundled_forms, check_apart, check_definition, own_forms, save_own
from data.form_reading import Place, WrongForm
from data.proof import SamplePaper, sample_paper
from ui import errors, jobs, layouts
from ui.desk import Changed, Desk
from ui.form_line import FormLine, entry_name
from ui.jobs import Job
from ui.pages_view import PagesView
from ui.parts import Field, button, glyph_button, hint, words
from ui.preview_files import Pages
from ui.preview_files import read as read_file
from ui.theme import TOKENS

_WAIT = 250
"""Milliseconds without a key before the page is drawn anew."""


class FormEditor(QDialog):
    """Changes copies of the definitions; nothing is kept before 保存. Ctrl+Z takes back, Alt+Up and Alt+Down move a line."""

    def __init__(self, parent: QWidget | None, desk: Desk, key: str = "form") -> None:
        super().__init__(parent)
        self.setWindowTitle("修改表单")
        room = (parent.window() if parent else self).screen().availableSize()
        self.resize(min(1320, room.width() - 40), min(760, room.height() - 60))
        self._desk = desk
        self._stored: Mapping[str, FormDefinition] = {**bundled_forms(), **own_forms(desk.ws.folder)}
        self._forms = dict(self._stored)
        self._key, self._line = key, Line("body", 0)
        self._past: list[tuple[str, FormDefinition, Line]] = []
        self._typing: tuple[str, tuple[str, int]] | None = None
        self._sample: SamplePaper | None = None
        self._job: Job | None = None
        self._scratch = tempfile.TemporaryDirectory(prefix="zgt-", ignore_cleanup_errors=True)
        self._drawn = 0
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._draw)
        self._make_parts()
        self._lay_out()
        self._show_form()
        job = desk.run("读取样例", lambda ws, report: sample_paper(ws))
        job.done.connect(self._take_sample)

    def _make_parts(self) -> None:
        self.forms = QListWidget()
        self.forms.setMinimumWidth(120)
        self.forms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key in FORM_KEYS:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.forms.addItem(item)
        self.forms.setCurrentRow(FORM_KEYS.index(self._key))
        self.forms.currentRowChanged.connect(lambda row: self._choose(FORM_KEYS[row]))
        self.title = QLineEdit()
        self.title.setMaxLength(60)
        self.title.textEdited.connect(self._retitle)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(18)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setMinimumWidth(170)
        self.tree.currentItemChanged.connect(self._pick)
        self.line = FormLine()
        self.line.edited.connect(self._edit)
        self.view = PagesView()
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add = button("添加", self.add_line, "plus")
        self.up = glyph_button("arrow-up", "上移（Alt+↑）", lambda: self.move_line(-1))
        self.down = glyph_button("arrow-down", "下移（Alt+↓）", lambda: self.move_line(1))
        self.remove = glyph_button("trash-2", "删除这一行（Delete）", self.remove_line)
        self.back = glyph_button("undo-2", "撤销（Ctrl+Z）", self.undo)
        self.reset = button("恢复原样", self.reset_form, "rotate-ccw", "quiet")
        self.save = button("保存", self.keep, "save", "primary")
        for keys, act in (
            ("Alt+Up", lambda: self.move_line(-1)),
            ("Alt+Down", lambda: self.move_line(1)),
            (QKeySequence.StandardKey.Save, self.keep),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for widget, keys, act in (
            (self.tree, "Delete", self.remove_line),
            (self.tree, "Ctrl+Z", self.undo),
        ):
            QShortcut(QKeySequence(keys), widget, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        tools = layouts.row(
            self.add, self.up, self.down, self.remove, self.back, layouts.GROW, gap=TOKENS.gap_xs
        )
        columns = (
            (190, layouts.column(words("表单", "label"), layouts.grow(self.forms), gap=TOKENS.gap_xs)),
            (
                245,
                layouts.column(
                    words("从上到下印什么", "label"), layouts.grow(self.tree), tools, gap=TOKENS.gap_xs
                ),
            ),
            (
                300,
                layouts.column(
                    Field("表单名称", self.title),
                    layouts.grow(layouts.scroll(self.line)),
                    self.problem,
                    gap=TOKENS.gap_s,
                ),
            ),
            (
                470,
                layouts.column(
                    words("印出来的样子（样例）", "label"), layouts.grow(self.view), gap=TOKENS.gap_xs
                ),
            ),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(TOKENS.gap)
        for _, column in columns:
            split.addWidget(layouts.panel(column))
        split.setSizes([wide for wide, _ in columns])
        split.setStretchFactor(len(columns) - 1, 1)
        how = hint("{名称} 处填任务里的内容；{名称|字} 没有内容时印“字”；[…] 里没有内容就整段不印。")
        layouts.fill(
            self,
            layouts.column(
                layouts.grow(split),
                layouts.row(self.reset, layouts.grow(how), button("取消", self.reject), self.save),
                margin=TOKENS.gap,
            ),
        )

    # ------------------------------------------------------------ showing

    @property
    def definition(self) -> FormDefinition:
        """The form shown, as changed so far."""
        return self._forms[self._key]

    def _choose(self, key: str) -> None:
        self._key, self._line = key, Line("body", 0)
        self._show_form()

    def _show_form(self) -> None:
        """The whole form: list, title, outline, the chosen line, the page."""
        self._show_names()
        if self.title.text() != self.definition.title:
            self.title.setText(self.definition.title)
        self.tree.blockSignals(True)
        self.tree.clear()
        parents: list[QTreeWidgetItem] = []
        for line in outline(self.definition):
            part = entry(self.definition, line)
            item = QTreeWidgetItem([named(part)])
            item.setToolTip(0, part.text)
            item.setData(0, Qt.ItemDataRole.UserRole, line)
            del parents[line.depth :]
            parents[-1].addChild(item) if parents else self.tree.addTopLevelItem(item)
            parents.append(item)
            if _place(line) == _place(self._line):
                self.tree.setCurrentItem(item)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)
        self._show_line()
        self._check()

    def _show_names(self) -> None:
        for row in range(self.forms.count()):
            item = self.forms.item(row)
            form = self._forms[item.data(Qt.ItemDataRole.UserRole)]
            own = form != bundled_forms()[form.key]
            item.setText(f"{form.title}{'（已改）' if own else ''}")
            item.setToolTip(item.text())

    def _pick(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            before = layout_at(self.definition, self._line)
            self._line = item.data(0, Qt.ItemDataRole.UserRole)
            self._show_line()
            if layout_at(self.definition, self._line) not in (None, before):
                self._soon.start()

    def _show_line(self) -> None:
        lines = outline(self.definition)
        here = next((line for line in lines if _place(line) == _place(self._line)), next(iter(lines), None))
        self._line = here or Line("body", 0)
        self.line.show_part(entry(self.definition, here) if here else None)
        self.remove.setEnabled(here is not None and removable(self.definition, here))
        self.add.setEnabled(here is not None)
        self.reset.setEnabled(self.definition != bundled_forms()[self._key])
        self.back.setEnabled(bool(self._past))

    def _check(self) -> None:
        """Say at once what would be refused; the page is drawn only from what would be kept."""
        problem = self._problem(self.definition)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.save.setEnabled(not any(map(self._problem, self._changed().values())))
        if not problem:
            self._soon.start()

    def _problem(self, definition: FormDefinition) -> str:
        """What would be refused, in the words of the window: which line, which field, and what may stand there."""
        try:
            check_definition(definition)
            check_apart(self._forms)
        except WrongForm as wrong:
            return f"{self._named(wrong.where)}：{wrong.what}。可以写：{wrong.allowed}。"
        except UserError as clash:
            return f"{clash.title}{clash.advice}"
        return ""

    def _named(self, where: Place) -> str:
        """Where in the form, as the window calls its fields."""
        if not where.line:
            return _WHOLE.get(where.entry, where.entry)
        shown = self.line.part
        return f"{where.line}的“{entry_name(where.entry, shown)}”" if where.entry else where.line

    # ------------------------------------------------------------ changing

    def _put(self, definition: FormDefinition, line: Line | None = None) -> None:
        self._past.append((self._key, self.definition, self._line))
        self._typing = None
        self._forms[self._key] = definition
        self._line = line or self._line

    def _edit(self, part: Part) -> None:
        """Typing changes the line in place: the outline keeps its rows, so that the cursor stays."""
        self._type(changed(self.definition, self._line, part), _place(self._line))
        item = self.tree.currentItem()
        if item is not None:
            item.setText(0, named(part))

    def _retitle(self, title: str) -> None:
        self._type(replace(self.definition, title=title.strip()), ("title", 0))

    def _type(self, definition: FormDefinition, place: tuple[str, int]) -> None:
        """One undo takes back all that was typed in one place."""
        here = (self._key, place)
        if self._typing == here:
            self._forms[self._key] = definition
        else:
            self._put(definition)
        self._typing = here
        self._show_names()
        self.reset.setEnabled(definition != bundled_forms()[self._key])
        self.back.setEnabled(True)
        self._check()

    def add_line(self) -> None:
        """A new line of the same kind under the chosen one."""
        if not outline(self.definition):
            return
        self._put(*added(self.definition, self._line))
        self._show_form()
        named = (self.line.label, self.line.name, self.line.text)
        field = next(field for field in named if field.isVisibleTo(self.line))
        field.setFocus()
        field.selectAll()

    def remove_line(self) -> None:
        """Take the chosen line out; Ctrl+Z brings it back."""
        if self.remove.isEnabled():
            self._put(removed(self.definition, self._line))
            self._show_form()

    def move_line(self, by: int) -> None:
        """The chosen line one place up or down."""
        if not outline(self.definition):
            return
        definition, line = moved(self.definition, self._line, by)
        if definition != self.definition:
            self._put(definition, line)
            self._show_form()

    def undo(self) -> None:
        """Take the last change back, on whichever form it was."""
        if self._past:
            self._key, form, self._line = self._past.pop()
            self._forms[self._key], self._typing = form, None
            self.forms.blockSignals(True)
            self.forms.setCurrentRow(FORM_KEYS.index(self._key))
            self.forms.blockSignals(False)
            self._show_form()

    def reset_form(self) -> None:
        """Back to what the program brings; kept only with 保存, and undone by Ctrl+Z."""
        self._put(bundled_forms()[self._key], Line("body", 0))
        self._show_form()

    # ------------------------------------------------------------ the page

    def _take_sample(self, sample: SamplePaper) -> None:
        self._sample = sample
        self._draw()

    def _draw(self) -> None:
        if self._sample is None or self._problem(self.definition):
            return
        if self._job is not None and self._job.running:
            self._soon.start()  # once it has ended
            return
        titles = {key: form.title for key, form in self._forms.items()}
        contents = replace(self._sample.contents, forms=self._forms, titles=titles)
        layout = layout_at(self.definition, self._line)
        if layout is not None:  # the layout being changed, whichever the sample's notice chose
            notice = contents.notice or Notice(phone=contents.office.phone)
            contents = replace(contents, notice=replace(notice, layout=layout.key))
        self._drawn += 1
        path = Path(self._scratch.name) / f"{self._drawn}.pdf"
        key, photos = self._key, self._sample.photos
        self._job = jobs.start(lambda report: _printed(contents, key, path, photos), "排版", quiet=True)
        self._job.done.connect(self._show_pages)
        self._job.failed.connect(lambda error: errors.show(self, error))

    def _show_pages(self, pages: object) -> None:
        if isinstance(pages, Pages):
            place = self.view.verticalScrollBar().value()
            self.view.show_pages(pages)
            self.view.verticalScrollBar().setValue(place)

    # ------------------------------------------------------------ keeping

    def _changed(self) -> dict[str, FormDefinition]:
        return {key: form for key, form in self._forms.items() if form != self._stored[key]}

    def keep(self) -> None:
        """Keep every changed form; all are checked before the first is written."""
        changed_forms = self._changed()
        wrong = next((key for key, form in changed_forms.items() if self._problem(form)), None)
        if wrong is not None:
            self.forms.setCurrentRow(FORM_KEYS.index(wrong))
            return
        try:
            save_own(self._desk.ws, *changed_forms.values())
        except UserError as error:
            errors.show(self, error)
            return
        self._stored = dict(self._forms)
        if changed_forms:
            self._desk.tell(Changed(settings=True))
        self.accept()

    def reject(self) -> None:
        """Esc and 取消: ask where something was changed."""
        if self._changed():
            names = "、".join(form.title for form in self._changed().values())
            if not errors.ask(self, "表单改了，还没有保存。", f"改过的有：{names}。", "不保存", "接着改"):
                return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross asks as Esc does."""
        event.ignore()
        self.reject()

    def done(self, result: int) -> None:
        """The scratch pages go when the window goes."""
        self._soon.stop()
        self._scratch.cleanup()
        super().done(result)


def _place(line: Line) -> tuple[str, int]:
    return line.part, line.at


_WHOLE = {"title": "表单名称", "columns": "各列", "rows": "各栏目", "layouts": "各表式", "body": "内容"}


def _printed(contents: PackageContents, key: str, path: Path, photos: Mapping[str, bytes]) -> object:
    """The form on paper, on the worker thread; its pages to be shown."""
    from exporters.forms import (  # brings reportlab, which the window does without until then
        FORMS,
        photo_form,
    )

    form = FORMS[key] if key in FORMS else photo_form(lambda piece: BytesIO(photos.get(piece.sha256, b"")))
    return read_file(form.write(contents, path).path)


def edit_forms(parent: QWidget | None, desk: Desk, key: str = "form") -> bool:
    """Let a person change the forms; whether anything was kept."""
    return bool(FormEditor(parent, desk, key).exec())
