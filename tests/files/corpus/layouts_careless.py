"""Deadlines, units and measures written carelessly, some clear, some not to be guessed at."""

# ruff: noqa: E501

from .model import (
    Cell,
    Workbook,
    d,
    either,
    f,
    m,
    measure,
    ms,
    n,
    roles,
    u,
)
from .subjects import take


def dues(name: str, first: int, cells: list[Cell]) -> Workbook:
    """A plain list whose deadlines are the matter."""
    book = Workbook(name)
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    for number, (subject, cell) in enumerate(zip(take(first, len(cells)), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures, "1."),
                u("市生态环境局", "市生态环境局"),
                cell,
            ],
        )
    return book


def h12() -> Workbook:
    """Deadlines written carelessly but clearly."""
    return dues("72_时限随手写法.xlsx", 2, [
        d("2025-12", "2025-12-31"),
        d("2025/06", "2025-06-30"),
        d("2025年12月31号", "2025-12-31"),
        d("2025年末", "2025-12-31"),
        d("2025年内", "2025-12-31"),
        d("2025年12月底前基本完成", "2025-12-31"),
        d("2025年十二月底前", "2025-12-31"),
        d("2025年12月31日前完成整改并长期坚持", "2025-12-31", long=True),
        d("整改时限：2026年6月底前。", "2026-06-30"),
        d("2025.12.31前", "2025-12-31"),
        d("2026年2月底前", "2026-02-28"),
        d("2028年2月底前", "2028-02-29"),
        d("2025年12月31日（已完成）", "2025-12-31"),
        d("2025年度", "2025-12-31"),
        d("20251231", "2025-12-31"),
        d("2025年9月底前完成，长期坚持。", "2025-09-30", long=True),
    ])  # fmt: skip


def h13() -> Workbook:
    """Deadlines of several parts."""
    return dues("73_时限多段写法.xlsx", 18, [
        d("2025年10月15日前完成清理，10月31日前完成验收", "2025-10-15", "2025-10-31"),
        d("2025年6月、12月底前分别完成", "2025-06-30", "2025-12-31"),
        d("1.立行立改；2.2025年底前；3.长期坚持", "2025-12-31", imm=True, long=True),
        d("第1—3项措施2025年12月底前，第4项措施2026年12月底前", "2025-12-31", "2026-12-31"),
        d("2025年底前取得阶段性成效，2027年底前全面完成", "2025-12-31", "2027-12-31"),
        d("分三年实施，2027年底前完成", "2027-12-31"),
        d("2025年11月底前；2026年11月底前；2027年11月底前", "2025-11-30", "2026-11-30", "2027-11-30"),
        d("2025年6月1日至9月30日", "2025-09-30", free=True),
        d("2024—2026年", "2026-12-31", free=True),
        d("原定2024年底前，现调整为2025年底前", "2025-12-31", free=True),
        d("2026年3月底前（经批准延期至2026年9月底前）", "2026-09-30", free=True),
        d("立行立改，2025年3月底前完成；每季度调度1次，长期坚持", "2025-03-31", imm=True, long=True, rec=[("quarter", 1)]),
    ])  # fmt: skip


def h14() -> Workbook:
    """More deadlines that a clerk must not guess at."""
    return dues("74_时限不能猜.xlsx", 30, [
        d("年底前", ask=True),
        d("今年10月底前", ask=True),
        d("接到交办之日起15日内", ask=True),
        d("三年内", ask=True),
        d("尽快完成", ask=True),
        d("2025年4月31日", ask=True),
        d("12月", ask=True),
        d(30, ask=True),
        d("2205年12月底前", ask=True),
        d("2025年底前/2026年底前", ask=True),
        d("2025年12月底前？", ask=True),
        d("下一轮督察前", ask=True),
        d("202年6月底前", ask=True),
        d("另行通知", ask=True),
    ])  # fmt: skip


