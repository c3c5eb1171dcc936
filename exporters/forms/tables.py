"""The ruled tables of a form: the rows table (栏目表) with its sign chain, and tables that go through measures, evidence or persons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data import words
from data.domain.contents import PackageContents
from data.domain.form_definition import (
    SIGNS,
    Column,
    FormDefinition,
    FormRow,
    Item,
)
from data.domain.form_template import fill
from data.domain.form_widths import rows_widths, table_widths
from data.domain.model import SignOff
from data.form_phrases import BLANK_DATE
from data.form_text import printed_rows
from data.form_values import Value, sign_value, task_value, values_of
from exporters.pdf.measures import CELL, CELL_CENTER, SMALL_SIZE, TABLE_LEADING, Style
from exporters.pdf.table import Cell, Row, Table, label

_ONE_LINE = 30.0  # a row of one line with air
_SIGNED_HEIGHT, _SEALED_HEIGHT = 3.5 * TABLE_LEADING, 7 * TABLE_LEADING  # a seal is 42 mm across
_SPARE = Style(size=CELL.size, leading=CELL.leading, first=2)
_SMALL_LEADING = 16.0  # for many columns
_SMALL_STYLES = {
    "left": Style(size=SMALL_SIZE, leading=_SMALL_LEADING),
    "center": Style(size=SMALL_SIZE, leading=_SMALL_LEADING, align="center"),
    "head": Style(role="hei", size=SMALL_SIZE, leading=_SMALL_LEADING, align="center"),
}
_STYLES = {"left": CELL, "center": CELL_CENTER}


def table_of_each(contents: PackageContents, definition: FormDefinition, item: Item) -> Table:
    """A table with a row for each measure, piece of evidence, person or part, and blank lines to write on."""
    columns = definition.columns_of(item.each)
    small = item.style == "small"
    values = values_of(contents, definition.key, item.each)
    rows = [_row(columns, value, small) for value in values]
    if item.least:
        rows += [_blank(columns)] * max(item.least - len(rows), 1)
    if not rows:
        said = Cell(item.empty or "没有内容", len(columns), _styles(small)["center"])
        rows = [Row((said,))]
    widths = table_widths(definition, item.each)
    return Table(widths, rows, head=[_head(columns, small)])


def _head(columns: Sequence[Column], small: bool) -> Row:
    if small:
        return Row(tuple(Cell(column.heading, style=_SMALL_STYLES["head"]) for column in columns))
    return Row(tuple(label(column.heading) for column in columns))


def _styles(small: bool) -> dict[str, Style]:
    return _SMALL_STYLES if small else _STYLES


def _row(columns: Sequence[Column], value: Value, small: bool = False) -> Row:
    """The first cell, by which a row is known, is said again on every page it runs over."""
    cells = tuple(
        Cell(fill(column.text, value), style=_styles(small)[column.align], repeat=at == 0)
        for at, column in enumerate(columns)
    )
    return Row(cells, _high(columns))


def _blank(columns: Sequence[Column]) -> Row:
    return Row(tuple(Cell() for _ in columns), _high(columns))


def _high(columns: Sequence[Column]) -> float:
    return max(column.lines for column in columns) * TABLE_LEADING


# ---------------------------------------------------------------- rows


def rows_table(contents: PackageContents, definition: FormDefinition) -> Table:
    """The rows of the definition in its order, those of the task's family; two halves in a row share a line."""
    columns = definition.columns_of("measures") if definition.by_measure else ()
    widths = rows_widths(definition)
    return Table(widths, list(_rows(contents, definition, columns, len(widths) - 1)))


def _rows(
    contents: PackageContents, definition: FormDefinition, columns: Sequence[Column], span: int
) -> Iterator[Row]:
    value = task_value(contents, definition.key)
    waiting: FormRow | None = None
    for row in printed_rows(contents, definition):
        if waiting and row.width == "half":
            yield _pair(waiting, row, value)
            waiting = None
            continue
        if waiting:
            yield _wide(waiting, value, span)
        waiting = row if row.width == "half" else None
        if row.each == SIGNS:
            yield from _sign_rows(contents, definition.key, row, span)
        elif row.each:
            yield from _measure_rows(contents, definition.key, columns)
        elif waiting is None:
            yield _wide(row, value, span)
    if waiting:
        yield _wide(waiting, value, span)


def _wide(row: FormRow, value: Value, span: int) -> Row:
    foot = tuple(fill(line, value) for line in row.foot)
    cell = Cell(fill(row.text, value).strip("\n"), span, foot=foot)
    return Row((label(fill(row.label, value)), cell), _least(row))


def _pair(left: FormRow, right: FormRow, value: Value) -> Row:
    cells = (
        cell
        for row in (left, right)
        for cell in (label(fill(row.label, value)), Cell(fill(row.text, value), style=CELL_CENTER))
    )
    return Row(tuple(cells), max(_least(left), _least(right)))


def _least(row: FormRow) -> float:
    return max(_ONE_LINE, row.lines * TABLE_LEADING) if row.lines else 0.0


def _measure_rows(contents: PackageContents, key: str, columns: Sequence[Column]) -> Iterator[Row]:
    head = _head(columns, False)
    yield head
    rows = [replace(_row(columns, value), under=head) for value in values_of(contents, key, "measures")]
    yield from rows or [Row((Cell("清单没有列出整改措施", len(columns), CELL_CENTER),))]


# ---------------------------------------------------------------- sign chain


def _sign_rows(contents: PackageContents, key: str, row: FormRow, span: int) -> Iterator[Row]:
    """One box per place of the sign chain (审签链), filled where signed, blank where not."""
    signed = {sign.role: sign for sign in contents.signs}
    for role, title in contents.sign_roles:
        named = fill(row.label, sign_value(contents, key, title))
        yield _sign_row(contents, role, named, signed.get(role), span)


def _sign_row(contents: PackageContents, role: str, title: str, sign: SignOff | None, span: int) -> Row:
    sealed, mark = role in contents.sealed_roles, contents.marks.get(role)
    name = "\u3000".join(filter(None, (sign.post, sign.name))) if sign else ""
    # What was not signed on this paper must not look as if it were.
    image = "（签名图片）" if mark else ""
    blank = "\u3000" * 6
    who = f"签字{'（盖章）' if sealed else ''}：{name or blank}{image}"
    when = words.day(sign.on) if sign and sign.on else BLANK_DATE
    foot = (f"{who}\u3000\u3000{when}",)
    cell = Cell(sign.opinion if sign else "", span, _SPARE, foot=foot, top=True, picture=mark)
    return Row((label(title), cell), _height(sealed, mark))


def _height(sealed: bool, mark: bytes | None) -> float:
    if sealed:
        return _SEALED_HEIGHT
    return 5 * TABLE_LEADING if mark else _SIGNED_HEIGHT
