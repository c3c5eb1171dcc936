"""What a person answered to a doubtful deadline phrase: kept by the phrase, and put into its reading wherever it stands again."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.domain.model import Deadline

LONG_TERM = "long_term"
"""The answer that a phrase fixes no date but a lasting duty (长期坚持)."""

_YEAR = re.compile(r"20\d\d|二[〇零○]\d{2}|二[〇零○][一二三四五六七八九〇零○]{2}|十[三四五六七]五")


def phrase_key(text: str) -> str:
    """What an answer is kept under: the phrase without spaces and differences of width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def is_lasting(phrase: str, answer: str) -> bool:
    """Whether an answer holds for later lists too: a date does only where the phrase itself names its year."""
    return answer == LONG_TERM or bool(_YEAR.search(phrase_key(phrase)))


def answered(deadline: Deadline, answers: Mapping[str, str]) -> Deadline:
    """The reading with the person's answer (an ISO date or ``LONG_TERM``) where it waits for one; the text stays as received."""
    answer = answers.get(phrase_key(deadline.text)) if deadline.needs_review else None
    if not answer:
        return deadline
    sure = replace(deadline, needs_review=False, reason=None, candidates=())
    if answer == LONG_TERM:
        return replace(sure, due=None, milestones=(), long_term=True, reading="长期坚持（已确认）")
    day = date.fromisoformat(answer)
    tail = "；并长期坚持" if deadline.long_term else ""
    return replace(
        sure,
        due=day,
        milestones=(*(one for one in deadline.milestones if one < day), day),
        reading=f"{day.year}年{day.month}月{day.day}日（已确认）{tail}",
    )
