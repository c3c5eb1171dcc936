"""Scanned pages sorted to the forms they are (签字件归位): matched by their code, or doubtful with the reason in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.domain.form_code import PageCode, read_page_code
from data.domain.signed import ExpectedForm

PageKey = tuple[str, int]
SEVERAL, PRINT = "several", "print"
_HOWS = ("auto", "typed", "hand")


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page of a scan: its file, its place there, the text of its QR code, how it lies, and a small upright picture.

    ``sha256`` is of the file's bytes as they were read, ``pages`` how many it has. ``fault`` is what keeps the page from
    being any form's: SEVERAL (pages of ours on one sheet), PRINT (never left the computer: text, no scan, no signature).
    """

    source: str
    index: int
    code: str | None
    rotation: int = 0
    thumb: bytes = field(default=b"", repr=False)
    sha256: str = ""
    pages: int = 1
    fault: str = ""

    @property
    def key(self) -> PageKey:
        """What tells it from every other page: a file name may come again with other bytes, these bytes are always the same."""
        return self.sha256, self.index


@dataclass(frozen=True, slots=True)
class Placed:
    """A scanned page and the page of the form it is; ``how`` is auto (by its QR code), hand or typed (see ``Pointed``)."""

    scan: ScannedPage
    page: int
    how: str = "auto"


@dataclass(frozen=True, slots=True)
class Pointed:
    """Which page a person says a scan is: by its looks (hand), or by the code printed at its foot (typed)."""

    form: str
    page: int
    how: str = "hand"


@dataclass(frozen=True, slots=True)
class MatchedForm:
    """A form whose every page is there, in order."""

    expected: ExpectedForm
    sheets: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A page the program does not place. ``why`` is stable English; ``chosen`` what a person said the page is so far."""

    scan: ScannedPage
    why: str
    sentence: str
    chosen: Pointed | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person may say which page it is, for the first time or otherwise than before."""
        return self.why == "unread" or self.chosen is not None


