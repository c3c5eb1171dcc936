"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.workspace import Workspace
from tests.factory import open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """An open, empty workspace of the test office."""
    with open_desk(tmp_path / "desk") as ws:
        yield ws
