"""What signing adds to the contents of a package: content codes, the state of each signed form, scans and images to go in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.domain.contents import EvidencePart, PackageContents
from data.domain.form_code import SIGNED_KIND, form_digest
from data.domain.model import Evidence, SignOff, Step
from data.domain.profile import Profile
from data.domain.signed import SIGNED, ExpectedForm, FormState, SignedPart, form_states
from data.domain.states import standing
from data.files import safe_name, short_code
from data.store import signed_forms
from data.store.workspace import Workspace

FOLDER = "05_签字盖章件"
CHAIN_FORM = "form"
"""The form the sign chain stands on: the application form (验收销号申请表)."""


def with_codes(contents: PackageContents, profile: Profile) -> PackageContents:
    """The contents with the content code of every form that carries one."""
    wanted = dict.fromkeys((*profile.signed_forms, *profile.coded_forms))
    return replace(contents, codes={key: content_code(contents, key) for key in wanted})


def content_code(contents: PackageContents, form: str) -> str:
    """The code people compare on paper (核对码) for what a form says."""
    return short_code(form_digest(contents, form))


def states_of(ws: Workspace, contents: PackageContents, profile: Profile) -> tuple[FormState, ...]:
    """Each form to be signed as it stands. While a request is on its way, what was sent counts as signed."""
    waiting = _waiting(contents.steps)
    version = max(contents.version - waiting, 1)
    parts = signed_forms.parts(ws, contents.task.id)
    states = form_states(expected_forms(ws, replace(contents, version=version), profile), parts)
    if not waiting:
        return states
    return tuple(replace(state, state=SIGNED) if state.part else state for state in states)


def _waiting(steps: Sequence[Step]) -> bool:
    return "requested" in standing(steps)


def expected_forms(ws: Workspace, contents: PackageContents, profile: Profile) -> tuple[ExpectedForm, ...]:
    """The forms the profile wants signed, as they read now, with what is known of their last print."""
    printed = {(form.form, form.version): form for form in signed_forms.printed(ws, contents.task.id)}
    forms = []
    for key in profile.signed_forms:
        last = printed.get((key, contents.version))
        forms.append(
            ExpectedForm(
                form=key,
                title=contents.titles.get(key, key),
                number=contents.number,
                version=contents.version,
                code=contents.codes[key],
                pages=last.pages if last else None,
                printed_on=last.on if last and last.code == contents.codes[key] else None,
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
    titles: dict[str, list[str]] = {}
    files: dict[str, tuple[SignedPart, str, int]] = {}
    pages: dict[str, set[int]] = {}
    for state in states:
        if state.part is None or state.state != SIGNED:
            continue
        for sheet in state.part.sheets:
            files.setdefault(sheet.sha256, (state.part, sheet.name, sheet.size))
            pages.setdefault(sheet.sha256, set()).add(sheet.index)
            named = titles.setdefault(sheet.sha256, [])
            if state.expected.title not in named:
                named.append(state.expected.title)
    made = []
    for at, (sha256, (part, name, size)) in enumerate(files.items(), 1):
        number, title = f"05-{at:02d}", f"{'、'.join(titles[sha256])}（签字盖章件）"
        path = f"{FOLDER}/{safe_name(f'{number}_{safe_name(title, 60)}{Path(name).suffix.lower()}')}"
        id_ = f"{part.form}-{at}"
        piece = Evidence(id_, sha256, size, name, title, SIGNED_KIND, part.on, pages=len(pages[sha256]))
        made.append(EvidencePart(number, path, piece))
    return made
