"""Lists as untidy as they come: rows and columns that look like something else, words no dictionary holds."""

# ruff: noqa: E501

from datetime import date

from .layouts_tables import core
from .model import (
    Cell,
    Workbook,
    acc,
    boss,
    cat,
    d,
    either,
    f,
    g,
    lead,
    m,
    measure,
    ms,
    n,
    resp,
    roles,
    season,
    sup,
    u,
    up,
    who,
    x,
)
from .subjects import take


def h01() -> Workbook:
    """Instructions above the table that name every column."""
    book = Workbook("61_填表说明在表头上方.xlsx")
    page = book.sheet("Sheet1")
    page.across("督察反馈问题整改任务清单", 6)
    page.across(
        "填表说明：1.“反馈问题”按督察反馈意见原文填写；2.“整改措施”分条列出；3.“责任单位”第一个为牵头单位；4.“整改时限”具体到月。",
        6,
    )
    page.add("反馈问题、整改目标、整改措施均须经主要负责人审定")
    page.blank()
    page.add(
        "序号",
        "反馈问题（原文）",
        "整改目标\n（可量化）",
        "整改措施\n（分条列出）",
        "责任单位\n（第一个为牵头单位）",
        "整改时限\n（具体到月）",
    )
    tails = [
        (u("市城管局、市公安局", "市城管局", "市公安局"), d("2025年11月底前", "2025-11-30")),
        (u("市水利局", "市水利局"), d("2026年3月底前", "2026-03-31")),
        (u("青禾县人民政府", "青禾县人民政府"), d("2025年底前", "2025-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(3, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


def h02() -> Workbook:
    """Deadline and lead merged over several tasks."""
    book = Workbook("62_时限跨任务合并.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "整改时限")
    subjects = take(8, 5)
    places = [
        ("市农业农村局", "2025年12月底前", "2025-12-31"),
        (None, None, None),
        ("市自然资源局", "2026年6月底前", "2026-06-30"),
        (None, None, None),
        (None, None, None),
    ]
    unit = phrase = due = ""
    for number, (subject, (new_unit, new_phrase, new_due)) in enumerate(
        zip(subjects, places, strict=True), 1
    ):
        unit, phrase, due = new_unit or unit, new_phrase or phrase, new_due or due
        cells = [
            n(number, str(number)),
            *core(subject, "1."),
            Cell(new_unit, {"lead": [unit]}),
            Cell(new_phrase, d(phrase, due).says),
        ]
        book.task(page, cells)
    for column in (5, 6):
        page.merge(2, column, 3, column)
        page.merge(4, column, 6, column)
    return book


def h03() -> Workbook:
    """One finding over several numbered tasks."""
    book = Workbook("63_一个问题多项任务.xlsx")
    page = book.sheet("任务分解")
    page.across("整改任务分解表", 6)
    page.add("反馈问题", "任务序号", "整改目标", "整改措施", "责任单位", "完成时限")
    number = 0
    for finding, subjects in ((take(6, 1)[0].finding, take(20, 2)), (take(21, 1)[0].finding, take(30, 3))):
        top = len(page.rows) + 1
        for index, subject in enumerate(subjects):
            number += 1
            unit = ("市住建局", "市水利局", "市生态环境局")[index]
            cells = [
                Cell(finding if index == 0 else None, {"finding": finding}),
                n(number, str(number)),
                g(subject.goal),
                ms(subject.measures, "1、"),
                u(unit, unit),
                d(
                    f"2025年{number + 5}月底前",
                    f"2025-{number + 5:02}-{31 if number + 5 in (7, 8, 10) else 30}",
                ),
            ]
            book.task(page, cells)
        page.merge(top, 1, len(page.rows), 1)
    return book


def h04() -> Workbook:
    """The total directly under the header, subtotals under each band, counts in the bands."""
    book = Workbook("64_合计在前小计在后.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "存在的主要问题", "整改措施", "责任单位", "整改时限")
    book.skipped["total"] = [page.add("总计", "共4项任务，10条措施")]
    tails = [
        (u("市财政局", "市财政局"), d("2025年9月底前", "2025-09-30")),
        (u("市生态环境局", "市生态环境局"), d("2025年10月底前", "2025-10-31")),
        (u("市林业局", "市林业局"), d("2026年底前", "2026-12-31")),
        (u("市水利局", "市水利局"), d("2025年6月底前", "2025-06-30")),
    ]
    band = ""
    for number, (subject, tail) in enumerate(zip(take(12, 4), tails, strict=True), 1):
        if number in (1, 3):
            band = {1: "一、工业污染治理方面（2项）", 3: "二、生态修复方面（2项）"}[number]
            book.skipped.setdefault("band", []).append(page.across(band, 5))
        book.task(
            page,
            [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail],
            category=either(band, band.split("（")[0]),
        )
        if number in (2, 4):
            book.skipped["total"].append(page.add("小计", "2项"))
    return book


def h05() -> Workbook:
    """Header words with annotations and words no dictionary has."""
    book = Workbook("65_少见表头用词.xlsx")
    page = book.sheet("Sheet1")
    page.across("问题整改工作台账", 9)
    page.add(
        "序列",
        "督察指出的具体问题",
        "整改预期目标",
        "推进整改的具体举措",
        "牵头市领导",
        "主体责任单位",
        "监管责任单位",
        "完成整改的时间节点",
        "验收销号单位",
    )
    tails = [
        (
            boss("季未央"),
            lead("青禾县人民政府", "青禾县人民政府"),
            resp("市水利局", "市水利局"),
            d("2025年8月底前", "2025-08-31"),
            acc("市水利局"),
        ),
        (
            boss("楼听雨"),
            lead("云岭高新区管委会", "云岭高新区管委会"),
            resp("市生态环境局", "市生态环境局"),
            d("2026年5月底前", "2026-05-31"),
            acc("市生态环境局"),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(5, 2), tails, strict=True), 1):
        cells = [n(number, str(number)), *core(subject), *tail]
        units = either([tail[1].value, tail[2].value], [tail[2].value, tail[1].value])
        book.task(
            page,
            cells,
            lead_unit=either(tail[1].value),
            responsible_units=units,
            supporting_units=either([], [tail[2].value]),
        )
    return book


def h06() -> Workbook:
    """Bands whose number stands in column A and whose name stands in column B."""
    book = Workbook("66_分节编号与名称分两格.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市委组织部", "市委组织部"), d("长期坚持", long=True)),
        (u("市委编办", "市委编办"), d("2025年6月底前", "2025-06-30")),
        (u("市工信局", "市工信局"), d("2025年12月底前", "2025-12-31")),
        (u("市城管局", "市城管局"), d("2025年12月底前，持续巩固", "2025-12-31", long=True)),
    ]
    band = ""
    for number, (subject, tail) in enumerate(zip(take(0, 4), tails, strict=True), 1):
        if number in (1, 3):
            head, band = {1: ("一", "责任落实方面"), 3: ("二", "大气污染防治方面")}[number]
            book.skipped.setdefault("band", []).append(page.add(head, band))
        book.task(
            page,
            [n(number, str(number)), *core(subject), *tail],
            category=either(band, f"一、{band}", f"二、{band}"),
        )
    return book


def h07() -> Workbook:
    """Spaces, no-break spaces and zero-width characters everywhere."""
    book = Workbook("67_不可见字符.xlsx")
    page = book.sheet(" 任务 清单 ")
    page.add(
        "序\u00a0号", "反馈\u200b问题", " 整改目标 ", "整改\u3000措施", "责任单位\u200b", "整改时限\ufeff"
    )
    tails = [
        (u("市水利局\u3000", "市水利局"), d(" 2025年9月底前 ", "2025-09-30")),
        (
            u("\u00a0市住建局、市水利局", "市住建局", "市水利局"),
            d("2025\u00a0年\u00a012\u00a0月底前", "2025-12-31"),
        ),
        (u("市生态环境局 ", "市生态环境局"), d("\u200b2026年6月底前", "2026-06-30")),
    ]
    for number, (subject, tail) in enumerate(zip(take(7, 3), tails, strict=True), 1):
        book.task(page, [n(f" {number} ", str(number)), *core(subject), *tail])
    return book


def h08() -> Workbook:
    """The field of each task as a vertical merge in a first column that has no header word of its own."""
    book = Workbook("68_首列竖排类别.xlsx")
    page = book.sheet("Sheet1")
    page.add("方面", "序号", "问题", "整改目标", "整改措施", "责任单位", "整改时限")
    tails = [
        ("水\n污\n染", u("市水利局", "市水利局"), d("2025年7月底前", "2025-07-31")),
        (None, u("市住建局", "市住建局"), d("2025年8月底前", "2025-08-31")),
        ("固\n废", u("市城管局", "市城管局"), d("2025年9月底前", "2025-09-30")),
        (None, u("市应急局", "市应急局"), d("2025年10月底前", "2025-10-31")),
    ]
    kind = ""
    for number, (subject, (head, unit, due)) in enumerate(
        zip([*take(5, 2), *take(9, 2)], tails, strict=True), 1
    ):
        kind = (head or kind).replace("\n", "")
        book.task(page, [x(head), n(number, str(number)), *core(subject), unit, due], category=kind)
    page.merge(2, 1, 3, 1)
    page.merge(4, 1, 5, 1)
    return book


def h09() -> Workbook:
    """The same header word twice under two groups."""
    book = Workbook("69_同名列分属两组.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "整改", None, "验收", None, "整改时限")
    page.add(None, None, None, "责任单位", "责任人", "责任单位", "责任人", None)
    page.merge(1, 4, 1, 5)
    page.merge(1, 6, 1, 7)
    for column in (1, 2, 3, 8):
        page.merge(1, column, 2, column)
    tails = [
        (
            u("青禾县人民政府", "青禾县人民政府"),
            who("杜若"),
            acc("市水利局"),
            x("郑重"),
            d("2025年9月底前", "2025-09-30"),
        ),
        (
            u("望川县人民政府", "望川县人民政府"),
            who("向晚"),
            acc("市林业局"),
            x("章台"),
            d("2026年底前", "2026-12-31"),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(31, 2), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail])
    return book


def h10() -> Workbook:
    """Measure numbers in a column of their own, one measure a row."""
    book = Workbook("70_措施序号单列.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改措施推进表", 7)
    page.add("问题序号", "反馈问题", "整改目标", "措施序号", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市水利局", "市水利局"), d("2025年底前", "2025-12-31")),
        (u("市应急局、市生态环境局", "市应急局", "市生态环境局"), d("2026年6月底前", "2026-06-30")),
    ]
    for number, (subject, tail) in enumerate(zip([take(21, 1)[0], take(2, 1)[0]], tails, strict=True), 1):
        texts = [str(part) for part in subject.measures]
        cells = [n(number, str(number)), f(subject.finding), g(subject.goal), x(), m("", *texts), *tail]
        book.block(page, cells, [{3: index, 4: text} for index, text in enumerate(texts, 1)])
    return book


def h11() -> Workbook:
    """The numbers begin again in every band."""
    book = Workbook("71_各节重新编号.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市公安局", "市公安局"), d("2025年5月底前", "2025-05-31")),
        (u("市工信局", "市工信局"), d("2025年6月底前", "2025-06-30")),
        (u("市水利局", "市水利局"), d("2025年7月底前", "2025-07-31")),
        (u("市农业农村局", "市农业农村局"), d("2025年8月底前", "2025-08-31")),
    ]
    band = ""
    for index, (subject, tail) in enumerate(zip(take(11, 4), tails, strict=True)):
        if index in (0, 2):
            band = ("一、大气方面", "", "二、水方面")[index]
            page.across(band, 5)
        number = index % 2 + 1
        book.task(
            page, [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail], category=band
        )
    return book


def dues(name: str, first: int, cells: list[Cell]) -> Workbook:
    """A plain list whose deadlines are the matter."""
    book = Workbook(name)
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, (subject, cell) in enumerate(zip(take(first, len(cells)), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, "1."),
                u("市生态环境局", "市生态环境局"),
                cell,
            ],
        )
    return book


def h12() -> Workbook:
    """Deadlines written carelessly but clearly."""
    return dues("72_时限随手写法.xlsx", 2, [
        d("2025-12", "2025-12-31"),
        d("2025/06", "2025-06-30"),
        d("2025年12月31号", "2025-12-31"),
        d("2025年末", "2025-12-31"),
        d("2025年内", "2025-12-31"),
        d("2025年12月底前基本完成", "2025-12-31"),
        d("2025年十二月底前", "2025-12-31"),
        d("2025年12月31日前完成整改并长期坚持", "2025-12-31", long=True),
        d("整改时限：2026年6月底前。", "2026-06-30"),
        d("2025.12.31前", "2025-12-31"),
        d("2026年2月底前", "2026-02-28"),
        d("2028年2月底前", "2028-02-29"),
        d("2025年12月31日（已完成）", "2025-12-31"),
        d("2025年度", "2025-12-31"),
        d("20251231", "2025-12-31"),
        d("2025年9月底前完成，长期坚持。", "2025-09-30", long=True),
    ])  # fmt: skip


def h13() -> Workbook:
    """Deadlines of several parts."""
    return dues("73_时限多段写法.xlsx", 18, [
        d("2025年10月15日前完成清理，10月31日前完成验收", "2025-10-15", "2025-10-31"),
        d("2025年6月、12月底前分别完成", "2025-06-30", "2025-12-31"),
        d("1.立行立改；2.2025年底前；3.长期坚持", "2025-12-31", imm=True, long=True),
        d("第1—3项措施2025年12月底前，第4项措施2026年12月底前", "2025-12-31", "2026-12-31"),
        d("2025年底前取得阶段性成效，2027年底前全面完成", "2025-12-31", "2027-12-31"),
        d("分三年实施，2027年底前完成", "2027-12-31"),
        d("2025年11月底前；2026年11月底前；2027年11月底前", "2025-11-30", "2026-11-30", "2027-11-30"),
        d("2025年6月1日至9月30日", "2025-09-30", free=True),
        d("2024—2026年", "2026-12-31", free=True),
        d("原定2024年底前，现调整为2025年底前", "2025-12-31", free=True),
        d("2026年3月底前（经批准延期至2026年9月底前）", "2026-09-30", free=True),
        d("立行立改，2025年3月底前完成；每季度调度1次，长期坚持", "2025-03-31", imm=True, long=True, rec=[("quarter", 1)]),
    ])  # fmt: skip


def h14() -> Workbook:
    """More deadlines that a clerk must not guess at."""
    return dues("74_时限不能猜.xlsx", 30, [
        d("年底前", ask=True),
        d("今年10月底前", ask=True),
        d("接到交办之日起15日内", ask=True),
        d("三年内", ask=True),
        d("尽快完成", ask=True),
        d("2025年4月31日", ask=True),
        d("12月", ask=True),
        d(30, ask=True),
        d("2205年12月底前", ask=True),
        d("2025年底前/2026年底前", ask=True),
        d("2025年12月底前？", ask=True),
        d("下一轮督察前", ask=True),
        d("202年6月底前", ask=True),
        d("另行通知", ask=True),
    ])  # fmt: skip


def h15() -> Workbook:
    """Units: remarks in brackets, slashes, spaces, prefixes, names broken over lines."""
    book = Workbook("75_责任单位随手写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    cells = [
        u("市生态环境局（负责水质监测）、市水利局（负责清淤）", either("市生态环境局（负责水质监测）", "市生态环境局"), either("市水利局（负责清淤）", "市水利局")),
        u("责任单位：市水利局、市住建局", "市水利局", "市住建局"),
        u("青禾县人民政府/市水利局", "青禾县人民政府", "市水利局"),
        u("市水利局　市住建局　市城管局", "市水利局", "市住建局", "市城管局"),
        u("市住房和城乡\n建设局、市水利局", "市住房和城乡建设局", "市水利局"),
        roles("牵头：市水利局；配合：市财政局、市审计局", "市水利局", ["市财政局", "市审计局"]),
        roles("市水利局(牵头),市财政局(配合),市审计局(配合)", "市水利局", ["市财政局", "市审计局"]),
        roles("市生态环境局牵头，市直相关部门、各县（市、区）人民政府配合", "市生态环境局", ["市直相关部门", "各县（市、区）人民政府"]),
        u("各乡镇（街道）人民政府（办事处），县住建局", "各乡镇（街道）人民政府（办事处）", "县住建局"),
        u("云岭市中级人民法院、云岭市人民检察院、市公安局", "云岭市中级人民法院", "云岭市人民检察院", "市公安局"),
        u("市生态环境局\n（牵头单位）\n市公安局\n市司法局", "市生态环境局", "市公安局", "市司法局"),
        u("市水利局。", "市水利局"),
        u("①市林业局②市自然资源局", "市林业局", "市自然资源局"),
        u("市文化广电和旅游局、市退役军人事务局", "市文化广电和旅游局", "市退役军人事务局"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(take(4, len(cells)), cells, strict=True), 1):
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


def h16() -> Workbook:
    """Measures: decimals at line heads, words that look like numbering, lines without numbers, nested numbers."""
    book = Workbook("76_措施随手写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    nested = [measure("开展排查：（1）排查雨水口；（2）排查检查井"), measure("完成整治")]
    leaves = [measure("开展排查："), measure("排查雨水口"), measure("排查检查井"), measure("完成整治")]
    cells = [
        m("1.将PM2.5浓度控制在33微克/立方米以内；2.淘汰1.2万辆老旧车；3.3家企业限期退出。", "将PM2.5浓度控制在33微克/立方米以内", "淘汰1.2万辆老旧车", "3家企业限期退出"),
        m("编制整治方案。\n完成管网改造。\n建立长效机制。", "编制整治方案", "完成管网改造", "建立长效机制"),
        m("１．开展排查。２．完成整治。３．组织验收。", "开展排查", "完成整治", "组织验收"),
        Cell("1.开展排查：（1）排查雨水口；（2）排查检查井。2.完成整治。", {"measures": either(nested, leaves)}),
        m("措施一：拆除违建。措施二：恢复植被。", "拆除违建", "恢复植被"),
        m("第一、拆除违建；第二、恢复植被；第三、加强巡查。", "拆除违建", "恢复植被", "加强巡查"),
        m("（1）完成一期工程建设；（2）第二污水处理厂投运；（3）一是一、二是二，据实核查。", "完成一期工程建设", "第二污水处理厂投运", "一是一、二是二，据实核查"),
        m("1. 拆除码头2座（1号、2号码头）。\n2. 复绿9.5公顷。", "拆除码头2座（1号、2号码头）", "复绿9.5公顷"),
        m("①开展培训；②严格执法；③通报曝光", "开展培训", "严格执法", "通报曝光"),
        m("1、2025年6月底前完成清淤；2、2025年9月底前完成截污；3、长期坚持巡查", ("2025年6月底前完成清淤", "2025-06-30"), ("2025年9月底前完成截污", "2025-09-30"), "长期坚持巡查"),
        m("严格落实河长制，每月巡河不少于2次，发现问题24小时内交办。", "严格落实河长制，每月巡河不少于2次，发现问题24小时内交办"),
        m("1.完成治理；\n1.建立台账；\n2.公开结果。", "完成治理", "建立台账", "公开结果"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(take(24, len(cells)), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                cell,
                u("市整改办", "市整改办"),
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


def h17() -> Workbook:
    """Fields down the side, one task a column: read right, or said to be unreadable."""
    book = Workbook("77_横向排列.xlsx")
    page = book.sheet("Sheet1")
    subjects = take(16, 3)
    tails = [
        ("市水利局", "2025年6月底前", "2025-06-30"),
        ("市农业农村局", "2025年10月底前", "2025-10-31"),
        ("市交通运输局", "2025年底前", "2025-12-31"),
    ]
    page.add("序号", 1, 2, 3)
    page.add("反馈问题", *(subject.finding for subject in subjects))
    page.add("整改目标", *(subject.goal for subject in subjects))
    page.add("整改措施", *(ms(subject.measures).value for subject in subjects))
    page.add("责任单位", *(unit for unit, _, _ in tails))
    page.add("整改时限", *(phrase for _, phrase, _ in tails))
    for number, (subject, (unit, phrase, due)) in enumerate(zip(subjects, tails, strict=True), 1):
        book.expect([n(number, str(number)), *core(subject), u(unit, unit), d(phrase, due)], None)
    return book


def h18() -> Workbook:
    """A deadline in days, as safety inspections write it; the actual date beside it."""
    book = Workbook("78_期限为天数.xlsx")
    page = book.sheet("检查问题")
    page.add("序号", "存在问题", "采取的整改措施", "整改责任单位", "整改期限（天）", "完成时间")
    for number, subject in enumerate(take(28, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, "1."),
                u("市应急局", "市应急局"),
                d((15, 30, 60)[number - 1], ask=True),
                x("2025年3月1日"),
            ],
        )
    return book


def h19() -> Workbook:
    """Only 完成时间 stands for the deadline; 完成情况 is the state."""
    book = Workbook("79_完成时间即时限.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改任务表", 6)
    page.add("序号", "整改问题", "整改举措", "责任单位", "完成时间", "完成情况")
    phrases = [
        ("2025年12月底前", "2025-12-31"),
        ("2026年6月底前", "2026-06-30"),
        ("2025年10月底前", "2025-10-31"),
    ]
    for number, (subject, (phrase, due)) in enumerate(zip(take(37, 3), phrases, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市林业局", "市林业局"),
                d(phrase, due),
                x("正在推进"),
            ],
        )
    return book


def h20() -> Workbook:
    """City and county leaders, first and direct persons, in eight columns."""
    book = Workbook("80_两级领导与责任人.xlsx")
    page = book.sheet("Sheet1")
    page.add(
        "序号",
        "反馈问题",
        "整改措施",
        "市级包抓领导",
        "县级包抓领导",
        "牵头单位",
        "第一责任人",
        "直接责任人",
        "督导部门",
        "整改时限",
    )
    for number, subject in enumerate(take(33, 3), 1):
        cells = [
            n(number, str(number)), f(subject.finding), ms(subject.measures), Cell("钟离", {"leader_in_charge": either("钟离", "钟离、邱霁云", "钟离；邱霁云", "邱霁云")}), x("邱霁云"),
            lead("青禾县人民政府", "青禾县人民政府"), Cell("贺砚秋", {"responsible_person": either("贺砚秋", "李祎", "贺砚秋、李祎", "贺砚秋；李祎")}), x("李祎"),
            acc("市水利局"), d("2026年底前", "2026-12-31"),
        ]  # fmt: skip
        book.task(page, cells)
    return book


def h21() -> Workbook:
    """Three sheets: last round closed, this round, and a statistics sheet."""
    book = Workbook("81_两轮清单与统计.xlsx")
    stats = book.sheet("统计")
    stats.add("县（市、区）", "任务数", "已完成", "完成率")
    stats.add("青禾县", 3, 1, "33.3%")
    stats.add("望川县", 2, 2, "100%")
    stats.add("合计", 5, 3, "60%")
    for name, first, phrases in (
        ("第一轮", 14, [("2023年底前", "2023-12-31"), ("2024年6月底前", "2024-06-30")]),
        (
            "第二轮",
            22,
            [("2026年底前", "2026-12-31"), ("2025年9月底前", "2025-09-30"), ("2025年底前", "2025-12-31")],
        ),
    ):
        page = book.sheet(name)
        page.across(f"{name}督察整改任务清单", 5)
        page.add("编号", "反馈问题", "整改目标", "责任单位", "整改时限")
        for number, (subject, (phrase, due)) in enumerate(
            zip(take(first, len(phrases)), phrases, strict=True), 1
        ):
            book.task(
                page,
                [
                    n(number, str(number)),
                    f(subject.finding),
                    g(subject.goal),
                    u("市生态环境局", "市生态环境局"),
                    d(phrase, due),
                ],
            )
    return book


def h22() -> Workbook:
    """Notes inside the table: a remark row between tasks, an empty numbered row at the end."""
    book = Workbook("82_表内说明与空编号行.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限", "备注")
    for number, subject in enumerate(take(1, 4), 1):
        if number == 3:
            book.skipped["note"] = [
                page.across("说明：第3、4项为交叉检查发现的问题，由市整改办直接督办。", 6)
            ]
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, "①", ""),
                u("市工信局", "市工信局"),
                d("2025年7月底前", "2025-07-31"),
                x("重点" if number == 1 else None),
            ],
        )
    page.add(5)
    page.add(6)
    return book


def h23() -> Workbook:
    """Old binary workbook, one measure a row with own units and dates."""
    book = Workbook("83_旧版一行一措施.xls")
    page = book.sheet("清单")
    page.across("整改措施分解清单", 6)
    page.add("序号", "督察反馈问题", "整改目标", "整改措施", "责任单位", "完成时限")
    subject = take(4, 1)[0]
    lines = [
        ("完成配套管网3.2公里建设", "市住建局", "2024年12月底前", "2024-12-31"),
        ("完成设备检修并通水", "市水利局", "2025年3月底前", "2025-03-31"),
    ]
    book.block(page, [n(1, "1"), f(subject.finding), g(subject.goal), x(), x(), x()], [{3: text, 4: unit, 5: phrase} for text, unit, phrase, _ in lines],
               lead=["市住建局"], resp=["市住建局", "市水利局"], measures=[measure((text, due, [unit])) for text, unit, _, due in lines],
               deadline={"due": "2025-03-31", "immediate": False, "long_term": False, "recurring": [], "needs_review": False})  # fmt: skip
    book.task(
        page,
        [n(2, "2"), *core(take(15, 1)[0]), u("市水利局", "市水利局"), d(date(2025, 9, 30), "2025-09-30")],
    )
    return book


def h24() -> Workbook:
    """OpenDocument with two header rows and a section band."""
    book = Workbook("84_开放文档两行表头.ods")
    page = book.sheet("表")
    page.add("编号", None, "反馈问题", "整改措施", "责任分工", None, "时限")
    page.add("省", "市", None, None, "牵头", "配合", None)
    page.merge(1, 1, 1, 2)
    page.merge(1, 5, 1, 6)
    for column in (3, 4, 7):
        page.merge(1, column, 2, column)
    book.skipped["band"] = [page.across("三、土壤污染防治方面", 7)]
    for number, subject in enumerate(take(35, 3), 1):
        book.task(
            page,
            [
                up(number + 20, str(number + 20)),
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                lead("市生态环境局", "市生态环境局"),
                sup("市自然资源局", "市自然资源局"),
                d("2026年6月底前", "2026-06-30"),
            ],
            category="三、土壤污染防治方面",
        )
    return book


def h25() -> Workbook:
    """Separated text with a title line, a reporting line and a total."""
    book = Workbook("85_文本带标题行.csv", encoding="utf-8")
    page = book.sheet("Sheet1")
    page.add("整改任务清单")
    page.add("填报单位：某县整改办", None, "2025年3月")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(27, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, "一是", ""),
                u("市水利局、市商务局", "市水利局", "市商务局"),
                d("2025年12月31日前", "2025-12-31"),
            ],
        )
    page.add("合计", "3项")
    return book


