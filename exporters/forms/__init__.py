"""The forms of an acceptance request package by key, in their usual order; a profile chooses and orders them.

``photo_form`` makes the one form that needs the evidence's bytes.
"""

from exporters.forms.application import FORM
from exporters.forms.copy_letter import COPY_LETTER
from exporters.forms.cover import COVER
from exporters.forms.evidence import EVIDENCE
from exporters.forms.experts import EXPERTS
from exporters.forms.form import Form, Section, Written
from exporters.forms.letter import LETTER
from exporters.forms.measures import MEASURES
from exporters.forms.notice import NOTICE
from exporters.forms.opinion import OPINION
from exporters.forms.photos import photo_form
from exporters.forms.record import RECORD
from exporters.forms.report import REPORT

FORMS: dict[str, Form] = {
    form.key: form
    for form in (
        COVER,
        LETTER,
        FORM,
        MEASURES,
        REPORT,
        RECORD,
        EVIDENCE,
        NOTICE,
        EXPERTS,
        OPINION,
        COPY_LETTER,
    )
}

__all__ = ["FORMS", "Form", "Section", "Written", "photo_form"]
