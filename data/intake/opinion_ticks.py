"""Ticks and crosses on a form (☑ √ ✓ 是, × x): which of 同意 and 退回 it says yes to, and which it strikes out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

ACCEPT = re.compile(r"(?<![不予])同意")
RETURN = re.compile(r"退回|不同意|不予销号")

Option = re.Pattern[str]

_BOX = "□☐○◯"
_TICK = "☑✓✔√■●◼🗹"
_CROSSED_BOX = "☒"
"""What Word draws into a box that was clicked: a tick, unless another box has a real one."""
_CROSS = "×✗✘✕✖❌"
_MARKS = re.compile(rf"(?=(?<!\d)[{_CROSS}](?!\s*\d)|[{_BOX}{_TICK}{_CROSSED_BOX}])")  # 2×3 is no cross
_BRACKETED = re.compile(rf"[\[【（(]\s*(?P<mark>[{_BOX}{_TICK}{_CROSSED_BOX}{_CROSS}VvYyXx]?)\s*[\]】）)]")
_LETTERS = dict.fromkeys("VvYy", "√") | dict.fromkeys("Xx", "×")
_YES = re.compile(r"^[\s\[\]【】（）()]*(?:是|对|1)[\s\[\]【】（）()]*$")
_QUESTION = re.compile(r"^(?:是否同意(?:销号)?|(?:验收)?结论|验收结果)[：:]?$")
_REASONS = re.compile(r"退回(?:意见|原因|理由)")  # the label of the reasons: what stands behind it is no tick
_NAMES = re.compile(r"^(?:同意|不同意|退回|不予)(?:销号|补正)?[：:]?$")
_SAYS_YES = re.compile(r"^(?:是|同意)")
_SAYS_NO = re.compile(r"^(?:否|不同意|退回)")


@dataclass(frozen=True, slots=True)
class Choice:
    """The options a form ticks, and those it has a cross at: beside a tick "not this one", alone no answer."""

    ticked: frozenset[Option]
    crossed: frozenset[Option]


def choice(rows: Iterable[Sequence[str]]) -> Choice:
    """What the form's rows of cells tick and cross: a mark at the word, alone in the next cell, or a plain answer."""
    found = {pair for cells in rows for pair in _marked(cells)}

    def options(marks: str) -> frozenset[Option]:
        return frozenset(option for option, mark in found if mark in marks)

    ticked, boxed = options(_TICK), options(_CROSSED_BOX)
    return Choice(ticked, options(_CROSS) | boxed) if ticked else Choice(boxed, options(_CROSS))


def says_choice(cell: str) -> bool:
    """Whether the cell is nothing but options and their marks, answers or questions: it is read as the choice."""
    plain = re.sub(r"\s", "", _unbracketed(cell))
    if _alone(plain) or plain in _BOX or _NAMES.match(plain) or _QUESTION.match(plain) or plain == "否":
        return True
    lines = [line for line in _unbracketed(cell).splitlines() if line.strip()]
    return all(_MARKS.search(line) and _option(line) for line in lines)


def _marked(cells: Sequence[str]) -> Iterator[tuple[Option, str]]:
    """Each option the row has a mark at, with the mark."""
    for at, cell in enumerate(cells):
        following = cells[at + 1] if at + 1 < len(cells) else ""
        for line in _unbracketed(cell).splitlines():
            yield from _in_line(line)
        option, mark = _option(cell), _alone(_unbracketed(following))
        if option and mark and not (_REASONS.search(cell) or _MARKS.search(_unbracketed(cell))):
            yield option, mark
        if _QUESTION.match(re.sub(r"\s", "", cell)):
            yield from _plain(following)


def _unbracketed(text: str) -> str:
    """[√], （x） and 【　】 as the boxes they stand for: √, × and □."""

    def box(found: re.Match[str]) -> str:
        return _LETTERS.get(found["mark"], found["mark"]) or "□"

    return _BRACKETED.sub(box, text)


def _alone(text: str) -> str:
    """The mark that is all of a cell, a word or letter said for it included; "" where it is anything else."""
    plain = text.strip()
    if _YES.match(plain):
        return "√"
    mark = _LETTERS.get(plain, plain)
    return mark if len(mark) == 1 and mark in _TICK + _CROSSED_BOX + _CROSS else ""


def _option(text: str) -> Option | None:
    if RETURN.search(text):
        return RETURN
    return ACCEPT if ACCEPT.search(text) else None


def _in_line(line: str) -> Iterator[tuple[Option, str]]:
    """Marks stand before their words (√同意 □退回); a line that begins with the words has them behind (同意√ 退回□)."""
    chunks = [chunk for chunk in _MARKS.split(line) if chunk.strip()]
    if not chunks:
        return
    if not _MARKS.match(chunks[0]) and _option(chunks[0]):
        words = [chunks[0], *(chunk[1:] for chunk in chunks[1:])]
        chunks = [chunk[0] + before for before, chunk in zip(words, chunks[1:], strict=False)]
    for chunk in chunks:
        option = _option(chunk)
        if option and chunk[0] in _TICK + _CROSSED_BOX + _CROSS:
            yield option, chunk[0]


def _plain(answer: str) -> Iterator[tuple[Option, str]]:
    if _MARKS.search(_unbracketed(answer)):
        return
    if _SAYS_NO.match(answer):
        yield RETURN, "√"
    elif _SAYS_YES.match(answer):
        yield ACCEPT, "√"
