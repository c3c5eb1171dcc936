"""A small package for tests: real contents, real evidence bytes, and forms that write a few lines each."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from data.domain.contents import ChecklistItem, EvidencePart, Office, PackageContents
from data.domain.model import (
    Deadline,
    Evidence,
    ListedTask,
    Measure,
    SelfVerification,
    SignOff,
    Step,
    Task,
    Verdict,
    Verifier,
)
from exporters.archive import Entry, central_header, end_records, local_header
from exporters.package import WrittenPackage, write_package


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    pages: int


@dataclass(frozen=True, slots=True)
class Form:
    key: str
    file_stem: str
    title: str
    write: Callable[[PackageContents, Path], Written]


def _write(contents: PackageContents, path: Path) -> Written:
    path.write_bytes(f"%PDF-1.7 {path.stem} {contents.number}\n".encode())
    return Written(path, 2)


FORMS = {
    "cover": Form("cover", "00_封面与目录", "封面与目录", _write),
    "letter": Form("letter", "01_验收销号申请函", "验收销号申请函", _write),
    "form": Form("form", "02_申请表", "申请表", _write),
}

PIECES = {
    "06-01": b"minutes of the meeting\n" * 3,
    "06-02": bytes(range(256)) * 2,
}


def evidence_part(
    number: str, name: str, title: str, data: bytes, at: tuple[int, ...] = (1,)
) -> EvidencePart:
    digest = hashlib.sha256(data).hexdigest()
    piece = Evidence(
        f"e-{number}",
        digest,
        len(data),
        name,
        title,
        "minutes",
        date(2024, 3, 12),
        "",
        2,
        measure_ids=("m1",),
    )
    return EvidencePart(number, f"06_佐证材料/{number}_{title}{Path(name).suffix}", piece, at)


def package_contents(**changes: object) -> PackageContents:
    listed = ListedTask(
        number="7",
        upper_number="55",
        finding="部分乡镇污水处理厂运行不正常，出水超标。\n管网雨污不分。",
        goal="全县乡镇污水处理厂稳定达标运行。",
        measures_text="1.修复设备。2.完善管网。",
        lead_unit="县住建局",
        responsible_units=("县住建局", "各乡镇人民政府"),
        acceptance_unit="市住建局",
        deadline=Deadline("2024年6月底前", date(2024, 6, 30)),
    )
    measures = (
        Measure(
            "m1", 1, "修复损坏的设备，建立运行台账。", ("县住建局",), date(2024, 3, 31), None, "已完成。"
        ),
        Measure("m2", 2, "完善镇区污水管网12公里。", ("城关镇",), date(2024, 6, 30), None, "已完成。"),
    )
    verification = SelfVerification(
        on=date(2024, 7, 2),
        place="城关镇污水处理厂",
        persons=(Verifier("王明", "副局长", "县住建局"),),
        verdicts=(
            Verdict("m1", True, date(2024, 3, 20), "到位"),
            Verdict("m2", True, date(2024, 6, 20), "到位"),
        ),
        checked=("cause",),
        summary="全部措施到位。",
        conclusion="pass",
    )
    contents = PackageContents(
        office=Office("云川县", "云川县整改办", "云州市", "李静", "0930-1234567", "云整改办", "620999"),
        task=Task("t1", listed, measures, 100, "内部备注"),
        measures=measures,
        verification=verification,
        evidence=(
            evidence_part("06-01", "会议纪要.pdf", "会议纪要_20240312", PIECES["06-01"]),
            evidence_part("06-02", "=IMG 001.jpg", "整改后照片_20240620", PIECES["06-02"], (1, 2)),
        ),
        steps=(Step("s1", "verified", date(2024, 7, 2), "县住建局"),),
        signs=(SignOff("lead", "王明", "副局长", "同意申请销号", date(2024, 7, 3)),),
        number="XH-620999-2024-7",
        version=1,
        made_on=date(2024, 7, 5),
        folder="销号申请包_620999_2024_7_20240705_v1",
        parts=("cover", "letter", "form"),
        titles={"form": "整改任务验收销号申请表"},
        checklist=(ChecklistItem("cause", "原因不查清不放过"),),
        checklist_title="五个不放过",
        sign_roles=(("lead", "牵头单位负责人"),),
        evidence_kinds={"minutes": "会议纪要"},
        program="整改通 0.1.0",
        profile="jiuquan2018",
    )
    return replace(contents, **changes)  # pyright: ignore[reportArgumentType]


def open_piece(evidence: Evidence) -> BinaryIO:
    number = evidence.id.removeprefix("e-")
    if number not in PIECES:
        raise FileNotFoundError(2, "No such file", evidence.sha256)
    return BytesIO(PIECES[number])


def sparse_archive(path: Path) -> Path:
    """A zip of our layout with a 5 GB hole as its first file and a small file behind it."""
    hole = Entry("包/视频.mp4", 0, 5 << 30, 0)
    small = Entry("包/照片.jpg", crc32(b"abc"), 3, hole.end)
    directory = central_header(hole) + central_header(small)
    with open(path, "wb") as out:
        out.write(local_header(hole))
        out.seek(hole.end)
        out.write(local_header(small) + b"abc" + directory)
        out.write(end_records(2, small.end, len(directory)))
    return path


def small_package(folder: Path, **changes: object) -> WrittenPackage:
    return write_package(package_contents(**changes), folder, open_piece, FORMS)
