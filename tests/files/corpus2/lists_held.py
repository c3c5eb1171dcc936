"""Held-out lists, written after the reader was mended for the others."""

from corpus.model import Workbook, acc, d, either, f, g, lead, m, ms, n, sup, u, who, x


def reversed_without_number() -> Workbook:
    """Deadline first, finding last, no numbers at all."""
    book = Workbook("245_倒序无编号.xlsx")
    sheet = book.sheet("附表")
    sheet.across("未完成整改事项明细", 4)
    sheet.add("整改到位时限", "整改责任主体", "采取的措施", "存在的主要问题")
    for finding, unit, part, due in (
        ("砖厂脱硫塔停运。", "柳林镇人民政府", "责令停产整治", d("2025年4月底前", "2025-04-30")),
        ("养殖场干湿分离设施破损。", "白河乡人民政府", "修复设施", d("2025年5月底前", "2025-05-31")),
        ("弃渣场边坡垮塌。", "柳林镇人民政府", "加固边坡并覆绿", d("2025年9月底前", "2025-09-30")),
    ):
        book.task(sheet, [due, u(unit, unit), m(part, part), f(finding)])
    sheet.add("分管领导（签字）：", None, "经办人：")
    return book


def tab_separated() -> Workbook:
    """A tab separated export with No.1 numbers."""
    book = Workbook("246_系统导出制表符.txt", encoding="gb18030", separator="\t")
    sheet = book.sheet()
    sheet.add("编号", "问题名称", "主办单位", "协办单位", "要求完成时间", "当前状态")
    for i, finding, due in (
        (1, "菜市场污水外溢", d("2025-06-30", "2025-06-30")),
        (2, "工业园雨污混流", d("2025-12-31", "2025-12-31")),
    ):
        book.task(
            sheet,
            [
                n(f"No.{i}", str(i)),
                f(finding),
                lead("县市监局", "县市监局"),
                sup("县住建局", "县住建局"),
                due,
                x("推进中"),
            ],
        )
    return book


def word_parts() -> Workbook:
    """A Word file with a table of problems and a table of measures numbered 1-1, 1-2."""
    book = Workbook("247_文档问题表与措施表.docx")
    first = book.sheet("一、问题清单")
    first.add("序号", "反馈问题", "责任单位", "整改时限")
    second = book.sheet("二、措施清单")
    second.add("序号", "整改措施", "验收单位")
    for i, finding, unit, due, parts in (
        (
            1,
            "河道清淤底泥去向不明。",
            "县水利局",
            d("2025年8月底前", "2025-08-31"),
            ["查清底泥去向", "规范处置并建台账"],
        ),
        (2, "散乱污企业反弹。", "县工信局", d("2025年6月底前", "2025-06-30"), ["逐户核查取缔"]),
    ):
        cells = [n(i, str(i)), f(finding), u(unit, unit), due]
        first.add(*[cell.value for cell in cells])
        for j, part in enumerate(parts, 1):
            second.add(f"{i}-{j}", part, "市整改办")
        book.expect([*cells, m("", *parts), acc("市整改办")], None)
    return book


def nested_counts() -> Workbook:
    """Bands of two levels, each with its count."""
    book = Workbook("248_两级分节带项数.xlsx")
    sheet = book.sheet("任务")
    sheet.add("序号", "整改任务", "整改目标", "责任单位", "完成时限")
    number = 0
    for upper, groups in (
        ("一、水环境方面（共3项）", (("（一）城镇污水（2项）", 2), ("（二）农业面源（1项）", 1))),
        ("二、大气环境方面（共1项）", (("（一）移动源（1项）", 1),)),
    ):
        sheet.across(upper, 5)
        for lower, count in groups:
            sheet.across(lower, 5)
            for _ in range(count):
                number += 1
                cells = [
                    n(number, str(number)),
                    f(f"第{number}类源头管控存在短板。"),
                    g("短板补齐。"),
                    u("市住建局", "市住建局"),
                    d("2026年底前", "2026-12-31"),
                ]
                book.task(sheet, cells)
                book.tasks[-1]["category"] = either(
                    f"{upper}/{lower}",
                    f"{upper[2:]}/{lower}",
                    lower,
                    lower[3:],
                    upper[2:],
                    upper,
                    upper[2:6],
                    lower[3:7],
                )
    return book


