"""Taking files in: dropped, chosen, or pasted (files and screenshots), several at once, folders with what is in them.

area = DropArea("把佐证材料拖到这里，可一次放多个", "图片、PDF、Word、Excel、视频均可")
area.dropped.connect(attach)          # a list of Path

DropFilter(page).dropped.connect(attach)      # the whole page takes files and pasting, too
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QWidget

from data.files import LITTER
from ui import layouts
from ui.icons import pixmap
from ui.parts import CutWords, button, mark
from ui.theme import TOKENS

MOST = 5000


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, folders opened, in order and each once; hidden files and office lock files (~$) left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not file.name.startswith((".", "~$")) and file.name.lower() not in LITTER:
                found[file] = None
            if len(found) >= MOST:
                return list(found)
    return list(found)


def mime_files(mime: QMimeData, folders: bool = False) -> list[Path]:
    """The files of a drop or of the clipboard; ``folders`` leaves folders as they are."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths if folders else files_in(paths)


def pasted_files(folder: Path, folders: bool = False) -> list[Path]:
    """What can be pasted now: files, or one picture written into ``folder`` as 粘贴的图片.png (-2, -3 …)."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None:
        return []
    if mime.hasUrls():
        return mime_files(mime, folders)
    image = QGuiApplication.clipboard().image() if mime.hasImage() else QImage()
    if image.isNull():
        return []
    number = 1
    while (path := folder / f"粘贴的图片{'' if number == 1 else f'-{number}'}.png").exists():
        number += 1
    return [path] if image.save(str(path), "PNG") else []  # pyright: ignore[reportCallIssue, reportArgumentType]


class DropFilter(QObject):
    """Makes any widget take dropped files and Ctrl+V; ``over(bool)`` tells when files hover above it."""

    dropped = Signal(object)
    over = Signal(bool)

    def __init__(self, widget: QWidget, folders: bool = False) -> None:
        super().__init__(widget)
        self._folders = folders
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def paste(self) -> None:
        """Take what is on the clipboard."""
        if self._folder is None:
            # Lives as long as the widget: a picture pasted must still be there when it is copied into the store.
            self._folder = tempfile.TemporaryDirectory(prefix="zhenggaitong-", ignore_cleanup_errors=True)
        self._tell(pasted_files(Path(self._folder.name), self._folders))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files only; everything else goes on to the widget."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.over.emit(True)
            return True
        if kind == QEvent.Type.DragLeave:
            self.over.emit(False)
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.over.emit(False)
            self._tell(mime_files(event.mimeData(), self._folders))
            return True
        elif (
            kind == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            self.paste()
            return True
        return False

    def _tell(self, files: list[Path]) -> None:
        if files:
            self.dropped.emit(files)


class DropArea(QFrame):
    """The place where files go: says so, opens the file chooser, takes drops and pasting. ``dropped(list of Path)``.

    ``folders`` takes folders as they are, for what looks into them itself, and offers to choose one.
    """

    dropped = Signal(object)

    def __init__(
        self,
        call: str,
        hint: str = "",
        filters: str = "所有文件 (*)",
        several: bool = True,
        folders: bool = False,
    ) -> None:
        super().__init__()
        self._filters = filters
        self._several = several
        self.setProperty("kind", "drop")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(call)
        picture = QLabel()
        picture.setPixmap(pixmap("upload", "accent", 28))
        self._take = DropFilter(self, folders)
        self._take.over.connect(lambda over: mark(self, "over", "true" if over else "false"))
        self._take.dropped.connect(self._give)
        self.setLayout(
            layouts.row(
                layouts.space(TOKENS.gap_s),
                picture,
                layouts.grow(
                    layouts.column(
                        layouts.GROW,
                        CutWords(call, "strong"),
                        CutWords(hint, "small") if hint else None,
                        layouts.GROW,
                        gap=TOKENS.gap_xs,
                    )
                ),
                button("粘贴", self._take.paste, "clipboard-paste", "quiet"),
                button("选择文件夹…", self.choose_folder, kind="quiet") if folders else None,
                button("选择文件…", self.choose, "folder-open"),
                gap=TOKENS.gap_m,
                margin=TOKENS.gap,
            )
        )

    def choose(self) -> None:
        """Open the file chooser."""
        if self._several:
            paths, _ = QFileDialog.getOpenFileNames(self, "选择文件", "", self._filters)
        else:
            path, _ = QFileDialog.getOpenFileName(self, "选择文件", "", self._filters)
            paths = [path] if path else []
        self._give(files_in(Path(p) for p in paths))

    def choose_folder(self) -> None:
        """Open the folder chooser."""
        chosen = QFileDialog.getExistingDirectory(self, "选择文件夹")
        if chosen:
            self.dropped.emit([Path(chosen)])

    def _give(self, files: list[Path]) -> None:
        if files:
            self.dropped.emit(files if self._several else files[:1])
