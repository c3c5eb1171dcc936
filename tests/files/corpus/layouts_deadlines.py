"""Lists whose difficulty is the deadline cell."""

from datetime import date, datetime

from .model import Cell, Workbook, d, f, ms, n, season, u
from .subjects import take

PLAIN_HEAD = ("序号", "反馈问题", "整改措施", "责任单位", "整改时限")


def listing(
    name: str, title: str, first: int, dues: list[Cell], head: tuple[str, ...] = PLAIN_HEAD
) -> Workbook:
    """A plain list of five columns whose deadlines are the matter."""

    book = Workbook(name)
    page = book.sheet("Sheet1")
    page.across(title, 5)
    page.add(*head)
    units = ("市生态环境局", "市住建局", "市水利局", "市农业农村局", "市城管局")
    for number, (subject, due) in enumerate(zip(take(first, len(dues)), dues, strict=True), 1):
        unit = units[number % 5]
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, ("（1）", "1.", "①")[number % 3]),
                u(unit, unit),
                due,
            ],
        )
    return book


def c01() -> Workbook:
    """Real dates in the deadline column."""
    return listing("31_真实日期.xlsx", "整改任务表", 0, [
        d(date(2025, 12, 31), "2025-12-31"),
        d(datetime(2026, 6, 30), "2026-06-30"),
        d(date(2025, 3, 15), "2025-03-15"),
        d("2025/9/30", "2025-09-30"),
        d("2025年9月30日", "2025-09-30"),
    ])  # fmt: skip


def c02() -> Workbook:
    """Year and month as a number; 2022.1 may be January or October."""
    return listing("32_数字年月.xlsx", "整改任务表（数字时限）", 8, [
        d(2025.12, "2025-12-31"),
        d(2025.06, "2025-06-30"),
        d(2026.1, ask=True),
        d("2025.9", "2025-09-30"),
        d("2025.11.30", "2025-11-30"),
        d("2026.06.30前", "2026-06-30"),
    ])  # fmt: skip


def c03() -> Workbook:
    """Full-width header words, digits and signs."""
    book = listing("33_全角字符.xlsx", "整改任务清单（全角）", 14, [
        d("２０２５年１２月底前", "2025-12-31"),
        d("２０２６年６月３０日前", "2026-06-30"),
        d("2025 年 9 月 底 前", "2025-09-30"),
        d("２０２５．８", "2025-08-31"),
    ], ("序　号", "反　馈　问　题", "整　改　措　施", "责　任　单　位", "整　改　时　限"))  # fmt: skip
    return book


def c04() -> Workbook:
    """Chinese numerals."""
    return listing("34_汉字日期.xlsx", "任务分解表", 20, [
        d("二〇二五年十二月底前", "2025-12-31"),
        d("二〇二六年六月三十日前", "2026-06-30"),
        d("二○二五年底前", "2025-12-31"),
        d("二零二七年三月底", "2027-03-31"),
        d("二〇二五年九月三十日", "2025-09-30"),
        d("二〇二六年第一季度末", "2026-03-31"),
    ])  # fmt: skip


def c05() -> Workbook:
    """Quarters, half-years, ten-day periods, plan periods."""
    return listing("35_季度半年旬规划期.xlsx", "时限形式汇总", 3, [
        d("2025年第三季度末", "2025-09-30"),
        d("2025年上半年", "2025-06-30"),
        d("2026年下半年", "2026-12-31"),
        d("2025年11月上旬", "2025-11-10"),
        d("2025年10月中旬完成", "2025-10-20"),
        d("2026年2月下旬", "2026-02-28"),
        d("“十四五”末", "2025-12-31"),
        d("到“十五五”末", "2030-12-31"),
        d("2026年一季度", "2026-03-31"),
        d("2025年年底前", "2025-12-31"),
        d("到2027年", "2027-12-31"),
        d("2026年6月末", "2026-06-30"),
    ])  # fmt: skip


def c06() -> Workbook:
    """Recurring quotas and duty words."""
    return listing("36_周期与长期.xlsx", "长效任务清单", 28, [
        d("每季度至少1次，长期坚持", long=True, rec=[("quarter", 1)]),
        d("立行立改，每月调度1次", imm=True, rec=[("month", 1)]),
        d("2025年底前完成，之后每半年开展1次“回头看”", "2025-12-31", rec=[("half_year", 1)]),
        d("常态化坚持", long=True),
        d("每年不少于3次（每半年不少于1次）", rec=[("year", 3), ("half_year", 1)]),
        d("立行立改、持续推进", imm=True, long=True),
        d("每两个月至少1次", rec=[("two_months", 1)]),
        d("每周巡查1次，长期坚持", long=True, rec=[("week", 1)]),
        d("立即整改", imm=True),
        d("即知即改，持续巩固", imm=True, long=True),
    ])  # fmt: skip


def c07() -> Workbook:
    """Several milestones in one cell; dated and duty tracks together."""
    return listing("37_一格多节点.xlsx", "分阶段任务", 9, [
        d("2025年6月底前完成方案，2025年12月底前完成主体工程，2026年6月底前全面完成", "2025-06-30", "2025-12-31", "2026-06-30"),
        d("2024年底前，并长期坚持", "2024-12-31", long=True),
        d("1.2025年3月底前\n2.2025年9月底前", "2025-03-31", "2025-09-30"),
        d("2025年10月底前完成排查；2026年底前完成整治；长期坚持", "2025-10-31", "2026-12-31", long=True),
        d("立行立改，2025年8月底前完成", "2025-08-31", imm=True),
        d("2025年底完成50%，2026年底全部完成", "2025-12-31", "2026-12-31"),
        d("2024年1月—2026年12月", "2026-12-31", free=True),
        d("2025年至2027年", "2027-12-31", free=True),
    ])  # fmt: skip


def c08() -> Workbook:
    """Deadlines a careful clerk would ask about."""
    return listing("38_存疑时限.xlsx", "存疑时限", 17, [
        d("2027年前", ask=True),
        d("20259月底前", ask=True),
        d("2025年2月30日前", ask=True),
        d("2026年6月前", ask=True),
        d("按省级要求时限完成", ask=True),
        d("方案印发后30个工作日内", ask=True),
        d("适时", ask=True),
        d("2025年13月底前", ask=True),
        d("待定", ask=True),
        season("2026年采暖期前"),
        d(None, ask=True),
        d("见附件", ask=True),
    ])  # fmt: skip


LAYOUTS = (c01, c02, c03, c04, c05, c06, c07, c08)