@dataclass(frozen=True, slots=True)
class Sorted:
    """All pages of a batch of scans, sorted."""

    matched: tuple[MatchedForm, ...]
    doubtful: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A form printed at this desk: of which task (its name, "" for the task at hand), which form, which version."""

    task: str
    form: str
    version: int


@dataclass(frozen=True, slots=True)
class Known:
    """What scans are compared with: the task's forms, the numbers and names of the other tasks' packages, titles of forms,
    and what was printed under which content code (核对码)."""

    forms: tuple[ExpectedForm, ...]
    others: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, Printed] = field(default_factory=dict)


def sort_scans(scans: Sequence[ScannedPage], known: Known, by_hand: Mapping[PageKey, Pointed]) -> Sorted:
    """Place every page; ``by_hand`` says for unreadable pages (by their key) which form and page they are.

    A code that was read is never overruled by hand: what it says of version and content must be true.
    """
    doubts: list[Doubt] = []
    placed: dict[str, list[tuple[Placed, int]]] = defaultdict(list)
    for scan in scans:
        code = read_page_code(scan.code) if scan.code else None
        chosen = by_hand.get(scan.key)
        if code is None and chosen is not None and not scan.fault:
            placed[chosen.form].append((Placed(scan, chosen.page, chosen.how), 0))
        elif (doubt := _doubt(scan, code, known)) is not None:
            doubts.append(doubt)
        elif code is not None:
            placed[code.form].append((Placed(scan, code.page), code.pages))
    matched = []
    for form in known.forms:
        sheets, total, twice = _in_order(placed.get(form.form, []), form)
        doubts += twice
        missing = [str(page) for page in range(1, total + 1) if page not in sheets]
        if sheets and missing:
            doubts += [_incomplete(sheet, form, missing) for sheet in sheets.values()]
        elif sheets:
            matched.append(MatchedForm(form, tuple(sheets[page] for page in sorted(sheets))))
    return Sorted(tuple(matched), tuple(doubts))


def _doubt(scan: ScannedPage, code: PageCode | None, known: Known) -> Doubt | None:
    if scan.fault == SEVERAL:
        return Doubt(scan, SEVERAL, "这一页上有两张表，请一页一页分开扫描，再放进来。")
    if code is None and scan.fault:
        return Doubt(scan, scan.fault, f"这一页{_NOT_SIGNED}")
    if code is None:
        if scan.code:
            return Doubt(scan, "unread", "这一页的二维码不是本程序印的，请看图认一下是哪张表的第几页。")
        return Doubt(scan, "unread", "这一页没有认出二维码，请看图认一下是哪张表的第几页。")
    form = next((form for form in known.forms if form.form == code.form), None)
    if all(code.number != one.number for one in known.forms):
        return _other_number(scan, code, known)
    title = form.title if form else known.titles.get(code.form, code.form)
    page = f"“{title}”第{code.page}页"
    if form is None:
        return Doubt(scan, "other_form", f"这是{page}，按现行规则它不用作为签字件收在这里。")
    if code.version != form.version:
        said = f"这是第{code.version}版申请的{page}，现在办理的是第{form.version}版，需重新打印签字。"
        return Doubt(scan, "other_version", said)
    if code.code != form.code:
        said = f"{page}签字后内容有改动（纸上的核对码{code.code}，现在是{form.code}），需重新签字。"
        return Doubt(scan, "changed", said)
    return Doubt(scan, scan.fault, f"{page}{_NOT_SIGNED}") if scan.fault else None


_NOT_SIGNED = "是没有签字的打印件：不是扫描的，也没有证书签名。请放签字、盖章后的扫描件。"


def _other_number(scan: ScannedPage, code: PageCode, known: Known) -> Doubt:
    places = {_without_place(number): task for number, task in known.others.items()}
    other = places.get(_without_place(code.number))
    if other:
        return Doubt(scan, "other_task", f"这一页是另一项任务的（{other}），请放到那项任务里。")
    ours = {_without_place(form.number): form.number for form in known.forms}
    if now := ours.get(_without_place(code.number)):
        said = f"这一页印的申请编号是{code.number}；本单位的行政区划代码改过，现在是{now}，需重新打印签字。"
        return Doubt(scan, "other_place", said)
    return Doubt(scan, "unknown", f"这一页的申请编号{code.number}不在本台账里。")


def _without_place(number: str) -> str:
    """What of a package's number stays when the office gets another code (XH-990123-7-abcd: 7-abcd)."""
    return number.split("-", 2)[-1]


def _in_order(
    given: Sequence[tuple[Placed, int]], form: ExpectedForm
) -> tuple[dict[int, Placed], int, list[Doubt]]:
    """The pages by number, how many there must be, and those that came twice: the first one stands, after those whose own
    code says what they are."""
    sheets: dict[int, Placed] = {}
    twice = []
    total = max((pages for _, pages in given), default=0) or form.pages or 0
    for placed in sorted((one for one, _ in given), key=lambda one: _HOWS.index(one.how)):
        if placed.page in sheets:
            which = "先收的那一页为准。" if placed.how == "auto" else "这一页请再认一下，或者不收。"
            said = f"“{form.title}”第{placed.page}页不止一张，{which}"
            twice.append(Doubt(placed.scan, "twice", said, _chosen(placed, form)))
        else:
            sheets[placed.page] = placed
    return sheets, max([total, *sheets]), twice


def _incomplete(sheet: Placed, form: ExpectedForm, missing: Sequence[str]) -> Doubt:
    said = f"“{form.title}”缺第{'、'.join(missing)}页，补扫后放进来就齐了。"
    return Doubt(sheet.scan, "incomplete", said, _chosen(sheet, form))


def _chosen(placed: Placed, form: ExpectedForm) -> Pointed | None:
    """What a person said of this page; None where its own code says it."""
    return None if placed.how == "auto" else Pointed(form.form, placed.page, placed.how)
