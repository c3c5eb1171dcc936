"""Hand-over sheets, dispatch tables and status tables as offices send them round each month."""

from corpus.model import Workbook, acc, boss, cat, d, either, f, g, lead, ms, n, sup, u, who, x


def handover_slip() -> Workbook:
    """A 交办单: labels beside values, signatures below."""
    book = Workbook("207_问题交办单.xlsx")
    sheet = book.sheet("交办单")
    sheet.across("生态环境问题交办单", 4)
    number = n("宁环督交〔2025〕7号", either("7", "宁环督交〔2025〕7号", None))
    unit = u("宁溪县人民政府", "宁溪县人民政府")
    finding = f("宁溪县白马镇采石场越界开采，边坡未复绿，雨水冲刷泥沙入河。")
    goal = g("停止越界开采，完成边坡复绿。")
    measures = ms(["立即停止越界开采", "编制复绿方案并实施"])
    due = d("2025年10月31日前", "2025-10-31")
    sheet.add("交办编号", number.value, "交办日期", "2025年4月2日")
    sheet.add("承办单位", unit.value, "办理时限", due.value)
    for label, cell in (("问题描述", finding), ("整改目标", goal), ("整改措施", measures)):
        sheet.add(label, cell.value)
        sheet.merge(len(sheet.rows), 2, len(sheet.rows), 4)
    sheet.add("交办人", "市整改办 钱学文", "签收人", None)
    sheet.add("备注", "本单一式两份，办结后三个工作日内反馈。")
    sheet.merge(7, 2, 7, 4)
    book.expect([number, unit, finding, goal, measures, due], None)
    return book


def complaints() -> Workbook:
    """信访件交办表: complaints are no task list; the file may be refused as such, or read."""
    book = Workbook("208_信访件交办表.xlsx")
    sheet = book.sheet("第三批")
    sheet.across("中央督察组转办信访举报件交办表（第三批）", 8)
    sheet.add(
        "序号", "受理编号", "交办问题基本情况", "污染类型", "主办单位", "协办单位", "办结时限", "是否属实"
    )
    for i, code, text, kind, main, help_, due in (
        (
            1,
            "D2SD202504110023",
            "举报人反映某塑料加工厂夜间排放刺鼻气味。",
            "大气",
            "区生态环境分局",
            "城东街道办事处",
            d("2025年4月25日前", "2025-04-25"),
        ),
        (
            2,
            "X2SD202504110007",
            "来信反映南湖公园北侧河沟水体发黑。",
            "水",
            "区水务局",
            "南湖街道办事处",
            d("2025年4月28日前", "2025-04-28"),
        ),
        (
            3,
            "D2SD202504110031",
            "举报工地夜间施工噪声扰民。",
            "噪声",
            "区住建局",
            "区城管局",
            d("立行立改", imm=True),
        ),
    ):
        number = n(i, either(str(i), code))
        book.task(
            sheet,
            [number, x(code), f(text), cat(kind), lead(main, main), sup(help_, help_), due, x("基本属实")],
        )
        book.tasks[-1]["optional"] = True
    return book


def monthly_columns() -> Workbook:
    """A dispatch table with a column for each month's progress."""
    book = Workbook("209_逐月进展调度表.xlsx")
    sheet = book.sheet("调度")
    months = [f"{i}月进展" for i in range(1, 7)]
    sheet.across("2025年上半年整改任务调度表", 5 + len(months))
    sheet.add("填报单位：石桥区整改办")
    sheet.add("序号", "整改任务", "责任单位", "整改时限", *months, "存在的困难和问题")
    for i, (finding, unit, due) in enumerate(
        (
            ("完成3条黑臭水体整治", "区水务局", d("2025年11月底", "2025-11-30")),
            ("淘汰35蒸吨以下燃煤锅炉12台", "区市场监管局", d("2025年6月底", "2025-06-30")),
            ("整治'散乱污'企业21家", "区工信局", d("长期坚持", long=True)),
        ),
        1,
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                u(unit, unit),
                due,
                x("已制定方案"),
                x("已启动"),
                x("完成30%"),
                x("完成50%"),
                x("完成60%"),
                x(None),
                x("资金缺口较大"),
            ],
        )
    return book


