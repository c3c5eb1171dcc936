"""Lists of unusual shape: vertical headers, transposed, blank columns, very short and very long."""

from corpus.model import Workbook, acc, boss, cat, d, f, g, lead, m, ms, n, resp, sup, u, who, x


def vertical_header() -> Workbook:
    """A header with a line break after every character."""
    book = Workbook("231_表头一字一行.xlsx")
    sheet = book.sheet()
    sheet.add(
        *[
            "\n".join(head)
            for head in ("序号", "问题描述", "整改目标", "主体单位", "配合单位", "分管领导", "完成节点")
        ]
    )
    for i, finding in ((1, "汽车拆解场地油污渗漏。"), (2, "粮食烘干点粉尘无收集措施。")):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                g("规范处置，消除污染。"),
                u("县商务局", "县商务局"),
                sup("县生态环境局", "县生态环境局"),
                boss("唐文"),
                d("2025/8/31", "2025-08-31"),
            ],
        )
    return book


def transposed() -> Workbook:
    """Labels down the left edge, one column for each task."""
    book = Workbook("232_转置一列一项.xlsx")
    sheet = book.sheet()
    sheet.across("重点督办任务一览", 4)
    tasks = [
        [
            n("1", "1"),
            f("城区段三处排涝口溢流污水。"),
            g("杜绝溢流。"),
            u("县住建局", "县住建局"),
            d("2025年4月30日前", "2025-04-30"),
            who("陆平"),
        ],
        [
            n("2", "2"),
            f("大型养殖场粪污外排。"),
            g("粪污全量还田。"),
            u("县农业农村局", "县农业农村局"),
            d("2025年6月30日前", "2025-06-30"),
            who("马超"),
        ],
        [
            n("3", "3"),
            f("砖瓦窑在线监测造假。"),
            g("依法严肃查处。"),
            u("县生态环境局", "县生态环境局"),
            d("立行立改", imm=True),
            who("任远"),
        ],
    ]
    for i, label in enumerate(("任务序号", "问题描述", "整改目标", "责任单位", "整改时限", "责任人")):
        sheet.add(label, *[task[i].value for task in tasks])
    for task in tasks:
        book.expect(task, None)
    return book


def blank_columns() -> Workbook:
    """Narrow blank columns between all columns, the table starts at D5."""
    book = Workbook("233_列间空白列.xlsx")
    sheet = book.sheet()
    sheet.blank(4)
    heads = ["序号", "问题", "整改措施", "责任主体", "完成时限"]
    sheet.add(*[value for head in heads for value in (head, None)], left=3)
    for i, finding in (
        (1, "集贸市场污水横流。"),
        (2, "施工围挡破损、扬尘外逸。"),
        (3, "河湖“四乱”问题反弹。"),
    ):
        cells = [
            n(i, str(i)),
            f(finding),
            ms(["立即整治", "加强巡查"], "1."),
            u("城关镇人民政府", "城关镇人民政府"),
            d("2025年3月底前", "2025-03-31"),
        ]
        row = sheet.add(*[value for cell in cells for value in (cell.value, None)], left=3)
        book.expect(cells, row)
    return book


def single_task() -> Workbook:
    """A list of one task in three columns."""
    book = Workbook("234_只有一项.xlsx")
    sheet = book.sheet()
    sheet.add("问题", "责任单位", "时限")
    book.task(
        sheet,
        [f("县污水处理厂提标改造未按期完工。"), u("县住建局", "县住建局"), d("2025年11月底", "2025-11-30")],
    )
    return book


def two_tasks() -> Workbook:
    """A bare csv with two tasks in the old encoding."""
    book = Workbook("235_两项国标码.csv", encoding="gb18030")
    sheet = book.sheet()
    sheet.add("序号", "交办问题", "整改责任单位", "整改期限", "销号单位")
    for i, finding, due in (
        (1, "鑫源石料厂破碎工段未密闭。", d("2025-4-30", "2025-04-30")),
        (2, "泉河漂浮物未及时打捞。", d("即知即改", imm=True)),
    ):
        book.task(
            sheet, [n(i, str(i)), f(finding), u("石门镇人民政府", "石门镇人民政府"), due, acc("县整改办")]
        )
    return book


def sixty_tasks() -> Workbook:
    """Sixty tasks in six bands, with subtotals and a header repeated after each twenty."""
    book = Workbook("236_六十项长清单.xlsx")
    sheet = book.sheet("总表")
    sheet.across("贯彻落实督察反馈意见整改任务清单（60项）", 7)
    heads = ["编号", "反馈问题", "整改目标", "整改措施", "牵头单位", "责任单位", "整改时限"]
    subjects = ("扬尘", "污水", "固废", "噪声", "矿山", "农业面源")
    units = ("市住建局", "市水务局", "市城管局", "市公安局", "市自然资源局", "市农业农村局")
    number = 0
    for i, subject in enumerate(subjects):
        if i % 2 == 0:
            sheet.add(*heads)
        sheet.across(f"{'一二三四五六'[i]}、{subject}方面", 7)
        for j in range(10):
            number += 1
            month = j % 12 + 1
            last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
            book.task(
                sheet,
                [
                    n(number, str(number)),
                    f(f"第{number}处{subject}点位整治不彻底，群众反映强烈。"),
                    g(f"{subject}问题得到解决。"),
                    ms([f"制定{subject}整治方案", "逐月调度推进"]),
                    lead(units[i], units[i]),
                    resp("各县（市、区）人民政府", "各县（市、区）人民政府"),
                    d(f"2026年{month}月底前", f"2026-{month:02d}-{last}"),
                ],
                category=f"{subject}方面",
            )
        sheet.add("小计", "10项")
    sheet.add("合计", "60项")
    return book


