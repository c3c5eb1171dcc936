"""What the code on paper binds beyond one manifest: every piece in every volume, number and version, and the checker page.

All of it follows from ``package.json``, which the manifest of volume 1 lists.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from exporters import bag, inventory
from exporters.bag_reading import PackageProblem
from exporters.checker import NAME as PAGE_NAME

STATEMENT = f"{bag.PAYLOAD}{inventory.JSON_NAME}"

_MACHINE = {f"{bag.PAYLOAD}{name}" for name in (inventory.JSON_NAME, inventory.CSV_NAME, inventory.XML_NAME)}

Held = tuple[int, str]
"""Bytes and SHA-256 of a file."""


class NewerFormat(ValueError):
    """A package of a later program, which may say more than this one can compare."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What ``package.json`` says: number, version, every paper and piece of evidence by its path in the bag, and the digest of
    the checker page without its seal ("" in packages written before there was one)."""

    number: str
    version: str
    pieces: Mapping[str, Held]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in one bag, for comparing it with its other volumes and with other copies.

    ``whole`` is a digest over the names and digests of all its files; ``page`` that of its checker page without the seal.
    """

    number: str = ""
    version: str = ""
    payload: Mapping[str, Held] = field(default_factory=dict)
    statement: Statement | None = None
    page: str = ""
    whole: str = ""


def read_statement(data: bytes) -> Statement:
    """What a ``package.json`` says; ``NewerFormat`` or ``ValueError`` where it cannot be compared with."""
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refused)
    except RecursionError as fault:
        raise ValueError("nested too deep") from fault
    if not isinstance(found, dict) or found.get("format") != inventory.FORMAT:
        raise ValueError("no package.json")
    written = found.get("format_version")
    if type(written) is not int or written > inventory.FORMAT_VERSION:
        raise NewerFormat
    pieces: dict[str, Held] = {}
    for one in (*_listed(found, "papers"), *_listed(found, "evidence")):
        path, size, digest = (one.get(key) for key in ("path", "size", "sha256"))
        if not isinstance(path, str) or type(size) is not int or not isinstance(digest, str):
            raise ValueError("no piece")
        pieces[f"{bag.PAYLOAD}{path}"] = (size, digest)
    page = found.get("page_sha256", "")
    if not isinstance(page, str):
        raise ValueError("no page")
    return Statement(str(found.get("number")), str(found.get("version")), pieces, page)


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _listed(found: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    listed = found.get(key)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError(key)
    return listed


def unlike(statement: Statement, held: Inside, volume: int) -> list[PackageProblem]:
    """Where a bag says or holds something else than the statement; ``volume`` 1 alone holds the machine-readable files."""
    problems = [
        PackageProblem(path, "changed", f"文件“{path}”与申请包里的记载（package.json）不一致。")
        for path, kept in held.payload.items()
        if statement.pieces.get(path, kept) != kept
    ]
    problems += [
        PackageProblem(path, "extra", f"文件“{path}”不在申请包的记载（package.json）里。")
        for path in held.payload
        if path not in statement.pieces and (volume > 1 or path not in _MACHINE)
    ]
    if (held.number, held.version) != (statement.number, statement.version):
        said = f"{statement.number}第{statement.version}版"
        problems.append(
            PackageProblem(bag.INFO, "info", f"“bag-info.txt”的编号或版次与申请包的记载（{said}）不一致。")
        )
    if statement.page and held.page != statement.page:
        problems.append(
            PackageProblem(PAGE_NAME, "changed", f"“{PAGE_NAME}”不是生成申请包时的那一个，请不要打开。")
        )
    return problems


def lacking(statement: Statement, there: Sequence[Inside]) -> list[PackageProblem]:
    """Pieces the statement names that none of the bags holds."""
    held = {path for one in there for path in one.payload}
    return [
        PackageProblem(path, "missing", f"缺少文件“{path}”。")
        for path in statement.pieces
        if path not in held
    ]
