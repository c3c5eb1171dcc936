import pytest

from data.intake.column_work import Column
from data.intake.columns import dictionary, guess_header, match_header, match_levels, normalise_header
from data.intake.mapping import ColumnPlan, plan_columns


def plan(*headers: str, **samples: list) -> ColumnPlan:
    """``c2=[…]`` gives column 2 its values."""
    return plan_columns(
        [
            Column(index, tuple(header.split("/")) if header else (), tuple(samples.get(f"c{index}", ())))
            for index, header in enumerate(headers)
        ]
    )


@pytest.mark.parametrize(
    "text", ["整改时限", "整 改 时 限", "整改\n时限", "整　改　时　限", "整改时限：", "【整改时限】"]
)
def test_spaces_line_breaks_and_punctuation_do_not_matter(text: str) -> None:
    assert normalise_header(text) == "整改时限"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("No.", "number"),
        ("省序号", "upper_number"),
        ("问题类型", "category"),
        ("督察反馈问题", "finding"),
        ("督查反馈问题", "finding"),
        ("整改任务", "requirement"),
        ("验收标准", "goal"),
        ("3.整改措施（逐条列出）", "measures"),
        ("责任单位（排第一位的为牵头单位）", "units"),
        ("整改实施主体", "units"),
        ("牵头整改单位", "lead_unit"),
        ("协办单位", "supporting_units"),
        ("牵头验收单位", "acceptance_unit"),
        ("验收销号责任单位", "acceptance_unit"),
        ("市级牵头部门", "acceptance_unit"),
        ("县级包抓领导", "leader_in_charge"),
        ("责任人电话", "phone"),
        ("计划完成整治时间", "deadline"),
        ("计划销号时间", "deadline"),
        ("整治进度(%)", "percent"),
        ("目前进展情况及存在问题", "progress"),
        ("未完成原因", "difficulty"),
        ("下一步工作打算", "next_step"),
        ("措施序号", "ignore"),
    ],
)
def test_headers_in_use_name_their_field(header: str, field: str) -> None:
    match = match_header(header)
    assert match is not None and match.field == field


@pytest.mark.parametrize("header", ["实际完成时间", "原因分析", "验收意见", "填报时间", "资金投入（万元）"])
def test_known_headers_of_no_field_are_left_alone(header: str) -> None:
    match = match_header(header)
    assert match is not None and match.field == ""


def test_every_name_of_the_dictionary_is_normalised_and_known() -> None:
    for name, match in dictionary().names.items():
        assert normalise_header(name) == name
        assert match.field in dictionary().titles


@pytest.mark.parametrize(
    ("levels", "field"),
    [
        (("整改", "时限"), "deadline"),
        (("责任单位", "配合单位"), "supporting_units"),
        (("责任体系", "牵头"), "lead_unit"),
        (("验收", "牵头单位"), "acceptance_unit"),
        (("编号", "省"), "upper_number"),
        (("整改进展", "存在问题"), "difficulty"),
        (("整改进展", "完成时间"), ""),
        (("反馈问题", "类别"), "category"),
        (("整改措施", "序号"), "ignore"),
        (("基本情况", "任务情况", "问题"), "finding"),
    ],
)
def test_levels_are_read_together(levels: tuple[str, ...], field: str) -> None:
    match = match_levels(levels)
    assert match is not None and match.field == field


def test_a_misprint_is_only_guessed() -> None:
    assert match_header("整改时现") is None
    guess = guess_header("整改时现")
    assert guess is not None and guess.field == "deadline" and guess.score < 0.8


def test_a_guessed_column_is_asked_about() -> None:
    found = plan("序号", "反馈问题", "整改时现")
    assert found.fields[2] == "deadline"
    assert [(doubt.code, doubt.column) for doubt in found.doubts] == [("ambiguous_column", 2)]


def test_the_task_column_is_the_finding_where_there_is_no_other() -> None:
    assert plan("序号", "整改任务", "整改措施").fields[1] == "finding"
    assert plan("序号", "反馈问题", "整改任务").fields[2] == "requirement"


def test_existing_problems_are_difficulties_beside_a_finding() -> None:
    assert plan("序号", "存在问题", "整改措施").fields[1] == "finding"
    assert plan("序号", "反馈问题", "整改进展", "存在问题").fields[3] == "difficulty"
    assert plan("序号", "整改任务", "整改进展", "存在问题").fields[3] == "difficulty"
    assert plan("序号", "存在问题", "整改任务", "整改措施").fields == {
        0: "number",
        1: "finding",
        2: "requirement",
        3: "measures",
    }


def test_two_columns_for_one_field_are_asked_about_and_none_is_dropped() -> None:
    found = plan("反馈问题", "省定时限", "市定时限", c1=["2024年底"], c2=["2024年6月"])
    assert found.fields == {0: "finding", 1: "deadline"}
    assert found.unmatched == (2,)
    assert ("ambiguous_column", 2) in [(doubt.code, doubt.column) for doubt in found.doubts]


def test_a_completion_time_beside_a_deadline_is_not_the_deadline() -> None:
    assert plan("反馈问题", "完成时间", "整改时限").fields == {0: "finding", 2: "deadline"}
    alone = plan("反馈问题", "完成时间")
    assert alone.fields[1] == "deadline" and alone.doubts[0].code == "ambiguous_column"


def test_long_texts_under_a_status_header_are_progress() -> None:
    long = ["已完成管网建设3.2公里，正在推进剩余部分。"] * 3
    assert plan("反馈问题", "完成情况", c1=long).fields[1] == "progress"
    assert plan("反馈问题", "完成情况", c1=["已完成", "整改中"]).fields[1] == "status"


def test_a_second_number_column_before_the_measures_counts_them() -> None:
    assert plan("序号", "反馈问题", "序号", "整改措施").fields[2] == "ignore"


def test_columns_without_header_are_proposed_by_their_values() -> None:
    found = plan("", "反馈问题", "整改措施", c0=[1, 2, 3])
    assert found.fields[0] == "number" and found.doubts[0].code == "ambiguous_column"


def test_what_a_person_chose_is_taken_and_not_asked_about() -> None:
    columns = [Column(0, ("甲",)), Column(1, ("反馈问题",))]
    found = plan_columns(columns, {0: "finding", 1: "note"})
    assert found.fields == {0: "finding", 1: "note"} and found.doubts == ()
