"""The acceptance request package as this program writes it: the package writer with the program's own forms."""

from collections.abc import Sequence
from pathlib import Path

from data.domain.contents import PackageContents
from data.domain.model import Report, no_report
from exporters.forms import FORMS, photo_form
from exporters.package import WrittenPackage, write_package
from exporters.payload import OpenEvidence


def write_acceptance_package(
    contents: PackageContents, folder: Path, open_evidence: OpenEvidence, report: Report = no_report
) -> WrittenPackage:
    """Write the package into ``folder`` and verify it; see ``write_package`` for what is promised."""
    forms = {**FORMS, "photos": photo_form(open_evidence)}
    return write_package(contents, folder, open_evidence, forms, report)


def write_signing_forms(
    contents: PackageContents, forms: Sequence[str], folder: Path, report: Report = no_report
) -> dict[str, tuple[Path, int]]:
    """Write the named forms (打印签字件) as PDFs into ``folder``: form -> (file, pages), as they will stand in the package."""
    written = {}
    for at, key in enumerate(forms):
        form = FORMS[key]
        report(at, len(forms), f"排版：{form.titled(contents)}")
        made = form.write(contents, folder / f"{form.file_stem}.pdf")
        written[key] = (made.path, made.pages)
    return written
