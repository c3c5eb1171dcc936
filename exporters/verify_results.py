"""Packages verified: whatever was chosen, told apart into packages and their volumes, each with a verdict in words."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data import words
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.domain.origin import Origin
from data.files import LITTER, check_code, code_letters, translate_os_errors
from exporters import bag
from exporters.bag_reading import PackageProblem
from exporters.bound import lacking, unlike
from exporters.verify import Verification, VolumeLine, verify_package

MOST_FILES = 100_000

NO_CODE = "—"
COMPARE = "请与纸质材料上的校验码比对"

_AGAINST_LIST = ("changed", "missing", "extra")
_CODE_LENGTH = 17


@dataclass(frozen=True, slots=True)
class VolumeResult:
    """One zip or folder that was verified; ``size`` is what it takes on the disk, ``at`` its volume, 0 for the only one."""

    path: Path
    size: int
    found: Verification
    at: int = 0

    @property
    def place(self) -> str:
        """第1卷, or 整包 where the package is in one piece."""
        return f"第{self.at}卷" if self.at else "整包"

    @property
    def state(self) -> str:
        """完好 or 被改动, or 不是申请包."""
        if self.found.ok:
            return "完好"
        return "被改动" if self.found.number or self.at else "不是申请包"


@dataclass(frozen=True, slots=True)
class PackageResult:
    """The volumes of one package that were there, in order, each once. ``doubled`` are further copies of one of them, the same
    in every file."""

    volumes: tuple[VolumeResult, ...]
    doubled: tuple[Path, ...] = ()

    @property
    def code(self) -> str:
        """The code on paper (校验码): that of the first volume; "" where that is not there."""
        first = int(any(one.at for one in self.volumes))
        return next((one.found.code for one in self.volumes if one.at == first), "")

    @property
    def number(self) -> str:
        """Its number; "" where it is no package at all."""
        return next((one.found.number for one in self.volumes if one.found.number), "")

    @property
    def version(self) -> str:
        """Its version."""
        return next((one.found.version for one in self.volumes if one.found.version), "")

    @property
    def missing(self) -> tuple[tuple[int, str], ...]:
        """The volumes that were not there: number and the name of the zip."""
        listed = next((one.found.volumes for one in self.volumes if one.found.volumes), ())
        there = {one.at for one in self.volumes}
        return tuple((at, line.file_name) for at, line in enumerate(listed, 1) if at not in there)

    @property
    def at_odds(self) -> tuple[str, ...]:
        """Places that whole copies of different content lay claim to."""
        places = [one.place for one in self.volumes if one.found.ok]
        return tuple(dict.fromkeys(place for place in places if places.count(place) > 1))

    @property
    def manifests(self) -> dict[int, str]:
        """Volume -> the SHA-256 of its manifest."""
        return {one.at or 1: one.found.manifest_sha256 for one in self.volumes}

    @property
    def faults(self) -> tuple[tuple[str, PackageProblem], ...]:
        """Everything wrong, with the name of the zip or folder it lies in."""
        return tuple((one.path.name, problem) for one in self.volumes for problem in one.found.problems)

    @property
    def ok(self) -> bool:
        """Whether every byte is as written and nothing is missing."""
        return not self.faults and not self.missing and not self.at_odds

    @property
    def verdict(self) -> str:
        """The one line on top."""
        if not self.number:
            return "不是申请包，或已损坏得认不出来"
        against = {(name, one.file) for name, one in self.faults if one.what in _AGAINST_LIST}
        said = [f"有{len(against)}个文件与清单不一致"] if against else []
        if self.faults and not against:
            said.append("压缩包或清单被改动过")
        if self.missing:
            said.append(f"缺{'、'.join(f'第{at}卷' for at, _ in self.missing)}")
        said += [f"{place}有几份，内容不同" for place in self.at_odds]
        return "，".join(said) or "全部完好"


@dataclass(frozen=True, slots=True)
class Verified:
    """One package with its verdict, and what this desk's records say of it (``origin``)."""

    package: PackageResult
    origin: Origin = field(default_factory=Origin)

    @property
    def ok(self) -> bool:
        """Whether it is whole, and the one this desk sent where it sent one of that number and version."""
        return self.package.ok and not self.origin.other

    @property
    def verdict(self) -> str:
        """The one line on top of it."""
        if self.package.ok and self.origin.other:
            return "文件与自带的清单一致，但不是本台账报送的那个包"
        return self.package.verdict

    @property
    def state(self) -> str:
        """ok, orange where it is whole but another than this desk sent, else red."""
        return "ok" if self.ok else "orange" if self.package.ok else "red"

    @property
    def name(self) -> str:
        """What it is called: number and version, else the name of the file."""
        if not self.package.number:
            return self.package.volumes[0].path.name
        return f"{self.package.number}　第{self.package.version}版"

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks beside the verdict: origin, missing volumes by name, and ``remarks``."""
        said = [self.origin.text] if self.origin.text else []
        said += [f"第{at}卷应是“{name}”，没有找到。" for at, name in self.package.missing]
        return (*said, *self.remarks)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Further copies, how it was packed, and the code to compare."""
        said = [f"“{path.name}”与另一个文件是同一卷，内容完全相同。" for path in self.package.doubled]
        for one in self.package.volumes:
            said += one.found.notes
        if self.package.code:
            said.append(f"校验码 {self.package.code}，{COMPARE}。")
        return tuple(dict.fromkeys(said))

    @property
    def volume_rows(self) -> tuple[tuple[str, ...], ...]:
        """Each volume: place, name, size, pieces, code, state; missing ones in their place."""
        rows = [(one.at, (*_row(one), self._state(one))) for one in self.package.volumes]
        rows += [(at, (f"第{at}卷", name, "—", "—", NO_CODE, "缺")) for at, name in self.package.missing]
        return tuple(row for _, row in sorted(rows))

    def _state(self, one: VolumeResult) -> str:
        return "与报送的不同" if one.found.ok and self.origin.other else one.state

    @property
    def fault_rows(self) -> tuple[tuple[str, str], ...]:
        """Each fault: where it lies and what is wrong, in words."""
        return tuple(
            (f"{one.place}　{problem.file or one.path.name}", problem.message)
            for one in self.package.volumes
            for problem in one.found.problems
        )


