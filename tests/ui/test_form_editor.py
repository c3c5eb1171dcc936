from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from data.domain.form_definition import FORM_KEYS
from data.domain.form_outline import named
from data.form_definitions import bundled_forms, own_forms
from ui import errors
from ui.form_editor import FormEditor
from ui.main_window import MainWindow


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> Iterator[FormEditor]:
    made = FormEditor(window, window.desk, "form")
    made.show()
    qtbot.waitUntil(lambda: made._sample is not None and bool(made.view.pages.sizes), timeout=20_000)
    yield made
    made._forms = dict(made._stored)
    made.reject()


def choose(editor: FormEditor, name: str) -> None:
    walk = QTreeWidgetItemIterator(editor.tree)
    while item := walk.value():
        if item.text(0) == name:
            editor.tree.setCurrentItem(item)
            return
        walk += 1
    raise AssertionError(name)


def labels(editor: FormEditor) -> list[str]:
    return [row.label for row in editor.definition.rows]


def test_a_row_renamed_is_drawn_and_kept(editor: FormEditor, qtbot: QtBot):
    choose(editor, "包保领导")
    pages = editor.view.pages
    editor.line.label.setPlainText("包案领导")
    qtbot.waitUntil(lambda: editor.view.pages is not pages, timeout=10_000)
    assert editor.forms.item(2).text() == "整改任务验收销号申请表（已改）"
    editor.keep()
    assert "包案领导" in [row.label for row in own_forms(editor._desk.ws.folder)["form"].rows]


def test_a_name_nobody_knows_is_said_at_once_and_not_kept(editor: FormEditor):
    choose(editor, "整改目标")
    editor.line.text.setPlainText("{整改木标}")
    assert "没有{整改木标}" in editor.problem.text() and "{整改目标}" in editor.problem.text()
    assert editor.problem.isVisible() and not editor.save.isEnabled()
    editor.keep()
    assert own_forms(editor._desk.ws.folder) == {}
    editor.undo()
    assert not editor.problem.isVisible() and editor.save.isEnabled()


def test_what_can_be_filled_in_is_put_where_the_cursor_stands(editor: FormEditor):
    choose(editor, "备　　注")
    editor.line.text.setPlainText("说明：")
    editor.line.text.moveCursor(editor.line.text.textCursor().MoveOperation.End)
    assert "整改成效" in editor.line.names() and "措施原文" not in editor.line.names()
    editor.line.insert_name("整改成效")
    assert editor.definition.rows[-1].text == "说明：{整改成效}"


def test_rows_are_added_moved_by_keys_removed_and_brought_back(editor: FormEditor, qtbot: QtBot):
    before = labels(editor)
    choose(editor, "责任人")
    editor.add_line()
    editor.line.label.setPlainText("联络员")
    at = labels(editor).index("联络员")
    assert labels(editor)[at - 1] == "责任人" and editor.definition.rows[at].width == "half"
    qtbot.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert labels(editor)[at - 1] == "联络员"
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert labels(editor) == before
    editor.undo()
    assert labels(editor)[at - 1] == "联络员"


def test_the_sign_chain_cannot_be_taken_out(editor: FormEditor):
    choose(editor, "{岗位}意见")
    assert not editor.remove.isEnabled()
    editor.remove_line()
    assert "{岗位}\n意见" in labels(editor)


def test_every_form_is_drawn(editor: FormEditor, qtbot: QtBot):
    for row in range(editor.forms.count()):
        pages = editor.view.pages
        editor.forms.setCurrentRow(row)
        qtbot.waitUntil(lambda before=pages: editor.view.pages is not before, timeout=20_000)
        assert editor.view.pages.sizes


def test_going_back_to_what_the_program_brings(editor: FormEditor):
    choose(editor, "包保领导")
    for typed in ("包案", "包案领导"):
        editor.line.label.setPlainText(typed)
    editor.undo()
    assert editor.definition == bundled_forms()["form"]
    editor.line.label.setPlainText("包案领导")
    editor.reset_form()
    assert editor.definition == bundled_forms()["form"] and not editor.reset.isEnabled()


def test_leaving_with_changes_asks(editor: FormEditor, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda *args: bool(asked.append(str(args[2]))))
    choose(editor, "包保领导")
    editor.line.label.setPlainText("包案领导")
    editor.reject()
    assert asked == ["改过的有：整改任务验收销号申请表。"] and editor.isVisible()


