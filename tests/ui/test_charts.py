"""ui/charts.py: every figure is written out, empty charts draw, a click names its part."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.charts import Share, StackedBar

SHARES = [
    Share("已逾期", 3, "red", "late"),
    Share("整改中", 16, "info", "open"),
    Share("已销号", 0, "done", "closed"),
]


def test_a_click_on_a_part_or_its_legend_names_it(qtbot: QtBot) -> None:
    chart = StackedBar(SHARES)
    qtbot.addWidget(chart)
    chart.resize(500, chart.heightForWidth(500))
    chart.grab()
    seen = []
    chart.clicked.connect(seen.append)
    for place, _ in list(chart._places):
        if place.width():
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert seen == ["late", "open", "late", "open", "closed"]


def test_counts_are_told_to_screen_readers(qtbot: QtBot) -> None:
    chart = StackedBar(SHARES)
    qtbot.addWidget(chart)
    assert chart.accessibleName() == "已逾期 3，整改中 16，已销号 0"


def test_a_narrow_bar_breaks_its_legend(qtbot: QtBot) -> None:
    chart = StackedBar(SHARES)
    qtbot.addWidget(chart)
    assert chart.heightForWidth(160) > chart.heightForWidth(600)


def test_nothing_to_show_still_draws(qtbot: QtBot) -> None:
    for chart in (StackedBar(), StackedBar([Share("已逾期", 0, "red")])):
        qtbot.addWidget(chart)
        chart.resize(200, 120)
        assert not chart.grab().isNull()
