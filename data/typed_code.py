"""The code typed from paper (核对码): which page of which form it stands on, or what about it cannot be right."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.domain.scans import Known, Pointed, Printed
from data.domain.signed import ExpectedForm
from data.files import check_code, code_letters

_GROUP = 4
_LENGTH = 17


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed: the page it means, or what is wrong with the code or with the page number."""

    pointed: Pointed | None = None
    code_problem: str = ""
    page_problem: str = ""


def read_entry(known: Known, typed: str, page: str) -> Entry:
    """The page of one of the task's forms that the printed code and the page number name; blanks, case and O/0, I/1 forgiven."""
    bare = typed.strip().removeprefix("核对码").strip(" 　:：")
    code = check_code(bare)
    if code is None:
        return Entry(code_problem=_misread(known, bare))
    form = next((form for form in known.forms if form.code == code), None)
    if form is None:
        return Entry(code_problem=_not_ours(known, code))
    if not form.pages:
        return Entry(code_problem=f"“{form.title}”还没有打印过，请先“打印签字件…”。")
    number = page.strip().removeprefix("第").removesuffix("页").strip(" -—")
    if not number.isdecimal() or not 1 <= int(number) <= form.pages:
        return Entry(page_problem=f"“{form.title}”有{form.pages}页，请填1到{form.pages}。")
    return Entry(Pointed(form.form, int(number), "typed"))


def _misread(known: Known, bare: str) -> str:
    letters = code_letters(bare)
    if not letters:
        return "请照页脚输入核对码。"
    if len(letters) != _LENGTH:
        return f"核对码是{_LENGTH}位，现在输了{len(letters)}位，请照页脚再看一遍。"
    near = [(form, wrong) for form in known.forms if len(wrong := _wrong_groups(letters, form)) == 1]
    if len(near) == 1:
        [(form, [group])] = near
        return f"像是“{form.title}”的核对码，但第{group}组不对，请照页脚再看一遍。"
    return "核对码里有输错的，请照页脚再看一遍。"


def _wrong_groups(letters: str, form: ExpectedForm) -> Sequence[int]:
    """Which groups of four, counted from one, differ from the form's code."""
    right = code_letters(form.code)
    starts = range(0, _LENGTH, _GROUP)
    return [at for at, begin in enumerate(starts, 1) if letters[begin:][:_GROUP] != right[begin:][:_GROUP]]


def _not_ours(known: Known, code: str) -> str:
    printed = known.printed.get(code)
    if printed is None:
        return "这个核对码不是现在要签的这几张表的：可能是改动以前打印的，或是别处的，请重新打印签字。"
    page = f"“{known.titles.get(printed.form, printed.form)}”"
    if printed.task:
        return f"这是另一项任务（{printed.task}）{page}的核对码，请放到那项任务里。"
    return _outdated(known, printed, page)


def _outdated(known: Known, printed: Printed, page: str) -> str:
    now = next((form.code for form in known.forms if form.form == printed.form), "")
    if not now:
        return f"这是{page}的核对码，按现行规则它不用作为签字件收在这里。"
    return f"这是第{printed.version}版{page}改动以前的核对码，现在是{now}，需重新打印签字。"
