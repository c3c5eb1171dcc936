from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import headless
from data import calendars, dossier
from data.actions import desk_context
from data.calendars import OWN_FILE, bundled, calendar_of, load_calendar, read_table, read_years, write_years
from data.domain.arrangement import Arrangement, fault, is_weekend
from data.domain.checks import check
from data.domain.deadline import read_deadline
from data.domain.deadlines.festivals import FIXED, LUNAR, festival_day
from data.domain.errors import UserError
from data.journal_words import told
from data.rules import profile_of
from data.store import journal, settings, tasks
from data.store.workspace import Workspace
from data.words import finding_text, journal_text, where_text
from tests.factory import listed, open_desk, take_in

CN = load_calendar()
HOLIDAYS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")


def test_the_years_2017_to_2026_are_known():
    assert CN.years == frozenset(range(2017, 2027))


def test_every_swapped_working_day_is_a_weekend_and_no_day_is_both():
    assert all(day.weekday() >= 5 for day in CN.workdays)
    assert not CN.workdays & CN.holidays
    assert {day.year for day in CN.workdays | CN.holidays} == CN.years


@pytest.mark.parametrize("year", sorted(CN.years))
@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_festival_is_a_day_off(year, name):
    day = festival_day(name, year)
    assert day is not None
    assert not CN.is_workday(day)


@pytest.mark.parametrize("year", sorted(CN.years))
def test_each_weekday_off_beyond_the_statutory_days_is_made_up_for(year):
    off = sum(day.weekday() < 5 for day in CN.holidays if day.year == year)
    made_up = sum(day.year == year for day in CN.workdays)
    assert 8 <= off - made_up <= 13


def test_a_festival_outside_the_table_is_not_guessed():
    assert festival_day("春节", 2050) is None
    assert festival_day("春节", 2022) == date(2022, 2, 1)
    assert festival_day("除夕", 2022) == date(2022, 1, 31)
    assert {*FIXED, *LUNAR}


# ---------------------------------------------------------------- a table, read strictly


GOOD = """
title = "本单位补充的节假日安排"

[[year]]
year = 2027
off = ["2026-12-31/2027-01-02 元旦", "2027-10-01"]
work = ["2027-01-09"]
text = "原文"
"""


def test_a_table_is_read_with_names_text_and_the_days_before_new_year() -> None:
    made = read_years(GOOD.encode())[2027]
    assert made.off == {
        date(2026, 12, 31): "元旦",
        date(2027, 1, 1): "元旦",
        date(2027, 1, 2): "元旦",
        date(2027, 10, 1): "",
    }
    assert (made.work, made.text) == (frozenset({date(2027, 1, 9)}), "原文")


