"""Opening the SQLite file safely and writing to it in whole transactions."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from data.domain.errors import UserError
from data.store.migrations import migrations

APPLICATION_ID = 0x5A475431  # "ZGT1"
_PRAGMAS = (
    "foreign_keys=ON",
    # A rollback journal, not WAL: people copy the file by hand, and WAL loses or mixes data when they do.
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


def connect(path: Path) -> Database:
    """One connection for one thread, with the safety switches set; the schema is not looked at."""
    connection = sqlite3.connect(path, timeout=10)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection, strict=True, execute_plugins=False)


def open_database(path: Path) -> Database:
    """Open or make the desk's database; refuses a foreign, damaged or newer file, then migrates."""
    new = not path.exists() or path.stat().st_size == 0
    db: Database | None = None
    try:
        db = connect(path)
        _accept(db, new)
        migrations.apply(db)
    except sqlite3.DatabaseError as error:
        _close(db)
        raise _refused(path, error) from error
    except UserError:
        _close(db)
        raise
    # Written only when it changes: merely opening a desk leaves every byte of its file as it was.
    if db.execute("PRAGMA user_version").fetchone()[0] != len(_known()):
        db.execute(f"PRAGMA user_version={len(_known())}")
    return db


def _accept(db: Database, new: bool) -> None:
    if new:
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        return
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserError("这个文件夹里的数据不是整改通的数据。", "请另选一个空文件夹，或选原来的工作文件夹。")
    newer = {applied.name for applied in migrations.applied(db)} - _known()
    if newer:
        theirs = db.execute("PRAGMA user_version").fetchone()[0]
        raise UserError(
            f"数据由更新版本的整改通写成（数据第{theirs}版，本程序只认到第{len(_known())}版）。",
            "请先升级程序再打开；数据没有改动。",
        )
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise UserError(
            "数据文件已损坏，为防止进一步丢失没有打开。", "请从备份恢复，或联系维护人员抢救数据。"
        )


def _known() -> set[str]:
    return {migration.name for migration in migrations._migrations}


def _refused(path: Path, error: sqlite3.DatabaseError) -> UserError:
    text = str(error)
    if "readonly" in text or "unable to open" in text:
        return UserError(
            f"工作文件夹不能写入：{path.parent.name}。", "请换一个能写入的文件夹，或请管理员放开权限。"
        )
    if "locked" in text:
        return UserError("数据正被另一个程序占用。", "请先关掉另一个窗口，再打开。")
    if "full" in text:
        return UserError("磁盘空间不足，没有写入任何内容。", "请清理磁盘后再试。")
    return UserError("数据文件已损坏或不是本程序的数据。", "请从备份恢复，或另选一个工作文件夹。")


def _close(db: Database | None) -> None:
    if db is not None:
        db.close()


@contextlib.contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing; takes the write lock at once. Nests. Disk trouble becomes a ``UserError`` and nothing is stored."""
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    try:
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            db.conn.rollback()
            raise
    except sqlite3.OperationalError as error:
        raise _not_written(error) from error


def _not_written(error: sqlite3.OperationalError) -> Exception:
    text = str(error)
    if "full" in text:
        return UserError("磁盘空间不足，本次操作没有写入任何内容。", "请清理磁盘后再试。")
    if "readonly" in text:
        return UserError(
            "工作文件夹是只读的，本次操作没有写入任何内容。", "请放开写入权限，或换一个工作文件夹。"
        )
    if "locked" in text:
        return UserError("数据正被另一项操作占用，本次没有写入。", "请稍候再试。")
    return error
