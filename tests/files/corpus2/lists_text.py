"""Lists whose structure stands in the text: numbers in findings, bands with counts, labels inside a cell."""

from corpus.model import Workbook, acc, d, either, f, g, m, ms, n, u, who, x


def number_in_finding() -> Workbook:
    """The number stands only inside the finding."""
    book = Workbook("219_编号在问题里.xlsx")
    sheet = book.sheet("清单")
    sheet.across("平阴市督察反馈问题整改清单", 4)
    sheet.add("反馈问题", "整改措施", "整改时限", "责任单位")
    for number, finding, due in (
        ("7", "某县工业园区污水处理厂长期停运，废水直排黑水河。", d("2025年9月底前", "2025-09-30")),
        ("8", "3家采石企业未落实“边开采、边治理”要求。", d("2026年底前", "2026-12-31")),
        ("12", "乡镇散煤治理力度不够。", d("2025年11月15日前", "2025-11-15")),
    ):
        text = f"{number}. {finding}"
        book.task(
            sheet,
            [
                f(text),
                ms(["查清原因、明确责任", "限期整改到位"], "（1）"),
                due,
                u("丰乐县人民政府", "丰乐县人民政府"),
            ],
            number=number,
        )
        book.tasks[-1]["finding"] = either(text, finding)
    return book


def counted_bands() -> Workbook:
    """Bands carry the count of their tasks, and the counts are right."""
    book = Workbook("220_分节带个数.xlsx")
    sheet = book.sheet("任务清单")
    sheet.across("整改任务清单", 5)
    sheet.add("序号", "整改任务", "责任单位", "整改时限", "督导单位")
    i = 0
    for band, tasks in (
        ("（一）思想认识方面（共2个）", ("个别乡镇主要负责人调研环保工作流于形式。", "部门联动机制不健全。")),
        ("（二）水污染防治方面（共1个）", ("三岔河支流水质反弹。",)),
        ("（三）生态修复方面（共2个）", ("历史遗留矿山图斑修复进度慢。", "湿地公园内违规养殖。")),
    ):
        sheet.across(band, 5)
        for finding in tasks:
            i += 1
            name = band[3 : band.index("（共")]
            book.task(
                sheet,
                [
                    n(i, str(i)),
                    f(finding),
                    u("县委办公室、县政府办公室", "县委办公室", "县政府办公室"),
                    d("2025年底前", "2025-12-31"),
                    acc("市整改办"),
                ],
                category=either(name, band[3:], band),
            )
    return book


def miscounted_band() -> Workbook:
    """A band says three, two tasks follow: to be told."""
    book = Workbook("221_分节个数不符.xlsx")
    sheet = book.sheet("任务清单")
    sheet.add("序号", "问题描述", "整改主体", "整改期限")
    band = "一、大气污染防治方面（3个）"
    row = sheet.across(band, 4)
    name = "大气污染防治方面"
    for i, finding in ((1, "建筑工地扬尘管控不到位。"), (2, "柴油货车路检路查频次低。")):
        book.task(
            sheet,
            [n(i, str(i)), f(finding), u("市住建局", "市住建局"), d("2025年6月底前", "2025-06-30")],
            category=either(name, f"{name}（3个）", band),
        )
    sheet.across("二、固体废物方面（1个）", 4)
    book.task(
        sheet,
        [n(3, "3"), f("建筑垃圾随意倾倒。"), u("市城管局", "市城管局"), d("2025年6月底前", "2025-06-30")],
        category=either("固体废物方面", "固体废物方面（1个）", "二、固体废物方面（1个）"),
    )
    book.must_mention.append(f"row {row}")
    return book


def findings_in_bands() -> Workbook:
    """The finding stands in a merged row of its own; the rows below are its measures."""
    book = Workbook("222_问题占整行措施在下.xlsx")
    sheet = book.sheet("措施分解")
    sheet.across("反馈问题整改措施分解表", 4)
    sheet.add("序号", "整改措施", "责任单位", "完成时限")
    for number, finding, parts in (
        (
            "1",
            "问题1：县城生活污水集中收集率仅为38%。",
            [
                ("改造老旧管网15公里", "县住建局", "2025年10月底前", "2025-10-31"),
                ("开展小区雨污分流", "各街道办事处", "2025年12月底前", "2025-12-31"),
            ],
        ),
        (
            "2",
            "问题2：规模养殖场设施装备配套不到位。",
            [
                ("逐场核查建立台账", "县农业农村局", "2025年4月底前", "2025-04-30"),
                ("完成设施改造", "县农业农村局", "2025年9月底前", "2025-09-30"),
            ],
        ),
    ):
        row = sheet.across(finding, 4)
        for i, (text, unit, due, _) in enumerate(parts, 1):
            sheet.add(i, text, unit, due)
        book.expect(
            [n(number, number), f(finding), m("", *[(text, day, [unit]) for text, unit, _, day in parts])],
            row,
        )
        units = list(dict.fromkeys(unit for _, unit, _, _ in parts))
        book.tasks[-1] |= {
            "number": either(number, None),
            "finding": either(finding, finding[4:]),
            "measures": either(
                [{"text": text, "units": [unit], "due": day} for text, unit, _, day in parts],
                [{"text": text, "units": [], "due": day} for text, unit, _, day in parts],
            ),
            "lead_unit": either(units[0], None),
            "responsible_units": either(units, []),
            "deadline": {},
        }
        book.tasks[-1]["at"]["row"] = None
    return book


