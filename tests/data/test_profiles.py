"""The bundled profiles: read by the same checks as an office's own rules, and refused with the entry named."""

from pathlib import Path

import pytest

from data import profiles
from data.domain.errors import UserError
from data.domain.form_definition import CORE_KEYS
from data.profiles import load_profile, profile_keys

JIUQUAN = (profiles.RESOURCES / "profiles" / "jiuquan2018.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", list(profile_keys()))
def test_every_bundled_profile_has_whole_packages_and_a_chain_that_seals(key: str) -> None:
    profile = load_profile(key)
    assert set(CORE_KEYS) <= set(profile.parts)
    assert [role.key for role in profile.sign_roles if role.seal] == [
        "unit_head",
        "county_office",
        "supervisor",
    ]
    assert any(role.before_sending for role in profile.sign_roles)


WRONG = {
    "an unknown part": ('"report", "record"', '"raport", "record"', "没有“raport”这个组成"),
    "a missing core part": ('"cover", "letter", ', '"cover", ', "缺少“申请函”（letter）"),
    "a day out of range": ("report_day = 21", "report_day = 41", "report_day：写的是“41”"),
    "a wrong type": ("signed_required = false", 'signed_required = "no"', "signed_required：写的是“no”"),
    "warnings that do not rise": ("overdue_days = 20", "overdue_days = 5", "天数没有逐级增大"),
    "a role twice": ('title = "审核人"', 'title = "经办人"', "“经办人”写了两次"),
    "an unknown family": ('kinds = ["project"', 'kind = ["project"', "package.families.kind：没有这一项"),
    "a signature on what the office does not sign": (
        '["letter", "form"]',
        '["letter", "opinion"]',
        "signed_forms",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_profile_names_file_and_entry(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after, said = WRONG[case]
    assert before in JIUQUAN
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "ours.toml").write_text(JIUQUAN.replace(before, after), encoding="utf-8")
    monkeypatch.setattr(profiles, "RESOURCES", tmp_path)
    with pytest.raises(UserError) as refused:
        load_profile("ours")
    load_profile.cache_clear()
    assert "ours.toml" in refused.value.title and said in str(refused.value)
