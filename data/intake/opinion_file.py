"""Reading a filled opinion form (验收销号意见表, .xlsx, .docx or .pdf): labels wherever they stand, ticks and dates in the usual ways."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import ByHand, UserError
from data.domain.model import Answer, Reason, Report, no_report
from data.domain.numerals import half_width, to_digits
from data.files import check_code, translate_os_errors
from data.intake.grid import CellValue, Grid
from data.intake.opinion_ticks import ACCEPT, RETURN, ticked
from data.intake.read_pdf import read_pdf_apart
from data.intake.workbook import read_book

T = TypeVar("T")

_ADVICE = "请让验收单位在随申请包给出的意见表上填写，编号和校验码不要改动，原样发回。"
_SEND_AGAIN = "请验收单位重新发来；或照着纸质意见录入。"
_TYPE_IN = "请照着它录入意见，并把它作为扫描件附上。"
PATIENCE = 30.0
"""Seconds for one page of a PDF, or for the text of a Word file, after which the file is given up; a page takes a tenth of one."""

_NUMBER = re.compile(r"XH-[^\s，。；、（）()|　]+")
_CODE = re.compile(r"[0-9A-Za-z]{4}(?:\s?-\s?[0-9A-Za-z]{4}){3}\s?-\s?[0-9A-Za-z]")
_DAY = re.compile(r"(\d{4})\s*[年./\s-]\s*(\d{1,2})\s*[月./\s-]\s*(\d{1,2})")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）]|[（(]\s*\d{1,2}\s*[)）])\s*")
_RETURN_LABEL = re.compile(r"^退回(?:意见|原因|理由)(?:（.*）)?\s*\d*$")
_LABELS = {
    "unit": re.compile(r"^(?:(?:验收|督导|答复)[（(]?(?:验收|督导)?[)）]?)?单位(?:名称)?(?:（盖章）)?$"),
    "person": re.compile(r"^(?:验收人员?|经办人|组长|验收组组?长|填写人|联系人)(?:（签字）)?$"),
    "on": re.compile(r"^(?:验收|答复|填写|签署)?(?:日期|时间)$"),
    "opinion": re.compile(r"^(?:验收|具体|总体|综合)?意见(?:说明)?$"),
    "code": re.compile(r"^校验码$"),
    "level": re.compile(r"^(?:验收)?(?:层级|级别)$"),
}
_MOST_REASONS = 500


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the form: its filled cells, left to right."""

    cells: tuple[str, ...]


def read_opinion(path: Path, report: Report = no_report) -> Answer:
    """The answer a filled form gives, bound by its printed number and code; ``UserError`` names what is missing or doubtful.

    ``ByHand`` where only a person can read it: a scan, or a page that gives its text away as marks alone.
    """
    lines = list(_lines(path, report))
    accepted, returned = _verdict(lines, path)
    found = {key: _value(lines, label) for key, label in _LABELS.items()}
    reasons = tuple(_reasons(lines))[:_MOST_REASONS]
    opinion = found["opinion"] if not (ACCEPT.search(found["opinion"]) and "□" in found["opinion"]) else ""
    if accepted and reasons:
        raise _unfit(path, "勾的是同意销号，却写了退回意见，互相矛盾。")
    if returned and not (reasons or opinion):
        raise _unfit(path, "勾的是退回，却没有写退回意见。")
    if not found["unit"]:
        raise _unfit(path, "没有填写验收单位。")
    return Answer(
        package_number=_number(lines, path),
        manifest_sha256="",
        accepted=accepted,
        on=_day(found["on"], path),
        unit=found["unit"][:200],
        person=found["person"][:200],
        opinion=opinion[:4000],
        reasons=reasons,
        code=_code(lines, found["code"], path),
        level=found["level"].replace("\n", "")[:40],
    )


def _unfit(path: Path, what: str) -> UserError:
    return UserError(f"意见表“{path.name}”{what}", _ADVICE)


def _lines(path: Path, report: Report) -> Iterator[_Line]:
    """Every filled row of every table; in a Word file or a PDF also the text beside the tables."""
    pdf = is_pdf(path)
    for grid in _pages(path, report) if pdf else _tables(path, report):
        for row in grid.rows:
            cells = tuple(text for text in map(_text, row) if text)
            if cells:
                yield _Line(cells)
    if not pdf and path.suffix.lower() == ".docx":
        found = _read_apart(path, read_paragraphs, report)
        yield from (_Line((text,)) for text in found if text)


