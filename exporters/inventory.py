"""The machine-readable papers of a package: ``package.json``, ``文件清单.csv``, ``说明文件.xml``, the application form's own data.

Their form is described in ``docs/package.md``; a change that breaks a reader raises ``FORMAT_VERSION``.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from data.domain.contents import EvidencePart, PackageContents
from data.domain.model import Step
from data.domain.plain import Plain, to_plain

FORMAT = "zhenggaitong-package"
APPLICATION_FORMAT = "zhenggaitong-application"
FORMAT_VERSION = 1
JSON_NAME = "package.json"
CSV_NAME = "文件清单.csv"
XML_NAME = "说明文件.xml"

_NOT_OFFICIAL = ("origin", "at", "measures")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed part of the package as written: key, title, path inside ``data/``, pages, bytes, SHA-256."""

    key: str
    title: str
    path: str
    pages: int
    size: int
    sha256: str


def package_json(contents: PackageContents, papers: tuple[Paper, ...], page_sha256: str) -> bytes:
    """Everything the package says, for machines. No ids of the desk: the same work gives the same bytes anywhere.

    ``page_sha256`` is the digest of the checker page without its seal.
    """
    head = {"format": FORMAT, "format_version": FORMAT_VERSION}
    return _json({**head, **_document(contents), "papers": papers, "page_sha256": page_sha256})


def application_json(contents: PackageContents) -> bytes:
    """The same for the application form to carry inside (申请数据), without what only the package knows: its name and papers.

    A form printed again unchanged on another day so stays the same in every byte.
    """
    return _json({"format": APPLICATION_FORMAT, "format_version": FORMAT_VERSION, **_document(contents)})


