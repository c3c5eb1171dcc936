"""The forms of an acceptance request package by key, in their usual order; a profile chooses and orders them.

What stands on each is its definition (``resources/forms``); ``photo_form`` is the one that needs the evidence's bytes.
"""

from data.form_definitions import bundled_forms
from exporters.forms.form import Form, Written
from exporters.forms.story import Section
from exporters.payload import OpenEvidence

FORMS: dict[str, Form] = {
    key: Form(key, definition.file_stem, definition.title)
    for key, definition in bundled_forms().items()
    if key != "photos"
}


def photo_form(open_evidence: OpenEvidence) -> Form:
    """The photo sheets, whose pictures are read through ``open_evidence``."""
    photos = bundled_forms()["photos"]
    return Form("photos", photos.file_stem, photos.title, open_evidence)


__all__ = ["FORMS", "Form", "Section", "Written", "photo_form"]
