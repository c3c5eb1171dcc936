"""What signing adds to the contents of a package: content codes, the state of each signed form, scans and images to go in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.domain.contents import EvidencePart, PackageContents
from data.domain.form_code import SIGNED_KIND
from data.domain.model import Evidence, SignOff
from data.domain.profile import Profile
from data.domain.signed import (
    CHANGED,
    INVALID,
    SIGNED,
    ExpectedForm,
    FormState,
    Sheet,
    SignedPart,
    form_state,
    form_states,
)
from data.domain.states import standing
from data.files import safe_name, short_code
from data.form_text import form_digest
from data.store import packages, signed_forms
from data.store.workspace import Workspace

FOLDER = "05_签字盖章件"
CHAIN_FORM = "form"
"""The form the sign chain stands on: the application form (验收销号申请表)."""


def with_codes(
    contents: PackageContents, profile: Profile, states: Sequence[FormState] = ()
) -> PackageContents:
    """The contents with the content code of every form that carries one."""
    signed = (state.expected.form for state in states)
    wanted = dict.fromkeys((*profile.signed_forms, *profile.coded_forms, *signed))
    return replace(contents, codes={key: content_code(contents, key) for key in wanted})


def content_code(contents: PackageContents, form: str) -> str:
    """The code people compare on paper (核对码) for what a form says."""
    return short_code(form_digest(contents, form))


def states_of(ws: Workspace, contents: PackageContents, profile: Profile) -> tuple[FormState, ...]:
    """Each form to be signed as it stands.

    What was sent stays signed: for good once the last level has accepted, else as long as it says the same. What says
    something else by then is to be signed before another version goes out.
    """
    parts = signed_forms.parts(ws, contents.task.id)
    coming = form_states(expected_forms(ws, contents, profile), parts)
    taken = standing(contents.steps, profile)
    if "requested" not in taken:
        return coming
    sent = _states_as_sent(ws, contents, profile, parts)
    if "accepted" in taken:
        return tuple(replace(state, state=SIGNED) if state.state == CHANGED else state for state in sent)
    same = _says_the_same(contents, profile, sent) and _reads_as_sent(ws, contents)
    if same and not any(_begun(state) for state in coming):
        return sent
    return _signed_again(coming, sent)


def _states_as_sent(
    ws: Workspace, contents: PackageContents, profile: Profile, parts: Sequence[SignedPart]
) -> tuple[FormState, ...]:
    """The forms of what was sent last, each with the newest signed part that went out since the last return."""
    last = replace(contents, version=max(contents.version - 1, 1))
    versions = {*_sent_versions(ws, contents), last.version}
    newest = {part.form: part for part in parts if part.version in versions}
    expected = expected_forms(ws, last, profile)
    return tuple(form_state(replace(form, sent=True), newest.get(form.form)) for form in expected)


def _sent_versions(ws: Workspace, contents: PackageContents) -> list[int]:
    """The versions that went out since the last return."""
    names: set[str] = set()
    for step in contents.steps:
        if step.kind in ("returned", "rebounded"):
            names.clear()
        if step.kind == "requested":
            names.add(step.document)
    return [sent.version for sent in packages.of_task(ws, contents.task.id) if sent.file_name in names]


def _says_the_same(contents: PackageContents, profile: Profile, sent: Sequence[FormState]) -> bool:
    """Whether another version would go out under the very signatures of the last: forms and sign chain alike."""
    code, given = content_code(contents, CHAIN_FORM), {sign.role: sign for sign in contents.signs}
    chain = [given.get(role.key) for role in profile.sign_roles if role.before_sending]
    covered = all(sign and sign.name.strip() and sign.over in ("", code) for sign in chain)
    return covered and all(state.state not in (CHANGED, INVALID) for state in sent)


def _reads_as_sent(ws: Workspace, contents: PackageContents) -> bool:
    """Whether every form to be signed reads as it did when the last version went out, signed or not."""
    last = next(iter(packages.of_task(ws, contents.task.id)), None)
    # A request noted by hand has no package.
    return last is None or all(content_code(contents, form) == code for form, code in last.codes.items())


def _begun(state: FormState) -> bool:
    """Whether the form was printed or signed for the version to come."""
    return state.part is not None or state.expected.pages is not None


def _signed_again(coming: Sequence[FormState], sent: Sequence[FormState]) -> tuple[FormState, ...]:
    """The forms of the version to come: one that says what was signed need not be signed again."""
    states = {state.expected.form: state for state in coming}
    for before in sent:
        form = before.expected.form
        if before.state == SIGNED and (form not in states or states[form].part is None):
            states[form] = before
        elif before.part and form in states and states[form].part is None:
            states[form] = replace(states[form], state=before.state, part=before.part)
    return tuple(states.values())


def expected_forms(ws: Workspace, contents: PackageContents, profile: Profile) -> tuple[ExpectedForm, ...]:
    """The forms the profile wants signed, as they read now, with what is known of their last print.

    A form signed for this version stays among them when the office no longer wants it signed: a signature given never
    drops out of the package by itself.
    """
    signed = (p.form for p in signed_forms.parts(ws, contents.task.id) if p.version == contents.version)
    printed = {(form.form, form.version): form for form in signed_forms.printed(ws, contents.task.id)}
    forms = []
    for key in dict.fromkeys((*profile.signed_forms, *signed)):
        code = contents.codes.get(key) or content_code(contents, key)
        last = printed.get((key, contents.version))
        forms.append(
            ExpectedForm(
                form=key,
                title=contents.titles.get(key, key),
                number=contents.number,
                version=contents.version,
                code=code,
                pages=last.pages if last else None,
                printed_on=last.on if last and last.code == code else None,
            )
        )
    return tuple(forms)


def marks_of(ws: Workspace, signs: Sequence[SignOff]) -> dict[str, bytes]:
    """The signature images to be printed, by role: only where the office allows it and the image is that person's own."""
    if not signed_forms.images_allowed(ws):
        return {}
    images = {sign.role: signed_forms.image_bytes(ws, sign.name) for sign in signs if sign.mark == "image"}
    return {role: image for role, image in images.items() if image}


