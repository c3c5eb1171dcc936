"""Lists whose difficulty is inside the cells: deadlines, numbers, units, measures."""

# ruff: noqa: E501

from datetime import date, datetime

from .layouts_tables import core
from .model import Cell, Workbook, acc, cat, d, either, f, g, lead, m, ms, n, resp, roles, season, sup, u, up
from .subjects import take

PLAIN_HEAD = ("序号", "反馈问题", "整改措施", "责任单位", "整改时限")


def listing(
    name: str, title: str, first: int, dues: list[Cell], head: tuple[str, ...] = PLAIN_HEAD
) -> Workbook:
    """A plain list of five columns whose deadlines are the matter."""

    # ruff: noqa: E501
    book = Workbook(name)
    page = book.sheet("Sheet1")
    page.across(title, 5)
    page.add(*head)
    units = ("市生态环境局", "市住建局", "市水利局", "市农业农村局", "市城管局")
    for number, (subject, due) in enumerate(zip(take(first, len(dues)), dues, strict=True), 1):
        unit = units[number % 5]
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, ("（1）", "1.", "①")[number % 3]),
                u(unit, unit),
                due,
            ],
        )
    return book


def c01() -> Workbook:
    """Real dates in the deadline column."""
    return listing("31_真实日期.xlsx", "整改任务表", 0, [
        d(date(2025, 12, 31), "2025-12-31"),
        d(datetime(2026, 6, 30), "2026-06-30"),
        d(date(2025, 3, 15), "2025-03-15"),
        d("2025/9/30", "2025-09-30"),
        d("2025年9月30日", "2025-09-30"),
    ])  # fmt: skip


def c02() -> Workbook:
    """Year and month as a number; 2022.1 may be January or October."""
    return listing("32_数字年月.xlsx", "整改任务表（数字时限）", 8, [
        d(2025.12, "2025-12-31"),
        d(2025.06, "2025-06-30"),
        d(2026.1, ask=True),
        d("2025.9", "2025-09-30"),
        d("2025.11.30", "2025-11-30"),
        d("2026.06.30前", "2026-06-30"),
    ])  # fmt: skip


def c03() -> Workbook:
    """Full-width header words, digits and signs."""
    book = listing("33_全角字符.xlsx", "整改任务清单（全角）", 14, [
        d("２０２５年１２月底前", "2025-12-31"),
        d("２０２６年６月３０日前", "2026-06-30"),
        d("2025 年 9 月 底 前", "2025-09-30"),
        d("２０２５．８", "2025-08-31"),
    ], ("序　号", "反　馈　问　题", "整　改　措　施", "责　任　单　位", "整　改　时　限"))  # fmt: skip
    return book


def c04() -> Workbook:
    """Chinese numerals."""
    return listing("34_汉字日期.xlsx", "任务分解表", 20, [
        d("二〇二五年十二月底前", "2025-12-31"),
        d("二〇二六年六月三十日前", "2026-06-30"),
        d("二○二五年底前", "2025-12-31"),
        d("二零二七年三月底", "2027-03-31"),
        d("二〇二五年九月三十日", "2025-09-30"),
        d("二〇二六年第一季度末", "2026-03-31"),
    ])  # fmt: skip


def c05() -> Workbook:
    """Quarters, half-years, ten-day periods, plan periods."""
    return listing("35_季度半年旬规划期.xlsx", "时限形式汇总", 3, [
        d("2025年第三季度末", "2025-09-30"),
        d("2025年上半年", "2025-06-30"),
        d("2026年下半年", "2026-12-31"),
        d("2025年11月上旬", "2025-11-10"),
        d("2025年10月中旬完成", "2025-10-20"),
        d("2026年2月下旬", "2026-02-28"),
        d("“十四五”末", "2025-12-31"),
        d("到“十五五”末", "2030-12-31"),
        d("2026年一季度", "2026-03-31"),
        d("2025年年底前", "2025-12-31"),
        d("到2027年", "2027-12-31"),
        d("2026年6月末", "2026-06-30"),
    ])  # fmt: skip


