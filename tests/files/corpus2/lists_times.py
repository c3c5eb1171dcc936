"""Lists whose deadlines are spread over columns, hidden in measures, or several."""

from datetime import date

from corpus.model import Workbook, d, f, g, m, ms, n, u


def year_month_day() -> Workbook:
    """年、月、日 in three columns under 完成时限."""
    book = Workbook("241_时限年月日三列.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "整改问题", "完成时限", None, None, "责任单位")
    sheet.add(None, None, "年", "月", "日", None)
    for column in (1, 2, 6):
        sheet.merge(1, column, 2, column)
    sheet.merge(1, 3, 1, 5)
    for i, finding, (year, month, day), iso in (
        (1, "火电厂灰场扬尘。", (2025, 6, 30), "2025-06-30"),
        (2, "石材加工废水外溢。", (2025, 12, 15), "2025-12-15"),
        (3, "屠宰场异味扰民。", (2026, 3, None), "2026-03-31"),
    ):
        due = d("", iso)
        cells = [n(i, str(i)), f(finding), due, u("县工信局", "县工信局")]
        row = sheet.add(i, finding, year, month, day, "县工信局")
        book.expect(cells, row)
    return book


def only_in_measures() -> Workbook:
    """No deadline column: the dates stand in the measures."""
    book = Workbook("242_时限只在措施内.xlsx")
    sheet = book.sheet("方案")
    sheet.add("序号", "督察发现问题", "预期目标", "具体措施", "责任单位")
    for i, finding, parts, dates in (
        (
            1,
            "县域内涵养林被占用。",
            ["2025年4月底前完成占用图斑核查", "2025年12月底前恢复植被"],
            ["2025-04-30", "2025-12-31"],
        ),
        (
            2,
            "乡镇垃圾焚烧炉违规运行。",
            ["2025年3月31日前全部关停拆除", "建立日常巡查机制"],
            ["2025-03-31", None],
        ),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                g("问题清零。"),
                m(
                    "\n".join(f"{j}.{part}。" for j, part in enumerate(parts, 1)),
                    *zip(parts, dates, strict=True),
                ),
                u("县林业局", "县林业局"),
            ],
        )
        book.tasks[-1]["deadline"] = {}
    return book


def stage_and_final() -> Workbook:
    """阶段目标时限 and 最终时限 under one header."""
    book = Workbook("243_阶段与最终时限.xlsx")
    sheet = book.sheet()
    sheet.across("中央督察反馈问题整改时限表", 6)
    sheet.add("序号", "问题", "整改类型", "整改时限", None, "责任单位")
    sheet.add(None, None, None, "阶段时限", "最终时限", None)
    for column in (1, 2, 3, 6):
        sheet.merge(2, column, 3, column)
    sheet.merge(2, 4, 2, 5)
    for i, finding, stage, final, dates in (
        (
            1,
            "地下水超采综合治理滞后。",
            "2025年6月底前完成水源置换",
            "2026年底前",
            ["2025-06-30", "2026-12-31"],
        ),
        (2, "煤矸石堆存量大。", "2025年底前消减50%", "2027年底前", ["2025-12-31", "2027-12-31"]),
    ):
        row = sheet.add(i, finding, "限期整改", stage, final, "县水利局")
        book.expect([n(i, str(i)), f(finding), d("", *dates), u("", "县水利局")], row)
    for task, dates in zip(book.tasks, ("2026-12-31", "2027-12-31"), strict=True):
        task["deadline"] = {
            "due": dates,
            "immediate": False,
            "long_term": False,
            "recurring": [],
            "needs_review": False,
        }
        task["category"] = {"any": [None, "限期整改"]}
    return book


def real_dates_and_words() -> Workbook:
    """Real dates, month words and quarters mixed in one column of an old workbook."""
    book = Workbook("244_真日期与季度混写.xls")
    sheet = book.sheet("整改台账")
    sheet.across("整改台账", 5)
    sheet.add("序号", "问题", "措施", "责任部门", "计划完成时间")
    for i, finding, due in (
        (1, "锅炉烟气未安装在线监测。", d(date(2025, 6, 30), "2025-06-30")),
        (2, "雨水管网错接。", d("2025年第三季度", "2025-09-30")),
        (3, "环境应急物资储备不足。", d("2025年上半年", "2025-06-30")),
        (4, "入河排口监测频次不够。", d("每季度至少开展1次", rec=[("quarter", 1)])),
        (5, "生态缓冲带未建成。", d("“十四五”末", "2025-12-31")),
        (6, "环境信访重复投诉。", d("待定", ask=True)),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                ms(["明确专人负责落实"], "（1）"),
                u("县生态环境分局", "县生态环境分局"),
                due,
            ],
        )
    return book


LAYOUTS = (year_month_day, only_in_measures, stage_and_final, real_dates_and_words)
