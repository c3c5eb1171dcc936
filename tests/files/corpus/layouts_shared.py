"""Cells that hold two things, or refer to others: formats that hide part of a date, ditto marks, shared endings."""

from datetime import date

from .layouts_forms import loose
from .model import Cell, Shown, Workbook, d, either, f, g, lead, measure, ms, n, sup, u, x
from .subjects import core, take


def s10() -> Workbook:
    """A page break in the middle of a task: the header comes again, the task goes on."""
    book = Workbook("97_任务跨页.xlsx")
    page = book.sheet("Sheet1")
    head = ("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    page.add(*head)
    first, second = take(10, 1)[0], take(21, 1)[0]
    lines = [[f"（{i}）{part}" for i, part in enumerate(subject.measures, 1)] for subject in (first, second)]
    row = page.add(1, first.finding, first.goal, lines[0][0], "市应急局", "2025年12月底前")
    page.add(None, None, None, lines[0][1])
    page.add(*head)
    page.add(None, None, None, lines[0][2])
    book.expect(
        [
            n(1, "1"),
            f(first.finding),
            g(first.goal),
            Cell("", {"measures": [measure(line) for line in lines[0]]}),
            u("", "市应急局"),
            d("", "2025-12-31"),
        ],
        row,
    )
    row = page.add(2, second.finding, second.goal, lines[1][0], "市水利局", "2026年6月底前")
    for line in lines[1][1:]:
        page.add(None, None, None, line)
    book.expect(
        [
            n(2, "2"),
            f(second.finding),
            g(second.goal),
            Cell("", {"measures": [measure(line) for line in lines[1]]}),
            u("", "市水利局"),
            d("", "2026-06-30"),
        ],
        row,
    )
    return book


def s11() -> Workbook:
    """Measures and their dates in one column, no deadline column."""
    book = Workbook("98_措施及时限同列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施及时限", "责任单位")
    texts = [
        (
            "1.完成清淤（2025年6月底前）；2.完成截污（2025年9月底前）",
            [("完成清淤（2025年6月底前）", "2025-06-30"), ("完成截污（2025年9月底前）", "2025-09-30")],
            "2025-09-30",
        ),
        (
            "1.编制方案（2025年3月底前）；2.完成修复（2026年底前）",
            [("编制方案（2025年3月底前）", "2025-03-31"), ("完成修复（2026年底前）", "2026-12-31")],
            "2026-12-31",
        ),
    ]
    for number, (subject, (text, parts, due)) in enumerate(zip(take(5, 2), texts, strict=True), 1):
        cells = [
            n(number, str(number)),
            f(subject.finding),
            g(subject.goal),
            Cell(text, {"measures": [measure(part) for part in parts]}),
            u("市水利局", "市水利局"),
        ]
        book.task(page, cells, **loose(due=due, immediate=False, long_term=False))
    return book


def s12() -> Workbook:
    """Unit and deadline in one cell."""
    book = Workbook("99_单位及时限同格.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位及完成时限")
    for number, (subject, (unit, phrase, due)) in enumerate(
        zip(
            take(30, 3),
            [
                ("市公安局", "2025年底前", "2025-12-31"),
                ("市住建局", "2026年3月底前", "2026-03-31"),
                ("市林业局", "长期坚持", None),
            ],
            strict=True,
        ),
        1,
    ):
        cells = [
            n(number, str(number)),
            f(subject.finding),
            ms(subject.measures),
            Cell(f"{unit}\n{phrase}", {"units": [unit]}),
        ]
        book.task(page, cells, **loose(due=due, long_term=phrase == "长期坚持"))
    return book


def s13() -> Workbook:
    """What the number format shows is not what the cell holds: 2025年12月 is stored as the first of the month."""
    book = Workbook("100_显示格式隐藏日期.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    values = [
        (Shown(date(2025, 12, 1), 'yyyy"年"m"月"'), "2025-12-31"),
        (Shown(date(2026, 6, 1), "yyyy.mm"), "2026-06-30"),
        (Shown(date(2025, 9, 30), 'yyyy"年"m"月"d"日"'), "2025-09-30"),
        (Shown(2025.1, "0.00"), "2025-10-31"),
        (Shown(2025.06, "0.00"), "2025-06-30"),
        (Shown(2026, '0"年底前"'), "2026-12-31"),
    ]
    for number, (subject, (value, due)) in enumerate(zip(take(17, 6), values, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市农业农村局", "市农业农村局"),
                d(value, due),
            ],
        )
    return book


def s14() -> Workbook:
    """Ditto marks in unit and deadline cells."""
    book = Workbook("101_同上.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    values = [
        ("市水利局、市住建局", "2025年底前"),
        ("同上", "同上"),
        ("〃", "2026年6月底前"),
        ("市城管局", "〃"),
    ]
    reads = [
        (["市水利局", "市住建局"], "2025-12-31"),
        (["市水利局", "市住建局"], "2025-12-31"),
        (["市水利局", "市住建局"], "2026-06-30"),
        (["市城管局"], "2026-06-30"),
    ]
    for number, (subject, (unit, phrase), (units, due)) in enumerate(
        zip(take(12, 4), values, reads, strict=True), 1
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u(unit, *units),
                d(phrase, due),
            ],
        )
    return book


