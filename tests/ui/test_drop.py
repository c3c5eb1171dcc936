"""ui/drop.py: files come in by dropping, choosing and pasting, several at once, folders opened."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui.drop import DropArea, files_in


def mime(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def area(qtbot: QtBot, **more) -> tuple[DropArea, list[list[Path]]]:
    made = DropArea("把材料拖到这里", **more)
    qtbot.addWidget(made)
    seen: list[list[Path]] = []
    made.dropped.connect(seen.append)
    return made, seen


def files(folder: Path, *names: str) -> list[Path]:
    made = [folder / name for name in names]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return made


def drop(area: DropArea, what: QMimeData) -> None:
    args = (Qt.DropAction.CopyAction, what, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), *args)
    QApplication.sendEvent(area, enter)
    if enter.isAccepted():
        assert area.property("over") == "true"
        QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), *args))


def test_several_files_and_a_folder_are_taken_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    one, two = files(tmp_path, "乙.pdf", "甲.jpg")
    inside = files(tmp_path / "夹", "1.jpg", "深/2.jpg")
    files(tmp_path / "夹", "Thumbs.db", "~$报告.docx", ".hidden")
    made, seen = area(qtbot)
    drop(made, mime(one, two, tmp_path / "夹", one))
    assert seen == [[one, two, *inside]]
    assert made.property("over") == "false"


def test_what_is_no_file_is_not_taken(qtbot: QtBot) -> None:
    made, seen = area(qtbot)
    words = QMimeData()
    words.setText("文字")
    drop(made, words)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    drop(made, web)
    assert not seen


def test_files_are_pasted_with_ctrl_v(qtbot: QtBot, tmp_path: Path) -> None:
    made, seen = area(qtbot)
    paths = files(tmp_path, "甲.jpg", "乙.jpg")
    QApplication.clipboard().setMimeData(mime(*paths))
    qtbot.keyClick(made, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert seen == [paths]


def test_a_screenshot_is_pasted_as_a_picture_file(qtbot: QtBot) -> None:
    made, seen = area(qtbot)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    qtbot.keyClick(made, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [paths[0].name for paths in seen] == ["粘贴的图片.png", "粘贴的图片-2.png"]
    assert QImage(str(seen[0][0])).size() == image.size()


def test_files_are_chosen(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    (path,) = files(tmp_path, "甲.jpg")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    made, seen = area(qtbot)
    made.choose()
    assert seen == [[path]]


def test_a_place_for_one_file_takes_one(qtbot: QtBot, tmp_path: Path) -> None:
    made, seen = area(qtbot, several=False)
    paths = files(tmp_path, "甲.xlsx", "乙.xlsx")
    drop(made, mime(*paths))
    assert seen == [[paths[0]]]


def test_a_vanished_file_is_left_out(tmp_path: Path) -> None:
    assert files_in([tmp_path / "没有.pdf"]) == []
