"""The register of closed tasks as a workbook: a row a task, columns for every level, the look-backs with their results."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from data.domain.model import Step
from data.domain.register import entry_of
from data.profiles import load_profile
from exporters.register import write_register

PROFILE = load_profile("anhui")
STEPS = [
    Step("", "verified", date(2026, 10, 20)),
    Step("", "requested", date(2026, 10, 30), level="city"),
    Step("", "accepted", date(2026, 11, 2), "市整改办", level="city"),
    Step("", "requested", date(2026, 11, 3), document="青整改办〔2026〕50号", level="province"),
    Step("", "accepted", date(2026, 11, 9), level="province"),
    Step("", "noticed", date(2026, 11, 24)),
    Step("", "closed", date(2026, 11, 30), "市整改办", "云整改办〔2026〕9号"),
    Step("", "looked_back", date(2027, 2, 27), note="无反弹"),
]


def test_the_register_lists_dates_level_by_level(tmp_path: Path) -> None:
    entry = entry_of("t", ("7", "=河道垃圾", "县水利局"), "XH-1 第1版", STEPS, PROFILE)
    assert entry.accepted_on == date(2026, 11, 9)
    assert entry.next_look and entry.next_look.due == date(2027, 5, 30)
    write_register(tmp_path / "登记簿.xlsx", [entry], PROFILE, date(2027, 3, 1))
    sheet = load_workbook(tmp_path / "登记簿.xlsx").active
    assert sheet is not None
    head = [cell.value for cell in sheet[2]]
    row = dict(zip(head, [cell.value for cell in sheet[3]], strict=True))
    assert row["申请市级验收"] == "2026年10月30日" and row["省级验收同意"] == "2026年11月9日"
    assert row["省级验收单位"] == "省整改办" and row["反馈问题"] == "=河道垃圾"
    assert "云整改办〔2026〕9号" in row["文件"]
    assert row["回头看"].splitlines()[0] == "3个月：2027年2月27日 无反弹"