def unit_post_name() -> Workbook:
    """Unit, post and name on one line, separated by spaces."""
    book = Workbook("249_单位职务姓名一行.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "问题描述", "责任单位和责任人", "整改期限")
    for i, finding, unit, person in (
        (1, "油烟净化器未定期清洗。", "区城管局", "副局长 张伟"),
        (2, "汽车喷涂露天作业。", "区交通局", "党组书记 刘小英"),
    ):
        book.task(
            sheet, [n(i, str(i)), f(finding), u(f"{unit} {person}", unit), d("2025年7月底前", "2025-07-31")]
        )
        book.tasks[-1]["responsible_person"] = either(person, None)
    return book


def three_level_header() -> Workbook:
    """A header of three rows with groups within groups."""
    book = Workbook("250_三级分组表头.xls")
    sheet = book.sheet("台账")
    sheet.add("编号", "问题", "整改方案", None, None, None, "验收销号")
    sheet.add(None, None, "目标", "责任分工", None, "时限", "单位")
    sheet.add(None, None, None, "牵头", "配合", None, None)
    for area in (
        (1, 1, 3, 1),
        (1, 2, 3, 2),
        (1, 3, 1, 6),
        (2, 3, 3, 3),
        (2, 4, 2, 5),
        (2, 6, 3, 6),
        (2, 7, 3, 7),
    ):
        sheet.merge(*area)
    for i, finding in ((1, "地下油库渗漏。"), (2, "危化品仓库无防渗。")):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                g("消除隐患。"),
                lead("市应急局", "市应急局"),
                sup("市商务局、市消防支队", "市商务局", "市消防支队"),
                d("2025年10月底前", "2025-10-31"),
                acc("省应急厅"),
            ],
        )
    return book


def ticked_states() -> Workbook:
    """Ticked boxes for the state, and a deadline with an application to extend it."""
    book = Workbook("251_打勾状态与申请延期.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "问题内容", "责任单位", "整改时限", "整改状态")
    for i, finding, due, state in (
        (1, "湿地补水通道淤塞。", d("2025年12月31日前（已申请延期）", ask=True), "□已完成 ☑正在推进"),
        (2, "码头岸电使用率低。", d("2025年6月30日前", "2025-06-30"), "☑已完成 □正在推进"),
    ):
        book.task(sheet, [n(i, str(i)), f(finding), u("市交通局", "市交通局"), due, x(state)])
    return book


def hidden_and_dotted() -> Workbook:
    """OpenDocument with dotted months and a hidden column of old deadlines."""
    book = Workbook("252_点号年月与旧时限.ods")
    sheet = book.sheet("清单")
    sheet.add("序号", "突出问题", "原整改时限", "调整后整改时限", "责任部门")
    for i, finding, old, due in (
        (1, "污水泵站溢流。", "2024.12", d("2025.06", "2025-06-30")),
        (2, "垃圾场封场滞后。", "2024.10", d("2025.10", "2025-10-31")),
    ):
        book.task(sheet, [n(i, str(i)), f(finding), x(old), due, u("县住建局", "县住建局")])
    return book


def requirements_under_finding() -> Workbook:
    """One finding merged over several numbered tasks."""
    book = Workbook("253_意见合并多项任务.xlsx")
    sheet = book.sheet()
    sheet.add("督察反馈意见", "任务序号", "整改任务", "牵头单位", "整改时限")
    number = 0
    for finding, tasks in (
        ("饮用水水源保护不力。", [("清理保护区内违建", "县水利局"), ("完成规范化建设", "县生态环境局")]),
        ("产业结构偏重。", [("淘汰落后产能", "县工信局")]),
    ):
        top = len(sheet.rows) + 1
        for j, (text, unit) in enumerate(tasks):
            number += 1
            row = sheet.add(finding if not j else None, number, text, unit, "2025年底前")
            book.expect([f(finding), n(number, str(number)), lead(unit, unit), d("", "2025-12-31")], row)
        sheet.merge(top, 1, len(sheet.rows), 1)
    return book


def money_column() -> Workbook:
    """Projects with money, and a unit remark above the header."""
    book = Workbook("254_含资金列.xls")
    sheet = book.sheet("项目")
    sheet.across("整改项目投资计划表", 6)
    sheet.add(None, None, None, None, None, "单位：万元")
    sheet.add("序号", "整改问题", "建设内容及措施", "总投资", "实施单位", "计划完成时限")
    for i, finding, money in ((1, "污水管网空白区。", 1200), (2, "垃圾分拣中心缺失。", 860.5)):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                ms(["编制可研并开工建设"], "1."),
                x(money),
                u("县住建局", "县住建局"),
                d("2026年6月", "2026-06-30"),
            ],
        )
    return book


