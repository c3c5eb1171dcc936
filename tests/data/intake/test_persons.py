import pytest

from data.intake.persons import is_person, split_persons


@pytest.mark.parametrize(
    ("text", "units", "persons"),
    [
        ("县水利局（李明华）", "县水利局", "李明华"),
        ("县水利局\n局长 韩志刚", "县水利局", "局长 韩志刚"),
        ("区城管局 副局长 张伟", "区城管局", "副局长 张伟"),
        ("县水利局（李明华、王建）", "县水利局", "李明华、王建"),
        ("市生态环境局（市整改办）", "市生态环境局（市整改办）", ""),
        ("各县（市、区）人民政府", "各县（市、区）人民政府", ""),
        ("县水利局", "县水利局", ""),
    ],
)
def test_persons_are_told_apart_from_their_units(text: str, units: str, persons: str):
    assert split_persons(text) == (units, persons)


@pytest.mark.parametrize("text", ["水利", "司法", "安监", "县水利局", "华能公司", "白马镇", "项目办"])
def test_a_unit_or_a_sector_is_no_person(text: str):
    assert not is_person(text)
