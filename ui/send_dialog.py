"""The dialog before a package is written: into which folder, for which medium, and why where something is missing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QSpinBox, QWidget

from data import words as wording
from ui import layouts
from ui.fields import text_box
from ui.folders import remember_folder, remembered_folder
from ui.parts import Field, button, hint, notice, section
from ui.theme import TOKENS

MB = 1 << 20
MEDIA = (
    ("whole", "不分卷", None),
    ("disc", "光盘（每卷 650 MB）", 650 * MB),
    ("stick", "U盘（每卷 4 GB，FAT32 格式放得下）", (4 << 30) - 1),
    ("mail", "邮件（每卷 20 MB）", 20 * MB),
)
_OWN = "own"
_WIDTH = 560
_REASON_HEIGHT = 84


@dataclass(frozen=True, slots=True)
class SendChoice:
    """What the person chose; ``volume_bytes`` None for one piece, ``waiver`` the reason for what is left open."""

    folder: Path
    volume_bytes: int | None = None
    waiver: str = ""


class SendDialog(QDialog):
    """Asks for folder, volumes and, where ``gaps`` are open, the reason. Folder and volumes are remembered."""

    def __init__(self, parent: QWidget | None, gaps: int, size: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("生成申请包")
        self.setMinimumWidth(_WIDTH)
        self._gaps = gaps
        self._size = size
        self.folder = QLineEdit(remembered_folder("packages"))
        self.medium = QComboBox()
        for key, name, limit in MEDIA:
            self.medium.addItem(name, (key, limit))
        self.medium.addItem("自定每卷大小", (_OWN, None))
        self.own = QSpinBox()
        self.own.setRange(5, 1_000_000)  # less does not hold the papers
        self.own.setSuffix(" MB")
        self.waiver = text_box("", 2)
        self.waiver.setMaximumHeight(_REASON_HEIGHT)
        self._about = hint("")
        self._build()
        self._restore()
        self.medium.currentIndexChanged.connect(self._explain)
        self.own.valueChanged.connect(self._explain)
        self._explain()

    def _build(self) -> None:
        choose = button("选择…", self._choose, "folder-open")
        place = layouts.panel(layouts.row(layouts.grow(self.folder), choose))
        parts = layouts.panel(layouts.row(layouts.grow(self.medium), self.own))
        self.where = Field("放到哪个文件夹", place)
        self.reason = Field("先报理由", self.waiver, "会印在申请函里")
        confirm = button("生成申请包", self.accept, "package-check", "primary")
        confirm.setDefault(True)
        gaps = notice(
            f"还有 {self._gaps} 处没有补齐，可能会被退回。确需先报，请写明理由。", "triangle-alert", "alarm"
        )
        layouts.fill(
            self,
            layouts.column(
                section("生成申请包"),
                gaps if self._gaps else None,
                self.reason if self._gaps else None,
                self.where,
                layouts.column(Field("分卷", parts), self._about, gap=TOKENS.gap_xs),
                layouts.GROW,
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )

    def _restore(self) -> None:
        kept = str(QSettings().value("send/medium", MEDIA[0][0]))
        keys = [self.medium.itemData(at)[0] for at in range(self.medium.count())]
        self.medium.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self.own.setValue(int(str(QSettings().value("send/own_mb", 100))))

    def _explain(self, *_: object) -> None:
        key, _limit = self.medium.currentData()
        self.own.setVisible(key == _OWN)
        limit = self.volume_bytes()
        said = f"佐证材料共 {wording.size(self._size)}"
        if limit is None:
            self._about.setText(f"{said}，装成一个压缩包。")
        elif self._size < limit:
            self._about.setText(f"{said}，一卷放得下，不用分。")
        else:
            self._about.setText(
                f"{said}，约分 {self._size // limit + 1} 卷。每卷都能单独解压、单独核对；文书都在第1卷。"
            )

    def volume_bytes(self) -> int | None:
        """The size of a volume, or None for one piece."""
        key, limit = self.medium.currentData()
        return self.own.value() * MB if key == _OWN else limit

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "申请包放到哪个文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def accept(self) -> None:
        """A package needs its folder, and a reason for what is missing."""
        missing = not self.folder.text().strip()
        self.where.show_problem("请选一个文件夹" if missing else "")
        unexplained = bool(self._gaps) and not self.waiver.toPlainText().strip()
        self.reason.show_problem("请写明理由，否则请先补齐" if unexplained else "")
        if missing or unexplained:
            (self.folder if missing else self.waiver).setFocus()
            return
        QSettings().setValue("send/medium", self.medium.currentData()[0])
        QSettings().setValue("send/own_mb", self.own.value())
        remember_folder("packages", Path(self.folder.text().strip()))
        super().accept()

    def value(self) -> SendChoice:
        """The choice as it stands."""
        folder = Path(self.folder.text().strip())
        return SendChoice(
            folder, self.volume_bytes(), self.waiver.toPlainText().strip() if self._gaps else ""
        )


def ask_send(parent: QWidget | None, gaps: int = 0, size: int = 0) -> SendChoice | None:
    """Where and how to write the package, or None; ``gaps`` are the open errors, ``size`` the evidence in bytes."""
    dialog = SendDialog(parent, gaps, size)
    return dialog.value() if dialog.exec() else None