def c06() -> Workbook:
    """Recurring quotas and duty words."""
    return listing("36_周期与长期.xlsx", "长效任务清单", 28, [
        d("每季度至少1次，长期坚持", long=True, rec=[("quarter", 1)]),
        d("立行立改，每月调度1次", imm=True, rec=[("month", 1)]),
        d("2025年底前完成，之后每半年开展1次“回头看”", "2025-12-31", rec=[("half_year", 1)]),
        d("常态化坚持", long=True),
        d("每年不少于3次（每半年不少于1次）", rec=[("year", 3), ("half_year", 1)]),
        d("立行立改、持续推进", imm=True, long=True),
        d("每两个月至少1次", rec=[("two_months", 1)]),
        d("每周巡查1次，长期坚持", long=True, rec=[("week", 1)]),
        d("立即整改", imm=True),
        d("即知即改，持续巩固", imm=True, long=True),
    ])  # fmt: skip


def c07() -> Workbook:
    """Several milestones in one cell; dated and duty tracks together."""
    return listing("37_一格多节点.xlsx", "分阶段任务", 9, [
        d("2025年6月底前完成方案，2025年12月底前完成主体工程，2026年6月底前全面完成", "2025-06-30", "2025-12-31", "2026-06-30"),
        d("2024年底前，并长期坚持", "2024-12-31", long=True),
        d("1.2025年3月底前\n2.2025年9月底前", "2025-03-31", "2025-09-30"),
        d("2025年10月底前完成排查；2026年底前完成整治；长期坚持", "2025-10-31", "2026-12-31", long=True),
        d("立行立改，2025年8月底前完成", "2025-08-31", imm=True),
        d("2025年底完成50%，2026年底全部完成", "2025-12-31", "2026-12-31"),
        d("2024年1月—2026年12月", "2026-12-31", free=True),
        d("2025年至2027年", "2027-12-31", free=True),
    ])  # fmt: skip


def c08() -> Workbook:
    """Deadlines a careful clerk would ask about."""
    return listing("38_存疑时限.xlsx", "存疑时限", 17, [
        d("2027年前", ask=True),
        d("20259月底前", ask=True),
        d("2025年2月30日前", ask=True),
        d("2026年6月前", ask=True),
        d("按省级要求时限完成", ask=True),
        d("方案印发后30个工作日内", ask=True),
        d("适时", ask=True),
        d("2025年13月底前", ask=True),
        d("待定", ask=True),
        season("2026年采暖期前"),
        d(None, ask=True),
        d("见附件", ask=True),
    ])  # fmt: skip


