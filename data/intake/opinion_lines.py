"""The rows of an opinion form: what its labels are, what stands behind one, and what was read as nothing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from data.domain.numerals import half_width
from data.domain.opinion import LEVEL_NOTE, NOTE
from data.intake.opinion_ticks import says_choice

LABELS = {
    "unit": re.compile(r"^(?:(?:验收|督导|答复)[（(]?(?:验收|督导)?[)）]?)?单位(?:名称)?(?:（盖章）)?$"),
    "person": re.compile(r"^(?:验收人员?|经办人|组长|验收组组?长|填写人|联系人)(?:（签字）)?$"),
    "on": re.compile(r"^(?:验收|答复|填写|签署)?(?:日期|时间)$"),
    "opinion": re.compile(r"^(?:验收|具体|总体|综合)?意见(?:说明)?$"),
    "code": re.compile(r"^校验码$"),
    "level": re.compile(r"^(?:验收)?(?:层级|级别)$"),
}
RETURN_LABEL = re.compile(r"^退回(?:意见|原因|理由)(?:（.*）)?[\d一二三四五六七八九十]*$")
SUBJECT_HEAD = re.compile(r"^针对(?:的.*|内容|事项|对象|部分)?$")
NUMBER = re.compile(r"XH-[^\s，。；、（）()|　]+")
CODE = re.compile(r"[0-9A-Za-z]{4}(?:\s?-\s?[0-9A-Za-z]{4}){3}\s?-\s?[0-9A-Za-z]")

_OURS = re.compile(r"^(?:整改任务|任务名称|申请单位|填写说明|说明|填表说明)$")
"""Labels of what the applicant printed: it is not the reviewer's word."""
_PRINTED = re.compile(
    r"^(?:项目|填写|序号|申请包编号|退回|原因(?:（逐条写明）)?|（?(?:盖章|公章|签字|签章)）?|年月日|整改任务.{0,12}意见表(?:（可填写）)?|第\d+版"
    r"|[—-]*第?\d+页?[—-]*|[—-]*第?\d+页?[/，,]?(?:共?\d+页)[—-]*|\d+/\d+)$"
)
_FILLER = re.compile(
    r"^(?:[/\\_*＊—－\-–.。·xX×✗✘✕]+|(?:此栏)?(?:无|没有|空|空白|以下空白)(?:退回|其他|其它)?(?:意见|原因|内容)?[。.]?)$"
)
_SHORTEST_PIECE = 8  # characters: a shorter piece of our note may stand in anybody's sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the form: its filled cells, left to right, and the columns they stand in."""

    cells: tuple[str, ...]
    columns: tuple[int, ...]


def squeezed(text: str) -> str:
    """A cell as a label is compared: without blanks and the colon at its end."""
    return re.sub(r"[\s　]", "", text).rstrip("：:")


def is_label(text: str) -> bool:
    """Whether the cell is a label the form is read by."""
    plain = squeezed(text)
    return any(label.match(plain) for label in (*LABELS.values(), RETURN_LABEL))


def labelled(cell: str) -> tuple[str, str]:
    """The label and the words of a cell that holds both (验收单位：市水利局); the cell and "" where it holds one alone."""
    head, colon, rest = cell.replace(":", "：").partition("：")
    return (squeezed(head), rest.strip()) if colon and rest.strip() else (squeezed(cell), "")


def value(lines: Sequence[Line], label: re.Pattern[str]) -> str:
    """What stands behind a label: after its colon, else in the next cell that is no label itself; a filler is nothing."""
    for line in lines:
        for at, cell in enumerate(line.cells):
            head, rest = labelled(cell)
            if not label.fullmatch(head):
                continue
            following = "".join(line.cells[at + 1 : at + 2])
            if rest or (following and not is_label(following)):
                return without_filler(rest or following)
    return ""


def without_filler(text: str) -> str:
    """The text, or "" where it only fills a cell that is not used (无, /, —)."""
    return "" if _FILLER.match(squeezed(text)) else text


def begins_reading(line: Line) -> bool:
    """Whether anything on the row is asked for: what stands above the first such row is the form's heading."""
    return any(
        is_label(labelled(cell)[0])
        or says_choice(cell)
        or NUMBER.search(cell)
        or CODE.search(half_width(cell))
        for cell in line.cells
    )


def unread(lines: Sequence[Line], read: Collection[str]) -> tuple[str, ...]:
    """The cells below the form's heading that are neither printed on it nor among those ``read``, each once, as they stand."""
    begin = next((at for at, line in enumerate(lines) if begins_reading(line)), len(lines))
    found = (cell for line in lines[begin:] for cell in _unread(line, read))
    return tuple(dict.fromkeys(found))


def _unread(line: Line, read: Collection[str]) -> Iterator[str]:
    ours = False
    for cell in line.cells:
        head, rest = labelled(cell)
        if not (ours or cell in read or (is_label(head) and (not rest or rest in read)) or printed(cell)):
            yield cell
        ours = bool(_OURS.match(squeezed(cell)))


def printed(cell: str) -> bool:
    """Whether the cell is one the form has before anybody fills it in, or says nothing: a head, a number, an empty box, a filler."""
    plain, (head, _) = squeezed(cell), labelled(cell)
    if _PRINTED.match(plain) or _OURS.match(head) or SUBJECT_HEAD.match(plain) or says_choice(cell):
        return True
    bound = re.sub(r"申请包编号|校验码|第\d+版|\W", "", CODE.sub("", NUMBER.sub("", half_width(cell))))
    piece = len(plain) >= _SHORTEST_PIECE and plain in NOTE + LEVEL_NOTE
    return not bound or piece or not without_filler(cell)
