"""What a re-issue asks less of (S002 2-16: deadlines and standards must not be relaxed)."""

import pytest

from data.domain.deadline import read_deadline
from data.domain.relaxed import Relaxed, relaxed, weaker
from tests.factory import listed


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("2026年6月底前完成治理", "2026年6月底前推进治理", ("weaker", "完成", "推进")),
        ("全部清理到位", "基本清理到位", ("weaker", "全部", "基本")),
        ("达到Ⅲ类水质", "力争Ⅲ类水质", ("weaker", "达到", "力争")),
        ("确保稳定达标", "争取稳定达标", ("weaker", "确保", "争取")),
        ("完成整治", "基本完成整治", ("weaker", "完成", "基本完成")),
        ("对9家养殖场依法立案查处", "对9家养殖场开展检查", ("weaker", "查处", "检查")),
        ("彻底清理河道", "清理河道", ("dropped", "彻底", "")),
        ("处理率不低于95%", "处理率不低于90%", ("lower", "不低于95%", "不低于90%")),
        ("排放浓度控制在50以内", "排放浓度控制在80以内", ("lower", "控制在50以内", "控制在80以内")),
        ("修复湿地300亩以上", "修复湿地200亩以上", ("lower", "300亩以上", "200亩以上")),
    ],
)
def test_weaker_words_and_lower_figures_are_named(before: str, after: str, found: tuple[str, ...]) -> None:
    assert Relaxed("goal", *found) in weaker("goal", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("基本清理到位", "全部清理到位"),
        ("处理率不低于90%", "处理率不低于95%"),
        ("排放浓度控制在80以内", "排放浓度控制在50以内"),
        ("2026年6月底前完成", "2026年12月底前完成"),
        ("清理河道垃圾", "彻底清理河道垃圾"),
        ("完成治理", "完成治理，推进生态修复"),
    ],
)
def test_what_is_as_strict_or_stricter_is_not_pointed_out(before: str, after: str) -> None:
    assert weaker("goal", before, after) == []


def test_a_later_deadline_and_fewer_measures_are_named() -> None:
    before, after = listed(), listed(deadline=read_deadline("2027年6月底前"), measures=listed().measures[:1])
    assert relaxed(before, after, (), 1) == (
        Relaxed("deadline", "later", "2026年底前", "2027年6月底前"),
        Relaxed("measures", "fewer", "2条", "1条"),
    )


def test_a_date_given_up_for_a_duty_is_named() -> None:
    [found] = relaxed(listed(), listed(deadline=read_deadline("长期坚持")), (), 0)
    assert found.kind == "undated"