def _tables(path: Path, report: Report) -> tuple[Grid, ...]:
    """The tables of a workbook or a Word file; what is wrong with it is said as of a form, not as of a list."""
    try:
        return read_book(path, report).grids
    except UserError as error:
        raise UserError(f"意见表“{path.name}”：{error.title}", _SEND_AGAIN) from error


def is_pdf(path: Path) -> bool:
    """Told by its first bytes, not by its name."""
    with translate_os_errors("答复文件"), open(path, "rb") as source:
        return b"%PDF-" in source.read(1024)


def _pages(path: Path, report: Report) -> tuple[Grid, ...]:
    pages = _read_apart(path, read_pdf_apart, report)
    if not any(map(_legible, (cell for page in pages for row in page.rows for cell in row))):
        raise ByHand(f"“{path.name}”是扫描件，上面没有程序读得出的文字。", _TYPE_IN)
    return pages


def _legible(cell: CellValue) -> bool:
    """Whether a cell holds a Chinese word: a page number, or letters a scanner made up, are no form."""
    return bool(re.search(r"[\u4e00-\u9fff]{2}", re.sub(r"\s", "", str(cell or ""))))


def _read_apart(path: Path, work: Callable[[str, Report], T], report: Report) -> T:
    """A file read by ``work`` in a child process that may die."""
    try:
        with Apart() as child:
            return child.ask(work, str(path), report=report, limit=PATIENCE)
    except Lost as lost:
        how = "太复杂，读不完" if lost.why in (apart.SLOW, apart.MEMORY) else "打不开或已损坏"
        raise ByHand(f"“{path.name}”{how}。", _SEND_AGAIN) from None


def read_paragraphs(path: str, _report: Report) -> tuple[str, ...]:
    """The text of a Word form beside its tables, as the child process reads it."""
    import docx  # a large library, wanted only for a Word form

    return tuple(paragraph.text.strip() for paragraph in docx.Document(path).paragraphs)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _verdict(lines: list[_Line], path: Path) -> tuple[bool, bool]:
    found = [ticked(line.cells) for line in lines]
    accepted, returned = any(ACCEPT in one for one in found), any(RETURN in one for one in found)
    if accepted and returned:
        raise _unfit(path, "同时勾了同意和退回，看不出是哪一个。")
    if not (accepted or returned):
        raise _unfit(path, "没有勾选同意还是退回。")
    return accepted, returned


def _label(text: str) -> str:
    return re.sub(r"[\s　]", "", text).rstrip("：:")


def _value(lines: list[_Line], label: re.Pattern[str]) -> str:
    """What stands behind a label: after its colon, else in the next cell that is no label itself."""
    for line in lines:
        for at, cell in enumerate(line.cells):
            head, colon, rest = cell.replace(":", "：").partition("：")
            if colon and label.fullmatch(_label(head)) and rest.strip():
                return rest.strip()
            if label.fullmatch(_label(cell)):
                following = line.cells[at + 1 : at + 2]
                if following and not _is_label(following[0]):
                    return following[0]
    return ""


def _is_label(text: str) -> bool:
    plain = _label(text)
    return any(label.fullmatch(plain) for label in _LABELS.values()) or bool(_RETURN_LABEL.match(plain))


def _number(lines: list[_Line], path: Path) -> str:
    found = {number for line in lines for cell in line.cells for number in _NUMBER.findall(cell)}
    if len(found) != 1:
        raise _unfit(path, "上没有申请包编号。" if not found else "上有不止一个申请包编号。")
    return found.pop()


def _code(lines: list[_Line], labelled: str, path: Path) -> str:
    """The package's code: the one behind its label, else the only one on the form."""
    texts = [labelled] if labelled else [cell for line in lines for cell in line.cells]
    read = {check_code(code) for text in texts for code in _CODE.findall(half_width(text))}
    if not read:
        raise _unfit(path, "上没有申请包的校验码。")
    if None in read or len(read) != 1:
        raise _unfit(path, "上的校验码被改动过或不止一个。")
    return read.pop() or ""


def _day(text: str, path: Path) -> date:
    found = _DAY.search(to_digits(half_width(text)))
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    raise _unfit(path, "的验收日期没有填写，或不是有效日期。")


def _reasons(lines: list[_Line]) -> Iterator[Reason]:
    """The reasons, one a line; a third cell says what it is about."""
    for line in lines:
        if not _RETURN_LABEL.match(_label(line.cells[0])):
            continue
        subject = line.cells[2].strip() if len(line.cells) > 2 else ""
        for text in line.cells[1].splitlines() if len(line.cells) > 1 else ():
            said = _NUMBERED.sub("", text).strip()
            if said:
                yield Reason(said[:4000], re.sub(r"^针对[：:]\s*", "", subject)[:400])
