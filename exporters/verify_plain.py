"""What was verified as the command writes it: one document over everything, and each package by itself."""

from collections.abc import Sequence
from typing import Any

from exporters.verify_results import PackageResult, Verified


def verified_plain(verified: Sequence[Verified]) -> dict[str, Any]:
    """``ok``, ``files``, ``bytes``, ``problems`` and ``notes`` over all; number, code and the like where it is one package.

    One volume given alone is judged by itself, the others named in a note; of several none may be missing.
    """
    packages = [_package(one, alone=len(verified) == 1) for one in verified]
    whole = {
        "ok": all(one["ok"] for one in packages),
        "files": sum(one["files"] for one in packages),
        "bytes": sum(one["bytes"] for one in packages),
    }
    if len(packages) == 1:
        return {**whole, **packages[0]}
    named = list(zip((one.name for one in verified), packages, strict=True))
    return {
        **whole,
        "problems": [
            {**problem, "message": f"{name}：{problem['message']}"}
            for name, one in named
            for problem in one["problems"]
        ],
        "notes": [f"{name}：{note}" for name, one in named for note in one["notes"]],
        "packages": packages,
    }


def _package(one: Verified, alone: bool) -> dict[str, Any]:
    package = one.package
    single = alone and len(package.volumes) == 1 and bool(package.missing)
    missing = [] if single else _missing(package)
    problems = [*_faults(package), *missing, *_at_odds(package)]
    first = package.volumes[0].found
    several = len(package.volumes) > 1 and first.volumes
    return {
        "ok": not problems,
        "files": sum(volume.found.files for volume in package.volumes),
        "bytes": sum(volume.found.bytes for volume in package.volumes),
        "problems": problems,
        "notes": [*_of_volumes(package, single), *one.remarks],
        "number": package.number,
        "version": package.version,
        "manifest_sha256": first.volumes[0].manifest_sha256 if several else first.manifest_sha256,
        "code": package.code or first.code,
        "volume": first.volume,
        "volumes": [
            {"manifest_sha256": line.manifest_sha256, "file_name": line.file_name} for line in first.volumes
        ],
    }


def _faults(package: PackageResult) -> list[dict[str, str]]:
    """Where there are several files, each fault names the one it lies in."""
    several = len(package.volumes) > 1
    return [
        _problem(
            f"{name}/{one.file}" if several else one.file,
            one.what,
            f"{name}：{one.message}" if several else one.message,
        )
        for name, one in package.faults
    ]


def _missing(package: PackageResult) -> list[dict[str, str]]:
    return [_problem(name, "missing", f"缺少第{at}卷（{name}）。") for at, name in package.missing]


def _at_odds(package: PackageResult) -> list[dict[str, str]]:
    return [_problem("", "extra", f"{place}有几份，内容不同。") for place in package.at_odds]


def _problem(file: str, what: str, message: str) -> dict[str, str]:
    return {"file": file, "what": what, "message": message}


def _of_volumes(package: PackageResult, single: bool) -> list[str]:
    """Of one volume given alone: which it is, and the names of the others."""
    if not single:
        return []
    [only] = package.volumes
    others = "、".join(name for _, name in package.missing)
    told = f"这是{only.place}，共{len(only.found.volumes)}卷；另有：{others}。"
    return [told + ("与第1卷一起核验，才能确认内容没有被换过。" if only.at > 1 else "")]
