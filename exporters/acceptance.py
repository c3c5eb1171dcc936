"""The acceptance request package as this program writes it: the package writer with the program's own forms."""

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
