"""What a form says: its digest follows the printed words, no less and no more."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.domain.contents import PackageContents
from data.domain.form_code import SIGNED_KIND
from data.domain.form_definition import SIGNABLE_KEYS, Column, Item
from data.domain.form_names import CATALOGUE_NAMES, EVIDENCE_NAMES, MEASURE_NAMES, PERSON_NAMES, TASK_NAMES
from data.domain.model import Deadline, Finding, Reason, SignOff, Slot, Step
from data.domain.notice import Notice
from data.form_definitions import bundled_forms
from data.form_phrases import part_title
from data.form_text import form_digest
from exporters.forms.story import story
from exporters.pdf.blocks import Block, Ends, Signature, Text
from exporters.pdf.table import Table
from tests.factory_contents import sample_contents

CONTENTS = sample_contents(written=(), signs=())
ASIDE = ("number", "version", "made_on", "signs", "marks", "printed_on", "codes", "written", "forms")
"""What comes with signing and printing, and the definitions, which have a test of their own."""
FIXED = (".verification.conclusion", ".waived[0].code")
"""Texts that are one of a few."""


def printed(contents: PackageContents, key: str) -> list[object]:
    """Every word of the form as it is set, with the title at its foot."""
    blocks = [block for section in story(contents, key) for block in section.blocks]
    return [part_title(contents, key), *(words for block in blocks if (words := words_of(block)))]


def words_of(block: Block) -> object:
    if isinstance(block, Table):
        return [[(cell.text, cell.foot) for cell in row.cells] for row in (*block.head, *block.rows)]
    if isinstance(block, Text):
        return "".join(text for text, _ in block.spans)
    if isinstance(block, Ends):
        return (block.left, block.right)
    return (block.organ, block.date) if isinstance(block, Signature) else None


# ---------------------------------------------------------------- many single changes


def every_name(key: str) -> PackageContents:
    """The office's own form that asks for every name there is."""
    own = bundled_forms()[key]
    lists = {"evidence": EVIDENCE_NAMES, "persons": PERSON_NAMES, "parts": CATALOGUE_NAMES}
    body = [Item("text", f"{name}：{{{name}|—}}") for name in TASK_NAMES]
    body += [Item("text", f"{name}：{{{name}|—}}", each="measures") for name in MEASURE_NAMES]
    body += [Item("table", each=each) for each in lists]
    columns = [Column(each, name, f"{{{name}|—}}") for each, names in lists.items() for name in names]
    own = replace(own, body=(*own.body, *body), columns=(*own.columns, *columns))
    return replace(CONTENTS, forms={key: own})


def other_family(_: str) -> PackageContents:
    """非工程类, with minutes that may be of the deciding meeting."""
    first, *rest = CONTENTS.evidence
    minutes = replace(first, evidence=replace(first.evidence, dated=date(2025, 1, 2)))
    return replace(CONTENTS, family="other", family_said=True, evidence=(minutes, *rest))


def returned(_: str) -> PackageContents:
    """After a return, sent all the same with something open, the notice ended."""
    return replace(
        CONTENTS,
        mended=((Reason("缺照片。", "m2"), "已补"), (Reason("缺凭证", "m3"), "已补充")),
        waived=(Finding("sign_missing", "error", "sign:handler/name", "handler", {"title": "经办人"}),),
        waiver="先报",
        unneeded=(
            Slot("m1", "penalty", "处罚决定书", waived="已移送"),
            Slot("gone", "map", "点位图", waived="已删"),
        ),
        notice=Notice(
            date(2025, 1, 10), date(2025, 1, 23), medium="县政府网站", first_shot="e3", last_shot="e4"
        ),
        steps=(*CONTENTS.steps, Step("n", "noticed", date(2025, 1, 24), document="公示", note="无异议")),
    )


STATES: dict[str, Callable[[str], PackageContents]] = {
    "engineering": lambda _: CONTENTS,
    "other family": other_family,
    "returned": returned,
    "every name": every_name,
}


