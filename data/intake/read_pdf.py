"""A form that comes as PDF, read as rows of cells: by its ruled lines where it has any, else by the gaps in its lines of text."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report
from data.domain.numerals import ITEM_NUMBER
from data.files import translate_os_errors
from data.intake.grid import Grid
from data.intake.pdf_marks import Ink, Marks, Rule, marks_of

MOST_PAGES = 30
_FONTS = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
_ADVICE = "请只选填好的意见表；是扫描件的，用“录入纸质意见”照着填写，并附上它。"
_CLOSE = 1.5
_SHORTEST = 40.0  # points: a shorter level line is no edge of a row (the box of a tick, an underline)
_FULL = 2.2  # characters: a line ending nearer to its cell's edge goes on in the next
_GAP = 1.2  # characters: a wider gap parts two cells where no line does
_BLANK = 0.15  # characters: a wider gap between Latin letters is a blank


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one cell says; ``full`` where its last line reaches the edge, so that it may go on."""

    text: str = ""
    full: bool = False

    def and_then(self, more: "_Cell") -> "_Cell":
        """With what follows below: a line only broken to fit is one again."""
        if not (self.text and more.text):
            return more if more.text else self
        parted = "" if self.full and not ITEM_NUMBER.match(more.text) else "\n"
        return _Cell(f"{self.text}{parted}{more.text}", more.full)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as read; ``ruled`` where it stands in a table, and is no line of text between tables."""

    cells: tuple[_Cell, ...]
    ruled: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells say."""
        return tuple(cell.text for cell in self.cells)


@dataclass(slots=True)
class _Band:
    """One row of a table while it is gathered: its edges up and down, its columns, and what stands in each."""

    top: float
    bottom: float
    edges: tuple[float, ...] = ()
    cells: list[list[Ink]] = field(default_factory=list)


def read_pdf_apart(path: str, report: Report) -> tuple[Grid, ...]:
    """``read_pdf_form`` as a child process does it that lives for this one file."""
    if sys.platform.startswith("linux"):
        _lend_fonts()
    return read_pdf_form(path, report)


def _lend_fonts() -> None:
    """Let our fonts stand in for those a page names and does not carry: without any, some of its signs are not told."""
    import ctypes

    import pypdfium2.raw as raw

    folder = ctypes.create_string_buffer(os.fsencode(_FONTS))
    folders = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(folder, ctypes.POINTER(ctypes.c_char)))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


def read_pdf_form(path: str, report: Report) -> tuple[Grid, ...]:
    """Each page as a grid, top to bottom; no rows at all where the file holds only pictures.

    The bytes are somebody else's: ``read_pdf_apart`` is for everybody else. ``UserError`` where it has a password, is broken,
    or too long.
    """
    import pypdfium2

    name = Path(path).name
    with translate_os_errors("意见表"):
        data = Path(path).read_bytes()
    try:
        with pypdfium2.PdfDocument(data) as document:
            total = len(document)
            if total > MOST_PAGES:
                raise UserError(f"“{name}”有{total}页，不像意见表。", _ADVICE)
            if document.get_formtype():
                document.init_forms()
            pages = []
            for at in range(total):
                report(at, total, name)
                pages.append(_rows(marks_of(document[at])))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError(f"“{name}”加了密码，打不开。", "请验收单位导出一份不加密码的再发来。") from error
        raise UserError(
            f"“{name}”打不开或已损坏。", "请重新复制一次；还是不行的，请验收单位重新发来。"
        ) from error
    return _grids(pages)


def _grids(pages: Sequence[list[_Row]]) -> tuple[Grid, ...]:
    """The pages' rows; one that runs over the end of a page, or of several, is put together again."""
    whole: list[list[_Row]] = []
    head: tuple[str, ...] = ()
    for rows in pages:
        first = next((at for at, row in enumerate(rows) if row.ruled), None)
        if first is not None and head and rows[first].texts == head:
            rows = [*rows[:first], *rows[first + 1 :]]  # the head, said again on the new page
        rows = _rejoined(whole, rows)
        head = head or next((row.texts for row in rows if row.ruled), ())
        whole.append(rows)
    return tuple(
        Grid(f"第{at}页", tuple(tuple(text or None for text in row.texts) for row in rows))
        for at, rows in enumerate(whole, 1)
    )


def _rejoined(before: Sequence[list[_Row]], rows: list[_Row]) -> list[_Row]:
    """The new page's rows without the rest of the last row before it, which is put where it belongs.

    That row may stand several pages back: a page that holds only its rest is left without rows.
    """
    places = ((page, at) for page in reversed(before) for at in reversed(range(len(page))) if page[at].ruled)
    page, last = next(places, ([], 0))
    first = next((at for at, row in enumerate(rows) if row.ruled), None)
    if not page or first is None:
        return rows
    above, below = page[last].cells, rows[first].cells
    if len(above) != len(below) or (above[0].text and below[0].text):  # each has its own heading
        return rows
    if not any(cell.full for cell in above):  # it ended on its own page
        return rows
    page[last] = replace(
        page[last], cells=tuple(cell.and_then(more) for cell, more in zip(above, below, strict=True))
    )
    return [*rows[:first], *rows[first + 1 :]]


