"""Lists whose difficulty is the table: headers, merges, bands, rows that are no tasks, several sheets, cards."""

from .model import (
    Cell,
    Sheet,
    Workbook,
    acc,
    boss,
    cat,
    d,
    either,
    f,
    g,
    lead,
    measure,
    ms,
    n,
    resp,
    season,
    sup,
    u,
    who,
    x,
)
from .subjects import Subject, take

BOTH = either("青禾县委、县政府", ["青禾县委", "县政府"], ["青禾县委", "青禾县政府"])


def core(subject: Subject, style: str = "（1）", joint: str = "\n") -> tuple[Cell, Cell, Cell]:
    """Finding, goal and measures of a subject as three cells."""

    return f(subject.finding), g(subject.goal), ms(subject.measures, style, joint)


def t01() -> Workbook:
    """The plainest list: one header row on top."""
    book = Workbook("01_表头在首行.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    rows = [
        (u("市委组织部、市委宣传部", "市委组织部", "市委宣传部"), d("2025年12月底前", "2025-12-31")),
        (u("市委编办", "市委编办"), d("2025年6月30日前", "2025-06-30")),
        (
            u(
                "栖云县人民政府、市生态环境局、市工业和信息化局",
                "栖云县人民政府",
                "市生态环境局",
                "市工业和信息化局",
            ),
            d("2024年底前", "2024-12-31"),
        ),
        (
            u("市城管局，市公安局交警支队", "市城管局", "市公安局交警支队"),
            d("立行立改，长期坚持", imm=True, long=True),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(0, 4), rows, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


def t02() -> Workbook:
    """Attachment line, big title, reporting line; header words with spaces between the characters."""
    book = Workbook("02_大标题与填报单位.xlsx")
    page = book.sheet("任务清单")
    page.add("附件2")
    page.across("关于落实省生态环境保护督察反馈意见的整改任务分解表", 7)
    page.add("填报单位：某市整改办", None, None, "填报时间：2025年3月8日", None, "联系人：宋予安")
    page.add("序 号", "督察反馈问题", "整 改 目 标", "整 改 措 施", "牵 头 单 位", "整 改 时 限", "备 注")
    tails = [
        (lead("市住房城乡建设局", "市住房城乡建设局"), d("2025年9月底前", "2025-09-30")),
        (lead("市水利局", "市水利局"), d("2026年6月底", "2026-06-30")),
        (lead("高新区管委会", "高新区管委会"), d("2025年10月31日前完成", "2025-10-31")),
        (lead("市农业农村局", "市农业农村局"), d("2025年底", "2025-12-31")),
        (lead("市城管局", "市城管局"), d("2027年12月31日", "2027-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(4, 5), tails, strict=True), 1):
        book.task(
            page, [n(number, str(number)), *core(subject, "1."), *tail, x("—" if number == 2 else None)]
        )
    return book


def t03() -> Workbook:
    """Two header rows; 责任分工 over lead and support."""
    book = Workbook("03_两行表头.xlsx")
    page = book.sheet("附表")
    page.across("整改任务责任分工表", 8)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任分工", None, "验收单位", "整改时限")
    page.add(None, None, None, None, "牵头单位", "配合单位", None, None)
    page.merge(2, 5, 2, 6)
    for column in (1, 2, 3, 4, 7, 8):
        page.merge(2, column, 3, column)
    tails = [
        (
            lead("市生态环境局", "市生态环境局"),
            sup("市财政局、市发展改革委", "市财政局", "市发展改革委"),
            acc("市整改办"),
            d("2025年8月底前", "2025-08-31"),
        ),
        (
            lead("市公安局", "市公安局"),
            sup("市交通运输局", "市交通运输局"),
            acc("市公安局"),
            d("立行立改", imm=True),
        ),
        (
            lead("市自然资源局", "市自然资源局"),
            sup("各县（区）人民政府", "各县（区）人民政府"),
            acc("市自然资源局"),
            d("2026年底前", "2026-12-31"),
        ),
        (lead("市林业局", "市林业局"), sup(None), acc("市林业局"), d("长期坚持", long=True)),
    ]
    for number, (subject, tail) in enumerate(zip(take(10, 4), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject, "(1)"), *tail])
    return book


def t04() -> Workbook:
    """Three header rows with groups of groups."""
    book = Workbook("04_三行表头.xlsx")
    page = book.sheet("总表")
    page.add("基本情况", None, None, "整改要求", None, None, "责任体系", None, None, None)
    page.add(
        "编号", "问题类型", "督察反馈问题", "整改目标", "整改措施", "完成时限", "市级", None, "县级", None
    )
    page.add(None, None, None, None, None, None, "牵头单位", "验收单位", "责任单位", "责任人")
    for area in (
        (1, 1, 1, 3),
        (1, 4, 1, 6),
        (1, 7, 1, 10),
        (2, 7, 2, 8),
        (2, 9, 2, 10),
        *((2, c, 3, c) for c in range(1, 7)),
    ):
        page.merge(*area)
    tails = [
        (
            d("2025年12月31日", "2025-12-31"),
            lead("市水利局", "市水利局"),
            acc("市水利局"),
            resp("青禾县人民政府", "青禾县人民政府"),
            who("韩叙"),
        ),
        (
            d("2026年3月底前", "2026-03-31"),
            lead("市农业农村局", "市农业农村局"),
            acc("市农业农村局"),
            resp("望川县人民政府", "望川县人民政府"),
            who("莫知行"),
        ),
        (
            d("2026年底前，并长期坚持", "2026-12-31", long=True),
            lead("市应急管理局", "市应急管理局"),
            acc("市生态环境局"),
            resp("石梁县人民政府、港务中心", "石梁县人民政府", "港务中心"),
            who("唐既白"),
        ),
    ]
    kinds = ("水环境", "大气", "风险防范")
    for number, (subject, tail) in enumerate(zip(take(16, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), cat(kinds[number - 1]), *core(subject, "①"), *tail])
    return book


def t05() -> Workbook:
    """Section bands merged across the table."""
    book = Workbook("05_分节标题.xlsx")
    page = book.sheet("清单")
    page.across("整改任务清单", 6)
    page.add("序号", "存在问题", "整改措施", "整改目标", "责任单位", "整改时限")
    bands = {1: "一、思想认识方面", 3: "二、污染防治方面", 6: "三、生态保护方面"}
    tails = [
        (u("市委办、市政府办", "市委办", "市政府办"), d("持续推进", long=True)),
        (u("市考核办", "市考核办"), d("2025年3月底前", "2025-03-31")),
        (u("市生态环境局", "市生态环境局"), d("2025年11月底前", "2025-11-30")),
        (u("市卫生健康委", "市卫生健康委"), d("2025年底前完成", "2025-12-31")),
        (u("市住建局；市水利局", "市住建局", "市水利局"), d("2026年9月30日前", "2026-09-30")),
        (u("市自然资源和规划局", "市自然资源和规划局"), d("2027年底前", "2027-12-31")),
    ]
    band = ""
    for number, (subject, tail) in enumerate(
        zip([*take(0, 2), *take(19, 3), *take(13, 1)], tails, strict=True), 1
    ):
        if number in bands:
            band = bands[number]
            book.skipped.setdefault("band", []).append(page.across(band, 6))
        finding, goal, measures = core(subject, "1、")
        book.task(page, [n(number, str(number)), finding, measures, goal, *tail], category=band)
    return book


def t06() -> Workbook:
    """Bands in the first cell only, unmerged; numbers go on through the chapters."""
    book = Workbook("06_分节标题未合并.xlsx")
    page = book.sheet("Sheet1")
    page.add("任务序号", "整改任务", "整改目标", "主要措施", "责任部门", "完成时限")
    tails = [
        (u("市工信局", "市工信局"), d("2024年12月底", "2024-12-31")),
        (u("市场监管局", "市场监管局"), d("2025年1月底前", "2025-01-31")),
        (u("市交通局、市港航中心", "市交通局", "市港航中心"), d("2025年4月30日", "2025-04-30")),
        (u("市水利局\n市发改委", "市水利局", "市发改委"), d("2025年二季度末", "2025-06-30")),
        (u("市商务局", "市商务局"), d("常态化推进", long=True)),
    ]
    band = ""
    for number, (subject, tail) in enumerate(zip(take(23, 5), tails, strict=True), 1):
        if number in (1, 4):
            band = {1: "（一）农业与工业污染防治", 4: "（二）资源能源保障"}[number]
            page.add(band)
        book.task(page, [n(number, str(number)), *core(subject, "（一）"), *tail], category=band)
    return book


def t07() -> Workbook:
    """One measure a row, everything else merged downwards."""
    book = Workbook("07_一行一措施_合并.xlsx")
    page = book.sheet("措施清单")
    page.across("整改措施清单", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市生态环境局、市水利局", "市生态环境局", "市水利局"), d("2025年12月底前", "2025-12-31")),
        (u("市住建局", "市住建局"), d("2026年6月底前", "2026-06-30")),
        (u("市农业农村局", "市农业农村局"), d("2025年底前，并长期坚持", "2025-12-31", long=True)),
    ]
    for number, (subject, tail) in enumerate(
        zip([take(4, 1)[0], take(10, 1)[0], take(21, 1)[0]], tails, strict=True), 1
    ):
        finding, goal, measures = core(subject)
        lines = str(measures.value).split("\n")
        book.block(
            page, [n(number, str(number)), finding, goal, measures, *tail], [{3: line} for line in lines]
        )
    return book


def t08() -> Workbook:
    """One measure a row; the cells beneath a finding are blank, nothing is merged."""
    book = Workbook("08_一行一措施_留空.xlsx")
    page = book.sheet("Sheet1")
    page.add("编号", "问题描述", "整改目标", "具体措施", "责任单位", "整改期限")
    tails = [
        (u("青禾县人民政府", "青禾县人民政府"), d("2025年10月底前", "2025-10-31")),
        (u("望川县人民政府、市林业局", "望川县人民政府", "市林业局"), d("2026年12月31日", "2026-12-31")),
        (u("市城市管理局", "市城市管理局"), d("2025-09-30", "2025-09-30")),
        (u("市生态环境局", "市生态环境局"), d("立行立改", imm=True)),
    ]
    for number, (subject, tail) in enumerate(zip(take(2, 4), tails, strict=True), 1):
        finding, goal, measures = core(subject, "1.")
        lines = str(measures.value).split("\n")
        book.block(
            page,
            [n(number, str(number)), finding, goal, measures, *tail],
            [{3: line} for line in lines],
            merged=False,
        )
    return book


def t09() -> Workbook:
    """One measure a row, each with a unit and a deadline of its own."""
    book = Workbook("09_措施各有单位时限.xlsx")
    page = book.sheet("责任清单")
    page.across("责任清单和措施清单", 6)
    page.add("序号", "整改问题", "目标任务", "整改措施", "责任单位", "完成时限")
    plans = [
        (
            take(6, 1)[0],
            [
                ("1.对园区管网开展全面排查检测", "高新区管委会", "2025年3月底前", "2025-03-31"),
                ("2.完成错接混接改造57处", "市住建局", "2025年10月底前", "2025-10-31"),
            ],
        ),
        (
            take(14, 1)[0],
            [
                ("1.拆除栈道1.3公里、观景平台2处", "市林业局", "2025年6月底前", "2025-06-30"),
                ("2.开展植被恢复并跟踪监测", "市林业局、市文旅局", "2026年6月底前", "2026-06-30"),
            ],
        ),
        (
            take(27, 1)[0],
            [
                ("1.完成泄流设施改造", "市水利局", "2025年8月31日", "2025-08-31"),
                ("2.安装流量和视频监测设备", "市水利局", "2025年12月31日", "2025-12-31"),
            ],
        ),
    ]
    for number, (subject, lines) in enumerate(plans, 1):
        cells = [n(number, str(number)), f(subject.finding), g(subject.goal), x(), x(), x()]
        units = [unit for line in lines for unit in line[1].split("、")]
        read = [measure((text, due, unit.split("、"))) for text, unit, _, due in lines]
        book.block(
            page,
            cells,
            [{3: text, 4: unit, 5: phrase} for text, unit, phrase, _ in lines],
            lead=[units[0]],
            resp=units,
            measures=read,
            deadline={
                "due": lines[-1][3],
                "immediate": False,
                "long_term": False,
                "recurring": [],
                "needs_review": False,
            },
        )
    return book


CARD = (
    ("任务编号", 0),
    ("反馈问题", 1),
    ("整改目标", 2),
    ("整改措施", 3),
    ("责任单位", 4),
    ("整改时限", 5),
    ("责任人", 6),
)


def card(page: Sheet, cells: list[Cell]) -> None:
    """A card: label beside value, two pairs in the first line."""
    page.add("任务编号", cells[0].value, "责任人", cells[6].value)
    for label, index in CARD[1:6]:
        row = page.add(label, cells[index].value)
        page.merge(row, 2, row, 4)


def t10() -> Workbook:
    """One task a sheet, as a card."""
    book = Workbook("10_一表一卡.xlsx")
    tails = [
        (
            "第1号",
            "1",
            u("市生态环境局、市公安局", "市生态环境局", "市公安局"),
            d("2025年12月底前", "2025-12-31"),
            "程望舒",
        ),
        ("第2号", "2", u("市工业和信息化局", "市工业和信息化局"), d("2024年9月底前", "2024-09-30"), "白简"),
        (
            "第3号",
            "3",
            u("市自然资源局", "市自然资源局"),
            d("2026年底前，并长期坚持", "2026-12-31", long=True),
            "闻人溪",
        ),
    ]
    for subject, (value, number, unit, due, person) in zip(take(11, 3), tails, strict=True):
        page = book.sheet(value)
        page.across("整改任务登记卡", 4)
        cells = [n(value, number), *core(subject), unit, due, who(person)]
        card(page, cells)
        page.add("填表人：", "罗敏", "填表日期：", "2025年1月6日")
        book.expect(cells, None)
    return book


def t11() -> Workbook:
    """Several cards below each other in one sheet."""
    book = Workbook("11_一页多卡.xlsx")
    page = book.sheet("整改卡片")
    tails = [
        (u("市水利局", "市水利局"), d("2025年9月底前", "2025-09-30"), "顾南星"),
        (
            u("青禾县人民政府、市农业农村局", "青禾县人民政府", "市农业农村局"),
            d("2025年底前", "2025-12-31"),
            "田野",
        ),
        (u("市农业农村局", "市农业农村局"), d("每年10月底前", rec=[("year", 1)]), "施方"),
        (u("市交通运输局", "市交通运输局"), d("2026年3月31日前", "2026-03-31"), "游子衿"),
    ]
    for number, (subject, (unit, due, person)) in enumerate(zip(take(15, 4), tails, strict=True), 1):
        cells = [n(number, str(number)), *core(subject, "1."), unit, due, who(person)]
        card(page, cells)
        page.blank(2)
        book.expect(cells, None)
    return book


def t12() -> Workbook:
    """The header repeated after each page, spacer rows between."""
    book = Workbook("12_表头重复.xlsx")
    page = book.sheet("打印版")
    header = ("序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "配合单位", "整改时限")
    tails = [
        (lead("市公安局", "市公安局"), sup("市生态环境局", "市生态环境局"), d("2025年5月底前", "2025-05-31")),
        (
            lead("市经信局", "市经信局"),
            sup("市生态环境局、市应急局", "市生态环境局", "市应急局"),
            d("2025年12月", "2025-12-31"),
        ),
        (lead("市自然资源局", "市自然资源局"), sup("市公安局", "市公安局"), d("2026年9月底前", "2026-09-30")),
        (lead("市林业局", "市林业局"), sup("市文旅局", "市文旅局"), d("2025年3月20日前", "2025-03-20")),
        (lead("市水利局", "市水利局"), sup(None), d("2025年9月底前", "2025-09-30")),
        (lead("市农业农村局", "市农业农村局"), sup("湖区管理局", "湖区管理局"), d("长期坚持", long=True)),
    ]
    for number, (subject, tail) in enumerate(zip(take(11, 6), tails, strict=True), 1):
        if number in (1, 3, 5):
            if number > 1:
                page.blank()
            page.add(*header)
        book.task(page, [n(number, str(number)), *core(subject, "1)"), *tail])
    return book


def t13() -> Workbook:
    """Total row, note rows and sign-off lines below the table."""
    book = Workbook("13_合计注释签字行.xlsx")
    page = book.sheet("Sheet1")
    page.across("重点整改任务台账", 6)
    page.add("序号", "问题", "整改目标", "措施", "责任单位", "时限要求")
    tails = [
        (u("市交通运输局", "市交通运输局"), d("2025年7月底前", "2025-07-31")),
        (u("市水利局", "市水利局"), d("2025年底前", "2025-12-31")),
        (u("市商务局、市应急局", "市商务局", "市应急局"), d("2025年4月底前", "2025-04-30")),
    ]
    for number, (subject, tail) in enumerate(zip(take(26, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    book.skipped["total"] = [page.add("合计", "3项", None, "7条")]
    book.skipped["note"] = [
        page.across("注：涉及多个责任单位的，列在首位的为牵头单位。", 6),
        page.add("备注：本表每月更新一次"),
    ]
    book.skipped["sign"] = [page.add("制表人：许唯", None, "审核人：高彦", None, "单位负责人（签字）：")]
    return book


def t14() -> Workbook:
    """A total that does not agree with the rows."""
    book = Workbook("14_合计不符.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市生态环境局", "市生态环境局"), d("2025年6月底前", "2025-06-30")),
        (u("市住建局", "市住建局"), d("2025年6月底前", "2025-06-30")),
        (u("市城管局", "市城管局"), d("2025年12月底前", "2025-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(30, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), f(subject.finding), ms(subject.measures, "一是", ""), *tail])
    row = page.add("合计", "共5项整改任务")
    book.skipped["total"] = [row]
    book.must_mention.append(f"row {row}")
    return book


def t15() -> Workbook:
    """A hidden old version, a cover, a hidden column and a hidden row beside the list in force."""
    book = Workbook("15_隐藏旧表与隐藏行列.xlsx")
    cover = book.sheet("封面")
    cover.blank(5)
    cover.across("整改任务清单（第二版）", 6)
    cover.blank(8)
    cover.across("二〇二五年四月", 6)
    old = book.sheet("旧版", hidden=True)
    old.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    old.add(1, "旧版问题表述，已作废。", "旧目标", "旧措施", "旧单位", "2023年底前")
    page = book.sheet("现行清单", hidden_rows=[4], hidden_columns=[4])
    page.add("序号", "反馈问题", "整改目标", "内部批注", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市林业局", "市林业局"), d("2026年底前", "2026-12-31")),
        (u("市水利局、市农业农村局", "市水利局", "市农业农村局"), d("2025年底前", "2025-12-31")),
        (u("市生态环境局", "市生态环境局"), d("2025年6月底前", "2025-06-30")),
        (u("市生态环境局", "市生态环境局"), d("2025年8月底前", "2025-08-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(32, 4), tails, strict=True), 1):
        finding, goal, measures = core(subject)
        book.task(
            page, [n(number, str(number)), finding, goal, x("待核"), measures, *tail], optional=number == 3
        )
    book.must_mention.append("row 4")
    return book


def t16() -> Workbook:
    """Numbers written as formulas whose values were never saved."""
    book = Workbook("16_公式序号无缓存.xlsx")
    page = book.sheet("Sheet1")
    page.across("任务表", 5)
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市发展改革委", "市发展改革委"), d("2025年11月底前", "2025-11-30")),
        (u("沿江各区人民政府", "沿江各区人民政府"), d("2025年3月底前", "2025-03-31")),
        (u("市生态环境局", "市生态环境局"), d("2026年底前", "2026-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip(take(36, 3), tails, strict=True), 1):
        book.task(
            page,
            [n("=ROW()-2", either(None, str(number))), f(subject.finding), ms(subject.measures, "1."), *tail],
        )
    return book


def t17() -> Workbook:
    """The table begins at C7, with an unused column inside."""
    book = Workbook("17_表格不在左上角.xlsx")
    page = book.sheet("Sheet1")
    page.blank(2)
    page.across("某市整改任务一览表", 7, left=2)
    page.blank(3)
    page.add("序号", "督察报告指出问题", None, "整改目标", "整改措施", "责任单位", "整改时限", left=2)
    tails = [
        (u("市人大常委会办公室、市司法局", "市人大常委会办公室", "市司法局"), d("2025年底前", "2025-12-31")),
        (u("市纪委监委机关", "市纪委监委机关"), d("2025年6月底前", "2025-06-30")),
        (u("市生态环境局", "市生态环境局"), d("2026年6月底前", "2026-06-30")),
    ]
    for number, (subject, tail) in enumerate(zip([*take(38, 2), *take(0, 1)], tails, strict=True), 1):
        finding, goal, measures = core(subject)
        book.task(page, [n(number, str(number)), finding, x(), goal, measures, *tail], left=2)
    return book


def t18() -> Workbook:
    """Header words broken over lines, one character a line."""
    book = Workbook("18_竖排表头.xlsx")
    page = book.sheet("Sheet1")
    page.add("序\n号", "反馈\n问题", "整改\n目标", "整改\n措施", "责任\n单位", "整\n改\n时\n限", "验收\n单位")
    tails = [
        (
            u("市财政局、市生态环境局", "市财政局", "市生态环境局"),
            d("2025年9月底前", "2025-09-30"),
            acc("市财政局"),
        ),
        (
            u("各县（市、区）党委、政府", either("各县（市、区）党委、政府", ["各县（市、区）党委", "政府"])),
            d("长期坚持", long=True),
            acc("市委督查室"),
        ),
        (u("市工信局", "市工信局"), d("2025\n年底\n前", "2025-12-31"), acc("市工信局")),
    ]
    for number, (subject, tail) in enumerate(zip(take(1, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


def t19() -> Workbook:
    """One sheet a county, the same layout in each."""
    book = Workbook("19_一县一表.xlsx")
    tails = {
        "青禾县": [d("2025年10月底前", "2025-10-31"), d("2026年底前", "2026-12-31")],
        "望川县": [d("2025年底前", "2025-12-31"), d("2025年3月底前", "2025-03-31")],
        "石梁县": [d("2026年6月底前", "2026-06-30"), d("持续推进", long=True)],
    }
    number = 0
    for place, dues in tails.items():
        page = book.sheet(place)
        page.across(f"{place}整改任务清单", 5)
        page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
        for subject, due in zip(take(5 + number, 2), dues, strict=True):
            number += 1
            unit = f"{place}人民政府"
            book.task(
                page,
                [n(number, str(number)), f(subject.finding), ms(subject.measures, "1、"), u(unit, unit), due],
            )
    return book


def t20() -> Workbook:
    """The columns in an unusual order."""
    book = Workbook("20_列序颠倒.xlsx")
    page = book.sheet("Sheet1")
    page.add("完成时限", "验收单位", "牵头单位", "整改措施", "整改目标", "反馈问题", "序号")
    tails = [
        ("2025年8月底前", "2025-08-31", "市水利局", "市水利局"),
        ("2026年12月底前", "2026-12-31", "市生态环境局", "市住房城乡建设局"),
        ("2025年6月底前", "2025-06-30", "市生态环境局", "市农业农村局"),
        ("2025年11月15日前", "2025-11-15", "市城管局", "市城管局"),
    ]
    for number, (subject, (phrase, due, accepting, unit)) in enumerate(
        zip(take(5, 4), tails, strict=True), 1
    ):
        finding, goal, measures = core(subject)
        book.task(
            page,
            [
                d(phrase, due),
                acc(accepting),
                lead(unit, unit),
                measures,
                goal,
                finding,
                n(number, str(number)),
            ],
        )
    return book


def t21() -> Workbook:
    """The kind of problem merged downwards over several tasks, the round beside it."""
    book = Workbook("21_类型列合并.xlsx")
    page = book.sheet("问题清单")
    page.add("问题类型", "督察轮次", "编号", "问题描述", "整改目标", "整改措施", "整改时限", "责任单位")
    tails = [
        ("水污染防治", d("2025年12月底前", "2025-12-31"), u("市水利局", "市水利局")),
        (None, d("2026年3月底前", "2026-03-31"), u("市住建局、高新区管委会", "市住建局", "高新区管委会")),
        (None, d("2025年9月底前", "2025-09-30"), u("市生态环境局", "市生态环境局")),
        ("固体废物", d("2025年6月底前", "2025-06-30"), u("市城管局", "市城管局")),
        (None, d("2026年底前", "2026-12-31"), u("市自然资源局", "市自然资源局")),
    ]
    kind = ""
    for number, (subject, (head, due, unit)) in enumerate(
        zip([*take(5, 3), *take(9, 2)], tails, strict=True), 1
    ):
        kind = head or kind
        book.task(
            page,
            [
                x(head),
                x("省第二轮" if number == 1 else None),
                n(number, str(number)),
                *core(subject),
                due,
                unit,
            ],
            category=kind,
        )
    page.merge(2, 1, 4, 1)
    page.merge(5, 1, 6, 1)
    page.merge(2, 2, 6, 2)
    return book


def t22() -> Workbook:
    """A task list beside the complaints list and a contact sheet."""
    book = Workbook("22_任务与信访件.xlsx")
    contact = book.sheet("联络表")
    contact.add("单位", "姓名", "职务", "电话")
    contact.add("市整改办", "贺晨", "科长", "0000-1234567")
    letters = book.sheet("信访件")
    letters.across("交办信访举报件办理情况表", 7)
    letters.add("序号", "受理编号", "举报内容", "污染类型", "行政区", "办理情况", "是否办结")
    letters.add(1, "D2025001", "某小区楼下烧烤油烟扰民。", "大气", "云麓区", "已责令整改。", "是")
    letters.add(2, "D2025002", "河边倾倒建筑垃圾。", "固废", "青禾县", "已清运。", "是")
    page = book.sheet("整改任务")
    page.across("督察反馈问题整改任务清单", 7)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "督导单位", "整改时限")
    tails = [
        (
            u(
                "云麓区委、区政府",
                either("云麓区委、区政府", ["云麓区委", "区政府"], ["云麓区委", "云麓区政府"]),
            ),
            acc("市城管局"),
            d("2025年底前", "2025-12-31"),
        ),
        (u("青禾县委、县政府", BOTH), acc("市生态环境局"), d("2026年6月底前", "2026-06-30")),
        (
            u("市生态环境局、各县（市、区）人民政府", "市生态环境局", "各县（市、区）人民政府"),
            acc("市整改办"),
            d("2025年10月底前，长期坚持", "2025-10-31", long=True),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(22, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


def t23() -> Workbook:
    """Two tables in one sheet: the list, and below it a second one with other headings."""
    book = Workbook("23_一页两表.xlsx")
    page = book.sheet("Sheet1")
    page.across("一、省督察反馈问题", 5)
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市水利局", "市水利局"), d("2025年底前", "2025-12-31")),
        (u("市商务局", "市商务局"), d("2025年9月底前", "2025-09-30")),
    ]
    for number, (subject, tail) in enumerate(zip(take(27, 2), tails, strict=True), 1):
        book.task(
            page,
            [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail],
            category=either("一、省督察反馈问题", None),
        )
    page.blank(2)
    page.across("二、举一反三自查问题", 6)
    page.add("序号", "自查问题", "整改目标", "整改措施", "牵头单位", "完成时限")
    more = [
        (lead("市应急局", "市应急局"), d("2025年5月底前", "2025-05-31")),
        (lead("市住建局", "市住建局"), d("立行立改", imm=True)),
    ]
    for number, (subject, tail) in enumerate(zip(take(29, 2), more, strict=True), 1):
        book.task(
            page,
            [n(number, str(number)), *core(subject), *tail],
            category=either("二、举一反三自查问题", None),
        )
    return book


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


LAYOUTS = [value for name, value in sorted(globals().items()) if name[0] == "t" and name[1:].isdigit()]
