"""Comma-separated and other delimited text (.csv, .txt) as a grid."""

import codecs
import csv
import io
from collections import Counter

from data.domain.errors import UserError
from data.intake.cells import check_extent, row_of, trimmed
from data.intake.grid import Grid

_DELIMITERS = "\t,;|，"
_SAMPLE_LINES = 60
_SURE = 0.6
"""At least this share of the lines must agree on the number of fields."""

_SURE_OF_CHINESE_COMMA = 0.95
"""The Chinese comma is ordinary punctuation in a cell; it parts fields only where nearly every line agrees."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_FIELD = 10_000_000


def read_text(data: bytes) -> tuple[Grid, ...]:
    """The text as one grid; every value stays text, as received."""
    text = decoded(data)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = delimiter_of(text)
    try:
        rows = trimmed([row_of(fields) for fields in _fields(text, delimiter)])
    except csv.Error:
        raise UserError(
            "文本里的引号或分隔符不成对，分不出列。", "请用 WPS 或 Excel 打开后“另存为 .xlsx”，再导入新文件。"
        ) from None
    check_extent("文本", len(rows), max((len(row) for row in rows), default=0))
    return (Grid("文本", rows),)


def decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 or GB18030 (what WPS and Excel write on Chinese Windows)."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for name in (encoding,) if encoding else (*_utf16_by_zeros(data), "utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UserError(
        "文本的编码认不出来，会读成乱码。",
        "请用记事本打开后另存为“UTF-8”编码，或用 WPS 另存为 .xlsx，再导入。",
    )


def delimiter_of(text: str) -> str:
    """The character that parts most lines into the same number of fields; a comma where none does."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        score = _agreement(sample, delimiter)
        needed = _SURE_OF_CHINESE_COMMA if delimiter == "，" else _SURE
        if score[0] >= needed and (round(score[0], 1), score[1]) > best_score:
            best, best_score = delimiter, (round(score[0], 1), score[1])
    return best


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of lines having the commonest number of fields, and that number; (0, 0) for a single field."""
    try:
        counts = Counter(len(fields) for fields in _fields(sample, delimiter) if any(fields))
    except csv.Error:
        return 0.0, 0
    parted = Counter({count: lines for count, lines in counts.items() if count > 1})
    if not parted:
        return 0.0, 0
    fields, lines = parted.most_common(1)[0]
    return lines / counts.total(), fields


def _fields(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _utf16_by_zeros(data: bytes) -> tuple[str, ...]:
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even == odd:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)
