"""The dialog for signing by certificate: which form, which key file, and the password, which is used once and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from data.domain.signed import ExpectedForm
from ui import layouts
from ui.folders import remember_folder, remembered_folder
from ui.parts import Field, button, hint, section
from ui.theme import TOKENS


@dataclass(frozen=True, slots=True)
class CertificateChoice:
    """What was chosen: form, key file, password."""

    form: str
    key_file: Path
    password: str


class CertificateDialog(QDialog):
    """Asks for form, key file and password; ``value()`` is the choice."""

    def __init__(self, parent: QWidget | None, forms: Sequence[ExpectedForm]) -> None:
        super().__init__(parent)
        self.setWindowTitle("证书签名")
        self.setMinimumWidth(520)
        self.form = QComboBox()
        for form in forms:
            self.form.addItem(form.title, form.form)
        self.file = QLineEdit()
        self.file.setPlaceholderText("签发机构给的 .p12 或 .pfx 文件")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._file_field = Field(
            "证书文件", layouts.panel(layouts.row(layouts.grow(self.file), button("选择…", self._choose)))
        )
        confirm = button("签名", self.accept, "stamp", "primary")
        confirm.setDefault(True)
        layouts.fill(
            self,
            layouts.column(
                section("用证书给一张表签名"),
                Field("签哪张表", self.form),
                self._file_field,
                Field("证书密码", self.password, "只用这一次，不保存"),
                hint("签名时间是本机时钟。国密（SM2）印章请用签章厂商的软件盖好，再把 PDF 放进来。"),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择证书文件", remembered_folder("certificates"), "证书文件 (*.p12 *.pfx)"
        )
        if chosen:
            remember_folder("certificates", Path(chosen).parent)
            self.file.setText(chosen)
            self.password.setFocus()

    def accept(self) -> None:
        """A key file is needed."""
        missing = not self.file.text().strip()
        self._file_field.show_problem("请选择证书文件" if missing else "")
        if not missing:
            super().accept()

    def value(self) -> CertificateChoice:
        """The choice as made."""
        return CertificateChoice(
            self.form.currentData(), Path(self.file.text().strip()), self.password.text()
        )


def ask_certificate(parent: QWidget | None, forms: Sequence[ExpectedForm]) -> CertificateChoice | None:
    """The choice a person made, or None."""
    dialog = CertificateDialog(parent, forms)
    return dialog.value() if dialog.exec() else None
