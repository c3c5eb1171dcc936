"""Where a reason of a return (退回意见) is mended: the measure, piece of evidence or part the reviewer named."""

import re
from collections.abc import Iterable, Mapping

from data.domain.model import Evidence, Measure, Reason

ANSWER = "package/answer"
"""Where a reason about the whole package is answered."""

_MEASURE = re.compile(r"措施\s*(\d{1,3})|第\s*(\d{1,3})\s*条")
_PIECE = re.compile(r"0?6-\d{2,}\s*(.*)")
_PARTS = {
    "letter": "task",
    "form": "task",
    "measures": "measure:1",
    "report": "verification",
    "record": "verification",
    "evidence": "evidence",
    "photos": "evidence",
    "notice": "notice",
}


def place_of(
    reason: Reason, measures: Iterable[Measure], evidence: Iterable[Evidence], titles: Mapping[str, str]
) -> str:
    """The place to mend the reason in; the answer itself where the reviewer named nothing we know."""
    subject = reason.subject.strip()
    named = _MEASURE.search(subject)
    if named:
        position = int(named[1] or named[2])
        known = any(measure.position == position for measure in measures)
        return f"measure:{position}/reported" if known else ANSWER
    piece = _PIECE.match(subject)
    if piece:
        # Numbers move when pieces are added; titles stay.
        found = next((one.id for one in evidence if one.title == piece[1].strip()), None)
        return f"evidence:{found}" if found else "evidence"
    part = next((key for key, title in titles.items() if subject and subject in (title, key)), "")
    return _PARTS.get(part, ANSWER)
