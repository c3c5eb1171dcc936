"""Ticks on a form (☑ √ ✓ 是): which of 同意 and 退回 a row of cells says yes to."""

import re
from collections.abc import Sequence

ACCEPT = re.compile(r"(?<![不予])同意")
RETURN = re.compile(r"退回|不同意|不予销号")

_BOX = "□☐○◯"
_TICK = "☑☒✓✔√■●◼🗹"
_MARKS = re.compile(rf"(?=[{_BOX}{_TICK}])")
_YES = re.compile(rf"^[\s\[\]【】（）()]*(?:[{_TICK}]|是|对|[VvYyXx]|1)[\s\[\]【】（）()]*$")
_QUESTION = re.compile(r"^(?:是否同意(?:销号)?|(?:验收)?结论|验收结果)[：:]?$")
_SAYS_YES = re.compile(r"^(?:是|同意)")
_SAYS_NO = re.compile(r"^(?:否|不同意|退回)")


def ticked(cells: Sequence[str]) -> set[re.Pattern[str]]:
    """``ACCEPT`` and ``RETURN`` where the row ticks them: a mark at the word, alone in the next cell, or a plain answer."""
    found: set[re.Pattern[str]] = set()
    for at, cell in enumerate(cells):
        following = cells[at + 1] if at + 1 < len(cells) else ""
        found |= {option for line in cell.splitlines() for option in _in_line(line)}
        option = _option(cell)
        if option and not _MARKS.search(cell) and _YES.match(following):
            found.add(option)
        if _QUESTION.match(re.sub(r"\s", "", cell)):
            found |= _plain(following)
    return found


def _option(text: str) -> re.Pattern[str] | None:
    if RETURN.search(text):
        return RETURN
    return ACCEPT if ACCEPT.search(text) else None


def _in_line(line: str) -> set[re.Pattern[str]]:
    """Marks stand before their words (√同意 □退回); a line that begins with the words has them behind (同意√ 退回□)."""
    chunks = [chunk for chunk in _MARKS.split(line) if chunk.strip()]
    if not chunks:
        return set()
    if chunks[0][0] not in _BOX + _TICK and _option(chunks[0]):
        words = [chunks[0], *(chunk[1:] for chunk in chunks[1:])]
        chunks = [chunk[0] + before for before, chunk in zip(words, chunks[1:], strict=False)]
    options = (_option(chunk) for chunk in chunks if chunk[0] in _TICK)
    return {option for option in options if option}


def _plain(answer: str) -> set[re.Pattern[str]]:
    if any(mark in answer for mark in _BOX + _TICK):
        return set()
    if _SAYS_NO.match(answer):
        return {RETURN}
    return {ACCEPT} if _SAYS_YES.match(answer) else set()
