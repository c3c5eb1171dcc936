"""The fields of one line of a form being changed (栏目、段落、列): its text, with a menu of what can be filled in, and how it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from data.domain.form_definition import (
    ALIGNS,
    ATTACHMENTS,
    ENDS,
    FAMILIES,
    IN_NOTICE,
    NOTICE,
    PAGE,
    PHOTOS,
    ROWS,
    SECTION,
    SIGNATURE,
    SIGNS,
    STYLES,
    TABLE,
    TEXT,
    TITLE,
    Column,
    FormRow,
    Item,
    NoticeLayout,
    NoticeRow,
)
from data.domain.form_names import NAMES
from data.domain.form_outline import Part, for_families
from ui import layouts
from ui.fields import text_box
from ui.parts import Field, button, hint
from ui.theme import TOKENS

_PLAIN_STYLES = ("body", "flush", "right", "center", "cell", "small")
_BOTH = tuple(FAMILIES)
_SAID = {
    ROWS: "这里印栏目表。栏目在下面一层，可以改名、增减、上下移动。",
    TABLE: "这里印逐行列出的表。各列在下面一层，可以改列名、增减、调宽窄。",
    ATTACHMENTS: "这里印附件说明，内容随申请包的组成自动列出。",
    NOTICE: "这里印公示。下面一层是可选的表式，在任务的“公示”页里选用；点“添加”可另立一个表式。",
    PAGE: "从这里另起一页。",
    SIGNS: "审签各栏按“设置—审签”里的岗位印，栏目名里的 {岗位} 换成岗位名称。",
}


_NAMES = {
    "label": "栏目名",
    "heading": "列名",
    "name": "表式名称",
    "title": "公示标题",
    "lead": "段首楷体字",
    "text": "内容",
    "closing": "结尾",
    "contact": "联系方式",
    "right": "右边",
    "foot": "栏内右下角",
    "style": "样式",
    "align": "对齐",
    "lines": "至少几行高",
    "width": "相对宽窄",
    "families": "用于",
}


def entry_name(entry: str, part: Part | None) -> str:
    """What an entry of a definition is called in the window; itself where the window has no field for it."""
    return "开头" if entry == "text" and isinstance(part, NoticeLayout) else _NAMES.get(entry, entry)


class FormLine(QWidget):
    """Shows one entry of a form and tells ``edited(entry)`` at each change a person makes."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.part: Part | None = None
        """The entry shown, as changed so far."""
        self._quiet = False
        self._said = hint("")
        self.label, self.text, self.right = text_box("", 2), text_box("", 5), QLineEdit()
        self.foot, self.lead = text_box("", 2), QLineEdit()
        self.name, self.title = QLineEdit(), QLineEdit()
        self.closing, self.contact = text_box("", 3), text_box("", 2)
        self._filled_in: tuple[QLineEdit | QPlainTextEdit, ...] = (
            *(self.text, self.right, self.foot, self.lead),
            *(self.title, self.closing, self.contact),
        )
        self._last: QLineEdit | QPlainTextEdit = self.text
        for low in (self.label, self.foot, self.contact):
            low.setFixedHeight(62)
        self.style_, self.align = _combo(STYLES, _PLAIN_STYLES), _combo(ALIGNS)
        self.families = _combo({"": "两类任务都印", **{k: f"只印在{name}" for k, name in FAMILIES.items()}})
        self.half = QCheckBox("占半栏")
        self.omit = QCheckBox("没有内容时不印这一栏")
        self.table = QCheckBox("印成表格（不勾就印成一、二、三……）")
        self.lines, self.share = QDoubleSpinBox(), QDoubleSpinBox()
        for box, most, step in ((self.lines, 30, 1), (self.share, 1000, 10)):
            box.setRange(0, most)
            box.setDecimals(1)
            box.setSingleStep(step)
        self.lines.setSpecialValueText("按内容")
        self.insert = button("插入内容…", self._choose_name, "plus")
        fields: dict[str, QWidget] = {
            "label": self.label,
            "name": self.name,
            "title": self.title,
            "lead": self.lead,
            "text": self.text,
            "closing": self.closing,
            "contact": self.contact,
            "right": self.right,
            "foot": self.foot,
        }
        several = {"contact": "，一行一句", "foot": "（签字、日期），一行一句"}
        self._fields = {
            name: Field(f"{_NAMES[name]}{several.get(name, '')}", widget) for name, widget in fields.items()
        }
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        small = (
            ("样式", self.style_),
            ("对齐", self.align),
            (_NAMES["lines"], self.lines),
            (_NAMES["width"], self.share),
            (_NAMES["families"], self.families),
        )
        self._small = {widget: Field(name, widget) for name, widget in small}
        layouts.fill(
            self,
            layouts.column(
                self._said,
                *(self._fields[name] for name in ("label", "name", "title", "lead", "text")),
                layouts.row(self.insert, layouts.GROW),
                *(self._fields[name] for name in ("closing", "contact", "right", "foot")),
                *(layouts.row(*fields, layouts.GROW, gap=TOKENS.gap_s) for fields in self._pairs()),
                self.half,
                self.omit,
                self.table,
                layouts.GROW,
                gap=TOKENS.gap_s,
            ),
        )

    def _pairs(self) -> tuple[tuple[Field, ...], ...]:
        of = self._small
        return (of[self.style_], of[self.align]), (of[self.lines], of[self.share]), (of[self.families],)

    def _listen(self) -> None:
        for edit in (self.right, self.lead, self.name, self.title):
            edit.textEdited.connect(self._tell)
        for box in (self.label, self.text, self.foot, self.closing, self.contact):
            box.textChanged.connect(self._tell)
        for field in self._filled_in:
            field.installEventFilter(self)
        for combo in (self.style_, self.align, self.families):
            combo.activated.connect(self._tell)
        for number in (self.lines, self.share):
            number.valueChanged.connect(self._tell)
        for check in (self.half, self.omit, self.table):
            check.toggled.connect(self._tell)

    # ------------------------------------------------------------ showing

    def show_part(self, part: Part | None) -> None:
        """Show an entry, or nothing."""
        self.part, self._last = part, self.text
        with self._silently():
            self._show_only(_shown(part))
            self._fields["text"].rename(entry_name("text", part))
            self._fields["label"].rename(entry_name("heading" if isinstance(part, Column) else "label", part))
            if part is None:
                return
            self._said.setText(_explained(part))
            self._said.setVisible(bool(self._said.text()))
            self._fill(part)

    def _fill(self, part: Part) -> None:
        self.text.setPlainText(part.text)
        families = for_families(part)
        self.families.setCurrentIndex(self.families.findData("".join(families) if len(families) == 1 else ""))
        match part:
            case FormRow():
                self.label.setPlainText(part.label)
                self.foot.setPlainText("\n".join(part.foot))
                self.half.setChecked(part.width == "half")
                self.omit.setChecked(part.omit_empty)
                self.lines.setValue(part.lines)
            case NoticeRow():
                self.label.setPlainText(part.label)
                self.omit.setChecked(part.omit_empty)
            case NoticeLayout():
                self.name.setText(part.name)
                self.title.setText(part.title)
                self.closing.setPlainText(part.closing)
                self.contact.setPlainText("\n".join(part.contact))
                self.table.setChecked(part.table)
            case Column():
                self.label.setPlainText(part.heading)
                self.share.setValue(part.width)
                self.align.setCurrentIndex(self.align.findData(part.align))
                self.lines.setValue(part.lines)
            case Item():
                self.right.setText(part.right)
                self.lead.setText(part.lead)
                self.style_.setCurrentIndex(self.style_.findData(part.style))

    def _show_only(self, shown: frozenset[str]) -> None:
        for name, field in self._fields.items():
            field.setVisible(name in shown)
        for name in ("style_", "align", "lines", "share", "families"):
            self._small[getattr(self, name)].setVisible(name in shown)
        self.half.setVisible("half" in shown)
        self.omit.setVisible("omit" in shown)
        self.table.setVisible("table" in shown)
        self.insert.setVisible("text" in shown)
        self._said.setVisible(False)

    @contextmanager
    def _silently(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    # ------------------------------------------------------------ changing

    def _tell(self, *_: object) -> None:
        if self._quiet or self.part is None:
            return
        self.part = self._filled(self.part)
        self.edited.emit(self.part)

    def _filled(self, part: Part) -> Part:
        family = self.families.currentData()
        said: dict[str, Any] = {"text": self.text.toPlainText()}
        if isinstance(part, (FormRow, Item)):
            said["families"] = (family,) if family else _BOTH
        match part:
            case FormRow():
                said |= {
                    "label": self.label.toPlainText(),
                    "foot": _lines(self.foot),
                    "width": "half" if self.half.isChecked() else "full",
                    "omit_empty": self.omit.isChecked(),
                    "lines": self.lines.value(),
                }
            case NoticeRow():
                said |= {"label": self.label.toPlainText(), "omit_empty": self.omit.isChecked()}
            case NoticeLayout():
                said |= {
                    "name": self.name.text(),
                    "title": self.title.text(),
                    "closing": self.closing.toPlainText(),
                    "contact": _lines(self.contact),
                    "table": self.table.isChecked(),
                }
            case Column():
                said |= {
                    "heading": self.label.toPlainText(),
                    "width": self.share.value(),
                    "align": self.align.currentData(),
                    "lines": self.lines.value(),
                }
            case Item():
                said |= {"right": self.right.text(), "lead": self.lead.text()}
                if part.kind == TEXT and self.style_.currentData():
                    said["style"] = self.style_.currentData()
        return replace(part, **said)

    def _choose_name(self) -> None:
        """A menu of what can be filled in, a group a column of the menu."""
        menu = QMenu(self)
        for name in self.names():
            menu.addAction(name, lambda name=name: self.insert_name(name))
        menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        menu.exec(self.insert.mapToGlobal(QPoint(0, self.insert.height())))

    def names(self) -> tuple[str, ...]:
        """What may stand in braces on this line."""
        match self.part:
            case None:
                return ()
            case NoticeLayout() | NoticeRow():
                return NAMES[IN_NOTICE]
            case Item(kind=kind) if kind == PHOTOS:
                return NAMES["evidence"]
            case part:
                return NAMES[part.each]

    def insert_name(self, name: str) -> None:
        """Put a name in braces where the cursor last stood in a field that is filled in."""
        said = f"{{{name}}}"
        if isinstance(self._last, QLineEdit):
            self._last.insert(said)
            self._tell()  # a line edit tells only what is typed
        else:
            self._last.insertPlainText(said)
        self._last.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which field the cursor was last in."""
        if event.type() == QEvent.Type.FocusIn and watched in self._filled_in:
            self._last = watched  # pyright: ignore[reportAttributeAccessIssue]
        return super().eventFilter(watched, event)


def _lines(box: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in box.toPlainText().split("\n") if line)


def _combo(titles: dict[str, str], only: tuple[str, ...] = ()) -> QComboBox:
    made = QComboBox()
    for key, title in titles.items():
        if not only or key in only:
            made.addItem(title, key)
    return made


_ITEM_FIELDS: dict[str, tuple[str, ...]] = {
    TITLE: ("text", "families"),
    TEXT: ("lead", "text", "style_", "families"),
    SECTION: ("text", "families"),
    ENDS: ("text", "right", "families"),
    SIGNATURE: ("text", "right"),
    PHOTOS: ("text",),
}


def _shown(part: Part | None) -> frozenset[str]:
    """Which fields an entry has."""
    match part:
        case None:
            return frozenset()
        case FormRow(each=each) if each:
            return frozenset({"label"} if each == SIGNS else ())
        case FormRow():
            return frozenset(("label", "text", "foot", "half", "omit", "lines", "families"))
        case NoticeLayout():
            return frozenset(("name", "title", "text", "closing", "contact", "table"))
        case NoticeRow():
            return frozenset(("label", "text", "omit"))
        case Column():
            return frozenset(("label", "text", "share", "align", "lines"))
        case Item():
            return frozenset(_ITEM_FIELDS.get(part.kind, ()))


def _explained(part: Part) -> str:
    match part:
        case FormRow(each="measures"):
            return _SAID[TABLE]
        case FormRow(each=each) if each:
            return _SAID[SIGNS]
        case Item():
            return _SAID.get(part.kind, "")
    return ""
