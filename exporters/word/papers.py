"""The papers of a package as Word files (Word 稿): offices edit letters and reports in WPS before they print them."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.files import translate_os_errors
from exporters.forms import FORMS
from exporters.word.form import write_form

WORD_PAPERS: Sequence[str] = ("letter", "form", "measures", "report", "record", "notice", "opinion", "copy")


def write_word_papers(contents: PackageContents, folder: Path, report: Report = no_report) -> Path:
    """Write every paper of the package that Word can hold into a new folder below ``folder``, which appears whole.

    From the same stories as the PDFs. A folder of that name is refused: somebody may have edited what lies there.
    """
    target = folder / f"{contents.folder}_Word稿"
    if target.exists():
        raise UserError(
            f"“{target.name}”已经在这个文件夹里。", "里面可能有改过的稿子，请换一个文件夹，或先把它移走。"
        )
    forms = [FORMS[key].named(contents) for key in WORD_PAPERS if key in contents.parts]
    with translate_os_errors("Word文件"):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".word-") as scratch:
            inside = Path(scratch) / target.name
            inside.mkdir()
            for at, form in enumerate(forms):
                report(at, len(forms), form.titled(contents))
                write_form(form, contents, inside / f"{form.file_stem}.docx")
            os.rename(inside, target)
    return target
