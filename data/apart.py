"""Work that may bring its process down (files and drivers of others), done in a child process that may die."""

import logging
import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from data.domain.errors import UserError
from data.domain.model import Report, no_report

T = TypeVar("T")

MEMORY_LIMIT = 2 * 2**30
"""Address space of the child: ten times what the largest sensible file needs."""

DIED, SLOW, MEMORY, BROKEN = "died", "slow", "memory", "broken"

_BEAT = 0.1
_SPAWN = multiprocessing.get_context("spawn")
_LOG = logging.getLogger(__name__)


class Lost(Exception):
    """The work gave no result. ``why``: the child died, stayed silent too long, ran out of memory, or the work is broken."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Apart:
    """One child process doing one piece of work after another; started when first asked, gone with the ``with`` block.

    What is asked travels through a pipe, never on a command line, and is written nowhere.
    """

    def __init__(self) -> None:
        self._child: SpawnProcess | None = None
        self._line: Connection | None = None
        self._alive = False

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, work: Callable[..., T], *given: object, report: Report = no_report, limit: float) -> T:
        """``work(*given, report)`` as the child does it; ``limit`` is how many seconds it may stay silent.

        Raises the work's own ``UserError``, what ``report`` raises (asked ten times a second), or ``Lost``; after any
        of them this child is gone and the next question starts another.
        """
        try:
            line = self._line or self._start()
            with suppress(OSError):  # a child that is gone is noticed when its answer is read
                _send(line, (work, given))
            return self._answer(line, report, limit)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._child is not None and self._child.pid is not None:
            self._child.kill()
            self._child.join()
        if self._line is not None:
            self._line.close()
        self._child, self._line, self._alive = None, None, False

    def _start(self) -> Connection:
        self._line, theirs = _SPAWN.Pipe()
        self._child = _SPAWN.Process(target=serve, args=(theirs,), daemon=True, name="apart")
        try:
            self._child.start()
        except OSError as error:
            _LOG.info("child process did not start: %s", error)
            raise _not_started() from None
        finally:
            # Our copy is closed at once, so that the child's death is seen as the end of the pipe.
            theirs.close()
        return self._line

    def _answer(self, line: Connection, report: Report, limit: float) -> T:  # pyright: ignore[reportInvalidTypeVarUse]
        heard = time.monotonic()
        progress: tuple[int, int, str] = (0, 1, "")
        while time.monotonic() - heard < limit:
            report(*progress)
            if not wait([line], timeout=_BEAT):
                continue
            kind, *rest = self._next(line)
            heard, self._alive = time.monotonic(), True
            if kind == "done":
                return rest[0]
            if kind == "progress":
                progress = (rest[0], rest[1], rest[2])
            elif kind == "refused":
                raise UserError(rest[0], rest[1])
            elif kind != "started":
                _LOG.info("work apart gave up: %s %s", kind, rest)
                raise Lost(kind)
        raise Lost(SLOW)

    def _next(self, line: Connection) -> tuple:
        try:
            return pickle.loads(line.recv_bytes())
        except (EOFError, OSError):
            if self._child is not None:
                self._child.join(1)
                _LOG.info("child process died with exit code %s", self._child.exitcode)
            raise (Lost(DIED) if self._alive else _not_started()) from None


def _not_started() -> UserError:
    """The child never got as far as the work: nothing can be said about file or driver."""
    return UserError(
        "后台程序没有启动起来，这一步还没有做。",
        "请关闭一些别的程序再试一次；如果还是这样，请重新安装本程序。",
    )


# ---------------------------------------------------------------- the child's side


def serve(line: Connection) -> None:
    """Say ("started",), then answer every question: ("progress", done, total, what) as often as wanted, and then one of
    ("done", value), ("refused", title, advice), ("memory",) or ("broken", kind of error)."""
    confine()
    _send(line, ("started",))

    def report(done: int, total: int, what: str) -> None:
        _send(line, ("progress", done, total, what))

    while True:
        try:
            asked = line.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            _send(line, _outcome(asked, report))
        except MemoryError:
            _send(line, (MEMORY,))


def _outcome(asked: bytes, report: Report) -> tuple[object, ...]:
    try:
        work, given = pickle.loads(asked)
        return "done", work(*given, report)
    except UserError as error:
        return "refused", error.title, error.advice
    except MemoryError:
        return (MEMORY,)
    except BaseException as error:
        # Readers raise whatever hostile bytes make them trip over, panics of compiled code included.
        return BROKEN, type(error).__name__


def _send(line: Connection, message: tuple[object, ...]) -> None:
    line.send_bytes(pickle.dumps(message, protocol=5))


def confine() -> None:
    """Bound the memory and keep crash noise off the terminal."""
    with suppress(OSError, ValueError):
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