# ---------------------------------------------------------------- rows and columns


def _rows(marks: Marks) -> list[_Row]:
    """The rows of one page: those of its tables, and lines of text between them, in order from the top."""
    bands = list(_bands(marks))
    loose: list[Ink] = []
    for ink in marks.inks:
        if not _taken(ink, bands):
            loose.append(ink)
    found = [(band.top, _Row(_cells(band), ruled=True)) for band in bands if any(band.cells)]
    found += [(line[0].y, _Row(_chunks(line), ruled=False)) for line in _lines(loose)]
    return [row for _, row in sorted(found, key=lambda pair: -pair[0]) if any(row.texts)]


def _bands(marks: Marks) -> Iterator[_Band]:
    """The rows of ruled tables: from one level line to the next, where at least two upright ones cross."""
    levels = sorted(
        (rule.at for rule in _merged(marks.level) if rule.end - rule.start >= _SHORTEST), reverse=True
    )
    upright = _merged(marks.upright)
    edges = [at for number, at in enumerate(levels) if not number or levels[number - 1] - at > _CLOSE]
    for top, bottom in pairwise(edges):
        across = sorted(
            rule.at for rule in upright if rule.start <= bottom + 2 * _CLOSE and rule.end >= top - 2 * _CLOSE
        )
        columns = [at for number, at in enumerate(across) if not number or at - across[number - 1] > _CLOSE]
        if len(columns) > 1:
            yield _Band(top, bottom, tuple(columns), [[] for _ in columns[1:]])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn piece by piece (each cell its own edge) put together."""
    made: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = made[-1] if made else None
        if last and abs(last.at - rule.at) <= _CLOSE and rule.start <= last.end + _CLOSE:
            made[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            made.append(rule)
    return made


def _taken(ink: Ink, bands: Sequence[_Band]) -> bool:
    """Put the ink into its cell, if it stands in one."""
    x = (ink.x + ink.right) / 2
    y = ink.y if ink.filled else ink.y + ink.size * 0.3  # the middle of a letter, not its foot
    for band in bands:
        if band.bottom <= y <= band.top:
            for at, (left, right) in enumerate(pairwise(band.edges)):
                if left <= x <= right:
                    band.cells[at].append(ink)
                    return True
    return False


def _cells(band: _Band) -> tuple[_Cell, ...]:
    return tuple(_cell(inks, right) for inks, right in zip(band.cells, band.edges[1:], strict=True))


def _cell(inks: Sequence[Ink], right: float) -> _Cell:
    """The cell's text: lines that were only broken to fit are one again; what is filled in follows what is printed."""
    made = _Cell()
    for line in _lines([ink for ink in inks if not ink.filled or len(ink.text) == 1]):
        full = right - line[-1].right < _FULL * line[-1].size
        made = made.and_then(_Cell(_joined(line), full))
    for ink in inks:
        if ink.filled and len(ink.text) > 1:
            made = _Cell(f"{made.text}\n{ink.text}" if made.text else ink.text)
    return made


def _lines(inks: Iterable[Ink]) -> list[list[Ink]]:
    """Lines of text from the top, each from left to right, blanks at their ends left out."""
    lines: list[list[Ink]] = []
    for ink in sorted(inks, key=lambda ink: -ink.y):
        if lines and abs(lines[-1][0].y - ink.y) <= 0.35 * max(ink.size if not ink.filled else 12.0, 6.0):
            lines[-1].append(ink)
        else:
            lines.append([ink])
    for line in lines:
        line.sort(key=lambda ink: ink.x)
        while line and not line[-1].text.strip():
            line.pop()
    return [line for line in lines if line]


def _chunks(line: Sequence[Ink]) -> tuple[_Cell, ...]:
    """A line without ruled columns: parted where a gap is wide."""
    parts: list[list[Ink]] = []
    for ink in line:
        if not ink.text.strip():
            continue
        if parts and ink.x - parts[-1][-1].right <= _GAP * max(ink.size, 6.0):
            parts[-1].append(ink)
        else:
            parts.append([ink])
    return tuple(_Cell(_joined(part)) for part in parts)


def _joined(line: Sequence[Ink]) -> str:
    """The characters of a line; a gap between Latin words is a blank even where none was drawn."""
    text = ""
    for before, ink in zip((None, *line), line, strict=False):
        wide = before is not None and ink.x - before.right > _BLANK * ink.size
        text += (
            " "
            if wide and before and before.text.isascii() and ink.text.isascii() and text[-1:] != " "
            else ""
        )
        text += ink.text
    return text.strip()