def _row(one: VolumeResult) -> tuple[str, ...]:
    pieces, code = f"{one.found.files or '—'}", one.found.code or NO_CODE
    return one.place, one.path.name, words.size(one.size), pieces, code


@dataclass(frozen=True, slots=True)
class CodeCompared:
    """A code typed from paper against what was verified: one sentence and its state (ok, red, orange, neutral)."""

    text: str
    state: str


def compare_code(verified: Sequence[Verified], typed: str) -> CodeCompared:
    """Whether a code on paper (校验码) is that of one of these packages or volumes; blanks, case and O/0, I/1 forgiven."""
    letters = code_letters(typed)
    code = check_code(typed)
    if len(letters) < _CODE_LENGTH:
        return CodeCompared(f"还差{_CODE_LENGTH - len(letters)}位" if letters else "", "neutral")
    if code is None:
        return CodeCompared("校验码里有输错的，请对照纸质材料再看一遍", "orange")
    for one in verified:
        for volume in one.package.volumes:
            if volume.found.code == code:
                return _fits(one, volume)
    return CodeCompared(
        "与这个包的校验码不一致：可能不是同一个包，也可能输的是表单页脚的核对码（校验码印在移交清单上）",
        "red",
    )


def _fits(one: Verified, volume: VolumeResult) -> CodeCompared:
    if not one.ok:
        return CodeCompared("校验码一致，但核验没有通过", "red")
    if volume.at > 1:
        return CodeCompared(f"是{volume.place}的校验码；整包以第1卷的校验码为准", "neutral")
    return CodeCompared("与纸质材料一致", "ok")


def verdict_of(verified: Sequence[Verified]) -> str:
    """The one line over everything."""
    if len(verified) == 1:
        return verified[0].verdict
    good = sum(one.ok for one in verified)
    return f"{len(verified)}个申请包，" + (
        "全部完好" if good == len(verified) else f"{good}个完好，{len(verified) - good}个有问题"
    )


