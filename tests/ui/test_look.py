"""The whole look on one page, rendered to build/screens for the eye, and the promises a machine can check."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import icons, layouts, theme
from ui.charts import Share, StackedBar
from ui.chips import Chip
from ui.drop import DropArea
from ui.parts import (
    Field,
    button,
    empty_state,
    glyph_button,
    hint,
    notice,
    search_field,
    section,
    title,
    words,
)
from ui.progress import ProgressPanel, set_bar
from ui.tables import RIGHT, Column, DataTable

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens"

TASKS = [
    (
        "7",
        "渭河流域部分排污口未完成规范化整治，雨污混流问题仍然存在，汛期污水直排风险较大。",
        "水务局",
        "2024年6月30日",
        "已逾期 12 天",
        "red",
        "60%",
    ),
    (
        "12",
        "城区建筑工地扬尘管控“六个百分之百”措施落实不到位。",
        "住房和城乡建设局",
        "2024年7月15日",
        "3 天内到期",
        "orange",
        "85%",
    ),
    (
        "15",
        "农业面源污染防治推进缓慢，废旧农膜回收网点覆盖不足。",
        "农业农村局",
        "2024年9月30日",
        "临期",
        "warning",
        "40%",
    ),
    (
        "18",
        "生活垃圾填埋场渗滤液处理设施运行不稳定，在线监测数据传输有效率偏低。",
        "城市管理综合执法局",
        "2024年12月31日",
        "整改中",
        "info",
        "70%",
    ),
    ("21", "医疗废物暂存场所标识不全。", "卫生健康局", "2024年5月31日", "可申请验收", "ok", "100%"),
    ("23", "历史遗留矿山生态修复任务未按期完成。", "自然资源局", "2023年12月31日", "已销号", "done", "100%"),
    (
        "26",
        "部分乡镇散煤复燃，清洁取暖长效机制尚未建立。",
        "发展和改革局",
        "长期坚持",
        "长期坚持",
        "neutral",
        "—",
    ),
]


def sidebar() -> QWidget:
    names = [
        ("clipboard-list", "任务", True),
        ("eye", "总览", False),
        ("package", "申请包", False),
        ("history", "记录", False),
    ]
    made = []
    for glyph, text, chosen in names:
        one = button(text, lambda: None, glyph, "nav")
        one.setCheckable(True)
        one.setChecked(chosen)
        if chosen:
            one.setIcon(icons.icon(glyph, "accent", 18, 6))
        made.append(one)
    box = layouts.panel(
        layouts.column(
            words("整改通", "section"),
            layouts.space(8),
            *made,
            layouts.GROW,
            button("设置", lambda: None, "settings", "nav"),
            gap=4,
            margin=12,
        ),
        "canvas",
    )
    box.setFixedWidth(168)
    return box


def sample_table() -> DataTable:
    table = DataTable(
        [
            Column("编号", lambda t: t[0] + "号", sort=lambda t: int(t[0]), width=76),
            Column("问题", lambda t: t[1]),
            Column("牵头单位", lambda t: t[2], width=170),
            Column("整改时限", lambda t: t[3], width=130),
            Column("状态", lambda t: t[4], chip=lambda t: t[5], width=136),
            Column("进度", lambda t: t[6], width=76, align=RIGHT),
        ],
        key=lambda t: t[0],
    )
    table.show_items(TASKS)
    table.selectRow(1)
    table.hovered = 3
    return table


def overview() -> QWidget:
    shares = [
        Share("已逾期", 3, "red"),
        Share("3 天内", 2, "orange"),
        Share("临期", 5, "warning"),
        Share("整改中", 16, "info"),
        Share("可申请验收", 4, "ok"),
        Share("已销号", 10, "done"),
    ]
    return layouts.card(section("本县 40 项任务"), StackedBar(shares))


def page_one() -> QWidget:
    filters = []
    for text, on in (("全部 40", False), ("已逾期 3", True), ("临期 7", False), ("可申请 4", False)):
        one = button(text, lambda: None, kind="filter")
        one.setCheckable(True)
        one.setChecked(on)
        filters.append(one)
    search = search_field("查找编号、问题、单位", lambda _: None)
    search.setFixedWidth(260)
    body = layouts.column(
        layouts.row(
            title("任务"),
            layouts.GROW,
            glyph_button("refresh-cw", "刷新", lambda: None),
            button("导出台账", lambda: None, "download"),
            button("导入清单…", lambda: None, "import", "primary"),
        ),
        overview(),
        layouts.row(*filters, layouts.GROW, search),
        layouts.grow(layouts.card(layouts.grow(sample_table()), margin=1)),
        margin=24,
        gap=16,
    )
    page = QWidget()
    layouts.fill(page, layouts.row(sidebar(), layouts.grow(layouts.panel(body, "canvas")), gap=0), "canvas")
    return page


def page_two() -> QWidget:
    unit = QComboBox()
    unit.addItems(["水务局", "生态环境局", "住房和城乡建设局"])
    due = QDateEdit(calendarPopup=True)
    due.setDisplayFormat("yyyy年M月d日")
    percent = QSpinBox(suffix=" %")
    percent.setValue(60)
    text = QPlainTextEdit("已完成12处排污口规范化整治，安装标识牌12块。")
    text.setFixedHeight(84)
    number = Field("文号", QLineEdit("县整改办〔2024〕7号"), "会印在封面和申请函上")
    number.show_problem("“〔2024〕”后面还缺序号和“号”字。")
    tick, half = QCheckBox("现场已核查"), QCheckBox("举一反三已落实")
    tick.setChecked(True)
    half.setTristate(True)
    half.setCheckState(half.checkState().PartiallyChecked)
    yes, no = QRadioButton("通过"), QRadioButton("不通过")
    yes.setChecked(True)
    off = button("不可用", lambda: None, "lock")
    off.setEnabled(False)
    tabs = QTabBar()
    for name in ("整改措施", "佐证材料", "自查自验", "申请包", "过程记录"):
        tabs.addTab(name)
    tabs.setExpanding(False)
    tabs.setDrawBase(False)
    left = layouts.card(
        section("整改进展"),
        layouts.form(
            ("责任单位", unit),
            ("完成日期", due),
            ("进度", percent),
            ("进展情况", text),
            ("结论", layouts.row(yes, no, layouts.GROW, gap=24)),
            ("核查", layouts.row(tick, half, layouts.GROW, gap=24)),
        ),
        number,
        layouts.GROW,
        layouts.row(
            layouts.GROW,
            off,
            button("删除", lambda: None, "trash-2", "danger"),
            button("取消", lambda: None),
            button("保存", lambda: None, kind="primary"),
        ),
    )
    chips = [
        Chip(t, s)
        for t, s in (
            ("整改中", "info"),
            ("可申请验收", "ok"),
            ("临期", "warning"),
            ("3 天内到期", "orange"),
            ("已逾期 12 天", "red"),
            ("已销号", "done"),
            ("长期坚持", "neutral"),
        )
    ]
    glyphs = [
        glyph_button(name, name, lambda: None)
        for name in sorted(p.stem for p in (theme.RESOURCES / "icons").glob("*.svg"))[::5]
    ]
    right = layouts.column(
        layouts.card(
            section("状态"),
            layouts.row(*chips[:4], layouts.GROW),
            layouts.row(*chips[4:], layouts.GROW),
            layouts.row(*glyphs, layouts.GROW, gap=0),
        ),
        DropArea("把佐证材料拖到这里，可一次放多个", "图片、PDF、Word、Excel、视频均可"),
        notice("清单里有 3 处时限读不准，导入前请逐一确认。"),
        notice("这份材料已不在原处，导出前请重新放入。", "triangle-alert", "alarm"),
        layouts.grow(
            layouts.card(
                layouts.grow(
                    empty_state(
                        "package",
                        "还没有申请包",
                        "自查自验通过后，就可以在这里生成验收销号申请包。",
                        button("去自查自验", lambda: None, kind="primary"),
                    )
                )
            )
        ),
        gap=16,
    )
    page = QWidget()
    layouts.fill(
        page,
        layouts.column(
            layouts.row(title("7号 渭河流域排污口整治"), Chip("已逾期 12 天", "red"), layouts.GROW),
            hint(
                "牵头：水务局　配合：生态环境局、住房和城乡建设局　时限：2024年6月底前（读作：2024年6月30日）"
            ),
            tabs,
            layouts.grow(layouts.row(layouts.grow(left), layouts.grow(right), gap=16)),
            margin=24,
        ),
        "canvas",
    )
    return page


def page_three() -> QWidget:
    two_lines = DataTable(
        [
            Column("整改措施", lambda t: t[1] * 2),
            Column("单位", lambda t: t[2], width=160),
            Column("进度", lambda t: t[6], width=80, align=RIGHT),
            Column("状态", lambda t: t[4], chip=lambda t: t[5], width=130),
        ],
        lines=2,
    )
    two_lines.show_items(TASKS[:4])
    two_lines.model().sort(1)
    two_lines.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    nothing = DataTable([Column("编号", lambda t: t, width=90), Column("问题", lambda t: t)])
    nothing.set_empty("没有符合条件的任务", "换一个筛选条件，或清空查找内容。")
    menu = QMenu()
    for glyph, text in (("pencil", "修改"), ("folder-open", "关联到措施…"), ("trash-2", "删除")):
        menu.addAction(icons.icon(glyph), text)
    menu.addSeparator()
    menu.addAction("复制所选行").setEnabled(False)
    calendar = QCalendarWidget(selectedDate=QDate(2024, 6, 30))
    calendar.setFixedSize(300, 260)
    panel = ProgressPanel()
    panel._words.setText("导出申请包：12 / 40 · 正在核对佐证材料")
    set_bar(panel._bar, 12, 40)
    panel.show()
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    for name in ("水环境", "大气"):
        top = QTreeWidgetItem(tree, [name])
        top.setCheckState(0, Qt.CheckState.Checked if name == "大气" else Qt.CheckState.PartiallyChecked)
        QTreeWidgetItem(top, ["渭河流域"])
        top.setExpanded(name == "水环境")
    page = QWidget()
    layouts.fill(
        page,
        layouts.column(
            layouts.row(layouts.grow(two_lines, 2), layouts.grow(nothing, 1), gap=16),
            layouts.row(menu, calendar, layouts.grow(tree), gap=24),
            panel,
            margin=24,
        ),
        "canvas",
    )
    return page


def render(suffix: str) -> list[Path]:
    SCREENS.mkdir(parents=True, exist_ok=True)
    made = []
    for name, page in (
        ("foundation", page_one()),
        ("foundation_forms", page_two()),
        ("foundation_more", page_three()),
    ):
        page.resize(1366, 768)
        page.show()
        for _ in range(3):
            QApplication.processEvents()
        path = SCREENS / f"{name}{suffix}.png"
        assert page.grab().save(str(path))
        page.close()
        made.append(path)
    return made


def test_the_look_can_be_looked_at(qtbot: QtBot) -> None:
    for path in render(""):
        assert path.stat().st_size > 20_000


def test_it_also_renders_at_150_per_cent() -> None:
    env = {**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, str(Path(__file__)), "_150"], check=True, env=env, cwd=ROOT, capture_output=True
    )
    assert (SCREENS / "foundation_150.png").stat().st_size > 20_000


def luminance(hexed: str) -> float:
    parts = [int(hexed[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("state", theme.STATES)
def test_every_chip_is_readable(state: str) -> None:
    look = theme.STATES[state]
    assert contrast(look.ink, look.paper) >= 5.5


def test_every_text_colour_is_readable_on_every_ground() -> None:
    t = theme.TOKENS
    for ink in (t.ink, t.ink_soft, t.danger, t.accent):
        for ground in (t.surface, t.canvas, t.hover, t.accent_soft):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(t.ink_faint, t.surface) >= 4.5
    assert contrast(t.on_accent, t.accent) >= 4.5


def test_the_drawn_controls_use_only_colours_of_the_tokens() -> None:
    known = {str(v).upper() for v in (getattr(theme.TOKENS, n) for n in theme.Tokens.__slots__)}
    for path in (theme.RESOURCES / "icons" / "controls").glob("*.svg"):
        assert {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}", path.read_text())} <= known, path.name


def test_every_icon_draws(qtbot: QtBot) -> None:
    for path in (theme.RESOURCES / "icons").glob("*.svg"):
        image = icons.pixmap(path.stem, "ink", 24).toImage()
        assert any(
            image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
        ), path


def glyphs_named(tree: ast.AST) -> set[str]:
    """The icon names written as plain words in calls that take one."""
    place = {"icon": 0, "pixmap": 0, "glyph_button": 0, "empty_state": 0, "notice": 1, "button": 2}
    found = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        taken = [k.value for k in call.keywords if k.arg == "glyph"]
        if name in place and (taken or len(call.args) > place[name]):
            value = taken[0] if taken else call.args[place[name]]
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                found.add(value.value)
    return found


def test_every_icon_named_in_the_code_is_there() -> None:
    for path in (ROOT / "ui").glob("*.py"):
        for name in glyphs_named(ast.parse(path.read_text(encoding="utf-8"))):
            assert (theme.RESOURCES / "icons" / f"{name}.svg").exists(), (path.name, name)


def test_no_icon_lies_there_unused() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").glob("*.py"))
    icons = {path.stem for path in (theme.RESOURCES / "icons").glob("*.svg")}
    assert {name for name in icons if f'"{name}"' not in code} == set()


def test_the_screen_font_is_the_bundled_one_and_qt_speaks_chinese(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert "Noto Sans SC" in app.font().family()
    assert app.translate("QPlatformTheme", "Cancel") == "取消"


if __name__ == "__main__":
    application = QApplication([])
    theme.dress(application)
    render(sys.argv[1])
