"""A form of the package as a PDF: its definition set in sections, with properties, codes and what is carried inside."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.files import atomic_write, translate_os_errors
from data.form_phrases import part_title
from data.form_text import definition_of
from exporters.fonts import FontSet, font_set
from exporters.forms.story import Section, story
from exporters.inventory import application_json
from exporters.payload import OpenEvidence
from exporters.pdf.form_code import FormCode
from exporters.pdf.lasting import Attachment
from exporters.pdf.paper import About, Paper

DATA_NAME = "申请数据.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A form as written: where, and how many pages."""

    path: Path
    pages: int


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the package: its key, its usual file name and title. ``open_evidence`` gives photos their bytes."""

    key: str
    file_stem: str
    title: str
    open_evidence: OpenEvidence | None = None

    def named(self, contents: PackageContents) -> "Form":
        """The form under the file name the office's own definition gives it."""
        return replace(self, file_stem=definition_of(contents, self.key).file_stem)

    def titled(self, contents: PackageContents) -> str:
        """The title: the profile's or the office's own, else its usual one."""
        return part_title(contents, self.key)

    def story(self, contents: PackageContents) -> list[Section]:
        """Its sections, as on paper."""
        return story(contents, self.key, self.open_evidence)

    def write(
        self,
        contents: PackageContents,
        path: Path,
        fonts: FontSet | None = None,
        first_page: int = 1,
    ) -> Written:
        """Write the PDF whole or not at all. Same contents and fonts, same bytes."""
        with translate_os_errors("表单文件"), atomic_write(path) as target:
            pages = self._print(contents, target, fonts or font_set(), first_page)
        return Written(path, pages)

    def _print(self, contents: PackageContents, target: BinaryIO, fonts: FontSet, first_page: int) -> int:
        # What was printed for signing keeps its day, so that the copy in the package reads as the signed one.
        contents = replace(contents, made_on=contents.printed_on.get(self.key, contents.made_on))
        about = About(
            title=f"{self.titled(contents)}（{contents.number} 第{contents.version}版）",
            author=contents.office.name,
            subject=contents.task.title,
            program=contents.program,
            made_on=contents.made_on,
        )
        sections = self.story(contents)
        paper = Paper(target, about, fonts, first_page, sections[0].lying)
        if self.key in contents.codes:
            paper.carry(FormCode(contents, self.key, self.titled(contents), fonts))
        paper.attach(*_attached(self.key, contents))
        for section in sections:
            if section is not sections[0]:
                paper.next_section(section.lying)
            if not section.numbered:
                paper.leave_unnumbered()
            paper.flow(section.blocks)
        return paper.finish()


def _attached(key: str, contents: PackageContents) -> tuple[Attachment, ...]:
    """Inside the application form: the task's data and the digests of its evidence, for machines to read and check."""
    if key != "form":
        return ()
    about = f"申请验收销号的任务数据和佐证材料的 SHA-256 校验值（{contents.number} 第{contents.version}版）"
    return (Attachment(DATA_NAME, about, "application/json", application_json(contents)),)
