"""The State Council office's notices of ten years as they were published, and what is doubted in a text that is not whole."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendars import bundled
from data.domain.arrangement import Arrangement, named_days, said
from data.domain.holiday_notice import (
    HOLIDAYS,
    LONGEST_TEXT,
    MOST_LINES,
    NoticeLine,
    arranged,
    festivals_worked,
    missing,
    read_notice,
)

TEXTS = Path(__file__).parents[2] / "files" / "holiday_notices"
YEARS = range(2017, 2027)


def notice(year: int) -> str:
    return (TEXTS / f"{year}.txt").read_text(encoding="utf-8")


def line(text: str, year: int = 2026, known: Arrangement | None = None) -> NoticeLine:
    (found,) = read_notice(text, year, known).lines
    return found


@pytest.mark.parametrize("year", YEARS)
def test_the_published_notice_gives_the_bundled_table(year: int) -> None:
    reading = read_notice(notice(year), year)
    assert (reading.year, reading.doubtful) == (year, 0)
    made = arranged(reading, year, notice(year))
    assert made.off == bundled()[year].off
    assert made.work == bundled()[year].work
    assert made.text == notice(year)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace("\n", ""),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n").replace("月", "月 "),
        lambda text: text.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ","),
        lambda text: "\n".join(text[at : at + 28] for at in range(0, len(text), 28)),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text),
    ],
    ids=["one line", "windows lines", "spaces", "half width", "broken lines", "full-width digits"],
)
def test_however_it_was_copied_the_days_are_the_same(year: int, spoilt) -> None:
    text = spoilt(notice(year))
    reading = read_notice(text, year)
    made = arranged(reading, year, text)
    assert (reading.doubtful, made.off, made.work) == (0, bundled()[year].off, bundled()[year].work)


def test_a_line_keeps_the_official_words_beside_the_reading() -> None:
    lines = read_notice(notice(2026), 2026).lines
    assert [one.name for one in lines] == list(HOLIDAYS)
    assert lines[0].text == "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"
    assert (lines[0].days, lines[0].work) == (3, (date(2026, 1, 4),))
    assert all(one.text in notice(2026) for one in lines)


def test_lines_without_numbers_are_read_as_news_pages_print_them() -> None:
    text = "2026年部分节假日安排：元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n春节：2月15日至23日放假，共9天。"
    first, second = read_notice(text, 2026).lines
    assert (first.name, first.days, second.name, second.days) == ("元旦", 3, "春节", 9)


@pytest.mark.parametrize(
    ("text", "off", "work"),
    [
        ("三、清明节：4月5日放假1天。", [(4, 5)], []),
        ("一、元旦：1月1日放假，1月2日补休。", [(1, 1), (1, 2)], []),
        ("五、端午节：6月19日、20日放假，共2天。", [(6, 19), (6, 20)], []),
        ("二、春节：2月17日放假。2月14日（星期六）、15日（星期日）上班。", [(2, 17)], [(2, 14), (2, 15)]),
        ("五、端午节：6月19日—20日放假，共二天。", [(6, 19), (6, 20)], []),
        ("六、中秋节：9月25日放假，与周末连休。", [(9, 25)], []),
    ],
)
def test_older_wordings_are_read(text: str, off: list[tuple[int, int]], work: list[tuple[int, int]]) -> None:
    found = line(text)
    assert found.doubts == ()
    days = [day for span in found.off for day in named_days(span.first, span.last, "")]
    assert [(day.month, day.day) for day in days] == off
    assert [(day.month, day.day) for day in found.work] == work


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("一、元旦：1月1日至3日放假，共4天。", "写的是4天，日期数下来是3天"),
        ("一、元旦：1月1日（周五）至3日（周六）放假，共3天。", "写的是周五，可是2026年1月1日（周四）"),
        ("一、元旦：1月1日放假。1月4日（周六）上班。", "写的是周六，可是2026年1月4日（周日）"),
        ("一、元旦：1月1日放假。1月5日上班。", "2026年1月5日（周一）本来就上班"),
        ("一、元旦：1月1日至3日放假。1月3日上班。", "2026年1月3日（周六）既放假又上班"),
        ("二、春节：2月30日至3月2日放假。", "没有“2月30日”这一天"),
        ("二、春节：2月1日至28日放假，共28天。", "不像一次放假"),
        ("二、春节：2月23日至15日放假。", "不像一次放假"),
        ("三、清明节：2025年4月4日放假。", "2025年4月4日（周五）不是2026年的日子"),
        ("一、元旦：9999年12月31日放假，与周末连休。", "9999年12月31日（周五）不是2026年的日子"),
        ("四、劳动节：5月6日放假，与周末连休。", "前后都不是周末"),
        ("四、劳动节：放假时间为5月1日前后。", "没有读懂"),
        ("四、劳动节：4日放假。", "没有“4日”这一天"),
        ("四、劳动节：5月9日（周六）上班。", "没有读到哪一天放假"),
    ],
)
def test_a_line_that_disagrees_with_itself_is_doubted_and_gives_no_days(text: str, doubt: str) -> None:
    found = line(text)
    assert any(doubt in one for one in found.doubts), found.doubts
    made = arranged(read_notice(text, 2026), 2026, text)
    assert not made.off and not made.work


def test_one_line_may_not_take_back_what_another_gave() -> None:
    text = "一、元旦：1月1日至3日放假，共3天。二、春节：2月17日放假。1月3日上班。"
    first, second = read_notice(text, 2026).lines
    assert not first.doubts
    assert second.doubts == ("2026年1月3日（周六）在另一条里说的不一样",)


def test_a_notice_of_another_year_is_not_read() -> None:
    reading = read_notice(notice(2025), 2026)
    assert (reading.year, reading.lines) == (2025, ())
    assert "这份通知是2025年的" in reading.doubts[0]


def test_without_a_year_the_weekdays_decide_whether_it_fits() -> None:
    lines = notice(2026).split("具体安排通知如下。")[1]
    right, wrong = read_notice(lines, 2026), read_notice(lines, 2027)
    assert right.doubts == ("文字里没有写是哪一年，按2026年读",)
    assert not any(one.doubts for one in right.lines)
    assert all(one.doubts for one in wrong.lines)


def test_two_notices_in_one_text_are_doubted_and_give_no_days() -> None:
    both = notice(2026) + notice(2025)
    reading = read_notice(both, 2026)
    assert reading.lines == () and "2025年、2026年" in reading.doubts[0]
    assert not arranged(reading, 2026, both).off
    untitled = notice(2025).split("具体安排通知如下。")[1]
    repeated = read_notice(notice(2026) + untitled, 2026)
    assert arranged(repeated, 2026, "").off == bundled()[2026].off
    assert sum("只粘贴一份通知" in doubt for one in repeated.lines for doubt in one.doubts) >= 6


@pytest.mark.parametrize("mark", ["1.", "1、", "(1)", "1 . ", "- ", "-", "• ", "* "])
@pytest.mark.parametrize("year", [2024, 2026])
def test_lines_numbered_in_figures_or_dotted_are_lines(year: int, mark: str) -> None:
    text = notice(year)
    for at, number in enumerate("一二三四五六七", 1):
        text = text.replace(f"\n{number}、", f"\n{mark.replace('1', str(at))}")
    reading = read_notice(text, year)
    made = arranged(reading, year, text)
    assert (reading.doubtful, made.off, made.work) == (0, bundled()[year].off, bundled()[year].work)


def test_a_text_of_thousands_of_lines_is_read_only_so_far() -> None:
    reading = read_notice("元旦：1月1日放假。\n" * 3000, 2026)
    assert len(reading.lines) == MOST_LINES and any(
        f"只读了前{MOST_LINES}条" in one for one in reading.doubts
    )


def test_a_holiday_the_notice_does_not_speak_of_is_named() -> None:
    cut = notice(2026).split("六、中秋节")[0]
    assert read_notice(cut, 2026).doubts == ("没有读到中秋节、国庆节的安排",)
    assert missing(["国庆节、中秋节", "清明节"]) == ["元旦", "春节", "劳动节", "端午节"]


def test_a_text_that_is_no_notice_is_said_to_be_none() -> None:
    assert read_notice("请各单位安排好值班。", 2026).doubts == ("没有读到放假的日期，请把通知全文粘贴进来",)
    assert read_notice("", 2026).doubtful == 0


def test_a_text_too_long_is_read_only_so_far_and_said() -> None:
    long = notice(2026) + "。" * LONGEST_TEXT
    assert f"文字太长，只读了前{LONGEST_TEXT}个字" in read_notice(long, 2026).doubts


def test_an_amendment_pasted_alone_changes_what_was_known() -> None:
    whole, change = notice(2019).split("国务院办公厅关于调整")
    known = arranged(read_notice(whole, 2019), 2019, whole)
    change = "国务院办公厅关于调整" + change
    reading = read_notice(change, 2019, known)
    assert (reading.amends, reading.doubtful) == (True, 0)
    made = arranged(reading, 2019, change, known)
    assert (made.off, made.work) == (bundled()[2019].off, bundled()[2019].work)
    assert known.off != made.off


def test_an_extension_needs_the_notice_it_extends() -> None:
    whole, more = notice(2020).split("国务院办公厅关于延长")
    more = "国务院办公厅关于延长" + more
    known = arranged(read_notice(whole, 2020), 2020, whole)
    made = arranged(read_notice(more, 2020, known), 2020, more, known)
    assert (made.off, made.work) == (bundled()[2020].off, bundled()[2020].work)
    alone = read_notice(more, 2020)
    assert any("请先读入原通知" in doubt for one in alone.lines for doubt in one.doubts)


def test_a_festival_on_which_offices_would_work_is_named() -> None:
    assert not festivals_worked(bundled()[2026])
    less = {day: name for day, name in bundled()[2026].off.items() if name != "端午节"}
    assert festivals_worked(Arrangement(2026, less)) == ["端午节（2026年6月19日（周五））"]


# ---------------------------------------------------------------- written and read back


def wording(name: str, first: date, last: date, work: list[date]) -> str:
    """A line as the notice words it."""
    span = f"{said(first)}" if first == last else f"{said(first)}至{said(last)}"
    days = (last - first).days + 1
    worked = "、".join(said(day) for day in work) + "上班。" if work else ""
    return f"{name}：{span}放假调休，共{days}天。{worked}"


@given(
    st.integers(2017, 2060),
    st.integers(10, 330),
    st.integers(1, 9),
    st.lists(st.integers(1, 6), max_size=3, unique=True),
)
def test_what_a_notice_would_say_is_read_back(year: int, start: int, length: int, weeks: list[int]) -> None:
    first = date(year, 1, 1) + timedelta(days=start)
    last = first + timedelta(days=length - 1)
    saturday = last + timedelta(days=(5 - last.weekday()) % 7 or 7)
    work = [day for week in weeks if (day := saturday + timedelta(weeks=week)).year == year]
    found = line(f"一、{wording('国庆节', first, last, work)}", year)
    assert found.doubts == ()
    assert [(span.first, span.last, span.name) for span in found.off] == [(first, last, "国庆节")]
    assert list(found.work) == work


@given(
    st.text(
        alphabet="一二、：。元旦春节放假上班共天月日年至（）周六日0123456789\n 延长调整假期", max_size=120
    )
)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    reading = read_notice(text, 2026)
    made = arranged(reading, 2026, text)
    assert not made.off.keys() & made.work
