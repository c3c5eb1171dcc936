"""Verifying a package that came in several volumes (分卷): each whole in itself, all of one package, none missing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.domain.model import Report, no_report
from exporters.verify import Depth, PackageProblem, Verification, verify_package


def verify_packages(
    paths: Sequence[Path], report: Report = no_report, depth: Depth = Depth.SM3_TOO
) -> Verification:
    """The volumes of one package verified together; the same for one file as ``verify_package``.

    Problems name the file they lie in. A volume that is missing, given twice or of another package is a problem.
    """
    found = [verify_package(path, report, depth) for path in paths]
    if len(found) == 1:
        return found[0]
    problems = [
        replace(problem, file=f"{path.name}/{problem.file}", message=f"{path.name}：{problem.message}")
        for path, one in zip(paths, found, strict=True)
        for problem in one.problems
    ]
    first = found[0]
    if not problems:
        problems = [
            PackageProblem(name, what, message) for name, what, message in _set_problems(paths, found)
        ]
    return replace(
        first,
        ok=not problems,
        files=sum(one.files for one in found),
        bytes=sum(one.bytes for one in found),
        problems=tuple(problems),
        notes=(f"{len(found)}卷齐全，属于同一个申请包。",) if not problems else (),
        manifest_sha256=first.volumes[0].manifest_sha256 if first.volumes else first.manifest_sha256,
    )


def _set_problems(paths: Sequence[Path], found: Sequence[Verification]) -> list[tuple[str, str, str]]:
    """What is wrong with the set, each volume being whole: file, what, sentence."""
    first, problems, seen = found[0], [], set[str]()
    for path, one in zip(paths, found, strict=True):
        if not one.volumes:
            problems.append((path.name, "extra", f"“{path.name}”没有分卷，请单独核验。"))
        elif one.volumes != first.volumes:
            problems.append((path.name, "extra", f"“{path.name}”是另一个申请包的分卷，不能放在一起核验。"))
        elif one.manifest_sha256 in seen:
            problems.append((path.name, "extra", f"“{path.name}”与另一个文件是同一卷。"))
        seen.add(one.manifest_sha256)
    for at, line in enumerate(first.volumes, 1):
        if line.manifest_sha256 not in seen:
            problems.append((line.file_name, "missing", f"缺少第{at}卷（{line.file_name}）。"))
    return problems
