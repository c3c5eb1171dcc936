"""A reason of a return leads to what the reviewer named."""

import pytest

from data.domain.model import Evidence, Measure, Reason
from data.domain.reasons import ANSWER, place_of
from data.profiles import load_profile

MEASURES = (Measure("m1", 1, "清理"), Measure("m2", 2, "监测"))
EVIDENCE = (Evidence("e1", "0" * 64, 1, "a.pdf", "会议纪要"),)


@pytest.mark.parametrize(
    ("subject", "where"),
    [
        ("措施2", "measure:2/reported"),
        ("第1条措施", "measure:1/reported"),
        ("措施9", ANSWER),
        ("06-01 会议纪要", "evidence:e1"),
        ("06-07 已撤下的材料", "evidence"),
        ("自查自验报告", "verification"),
        ("公示材料", "notice"),
        ("整改前后照片", "evidence"),
        ("别的什么", ANSWER),
        ("", ANSWER),
    ],
)
def test_a_reason_leads_to_its_place(subject: str, where: str) -> None:
    titles = load_profile().titles
    assert place_of(Reason("不全", subject), MEASURES, EVIDENCE, titles) == where
