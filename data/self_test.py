"""The self-test after installing (安装自检): the demo played in a scratch folder, and all it made read back."""

import hashlib
import platform
import sqlite3
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from zipfile import ZipFile

from data import dossier
from data.intake.workbook import read_book
from data.profiles import RESOURCES
from data.store import task_lines
from data.store.workspace import Workspace
from data.version import PROGRAM

_RARE = "喆堃祎"
"""Characters of personal names that common free fonts lack."""


class Verified(Protocol):
    """What verifying a package gives back."""

    @property
    def ok(self) -> bool: ...  # noqa: D102
    @property
    def files(self) -> int: ...  # noqa: D102


Play = Callable[[Path], dict[str, Any]]
"""Carries the demo through into a folder and says what it made."""

Verify = Callable[[Path], Verified]
Check = Callable[[], str]


def run_self_test(today: date, play: Play, verify: Verify) -> dict[str, Any]:
    """Try everything an installation needs, from the reading process to the fonts.

    ``{"ok": …, "checks": [{"name", "ok", "detail"}, …]}``; a check that fails says why and lets the others go on.
    """
    with TemporaryDirectory(prefix="zhenggaitong-", ignore_cleanup_errors=True) as scratch:
        checks = [_tried(name, check) for name, check in _checks(Path(scratch), today, play, verify)]
    return {"ok": all(check["ok"] for check in checks), "checks": checks}


def _checks(scratch: Path, today: date, play: Play, verify: Verify) -> Iterator[tuple[str, Check]]:
    yield "versions", _versions
    yield "digests", _digests
    yield "fonts", _fonts
    yield "xlsx", lambda: _xlsx(scratch / "自检.xlsx")
    yield "workspace", lambda: _workspace(scratch, today, play)
    yield "package", lambda: _package(scratch, verify)
    yield "pdf", lambda: _pdf(scratch)


def _tried(name: str, check: Check) -> dict[str, object]:
    try:
        return {"name": name, "ok": True, "detail": check()}
    except Exception as error:
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise RuntimeError(otherwise)


def _versions() -> str:
    frozen = "，安装版" if getattr(sys, "frozen", False) else ""
    return (
        f"{PROGRAM}{frozen}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}，"
        f"{platform.system()} {platform.machine()}"
    )


def _digests() -> str:
    """SM3 depends on the OpenSSL at hand and is left out of packages where it is missing."""
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, "abc"
    _expect(hashlib.sha256(b"abc").hexdigest() == known, "SHA-256 算得不对")
    if "sm3" not in hashlib.algorithms_available:
        return "SHA-256；这台电脑没有国密 SM3，申请包里不附 SM3 清单"
    known = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905, "abc"
    _expect(hashlib.new("sm3", b"abc").hexdigest() == known, "SM3 算得不对")
    return "SHA-256、国密 SM3"


def _fonts() -> str:
    folder = RESOURCES / "fonts"
    described = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    roles = described["roles"].values()
    files = {described["signs"]["bundled"], *(role["bundled"] for role in roles)}
    missing = {file for file in files if not (folder / file).is_file()}
    _expect(not missing, f"缺少字体文件：{'、'.join(sorted(missing))}")
    return "、".join(f"{role['title']}（{role['family']}）" for role in roles)


def _xlsx(path: Path) -> str:
    """Written here, read back by the reading process."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["整改任务", _RARE])  # pyright: ignore[reportOptionalMemberAccess]
    book.save(path)
    rows = read_book(path).grids[0].rows
    _expect(rows == (("整改任务", _RARE),), f"写入的表格读回来是 {rows}")
    return "写入并由读取程序读回一致"


def _workspace(scratch: Path, today: date, play: Play) -> str:
    made = play(scratch)
    with Workspace.open(scratch / "workspace", today) as ws:
        listed = task_lines.lines(ws)
    _expect(len(listed) == made["tasks"] > 0, f"写入 {made['tasks']} 项任务，读回 {len(listed)} 项")
    _expect(made["closed"] > 0, "样例任务没有走到销号")
    return f"样例清单 {len(listed)} 项任务，{made['closed']} 项走完销号"


def _package(scratch: Path, verify: Verify) -> str:
    package = _only(scratch)
    found = verify(package)
    _expect(found.ok, f"申请包“{package.name}”核验不通过")
    return f"申请包 {found.files} 个文件，核验通过"


def _only(scratch: Path) -> Path:
    packages = sorted((scratch / "packages").glob("*.zip"))
    _expect(bool(packages), "没有写出申请包")
    return packages[-1]


def _pdf(scratch: Path) -> str:
    """Every form opens and its text can be taken out again."""
    import pypdfium2

    forms = pages = 0
    with ZipFile(_only(scratch)) as archive:
        for name in archive.namelist():
            if not name.endswith(".pdf") or f"/{dossier.EVIDENCE_FOLDER}/" in name:
                continue
            document = pypdfium2.PdfDocument(archive.read(name))
            text = "".join(page.get_textpage().get_text_range() for page in document)
            _expect("整改" in text, f"“{name}”里取不出文字")
            forms, pages = forms + 1, pages + len(document)
            document.close()
    _expect(forms > 0, "申请包里没有 PDF")
    return f"{forms} 份 PDF 共 {pages} 页，文字都能取出"