def test_a_notices_row_is_renamed_drawn_in_its_own_layout_and_kept(editor: FormEditor, qtbot: QtBot):
    editor.forms.setCurrentRow(FORM_KEYS.index("notice"))
    choose(editor, "七栏表（含责任单位、电话）")
    choose(editor, "联系电话")
    assert "监督电话" in editor.line.names() and "自验结论" not in editor.line.names()
    pages = editor.view.pages
    editor.line.label.setPlainText("举报电话")
    qtbot.waitUntil(lambda: editor.view.pages is not pages, timeout=10_000)
    editor.keep()
    kept = own_forms(editor._desk.ws.folder)["notice"].layouts
    assert [row.label for row in kept[2].rows][4] == "举报电话"
    assert kept[:2] == bundled_forms()["notice"].layouts[:2]


def test_a_layouts_wording_is_changed_and_a_new_layout_is_added(editor: FormEditor):
    editor.forms.setCurrentRow(FORM_KEYS.index("notice"))
    choose(editor, "公示正文")
    editor.add_line()
    assert editor.line.name.text() == "新表式" and editor.line.name.hasFocus()
    editor.line.name.setText("本县表式")
    editor.line.name.textEdited.emit("本县表式")
    editor.line.closing.setFocus()
    editor.line.closing.setPlainText("公示时间：{公示时间}。")
    editor.line.insert_name("公示单位")
    editor.line.contact.setPlainText("监督电话：{监督电话}\n联系人：{联系人}")
    editor.line.table.setChecked(False)
    made = editor.definition.layouts[-1]
    assert (made.name, made.table) == ("本县表式", False)
    assert made.closing.count("{公示单位}") == 1 and len(made.contact) == 2
    editor.line.contact.clear()
    assert "缺少{监督电话}" in editor.problem.text() and not editor.save.isEnabled()
    editor.undo()


def test_the_photos_cannot_be_taken_out_and_the_window_stays(editor: FormEditor):
    editor.forms.setCurrentRow(FORM_KEYS.index("photos"))
    editor.remove_line()
    choose(editor, named(editor.definition.body[0]))
    editor.remove_line()
    assert [item.kind for item in editor.definition.body] == ["photos"] and not editor.remove.isEnabled()
    editor._forms["photos"] = replace(editor.definition, body=())
    editor._show_form()
    editor.remove_line()
    editor.add_line()
    editor.move_line(1)
    assert "没有内容" in editor.problem.text() or "缺少" in editor.problem.text()


def test_a_form_renamed_is_one_step_back(editor: FormEditor, qtbot: QtBot):
    editor.title.clear()
    qtbot.keyClicks(editor.title, "AB")
    assert editor.definition.title == "AB"
    assert editor.back.isEnabled() and editor.reset.isEnabled()
    editor.undo()
    assert editor.definition == bundled_forms()["form"] and editor.title.text() == editor.definition.title


def test_a_wrong_name_is_said_as_the_window_calls_it(editor: FormEditor):
    for title, said in (("", "表单名称：没有写"), ("甲/乙", "表单名称：“甲/乙”不能作文件名")):
        editor.title.textEdited.emit(title)
        assert editor.problem.text().startswith(said)
    editor.title.textEdited.emit("自查自验报告")
    assert "两个表单的名称都是“自查自验报告”" in editor.problem.text() and not editor.save.isEnabled()


def test_a_column_too_narrow_is_said_and_not_drawn(
    editor: FormEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    failed: list[object] = []
    monkeypatch.setattr(errors, "show", lambda *args: failed.append(args))
    editor.forms.setCurrentRow(FORM_KEYS.index("measures"))
    choose(editor, "整改措施（原文）")
    editor.line.share.setValue(4)
    assert "第2列（整改措施（原文））的“相对宽窄”：太窄" in editor.problem.text()
    editor.line.share.setValue(24)
    assert not editor.problem.isVisible()
    pages = editor.view.pages
    qtbot.waitUntil(lambda: editor.view.pages is not pages, timeout=10_000)
    for _ in range(20):
        editor.add_line()
    assert "太窄" in editor.problem.text() and not failed


def test_the_text_over_a_notices_layout_is_called_its_opening(editor: FormEditor):
    editor.forms.setCurrentRow(FORM_KEYS.index("notice"))
    choose(editor, "七栏表（含责任单位、电话）")
    assert "开头" in [label.text() for label in editor.line.findChildren(QLabel) if label.isVisible()]
    editor.line.text.setPlainText("{整改木标}")
    assert "的“开头”：没有{整改木标}" in editor.problem.text()
