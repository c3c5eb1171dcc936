"""Letter, report and opinion as Word files from the stories their PDFs are set from."""

from pathlib import Path

import docx
import pytest

from exporters.forms import FORMS
from exporters.word.form import write_form
from tests.factory_contents import sample_contents


@pytest.mark.parametrize("key", ["letter", "report", "opinion", "form", "measures"])
def test_a_form_opens_in_word_with_its_title_and_the_same_bytes_twice(tmp_path: Path, key: str) -> None:
    given = sample_contents()
    for name in ("a.docx", "b.docx"):
        write_form(FORMS[key], given, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    document = docx.Document(str(tmp_path / "a.docx"))
    said = "\n".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert given.task.listed.finding.split("\n")[0][:10] in said.replace("\n", "") or key == "opinion"
    assert document.core_properties.author == given.office.name
