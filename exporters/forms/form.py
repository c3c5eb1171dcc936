"""What a form is: a key, a name, and a story that turns package contents into sections of paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from data.domain.contents import PackageContents
from data.files import atomic_write, translate_os_errors
from data.form_definitions import bundled_forms
from exporters.fonts import FontSet, font_set
from exporters.pdf.blocks import Block
from exporters.pdf.form_code import FormCode
from exporters.pdf.lasting import Attachment
from exporters.pdf.paper import About, Paper


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages standing one way, each section beginning a page; an unnumbered one is a cover."""

    blocks: Sequence[Block]
    lying: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A form as written: where, and how many pages."""

    path: Path
    pages: int


Story = Callable[[PackageContents], Sequence[Section]]
Attached = Callable[[PackageContents], Sequence[Attachment]]


def _nothing(contents: PackageContents) -> Sequence[Attachment]:
    return ()


def as_defined(key: str, story: Story, attached: Attached = _nothing) -> Form:
    """The form of that key under the name and title of its bundled definition (``resources/forms``)."""
    definition = bundled_forms()[key]
    return Form(key, definition.file_stem, definition.title, story, attached)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the package. ``story`` and ``attached`` (files carried inside the PDF) are functions of the contents alone."""

    key: str
    file_stem: str
    title: str
    story: Story
    attached: Attached = _nothing

    def named(self, contents: PackageContents) -> Form:
        """The form under the file name the office's own definition gives it."""
        own = contents.forms.get(self.key)
        return replace(self, file_stem=own.file_stem) if own else self

    def titled(self, contents: PackageContents) -> str:
        """The title the profile gives it, else its own."""
        return contents.titles.get(self.key, self.title)

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
        paper.attach(*self.attached(contents))
        for section in sections:
            if section is not sections[0]:
                paper.next_section(section.lying)
            if not section.numbered:
                paper.leave_unnumbered()
            paper.flow(section.blocks)
        return paper.finish()
