"""Lists as forms: columns to tick, column numbers, tables side by side, findings that look like notes."""

# ruff: noqa: E501

from typing import Any

from .model import Workbook, d, either, f, lead, ms, n, u, x
from .subjects import core, take


def loose(**fields: Any) -> dict[str, Any]:
    """A deadline of which only these fields are compared."""
    return {"deadline": dict(fields)}


def s01() -> Workbook:
    """A column-number row under the header (栏次)."""
    book = Workbook("88_栏次行.xlsx")
    page = book.sheet("Sheet1")
    page.across("整改任务情况表", 6)
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    page.add("（1）", "（2）", "（3）", "（4）", "（5）", "（6）")
    for number, subject in enumerate(take(10, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                u("市生态环境局", "市生态环境局"),
                d("2025年12月底前", "2025-12-31"),
            ],
        )
    return book


def s02() -> Workbook:
    """Column numbers 甲 乙 1 2 3, and the total beside them."""
    book = Workbook("89_甲乙栏次.xlsx")
    page = book.sheet("Sheet1")
    page.add("编号", "问题描述", "整改措施", "责任单位", "完成时限")
    page.add("甲", "乙", 1, 2, 3)
    for number, subject in enumerate(take(14, 4), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市林业局", "市林业局"),
                d("2026年6月底前", "2026-06-30"),
            ],
        )
    return book


def s03() -> Workbook:
    """Deadline class as ticked columns under one group."""
    book = Workbook("90_时限打勾.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限", None, None)
    page.add(None, None, None, None, "立行立改", "限期整改", "长期坚持")
    page.merge(1, 5, 1, 7)
    for column in range(1, 5):
        page.merge(1, column, 2, column)
    lines = [
        ("√", None, None, {"due": None, "immediate": True, "long_term": False}),
        (None, "2025年10月底前", None, {"due": "2025-10-31", "immediate": False, "long_term": False}),
        (None, "2025年底前", "√", {"due": "2025-12-31", "immediate": False, "long_term": True}),
        (None, None, "√", {"due": None, "immediate": False, "long_term": True}),
    ]
    for number, (subject, (now, then, always, reading)) in enumerate(zip(take(20, 4), lines, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市城管局", "市城管局"),
                x(now),
                x(then),
                x(always),
            ],
            **loose(**reading),
        )
    return book


def s04() -> Workbook:
    """Year and month in columns of their own."""
    book = Workbook("91_年月分列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "完成时限", None)
    page.add(None, None, None, None, "年", "月")
    page.merge(1, 5, 1, 6)
    for column in range(1, 5):
        page.merge(1, column, 2, column)
    for number, (subject, (year, month, due)) in enumerate(
        zip(
            take(24, 3),
            [(2025, 12, "2025-12-31"), (2026, 6, "2026-06-30"), (2025, 9, "2025-09-30")],
            strict=True,
        ),
        1,
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市工信局", "市工信局"),
                x(year),
                x(month),
            ],
            **loose(due=due),
        )
    return book


def s05() -> Workbook:
    """A column that says whether the duty goes on."""
    book = Workbook("92_是否长期坚持列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限", "是否长期坚持")
    for number, (subject, yes) in enumerate(zip(take(28, 3), ("是", "否", "是"), strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市应急局", "市应急局"),
                x("2025年12月底前"),
                x(yes),
            ],
            **loose(due="2025-12-31", immediate=False),
        )
    return book


def s06() -> Workbook:
    """A matrix of counties with ticks; the lead in a column of its own."""
    book = Workbook("93_涉及县区打勾.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "牵头单位", "责任县（市、区）", None, None, "整改时限")
    page.add(None, None, None, None, "青禾县", "望川县", "石梁县", None)
    page.merge(1, 5, 1, 7)
    for column in (1, 2, 3, 4, 8):
        page.merge(1, column, 2, column)
    ticks = [
        ("√", None, "√", ["青禾县", "石梁县"]),
        (None, "√", None, ["望川县"]),
        ("√", "√", "√", ["青禾县", "望川县", "石梁县"]),
    ]
    for number, (subject, (*marks, places)) in enumerate(zip(take(33, 3), ticks, strict=True), 1):
        book.task(page, [n(number, str(number)), f(subject.finding), ms(subject.measures), lead("市水利局", "市水利局"), *(x(mark) for mark in marks), d("2026年底前", "2026-12-31")],
                  responsible_units=["市水利局", *places], supporting_units=either([], places))  # fmt: skip
    return book


def s07() -> Workbook:
    """Two halves of one list side by side."""
    book = Workbook("94_左右并列.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "责任单位", "整改时限", None, "序号", "反馈问题", "责任单位", "整改时限")
    subjects = take(2, 6)
    for row in range(3):
        left = [
            n(row + 1, str(row + 1)),
            f(subjects[row].finding),
            u("市水利局", "市水利局"),
            d("2025年6月底前", "2025-06-30"),
        ]
        right = [
            n(row + 4, str(row + 4)),
            f(subjects[row + 3].finding),
            u("市住建局", "市住建局"),
            d("2025年9月底前", "2025-09-30"),
        ]
        page.add(*(cell.value for cell in left), None, *(cell.value for cell in right))
        for cells in (left, right):
            book.expect(cells, row + 2)
    return book


def s08() -> Workbook:
    """Findings that begin like a band, a note or a total."""
    book = Workbook("95_问题开头像说明.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    findings = [
        "注册在园区的5家企业环保手续不全，长期无人过问。",
        "合计12处排污口未完成整治，污水直排入河。",
        "一、二期污水处理厂均超负荷运行。",
        "备案管理流于形式，3个项目备案内容与实际不符。",
        "总计划投资2.1亿元的管网工程仅完成三成。",
        "说明书齐全但设备停用，除尘设施形同虚设。",
        "（一）号渣场未采取防渗措施。",
    ]
    for number, (finding, subject) in enumerate(zip(findings, take(6, 7), strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(finding),
                ms(subject.measures),
                u("市生态环境局", "市生态环境局"),
                d("2025年11月底前", "2025-11-30"),
            ],
        )
    return book


def s09() -> Workbook:
    """The province's deadline beside the city's own."""
    book = Workbook("96_省定时限与市定时限.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "省定整改时限", "整改时限")
    for number, (subject, (over, own, due)) in enumerate(
        zip(
            take(16, 3),
            [
                ("2025年底前", "2025年10月底前", "2025-10-31"),
                ("2026年底前", "2026年9月底前", "2026-09-30"),
                ("2026年6月底前", "2026年6月底前", "2026-06-30"),
            ],
            strict=True,
        ),
        1,
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市水利局", "市水利局"),
                x(over),
                x(own),
            ],
            **loose(due=due),
        )
    return book


LAYOUTS = (s01, s02, s03, s04, s05, s06, s07, s08, s09)
