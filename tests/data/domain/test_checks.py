"""The reviewer's checks: a finished task passes, and each thing taken away is found and named with its place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.domain.checks import Case, check
from data.domain.contents import Office
from data.domain.deadline import read_deadline
from data.domain.model import Elsewhere, Evidence, Reason, SelfVerification, Slot, Step, Verifier
from data.domain.notice import Notice, Objection
from data.domain.signed import (
    BROKEN,
    CHANGED,
    EXPIRED,
    OUT_OF_TIME,
    PARTIAL,
    UNCHECKED,
    FormState,
    Sheet,
    SignatureCheck,
    SignedPart,
    form_states,
)
from data.words import _FINDINGS, finding_text, where_text
from tests.factory import TODAY


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


def with_notice(case: Case, **fields: object) -> Case:
    """A notice of ten working days, fully proven, after the acceptance; spoiled in these fields."""
    shots = tuple(
        Evidence(name, sha256, 1, f"{name}.png", f"{name}截图", "notice", on)
        for name, sha256, on in (
            ("first", "1" * 64, date(2026, 11, 5)),
            ("last", "2" * 64, date(2026, 11, 18)),
        )
    )
    whole = Notice(
        start=date(2026, 11, 5),
        end=date(2026, 11, 18),
        medium="县政府网站",
        phone="0000-6600233",
        first_shot="first",
        last_shot="last",
    )
    accepted = Step("", "accepted", date(2026, 11, 3))
    return replace(
        case,
        notice=replace(whole, **fields),  # type: ignore[arg-type]
        evidence=(*case.evidence, *shots),
        steps=(*case.steps, accepted),
    )


def notice_first(case: Case) -> Case:
    """The same case under an order that publishes before applying."""
    after = {"noticed": "verified", "requested": "noticed"}
    steps = tuple(replace(rule, after=after.get(rule.key, rule.after)) for rule in case.profile.steps)
    return replace(case, profile=replace(case.profile, steps=steps))


def started(case: Case, on: date) -> Case:
    """The rectification began on that day."""
    return replace(case, steps=(Step("", "started", on), *case.steps))


def with_photos(case: Case, before: date, after: date, **fields: object) -> Case:
    """The proof of the first measure is a photo before and one after, the latter spoiled in these fields."""
    one, other = (replace(case.evidence[0], id=case.evidence[at].id) for at in (0, 1))
    spoiled: dict[str, object] = {"kind": "photo_after", "dated": after, "title": "整改后", **fields}
    photos = (
        replace(one, kind="photo_before", dated=before, sha256="1" * 64, title="整改前"),
        replace(other, **spoiled),  # type: ignore[arg-type]
    )
    return replace(case, evidence=(*photos, *case.evidence[2:]))


def confirmed(case: Case, text: str, on: date | None) -> Case:
    """The list's own deadline in other words, and the day a person confirmed for it."""
    worded = replace(case.task.listed, deadline=read_deadline(text))
    return replace(case, task=replace(case.task, listed=worded, due_confirmed=on))


def noted(case: Case, on: date, note: str) -> Case:
    """The end of the notice noted in these words."""
    return replace(case, steps=(*case.steps, Step("n", "noticed", on, note=note)))


def objected(case: Case, on: date | None, handled: date | None) -> Case:
    """One objection to the notice, answered."""
    return with_notice(case, objections=(Objection(on, "群众", "仍有异味", handled, "已复查"),))


def shared_photo(case: Case, same: bool) -> Elsewhere:
    """The first piece of evidence stands in task 7 as well."""
    return Elsewhere(case.evidence[0].id, "other", "第7号", same)


def with_extra(case: Case, title: str, text: str) -> Case:
    """A further column of the city's list."""
    return replace(case, task=replace(case.task, listed=replace(case.task.listed, extra={title: text})))


def with_standards(case: Case) -> Case:
    """A place that wants the acceptance standards ticked beside its own checklist."""
    return replace(case, profile=replace(case.profile, standards_required=True))


def with_signature(case: Case, fault: str = "", role: str = "", pages: int = 1) -> Case:
    """The application form signed by 张三丰's certificate, in that row of the chain."""
    made = SignatureCheck(
        "张三丰", "", fault != BROKEN, False, fault != PARTIAL, "张三丰的签名如何。", fault, role
    )

    def signed(form: FormState) -> FormState:
        sheet = Sheet(1, "0" * 64, 1, "a.pdf", 0, pages=pages)
        part = SignedPart(
            form.expected.form, form.expected.version, form.expected.code, TODAY, (sheet,), (made,)
        )
        [state] = form_states([form.expected], [part])
        return state

    forms = tuple(signed(form) if form.expected.form == "form" else form for form in case.forms)
    return replace(case, forms=forms)


