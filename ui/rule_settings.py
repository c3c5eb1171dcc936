"""The office's own rules on the settings page: the sign chain and the package as they are now, the dialogs that change them, who did."""

from dataclasses import replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from data import rules
from data.domain.errors import UserError
from data.domain.family import parts_of
from data.domain.form_definition import ENGINEERING, FAMILIES, OTHER, FormDefinition
from data.domain.own_rules import OwnRules, differences
from data.domain.profile import Profile
from data.form_definitions import bundled_forms, own_forms
from data.journal_words import told
from ui import errors, layouts
from ui.chain_dialog import ask_chain
from ui.desk import Changed, Desk
from ui.parts import button, hint, notice, words
from ui.parts_dialog import PackageRules, PartNames, ask_parts
from ui.theme import TOKENS

_LATEST = 3


class RuleSettings(QWidget):
    """What the office decides itself: ``chain`` and ``package`` stand in cards of the page; this widget says what is own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chain, self._package = _sentence(), _sentence()
        self._decided, self._latest = hint(""), hint("")
        self.chain = layouts.panel(
            layouts.column(
                self._chain,
                layouts.row(button("审签流程…", self.change_chain, "stamp"), layouts.GROW),
                gap=TOKENS.gap_s,
            )
        )
        self.package = layouts.panel(
            layouts.column(
                self._package,
                layouts.row(button("申请包组成…", self.change_package, "package"), layouts.GROW),
                gap=TOKENS.gap_s,
            )
        )
        self._band = notice("", "triangle-alert", "alarm")
        self._fault = self._band.findChildren(QLabel)[-1]
        self.stop = button("停用这个文件", self.set_aside, "file-warning")
        self._aside = layouts.panel(
            layouts.row(button("打开文件夹", self._open_folder, "folder-open"), self.stop, layouts.GROW)
        )
        parts = (self._band, self._aside, self._decided, self._latest)
        layouts.fill(self, layouts.column(*parts, gap=TOKENS.gap_s))

    def reload(self) -> None:
        """Show the rules in use, what of them is the office's own, and what is wrong with these."""
        ws = self._desk.ws
        fault, profile = rules.rules_fault(ws), rules.profile_of(ws)
        self._band.setVisible(fault is not None)
        self._aside.setVisible(fault is not None)
        self._fault.setText(f"{fault.title}{fault.advice}现在按地方规则显示。" if fault else "")
        self._chain.setText(_chain_text(profile))
        self._package.setText(_package_text(profile, self._titles(profile)))
        decided = differences(rules.place_profile(ws), profile)
        self._decided.setText(f"本单位另有规定：{'；'.join(decided)}。")
        self._decided.setVisible(bool(decided))
        lines = [
            f"{line.at[:16].replace('T', ' ')}　{line.by or '—'}　{told(line, profile)}"
            for line in rules.changes(ws, _LATEST)
        ]
        self._latest.setText("\n".join(["最近的修改：", *lines]))
        self._latest.setVisible(bool(lines))
        self.setVisible(bool(fault or decided or lines))

    # ------------------------------------------------------------ changing

    def change_chain(self) -> None:
        """Ask for another sign chain and keep it."""
        ws = self._desk.ws
        own = self._own()
        if own is None:
            return
        signed = rules.signed_tasks(ws).chain
        chain = ask_chain(
            self.window(), rules.profile_of(ws).sign_roles, rules.place_profile(ws).sign_roles, signed
        )
        if chain is not None:
            self.keep(replace(own, sign_roles=chain))

    def change_package(self) -> None:
        """Ask for another composition and keep it."""
        ws = self._desk.ws
        own = self._own()
        if own is None:
            return
        profile, place = rules.profile_of(ws), rules.place_profile(ws)
        chosen = ask_parts(
            self.window(), profile, place, self.part_names(profile), rules.signed_tasks(ws).letters
        )
        if chosen is not None:
            self.keep(_with_package(own, chosen))

    def keep(self, own: OwnRules) -> None:
        """Write the office's changes and tell every page."""
        try:
            rules.save_own(self._desk.ws, own)
        except UserError as error:
            errors.show(self, error)
            return
        self.reload()
        self._desk.tell(Changed(settings=True))

    def _own(self) -> OwnRules | None:
        """The present changes; where the file is wrong that is said, and nothing is written over it."""
        try:
            return rules.own_rules(self._desk.ws)
        except UserError as error:
            errors.show(self, error)
            return None

    def set_aside(self) -> None:
        """Put the wrong file beside after asking, and work by the place's rules."""
        if not errors.ask(
            self,
            f"停用“{rules.OWN_FILE}”，按地方规则办理？",
            "文件改名后留在工作文件夹里，不删除；改正后改回原名就又生效。",
            "停用",
        ):
            return
        try:
            rules.set_aside(self._desk.ws)
        except UserError as error:
            errors.show(self, error)
        self.reload()
        self._desk.tell(Changed(settings=True))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.ws.folder)))

    # ------------------------------------------------------------ names

    def part_names(self, profile: Profile) -> PartNames:
        """What the forms are called and when each is printed, for the package dialog."""
        own = _own_definitions(self._desk)
        definitions = {**bundled_forms(), **own}
        whens = {key: definition.when for key, definition in definitions.items()}
        titles = self._titles(profile)
        return PartNames(titles | {"cover": f"封面（{titles['cover']}）"}, whens, tuple(own))

    def _titles(self, profile: Profile) -> dict[str, str]:
        own = {key: definition.title for key, definition in _own_definitions(self._desk).items()}
        return {key: form.title for key, form in bundled_forms().items()} | profile.titles | own


def _own_definitions(desk: Desk) -> dict[str, FormDefinition]:
    """A wrong definition is said where something is printed; here only its name is missing."""
    try:
        return own_forms(desk.ws.folder)
    except UserError:
        return {}


def _sentence() -> QLabel:
    made = words("")
    made.setWordWrap(True)
    return made


def _chain_text(profile: Profile) -> str:
    named = [
        (role.before_sending, role.title + ("（章）" if role.seal else "")) for role in profile.sign_roles
    ]
    before = [title for first, title in named if first]
    return " → ".join([*before, "报送", *(title for first, title in named if not first)])


def _package_text(profile: Profile, titles: dict[str, str]) -> str:
    def said(family: str) -> str:
        return "、".join(titles.get(key, key) for key in parts_of(profile, family))

    common, other = said(ENGINEERING), said(OTHER)
    listed = common if common == other else f"{FAMILIES[ENGINEERING]}：{common}\n{FAMILIES[OTHER]}：{other}"
    signed = "、".join(titles.get(key, key) for key in profile.signed_forms) or "无"
    return f"{listed}\n要签字的表：{signed}；份数：{profile.copies}"


def _with_package(own: OwnRules, chosen: PackageRules) -> OwnRules:
    return replace(
        own,
        parts=chosen.parts,
        family_parts=chosen.family_parts,
        signed_forms=chosen.signed_forms,
        copies=chosen.copies,
    )
