import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_code import PageCode
from data.domain.scans import Known, Pointed, ScannedPage, sort_scans
from data.domain.signed import CHANGED, SIGNED, UNSIGNED, ExpectedForm, Sheet, SignedPart, form_states

NUMBER = "XH-990123-7-abcd"
LETTER = ExpectedForm("letter", "申请函", NUMBER, 2, "AAAA-1", pages=2)
FORM = ExpectedForm("form", "申请表", NUMBER, 2, "BBBB-2", pages=3)
KNOWN = Known((LETTER, FORM), {"XH-990123-8-ffff": "8号 河道垃圾"}, {"opinion": "意见表"})


def page(of: ExpectedForm, at: int, index: int = 0, **other) -> ScannedPage:
    fields = {"number": of.number, "version": of.version, "form": of.form, "code": of.code}
    code = PageCode(page=at, pages=of.pages or 1, **{**fields, **other})
    return ScannedPage("扫描.pdf", index, code.line())


def whole(form: ExpectedForm, first: int = 0) -> list[ScannedPage]:
    return [page(form, at, first + at) for at in range(1, (form.pages or 1) + 1)]


def only_doubt(scans: list[ScannedPage], by_hand=None):
    found = sort_scans(scans, KNOWN, by_hand or {})
    assert not found.matched
    return found.doubtful[0]


@given(st.randoms(use_true_random=False))
def test_pages_in_any_order_become_whole_forms(order: random.Random) -> None:
    scans = whole(LETTER) + whole(FORM, 10)
    order.shuffle(scans)
    found = sort_scans(scans, KNOWN, {})
    assert not found.doubtful
    assert [(m.expected.form, [s.page for s in m.sheets]) for m in found.matched] == [
        ("letter", [1, 2]),
        ("form", [1, 2, 3]),
    ]


def test_a_form_with_a_page_missing_waits_for_it() -> None:
    doubt = only_doubt(whole(FORM)[:1] + whole(FORM)[2:])
    assert doubt.why == "incomplete" and doubt.sentence == "“申请表”缺第2页，补扫后放进来就齐了。"


def test_a_page_without_a_code_is_asked_about_and_placed_by_hand() -> None:
    unread = ScannedPage("扫描.pdf", 2, None)
    found = sort_scans([*whole(FORM)[:1], unread, *whole(FORM)[2:]], KNOWN, {})
    assert {doubt.why for doubt in found.doubtful} == {"unread", "incomplete"}
    found = sort_scans(
        [*whole(FORM)[:1], unread, *whole(FORM)[2:]], KNOWN, {("扫描.pdf", 2): Pointed("form", 2)}
    )
    [matched] = found.matched
    assert [sheet.how for sheet in matched.sheets] == ["auto", "hand", "auto"] and not found.doubtful


def test_a_code_that_was_read_is_never_overruled_by_hand() -> None:
    old = page(LETTER, 1, 1, code="ZZZZ-9")
    assert only_doubt([old, page(LETTER, 2, 2)], {("扫描.pdf", 1): Pointed("letter", 1)}).why == "changed"


def test_a_page_printed_before_the_last_change_says_so() -> None:
    doubt = only_doubt([page(LETTER, 1, code="ZZZZ-9")])
    assert doubt.why == "changed" and "签字后内容有改动" in doubt.sentence


def test_a_page_of_an_earlier_version_says_so() -> None:
    doubt = only_doubt([page(LETTER, 1, version=1)])
    assert doubt.why == "other_version" and "第1版" in doubt.sentence and "第2版" in doubt.sentence


def test_a_page_of_another_task_names_it() -> None:
    doubt = only_doubt([page(LETTER, 1, number="XH-990123-8-ffff")])
    assert doubt.why == "other_task" and "8号 河道垃圾" in doubt.sentence


def test_a_page_of_another_desk_says_so() -> None:
    assert only_doubt([page(LETTER, 1, number="XH-110000-1-0000")]).why == "unknown"


def test_a_form_that_is_not_filed_here_is_named() -> None:
    doubt = only_doubt([page(LETTER, 1, form="opinion")])
    assert doubt.why == "other_form" and "意见表" in doubt.sentence


def test_another_ones_qr_code_is_said() -> None:
    assert "不是本程序印的" in only_doubt([ScannedPage("a.jpg", 0, "https://example.org")]).sentence


def test_a_page_scanned_twice_counts_once() -> None:
    found = sort_scans([*whole(LETTER), page(LETTER, 1, 9)], KNOWN, {})
    assert len(found.matched) == 1 and [doubt.why for doubt in found.doubtful] == ["twice"]


def part(form: ExpectedForm, **fields) -> SignedPart:
    given = {"version": form.version, "code": form.code, **fields}
    return SignedPart(form.form, on=date(2026, 11, 22), sheets=(Sheet(1, "0", 1, "a", 0),), **given)


def test_a_form_is_signed_while_it_says_the_same_in_the_same_version() -> None:
    assert [s.state for s in form_states([LETTER, FORM], [part(LETTER)])] == [SIGNED, UNSIGNED]
    assert form_states([LETTER], [part(LETTER, code="old")])[0].state == CHANGED
    assert form_states([LETTER], [part(LETTER, version=1)])[0].state == UNSIGNED
