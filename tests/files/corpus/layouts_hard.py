"""Lists as untidy as they come: rows and columns that look like something else."""

from .model import (
    Cell,
    Workbook,
    acc,
    boss,
    d,
    either,
    f,
    g,
    lead,
    m,
    ms,
    n,
    resp,
    u,
    who,
    x,
)
from .subjects import core, take


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


LAYOUTS = (h01, h02, h03, h04, h05, h06, h07, h08, h09, h10, h11)
