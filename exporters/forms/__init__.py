"""The forms of an acceptance request package by key, in their usual order; a profile chooses and orders them."""

from exporters.forms.application import FORM
from exporters.forms.cover import COVER
from exporters.forms.evidence import EVIDENCE
from exporters.forms.form import Form, Section, Written
from exporters.forms.letter import LETTER
from exporters.forms.measures import MEASURES
from exporters.forms.opinion import OPINION
from exporters.forms.report import REPORT

FORMS: dict[str, Form] = {
    form.key: form for form in (COVER, LETTER, FORM, MEASURES, REPORT, EVIDENCE, OPINION)
}

__all__ = ["FORMS", "Form", "Section", "Written"]
