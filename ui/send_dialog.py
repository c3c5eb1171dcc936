"""The dialog before a package is written: into which folder, for which medium, and why where something is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from data import words as wording
from ui import layouts
from ui.fields import text_box
from ui.folders import remember_folder, remembered_folder
from ui.parts import Field, button, hint, notice, section, words
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
_MISSING_HEIGHT, _MISSING_LINE = 132, 46
_EXPLAINED = 44  # what is said under the choice of volumes, which is not there yet
_AROUND = 150  # heading, buttons and margins


@dataclass(frozen=True, slots=True)
class SendChoice:
    """What the person chose; ``volume_bytes`` None for one piece, ``waiver`` the reason for what is left open."""

    folder: Path
    volume_bytes: int | None = None
    waiver: str = ""


class SendDialog(QDialog):
    """Asks for folder, volumes and, where gaps are open, the reason, below what it is the reason for.

    ``gaps`` are the sentences of what is missing. Folder and volumes are remembered.
    """

    def __init__(self, parent: QWidget | None, gaps: Sequence[str], size: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("生成申请包")
        self.setMinimumWidth(_WIDTH)
        self._gaps = tuple(gaps)
        self._size = size
        self.folder = QLineEdit(remembered_folder("packages"))
        self.medium = QComboBox()
        for key, name, limit in MEDIA:
            self.medium.addItem(name, (key, limit))
        self.medium.addItem("自定每卷大小", (_OWN, None))
        self.own = QSpinBox()
        self.own.setRange(5, 1_000_000)  # less does not hold the papers
        self.own.setSuffix(" MB")
        self.missing = _listed(self._gaps)
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
        body = layouts.panel(
            layouts.column(
                self._open_gaps() if self._gaps else None,
                self.reason if self._gaps else None,
                self.where,
                layouts.column(Field("分卷", parts), self._about, gap=TOKENS.gap_xs),
                layouts.GROW,
            )
        )
        layouts.fill(
            self,
            layouts.column(
                section("生成申请包"),
                layouts.grow(layouts.scroll(body)),
                layouts.row(layouts.GROW, button("取消", self.reject), confirm),
                margin=TOKENS.gap_l,
            ),
        )
        high = max(body.heightForWidth(_WIDTH - 2 * TOKENS.gap_l), body.sizeHint().height() + _EXPLAINED)
        layouts.resize_on_screen(self, _WIDTH, high + _AROUND)

    def _open_gaps(self) -> QBoxLayout:
        """How many places are open, that the reason is for all of them, and each in words."""
        said = f"还有 {len(self._gaps)} 处没有补齐，可能会被退回。确需先报，请写明理由；下面每一处都算在内。"
        return layouts.column(notice(said, "triangle-alert", "alarm"), self.missing, gap=TOKENS.gap_xs)

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


def _listed(gaps: Sequence[str]) -> QScrollArea:
    """What is missing, numbered; scrolled where it is more than a few lines, by keyboard as well."""
    lines = [words(f"{at}. {gap}") for at, gap in enumerate(gaps, 1)]
    for sentence in lines:
        sentence.setWordWrap(True)
    made = layouts.scroll(layouts.column(*lines, layouts.GROW, gap=TOKENS.gap_xs))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName("没有补齐的地方")
    made.setFixedHeight(min(_MISSING_HEIGHT, len(gaps) * _MISSING_LINE))
    return made


def ask_send(parent: QWidget | None, gaps: Sequence[str] = (), size: int = 0) -> SendChoice | None:
    """Where and how to write the package, or None; ``gaps`` are the open errors in words, ``size`` the evidence in bytes."""
    dialog = SendDialog(parent, gaps, size)
    return dialog.value() if dialog.exec() else None