def labels_in_one_cell() -> Workbook:
    """Goal, measures, deadline and units stand in one cell, each behind its label."""
    book = Workbook("223_一格内带标签.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "反馈问题", "整改方案")
    for i, finding, goal, parts, due, unit in (
        (
            1,
            "水库库区内存在网箱养鱼。",
            "库区无网箱养殖。",
            ["清理网箱120口", "引导渔民转产"],
            d("2025年6月底前", "2025-06-30"),
            "县水利局",
        ),
        (
            2,
            "开发区集中供热管网不配套。",
            "实现集中供热全覆盖。",
            ["敷设供热管网6公里"],
            d("2025年10月底前", "2025-10-31"),
            "县发改局",
        ),
    ):
        body = "\n".join(f"{j}.{part}；" for j, part in enumerate(parts, 1))
        sheet.add(
            i, finding, f"整改目标：{goal}\n整改措施：\n{body}\n整改时限：{due.value}\n责任单位：{unit}"
        )
        book.expect([n(i, str(i)), f(finding), g(goal), m("", *parts), due, u(unit, unit)], len(sheet.rows))
    return book


def list_inside_finding() -> Workbook:
    """A finding that itself lists places by (1)(2): one finding, not measures."""
    book = Workbook("224_问题内列举.xlsx")
    sheet = book.sheet()
    sheet.add("编号", "督察指出问题", "整改措施", "达到效果", "责任部门", "期限")
    finding = "部分企业环境违法问题突出。（1）金辉化工废气收集不全；（2）立达制革污泥露天堆放；（3）同力纸业超标排污。"
    book.task(
        sheet,
        [
            n("1", "1"),
            f(finding),
            ms(["金辉化工完成LDAR检测修复", "立达制革规范污泥贮存", "同力纸业深度治理"]),
            g("企业稳定达标。"),
            u("区生态环境分局", "区生态环境分局"),
            d("2025年7月底前", "2025-07-31"),
        ],
    )
    book.task(
        sheet,
        [
            n("2", "2"),
            f("3.3公里河段岸线垃圾堆积。"),
            ms(["组织清理并建立保洁制度"]),
            g("岸线整洁。"),
            u("区水利局", "区水利局"),
            d("2025年5月底前", "2025-05-31"),
        ],
    )
    return book


def party_and_government() -> Workbook:
    """Party committee and government, in the ways offices write the pair."""
    book = Workbook("225_党委政府写法.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "整改任务", "责任单位", "整改时限", "验收单位")
    for i, written, units, finding in (
        (
            1,
            "中共安化县委、安化县人民政府",
            either(
                ["中共安化县委", "安化县人民政府"],
                ["安化县委", "安化县人民政府"],
                ["中共安化县委、安化县人民政府"],
            ),
            "落实党政同责不够有力。",
        ),
        (
            2,
            "安化县委、县政府",
            either(["安化县委", "安化县政府"], ["安化县委", "县政府"], ["安化县委、县政府"]),
            "环保考核权重偏低。",
        ),
        (3, "县委宣传部\n县教育局\n团县委", ["县委宣传部", "县教育局", "团县委"], "环保宣传覆盖面不广。"),
        (4, "县法院、县检察院、县公安局", ["县法院", "县检察院", "县公安局"], "行政执法与刑事司法衔接不畅。"),
    ):
        book.task(
            sheet,
            [n(i, str(i)), f(finding), x(written), d("2025年底前", "2025-12-31"), acc("市委、市政府督查室")],
        )
        first = {"any": [way[0] for way in units["any"]]} if isinstance(units, dict) else units[0]
        book.tasks[-1] |= {"lead_unit": first, "responsible_units": units}
    return book


def aliases_and_brackets() -> Workbook:
    """Units with brackets, short names and collective terms."""
    book = Workbook("226_单位简称与括号.xlsx")
    sheet = book.sheet("清单")
    sheet.across("附件：", 4)
    sheet.add("序号", "突出问题", "责任单位", "办结时限")
    for i, written, units, finding in (
        (
            1,
            "市生态环境局（市整改办）、市自规局",
            ["市生态环境局（市整改办）", "市自规局"],
            "排污许可核发质量不高。",
        ),
        (
            2,
            "各县（市、区）人民政府、功能区管委会",
            ["各县（市、区）人民政府", "功能区管委会"],
            "生态补偿资金拨付不及时。",
        ),
        (3, "华能（云岭）热电有限责任公司", ["华能（云岭）热电有限责任公司"], "灰渣库扬尘。"),
        (
            4,
            "县水利局（河长办）；各乡镇（街道）",
            ["县水利局（河长办）", "各乡镇（街道）"],
            "河长巡河“打卡式”履职。",
        ),
    ):
        book.task(sheet, [n(i, str(i)), f(finding), u(written, *units), d("2025-09-30", "2025-09-30")])
    return book


def headless_word() -> Workbook:
    """A Word table without any header row: may be refused, but not misread."""
    book = Workbook("227_无表头文档.docx")
    sheet = book.sheet("表")
    sheet.lines_above = ["云岭县整改任务", "（2025年）"]
    for i, finding, measures, unit, due in (
        ("1", "垃圾中转站渗滤液外溢。", "1.修复收集池；2.加强日常保洁。", "县城管局", "2025年5月底前"),
        ("2", "河道采砂尾堆未清理。", "1.清运尾堆；2.平整河床。", "县水利局", "2025年6月底前"),
    ):
        sheet.add(i, finding, measures, unit, due)
        book.expect([n(i, i), f(finding)], None)
        book.tasks[-1] |= {"optional": True, "deadline": {}}
    return book


def word_cards() -> Workbook:
    """A Word file with one small table for each problem."""
    book = Workbook("228_文档一题一表.docx")
    for i, finding, goal, due in (
        (
            "一",
            "污水处理厂污泥去向不明。",
            "污泥安全处置率100%。",
            d("2025年6月底前，长期坚持", "2025-06-30", long=True),
        ),
        ("二", "保护区内违建未拆除。", "拆除违建、恢复植被。", d("2025年底前", "2025-12-31")),
    ):
        sheet = book.sheet(f"问题{i}")
        measures = ms(["县住建局牵头排查", "限期整改并举一反三"], "1.")
        sheet.add("问题序号", f"问题{i}")
        sheet.add("问题表述", finding)
        sheet.add("整改目标", goal)
        sheet.add("整改措施", measures.value)
        sheet.add("责任单位", "县住建局、县财政局")
        sheet.add("整改期限", due.value)
        sheet.add("验收单位", "市住建局")
        book.expect(
            [
                n(i, "1" if i == "一" else "2"),
                f(finding),
                g(goal),
                measures,
                u("", "县住建局", "县财政局"),
                due,
                acc("市住建局"),
            ],
            None,
        )
    return book


def word_bands() -> Workbook:
    """A Word table with bands and findings merged over measures."""
    book = Workbook("229_文档分节合并.docx")
    sheet = book.sheet("表")
    sheet.lines_above = ["平阴市环保督察整改措施清单"]
    sheet.add("序号", "问题", "措施", "责任单位", "完成时限", "责任人")
    sheet.across("一、工业污染", 6)
    for i, finding, parts, unit, due, person in (
        (
            1,
            "园区异味扰民。",
            ["开展走航监测", "整治8家涉气企业"],
            "开发区管委会",
            d("2025年8月底前", "2025-08-31"),
            "冯涛",
        ),
        (
            2,
            "雨水排口超标。",
            ["建设初期雨水池", "完善雨污分流"],
            "开发区管委会",
            d("2025年9月底前", "2025-09-30"),
            "冯涛",
        ),
    ):
        cells = [n(i, str(i)), f(finding), u(unit, unit), due, who(person)]
        row = sheet.add(i, finding, f"（1）{parts[0]}", unit, due.value, person)
        sheet.add(None, None, f"（2）{parts[1]}", None, None, None)
        for column in (1, 2, 4, 5, 6):
            sheet.merge(row, column, row + 1, column)
        book.expect([*cells, m("", *parts)], None, category="工业污染")
    return book


def supporting_in_text() -> Workbook:
    """牵头 and 配合 as labels on lines of one cell."""
    book = Workbook("230_牵头配合分行标注.xlsx")
    sheet = book.sheet()
    sheet.add("序号", "主要问题", "整改责任单位", "整改时限")
    for i, finding in ((1, "重污染天气应急减排清单更新不及时。"), (2, "非道路移动机械编码登记率低。")):
        book.task(
            sheet,
            [
                n(i, str(i)),
                f(finding),
                x("牵头单位：市生态环境局\n配合单位：市工信局、市住建局"),
                d("2025年10月底前", "2025-10-31"),
            ],
        )
        book.tasks[-1] |= {
            "lead_unit": "市生态环境局",
            "responsible_units": ["市生态环境局", "市工信局", "市住建局"],
            "supporting_units": ["市工信局", "市住建局"],
        }
    return book


LAYOUTS = (
    number_in_finding,
    counted_bands,
    miscounted_band,
    findings_in_bands,
    labels_in_one_cell,
    list_inside_finding,
    party_and_government,
    aliases_and_brackets,
    headless_word,
    word_cards,
    word_bands,
    supporting_in_text,
)
