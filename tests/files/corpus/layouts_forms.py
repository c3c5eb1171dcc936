"""Lists as forms: columns to tick, column numbers, ditto marks, formats that hide part of a date, tables side by side."""

# ruff: noqa: E501

from datetime import date

from .layouts_tables import core
from .model import Cell, Shown, Workbook, d, either, f, g, lead, measure, ms, n, sup, u, x
from .subjects import take


def loose(**fields: object) -> dict[str, object]:
    """A deadline of which only these fields are compared."""
    return {"deadline": dict(fields)}


def s01() -> Workbook:
    """A column-number row under the header (栏次)."""
    book = Workbook("88_栏次行.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改任务情况表", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    page.add("（1）", "（2）", "（3）", "（4）", "（5）", "（6）")
    for number, subject in enumerate(take(10, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                u("市生态环境局", "市生态环境局"),
                d("2025年12月底前", "2025-12-31"),
            ],
        )
    return book


def s02() -> Workbook:
    """Column numbers 甲 乙 1 2 3, and the total beside them."""
    book = Workbook("89_甲乙栏次.xlsx")
    page = book.sheet("Sheet1")
    page.add("编号", "问题描述", "整改措施", "责任单位", "完成时限")
    page.add("甲", "乙", 1, 2, 3)
    for number, subject in enumerate(take(14, 4), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市林业局", "市林业局"),
                d("2026年6月底前", "2026-06-30"),
            ],
        )
    return book


def s03() -> Workbook:
    """Deadline class as ticked columns under one group."""
    book = Workbook("90_时限打勾.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限", None, None)
    page.add(None, None, None, None, "立行立改", "限期整改", "长期坚持")
    page.merge(1, 5, 1, 7)
    for column in range(1, 5):
        page.merge(1, column, 2, column)
    lines = [
        ("√", None, None, {"due": None, "immediate": True, "long_term": False}),
        (None, "2025年10月底前", None, {"due": "2025-10-31", "immediate": False, "long_term": False}),
        (None, "2025年底前", "√", {"due": "2025-12-31", "immediate": False, "long_term": True}),
        (None, None, "√", {"due": None, "immediate": False, "long_term": True}),
    ]
    for number, (subject, (now, then, always, reading)) in enumerate(zip(take(20, 4), lines, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市城管局", "市城管局"),
                x(now),
                x(then),
                x(always),
            ],
            **loose(**reading),
        )
    return book


def s04() -> Workbook:
    """Year and month in columns of their own."""
    book = Workbook("91_年月分列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "完成时限", None)
    page.add(None, None, None, None, "年", "月")
    page.merge(1, 5, 1, 6)
    for column in range(1, 5):
        page.merge(1, column, 2, column)
    for number, (subject, (year, month, due)) in enumerate(
        zip(
            take(24, 3),
            [(2025, 12, "2025-12-31"), (2026, 6, "2026-06-30"), (2025, 9, "2025-09-30")],
            strict=True,
        ),
        1,
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市工信局", "市工信局"),
                x(year),
                x(month),
            ],
            **loose(due=due),
        )
    return book


def s05() -> Workbook:
    """A column that says whether the duty goes on."""
    book = Workbook("92_是否长期坚持列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限", "是否长期坚持")
    for number, (subject, yes) in enumerate(zip(take(28, 3), ("是", "否", "是"), strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市应急局", "市应急局"),
                x("2025年12月底前"),
                x(yes),
            ],
            **loose(due="2025-12-31", immediate=False),
        )
    return book


def s06() -> Workbook:
    """A matrix of counties with ticks; the lead in a column of its own."""
    book = Workbook("93_涉及县区打勾.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "牵头单位", "责任县（市、区）", None, None, "整改时限")
    page.add(None, None, None, None, "青禾县", "望川县", "石梁县", None)
    page.merge(1, 5, 1, 7)
    for column in (1, 2, 3, 4, 8):
        page.merge(1, column, 2, column)
    ticks = [
        ("√", None, "√", ["青禾县", "石梁县"]),
        (None, "√", None, ["望川县"]),
        ("√", "√", "√", ["青禾县", "望川县", "石梁县"]),
    ]
    for number, (subject, (*marks, places)) in enumerate(zip(take(33, 3), ticks, strict=True), 1):
        book.task(page, [n(number, str(number)), f(subject.finding), ms(subject.measures), lead("市水利局", "市水利局"), *(x(mark) for mark in marks), d("2026年底前", "2026-12-31")],
                  responsible_units=["市水利局", *places], supporting_units=either([], places))  # fmt: skip
    return book


def s07() -> Workbook:
    """Two halves of one list side by side."""
    book = Workbook("94_左右并列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "责任单位", "整改时限", None, "序号", "反馈问题", "责任单位", "整改时限")
    subjects = take(2, 6)
    for row in range(3):
        left = [
            n(row + 1, str(row + 1)),
            f(subjects[row].finding),
            u("市水利局", "市水利局"),
            d("2025年6月底前", "2025-06-30"),
        ]
        right = [
            n(row + 4, str(row + 4)),
            f(subjects[row + 3].finding),
            u("市住建局", "市住建局"),
            d("2025年9月底前", "2025-09-30"),
        ]
        page.add(*(cell.value for cell in left), None, *(cell.value for cell in right))
        for cells in (left, right):
            book.expect(cells, row + 2)
    return book


def s08() -> Workbook:
    """Findings that begin like a band, a note or a total."""
    book = Workbook("95_问题开头像说明.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    findings = [
        "注册在园区的5家企业环保手续不全，长期无人过问。",
        "合计12处排污口未完成整治，污水直排入河。",
        "一、二期污水处理厂均超负荷运行。",
        "备案管理流于形式，3个项目备案内容与实际不符。",
        "总计划投资2.1亿元的管网工程仅完成三成。",
        "说明书齐全但设备停用，除尘设施形同虚设。",
        "（一）号渣场未采取防渗措施。",
    ]
    for number, (finding, subject) in enumerate(zip(findings, take(6, 7), strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(finding),
                ms(subject.measures),
                u("市生态环境局", "市生态环境局"),
                d("2025年11月底前", "2025-11-30"),
            ],
        )
    return book


def s09() -> Workbook:
    """The province's deadline beside the city's own."""
    book = Workbook("96_省定时限与市定时限.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "省定整改时限", "整改时限")
    for number, (subject, (over, own, due)) in enumerate(
        zip(
            take(16, 3),
            [
                ("2025年底前", "2025年10月底前", "2025-10-31"),
                ("2026年底前", "2026年9月底前", "2026-09-30"),
                ("2026年6月底前", "2026年6月底前", "2026-06-30"),
            ],
            strict=True,
        ),
        1,
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市水利局", "市水利局"),
                x(over),
                x(own),
            ],
            **loose(due=due),
        )
    return book


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


LAYOUTS = [value for name, value in sorted(globals().items()) if name[0] == "s" and name[1:].isdigit()]
