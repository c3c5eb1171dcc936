"""The self-test after installing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from data.self_test import run_self_test
from exporters.verify import verify_package
from headless import _play

TODAY = date(2026, 11, 22)


@dataclass
class Broken:
    ok: bool = False
    files: int = 0


def test_a_sound_installation_passes_every_check() -> None:
    found = run_self_test(TODAY, _play, verify_package)
    assert [check for check in found["checks"] if not check["ok"]] == []
    assert found["ok"] is True
    assert {check["name"] for check in found["checks"]} >= {"fonts", "xlsx", "workspace", "package", "pdf"}


def test_a_package_that_does_not_verify_is_told_and_the_other_checks_go_on() -> None:
    found = run_self_test(TODAY, _play, lambda package: Broken())
    failed = {check["name"]: check["detail"] for check in found["checks"] if not check["ok"]}
    assert found["ok"] is False
    assert list(failed) == ["package"] and "核验不通过" in failed["package"]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run_self_test(TODAY, _play, verify_package)
    assert list(tmp_path.iterdir()) == []