def bracketed_labels() -> Workbook:
    """【整改目标】…【整改措施】…【整改时限】 in one cell, labels in brackets without a colon."""
    book = Workbook("255_方括号标签.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "问题", "整改要求")
    for i, finding, goal, part, due in (
        (1, "城中村旱厕粪污外溢。", "旱厕全部改造。", "改造旱厕30座", d("2025年9月底前", "2025-09-30")),
        (2, "河口滩涂垃圾堆积。", "滩涂清洁。", "清运垃圾并设拦截网", d("2025年5月底前", "2025-05-31")),
    ):
        sheet.add(i, finding, f"【整改目标】{goal}\n【整改措施】{part}。\n【整改时限】{due.value}")
        book.expect([n(i, str(i)), f(finding), g(goal), m("", part), due], len(sheet.rows))
    return book


def chinese_numbered_bands() -> Workbook:
    """Findings in bands numbered in Chinese numerals, without a full stop; measures numbered through."""
    book = Workbook("256_问题行用汉字编号.xlsx")
    sheet = book.sheet("细化表")
    sheet.add("序号", "具体举措", "牵头部门", "完成期限")
    number = 0
    for i, finding, parts in (
        ("一", "一、城区黑臭水体整治不彻底，返黑返臭问题突出", ["完成管网排查", "实施清淤"]),
        ("二", "二、企业危险废物超期贮存，管理台账不规范", ["限期转移处置"]),
    ):
        row = sheet.across(finding, 4)
        for part in parts:
            number += 1
            sheet.add(number, part, "市住建局", "2025年9月底前")
        book.expect([n(i, "1" if i == "一" else "2"), f(finding)], row)
        plain = [{"text": part, "units": [], "due": None} for part in parts]
        dated = [{"text": part, "units": [], "due": "2025-09-30"} for part in parts]
        book.tasks[-1] |= {
            "number": either(book.tasks[-1]["number"], None),
            "finding": either(finding, finding[2:]),
            "lead_unit": "市住建局",
            "responsible_units": ["市住建局"],
            "measures": either(
                plain,
                dated,
                [one | {"units": ["市住建局"]} for one in plain],
                [one | {"units": ["市住建局"]} for one in dated],
            ),
            "deadline": {},
        }
    return book


def two_rounds_same_numbers() -> Workbook:
    """Two rounds with the same numbers: the second speaks of tasks, and must not be joined to the first."""
    book = Workbook("257_两轮同号不合并.xlsx")
    first = book.sheet("第一轮")
    first.add("序号", "反馈问题", "责任单位", "整改时限")
    second = book.sheet("第二轮")
    second.add("序号", "整改任务", "责任单位", "整改时限")
    for i, finding, unit, due in (
        (1, "燃煤锅炉淘汰不彻底。", "市工信局", d("2024年底前", "2024-12-31")),
        (2, "扬尘管控粗放。", "市住建局", d("2024年6月底前", "2024-06-30")),
    ):
        book.task(first, [n(i, str(i)), f(finding), u(unit, unit), due])
    for i, finding, unit, due in (
        (1, "建成再生水厂一座。", "市水务局", d("2025年底前", "2025-12-31")),
        (2, "修复矿山20处。", "市自然资源局", d("2026年底前", "2026-12-31")),
    ):
        book.task(second, [n(i, str(i)), f(finding), u(unit, unit), due])
    return book


def months_only() -> Workbook:
    """The year stands in the title, the column says only months."""
    book = Workbook("258_标题有年份时限只写月.xlsx")
    sheet = book.sheet("2025年")
    sheet.across("2025年度整改任务清单", 4)
    sheet.add("序号", "任务内容", "责任单位", "完成时间")
    for i, text, due in (
        (1, "完成排污许可证质量复核。", d("6月底前", "2025-06-30")),
        (2, "建成大气微站12座。", d("10月底", "2025-10-31")),
        (3, "整治入河排污口。", d("全年推进", "2025-12-31")),
    ):
        book.task(sheet, [n(i, str(i)), f(text), u("市生态环境局", "市生态环境局"), due])
    return book


def from_and_until() -> Workbook:
    """起始时间 and 截止时间, units without a lead word, and a person column of two lines."""
    book = Workbook("259_起始与截止时间.csv", encoding="gb18030")
    sheet = book.sheet()
    sheet.add("序号", "问题", "起始时间", "截止时间", "责任单位", "负责人")
    for i, finding, due in (
        (1, "渣土车带泥上路。", d("2025/6/30", "2025-06-30")),
        (2, "裸露土地未绿化。", d("2025/11/30", "2025-11-30")),
    ):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                x("2025/1/1"),
                due,
                u("市城管局；市住建局", "市城管局", "市住建局"),
                who("赵刚"),
            ],
        )
    return book


LAYOUTS = (
    reversed_without_number,
    tab_separated,
    word_parts,
    nested_counts,
    unit_post_name,
    three_level_header,
    ticked_states,
    hidden_and_dotted,
    requirements_under_finding,
    money_column,
    bracketed_labels,
    chinese_numbered_bands,
    two_rounds_same_numbers,
    months_only,
    from_and_until,
)
