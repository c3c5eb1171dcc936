import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.calendars import load_calendar
from data.domain.deadline import DeadlineContext, read_deadline, read_deadline_value
from data.domain.model import Deadline, Recurring

PHRASES = Path(__file__).parents[2] / "files" / "phrases" / "deadlines.toml"


def context_of(group: dict) -> DeadlineContext:
    settings = {key: group[key] for key in ("year", "issued", "today", "anchors") if key in group}
    if "seasons" in group:
        settings["seasons"] = {name: tuple(day) for name, day in group["seasons"].items()}
    if group.get("calendar"):
        settings["calendar"] = load_calendar()
    return DeadlineContext(**settings)


def phrases():
    for group in tomllib.loads(PHRASES.read_text("utf-8"))["group"]:
        for phrase in group["phrases"]:
            yield pytest.param(context_of(group), phrase, id=f"{group['name']}: {phrase['text']!r}")


def quota(words: str) -> Recurring:
    per, times = words.split()
    return Recurring(per, int(times))


@pytest.mark.parametrize(("context", "expected"), list(phrases()))
def test_a_phrase_is_read_as_a_careful_clerk_reads_it(context, expected):
    got = read_deadline(expected["text"], context)
    asks = expected.get("needs_review", False)
    due = expected.get("due")
    assert got.text == expected["text"]
    assert (got.needs_review, got.immediate, got.long_term) == (
        asks,
        expected.get("immediate", False),
        expected.get("long_term", False),
    ), got
    assert got.recurring == tuple(quota(words) for words in expected.get("recurring", []))
    if not expected.get("any_due"):
        assert got.due == due, got
        assert got.milestones == tuple(expected.get("milestones", [due] if due and not asks else [])), got
    if "candidates" in expected:
        assert got.candidates == tuple(expected["candidates"])
    assert expected.get("reason", "") in (got.reason or "")
    assert got.reading == expected.get("reading", got.reading)
    assert_holds_together(got)


def assert_holds_together(got: Deadline) -> None:
    """What every reading promises."""
    assert bool(got.reason) == got.needs_review
    assert got.reading
    assert list(got.milestones) == sorted(set(got.milestones))
    assert list(got.candidates) == sorted(set(got.candidates))
    if not got.needs_review:
        assert not got.candidates
        assert got.due == (got.milestones[-1] if got.milestones else None)
        assert got.due or got.immediate or got.long_term or got.recurring
    if got.candidates:
        assert got.due is not None or got.needs_review


# ---------------------------------------------------------------- any date, in any style

DAYS = st.dates(date(2010, 1, 1), date(2050, 12, 31))
CHINESE = "〇一二三四五六七八九"


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens == 1 else f"{CHINESE[tens]}十" if tens else "") + (CHINESE[ones] if ones else "")


def chinese_date(day: date) -> str:
    year = "".join(CHINESE[int(digit)] for digit in str(day.year))
    return f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
STYLES = {
    "plain": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "padded": lambda day: f"{day.year}年{day:%m}月{day:%d}日",
    "iso": lambda day: day.isoformat(),
    "iso with time": lambda day: f"{day.isoformat()} 00:00:00",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "compact": lambda day: f"{day:%Y%m%d}",
    "Chinese": chinese_date,
    "zero": lambda day: chinese_date(day).replace("〇", "零"),
    "circle": lambda day: chinese_date(day).replace("〇", "○"),
    "full width": lambda day: f"{day.year}年{day.month}月{day.day}日".translate(FULL_WIDTH),
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "broken": lambda day: f"{day.year}年\n{day.month}月{day.day}\n日",
    "number": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "no last character": lambda day: f"{day.year}年{day.month}月{day.day}",
    "short year": lambda day: f"{day.year % 100}年{day.month}月{day.day}日",
}
SHORT_YEARS = range(2015, 2046)
ENDINGS = ("", "前", "之前", "以前", "前完成", "前完成整改", "，长期坚持", "。", "前，并长期坚持", "止")


@given(DAYS, st.sampled_from(sorted(STYLES)), st.sampled_from(ENDINGS))
def test_a_full_date_reads_back_in_every_style(day, style, ending):
    if style == "short year" and day.year not in SHORT_YEARS:
        return
    got = read_deadline(STYLES[style](day) + ending)
    assert (got.due, got.milestones, got.needs_review) == (day, (day,), False), got
    assert got.long_term == ("坚持" in ending)


