"""Lists laid out as cards; rows that are no tasks: repeated headers, totals, notes, hidden rows."""

from .model import (
    Cell,
    Sheet,
    Workbook,
    d,
    either,
    f,
    lead,
    ms,
    n,
    sup,
    u,
    who,
    x,
)
from .subjects import core, take

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


LAYOUTS = (t10, t11, t12, t13, t14, t15, t16)
