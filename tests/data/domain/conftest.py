"""A task worked to its end, as the checks are given it."""

from pathlib import Path

import pytest

from data import dossier
from data.domain.checks import Case
from data.store.workspace import Workspace
from tests.factory import listed, take_in, worked


@pytest.fixture
def case(desk: Workspace, tmp_path: Path) -> Case:
    """A finished task with nothing to send back."""
    take_in(desk, listed())
    return dossier.case_of(desk, worked(desk, tmp_path).id)
