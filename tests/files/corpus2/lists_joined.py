"""Lists spread over several sheets, rounds or halves of a sheet."""

from corpus.model import Workbook, acc, boss, d, either, f, g, lead, m, ms, n, resp, sup, u, up, who, x


def four_lists() -> Workbook:
    """问题、任务、措施、责任 each on a sheet, joined by number."""
    book = Workbook("200_问题任务措施责任四表.xlsx")
    numbers = [n(1, "1"), n(2, "2"), n(3, "3")]
    findings = [
        f("沿江镇两处入河排污口未按要求规范设置，晴天仍有污水溢流。"),
        f("云台水泥厂氮氧化物在线监测数据多次超标，企业未及时停产检修。"),
        f("城南垃圾填埋场渗滤液积存1.2万吨，调节池液位长期偏高。"),
    ]
    goals = [
        g("入河排污口规范化建设率达到100%，晴天无污水溢流。"),
        g("氮氧化物稳定达标排放。"),
        g("积存渗滤液全部清零。"),
    ]
    measures = [
        ms(["封堵两处晴天溢流口", "完成标识牌和监控安装"], "1.", ""),
        ms(["更换脱硝喷枪", "建立日调度机制"], "1.", ""),
        ms(["新建日处理200吨应急处理设施", "每日监测调节池液位"], "1.", ""),
    ]
    dues = [d("2025年9月底前", "2025-09-30"), d("2025年6月30日", "2025-06-30"), d("2026年底", "2026-12-31")]
    units = [
        (lead("县水利局", "县水利局"), resp("沿江镇人民政府", "沿江镇人民政府"), who("周启明")),
        (lead("县生态环境分局", "县生态环境分局"), resp("云台水泥有限公司", "云台水泥有限公司"), who("沈立")),
        (lead("县城管局", "县城管局"), resp("县住建局、县财政局", "县住建局", "县财政局"), who("孙玉梅")),
    ]
    for name, heads, columns in (
        ("问题清单", ["序号", "督察发现问题"], [findings]),
        ("任务清单", ["序号", "整改目标", "整改时限"], [goals, dues]),
        ("措施清单", ["序号", "整改措施"], [measures]),
    ):
        sheet = book.sheet(name)
        sheet.across(f"云岭县省级督察反馈{name}", len(heads))
        sheet.add(*heads)
        for i in range(3):
            sheet.add(numbers[i].value, *[column[i].value for column in columns])
    sheet = book.sheet("责任清单")
    sheet.across("云岭县省级督察反馈责任清单", 4)
    sheet.add("序号", "牵头单位", "责任单位", "责任人")
    for i in range(3):
        sheet.add(numbers[i].value, *[cell.value for cell in units[i]])
        book.expect([numbers[i], findings[i], goals[i], measures[i], dues[i], *units[i]], None)
    return book


def problems_and_measures() -> Workbook:
    """A problem list, and a measure list with one measure per row that bears the problem's number."""
    book = Workbook("201_问题清单与措施清单分表.xlsx")
    first = book.sheet("附件1 问题清单")
    first.across("附件1", 4)
    first.across("安陵区环保督察反馈问题清单", 4)
    first.add("问题编号", "问题描述", "责任单位", "整改时限")
    second = book.sheet("附件2 措施清单")
    second.across("安陵区环保督察反馈问题整改措施清单", 3)
    second.add("问题编号", "整改措施", "完成时间节点")
    rows = [
        (
            [
                n(1, "1"),
                f("红旗渠沿线3个村生活污水直排。"),
                u("区农业农村局", "区农业农村局"),
                d("2025年12月底前", "2025-12-31"),
            ],
            [
                ("新建3座村级污水处理站", "2025年10月底前", "2025-10-31"),
                ("落实管护人员和经费", "2025年12月底前", "2025-12-31"),
            ],
        ),
        (
            [
                n(2, "2"),
                f("两家砂石场未办理环评手续擅自生产。"),
                u("区自然资源分局、区生态环境分局", "区自然资源分局", "区生态环境分局"),
                d("2025年5月底前", "2025-05-31"),
            ],
            [
                ("依法责令停产并立案查处", "2025年3月底前", "2025-03-31"),
                ("拆除设备、恢复场地", "2025年5月底前", "2025-05-31"),
            ],
        ),
    ]
    for cells, parts in rows:
        row = first.add(*[cell.value for cell in cells])
        for text, due, _ in parts:
            second.add(cells[0].value, text, due)
        book.expect([*cells, m("", *[(text, day) for text, _, day in parts])], row)
    return book


def duty_annex() -> Workbook:
    """The main list, and a duty list on a second sheet that adds leaders and persons by number."""
    book = Workbook("202_主表与责任分解表.xlsx")
    main = book.sheet("整改任务")
    main.add("序号", "反馈问题", "整改措施", "完成时限", "牵头单位")
    annex = book.sheet("责任分解")
    annex.add("任务序号", "包抓领导", "具体责任人", "验收单位")
    for cells, extra in (
        (
            [
                n("1", "1"),
                f("乡镇污水处理厂进水浓度低，管网破损严重。"),
                ms(["排查修复管网8公里"], "1."),
                d("2026年6月底前", "2026-06-30"),
                lead("县住建局", "县住建局"),
            ],
            [boss("副县长 梁伟"), who("贺春生"), acc("市住建局")],
        ),
        (
            [
                n("2", "2"),
                f("禁养区内仍有养殖户未关停。"),
                ms(["关停搬迁5户养殖户"], "1."),
                d("立行立改", imm=True),
                lead("县农业农村局", "县农业农村局"),
            ],
            [boss("县委常委 尹芳"), who("蒋涛"), acc("市农业农村局")],
        ),
    ):
        row = main.add(*[cell.value for cell in cells])
        annex.add(cells[0].value, *[cell.value for cell in extra])
        book.expect([*cells, *extra], row)
    return book


