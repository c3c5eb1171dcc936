"""Dispatch tables and lists with columns that mean something else than they seem to."""

from .model import (
    Cell,
    Workbook,
    boss,
    d,
    either,
    f,
    g,
    lead,
    ms,
    n,
    resp,
    season,
    sup,
    u,
    who,
    x,
)
from .subjects import core, take


def t24() -> Workbook:
    """Problem, task, standard and duty lists side by side (四项清单)."""
    book = Workbook("24_四项清单.xlsx")
    page = book.sheet("四项清单")
    page.add("序号", "问题清单", "任务清单", "标准清单", "责任清单", None, None)
    page.add(None, "问题描述", "整改措施", "整改标准", "责任单位", "责任领导", "整改时限")
    page.merge(1, 1, 2, 1)
    page.merge(1, 5, 1, 7)
    tails = [
        (u("市住建局", "市住建局"), boss("穆清和"), d("2025年10月底前", "2025-10-31")),
        (u("市林业局", "市林业局"), boss("冉竹"), d("2026年底前", "2026-12-31")),
        (u("市水利局", "市水利局"), boss("穆清和"), d("2026年底前", "2026-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(31, 3), tails, strict=True), 1):
        book.task(
            page, [n(number, str(number)), f(subject.finding), ms(subject.measures), g(subject.goal), *tail]
        )
    return book


def t25() -> Workbook:
    """A planned date beside the actual date; only the planned one is the deadline."""
    book = Workbook("25_计划与实际完成时间.xlsx")
    page = book.sheet("进展表")
    page.add(
        "序号",
        "反馈问题",
        "整改措施",
        "责任单位",
        "整改时限",
        "实际完成时间",
        "是否完成整改",
        "整治进度（%）",
    )
    tails = [
        (
            u("市生态环境局", "市生态环境局"),
            d("2025年6月底前", "2025-06-30"),
            x("2025年5月20日"),
            x("是"),
            x(100),
        ),
        (u("市生态环境局", "市生态环境局"), d("2025年底前", "2025-12-31"), x(None), x("否"), x(60)),
        (
            u("市发展改革委、市住建局", "市发展改革委", "市住建局"),
            season("2026年采暖季前"),
            x(None),
            x("否"),
            x(20),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(34, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail])
    return book


def t26() -> Workbook:
    """No number column; the number stands before the finding."""
    book = Workbook("26_序号在问题文字里.xlsx")
    page = book.sheet("Sheet1")
    page.add("反馈问题", "责任单位", "整改目标", "整改措施", "整改时限")
    tails = [
        (u("市港航局", "市港航局"), "2025年7月底前", "2025-07-31"),
        (u("市生态环境局", "市生态环境局"), "2025年10月底前", "2025-10-31"),
        (u("市卫健委", "市卫健委"), "2025年4月底前", "2025-04-30"),
    ]
    for number, (subject, (unit, phrase, due)) in enumerate(zip(take(18, 3), tails, strict=True), 1):
        _, goal, measures = core(subject)
        text = f"{number}.{subject.finding}"
        cells = [
            Cell(text, {"finding": either(text, subject.finding), "number": either(None, str(number))}),
            unit,
            goal,
            measures,
            d(phrase, due),
        ]
        book.task(page, cells)
    return book


def t27() -> Workbook:
    """Extra columns that no field knows."""
    book = Workbook("27_不认识的列.xlsx")
    page = book.sheet("Sheet1")
    page.add(
        "序号",
        "反馈问题",
        "是否涉企",
        "整改目标",
        "资金来源及金额",
        "整改措施",
        "责任单位",
        "点位坐标",
        "整改时限",
        "群众满意度",
    )
    tails = [
        (u("市公安局、市生态环境局", "市公安局", "市生态环境局"), "2025年底前", "2025-12-31"),
        (u("市交通运输局", "市交通运输局"), "2026年3月底", "2026-03-31"),
        (u("市水利局", "市水利局"), "2025年11月30日", "2025-11-30"),
    ]
    for number, (subject, (unit, phrase, due)) in enumerate(zip(take(25, 3), tails, strict=True), 1):
        finding, goal, measures = core(subject)
        book.task(
            page,
            [
                n(number, str(number)),
                finding,
                x("是"),
                goal,
                x("市级财政120万元"),
                measures,
                unit,
                x("东经000，北纬00"),
                d(phrase, due),
                x("98%"),
            ],
        )
    return book


def t28() -> Workbook:
    """The monthly dispatch table, where 存在问题 means difficulties."""
    book = Workbook("28_月调度表.xlsx")
    page = book.sheet("5月")
    page.across("督察反馈问题整改月调度表（2025年5月）", 10)
    page.add(
        "序号",
        "反馈问题",
        "整改目标",
        "整改措施",
        "牵头单位",
        "整改时限",
        "本月进展情况",
        "完成状态",
        "存在问题",
        "下步措施",
    )
    tails = [
        (
            "市水利局",
            "2025年12月底前",
            "2025-12-31",
            "清淤完成60%。",
            "达到序时进度",
            "降雨影响施工。",
            "加快清淤。",
        ),
        (
            "市城管局",
            "2026年6月底前",
            "2026-06-30",
            "处理厂主体封顶。",
            "达到序时进度",
            "资金缺口800万元。",
            "争取专项资金。",
        ),
        (
            "市农业农村局",
            "2025年底前",
            "2025-12-31",
            "完成推广70万亩。",
            "未达序时进度",
            "无。",
            "继续推广。",
        ),
    ]
    for number, (subject, (unit, phrase, due, done, state, trouble, after)) in enumerate(
        zip(take(21, 3), tails, strict=True), 1
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                lead(unit, unit),
                d(phrase, due),
                x(done),
                x(state),
                x(trouble),
                x(after),
            ],
        )
    return book


def t29() -> Workbook:
    """A dispatch table whose finding column is called 整改任务 while 存在问题 means difficulties."""
    book = Workbook("29_调度表_存在问题是困难.xlsx")
    page = book.sheet("调度")
    page.add("序号", "整改任务", "责任单位", "整改时限", "目前进展情况", "存在问题", "下一步工作打算")
    tails = [
        (u("市生态环境局", "市生态环境局"), d("2025年9月底前", "2025-09-30")),
        (u("市公安局、市生态环境局", "市公安局", "市生态环境局"), d("常态化开展", long=True)),
        (u("市交通运输局", "市交通运输局"), d("2025年12月底前", "2025-12-31")),
        (u("市水利局", "市水利局"), d("2025年8月底前", "2025-08-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(24, 4), tails, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.goal),
                *tail,
                x("正在推进。"),
                x("人手不足。"),
                x("加强调度。"),
            ],
        )
    return book


def t30() -> Workbook:
    """Three columns of units, leaders, persons and telephones."""
    book = Workbook("30_包保领导与责任人.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改任务包保责任表", 11)
    page.add(
        "序号",
        "整改问题",
        "整改目标",
        "整改措施",
        "包保领导",
        "牵头单位",
        "责任单位",
        "配合单位",
        "责任人",
        "联系电话",
        "整改时限",
    )
    tails = [
        (
            boss("商陆"),
            lead("市住建局", "市住建局"),
            resp("青禾县人民政府", "青禾县人民政府"),
            sup("市水利局、市财政局", "市水利局", "市财政局"),
            who("黎曙"),
            x("0000-2200118"),
            d("2025年10月底前", "2025-10-31"),
        ),
        (
            boss("商陆"),
            lead("市生态环境局", "市生态环境局"),
            resp("望川县人民政府", "望川县人民政府"),
            sup(None),
            who("成蹊"),
            x("0000-2200119"),
            d("2025年底前", "2025-12-31"),
        ),
        (
            boss("谷雨声"),
            lead("市林业局", "市林业局"),
            resp("石梁县人民政府\n保护区管理局", "石梁县人民政府", "保护区管理局"),
            sup("市公安局", "市公安局"),
            who("龚自远"),
            x("0000-2200120"),
            d("2026年底前，并长期坚持", "2026-12-31", long=True),
        ),
    ]
    for number, (subject, tail) in enumerate(
        zip([take(6, 1)[0], take(24, 1)[0], take(32, 1)[0]], tails, strict=True), 1
    ):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


LAYOUTS = (t24, t25, t26, t27, t28, t29, t30)
