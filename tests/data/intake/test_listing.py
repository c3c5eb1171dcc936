from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.domain.deadline import DeadlineContext
from data.domain.errors import UserError
from data.domain.model import Listing
from data.intake.choices import Choices
from data.intake.columns import dictionary
from data.intake.grid import Book, CellValue, Grid, Merge
from data.intake.listing import ReadingContext, read_listing
from tests.data.intake.sketch import book, grid

PLAIN = """
2024年某市督察反馈意见整改任务清单|<|<|<|<
序号|反馈问题|整改措施|责任单位|整改时限
1|河道污水直排|1.排查排口；\\n2.建设管网。|市水利局、市住建局|6月底前
2|扬尘管控不力|洒水降尘|市城管局|立行立改，长期坚持
"""


def codes(listing: Listing) -> list[str]:
    return [problem.code for problem in listing.problems]


def test_a_plain_list_is_read_without_a_question() -> None:
    listing = read_listing(book(grid(PLAIN)))
    first, second = listing.tasks
    assert (first.number, first.finding, first.lead_unit) == ("1", "河道污水直排", "市水利局")
    assert first.responsible_units == ("市水利局", "市住建局")
    assert len(first.measures) == 2
    assert second.deadline.immediate and second.deadline.long_term
    assert listing.problems == ()
    assert [(row.row, row.why) for row in listing.skipped] == [(1, "标题行"), (2, "表头")]


def test_the_plan_year_comes_from_the_title() -> None:
    assert read_listing(book(grid(PLAIN))).tasks[0].deadline.due == date(2024, 6, 30)


def test_the_year_the_office_knows_goes_before_the_title() -> None:
    context = ReadingContext(plan_year=2023)
    assert read_listing(book(grid(PLAIN)), context=context).tasks[0].deadline.due == date(2023, 6, 30)
    context = ReadingContext(DeadlineContext(year=2022), plan_year=2023)
    assert read_listing(book(grid(PLAIN)), context=context).tasks[0].deadline.due == date(2022, 6, 30)


def test_every_field_knows_its_cell() -> None:
    origin = read_listing(book(grid(PLAIN))).tasks[1].origin
    assert {name: ref.cell for name, ref in origin.items()} == {
        "number": "A4",
        "finding": "B4",
        "measures": "C4",
        "responsible_units": "D4",
        "deadline": "E4",
    }


def test_a_file_without_a_list_says_what_was_looked_for() -> None:
    with pytest.raises(UserError) as error:
        read_listing(book(grid("姓名|电话\n张三|123", name="联络表")))
    assert "反馈问题" in error.value.advice and "联络表" in error.value.advice


def test_a_real_date_keeps_a_chinese_text() -> None:
    sheet = Grid("清单", (("反馈问题", "整改措施", "整改时限"), ("污水直排", "建管网", date(2024, 6, 30))))
    deadline = read_listing(book(sheet)).tasks[0].deadline
    assert (deadline.text, deadline.due) == ("2024年6月30日", date(2024, 6, 30))


def test_a_separate_lead_column_switches_off_first_is_lead() -> None:
    listing = read_listing(
        book(
            grid("""
序号|反馈问题|整改措施|牵头单位|责任单位|配合单位|整改时限
1|污水直排|建管网|市住建局|市水利局|市财政局|2024年底前
2|扬尘|洒水||市城管局|无|2024年底前
""")
        )
    )
    first, second = listing.tasks
    assert first.responsible_units == ("市住建局", "市水利局", "市财政局")
    assert first.supporting_units == ("市财政局",)
    assert second.lead_unit is None and second.responsible_units == ("市城管局",)
    assert codes(listing) == ["units_doubt"]


def test_measures_in_rows_keep_their_own_units_and_dates() -> None:
    listing = read_listing(
        book(
            grid("""
序号|反馈问题|整改措施|责任单位|整改时限
1|污水直排|排查排口|市水利局|2024年6月底前
^|^|建设管网|市住建局|2024年12月底前
""")
        )
    )
    (task,) = listing.tasks
    assert [(m.text, m.units, m.due) for m in task.measures] == [
        ("排查排口", ("市水利局",), date(2024, 6, 30)),
        ("建设管网", ("市住建局",), date(2024, 12, 31)),
    ]
    assert task.responsible_units == ("市水利局", "市住建局")
    assert task.deadline.due == date(2024, 12, 31)


