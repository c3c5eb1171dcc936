"""The same matter in other formats: .xls, .ods, .csv, .txt, .docx, .xlsm, .et."""

# ruff: noqa: E501

from datetime import date

from .model import (
    Cell,
    Sheet,
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
    resp,
    sup,
    u,
    up,
    who,
    x,
)
from .subjects import core, take


def f01() -> Workbook:
    """Old binary workbook with a title, merged header and bands."""

    # ruff: noqa: E501
    book = Workbook("48_旧版工作簿.xls")
    page = book.sheet("整改清单")
    page.across("反馈意见整改清单", 7)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", None, "整改时限")
    page.add(None, None, None, None, "牵头", "配合", None)
    page.merge(2, 5, 2, 6)
    for column in (1, 2, 3, 4, 7):
        page.merge(2, column, 3, column)
    book.skipped["band"] = [page.across("一、大气污染防治方面", 7)]
    tails = [
        (lead("市城管局", "市城管局"), sup("市交警支队", "市交警支队"), d("2025年8月底前", "2025-08-31")),
        (lead("市工信局", "市工信局"), sup("市电力公司", "市电力公司"), d("2024年底前", "2024-12-31")),
        (lead("市公安局", "市公安局"), sup(None), d("立行立改，并长期坚持", imm=True, long=True)),
    ]
    for number, (subject, tail) in enumerate(zip([take(3, 1)[0], *take(11, 2)], tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail], category="一、大气污染防治方面")
    return book


def f02() -> Workbook:
    """Old binary workbook with real dates, measures merged row by row and a hidden sheet."""
    book = Workbook("49_旧版日期与合并.xls")
    book.sheet("说明").add("本表由各县（市、区）填报。")
    page = book.sheet("任务")
    page.add("编号", "问题描述", "整改目标", "整改措施", "责任单位", "责任人", "计划完成时间")
    tails = [
        (u("青禾县人民政府", "青禾县人民政府"), who("严冬青"), d(date(2025, 10, 31), "2025-10-31")),
        (u("望川县人民政府", "望川县人民政府"), who("石磊"), d(date(2026, 6, 30), "2026-06-30")),
    ]
    for number, (subject, tail) in enumerate(zip([take(4, 1)[0], take(21, 1)[0]], tails, strict=True), 1):
        finding, goal, measures = core(subject)
        book.block(
            page,
            [n(number, str(number)), finding, goal, measures, *tail],
            [{3: line} for line in str(measures.value).split("\n")],
        )
    return book