def three_rounds() -> Workbook:
    """One sheet for each round, all with the same columns, and a cover."""
    book = Workbook("203_三轮督察各一表.xlsx")
    cover = book.sheet("封面")
    cover.blank(4)
    cover.add(None, None, "江浦市生态环境保护督察整改台账")
    cover.add(None, None, "二〇二五年三月")
    for name, number, finding, due in (
        ("第一轮中央督察", "3", "江浦港码头粉尘污染扰民。", d("2025年底", "2025-12-31")),
        ("中央督察“回头看”", "11", "化工园区地下水监测井建设滞后。", d("2025-08-31", "2025-08-31")),
        ("第二轮省级督察", "5", "部分乡镇散煤复燃问题突出。", d("2025年采暖季前", ask=True)),
    ):
        sheet = book.sheet(name)
        sheet.across(f"{name}整改任务台账", 6)
        sheet.add("序号", "问题", "整改目标", "整改举措", "责任主体", "办结时限")
        book.task(
            sheet,
            [
                n(int(number), number),
                f(finding),
                g("问题整改到位。"),
                ms(["制定专项方案并组织实施"], "①"),
                u("江浦市人民政府", "江浦市人民政府"),
                due,
            ],
        )
    return book


def two_batches() -> Workbook:
    """First and second batch side by side under band headers."""
    book = Workbook("204_第一批第二批并排.xlsx")
    sheet = book.sheet()
    sheet.across("移交问题线索分批整改清单", 8)
    sheet.add("第一批", None, None, None, "第二批")
    sheet.merge(2, 1, 2, 4)
    sheet.merge(2, 5, 2, 8)
    sheet.add(*["序号", "存在问题", "责任单位", "整改期限"] * 2)
    pairs = [
        (
            [n(1, "1"), f("青石河断面总磷超标。"), u("县水利局", "县水利局"), d("2025年4月底", "2025-04-30")],
            [n(5, "5"), f("物流园裸土未覆盖。"), u("县住建局", "县住建局"), d("2025年7月底", "2025-07-31")],
        ),
        (
            [
                n(2, "2"),
                f("加油站油气回收装置停用。"),
                u("县商务局", "县商务局"),
                d("2025年5月底", "2025-05-31"),
            ],
            [
                n(6, "6"),
                f("危废仓库无导流沟。"),
                u("县生态环境局", "县生态环境局"),
                d("2025年8月底", "2025-08-31"),
            ],
        ),
    ]
    for left, right in pairs:
        row = sheet.add(*[cell.value for cell in (*left, *right)])
        book.expect(left, row)
        book.expect(right, row)
    return book


def three_numbers() -> Workbook:
    """序号、省序号、市序号 side by side."""
    book = Workbook("205_序号省序号市序号.xlsx")
    sheet = book.sheet("台账")
    sheet.add("序号", "省序号", "市序号", "问题表述", "整改标准", "整改主体", "配合部门", "完成节点")
    for own, province, city, finding in (
        (1, 23, 9, "城北片区雨污混接点多面广，暴雨时污水入河。"),
        (2, 31, 14, "尾矿库闭库后生态修复未完成。"),
        (3, 40, 20, "船舶污染物接收转运设施闲置。"),
    ):
        book.task(
            sheet,
            [
                n(own, str(own)),
                up(province, either(str(province), str(city), f"{province}、{city}")),
                x(city),
                f(finding),
                g("符合验收标准。"),
                u("县人民政府", "县人民政府"),
                sup("县交通局、县财政局", "县交通局", "县财政局"),
                d("2026年3月底前", "2026-03-31"),
            ],
        )
    return book


def county_column() -> Workbook:
    """Counties in merged cells down the left edge, numbers start again in each."""
    book = Workbook("206_县区合并列.xlsx")
    sheet = book.sheet("汇总")
    sheet.across("各县（市、区）未完成任务汇总表", 6)
    sheet.add("县（市、区）", "编号", "突出问题", "达到效果", "责任单位", "时间节点")
    for county, findings in (
        ("清河县", ["铸造企业无组织排放管控不到位。", "农膜回收网点覆盖不足。"]),
        ("桐山市", ["黑臭水体返黑返臭。", "矿区道路扬尘未治理。", "医疗废水预处理设施缺失。"]),
    ):
        top = len(sheet.rows) + 1
        for i, finding in enumerate(findings, 1):
            book.task(
                sheet,
                [
                    x(county if i == 1 else None),
                    n(i, str(i)),
                    f(finding),
                    g("达到整改要求。"),
                    u(f"{county}人民政府", f"{county}人民政府")
                    if county == "清河县"
                    else u("桐山市人民政府", "桐山市人民政府"),
                    d("2025.11", "2025-11-30"),
                ],
                category=either(None, county),
            )
        sheet.merge(top, 1, len(sheet.rows), 1)
    return book


LAYOUTS = (
    four_lists,
    problems_and_measures,
    duty_annex,
    three_rounds,
    two_batches,
    three_numbers,
    county_column,
)
