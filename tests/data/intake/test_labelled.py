import pytest

from data.intake.listing import read_listing
from tests.data.intake.sketch import book, grid


@pytest.mark.parametrize(
    "cell",
    [
        r"整改目标：库区无网箱养殖。\n整改措施：\n1.清理网箱；\n2.渔民转产。\n整改时限：2025年6月底前\n责任单位：县水利局",
        r"【整改目标】库区无网箱养殖。\n【整改措施】1.清理网箱；\n2.渔民转产。\n【整改时限】2025年6月底前\n【责任单位】县水利局",
    ],
)
def test_labelled_parts_of_one_cell_go_to_their_fields(cell: str):
    task = read_listing(book(grid(f"序号 | 反馈问题 | 整改方案\n1 | 库区内存在网箱养鱼。 | {cell}"))).tasks[0]

    assert (task.goal, task.lead_unit, str(task.deadline.due)) == (
        "库区无网箱养殖。",
        "县水利局",
        "2025-06-30",
    )
    assert [measure.text.rstrip("；。") for measure in task.measures] == ["清理网箱", "渔民转产"]


def test_a_measures_own_unit_is_no_label_of_the_cell():
    text = r"1.清理网箱。责任单位：县水利局\n2.渔民转产。责任单位：县农业农村局"
    task = read_listing(
        book(grid(f"序号 | 反馈问题 | 整改措施 | 整改时限\n1 | 网箱养鱼。 | {text} | 2025年底"))
    ).tasks[0]

    assert task.goal is None
    assert len(task.measures) == 2


def test_numbers_that_open_the_findings_are_the_tasks_numbers():
    listing = read_listing(
        book(
            grid(
                "反馈问题 | 责任单位 | 整改时限\n7.污水直排。 | 县住建局 | 2025年底\n12、散煤复燃。 | 县发改局 | 2025年底"
            )
        )
    )

    assert [task.number for task in listing.tasks] == ["7", "12"]


def test_a_count_that_opens_a_finding_is_no_number():
    listing = read_listing(
        book(
            grid(
                "反馈问题 | 责任单位 | 整改时限\n3.3公里岸线垃圾堆积。 | 县住建局 | 2025年底\n2.5万吨淤泥积存。 | 县水利局 | 2025年底"
            )
        )
    )

    assert [task.number for task in listing.tasks] == [None, None]
