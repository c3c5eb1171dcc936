"""The reviewer's checks: a finished task passes, and each thing taken away is found and named with its place."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from data import actions
from data.domain.checks import Case, check
from data.domain.contents import Office
from data.domain.deadline import read_deadline
from data.domain.model import SelfVerification, Verifier
from data.store.workspace import Workspace
from data.words import _FINDINGS, finding_text, where_text
from tests.factory import TODAY, listed, take_in, worked


@pytest.fixture
def case(desk: Workspace, tmp_path: Path) -> Case:
    take_in(desk, listed())
    return actions.case_of(desk, worked(desk, tmp_path).id)


def codes(case: Case, severity: str = "error") -> set[str]:
    return {finding.code for finding in check(case) if finding.severity == severity}


def test_a_finished_task_has_nothing_to_send_back(case: Case) -> None:
    assert codes(case) == set()


def without_proof(case: Case) -> Case:
    return replace(case, evidence=tuple(replace(e, measure_ids=()) for e in case.evidence))


def with_measures(case: Case, **fields: object) -> Case:
    measures = tuple(replace(m, **fields) for m in case.task.measures)  # type: ignore[arg-type]
    return replace(case, task=replace(case.task, measures=measures))


def with_verification(case: Case, **fields: object) -> Case:
    return replace(case, verification=replace(case.verification, **fields))  # type: ignore[arg-type]


def with_kind(case: Case, kind: str, dated: date | None) -> Case:
    return replace(case, evidence=(replace(case.evidence[0], kind=kind, dated=dated), *case.evidence[1:]))


TOMORROW = TODAY + timedelta(days=1)
SPOILED = [
    (lambda c: replace(c, office=Office("", "")), "office_incomplete"),
    (lambda c: with_measures(c, gone=True), "no_measures"),
    (lambda c: replace(c, unmended=2), "return_unmended"),
    (without_proof, "measure_without_evidence"),
    (lambda c: with_verification(c, verdicts=()), "measure_not_verified"),
    (lambda c: with_measures(c, done_on=None), "measure_not_done"),
    (lambda c: with_measures(c, done_on=TOMORROW), "date_in_future"),
    (lambda c: replace(c, damaged=((c.evidence[0].id, "missing"),)), "evidence_missing"),
    (lambda c: replace(c, damaged=((c.evidence[0].id, "changed"),)), "evidence_changed"),
    (lambda c: with_kind(c, "photo_after", None), "photo_undated"),
    (lambda c: with_kind(c, "photo_before", TODAY), "photo_after_missing"),
    (lambda c: with_kind(c, "photo_after", TODAY), "photo_before_missing"),
    (lambda c: replace(c, verification=SelfVerification()), "verification_not_passed"),
    (lambda c: with_verification(c, on=None), "verification_undated"),
    (lambda c: with_verification(c, persons=(Verifier(" "),)), "verification_nobody"),
    (lambda c: with_verification(c, on=date(2026, 1, 1)), "verification_too_early"),
    (lambda c: with_verification(c, checked=()), "checklist_open"),
    (lambda c: replace(c, signs=()), "sign_missing"),
    (lambda c: replace(c, signs=tuple(replace(s, on=date(2026, 1, 1)) for s in c.signs)), "sign_too_early"),
]
LOOSE = [
    (lambda c: with_measures(c, reported=""), "measure_unreported"),
    (lambda c: with_measures(c, due=date(2026, 1, 1)), "measure_late"),
    (lambda c: with_kind(c, "minutes", None), "evidence_undated"),
    (lambda c: with_kind(c, "minutes", TODAY), "evidence_after_done"),
    (without_proof, "evidence_unlinked"),
    (lambda c: with_verification(c, summary=""), "verification_summary"),
    (lambda c: replace(c, slots=tuple(replace(s, evidence_id=None) for s in c.slots)), "slot_missing"),
    (
        lambda c: replace(
            c, task=replace(c.task, listed=replace(c.task.listed, deadline=read_deadline("2020年前")))
        ),
        "deadline_unconfirmed",
    ),
    (
        lambda c: replace(c, task=replace(c.task, listed=replace(c.task.listed, acceptance_unit=None))),
        "acceptor_unknown",
    ),
]


@pytest.mark.parametrize(("spoil", "code"), SPOILED, ids=[code for _, code in SPOILED])
def test_what_is_missing_is_found(case: Case, spoil, code: str) -> None:
    assert code in codes(spoil(case))


@pytest.mark.parametrize(("spoil", "code"), LOOSE, ids=[code for _, code in LOOSE])
def test_what_a_careful_reviewer_would_ask_is_a_warning(case: Case, spoil, code: str) -> None:
    spoiled = spoil(case)
    assert code in codes(spoiled, "warning") and code not in codes(spoiled)


def test_every_finding_has_its_sentence_and_its_place(case: Case) -> None:
    for spoil, _ in SPOILED + LOOSE:
        for finding in check(spoil(case)):
            assert finding_text(finding).endswith("。") and where_text(finding.where)


def test_every_sentence_belongs_to_a_tested_check() -> None:
    assert {code for _, code in SPOILED + LOOSE} == set(_FINDINGS)


def test_a_waived_slot_is_no_gap(case: Case) -> None:
    spoiled = replace(case, slots=tuple(replace(s, evidence_id=None, waived="不适用") for s in case.slots))
    assert "slot_missing" not in codes(spoiled, "warning")
