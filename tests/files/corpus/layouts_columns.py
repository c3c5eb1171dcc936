"""Lists whose difficulty is where the columns stand and how the sheets are divided."""

from .model import (
    Workbook,
    acc,
    d,
    either,
    f,
    lead,
    ms,
    n,
    u,
    x,
)
from .subjects import core, take

BOTH = either("青禾县委、县政府", ["青禾县委", "县政府"], ["青禾县委", "青禾县政府"])


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


LAYOUTS = (t17, t18, t19, t20, t21, t22, t23)
