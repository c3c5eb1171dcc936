"""Reading under mutation: every damaged copy of the corpus must end in a Book or a UserError.

The readers run as in the child of ``read_book`` (same memory limit), many files to a process, so that ten thousand take
minutes; a process that dies or hangs is what ``read_book`` turns into a UserError, and is counted apart.
"""

import argparse
import io
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

from data.apart import confine
from data.domain.errors import UserError
from data.domain.model import no_report
from data.intake.grid import Book
from data.intake.parse import parse
from data.intake.workbook import read_book

_HANG = 30.0
_TOKENS = [
    b"1048576", b"-1", b"99999999999", b"XFD1048576", b"A0", b"", b"&#0;", b"\xff\xfe", b"1E999", b"NaN", b"2958466",
    b"<", b">", b'"', b't="s"', b't="e"', b't="d"', b's="999"', b"\x00", b"ZZZZ1", b"&x;", b"]]>", b"\xd0\xcf\x11\xe0",
]  # fmt: skip


def mutants(sources: list[Path], count: int, seed: int) -> Iterable[tuple[str, bytes]]:
    """``count`` damaged copies, the same for the same seed."""
    rnd = random.Random(seed)
    for number in range(count):
        source = sources[number % len(sources)]
        data = source.read_bytes()
        if data.startswith(b"PK\x03\x04") and rnd.random() < 0.7:
            data = _with_parts_damaged(data, rnd)
        else:
            data = _damaged(data, rnd)
        yield source.name, data


def _damaged(data: bytes, rnd: random.Random) -> bytes:
    way = rnd.randrange(5)
    body = bytearray(data)
    for _ in range(rnd.randrange(1, 9)):
        at = rnd.randrange(len(body) or 1)
        if way == 0:
            body[at : at + 1] = bytes([rnd.randrange(256)])
        elif way == 1:
            body[at : at + rnd.randrange(1, 6)] = rnd.choice(_TOKENS)
        elif way == 2:
            del body[at : at + rnd.randrange(1, 80)]
        elif way == 3:
            body[at:at] = body[at : at + rnd.randrange(1, 400)]
        else:
            return bytes(body[:at])
    return bytes(body)


def _with_parts_damaged(data: bytes, rnd: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rnd.choice(sorted(parts))
    if rnd.random() < 0.1:
        del parts[name]
    else:
        parts[name] = _damaged(parts[name], rnd)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content)
    return out.getvalue()


def _serve(connection: Connection) -> None:
    confine()
    while path := connection.recv():
        try:
            outcome = "book" if isinstance(parse(Path(path), no_report), Book) else "no book"
        except UserError as error:
            outcome = "refused" if error.title and error.advice else "empty sentence"
        except MemoryError:
            outcome = "memory"
        except BaseException as error:
            outcome = f"broken {type(error).__name__}"
        connection.send(outcome)


class Reader:
    """A reading process, started anew when it dies or hangs."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._ours, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def outcome(self, path: Path) -> str:
        """How reading ``path`` ended."""
        self._ours.send(str(path))
        try:
            if self._ours.poll(_HANG):
                return self._ours.recv()
            ended = "hung"
        except EOFError:
            ended = "died"
        self._process.kill()
        self._process.join()
        self._start()
        return ended


def through_the_door(path: Path) -> str:
    """The same file through ``read_book`` itself, for what the long-lived reader could not judge."""
    try:
        return "passed" if isinstance(read_book(path), Book) else "no book"
    except UserError:
        return "passed"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/files/workbooks"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--every", type=int, default=50, help="each so-manieth file goes through read_book as well"
    )
    options = parser.parse_args()
    sources = sorted(path for path in options.folder.rglob("*") if path.is_file() and path.stat().st_size)
    if not sources:
        print(f"no files in {options.folder}", file=sys.stderr)
        return 2
    outcomes: Counter[str] = Counter()
    failed = 0
    started = time.monotonic()
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(mutants(sources, options.count, options.seed)):
            path = Path(folder, name)
            path.write_bytes(data)
            outcome = reader.outcome(path)
            outcomes[outcome] += 1
            judged = outcome.startswith(("book", "refused", "broken", "memory")) and number % options.every
            verdict = "passed" if judged else through_the_door(path)
            if verdict != "passed":
                failed += 1
                print(f"mutant {number} of {name}: {outcome}; {verdict}", file=sys.stderr)
            path.unlink()
    for outcome, times in outcomes.most_common():
        print(f"{times:7} {outcome}")
    print(f"{options.count - failed} passed, {failed} failed in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
