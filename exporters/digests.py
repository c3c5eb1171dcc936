"""SHA-256 and SM3 of a stream at once: SM3, four times slower, runs on a second core beside everything else."""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from data.files import BLOCK

HAS_SM3 = "sm3" in hashlib.algorithms_available
_WORTH_A_THREAD = BLOCK // 16


class Digests:
    """The digests of one file. ``sm3`` stays "" where it is not asked for or this Python lacks it."""

    def __init__(self, sm3_on: ThreadPoolExecutor | None = None) -> None:
        self._sha256 = hashlib.sha256()
        self._sm3 = hashlib.new("sm3") if sm3_on and HAS_SM3 else None
        self._beside = sm3_on
        self._pending: Future[None] | None = None

    def through(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass ``blocks`` on, hashing each; never more than two of them are held."""
        for block in blocks:
            self._start_sm3(block)
            self._sha256.update(block)
            yield block
        self._finish_sm3()

    @property
    def sha256(self) -> str:
        """SHA-256 of what has passed, as hex."""
        return self._sha256.hexdigest()

    @property
    def sm3(self) -> str:
        """SM3 of what has passed, as hex; "" without it."""
        self._finish_sm3()
        return self._sm3.hexdigest() if self._sm3 else ""

    def _start_sm3(self, block: bytes) -> None:
        if not self._sm3 or not self._beside:
            return
        self._finish_sm3()
        if len(block) < _WORTH_A_THREAD:
            self._sm3.update(block)
        else:
            self._pending = self._beside.submit(self._sm3.update, block)

    def _finish_sm3(self) -> None:
        if self._pending:
            self._pending.result()
            self._pending = None


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes at hand."""
    return hashlib.sha256(data).hexdigest()
