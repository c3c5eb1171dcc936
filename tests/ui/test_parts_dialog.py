"""The package dialog: parts ticked and ordered, core ones held, signing and copies, another composition for the other family."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from data.domain.form_definition import CORE_KEYS, FORM_KEYS
from data.domain.rule_entries import PART_NAMES
from data.profiles import load_profile
from ui import errors
from ui.parts_dialog import PartNames, PartsDialog, PartsTable

PLACE = load_profile()
NAMES = PartNames(PART_NAMES, {"photos": "photos"}, decided=("record",))
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture(autouse=True)
def nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog closed after its test asks nobody."""
    monkeypatch.setattr(errors, "ask", lambda *_said, **_more: True)


@pytest.fixture
def dialog(qtbot: QtBot) -> PartsDialog:
    made = PartsDialog(None, PLACE, PLACE, NAMES, letters=2)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def cell(table: PartsTable, key: str, column: int = 0) -> QTableWidgetItem:
    item = table.item(table._order.index(key), column)
    assert item is not None
    return item


def choose(table: PartsTable, key: str) -> None:
    table.setCurrentCell(table._order.index(key), 0)


def test_all_twelve_parts_are_there_those_in_the_package_first(dialog: PartsDialog) -> None:
    assert dialog.table.rowCount() == len(FORM_KEYS) and dialog.value().parts == PLACE.parts
    assert dialog.table._order[-1] == "experts" and not dialog.save.isEnabled()


def test_a_part_is_taken_out_and_in_with_space(qtbot: QtBot, dialog: PartsDialog) -> None:
    for key in ("copy", "experts"):
        choose(dialog.table, key)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.value().parts == (*PLACE.parts[:-1], "experts")
    assert dialog._said.text() == "申请包去掉“抄告函”；申请包加上“专家或第三方意见”。"


def test_core_parts_cannot_be_taken_out_and_say_why(qtbot: QtBot, dialog: PartsDialog) -> None:
    for key in CORE_KEYS:
        choose(dialog.table, key)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert (
            "不能去掉" in cell(dialog.table, key, 2).text()
            and "不能去掉" in cell(dialog.table, key).toolTip()
        )
    assert dialog.value().parts == PLACE.parts


def test_a_part_moves_with_alt_and_the_arrows_but_never_before_the_cover(
    qtbot: QtBot, dialog: PartsDialog
) -> None:
    choose(dialog.table, "form")
    for _ in range(4):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.value().parts[:3] == ("cover", "form", "letter")
    choose(dialog.table, "cover")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.value().parts[0] == "cover"


def test_what_is_signed_is_ticked_beside_it(dialog: PartsDialog) -> None:
    cell(dialog.table, "report", 1).setCheckState(CHECKED)
    cell(dialog.table, "letter", 1).setCheckState(UNCHECKED)
    assert dialog.value().signed_forms == ("form", "report")
    cell(dialog.table, "report").setCheckState(UNCHECKED)
    assert dialog.value().signed_forms == ("form",)


def test_only_what_the_office_signs_can_be_ticked_for_signing(dialog: PartsDialog) -> None:
    for key in ("opinion", "photos", "cover"):
        assert not cell(dialog.table, key, 1).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not cell(dialog.table, "record", 1).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "表单定义" in cell(dialog.table, "record", 1).toolTip()


def test_the_other_family_gets_parts_of_its_own(qtbot: QtBot, dialog: PartsDialog) -> None:
    assert not dialog.tabs.isTabVisible(1)
    dialog.apart.setFocus()
    qtbot.keyClick(dialog.apart, Qt.Key.Key_Space)
    assert dialog.tabs.isTabVisible(1) and dialog.tabs.currentIndex() == 1
    cell(dialog.other_table, "photos").setCheckState(UNCHECKED)
    value = dialog.value()
    assert value.parts == PLACE.parts and "photos" not in value.family_parts["other"]
    assert dialog._said.text() == "非工程类申请包去掉“整改前后照片”。"
    qtbot.keyClick(dialog.apart, Qt.Key.Key_Space)
    assert dialog.value().family_parts == {} and not dialog.changes()


def test_signing_what_one_family_lacks_is_said_and_not_saved(dialog: PartsDialog) -> None:
    dialog.apart.setChecked(True)
    dialog.other_table.show_parts(("cover", "letter", "form", "evidence"))
    cell(dialog.table, "report", 1).setCheckState(CHECKED)
    assert "非工程类的申请包里却没有" in dialog._problem.text() and not dialog.save.isEnabled()


def test_copies_must_be_said(dialog: PartsDialog) -> None:
    dialog.copies.setText(" ")
    assert "报送份数没有写" in dialog._problem.text() and not dialog.save.isEnabled()
    dialog.copies.setText("纸质5份")
    assert dialog.value().copies == "纸质5份" and dialog.save.isEnabled()


def test_signed_letters_are_said_where_the_list_of_parts_or_the_copies_change(dialog: PartsDialog) -> None:
    assert not dialog._warning.isVisible()
    dialog.copies.setText("纸质5份")
    assert dialog._warning.isVisible() and "份数" in dialog._warned.text()
    dialog.copies.setText(PLACE.copies)
    assert not dialog._warning.isVisible()
    cell(dialog.table, "copy").setCheckState(UNCHECKED)
    assert dialog._warning.isVisible() and "2 项任务的申请函已经签字" in dialog._warned.text()


def test_reset_gives_the_places_package(qtbot: QtBot) -> None:
    own = replace(PLACE, parts=("cover", "letter", "form", "evidence"), signed_forms=("form",), copies="一份")
    dialog = PartsDialog(None, own, PLACE, NAMES)
    qtbot.addWidget(dialog)
    assert dialog.value().parts == own.parts
    dialog.reset()
    value = dialog.value()
    assert (value.parts, value.signed_forms, value.copies) == (PLACE.parts, PLACE.signed_forms, PLACE.copies)


@pytest.mark.parametrize("leave", [True, False])
def test_esc_asks_where_something_was_changed(
    qtbot: QtBot, dialog: PartsDialog, monkeypatch: pytest.MonkeyPatch, leave: bool
) -> None:
    monkeypatch.setattr(errors, "ask", lambda *_said, **_more: leave)
    cell(dialog.table, "copy").setCheckState(UNCHECKED)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() is not leave
    dialog.reset()
    dialog.reject()