def h26() -> Workbook:
    """Word: one card table a task."""
    book = Workbook("86_文档卡片.docx")
    tails = [("2025年10月底前", "2025-10-31", "市林业局"), ("2026年底前", "2026-12-31", "市水利局")]
    for number, (subject, (phrase, due, unit)) in enumerate(zip(take(14, 2), tails, strict=True), 1):
        page = book.sheet(f"表{number}", lines_above=[f"整改任务卡（{number}）"])
        cells = [n(f"第{number}号", str(number)), *core(subject), u(unit, unit), d(phrase, due)]
        page.add("任务编号", cells[0].value, "整改时限", phrase)
        for label, cell in (
            ("反馈问题", cells[1]),
            ("整改目标", cells[2]),
            ("整改措施", cells[3]),
            ("责任单位", cells[4]),
        ):
            row = page.add(label, cell.value)
            page.merge(row, 2, row, 4)
        book.expect(cells, None)
    return book


def h27() -> Workbook:
    """A season in the deadline, a range of numbers in the title, kinds in brackets."""
    book = Workbook("87_季节时限.xlsx")
    page = book.sheet("Sheet1")
    page.across("第1—3号整改任务清单", 6)
    page.add("任务编号", "归类", "整改问题", "整改措施", "牵头部门", "完成时限")
    cells = [season("2025年汛期前"), season("2025年采暖季结束前"), d("2025年秋收前", ask=True)]
    for number, (subject, cell) in enumerate(zip(take(17, 3), cells, strict=True), 1):
        book.task(
            page,
            [
                n(f"{number:02d}", str(number)),
                cat("（生态类）"),
                f(subject.finding),
                ms(subject.measures),
                lead("市农业农村局", "市农业农村局"),
                cell,
            ],
        )
    return book


LAYOUTS = [value for name, value in sorted(globals().items()) if name[0] == "h" and name[1:].isdigit()]
