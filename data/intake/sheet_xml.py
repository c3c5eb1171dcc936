"""One worksheet's XML looked over with byte patterns: bounds, hidden rows and columns, errors, formulas without values.

Patterns, not a parser: 25 MB of XML are looked over in a tenth of a second, and what they miss (odd but legal
spellings) only loses a hint, never a value, as the values come from the real reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.intake.cell_styles import ShownStyles
from data.intake.grid import Merge
from data.intake.sheet_marks import SheetMarks, column_index


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns for one namespace prefix: a literal beginning is what makes them fast."""

    row: re.Pattern[bytes]
    col: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    name: re.Pattern[bytes]
    filled: re.Pattern[bytes]
    error: re.Pattern[bytes]
    number: re.Pattern[bytes]
    any_formula: re.Pattern[bytes]
    formula: re.Pattern[bytes]


@cache
def _patterns(prefix: bytes) -> _Patterns:
    p, end = b"<" + re.escape(prefix), b"</" + re.escape(prefix)
    formula = p + rb"f(?:\s[^<>]*)?(?:/>|(?<!/)>[^<]*" + end + rb"f\s*>)\s*"
    ref = rb"""c\s(?:[^<>]*?\s)?r\s*=\s*["']"""
    return _Patterns(
        row=re.compile(p + rb"row(\s[^<>]*)?>"),
        col=re.compile(p + rb"col(\s[^<>]*)>"),
        merge=re.compile(
            p + rb"""mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
        ),
        name=re.compile(p + ref + rb"([A-Z]{1,3})"),
        filled=re.compile(p + ref + rb"""([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>(?!\s*</)"""),
        error=re.compile(
            p
            + rb"""c\s([^<>]*\bt\s*=\s*["']e["'][^<>]*)>\s*(?:"""
            + formula
            + b")?"
            + p
            + rb"v[^<>]*>([^<]*)<"
        ),
        number=re.compile(
            p + rb"c\s([^<>]*)>\s*(?:" + formula + b")?" + p + rb"v>(-?[\d.]+(?:[eE][-+]?\d+)?)<"
        ),
        any_formula=re.compile(p + rb"f[\s/>]"),
        formula=re.compile(
            p + rb"c\s([^<>]*)>\s*" + formula + rb"(" + p + rb"v\b[^<>]*(?<!/)>[^<]|" + p + rb"is\b)?"
        ),
    )


_ANY_ERROR = re.compile(rb"""t=["']e["']""")
_WIDE = (re.compile(rb'r="(?:[A-Z]{3}|[G-Z][A-Z])'), re.compile(rb"r='(?:[A-Z]{3}|[G-Z][A-Z])"))
_NARROW = 182
"""The columns up to FZ."""

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?worksheet\b")
_REF = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]+)(\d+)["']""")
_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")
_MIN = re.compile(rb"""\bmin\s*=\s*["'](\d+)["']""")
_MAX = re.compile(rb"""\bmax\s*=\s*["'](\d+)["']""")
_STYLE = re.compile(rb"""(?:^|\s)s\s*=\s*["'](\d+)["']""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["'](?!n["'])""")
_TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")

_LAST_COLUMN = 16_384


def marks_of(xml: bytes, styles: ShownStyles) -> SheetMarks:
    """Look one sheet's XML over."""
    patterns = _patterns(_prefix(xml))
    hidden = b"hidden" in xml
    rows, hidden_rows = _rows(patterns, xml)
    return SheetMarks(
        rows=rows,
        columns=_columns(patterns, xml),
        hidden_rows=hidden_rows,
        hidden_columns=_hidden_columns(patterns, xml) if hidden else frozenset(),
        unvalued=_unvalued(patterns, xml) if patterns.any_formula.search(xml) else frozenset(),
        texts=_errors(patterns, xml) | _shown(patterns, xml, styles),
    )


def filled_cells(xml: bytes) -> Iterator[tuple[int, int]]:
    """Row and column of every cell that is written with content."""
    for match in _patterns(_prefix(xml)).filled.finditer(xml):
        yield int(match[2]) - 1, _column(match[1])


def merges_of(xml: bytes) -> tuple[Merge, ...]:
    """The merged areas, as the sheet lists them."""
    return tuple(
        Merge(int(match[2]) - 1, _column(match[1]), int(match[4]) - 1, _column(match[3]))
        for match in _patterns(_prefix(xml)).merge.finditer(xml)
    )


def _prefix(xml: bytes) -> bytes:
    root = _ROOT.search(xml)
    return root[0][1:].removesuffix(b"worksheet") if root else b""


def _column(letters: bytes) -> int:
    return column_index(letters.decode("ascii"))


def _columns(patterns: _Patterns, xml: bytes) -> int:
    """The columns in use; told exactly only where some cell lies right of FZ, which hardly ever is so."""
    if not any(wide.search(xml) for wide in _WIDE):
        return _NARROW
    return max((_column(name) + 1 for name in set(patterns.name.findall(xml))), default=0)


def _rows(patterns: _Patterns, xml: bytes) -> tuple[int, frozenset[int]]:
    at, hidden, last = -1, set(), 0
    for match in patterns.row.finditer(xml):
        attributes = match[1] or b""
        number = _NUMBER.search(attributes)
        at = int(number[1]) - 1 if number else at + 1
        last = max(last, at + 1)
        if _HIDDEN.search(attributes):
            hidden.add(at)
    return last, frozenset(hidden)


def _hidden_columns(patterns: _Patterns, xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for match in patterns.col.finditer(xml):
        first, last = _MIN.search(match[1]), _MAX.search(match[1])
        if first and last and _HIDDEN.search(match[1]):
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), _LAST_COLUMN)))
    return frozenset(hidden)


def _position(attributes: bytes) -> tuple[int, int] | None:
    ref = _REF.search(attributes)
    return (int(ref[2]) - 1, _column(ref[1])) if ref else None


def _unvalued(patterns: _Patterns, xml: bytes) -> frozenset[tuple[int, int]]:
    cells: set[tuple[int, int]] = set()
    for match in patterns.formula.finditer(xml):
        # A saved empty text is a value: t="str" says that the program did calculate.
        if match[2] is None and not _TEXT_RESULT.search(match[1]) and (at := _position(match[1])):
            cells.add(at)
    return frozenset(cells)


def _errors(patterns: _Patterns, xml: bytes) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    if not _ANY_ERROR.search(xml):
        return errors
    for match in patterns.error.finditer(xml):
        if at := _position(match[1]):
            errors[at] = match[2].decode("utf-8", "replace")
    return errors


def _shown(patterns: _Patterns, xml: bytes, styles: ShownStyles) -> dict[tuple[int, int], str]:
    shown: dict[tuple[int, int], str] = {}
    wanted = styles.two_decimals | styles.percents
    for match in patterns.number.finditer(xml) if wanted else ():
        style = _STYLE.search(match[1])
        if style is None or int(style[1]) not in wanted or _TYPE.search(match[1]):
            continue
        text, at = styles.text(int(style[1]), _float(match[2])), _position(match[1])
        if text and at:
            shown[at] = text
    return shown


def _float(digits: bytes) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0
