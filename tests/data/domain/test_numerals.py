import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.numerals import chinese_number, half_width, to_chinese, to_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二二", 2022), ("二零二二", 2022), ("二○二二", 2022), ("2022", 2022), ("２０２２", 2022), ("二0二二", 2022),
        ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿三", 23), ("卅", 30), ("两", 2), ("一", 1), ("〇", 0),
        ("一百零五", 105), ("一百二十", 120), ("两千零二十二", 2022), ("第五十五", 55), ("第7", 7), ("壹拾贰", 12), ("07", 7),
        ("", None), ("十十", None), ("百千", None), ("甲", None), ("十四五", None), ("一二十", None), ("12a", None), ("第", None),
    ],
)  # fmt: skip
def test_a_numeral_is_the_integer_it_means(text, value):
    assert chinese_number(text) == value


@given(st.integers(1, 99))
def test_every_number_below_a_hundred_reads_back(number):
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("二〇二二年六月三十日", "2022年6月30日"),
        ("第一季度", "第1季度"),
        ("三、四季度", "3、4季度"),
        ("每季度至少一次", "每季度至少1次"),
        ("三十个工作日内", "30个工作日内"),
        ("元月底", "1月底"),
        ("十四五期间", "十四五期间"),
        ("五一前", "五一前"),
        ("一是整改", "一是整改"),
        ("第一时间", "第一时间"),
    ],
)
def test_only_numerals_that_count_a_time_become_digits(text, digits):
    assert to_digits(text) == digits


def test_a_circled_number_never_joins_the_year_behind_it():
    assert half_width("①２０２２年") == "\n2022年"


@given(st.text())
def test_any_text_can_be_given(text):
    to_digits(half_width(text))
    value = chinese_number(text)
    assert value is None or value >= 0


def test_headings_count_in_chinese():
    assert [to_chinese(n) for n in (1, 10, 12, 20, 35, 99, 100)] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
        "九十九",
        "100",
    ]
