"""The sign chain dialog: places added, named, moved, stamped and taken out by keyboard, told before saving, asked about on Esc."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from data.domain.profile import SignRole
from data.domain.rule_entries import ROLES_LIMIT
from data.profiles import load_profile
from ui import errors
from ui.chain_dialog import ChainDialog
from ui.chain_drawing import ChainDrawing

PLACE = load_profile().sign_roles


@pytest.fixture(autouse=True)
def nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog closed after its test asks nobody."""
    monkeypatch.setattr(errors, "ask", lambda *_said, **_more: True)


@pytest.fixture
def dialog(qtbot: QtBot) -> ChainDialog:
    made = ChainDialog(None, PLACE, PLACE, signed=3)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.table.setFocus()
    return made


def titles(dialog: ChainDialog) -> list[str]:
    return [role.title for role in dialog.value()]


def press(qtbot: QtBot, dialog: ChainDialog, key: Qt.Key, *with_alt: bool) -> None:
    how = Qt.KeyboardModifier.AltModifier if with_alt else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(dialog.table, key, how)


def test_nothing_changed_can_be_saved_or_warned_about(dialog: ChainDialog) -> None:
    assert not dialog.save.isEnabled() and dialog._said.text() == "还没有改动。"
    assert not dialog._warning.isVisible() and dialog.value() == PLACE


def test_a_place_moves_with_alt_and_the_arrows_and_stays_chosen(qtbot: QtBot, dialog: ChainDialog) -> None:
    dialog.table.setCurrentCell(2, 0)
    press(qtbot, dialog, Qt.Key.Key_Up, True)
    assert titles(dialog)[:3] == ["经办人", "单位负责人", "审核人"] and dialog.table.currentRow() == 1
    press(qtbot, dialog, Qt.Key.Key_Up, True)
    press(qtbot, dialog, Qt.Key.Key_Up, True)
    assert titles(dialog)[0] == "单位负责人" and dialog.table.currentRow() == 0
    press(qtbot, dialog, Qt.Key.Key_Down, True)
    assert titles(dialog)[:2] == ["经办人", "单位负责人"]
    assert "审签次序改为" in dialog._said.text()


def test_a_new_place_is_named_at_once_and_never_shares_a_key(qtbot: QtBot, dialog: ChainDialog) -> None:
    dialog.table.setCurrentCell(1, 0)
    dialog.add.click()
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("政策法规科")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "政策法规科" in titles(dialog))
    assert titles(dialog)[:4] == ["经办人", "审核人", "政策法规科", "单位负责人"]
    first = dialog.value()[2].key
    dialog.table.setCurrentCell(2, 0)
    press(qtbot, dialog, Qt.Key.Key_Delete)
    assert dialog.value() == PLACE
    dialog.add.click()
    assert first not in {role.key for role in dialog.value()} and "新岗位" in titles(dialog)


def test_naming_by_enter_keeps_the_places_key(qtbot: QtBot, dialog: ChainDialog) -> None:
    dialog.table.setCurrentCell(0, 0)
    press(qtbot, dialog, Qt.Key.Key_Return)
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText(" 承办人 ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "承办人" in titles(dialog))
    assert dialog.value()[0] == replace(PLACE[0], title="承办人")
    assert dialog.isVisible()  # Enter named the place and did not save
    assert dialog._said.text() == "“经办人”改名为“承办人”。"


def test_space_sets_seal_and_before_sending(qtbot: QtBot, dialog: ChainDialog) -> None:
    dialog.table.setCurrentCell(0, 2)
    press(qtbot, dialog, Qt.Key.Key_Space)
    dialog.table.setCurrentCell(4, 1)
    press(qtbot, dialog, Qt.Key.Key_Space)
    assert dialog.value()[0].seal and not dialog.value()[4].before_sending


def test_the_tasks_to_be_signed_again_are_said_before_saving(dialog: ChainDialog) -> None:
    dialog.table.setCurrentCell(1, 0)
    dialog.remove_role()
    assert dialog._warning.isVisible() and "3 项任务已经签字" in dialog._warned.text()
    assert dialog._said.text() == "审签链去掉“审核人”。" and dialog.save.isEnabled()


def test_what_is_not_printed_warns_of_nothing(dialog: ChainDialog) -> None:
    item = dialog.table.item(4, 1)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.changes() and not dialog._warning.isVisible()


def test_a_wrong_chain_is_said_and_not_saved(dialog: ChainDialog) -> None:
    item = dialog.table.item(0, 0)
    assert item is not None
    for title, said in (("审核人", "写了两次"), ("", "没有写"), ("长" * 13, "不能用")):
        item.setText(title)
        assert said in dialog._problem.text() and not dialog.save.isEnabled()
        dialog.accept()
        assert not dialog.result()
    item.setText("承办人")
    assert not dialog._problem.isVisible() and dialog.save.isEnabled()


def test_the_last_place_stays_and_there_is_a_most(dialog: ChainDialog) -> None:
    while dialog.remove.isEnabled():
        dialog.table.setCurrentCell(0, 0)
        dialog.remove_role()
    assert len(dialog.value()) == 1
    for _ in range(ROLES_LIMIT):
        if dialog.add.isEnabled():
            dialog.add_role()
    assert len(dialog.value()) == ROLES_LIMIT and not dialog.add.isEnabled()


def test_reset_gives_the_places_chain(qtbot: QtBot) -> None:
    dialog = ChainDialog(None, (SignRole("a", "甲"),), PLACE)
    qtbot.addWidget(dialog)
    dialog.reset()
    assert dialog.value() == PLACE and dialog.save.isEnabled()


@pytest.mark.parametrize("leave", [True, False])
def test_esc_asks_only_where_something_was_changed(
    qtbot: QtBot, dialog: ChainDialog, monkeypatch: pytest.MonkeyPatch, leave: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *said, **_more: asked.append(said[1]) or leave)
    dialog.remove_role()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == ["改动还没有保存。"] and dialog.isVisible() is not leave
    dialog.reset()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1 and not dialog.isVisible()


def test_saving_gives_the_chain(dialog: ChainDialog) -> None:
    dialog.remove_role()
    dialog.save.click()
    assert dialog.result() == QDialog.DialogCode.Accepted and len(dialog.value()) == len(PLACE) - 1


def test_tab_goes_from_the_table_to_the_buttons(qtbot: QtBot, dialog: ChainDialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.add


def red_dots(drawing: ChainDrawing) -> int:
    """How many lines of the picture hold a seal's red."""
    image = drawing.grab().toImage()
    red = QColor("#A3211A")
    found = 0
    for y in range(image.height()):
        colours = (image.pixelColor(QPoint(x, y)) for x in range(image.width() - 50, image.width()))
        found += any(abs(c.red() - red.red()) + abs(c.green() - red.green()) < 30 for c in colours)
    return found


def test_the_drawing_shows_who_stamps_and_where_it_is_sent(qtbot: QtBot) -> None:
    drawing = ChainDrawing()
    qtbot.addWidget(drawing)
    drawing.show_chain([SignRole("a", "甲"), SignRole("b", "乙", False)])
    drawing.resize(drawing.sizeHint())
    bare = red_dots(drawing)
    drawing.show_chain([SignRole("a", "甲"), SignRole("b", "乙", False, True)])
    assert bare == 0 and red_dots(drawing) > 10
    assert drawing.accessibleName() == "报送前：甲；报送后：乙"
