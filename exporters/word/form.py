"""Any form of the package as a Word file, from the same story as its PDF."""

from pathlib import Path

from data.domain.contents import PackageContents
from data.files import atomic_write, translate_os_errors
from exporters.forms.form import Form
from exporters.pdf.paper import About
from exporters.word.page import WordPaper


def write_form(form: Form, contents: PackageContents, path: Path) -> None:
    """Write a form as .docx whole or not at all; ``TypeError`` where it holds blocks Word has no form for (photos)."""
    sections = form.story(contents)
    paper = WordPaper(about_form(form, contents), sections[0].lying, sections[0].numbered)
    for section in sections:
        if section is not sections[0]:
            paper.next_section(section.lying, section.numbered)
        paper.flow(section.blocks)
    with translate_os_errors("Word文件"), atomic_write(path) as target:
        paper.save(target)


def about_form(form: Form, contents: PackageContents) -> About:
    """The document's properties, as in the PDF."""
    return About(
        title=f"{form.titled(contents)}（{contents.number} 第{contents.version}版）",
        author=contents.office.name,
        subject=contents.task.title,
        program=contents.program,
        made_on=contents.made_on,
    )