def test_shared_units_and_dates_stay_with_the_task() -> None:
    listing = read_listing(
        book(
            grid("""
序号|反馈问题|整改措施|责任单位|整改时限
1|污水直排|排查排口|市水利局|2024年6月底前
^|^|建设管网|^|^
""")
        )
    )
    (task,) = listing.tasks
    assert [(m.text, m.units, m.due) for m in task.measures] == [
        ("排查排口", (), None),
        ("建设管网", (), None),
    ]


def test_a_column_of_the_measures_own_deadlines_is_not_the_tasks() -> None:
    listing = read_listing(
        book(
            grid("""
序号|反馈问题|整改措施|措施完成时限|责任单位|整改时限
1|污水直排|排查排口|2024年3月底前|市水利局|2024年底前
^|^|建设管网|2024年9月底前|^|^
""")
        )
    )
    (task,) = listing.tasks
    assert [m.due for m in task.measures] == [date(2024, 3, 31), date(2024, 9, 30)]
    assert task.deadline.due == date(2024, 12, 31)


def test_a_total_that_differs_is_said() -> None:
    listing = read_listing(book(grid(PLAIN + "合计|5项|||\n")))
    assert [(p.code, p.cell) for p in listing.problems] == [("total_differs", "A5")]
    assert codes(read_listing(book(grid(PLAIN + "合计|2项任务、3条措施|||\n")))) == []


def test_double_numbers_and_missing_findings_are_said() -> None:
    listing = read_listing(
        book(
            grid("""
序号|反馈问题|整改措施|责任单位|整改时限
1|污水直排|建管网|市住建局|2024年底前
1|扬尘管控不力|洒水|市城管局|2024年底前
3||植树|市林业局|2024年底前
""")
        )
    )
    assert len(listing.tasks) == 2
    assert sorted((p.severity, p.code, p.cell) for p in listing.problems) == [
        ("error", "missing_finding", "B4"),
        ("warning", "duplicate_number", "A3"),
    ]


def test_a_missing_deadline_is_asked_for_by_its_cell() -> None:
    listing = read_listing(book(grid(PLAIN + "3|噪声扰民|夜查|市公安局|\n")))
    assert [(p.code, p.cell) for p in listing.problems] == [("no_deadline", "E5")]
    assert listing.tasks[2].deadline.needs_review


def test_hidden_rows_are_read_and_said() -> None:
    listing = read_listing(book(grid(PLAIN, hidden_rows=frozenset({3}))))
    assert len(listing.tasks) == 2 and codes(listing) == ["hidden_rows"]


def test_pasted_advertisements_are_pointed_out() -> None:
    listing = read_listing(book(grid(PLAIN + "3|28365365体育在线投注辖区噪声|夜查|市公安局|2024年底\n")))
    assert [(p.code, p.cell) for p in listing.problems] == [("suspicious_text", "B5")]


def test_the_same_list_in_two_sheets_is_read_once_and_said() -> None:
    longer = PLAIN.replace("整改时限", "整改时限|整改进展").replace("6月底前", "6月底前|已完成排查，管网在建")
    listing = read_listing(book(grid(PLAIN, "5月"), grid(longer, "6月")))
    assert [sheet.used for sheet in listing.sheets] == [False, True]
    assert len(listing.tasks) == 2 and codes(listing) == ["same_list_twice"]


def test_lists_of_several_rounds_are_all_read() -> None:
    other = PLAIN.replace("河道污水直排", "垃圾渗滤液外溢").replace("扬尘管控不力", "矿山未复绿")
    listing = read_listing(book(grid(PLAIN, "第一轮"), grid(other, "第二轮")))
    assert [task.at.sheet for task in listing.tasks] == ["第一轮", "第一轮", "第二轮", "第二轮"]


def test_a_cell_put_right_by_a_person_counts() -> None:
    choices = Choices(fixes={("清单", "E3"): "2025年6月底前"})
    assert read_listing(book(grid(PLAIN)), choices).tasks[0].deadline.due == date(2025, 6, 30)


def test_header_and_columns_chosen_by_a_person_are_taken() -> None:
    sheet = grid("清单|<|<\n甲|乙|丙\n1|污水直排|建管网")
    choices = Choices(("清单",), (2,), {"A": "number", "B": "finding", "C": "measures"})
    (task,) = read_listing(book(sheet), choices).tasks
    assert (task.number, task.finding, task.measures_text) == ("1", "污水直排", "建管网")