def _json(document: dict[str, object]) -> bytes:
    text = json.dumps(to_plain(document), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _document(contents: PackageContents) -> dict[str, object]:
    return {
        "number": contents.number,
        "version": contents.version,
        "made_on": contents.made_on,
        "office": contents.office,
        "task": _task(contents),
        "measures": [_measure(contents, at) for at in range(len(contents.measures))],
        "verification": _verification(contents),
        "evidence": [_evidence(contents, part) for part in contents.evidence],
        "steps": [_step(step) for step in contents.steps],
        "signs": [_sign(contents, at) for at in range(len(contents.signs))],
        "waived": contents.waived,
        "waiver": contents.waiver,
        "unneeded": [{"kind": s.kind, "title": s.title, "reason": s.waived} for s in contents.unneeded],
        "mended": [{"subject": r.subject, "text": r.text, "done": done} for r, done in contents.mended],
        "copies": contents.copies,
        "profile": contents.profile,
        "program": contents.program,
    }


def _task(contents: PackageContents) -> dict[str, Plain]:
    """The official fields as the office works with them, every correction named beside the city's own words.

    The desk's own note stays at the desk.
    """
    task = contents.task
    listed = to_plain(task.listed)
    assert isinstance(listed, dict)
    official = {name: value for name, value in listed.items() if name not in _NOT_OFFICIAL}
    corrected: list[Plain] = [
        {"field": one.field, "listed": one.base if one.theirs is None else one.theirs, "corrected": one.value}
        for one in task.corrections
    ]
    return {
        **official,
        "corrections": corrected,
        "due": to_plain(task.due),
        "percent_done": task.percent,
    }


def _step(step: Step) -> dict[str, Plain]:
    return {
        "kind": step.kind,
        "on": to_plain(step.on),
        "by": step.by,
        "document": step.document,
        "note": step.note,
        "level": step.level,
    }


def _measure(contents: PackageContents, at: int) -> dict[str, Plain]:
    measure = contents.measures[at]
    verdict = next((v for v in contents.verification.verdicts if v.measure_id == measure.id), None)
    return {
        "position": measure.position,
        "text": measure.text,
        "units": to_plain(measure.units),
        "due": to_plain(measure.due),
        "reported": measure.reported,
        "done_on": to_plain(measure.done_on),
        "verdict": {"done": verdict.done, "on": to_plain(verdict.on), "text": verdict.text}
        if verdict
        else None,
        "evidence": [p.number for p in contents.evidence if measure.position in p.measure_positions],
    }


def _verification(contents: PackageContents) -> dict[str, Plain]:
    found = to_plain(contents.verification)
    assert isinstance(found, dict)
    del found["verdicts"]
    ticked = contents.verification.checked
    items: list[Plain] = [
        {"code": item.code, "text": item.text, "checked": item.code in ticked} for item in contents.checklist
    ]
    return {**found, "checked": {"title": contents.checklist_title, "items": items}}


def _evidence(contents: PackageContents, part: EvidencePart) -> dict[str, Plain]:
    piece = part.evidence
    return {
        "number": part.number,
        "path": part.path,
        "title": piece.title,
        "kind": piece.kind,
        "kind_name": contents.evidence_kinds.get(piece.kind, ""),
        "dated": to_plain(piece.dated),
        "document_number": piece.document_number,
        "original_name": piece.name,
        "size": piece.size,
        "sha256": piece.sha256,
        "pages": piece.pages,
        "note": piece.note,
        "measures": to_plain(part.measure_positions),
    }


def _sign(contents: PackageContents, at: int) -> dict[str, Plain]:
    sign = contents.signs[at]
    return {
        "role": sign.role,
        "role_name": dict(contents.sign_roles).get(sign.role, ""),
        "name": sign.name,
        "post": sign.post,
        "opinion": sign.opinion,
        "on": to_plain(sign.on),
        "image": sign.role in contents.marks,
    }


# ---------------------------------------------------------------- the file list


def file_list(
    contents: PackageContents, papers: tuple[Paper, ...], extra: dict[str, tuple[int, str]]
) -> bytes:
    """``文件清单.csv`` for a spreadsheet: every file but itself and the XML; text that looks like a formula is defused.

    ``extra`` is further files: path -> (bytes, SHA-256). Dates are 8 digits (DA/T 22).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["序号", "文件名", "题名", "日期", "页数", "字节数", "SHA-256", "原文件名"])
    made = f"{contents.made_on:%Y%m%d}"
    rows = [[p.path, p.title, made, p.pages, p.size, p.sha256, ""] for p in papers]
    for part in contents.evidence:
        piece = part.evidence
        pages = "" if piece.pages is None else piece.pages
        rows.append(
            [part.path, piece.title, _eight(piece.dated), pages, piece.size, piece.sha256, piece.name]
        )
    rows += [[path, "机读数据", made, "", size, digest, ""] for path, (size, digest) in extra.items()]
    for at, row in enumerate(rows, 1):
        writer.writerow([at, *(_defused(cell) for cell in row)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _eight(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _defused(cell: str | int) -> str | int:
    """A spreadsheet runs text that begins like a formula; a quote before it keeps it text."""
    if isinstance(cell, str) and cell.lstrip(" \u3000").startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


# ---------------------------------------------------------------- the description


def description(contents: PackageContents, papers: tuple[Paper, ...]) -> bytes:
    """``说明文件.xml``: what an archive asks of a hand-over package (names after GB/T 18894 and DA/T 46)."""
    sizes = [paper.size for paper in papers] + [part.evidence.size for part in contents.evidence]
    pages = [paper.pages for paper in papers] + [part.evidence.pages or 0 for part in contents.evidence]
    numbers = [part.number for part in contents.evidence]
    root = ElementTree.Element("说明文件")
    for name, value in (
        ("载体编号", contents.number),
        ("版次", str(contents.version)),
        ("载体类型", "在线移交压缩包（BagIt 1.0）"),
        ("制作时间", f"{contents.made_on:%Y%m%d}"),
        ("移交单位", contents.office.name),
        ("行政区划代码", contents.office.region_code),
        ("年度", f"{contents.made_on:%Y}"),
        ("任务编号", contents.task.listed.number or ""),
        ("题名", contents.task.listed.finding.split("\n")[0]),
        ("文件容量", str(sum(sizes))),
        ("文件数量", str(len(sizes))),
        ("总页数", str(sum(pages))),
        ("文书数量", str(len(papers))),
        ("佐证材料数量", str(len(numbers))),
        ("起始件号", numbers[0] if numbers else ""),
        ("截至件号", numbers[-1] if numbers else ""),
        ("校验算法", "SHA-256"),
        ("信息系统名称", contents.program),
    ):
        ElementTree.SubElement(root, name).text = _NOT_XML.sub("", value)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
