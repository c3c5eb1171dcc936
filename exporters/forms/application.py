"""The application form (验收销号申请表): everything about the task in one ruled table, with the sign chain at its foot."""

from data import words
from data.domain.contents import PackageContents
from data.domain.form_definition import ENGINEERING, ROLE, FormRow
from data.domain.model import SignOff
from data.form_definitions import bundled_forms
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import BLANK_DATE, part_title
from exporters.forms.row_sources import SIGNS, is_empty, text_of
from exporters.inventory import application_json
from exporters.pdf.blocks import Block, Ends, Gap, Title
from exporters.pdf.lasting import Attachment
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH, Style
from exporters.pdf.table import Cell, Row, Table, centred, label

DATA_NAME = "申请数据.json"

_WIDTHS = (84.0, (TYPE_WIDTH - 168) / 2, 84.0, (TYPE_WIDTH - 168) / 2)
_ONE_LINE = 30.0  # a row of one line with air
_OPINION_HEIGHT = 5 * TABLE_LEADING
_SEALED = ("head", "leader", "office", "supervisor")
_SPARE = Style(size=CELL.size, leading=CELL.leading, first=2)


def story(contents: PackageContents) -> tuple[Section, ...]:
    """Title, office and number, the table; the table runs over pages where texts are long."""
    blocks: list[Block] = [
        Title(part_title(contents, "form")),
        Gap(0.3, keep="next"),
        Ends(f"申请单位：{contents.office.name}", f"编号：{contents.number}　第{contents.version}版", CELL),
        Table(_WIDTHS, _rows(contents)),
    ]
    return (Section(blocks),)


def _rows(contents: PackageContents) -> list[Row]:
    """The rows of the definition in its order, those of the task's family; two halves in a row share a line."""
    rows: list[Row] = []
    half: FormRow | None = None
    for row in _rows_of(contents):
        if half and row.width == "half":
            rows.append(_pair(contents, half, row))
            half = None
            continue
        rows += [_wide(contents, half)] if half else []
        half = row if row.width == "half" else None
        if row.source == SIGNS:
            rows += _sign_rows(contents, row.label)
        elif half is None:
            rows.append(_wide(contents, row))
    return rows + ([_wide(contents, half)] if half else [])


def _rows_of(contents: PackageContents) -> list[FormRow]:
    definition = contents.forms.get("form") or bundled_forms()["form"]
    family = contents.family or ENGINEERING
    return [
        row
        for row in definition.rows
        if family in row.families and not (row.omit_empty and is_empty(contents, row.source))
    ]


def _wide(contents: PackageContents, row: FormRow) -> Row:
    return Row((label(row.label), Cell(text_of(contents, row.source), 3)), _least(row))


def _pair(contents: PackageContents, left: FormRow, right: FormRow) -> Row:
    cells = (
        cell for row in (left, right) for cell in (label(row.label), centred(text_of(contents, row.source)))
    )
    return Row(tuple(cells), max(_least(left), _least(right)))


def _least(row: FormRow) -> float:
    return max(_ONE_LINE, row.lines * TABLE_LEADING) if row.lines else 0.0


def _sign_rows(contents: PackageContents, named: str) -> list[Row]:
    """One box per place of the sign chain (审签链), filled where signed, blank where not."""
    signed = {sign.role: sign for sign in contents.signs}
    marks = contents.marks
    return [
        _sign_row(role, named.replace(ROLE, title), signed.get(role), marks.get(role))
        for role, title in contents.sign_roles
    ]


def _sign_row(role: str, title: str, sign: SignOff | None, mark: bytes | None) -> Row:
    sealed = any(word in role for word in _SEALED)
    name = "　".join(filter(None, (sign.post, sign.name))) if sign else ""
    # What was not signed on this paper must not look as if it were.
    image = "（签名图片）" if mark else ""
    who = f"签字{'（盖章）' if sealed else ''}：{name or '　　　　　　'}{image}"
    when = words.day(sign.on) if sign and sign.on else BLANK_DATE
    cell = Cell(sign.opinion if sign else "", 3, _SPARE, foot=(f"{who}　　{when}",), top=True, picture=mark)
    high = _OPINION_HEIGHT if sealed or mark else 3 * TABLE_LEADING
    return Row((label(title), cell), high)


def attached(contents: PackageContents) -> tuple[Attachment, ...]:
    """The task's data and the digests of its evidence, so that the form alone can be read by machines and checked."""
    about = f"申请验收销号的任务数据和佐证材料的 SHA-256 校验值（{contents.number} 第{contents.version}版）"
    return (Attachment(DATA_NAME, about, "application/json", application_json(contents)),)


FORM = as_defined("form", story, attached)
