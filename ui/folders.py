"""Folders a person used last, by purpose, kept between starts."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


def remembered_folder(purpose: str) -> str:
    """The folder last used for this, or the person's documents."""
    kept = str(QSettings().value(f"folders/{purpose}", ""))
    if kept and Path(kept).is_dir():
        return kept
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def remember_folder(purpose: str, folder: Path) -> None:
    """Keep the folder for next time."""
    QSettings().setValue(f"folders/{purpose}", str(folder))
