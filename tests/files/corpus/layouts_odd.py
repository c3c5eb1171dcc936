"""Odd arrangements: fields down the side, days for dates, two levels of leaders, old formats."""

# ruff: noqa: E501

from datetime import date

from .model import (
    Cell,
    Workbook,
    acc,
    cat,
    d,
    either,
    f,
    g,
    lead,
    measure,
    ms,
    n,
    season,
    sup,
    u,
    up,
    x,
)
from .subjects import core, take


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


LAYOUTS = (h17, h18, h19, h20, h21, h22, h23, h24, h25, h26, h27)
