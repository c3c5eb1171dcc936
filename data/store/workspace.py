"""The workspace folder (工作文件夹): database, evidence, packages and backups, moved as one, opened by one program at a time."""

import contextlib
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout
from sqlite_utils import Database

from data.domain.errors import UserError
from data.files import translate_os_errors
from data.store import journal
from data.store.database import connect, open_database, transaction

DATABASE = "desk.sqlite3"


class Workspace:
    """An open workspace. ``today`` is the date every rule is asked with; ``user`` is who the journal names.

    A job on another thread works on its own connection: ``with workspace.elsewhere() as mine``.
    """

    def __init__(self, folder: Path, db: Database, today: date, user: str, lock: FileLock | None) -> None:
        self.folder, self.db, self.today, self.user = folder, db, today, user
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, today: date, user: str = "") -> "Workspace":
        """Open or make the folder; ``UserError`` where it is in use, read-only, newer, foreign or damaged."""
        folder = folder.absolute()
        with translate_os_errors("工作文件夹"):
            for part in ("evidence", "packages", "backups", "lists"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        lock = _take_lock(folder)
        try:
            db = open_database(folder / DATABASE)
        except BaseException:
            lock.release()
            raise
        workspace = cls(folder, db, today, user, lock)
        try:
            with translate_os_errors("工作文件夹"):
                workspace._sweep()
        except BaseException:
            workspace.close()
            raise
        return workspace

    def close(self) -> None:
        """Let go of the file and the lock."""
        self.db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def elsewhere(self) -> Iterator["Workspace"]:
        """The same workspace for another thread: an own connection under the lock already held."""
        db = connect(self.folder / DATABASE)
        try:
            yield Workspace(self.folder, db, self.today, self.user, None)
        finally:
            db.close()

    @contextlib.contextmanager
    def change(self, what: str, subject: str, detail: object = None) -> Iterator[Database]:
        """One write with its journal line: both are stored, or neither."""
        with transaction(self.db) as db:
            yield db
            journal.write(db, self.user, what, subject, detail, self._now())

    def together(self) -> contextlib.AbstractContextManager[Database]:
        """Several changes as one: all of them and their journal lines are stored, or none."""
        return transaction(self.db)

    def shared(self, rev: int = 1) -> dict[str, object]:
        """The columns every shared row carries."""
        return {"rev": rev, "updated_by": self.user}

    def _now(self) -> datetime:
        now = datetime.now().astimezone()
        return now.replace(year=self.today.year, month=self.today.month, day=self.today.day)

    def _sweep(self) -> None:
        """Remove what an interrupted copy left; the lock is held, so nobody is writing them now."""
        for part in ("", "evidence", "packages", "lists", "forms"):
            for left in (self.folder / part).glob(".*.part"):
                left.unlink(missing_ok=True)


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / "desk.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserError(
            "这个工作文件夹正被另一个整改通使用。", "请先关闭另一个窗口，或另选一个工作文件夹。"
        ) from error
    except OSError as error:
        if not os.access(folder, os.W_OK):
            raise UserError(
                f"工作文件夹不能写入：{folder.name}。", "请换一个能写入的文件夹，或请管理员放开权限。"
            ) from error
        raise
    return lock