def signed_evidence(states: Sequence[FormState]) -> list[EvidencePart]:
    """The scans of all forms that are signed and unchanged, each file once, in the folder of signed forms."""
    files: dict[str, list[tuple[FormState, Sheet]]] = {}
    for state in states:
        if state.part is not None and state.state == SIGNED:
            for sheet in state.part.sheets:
                files.setdefault(sheet.sha256, []).append((state, sheet))
    return [_scan(at, sheets) for at, sheets in enumerate(files.values(), 1)]


def _scan(at: int, sheets: Sequence[tuple[FormState, Sheet]]) -> EvidencePart:
    """One file of scans as a part of the package, named after the forms and pages it holds."""
    (first, sheet), number = sheets[0], f"05-{at:02d}"
    title = f"{'、'.join(_held(sheets))}（签字盖章件）"
    path = f"{FOLDER}/{safe_name(f'{number}_{safe_name(title, 60)}{Path(sheet.name).suffix.lower()}')}"
    piece = Evidence(
        id=f"{first.expected.form}-{at}",
        sha256=sheet.sha256,
        size=sheet.size,
        name=sheet.name,
        title=title,
        kind=SIGNED_KIND,
        dated=first.part.on if first.part else None,
        pages=len({one.index for _, one in sheets}),
    )
    return EvidencePart(number, path, piece)


def _held(sheets: Sequence[tuple[FormState, Sheet]]) -> list[str]:
    pages: dict[str, list[int]] = {}
    whole: dict[str, int] = {}
    for state, sheet in sheets:
        title = state.expected.title
        pages.setdefault(title, []).append(sheet.page)
        whole[title] = len(state.part.sheets) if state.part else 0
    return [
        title if len(held) == whole[title] else f"{title}第{'、'.join(map(str, sorted(held)))}页"
        for title, held in pages.items()
    ]
