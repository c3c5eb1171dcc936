import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_code import PageCode
from data.domain.scans import PRINT, SEVERAL, Known, Pointed, ScannedPage, sort_scans
from data.domain.signed import (
    BROKEN,
    CHANGED,
    EXPIRED,
    INVALID,
    PARTIAL,
    SIGNED,
    UNCHECKED,
    UNSIGNED,
    ExpectedForm,
    Sheet,
    SignatureCheck,
    SignedPart,
    form_states,
    pages_of_others,
)

NUMBER = "XH-990123-7-abcd"
LETTER = ExpectedForm("letter", "申请函", NUMBER, 2, "AAAA-1", pages=2)
FORM = ExpectedForm("form", "申请表", NUMBER, 2, "BBBB-2", pages=3)
KNOWN = Known((LETTER, FORM), {"XH-990123-8-ffff": "8号 河道垃圾"}, {"opinion": "意见表"})


def page(of: ExpectedForm, at: int, index: int = 0, fault: str = "", **other) -> ScannedPage:
    fields = {"number": of.number, "version": of.version, "form": of.form, "code": of.code}
    code = PageCode(page=at, pages=of.pages or 1, **{**fields, **other})
    return ScannedPage("扫描.pdf", index, code.line(), sha256="扫描", fault=fault)


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
    unread = ScannedPage("扫描.pdf", 2, None, sha256="扫描")
    found = sort_scans([*whole(FORM)[:1], unread, *whole(FORM)[2:]], KNOWN, {})
    assert {doubt.why for doubt in found.doubtful} == {"unread", "incomplete"}
    found = sort_scans([*whole(FORM)[:1], unread, *whole(FORM)[2:]], KNOWN, {unread.key: Pointed("form", 2)})
    [matched] = found.matched
    assert [sheet.how for sheet in matched.sheets] == ["auto", "hand", "auto"] and not found.doubtful


def test_a_code_that_was_read_is_never_overruled_by_hand() -> None:
    old = page(LETTER, 1, 1, code="ZZZZ-9")
    assert only_doubt([old, page(LETTER, 2, 2)], {old.key: Pointed("letter", 1)}).why == "changed"


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


def test_a_page_printed_before_the_offices_own_code_was_changed_says_so() -> None:
    doubt = only_doubt([page(LETTER, 1, number="XH-990199-7-abcd")])
    assert doubt.why == "other_place" and "行政区划代码改过" in doubt.sentence and NUMBER in doubt.sentence
    other = only_doubt([page(LETTER, 1, number="XH-990199-8-ffff")])
    assert other.why == "other_task" and "8号 河道垃圾" in other.sentence


def test_a_print_that_nobody_signed_is_no_signed_form() -> None:
    doubt = only_doubt([page(LETTER, 1, fault=PRINT), page(LETTER, 2, 1, fault=PRINT)])
    assert doubt.why == PRINT and "“申请函”第1页是没有签字的打印件" in doubt.sentence
    changed = only_doubt([page(LETTER, 1, fault=PRINT, code="ZZZZ-9")])
    assert changed.why == "changed"  # what is wrong with the paper itself comes first


@pytest.mark.parametrize("fault", [PRINT, SEVERAL])
def test_a_page_that_can_be_no_form_is_not_made_one_by_hand(fault: str) -> None:
    scan = ScannedPage("a.jpg", 0, None, sha256="a", fault=fault)
    doubt = only_doubt([scan, page(LETTER, 2, 2)], {scan.key: Pointed("letter", 1)})
    assert doubt.why == fault and not doubt.by_hand


def test_two_pages_on_one_sheet_are_said_to_be_two() -> None:
    assert "有两张表" in only_doubt([ScannedPage("a.jpg", 0, None, fault=SEVERAL)]).sentence


def test_a_page_placed_by_hand_is_asked_about_until_its_form_is_whole() -> None:
    unread = ScannedPage("a.jpg", 0, None, sha256="a")
    doubt = only_doubt([unread], {unread.key: Pointed("letter", 2)})
    assert doubt.why == "incomplete" and doubt.by_hand and doubt.chosen == Pointed("letter", 2)
    read = only_doubt([page(LETTER, 1)])
    assert read.why == "incomplete" and not read.by_hand


def test_a_page_placed_wrongly_gives_way_to_the_one_whose_code_was_read() -> None:
    unread = ScannedPage("a.jpg", 0, None, sha256="a")
    found = sort_scans([unread, *whole(LETTER)], KNOWN, {unread.key: Pointed("letter", 1)})
    [matched] = found.matched
    assert [sheet.how for sheet in matched.sheets] == ["auto", "auto"]
    [doubt] = found.doubtful
    assert (doubt.scan, doubt.why, doubt.by_hand) == (unread, "twice", True)


def test_a_file_name_used_again_is_another_page() -> None:
    first, second = (ScannedPage("扫描.jpg", 0, None, sha256=bytes_) for bytes_ in ("1", "2"))
    assert only_doubt([second], {first.key: Pointed("letter", 1)}).why == "unread"


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


def checked(fault: str, signer: str = "李祎") -> SignatureCheck:
    return SignatureCheck(signer, "", fault != BROKEN, False, fault != PARTIAL, "签名如何。", fault)


@pytest.mark.parametrize(
    ("fault", "state"),
    [("", SIGNED), (BROKEN, INVALID), (PARTIAL, SIGNED), (EXPIRED, SIGNED), (UNCHECKED, SIGNED)],
)
def test_a_signature_known_to_be_invalid_does_not_count(fault: str, state: str) -> None:
    signed = part(LETTER, checks=(checked(""), checked(fault)))
    assert form_states([LETTER], [signed])[0].state == state


def test_pages_of_other_papers_in_a_signed_file_are_counted() -> None:
    def of(form: ExpectedForm, *indexes: int) -> SignedPart:
        sheets = tuple(Sheet(at, "f", 1, "a.pdf", index, pages=7) for at, index in enumerate(indexes, 1))
        return SignedPart(form.form, 2, form.code, date(2026, 11, 22), sheets)

    letter, form = of(LETTER, 0, 1), of(FORM, 2, 3, 4)
    assert pages_of_others(letter, [letter]) == 5
    assert pages_of_others(letter, [letter, form]) == 2


@pytest.mark.parametrize(
    ("signer", "name", "same"),
    [
        ("李祎", "李祎", True),
        ("李祎", "李 祎", True),
        ("李祎110101********1234", "李祎", True),
        ("110101@李祎@01", "李祎", True),
        ("阿依古丽·买买提", "阿依古丽•买买提", True),
        ("张三丰", "李祎", False),
        ("李祎华", "李祎", False),
        ("青禾县整改办", "李祎", False),
    ],
)
def test_a_certificate_is_somebodys_by_the_name_in_it(signer: str, name: str, same: bool) -> None:
    assert checked("", signer).is_by(name) is same