def h15() -> Workbook:
    """Units: remarks in brackets, slashes, spaces, prefixes, names broken over lines."""
    book = Workbook("75_责任单位随手写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    cells = [
        u("市生态环境局（负责水质监测）、市水利局（负责清淤）", either("市生态环境局（负责水质监测）", "市生态环境局"), either("市水利局（负责清淤）", "市水利局")),
        u("责任单位：市水利局、市住建局", "市水利局", "市住建局"),
        u("青禾县人民政府/市水利局", "青禾县人民政府", "市水利局"),
        u("市水利局　市住建局　市城管局", "市水利局", "市住建局", "市城管局"),
        u("市住房和城乡\n建设局、市水利局", "市住房和城乡建设局", "市水利局"),
        roles("牵头：市水利局；配合：市财政局、市审计局", "市水利局", ["市财政局", "市审计局"]),
        roles("市水利局(牵头),市财政局(配合),市审计局(配合)", "市水利局", ["市财政局", "市审计局"]),
        roles("市生态环境局牵头，市直相关部门、各县（市、区）人民政府配合", "市生态环境局", ["市直相关部门", "各县（市、区）人民政府"]),
        u("各乡镇（街道）人民政府（办事处），县住建局", "各乡镇（街道）人民政府（办事处）", "县住建局"),
        u("云岭市中级人民法院、云岭市人民检察院、市公安局", "云岭市中级人民法院", "云岭市人民检察院", "市公安局"),
        u("市生态环境局\n（牵头单位）\n市公安局\n市司法局", "市生态环境局", "市公安局", "市司法局"),
        u("市水利局。", "市水利局"),
        u("①市林业局②市自然资源局", "市林业局", "市自然资源局"),
        u("市文化广电和旅游局、市退役军人事务局", "市文化广电和旅游局", "市退役军人事务局"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(take(4, len(cells)), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                ms(subject.measures),
                cell,
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


def h16() -> Workbook:
    """Measures: decimals at line heads, words that look like numbering, lines without numbers, nested numbers."""
    book = Workbook("76_措施随手写法.xlsx")
    page = book.sheet("Sheet1")
    page.add("序号", "反馈问题", "整改措施", "责任单位", "整改时限")
    nested = [measure("开展排查：（1）排查雨水口；（2）排查检查井"), measure("完成整治")]
    leaves = [measure("开展排查："), measure("排查雨水口"), measure("排查检查井"), measure("完成整治")]
    cells = [
        m("1.将PM2.5浓度控制在33微克/立方米以内；2.淘汰1.2万辆老旧车；3.3家企业限期退出。", "将PM2.5浓度控制在33微克/立方米以内", "淘汰1.2万辆老旧车", "3家企业限期退出"),
        m("编制整治方案。\n完成管网改造。\n建立长效机制。", "编制整治方案", "完成管网改造", "建立长效机制"),
        m("１．开展排查。２．完成整治。３．组织验收。", "开展排查", "完成整治", "组织验收"),
        Cell("1.开展排查：（1）排查雨水口；（2）排查检查井。2.完成整治。", {"measures": either(nested, leaves)}),
        m("措施一：拆除违建。措施二：恢复植被。", "拆除违建", "恢复植被"),
        m("第一、拆除违建；第二、恢复植被；第三、加强巡查。", "拆除违建", "恢复植被", "加强巡查"),
        m("（1）完成一期工程建设；（2）第二污水处理厂投运；（3）一是一、二是二，据实核查。", "完成一期工程建设", "第二污水处理厂投运", "一是一、二是二，据实核查"),
        m("1. 拆除码头2座（1号、2号码头）。\n2. 复绿9.5公顷。", "拆除码头2座（1号、2号码头）", "复绿9.5公顷"),
        m("①开展培训；②严格执法；③通报曝光", "开展培训", "严格执法", "通报曝光"),
        m("1、2025年6月底前完成清淤；2、2025年9月底前完成截污；3、长期坚持巡查", ("2025年6月底前完成清淤", "2025-06-30"), ("2025年9月底前完成截污", "2025-09-30"), "长期坚持巡查"),
        m("严格落实河长制，每月巡河不少于2次，发现问题24小时内交办。", "严格落实河长制，每月巡河不少于2次，发现问题24小时内交办"),
        m("1.完成治理；\n1.建立台账；\n2.公开结果。", "完成治理", "建立台账", "公开结果"),
    ]  # fmt: skip
    for number, (subject, cell) in enumerate(zip(take(24, len(cells)), cells, strict=True), 1):
        book.task(
            page,
            [
                n(number, str(number)),
                f(subject.finding),
                cell,
                u("市整改办", "市整改办"),
                d("2025年底前", "2025-12-31"),
            ],
        )
    return book


LAYOUTS = (h12, h13, h14, h15, h16)
