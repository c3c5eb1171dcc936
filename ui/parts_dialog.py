"""The dialog for the office's own package (申请包组成): which parts, in which order, which are signed, how many copies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from data.domain.family import parts_of
from data.domain.form_definition import (
    CORE_KEYS,
    ENGINEERING,
    FAMILIES,
    FORM_KEYS,
    OTHER,
    SIGNABLE_KEYS,
    WHENS,
)
from data.domain.own_rules import differences, signing_fault
from data.domain.profile import Profile
from data.domain.rule_entries import COPIES_LIMIT
from ui import layouts
from ui.icons import icon
from ui.parts import button, words
from ui.rule_dialog import RuleDialog, select_row, set_up_table
from ui.theme import TOKENS

_PART, _SIGNED, _WHEN = range(3)
_ROW = 28
_SIZE = (820, 690)
_ABOUT = "申请包按这个次序装订，勾选的才装入。空格键勾选，Alt+↑↓ 移动。标题和栏目在“表单”里改。"
_CORE = "每个申请包都要有，不能去掉"
_TICKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class PartNames:
    """How the forms are called here and when each is printed; ``decided`` are those whose own definition says about signing."""

    titles: Mapping[str, str]
    whens: Mapping[str, str]
    decided: Collection[str] = ()


class PartsTable(QTableWidget):
    """The twelve parts, ticked and ordered; with a column for signing where ``signing``. ``edited`` after every change."""

    edited = Signal()

    def __init__(self, names: PartNames, signing: bool) -> None:
        super().__init__(len(FORM_KEYS), 3)
        self._names = names
        self._order: list[str] = []
        self._in: set[str] = set()
        self._signed: set[str] = set()
        set_up_table(self, ("装入的表", "要签字", "什么时候有"), _PART)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setColumnWidth(_SIGNED, 92)
        self.setColumnWidth(_WHEN, 250)
        self.setColumnHidden(_SIGNED, not signing)
        self.itemChanged.connect(self._changed)

    def show_parts(self, parts: Sequence[str], signed: Collection[str] = ()) -> None:
        """Show a composition; what is not in it stands below."""
        self._order = [*parts, *(key for key in FORM_KEYS if key not in parts)]
        self._in, self._signed = set(parts), set(signed)
        self._fill(1)

    def parts(self) -> tuple[str, ...]:
        """The composition as it stands."""
        return tuple(key for key in self._order if key in self._in)

    def signed(self) -> frozenset[str]:
        """What is to be signed, as it stands."""
        return frozenset(self._signed)

    def move_part(self, step: int) -> None:
        """Move the chosen part up or down; the cover stays the first."""
        row, to = self.currentRow(), self.currentRow() + step
        if row >= 1 and 1 <= to < len(self._order):
            self._order[row], self._order[to] = self._order[to], self._order[row]
            self._fill(to)
            self.edited.emit()

    def _fill(self, row: int) -> None:
        self.blockSignals(True)
        for at, key in enumerate(self._order):
            self.setRowHeight(at, _ROW)
            self._show_part(at, key)
        self.blockSignals(False)
        select_row(self, row)

    def _show_part(self, at: int, key: str) -> None:
        core, taken = key in CORE_KEYS, key in self._in
        part = self._item(at, _PART, _PLAIN if core else _TICKED, self._names.titles.get(key, key))
        part.setIcon(icon("lock") if core else QIcon())
        part.setData(Qt.ItemDataRole.CheckStateRole, None)
        if not core:
            part.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        part.setToolTip(_CORE if core else "")
        when = WHENS.get(self._names.whens.get(key, ""), "")
        self._item(at, _WHEN, _PLAIN, _CORE if core else when).setToolTip("")
        signed = self._item(at, _SIGNED, _PLAIN, "")
        signed.setData(Qt.ItemDataRole.CheckStateRole, None)
        if key in SIGNABLE_KEYS and taken:
            decided = key in self._names.decided
            signed.setFlags(_PLAIN if decided else _TICKED)
            signed.setToolTip("签不签字由本单位的表单定义文件决定" if decided else "")
            signed.setText("签字" if key in self._signed else "不签")
            signed.setCheckState(Qt.CheckState.Checked if key in self._signed else Qt.CheckState.Unchecked)

    def _item(self, row: int, column: int, flags: Qt.ItemFlag, text: str) -> QTableWidgetItem:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setFlags(flags)
        item.setText(text)
        return item

    def _changed(self, item: QTableWidgetItem) -> None:
        key, ticked = self._order[item.row()], item.checkState() == Qt.CheckState.Checked
        chosen = self._in if item.column() == _PART else self._signed
        (chosen.add if ticked else chosen.discard)(key)
        if key not in self._in:
            self._signed.discard(key)
        self.blockSignals(True)
        self._show_part(item.row(), key)
        self.blockSignals(False)
        self.edited.emit()


@dataclass(frozen=True, slots=True)
class PackageRules:
    """What the dialog gives back: the common parts, those of one family alone, what is signed, how many copies."""

    parts: tuple[str, ...]
    family_parts: dict[str, tuple[str, ...]]
    signed_forms: tuple[str, ...]
    copies: str


class PartsDialog(RuleDialog):
    """Changes the composition of packages; ``value()`` is it as it stands. ``letters`` counts the tasks whose letter is signed."""

    def __init__(
        self, parent: QWidget | None, profile: Profile, place: Profile, names: PartNames, letters: int = 0
    ) -> None:
        super().__init__(parent, "申请包组成")
        layouts.resize_on_screen(self, *_SIZE)
        self._profile, self._place, self._letters = profile, place, letters
        self.table = PartsTable(names, signing=True)
        self.other_table = PartsTable(names, signing=False)
        self.apart = QCheckBox("非工程类另定组成")
        self.apart.setVisible(profile.families is not None)
        self.copies = QLineEdit()
        self.copies.setMaxLength(COPIES_LIMIT)
        self.tabs = QTabWidget()
        self.up = button("上移", lambda: self._shown().move_part(-1), "arrow-up")
        self.down = button("下移", lambda: self._shown().move_part(1), "arrow-down")
        self._build()
        self._show(profile)
        for table in (self.table, self.other_table):
            table.edited.connect(self.explain)
        self.copies.textChanged.connect(lambda *_: self.explain())
        self.apart.toggled.connect(self._set_apart)
        self.explain()

    def _build(self) -> None:
        self.tabs.addTab(self.table, "各类任务")
        self.tabs.addTab(self.other_table, FAMILIES[OTHER])
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._shown().move_part(step))
        copies = words("报送份数", "label")
        copies.setBuddy(self.copies)
        body = layouts.column(
            layouts.grow(self.tabs),
            layouts.row(
                self.up,
                self.down,
                layouts.space(TOKENS.gap_s),
                self.apart,
                layouts.space(TOKENS.gap_l),
                copies,
                layouts.grow(self.copies),
            ),
            gap=TOKENS.gap_s,
        )
        self.build(_ABOUT, layouts.panel(body))

    def _show(self, profile: Profile) -> None:
        common, other = parts_of(profile, ENGINEERING), parts_of(profile, OTHER)
        self.table.show_parts(common, profile.signed_forms)
        self.other_table.show_parts(other)
        self.apart.setChecked(common != other)
        self._set_apart(common != other)
        self.copies.setText(profile.copies)

    def _shown(self) -> PartsTable:
        shown = self.tabs.currentWidget()
        return shown if isinstance(shown, PartsTable) else self.table

    def _set_apart(self, apart: bool) -> None:
        self.tabs.setTabVisible(1, apart)
        self.tabs.tabBar().setVisible(apart)
        self.tabs.setTabText(0, FAMILIES[ENGINEERING] if apart else "各类任务")
        if apart and self.apart.hasFocus():
            self.other_table.show_parts(self.table.parts())
            self.tabs.setCurrentIndex(1)
        self.explain()

    def reset(self) -> None:
        """What the place's rules say again."""
        self._show(self._place)
        self.explain()

    # ------------------------------------------------------------ saying

    def value(self) -> PackageRules:
        """The composition as it stands."""
        common = self.table.parts()
        other = self.other_table.parts() if self.apart.isChecked() else common
        theirs = self._place.families.parts if self._place.families else {}
        families = {ENGINEERING: common} if ENGINEERING in theirs else {}
        if other != common or OTHER in theirs:
            families[OTHER] = other
        return PackageRules(common, families, self._signed(), self.copies.text().strip())

    def _signed(self) -> tuple[str, ...]:
        """In the order it had, so that ticking off and on is no change."""
        signed = self.table.signed()
        known = (self._profile.signed_forms, self._place.signed_forms)
        usual = tuple(form for form in SIGNABLE_KEYS if form in signed)
        return next((forms for forms in known if set(forms) == signed), usual)

    def _after(self) -> Profile:
        value, rule = self.value(), self._profile.families
        return replace(
            self._profile,
            parts=value.parts,
            families=replace(rule, parts=value.family_parts) if rule else None,
            signed_forms=value.signed_forms,
            copies=value.copies,
        )

    def changes(self) -> Sequence[str]:
        """What differs from the composition in use."""
        return differences(self._profile, self._after())

    def fault(self) -> str:
        """What the rules say against it."""
        if not self.copies.text().strip():
            return "报送份数没有写，如：纸质2份、电子1份。"
        found = signing_fault(self._after())
        return f"{found}。" if found else ""

    def touched(self) -> str:
        """How many signed letters name another list of parts or another number of copies then."""
        before, after = self._profile, self._after()
        same = all(parts_of(before, family) == parts_of(after, family) for family in FAMILIES)
        if (same and before.copies == after.copies) or not self._letters:
            return ""
        return (
            f"{self._letters} 项任务的申请函已经签字、还没有报送：申请函里的附件清单或份数变了的，要重新打印、签字。"
            "已经报送的不受影响。"
        )


def ask_parts(
    parent: QWidget | None, profile: Profile, place: Profile, names: PartNames, letters: int = 0
) -> PackageRules | None:
    """The composition a person made, or None; ``place`` is what the place's rules say."""
    dialog = PartsDialog(parent, profile, place, names, letters)
    return dialog.value() if dialog.exec() else None
