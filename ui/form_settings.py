"""The forms on the settings page (表单): what an office may change in them, and the proof pages (打样)."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from data.domain.errors import UserError
from data.files import translate_os_errors
from data.form_definitions import OWN_FOLDER, own_forms, set_aside_wrong
from data.proof import DEFINITIONS, play_proof
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.folders import remember_folder, remembered_folder
from ui.form_editor import edit_forms
from ui.parts import button, hint, section, words
from ui.theme import TOKENS


class FormSettings(QWidget):
    """A hint, what is wrong with the office's own definitions, and two buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._problem = words("", "problem")
        self._problem.setWordWrap(True)
        self.stop = button("停用写错的表单", self.set_aside, "x", "danger")
        self.folder = button("打开表单文件夹", self.open_folder, "folder-open")
        card = layouts.card(
            section("表单"),
            hint(
                "各表单的名称、栏目、文字可以按本地的样式改，边改边看印出来的样子。打样是把每张表用加长的文字印一遍，"
                f"并附一份“{DEFINITIONS}”；外地现成的表单文件放进表单文件夹即可使用。"
            ),
            self._problem,
            layouts.row(
                button("修改表单…", self.edit, "pencil"),
                button("打样…", self._ask_folder, "printer"),
                self.folder,
                layouts.GROW,
                self.stop,
            ),
            gap=TOKENS.gap_s,
        )
        layouts.fill(self, layouts.column(card))

    def reload(self) -> None:
        """Say what is wrong with the office's own definitions, if anything."""
        try:
            own_forms(self._desk.ws.folder)
            self._problem.setText("")
        except UserError as fault:
            self._problem.setText(str(fault))
        for part in (self._problem, self.stop):
            part.setVisible(bool(self._problem.text()))

    def edit(self) -> None:
        """Change the forms in a window of their own."""
        try:
            edit_forms(self, self._desk)
        except UserError as error:
            errors.show(self, error)
        self.reload()

    def set_aside(self) -> None:
        """Put the wrong definitions beside, so that the program's own are used again; they are kept for mending."""
        try:
            kept = set_aside_wrong(self._desk.ws)
        except UserError as error:
            errors.show(self, error)
            return
        self._desk.tell(Changed(settings=True))
        self.reload()
        names = "、".join(path.name for path in kept)
        errors.tell(self, "写错的表单文件已停用，先用程序自带的样式。", f"原文件没有删，改名为：{names}。")

    def open_folder(self) -> None:
        """Open the folder of the office's own definitions, made where it is not there yet."""
        folder = self._desk.ws.folder / OWN_FOLDER
        try:
            with translate_os_errors("表单文件夹"):
                folder.mkdir(exist_ok=True)
        except UserError as error:
            errors.show(self, error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

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
