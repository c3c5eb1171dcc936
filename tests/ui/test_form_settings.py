"""The forms on the settings page: proof pages on the worker thread, and the sentence where a definition is wrong."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.store.workspace import Workspace
from ui import errors
from ui.desk import Desk
from ui.settings_page import SettingsPage


@pytest.fixture
def page(qtbot: QtBot, desk: Workspace) -> SettingsPage:
    made = SettingsPage(Desk(desk))
    qtbot.addWidget(made)
    made.reload()
    return made


def test_the_button_writes_every_form(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told: list[str] = []
    monkeypatch.setattr(errors, "ask", lambda _parent, title, *_rest: told.append(title) and False)
    page.forms.proof_into(tmp_path)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == ["24 份样张已生成。"]
    assert len(list((tmp_path / "整改通样张").rglob("*.pdf"))) == 24


def test_a_wrong_definition_is_said(
    qtbot: QtBot, page: SettingsPage, desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told: list[str] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: told.append(str(error)))
    (desk.folder / "forms").mkdir()
    (desk.folder / "forms" / "form.toml").write_text('key = "from"', encoding="utf-8")
    page.forms.proof_into(tmp_path)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "form.toml" in told[0] and "写的是“from”" in told[0]
    assert not (tmp_path / "整改通样张").exists()


def test_a_wrong_definition_can_be_put_aside(
    page: SettingsPage, desk: Workspace, monkeypatch: pytest.MonkeyPatch
):
    told: list[str] = []
    monkeypatch.setattr(errors, "tell", lambda _parent, title, advice: told.append(title + advice))
    assert not page.forms.stop.isVisibleTo(page)
    (desk.folder / "forms").mkdir()
    (desk.folder / "forms" / "form.toml").write_text('key = "from"', encoding="utf-8")
    page.forms.reload()
    assert page.forms.stop.isVisibleTo(page)
    page.forms.stop.click()
    assert "form.停用" in told[0] and not page.forms.stop.isVisibleTo(page)
    assert (desk.folder / "forms" / "form.停用").read_text(encoding="utf-8") == 'key = "from"'
