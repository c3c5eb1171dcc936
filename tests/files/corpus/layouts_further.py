"""Lists from neighbouring desks: supervision matters, warning films, a county's own list; units written in other ways."""

from typing import Any

from .model import (
    Workbook,
    acc,
    boss,
    d,
    either,
    f,
    g,
    lead,
    ms,
    n,
    resp,
    roles,
    sup,
    u,
    up,
    who,
    x,
)
from .subjects import core, take


def v01() -> Workbook:
    """A supervision-matter list: 交办事项, 承办单位, 办结时限."""
    book = Workbook("107_督办事项.xlsx")
    page = book.sheet("督办")
    page.across("生态环境保护督办事项清单", 7)
    page.add("序号", "交办问题", "工作要求", "落实举措", "承办单位", "协办单位", "办结时限")
    lines = [
        (
            "县水利局",
            "县财政局、柳塘镇人民政府",
            ["县财政局", "柳塘镇人民政府"],
            "2025年6月20日前",
            "2025-06-20",
        ),
        ("县住建局", None, [], "2025年10月底前", "2025-10-31"),
        ("县农业农村局", "各乡镇人民政府", ["各乡镇人民政府"], "2025年底前", "2025-12-31"),
    ]
    for number, (subject, (unit, helpers, read, phrase, due)) in enumerate(
        zip(take(4, 3), lines, strict=True), 1
    ):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                x(subject.goal),
                ms(subject.measures, "1."),
                lead(unit, unit),
                sup(helpers, *read),
                d(phrase, due),
            ],
            goal=either(None, subject.goal),
        )
    return book


def v02() -> Workbook:
    """Problems shown in a warning film; three levels of units."""
    book = Workbook("108_警示片问题.xlsx")
    page = book.sheet("Sheet1")
    page.across("省生态环境警示片披露问题整改清单", 8)
    page.add(
        "序号", "披露问题", "整改目标", "整改措施", "省级督导部门", "市级牵头部门", "县级责任主体", "完成时限"
    )
    lines = [("2025年12月底前", "2025-12-31"), ("2026年3月底前", "2026-03-31")]
    for number, (subject, (phrase, due)) in enumerate(zip(take(9, 2), lines, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                *core(subject),
                acc("省生态环境厅"),
                lead("市城管局", "市城管局"),
                resp("青禾县人民政府", "青禾县人民政府"),
                d(phrase, due),
            ],
        )
    return book


def v03() -> Workbook:
    """A county's own list with townships, a county leader and contact persons."""
    book = Workbook("109_县级清单.xlsx")
    page = book.sheet("清单")
    page.across("青禾县贯彻落实督察反馈意见整改任务清单", 10)
    page.across("青禾县整改办　2025年4月", 10)
    page.add(
        "编号",
        "对应市清单序号",
        "反馈问题",
        "整改目标",
        "整改措施",
        "县级包联领导",
        "牵头单位",
        "责任单位",
        "具体责任人",
        "整改时限",
    )
    units = [
        ("柳塘镇人民政府、县住建局", ["柳塘镇人民政府", "县住建局"]),
        (
            "各乡（镇）人民政府、街道办事处",
            [either("各乡（镇）人民政府", "各乡（镇）人民政府、街道办事处"), either("街道办事处", [])],
        ),
        ("双桥镇人民政府", ["双桥镇人民政府"]),
    ]
    for number, (subject, (cell, read)) in enumerate(zip(take(14, 3), units, strict=True), 1):
        cells = [
            n(f"QH{number:02}", either(f"QH{number:02}", str(number))),
            up(number + 11, str(number + 11)),
            *core(subject),
            boss("邱霁云"),
            lead("县水利局", "县水利局"),
            resp(cell, *read),
            who("周茗"),
            d("2025年11月底前", "2025-11-30"),
        ]
        book.task(page, cells)
    return book


def v04() -> Workbook:
    """Progress columns under one group, requirements under another."""
    book = Workbook("110_要求与进展两组.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改要求", None, None, "责任单位", "整改进展", None, None)
    page.add(None, None, "目标", "措施", "时限", None, "完成情况", "存在问题", "下步打算")
    page.merge(1, 3, 1, 5)
    page.merge(1, 7, 1, 9)
    for column in (1, 2, 6):
        page.merge(1, column, 2, column)
    for number, subject in enumerate(take(18, 3), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                g(subject.goal),
                ms(subject.measures),
                d("2025年10月底前", "2025-10-31"),
                u("市交通运输局", "市交通运输局"),
                x("完成七成"),
                x("资金不足"),
                x("加快推进"),
            ],
        )
    return book


def v05() -> Workbook:
    """Bands 1. 2. and tasks 1.1, 1.2 … 1.10."""
    book = Workbook("111_多级编号.xlsx")
    page = book.sheet("Sheet1")
    page.add("编号", "反馈问题", "整改措施", "责任单位", "整改时限")
    numbers = [("1.1", "1.1"), ("1.2", "1.2"), ("1.10", "1.10"), ("2.1", "2.1"), ("2.2", "2.2")]
    band = ""
    for index, (subject, (value, read)) in enumerate(zip(take(20, 5), numbers, strict=True)):
        if index in (0, 3):
            band = "1.责任落实" if index == 0 else "2.水污染防治"
            page.across(band, 5)
        book.task(
            page,
            [
                n(value, read),
                f(subject.finding),
                ms(subject.measures),
                u("市水利局", "市水利局"),
                d("2025年底前", "2025-12-31"),
            ],
            category=either(band, band[2:]),
        )
    return book


def v08() -> Workbook:
    """Units joined in other ways; firms, courts, branches."""
    book = Workbook("114_单位其他写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    cells = [
        u("县住建局和县水利局", either("县住建局和县水利局", ["县住建局", "县水利局"])),
        u("县农业农村局以及各乡镇人民政府", either("县农业农村局以及各乡镇人民政府", ["县农业农村局", "各乡镇人民政府"])),
        u("市水利局（市河长办）、市公安局", either("市水利局（市河长办）", "市水利局"), "市公安局"),
        u("云岭水泥有限责任公司、云岭经开区管委会", "云岭水泥有限责任公司", "云岭经开区管委会"),
        u("市公安局、市司法局按职责分工负责", "市公安局", "市司法局"),
        roles("牵头单位:县住建局 责任单位:柳塘镇人民政府、双桥镇人民政府", "县住建局", [], ["柳塘镇人民政府", "双桥镇人民政府"]),
        u("有关县（市、区）人民政府", "有关县（市、区）人民政府"),
        u("县住建局|县城管局", "县住建局", "县城管局"),
        roles("牵头单位：市水利局；责任单位：青禾县人民政府；配合单位：市财政局", "市水利局", ["市财政局"], ["青禾县人民政府"]),
        u("市生态环境局青禾分局、青禾县公安局", "市生态环境局青禾分局", "青禾县公安局"),
        roles("市发展改革委、市工信局按职责分工牵头，市统计局配合", "市发展改革委", ["市统计局"], ["市工信局"]),
        u("和平街道办事处、及民镇人民政府", "和平街道办事处", "及民镇人民政府"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(take(8, len(cells)), cells, strict=True), 1):
        more: dict[str, Any] = {"supporting_units": either([], cell.says["resp"])} if number == 6 else {}
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                cell,
                d("2025年底前", "2025-12-31"),
            ],
            **more,
        )
    return book


LAYOUTS = (v01, v02, v03, v04, v05, v08)