def single_changes(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The value with one thing in it changed, each way there is."""
    if isinstance(value, bool):
        yield path, not value
    elif isinstance(value, str) and path not in FIXED:
        yield path, f"{value}改"
    elif isinstance(value, int):
        yield path, value + 1
    elif isinstance(value, date):
        yield path, value + timedelta(days=400)
    elif isinstance(value, tuple) and value:
        if not path.endswith("]"):  # a pair keeps its shape
            yield f"{path} shorter", value[:-1]
            yield f"{path} turned", value[::-1]
        for at, one in enumerate(value):
            yield from (
                (p, (*value[:at], new, *value[at + 1 :])) for p, new in single_changes(one, f"{path}[{at}]")
            )
    elif isinstance(value, frozenset):
        yield from ((f"{path} less {one}", value - {one}) for one in sorted(value))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from ((p, {**value, key: new}) for p, new in single_changes(one, f"{path}[{key}]"))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if path or field.name not in ASIDE:
                changed = single_changes(getattr(value, field.name), f"{path}.{field.name}")
                yield from ((p, replace(value, **{field.name: new})) for p, new in changed)


def further_changes(contents: PackageContents) -> Iterator[tuple[str, PackageContents]]:
    """What no change of a value already there makes."""
    first, *rest = contents.measures
    yield "failed", replace(contents, verification=replace(contents.verification, conclusion="fail"))
    yield "measure due", replace(contents, measures=(replace(first, due=date(2031, 1, 1)), *rest))
    worded = Deadline("2031年底前", due=date(2031, 12, 31))
    yield "measure deadline", replace(contents, measures=(replace(first, deadline=worded), *rest))
    yield "no measures", replace(contents, measures=())
    yield "no evidence", replace(contents, evidence=())
    for key in bundled_forms():
        yield f"title of {key}", replace(contents, titles={key: "另一个名称"})
    listed = replace(contents.task.listed, note="备注", measures_text="整改措施全文")
    yield "note", replace(contents, task=replace(contents.task, listed=listed))
    yield "sealed", replace(contents, sealed_roles=contents.sealed_roles | {"handler"})
    yield "one more place", replace(contents, sign_roles=(*contents.sign_roles, ("legal", "法规科")))
    yield "noticed", replace(contents, steps=(*contents.steps, Step("x", "noticed", date(2025, 1, 20))))
    yield "started", replace(contents, steps=(Step("x", "started", date(2024, 1, 20)), *contents.steps))
    yield "notice", replace(contents, notice=Notice(date(2025, 3, 1), date(2025, 3, 8), medium="报纸"))
    yield (
        "waived",
        replace(
            contents,
            waived=(Finding("photo_after_missing", "error", "e", "", {"titles": "塘边"}),),
            waiver="急",
        ),
    )
    yield "mended", replace(contents, mended=((Reason("理由"), "补了"),))
    yield "other family", replace(contents, family="other")
    yield "other family, chosen", replace(contents, family="other", family_said=True)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("key", SIGNABLE_KEYS)
def test_what_changes_the_printed_words_changes_the_digest_and_nothing_else_does(
    key: str, state: str
) -> None:
    contents = STATES[state](key)
    words, digest = printed(contents, key), form_digest(contents, key)
    changed = [*single_changes(contents), *further_changes(contents)]
    unlike = {name: printed(other, key) != words for name, other in changed}
    noticed = {name: form_digest(other, key) != digest for name, other in changed}
    assert len(changed) > 200 and 5 < sum(unlike.values()) < len(changed)
    assert [name for name in unlike if unlike[name] != noticed[name]] == []


@pytest.mark.parametrize("key", SIGNABLE_KEYS)
def test_of_an_own_definition_the_words_count_and_not_the_layout(key: str) -> None:
    own = bundled_forms()[key]

    def digest(**changes: object) -> str:
        return form_digest(replace(CONTENTS, forms={key: replace(own, **changes)}), key)  # type: ignore[arg-type]

    assert digest() == form_digest(CONTENTS, key)
    assert digest(label_width=100.0, signed=not own.signed, file_stem="改名") == digest()
    assert (
        digest(body=tuple(replace(item, before=item.before + 1, keep=True) for item in own.body)) == digest()
    )
    assert digest(body=(*own.body, Item("text", "另加一句。"))) != digest()


@pytest.mark.parametrize("key", [*SIGNABLE_KEYS, "opinion", "photos", "notice", "cover"])
def test_signing_itself_changes_no_digest(key: str) -> None:
    scan = replace(
        CONTENTS.evidence[0],
        number="05-01",
        evidence=replace(CONTENTS.evidence[0].evidence, kind=SIGNED_KIND, measure_ids=()),
    )
    signed = replace(
        CONTENTS,
        signs=(SignOff("handler", "某人", "", "同意", date(2025, 2, 1)),),
        marks={"handler": b"picture"},
        evidence=(scan, *CONTENTS.evidence),
        written=sample_contents().written,
        made_on=date(2026, 2, 3),
        version=2,
        steps=(
            *CONTENTS.steps,
            Step("s", "signed", date(2025, 2, 1)),
            Step("r", "requested", date(2025, 2, 3)),
        ),
    )
    assert form_digest(signed, key) == form_digest(CONTENTS, key)


def test_the_letter_counts_the_evidence_without_the_scans_of_what_was_signed() -> None:
    scan = replace(CONTENTS.evidence[0], evidence=replace(CONTENTS.evidence[0].evidence, kind=SIGNED_KIND))
    assert printed(replace(CONTENTS, evidence=(scan, *CONTENTS.evidence)), "letter") == printed(
        CONTENTS, "letter"
    )


def test_packages_and_forms_with_the_same_words_are_told_apart() -> None:
    digests = {
        form_digest(contents, key)
        for contents in (CONTENTS, replace(CONTENTS, number="XH-2"))
        for key in SIGNABLE_KEYS
    }
    assert len(digests) == 2 * len(SIGNABLE_KEYS)


def test_a_photo_sheet_is_told_by_its_pictures_and_a_notice_by_its_words() -> None:
    at = next(at for at, part in enumerate(CONTENTS.evidence) if part.evidence.kind == "photo_after")
    part = CONTENTS.evidence[at]
    retaken = replace(part, evidence=replace(part.evidence, sha256="f" * 64))
    other = replace(CONTENTS, evidence=(*CONTENTS.evidence[:at], retaken, *CONTENTS.evidence[at + 1 :]))
    assert form_digest(other, "photos") != form_digest(CONTENTS, "photos")
    assert form_digest(other, "form") == form_digest(CONTENTS, "form")
    noticed = replace(CONTENTS, notice=Notice(date(2025, 3, 1), date(2025, 3, 8)))
    assert form_digest(noticed, "notice") != form_digest(CONTENTS, "notice")


def test_the_family_changes_the_code_of_letter_form_and_record_alone() -> None:
    other = replace(CONTENTS, family="other", family_said=True)
    built = replace(CONTENTS, family="engineering")
    for key in (*SIGNABLE_KEYS, "opinion"):
        assert form_digest(built, key) == form_digest(CONTENTS, key)
        assert (form_digest(other, key) != form_digest(CONTENTS, key)) == (
            key in ("letter", "form", "record")
        )
