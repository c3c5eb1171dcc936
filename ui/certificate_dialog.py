"""The dialog for signing by certificate: which form, which key file or which certificate on a plugged-in key, the password or
PIN, which is used once and kept nowhere, and whether the signature shows on the paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from data.domain.signed import ExpectedForm
from data.signed_contents import CHAIN_FORM
from exporters.usb_key import KeyCertificate, certificates_on
from ui import jobs, layouts
from ui.folders import remember_folder, remembered_folder
from ui.jobs import Job
from ui.parts import Field, button, hint, section, words
from ui.theme import TOKENS

_WIDTH = 600
_DRIVER, _ON_KEY, _SHOWN = "certificate/driver", "certificate/on_key", "certificate/shown"


@dataclass(frozen=True, slots=True)
class CertificateChoice:
    """What was chosen: form, key file or certificate on a key, password or PIN, and where the signature shows on the paper
    (None: not at all; a role of the sign chain; "" beside the date)."""

    form: str
    key: Path | KeyCertificate
    secret: str = field(repr=False)
    shown: str | None = None


class CertificateDialog(QDialog):
    """Asks for all of a ``CertificateChoice``; ``value()`` is the choice. ``roles`` are the titles of the sign chain."""

    def __init__(self, parent: QWidget | None, forms: Sequence[ExpectedForm], roles: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("证书签名")
        self.setMinimumWidth(_WIDTH)
        self._job: Job | None = None
        kept = QSettings()
        self.form = QComboBox()
        for form in forms:
            self.form.addItem(form.title, form.form)
        self.where = QComboBox()
        self.where.addItems(["证书文件（.p12、.pfx）", "U盾、智能卡"])
        self.shown = QCheckBox("在表上显示签名和时间（没有印章图样）")
        self.shown.setChecked(bool(kept.value(_SHOWN, True, bool)))
        self.role = QComboBox()
        for role in roles:
            self.role.addItem(f"{role}一栏", role)
        self._build()
        self.form.currentIndexChanged.connect(self._offer_roles)
        self.shown.toggled.connect(self._offer_roles)
        self.where.currentIndexChanged.connect(self._turn)
        self.where.setCurrentIndex(int(bool(kept.value(_ON_KEY, False, bool))))
        self._turn(self.where.currentIndex())
        self._offer_roles()
        self.finished.connect(self._leave)

    def _build(self) -> None:
        self._panels = (self._file_panel(), self._key_panel())
        self._role_label = words("放在", "label")
        confirm = button("签名", self.accept, "stamp", "primary")
        confirm.setDefault(True)
        layouts.fill(
            self,
            layouts.column(
                section("用证书给一张表签名"),
                layouts.row(
                    layouts.grow(Field("签哪张表", self.form)),
                    layouts.grow(Field("证书在哪里", self.where)),
                    gap=TOKENS.gap,
                ),
                *self._panels,
                layouts.row(self.shown, layouts.GROW, self._role_label, self.role),
                hint("签名时间是本机时钟。国密（SM2）的U盾、印章请用厂商的签名软件签好，再把 PDF 拖进来。"),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )

    def _file_panel(self) -> QWidget:
        self.file = QLineEdit()
        self.file.setPlaceholderText("签发机构给的 .p12 或 .pfx 文件")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        chosen = layouts.row(layouts.grow(self.file), button("选择…", self._choose))
        self._file_field = Field("证书文件", layouts.panel(chosen))
        return layouts.panel(
            layouts.column(self._file_field, Field("证书密码", self.password, "只用这一次，不保存"))
        )

    def _key_panel(self) -> QWidget:
        self.driver = QLineEdit(str(QSettings().value(_DRIVER, "")))
        self.driver.setPlaceholderText("厂商驱动里的 .dll 或 .so 文件")
        self.certificate = QComboBox()
        self.certificate.setPlaceholderText("插好U盾，再点“读取”")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        chosen = layouts.row(layouts.grow(self.driver), button("选择…", self._choose_driver))
        self._driver_field = Field(
            "驱动文件",
            layouts.panel(chosen),
            "厂商驱动的 PKCS#11 接口文件，选一次就记住；不清楚的请问签发机构",
        )
        self.read = button("读取", self.read_key, "refresh-cw")
        listed = layouts.row(layouts.grow(self.certificate), self.read)
        self._certificate_field = Field("证书", layouts.panel(listed))
        self._pin_field = Field("PIN 码", self.pin, "只用这一次，不保存；连续输错几次，U盾会锁死")
        return layouts.panel(layouts.column(self._driver_field, self._certificate_field, self._pin_field))

    # ------------------------------------------------------------ choosing

    def _turn(self, at: int) -> None:
        for panel in self._panels:
            panel.setVisible(panel is self._panels[at])
        self._fit()
        if at == 1 and self.driver.text().strip() and not self.certificate.count():
            self.read_key()

    def _fit(self) -> None:
        """As high as what is shown needs, a sentence that has just broken over lines included."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _offer_roles(self) -> None:
        """Only the application form has rows of the sign chain to choose from."""
        offered = self.form.currentData() == CHAIN_FORM and self.shown.isChecked()
        self.role.setVisible(offered)
        self._role_label.setVisible(offered)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择证书文件", remembered_folder("certificates"), "证书文件 (*.p12 *.pfx)"
        )
        if chosen:
            remember_folder("certificates", Path(chosen).parent)
            self.file.setText(chosen)
            self.password.setFocus()

    def _choose_driver(self) -> None:
        before = Path(self.driver.text().strip()).parent if self.driver.text().strip() else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择U盾的驱动文件", str(before), "驱动文件 (*.dll *.so *.so.*);;所有文件 (*)"
        )
        if chosen:
            self.driver.setText(chosen)
            self.read_key()

    # ------------------------------------------------------------ reading the key

    def read_key(self) -> None:
        """List the certificates on the key plugged in, on the worker thread."""
        driver = self.driver.text().strip()
        self._driver_field.show_problem("" if driver else "请选择驱动文件")
        if not driver or (self._job is not None and self._job.running):
            return
        self.certificate.clear()
        self.certificate.setPlaceholderText("正在读取……")
        self._certificate_field.show_problem("")
        self.read.setEnabled(False)
        self._job = jobs.start(lambda report: certificates_on(Path(driver), report), "读取U盾", quiet=True)
        self._job.done.connect(self._listed)
        self._job.failed.connect(self._not_listed)
        self._job.ended.connect(self._read_ended)

    def _listed(self, found: tuple[KeyCertificate, ...]) -> None:
        QSettings().setValue(_DRIVER, str(found[0].driver))
        for one in found:
            self.certificate.addItem(f"{one.subject}　{one.why_not or f'有效至{one.until}'}", one)
        model = self.certificate.model()
        assert isinstance(model, QStandardItemModel)
        for row, one in enumerate(found):
            model.item(row).setEnabled(not one.why_not)
        self.certificate.setCurrentIndex(-1 if found[0].why_not else 0)
        if found[0].why_not:
            self._certificate_field.show_problem("U盾里没有能用来签名的证书，点开看原因")
        self.pin.setFocus()

    def _not_listed(self, error: Exception) -> None:
        self._certificate_field.show_problem(str(error))
        self._fit()

    def _read_ended(self) -> None:
        self.certificate.setPlaceholderText("插好U盾，再点“读取”")
        self.read.setEnabled(True)

    def _leave(self) -> None:
        if self._job is not None and self._job.running:
            self._job.cancel()

    # ------------------------------------------------------------ the choice

    def accept(self) -> None:
        """A key file, or a certificate on a key and its PIN, is needed."""
        if self._problems():
            self._fit()
            return
        kept = QSettings()
        kept.setValue(_ON_KEY, self._on_key())
        kept.setValue(_SHOWN, self.shown.isChecked())
        super().accept()

    def _problems(self) -> bool:
        """Say what is missing under its field; whether anything is."""
        if not self._on_key():
            missing = not self.file.text().strip()
            self._file_field.show_problem("请选择证书文件" if missing else "")
            return missing
        unread = self.certificate.currentData() is None
        if unread:
            self._certificate_field.show_problem("请先读取U盾，选一张证书")
        self._pin_field.show_problem("" if self.pin.text() else "请输入 PIN 码")
        return unread or not self.pin.text()

    def _on_key(self) -> bool:
        return self.where.currentIndex() == 1

    def value(self) -> CertificateChoice:
        """The choice as made."""
        role = self.role.currentData() if self.form.currentData() == CHAIN_FORM else ""
        shown = (role or "") if self.shown.isChecked() else None
        if self._on_key():
            return CertificateChoice(
                self.form.currentData(), self.certificate.currentData(), self.pin.text(), shown
            )
        return CertificateChoice(
            self.form.currentData(), Path(self.file.text().strip()), self.password.text(), shown
        )


def ask_certificate(
    parent: QWidget | None, forms: Sequence[ExpectedForm], roles: Sequence[str]
) -> CertificateChoice | None:
    """The choice a person made, or None."""
    dialog = CertificateDialog(parent, forms, roles)
    try:
        return dialog.value() if dialog.exec() else None
    finally:
        dialog.deleteLater()  # with the password in its fields
