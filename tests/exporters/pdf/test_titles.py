import time

import pytest

from exporters.fonts import font_set
from exporters.pdf.titles import balanced

FONTS = font_set(True)


def test_a_short_title_stays_on_one_line():
    assert balanced("自查自验报告", 20.0, "biaosong", FONTS) == "自查自验报告"


def test_a_long_title_is_broken_between_words_in_lines_of_like_length():
    text = "凉川县人民政府办公室关于申请第07号整改任务验收销号的函"
    lines = balanced(text, 20.0, "biaosong", FONTS).split("\n")
    assert lines == ["凉川县人民政府办公室", "关于申请第07号整改任务验收销号的函"]


def test_a_number_stays_with_what_it_counts():
    text = "关于省生态环境保护督察反馈意见（2023年）第07号整改任务完成情况的公示"
    lines = balanced(text, 20.0, "biaosong", FONTS).split("\n")
    assert all(any(whole in line for line in lines) for whole in ("2023年", "第07号"))


def test_brackets_stay_whole_and_with_what_they_say_more_of():
    text = "关于省生态环境保护督察反馈意见（2023年）第07号整改任务完成情况的公示"
    assert any("反馈意见（2023年）" in line for line in balanced(text, 20.0, "biaosong", FONTS).split("\n"))
    assert balanced("验收（督导）单位", 6.8, "fangsong", FONTS) == "验收（督导）\n单位"


def test_a_unit_is_broken_before_its_kind_not_inside_it():
    assert balanced("市生态环境局青禾分局", 6.9, "fangsong", FONTS) == "市生态环境局\n青禾分局"


def test_nothing_is_lost_of_a_name_of_300_characters():
    name = "凉川县生态环境保护（督察）" * 24
    assert balanced(name, 20.0, "biaosong", FONTS).replace("\n", "") == name


@pytest.mark.parametrize("ems", [20.0, 1.5, 0.5, -1.0])
def test_a_title_of_any_text_in_any_width_is_broken_at_once(ems: float):
    text = "关于石羊河 ABCDEFGHIJ（2023年）https://www.example.gov.cn/t20240101_12345.html的公示" * 6
    begun = time.monotonic()
    for length in (40, 120, 200, len(text)):
        assert balanced(text[:length], ems, "biaosong", FONTS).replace("\n", "") == text[:length]
    assert time.monotonic() - begun < 3


def test_a_title_keeps_numbers_whole():
    lines = balanced("年削减废水排放1,862,000立方米和10⁴吨泥沙的情况报告", 12.0, "biaosong", FONTS).split(
        "\n"
    )
    assert any("1,862,000" in line for line in lines) and any("10⁴" in line for line in lines)