TOMORROW = TODAY + timedelta(days=1)
SPOILED = [
    (lambda c: replace(c, office=Office("", "")), "office_incomplete"),
    (lambda c: with_measures(c, gone=True), "no_measures"),
    (lambda c: replace(c, unmended=((1, Reason("缺处罚材料", "措施1")),)), "return_unmended"),
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
    (notice_first, "notice_missing"),
    (lambda c: with_notice(c, end=None), "notice_undated"),
    (lambda c: with_notice(c, end=date(2026, 11, 4)), "notice_end_before_start"),
    (lambda c: with_notice(c, end=date(2026, 11, 13)), "notice_too_short"),
    (lambda c: with_notice(c, start=date(2026, 11, 2)), "notice_too_early"),
    (lambda c: notice_first(with_notice(c, end=TOMORROW)), "notice_running"),
    (lambda c: notice_first(with_notice(c)), "notice_not_noted"),
    (lambda c: notice_first(with_notice(c, start=date(2026, 10, 19))), "notice_before_verified"),
    (lambda c: with_notice(c, last_shot=""), "notice_without_screenshot"),
    (
        lambda c: with_notice(c, objections=(Objection(TODAY, "群众", "仍有异味"),)),
        "notice_objection_open",
    ),
    (lambda c: with_notice(c, results="已赔付农户（620999199001011234）。"), "notice_identity_number"),
]
LOOSE = [
    (lambda c: c, "signed_form_missing"),
    (lambda c: with_measures(c, reported=""), "measure_unreported"),
    (lambda c: with_measures(c, due=date(2026, 1, 1)), "measure_late"),
    (lambda c: with_kind(c, "minutes", None), "evidence_undated"),
    (lambda c: with_kind(c, "minutes", TODAY), "evidence_after_done"),
    (lambda c: started(c, date(2026, 11, 1)), "evidence_before_start"),
    (lambda c: replace(c, elsewhere=(shared_photo(c, same=False),)), "photo_like_another"),
    (lambda c: with_measures(c, due=date(2027, 3, 1)), "measure_after_deadline"),
    (
        lambda c: replace(c, signs=(replace(c.signs[0], on=date(2026, 11, 1)), *c.signs[1:])),
        "sign_order",
    ),
    (without_proof, "evidence_unlinked"),
    (lambda c: with_kind(c, "minutes", date(2026, 10, 25)), "evidence_after_verification"),
    (lambda c: with_verification(c, summary=""), "verification_summary"),
    (
        lambda c: with_verification(c, persons=(*c.verification.persons, Verifier("", "副主任"))),
        "verification_unnamed",
    ),
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
    (lambda c: with_notice(c, start=date(2027, 1, 4), end=date(2027, 1, 15)), "notice_year_unknown"),
    (lambda c: replace(with_notice(c), steps=()), "notice_before_acceptance"),
    (lambda c: with_notice(c, medium=""), "notice_nowhere"),
    (lambda c: with_notice(c, phone=""), "notice_without_phone"),
    (lambda c: with_notice(c, first_shot="last"), "notice_screenshot_dated"),
    (lambda c: with_notice(c, phone="18812345678"), "notice_mobile_number"),
    (lambda c: with_notice(c, results="联系人王喆。"), "notice_names_person"),
]