def test_a_learned_layout_is_used_again() -> None:
    sheet = grid("序号|反馈问题|措施|说法|责任单位\n1|污水直排|建管网|好|市住建局")
    (reading,) = read_listing(book(sheet)).sheets
    assert reading.unmatched == ("D",)
    remembered = {reading.fingerprint: {**reading.columns, "D": "goal"}}
    (task,) = read_listing(book(sheet), Choices(remembered=remembered)).tasks
    assert task.goal == "好" and task.extra == {}


def test_unknown_columns_are_kept_by_their_header() -> None:
    listing = read_listing(book(grid("序号|反馈问题|整改措施|群众满意度\n1|污水直排|建管网|92%")))
    assert listing.tasks[0].extra == {"群众满意度": "92%"}
    assert [(p.severity, p.code, p.cell) for p in listing.problems] == [("info", "unmatched_column", "D1")]


# ---------------------------------------------------------------- any grid made of a known layout reads back


@dataclass(frozen=True)
class Known:
    number: str
    category: str | None
    finding: str
    goal: str
    measures: tuple[str, ...]
    units: tuple[str, ...]
    deadline: str


HEADERS = {
    "number": ("序号", "编号", "序 号", "任务\n序号"),
    "finding": ("反馈问题", "整改问题", "督察反馈\n问题", "问题描述"),
    "goal": ("整改目标", "整 改 目 标", "目标任务"),
    "measures": ("整改措施", "整改\n措施", "具体措施"),
    "units": ("责任单位", "整改责任单位", "责任部门"),
    "deadline": ("整改时限", "完成时限", "整改期限"),
}
SUBJECTS = (
    "河道排口污水直排未截流",
    "建筑工地扬尘管控不力",
    "矿山生态修复进展滞后",
    "垃圾填埋场渗滤液超标",
    "散煤治理不彻底",
)
MEASURES = ("开展全面排查并建立台账", "编制治理方案报批实施", "新建污水管网3.2公里", "建立长效巡查制度")
UNITS = ("市水利局", "市住建局", "市生态环境局", "青禾县人民政府")
BANDS = ("一、思想认识方面", "二、污染防治方面", "三、生态保护方面")


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Grid, list[Known]]:
    order = draw(st.permutations(sorted(HEADERS)))
    left = draw(st.integers(0, 2))
    width = left + len(order)
    in_rows = draw(st.booleans())
    merged = draw(st.booleans())
    rows: list[list[CellValue]] = []
    merges: list[Merge] = []
    for title in ("附件1", "2024年某市整改任务清单", "填报单位：某县")[: draw(st.integers(0, 3))]:
        rows.append([title])
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, width - 1))
    _header(draw, rows, merges, order, left)
    tasks: list[Known] = []
    banded = draw(st.booleans())
    category = None
    for index in range(draw(st.integers(1, 5))):
        if banded and index % 2 == 0:
            category = BANDS[index // 2]
            rows.append([None] * left + [category])
            merges.append(Merge(len(rows) - 1, left, len(rows) - 1, width - 1))
        task = _task(draw, index, category)
        tasks.append(task)
        _write(task, rows, merges, order, left, in_rows, merged)
    if draw(st.booleans()):
        rows.append([None] * left + ["合计", f"{len(tasks)}项"])
    if draw(st.booleans()):
        rows.append([None] * left + ["注：排在第一位的为牵头单位。"])
    return Grid("清单", tuple(map(tuple, rows)), tuple(merges)), tasks


def _header(draw: st.DrawFn, rows: list, merges: list[Merge], order: list[str], left: int) -> None:
    names = {name: draw(st.sampled_from(HEADERS[name])) for name in order}
    depth = draw(st.integers(1, 2))
    rows.append([None] * left + [names[name] for name in order])
    if depth == 2:
        top = len(rows) - 1
        rows.append([None] * (left + len(order)))
        merges.extend(Merge(top, left + i, top + 1, left + i) for i in range(len(order)))


def _task(draw: st.DrawFn, index: int, category: str | None) -> Known:
    measures = tuple(draw(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=3, unique=True)))
    units = tuple(draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)))
    month = draw(st.integers(1, 12))
    return Known(
        str(index + 1),
        category,
        f"{SUBJECTS[index]}。",
        "治理到位。",
        measures,
        units,
        f"2024年{month}月底前",
    )


