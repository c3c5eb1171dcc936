"""The sign chain card (审签): who signs, with what opinion, when; what a later change made void; signature images."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from data import actions, rules, sign_off
from data import words as wording
from data.domain.checks import Case
from data.domain.errors import UserError
from data.domain.model import SignOff
from data.domain.profile import SignRole
from data.store import signed_forms, work
from ui import errors, layouts
from ui.desk import Desk
from ui.fields import DateField, cell_words, dates_readable
from ui.filling import Filled, UnreadDates
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section, words
from ui.pointing import point_at, point_at_cell
from ui.theme import TOKENS

_ROLE, _NAME, _POST, _OPINION, _DATE, _IMAGE = range(6)
_ROW = 40
_WIDTH, _WIDTH_WITH_IMAGES = 516, 608


class SignChain(QWidget):
    """The chain of one task; ``saved`` after every write."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._roles: list[SignRole] = []
        self._given: dict[str, SignOff] = {}
        self._shown: list[SignOff] = []
        self._filled = Filled()
        self._unread = UnreadDates()
        self.dates: list[DateField] = []
        self._build()

    def _build(self) -> None:
        self.table = QTableWidget(0, 6)
        self.table.setHorizontalHeaderLabels(["审签", "姓名", "职务", "意见", "日期", "签名图片"])
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_OPINION, QHeaderView.ResizeMode.Stretch)
        self.table.setShowGrid(False)
        for column, width in ((_ROLE, 88), (_NAME, 76), (_POST, 88), (_DATE, 146), (_IMAGE, 92)):
            self.table.setColumnWidth(column, width)
        self.table.itemChanged.connect(self._cell_changed)
        self._stale = words("")
        self._stale.setWordWrap(True)
        self.anew = button("重新审签", self.sign_anew, "rotate-ccw")
        self._alarm = QFrame()
        self._alarm.setProperty("kind", "alarm")
        self._alarm.setLayout(layouts.row(layouts.grow(self._stale), self.anew, margin=TOKENS.gap_s))
        self._former = hint("")
        self.image = button("登记签名图片…", self._choose_image, "image", "quiet")
        self.forget = button("移除签名图片…", self._forget_image, "trash-2", "quiet")
        self._image_hint = hint("登记前先选中一行。只能放本人同意使用的签名，印出来会注明“（签名图片）”。")
        self.save = button("保存审签", self.save_chain, "save")
        layouts.fill(
            self,
            layouts.column(
                layouts.card(
                    layouts.row(section("审签"), layouts.GROW, self.save),
                    self._alarm,
                    self.table,
                    self._former,
                    hint("纸上签字的，签完把姓名和日期填到这里；之后内容再改，这里会提醒重新签。"),
                    layouts.row(self.image, self.forget, layouts.GROW),
                    self._image_hint,
                    layouts.GROW,
                    gap=TOKENS.gap_s,
                )
            ),
        )

    # ------------------------------------------------------------ showing

    def show_case(self, case: Case) -> None:
        """Show the chain of this task; of the one in sight only what was changed elsewhere."""
        another = case.task.id != self._task_id
        if another:
            for role, field in zip(self._roles, self.dates, strict=False):
                self._unread.hold(f"{self._task_id}/{role.key}", field)
        self._task_id = case.task.id
        # With rows begun without a name, which are no signatures yet and which the case leaves out.
        self._given = {sign.role: sign for sign in work.signs(self._desk.ws, self._task_id)}
        self._roles = [role for role in case.profile.sign_roles if role.before_sending]
        allowed = signed_forms.images_allowed(self._desk.ws)
        self.table.setColumnHidden(_IMAGE, not allowed)
        self.image.setVisible(allowed)
        self.forget.setVisible(allowed)
        self._image_hint.setVisible(allowed)
        self._dates_for(len(self._roles))
        if another or [role.key for role in self._roles] != self._filled.of("roles"):
            self._filled.forget()
        self._filled.note("roles", [role.key for role in self._roles])
        for row, role in enumerate(self._roles):
            sign = replace(self._given.get(role.key, SignOff(role.key, "")), over="")
            self._filled.fill(role.key, (role.title, sign), partial(self._show_row, row, role, sign))
            if another:
                self._unread.show(f"{case.task.id}/{role.key}", self.dates[row])
        self._shown = self._chain()
        self.table.setFixedHeight(_ROW * len(self._roles) + 44)
        self.setMinimumWidth(_WIDTH_WITH_IMAGES if allowed else _WIDTH)
        chain = case.profile.sign_roles
        stale = [role.title for role in chain if case.is_stale(self._given.get(role.key, SignOff("", "")))]
        self._alarm.setVisible(bool(stale))
        when = "已报送的不受影响，再次报送前" if case.sent else ""
        self._stale.setText(
            f"签字后内容有改动，{when}需重新签字：{'、'.join(stale)}。{self._chain_changed(case)}"
        )
        self._show_former(case)

    def _chain_changed(self, case: Case) -> str:
        """Whether the office changed its chain since somebody signed: then that is what the signer asks about."""
        last = rules.chain_changed(self._desk.ws)
        signed = [sign.on for sign in case.signs if sign.on and case.is_stale(sign)]
        if last is None or not signed or last.on < min(signed):
            return ""
        return f"（审签流程{wording.day(last.on)}改过{f'，{last.by}改的' if last.by else ''}。）"

    def _show_former(self, case: Case) -> None:
        """Signatures for places the office took out of the chain: they stay, and are said to be of no use."""
        said = [
            f"{rules.former_title(self._desk.ws, sign.role) or '原岗位'} {sign.name}"
            + (f"（{wording.day(sign.on)}）" if sign.on else "")
            for sign in case.former_signs
        ]
        void = any(case.is_stale(sign) for sign in case.former_signs)
        self._former.setVisible(bool(said))
        self._former.setText(
            f"已不在审签链：{'、'.join(said)}。签字留在台账里，不再印到申请表上"
            + ("；重新审签时一起撤下，办理记录里可查。" if void else "。")
        )

    def go_to(self, role: str, name: str) -> None:
        """Go to a role's name or date (on), or to the button that takes out what a change made void (anew)."""
        keys = [one.key for one in self._roles]
        row = keys.index(role) if role in keys else 0
        if name == "anew" and self._alarm.isVisibleTo(self):
            point_at(self.anew, self._alarm)
        else:
            point_at_cell(self.table, row, _DATE if name == "on" else _NAME)

    def _show_row(self, row: int, role: SignRole, sign: SignOff, _from: object) -> None:
        self.table.blockSignals(True)
        name = QTableWidgetItem(role.title)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.table.setItem(row, _ROLE, name)
        for column, text in ((_NAME, sign.name), (_POST, sign.post), (_OPINION, sign.opinion)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        image = QTableWidgetItem("放上")
        image.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        image.setCheckState(Qt.CheckState.Checked if sign.mark == "image" else Qt.CheckState.Unchecked)
        self.table.setItem(row, _IMAGE, image)
        self.dates[row].show_value(sign.on)
        self.table.blockSignals(False)

    def _dates_for(self, rows: int) -> None:
        """One date field a row, made once: a table shows a replaced cell widget in the wrong place for a moment."""
        if len(self.dates) == rows:
            return
        self.table.setRowCount(rows)
        self.dates = [DateField(name="审签日期") for _ in range(rows)]
        for row, field in enumerate(self.dates):
            self.table.setCellWidget(row, _DATE, field)
            self.table.setRowHeight(row, _ROW)

    # ------------------------------------------------------------ doing

    def save_chain(self) -> None:
        """Keep the chain as it stands in the table."""
        if dates_readable(self):
            self._write()
            self.saved.emit()

    def keep(self) -> bool:
        """Keep what was filled in since it was shown; True where something changed."""
        if not self._task_id or self._chain() == self._shown:
            return False
        self._write()
        return True

    def _write(self) -> None:
        chain = self._chain()
        actions.sign(self._desk.ws, self._task_id, sign_off.checked_marks(self._desk.ws, chain))
        self._shown = chain
        signs = {sign.role: sign for sign in chain}
        for role in self._roles:
            self._filled.note(role.key, (role.title, signs.get(role.key, SignOff(role.key, ""))))

    def _chain(self) -> list[SignOff]:
        """The signatures as the table says them."""
        chain = []
        for row, role in enumerate(self._roles):
            name, post, opinion = (cell_words(self.table, row, at) for at in (_NAME, _POST, _OPINION))
            mark = "image" if self._image_wanted(row) else ""
            sign = SignOff(role.key, name, post, opinion, self.dates[row].value(), mark)
            if sign != SignOff(role.key, ""):
                chain.append(sign)
        return chain

    def _image_wanted(self, row: int) -> bool:
        item = self.table.item(row, _IMAGE)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _cell_changed(self, item: QTableWidgetItem) -> None:
        """Another name never keeps the first one's signature nor post."""
        row = item.row()
        if item.column() == _NAME:
            self._untick(row)
            post = self.table.item(row, _POST)
            before = self._given.get(self._roles[row].key)
            if post is not None and before and before.name and post.text() == before.post:
                post.setText("")
        elif item.column() == _IMAGE and item.checkState() == Qt.CheckState.Checked:
            self._image_asked(row)

    def _image_asked(self, row: int) -> None:
        """Placing somebody's signature is asked about each time, by name and place."""
        name, title = cell_words(self.table, row, _NAME), self._roles[row].title
        if name not in signed_forms.images(self._desk.ws):
            errors.tell(
                self, f"还没有{name or '这个人'}的签名图片。", "先选中这一行，用“登记签名图片…”放进来。"
            )
        elif errors.ask(
            self,
            f"把{name}的签名图片放到“{title}”一栏？",
            f"只能由{name}本人同意后放上。申请表上会注明“（签名图片）”，它不是手签，也不是电子签名。",
            "本人已同意，放上",
        ):
            return
        self._untick(row)

    def _untick(self, row: int) -> None:
        image = self.table.item(row, _IMAGE)
        if image is not None:
            image.setCheckState(Qt.CheckState.Unchecked)

    def _choose_image(self) -> None:
        row = self.table.currentRow()
        name = cell_words(self.table, row, _NAME) if row >= 0 else ""
        chosen, _ = QFileDialog.getOpenFileName(
            self, f"选择{name}的签名图片", remembered_folder("signatures"), "图片 (*.png)"
        )
        if chosen:
            remember_folder("signatures", Path(chosen).parent)
            self.keep_image(name, Path(chosen))

    def keep_image(self, name: str, file: Path) -> None:
        """Keep a picture as this person's signature."""
        try:
            sign_off.keep_image(self._desk.ws, name, file)
        except UserError as error:
            errors.show(self, error)
            return
        self.saved.emit()

    def _forget_image(self) -> None:
        row = self.table.currentRow()
        name = cell_words(self.table, row, _NAME) if row >= 0 else ""
        if name not in signed_forms.images(self._desk.ws):
            errors.tell(self, f"没有登记过{name or '这个人'}的签名图片。", "先选中要移除的那一行。")
        elif errors.ask(self, f"移除{name}的签名图片？", "以后打印不再放上；已经印出的不受影响。", "移除"):
            signed_forms.remove_image(self._desk.ws, name)
            self.saved.emit()

    def sign_anew(self) -> None:
        """Take out the signatures a change made void, after asking."""
        if errors.ask(
            self,
            "撤销改动以前的审签？",
            "改动以前签字的人要重新签；原来的签字留在办理记录里。",
            "撤销，重新审签",
        ):
            sign_off.sign_anew(self._desk.ws, self._task_id)
            self.saved.emit()