SPOILED += [
    (lambda c: with_notice(c, end=date(2026, 11, 11), length=7, in_workdays=False), "notice_below_rule"),
    (
        lambda c: replace(c, task=replace(c.task, due_confirmed=date(2027, 6, 30))),
        "laxer_than_text",
    ),
    (lambda c: with_extra(c, "省定完成时限", "2026年10月底前"), "laxer_than_upper"),
    (
        lambda c: replace(c, slots=(Slot(c.measures[0].id, "penalty_process", "处罚过程性材料"),)),
        "penalty_chain",
    ),
    (lambda c: replace(c, elsewhere=(shared_photo(c, same=True),)), "photo_of_another_task"),
    (lambda c: replace(c, steps=(*c.steps, Step("", "rebounded", TODAY))), "verification_before_rebound"),
    (with_standards, "standard_open"),
    (
        lambda c: replace(c, steps=(*c.steps, Step("", "requested", date(2026, 1, 1)))),
        "steps_out_of_order",
    ),
    (lambda c: replace(c, chain_code="another"), "sign_stale"),
    (lambda c: replace(c, signs=tuple(replace(s, on=None) for s in c.signs)), "sign_undated"),
    (lambda c: replace(c, faults=(("own_forms_wrong", "文件“form.toml”没有栏目。"),)), "own_forms_wrong"),
    (lambda c: replace(c, faults=(("own_calendar_wrong", "“calendar.toml”写错了。"),)), "own_calendar_wrong"),
    (lambda c: replace(c, faults=(("own_rules_wrong", "文件“rules.toml”写错了。"),)), "own_rules_wrong"),
    (lambda c: replace(c, forms=tuple(replace(f, state=CHANGED) for f in c.forms)), "signed_form_stale"),
    (lambda c: with_signature(c, BROKEN), "signature_broken"),
    (lambda c: with_signature(c, PARTIAL), "signature_partial"),
    (lambda c: with_signature(c, OUT_OF_TIME), "signature_out_of_time"),
]
LOOSE += [
    (lambda c: with_signature(c, EXPIRED), "signature_expired"),
    (lambda c: with_signature(c, UNCHECKED), "signature_unchecked"),
    (lambda c: with_signature(c, role="单位负责人"), "signature_of_another"),
    (lambda c: with_signature(c, pages=3), "signed_file_of_others"),
]
SPOILED += [
    (
        lambda c: with_extra(with_measures(c, due=date(2026, 12, 31)), "省级整改时限", "2025年底前"),
        "measure_after_upper",
    ),
    (lambda c: confirmed(c, "立行立改", date(2030, 1, 1)), "immediate_put_off"),
    (lambda c: started(c, date(2026, 11, 15)), "measure_before_start"),
    (lambda c: started(c, date(2026, 11, 15)), "verification_before_start"),
    (
        lambda c: with_photos(c, date(2026, 9, 1), date(2026, 9, 9), sha256="1" * 64),
        "photo_before_is_after",
    ),
    (lambda c: with_photos(c, date(2026, 9, 9), date(2026, 9, 1)), "photo_after_too_early"),
    (
        lambda c: noted(with_notice(c), date(2026, 11, 11), "公示时间：2026年11月5日至11月11日，无异议"),
        "notice_noted_otherwise",
    ),
    (lambda c: with_notice(c, last_shot="first"), "notice_one_screenshot"),
    (
        lambda c: objected(c, date(2026, 11, 9), date(2026, 11, 6)),
        "notice_objection_handled_early",
    ),
]
LOOSE += [
    (lambda c: with_extra(c, "上级要求时限", "立行立改"), "maybe_laxer_than_upper"),
    (
        lambda c: replace(
            c, steps=(), evidence=tuple(replace(e, dated=date(2009, 1, 5)) for e in c.evidence)
        ),
        "evidence_long_before",
    ),
    (lambda c: with_notice(c, end=date(2026, 11, 20)), "notice_longer_than_named"),
    (lambda c: objected(c, date(2026, 10, 9), date(2026, 11, 9)), "notice_objection_outside"),
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
    assert {code for _, code in SPOILED + LOOSE} | {"glyph_missing"} == set(_FINDINGS)


def test_a_whole_notice_has_nothing_to_send_back(case: Case) -> None:
    found = [f for f in check(with_notice(case)) if f.code.startswith("notice")]
    assert found == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("+8618812345678", "188****5678"),
        ("188-1234-5678", "188****5678"),
        ("１８８１２３４５６７８", "188****5678"),
        ("0000-6600233", None),
        ("凭证号2026188123456781", None),
    ],
)
def test_mobile_numbers_are_found_however_they_are_written(case: Case, said: str, shown: str | None) -> None:
    found = [f.params["number"] for f in check(with_notice(case, phone=said)) if "mobile" in f.code]
    assert found == ([shown] if shown else [])


def test_an_office_as_contact_names_nobody_and_a_person_does(case: Case) -> None:
    office, person = (with_notice(case, contact=name) for name in ("整改办", "范书语"))
    assert "notice_names_person" not in codes(office, "warning")
    assert "notice_names_person" in codes(person, "warning")


def test_a_waived_slot_is_no_gap(case: Case) -> None:
    spoiled = replace(case, slots=tuple(replace(s, evidence_id=None, waived="不适用") for s in case.slots))
    assert "slot_missing" not in codes(spoiled, "warning")


def test_a_place_may_demand_the_signed_forms(case: Case) -> None:
    strict = replace(case, profile=replace(case.profile, signed_required=True))
    assert "signed_form_missing" in codes(strict)


def signing(case: Case) -> set[str]:
    return {code for code in codes(case) | codes(case, "warning") if code.startswith("sign")}


def test_what_was_sent_is_signed_again_before_it_is_sent_otherwise(case: Case) -> None:
    sent = replace(case, steps=(*case.steps, Step("r", "requested", TODAY)))
    sent = replace(sent, forms=tuple(replace(f, expected=replace(f.expected, sent=True)) for f in case.forms))
    assert signing(sent) == set()
    changed = replace(sent, chain_code="another")
    assert signing(changed) == {"sign_stale"}
    assert all("再次报送前需重新签字" in finding_text(f) for f in check(changed) if f.code == "sign_stale")
    assert "sign_missing" in signing(replace(sent, signs=()))


def test_what_the_last_level_accepted_is_not_signed_again(case: Case) -> None:
    steps = (*case.steps, Step("r", "requested", TODAY), Step("a", "accepted", TODAY))
    changed = tuple(replace(form, state=CHANGED) for form in case.forms)
    assert signing(replace(case, chain_code="another", steps=steps, forms=changed)) == set()
    assert signing(replace(case, signs=(), steps=steps)) == set()


def test_findings_come_in_the_order_of_the_work(case: Case) -> None:
    bare = with_verification(with_measures(without_proof(case), done_on=None), verdicts=())
    order = [f.code for f in check(bare) if f.code.startswith("measure_") and f.severity == "error"]
    each = ["measure_not_done", "measure_without_evidence"]
    assert order == each * len(case.measures) + ["measure_not_verified"] * len(case.measures)
