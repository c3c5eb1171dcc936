"""Reading a filled opinion form (验收销号意见表, .xlsx, .docx or .pdf): labels wherever they stand, ticks and dates in the usual ways."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import ByHand, UserError
from data.domain.model import Answer, Report, no_report
from data.domain.numerals import half_width, to_digits
from data.domain.opinion import too_long
from data.files import check_code, translate_os_errors
from data.intake.grid import CellValue, Grid
from data.intake.opinion_lines import CODE, LABELS, NUMBER, Line, unread, value
from data.intake.opinion_reasons import NoReason, reasons_of
from data.intake.opinion_ticks import ACCEPT, RETURN, choice
from data.intake.read_pdf import read_pdf_apart
from data.intake.workbook import read_book

T = TypeVar("T")

_ADVICE = "请让验收单位在随申请包给出的意见表上填写，编号和校验码不要改动，原样发回。"
_SEND_AGAIN = "请验收单位重新发来；或照着纸质意见录入。"
_TYPE_IN = "请照着它录入意见，并把它作为扫描件附上。"
_SHORTEN = "请验收单位缩短，或分成几条写，再发来；也可以照着它录入意见。"
_TICK_IT = "请让验收单位在选中的一项打“√”，另一项留空，再发来；也可以照着它录入意见。"
PATIENCE = 30.0
"""Seconds for one page of a PDF, or for the text of a Word file, after which the file is given up; a page takes a tenth of one."""

_DAY = re.compile(r"(\d{4})\s*[年./\s-]\s*(\d{1,2})\s*[月./\s-]\s*(\d{1,2})\s*日?")


def read_opinion(path: Path, report: Report = no_report) -> Answer:
    """The answer a filled form gives, bound by its printed number and code; ``UserError`` names what is missing or doubtful.

    What the form says elsewhere comes with it as ``unread``. ``ByHand`` where only a person can read it: a scan, or a page that
    gives its text away as marks alone.
    """
    lines = list(_lines(path, report))
    accepted = _verdict(lines, path)
    found = {key: value(lines, label) for key, label in LABELS.items()}
    try:
        reasons, cells = reasons_of(lines)
    except NoReason as fault:
        raise _unfit(path, str(fault)) from fault
    opinion = found["opinion"] if not (ACCEPT.search(found["opinion"]) and "□" in found["opinion"]) else ""
    if accepted and reasons:
        raise _unfit(path, "勾的是同意销号，却写了退回意见，互相矛盾。")
    if not accepted and not (reasons or opinion):
        raise _unfit(path, "勾的是退回，却没有写退回意见。")
    if not found["unit"]:
        raise _unfit(path, "没有填写验收单位。")
    whole = {found[key] for key in LABELS if key != "on" or not _beside_day(found["on"])}
    answer = Answer(
        package_number=_number(lines, path),
        manifest_sha256="",
        accepted=accepted,
        on=_day(found["on"], path),
        unit=found["unit"],
        person=found["person"],
        opinion=opinion,
        reasons=reasons,
        code=_code(lines, found["code"], path),
        level=found["level"].replace("\n", ""),
        unread=unread(lines, cells | whole),
    )
    if long := too_long(answer):
        raise _unfit(path, f"里{long}。", _SHORTEN)
    return answer


def _unfit(path: Path, what: str, advice: str = _ADVICE) -> UserError:
    return UserError(f"意见表“{path.name}”{what}", advice)


def _lines(path: Path, report: Report) -> Iterator[Line]:
    """Every filled row of every table, from the top; in a Word file or a PDF also the text above and below the tables."""
    pdf = is_pdf(path)
    grids = _pages(path, report) if pdf else _tables(path, report)
    word = not pdf and path.suffix.lower() == ".docx"
    above, below = _read_apart(path, read_paragraphs, report) if word else ((), ())
    yield from (Line((text,), (0,)) for text in above)
    for grid in grids:
        for row in grid.rows:
            cells = {at: text for at, text in enumerate(map(_text, row)) if text}
            if cells:
                yield Line(tuple(cells.values()), tuple(cells))
    yield from (Line((text,), (0,)) for text in below)


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


def read_paragraphs(path: str, _report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The text of a Word form above its first table, and that below it, as the child process reads it."""
    import docx  # a large library, wanted only for a Word form
    from docx.text.paragraph import Paragraph

    blocks = list(docx.Document(path).iter_inner_content())
    first = next((at for at, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))

    def texts(part: list) -> tuple[str, ...]:
        found = (block.text.strip() for block in part if isinstance(block, Paragraph))
        return tuple(filter(None, found))

    return texts(blocks[:first]), texts(blocks[first:])


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _verdict(lines: list[Line], path: Path) -> bool:
    """Whether it says 同意; one that ticks neither or both, or leaves the choice to a cross, is refused."""
    chosen = choice(line.cells for line in lines)
    if chosen.ticked == {ACCEPT, RETURN}:
        raise _unfit(path, "同时勾了同意和退回，看不出是哪一个。")
    if chosen.ticked & chosen.crossed:
        raise _unfit(path, "同一项既打了勾又打了叉，看不出选的是哪一个。", _TICK_IT)
    if not chosen.ticked and chosen.crossed:
        raise _unfit(path, "只打了叉，没有打勾，看不出打叉的一项是选中还是划掉。", _TICK_IT)
    if not chosen.ticked:
        raise _unfit(path, "没有勾选同意还是退回。")
    return ACCEPT in chosen.ticked


def _number(lines: list[Line], path: Path) -> str:
    found = {number for line in lines for cell in line.cells for number in NUMBER.findall(cell)}
    if len(found) != 1:
        raise _unfit(path, "上没有申请包编号。" if not found else "上有不止一个申请包编号。")
    return found.pop()


def _code(lines: list[Line], labelled: str, path: Path) -> str:
    """The package's code: the one behind its label, else the only one on the form."""
    texts = [labelled] if labelled else [cell for line in lines for cell in line.cells]
    read = {check_code(code) for text in texts for code in CODE.findall(half_width(text))}
    if not read:
        raise _unfit(path, "上没有申请包的校验码。")
    if None in read or len(read) != 1:
        raise _unfit(path, "上的校验码被改动过或不止一个。")
    return read.pop() or ""


def _beside_day(text: str) -> str:
    """What stands in the cell of the day besides one."""
    return re.sub(r"\W", "", _DAY.sub("", to_digits(half_width(text)), count=1))


def _day(text: str, path: Path) -> date:
    found = _DAY.search(to_digits(half_width(text)))
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    raise _unfit(path, "的验收日期没有填写，或不是有效日期。")
