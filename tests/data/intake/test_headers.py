from data.intake.choices import NO_CHOICES, Choices
from data.intake.headers import find_header, fingerprint, header_at, side_by_side
from data.intake.layout import choose, understand
from data.intake.sheet import Sheet
from tests.data.intake.sketch import grid

HEADER = "序号|反馈问题|整改措施|责任单位|整改时限"
ROW = "1|污水直排|建管网|市住建局|2024年底前"


def rows(text: str) -> tuple[int, ...]:
    header = find_header(Sheet(grid(text)))
    return tuple(row + 1 for row in header.rows) if header else ()


def test_the_header_is_found_under_titles_and_instructions() -> None:
    assert rows(f"{HEADER}\n{ROW}") == (1,)
    assert rows(f"附件1\n某市整改清单|<|<|<|<\n填报单位：某县|||填报时间：2024年\n{HEADER}\n{ROW}") == (4,)
    assert rows("1.问题要与反馈意见一致\n" * 30 + f"{HEADER}\n{ROW}") == (31,)


def test_two_and_three_levels_are_found_by_their_merges() -> None:
    two = "序号|反馈问题|责任体系|<|整改时限\n^|^|牵头单位|配合单位|^"
    assert rows(f"{two}\n{ROW}") == (1, 2)
    three = "序号|任务情况|<|责任情况|<|<\n^|反馈问题|整改目标|整改|<|验收单位\n^|^|^|牵头单位|责任单位|^"
    assert rows(f"{three}\n1|污水直排|达标|市住建局|县住建局|市整改办") == (1, 2, 3)


def test_group_names_without_merges_reach_to_the_right() -> None:
    header = find_header(
        Sheet(
            grid(
                "序号|反馈问题|责任单位|||整改时限\n||牵头单位|配合单位|验收单位|\n1|污水|甲局|乙局|丙局|2024年"
            )
        )
    )
    assert header is not None and header.rows == (0, 1)
    assert header.levels[3] == ("责任单位", "配合单位")


def test_a_name_broken_over_two_rows_is_one_name() -> None:
    header = find_header(Sheet(grid("序号|反馈|整改|责任|整改\n|问题|措施|单位|时限\n" + ROW)))
    assert header is not None and header.rows == (0, 1)
    assert header.fields == {"number", "finding", "measures", "units", "deadline"}


def test_a_band_under_the_header_is_no_second_level() -> None:
    assert rows(f"{HEADER}\n一、思想认识方面|<|<|<|<\n{ROW}") == (1,)


def test_other_tables_have_no_header_of_a_list() -> None:
    assert rows("姓名|职务|电话\n张三|局长|123") == ()
    assert rows("县区|任务数|已完成|完成率\n甲县|3|1|33%") == ()


def test_the_same_layout_has_the_same_fingerprint() -> None:
    one, other = (
        find_header(Sheet(grid(text)))
        for text in (f"{HEADER}\n{ROW}", f"标题\n{HEADER.replace('整改', '整 改')}\n{ROW}")
    )
    assert one and other and fingerprint(one) == fingerprint(other)
    moved = header_at(Sheet(grid(f"|{HEADER}")), (0,))
    assert fingerprint(moved) != fingerprint(one)


def test_lists_side_by_side_are_told_apart() -> None:
    header = find_header(
        Sheet(grid("序号|反馈问题|整改时限||序号|反馈问题|整改时限\n1|甲事|2024年||2|乙事|2025年"))
    )
    assert header is not None
    assert [sorted(block.levels) for block in side_by_side(header)] == [[0, 1, 2], [4, 5, 6]]


def used(*sketches: tuple[str, str, bool], choices: Choices = NO_CHOICES) -> list[str]:
    layouts = [understand(Sheet(grid(text, name, hidden)), choices) for name, text, hidden in sketches]
    return [layout.sheet.name for layout in choose(layouts, choices)]


COMPLAINTS = "序号|受理编号|交办问题基本情况|是否属实|处理和整改情况|责任单位\n1|X1|噪声|属实|已办结|市住建局"


def test_sheets_are_chosen_by_what_they_hold() -> None:
    sheets = (
        ("封面", "某市整改工作台账", False),
        ("旧稿", f"{HEADER}\n{ROW}", True),
        ("信访件", COMPLAINTS, False),
        ("统计", "县区|任务数|已完成\n甲县|3|1", False),
        ("任务", f"{HEADER}\n{ROW}", False),
    )
    assert used(*sheets) == ["任务"]
    assert used(*sheets, choices=Choices(sheets=("旧稿",))) == ["旧稿"]


def test_a_list_hidden_alone_is_still_read() -> None:
    assert used(("清单", f"{HEADER}\n{ROW}", True)) == ["清单"]
