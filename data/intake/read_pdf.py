"""A form that comes as PDF, read as rows of cells: by its ruled lines where it has any, else by the gaps in its lines of text."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Report
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
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）](?!\d)|[（(]\s*\d{1,2}\s*[)）])")


@dataclass(slots=True)
class _Row:
    """One row while it is gathered: its edges up and down, its columns, and what stands in each."""

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


def _grids(pages: Sequence[list[tuple[str, ...]]]) -> tuple[Grid, ...]:
    """The pages' rows; one that runs over the end of a page is put together again."""
    whole: list[list[tuple[str, ...]]] = []
    head: tuple[str, ...] = ()
    for rows in pages:
        first = next((at for at, row in enumerate(rows) if len(row) > 1), None)
        if first is not None and head and rows[first] == head:
            rows = [*rows[:first], *rows[first + 1 :]]  # the head, said again on the new page
        if whole:
            rows = _rejoined(whole[-1], rows)
        head = head or next((row for row in rows if len(row) > 1), ())
        whole.append(rows)
    return tuple(
        Grid(f"第{at}页", tuple(tuple(cell or None for cell in row) for row in rows))
        for at, rows in enumerate(whole, 1)
    )


def _rejoined(above: list[tuple[str, ...]], rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The new page's rows without the rest of the last row above, which is put where it belongs."""
    last = next((at for at in reversed(range(len(above))) if len(above[at]) > 1), None)
    first = next((at for at, row in enumerate(rows) if len(row) > 1), None)
    if last is None or first is None or len(above[last]) != len(rows[first]):
        return rows
    if above[last][0] and rows[first][0]:  # each has its own heading
        return rows
    above[last] = tuple(_added(*pair) for pair in zip(above[last], rows[first], strict=True))
    return [*rows[:first], *rows[first + 1 :]]


def _added(above: str, more: str) -> str:
    return f"{above}{more}" if above and more else above or more


# ---------------------------------------------------------------- rows and columns


def _rows(marks: Marks) -> list[tuple[str, ...]]:
    """The rows of one page: those of its tables, and lines of text between them, in order from the top."""
    bands = list(_bands(marks))
    loose: list[Ink] = []
    for ink in marks.inks:
        if not _taken(ink, bands):
            loose.append(ink)
    found = [(band.top, _texts(band)) for band in bands if any(band.cells)]
    found += [(line[0].y, _chunks(line)) for line in _lines(loose)]
    return [row for _, row in sorted(found, key=lambda pair: -pair[0]) if any(row)]


def _bands(marks: Marks) -> Iterator[_Row]:
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
            yield _Row(top, bottom, tuple(columns), [[] for _ in columns[1:]])


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


def _taken(ink: Ink, bands: Sequence[_Row]) -> bool:
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


def _texts(band: _Row) -> tuple[str, ...]:
    return tuple(_cell(inks, right) for inks, right in zip(band.cells, band.edges[1:], strict=True))


def _cell(inks: Sequence[Ink], right: float) -> str:
    """The cell's text: lines that were only broken to fit are one again; what is filled in follows what is printed."""
    text = ""
    full = False
    for line in _lines([ink for ink in inks if not ink.filled or len(ink.text) == 1]):
        said = _joined(line)
        if text:
            text += "" if full and not _NUMBERED.match(said) else "\n"
        text += said
        full = right - line[-1].right < _FULL * line[-1].size
    return "\n".join(filter(None, (text, *(ink.text for ink in inks if ink.filled and len(ink.text) > 1))))


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


def _chunks(line: Sequence[Ink]) -> tuple[str, ...]:
    """A line without ruled columns: parted where a gap is wide."""
    parts: list[list[Ink]] = []
    for ink in line:
        if not ink.text.strip():
            continue
        if parts and ink.x - parts[-1][-1].right <= _GAP * max(ink.size, 6.0):
            parts[-1].append(ink)
        else:
            parts.append([ink])
    return tuple(_joined(part) for part in parts)


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
