"""The acceptance request package as this program writes it: the package writer with the program's own forms."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.domain.contents import PackageContents
from data.domain.model import Report, no_report
from data.files import all_or_none, translate_os_errors
from exporters.forms import FORMS, Form, photo_form
from exporters.handover import write_handover_list
from exporters.opinion_files import write_opinion_files
from exporters.package import WrittenPackage, write_package
from exporters.payload import OpenEvidence, write_papers


def write_acceptance_package(
    contents: PackageContents,
    folder: Path,
    open_evidence: OpenEvidence,
    report: Report = no_report,
    volume_bytes: int | None = None,
) -> WrittenPackage:
    """Write the package into ``folder``, verified, and beside it the handover list (移交清单) and the opinion forms to fill in.

    All of these files or none; see ``write_package`` for what else is promised. A package in one piece is never
    parted without ``volume_bytes``.
    """
    forms = _forms_of(contents, open_evidence)
    with translate_os_errors("申请包"):
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder, contents.folder):
            written = write_package(contents, folder, open_evidence, forms, report, volume_bytes)
            handover = folder / f"{contents.folder}_移交清单.pdf"
            write_handover_list(contents, written, handover)
            opinions = write_opinion_files(contents, written.code, folder)
    return replace(written, handover=handover, opinions=opinions)


def write_proof(
    contents: PackageContents, folder: Path, open_evidence: OpenEvidence, report: Report = no_report
) -> list[Path]:
    """Write every form of the contents into ``folder`` to be looked at (打样); no package is made of them."""
    with translate_os_errors("打样文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
    papers = write_papers(contents, _forms_of(contents, open_evidence), folder, report)
    return [folder / paper.path for paper in papers]


def _forms_of(contents: PackageContents, open_evidence: OpenEvidence) -> dict[str, Form]:
    every = {**FORMS, "photos": photo_form(open_evidence)}
    return {key: form.named(contents) for key, form in every.items()}


def write_signing_forms(
    contents: PackageContents, forms: Sequence[str], folder: Path, report: Report = no_report
) -> dict[str, tuple[Path, int]]:
    """Write the named forms (打印签字件) as PDFs into ``folder``: form -> (file, pages), as they will stand in the package."""
    written = {}
    for at, key in enumerate(forms):
        form = FORMS[key].named(contents)
        report(at, len(forms), f"排版：{form.titled(contents)}")
        made = form.write(contents, folder / f"{form.file_stem}.pdf")
        written[key] = (made.path, made.pages)
    return written
