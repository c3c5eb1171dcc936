"""How alike two texts are and what differs between them: to know a re-issued task again, and to show a change inside its text."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_PLAIN = re.compile(r"[\W_]+")
_WORDS = re.compile(r"\d[\d.,]*(?:%|％|年底?|个?月|日|号)?|[A-Za-z]+|[^\S\n]+|.", re.DOTALL)
_ISLAND = 1  # one lone character between two changes reads as part of them


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text without spaces, punctuation and differences of width."""
    return _PLAIN.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def digest(text: str) -> str:
    """The same for texts that differ only in spaces, punctuation and width."""
    return hashlib.sha256(folded(text).encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=65536)
def _pairs(text: str) -> frozenset[str]:
    plain = folded(text)
    return frozenset(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def likeness(left: str, right: str) -> float:
    """From 0 to 1: the share of pairs of neighbouring characters two texts have in common; takes time in their length only."""
    ours, theirs = _pairs(left), _pairs(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a compared text: ``kind`` is same, gone or new."""

    kind: str
    text: str


def marked(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as one: what stayed, what went and what came, in whole words, dates and numbers."""
    ours, theirs = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    pieces = [
        ("".join(ours[a1:a2]), "".join(theirs[b1:b2]), tag == "equal")
        for tag, a1, a2, b1, b2 in matcher.get_opcodes()
    ]
    runs: list[Run] = []
    gone = new = ""
    for at, (old, fresh, same) in enumerate(pieces):
        island = same and 0 < at < len(pieces) - 1 and len(old) <= _ISLAND and _is_word(old)
        if same and not island:
            runs += _changed(gone, new)
            gone = new = ""
            runs.append(Run("same", old))
        else:
            gone, new = gone + old, new + fresh
    return tuple(runs + _changed(gone, new))


def _is_word(text: str) -> bool:
    return text.isalnum()


def _changed(gone: str, new: str) -> list[Run]:
    return [Run(kind, text) for kind, text in (("gone", gone), ("new", new)) if text]
