"""The dictionary of column names (列名词典): what a header means, how surely, and the words that mark rows that are no task."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

RESOURCE = Path(__file__).resolve().parent.parent.parent / "resources" / "columns.toml"
SURE = 0.8
LONGEST_HEADER = 16

_BRACKETS = re.compile(r"[(（\[【〔{《<].*?[)）\]】〕}》>]|[(（\[【].*$")
_AND = re.compile(r"[及和与、/\\,;&+]|以及")
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.．:：)）]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Match:
    """What one header means: canonical field ("" = known to be none of them), how surely (0…1) and how it was found.

    ``others`` are the further fields of a header that names several (整改内容及措施).
    """

    field: str
    score: float
    how: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Header words with two meanings (存在问题): ``field``, but ``becomes`` beside other columns or after them."""

    names: frozenset[str]
    field: str
    becomes: str
    beside: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The loaded ``resources/columns.toml``; all header words normalised."""

    titles: dict[str, str]
    names: dict[str, Match]
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    ambiguous: tuple[Ambiguous, ...]
    other_sheets: dict[str, tuple[str, ...]]
    pollution: tuple[str, ...]
    words: dict[str, frozenset[str]]

    def title(self, field: str) -> str:
        """The Chinese name of a field, for messages."""
        return self.titles.get(field, field)


def normalise_header(text: str) -> str:
    """A header as compared: NFKC, lower case, without any space, line break or punctuation."""
    return _normalise(text)


@lru_cache(maxsize=8192)
def _normalise(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(ch for ch in folded if ch.isalnum()).replace("督查", "督察").replace("台帐", "台账")


@cache
def dictionary() -> Dictionary:
    """The dictionary shipped with the program, read once."""
    with RESOURCE.open("rb") as file:
        data = tomllib.load(file)
    names: dict[str, Match] = {}
    for field, entry in data["fields"].items():
        for name in entry["names"]:
            names.setdefault(_normalise(name), Match(field, 1.0, "exact"))
        for name in entry.get("second", []):
            names.setdefault(_normalise(name), Match(field, 0.9, "second"))
    ambiguous = tuple(
        Ambiguous(
            frozenset(map(_normalise, item["names"])),
            item["field"],
            item["becomes"],
            frozenset(item["beside"]),
            frozenset(item["after"]),
        )
        for item in data["ambiguous"]
    )
    for item in ambiguous:
        for name in item.names:
            names[name] = Match(item.field, 0.9, "ambiguous")
    return Dictionary(
        titles={field: entry["title"] for field, entry in data["fields"].items()},
        names=names,
        rules=tuple((rule["field"], re.compile(rule["pattern"])) for rule in data["rules"]),
        ambiguous=ambiguous,
        other_sheets={key: tuple(value) for key, value in data["other_sheets"].items()},
        pollution=(*data["pollution"]["words"], *data["pollution"]["mojibake"]),
        words={key: frozenset(value) for key, value in data["words"].items()},
    )


@lru_cache(maxsize=8192)
def match_header(text: str) -> Match | None:
    """The field one header text names: exactly, without its brackets, or by a rule; None where no rule knows it."""
    known = dictionary()
    whole = _normalise(text)
    if not whole or whole.isdigit():
        return None
    if whole in known.names:
        return known.names[whole]
    bare = _bare(text)
    if bare in known.names:
        match = known.names[bare]
        return Match(match.field, match.score - 0.02, match.how)
    if not bare or len(bare) > LONGEST_HEADER:
        return None
    return _two_in_one(text) or _by_rule(bare)


def _two_in_one(text: str) -> Match | None:
    """A header naming two fields (责任单位及责任人) is the first of them, and doubtful."""
    parts = _AND.split("".join(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)).split()))
    found = [dictionary().names.get(_normalise(_LEADING_NUMBER.sub("", part))) for part in parts]
    fields = [match.field for match in found if match]
    if len(parts) < 2 or len(fields) < len(parts):
        return None
    sure = 0.95 if len(set(fields)) == 1 else 0.7
    return Match(fields[0], sure, "joined", tuple(fields[1:]))


def _by_rule(bare: str) -> Match | None:
    for field, pattern in dictionary().rules:
        if pattern.search(bare):
            return Match(field, 0.85, "rule")
    return None


def _bare(text: str) -> str:
    """Without bracketed remarks and without a leading number: ``3.责任单位（首个为牵头）`` -> ``责任单位``."""
    folded = unicodedata.normalize("NFKC", text)
    return _normalise(_LEADING_NUMBER.sub("", _BRACKETS.sub("", "".join(folded.split()))))


@lru_cache(maxsize=2048)
def guess_header(text: str) -> Match | None:
    """A field for a header no rule knows: one that contains a known name, or is close to one. Always to be asked about."""
    bare = _bare(text) or _normalise(text)
    if not 2 <= len(bare) <= 2 * LONGEST_HEADER:
        return None
    return _contained(bare) or _close(bare)


def _contained(bare: str) -> Match | None:
    best: tuple[int, str] = (0, "")
    for name, match in dictionary().names.items():
        if len(name) >= 3 and name in bare and len(name) > best[0]:
            best = (len(name), match.field)
    if best[0] * 2 < len(bare):
        return None
    return Match(best[1], 0.5 + 0.25 * best[0] / len(bare), "contained")


def _close(bare: str) -> Match | None:
    if len(bare) < 3:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(bare)
    best = Match("", 0.0, "close")
    for name, match in dictionary().names.items():
        if len(name) < 3 or abs(len(name) - len(bare)) > 1:
            continue
        matcher.set_seq1(name)
        ratio = matcher.ratio()
        if ratio >= 0.74 and ratio > best.score:
            best = Match(match.field, min(ratio, 0.75), "close")
    return best if best.score else None


_UNIT_FIELDS = frozenset({"lead_unit", "units", "supporting_units"})
_PERSON_FIELDS = frozenset({"responsible_person", "phone", "leader_in_charge"})


@lru_cache(maxsize=4096)
def match_levels(levels: tuple[str, ...]) -> Match | None:
    """The field a header of one to three levels names: joined, by its lowest level, or by its upper level.

    ``("整改", "时限")`` is broken over rows; ``("责任单位", "配合单位")`` says it in the lowest level;
    ``("验收", "牵头单位")`` changes its meaning by the upper one.
    """
    lower = match_header(levels[-1]) if levels else None
    if len(levels) < 2:
        return lower
    upper = match_levels(levels[:-1])
    joined = match_header("".join(levels))
    if joined and joined.how in ("exact", "second", "ambiguous"):
        return joined
    turned = match_header("".join(reversed(levels[-2:])))
    if lower is None and turned and turned.how in ("exact", "second"):
        return turned
    if lower is None:
        short = match_header("".join(levels[-2:]))
        if short or joined:
            return short or joined
        return Match(upper.field, upper.score * 0.85, "upper") if upper else None
    return _under(upper, lower) if upper else lower


def _under(upper: Match, lower: Match) -> Match:
    """A lower level read under its upper one: acceptance units and dates of progress keep their own meaning."""
    if upper.field == "acceptance_unit" and lower.field in _UNIT_FIELDS:
        return Match("acceptance_unit", upper.score, "upper")
    if upper.field == "acceptance_unit" and lower.field in _PERSON_FIELDS:
        return Match("", 0.85, "upper")
    if upper.field == "supporting_units" and lower.field == "units":
        return Match("supporting_units", upper.score, "upper")
    if upper.field in ("progress", "status"):
        if lower.how == "ambiguous":
            return Match("difficulty", 0.9, "upper")
        if lower.field == "deadline" and lower.how == "second":
            return Match("", 0.85, "upper")
        if lower.field == "measures":
            return Match("progress", 0.8, "upper")
    if upper.field == "measures" and lower.field == "number":
        return Match("ignore", 1.0, "upper")
    return lower