def f03() -> Workbook:
    """OpenDocument spreadsheet with merges and a total."""
    book = Workbook("50_开放文档.ods")
    page = book.sheet("工作表1")
    page.across("整改任务清单", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市自然资源局", "市自然资源局"), d("2025年9月底前", "2025-09-30")),
        (u("市林业局、市文旅局", "市林业局", "市文旅局"), d(date(2026, 12, 31), "2026-12-31")),
        (u("市水利局", "市水利局"), d("长期坚持", long=True)),
    ]
    for number, (subject, tail) in enumerate(zip(take(13, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    book.skipped["total"] = [page.add("合计", "3项")]
    return book


def _separated(book: Workbook, first: int, style: str) -> Workbook:
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "配合单位", "整改时限")
    tails = [
        (
            lead("市水利局", "市水利局"),
            sup("市财政局、市发展改革委", "市财政局", "市发展改革委"),
            d("2025年10月底前", "2025-10-31"),
        ),
        (
            lead("市农业农村局", "市农业农村局"),
            sup(None),
            d("2026年底前，并长期坚持", "2026-12-31", long=True),
        ),
        (lead("市生态环境局", "市生态环境局"), sup("市公安局", "市公安局"), d("2025.12.31", "2025-12-31")),
        (
            lead("市交通运输局", "市交通运输局"),
            sup("沿江各县（市、区）人民政府", "沿江各县（市、区）人民政府"),
            d("2027年3月底前", "2027-03-31"),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(first, 4), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject, style), *tail])
    return book


def f04() -> Workbook:
    """Comma-separated, GB18030, line breaks inside cells."""
    return _separated(Workbook("51_国标码逗号分隔.csv", encoding="gb18030"), 15, "（1）")


def f05() -> Workbook:
    """Comma-separated, UTF-8 with byte order mark."""
    return _separated(Workbook("52_带签名逗号分隔.csv", encoding="utf-8-sig"), 23, "1.")


def f06() -> Workbook:
    """Tab-separated text in GB18030."""
    return _separated(Workbook("53_制表符分隔.txt", encoding="gb18030", separator="\t"), 31, "①")


def f07() -> Workbook:
    """A workbook with macros."""
    book = _separated(Workbook("54_带宏工作簿.xlsm"), 7, "(1)")
    return book


def f08() -> Workbook:
    """WPS's own ending on an ordinary workbook, with bands and a repeated header."""
    book = Workbook("55_金山表格.et")
    page = book.sheet("Sheet1")
    page.across("中央和省督察反馈问题整改台账", 6)
    head = ("序号", "整改问题", "整改措施", "整改时限", "责任单位", "验收单位")
    tails = [
        (d("2025年4月底前", "2025-04-30"), u("市应急局", "市应急局"), acc("市应急局")),
        (
            d("2025年11月底前", "2025-11-30"),
            u("市生态环境局、市气象局", "市生态环境局", "市气象局"),
            acc("市生态环境局"),
        ),
        (d("2025年底前", "2025-12-31"), u("市卫健委", "市卫健委"), acc("市卫健委")),
        (d("2026年9月底前", "2026-09-30"), u("市住建局", "市住建局"), acc("市住建局")),
    ]
    band = ""
    for number, (subject, tail) in enumerate(zip(take(18, 4), tails, strict=True), 1):
        if number in (1, 3):
            band = {1: "一、风险防范方面", 3: "二、民生保障方面"}[number]
            book.skipped.setdefault("band", []).append(page.across(band, 6))
            page.add(*head)
        book.task(
            page, [n(number, str(number)), f(subject.finding), ms(subject.measures), *tail], category=band
        )
    return book


def f09() -> Workbook:
    """A Word table after a title and an opening sentence."""
    book = Workbook("56_文档表格.docx")
    page = book.sheet("表1", lines_above=["附件", "整改情况清单", "根据督察反馈意见，制定本清单。"])
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    tails = [
        (u("市公安局、市生态环境局", "市公安局", "市生态环境局"), d("2025年底前", "2025-12-31")),
        (u("市港航局", "市港航局"), d("2025年6月底前", "2025-06-30")),
        (
            u("市水利局\n各县（市、区）人民政府", "市水利局", "各县（市、区）人民政府"),
            d("2026年6月底前，并长期坚持", "2026-06-30", long=True),
        ),
    ]
    for number, (subject, tail) in enumerate(zip(take(25, 3), tails, strict=True), 1):
        book.task(page, [n(number, str(number)), *core(subject), *tail])
    return book


def f10() -> Workbook:
    """A Word table with merged cells, one measure a row, after a small table that is no list."""
    book = Workbook("57_文档合并单元格.docx")
    note = book.sheet("表1", lines_above=["填报信息"])
    note.add("填报单位", "某市整改办")
    note.add("填报日期", "2025年2月20日")
    page = book.sheet("表2", lines_above=["整改措施清单"])
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任分工", None, "时限")
    page.add(None, None, None, None, "牵头单位", "配合单位", None)
    page.merge(1, 5, 1, 6)
    for column in (1, 2, 3, 4, 7):
        page.merge(1, column, 2, column)
    tails = [
        (lead("市住建局", "市住建局"), sup("市水利局", "市水利局"), d("2025年3月底前", "2025-03-31")),
        (lead("市工信局", "市工信局"), sup("市生态环境局", "市生态环境局"), d("2026年底前", "2026-12-31")),
    ]
    for number, (subject, tail) in enumerate(zip([take(4, 1)[0], take(10, 1)[0]], tails, strict=True), 1):
        finding, goal, measures = core(subject)
        book.block(
            page,
            [n(number, str(number)), finding, goal, measures, *tail],
            [{3: line} for line in str(measures.value).split("\n")],
        )
    return book


def f11() -> Workbook:
    """The list continued in a second Word table under the same header."""
    book = Workbook("58_文档续表.docx")
    dues = [
        ("2025年5月底前", "2025-05-31"),
        ("2025年11月底前", "2025-11-30"),
        ("2026年3月底前", "2026-03-31"),
        ("2026年10月底前", "2026-10-31"),
    ]
    subjects = take(34, 4)
    number = 0
    for name, above in (("表1", "整改任务表"), ("表2", "整改任务表（续）")):
        page: Sheet = book.sheet(name, lines_above=[above])
        page.add("编号", "问题类型", "存在问题", "整改措施", "责任单位", "整改期限")
        for _ in range(2):
            subject, (phrase, due) = subjects[number], dues[number]
            number += 1
            book.task(
                page,
                [
                    n(f"第{number}号", str(number)),
                    cat("制度执行"),
                    f(subject.finding),
                    ms(subject.measures, "1."),
                    u("市生态环境局", "市生态环境局"),
                    d(phrase, due),
                ],
            )
    return book


def f12() -> Workbook:
    """A wide list with everything: two numbers, bands, merges, per-measure dates, complaints, total, note."""
    book = Workbook("59_综合清单.xlsx")
    page = book.sheet("综合")
    page.add("附件3")
    page.across("某市督察反馈意见整改责任清单", 11)
    page.add("填报单位：市整改办", *[None] * 7, "2025年4月")
    page.add(
        "编号",
        None,
        "反馈问题",
        "整改目标",
        "整改措施",
        "措施完成时限",
        "责任体系",
        None,
        None,
        "整改时限",
        "备注",
    )
    page.add(
        "省序号", "市序号", None, None, None, None, "牵头单位", "责任单位", "督导（验收）单位", None, None
    )
    page.merge(4, 1, 4, 2)
    page.merge(4, 7, 4, 9)
    for column in (3, 4, 5, 6, 10, 11):
        page.merge(4, column, 5, column)
    plans = [
        ("一、水污染防治方面", take(4, 1)[0], 31, [("（1）完成配套管网3.2公里建设", "2024年12月底前", "2024-12-31"), ("（2）完成设备检修并通水", "2025年3月底前", "2025-03-31"), ("（3）落实运行维护单位和经费", "长期坚持", None)], d("2025年3月底前，并长期坚持", "2025-03-31", long=True)),
        ("", take(5, 1)[0], 32, [("（1）清理违规堆放砂石", "2025年6月底前", "2025-06-30"), ("（2）常态化开展河道巡查", "长期坚持", None)], d("2025年6月底前，并长期坚持", "2025-06-30", long=True)),
        ("二、固体废物方面", take(9, 1)[0], 40, [("（1）与有资质单位签订飞灰处置协议", "2025年2月底前", "2025-02-28"), ("（2）建成飞灰填埋分区", "2025年12月底前", "2025-12-31")], d("2025年12月底前", "2025-12-31")),
    ]  # fmt: skip
    band = ""
    for number, (head, subject, over, lines, due) in enumerate(plans, 1):
        if head:
            band = head
            book.skipped.setdefault("band", []).append(page.across(band, 11))
        cells: list[Cell] = [
            up(over, str(over)), n(number, str(number)), f(subject.finding), g(subject.goal), x(), x(),
            lead("市水利局", "市水利局"), resp("青禾县人民政府", "青禾县人民政府"), acc("市生态环境局"), due, x(),
        ]  # fmt: skip
        book.block(
            page,
            cells,
            [{4: text, 5: phrase} for text, phrase, _ in lines],
            category=band,
            measures=[measure((text, date_)) for text, _, date_ in lines],
        )
    book.skipped["total"] = [page.add("合计", None, "3项任务、7条措施")]
    book.skipped["note"] = [page.across("注：省序号为省级整改任务编号。", 11)]
    return book


def f13() -> Workbook:
    """A list as an annex of a meeting: finding and measures only, unit and date inside brackets of other columns."""
    book = Workbook("60_单位与责任人同格.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "交办问题基本情况", "整改要求", "责任单位及责任人", "整改时限")
    tails = [
        ("青禾县人民政府（邱霁云）", "青禾县人民政府", "2025年5月底前", "2025-05-31"),
        ("市城管局（沈一舟）", "市城管局", "2025年7月15日前", "2025-07-15"),
        ("市住建局（顾言）", "市住建局", "2025年底前", "2025-12-31"),
    ]
    for number, (subject, (units, unit, phrase, due)) in enumerate(zip(take(29, 3), tails, strict=True), 1):
        read = either(units, unit)
        cells = [n(number, str(number)), f(subject.finding), x(subject.goal), Cell(units), d(phrase, due)]
        book.task(
            page,
            cells,
            lead_unit=read,
            responsible_units=either([units], [unit]),
            responsible_person=either(None, units, units.split("（")[1][:-1]),
        )
    return book


LAYOUTS = (f01, f02, f03, f04, f05, f06, f07, f08, f09, f10, f11, f12, f13)
