"""The record of a verification says what the screen says, as PDF and as text."""

from datetime import date
from pathlib import Path

import pytest

from data.domain.errors import UserError
from data.domain.origin import Origin
from exporters.fonts import font_set
from exporters.verify_record import write_verify_record
from exporters.verify_results import Verified, verdict_of, verify_chosen
from tests.factory_package import small_package
from tests.factory_volumes import split
from tests.pdf_reading import joined

ON = date(2026, 11, 22)


@pytest.fixture
def verified(tmp_path: Path) -> list[Verified]:
    volumes = [volume.path for volume in split(tmp_path / "sent").volumes]
    found = verify_chosen([volumes[0], volumes[2], small_package(tmp_path / "other").path])
    return [Verified(one, Origin("不是本台账报送的申请包。")) for one in found]


def test_the_pdf_names_every_volume_and_what_is_missing(verified: list[Verified], tmp_path: Path):
    write_verify_record(verified, tmp_path / "核验结果.pdf", "市水利局", ON, font_set(True))
    said = joined(tmp_path / "核验结果.pdf")
    assert "2个申请包，1个完好，1个有问题" in said
    assert "缺第2卷" in said and "全部完好" in said and "市水利局" in said
    assert "不是本台账报送的申请包。" in said
    for volume in (volume for one in verified for volume in one.package.volumes):
        assert f"校验码{volume.found.code}" in said.replace(" ", "")
    assert "请与纸质材料上的校验码比对" in said


def test_the_text_opens_in_any_editor(verified: list[Verified], tmp_path: Path):
    path = tmp_path / "核验结果.txt"
    write_verify_record(verified, path, "市水利局", ON)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    said = path.read_text("utf-8-sig")
    assert "第1卷" in said and "第3卷" in said and "缺第2卷" in said and "2026年11月22日" in said
    assert f"校验码 {verified[0].package.code}，请与纸质材料上的校验码比对。" in said


def test_one_package_alone_is_the_verdict(verified: list[Verified]):
    assert verdict_of(verified[:1]) == verified[0].package.verdict


def test_a_folder_that_is_not_there_is_said(verified: list[Verified], tmp_path: Path):
    with pytest.raises(UserError):
        write_verify_record(verified, tmp_path / "没有" / "核验结果.txt", "市水利局", ON)
