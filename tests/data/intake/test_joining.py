from data.domain.model import Listing
from data.intake.listing import read_listing
from tests.data.intake.sketch import book, grid

FINDINGS = """
序号 | 反馈问题 | 责任单位 | 整改时限
1 | 两处入河排污口晴天溢流。 | 县水利局 | 2025年9月底前
2 | 填埋场渗滤液积存1.2万吨。 | 县城管局 | 2025年12月底前
"""
MEASURES = """
序号 | 整改措施 | 完成时限
1 | 封堵两处溢流口 | 2025年6月底前
1 | 安装在线监控 | 2025年9月底前
2 | 新建应急处理设施 | 2025年10月底前
"""


def codes(listing: Listing) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in listing.problems]


def test_measures_on_their_own_sheet_are_joined_by_number():
    listing = read_listing(book(grid(FINDINGS, "问题清单"), grid(MEASURES, "措施清单")))

    assert [[measure.text for measure in task.measures] for task in listing.tasks] == [
        ["封堵两处溢流口", "安装在线监控"],
        ["新建应急处理设施"],
    ]
    assert [str(measure.due) for task in listing.tasks for measure in task.measures] == [
        "2025-06-30",
        "2025-09-30",
        "2025-10-31",
    ]
    assert [str(task.deadline.due) for task in listing.tasks] == ["2025-09-30", "2025-12-31"]
    assert ("info", "sheet_joined") in codes(listing)
    assert ("warning", "sheet_left_out") not in codes(listing)


def test_measures_numbered_under_their_task_belong_to_it():
    parts = MEASURES.replace("\n1 |", "\n1-1 |", 1).replace("\n1 |", "\n1-2 |", 1).replace("\n2 |", "\n2-1 |")
    listing = read_listing(book(grid(FINDINGS, "问题"), grid(parts, "措施")))

    assert [len(task.measures) for task in listing.tasks] == [2, 1]


def test_a_list_of_bare_findings_is_completed_by_the_other_sheets():
    findings = grid("序号 | 督察发现问题\n1 | 两处入河排污口晴天溢流。\n2 | 渗滤液积存。", "问题清单")
    duties = grid("序号 | 牵头单位 | 责任人\n1 | 县水利局 | 周启明\n2 | 县城管局 | 孙玉梅", "责任清单")
    listing = read_listing(book(findings, duties))

    assert [(task.finding, task.lead_unit, task.responsible_person) for task in listing.tasks] == [
        ("两处入河排污口晴天溢流。", "县水利局", "周启明"),
        ("渗滤液积存。", "县城管局", "孙玉梅"),
    ]


def test_two_rounds_with_the_same_numbers_are_not_joined():
    other = """
序号 | 整改任务 | 责任单位 | 整改时限
1 | 建成再生水厂。 | 县住建局 | 2026年底前
2 | 修复矿山20处。 | 县林业局 | 2026年底前
"""
    listing = read_listing(book(grid(FINDINGS, "第一轮"), grid(other, "第二轮")))

    assert len(listing.tasks) == 4


def test_a_number_the_list_does_not_have_is_asked_about():
    stray = MEASURES.replace("\n2 |", "\n2 | 加强巡查 | 2025年9月底前\n3 | 查处违法 | 2025年9月底前\n2 |")
    findings = (
        FINDINGS
        + "4 | 养殖尾水直排。 | 县农业农村局 | 2025年9月底前\n5 | 异味扰民。 | 县工信局 | 2025年9月底前\n"
    )
    more = stray + "4 | 建尾水池 | 2025年9月底前\n5 | 走航监测 | 2025年9月底前\n"
    listing = read_listing(book(grid(findings, "问题"), grid(more, "措施")))

    assert ("warning", "join_unknown") in codes(listing)


def test_statistics_by_number_are_not_joined():
    counts = grid("序号 | 责任单位 | 问题数 | 已完成数\n1 | 县水利局 | 3 | 1\n2 | 县城管局 | 2 | 2", "统计")
    listing = read_listing(book(grid(FINDINGS, "问题清单"), counts))

    assert [task.responsible_units for task in listing.tasks] == [("县水利局",), ("县城管局",)]
    assert "sheet_joined" not in [code for _, code in codes(listing)]