def packages_in(paths: Iterable[Path]) -> list[Path]:
    """What is to be verified: zips and files as given; a folder stands for the unpacked packages, else the zips, in it.

    A folder with neither stands for itself, and is then said to be no package.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        found |= dict.fromkeys(inside or [path])
    return list(found)


def _inside(folder: Path) -> list[Path]:
    bags, zips, seen = [], [], 0
    with translate_os_errors("文件夹"):
        for parent, folders, files in os.walk(folder):
            seen += len(files)
            if seen > MOST_FILES:
                raise UserError(f"“{folder.name}”里的文件太多。", "请只选放申请包的那个文件夹。")
            if bag.DECLARED in files or bag.MANIFEST in files:
                bags.append(Path(parent))
                folders.clear()
            else:
                zips += [Path(parent, name) for name in files if name.lower().endswith(".zip")]
                folders.sort()
    return sorted(bags) + sorted(zips)


def size_on_disk(path: Path) -> int:
    """The bytes of a zip, or of all files below a folder."""
    with translate_os_errors("申请包"):
        if path.is_dir():
            files = (file for file in path.rglob("*") if file.is_file() and file.name.lower() not in LITTER)
            return sum(file.stat().st_size for file in files)
        return path.stat().st_size


def verify_chosen(paths: Sequence[Path], report: Report = no_report) -> tuple[PackageResult, ...]:
    """Verify everything chosen, told apart into packages; progress runs over the bytes of them all."""
    sizes = [size_on_disk(path) for path in paths]
    total, before, found = sum(sizes), 0, []
    for path, size in zip(paths, sizes, strict=True):

        def told(done: int, _total: int, what: str, before: int = before, size: int = size) -> None:
            report(before + min(done, size), total, what)

        told(0, 0, path.name)
        said = verify_package(path, told)
        found.append(VolumeResult(path, size, said, said.volume if said.volumes else 0))
        before += size
    return tuple(_package(group) for group in _groups(found))


def _groups(found: Sequence[VolumeResult]) -> list[list[VolumeResult]]:
    """Volumes of one number, version and list of volumes belong together; so does a damaged one where only one fits."""
    groups: dict[object, list[VolumeResult]] = {}
    parted: dict[_Parted, list[VolumeResult]] = {}
    for one in found:
        if one.found.volumes:
            key = (one.found.number, one.found.version, one.found.volumes)
            groups[key] = parted.setdefault(key, [])
            parted[key].append(one)
    for one in found:
        if one.found.volumes:
            continue
        fitting = [key for key in parted if not one.found.ok and _belongs(one, key)]
        if len(fitting) == 1:
            names = [line.file_name for line in fitting[0][2]]
            name = f"{one.path.name.removesuffix('.zip')}.zip"
            at = names.index(name) + 1 if name in names else 0
            parted[fitting[0]].append(replace(one, at=at))
        else:
            key = (one.found.number, one.found.version, one.found.manifest_sha256)
            groups.setdefault(key if one.found.ok else one.path, []).append(one)
    return list(groups.values())


_Parted = tuple[str, str, tuple[VolumeLine, ...]]


def _belongs(one: VolumeResult, parted: _Parted) -> bool:
    """Whether a damaged piece belongs to these volumes: by its number and version, else by the name of its zip."""
    number, version, lines = parted
    if one.found.number:
        return (one.found.number, one.found.version) == (number, version)
    return any(line.file_name.removesuffix(".zip") == one.path.name.removesuffix(".zip") for line in lines)


def _package(group: Sequence[VolumeResult]) -> PackageResult:
    """The group in the order of its volumes; a whole copy goes before a damaged one of the same volume."""
    kept: dict[object, VolumeResult] = {}
    doubled = []
    for one in sorted(group, key=lambda one: (one.at, not one.found.ok)):
        key = one.found.inside.whole if one.found.ok else one.path
        if key in kept:
            doubled.append(one.path)
        else:
            kept[key] = one
    return PackageResult(_bound(tuple(kept.values())), tuple(doubled))


def _bound(volumes: tuple[VolumeResult, ...]) -> tuple[VolumeResult, ...]:
    """The volumes with what the first one's ``package.json`` finds wrong with the others; where all are there, what it misses."""
    first = next((one for one in volumes if one.at == 1 and one.found.inside.statement), None)
    if first is None or first.found.inside.statement is None:
        return volumes
    statement = first.found.inside.statement
    bound = [
        _blamed(one, unlike(statement, one.found.inside, one.at)) if one.at > 1 else one for one in volumes
    ]
    read = {one.at for one in volumes if not _broken(one)}
    if read >= set(range(1, len(first.found.volumes) + 1)):
        gone = lacking(statement, [one.found.inside for one in volumes])
        bound[volumes.index(first)] = _blamed(first, gone)
    return tuple(bound)


def _broken(one: VolumeResult) -> bool:
    """Whether it was not read to its end: what it holds is not known."""
    return any(problem.what == "archive" for problem in one.found.problems)


def _blamed(one: VolumeResult, wrong: Sequence[PackageProblem]) -> VolumeResult:
    named = {problem.file for problem in one.found.problems}
    if _broken(one):
        return one
    problems = (*one.found.problems, *(problem for problem in wrong if problem.file not in named))
    return replace(one, found=replace(one.found, ok=not problems, problems=problems))
