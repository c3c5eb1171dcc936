"""ui/tables.py: a list of columns over values; sorted as a list, fast, calm, remembered."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.tables import ITEM, SORT, Column, DataTable, TableModel


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str
    state: str = "neutral"
    due: str | None = None


ROWS = [
    Row(3, "张家川县", "red", "2024-06-30"),
    Row(1, "安定区", "ok"),
    Row(2, "临洮县", "done", "2023-12-31"),
]
COLUMNS = [
    Column[Row]("编号", lambda r: str(r.number), sort=lambda r: r.number, width=80),
    Column[Row]("单位", lambda r: r.name),
    Column[Row]("时限", lambda r: r.due or "", sort=lambda r: r.due, width=120),
    Column[Row]("状态", lambda r: r.state, chip=lambda r: r.state, width=100),
]


def table(qtbot: QtBot, name: str = "", **more) -> DataTable[Row]:
    made = DataTable(COLUMNS, key=lambda r: r.number, name=name, **more)
    qtbot.addWidget(made)
    made.resize(800, 400)
    return made


def numbers(made: DataTable[Row]) -> list[int]:
    return [r.number for r in made.model().items()]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TableModel(COLUMNS)
    model.show_items(ROWS)
    qtmodeltester.check(model, force_py=True)


def test_roles_give_the_sort_key_and_the_value_itself(qtbot: QtBot) -> None:
    model = TableModel(COLUMNS)
    model.show_items(ROWS)
    assert model.data(model.index(0, 0), SORT) == 3
    assert model.data(model.index(0, 1), ITEM) is ROWS[0]


def test_sorting_puts_unknown_last_both_ways_and_a_third_click_goes_back(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_items(ROWS)
    assert numbers(made) == [3, 1, 2]
    made.model().sort(2, Qt.SortOrder.AscendingOrder)
    assert numbers(made) == [2, 3, 1]
    made.model().sort(2, Qt.SortOrder.DescendingOrder)
    assert numbers(made) == [3, 2, 1]
    made.model().sort(-1)
    assert numbers(made) == [3, 1, 2]


def test_names_are_ordered_by_pinyin(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_items(ROWS)
    made.model().sort(1)
    assert [r.name for r in made.model().items()] == ["安定区", "临洮县", "张家川县"]


def test_the_chosen_row_stays_chosen_when_shown_again(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_items(ROWS)
    assert made.choose(2)
    made.show_items([*reversed(ROWS), Row(9, "新")])
    assert [r.number for r in made.chosen_items()] == [2]


def test_sorting_keeps_the_choice_even_without_a_key(qtbot: QtBot) -> None:
    made = DataTable(COLUMNS)
    qtbot.addWidget(made)
    made.show_items(ROWS)
    made.selectRow(0)
    made.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert numbers(made) == [1, 2, 3] and made.chosen_items() == [ROWS[0]]


def test_losing_the_chosen_row_is_told(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_items(ROWS)
    made.selectRow(0)
    seen = []
    made.chosen.connect(seen.append)
    made.show_items(ROWS[1:])
    assert seen == [[]]


def test_enter_opens_and_ctrl_c_copies(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show()
    made.show_items(ROWS)
    made.selectRow(0)
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args[0] is ROWS[0]
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "3\t张家川县\t2024-06-30\tred"


def test_enter_opens_once(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show()
    made.show_items(ROWS)
    made.selectRow(1)
    seen = []
    made.opened.connect(seen.append)
    qtbot.keyClick(made, Qt.Key.Key_Enter)
    assert seen == [ROWS[1]]


def test_widths_are_remembered_by_title(qtbot: QtBot) -> None:
    made = table(qtbot, "tasks")
    made.setColumnWidth(0, 143)
    made.remember_widths()
    assert table(qtbot, "tasks").columnWidth(0) == 143
    assert table(qtbot, "other").columnWidth(0) == 80


def test_rows_that_fit_grow_with_their_text(qtbot: QtBot) -> None:
    made = table(qtbot, lines=6, fit=True)
    made.show()
    made.show_items([Row(1, "短"), Row(2, "很长的一段文字，" * 30)])
    assert made.rowHeight(1) > made.rowHeight(0) + 40


def test_in_a_narrow_window_spare_columns_go_and_come_back(qtbot: QtBot) -> None:
    columns = [*COLUMNS[:3], replace(COLUMNS[3], spare=True)]
    made = DataTable(columns, key=lambda r: r.number, name="narrow")
    qtbot.addWidget(made)
    made.show()
    made.resize(800, 400)
    assert not made.isColumnHidden(3)
    made.setColumnWidth(3, 130)
    made.resize(440, 400)
    assert made.isColumnHidden(3) and made.columnWidth(1) >= 200
    made.remember_widths()
    made.resize(800, 400)
    assert not made.isColumnHidden(3) and made.columnWidth(3) == 130
    again = DataTable(columns, key=lambda r: r.number, name="narrow")
    qtbot.addWidget(again)
    assert again.columnWidth(3) == 100
