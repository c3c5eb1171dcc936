"""The journal: who changed what and when, written by the same transaction as the change, each line bound to the last.

A line carries the hash of the one before it, so that an edited or deleted line is found.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from data.domain.plain import dumps

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line as shown: ``what`` a stable key, ``subject`` an id, ``detail`` JSON data (often before and after)."""

    seq: int
    at: str
    by: str
    what: str
    subject: str
    detail: dict[str, object]


def write(db: Database, by: str, what: str, subject: str, detail: object, at: datetime | None = None) -> None:
    """Add one line; called inside the transaction of the change itself."""
    last = db.execute("select hash from journal order by seq desc limit 1").fetchone()
    prev = last[0] if last else _START
    row = {
        "at": (at or datetime.now().astimezone()).isoformat(timespec="seconds"),
        "by": by,
        "what": what,
        "subject": subject,
        "detail": dumps(detail),
        "prev": prev,
    }
    db.table("journal").insert({**row, "hash": _hash(row)})


def _hash(row: dict[str, str]) -> str:
    text = json.dumps(
        [row[key] for key in ("prev", "at", "by", "what", "subject", "detail")], ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def lines(db: Database, subject: str | None = None, limit: int = 500) -> list[JournalLine]:
    """The newest lines first; of one subject, or of all."""
    where, args = ("where subject = ?", [subject]) if subject else ("", [])
    found = db.query(
        f'select seq, at, "by", what, subject, detail from journal {where} order by seq desc limit ?',
        [*args, limit],
    )
    return [JournalLine(**{**row, "detail": json.loads(row["detail"])}) for row in found]


def first_broken_line(db: Database) -> int | None:
    """The number of the first line that was changed or follows a removed one; None when the chain is whole."""
    prev = _START
    for row in db.query("select * from journal order by seq"):
        if row["prev"] != prev or _hash(row) != row["hash"]:
            return int(row["seq"])
        prev = row["hash"]
    return None


def head(db: Database) -> str:
    """The hash of the last line: printed on paper, it proves later that no line was cut off."""
    last = db.execute("select hash from journal order by seq desc limit 1").fetchone()
    return last[0] if last else _START
