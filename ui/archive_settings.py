"""The archive codes on the settings page (归档): fonds number, unit code, and how long each kind of piece is kept."""

from PySide6.QtWidgets import QLineEdit, QWidget

from data.domain.filing import ArchiveCodes, archive_number
from data.domain.profile import Profile
from data.store import archive, settings
from data.store.workspace import Workspace
from ui import layouts
from ui.parts import Field, hint, section
from ui.theme import TOKENS

_KINDS = {
    "package": "申请包",
    "answer": "答复",
    "signed": "签字件",
    "list": "清单",
    "evidence": "佐证材料",
    "notice": "公示",
    "record": "办理记录",
}


class ArchiveSettings(QWidget):
    """Two fields with an example number; ``reload`` and ``save`` are the page's."""

    def __init__(self) -> None:
        super().__init__()
        self._year = 0
        self.fonds = QLineEdit()
        self.unit = QLineEdit()
        self._example = hint("")
        self._periods = hint("")
        for edit in (self.fonds, self.unit):
            edit.textChanged.connect(self._explain)
        card = layouts.card(
            section("归档"),
            layouts.row(
                layouts.grow(Field("全宗号", self.fonds, "由档案室或档案馆给定，如：0194")),
                layouts.grow(Field("机构代码", self.unit, "如：ZGB；不知道就先空着，档号会留空")),
                gap=TOKENS.gap_l,
            ),
            self._example,
            self._periods,
            gap=TOKENS.gap_s,
        )
        layouts.fill(self, layouts.column(card))

    def reload(self, ws: Workspace) -> None:
        """Show what is stored."""
        codes = archive.codes(ws)
        self._year = ws.today.year
        self.fonds.setText(codes.fonds)
        self.unit.setText(codes.unit)
        self._explain()

    def show_profile(self, profile: Profile) -> None:
        """Say the profile's periods."""
        said = "，".join(
            f"{name}{profile.retention[kind]}" for kind, name in _KINDS.items() if kind in profile.retention
        )
        self._periods.setText(f"保管期限（地方规则里定）：{said}。" if said else "")

    def save(self, ws: Workspace) -> None:
        """Store the codes where they have changed."""
        codes = self.value()
        if codes != archive.codes(ws):
            settings.put(ws, "archive_codes", codes)

    def value(self) -> ArchiveCodes:
        """The codes as typed."""
        return ArchiveCodes(self.fonds.text().strip(), self.unit.text().strip())

    def _explain(self, *_: object) -> None:
        codes = self.value()
        example = archive_number(codes.prefix(self._year, "30年"), 1) if codes.known else ""
        self._example.setText(f"档号这样编：{example}" if example else "填好这两项，归档时自动编档号。")
