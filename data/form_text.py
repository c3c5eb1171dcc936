"""What a form says (表单文字): its entries from top to bottom with every name filled in, before they are set on paper; and its digest."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.domain.contents import PackageContents
from data.domain.form_code import SIGNED_KIND
from data.domain.form_definition import (
    ATTACHMENTS,
    ENGINEERING,
    NOTICE,
    PHOTOS,
    ROWS,
    SIGNS,
    TABLE,
    TEXT,
    Column,
    FormDefinition,
    FormRow,
    Item,
)
from data.domain.form_template import fill
from data.domain.notice import Notice
from data.domain.notice_text import NoticeFacts, NoticePaper, notice_paper
from data.domain.photo_pairs import photo_pairs
from data.domain.plain import dumps
from data.form_definitions import bundled_forms
from data.form_phrases import part_title
from data.form_values import Value, piece_names, sign_value, task_value, values_of

_NOT_ATTACHED = ("cover", "letter")


def form_digest(contents: PackageContents, key: str) -> str:
    """SHA-256 over all a form says, so that a reprint can be compared and a change after signing is found.

    It follows the definition in use: what the form does not print is not in it. Left out is what comes with signing
    itself: signatures, scans, the version and the day of printing.
    """
    unsigned = tuple(part for part in contents.evidence if part.evidence.kind != SIGNED_KIND)
    as_written = replace(contents, evidence=unsigned, written=(), version=1, made_on=date.min)
    # Number and title stand at the foot of every form that carries a code.
    foot = (key, contents.number, part_title(contents, key))
    return hashlib.sha256(dumps((foot, list(form_text(as_written, key)))).encode()).hexdigest()


def form_text(contents: PackageContents, key: str) -> Iterator[object]:
    """What stands on the form from top to bottom, every entry with its kind; of the sign chain the places alone."""
    definition = definition_of(contents, key)
    for item in printed_items(contents, definition):
        said = list(_SAID.get(item.kind, _filled)(contents, definition, item))
        if any(said):
            yield (item.kind, said)


def definition_of(contents: PackageContents, key: str) -> FormDefinition:
    """The office's own definition of the form, else the bundled one."""
    return contents.forms.get(key) or bundled_forms()[key]


def printed_items(contents: PackageContents, definition: FormDefinition) -> Iterator[Item]:
    """The entries printed for this task: those of its family, and once it is passed those that wait for it."""
    passed = contents.verification.conclusion == "pass"
    for item in definition.body:
        if _family(contents) in item.families and (item.when != "passed" or passed):
            yield item


def printed_rows(contents: PackageContents, definition: FormDefinition) -> Iterator[FormRow]:
    """The rows printed for this task: those of its family that say something or are printed all the same."""
    value = task_value(contents, definition.key)
    for row in definition.rows:
        silent = row.omit_empty and not fill(row.text, value).strip()
        if _family(contents) in row.families and not silent:
            yield row


def paragraph(item: Item, value: Value) -> tuple[str, str]:
    """The lead and the words of a paragraph; both "" where it has nothing to say."""
    said = fill(item.text, value).strip("\n") or item.empty
    return (fill(item.lead, value), said) if said.strip() else ("", "")


def attached_parts(contents: PackageContents) -> list[str]:
    """What the letter lists (附件说明): every part but the cover and the letter; the catalogue brings the evidence along."""
    return [_attached(contents, key) for key in contents.parts if key not in _NOT_ATTACHED]


def _attached(contents: PackageContents, key: str) -> str:
    title = part_title(contents, key)
    # The scan of the signed letter itself comes later: counted, it would change what was signed.
    pieces = sum(part.evidence.kind != SIGNED_KIND for part in contents.evidence)
    return f"{title}及佐证材料（{pieces}件）" if key == "evidence" and pieces else title


def printed_notice(contents: PackageContents, definition: FormDefinition) -> NoticePaper:
    """The notice as it was or will be published; its period stays open until it is dated. Names no person by itself."""
    return notice_paper(
        NoticeFacts(
            contents.task,
            contents.measures,
            contents.office,
            contents.notice or Notice(phone=contents.office.phone),
            definition.layouts,
            finished=contents.verification.conclusion == "pass",
            accepted=contents.notice_accepted,
            effect=contents.verification.effect,
        )
    )


def _family(contents: PackageContents) -> str:
    return contents.family or ENGINEERING


# ---------------------------------------------------------------- what each kind of entry says


def _filled(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    value = task_value(contents, definition.key)
    yield from (fill(item.text, value), fill(item.right, value))


def _paragraphs(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    key = definition.key
    values = values_of(contents, key, item.each) if item.each else (task_value(contents, key),)
    return (said for value in values if any(said := paragraph(item, value)))


def _rows(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    value = task_value(contents, definition.key)
    for row in printed_rows(contents, definition):
        if row.each == SIGNS:
            for role, title in contents.sign_roles:
                place = fill(row.label, sign_value(contents, definition.key, title))
                yield (place, role in contents.sealed_roles)
        elif row.each:
            yield from _cells(contents, definition, row.each)
        else:
            yield (fill(row.label, value), fill(row.text, value), [fill(line, value) for line in row.foot])


def _table(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    head, *rows = _cells(contents, definition, item.each)
    yield from (head, *rows)
    if not rows and not item.least:
        yield item.empty


def _cells(contents: PackageContents, definition: FormDefinition, each: str) -> Iterator[Sequence[str]]:
    columns: tuple[Column, ...] = definition.columns_of(each)
    yield [column.heading for column in columns]
    for value in values_of(contents, definition.key, each):
        yield [fill(column.text, value) for column in columns]


def _attachments(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    return iter(attached_parts(contents))


def _photos(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    """Each pair with its captions; a picture is told by its bytes."""
    task = task_value(contents, definition.key)
    pairs = photo_pairs(contents.evidence)
    for pair in pairs:
        for part in pair:
            names = piece_names(contents, part) if part else {}
            caption = fill(item.text, lambda name, names=names: names[name] if name in names else task(name))
            yield (
                (part.evidence.sha256, part.measure_positions, caption, part.evidence.note) if part else None
            )
    if not pairs:
        yield item.empty


def _notice(contents: PackageContents, definition: FormDefinition, item: Item) -> Iterator[object]:
    yield printed_notice(contents, definition)


_SAID: Mapping[str, Callable[[PackageContents, FormDefinition, Item], Iterator[object]]] = {
    TEXT: _paragraphs,
    ROWS: _rows,
    TABLE: _table,
    ATTACHMENTS: _attachments,
    PHOTOS: _photos,
    NOTICE: _notice,
}
