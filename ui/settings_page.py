"""The settings page: the office as its papers name it, the place's rules, and where everything lies."""

from dataclasses import astuple

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from data import sign_off
from data import words as wording
from data.domain.contents import Office
from data.profiles import DEFAULT_PROFILE, load_profile, profile_keys
from data.store import settings, signed_forms
from ui import errors, layouts
from ui.archive_settings import ArchiveSettings
from ui.calendar_settings import CalendarSettings
from ui.desk import USER, Changed, Desk
from ui.form_settings import FormSettings
from ui.parts import Field, button, hint, section, title, words
from ui.pointing import point_at
from ui.rule_settings import RuleSettings
from ui.theme import TOKENS

_FIELDS = (
    ("county", "县（市、区）名称", "用来认出哪些任务与本县有关，如：青禾县"),
    ("name", "本单位全称", "落款用，如：青禾县生态环境保护督察整改工作领导小组办公室"),
    ("city", "所在市", "如：云岭市"),
    ("contact", "联系人", "申请函附注用"),
    ("phone", "联系电话", "申请函附注用，请填办公电话"),
    ("document_prefix", "发文字号代字", "如：青整改办"),
    ("region_code", "县级代码", "申请包编号用，可填行政区划代码"),
)


class SettingsPage(QWidget):
    """Office and profile; saved with one button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.edits = {key: QLineEdit() for key, _, _ in _FIELDS}
        self.fields = {key: Field(name, self.edits[key], tip) for key, name, tip in _FIELDS}
        self.user = QLineEdit()
        self.profile = QComboBox()
        for key, name in profile_keys().items():
            self.profile.addItem(name, key)
        self.profile.currentIndexChanged.connect(self._explain)
        self.images = QCheckBox("允许在申请表上放签名图片")
        self.archive = ArchiveSettings()
        self.forms = FormSettings(desk)
        self.calendar = CalendarSettings(desk)
        self.own = RuleSettings(desk)
        self._source = hint("")
        self._saved = words("", "hint")
        self._shown: tuple[object, ...] = ()
        self._build()

    def _build(self) -> None:
        fields = list(self.fields.values())
        office = layouts.card(
            section("本单位"),
            layouts.row(
                layouts.column(*fields[:4], layouts.GROW, gap=TOKENS.gap_m),
                layouts.column(
                    *fields[4:],
                    Field("本机使用人", self.user, "记在办理记录里：谁办的"),
                    layouts.GROW,
                    gap=TOKENS.gap_m,
                ),
                gap=TOKENS.gap_l,
            ),
        )
        rules = layouts.card(section("地方规则"), self.profile, self._source, self.own)
        signing = layouts.card(
            section("审签"),
            self.own.chain,
            self.images,
            hint(
                "不打开时，表上的签字栏留白，由本人在纸上签。打开后，可在审签页为已登记的人放上签名图片，表上注明“（签名图片）”。"
            ),
            gap=TOKENS.gap_s,
        )
        package = layouts.card(section("申请包组成"), self.own.package, gap=TOKENS.gap_s)
        folder = layouts.card(
            section("工作文件夹"),
            words(str(self._desk.ws.folder)),
            hint(
                "台账、佐证材料和申请包都在这个文件夹里，搬走时整个文件夹一起搬。请放在本机硬盘，不要放在网络盘。"
            ),
            layouts.row(button("打开文件夹", self._open_folder, "folder-open"), layouts.GROW),
            gap=TOKENS.gap_s,
        )
        self._fonts = hint("")
        fonts = layouts.card(section("公文字体"), self._fonts, gap=TOKENS.gap_s)
        self.save = button("保存设置", self._save, "save", "primary")
        body = layouts.column(
            office,
            rules,
            signing,
            package,
            self.forms,
            self.calendar,
            self.archive,
            fonts,
            folder,
            layouts.GROW,
        )
        layouts.fill(
            self,
            layouts.column(
                layouts.row(title("设置"), layouts.GROW, self._saved, self.save),
                layouts.grow(layouts.scroll(body)),
                margin=TOKENS.gap_l,
            ),
        )

    def reload(self) -> None:
        """Show what is stored."""
        office = settings.office(self._desk.ws)
        for key, edit in self.edits.items():
            edit.setText(getattr(office, key))
            edit.setCursorPosition(0)  # a long name shows its beginning
            self.fields[key].show_problem("")
        self.user.setText(self._desk.ws.user)
        key = settings.profile_key(self._desk.ws, DEFAULT_PROFILE)
        self.profile.setCurrentIndex(self.profile.findData(key))
        self.images.setChecked(signed_forms.images_allowed(self._desk.ws))
        self.archive.reload(self._desk.ws)
        self.own.reload()
        self.forms.reload()
        self.calendar.reload()
        self._explain()
        self._show_fonts()
        self._saved.setText("")
        self._shown = self._filled()

    def go_to(self, name: str) -> None:
        """Go to what a finding names: office, forms, rules or calendar."""
        needed = [self.edits[key] for key in ("county", "name")]
        empty = next((edit for edit in needed if not edit.text().strip()), needed[0])
        places = {"forms": self.forms.folder, "rules": self.own.stop, "calendar": self.calendar.edit}
        point_at(places.get(name, empty))

    def _show_fonts(self) -> None:
        from exporters.fonts import font_set  # brings reportlab, which the window does without until then

        self._fonts.setText(wording.substitutes_text([astuple(each) for each in font_set().substitutes()]))

    def _explain(self, *_: object) -> None:
        profile = load_profile(self.profile.currentData())
        self.archive.show_profile(profile)
        order = " → ".join(rule.title for rule in profile.steps)
        days = "个工作日" if profile.notice_in_workdays else "天"
        colours = "、".join(f"超{rule.overdue_days}天" for rule in profile.warnings)
        self._source.setText(
            f"依据：{profile.source}\n流程：{order}\n预警：黄、橙、红分别为{colours}；公示{profile.notice_days}{days}；"
            f"每月{profile.report_day}日前月报。自验清单：{profile.checklist_title}。"
        )

    def _save(self) -> None:
        values = {key: edit.text().strip() for key, edit in self.edits.items()}
        missing = [key for key in ("county", "name") if not values[key]]
        for key in ("county", "name"):
            self.fields[key].show_problem("请填写，封面和落款要用" if key in missing else "")
        if missing:
            self.edits[missing[0]].setFocus()
            return
        self._desk.ws.user = self.user.text().strip()
        QSettings().setValue(USER, self._desk.ws.user)
        settings.put(self._desk.ws, "office", Office(**values))
        settings.put(self._desk.ws, "profile", self.profile.currentData())
        self.archive.save(self._desk.ws)
        sign_off.allow_images(self._desk.ws, self.images.isChecked())
        self._shown = self._filled()
        self.own.reload()
        self._saved.setText("已保存")
        self._desk.tell(Changed(settings=True))

    def _filled(self) -> tuple[object, ...]:
        edits = (*self.edits.values(), self.user, self.archive.fonds, self.archive.unit)
        texts = (edit.text().strip() for edit in edits)
        return (*texts, self.profile.currentData(), self.images.isChecked())

    def ask_to_keep(self) -> None:
        """Ask about settings changed and not saved: the place's rules are never changed by merely looking at them."""
        if not self._shown or self._filled() == self._shown:
            return
        keep = errors.ask(self, "设置改了，还没有保存。", "保存后马上按新的设置办理。", "保存", "不保存")
        self._save() if keep else self.reload()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.ws.folder)))