@given(
    DAYS,
    st.sampled_from(
        [
            "{y}年{m}月底前",
            "{y}年{m}月",
            "{y}.{m:02}",
            "{y}-{m:02}",
            "{y}{m:02}",
            "{y}年{m}月份底",
            "{y}年{m}月末前",
        ]
    ),
)
def test_a_month_reads_as_its_last_day(day, style):
    got = read_deadline(style.format(y=day.year, m=day.month))
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    assert got.due == following - timedelta(days=1)
    assert not got.needs_review


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_two_milestones_are_kept_in_order_whatever_order_they_are_written_in(one, other):
    got = read_deadline(f"{STYLES['plain'](one)}前完成方案，{STYLES['dots'](other)}前完成整改")
    assert got.milestones == tuple(sorted({one, other}))
    assert got.due == max(one, other)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.integers(0, 900))
def test_a_range_ends_with_its_end(start, days):
    end = start + timedelta(days=days)
    got = read_deadline(f"{STYLES['plain'](start)}至{STYLES['plain'](end)}")
    assert (got.due, got.milestones, got.needs_review) == (end, (end,), False)


WORDS = [
    "2022年", "12月", "31日", "底", "前", "第三季度", "每", "半年", "不少于", "3次", "（", "）", "；", "，", "立行立改", "长期坚持",
    "十四五", "末", "至", "—", "印发后", "30个工作日", "内", "截至", "已完成", "采暖期", "春节", "二〇二二年", "①", "1.", "\n", " ", "O",
    "上旬", "月", "年", "起", "13", "逐年", "以前", "自", "明年", "年底", "1-", "Q3", "2022.1", "十", "廿",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=14).map("".join)))
@example("0" * 5000)
@example("一" * 5000 + "年")
@example("每" * 3000)
@example("2022年" * 900)
@example("99999个工作日内")
@example("2022年2月29日至2022年2月30日")
def test_reading_never_raises_and_every_reading_holds_together(text):
    for context in (DeadlineContext(), FULL):
        got = read_deadline(text, context)
        assert got.text == text
        assert_holds_together(got)


FULL = DeadlineContext(year=2022, issued=date(2022, 5, 10), today=date(2022, 6, 1), calendar=load_calendar())


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text(max_size=8)
    )
)
def test_a_cell_of_any_kind_is_read_without_raising(value):
    assert_holds_together(read_deadline_value(value))


# ---------------------------------------------------------------- cells that hold no text


@pytest.mark.parametrize(
    ("value", "due", "asks", "candidates"),
    [
        (date(2022, 12, 31), date(2022, 12, 31), False, ()),
        (datetime(2022, 12, 31, 0, 0), date(2022, 12, 31), False, ()),
        (date(2022, 12, 1), date(2022, 12, 31), True, (date(2022, 12, 1), date(2022, 12, 31))),
        (20221231, date(2022, 12, 31), False, ()),
        (20221231.0, date(2022, 12, 31), False, ()),
        (202212, date(2022, 12, 31), False, ()),
        (2022.12, date(2022, 12, 31), False, ()),
        (2022.06, date(2022, 6, 30), False, ()),
        (2022.9, date(2022, 9, 30), False, ()),
        (2022.10, date(2022, 10, 31), True, (date(2022, 1, 31), date(2022, 10, 31))),
        (2022, date(2022, 12, 31), False, ()),
        (44926, date(2022, 12, 31), True, (date(2022, 12, 31),)),
        (44926.0, date(2022, 12, 31), True, (date(2022, 12, 31),)),
        (44926.5, date(2022, 12, 31), True, (date(2022, 12, 31),)),
        (7, None, True, ()),
        (None, None, True, ()),
        (True, None, True, ()),
        (date(1900, 1, 5), None, True, ()),
        ("2022年12月底前", date(2022, 12, 31), False, ()),
    ],
)
def test_a_cell_without_text_is_read_as_what_it_stands_for(value, due, asks, candidates):
    got = read_deadline_value(value)
    assert (got.due, got.needs_review, got.candidates) == (due, asks, candidates)


def test_the_text_is_kept_as_received():
    assert read_deadline(" 2022年\n12月底前 ").text == " 2022年\n12月底前 "


def test_a_working_day_term_over_an_unknown_year_is_asked_about():
    context = DeadlineContext(issued=date(2026, 12, 20), calendar=load_calendar())
    got = read_deadline("方案印发后30个工作日内", context)
    assert (got.due, got.needs_review) == (None, True)
    assert "2027年的节假日安排" in (got.reason or "")


def test_a_working_day_term_without_a_calendar_is_asked_about():
    got = read_deadline("方案印发后7个工作日内", DeadlineContext(issued=date(2022, 5, 10)))
    assert got.due is None
    assert "节假日表" in (got.reason or "")


def test_twenty_thousand_cells_are_read_in_half_a_second():
    texts = [phrase.values[1]["text"] for phrase in phrases()]
    began = perf_counter()
    for number in range(20_000):
        read_deadline(texts[number % len(texts)], FULL)
    assert perf_counter() - began < 0.5
