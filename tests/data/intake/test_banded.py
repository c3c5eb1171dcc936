from data.intake.listing import read_listing
from tests.data.intake.sketch import book, grid

LIST = """
序号 | 整改措施 | 责任单位 | 完成时限
问题1：县城生活污水集中收集率仅为38%。 | < | < | <
1 | 改造老旧管网15公里 | 县住建局 | 2025年10月底前
2 | 开展小区雨污分流 | 县住建局 | 2025年12月底前
问题2：规模养殖场设施配套不到位。 | < | < | <
1 | 逐场核查建立台账 | 县农业农村局 | 2025年4月底前
注：列第一位的为牵头单位
"""


def test_findings_in_rows_of_their_own_head_the_measures_below():
    listing = read_listing(book(grid(LIST)))

    assert [(task.number, task.finding, task.at.row, len(task.measures)) for task in listing.tasks] == [
        ("1", "问题1：县城生活污水集中收集率仅为38%。", 2, 2),
        ("2", "问题2：规模养殖场设施配套不到位。", 5, 1),
    ]
    assert listing.tasks[0].origin["finding"].cell == "A2"
    assert "finding_in_band" in [problem.code for problem in listing.problems]
    assert {row.row for row in listing.skipped} == {1, 7}
