"""The forms on the settings page (表单): what an office may change in them, and the proof pages (打样)."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from data.form_definitions import OWN_FOLDER
from data.proof import DEFINITIONS, play_proof
from ui import errors, layouts
from ui.desk import Desk
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section
from ui.theme import TOKENS


class FormSettings(QWidget):
    """A hint and one button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        card = layouts.card(
            section("表单"),
            hint(
                f"表单的标题、文件名、申请表的栏目可以改：打样时会附一份“{DEFINITIONS}”，把要改的文件放进工作文件夹的"
                f"“{OWN_FOLDER}”文件夹，改好后再打样看看。写得不对的，打印前会指出是哪一处。"
            ),
            layouts.row(button("打样…", self._ask_folder, "printer"), layouts.GROW),
            gap=TOKENS.gap_s,
        )
        layouts.fill(self, layouts.column(card))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "样张放到哪个文件夹", remembered_folder("proof"))
        if folder:
            self.proof_into(Path(folder))

    def proof_into(self, folder: Path) -> None:
        """Print every form with long sample texts on the worker thread and say where they lie."""
        from exporters.acceptance import write_proof

        remember_folder("proof", folder)
        out = folder / "整改通样张"
        job = self._desk.run("打样", lambda ws, report: play_proof(ws, out, write_proof, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda files: self._proofed(out, files))

    def _proofed(self, out: Path, files: list[Path]) -> None:
        said = "文字是加长的样例，只用来看版面，不能用作申请材料。"
        if errors.ask(self, f"{len(files)} 份样张已生成。", said, "打开文件夹", "关闭"):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))
