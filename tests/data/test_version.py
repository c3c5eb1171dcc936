"""The version is said in two places, the program's and the package's, and is the same."""

import tomllib
from pathlib import Path

from data.version import VERSION

ROOT = Path(__file__).resolve().parents[2]


def test_the_program_names_the_version_it_is_released_as() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
