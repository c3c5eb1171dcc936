"""Findings repeated row by row, missing numbers, example rows, closing lines, files under another ending."""

from .layouts_forms import loose
from .model import (
    Cell,
    Shown,
    Workbook,
    cat,
    d,
    either,
    f,
    measure,
    ms,
    n,
    u,
    x,
)
from .subjects import core, take


def v09() -> Workbook:
    """Number and finding repeated on every measure row instead of merged."""
    book = Workbook("115_问题逐行重复.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate((take(10, 1)[0], take(2, 1)[0]), 1):
        first = len(page.rows) + 1
        texts = [str(part) for part in subject.measures]
        for text in texts:
            page.add(number, subject.finding, text, "市应急局", "2025年底前")
        book.expect(
            [
                n(number, str(number)),
                f(subject.finding),
                Cell(
                    "",
                    {
                        "measures": either(
                            [measure(text) for text in texts],
                            [measure((text, "2025-12-31", ["市应急局"])) for text in texts],
                        )
                    },
                ),
                u("", "市应急局"),
                d("", "2025-12-31"),
            ],
            first,
        )
    return book


def v10() -> Workbook:
    """Tasks without a number between numbered ones."""
    book = Workbook("116_部分无编号.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for index, (subject, value) in enumerate(zip(take(30, 4), (1, None, 2, None), strict=True)):
        unit = ("市公安局", "市住建局", "市林业局", "市水利局")[index]
        book.task(
            page,
            [
                n(value, str(value) if value else None),
                f(subject.finding),
                ms(subject.measures),
                u(unit, unit),
                d(f"2025年{index + 7}月底前", f"2025-{index + 7:02}-{30 if index == 2 else 31}"),
            ],
        )
    return book


def v11() -> Workbook:
    """Excel's "Unicode text": UTF-16, tabs."""
    book = Workbook("117_统一码文本.txt", encoding="utf-16", separator="\t")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(34, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                u("市生态环境局、市司法局", "市生态环境局", "市司法局"),
                d("2026年3月底前", "2026-03-31"),
            ],
        )
    return book


def v12() -> Workbook:
    """A new-format workbook under the old ending."""
    book = Workbook("118_新格式旧后缀.xls", inside=".xlsx")
    page = book.sheet("Sheet1")
    page.across("整改清单", 5)
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(37, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市林业局", "市林业局"),
                d("2025年9月底前", "2025-09-30"),
            ],
        )
    return book


def v13() -> Workbook:
    """An example sheet and an example row; neither is a task."""
    book = Workbook("119_填表示例.xlsx")
    sample = book.sheet("填表样例")
    sample.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    sample.add("例", "（示例）某县某镇污水直排。", "（1）截污纳管。", "某县人民政府", "2024年12月底前")
    page = book.sheet("清单")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    page.add("示例", "（示例）某县某镇污水直排。", "（1）截污纳管。", "某县人民政府", "2024年12月底前")
    for number, subject in enumerate(take(24, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市商务局", "市商务局"),
                d("2025年9月底前", "2025-09-30"),
            ],
        )
    return book


def v14() -> Workbook:
    """Totals and closing lines in odd places and words."""
    book = Workbook("120_结尾行花样.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(0, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                u("市委组织部", "市委组织部"),
                d("2025年底前", "2025-12-31"),
            ],
        )
    page.add(None, "共计3项")
    page.add("以上3项任务由市整改办负责督办")
    page.add(None, None, None, None, "云岭市整改办", "2025年3月18日")
    page.add("填报人：范书语", None, None, "联系电话：0000-6600118")
    page.add("第1页，共1页")
    return book


def v15() -> Workbook:
    """Numbers and months whose format makes them what a person sees."""
    book = Workbook("121_显示格式编号.xlsx")
    page = book.sheet("Sheet1")
    page.add("编号", "问题类别", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, subject in enumerate(take(12, 3), 1):
        book.task(
            page,
            [
                n(Shown(number, '00"号"'), str(number)),
                cat("大气"),
                f(subject.finding),
                ms(subject.measures),
                u("市工信局", "市工信局"),
                d(Shown(2025 + number, '0"年底前"'), f"{2025 + number}-12-31"),
            ],
        )
    return book


def v16() -> Workbook:
    """Deadline class as a word column beside an empty or filled date column."""
    book = Workbook("122_整改类型与时限.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改类型", "整改时限")
    lines = [
        ("立行立改", "2025年3月底前", "2025-03-31"),
        ("限期整改", "2025年12月底前", "2025-12-31"),
        ("长期坚持", "2025年底前取得明显成效", "2025-12-31"),
    ]
    for number, (subject, (kind, phrase, due)) in enumerate(zip(take(16, 3), lines, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                u("市农业农村局", "市农业农村局"),
                x(kind),
                x(phrase),
            ],
            category=either(None, kind),
            **loose(due=due),
        )
    return book


LAYOUTS = (v09, v10, v11, v12, v13, v14, v15, v16)