def footers() -> Workbook:
    """Several rows of 说明 and a signature line under the table."""
    book = Workbook("237_多行说明.xlsx")
    sheet = book.sheet()
    sheet.across("整改任务分工表", 5)
    sheet.add("序号", "整改事项", "牵头部门", "配合部门", "完成时间")
    for i, text in (
        (1, "修订重污染天气应急预案。"),
        (2, "开展入河排污口排查整治。"),
        (3, "完成加油站地下油罐防渗改造。"),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(text),
                lead("市生态环境局", "市生态环境局"),
                sup("市直有关部门", "市直有关部门"),
                d("2025年9月", "2025-09-30"),
            ],
        )
    for line in (
        "说明：1.列第一位的为牵头部门，下同。",
        "2.各单位于每月20日前报送进展情况。",
        "3.完成时间均为月底前。",
        "填表人：                审核人：                填表日期：    年  月  日",
    ):
        sheet.add(line)
    return book


def ods_merged() -> Workbook:
    """OpenDocument, one measure per row, findings merged, a standard column."""
    book = Workbook("238_开放文档一行一措施.ods")
    sheet = book.sheet("台账")
    sheet.add("序号", "问题", "整改措施", "整改标准", "责任单位", "完成时限")
    for i, finding, parts in (
        (
            1,
            "建筑垃圾消纳场选址不当。",
            [
                ("另行选址建设消纳场", "2025年12月底前", "2025-12-31"),
                ("清运存量建筑垃圾", "2025年7月底前", "2025-07-31"),
            ],
        ),
        (
            2,
            "城乡结合部垃圾围村。",
            [
                ("清理积存垃圾点", "2025年4月底前", "2025-04-30"),
                ("配齐垃圾收集设施", "2025年6月底前", "2025-06-30"),
                ("纳入长效保洁", "长期坚持", None),
            ],
        ),
    ):
        top = len(sheet.rows) + 1
        for j, (text, due, _) in enumerate(parts):
            sheet.add(
                i if not j else None,
                finding if not j else None,
                text,
                "验收合格" if not j else None,
                "县城管局" if not j else None,
                due,
            )
        for column in (1, 2, 4, 5):
            sheet.merge(top, column, len(sheet.rows), column)
        book.expect(
            [
                n(i, str(i)),
                f(finding),
                g("验收合格"),
                u("", "县城管局"),
                m("", *[(text, day) for text, _, day in parts]),
            ],
            top,
        )
        book.tasks[-1]["deadline"] = {"needs_review": False}
    return book


def csv_with_lines() -> Workbook:
    """A csv export with quoted line breaks, a title above and a footer below."""
    book = Workbook("239_引号换行导出.csv", encoding="gb18030")
    sheet = book.sheet()
    sheet.add("环保督察整改台账导出", None, None, None, None)
    sheet.add("序号", "问题\n描述", "整改\n措施", "责任\n单位", "整改\n时限")
    for i, finding in ((1, "沿河餐饮店废水直排。"), (2, "废旧塑料加工点死灰复燃。")):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                ms(["联合执法取缔", "建立举报奖励机制"], "1."),
                u("县市场监管局、县公安局", "县市场监管局", "县公安局"),
                d("2025年5月底前并长期坚持", "2025-05-31", long=True),
            ],
        )
    sheet.add("注：以上数据由系统导出", None, None, None, None)
    return book


def old_with_types() -> Workbook:
    """An old workbook with a narrow category column at the left and the number at the right."""
    book = Workbook("240_类别在左编号在右.xls")
    sheet = book.sheet("Sheet1")
    sheet.across("问题整改销号台账", 6)
    sheet.add("类\n别", "问题内容", "整改措施", "整改时限", "责任单位", "编号")
    top = 3
    for kind, rows in (
        (
            "水",
            [
                ("A-01", "水厂反冲洗水直排。", d("2025年3月", "2025-03-31")),
                ("A-02", "农村坑塘黑臭。", d("2025年10月", "2025-10-31")),
            ],
        ),
        ("气", [("B-01", "沥青搅拌站异味。", d("2025年5月", "2025-05-31"))]),
    ):
        top = len(sheet.rows) + 1
        for j, (code, finding, due) in enumerate(rows):
            book.task(
                sheet,
                [
                    cat(kind) if not j else x(None),
                    f(finding),
                    ms(["整治到位"], "1."),
                    due,
                    u("各镇（街道）", "各镇（街道）"),
                    n(code, {"any": [code, code[3:], code[2:]]}),
                ],
                category=kind,
            )
        if len(rows) > 1:
            sheet.merge(top, 1, len(sheet.rows), 1)
    return book


LAYOUTS = (
    vertical_header,
    transposed,
    blank_columns,
    single_task,
    two_tasks,
    sixty_tasks,
    footers,
    ods_merged,
    csv_with_lines,
    old_with_types,
)
