from data.intake.headers import columns_of, find_header
from data.intake.mapping import plan_columns
from data.intake.rows import RowsReading, read_rows
from data.intake.sheet import Sheet
from tests.data.intake.sketch import grid

HEADER = "序号|反馈问题|整改措施|责任单位|整改时限\n"


def read(text: str) -> RowsReading:
    sheet = Sheet(grid(HEADER + text))
    header = find_header(sheet)
    assert header is not None
    return read_rows(sheet, header, plan_columns(columns_of(sheet, header)), ("某市清单",))


def tasks(text: str) -> list[list[int]]:
    return [[row + 1 for row in task.rows] for task in read(text).tasks]


def skipped(text: str) -> list[tuple[int, str]]:
    return [(row.row, row.why) for row in read(text).skipped]


def test_one_task_a_row() -> None:
    assert tasks("1|污水直排|建管网|甲局|2024年\n2|扬尘突出|洒水|乙局|2025年") == [[2], [3]]


def test_measures_in_rows_belong_to_the_finding_merged_beside_them() -> None:
    assert tasks("1|污水直排|排查|甲局|2024年\n^|^|建网|乙局|2025年\n2|扬尘突出|洒水|乙局|2025年") == [
        [2, 3],
        [4],
    ]


def test_measures_in_rows_belong_to_the_finding_above_where_cells_are_blank() -> None:
    assert tasks("1|污水直排|排查|甲局|2024年\n||建网|乙局|\n2|扬尘突出|洒水|乙局|2025年") == [[2, 3], [4]]


def test_a_finding_repeated_in_every_row_is_one_task() -> None:
    assert tasks("1|污水直排|排查|甲局|2024年\n1|污水直排|建网|乙局|2025年") == [[2, 3]]


def test_numbers_of_their_own_under_one_finding_are_tasks_of_their_own() -> None:
    assert tasks("1|污水直排|排查|甲局|2024年\n2|^|建网|乙局|2025年") == [[2], [3]]


def test_sub_numbers_count_measures() -> None:
    assert tasks(
        "1|污水直排|||\n1.1||排查|甲局|2024年\n1.2||建网|乙局|2025年\n2|扬尘突出|洒水|甲局|2024年"
    ) == [[2, 3, 4], [5]]


def test_bands_are_categories_merged_or_alone_or_numbered_in_two_cells() -> None:
    merged = read(
        "一、思想认识方面|<|<|<|<\n1|污水直排|排查|甲局|2024年\n二、污染防治方面||||\n2|扬尘突出|洒水|甲局|2024年"
    )
    assert [task.band for task in merged.tasks] == ["一、思想认识方面", "二、污染防治方面"]
    two = read("一|思想认识方面|||\n1|污水直排|排查|甲局|2024年")
    assert [task.band for task in two.tasks] == ["思想认识方面"]


def test_bands_nest_by_their_numbering() -> None:
    nested = read(
        "一、省督察|<|<|<|<\n（一）水|<|<|<|<\n1|污水直排|排查|甲局|2024年\n二、自查|<|<|<|<\n2|扬尘突出|洒水|甲局|2024年"
    )
    assert [task.band for task in nested.tasks] == ["一、省督察/（一）水", "二、自查"]


def test_every_row_that_is_no_task_is_accounted_for() -> None:
    text = (
        "1|2|3|4|5\n"
        "1|污水直排|排查|甲局|2024年\n"
        "\n"
        "第1页 共2页|<|<|<|<\n"
        "某市清单|<|<|<|<\n"
        "序号|反馈问题|整改措施|责任单位|整改时限\n"
        "2|扬尘突出|洒水|甲局|2024年\n"
        "3||||\n"
        "合计|2项|||\n"
        "注：1.第一位为牵头单位；|<|<|<|<\n"
        "2.时限写到月。|<|<|<|<\n"
        "审核人：张三||填表人：李四||\n"
        "（单位盖章）||||"
    )
    assert tasks(text) == [[3], [8]]
    assert skipped(text) == [
        (2, "栏次行"),
        (4, "空行"),
        (5, "页码或续表行"),
        (6, "重复的标题行"),
        (7, "重复的表头"),
        (9, "只有编号、没有内容的行"),
        (10, "合计行"),
        (11, "说明行（注、备注）"),
        (12, "说明行（注、备注）"),
        (13, "落款行（审核人、填表人等）"),
        (14, "落款行（审核人、填表人等）"),
    ]


def test_totals_and_subtotals_are_compared_with_what_was_read() -> None:
    totals = read(
        "合计|3||||\n1|污水直排|排查|甲局|2024年\n2|扬尘突出|洒水|甲局|2024年\n小计|2项|||\n3|噪声扰民|夜查|乙局|2024年\n总计|3项任务、9条措施|||"
    ).totals
    assert [(total.stated, total.found) for total in totals] == [((3,), 3), ((2,), 2), ((3, 9), 3)]


def test_a_row_that_belongs_to_nothing_is_said() -> None:
    reading = read("||排查|甲局|2024年\n1|污水直排|排查|甲局|2024年")
    assert [(doubt.severity, doubt.code, doubt.row) for doubt in reading.doubts] == [
        ("error", "missing_finding", 1)
    ]


def test_another_tables_header_ends_the_table() -> None:
    assert (
        read(
            "1|污水直排|排查|甲局|2024年\n编号|自查问题|整改目标|整改措施|牵头单位\n1|甲|乙|丙|丁"
        ).next_header
        == 2
    )


def test_a_headings_count_is_compared_with_the_tasks_under_it():
    table = """一、水污染防治方面（共3个） | < | < | < | <
1 | 污水直排问题。 | 整治 | 县住建局 | 2025年底
2 | 黑臭水体问题。 | 整治 | 县住建局 | 2025年底
二、大气方面（1个） | < | < | < | <
3 | 扬尘问题突出。 | 整治 | 县住建局 | 2025年底
"""
    assert [(doubt.code, doubt.row) for doubt in read(table).doubts] == [("total_differs", 1)]
