"""The public notice: its period counted as published notices count theirs, every day explained, and its text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendars import load_calendar
from data.domain.contents import Office
from data.domain.form_definition import NoticeRow
from data.domain.model import Measure, Task
from data.domain.notice import (
    HOLIDAY,
    SWAPPED,
    UNKNOWN,
    WEEKEND,
    WORKDAY,
    Notice,
    Objection,
    known_years,
    notice_end,
    period_text,
    proposed_end,
    span,
)
from data.domain.notice_text import NoticeFacts, notice_paper, numbered
from data.domain.workdays import UnknownYear, WorkCalendar
from data.form_definitions import bundled_forms
from tests.factory import OFFICE, listed

LAYOUTS = bundled_forms()["notice"].layouts
CALENDAR = load_calendar()

PUBLISHED = [  # place, first day, last day, length it names, working days, what it really holds
    ("宿马园区", date(2023, 7, 27), date(2023, 8, 9), 10, True, 10),
    ("宿马园区，国庆", date(2024, 9, 29), date(2024, 10, 9), 10, True, 4),
    ("宿马园区，缺“年”字", date(2025, 9, 1), date(2025, 9, 12), 10, True, 10),
    ("濮阳", date(2023, 1, 9), date(2023, 1, 20), 10, True, 10),
    ("四平", date(2019, 12, 13), date(2019, 12, 19), 7, False, 7),
    ("和布克赛尔", date(2020, 3, 27), date(2020, 4, 2), 7, False, 7),
    ("通辽，跨年", date(2025, 12, 29), date(2026, 1, 12), 10, True, 10),
    ("东丽，春节调休", date(2025, 1, 21), date(2025, 2, 8), 10, True, 10),
]


@pytest.mark.parametrize(
    ("start", "end", "length", "in_workdays", "real"),
    [row[1:] for row in PUBLISHED],
    ids=[row[0] for row in PUBLISHED],
)
def test_published_notices_count_their_first_day(
    start: date, end: date, length: int, in_workdays: bool, real: int
) -> None:
    assert span(start, end, CALENDAR).counted(in_workdays) == real
    if real == length:
        assert notice_end(start, length, in_workdays, CALENDAR) == end


def test_the_notice_over_national_day_should_have_run_a_week_longer() -> None:
    assert notice_end(date(2024, 9, 29), 10, True, CALENDAR) == date(2024, 10, 16)


def test_a_notice_put_out_on_a_day_off_begins_on_the_next_working_day() -> None:
    assert notice_end(date(2026, 11, 7), 1, True, CALENDAR) == date(2026, 11, 9)
    assert notice_end(date(2026, 11, 7), 1, False, CALENDAR) == date(2026, 11, 7)


def test_every_day_is_explained() -> None:
    found = span(date(2026, 9, 18), date(2026, 9, 25), CALENDAR)
    kinds = [day.kind for day in found.each]
    assert kinds == [WORKDAY, WEEKEND, SWAPPED, WORKDAY, WORKDAY, WORKDAY, WORKDAY, HOLIDAY]
    assert (found.days, found.workdays, found.unknown_years) == (8, 6, ())


def test_an_unknown_year_is_said_and_never_guessed() -> None:
    with pytest.raises(UnknownYear):
        notice_end(date(2026, 12, 28), 10, True, CALENDAR)
    assert proposed_end(Notice(start=date(2026, 12, 28)), CALENDAR) is None
    found = span(date(2026, 12, 31), date(2027, 1, 4), CALENDAR)
    assert (found.days, found.workdays, found.unknown_years) == (5, None, (2027,))
    assert [day.kind for day in found.each] == [WORKDAY, *[UNKNOWN] * 4]
    assert notice_end(date(2026, 12, 28), 7, False, CALENDAR) == date(2027, 1, 3)


def test_the_known_years_are_named_in_runs() -> None:
    years = frozenset({2017, 2018, 2019, 2021, 2023, 2024})
    assert known_years(WorkCalendar(years=years)) == "2017—2019年、2021年、2023—2024年"
    assert known_years(WorkCalendar()) == "没有任何一年"


@given(st.dates(date(2017, 1, 1), date(2026, 9, 1)), st.integers(0, 90))
def test_the_most_working_days_of_an_unknown_year_are_never_fewer_than_they_turn_out(
    start: date, days: int
) -> None:
    end = start + timedelta(days=days)
    known, unknown = span(start, end, CALENDAR), span(start, end, WorkCalendar())
    assert known.workdays is not None and known.at_most(True) == known.workdays <= unknown.at_most(True)
    assert unknown.at_most(False) == days + 1


def test_an_end_before_the_start_holds_nothing() -> None:
    found = span(date(2026, 11, 5), date(2026, 11, 4), CALENDAR)
    assert (found.days, found.workdays, found.each) == (0, 0, ())


@given(st.dates(date(2017, 1, 1), date(2026, 9, 1)), st.integers(1, 40), st.booleans())
def test_the_computed_period_always_holds_what_it_names(start: date, length: int, in_workdays: bool) -> None:
    end = notice_end(start, length, in_workdays, CALENDAR)
    assert span(start, end, CALENDAR).counted(in_workdays) == length
    assert span(start, end - timedelta(days=1), CALENDAR).counted(in_workdays) == length - 1


def test_a_notice_lasts_at_least_a_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        notice_end(date(2026, 11, 5), 0, True, CALENDAR)
    assert proposed_end(Notice(start=date(2026, 11, 5), length=0), CALENDAR) is None


def test_the_period_is_printed_as_papers_do() -> None:
    notice = Notice(start=date(2026, 11, 5), end=date(2026, 11, 18))
    assert period_text(notice) == "2026年11月5日至11月18日（共10个工作日）"
    over = replace(notice, start=date(2025, 12, 29), end=date(2026, 1, 4), length=7, in_workdays=False)
    assert period_text(over) == "2025年12月29日至2026年1月4日（共7天）"
    assert period_text(Notice()) == "　　年　　月　　日至　　年　　月　　日（共10个工作日）"


def test_an_objection_is_open_until_day_and_result_are_written() -> None:
    raised = Objection(date(2026, 11, 6), "某村村民", "仍有异味")
    assert raised.is_open and replace(raised, handled_on=date(2026, 11, 9)).is_open
    answered = replace(raised, handled_on=date(2026, 11, 9), result="已复查并答复")
    assert not answered.is_open and replace(answered, on=None).is_open


# ---------------------------------------------------------------- its text


def facts(accepted: bool = True, **fields: object) -> NoticeFacts:
    measures = (
        Measure("a", 1, "1.清理河道垃圾。", ("县水利局",), reported="已清理垃圾30吨。"),
        Measure("b", 2, "2.建立巡查制度。", ("柳塘镇人民政府",), reported="已印发巡查制度。"),
    )
    task = Task("t", listed(number="7", number_text="07号", source="省督察反馈意见"), measures)
    given = {"start": date(2026, 11, 5), "end": date(2026, 11, 18), "phone": "0000-6600233", **fields}
    return NoticeFacts(task, measures, OFFICE, Notice(**given), LAYOUTS, accepted=accepted)  # type: ignore[arg-type]


def test_the_text_holds_task_period_phone_and_signature() -> None:
    paper = notice_paper(facts())
    assert paper.title == "关于省督察反馈意见第07号整改任务完成情况的公示"
    assert "并通过核查验收" in paper.opening
    assert [name for name, _ in paper.rows] == [
        "整改问题",
        "整改实施主体",
        "重点措施",
        "目标任务",
        "完成时限",
        "整改完成情况",
    ]
    text = paper.plain()
    assert "公示时间：2026年11月5日至11月18日（共10个工作日）" in text and "监督电话：0000-6600233" in text
    assert text.endswith("青禾县整改办\n2026年11月5日")


def test_what_is_not_said_leaves_no_empty_lines() -> None:
    text = notice_paper(facts(phone="", start=None, end=None)).plain()
    assert "监督电话" not in text and "\n\n\n" not in text


def test_measures_are_numbered_once() -> None:
    said = dict(notice_paper(facts()).rows)
    assert said["重点措施"] == "1.清理河道垃圾。\n2.建立巡查制度。"
    assert said["整改完成情况"] == "1.已清理垃圾30吨。\n2.已印发巡查制度。"


def test_before_the_acceptance_nothing_claims_it() -> None:
    assert "验收" not in notice_paper(facts(accepted=False)).opening
    unfinished = notice_paper(replace(facts(accepted=False), finished=False)).opening
    assert "完成" not in unfinished and "整改情况公示如下" in unfinished


def test_the_seven_column_form_names_units_behind_each_measure() -> None:
    said = dict(notice_paper(facts(layout="seven")).rows)
    assert said["整改措施"].startswith("1.清理河道垃圾。（责任单位：县水利局）\n2.")
    assert said["联系电话"] == "0000-6600233"


def test_what_the_office_worded_anew_is_what_is_published() -> None:
    said = dict(notice_paper(facts(results="河面无垃圾，巡查常态化。", title="公示", layout="five")).rows)
    assert said["完成情况"] == "河面无垃圾，巡查常态化。"


@pytest.mark.parametrize("layout", [*(layout.key for layout in LAYOUTS), "unknown"])
def test_every_form_is_whole_however_little_is_known(layout: str) -> None:
    bare = NoticeFacts(
        Task("t", listed(number=None, goal=None)), (), Office("", ""), Notice(layout=layout), LAYOUTS
    )
    paper = notice_paper(bare)
    assert all(text for _, text in paper.rows) and paper.plain()


def test_a_row_of_the_offices_own_says_what_its_names_say_or_that_nothing_is_known() -> None:
    rows = (
        NoticeRow("整改单位", "{责任单位}（任务{任务序号}）"),
        NoticeRow("验收单位", "{验收单位}"),
        NoticeRow("牵头单位", "{牵头单位}", omit_empty=True),
    )
    own = replace(LAYOUTS[0], rows=rows, title="{任务来源}整改公示", contact=("请致电{监督电话}",))
    given = facts()
    given = replace(
        given, task=replace(given.task, listed=listed(source="省督察", lead_unit=None, acceptance_unit=None))
    )
    paper = notice_paper(replace(given, layouts=(own,)))
    named = "、".join(given.task.listed.responsible_units)
    assert paper.rows == (
        ("整改单位", f"{named}（任务{given.task.listed.number}）"),
        ("验收单位", "（未写明）"),
    )
    assert paper.title == "省督察整改公示" and paper.lines == ("请致电0000-6600233",)


def test_what_was_not_done_is_claimed_by_no_layout() -> None:
    for layout in LAYOUTS:
        unfinished = replace(facts(layout=layout.key), finished=False, accepted=False)
        assert "已整改完成" not in notice_paper(unfinished).plain().replace("整改完成情况", "")


def test_a_label_of_two_lines_is_one_heading() -> None:
    paper = notice_paper(facts(layout="seven"))
    assert paper.rows[0][0] == "反馈问题\n（整改任务）" and "一、反馈问题（整改任务）\n" in paper.plain()


def test_more_than_ten_parts_are_numbered_on() -> None:
    assert numbered((("甲", "乙"),) * 11)[10] == ("十一、甲", "乙")
