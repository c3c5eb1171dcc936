"""Lists whose difficulty is the header: where it stands, how many rows it has, section bands; measures row by row."""

from .model import (
    Workbook,
    acc,
    cat,
    d,
    f,
    g,
    lead,
    measure,
    n,
    resp,
    sup,
    u,
    who,
    x,
)
from .subjects import core, take


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


LAYOUTS = (t01, t02, t03, t04, t05, t06, t07, t08, t09)