def finished_beside_due() -> Workbook:
    """是否完成 and the actual 完成时间 beside 整改时限."""
    book = Workbook("210_是否完成与完成时间.xlsx")
    sheet = book.sheet("进度")
    sheet.add("序号", "问题", "措施", "整改时限", "是否完成", "完成时间", "销号时间", "责任单位")
    for i, finding, due, done, when, closed in (
        (1, "养殖尾水直排。", d("2024年12月底前", "2024-12-31"), "是", "2024年11月15日", "2025年1月8日"),
        (2, "矿山修复滞后。", d("2025年12月底前", "2025-12-31"), "否", None, None),
        (3, "污泥处置不规范。", d("2024年9月底前", "2024-09-30"), "是", "2024年9月20日", None),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                ms(["制定方案推进整改"], "1."),
                due,
                x(done),
                x(when),
                x(closed),
                u("县自然资源和规划局", "县自然资源和规划局"),
            ],
        )
    return book


def planned_and_actual() -> Workbook:
    """计划完成时间 and 实际完成时间 under one band header, in an old workbook."""
    book = Workbook("211_计划与实际两级表头.xls")
    sheet = book.sheet("Sheet1")
    sheet.add("编号", "督察发现问题", "整改主体", "完成情况", None, None, "销号单位")
    sheet.add(None, None, None, "计划完成时间", "实际完成时间", "是否销号", None)
    for left, right in ((1, 1), (2, 2), (3, 3), (7, 7)):
        sheet.merge(1, left, 2, right)
    sheet.merge(1, 4, 1, 6)
    for i, finding, due, when in (
        ("①", "固废堆场未落实三防措施。", d("2025年3月31日", "2025-03-31"), "2025年3月20日"),
        ("②", "河道管理范围内违建未拆除。", d("2025年12月", "2025-12-31"), None),
    ):
        book.task(
            sheet,
            [
                n(i, "1" if i == "①" else "2"),
                f(finding),
                u("东岭镇人民政府", "东岭镇人民政府"),
                due,
                x(when),
                x("否"),
                acc("市水务局"),
            ],
        )
    return book


def city_and_county() -> Workbook:
    """市级牵头领导、市级牵头单位、县级责任单位 and persons with telephone in one cell."""
    book = Workbook("212_市级牵头县级责任.xlsx")
    sheet = book.sheet("责任清单")
    sheet.add(
        "序号", "反馈问题", "市级牵头领导", "市级牵头单位", "县级责任单位", "具体责任人及电话", "整改期限"
    )
    for i, finding, leader, city, county, person in (
        (
            1,
            "饮用水源二级保护区内有农家乐3家。",
            "副市长 高建民",
            "市水务局",
            "龙泉县人民政府",
            "龙泉县水务局局长 李大江 13900001111",
        ),
        (
            2,
            "大气自动站周边干扰行为。",
            "副市长 吴秀兰",
            "市生态环境局",
            "龙泉县人民政府",
            "龙泉县生态环境局 赵小川 13900002222",
        ),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                boss(leader),
                x(city),
                x(county),
                who(person),
                d("2025年底前", "2025-12-31"),
            ],
        )
        book.tasks[-1] |= {
            "lead_unit": either(city, county),
            "responsible_units": either([city, county], [county], [county, city]),
            "acceptance_unit": either(None, city),
        }
    return book


def two_rows_each() -> Workbook:
    """Each task takes two rows: the lead above, the supporting units below, under a header of two rows."""
    book = Workbook("213_一项两行上下排.xls")
    sheet = book.sheet("任务")
    sheet.add("序号", "问题", "牵头单位", "时限")
    sheet.add(None, None, "配合单位", None)
    for column in (1, 2, 4):
        sheet.merge(1, column, 2, column)
    for i, finding, first, second, due in (
        (
            1,
            "畜禽粪污资源化利用率偏低。",
            "县畜牧局",
            "县财政局、各乡镇人民政府",
            d("2025年12月底", "2025-12-31"),
        ),
        (2, "城区餐饮油烟扰民。", "县城管局", "县市场监管局", d("2025年8月底", "2025-08-31")),
    ):
        row = sheet.add(i, finding, first, due.value)
        sheet.add(None, None, second, None)
        for column in (1, 2, 4):
            sheet.merge(row, column, row + 1, column)
        others = second.split("、")
        book.expect([n(i, str(i)), f(finding), lead(first, first), sup(second, *others), due], row)
    return book