def _write(
    task: Known, rows: list, merges: list[Merge], order: list[str], left: int, in_rows: bool, merged: bool
) -> None:
    numbered = "\n".join(f"{i}.{text}" for i, text in enumerate(task.measures, 1))
    single = task.measures[0] if len(task.measures) == 1 else numbered
    values: dict[str, CellValue] = {
        "number": int(task.number),
        "finding": task.finding,
        "goal": task.goal,
        "measures": task.measures[0] if in_rows else single,
        "units": "、".join(task.units),
        "deadline": task.deadline,
    }
    top = len(rows)
    rows.append([None] * left + [values[name] for name in order])
    if not in_rows:
        return
    for text in task.measures[1:]:
        rows.append([None] * left + [text if name == "measures" else None for name in order])
    if merged and len(task.measures) > 1:
        for i, name in enumerate(order):
            if name != "measures":
                merges.append(Merge(top, left + i, len(rows) - 1, left + i))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(layouts())
def test_any_grid_made_of_a_known_layout_reads_back(made: tuple[Grid, list[Known]]) -> None:
    sheet, tasks = made
    listing = read_listing(book(sheet))
    read = [
        Known(
            task.number or "",
            task.category,
            task.finding,
            task.goal or "",
            tuple(measure.text.rstrip("。；") for measure in task.measures),
            task.responsible_units,
            task.deadline.text,
        )
        for task in listing.tasks
    ]
    assert read == tasks
    assert listing.problems == ()
    taken = {row.row for row in listing.skipped}
    assert not taken & {task.at.row for task in listing.tasks}


# ---------------------------------------------------------------- reading never raises

WORDS = (
    "序号",
    "反馈问题",
    "整改措施",
    "责任单位",
    "整改时限",
    "牵头单位",
    "整改目标",
    "备注",
    "存在问题",
    "进展情况",
)
TEXTS = (
    "一、思想认识方面",
    "合计",
    "注：以上",
    "审核人：张三",
    "同上",
    "2022年底前",
    "市水利局、市住建局",
    "1.开展排查；2.整改",
)
any_cell = st.one_of(
    st.none(),
    st.sampled_from(WORDS + TEXTS),
    st.sampled_from(sorted(dictionary().names)),
    st.integers(-3, 300),
    st.floats(allow_nan=True, allow_infinity=True),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.booleans(),
    st.text(max_size=12),
)
any_rows = st.lists(st.lists(any_cell, max_size=8).map(tuple), max_size=14)
headed_rows = st.tuples(st.permutations(WORDS).map(lambda words: tuple(words[:7])), any_rows).map(
    lambda pair: [pair[0], *pair[1]]
)
small = st.integers(-1, 15)
any_grid = st.builds(
    Grid,
    st.sampled_from(("清单", "Sheet1", "旧表", "")),
    st.one_of(any_rows, headed_rows, headed_rows).map(tuple),
    st.lists(st.builds(Merge, small, small, small, small), max_size=6).map(tuple),
    st.booleans(),
    st.frozensets(small, max_size=3),
    st.frozensets(small, max_size=3),
)
any_choices = st.builds(
    Choices,
    sheets=st.sampled_from((None, None, ("清单",))),
    header_rows=st.one_of(st.none(), st.lists(st.integers(-1, 20), max_size=3).map(tuple)),
    columns=st.one_of(
        st.none(),
        st.dictionaries(
            st.sampled_from(("A", "B", "C", "H", "ZZ", "1", "")),
            st.sampled_from(("number", "finding", "measures", "units", "ignore", "", "nonsense")),
            max_size=4,
        ),
    ),
    fixes=st.dictionaries(
        st.tuples(st.just("清单"), st.sampled_from(("A1", "B3", "C99", "x", "3"))), st.text(max_size=5)
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(any_grid, max_size=3), any_choices)
def test_reading_any_grid_raises_nothing_but_a_user_error(grids: list[Grid], choices: Choices) -> None:
    try:
        listing = read_listing(Book("任意.xlsx", "0", tuple(grids)), choices)
    except UserError as error:
        assert error.title and error.advice
        return
    assert all(task.finding for task in listing.tasks)
    assert all(problem.severity in ("error", "warning", "info") for problem in listing.problems)