YEAR = "[[year]]\nyear = 2027\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = [", "格式不对"),
        ("year = 3", "年份的写法不对"),
        ("year = [1]", "年份的写法不对"),
        ("name = 1", "没有“name”这一项"),
        ("[[year]]\noff = []", "有一段没有写年份"),
        ("[[year]]\nyear = true", "有一段没有写年份"),
        (f"{YEAR}days = []", "2027年：没有“days”这一项"),
        (f"{YEAR}off = []", "2027年：没有写哪一天放假"),
        (f'{YEAR}off = "2027-01-01"', "2027年：off 要写成方括号里的一串"),
        (f"{YEAR}off = [1]", "2027年：“1”不是日期"),
        (f"{YEAR}off = [2027-01-01]", "2027年：“2027-01-01”不是日期"),
        (f'{YEAR}off = ["2027-13-01"]', "2027年：“2027-13-01”不是日期"),
        (f'{YEAR}off = ["20270101"]', "2027年：“20270101”不是日期"),
        (f'{YEAR}off = ["2027-01-02/2027-01-01"]', "“2027-01-02/2027-01-01”不是日期"),
        (f'{YEAR}off = ["0001-01-01/9999-12-31"]', "不是日期"),
        (f'{YEAR}off = ["9999-12-31"]', "9999年12月31日（周五）不是2027年的日子"),
        (f'{YEAR}off = ["2028-01-01"]', "2028年1月1日（周六）不是2027年的日子"),
        (f'{YEAR}off = ["2027-10-01/2027-10-21 国庆节"]', "连着放假21天，超过了20天"),
        (f'{YEAR}off = ["2027-01-01", "2027-01-01/2027-01-03"]', "2027-01-01写了两遍"),
        (f'{YEAR}off = ["2027-01-01"]\nwork = ["2027-01-04"]', "2027年1月4日（周一）不是周六、周日"),
        (f'{YEAR}off = ["2027-01-02"]\nwork = ["2027-01-02"]', "2027年1月2日（周六）既写了放假，又写了上班"),
        (f'{YEAR}off = ["2027-01-01"]\nwork = ["2027-01-09", "2027-01-09"]', "2027-01-09写了两遍"),
        (f'{YEAR}off = ["2027-01-01"]\nwork = ["2027-01-09/2027-01-10"]', "不能这样写"),
        (f'{YEAR}off = ["2027-01-01"]\ntext = 3', "2027年：text 不是文字"),
        (f'{YEAR}off = ["2027-01-01"]\n{YEAR}off = ["2027-01-01"]', "2027年写了两遍"),
    ],
)
def test_a_wrong_table_is_refused_naming_the_entry(text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_years(text.encode())
    assert said in error.value.title
    assert "calendar.toml" in error.value.title


def test_a_table_that_cannot_be_opened_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到内置的节假日表"):
        read_table(tmp_path / "none.toml", "内置的节假日表")
    (tmp_path / "gbk.toml").write_bytes('title = "节"'.encode("gbk"))
    with pytest.raises(UserError, match="不是 UTF-8"):
        read_table(tmp_path / "gbk.toml", "内置的节假日表")


# ---------------------------------------------------------------- the office's own years


OWN = Arrangement(
    2027,
    {date(2026, 12, 31): "元旦", date(2027, 1, 1): "元旦", date(2027, 10, 1): "国庆节"},
    frozenset({date(2027, 1, 9)}),
    '一、元旦：……\n“三引号"""”',
)


def test_an_own_year_is_added_to_the_bundled_ones(desk: Workspace) -> None:
    assert calendar_of(desk) == CN
    calendars.save(desk, {2027: OWN})
    found = calendar_of(desk)
    assert found.years == CN.years | {2027}
    assert not found.is_workday(date(2026, 12, 31))
    assert found.is_workday(date(2027, 1, 9))
    assert CN.is_workday(date(2026, 12, 31))


def test_an_own_year_replaces_the_bundled_one_whole(desk: Workspace) -> None:
    calendars.save(desk, {2026: Arrangement(2026, {date(2026, 1, 1): "元旦"})})
    assert calendar_of(desk).is_workday(date(2026, 10, 1))
    calendars.save(desk, {2026: None})
    assert calendar_of(desk) == CN
    assert not (desk.folder / OWN_FILE).exists()


def test_what_is_saved_is_read_back_the_same(desk: Workspace) -> None:
    calendars.save(desk, {2027: OWN})
    assert calendars.own(desk) == {2027: OWN}


def test_a_table_changed_by_hand_is_seen_at_once(desk: Workspace) -> None:
    calendars.save(desk, {2027: OWN})
    assert 2028 not in calendar_of(desk).years
    path = desk.folder / OWN_FILE
    path.write_text(path.read_text("utf-8") + '\n[[year]]\nyear = 2028\noff = ["2028-01-01"]\n', "utf-8")
    assert 2028 in calendar_of(desk).years


def test_a_wrong_own_table_leaves_the_bundled_one_and_says_so(desk: Workspace) -> None:
    (desk.folder / OWN_FILE).write_text("year = [", "utf-8")
    with pytest.raises(UserError):
        calendars.own(desk)
    found = calendar_of(desk)
    assert (found.holidays, found.years) == (CN.holidays, CN.years)
    assert "calendar.toml" in found.left_aside
    (desk.folder / OWN_FILE).unlink()
    assert calendar_of(desk).left_aside == ""


def test_a_wrong_own_table_is_a_finding_and_a_doubt_of_working_days(desk: Workspace) -> None:
    take_in(desk, listed())
    (desk.folder / OWN_FILE).write_text("year = 3", "utf-8")
    case = dossier.case_of(desk, tasks.find(desk, "1").id)
    (found,) = (finding for finding in check(case) if finding.code == "own_calendar_wrong")
    assert (found.severity, found.where) == ("error", "settings/calendar")
    assert "年份的写法不对" in finding_text(found) and where_text(found.where) == "设置—节假日安排"
    context = replace(desk_context(desk, settings.unit_context(desk)).deadlines, issued=date(2026, 3, 2))
    read = read_deadline("自方案印发之日起10个工作日内", context)
    assert read.due == date(2026, 3, 16)
    assert read.needs_review and "暂按内置的节假日表算" in str(read)


def test_the_desk_reads_deadlines_by_its_own_years(desk: Workspace) -> None:
    def due() -> date | None:
        context = replace(
            desk_context(desk, settings.unit_context(desk)).deadlines, issued=date(2026, 12, 30)
        )
        return read_deadline("自方案印发之日起3个工作日内", context).due

    assert due() is None
    calendars.save(desk, {2027: OWN})
    assert due() == date(2027, 1, 6)


def test_a_wrong_year_is_not_saved_and_nothing_is_written(desk: Workspace) -> None:
    calendars.save(desk, {2027: OWN})
    before = (desk.folder / OWN_FILE).read_bytes()
    wrong = Arrangement(2028, {date(2028, 1, 1): ""}, frozenset({date(2028, 1, 3)}))
    with pytest.raises(UserError, match="2028年1月3日（周一）不是周六、周日"):
        calendars.save(desk, {2027: None, 2028: wrong})
    assert (desk.folder / OWN_FILE).read_bytes() == before
    assert journal.lines(desk.db, calendars.subject(2028)) == []


def test_a_table_that_cannot_be_written_leaves_no_line_in_the_journal(desk: Workspace) -> None:
    (desk.folder / OWN_FILE).mkdir()
    with pytest.raises(UserError):
        calendars.save(desk, {2027: OWN})
    assert calendars.last_change(desk, 2027) is None


def test_the_journal_says_who_set_what(desk: Workspace) -> None:
    calendars.save(desk, {2027: OWN})
    calendars.save(desk, {2027: None})
    gone, made = journal.lines(desk.db, calendars.subject(2027))
    assert (made.by, made.what) == ("测试员", "calendar")
    assert told(made, profile_of(desk)) == (
        "2027年放假：2026-12-31/2027-01-01 元旦、2027-10-01 国庆节；上班：2027-01-09"
    )
    assert told(gone, profile_of(desk)) == "删去本单位补充的安排"
    assert calendars.last_change(desk, 2027) == gone
    assert journal_text("calendar") == "修改节假日安排"


def test_a_wrong_table_is_kept_beside_the_new_one(desk: Workspace) -> None:
    path = desk.folder / OWN_FILE
    for _ in range(2):
        path.write_text("year = [", "utf-8")
        calendars.save(desk, {2027: OWN})
    assert calendars.own(desk) == {2027: OWN}
    kept = sorted(desk.folder.glob("calendar-*.toml"))
    assert [each.read_text("utf-8") for each in kept] == ["year = ["] * 2
    line = journal.lines(desk.db, OWN_FILE)[0]
    assert told(line, profile_of(desk)) == f"写得不对的节假日表改名为{kept[1].name}"


def test_a_wrong_table_can_be_put_aside_without_another(desk: Workspace) -> None:
    (desk.folder / OWN_FILE).write_text("year = [", "utf-8")
    calendars.save(desk, {})
    assert calendar_of(desk) == CN
    assert len(list(desk.folder.glob("calendar-*.toml"))) == 1


def test_the_commands_say_that_the_own_table_was_left_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_desk(tmp_path / "desk") as ws:
        (ws.folder / OWN_FILE).write_text("year = [", "utf-8")
    assert headless.run(["list", "--workspace", str(tmp_path / "desk"), "--today", "2026-11-22"]) == 0
    assert "工作日暂按内置的节假日表计算" in capsys.readouterr().err


names = st.text(st.characters(categories=["Lo", "Ll", "Nd"]), max_size=30)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60)
"""TOML writes every line end as one; the screen gives no other."""


@given(
    st.dictionaries(st.dates(date(2026, 12, 25), date(2027, 12, 31)), names, min_size=1, max_size=30),
    st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)).filter(is_weekend), max_size=8),
    texts,
)
def test_any_year_is_written_and_read_back_the_same(off: dict[date, str], work: set[date], text: str) -> None:
    made = Arrangement(2027, off, frozenset(work - off.keys()), text)
    assume(not fault(made))
    assert read_years(write_years({2027: made})) == {2027: made}


@pytest.mark.parametrize("year", sorted(CN.years))
def test_the_bundled_years_are_written_and_read_back_the_same(year: int) -> None:
    assert read_years(write_years({year: bundled()[year]})) == {year: bundled()[year]}