def regulators() -> Workbook:
    """责任主体、行业主管部门、属地、督导领导、销号单位 together."""
    book = Workbook("214_属地与行业监管.xlsx")
    sheet = book.sheet()
    sheet.across("高新区突出环境问题整改责任表", 9)
    sheet.add(
        "序号", "问题概况", "整改主体", "属地", "行业主管部门", "督导领导", "督导部门", "整改时限", "整改进展"
    )
    for i, finding, company in (
        (1, "某电镀公司废水总排口重金属超标。", "宏达电镀有限公司"),
        (2, "某家具厂喷漆废气收集效率低。", "佳木家具有限公司"),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                x(company),
                x("梅林街道"),
                x("高新区经发局"),
                boss("管委会副主任 罗成"),
                acc("高新区生态环境局"),
                d("2025年5月15日前", "2025-05-15"),
                x("正在整改"),
            ],
        )
        book.tasks[-1] |= {
            "lead_unit": either(company, "高新区经发局"),
            "responsible_units": either(
                [company, "梅林街道", "高新区经发局"],
                [company, "高新区经发局", "梅林街道"],
                [company, "高新区经发局"],
                [company],
                [company, "梅林街道"],
            ),
            "supporting_units": either([], ["高新区经发局"], ["梅林街道", "高新区经发局"], ["梅林街道"]),
        }
    return book


def persons_in_brackets() -> Workbook:
    """责任单位及责任人 in one cell, persons in brackets."""
    book = Workbook("215_责任单位括号责任人.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "具体问题", "整改标准", "责任单位及责任人", "完成时间节点")
    for i, finding, unit, person, due in (
        (1, "县医院污水站加药间未运行。", "县卫健局", "李明华", d("2025年4月底前", "2025-04-30")),
        (2, "弃土场未采取水土保持措施。", "县水利局", "王建", d("2025年6月底前", "2025-06-30")),
        (3, "汽修行业危废台账缺失。", "县交通运输局", "欧阳春", d("2025年5月底前", "2025-05-31")),
    ):
        book.task(
            sheet,
            [n(i, str(i)), f(finding), g("问题整改到位，通过验收。"), u(f"{unit}（{person}）", unit), due],
        )
        book.tasks[-1]["responsible_person"] = either(person, None)
    return book


def unit_then_name() -> Workbook:
    """责任单位及责任人 in one cell: a unit, a line break, a post and a name."""
    book = Workbook("216_单位换行职务姓名.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "问题", "责任单位\n及责任人", "时限")
    for i, finding, unit, person, due in (
        (1, "砂石码头未建喷淋设施。", "县交通运输局", "局长 韩志刚", d("2025.6.30", "2025-06-30")),
        (2, "乡镇卫生院医废暂存超期。", "县卫生健康局", "副局长 白洁", d("2025.4.30", "2025-04-30")),
    ):
        book.task(sheet, [n(i, str(i)), f(finding), u(f"{unit}\n{person}", unit), due])
        book.tasks[-1]["responsible_person"] = either(person, None)
    return book


def legend_and_extension() -> Workbook:
    """Percentages, a legend above the header, and an extension agreed in the notes."""
    book = Workbook("217_进度百分比与延期备注.xlsx")
    sheet = book.sheet("五月")
    sheet.across("图例：绿色—已完成；黄色—正常推进；红色—滞后", 7)
    sheet.across("重点整改任务推进情况（截至2025年5月20日）", 7)
    sheet.blank()
    sheet.add("任务编号", "任务内容", "责任单位", "完成时限", "完成进度", "状态", "备注")
    for i, text, unit, due, share, state, note in (
        (
            "第1项",
            "建成城南污水处理厂二期。",
            "区住建局",
            d("2025年3月底前", "2025-03-31"),
            0.85,
            "滞后",
            "经市整改办同意延期至2025年9月底",
        ),
        (
            "第2项",
            "完成46个入河排口溯源。",
            "区水务局",
            d("2025年6月底前", "2025-06-30"),
            0.9,
            "正常推进",
            None,
        ),
    ):
        book.task(sheet, [n(i, i[1]), f(text), u(unit, unit), due, x(share), x(state), x(note)])
    return book


def start_and_end() -> Workbook:
    """开始时间 and 完成时间 in two columns."""
    book = Workbook("218_开始时间与完成时间.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "问题表述", "具体措施", "整改起止时间", None, "责任主体", "验收部门")
    sheet.add(None, None, None, "开始时间", "完成时间", None, None)
    sheet.merge(1, 4, 1, 5)
    for i, finding, start, due in (
        (1, "农村生活垃圾清运不及时。", "2025年1月", d("2025年12月", "2025-12-31")),
        (2, "露天焚烧秸秆现象时有发生。", "2025年5月", d("2025年10月", "2025-10-31")),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                ms(["健全网格化巡查机制", "落实考核奖惩"], "（1）"),
                x(start),
                due,
                u("各乡镇人民政府", "各乡镇人民政府"),
                acc("县农业农村局"),
            ],
        )
    return book


LAYOUTS = (
    handover_slip,
    complaints,
    monthly_columns,
    finished_beside_due,
    planned_and_actual,
    city_and_county,
    two_rows_each,
    regulators,
    persons_in_brackets,
    unit_then_name,
    legend_and_extension,
    start_and_end,
)
