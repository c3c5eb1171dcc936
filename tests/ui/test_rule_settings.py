"""The office's own rules on the settings page: shown, changed in two dialogs, and a wrong file said without locking anybody out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data import rules
from data.domain.own_rules import OwnRules
from data.domain.profile import SignRole
from data.profiles import load_profile
from data.store import work
from tests.factory import listed, open_desk, take_in, worked
from ui import app, errors, rule_settings
from ui.desk import Changed
from ui.main_window import MainWindow
from ui.parts_dialog import PackageRules

PLACE = load_profile()
SHORT = tuple(role for role in PLACE.sign_roles if role.key != "reviewer")


def put(window: MainWindow, text: str) -> Path:
    file = window.desk.ws.folder / rules.OWN_FILE
    file.write_text(text, encoding="utf-8")
    return file


def test_the_chain_and_the_package_in_use_are_shown(window: MainWindow) -> None:
    window.show_settings()
    own = window.settings.own
    assert own._chain.text() == (
        "经办人 → 审核人 → 单位负责人（章） → 县分管领导 → 县整改办（章） → 报送 → 督导单位（章）"
    )
    assert "验收销号申请函、" in own._package.text() and "纸质2份、电子1份" in own._package.text()
    assert not own.isVisible()  # nothing is the office's own


def test_a_changed_chain_is_kept_told_to_every_page_and_listed_with_who_and_when(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple] = []
    heard: list[Changed] = []
    window.desk.changed.connect(heard.append)
    monkeypatch.setattr(rule_settings, "ask_chain", lambda *said: asked.append(said) or SHORT)
    window.show_settings()
    own = window.settings.own
    own.change_chain()
    assert rules.profile_of(window.desk.ws).sign_roles == SHORT
    assert "审核人" not in own._chain.text() and own.isVisible()
    assert "测试员" in own._latest.text() and "审签链去掉“审核人”" in own._latest.text()
    assert "审签链去掉“审核人”" in own._decided.text()
    assert heard == [Changed(settings=True)] and asked[0][3] == 0


def test_the_dialog_is_told_how_many_tasks_have_signatures(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(window.desk.ws, listed())
    worked(window.desk.ws, tmp_path / "in")
    asked: list[tuple] = []
    monkeypatch.setattr(rule_settings, "ask_chain", lambda *said: asked.append(said))
    window.show_settings()
    window.settings.own.change_chain()
    assert asked[0][3] == 1 and rules.changes(window.desk.ws) == []


def test_a_changed_package_keeps_the_chain(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = window.desk.ws
    rules.save_own(ws, OwnRules(sign_roles=SHORT))
    parts = ("cover", "letter", "form", "evidence", "report")
    chosen = PackageRules(parts, {"other": (*parts, "notice")}, ("letter", "form", "report"), "纸质5份")
    monkeypatch.setattr(rule_settings, "ask_parts", lambda *_said: chosen)
    window.show_settings()
    window.settings.own.change_package()
    assert rules.own_rules(ws) == OwnRules(
        sign_roles=SHORT,
        parts=parts,
        family_parts={"other": (*parts, "notice")},
        signed_forms=("letter", "form", "report"),
        copies="纸质5份",
    )
    assert "非工程类：" in window.settings.own._package.text()


def test_a_wrong_file_is_said_and_neither_dialog_opens_over_it(
    window: MainWindow, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(rule_settings, "ask_chain", lambda *said: opened.append(said))
    monkeypatch.setattr(rule_settings, "ask_parts", lambda *said: opened.append(said))
    file = put(window, "notice_day = 3")
    window.show_settings()
    own = window.settings.own
    assert (
        own._band.isVisible()
        and "notice_day" in own._fault.text()
        and "现在按地方规则显示" in own._fault.text()
    )
    own.change_chain()
    own.change_package()
    assert not opened and len(told) == 2 and "notice_day" in told[0]
    assert file.read_text(encoding="utf-8") == "notice_day = 3"


def test_a_wrong_file_is_put_aside_by_a_button(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "ask", lambda *_said, **_more: True)
    file = put(window, "notice_day = 3")
    window.show_settings()
    window.settings.own.stop.click()
    assert not file.exists() and not window.settings.own._band.isVisible()
    assert (file.parent / rules.SIDE_FILE).exists()


def test_a_finding_about_the_rules_leads_to_the_button(window: MainWindow) -> None:
    put(window, "notice_day = 3")
    window.show_settings()
    window.settings.go_to("rules")
    assert window.settings.own.stop.isVisible()


def test_wrong_rules_are_said_once_when_the_desk_is_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(tmp_path / "desk") as ws:
        (ws.folder / rules.OWN_FILE).write_text("notice_day = 3", encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(errors, "install", lambda _folder: None)
    monkeypatch.setattr(errors, "show", lambda _parent, error: said.append(str(error)))
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    argv = ["main", "--workspace", str(tmp_path / "desk"), "--today", "2026-11-22"]
    assert app.start(argv) == 0
    assert len(said) == 1 and "notice_day" in said[0]


def test_a_signature_for_a_place_taken_out_is_shown_and_kept_when_the_chain_is_saved(
    window: MainWindow, tmp_path: Path
) -> None:
    ws = window.desk.ws
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    rules.save_own(ws, OwnRules(sign_roles=SHORT))
    window.open_task(task.id, "signoff")
    chain = window.task.signoff.chain
    assert chain._former.isVisible() and "审核人 李祎（2026年10月21日）" in chain._former.text()
    assert chain._alarm.isVisible() and "审签流程2026年11月22日改过，测试员改的" in chain._stale.text()
    chain.save_chain()
    assert "reviewer" in {sign.role for sign in work.signs(ws, task.id)}


def test_the_chain_card_follows_a_longer_chain(window: MainWindow, tmp_path: Path) -> None:
    ws = window.desk.ws
    take_in(ws, listed())
    task = worked(ws, tmp_path / "in")
    window.open_task(task.id, "signoff")
    chain = window.task.signoff.chain
    assert chain.table.rowCount() == 5 and not chain._former.isVisible()
    rules.save_own(ws, OwnRules(sign_roles=(SignRole("post_x", "法规科"), *PLACE.sign_roles)))
    window.desk.tell(Changed(settings=True))
    window.open_task(task.id, "signoff")
    titles = [chain.table.item(row, 0).text() for row in range(chain.table.rowCount())]  # type: ignore[union-attr]
    assert titles == ["法规科", "经办人", "审核人", "单位负责人", "县分管领导", "县整改办"]
    assert not chain.dates[0].value() and chain.dates[1].value()


def test_a_wrong_definition_of_a_form_does_not_close_the_settings(window: MainWindow) -> None:
    (window.desk.ws.folder / "forms").mkdir()
    (window.desk.ws.folder / "forms" / "a.toml").write_text("key = 3", encoding="utf-8")
    window.show_settings()
    assert window.settings.own._package.text()
    assert replace(PLACE) == rules.profile_of(window.desk.ws)
