"""The first window: says that the desk is being opened, in the place and size the desk will have."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QMainWindow


class OpeningWindow(QMainWindow):
    """Shown while the parts of the desk are loaded and its data is checked."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("整改通")
        # By itself: this window stands before anything else is loaded.
        room = self.screen().availableGeometry()
        self.resize(min(1366, room.width()), min(768, room.height() - 40))
        geometry = QSettings().value("window/geometry")
        if geometry:
            self.restoreGeometry(geometry)
        said = QLabel("整改通\n\n正在打开台账…")
        said.setProperty("kind", "section")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCentralWidget(said)