def c09() -> Workbook:
    """Every way to write one number."""
    book = Workbook("39_编号写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("问题编号", "督察反馈问题", "整改措施", "牵头单位", "完成时限")
    numbers = [
        n("07号", "7"), n("(2)", "2"), n("第五十五项", "55"), n("（十二）", "12"), n("序号十", "10"),
        n("243号问题", "243"), n("第3项", "3"), n("№8", "8"), n("９", "9"), n("二十一、", "21"), n(14.0, "14"), n("015", "15"),
    ]  # fmt: skip
    for index, (subject, number) in enumerate(zip(take(26, 12), numbers, strict=True)):
        month = index % 12 + 1
        last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
        book.task(
            page,
            [
                number,
                f(subject.finding),
                ms(subject.measures, "1、"),
                lead("市生态环境局", "市生态环境局"),
                d(f"2025年{month}月底前", f"2025-{month:02}-{last}"),
            ],
        )
    return book


def c10() -> Workbook:
    """Ranges and two numbers in one cell."""
    book = Workbook("40_编号范围.xlsx")
    page = book.sheet("Sheet1")
    page.across("合并整改任务表", 5)
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    numbers = [
        n("1-20号", either("1-20", "1—20", "1", None)),
        n("2025279、2025280", either("2025279、2025280", "2025279", None)),
        n("21", "21"),
        n("22、23", either("22、23", "22", None)),
    ]
    for subject, number in zip(take(36, 4), numbers, strict=True):
        book.task(
            page,
            [
                number,
                f(subject.finding),
                ms(subject.measures),
                u("市整改办", "市整改办"),
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


def c11() -> Workbook:
    """The province's number beside the city's own."""
    book = Workbook("41_上级编号与本级编号.xlsx")
    page = book.sheet("Sheet1")
    page.across("省市任务对照表", 6)
    page.add("编号", None, "反馈问题", "整改措施", "责任单位", "整改时限")
    page.add("省级编号", "市级编号", None, None, None, None)
    page.merge(2, 1, 2, 2)
    for column in range(3, 7):
        page.merge(2, column, 3, column)
    pairs = [
        (55, "55", 1, "1"),
        ("第五十六项", "56", 2, "2"),
        ("省57", either("57", "省57"), 3, "3"),
        (60, "60", 4, "4"),
    ]
    for subject, (over, over_read, own, own_read) in zip(take(2, 4), pairs, strict=True):
        book.task(
            page,
            [
                up(over, over_read),
                n(own, own_read),
                f(subject.finding),
                ms(subject.measures),
                u("市工信局", "市工信局"),
                d("2025年7月底前", "2025-07-31"),
            ],
        )
    return book


def c12() -> Workbook:
    """Acceptance lead, rectification lead and implementing body in columns of their own."""
    book = Workbook("42_验收牵头实施三方.xlsx")
    page = book.sheet("任务清单")
    page.across("贯彻落实督察反馈意见整改任务清单", 9)
    page.add(
        "编号",
        "问题类型",
        "督察报告指出",
        "整改时限",
        "牵头验收单位",
        "牵头整改单位",
        "整改实施主体",
        "整改目标",
        "整改措施",
    )
    tails = [
        (
            d("2025年12月底前", "2025-12-31"),
            acc("市住房城乡建设局"),
            lead("市住房城乡建设局", "市住房城乡建设局"),
            resp("青禾县人民政府", "青禾县人民政府"),
        ),
        (
            d("2025年6月底前，长期坚持", "2025-06-30", long=True),
            acc("市水利局"),
            lead("市水利局", "市水利局"),
            resp("望川县、石梁县人民政府", either("望川县", "望川县人民政府"), "石梁县人民政府"),
        ),
        (
            d("2026年12月31日", "2026-12-31"),
            acc("市生态环境局"),
            lead("云岭高新区管委会", "云岭高新区管委会"),
            resp("云岭高新区管委会", "云岭高新区管委会"),
        ),
        (
            d("2025年9月底前", "2025-09-30"),
            acc("市水利局"),
            lead("市水利局", "市水利局"),
            resp("各县（市、区）人民政府", "各县（市、区）人民政府"),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(4, 4), tails, strict=True), 1):
        finding, goal, measures = core(subject, "1.")
        book.task(page, [n(f"{number:02}号", str(number)), cat("水环境"), finding, *tail, goal, measures])
    return book


def c13() -> Workbook:
    """Roles named inside the unit cell."""
    book = Workbook("43_牵头配合写在格内.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    cells = [
        roles("市生态环境局牵头，市公安局、市交通运输局配合", "市生态环境局", ["市公安局", "市交通运输局"]),
        roles(
            "牵头单位：市水利局\n配合单位：市财政局、市农业农村局", "市水利局", ["市财政局", "市农业农村局"]
        ),
        roles("市住房城乡建设局（牵头）、市城管局", "市住房城乡建设局", [], ["市城管局"]),
        roles(
            "由市林业局牵头，市自然资源局、各县（市、区）人民政府按职责分工负责",
            "市林业局",
            [],
            ["市自然资源局", "各县（市、区）人民政府"],
        ),
        roles(
            "青禾县人民政府（牵头），市应急局、市工信局（配合）", "青禾县人民政府", ["市应急局", "市工信局"]
        ),
        roles("市农业农村局牵头；市供销社、市科技局配合", "市农业农村局", ["市供销社", "市科技局"]),
    ]
    for number, (subject, units) in enumerate(zip(take(16, 6), cells, strict=True), 1):
        more = {}
        if number in (3, 4):
            others = units.says["resp"]
            more["supporting_units"] = either([], others)
        if number == 5:
            more["supporting_units"] = either(["市应急局", "市工信局"], ["市工信局"])
        book.task(
            page, [n(number, str(number)), *core(subject), units, d("2025年底前", "2025-12-31")], **more
        )
    return book


def c14() -> Workbook:
    """Collective terms, brackets, party-and-government pairs, every separator."""
    book = Workbook("44_责任单位各种写法.xlsx")
    page = book.sheet("Sheet1")
    page.across("责任单位一览", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    pair = either("青禾县委、县政府", ["青禾县委", "县政府"], ["青禾县委", "青禾县政府"])
    cells = [
        u("市委办公室、市政府办公室，市委宣传部、市委党校", "市委办公室", "市政府办公室", "市委宣传部", "市委党校"),
        u("各县(市、区)委、人民政府，功能区工委、管委会", either("各县(市、区)委、人民政府", ["各县(市、区)委", "人民政府"], ["各县(市、区)委", "各县(市、区)人民政府"]), either("功能区工委、管委会", ["功能区工委", "管委会"], ["功能区工委", "功能区管委会"])),
        u("市生态环境局\n市公安局\n青禾县人民政府", "市生态环境局", "市公安局", "青禾县人民政府"),
        u("市发展改革委；市工信局；市统计局", "市发展改革委", "市工信局", "市统计局"),
        u("市水利局,市住建局,各县（市、区）人民政府", "市水利局", "市住建局", "各县（市、区）人民政府"),
        u("青禾县委、县政府", pair),
        u("市自然资源局（市林业局）、市农业农村局", "市自然资源局（市林业局）", "市农业农村局"),
        u("市生态环境局、 市商务局 、市市场监管局", "市生态环境局", "市商务局", "市市场监管局"),
        u("各县（市、区）人民政府，云岭高新区管委会、云岭经开区管委会", "各县（市、区）人民政府", "云岭高新区管委会", "云岭经开区管委会"),
        u("市国资委及市水务集团", either("市国资委及市水务集团", ["市国资委", "市水务集团"])),
        u("市直有关部门，各县（市、区）人民政府", "市直有关部门", "各县（市、区）人民政府"),
        u("1.市公安局 2.市司法局", "市公安局", "市司法局"),
    ]  # fmt: skip
    for number, (subject, units) in enumerate(zip(take(28, 12), cells, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), units, d("2026年底前", "2026-12-31")])
    return book


def c15() -> Workbook:
    """Measure numbering in every style, in lines and in one run."""
    book = Workbook("45_措施编号样式.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    styles = [
        ("（1）", "\n"),
        ("(1)", ""),
        ("1.", "\n"),
        ("1、", ""),
        ("1．", "\n"),
        ("①", ""),
        ("一是", ""),
        ("（一）", "\n"),
        ("一、", "\n"),
        ("⑴", "\n"),
        ("第一，", ""),
        ("1)", "\n"),
    ]
    for number, (subject, (style, joint)) in enumerate(zip(take(10, 12), styles, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject, style, joint),
                u("市整改办", "市整改办"),
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


def c16() -> Workbook:
    """Measures with own units and several own dates; numbers inside sentences are no numbering."""
    book = Workbook("46_措施自带单位与日期.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改措施分解", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    subjects = take(3, 4)
    measures = [
        ms([("2025年3月底前，完成道路积尘走航监测", "2025-03-31", ["市城管局"]), ("2025年6月30日前，新增洒水车12台", "2025-06-30", ["市城管局", "市财政局"]), ("每年10月底前，开展渣土运输集中整治", None, ["市公安局"])]),
        m("1.2025年6月底前编制方案，2025年12月底前完成1.5公里管网建设。2.投入资金2.3亿元，处理能力提升至3.5万吨/日。", ("2025年6月底前编制方案，2025年12月底前完成1.5公里管网建设", "2025-12-31"), "投入资金2.3亿元，处理能力提升至3.5万吨/日"),
        m("（1）清理违规堆放砂石2.4万吨（含河滩地1处）；（2）每季度联合巡查不少于1次；（3）2026年底前完成岸线复绿。", "清理违规堆放砂石2.4万吨（含河滩地1处）", "每季度联合巡查不少于1次", ("2026年底前完成岸线复绿", "2026-12-31")),
        m("完成园区雨污分流改造，雨水排口旱天无水排放。", "完成园区雨污分流改造，雨水排口旱天无水排放"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(subjects, measures, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                g(subject.goal),
                cell,
                u("市住建局", "市住建局"),
                d("2026年底前", "2026-12-31"),
            ],
        )
    return book


def c17() -> Workbook:
    """Lead, assist and accept in all combinations, some blank."""
    book = Workbook("47_牵头协办督导组合.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "整改任务", "重点措施", "目标任务", "主责单位", "协办单位", "督导部门", "时限要求")
    tails = [
        (
            lead("市生态环境局", "市生态环境局"),
            sup("市公安局，市法院，市检察院", "市公安局", "市法院", "市检察院"),
            acc("市委督查室"),
        ),
        (lead("市水利局", "市水利局"), sup("/"), acc("市水利局")),
        (lead("市住建局", "市住建局"), sup("无"), acc("市住建局")),
        (lead("市城管局", "市城管局"), sup("青禾县、望川县", "青禾县", "望川县"), acc("市政府督查室")),
    ]
    for number, (subject, tail) in enumerate(zip(take(30, 4), tails, strict=True), 1):
        finding, goal, measures = core(subject, "一是", "")
        book.task(
            page, [n(number, str(number)), finding, measures, goal, *tail, d("2025年底前", "2025-12-31")]
        )
    return book


LAYOUTS = [value for name, value in sorted(globals().items()) if name[0] == "c" and name[1:].isdigit()]
