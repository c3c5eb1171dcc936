from data.intake.cards import Card, find_cards
from data.intake.listing import read_listing
from data.intake.sheet import Sheet
from tests.data.intake.sketch import book, grid


def cards(text: str) -> tuple[Card, ...]:
    return find_cards(Sheet(grid(text)))


def texts(card: Card) -> dict[str, str]:
    return {name: cell.text for name, cell in card.cells.items()}


BESIDE = """
整改任务卡|<|<|<
序号|1|问题类别|水污染
反馈问题|河道污水直排问题|<|<
整改措施|1.开展排查|<|<
^|2.建设管网|<|<
责任单位|市水利局|整改时限|2024年底前
群众满意度|92%||
"""


def test_labels_stand_beside_their_values() -> None:
    (card,) = cards(BESIDE)
    assert texts(card) == {
        "number": "1",
        "category": "水污染",
        "finding": "河道污水直排问题",
        "measures": "1.开展排查\n2.建设管网",
        "units": "市水利局",
        "deadline": "2024年底前",
    }
    assert [(cell.label, cell.text) for cell in card.extra] == [("群众满意度", "92%")]


def test_labels_stand_above_their_values() -> None:
    (card,) = cards("序号|类别|责任单位|整改时限\n1|水|市水利局|2024年\n反馈问题|<|<|<\n污水直排|<|<|<")
    assert texts(card) == {
        "number": "1",
        "category": "水",
        "units": "市水利局",
        "deadline": "2024年",
        "finding": "污水直排",
    }


def test_labels_stand_before_a_colon() -> None:
    (card,) = cards(
        "一、反馈问题：污水直排\n二、整改措施：1.排查；2.建网。\n三、责任单位：市水利局\n四、整改时限：2024年底前"
    )
    assert texts(card)["finding"] == "污水直排" and texts(card)["deadline"] == "2024年底前"


def test_several_cards_in_a_sheet_are_several_tasks() -> None:
    one = "序号|1|整改时限|2024年\n反馈问题|污水直排|<|<\n责任单位|市水利局|验收单位|市整改办\n|||\n"
    assert [texts(card)["number"] for card in cards(one + one.replace("|1|", "|2|"))] == ["1", "2"]


def test_a_list_turned_on_its_side_is_one_task_a_column() -> None:
    turned = "序号|1|2\n反馈问题|污水直排|扬尘突出\n整改措施|建网|洒水\n整改时限|2024年底|2025年底"
    listing = read_listing(book(grid(turned)))
    assert [(task.number, task.finding, task.at.cell) for task in listing.tasks] == [
        ("1", "污水直排", "B1"),
        ("2", "扬尘突出", "C1"),
    ]


def test_a_table_of_measures_inside_a_card_is_read_line_by_line() -> None:
    inner = """
反馈问题|污水直排|<|<
责任单位|市住建局|整改时限|2024年底前
措施序号|整改措施|责任单位|完成时限
1|排查排口|市水利局|2024年3月底前
2|建设管网|市住建局|2024年6月底前
"""
    (task,) = read_listing(book(grid(inner))).tasks
    assert [(m.text, m.units, str(m.due)) for m in task.measures] == [
        ("排查排口", ("市水利局",), "2024-03-31"),
        ("建设管网", ("市住建局",), "2024-06-30"),
    ]
    assert task.responsible_units == ("市住建局",) and task.deadline.text == "2024年底前"


def test_a_cell_under_no_label_is_said() -> None:
    listing = read_listing(book(grid(BESIDE + "验收单位|市整改办|见附件三说明|\n")))
    assert [(problem.code, problem.cell) for problem in listing.problems] == [("card_leftover", "C8")]


def test_a_list_is_no_card() -> None:
    listing = read_listing(book(grid("序号|反馈问题|整改措施|责任单位\n1|污水直排|建网|市住建局")))
    assert listing.sheets[0].layout == "table"
