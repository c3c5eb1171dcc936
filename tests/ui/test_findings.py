"""Every finding of the mock reviewer leads to its very field: on its tab, in sight, with the keyboard on it, marked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data import dossier, rules
from data.domain.checks import check
from data.domain.deadline import read_deadline
from data.domain.model import Finding, ListedMeasure, Step
from data.domain.notice import Notice, Objection
from data.form_definitions import OWN_FOLDER
from data.store import evidence as evidence_store
from data.store import notices, tasks, work
from data.words import _FINDINGS, where_text
from exporters.printability import printability
from tests.data.domain.test_checks import LOOSE, SPOILED
from tests.factory import listed, open_desk, take_in, worked
from ui.desk import Changed, Desk
from ui.main_window import MainWindow
from ui.pointing import Mark

SPOILS = {code: spoil for spoil, code in (*SPOILED, *LOOSE)}
NOWHERE = "\ue000"
Field = Callable[[MainWindow, Finding], QWidget]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """A task with measures enough to scroll, a penalty chain left open, a notice with objections, a plan above it."""
    measures = (ListedMeasure("清理河道垃圾。"), ListedMeasure("依法查处沿河违法企业，处罚到位。"))
    long = tuple(ListedMeasure(f"第{at}处排污口整治到位，" + "管网改造。" * 30) for at in range(8))
    doubtful = "deadline_unconfirmed" in request.node.name
    deadline = read_deadline("2026年前" if doubtful else "2026年底前")
    extra = {} if doubtful else {"省定完成时限": "2026年10月底前"}
    some = () if "no_measures" in request.node.name else (*measures, *long)
    with open_desk(tmp_path / "desk") as ws:
        take_in(
            ws, listed(measures=some, acceptance_unit=None, goal="目标" * 900, deadline=deadline, extra=extra)
        )
        task = worked(ws, tmp_path / "in")
        objections = tuple(Objection(date(2026, 11, 6), "群众", f"第{at}处仍有异味") for at in range(3))
        notices.save(ws, task.id, Notice(date(2026, 11, 5), date(2026, 11, 18), objections=objections))
        for at in range(12):
            work.add_step(ws, task.id, Step("", "started", date(2026, 1, 1 + at)))
        made = MainWindow(Desk(ws))
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        made.open_task(task.id, "package")
        yield made
        made.close()


def found(window: MainWindow, code: str) -> Finding:
    """The finding as the checks make it: for the case as it is, else for one spoiled that way."""
    case = dossier.case_of(window.desk.ws, window.task.task_id)
    if code == "notice_missing":
        case = replace(case, notice=None)
    return next(f for f in (*check(case), *check(SPOILS[code](case))) if f.code == code)


def overview(name: str) -> Field:
    return lambda w, _: getattr(w.task.overview, name)


def measures(name: str) -> Field:
    return lambda w, _: getattr(w.task.measures, name)


def evidence(name: str) -> Field:
    return lambda w, _: getattr(w.task.evidence, name)


def verification(name: str) -> Field:
    return lambda w, _: w.task.verification.boxes.get(name) or getattr(w.task.verification, name)


def notice(*names: str) -> Field:
    def field(w: MainWindow, _: Finding) -> QWidget:
        made: object = w.task.notice
        for name in names:
            made = getattr(made, name)
        assert isinstance(made, QWidget)
        return made

    return field


def box(w: MainWindow, finding: Finding) -> QWidget:
    return w.task.verification._checks[finding.where.partition(":")[2]]


def row_of_role(w: MainWindow, finding: Finding) -> QWidget:
    keys = [role.key for role in w.task.signoff.chain._roles]
    assert w.task.signoff.chain.table.currentRow() == keys.index(finding.subject)
    return w.task.signoff.chain.table


def date_of_role(w: MainWindow, finding: Finding) -> QWidget:
    row_of_role(w, finding)
    return w.task.signoff.chain.dates[w.task.signoff.chain.table.currentRow()]


FIELDS: dict[str, Field] = {
    "own_forms_wrong": lambda w, _: w.settings.forms.folder,
    "own_rules_wrong": lambda w, _: w.settings.own.stop,
    "own_calendar_wrong": lambda w, _: w.settings.calendar.edit,
    "office_incomplete": lambda w, _: w.settings.edits["county"],
    "deadline_unconfirmed": overview("due"),
    "laxer_than_upper": overview("due"),
    "laxer_than_text": overview("due"),
    "maybe_laxer_than_upper": overview("due"),
    "immediate_put_off": overview("due"),
    "acceptor_unknown": overview("correct"),
    "no_measures": lambda w, _: w.task.overview._rows["measures_text"],
    "steps_out_of_order": lambda w, f: w.task.overview.steps._lines[f.subject],
    "return_unmended": measures("reported"),
    "measure_unreported": measures("reported"),
    "measure_not_done": measures("done_on"),
    "measure_late": measures("done_on"),
    "date_in_future": measures("done_on"),
    "measure_after_deadline": measures("table"),
    "measure_after_upper": measures("table"),
    "measure_before_start": measures("done_on"),
    "measure_without_evidence": evidence("drop"),
    "measure_not_verified": verification("verdicts"),
    "penalty_chain": evidence("slots"),
    "slot_missing": evidence("slots"),
    "evidence_after_done": evidence("dated"),
    "evidence_before_start": evidence("dated"),
    "evidence_long_before": evidence("dated"),
    "evidence_missing": evidence("table"),
    "evidence_changed": evidence("table"),
    "photo_undated": evidence("dated"),
    "evidence_undated": evidence("dated"),
    "evidence_after_verification": evidence("dated"),
    "evidence_unlinked": evidence("links"),
    "photo_of_another_task": evidence("table"),
    "photo_like_another": evidence("table"),
    "photo_before_is_after": evidence("table"),
    "photo_after_too_early": evidence("dated"),
    "photo_after_missing": evidence("drop"),
    "photo_before_missing": evidence("drop"),
    "verification_not_passed": verification("passed"),
    "verification_undated": verification("on"),
    "verification_nobody": verification("persons"),
    "verification_unnamed": verification("persons"),
    "verification_summary": verification("summary"),
    "verification_too_early": verification("on"),
    "verification_before_start": verification("on"),
    "verification_before_rebound": verification("on"),
    "standard_open": box,
    "checklist_open": box,
    "sign_missing": row_of_role,
    "sign_undated": date_of_role,
    "sign_too_early": date_of_role,
    "sign_order": date_of_role,
    "sign_stale": lambda w, _: w.task.signoff.chain.anew,
    "signed_form_stale": lambda w, _: w.task.signoff.forms.drop,
    "signed_form_missing": lambda w, _: w.task.signoff.forms.drop,
    "signature_broken": lambda w, _: w.task.signoff.forms.drop,
    "signature_partial": lambda w, _: w.task.signoff.forms.drop,
    "signature_out_of_time": lambda w, _: w.task.signoff.forms.drop,
    "signature_expired": lambda w, _: w.task.signoff.forms.drop,
    "signature_unchecked": lambda w, _: w.task.signoff.forms.drop,
    "signature_of_another": row_of_role,
    "signed_file_of_others": lambda w, _: w.task.signoff.forms.drop,
    "notice_missing": notice("period", "start"),
    "notice_undated": notice("period", "end"),
    "notice_end_before_start": notice("period", "end"),
    "notice_too_short": notice("period", "end"),
    "notice_below_rule": notice("period", "end"),
    "notice_year_unknown": notice("period", "end"),
    "notice_running": notice("period", "end"),
    "notice_longer_than_named": notice("period", "rewrite"),
    "notice_not_noted": notice("ended"),
    "notice_noted_otherwise": notice("ended"),
    "notice_before_verified": notice("period", "start"),
    "notice_before_acceptance": notice("period", "start"),
    "notice_too_early": notice("period", "start"),
    "notice_nowhere": notice("place", "medium"),
    "notice_without_phone": notice("place", "phone"),
    "notice_without_screenshot": notice("first", "pieces"),
    "notice_screenshot_dated": notice("first", "pieces"),
    "notice_one_screenshot": notice("last", "pieces"),
    "notice_objection_open": notice("objections", "table"),
    "notice_objection_handled_early": notice("objections", "table"),
    "notice_objection_outside": notice("objections", "table"),
    "notice_identity_number": notice("text", "results"),
    "notice_mobile_number": notice("text", "results"),
    "notice_names_person": notice("text", "results"),
}


def prepared(window: MainWindow, code: str) -> None:
    """What must really stand so on the desk for the field to be there."""
    ws, task_id = window.desk.ws, window.task.task_id
    if code == "sign_stale":
        measure = tasks.get(ws, task_id).measures[0]
        tasks.save_measure(ws, replace(measure, reported="签字后又改过。"))
    if code == "measure_without_evidence":
        evidence_store.detach(ws, task_id, evidence_store.of_task(ws, task_id)[2].id)
    if code == "steps_out_of_order":
        work.add_step(ws, task_id, Step("", "requested", date(2026, 1, 1)))
    if code == "own_rules_wrong":
        (ws.folder / rules.OWN_FILE).write_text("unheard_of = 1\n", "utf-8")
    if code == "standard_open":
        rules.save_own(ws, replace(rules.own_rules(ws), standards_required=True))
    if code == "notice_longer_than_named":
        kept = notices.of_task(ws, task_id)
        assert kept is not None
        notices.save(ws, task_id, replace(kept, end=date(2026, 11, 20)))
    window.desk.tell(Changed(task_id))


def led_to(qtbot: QtBot, window: MainWindow, finding: Finding) -> list[Mark]:
    """Open the finding as a double click does, and wait until something is marked."""
    tab = window.task.package
    tab.findings.show_items([finding])
    tab.findings.opened.emit(finding)
    qtbot.waitUntil(lambda: bool(window.findChildren(Mark)))
    return window.findChildren(Mark)


def holds_keyboard(window: MainWindow, field: QWidget) -> bool:
    focus = window.focusWidget()
    return focus is not None and (focus is field or field.isAncestorOf(focus))


@pytest.mark.parametrize("code", sorted(set(_FINDINGS) - {"glyph_missing"}))
def test_a_finding_leads_to_its_field(qtbot: QtBot, window: MainWindow, code: str) -> None:
    prepared(window, code)
    finding = found(window, code)
    [mark] = led_to(qtbot, window, finding)
    field = FIELDS[code](window, finding)
    assert holds_keyboard(window, field), window.focusWidget()
    focus = window.focusWidget()
    assert focus is not None and focus.isVisible() and not focus.visibleRegion().isEmpty()
    assert mark.isVisible() and not mark.visibleRegion().isEmpty()
    assert where_text(finding.where)


def test_the_list_of_fields_knows_every_finding() -> None:
    assert set(FIELDS) | {"glyph_missing"} == set(_FINDINGS)


def test_a_character_no_font_has_leads_to_where_it_stands(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    ws, task_id = window.desk.ws, window.task.task_id
    case = dossier.case_of(ws, task_id)
    whole = dossier.shown(ws, case)
    first = whole.evidence[0]
    spoiled = replace(
        whole,
        task=replace(whole.task, listed=replace(whole.task.listed, goal=NOWHERE)),
        measures=(replace(whole.measures[0], reported=NOWHERE), *whole.measures[1:]),
        verification=replace(whole.verification, summary=NOWHERE),
        evidence=(replace(first, evidence=replace(first.evidence, title=NOWHERE)), *whole.evidence[1:]),
        signs=(replace(whole.signs[0], opinion=NOWHERE), *whole.signs[1:]),
        notice=Notice(title=NOWHERE),
    )
    places: dict[str, Field] = {
        "task/goal": lambda w, _: w.task.overview._rows["goal"],
        "measure:1/reported": measures("reported"),
        "verification/summary": verification("summary"),
        f"evidence:{first.evidence.id}/title": evidence("title"),
        f"sign:{whole.signs[0].role}/name": lambda w, _: w.task.signoff.chain.table,
        "notice/text": notice("text", "results"),
    }
    findings = printability(spoiled).findings
    assert [finding.where for finding in findings] == list(places)
    for finding in findings:
        for mark in window.findChildren(Mark):
            mark.setParent(None)
        window.task.tabs.setCurrentWidget(window.task.package)
        led_to(qtbot, window, finding)
        field = places[finding.where](window, finding)
        assert holds_keyboard(window, field), finding.where
        assert not field.visibleRegion().isEmpty()


def test_a_deadline_laxer_than_the_plan_above_can_be_put_right_where_it_is_named(
    qtbot: QtBot, window: MainWindow
) -> None:
    finding = found(window, "laxer_than_upper")
    led_to(qtbot, window, finding)
    window.task.overview._confirm(date(2026, 10, 31))
    case = dossier.case_of(window.desk.ws, window.task.task_id)
    assert "laxer_than_upper" not in {each.code for each in check(case)}


def test_wrong_forms_of_the_offices_own_are_told_and_led_to_instead_of_asking_for_a_reason(
    qtbot: QtBot, window: MainWindow, told: list[str]
) -> None:
    folder = window.desk.ws.folder / OWN_FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "form.toml").write_text("key = 'form'\nunheard_of = 1\n", "utf-8")
    window.desk.tell(Changed())
    assert "own_forms_wrong" in {each.code for each in window.task.package.findings.model().items()}
    window.task.package.ask_and_send()
    assert "unheard_of" in told[0]
    assert window.pages.currentWidget() is window.settings
    qtbot.waitUntil(lambda: window.focusWidget() is window.settings.forms.folder)
