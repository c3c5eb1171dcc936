"""Lists whose difficulty is inside the other cells: numbers, units, measures."""

# ruff: noqa: E501

from .model import Workbook, acc, cat, d, either, f, g, lead, m, ms, n, resp, roles, sup, u, up
from .subjects import core, take

PLAIN_HEAD = ("序号", "反馈问题", "整改措施", "责任单位", "整改时限")


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


LAYOUTS = (c09, c10, c11, c12, c13, c14, c15, c16, c17)