def s15() -> Workbook:
    """Dashes for "nothing" in every optional column; dashes in the deadline are to be asked about."""
    book = Workbook("102_短横表示无.xlsx")
    page = book.sheet("Sheet1")
    page.add(
        "序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "配合单位", "验收单位", "责任人", "整改时限"
    )
    for number, (subject, (helper, due)) in enumerate(
        zip(
            take(22, 3),
            [("—", d("2025年底前", "2025-12-31")), ("/", d("—", ask=True)), ("无", d("/", ask=True))],
            strict=True,
        ),
        1,
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                lead("市卫健委", "市卫健委"),
                sup(helper),
                Cell("—", {"acceptance_unit": either(None, "—")}),
                Cell("-", {"responsible_person": either(None, "-")}),
                due,
            ],
        )
    return book


def s16() -> Workbook:
    """Several counties before one shared ending; departments before one shared prefix."""
    book = Workbook("103_单位省略写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    cells = [
        u(
            "青禾县、望川县、石梁县党委和政府",
            either("青禾县", "青禾县党委和政府"),
            either("望川县", "望川县党委和政府"),
            "石梁县党委和政府",
        ),
        u(
            "市委宣传部、统战部、政法委",
            "市委宣传部",
            either("统战部", "市委统战部"),
            either("政法委", "市委政法委"),
        ),
        u(
            "青禾县委、青禾县政府，市水利局",
            either(["青禾县委", "青禾县政府"], "青禾县委、青禾县政府"),
            "市水利局",
        ),
        u(
            "青禾县柳塘镇、双桥镇人民政府",
            either("青禾县柳塘镇", "青禾县柳塘镇人民政府"),
            either("双桥镇人民政府", "青禾县双桥镇人民政府"),
        ),
    ]
    for number, (subject, cell) in enumerate(zip(take(36, 4), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                cell,
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


def s17() -> Workbook:
    """A card whose measures are a small table of their own."""
    book = Workbook("104_卡片内嵌措施表.xlsx")
    for number, subject in enumerate([take(5, 1)[0], take(9, 1)[0]], 1):
        page = book.sheet(f"任务{number}")
        page.across(f"省督察整改任务{number}号工作台账", 4)
        page.add("反馈问题", subject.finding)
        page.add("整改目标", subject.goal)
        page.add("责任单位", "市住建局", "整改时限", "2025年6月底前")
        page.add("措施序号", "整改措施", "完成时限", "落实情况")
        for index, part in enumerate(subject.measures, 1):
            page.add(index, part[0] if isinstance(part, tuple) else part, "2025年3月底前", "正在推进")
        parts = [
            measure((part[0] if isinstance(part, tuple) else part, "2025-03-31")) for part in subject.measures
        ]
        book.expect(
            [
                Cell("", {"number": either(None, str(number))}),
                f(subject.finding),
                g(subject.goal),
                Cell("", {"measures": parts}),
                u("", "市住建局"),
                d("", "2025-06-30"),
            ],
            None,
        )
    return book


def s18() -> Workbook:
    """A header far down, after a long letter in merged rows; a second, shorter table of contacts below the list."""
    book = Workbook("105_长信函后表格.xlsx")
    page = book.sheet("Sheet1")
    for text in (
        "各县（市、区）人民政府，市直有关部门：",
        "现将督察反馈问题整改任务印发给你们，请按照整改措施、责任单位和整改时限要求抓好落实。",
        "一、提高认识。各责任单位要压实整改责任。",
        "二、按时报送。每月20日前报送进展情况，联系人：范书语。",
    ):
        page.across(text, 5)
    page.blank(6)
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(9, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市城管局", "市城管局"),
                d("2025年8月底前", "2025-08-31"),
            ],
        )
    page.blank()
    page.add("联络人名单")
    page.add("序号", "单位", "姓名", "职务", "电话")
    page.add(1, "市城管局", "陶然", "科长", "0000-123456")
    page.add(2, "市水利局", "江楫", "主任", "0000-123457")
    book.must_mention.append(f"row {len(page.rows)}")
    return book


def s19() -> Workbook:
    """Accepting unit by level, three columns."""
    book = Workbook("106_三级验收单位.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "整改责任单位", "县级验收单位", "市级验收单位", "整改期限")
    for number, subject in enumerate(take(25, 2), 1):
        county, city = ("县水利局", "市水利局")
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("青禾县人民政府", "青禾县人民政府"),
                Cell(
                    county,
                    {"acceptance_unit": either(county, city, f"{county}、{city}", f"{county}；{city}")},
                ),
                x(city),
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


LAYOUTS = (s10, s11, s12, s13, s14, s15, s16, s17, s18, s19)
